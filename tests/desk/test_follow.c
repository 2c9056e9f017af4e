/* SPDX-License-Identifier: MIT */
/* Who answers for a case today, whatever becomes of the people, and how many cases each answers
 * for. */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/query_cases.h"

#define GRID "310115007001-G03"

static const char *number; /* a case that S03 holds */

static int set_up(void **state)
{
    office_open(state);
    number = office_take("S01", "楼道灯不亮", "name=周美芳", NULL);
    must(office_act("S01", number, "assign", "to=S03", NULL));
    return 0;
}

static const struct matter *load(const char *case_number)
{
    struct matter *matter = arena_alloc(&office.arena, sizeof(*matter));

    must(follow_case(office.desk, case_number, &office.arena, matter, &error));
    return matter;
}

static void put_staff(const char *row)
{
    office_import(RECORD_STAFF,
                  arena_format(&office.arena, "id,status,away_from,away_until,cover\n%s\n", row));
}

static struct follow_counts counts_of(const char *staff_id)
{
    struct follow_counts counts;

    must(follow_count(office.desk, staff_id, &counts, &error));
    return counts;
}

/* The case is this person's today: shown so, counted so, and among "mine". */
static void check_answers(const char *staff_id, bool is_stand_in)
{
    const struct matter *matter = load(number);
    struct accountable answer = follow_answer(office.desk, matter);

    assert_string_equal(answer.id, staff_id);
    assert_string_equal(answer.name, desk_name(office.desk, staff_id));
    assert_int_equal(answer.is_stand_in, is_stand_in);
    assert_int_equal(counts_of(staff_id).open_count, 1);
    if (is_stand_in)
        assert_int_equal(counts_of(matter->holder).open_count, 0);
}

static void the_accountable_person_follows_leave_and_return(void **state)
{
    (void)state;
    check_answers("S03", false);
    put_staff("S03,leave,2026-11-24,2026-11-26,S04");
    check_answers("S03", false); /* from tomorrow on */
    office_at("2026-11-24T09:00");
    check_answers("S04", true);
    office_at("2026-11-26T23:59");
    check_answers("S04", true);
    office_at("2026-11-27T00:00");
    check_answers("S03", false);
    assert_string_equal(load(number)->holder, "S03"); /* leave never moves a case */
    assert_int_equal(load(number)->history_count, 2);
}

static void without_a_cover_the_secretary_answers(void **state)
{
    (void)state;
    put_staff("S03,leave,2026-11-23,,");
    check_answers("S05", true);
    put_staff("S03,leave,2026-11-23,,S07"); /* who is away too: followed once */
    check_answers("S05", true);
    put_staff("S05,leave,2026-11-23,2026-11-25,S12");
    check_answers("S12", true);
    put_staff("S05,leave,2026-11-23,2026-11-25,(clear)");
    check_answers("T01", true);
    assert_true(follow_flags(office.desk, load(number)) & FLAG_NO_SECRETARY);
    put_staff("T01,leave,2026-11-23,,");
    check_answers("S12", true); /* any administrator of the file */
    put_staff("S03,active,,,");
    check_answers("S03", false);
}

static void leaving_at_once_leaves_the_case_to_the_secretary(void **state)
{
    (void)state;
    put_staff("S03,left,,,");
    check_answers("S05", false);
    assert_int_equal(load(number)->rule, RULE_FALLBACK);
    assert_string_equal(load(number)->holder, "S05");
    assert_int_equal(counts_of("S03").open_count, 0);
    assert_false(follow_flags(office.desk, load(number)) & FLAG_NOBODY);
}

static void who_left_while_signed_in_records_nothing(void **state)
{
    const struct desk_options options = {
        .database = office.path, .config = office.config, .staff = "S03"};
    struct act act = {.kind = ACT_NOTE};
    struct desk *theirs;
    const char *given;

    (void)state;
    must(desk_new(&options, &theirs, &error));
    must(desk_open(theirs, &error));
    put_staff("S03,left,,,"); /* at another desk */
    must(desk_refresh(theirs, &error));
    act.subject = arena_format(&office.arena, "case/%s", number);
    act.value[FIELD_TEXT] = "还想写一句";
    fails(follow_record(theirs, &act, 1, &office.arena, &given, &error), STATUS_DENIED,
          "left the staff");
    fails(admin_tally(theirs, "print", &error), STATUS_DENIED, "left the staff");
    fails(desk_require_admin(theirs, "import", &error), STATUS_DENIED, "left the staff");
    desk_free(theirs);
}

static void nobody_at_all_keeps_the_holder(void **state)
{
    struct accountable answer;

    (void)state;
    put_staff("S03,leave,2026-11-23,,\nS04,leave,2026-11-23,,\nS05,leave,2026-11-23,,\n"
              "T01,leave,2026-11-23,,\nS12,leave,2026-11-23,,");
    answer = follow_answer(office.desk, load(number));
    assert_true(answer.is_nobody);
    assert_string_equal(answer.id, "S03");
    assert_true(follow_flags(office.desk, load(number)) & FLAG_NOBODY);
    assert_int_equal(counts_of("S03").open_count, 1);
}

