/* SPDX-License-Identifier: MIT */
/* Signing in, being locked out, changing who works here, and a desk that was left alone. */
#include "config.h"

#include "workplace.h"

#include "shouwen/desk/admin.h"
#include "shouwen/desk/pin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

static void must(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fail_msg("%s", error->message);
}

/* Turns PINs on; S01 and S03 have one. */
static void turn_on(void)
{
    struct desk *desk = workplace_desk();
    struct error error;

    must(desk_sign_in(desk, "S12", &error), &error);
    must(pin_switch(desk, true, &error), &error);
    must(pin_set(desk, "S01", "204817", &error), &error);
    must(pin_set(desk, "S03", "918273", &error), &error);
    desk_free(desk);
}

static struct pty *begin(const char *settings)
{
    workplace_settings(settings);
    return workplace_start(24, 80, "S01", chinese);
}

static void a_pin_lets_in(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("");
    pty_expect(pty, "现在由谁办理");
    /* who was named comes first */
    pty_keys(pty, "<1>");
    pty_expect(pty, "PIN");
    pty_keys(pty, "555123<Enter>");
    pty_expect(pty, "再试 4 次");
    pty_refuse(pty, "555123");
    /* what was refused is not there any more */
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    workplace_leave(pty);
}

static void who_has_none_chooses_one(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<2>");
    pty_expect(pty, "从现在起就是您的 PIN");
    pty_keys(pty, "123456<Enter>");
    pty_expect(pty, "太容易猜");
    pty_keys(pty, "482016<Enter>");
    pty_expect(pty, "再输一遍");
    pty_keys(pty, "482017<Enter>");
    pty_expect(pty, "不一样");
    pty_keys(pty, "482016<Enter>");
    pty_expect(pty, " 顾晓燕  我负责");
    workplace_leave(pty);
}

static void five_wrong_ones_lock_out(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<1>");
    for (int i = 4; i > 0; i--) {
        char left[32];
        snprintf(left, sizeof(left), "再试 %d 次", i);
        pty_keys(pty, "555123<Enter>");
        pty_expect(pty, left);
    }
    pty_keys(pty, "555123<Enter>");
    pty_expect(pty, "10:57");
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, "锁定");
    pty_keys(pty, "<Esc>");
    workplace_leave(pty);
}

static int count_noted(const char *who, const char *what)
{
    struct desk *desk = workplace_desk();
    struct admin_audit_row *rows;
    struct arena arena = {0};
    struct error error;
    size_t count;
    int found = 0;

    must(desk_sign_in(desk, "S12", &error), &error);
    must(admin_audit(desk, desk_today(desk), desk_today(desk), &arena, &rows, &count, &error),
         &error);
    for (size_t i = 0; i < count; i++)
        found += strcmp(rows[i].who, who) == 0 && strcmp(rows[i].what, what) == 0;
    arena_release(&arena);
    desk_free(desk);
    return found;
}

/* The staff list's 8, or a colleague's details: on, unlocked, reset, off. */
static void an_administrator_looks_after_them(void **state)
{
    (void)state;
    workplace_settings("");
    struct pty *pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, " 曹敏  我负责");
    pty_keys(pty, "<F6><5><8>");
    pty_expect(pty, "1 启用 PIN");
    pty_refuse(pty, "重置 PIN");
    pty_keys(pty, "<1><1>");
    pty_expect(pty, "1 停用 PIN");
    pty_expect(pty, "未设");
    assert_int_equal(count_noted("S12", "PINs on"), 1);
    pty_keys(pty, "<Ctrl-T>lw<Enter>204817<Enter>204817<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    /* somebody else tries */
    pty_keys(pty, "<Ctrl-T>lw<Enter>");
    pty_keys(pty, "555123<Enter>555123<Enter>555123<Enter>555123<Enter>555123<Enter>");
    pty_expect(pty, "锁定到 10:57");
    pty_keys(pty, "<Esc><Ctrl-U>cm<Enter>");
    pty_expect(pty, "还没有 PIN");
    pty_keys(pty, "482016<Enter>482016<Enter>");
    pty_expect(pty, " 曹敏  我负责");
    pty_keys(pty, "<Ctrl-P>pins<Enter>");
    pty_expect(pty, ">S01");
    pty_expect(pty, "锁定到 10:57");
    pty_keys(pty, "<3>");
    pty_expect(pty, "已解除锁定");
    pty_refuse(pty, "3 解锁");
    assert_int_equal(count_noted("S12", "PIN unlocked"), 1);
    pty_keys(pty, "<F6><5>/陆伟<Enter>");
    pty_expect(pty, "3 PIN");
    pty_expect(pty, "已设");
    pty_keys(pty, "<3>");
    pty_expect(pty, ">S01");
    pty_keys(pty, "<2>");
    pty_expect(pty, "原 PIN 作废");
    pty_keys(pty, "<1>");
    pty_expect(pty, "PIN 已取消");
    pty_expect(pty, ">S01      陆伟             社工 首问接待            未设");
    assert_int_equal(count_noted("S12", "PIN reset"), 1);
    pty_keys(pty, "<1><1>");
    pty_expect(pty, "1 启用 PIN");
    assert_int_equal(count_noted("S12", "PINs off"), 1);
    workplace_leave(pty);
}

