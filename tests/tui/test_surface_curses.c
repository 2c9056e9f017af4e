/* SPDX-License-Identifier: MIT */
/* The foundation on a real terminal: tui_lab, a list of a thousand rows and a field, in a pty. */
#include "config.h"

#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const lab[] = {"tests/tui/tui_lab", NULL};

static struct pty *start_with(const char *const *environment, int rows, int columns)
{
    struct pty_options options = {
        .rows = rows, .columns = columns, .argv = lab, .environment = environment};

    return pty_start(&options);
}

static struct pty *start(void)
{
    struct pty *pty = start_with(NULL, 24, 80);

    pty_expect(pty, ">    0001 陈阿婆");
    pty_expect(pty, "待发 3 待收 0");
    return pty;
}

/* A shell around the program: $1 is its path. */
static struct pty *start_by_shell(const char *script)
{
    char path[600];
    const char *const argv[] = {"/bin/sh", "-c", script, "sh", path, NULL};
    const struct pty_options options = {.argv = argv};

    snprintf(path, sizeof(path), "%s/%s", getenv("SHOUWEN_BUILDDIR"), lab[0]);
    return pty_start(&options);
}

static void quits_and_leaves_no_trace(void **state)
{
    struct pty *pty = start();

    (void)state;
    assert_false(pty_is_cooked(pty));
    pty_keys(pty, "<Ctrl-Q>");
    pty_refuse(pty, "陈阿婆");
    assert_int_equal(pty_presses(pty), 1);
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void types_chinese_where_the_cursor_is(void **state)
{
    struct pty *pty = start();
    int row, column;

    (void)state;
    pty_keys(pty, "<Down><Down><Enter>");
    pty_expect(pty, "name:  0003");
    pty_keys(pty, "<Ctrl-U>阿卜杜拉·买买提\U00020000<Left>芳");
    pty_expect(pty, "芳\U00020000");
    pty_cursor(pty, &row, &column);
    assert_int_equal(row, 3);
    assert_int_equal(column, 25);
    pty_keys(pty, "<Backspace><Delete><Enter>");
    pty_expect(pty, "saved [阿卜杜拉·买买提]");
    pty_keys(pty, "q<Esc>");
    pty_expect(pty, ">    0003");
    pty_keys(pty, "q");
    pty_expect(pty, "this is the first screen");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void joins_split_characters_and_survives_bad_ones(void **state)
{
    struct pty *pty = start();

    (void)state;
    pty_keys(pty, "<F6><Ctrl-U>");
    pty_expect(pty, "name:");
    pty_bytes(pty, "\xE9\x99", 2);
    pty_expect(pty, "name:");
    pty_bytes(pty, "\x86\xFF\xE4\xB8\xAD\xE4x", 7);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "saved [陆\uFFFD中\uFFFDx]");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void understands_both_kinds_of_arrows(void **state)
{
    struct pty *pty = start();

    (void)state;
    pty_bytes(pty, "\033[B", 3);
    pty_expect(pty, ">    0002");
    pty_bytes(pty, "\033OB", 3);
    pty_expect(pty, ">    0003");
    pty_bytes(pty, "j", 1);
    pty_expect(pty, ">    0004");
    pty_keys(pty, "<End>");
    pty_expect(pty, ">    1000");
    pty_keys(pty, "<Home><PageDown>");
    pty_expect(pty, ">    0017");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void ignores_keys_that_nobody_knows(void **state)
{
    static const char unknown[] = "\033[1;99~\033[?1;2c\033[<0;3;4M\033OZ";
    struct pty *pty = start();

    (void)state;
    pty_keys(pty, "<F6><Ctrl-U>");
    pty_expect(pty, "name:");
    pty_bytes(pty, unknown, strlen(unknown));
    pty_keys(pty, "单");
    pty_expect(pty, "name:  单");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "saved [单]");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, ">    0001");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void takes_a_megabyte_as_one_paste(void **state)
{
    enum { SIZE = 1024 * 1024 };
    char *text = malloc(SIZE);
    struct pty *pty = start();

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i + 4 <= SIZE; i += 4)
        memcpy(text + i, i % 4096 ? "王\t" : "芳\r", 4);
    pty_keys(pty, "<F6>");
    pty_expect(pty, "name:");
    pty_paste(pty, text, SIZE);
    pty_expect(pty, "pasted 1048576 bytes");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "saved [芳 王 王");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
    free(text);
}

