/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/error.h"

#include "shouwen/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void is_filled_where_the_fault_is_known(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(error_set(&error, STATUS_REFUSED, "reason", "%s is %d", "a", 2),
                     STATUS_REFUSED);
    assert_int_equal(error.kind, STATUS_REFUSED);
    assert_string_equal(error.field, "reason");
    assert_string_equal(error.message, "a is 2");
    assert_int_equal(error_set(&error, STATUS_BROKEN, NULL, "b"), STATUS_BROKEN);
    assert_string_equal(error.field, "");
    assert_int_equal(error_set(NULL, STATUS_DENIED, "as", "nobody listens"), STATUS_DENIED);
}

static void a_long_message_is_cut_between_characters(void **state)
{
    struct error error;

    (void)state;
    for (int before = 0; before < 8; before++) {
        struct text text = TEXT_EMPTY;
        for (int i = 0; i < before; i++)
            text_add_char(&text, 'x');
        for (int i = 0; i < 200; i++)
            text_add(&text, i % 2 ? "超" : "𠮷");
        error_set(&error, STATUS_INVALID, "subject", "%s", text.at);
        size_t length = strlen(error.message);
        assert_true(length < sizeof(error.message));
        assert_true(length > sizeof(error.message) - 8);
        assert_true(utf8_is_valid(error.message, length, NULL));
        assert_true(text_ends(error.message, ".."));
        assert_memory_equal(error.message, text.at, length - 2);
        text_release(&text);
    }
}

static void a_message_that_just_fits_is_whole(void **state)
{
    struct error error;
    char text[sizeof(error.message)];

    (void)state;
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    error_set(&error, STATUS_INVALID, "", "%s", text);
    assert_string_equal(error.message, text);
}

static void every_kind_has_a_word_and_an_exit_code(void **state)
{
    static const struct {
        enum status kind;
        const char *word;
        int code;
    } kinds[] = {
        {STATUS_OK, "ok", 0},
        {STATUS_REFUSED, "refused", 1},
        {STATUS_INVALID, "invalid", 1},
        {STATUS_NOT_FOUND, "not-found", 1},
        {STATUS_CONFLICT, "conflict", 1},
        {STATUS_BUSY, "busy", 3},
        {STATUS_DENIED, "denied", 4},
        {STATUS_BROKEN, "broken", 3},
        {STATUS_UNREACHABLE, "unreachable", 3},
    };

    (void)state;
    assert_int_equal(sizeof(kinds) / sizeof(*kinds), STATUS_UNREACHABLE + 1);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        assert_string_equal(status_word(kinds[i].kind), kinds[i].word);
        assert_int_equal(status_exit_code(kinds[i].kind), kinds[i].code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_filled_where_the_fault_is_known),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(a_message_that_just_fits_is_whole),
        cmocka_unit_test(every_kind_has_a_word_and_an_exit_code),
    };

    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
