/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/command/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define EACH_COMMAND(name) (enum command name = COMMAND_NONE + 1; name < COMMAND_COUNT; name++)

/* Calls key for each key in the table. */
static void each_key(enum command command, void (*key)(enum command command, uint32_t key))
{
    const char *keys = command_row(command)->keys;

    for (size_t length; *keys; keys += length, keys += strspn(keys, " ")) {
        length = strcspn(keys, " ");
        key(command, key_parse(keys, length));
    }
}

static void must_be_found(enum command command, uint32_t key)
{
    assert_int_not_equal(key, KEYCODE_NONE);
    for (unsigned bit = 1; bit < 1U << 16; bit <<= 1)
        if (command_row(command)->contexts & bit)
            assert_int_equal(keymap_find(bit, KEYMAP_NO_TEXT, key), command);
}

/* A key that two commands claim in one context would give the wrong one here. */
static void finds_every_command_by_each_of_its_keys(void **state)
{
    (void)state;
    for
        EACH_COMMAND(command)
    each_key(command, must_be_found);
}

static void has_words_and_sentences_for_all(void **state)
{
    (void)state;
    for
        EACH_COMMAND(command)
        {
            const struct command_row *row = command_row(command);
            assert_int_equal(command_find(row->word), command);
            assert_true(*row->label && *row->help && row->contexts);
        }
    assert_int_equal(command_find("no-such-word"), COMMAND_NONE);
}

static bool is_safe(uint32_t key)
{
    return key != KEYCODE_F1 && key != KEYCODE_F10 && key != KEYCODE_F11;
}

static bool found_safe;

static void note_safe(enum command command, uint32_t key)
{
    (void)command;
    found_safe = found_safe || is_safe(key);
}

static void never_needs_a_key_that_terminals_take(void **state)
{
    (void)state;
    for
        EACH_COMMAND(command)
        {
            /* without any key it is in the palette */
            found_safe = !*command_row(command)->keys;
            each_key(command, note_safe);
            assert_true(found_safe);
        }
}

static void leaves_text_to_text_fields(void **state)
{
    const unsigned everything = ~0U;

    (void)state;
    for (uint32_t key = ' '; key < 0x3000; key++)
        if (key_is_printable(key))
            assert_int_equal(keymap_find(everything, KEYMAP_IN_TEXT, key), COMMAND_NONE);
    assert_int_equal(keymap_find(everything, KEYMAP_IN_TEXT, KEYCODE_LEFT), COMMAND_NONE);
    assert_int_equal(keymap_find(CONTEXT_EVERYWHERE, KEYMAP_IN_TEXT, KEYCODE_ESC), COMMAND_BACK);
    assert_int_equal(keymap_find(CONTEXT_EVERYWHERE, KEYMAP_IN_TEXT, KEYCODE_CTRL + 'P'),
                     COMMAND_PALETTE);
    assert_int_equal(keymap_find(CONTEXT_EVERYWHERE, KEYMAP_NO_TEXT, KEYCODE_LEFT), COMMAND_BACK);
    /* in an empty field Ctrl and a letter have nothing to edit; all else is the field's */
    assert_int_equal(keymap_find(everything, KEYMAP_IN_TEXT, KEYCODE_CTRL + 'E'), COMMAND_NONE);
    assert_int_equal(keymap_find(everything, KEYMAP_IN_EMPTY_TEXT, KEYCODE_CTRL + 'E'),
                     COMMAND_EXPORT);
    assert_int_equal(keymap_find(everything, KEYMAP_IN_EMPTY_TEXT, 'p'), COMMAND_NONE);
    assert_int_equal(keymap_find(everything, KEYMAP_IN_EMPTY_TEXT, KEYCODE_LEFT), COMMAND_NONE);
    assert_int_equal(keymap_key(COMMAND_EXPORT, KEYMAP_IN_TEXT), KEYCODE_NONE);
    assert_int_equal(keymap_key(COMMAND_PRINT, KEYMAP_IN_EMPTY_TEXT), KEYCODE_CTRL + 'Y');
    assert_int_equal(keymap_find(CONTEXT_EVERYWHERE, KEYMAP_NO_TEXT, 0xFF1A), COMMAND_PALETTE);
    assert_int_equal(keymap_find(CONTEXT_SEARCH, KEYMAP_NO_TEXT, 0x3001), COMMAND_SEARCH);
}

static void shows_a_key_that_works(void **state)
{
    (void)state;
    assert_int_equal(keymap_key(COMMAND_HELP, KEYMAP_NO_TEXT), KEYCODE_F12);
    assert_int_equal(keymap_key(COMMAND_UP, KEYMAP_IN_TEXT), KEYCODE_UP);
    assert_int_equal(keymap_key(COMMAND_SEARCH, KEYMAP_IN_TEXT), KEYCODE_NONE);
    assert_int_equal(command_digit(COMMAND_DIGIT_7), 7);
    assert_int_equal(command_digit(COMMAND_BACK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_command_by_each_of_its_keys),
        cmocka_unit_test(has_words_and_sentences_for_all),
        cmocka_unit_test(never_needs_a_key_that_terminals_take),
        cmocka_unit_test(leaves_text_to_text_fields),
        cmocka_unit_test(shows_a_key_that_works),
    };

    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
