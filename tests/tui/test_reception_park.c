/* SPDX-License-Identifier: MIT */
/* Nothing typed at the reception is lost: parked, killed, resized; on terminals of every kind, with
 * names of every kind. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum { KILLED = 128 + SIGKILL };

static void kill_it(struct pty *pty)
{
    pty_signal(pty, SIGKILL);
    assert_int_equal(pty_end(pty, NULL), KILLED);
}

/* The cursor stands right behind this text of the intake line. */
static void expect_cursor_after(struct pty *pty, const char *text)
{
    const char *line, *found;
    char before[400];

    pty_expect(pty, text);
    line = pty_row(pty, 2);
    found = strstr(line, text);
    assert_non_null(found);
    snprintf(before, sizeof(before), "%.*s%s", (int)(found - line), line, text);
    pty_expect_cursor(pty, 2, utf8_columns(before));
}

static void comes_back_to_the_same_cursor_after_a_kill(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "周美芳<Enter>楼道灯不亮好几天<Left*3>晚上");
    expect_cursor_after(pty, "楼道灯不亮晚上");
    workplace_wait_draft("S01", 0, "周美芳", "楼道灯不亮晚上好几天");
    kill_it(pty);
    pty = workplace_open();
    pty_expect(pty, "周美芳 女 78岁 5号502");
    expect_cursor_after(pty, "楼道灯不亮晚上");
    pty_keys(pty, "看不清");
    workplace_wait_draft("S01", 0, "周美芳", "楼道灯不亮晚上看不清好几天");
    workplace_leave(pty);
}

static void comes_back_to_the_checklist_after_a_kill(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "周美芳<Enter>老年卡<Enter>");
    pty_expect(pty, "带了什么");
    pty_keys(pty, "<1><3>");
    pty_expect(pty, "3 [x]");
    pty_keys(pty, "<F8>");
    pty_expect(pty, "F9 1 来访 周美芳 补办老年卡");
    kill_it(pty);
    pty = workplace_open();
    pty_expect(pty, "F9 1 来访 周美芳 补办老年卡");
    pty_keys(pty, "<F9>");
    pty_expect(pty, "1 [x] 居民身份证");
    pty_expect(pty, "2 [ ] 近期一寸照片");
    pty_expect(pty, "3 [x] 代办人身份证");
    workplace_leave(pty);
}

static void parks_what_a_call_interrupts(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "周美芳<Enter>楼道");
    pty_expect(pty, "139****2208");
    pty_keys(pty, "<F3>");
    pty_expect(pty, "[来电] 谁:   ");
    pty_expect(pty, "F9 1 来访 周美芳 楼道");
    pty_keys(pty, "余妙珍<Enter>");
    pty_expect(pty, "7号504");
    pty_keys(pty, "<F4>");
    pty_refuse(pty, "什么事:");
    pty_keys(pty, "<F9>");
    pty_expect(pty, "[来访] 谁: 周美芳");
    pty_expect(pty, "什么事: 楼道");
    pty_expect(pty, "F9 1 来电 余妙珍");
    pty_keys(pty, "<F8><F3>");
    pty_expect(pty, "[来电]");
    pty_keys(pty, "<F3>");
    pty_expect(pty, "[来访]");
    workplace_leave(pty);
}

static void parks_nine_and_no_more(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    for (int i = 0; i < 9; i++)
        pty_keys(pty, "周美芳<Enter><F8>");
    pty_expect(pty, "暂存 9");
    pty_keys(pty, "余妙珍<Enter><F8>");
    pty_expect(pty, "已暂存九件");
    pty_expect(pty, "[来访] 谁: 余妙珍");
    pty_keys(pty, "<Esc><Esc><Esc>");
    pty_refuse(pty, "余妙珍");
    pty_keys(pty, "<F9>");
    pty_expect(pty, "取回哪一件");
    pty_keys(pty, "<9>");
    pty_expect(pty, "暂存 8");
    workplace_leave(pty);
}

/* One person at two terminals, the desk and the back room. */
static void two_terminals_never_overwrite_each_other(void **state)
{
    struct pty *desk = workplace_open(), *room = workplace_open();

    (void)state;
    pty_keys(desk, "甲甲");
    workplace_wait_draft("S01", 0, "甲甲", "");
    pty_keys(room, "乙乙");
    workplace_wait_draft("S01", 0, "乙乙", "");
    pty_keys(desk, "<F8>");
    pty_expect(desk, "F9 1 来访 甲甲");
    pty_keys(room, "<F8>");
    pty_expect(room, "2 来访 乙乙");
    pty_expect(room, "F9 1 来访 甲甲");
    pty_keys(room, "<F9><1>");
    pty_expect(room, "谁: 甲甲");
    pty_keys(room, "<Enter>");
    workplace_leave(desk);
    /* what is on the screen of one is not another's */
    desk = workplace_open();
    pty_expect(desk, "F9 1 来访 乙乙");
    pty_refuse(desk, "甲甲");
    workplace_leave(room);
    workplace_leave(desk);
    desk = workplace_open();
    pty_expect(desk, "谁: 甲甲");
    pty_expect(desk, "F9 1 来访 乙乙");
    workplace_leave(desk);
}

