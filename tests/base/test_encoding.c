/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/encoding.h"

#include "shouwen/base/utf8.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct error error;

static enum status encode(const char *encoding, const char *text, size_t length, struct text *out)
{
    return encoding_from_utf8(encoding, text, length, out, &error);
}

static void known_bytes(void **state)
{
    static const struct {
        const char *text, *bytes;
    } forms[] = {
        {"0", "0"},
        {"丂", "\x81\x40"},
        {"€", "\xA2\xE3"},
        {"·", "\xA1\xA4"},
        {"龘", "\xFD\x93"},
        {"䶮", "\xFE\x9F"},
        {"鿍", "\x82\x35\x93\x32"},
        {"㐂", "\x81\x39\xEF\x31"},
        {"𠮷", "\x95\x34\xB2\x35"}, /* outside the basic plane */
        {"𰻞", "\x9A\x37\x86\x38"},
    };
    struct text out = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        text_clear(&out);
        assert_int_equal(encode("GB18030", forms[i].text, strlen(forms[i].text), &out), STATUS_OK);
        assert_string_equal(out.at, forms[i].bytes);
    }
    text_release(&out);
}

static void utf8_is_copied_and_added(void **state)
{
    struct text out = TEXT_EMPTY;

    (void)state;
    text_add(&out, "有");
    assert_int_equal(encode("UTF-8", "𠮷\0x", 6, &out), STATUS_OK);
    assert_int_equal(out.length, 9);
    assert_memory_equal(out.at, "有𠮷\0x", 9);
    text_release(&out);
}

/* Private codes of before 2005: their bytes are those of the character's own code today. */
static void a_former_private_code_is_written(void **state)
{
    static const struct {
        const char *former, *own, *bytes;
    } forms[] = {
        {"\xEE\x9E\x8E", "︒", "\xA6\xDA"},
        {"\xEE\xA0\x9E", "龴", "\xFE\x59"},
        {"\xEE\xA0\xBB", "𢦏", "\xFE\x76"},
    };
    struct text out = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        text_clear(&out);
        assert_int_equal(encode("GB18030", forms[i].former, 3, &out), STATUS_OK);
        assert_string_equal(out.at, forms[i].bytes);
        text_clear(&out);
        assert_int_equal(encode("GB18030", forms[i].own, strlen(forms[i].own), &out), STATUS_OK);
        assert_string_equal(out.at, forms[i].bytes);
    }
    text_release(&out);
}

static bool is_renamed(uint32_t code)
{
    struct text out = TEXT_EMPTY;
    char utf8[4];

    if (code < 0xE78D || code > 0xE864)
        return false;
    assert_int_equal(encode("GB18030", utf8, utf8_encode(code, utf8), &out), STATUS_OK);
    bool is_two_bytes = out.length == 2 && (out.at[0] == '\xA6' || out.at[0] == '\xFE');
    text_release(&out);
    return is_two_bytes;
}

/* Both ways through every character there is, in one text: no piece of it may be lost where the
 * conversion's own room ends. */
static void every_character_comes_back(void **state)
{
    struct text all = TEXT_EMPTY, out = TEXT_EMPTY;
    char utf8[4], room[4 << 20];

    (void)state;
    for (uint32_t code = 1; code <= 0x10FFFF; code++)
        if (code < 0xD800 || (code > 0xDFFF && !is_renamed(code)))
            text_add_bytes(&all, utf8, utf8_encode(code, utf8));
    assert_int_equal(encode("GB18030", all.at, all.length, &out), STATUS_OK);
    iconv_t back = iconv_open("UTF-8", "GB18030");
    assert_true(back != (iconv_t)-1);
    char *from = out.at;
    size_t left = out.length, at = 0;
    while (left) {
        char *to = room;
        size_t free_room = sizeof(room);
        size_t done = iconv(back, &from, &left, &to, &free_room);
        size_t got = sizeof(room) - free_room;
        assert_true(got > 0 || done != (size_t)-1);
        assert_true(at + got <= all.length);
        assert_memory_equal(room, all.at + at, got);
        at += got;
    }
    assert_int_equal(at, all.length);
    iconv_close(back);
    text_release(&all);
    text_release(&out);
}

static void what_cannot_be_written_is_said(void **state)
{
    static const char *const broken[] = {"a\xFF", "\xE4\xB8", "\xED\xA0\x80", "\xC0\x80"};
    struct text out = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
        assert_int_equal(encode("GB18030", broken[i], strlen(broken[i]), &out), STATUS_INVALID);
        assert_string_equal(error.field, "encoding");
    }
    assert_int_equal(encode("US-ASCII", "中", 3, &out), STATUS_INVALID);
    assert_int_equal(encode("no-such-code", "a", 1, &out), STATUS_BROKEN);
    assert_non_null(strstr(error.message, "no-such-code"));
    text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_bytes),
        cmocka_unit_test(utf8_is_copied_and_added),
        cmocka_unit_test(a_former_private_code_is_written),
        cmocka_unit_test(every_character_comes_back),
        cmocka_unit_test(what_cannot_be_written_is_said),
    };

    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
