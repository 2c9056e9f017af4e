/* SPDX-License-Identifier: MIT */
/* Next year's calendar is loaded while cases run into it: Reception says so, and leads to the cases
 * whose due days moved. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void fail_if(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fail_msg("%s", error->message);
}

/* Two cases with fifteen working days ahead of them, on the last Monday of the year. */
static int set_up(void **state)
{
    static const char *const subjects[] = {"年底登记的邻里纠纷", "年底登记的停车难题"};
    struct arena arena = {0};
    struct error error;
    const char *number;

    workplace_copy(state);
    clock_fix(clock_at_from(clock_day_from(2026, 12, 28), 10, 42));
    struct desk *desk = workplace_desk();
    fail_if(desk_sign_in(desk, "S01", &error), &error);
    for (size_t i = 0; i < 2; i++) {
        struct act act = {.kind = ACT_OPEN,
                          .value = {[FIELD_SUBJECT] = subjects[i],
                                    [FIELD_NAME] = "周美芳",
                                    [FIELD_URGENCY] = "difficult"}};
        fail_if(follow_record(desk, &act, 1, &arena, &number, &error), &error);
    }
    arena_release(&arena);
    desk_free(desk);
    return 0;
}

/* As the calendar's import does it, by the administrator. */
static void load_calendar(void)
{
    static const char *const days[][2] = {{"2027-01-01", "元旦"}, {"2027-10-01", "国庆节"}};
    struct desk *desk = workplace_desk();
    enum ledger_change change;
    struct error error;

    fail_if(desk_sign_in(desk, "S12", &error), &error);
    fail_if(reference_begin(desk, &error), &error);
    for (size_t i = 0; i < 2; i++) {
        struct record record = {.kind = RECORD_CALENDAR, .id = days[i][0]};
        record.value[RECORD_CALENDAR_DATE] = days[i][0];
        record.value[RECORD_CALENDAR_KIND] = "holiday";
        record.value[RECORD_CALENDAR_NAME] = days[i][1];
        fail_if(reference_put(desk, &record, &change, &error), &error);
    }
    fail_if(reference_commit(desk, &error), &error);
    desk_free(desk);
}

static void the_cases_whose_day_moved_are_at_hand(void **state)
{
    static const char *const december[] = {"LANGUAGE=zh_CN", "SHOUWEN_NOW=2026-12-28T10:45", NULL};
    struct pty *pty = workplace_start(24, 80, NULL, december);

    (void)state;
    /* the day's own run first: it moves days of its own */
    pty_expect(pty, "今日开始");
    pty_keys(pty, "<Ctrl-P>到期日改动<Enter>");
    pty_expect(pty, "还没有哪年的日历改过到期日");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "未载入 2027 年日历");
    load_calendar();
    /* the desk that is open says it, and the line leads there */
    pty_expect(pty, "12-28 有到期日改动");
    pty_refuse(pty, "未载入 2027 年日历");
    pty_keys(pty, "<Ctrl-P>到期日改动<Enter>");
    pty_expect(pty, "件的到期日改了");
    assert_non_null(strstr(pty_row(pty, 4), "原到期"));
    assert_non_null(strstr(pty_screen(pty), "日历未载入  2027-01-19 周美芳     陆伟"));
    pty_keys(pty, "G<Enter>");
    pty_expect(pty, "年底登记的停车难题");
    pty_expect(pty, "01-19");
    /* back, and at the same row, whatever was loaded anew */
    pty_keys(pty, "2");
    pty_expect(pty, "约定");
    pty_keys(pty, "<Esc><Esc>");
    pty_expect(pty, "件的到期日改了");
    for (int row = 5; !strstr(pty_row(pty, row), "停车难题") && row < 15; row++)
        assert_true(pty_row(pty, row)[0] != '>');
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_cases_whose_day_moved_are_at_hand, set_up),
    };

    return cmocka_run_group_tests_name("moved", tests, workplace_make, workplace_remove);
}
