/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/sniff.h"

#include "shouwen/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct sniffed sniff_in_pieces(enum encoding forced, const char *bytes, size_t length,
                                      size_t piece)
{
    struct sniff *sniff = sniff_new(forced);

    for (size_t at = 0; at < length; at += piece)
        sniff_feed(sniff, bytes + at, length - at < piece ? length - at : piece);
    struct sniffed found = sniff_end(sniff);
    sniff_free(sniff);
    return found;
}

/* Whatever the pieces, the answer is the same. */
static struct sniffed sniff_all(const char *bytes, size_t length)
{
    struct sniffed whole = sniff_in_pieces(ENCODING_NONE, bytes, length, length ? length : 1);

    for (size_t piece = 1; piece < 8; piece++) {
        struct sniffed found = sniff_in_pieces(ENCODING_NONE, bytes, length, piece);
        assert_int_equal(found.encoding, whole.encoding);
        assert_int_equal(found.is_sure, whole.is_sure);
        assert_int_equal(found.separator, whole.separator);
    }
    return whole;
}

static void encoded(const char *text, enum encoding encoding, struct text *out)
{
    struct error error;

    text_clear(out);
    assert_int_equal(encoding_from_utf8(encoding_name(encoding), text, strlen(text), out, &error),
                     STATUS_OK);
}

static const char roster[] =
    "姓名,电话\r\n买买提·艾力,13900000001\r\n王𠮷,13900000002\r\n张婷婷,\r\n";

static void an_encoding_is_known_by_its_bytes(void **state)
{
    struct text bytes = TEXT_EMPTY;

    (void)state;
    for (int i = ENCODING_UTF8; i <= ENCODING_UTF16BE; i++) {
        encoded(roster, (enum encoding)i, &bytes);
        struct sniffed found = sniff_all(bytes.at, bytes.length);
        assert_int_equal(found.encoding, i);
        assert_int_equal(found.separator, ',');
        assert_false(found.has_bom);
        /* NUL bytes alone are a guess */
        assert_int_equal(found.is_sure, i == ENCODING_UTF8 || i == ENCODING_GB18030);
    }
    text_release(&bytes);
}

static void a_mark_at_the_start_decides(void **state)
{
    static const char *const texts[] = {"\xEF\xBB\xBF姓名,电话\n", "\xFF\xFE\x0D\x59\x2C\x00",
                                        "\xFE\xFF\x59\x0D\x00\x2C"};
    static const size_t lengths[] = {17, 6, 6};
    static const enum encoding answers[] = {ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct sniffed found = sniff_all(texts[i], lengths[i]);
        assert_int_equal(found.encoding, answers[i]);
        assert_true(found.is_sure);
        assert_true(found.has_bom);
    }
}

static void few_characters_are_a_guess(void **state)
{
    /* in GBK these bytes are 隆 (C2 A1); in UTF-8 they are an exclamation mark of Spanish */
    struct sniffed found = sniff_all("name\n\xC2\xA1\n", 8);

    (void)state;
    assert_int_equal(found.encoding, ENCODING_UTF8);
    assert_false(found.is_sure);
    assert_true(sniff_all("name\nx\n", 7).is_sure);
    /* three bytes each and an odd number of them: no GB18030 */
    assert_true(sniff_all("名\n", 4).is_sure);
    assert_true(sniff_all("", 0).is_sure);
}

static void what_is_neither_is_not_guessed(void **state)
{
    struct text text = TEXT_EMPTY;

    (void)state;
    assert_int_equal(sniff_all("a,b\n\xFF\xFF\n", 7).encoding, ENCODING_NONE);
    assert_int_equal(sniff_all("姓名\n\xB3\xFF\n", 10).encoding, ENCODING_NONE);
    /* UTF-8 for long, then a bad byte: a broken file, and no other encoding */
    for (int i = 0; i < 100; i++)
        text_add(&text, "姓名,电话\n");
    text_add(&text, "\xB3\xC2\n");
    assert_int_equal(sniff_in_pieces(ENCODING_NONE, text.at, text.length, 64).encoding,
                     ENCODING_NONE);
    text_release(&text);
}

static void a_person_may_say_it(void **state)
{
    struct sniffed found = sniff_in_pieces(ENCODING_BIG5, "\xA6\x57;x\n", 5, 2);

    (void)state;
    assert_int_equal(found.encoding, ENCODING_BIG5);
    assert_int_equal(found.separator, ';');
    assert_int_equal(encoding_find("GBK"), ENCODING_GB18030);
    assert_int_equal(encoding_find("gb2312"), ENCODING_GB18030);
    assert_int_equal(encoding_find("utf-8"), ENCODING_UTF8);
    assert_int_equal(encoding_find("latin1"), ENCODING_NONE);
    assert_int_equal(encoding_find("gb"), ENCODING_NONE);
    assert_int_equal(encoding_find(NULL), ENCODING_NONE);
}

static void the_separator_is_the_most_frequent_of_the_first_row(void **state)
{
    static const struct {
        const char *text;
        uint32_t separator;
    } rows[] = {
        {"a,b\n1;2;3\n", ','},
        {"\n\n a;b;c\n1,2,3,4\n", ';'},
        {"a\tb\r1,2\r", '\t'},
        {"\"a,b,c\";\"d\n,\";e", ';'},
        {"姓名，电话，地址\n", 0xFF0C},
        {"姓名，曾用名,电话\n", ','},
        {"name\n", ','},
        {"", ','},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(sniff_separator(rows[i].text, strlen(rows[i].text)), rows[i].separator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_encoding_is_known_by_its_bytes),
        cmocka_unit_test(a_mark_at_the_start_decides),
        cmocka_unit_test(few_characters_are_a_guess),
        cmocka_unit_test(what_is_neither_is_not_guessed),
        cmocka_unit_test(a_person_may_say_it),
        cmocka_unit_test(the_separator_is_the_most_frequent_of_the_first_row),
    };

    return cmocka_run_group_tests_name("sniff", tests, NULL, NULL);
}
