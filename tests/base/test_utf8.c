/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void decodes_strictly(void **state)
{
    static const struct {
        const char *bytes;
        uint32_t code;
        size_t used;
    } cases[] = {
        {"", 0, 0},
        {"a", 'a', 1},
        {"\x7F", 0x7F, 1},
        {"é", 0xE9, 2},
        {"单", 0x5355, 3},
        {"𠮷", 0x20BB7, 4},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
        {"\x80", 0xFFFD, 1},             /* a continuation alone */
        {"\xC0\xAF", 0xFFFD, 1},         /* overlong */
        {"\xC1\xBF", 0xFFFD, 1},         /* overlong */
        {"\xE0\x80\xAF", 0xFFFD, 1},     /* overlong */
        {"\xF0\x80\x80\xAF", 0xFFFD, 1}, /* overlong */
        {"\xED\xA0\x80", 0xFFFD, 1},     /* surrogate */
        {"\xED\xBF\xBF", 0xFFFD, 1},     /* surrogate */
        {"\xF4\x90\x80\x80", 0xFFFD, 1}, /* past U+10FFFF */
        {"\xF8\x88\x80\x80", 0xFFFD, 1},
        {"\xE5\x8D", 0xFFFD, 1}, /* cut short */
        {"\xE5\x8D\x41", 0xFFFD, 1},
        {"\xFF", 0xFFFD, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        size_t used = 99;
        assert_int_equal(utf8_decode(cases[i].bytes, strlen(cases[i].bytes), &used), cases[i].code);
        assert_int_equal(used, cases[i].used);
    }
}

static void encodes_what_it_decodes(void **state)
{
    char bytes[4];
    size_t used;

    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code == 0xD800)
            code = 0xE000;
        size_t length = utf8_encode(code, bytes);
        assert_int_equal(utf8_decode(bytes, length, &used), code);
        assert_int_equal(used, length);
    }
}

static void finds_the_first_bad_byte(void **state)
{
    const char *good = "买买提·艾力 𠮷 \xEF\xBF\xBD", *gbk = "单\xD6\xD0雄", *cut = "ab\xE5\x8D";
    size_t bad_at = 99;

    (void)state;
    assert_true(utf8_is_valid(good, strlen(good), &bad_at));
    assert_int_equal(bad_at, 99);
    assert_false(utf8_is_valid(gbk, strlen(gbk), &bad_at));
    assert_int_equal(bad_at, 3);
    assert_false(utf8_is_valid(cut, strlen(cut), &bad_at));
    assert_int_equal(bad_at, 2);
    assert_false(utf8_is_valid("\x80", 1, NULL));
}

/* Every three bytes from a few of each kind, wherever they stand among what is read by eights. */
static void says_of_any_bytes_what_the_decoder_says(void **state)
{
    static const unsigned char some[] = {0x00, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF,
                                         0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE3, 0xE4,
                                         0xE9, 0xED, 0xEF, 0xF0, 0xF4, 0xFF};
    enum { SOME = sizeof(some), ROOM = 24 };

    (void)state;
    for (int nth = 0; nth < SOME * SOME * SOME; nth++) {
        for (size_t at = 0; at + 3 < ROOM; at++) {
            char text[ROOM];
            size_t bad_at = ROOM, expected = ROOM, used;
            memset(text, 'a', sizeof(text));
            text[at] = (char)some[nth % SOME];
            text[at + 1] = (char)some[nth / SOME % SOME];
            text[at + 2] = (char)some[nth / SOME / SOME];
            for (size_t i = 0; i < ROOM && expected == ROOM; i += used)
                if (utf8_decode(text + i, ROOM - i, &used) == 0xFFFD && used == 1)
                    expected = i;
            assert_int_equal(utf8_is_valid(text, ROOM, &bad_at), expected == ROOM);
            assert_int_equal(bad_at, expected);
        }
    }
}

static void assert_clusters(const char *text, const char *divided)
{
    struct text found = TEXT_EMPTY;

    for (size_t length = strlen(text), one; (one = utf8_cluster(text, length)); length -= one) {
        text_add(&found, found.length ? "|" : "");
        text_add_bytes(&found, text, one);
        text += one;
    }
    assert_string_equal(found.at, divided);
    text_release(&found);
}

