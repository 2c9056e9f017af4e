/* SPDX-License-Identifier: MIT */
/* What goes to a terminal, with marks in place of its sequences: <row,column> moves, {n} switches
 * to a style, ~ wipes the rest of a row, ! the screen, + and - show and hide the cursor. */
#include "config.h"

#include "shouwen/tui/painter.h"
#include "shouwen/tui/pane.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct painter painter;
static struct surface surface;

static void place(struct text *out, int row, int column)
{
    text_addf(out, "<%d,%d>", row, column);
}

static int make(void **state)
{
    (void)state;
    surface_init(&surface, 3, 12);
    painter_init(&painter);
    for (int style = 0; style < STYLE_COUNT; style++)
        text_addf(&painter.styles[style], "{%d}", style);
    text_add(&painter.clear, "!");
    text_add(&painter.clear_rest, "~");
    text_add(&painter.show_cursor, "+");
    text_add(&painter.hide_cursor, "-");
    painter.place = place;
    painter.moves_in_style = painter.stops_at_end = true;
    return 0;
}

static int drop(void **state)
{
    (void)state;
    surface_release(&surface);
    painter_release(&painter);
    return 0;
}

static void expect(const char *bytes)
{
    painter_paint(&painter, &surface);
    assert_string_equal(painter.out.at, bytes);
}

static void put(int row, int column, enum style style, const char *text)
{
    pane_put(pane_of(&surface), row, column, -1, style, text);
}

static void only_what_differs_is_sent(void **state)
{
    (void)state;
    put(0, 0, STYLE_NORMAL, "周美芳 ok");
    expect("{0}!<0,0>周美芳 ok-<0,0>");
    expect("");
    put(0, 7, STYLE_NORMAL, "no");
    put(2, 4, STYLE_NORMAL, "x");
    expect("<0,7>no<2,4>x<0,0>");
    pane_cursor(pane_of(&surface), 2, 5);
    put(2, 4, STYLE_NORMAL, "y");
    expect("<2,4>y+");
}

static void styles_are_switched_where_they_change(void **state)
{
    (void)state;
    expect("{0}!-<0,0>");
    put(0, 0, STYLE_TITLE, "ab");
    put(0, 2, STYLE_KEY, "c");
    put(1, 0, STYLE_KEY, "d");
    struct text expected = TEXT_EMPTY;
    text_addf(&expected, "{%d}ab{%d}c<1,0>d<0,0>{0}", STYLE_TITLE, STYLE_KEY);
    expect(expected.at);
    /* a terminal that would smear the style is put in the plain one before the cursor moves */
    painter.moves_in_style = false;
    put(0, 0, STYLE_TITLE, "e");
    put(1, 0, STYLE_KEY, "f");
    text_clear(&expected);
    text_addf(&expected, "{%d}e{0}<1,0>{%d}f{0}<0,0>", STYLE_TITLE, STYLE_KEY);
    expect(expected.at);
    text_release(&expected);
}

static void many_blanks_are_wiped(void **state)
{
    (void)state;
    put(0, 0, STYLE_NORMAL, "abcdefghijkl");
    put(1, 0, STYLE_NORMAL, "abcdefghijkl");
    painter_paint(&painter, &surface);
    surface_erase(&surface);
    put(0, 0, STYLE_NORMAL, "abc");
    put(1, 0, STYLE_NORMAL, "abcdefghij");
    expect("<0,3>~<1,10>  <0,0>");
}

static void nobody_knows_the_cursor_past_the_end(void **state)
{
    (void)state;
    put(0, 9, STYLE_NORMAL, "abc");
    put(1, 0, STYLE_NORMAL, "d");
    put(2, 11, STYLE_NORMAL, "z");
    expect("{0}!<0,9>abc<1,0>d<2,11>z-<0,0>");
}

static void the_last_cell_never_rolls_the_screen(void **state)
{
    (void)state;
    painter.stops_at_end = false;
    put(2, 8, STYLE_NORMAL, "abcd");
    put(1, 10, STYLE_NORMAL, "ef");
    expect("{0}!<1,10>ef<2,8>abc-<0,0>");
}

static void what_others_wrote_is_painted_over(void **state)
{
    (void)state;
    put(1, 1, STYLE_NORMAL, "a");
    painter_paint(&painter, &surface);
    painter_forget(&painter);
    surface_forget(&surface);
    expect("{0}!<1,1>a<0,0>");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(only_what_differs_is_sent),
        WITH(styles_are_switched_where_they_change),
        WITH(many_blanks_are_wiped),
        WITH(nobody_knows_the_cursor_past_the_end),
        WITH(the_last_cell_never_rolls_the_screen),
        WITH(what_others_wrote_is_painted_over),
    };

    return cmocka_run_group_tests_name("painter", tests, NULL, NULL);
}
