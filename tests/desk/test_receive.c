/* SPDX-License-Identifier: MIT */
/* Taking in a request: drafts as text, one request a key press, times to offer. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/cli/demo.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/receive_promise.h"
#include "shouwen/desk/receive_record.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "tests/store/scratch.h"

#include <ftw.h>

static struct text database = TEXT_EMPTY, config = TEXT_EMPTY;
static struct desk *desk;
static struct arena arena;

static int64_t at(int day, int hour, int minute)
{
    return clock_at_from(clock_day_from(2026, 11, day), hour, minute);
}

static int make(void **state)
{
    bool is_new;

    (void)state;
    scratch_start();
    clock_fix(at(23, 10, 42));
    assert_ok(demo_make(scratch("demo"), &database, &config, &is_new, &error));
    const struct desk_options options = {.database = database.at, .config = config.at};
    assert_ok(desk_new(&options, &desk, &error));
    assert_ok(desk_open(desk, &error));
    return 0;
}

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

static int leave(void **state)
{
    (void)state;
    arena_release(&arena);
    desk_free(desk);
    text_release(&database);
    text_release(&config);
    return nftw(scratch_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int start_morning(void **state)
{
    (void)state;
    clock_fix(at(23, 10, 42));
    return 0;
}

static void fill(struct receive_draft *draft)
{
    receive_draft_init(draft);
    text_add(&draft->who, "王𠮷\"\\·买买提");
    text_add(&draft->what, "楼道灯\n不亮");
    text_add(&draft->service, "MZ01");
    draft->slot = 1;
    draft->cursors[1] = strlen("楼道");
    draft->has_who = draft->has_checked = draft->is_linked = true;
    draft->have = 1 | (uint64_t)1 << 63;
    draft->channel = "phone";
    draft->via = "video";
    draft->urgency = "urgent";
    draft->stage = RECEIVE_ACTING;
    draft->parked_at = 1795230000000;
}

static void a_draft_comes_back_as_it_was(void **state)
{
    struct receive_draft draft, again;
    struct text form = TEXT_EMPTY, second = TEXT_EMPTY;

    (void)state;
    fill(&draft);
    receive_draft_init(&again);
    receive_draft_write(&draft, &form);
    receive_draft_read(&again, form.at);
    receive_draft_write(&again, &second);
    assert_string_equal(second.at, form.at);
    assert_string_equal(again.who.at, draft.who.at);
    assert_string_equal(again.channel, "phone");
    assert_int_equal(again.cursors[1], strlen("楼道"));
    assert_true(again.have == draft.have);
    receive_draft_release(&draft);
    receive_draft_release(&again);
    text_release(&form);
    text_release(&second);
}

/* Whatever stands in the file, what comes of it is a draft. */
static void a_draft_that_cannot_be_read_is_empty(void **state)
{
    static const char *const forms[] = {
        "", "{", "[]", "7", "\xFF", "{\"who\":7,\"stage\":99,\"slot\":-5}", "{\"request\":\"x\"}",
    };
    static const char crooked[] = "{\"who\":\"周\",\"cursor_who\":1,\"channel\":\"no such one\"}";
    struct receive_draft draft;

    (void)state;
    receive_draft_init(&draft);
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        receive_draft_read(&draft, forms[i]);
        assert_true(receive_draft_is_empty(&draft));
        assert_int_equal(draft.stage, RECEIVE_TYPING);
        assert_int_equal(strlen(draft.request), sizeof(draft.request) - 1);
    }
    receive_draft_read(&draft, crooked);
    assert_int_equal(draft.cursors[0], strlen("周"));
    assert_string_equal(draft.channel, "walk-in");
    receive_draft_release(&draft);
}

static struct matter case_of(const char *number)
{
    struct matter matter;

    assert_ok(follow_case(desk, number, &arena, &matter, &error));
    return matter;
}