static void follows_the_size_while_typing(void **state)
{
    struct pty *pty = start();

    (void)state;
    pty_keys(pty, "<F6><Ctrl-U>张三");
    pty_expect(pty, "张三");
    pty_resize(pty, 40, 120);
    pty_keys(pty, "丰");
    pty_expect(pty, "张三丰");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "0032");
    assert_string_equal(pty_row(pty, 33),
                        "     0031 吴金妹          楼道灯不亮,第31次来电,希望尽快修好并回复");
    pty_resize(pty, 14, 50);
    pty_refuse(pty, "0008");
    pty_expect(pty, " 0006 Smith           楼道灯不亮,第6次来电,..");
    pty_resize(pty, 10, 30);
    pty_expect(pty, "this window is 30 x 10");
    pty_resize(pty, 24, 80);
    pty_expect(pty, " 0016 周美芳");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void goes_on_wherever_it_runs(void **state)
{
    static const char *const places[][3] = {
        {"TERM=vt100", "LC_ALL=C.UTF-8", NULL},     {"TERM=linux", "LC_ALL=C.UTF-8", NULL},
        {"TERM=xterm", "LC_ALL=C", NULL},           {"TERM=xterm-kitty", "LC_ALL=C.UTF-8", NULL},
        {"TERM=no-such-one", "LC_ALL=de_DE", NULL}, {"TERM=screen", "NO_COLOR=1", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        struct pty *pty = start_with(places[i], 24, 80);
        pty_expect(pty, ">    0001 陈阿婆");
        pty_keys(pty, "<Down><Enter>");
        pty_expect(pty, "name:  0002");
        pty_keys(pty, "单<Enter>");
        pty_expect(pty, "saved [0002单]");
        if (i == 0 || i == 5)
            assert_false(pty_has_colour(pty));
        pty_keys(pty, "<Ctrl-Q>");
        assert_int_equal(pty_end(pty, NULL), 0);
    }
}

static void shows_meaning_in_colour_too(void **state)
{
    struct pty *pty = start();

    (void)state;
    assert_true(pty_has_colour(pty));
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void draws_plainly_where_ambiguous_is_wide(void **state)
{
    struct pty *pty = start();

    (void)state;
    pty_expect(pty, "阿卜杜拉·买买提");
    pty_bytes(pty, "\033[2;3R", 6);
    pty_expect(pty, "阿卜杜拉.买买提");
    pty_bytes(pty, "\033[2;2R", 6);
    pty_expect(pty, "阿卜杜拉·买买提");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void ends_when_the_terminal_goes_away(void **state)
{
    /* in a session of its own nobody tells it by SIGHUP: the end of input must do */
    static const char *const scripts[] = {"exec \"$1\"", "trap '' HUP; \"$1\"; exit $?",
                                          "trap '' HUP; setsid -w \"$1\"; exit $?"};
    struct pty_use use;

    (void)state;
    for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
        struct pty *pty = start_by_shell(scripts[i]);
        pty_expect(pty, ">    0001 陈阿婆");
        pty_hang_up(pty);
        assert_int_equal(pty_end(pty, &use), 0);
        assert_in_range(use.milliseconds, 0, 2000);
    }
}

static void restores_the_terminal_whatever_happens(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGABRT, SIGBUS};
    static const int ends[] = {0, 0, 128 + SIGABRT, -1};

    (void)state;
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        struct pty *pty = start();
        pty_signal(pty, signals[i]);
        if (ends[i] >= 0) {
            pty_refuse(pty, "陈阿婆");
            pty_drain(pty);
            assert_true(pty_is_cooked(pty));
            assert_int_equal(pty_end(pty, NULL), ends[i]);
        } else {
            char said[8192];
            assert_int_not_equal(pty_end_saying(pty, said, sizeof(said)), 0);
        }
    }
}