static void finds_clusters(void **state)
{
    (void)state;
    assert_clusters("ab单雄", "a|b|单|雄");
    assert_clusters("\r\nx\n", "\r\n|x|\n");
    assert_clusters("e\xCC\x81x", "e\xCC\x81|x");
    assert_clusters("葛\xF3\xA0\x84\x80城", "葛\xF3\xA0\x84\x80|城");
    assert_clusters("👨‍👩‍👧‍👦，👍🏽!",
                    "👨‍👩‍👧‍👦|，|👍🏽|!");
    assert_clusters("🇨🇳🇯🇵", "🇨🇳|🇯🇵");
    assert_clusters("각ᄀ", "각|ᄀ");
    assert_clusters("王\xF0\xB1\x8D\x90。", "王|\xF0\xB1\x8D\x90|。");
    assert_clusters("か\xE3\x82\x99が", "か\xE3\x82\x99|が");
    assert_clusters("a\xFF", "a|\xFF");
}

static void counts_columns_as_curses_does(void **state)
{
    (void)state;
    assert_int_equal(utf8_columns(""), 0);
    assert_int_equal(utf8_columns("ab 1"), 4);
    assert_int_equal(utf8_columns("单雄信，"), 8);
    assert_int_equal(utf8_columns("买买提·艾力"), 11);
    assert_int_equal(utf8_columns("…—“”①→"), 6);
    assert_int_equal(utf8_columns("王𠮷㐱"), 6);
    assert_int_equal(utf8_columns("e\xCC\x81"), 1);
    assert_int_equal(utf8_columns("👨‍👩‍👧"), 6);
    assert_int_equal(utf8_count("王𠮷e\xCC\x81"), 4);
}

static void never_makes_a_character_invisible(void **state)
{
    (void)state;
    /* glibc 2.36 knows no width for Unicode 15, newer ones give 2. */
    int columns = utf8_code_columns(0x31350);
    assert_int_equal(columns, utf8_code_shown(0x31350) == 0xFFFD ? 1 : 2);
    assert_int_equal(utf8_columns("王\xF0\xB1\x8D\x90"), 2 + columns);
    assert_int_equal(utf8_code_shown(0x1B), 0xFFFD);
    assert_int_equal(utf8_code_columns(0x1B), 1);
    assert_int_equal(utf8_code_shown(0), 0xFFFD);
    assert_int_equal(utf8_code_columns(0), 1);
    assert_int_equal(utf8_code_shown(0x5355), 0x5355);
    assert_int_equal(utf8_code_shown(0x301), 0x301);
    assert_int_equal(utf8_code_shown('~'), '~');
}

static void assert_padded(void (*pad)(struct text *, const char *, int), const char *text,
                          int columns, const char *expected)
{
    struct text out = TEXT_EMPTY;

    pad(&out, text, columns);
    assert_string_equal(out.at, expected);
    assert_int_equal(utf8_columns(out.at), columns);
    text_release(&out);
}

static void pads_and_cuts_to_columns(void **state)
{
    int used;

    (void)state;
    assert_int_equal(utf8_fit("单雄信", 5, &used), 6);
    assert_int_equal(used, 4);
    assert_int_equal(utf8_fit("单雄信", 1, &used), 0);
    assert_int_equal(used, 0);
    assert_int_equal(utf8_fit("ae\xCC\x81z", 2, &used), 4);
    assert_padded(utf8_pad, "", 3, "   ");
    assert_padded(utf8_pad, "单雄信", 8, "单雄信  ");
    assert_padded(utf8_pad, "单雄信", 6, "单雄信");
    assert_padded(utf8_pad, "单雄信", 5, "单.. ");
    assert_padded(utf8_pad, "单雄信", 3, "单 ");
    assert_padded(utf8_pad, "abcdef", 4, "ab..");
    assert_padded(utf8_pad, "abcdef", 0, "");
    assert_padded(utf8_pad_left, "12", 4, "  12");
    assert_padded(utf8_pad_left, "单雄信", 5, " 单..");
    assert_padded(utf8_pad, "👨‍👩‍👧", 5, "..   ");
}

static void collect(void *context, const char *text, size_t length)
{
    text_add_bytes(context, text, length);
    text_add_char(context, '|');
}

static void assert_wrapped(const char *text, int columns, const char *expected)
{
    struct text out = TEXT_EMPTY;

    utf8_wrap(text, columns, collect, &out);
    assert_string_equal(out.at, expected);
    text_release(&out);
}

