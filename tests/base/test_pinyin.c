/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/pinyin.h"

#include "shouwen/base/pinyin_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static uint32_t bit_of(char letter)
{
    return 1U << (letter - 'a');
}

static void assert_syllable(const char *syllable)
{
    size_t letters = strspn(syllable, "abcdefghijklmnopqrstuvwxyz");

    assert_in_range(letters, 1, 6);
    assert_in_range(syllable[letters], '1', '5');
    assert_int_equal(syllable[letters + 1], '\0');
}

static void every_reading_is_one(void **state)
{
    int read_count = 0;

    (void)state;
    for (uint32_t code = 0; code <= 0x110000; code++) {
        const char *syllable = pinyin_syllable(code);
        assert_int_equal(pinyin_letters(code) >> 26, 0);
        if (*syllable) {
            assert_syllable(syllable);
            assert_int_not_equal(pinyin_letters(code) & bit_of(*syllable), 0);
            read_count++;
        }
    }
    assert_in_range(read_count, 44000, 75000);
}

static void simplified_forms_are_simplified(void **state)
{
    int simplified_count = 0;

    (void)state;
    for (uint32_t code = 0; code <= 0x110000; code++) {
        uint32_t form = pinyin_simplified(code);
        assert_int_equal(pinyin_simplified(form), form);
        /* Whoever types the letters of one form finds the other. */
        assert_int_equal(pinyin_letters(form) & ~pinyin_letters(code), 0);
        simplified_count += form != code;
    }
    assert_in_range(simplified_count, 2500, 4000);
    assert_int_equal(pinyin_simplified(0x55AE), 0x5355); /* 單 */
    assert_int_equal(pinyin_simplified(0x4E7E), 0x4E7E); /* 乾 */
}

static void surnames_are_all_found(void **state)
{
    const char *read[2];

    (void)state;
    assert_in_range(pinyin_surname_count, 50, 500);
    for (size_t i = 0; i < pinyin_surname_count; i++) {
        const struct pinyin_surname *surname = &pinyin_surnames[i];
        size_t length = surname->codes[1] ? 2 : 1;
        assert_int_equal(pinyin_surname(surname->codes, length, read), length);
        for (size_t at = 0; at < length; at++) {
            assert_string_equal(read[at], pinyin_syllables[surname->syllables[at]]);
            assert_syllable(read[at]);
            assert_int_not_equal(pinyin_letters(surname->codes[at]) & bit_of(*read[at]), 0);
            assert_int_equal(pinyin_simplified(surname->codes[at]), surname->codes[at]);
        }
    }
}

static void the_longer_surname_is_meant(void **state)
{
    static const uint32_t shan[] = {0x5355, 0x96C4}; /* 单雄 */
    static const uint32_t chanyu[] = {0x5355, 0x4E8E};
    static const uint32_t chanyu_only[] = {0x5355};
    static const uint32_t wang[] = {0x738B};
    const char *read[2];

    (void)state;
    assert_int_equal(pinyin_surname(shan, 2, read), 1);
    assert_string_equal(read[0], "shan4");
    assert_int_equal(pinyin_surname(chanyu, 2, read), 2);
    assert_string_equal(read[0], "chan2");
    assert_string_equal(read[1], "yu2");
    assert_int_equal(pinyin_surname(chanyu_only, 1, read), 1);
    assert_int_equal(pinyin_surname(wang, 1, read), 0);
    assert_int_equal(pinyin_surname(wang, 0, read), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reading_is_one),
        cmocka_unit_test(simplified_forms_are_simplified),
        cmocka_unit_test(surnames_are_all_found),
        cmocka_unit_test(the_longer_surname_is_meant),
    };

    return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