static void comes_back_from_the_pager(void **state)
{
    static const char *const paged[] = {"PAGER=cat; read answer </dev/tty; echo", NULL};
    static const char *const broken[] = {"PAGER=/no/such/pager 2>/dev/null", NULL};
    struct pty *pty = start_with(paged, 24, 80);

    (void)state;
    pty_expect(pty, ">    0001 陈阿婆");
    pty_keys(pty, "p");
    pty_expect(pty, "a long text");
    pty_refuse(pty, "陈阿婆");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, ">    0001 陈阿婆");
    pty_paste(pty, "x", 1);
    pty_expect(pty, "there is no field here");
    pty_keys(pty, "<Down><Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
    pty = start_with(broken, 24, 80);
    pty_expect(pty, ">    0001 陈阿婆");
    pty_keys(pty, "p");
    pty_expect(pty, "the pager (PAGER, or less) could not be run");
    pty_expect(pty, ">    0001 陈阿婆");
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

static void restores_the_terminal_when_memory_runs_out(void **state)
{
    struct pty *pty = start();
    char said[512];

    (void)state;
    pty_keys(pty, "s");
    pty_drain(pty);
    assert_true(pty_is_cooked(pty));
    assert_int_equal(pty_end_saying(pty, said, sizeof(said)), 3);
    assert_string_equal(said, "shouwen: out of memory; what was saved is safe\n");
}

static void says_so_where_there_is_no_terminal(void **state)
{
    char said[512];
    struct pty *pty = start_by_shell("exec \"$1\" </dev/null");

    (void)state;
    assert_int_equal(pty_end_saying(pty, said, sizeof(said)), 3);
    assert_non_null(strstr(said, "needs a terminal"));
}

static void says_so_where_the_terminal_can_do_nothing(void **state)
{
    static const char *const dumb[] = {"TERM=dumb", NULL};
    struct pty *pty = start_with(dumb, 24, 80);
    char said[512];

    (void)state;
    assert_int_equal(pty_end_saying(pty, said, sizeof(said)), 3);
    assert_non_null(strstr(said, "terminal \"dumb\" cannot place its cursor"));
}

static void moves_with_few_bytes(void **state)
{
    struct pty *pty = start();

    (void)state;
    size_t before = pty_bytes_seen(pty);
    pty_keys(pty, "<Down>");
    pty_expect(pty, ">    0002");
    assert_in_range(pty_bytes_seen(pty) - before, 10, 300);
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quits_and_leaves_no_trace),
        cmocka_unit_test(types_chinese_where_the_cursor_is),
        cmocka_unit_test(joins_split_characters_and_survives_bad_ones),
        cmocka_unit_test(understands_both_kinds_of_arrows),
        cmocka_unit_test(ignores_keys_that_nobody_knows),
        cmocka_unit_test(takes_a_megabyte_as_one_paste),
        cmocka_unit_test(follows_the_size_while_typing),
        cmocka_unit_test(goes_on_wherever_it_runs),
        cmocka_unit_test(shows_meaning_in_colour_too),
        cmocka_unit_test(draws_plainly_where_ambiguous_is_wide),
        cmocka_unit_test(ends_when_the_terminal_goes_away),
        cmocka_unit_test(restores_the_terminal_whatever_happens),
        cmocka_unit_test(comes_back_from_the_pager),
        cmocka_unit_test(restores_the_terminal_when_memory_runs_out),
        cmocka_unit_test(says_so_where_there_is_no_terminal),
        cmocka_unit_test(says_so_where_the_terminal_can_do_nothing),
        cmocka_unit_test(moves_with_few_bytes),
    };

    return cmocka_run_group_tests_name("surface_curses", tests, NULL, NULL);
}
