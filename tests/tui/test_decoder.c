/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/decoder.h"

#include "shouwen/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* The keys that bytes give, as text: characters as they are, others in <>. */
static const char *decode(const char *bytes, size_t length)
{
    static char out[512];
    struct decoder decoder;
    struct event event;
    size_t used = 0;

    decoder_init(&decoder);
    for (size_t i = 0; i < length; i++) {
        decoder_byte(&decoder, (unsigned char)bytes[i]);
        while (decoder_take(&decoder, &event)) {
            char name[KEY_NAME];
            bool is_plain = key_is_printable(event.key) && event.key != ' ';
            used += (size_t)snprintf(out + used, sizeof(out) - used, is_plain ? "%s" : "<%s>",
                                     key_notation(event.key, name));
        }
    }
    decoder_release(&decoder);
    out[used] = '\0';
    return out;
}

static void gives_keys_and_characters(void **state)
{
    (void)state;
    assert_string_equal(decode("a中\U00020000", 8), "a中\U00020000");
    assert_string_equal(decode("\r\n\t\033\x7F\b\x10", 7),
                        "<Enter><Enter><Tab><Esc><Backspace><Backspace><Ctrl-P>");
    assert_string_equal(decode("a\0b", 3), "ab");
}

static void swallows_nothing_after_bad_bytes(void **state)
{
    (void)state;
    assert_string_equal(decode("\xFF\xE4\xB8\xAD", 4), "\uFFFD中");
    assert_string_equal(decode("\xE4\xB8x", 3), "\uFFFDx");
    assert_string_equal(decode("\xE4\xE4\xB8\xAD", 4), "\uFFFD中");
    assert_string_equal(decode("\xC0\xAFz", 3), "\uFFFD\uFFFDz");
    assert_string_equal(decode("\xED\xA0\x80z", 4), "\uFFFDz");
    assert_string_equal(decode("\xE4\033", 2), "\uFFFD<Esc>");
}

/* Whatever comes in, what comes out is keys that are characters, and later text is not lost. */
static void takes_any_bytes(void **state)
{
    uint32_t random = 7;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        char bytes[24];
        for (size_t i = 0; i < 20; i++) {
            random = random * 1664525U + 1013904223U;
            bytes[i] = (char)(random >> 24);
        }
        memcpy(bytes + 20, "zzzz", 4);
        const char *out = decode(bytes, sizeof(bytes));
        assert_true(utf8_is_valid(out, strlen(out), NULL));
        assert_true(text_ends(out, "zzz"));
    }
}

static void keeps_a_paste_together(void **state)
{
    static const char pasted[] = "王\t5号\r\n\033[31m芳\rx\ny\x7F";
    struct decoder decoder;
    struct event event;

    (void)state;
    decoder_init(&decoder);
    assert_false(decoder_paste_end(&decoder, &event));
    decoder_paste_start(&decoder);
    for (size_t i = 0; i + 1 < sizeof(pasted); i++)
        decoder_byte(&decoder, (unsigned char)pasted[i]);
    decoder_key(&decoder, KEYCODE_F1);
    assert_false(decoder_take(&decoder, &event));
    assert_true(decoder_paste_end(&decoder, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_string_equal(event.text, "王\t5号\n[31m芳\nx\ny");
    assert_int_equal(event.length, strlen(event.text));
    decoder_release(&decoder);
}

static void stops_at_what_a_paste_may_hold(void **state)
{
    struct decoder decoder;
    struct event event;

    (void)state;
    decoder_init(&decoder);
    decoder_paste_start(&decoder);
    for (size_t i = 0; i < DECODER_PASTE_MOST + 1000; i++)
        decoder_byte(&decoder, 'x');
    assert_true(decoder_paste_end(&decoder, &event));
    assert_int_equal(event.length, DECODER_PASTE_MOST);
    assert_true(event.is_cut);
    decoder_paste_start(&decoder);
    assert_true(decoder_paste_end(&decoder, &event));
    assert_false(event.is_cut);
    decoder_release(&decoder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_keys_and_characters),
        cmocka_unit_test(swallows_nothing_after_bad_bytes),
        cmocka_unit_test(takes_any_bytes),
        cmocka_unit_test(keeps_a_paste_together),
        cmocka_unit_test(stops_at_what_a_paste_may_hold),
    };

    return cmocka_run_group_tests_name("decoder", tests, NULL, NULL);
}