static void one_request_is_one_case(void **state)
{
    const struct receive_deed deed = {.kind = ACT_SOLVE};
    struct receive_draft draft;
    const char *first, *second;

    (void)state;
    receive_draft_init(&draft);
    text_add(&draft.who, "路人");
    text_add(&draft.what, "补办老年卡");
    text_add(&draft.service, "MZ01");
    draft.has_checked = true;
    draft.have = 1 | 2;
    assert_ok(receive_record(desk, &draft, &deed, &arena, &first, &error));
    assert_ok(receive_record(desk, &draft, &deed, &arena, &second, &error));
    assert_string_equal(first, second);
    struct matter matter = case_of(first);
    assert_int_equal(matter.history_count, 3);
    assert_string_equal(matter.have, "1,2");
    assert_false(matter.is_open);
    receive_draft_release(&draft);
}

/* All or nothing: what is refused leaves no case behind. */
static void what_is_refused_leaves_nothing(void **state)
{
    const struct receive_deed deed = {.kind = ACT_ASSIGN, .to = "S13"};
    struct receive_draft draft;
    const char *number;
    int64_t before, after;

    (void)state;
    receive_draft_init(&draft);
    text_add(&draft.what, "无人认领的自行车");
    struct ledger *ledger;
    struct ledger_report report = {0};
    assert_ok(desk_ledger(desk, &ledger, &error));
    assert_ok(ledger_check(ledger, &report, &error));
    before = report.act_count;
    assert_fails(receive_record(desk, &draft, &deed, &arena, &number, &error), STATUS_REFUSED,
                 "何志明");
    text_release(&report.problems);
    assert_ok(ledger_check(ledger, &report, &error));
    after = report.act_count;
    text_release(&report.problems);
    assert_int_equal(before, after);
    receive_draft_release(&draft);
}

static void a_second_visit_takes_over_and_resumes(void **state)
{
    const struct receive_deed wait = {.kind = ACT_WAIT}, accept = {.kind = ACT_ACCEPT};
    struct receive_draft draft;
    const char *number, *same;

    (void)state;
    receive_draft_init(&draft);
    text_add(&draft.what, "补办老年卡");
    text_add(&draft.service, "MZ01");
    draft.has_checked = true;
    draft.have = 1;
    assert_ok(receive_record(desk, &draft, &wait, &arena, &number, &error));
    assert_int_equal(case_of(number).state, STATE_WAITING);
    receive_draft_clear(&draft);
    text_add(&draft.number, number);
    text_add(&draft.service, "MZ01");
    draft.has_checked = true;
    draft.have = 1 | 2;
    assert_ok(desk_sign_in(desk, "S06", &error));
    assert_int_equal(receive_record(desk, &draft, &accept, &arena, &same, &error), STATUS_REFUSED);
    assert_string_equal(error.field, "text");
    text_add(&draft.agreed, "陆伟同意");
    assert_ok(receive_record(desk, &draft, &accept, &arena, &same, &error));
    assert_ok(desk_sign_in(desk, "S01", &error));
    struct matter matter = case_of(same);
    assert_string_equal(matter.number, number);
    assert_string_equal(matter.holder, "S06");
    assert_int_equal(matter.state, STATE_HANDLING);
    assert_string_equal(matter.have, "1,2");
    receive_draft_release(&draft);
}

static void offers_times_at_which_somebody_is_there(void **state)
{
    struct receive_time times[RECEIVE_TIMES];
    size_t count;

    (void)state;
    assert_ok(receive_promise_offer(desk, "come", &arena, times, &count, &error));
    assert_int_equal(count, RECEIVE_TIMES);
    assert_int_equal(times[0].at, at(23, 18, 30));
    assert_string_equal(times[0].staff_id, "S06");
    assert_int_equal(times[1].at, at(24, 9, 30));
    assert_ok(receive_promise_offer(desk, "call", &arena, times, &count, &error));
    assert_int_equal(times[0].at, at(23, 17, 0));
    assert_string_equal(times[0].staff_id, "S01");
    /* on a Friday evening nobody is called or visited before Monday */
    clock_fix(at(27, 19, 40));
    assert_ok(receive_promise_offer(desk, "visit", &arena, times, &count, &error));
    assert_int_equal(times[0].at, at(30, 10, 0));
    assert_ok(receive_promise_offer(desk, "come", &arena, times, &count, &error));
    assert_int_equal(times[0].at, at(28, 9, 30));
}

