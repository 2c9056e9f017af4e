/* SPDX-License-Identifier: MIT */
/* One act on many cases: what goes through and what is refused, before and while it is recorded,
 * with others at work meanwhile; and everything taken back at once. */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/batch.h"
#include "shouwen/desk/follow.h"

enum { MANY = 200 };

static const char *numbers[MANY];
static struct batch batch;

static int set_up(void **state)
{
    office_open(state);
    for (int i = 0; i < MANY; i++)
        numbers[i] = office_take("S01", "楼道灯不亮", NULL);
    return 0;
}

static int set_up_few(void **state)
{
    office_open(state);
    for (int i = 0; i < 5; i++)
        numbers[i] = office_take("S01", "楼道灯不亮", NULL);
    return 0;
}

static int tear_down(void **state)
{
    batch_release(&batch);
    batch = (struct batch){0};
    return office_close(state);
}

static void start(enum act_kind kind, enum act_kind also, const char *to, size_t count)
{
    const char *fields[ACT_FIELD_COUNT] = {[FIELD_TO] = to};

    batch_release(&batch);
    batch_start(&batch, kind, also, fields);
    for (size_t i = 0; i < count; i++)
        must(batch_add(office.desk, &batch, numbers[i], &error));
}

static void run(void)
{
    while (!batch_is_over(&batch))
        must(batch_step(office.desk, &batch, &error));
}

static const struct matter *load(const char *number)
{
    struct matter *matter = arena_alloc(&office.arena, sizeof(*matter));

    must(follow_case(office.desk, number, &office.arena, matter, &error));
    return matter;
}

static void check_file(void)
{
    struct ledger_report report;

    must(admin_check(office.desk, &report, &error));
    assert_string_equal(report.problems.at, "");
    text_release(&report.problems);
}

/* A row's refusal names its reason; the case has so many acts. */
static void check_refused(size_t at, const char *part, size_t acts)
{
    assert_int_equal(batch.rows[at].fate, BATCH_REFUSED);
    assert_non_null(strstr(batch.rows[at].reason, part));
    assert_int_equal(load(numbers[at])->history_count, acts);
}

static void two_hundred_with_one_refused_and_taken_back(void **state)
{
    struct batch back;
    bool found;

    (void)state;
    must(office_act("S01", numbers[7], "withdraw", NULL));
    office_as("S01");
    start(ACT_ASSIGN, ACT_OPEN, "S03", MANY);
    assert_int_equal(batch_count(&batch, BATCH_REFUSED), 1);
    assert_int_equal(load(numbers[8])->history_count, 1); /* looked at only */
    run();
    assert_int_equal(batch_count(&batch, BATCH_DONE), MANY - 1);
    check_refused(7, "the case is closed", 2);
    assert_string_equal(load(numbers[199])->holder, "S03");

    must(batch_find_last(office.desk, &back, &found, &error));
    assert_true(found);
    assert_int_equal(back.count, MANY - 1);
    while (!batch_is_over(&back))
        must(batch_step(office.desk, &back, &error));
    assert_int_equal(batch_count(&back, BATCH_DONE), MANY - 1);
    batch_release(&back);
    for (int i = 0; i < MANY; i++)
        assert_string_equal(load(numbers[i])->holder, "S01");
    must(batch_find_last(office.desk, &back, &found, &error));
    assert_false(found); /* an undo cannot be undone */
    batch_release(&back);
    check_file();
}

static struct desk *other_desk(const char *staff)
{
    const struct desk_options options = {
        .database = office.path, .config = office.config, .staff = staff};
    struct desk *desk;

    must(desk_new(&options, &desk, &error));
    must(desk_open(desk, &error));
    return desk;
}

static void record_at(struct desk *desk, const char *number, enum act_kind kind)
{
    struct act act = {.kind = kind,
                      .subject = arena_format(&office.arena, "case/%s", number),
                      .value = {[FIELD_TEXT] = "看过"}};
    const char *recorded;

    must(follow_record(desk, &act, 1, &office.arena, &recorded, &error));
}

static void what_others_did_meanwhile_is_told(void **state)
{
    struct desk *other = other_desk("S01");

    (void)state;
    office_as("S01");
    start(ACT_ASSIGN, ACT_OPEN, "S03", MANY);
    assert_int_equal(batch_count(&batch, BATCH_REFUSED), 0);
    must(batch_step(office.desk, &batch, &error));
    record_at(other, numbers[150], ACT_FALL_BACK); /* before its turn */
    must(desk_sign_in(other, "S03", &error));
    record_at(other, numbers[5], ACT_FALL_BACK); /* after it */
    run();
    assert_int_equal(batch_count(&batch, BATCH_DONE), MANY - 1);
    check_refused(150, "fallback responsibility", 2);
    assert_string_equal(load(numbers[149])->holder, "S03");

    start(ACT_UNDO, ACT_OPEN, NULL, 1);
    assert_int_equal(batch.count, MANY - 1);
    run();
    assert_int_equal(batch_count(&batch, BATCH_DONE), MANY - 2);
    assert_string_equal(load(numbers[5])->holder, "S05");
    assert_string_equal(load(numbers[0])->holder, "S01");
    desk_free(other);
    check_file();
}