/* The middle line stands in one column, whatever is written beside it. */
static void assert_aligned(struct pty *pty)
{
    for (int row = 4; row <= 12; row++) {
        const char *text = pty_row(pty, row), *bar = strrchr(text, '|');
        char left[400];

        if (!bar)
            fail_msg("no middle line in row %d: %s", row, text);
        snprintf(left, sizeof(left), "%.*s", (int)(bar - text), text);
        if (utf8_columns(left) != 39)
            fail_msg("the middle line of row %d is at %d: %s", row, utf8_columns(left), text);
    }
}

static void keeps_rare_names_whole_and_aligned(void **state)
{
    static const char *const names[][2] = {
        {"王\xF0\xA0\xAE\xB7", "1号404"},  /* U+20BB7 */
        {"王\xF0\xAC\x8D\x9B", "10号602"}, /* U+2C35B */
        {"买买提·吐尔逊", "88-1-202"},
        {"买买提.吐尔逊", "88-1-202"}, /* the dot as it comes from a keyboard */
        {"阿卜杜热合曼", "88-2-501"},
    };
    struct pty *pty = workplace_open();

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        pty_keys(pty, names[i][0]);
        pty_expect(pty, names[i][1]);
        pty_expect_cursor(pty, 2, 12 + utf8_columns(names[i][0]));
        assert_aligned(pty);
        pty_keys(pty, "<Ctrl-U>");
        pty_expect(pty, "直接输入姓名");
    }
    workplace_leave(pty);
}

static void goes_on_while_the_window_changes(void **state)
{
    static const int sizes[][2] = {{40, 120}, {24, 80}, {16, 60}, {50, 200}, {24, 80}};
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "周");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        pty_resize(pty, sizes[i][0], sizes[i][1]);
        pty_expect(pty, "谁: 周");
        pty_expect(pty, "我负责");
    }
    pty_keys(pty, "美芳<Enter>本子<Enter>");
    pty_expect(pty, "带了什么");
    pty_resize(pty, 40, 120);
    pty_expect(pty, "依据 示例");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "材料 2 齐了");
    workplace_leave(pty);
}

static void shows_no_row_at_the_edges_cut(struct pty *pty, int rows)
{
    for (int row = 0; row < rows; row++)
        assert_null(strstr(pty_row(pty, row), "\xEF\xBF\xBD"));
}

static void works_on_terminals_of_every_kind(void **state)
{
    static const char *const environments[][4] = {
        {"TERM=vt100", "LANGUAGE=zh_CN", NULL},
        {"TERM=xterm-256color", "NO_COLOR=1", "LANGUAGE=zh_CN", NULL},
        {"TERM=linux", "LANGUAGE=zh_CN", NULL},
        {"TERM=xterm-256color", "LC_ALL=C", NULL},
    };

    for (size_t i = 0; i < 4; i++) {
        bool is_chinese = i < 3;
        workplace_copy(state);
        struct pty *pty = workplace_start(24, 80, NULL, environments[i]);
        pty_keys(pty, "周美芳");
        pty_expect(pty, "139****2208");
        pty_keys(pty, "<Enter>本子<Enter><Enter>");
        pty_expect(pty, is_chinese ? "怎么办" : "what is done about it");
        shows_no_row_at_the_edges_cut(pty, 24);
        if (i < 2)
            assert_false(pty_has_colour(pty));
        pty_keys(pty, "<5>");
        pty_expect(pty, is_chinese ? "开始办理: 周美芳" : "taken on: 周美芳");
        workplace_leave(pty);
    }
}

static void takes_a_paste_as_one_line(void **state)
{
    static const char pasted[] = "楼道灯\n不亮\t好几天";
    struct pty *pty = workplace_open();
    int count = workplace_count();

    (void)state;
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "常办");
    pty_paste(pty, pasted, strlen(pasted));
    pty_expect(pty, "楼道灯 不亮 好几天");
    workplace_leave(pty);
    assert_int_equal(workplace_count(), count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(comes_back_to_the_same_cursor_after_a_kill, workplace_copy),
        cmocka_unit_test_setup(comes_back_to_the_checklist_after_a_kill, workplace_copy),
        cmocka_unit_test_setup(parks_what_a_call_interrupts, workplace_copy),
        cmocka_unit_test_setup(parks_nine_and_no_more, workplace_copy),
        cmocka_unit_test_setup(two_terminals_never_overwrite_each_other, workplace_copy),
        cmocka_unit_test_setup(keeps_rare_names_whole_and_aligned, workplace_copy),
        cmocka_unit_test_setup(goes_on_while_the_window_changes, workplace_copy),
        cmocka_unit_test_setup(works_on_terminals_of_every_kind, workplace_copy),
        cmocka_unit_test_setup(takes_a_paste_as_one_line, workplace_copy),
    };

    i18n_start("en"); /* columns are those of a UTF-8 locale */
    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
