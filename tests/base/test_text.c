/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void grows_and_keeps_its_end(void **state)
{
    struct text text = TEXT_EMPTY;

    (void)state;
    assert_string_equal(text.at, "");
    for (int i = 0; i < 1000; i++)
        text_addf(&text, "%03d", i);
    assert_int_equal(text.length, 3000);
    assert_memory_equal(text.at + 2997, "999", 4);
    text_release(&text);
    assert_string_equal(text.at, "");
}

static void splices_anywhere(void **state)
{
    struct text text = TEXT_EMPTY;

    (void)state;
    text_splice(&text, 0, 0, "ad", 2);
    text_splice(&text, 1, 0, "bc", 2);
    assert_string_equal(text.at, "abcd");
    text_splice(&text, 1, 2, "X", 1);
    assert_string_equal(text.at, "aXd");
    text_splice(&text, 2, 99, NULL, 0);
    assert_string_equal(text.at, "aX");
    text_release(&text);
}

static void reads_whole_numbers_only(void **state)
{
    long value = 7;

    (void)state;
    assert_false(text_to_long("", 0, 9, &value));
    assert_false(text_to_long("5x", 0, 9, &value));
    assert_false(text_to_long(" 5", 0, 9, &value));
    assert_false(text_to_long("10", 0, 9, &value));
    assert_int_equal(value, 7);
    assert_true(text_to_long("08", 0, 9, &value));
    assert_int_equal(value, 8);
}

static void counts_what_differs(void **state)
{
    (void)state;
    assert_int_equal(text_distance("", ""), 0);
    assert_int_equal(text_distance("", "abc"), 3);
    assert_int_equal(text_distance("abc", ""), 3);
    assert_int_equal(text_distance("colour", "color"), 1);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("ab", "ba"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_and_keeps_its_end),
        cmocka_unit_test(splices_anywhere),
        cmocka_unit_test(reads_whole_numbers_only),
        cmocka_unit_test(counts_what_differs),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
