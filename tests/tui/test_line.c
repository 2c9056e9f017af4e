/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/line.h"

#include "shouwen/base/utf8.h"
#include "shouwen/command/key.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void type(struct line *line, const char *text)
{
    line_insert(line, text, strlen(text));
}

static void edits_in_the_middle(void **state)
{
    struct line line;

    (void)state;
    line_init(&line, 0);
    type(&line, "王芳");
    line_key(&line, KEYCODE_LEFT);
    type(&line, "美");
    assert_string_equal(line.text.at, "王美芳");
    line_key(&line, KEYCODE_BACKSPACE);
    line_key(&line, KEYCODE_DELETE);
    assert_string_equal(line.text.at, "王");
    line_key(&line, KEYCODE_HOME);
    line_key(&line, KEYCODE_BACKSPACE);
    assert_string_equal(line.text.at, "王");
    line_release(&line);
}

static void moves_over_whole_characters(void **state)
{
    static const char family[] = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    struct line line;

    (void)state;
    line_init(&line, 0);
    type(&line, family);
    type(&line, "e\u0301");
    line_key(&line, KEYCODE_BACKSPACE);
    assert_string_equal(line.text.at, family);
    line_key(&line, KEYCODE_LEFT);
    assert_int_equal(line.cursor, 0);
    line_key(&line, KEYCODE_DELETE);
    assert_string_equal(line.text.at, "");
    line_release(&line);
}

static void deletes_words(void **state)
{
    struct line line;

    (void)state;
    line_init(&line, 0);
    type(&line, "5号502 Smith ");
    line_key(&line, KEYCODE_CTRL + 'W');
    assert_string_equal(line.text.at, "5号502 ");
    line_key(&line, KEYCODE_CTRL + 'W');
    assert_string_equal(line.text.at, "5号");
    line_key(&line, KEYCODE_CTRL + 'W');
    assert_string_equal(line.text.at, "5");
    type(&line, "678");
    line_key(&line, KEYCODE_LEFT);
    line_key(&line, KEYCODE_CTRL + 'K');
    assert_string_equal(line.text.at, "567");
    line_key(&line, KEYCODE_CTRL + 'U');
    assert_string_equal(line.text.at, "");
    line_release(&line);
}

static void takes_no_more_than_its_limit(void **state)
{
    struct line line;

    (void)state;
    line_init(&line, 4);
    assert_true(line_insert(&line, "一二三", 9));
    assert_false(line_insert(&line, "四五", 6));
    assert_string_equal(line.text.at, "一二三四");
    line_release(&line);
}

static void lets_nothing_harmful_in(void **state)
{
    struct line line;
    struct text value = TEXT_EMPTY;

    (void)state;
    line_init(&line, 0);
    type(&line, " a\tb\r\nc\033[2Jd\u202Ee\xFF ");
    assert_string_equal(line.text.at, " a b c[2Jde\uFFFD ");
    line_value(&line, &value);
    assert_string_equal(value.at, "a b c[2Jde\uFFFD");
    text_release(&value);
    line_release(&line);
}

/* At every place of the cursor the character under it is shown, and what is left out is marked. */
static void marks_what_it_leaves_out(void **state)
{
    static const char *const expected[] = {"一二三四..", "一二三四..", "一二三四..",
                                           "一二三四..", "..三四五..", "..四五六..",
                                           "..五六七八", "..五六七八", "..六七八"};
    struct surface surface;
    struct line line;
    struct text row = TEXT_EMPTY;
    size_t used;

    (void)state;
    surface_init(&surface, 1, 10);
    line_init(&line, 0);
    type(&line, "一二三四五六七八");
    line_key(&line, KEYCODE_HOME);
    for (size_t at = 0; at < 9; at++) {
        text_clear(&row);
        line_draw(&line, pane_of(&surface), 0, 0, 10, true, 0);
        surface_row_text(&surface, 0, &row);
        assert_string_equal(row.at, expected[at]);
        if (at < 8)
            assert_int_equal(surface.cells[surface.cursor_column].code[0],
                             utf8_decode(line.text.at + line.cursor, 3, &used));
        line_key(&line, KEYCODE_RIGHT);
    }
    text_release(&row);
    line_release(&line);
    surface_release(&surface);
}