static void a_day_later_the_case_is_late(void **state)
{
    (void)state;
    assert_false(follow_flags(office.desk, load(number)) & FLAG_LATE);
    assert_int_equal(counts_of("S03").late_count, 0);
    office_at("2026-11-26T23:59");
    assert_int_equal(load(number)->due_on, clock_day_from(2026, 11, 26));
    assert_false(follow_flags(office.desk, load(number)) & FLAG_LATE);
    office_at("2026-11-27T00:00");
    assert_true(follow_flags(office.desk, load(number)) & FLAG_LATE);
    assert_int_equal(counts_of("S03").late_count, 1);
    must(office_act("S03", number, "close", "outcome=solved", NULL));
    assert_false(follow_flags(office.desk, load(number)) & FLAG_LATE);
    assert_int_equal(counts_of("S03").late_count, 0);
}

static void what_is_possible_depends_on_who_asks(void **state)
{
    const struct matter *matter = load(number);

    (void)state;
    office_as("S03");
    assert_true(follow_is_possible(office.desk, matter, ACT_ACCEPT, &error));
    assert_true(follow_is_possible(office.desk, matter, ACT_DECLINE, &error));
    assert_false(follow_is_possible(office.desk, matter, ACT_DISPATCH, &error));
    assert_true(*error.message != '\0');
    office_as("S02");
    assert_false(follow_is_possible(office.desk, matter, ACT_ACCEPT, &error));
    assert_int_equal(error.kind, STATUS_DENIED);
    assert_true(follow_is_possible(office.desk, matter, ACT_PROMISE, &error));
}

static bool has_audit(const char *who, const char *part)
{
    struct admin_audit_row *rows;
    size_t count;
    int32_t today = desk_today(office.desk);

    office_as("S12");
    must(admin_audit(office.desk, today, today, &office.arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].who, who) == 0 && strstr(rows[i].what, part))
            return true;
    return false;
}

static void a_refusal_by_role_is_noted(void **state)
{
    (void)state;
    assert_false(has_audit("S02", "denied"));
    fails(office_act("S02", number, "accept", NULL), STATUS_DENIED, "");
    assert_true(has_audit("S02", "denied case accept"));
    fails(office_act("S03", number, "decline", NULL), STATUS_REFUSED, "reason");
    assert_false(has_audit("S03", "denied"));
}

static void a_case_is_found_by_number_and_code(void **state)
{
    struct matter matter;
    const char *code = strrchr(number, '-') + 1;

    (void)state;
    assert_string_equal(load(code)->number, number);
    fails(follow_case(office.desk, "007001-261123-000000000", &office.arena, &matter, &error),
          STATUS_NOT_FOUND, "000000000");
    fails(follow_case(office.desk, "", &office.arena, &matter, &error), STATUS_NOT_FOUND, "");
}

static void days_and_times_as_acts_want_them(void **state)
{
    const char *value;

    (void)state;
    must(follow_until(&office.arena, "2026-11-23T15:00", &value, &error));
    assert_string_equal(value, "1795417200000");
    must(follow_until(&office.arena, "2026-11-23", &value, &error));
    assert_string_equal(value, "1795449540000"); /* 23:59 */
    fails(follow_until(&office.arena, "tomorrow", &value, &error), STATUS_INVALID, "tomorrow");
    fails(follow_until(&office.arena, "", &value, &error), STATUS_INVALID, "no day");
    assert_string_equal(error.field, "until");
}

/* --- counts --- */

enum { CASES = 10, ACTS = 240, EVERY = 12 };

static const char *const people[] = {"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S10", "S12"};
#define PEOPLE (sizeof(people) / sizeof(*people))

