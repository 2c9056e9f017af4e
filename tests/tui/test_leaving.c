/* SPDX-License-Identifier: MIT */
/* Somebody is away, and somebody leaves for good, on the real program: who answers meanwhile is
 * chosen; forty open cases are looked at with who takes each, and go over by one confirmation. */
#include "config.h"

#include "workplace.h"

#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { MANY = 40 };

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
static char *numbers[MANY]; /* of cases that S08 (许国强) holds */

static void fail_if(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fail_msg("%s", error->message);
}

static int set_up(void **state)
{
    struct arena arena = {0};
    struct error error;
    const char *number;

    workplace_copy(state);
    struct desk *desk = workplace_desk();
    fail_if(desk_sign_in(desk, "S08", &error), &error);
    for (int i = 0; i < MANY; i++) {
        struct act act = {.kind = ACT_OPEN, .value = {[FIELD_SUBJECT] = "离职交接"}};
        fail_if(follow_record(desk, &act, 1, &arena, &number, &error), &error);
        numbers[i] = memory_copy_text(number);
    }
    arena_release(&arena);
    desk_free(desk);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < MANY; i++)
        free(numbers[i]);
    return 0;
}

/* How many of the forty a person answers for today. */
static int count_of(const char *staff)
{
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct error error;
    int count = 0;

    fail_if(desk_sign_in(desk, "S05", &error), &error);
    for (int i = 0; i < MANY; i++) {
        struct matter matter;
        fail_if(follow_case(desk, numbers[i], &arena, &matter, &error), &error);
        assert_true(matter.is_open && *matter.holder);
        struct accountable answer = follow_answer(desk, &matter);
        assert_false(answer.is_nobody);
        count += text_same(answer.id, staff);
    }
    arena_release(&arena);
    desk_free(desk);
    return count;
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

static struct pty *open_person(const char *name)
{
    struct pty *pty = workplace_start(24, 80, "S05", chinese);

    pty_expect(pty, "什么事");
    pty_keys(pty, "<F6>");
    pty_expect(pty, "服务清单]");
    pty_keys(pty, "5/");
    pty_keys(pty, name);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, name);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "分管工作");
    return pty;
}

static void forty_cases_find_their_people(void **state)
{
    struct pty *pty = open_person("许国强");

    (void)state;
    check_file();
    pty_keys(pty, "2");
    pty_expect(pty, "许国强离职;现在还没有记录任何事");
    pty_expect(pty, "在办件40件: 沈丽华 40"); /* the backup, unless somebody says otherwise */
    /* three that are marked, and the one under the cursor */
    pty_keys(pty, "<Space><Space>j<Space>1");
    pty_expect(pty, "指定给谁");
    pty_keys(pty, "金琳<Enter>");
    pty_expect(pty, "在办件40件: 金琳 3, 沈丽华 37");
    pty_keys(pty, "G2");
    pty_expect(pty, "在办件40件: 金琳 3, 沈丽华 36, 王建国 1");
    assert_int_equal(count_of("S08"), MANY);
    /* looked at again and left: nothing has happened */
    pty_keys(pty, "9");
    pty_expect(pty, "40件在办件转给: 金琳 3, 沈丽华 36, 王建国 1");
    pty_keys(pty, "<Esc>");
    pty_refuse(pty, "40件在办件转给");
    assert_int_equal(count_of("S08"), MANY);
    check_file();
    pty_keys(pty, "9");
    pty_expect(pty, "40件在办件转给");
    pty_keys(pty, "1");
    pty_expect(pty, "许国强已离职;在办件40件: 金琳 3, 沈丽华 36, 王建国 1");
    workplace_leave(pty);
    assert_int_equal(count_of("S06"), 3);
    assert_int_equal(count_of("S09"), 36);
    assert_int_equal(count_of("S05"), 1);
    check_file();
}

static void who_answers_meanwhile_is_chosen(void **state)
{
    struct pty *pty = open_person("许国强");

    (void)state;
    pty_keys(pty, "1");
    pty_expect(pty, "现在就回来");
    pty_keys(pty, "某天<Enter>");
    pty_expect(pty, "不是日期");
    pty_keys(pty, "<Backspace><Backspace>11-23 11-27<Enter>");
    pty_expect(pty, "期间由谁负责");
    pty_expect(pty, ">沈丽华"); /* the backup stands first */
    pty_keys(pty, "金琳<Enter>");
    pty_expect(pty, "许国强请假到 2026-11-27,期间由金琳负责");
    assert_int_equal(count_of("S06"), MANY);
    check_file();
    pty_keys(pty, "1");
    pty_expect(pty, "现在就回来");
    pty_keys(pty, "11-22<Enter>");
    pty_expect(pty, "许国强在岗");
    workplace_leave(pty);
    assert_int_equal(count_of("S08"), MANY);
    check_file();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forty_cases_find_their_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_answers_meanwhile_is_chosen, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("leaving", tests, workplace_make, workplace_remove);
}