static void keeps_the_cursor_in_sight(void **state)
{
    struct surface surface;
    struct line line;
    struct text row = TEXT_EMPTY;

    (void)state;
    surface_init(&surface, 1, 20);
    line_init(&line, 0);
    type(&line, "一二三四五六七八");
    line_draw(&line, pane_of(&surface), 0, 2, 10, true, 0);
    surface_row_text(&surface, 0, &row);
    assert_string_equal(row.at, "  ..六七八");
    assert_int_equal(surface.cursor_column, 10);
    line_key(&line, KEYCODE_HOME);
    line_draw(&line, pane_of(&surface), 0, 2, 10, true, 0);
    text_clear(&row);
    surface_row_text(&surface, 0, &row);
    assert_string_equal(row.at, "  一二三四..");
    assert_int_equal(surface.cursor_column, 2);
    line_draw(&line, pane_of(&surface), 0, 2, 10, true, '*');
    text_clear(&row);
    surface_row_text(&surface, 0, &row);
    assert_string_equal(row.at, "  ********");
    text_release(&row);
    line_release(&line);
    surface_release(&surface);
}

/* The model: an array of characters that neither join nor take two code points. */
struct model {
    uint32_t codes[64];
    size_t count, cursor;
};

enum { MODEL_LIMIT = 20 };

static void model_insert(struct model *model, uint32_t code)
{
    if (model->count == MODEL_LIMIT)
        return;
    memmove(model->codes + model->cursor + 1, model->codes + model->cursor,
            (model->count - model->cursor) * sizeof(code));
    model->codes[model->cursor++] = code;
    model->count++;
}

static void model_remove(struct model *model, size_t at)
{
    if (at >= model->count)
        return;
    model->count--;
    memmove(model->codes + at, model->codes + at + 1, (model->count - at) * sizeof(uint32_t));
}

static void model_key(struct model *model, uint32_t key)
{
    if (key == KEYCODE_LEFT)
        model->cursor -= model->cursor ? 1 : 0;
    else if (key == KEYCODE_RIGHT)
        model->cursor += model->cursor < model->count ? 1 : 0;
    else if (key == KEYCODE_HOME)
        model->cursor = 0;
    else if (key == KEYCODE_END)
        model->cursor = model->count;
    else if (key == KEYCODE_DELETE)
        model_remove(model, model->cursor);
    else if (key == KEYCODE_BACKSPACE && model->cursor)
        model_remove(model, --model->cursor);
}

static void assert_same(const struct line *line, const struct model *model, uint32_t seed)
{
    char bytes[sizeof(model->codes) + 1];
    size_t length = 0, cursor = 0;

    for (size_t i = 0; i < model->count; i++) {
        if (i == model->cursor)
            cursor = length;
        length += utf8_encode(model->codes[i], bytes + length);
    }
    bytes[length] = '\0';
    if (model->cursor == model->count)
        cursor = length;
    if (strcmp(line->text.at, bytes) != 0 || line->cursor != cursor)
        fail_msg("seed %u: [%s] at %zu, not [%s] at %zu", seed, line->text.at, line->cursor, bytes,
                 cursor);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void agrees_with_a_simple_model(void **state)
{
    static const uint32_t codes[] = {'a', ' ', 0x4E2D, 0x20000, 0xB7, '5', 0x9FA0};
    static const uint32_t keys[] = {KEYCODE_LEFT, KEYCODE_RIGHT,  KEYCODE_HOME,
                                    KEYCODE_END,  KEYCODE_DELETE, KEYCODE_BACKSPACE};

    (void)state;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        uint32_t random = seed;
        struct model model = {.count = 0};
        struct line line;
        line_init(&line, MODEL_LIMIT);
        for (int step = 0; step < 100; step++) {
            if (next_random(&random) % 2) {
                uint32_t code = codes[next_random(&random) % 7];
                char bytes[4];
                line_insert(&line, bytes, utf8_encode(code, bytes));
                model_insert(&model, code);
            } else {
                uint32_t key = keys[next_random(&random) % 6];
                line_key(&line, key);
                model_key(&model, key);
            }
            assert_same(&line, &model, seed);
        }
        line_release(&line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_in_the_middle),
        cmocka_unit_test(moves_over_whole_characters),
        cmocka_unit_test(deletes_words),
        cmocka_unit_test(takes_no_more_than_its_limit),
        cmocka_unit_test(lets_nothing_harmful_in),
        cmocka_unit_test(keeps_the_cursor_in_sight),
        cmocka_unit_test(marks_what_it_leaves_out),
        cmocka_unit_test(agrees_with_a_simple_model),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