/* Whoever stands at the desk keeps the name that was typed; an id is nobody's name. */
static void who_was_taken_off_the_list_meanwhile_is_a_name(void **state)
{
    const struct receive_deed deed = {.kind = ACT_ACCEPT};
    struct receive_draft draft;
    const char *number;

    (void)state;
    receive_draft_init(&draft);
    text_add(&draft.who, "王芳");
    text_add(&draft.resident, "R2-007001");
    text_add(&draft.what, "水管坏了");
    assert_ok(receive_record(desk, &draft, &deed, &arena, &number, &error));
    struct matter matter = case_of(number);
    assert_string_equal(matter.name, "王芳");
    assert_string_equal(matter.resident, "");
    assert_ok(receive_record_demand(desk, &draft, &arena, &error));
    receive_draft_release(&draft);
}

static void counts_years_by_birthdays(void **state)
{
    int32_t born = clock_day_from(1948, 5, 17);

    (void)state;
    assert_int_equal(receive_age(born, clock_day_from(2026, 5, 16)), 77);
    assert_int_equal(receive_age(born, clock_day_from(2026, 5, 17)), 78);
    assert_int_equal(receive_age(clock_day_from(2024, 2, 29), clock_day_from(2025, 2, 28)), 0);
    assert_int_equal(receive_age(CLOCK_NO_DAY, born), -1);
    assert_int_equal(receive_age(born, born - 1), -1);
}

static void a_number_is_nobodys_name(void **state)
{
    static const char *const names[] = {"5102", "5-102", "0"};
    struct record record = {.kind = RECORD_RESIDENTS};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        record.value[RECORD_RESIDENTS_NAME] = names[i];
        assert_int_equal(receive_resident(desk, &arena, &record, &error), STATUS_INVALID);
        assert_string_equal(error.field, "name");
    }
    record.value[RECORD_RESIDENTS_NAME] = "吕4";
    assert_ok(receive_resident(desk, &arena, &record, &error));
}

static void what_is_to_come_stands_above_what_is_past(void **state)
{
    struct receive_today today = {0};

    (void)state;
    clock_fix(at(23, 16, 0));
    assert_ok(receive_today_load(desk, 9, &arena, &today, &error));
    assert_true(today.promise_count >= 3);
    assert_true(today.promises[0].at == at(23, 18, 30));
    for (size_t i = 2; i < today.promise_count; i++)
        assert_true(today.promises[i].at >= today.promises[i - 1].at);
    assert_true(today.promises[today.promise_count - 1].at < at(23, 16, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_draft_comes_back_as_it_was, start_morning),
        cmocka_unit_test_setup(a_draft_that_cannot_be_read_is_empty, start_morning),
        cmocka_unit_test_setup(one_request_is_one_case, start_morning),
        cmocka_unit_test_setup(what_is_refused_leaves_nothing, start_morning),
        cmocka_unit_test_setup(a_second_visit_takes_over_and_resumes, start_morning),
        cmocka_unit_test_setup(offers_times_at_which_somebody_is_there, start_morning),
        cmocka_unit_test_setup(who_was_taken_off_the_list_meanwhile_is_a_name, start_morning),
        cmocka_unit_test_setup(counts_years_by_birthdays, start_morning),
        cmocka_unit_test_setup(a_number_is_nobodys_name, start_morning),
        cmocka_unit_test_setup(what_is_to_come_stands_above_what_is_past, start_morning),
    };

    return cmocka_run_group_tests(tests, make, leave);
}
