/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/command/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static uint32_t parse(const char *text)
{
    return key_parse(text, strlen(text));
}

static void reads_names_and_characters(void **state)
{
    (void)state;
    assert_int_equal(parse("F2"), KEYCODE_F2);
    assert_int_equal(parse("pagedown"), KEYCODE_PAGE_DOWN);
    assert_int_equal(parse("Ctrl-P"), KEYCODE_CTRL + 'P');
    assert_int_equal(parse("ctrl-p"), KEYCODE_CTRL + 'P');
    assert_int_equal(parse("Space"), ' ');
    assert_int_equal(parse("G"), 'G');
    assert_int_equal(parse("单"), 0x5355);
    assert_int_equal(parse("F13"), KEYCODE_NONE);
    assert_int_equal(parse("Ctrl-"), KEYCODE_NONE);
    assert_int_equal(parse("ab"), KEYCODE_NONE);
    assert_int_equal(parse(""), KEYCODE_NONE);
}

static void writes_what_it_reads(void **state)
{
    char name[KEY_NAME];

    (void)state;
    for (uint32_t key = KEYCODE_FIRST + 1; key <= KEYCODE_F12; key++)
        assert_int_equal(parse(key_notation(key, name)), key);
    for (uint32_t key = KEYCODE_CTRL + 'A'; key <= KEYCODE_CTRL + 'Z'; key++)
        assert_int_equal(parse(key_notation(key, name)), key);
    for (uint32_t key = ' '; key < 0x7F; key++)
        assert_int_equal(parse(key_notation(key, name)), key);
    assert_string_equal(key_notation(0x20000, name), "\U00020000");
    assert_string_equal(key_notation(' ', name), "Space");
}

static void sees_through_an_input_method(void **state)
{
    (void)state;
    assert_int_equal(key_plain(0xFF0F), '/'); /* ／ */
    assert_int_equal(key_plain(0x3001), '/'); /* 、 */
    assert_int_equal(key_plain(0xFF1F), '?');
    assert_int_equal(key_plain(0xFF1A), ':');
    assert_int_equal(key_plain(0xFF11), '1');
    assert_int_equal(key_plain(0x3000), ' ');
    assert_int_equal(key_plain(0x4E00), 0x4E00);
    assert_int_equal(key_plain(KEYCODE_F1), KEYCODE_F1);
}

static void knows_what_a_field_keeps(void **state)
{
    (void)state;
    assert_true(key_is_editing('q'));
    assert_true(key_is_editing(0x5355));
    assert_true(key_is_editing(KEYCODE_LEFT));
    assert_true(key_is_editing(KEYCODE_CTRL + 'W'));
    assert_false(key_is_editing(KEYCODE_CTRL + 'P'));
    assert_false(key_is_editing(KEYCODE_UP));
    assert_false(key_is_editing(KEYCODE_F2));
    assert_false(key_is_editing(KEYCODE_ESC));
    assert_false(key_is_printable(0x7F));
    assert_false(key_is_printable(0x85));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_names_and_characters),
        cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(sees_through_an_input_method),
        cmocka_unit_test(knows_what_a_field_keeps),
    };

    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
