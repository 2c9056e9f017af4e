/* SPDX-License-Identifier: MIT */
/* Several cases at once, the grid board and the review on the real program, with another program at
 * work on the same file. */
#include "config.h"

#include "workplace.h"

#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { MANY = 60 };

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
static char *numbers[MANY]; /* of cases that S01 holds */

static void fail_if(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fail_msg("%s", error->message);
}

/* Records an act as another program would; *opened gets the number of a new case. */
static void record(const char *staff, struct act act, char **opened)
{
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct error error;
    const char *number;

    fail_if(desk_sign_in(desk, staff, &error), &error);
    fail_if(follow_record(desk, &act, 1, &arena, &number, &error), &error);
    if (opened)
        *opened = memory_copy_text(number);
    arena_release(&arena);
    desk_free(desk);
}

static void check_holders(int refused, const char *expected, const char *of_refused)
{
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct matter matter;
    struct error error;

    fail_if(desk_sign_in(desk, "S12", &error), &error);
    for (int i = 0; i < MANY; i++) {
        fail_if(follow_case(desk, numbers[i], &arena, &matter, &error), &error);
        assert_string_equal(matter.holder, i == refused ? of_refused : expected);
    }
    arena_release(&arena);
    desk_free(desk);
}

static void check_file(void)
{
    struct desk *desk = workplace_desk();
    struct ledger_report report;
    struct error error;

    fail_if(admin_check(desk, &report, &error), &error);
    assert_string_equal(report.problems.at, "");
    text_release(&report.problems);
    desk_free(desk);
}

static int set_up(void **state)
{
    const struct act act = {.kind = ACT_OPEN, .value = {[FIELD_SUBJECT] = "批量"}};

    workplace_copy(state);
    for (int i = 0; i < MANY; i++)
        record("S01", act, &numbers[i]);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < MANY; i++)
        free(numbers[i]);
    return 0;
}

static struct pty *open_queue(int rows, int columns)
{
    struct pty *pty = workplace_start(rows, columns, "S01", chinese);

    pty_expect(pty, "什么事");
    pty_keys(pty, "<F4>");
    pty_expect(pty, "[1 我的");
    return pty;
}

/* Marks what a search for them finds and gives all to somebody; meanwhile another desk took one. */
static void marked_by_a_search_given_and_taken_back(void **state)
{
    char subject[64];
    struct pty *pty = open_queue(24, 80);

    (void)state;
    pty_keys(pty, "/批量<Ctrl-V>");
    pty_expect(pty, "再按一次标记整个队列");
    pty_keys(pty, "<Ctrl-V>");
    pty_expect(pty, "已标记 60 件;按 0 一并办理");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "已标记 60");
    pty_keys(pty, "<0>");
    pty_expect(pty, "办理标记的 60 件");
    pty_keys(pty, "<4>");
    pty_expect(pty, "指定给谁");
    pty_keys(pty, "陈静<Enter>");
    pty_expect(pty, "不写就按 Enter");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "60 件可以登记,0 件不能登记");
    snprintf(subject, sizeof(subject), "case/%s", numbers[30]);
    record("S01", (struct act){.kind = ACT_FALL_BACK, .subject = subject}, NULL);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已登记 59 件,未登记 1 件");
    pty_expect(pty, "兜底");
    check_holders(30, "S03", "S05");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已登记 59 件。10 分钟内按 Ctrl-Z 可一并撤销");
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "可以撤销 59 件,不能撤销 0 件");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已撤销 59 件,未能撤销 0 件");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已撤销 59 件");
    check_holders(30, "S01", "S05");
    workplace_leave(pty);
    check_file();
}

/* The undo works in the program started anew, too. */
static void an_undo_outlives_the_program(void **state)
{
    struct pty *pty = open_queue(40, 120);

    (void)state;
    pty_keys(pty, "<Space><Space><Space><0><5><Enter>");
    pty_expect(pty, "3 件可以登记");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已登记 3 件");
    workplace_leave(pty);
    pty = open_queue(24, 80);
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "可以撤销 3 件,不能撤销 0 件");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已撤销 3 件,未能撤销 0 件");
    workplace_leave(pty);
    check_file();
}

static void the_board_leads_to_a_grids_queue(void **state)
{
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {40, 120}};

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct pty *pty = workplace_start(sizes[i].rows, sizes[i].columns, "S05", chinese);
        pty_expect(pty, "什么事");
        pty_keys(pty, "<Ctrl-B>");
        pty_expect(pty, "网格看板");
        pty_expect(pty, "最早到期");
        pty_expect(pty, "待审");
        pty_keys(pty, "<Enter>");
        pty_expect(pty, "网格 G0");
        pty_keys(pty, "<Esc>");
        pty_expect(pty, "网格看板");
        workplace_leave(pty);
    }
}

static void the_review_is_opened_from_anywhere(void **state)
{
    struct pty *pty = workplace_start(40, 120, "S05", chinese);

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<Ctrl-F>");
    pty_refuse(pty, "什么事");
    pty_expect(pty, "待审");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "什么事");
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marked_by_a_search_given_and_taken_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_undo_outlives_the_program, set_up, tear_down),
        cmocka_unit_test_setup(the_board_leads_to_a_grids_queue, workplace_copy),
        cmocka_unit_test_setup(the_review_is_opened_from_anywhere, workplace_copy),
    };

    return cmocka_run_group_tests_name("batch_work", tests, workplace_make, workplace_remove);
}
