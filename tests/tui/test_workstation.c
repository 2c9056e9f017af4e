/* SPDX-License-Identifier: MIT */
/* The workstation against what a terminal does to it: a paste of everything that somebody has, and
 * a line that is cut. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { MEGABYTE = 1024 * 1024 };

/* Lines of a table, as they come from a spreadsheet. */
static char *make_paste(void)
{
    static const char row[] = "周美芳\t5号502\r\n";
    char *text = memory_new(MEGABYTE);

    for (size_t at = 0; at + strlen(row) <= MEGABYTE; at += strlen(row))
        memcpy(text + at, row, strlen(row));
    return text;
}

/* The cursor stands right before this text of the intake line. */
static void expect_cursor_before(struct pty *pty, const char *text)
{
    const char *line = pty_row(pty, 2), *found = strstr(line, text);
    char before[400];

    assert_non_null(found);
    snprintf(before, sizeof(before), "%.*s", (int)(found - line), line);
    pty_expect_cursor(pty, 2, utf8_columns(before));
}

static void use_of_a_visit(const char *paste, struct pty_use *use)
{
    struct pty *pty = workplace_open();

    pty_keys(pty, "周美芳<Enter>灯不亮<Left*3>楼道");
    pty_expect(pty, "什么事: 楼道灯不亮");
    if (paste) {
        pty_paste(pty, paste, strlen(paste));
        pty_expect(pty, "这里最多 100 个字");
    }
    /* what stood on both sides of the cursor still does, and the next key is answered */
    pty_keys(pty, "<Home>");
    pty_expect(pty, "什么事: 楼道");
    expect_cursor_before(pty, "楼道");
    pty_keys(pty, "<End>");
    pty_expect(pty, "灯不亮");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, use), 0);
}

static void takes_a_megabyte_into_one_line(void **state)
{
    enum { MORE_KILOBYTES = 64 * 1024, MILLISECONDS = 5000 };
    struct pty_use without, with;
    char *paste = make_paste();
    int count = workplace_count();

    use_of_a_visit(NULL, &without);
    workplace_copy(state);
    use_of_a_visit(paste, &with);
    assert_in_range(with.kilobytes, 0, without.kilobytes + MORE_KILOBYTES);
    assert_in_range(with.milliseconds, 0, without.milliseconds + MILLISECONDS);
    assert_int_equal(workplace_count(), count);
    free(paste);
}

static void ends_and_keeps_the_draft_when_the_line_is_cut(void **state)
{
    /* in a session of its own nobody tells it by SIGHUP: the end of input must do */
    static const char *const scripts[] = {"exec \"$@\"", "trap '' HUP; \"$@\"; exit $?",
                                          "trap '' HUP; setsid -w \"$@\"; exit $?"};
    enum { MILLISECONDS = 3000 };
    struct pty_use use;

    for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
        workplace_copy(state);
        struct pty *pty = workplace_open_by_shell(scripts[i]);
        pty_keys(pty, "周美芳<Enter>楼道灯不亮");
        pty_expect(pty, "什么事: 楼道灯不亮");
        pty_hang_up(pty);
        assert_int_equal(pty_end(pty, &use), 0);
        assert_in_range(use.milliseconds, 0, MILLISECONDS);
        workplace_wait_draft("S01", 0, "周美芳", "楼道灯不亮");
    }
}

static void ends_when_the_line_is_cut_over_a_question(void **state)
{
    struct pty *pty = workplace_open();
    struct pty_use use;

    (void)state;
    pty_keys(pty, "周美芳<Enter>楼道灯不亮<Enter><4>");
    pty_expect(pty, "指定给谁");
    pty_hang_up(pty);
    assert_int_equal(pty_end(pty, &use), 0);
    workplace_wait_draft("S01", 0, "周美芳", "楼道灯不亮");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(takes_a_megabyte_into_one_line, workplace_copy),
        cmocka_unit_test_setup(ends_and_keeps_the_draft_when_the_line_is_cut, workplace_copy),
        cmocka_unit_test_setup(ends_when_the_line_is_cut_over_a_question, workplace_copy),
    };

    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