static unsigned next_number(unsigned below)
{
    static uint64_t state = 0x9E3779B97F4A7C15u;

    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

/* What the counts must be, each open case looked at by itself. */
static struct follow_counts recount(const char *staff_id, const char *const *numbers)
{
    struct follow_counts counts = {0};

    for (int i = 0; i < CASES; i++) {
        const struct matter *matter = load(numbers[i]);
        if (!matter->is_open || strcmp(follow_answer(office.desk, matter).id, staff_id) != 0)
            continue;
        counts.open_count++;
        counts.late_count += (follow_flags(office.desk, matter) & FLAG_LATE) != 0;
        counts.replied_count += matter->state == STATE_REPLIED;
    }
    return counts;
}

static size_t count_mine(const char *staff_id)
{
    struct case_filter filter = {
        .queue = QUEUE_MINE, .today = desk_today(office.desk), .limit = 100};
    struct case_row *rows;
    size_t count;

    must(follow_holders(office.desk, staff_id, &office.arena, &filter.holders, &filter.holder_count,
                        &error));
    if (!filter.holder_count)
        return 0;
    must(query_cases(desk_reader(office.desk), &filter, &office.arena, &rows, &count, &error));
    return count;
}

static void check_counts(const char *const *numbers)
{
    bool hold;

    for (size_t i = 0; i < PEOPLE; i++) {
        struct follow_counts counted = counts_of(people[i]);
        struct follow_counts expected = recount(people[i], numbers);
        assert_int_equal(counted.open_count, expected.open_count);
        assert_int_equal(counted.late_count, expected.late_count);
        assert_int_equal(counted.replied_count, expected.replied_count);
        assert_int_equal(count_mine(people[i]), expected.open_count);
    }
    must(matters_counts_hold(desk_reader(office.desk), &hold, &error));
    assert_true(hold);
}

/* Anybody tries anything, every other time whoever answers for the case; most of it is refused, and
 * that is fine. */
static bool try_something(const char *case_number)
{
    static const struct {
        const char *word, *field, *other;
    } acts[] = {
        {"accept", "text=好", NULL},
        {"assign", "to=S03", NULL},
        {"assign", "to=S04", NULL},
        {"assign", "to=S07", NULL},
        {"take-over", "text=我来", NULL},
        {"decline", "reason=超出职责", NULL},
        {"fall-back", "reason=难", NULL},
        {"designate", "to=S06", NULL},
        {"claim", "text=书记", NULL},
        {"report-up", "text=上报", NULL},
        {"dispatch", "to=310115-fgj", NULL},
        {"give-back", "reason=不归我们", NULL},
        {"reply", "text=已修", NULL},
        {"tell", "text=已告知", NULL},
        {"close", "outcome=solved", "reason=联系不上"},
        {"reopen", "reason=又坏了", NULL},
        {"solve", "text=当场", NULL},
        {"withdraw", "text=不要了", NULL},
        {"rate", "attitude=2", "ability=1"},
        {"note", "text=记一笔", NULL},
        {"undo", "text=错了", NULL},
    };
    static const char *const others[] = {"T01", "U01"};
    unsigned which = next_number(sizeof(acts) / sizeof(*acts));
    unsigned who = next_number(PEOPLE + 4);
    const char *by = who < PEOPLE ? people[who] : others[who % 2];

    if (next_number(2))
        by = follow_answer(office.desk, load(case_number)).id;
    /* whoever has left cannot even sign in */
    if (people_find(desk_people(office.desk), by)->status == PERSON_LEFT)
        return false;
    enum status status =
        office_act(by, case_number, acts[which].word, acts[which].field, acts[which].other, NULL);
    if (status != STATUS_OK && status != STATUS_REFUSED && status != STATUS_DENIED &&
        status != STATUS_INVALID)
        fail_msg("%s by %s: %s", acts[which].word, by, error.message);
    return status == STATUS_OK;
}

static void change_the_staff(void)
{
    static const char *const rows[] = {
        "S03,leave,2026-11-20,2026-12-20,S04",
        "S03,active,,,",
        "S04,leave,2026-11-20,2026-12-20,",
        "S04,active,,,",
        "S05,leave,2026-11-20,2026-12-20,S12",
        "S05,active,,,",
        "S07,active,,,",
        "S06,left,,,",
    };

    put_staff(rows[next_number(sizeof(rows) / sizeof(*rows))]);
}

static void counts_equal_a_recount_after_random_acts(void **state)
{
    const char *numbers[CASES];
    int64_t now = clock_now_at();
    int done = 0;

    (void)state;
    numbers[0] = number;
    for (int i = 1; i < CASES; i++)
        numbers[i] = office_take(people[i % 3], "随便什么事", "grid=" GRID, NULL);
    for (int i = 1; i <= ACTS; i++) {
        now += (1 + next_number(90)) * (int64_t)CLOCK_MINUTE;
        clock_fix(now);
        done += try_something(numbers[next_number(CASES)]);
        if (i % (2 * EVERY) == 0)
            change_the_staff();
        if (i % EVERY == 0)
            check_counts(numbers);
    }
    assert_true(done > ACTS / 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_accountable_person_follows_leave_and_return, set_up,
                                        office_close),
        cmocka_unit_test_setup_teardown(without_a_cover_the_secretary_answers, set_up,
                                        office_close),
        cmocka_unit_test_setup_teardown(leaving_at_once_leaves_the_case_to_the_secretary, set_up,
                                        office_close),
        cmocka_unit_test_setup_teardown(who_left_while_signed_in_records_nothing, set_up,
                                        office_close),
        cmocka_unit_test_setup_teardown(nobody_at_all_keeps_the_holder, set_up, office_close),
        cmocka_unit_test_setup_teardown(a_day_later_the_case_is_late, set_up, office_close),
        cmocka_unit_test_setup_teardown(what_is_possible_depends_on_who_asks, set_up, office_close),
        cmocka_unit_test_setup_teardown(a_refusal_by_role_is_noted, set_up, office_close),
        cmocka_unit_test_setup_teardown(a_case_is_found_by_number_and_code, set_up, office_close),
        cmocka_unit_test_setup_teardown(days_and_times_as_acts_want_them, set_up, office_close),
        cmocka_unit_test_setup_teardown(counts_equal_a_recount_after_random_acts, set_up,
                                        office_close),
    };

    return cmocka_run_group_tests_name("follow", tests, NULL, NULL);
}