static void nobody_else_does(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<1>204817<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    pty_keys(pty, "<F6><5>");
    pty_expect(pty, "顾晓燕");
    pty_refuse(pty, "8 PIN");
    pty_keys(pty, "<8>");
    pty_refuse(pty, "未设");
    pty_keys(pty, "<Down><Enter>");
    pty_expect(pty, "联合接待");
    pty_refuse(pty, "3 PIN");
    pty_keys(pty, "<Ctrl-P>pins");
    pty_expect(pty, "没有相符的");
    pty_keys(pty, "<Esc>");
    workplace_leave(pty);
}

static void one_changes_ones_own(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<1>204817<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    pty_keys(pty, "<Ctrl-P>own-pin<Enter>");
    pty_expect(pty, "现在的 PIN");
    pty_keys(pty, "555123<Enter>731946<Enter>731946<Enter>");
    pty_expect(pty, "再试 4 次");
    pty_keys(pty, "204817<Enter><Ctrl-U>123456<Ctrl-S>");
    pty_expect(pty, "不一样");
    pty_keys(pty, "123456<Ctrl-S>");
    pty_expect(pty, "太容易猜");
    pty_keys(pty, "731946<Enter><Ctrl-U>731946<Enter>");
    pty_expect(pty, "PIN 已设定");
    pty_refuse(pty, "现在的 PIN");
    assert_int_equal(count_noted("S01", "PIN set"), 1);
    pty_keys(pty, "<Ctrl-O>");
    pty_expect(pty, "Enter 解锁");
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, "再试 4 次");
    pty_keys(pty, "731946<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    workplace_leave(pty);
}

/* Two keys from any screen; what somebody was typing waits for them. */
static void two_keys_change_the_person(void **state)
{
    (void)state;
    struct pty *pty = begin("");
    pty_expect(pty, " 陆伟  我负责");
    pty_keys(pty, "周美芳<Enter>楼道灯<F4>");
    pty_expect(pty, "全部在办");
    pty_keys(pty, "<Ctrl-T><4>");
    pty_expect(pty, " 陈静  我负责");
    pty_refuse(pty, "楼道灯");
    pty_keys(pty, "<Ctrl-T><1>");
    pty_expect(pty, " 陆伟  我负责");
    pty_expect(pty, "楼道灯");
    /* letters are a name, also those that move in other lists */
    pty_keys(pty, "<Ctrl-T>jl");
    pty_expect(pty, "金琳");
    pty_refuse(pty, "陈静");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, " 金琳  我负责");
    workplace_leave(pty);
}

static void a_desk_left_alone_is_locked(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("[desk]\nidle_seconds = 5\n");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<1>");
    pty_expect(pty, "PIN");
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    pty_keys(pty, "周美芳<Enter>楼道灯不亮<Left*2>");
    pty_expect(pty, "楼道灯不亮");
    /* nobody touches it */
    pty_expect(pty, "Enter 解锁");
    pty_refuse(pty, "周美芳");
    pty_keys(pty, "<Esc><F4>");
    pty_refuse(pty, "全部在办");
    pty_keys(pty, "555123<Enter>");
    pty_expect(pty, "再试 4 次");
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, "楼道灯不亮");
    /* the cursor is where it was */
    pty_keys(pty, "坏了");
    pty_expect(pty, "楼道灯坏了不亮");
    workplace_leave(pty);
}

static void another_person_takes_over_a_locked_desk(void **state)
{
    (void)state;
    turn_on();
    struct pty *pty = begin("");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<1>");
    pty_expect(pty, "PIN");
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, " 陆伟  我负责");
    pty_keys(pty, "周美芳<Enter>楼道灯不亮<Ctrl-O>");
    pty_expect(pty, "Enter 解锁");
    pty_keys(pty, "<Ctrl-T>");
    pty_expect(pty, "现在由谁办理");
    pty_refuse(pty, "楼道灯");
    pty_keys(pty, "<4>");
    pty_expect(pty, "陈静");
    pty_keys(pty, "918273<Enter>");
    pty_expect(pty, " 陈静  我负责");
    pty_refuse(pty, "楼道灯");
    workplace_wait_draft("S01", 0, "周美芳", "楼道灯不亮");
    workplace_leave(pty);
}

/* On the command line it is asked for at the terminal, and not shown. */
static void a_verb_asks_without_echo(void **state)
{
    (void)state;
    turn_on();
    const char *argv[] = {"src/shouwen",
                          "--db",
                          workplace_database(),
                          "--config",
                          workplace_config(),
                          "--as",
                          "S01",
                          "staff",
                          "list",
                          NULL};
    struct pty *pty = pty_start(&(struct pty_options){.argv = argv, .environment = chinese});
    pty_expect(pty, "陆伟的 PIN:");
    pty_keys(pty, "204817<Enter>");
    pty_expect(pty, "王建国");
    pty_refuse(pty, "204817");
    assert_int_equal(pty_end(pty, NULL), 0);
}

int main(void)
{
#define AT_WORK(test) cmocka_unit_test_setup(test, workplace_copy)
    const struct CMUnitTest tests[] = {
        AT_WORK(a_pin_lets_in),
        AT_WORK(who_has_none_chooses_one),
        AT_WORK(five_wrong_ones_lock_out),
        AT_WORK(an_administrator_looks_after_them),
        AT_WORK(nobody_else_does),
        AT_WORK(one_changes_ones_own),
        AT_WORK(two_keys_change_the_person),
        AT_WORK(a_desk_left_alone_is_locked),
        AT_WORK(another_person_takes_over_a_locked_desk),
        AT_WORK(a_verb_asks_without_echo),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