static void wraps_lines(void **state)
{
    (void)state;
    assert_wrapped("", 8, "|");
    assert_wrapped("一二三四五", 4, "一二|三四|五|");
    assert_wrapped("一二三四五", 5, "一二|三四|五|");
    assert_wrapped("一二，三四。五", 4, "一|二，|三|四。|五|");
    assert_wrapped("一（二三）四", 4, "一|（二|三）|四|");
    assert_wrapped("the quick brown fox", 10, "the quick|brown fox|");
    assert_wrapped("the quick   ", 9, "the quick|");
    assert_wrapped("请打电话13800138000办理", 12, "请打电话|13800138000|办理|");
    assert_wrapped("room 5-502, ok", 8, "room|5-502,|ok|");
    assert_wrapped("abcdefghij", 4, "abcd|efgh|ij|");
    assert_wrapped("第一行\n\n第三行", 20, "第一行||第三行|");
    assert_wrapped("他说：“好。”走了", 8, "他说：|“好。”走|了|");
    assert_wrapped("，，，，，", 4, "，，|，，|，|");
    assert_wrapped("一二", 1, "一|二|");
    assert_wrapped("  缩进两格的一行", 8, "  缩进两|格的一行|");
    assert_wrapped("办居住证(续期)3.5天", 10, "办居住证|(续期)3.5|天|");
}

static void assert_clean(const char *bytes, bool lines, const char *expected)
{
    struct text out = TEXT_EMPTY;

    text_add(&out, "[");
    utf8_clean(&out, bytes, strlen(bytes), lines);
    assert_string_equal(out.at + 1, expected);
    assert_int_equal(out.at[0], '[');
    text_release(&out);
}

