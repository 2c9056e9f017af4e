/* SPDX-License-Identifier: MIT */
/* The end of a shift between two people at one desk, in the real program: 陆伟 (S01) writes and
 * hands over, 金琳 (S06) accepts with one key. */
#include "config.h"

#include "workplace.h"

#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Who has the newest case with a text in its subject. */
static void expect_holder(const char *subject, const char *staff)
{
    const char *number = workplace_newest(subject);
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct matter matter;
    struct error error;

    if (follow_case(desk, number, &arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    assert_string_equal(matter.holder, staff);
    arena_release(&arena);
    desk_free(desk);
}

static void a_shift_goes_from_one_to_the_other(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    struct pty *pty = workplace_open();

    (void)state;
    expect_holder("住院花了四万多", "S01");
    pty_keys(pty, "<Ctrl-D>");
    pty_expect(pty, "陆伟交班: 填写中");
    pty_expect(pty, "在办件");
    pty_keys(pty, "2");
    pty_expect(pty, "写一行给接班的人");
    pty_keys(pty, "活动室钥匙借给合唱队<Enter>");
    pty_expect(pty, "借出钥匙");
    /* half-way to a visitor and back: it is all there */
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "什么事");
    pty_keys(pty, "<Ctrl-D>");
    pty_expect(pty, "活动室钥匙借给合唱队");
    pty_keys(pty, "5");
    pty_expect(pty, "下一班");
    pty_keys(pty, "金琳<Enter>");
    pty_expect(pty, "已交班: S01-007001-20261123");
    workplace_leave(pty);
    expect_holder("住院花了四万多", "S01");

    pty = workplace_start(24, 80, "S06", chinese);
    /* it is said before anything else, and Up and Enter lead there */
    pty_expect(pty, "待接班: 陆伟的交接单");
    pty_keys(pty, "<Up><Enter>");
    pty_expect(pty, "陆伟交班: 已交班,交给金琳");
    pty_expect(pty, "活动室钥匙借给合唱队");
    pty_keys(pty, "6");
    pty_expect(pty, "已接班");
    workplace_leave(pty);
    expect_holder("住院花了四万多", "S06");

    pty = workplace_open();
    pty_keys(pty, "<Ctrl-D>");
    pty_expect(pty, "陆伟交班: 填写中");
    pty_expect(pty, "没有在办件");
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_shift_goes_from_one_to_the_other, workplace_copy),
    };

    return cmocka_run_group_tests_name("sheet", tests, workplace_make, workplace_remove);
}
