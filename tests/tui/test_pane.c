/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/pane.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void expect(struct surface *surface, const char *wanted)
{
    struct text dump = TEXT_EMPTY;

    surface_dump(surface, &dump);
    assert_string_equal(dump.at, wanted);
    text_release(&dump);
}

/* No row may end inside a wide character, and each wide one has its right half. */
static void assert_whole(const struct surface *surface)
{
    for (int row = 0; row < surface->rows; row++)
        for (int column = 0; column < surface->columns;) {
            int wide = surface->cells[row * surface->columns + column].columns;
            assert_in_range(wide, 1, 2);
            assert_in_range(column + wide, 1, surface->columns);
            if (wide == 2)
                assert_int_equal(surface->cells[row * surface->columns + column + 1].columns, 0);
            column += wide;
        }
}

static void cuts_at_the_edge_without_halves(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 3, 7);
    struct pane pane = pane_of(&surface);
    assert_int_equal(pane_put(pane, 0, 0, -1, STYLE_NORMAL, "一二三四"), 6);
    assert_int_equal(pane_put(pane, 1, 6, -1, STYLE_NORMAL, "五"), 0);
    pane_fill(pane, 2, 0, 7, STYLE_NORMAL, "阿卜杜拉");
    assert_whole(&surface);
    expect(&surface, "一二三\n\n阿卜..\n");
    surface_release(&surface);
}

static void blanks_the_other_half(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 2, 8);
    struct pane pane = pane_of(&surface);
    pane_put(pane, 0, 0, -1, STYLE_NORMAL, "一二三四");
    pane_put(pane, 0, 1, -1, STYLE_NORMAL, "x");
    pane_put(pane, 0, 4, -1, STYLE_NORMAL, "y");
    pane_put(pane, 1, 0, -1, STYLE_NORMAL, "一二三四");
    pane_put(pane, 1, 3, -1, STYLE_NORMAL, "中");
    assert_whole(&surface);
    expect(&surface, " x二y 四\n一 中 四\n");
    surface_release(&surface);
}

static void shows_what_the_library_does_not_know(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 4, 12);
    struct pane pane = pane_of(&surface);
    pane_put(pane, 0, 0, -1, STYLE_NORMAL, "王\U00031350芳");
    pane_put(pane, 1, 0, -1, STYLE_NORMAL, "a\033[1m\u202Eb\xFF");
    pane_put(pane, 2, 0, -1, STYLE_NORMAL, "买买提·e\u0301x");
    pane_put(pane, 3, 0, 5, STYLE_NORMAL, "\U0001F468\u200D\U0001F469\u200D\U0001F467!");
    assert_whole(&surface);
    expect(&surface, "王\uFFFD芳\na[1mb\uFFFD\n买买提·e\u0301x\n\n");
    surface_release(&surface);
}

static void draws_plain_where_ambiguous_is_wide(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 1, 12);
    surface.is_ascii = true;
    pane_put(pane_of(&surface), 0, 0, -1, STYLE_NORMAL, "买提·①→“a”");
    expect(&surface, "买提.#>\"a\"\n");
    surface_release(&surface);
}

static void stays_inside_its_part(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 4, 10);
    struct pane part = pane_part(pane_of(&surface), 1, 2, 2, 6);
    for (int row = -1; row < 4; row++)
        pane_fill(part, row, 0, 20, STYLE_NORMAL, "一二三四五");
    expect(&surface, "\n  一二..\n  一二..\n\n");
    surface_erase(&surface);
    part = pane_part(part, 1, 4, 9, 9);
    pane_rule(part, 0, "");
    pane_cursor(part, 9, 9);
    expect(&surface, "\n\n      --\n\n");
    assert_int_equal(surface.cursor_row, 2);
    assert_int_equal(surface.cursor_column, 7);
    surface_release(&surface);
}

static void aligns_and_wraps(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 5, 10);
    struct pane pane = pane_of(&surface);
    pane_fill_right(pane, 0, 0, 8, STYLE_NORMAL, "三行");
    pane_rule(pane, 1, "经过");
    assert_int_equal(pane_wrap(pane, 2, 3, STYLE_NORMAL, "请先派人看现场,再回电。"), 3);
    expect(&surface, "    三行\n-- 经过 --\n请先派人看\n现场,再回\n电。\n");
    surface_release(&surface);
}

struct segments {
    struct text text;
};

static void note_segment(void *context, int row, int column, const struct cell *cells, int count)
{
    struct segments *segments = context;

    assert_true(cells[0].columns > 0);
    text_addf(&segments->text, "%d:%d+%d ", row, column, count);
}

static const char *flush(struct surface *surface, struct segments *segments)
{
    text_clear(&segments->text);
    surface_flush(surface, note_segment, segments);
    return segments->text.at;
}

static void hands_over_only_what_changed(void **state)
{
    struct segments segments = {TEXT_EMPTY};
    struct surface surface;

    (void)state;
    surface_init(&surface, 3, 30);
    struct pane pane = pane_of(&surface);
    pane_put(pane, 1, 2, -1, STYLE_NORMAL, "一二三");
    assert_string_equal(flush(&surface, &segments), "1:2+6 ");
    assert_string_equal(flush(&surface, &segments), "");
    /* a wide character where two narrow ones were, and the reverse, go whole */
    surface_erase(&surface);
    pane_put(pane, 1, 2, -1, STYLE_NORMAL, "一");
    pane_put(pane, 1, 5, -1, STYLE_NORMAL, "x");
    pane_put(pane, 1, 6, -1, STYLE_NORMAL, "三");
    pane_put(pane, 1, 29, -1, STYLE_NORMAL, "!");
    assert_string_equal(flush(&surface, &segments), "1:4+2 1:29+1 ");
    pane_restyle(pane, 1, 2, 2, STYLE_HOT);
    assert_string_equal(flush(&surface, &segments), "1:2+2 ");
    surface_forget(&surface);
    assert_string_equal(flush(&surface, &segments), "1:2+6 1:29+1 ");
    text_release(&segments.text);
    surface_release(&surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_at_the_edge_without_halves),
        cmocka_unit_test(blanks_the_other_half),
        cmocka_unit_test(shows_what_the_library_does_not_know),
        cmocka_unit_test(draws_plain_where_ambiguous_is_wide),
        cmocka_unit_test(stays_inside_its_part),
        cmocka_unit_test(aligns_and_wraps),
        cmocka_unit_test(hands_over_only_what_changed),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("pane", tests, NULL, NULL);
}
