/* SPDX-License-Identifier: MIT */
/* Another program changes the staff between any two keys: what the screens had borrowed of it must
 * not be read once it is gone (the sanitizers of make check see to that), and is shown anew. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

/* The staff become others than they were: somebody is away until another day. */
static void change_staff(void)
{
    static int change_count;
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct staff_absence absence = {.id = "S09", .until_on = CLOCK_NO_DAY, .cover = ""};
    struct error error;

    absence.from_on = clock_day_from(2026, 12, 1);
    absence.until_on = absence.from_on + ++change_count % 20;
    if (desk_sign_in(desk, "S05", &error) != STATUS_OK ||
        staff_away(desk, &arena, &absence, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    arena_release(&arena);
    desk_free(desk);
}

struct step {
    const char *keys, *seen;
};

/* first: what the first screen of this person says. */
static void walk_from(const char *first, const char *staff, const struct step *steps, size_t count)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    struct pty *pty = workplace_start(24, 80, staff, chinese);

    pty_expect(pty, first);
    for (size_t i = 0; i < count; i++) {
        change_staff();
        pty_keys(pty, steps[i].keys);
        pty_expect(pty, steps[i].seen);
    }
    workplace_leave(pty);
}

static void walk(const char *staff, const struct step *steps, size_t count)
{
    walk_from("什么事", staff, steps, count);
}

static void at_the_reception(void **state)
{
    static const struct step steps[] = {
        {"李桂珍", "5号301"}, {"<Enter>", "空巢"}, {"灯坏", "灯坏"},
        {"<Esc>", "李桂珍"},  {"<Esc>", "什么事"}, {"<Ctrl-T>", "现在由谁办理"},
        {"<Esc>", "什么事"},
    };

    (void)state;
    walk("S01", steps, sizeof(steps) / sizeof(steps[0]));
}

static void in_the_queues(void **state)
{
    static const struct step steps[] = {
        {"<F4>", "[1 "},     {"<Down>", "查询码"}, {"<Tab>", "[2 "},     {"/", "查找"},
        {"漏", "漏"},        {"<Esc>", "[2 "},     {"<Enter>", "经过 "}, {"<0>", "命令"},
        {"<Esc>", "经过 "},  {"?", "时限"},        {"<Esc>", "经过 "},   {"<Esc>", "[2 "},
        {"<Space>", "标记"}, {"<Esc>", "什么事"},
    };

    (void)state;
    walk("S05", steps, sizeof(steps) / sizeof(steps[0]));
}

static void on_the_way_back(void **state)
{
    static const struct step steps[] = {
        {"<F4>", "[1 本部门"},  {"<Enter>", "经过 "}, {"<F12>", "帮助"},   {"<Esc>", "经过 "},
        {"<Esc>", "[1 本部门"}, {"<Down>", "查询码"}, {"<Esc>", "查办件"},
    };

    (void)state;
    walk_from("查办件", "U01", steps, sizeof(steps) / sizeof(steps[0]));
}

static void in_the_lists(void **state)
{
    static const struct step steps[] = {
        {"<F6>", "清单"},  {"<Down>", "清单"}, {"<Enter>", "办理"},
        {"<Esc>", "清单"}, {"<F7>", "资源"},   {"<Down>", "资源"},
        {"<F5>", "走访"},  {"<Down>", "走访"}, {"<Ctrl-B>", "网格"},
    };

    (void)state;
    walk("S05", steps, sizeof(steps) / sizeof(steps[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(at_the_reception, workplace_copy),
        cmocka_unit_test_setup(in_the_queues, workplace_copy),
        cmocka_unit_test_setup(on_the_way_back, workplace_copy),
        cmocka_unit_test_setup(in_the_lists, workplace_copy),
    };

    return cmocka_run_group_tests_name("generation", tests, workplace_make, workplace_remove);
}