static void cleans_what_comes_from_outside(void **state)
{
    (void)state;
    assert_clean("", false, "");
    assert_clean(" \t 张三 \n", false, "张三");
    assert_clean("\xE3\x80\x80张\xE3\x80\x80三\xC2\xA0", false, "张\xE3\x80\x80三");
    assert_clean("\xEF\xBB\xBFname", false, "name");
    assert_clean("a\x1B[31mb\x07\x7F\xC2\x9B", false, "a[31mb");
    assert_clean("甲\xE2\x80\xAE乙\xE2\x81\xA6丙\xE2\x80\x8B丁\xC2\xAD", false, "甲乙丙丁");
    assert_clean("\xD6\xD0", false, "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_clean("x\xEF\xBF\xBEy\xEF\xB7\x90z", false, "xyz");
    assert_clean("一\r\n二\r三\xE2\x80\xA8四\x0B五\n", true, "一\n二\n三\n四\n五");
    assert_clean("一\r\n二\t三", false, "一 二 三");
    assert_clean("一\n\n二", true, "一\n\n二");
    assert_clean("cafe\xCC\x81 \xE1\x84\x80\xE1\x85\xA1", false, "café 가");
    assert_clean("  cafe\xCC\x81  ", false, "café");
}

static void keeps_invisible_characters_only_where_they_show(void **state)
{
    (void)state;
    assert_clean("葛\xF3\xA0\x84\x80城", false, "葛\xF3\xA0\x84\x80城");
    assert_clean("葛\xEF\xB8\x80\xEF\xB8\x80", false, "葛\xEF\xB8\x80");
    assert_clean("a\xF3\xA0\x84\x80\xEF\xB8\x8F", false, "a");
    assert_clean("❤\xEF\xB8\x8F"
                 "1\xEF\xB8\x8F\xE2\x83\xA3",
                 false,
                 "❤\xEF\xB8\x8F"
                 "1\xEF\xB8\x8F\xE2\x83\xA3");
    assert_clean("👨‍👩‍👧", false, "👨‍👩‍👧");
    assert_clean("👍🏽‍", false, "👍🏽");
    assert_clean("张\xE2\x80\x8D三", false, "张三");
    assert_clean("\xD8\xB4\xE2\x80\x8C\xD9\x8A", false, "\xD8\xB4\xE2\x80\x8C\xD9\x8A");
    assert_clean("\xE2\x80\x8D\xD8\xB4\xE2\x80\x8C", false, "\xD8\xB4");
}

static void assert_folded(const char *text, const char *expected)
{
    struct text out = TEXT_EMPTY;

    text_add(&out, "[");
    utf8_fold(&out, text);
    assert_string_equal(out.at + 1, expected);
    text_release(&out);
}

static void folds_forms_and_case(void **state)
{
    struct text folded = TEXT_EMPTY, longer = TEXT_EMPTY;

    (void)state;
    assert_folded("", "");
    assert_folded("O'Brien 单", "o'brien 单");
    assert_folded("１３８００", "13800");
    assert_folded("ＡＢｃ（甲）", "abc(甲)");
    assert_folded("Straße ﬁ", "strasse fi");
    assert_folded("买买提·艾力", "买买提·艾力");
    assert_folded("①㈱", "1(株)");
    for (int i = 0; i < 400; i++) {
        text_add(&longer, "Ａ");
        text_add(&folded, "a");
    }
    assert_folded(longer.at, folded.at);
    text_release(&folded);
    text_release(&longer);
}

/* Codes that joining, composing, dropping and selecting turn on, among arbitrary ones. */
static void add_some_code(struct text *text)
{
    static const uint32_t turning[] = {
        0x200D, 0x200C, 0xFE0F, 0xFE00, 0xE0100, 0x845B, 0xFA10, 0x2F9F4, 0x1F468, 0x1F469, 0x1F3FD,
        0x2764, '1',    '#',    0x20E3, 0x301,   0x323,  'e',    0x1100,  0x1161,  0x11A8,  0x3099,
        0x304B, 0x634,  0x64A,  0x915,  0x93C,   0x94D,  0x958,  ' ',     0x3000,  '\r',    '\n',
        0x2028, 0xFEFF, 0x202E, 0x2000, 0x2126,  0x180B, 0x1820, 0x1F1E8, 0x1F1F3, 0xE0067, 0x1D15E,
        0x115F, 0xF73,  0x378,  0x1F50, 0xFB1D,  0x344,  0x5355,
    };
    char bytes[4];
    uint32_t code = turning[(size_t)rand() % (sizeof(turning) / sizeof(*turning))];

    if (rand() % 4 == 0)
        code = (uint32_t)rand() % 0x110000;
    if (rand() % 16 == 0)
        text_add_char(text, (char)rand());
    if (code < 0xD800 || code > 0xDFFF)
        text_add_bytes(text, bytes, utf8_encode(code, bytes));
}

static void check_any_bytes(const struct text *bytes)
{
    struct text once = TEXT_EMPTY, twice = TEXT_EMPTY, folded = TEXT_EMPTY, wrapped = TEXT_EMPTY;
    size_t at = 0, used, bad_at;
    bool lines = rand() % 2;

    for (; at < bytes->length; at += used) {
        utf8_decode(bytes->at + at, bytes->length - at, &used);
        assert_in_range(used, 1, bytes->length - at);
    }
    for (at = 0; at < bytes->length; at += used) {
        used = utf8_cluster(bytes->at + at, bytes->length - at);
        assert_in_range(used, 1, bytes->length - at);
    }
    utf8_clean(&once, bytes->at, bytes->length, lines);
    assert_true(utf8_is_valid(once.at, once.length, &bad_at));
    assert_int_equal(strlen(once.at), once.length);
    assert_null(lines ? strchr(once.at, '\r') : strchr(once.at, '\n'));
    utf8_clean(&twice, once.at, once.length, lines);
    assert_string_equal(once.at, twice.at);
    utf8_fold(&folded, once.at);
    assert_true(utf8_is_valid(folded.at, folded.length, &bad_at));
    utf8_wrap(once.at, 1 + rand() % 20, collect, &wrapped);
    assert_true(utf8_is_valid(wrapped.at, wrapped.length, &bad_at));
    text_release(&once);
    text_release(&twice);
    text_release(&folded);
    text_release(&wrapped);
}

static void bears_any_bytes(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 20000; seed++) {
        struct text bytes = TEXT_EMPTY;
        srand(seed);
        for (int left = rand() % 40; left > 0; left--)
            if (seed % 4 == 0)
                text_add_char(&bytes, (char)rand());
            else
                add_some_code(&bytes);
        check_any_bytes(&bytes);
        text_release(&bytes);
    }
}

static int use_utf8(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_strictly),
        cmocka_unit_test(encodes_what_it_decodes),
        cmocka_unit_test(finds_the_first_bad_byte),
        cmocka_unit_test(says_of_any_bytes_what_the_decoder_says),
        cmocka_unit_test(finds_clusters),
        cmocka_unit_test(counts_columns_as_curses_does),
        cmocka_unit_test(never_makes_a_character_invisible),
        cmocka_unit_test(pads_and_cuts_to_columns),
        cmocka_unit_test(wraps_lines),
        cmocka_unit_test(cleans_what_comes_from_outside),
        cmocka_unit_test(keeps_invisible_characters_only_where_they_show),
        cmocka_unit_test(folds_forms_and_case),
        cmocka_unit_test(bears_any_bytes),
    };

    return cmocka_run_group_tests_name("utf8", tests, use_utf8, NULL);
}