static void one_that_was_followed_stays_as_it_is(void **state)
{
    struct desk *other = other_desk("S05");
    struct batch back;
    bool found;

    (void)state;
    office_as("S01");
    start(ACT_REMIND, ACT_OPEN, NULL, 5);
    run();
    record_at(other, numbers[2], ACT_NOTE);
    desk_free(other);
    must(batch_find_last(office.desk, &back, &found, &error));
    assert_true(found);
    assert_int_equal(batch_count(&back, BATCH_WAITING), 4);
    for (size_t i = 0; i < back.count; i++)
        if (back.rows[i].fate == BATCH_REFUSED)
            assert_non_null(strstr(back.rows[i].reason, "another act has followed, by"));
    while (!batch_is_over(&back))
        must(batch_step(office.desk, &back, &error));
    batch_release(&back);
    assert_int_equal(load(numbers[2])->reminds, 1);
    assert_int_equal(load(numbers[3])->reminds, 0);
    check_file();
}

static void my_own_later_act_is_not_taken_back_instead(void **state)
{
    struct matter matter;
    size_t size;

    (void)state;
    office_as("S01");
    start(ACT_REMIND, ACT_OPEN, NULL, 5);
    run();
    must(office_act("S01", numbers[0], "note", "text=看过", NULL));
    must(follow_case(office.desk, numbers[0], &office.arena, &matter, &error));
    must(batch_size_at(office.desk, &matter, &size, &error));
    assert_int_equal(size, 1);
    batch_release(&batch);
    batch_start(&batch, ACT_UNDO, ACT_OPEN, NULL);
    must(batch_add(office.desk, &batch, numbers[1], &error));
    run();
    assert_int_equal(batch_count(&batch, BATCH_DONE), 4);
    assert_int_equal(load(numbers[0])->history_count, 3);
    assert_int_equal(load(numbers[0])->reminds, 1);
}

static void ten_minutes_later_nothing_is_offered(void **state)
{
    struct batch back;
    bool found;

    (void)state;
    office_as("S01");
    start(ACT_REMIND, ACT_OPEN, NULL, 5);
    run();
    office_at("2026-11-23T10:53");
    must(batch_find_last(office.desk, &back, &found, &error));
    assert_false(found);
    batch_release(&back);
    start(ACT_UNDO, ACT_OPEN, NULL, 5);
    check_refused(0, "more than 10 minutes", 2);
}

static void each_case_gets_the_act_that_it_takes(void **state)
{
    (void)state;
    must(office_act("S01", numbers[1], "fall-back", NULL));
    office_as("S05");
    start(ACT_ASSIGN, ACT_DESIGNATE, "S03", 2);
    assert_int_equal(batch.rows[0].kind, ACT_ASSIGN);
    assert_int_equal(batch.rows[1].kind, ACT_DESIGNATE);
    run();
    assert_int_equal(batch_count(&batch, BATCH_DONE), 2);
    assert_int_equal(load(numbers[1])->rule, RULE_FALLBACK);
    assert_string_equal(load(numbers[1])->holder, "S03");
}

static void saving_twice_is_the_same(void **state)
{
    const char *fields[ACT_FIELD_COUNT] = {[FIELD_TEXT] = "都看过", [FIELD_REQUEST] = "abc"};

    (void)state;
    office_as("S01");
    for (int time = 0; time < 2; time++) {
        batch_release(&batch);
        batch_start(&batch, ACT_NOTE, ACT_OPEN, fields);
        for (int i = 0; i < 5; i++)
            must(batch_add(office.desk, &batch, numbers[i], &error));
        must(batch_add(office.desk, &batch, numbers[0], &error)); /* named twice */
        assert_int_equal(batch.count, 5);
        run();
        assert_int_equal(batch_count(&batch, BATCH_DONE), 5);
    }
    assert_int_equal(load(numbers[0])->history_count, 2);
}

static void reasons_are_counted(void **state)
{
    struct batch_reason *reasons;

    (void)state;
    must(office_act("S01", numbers[1], "withdraw", NULL));
    must(office_act("S01", numbers[3], "withdraw", NULL));
    office_as("S01");
    start(ACT_REMIND, ACT_OPEN, NULL, 5);
    must(batch_add(office.desk, &batch, "000000000", &error));
    assert_int_equal(batch_reasons(&batch, &office.arena, &reasons), 2);
    assert_int_equal(reasons[0].count, 2);
    assert_non_null(strstr(reasons[0].reason, "closed"));
    assert_int_equal(reasons[1].count, 1);
    assert_non_null(strstr(reasons[1].reason, "there is no case"));
}

static void some_acts_are_for_one_case_only(void **state)
{
    (void)state;
    assert_true(batch_may(ACT_NOTE) && batch_may(ACT_DISPATCH) && batch_may(ACT_MERGE));
    assert_false(batch_may(ACT_RATE) || batch_may(ACT_AMEND) || batch_may(ACT_OPEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_hundred_with_one_refused_and_taken_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_others_did_meanwhile_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_that_was_followed_stays_as_it_is, set_up_few,
                                        tear_down),
        cmocka_unit_test_setup_teardown(my_own_later_act_is_not_taken_back_instead, set_up_few,
                                        tear_down),
        cmocka_unit_test_setup_teardown(ten_minutes_later_nothing_is_offered, set_up_few,
                                        tear_down),
        cmocka_unit_test_setup_teardown(each_case_gets_the_act_that_it_takes, set_up_few,
                                        tear_down),
        cmocka_unit_test_setup_teardown(saving_twice_is_the_same, set_up_few, tear_down),
        cmocka_unit_test_setup_teardown(reasons_are_counted, set_up_few, tear_down),
        cmocka_unit_test(some_acts_are_for_one_case_only),
    };

    return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
