/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/rowmarks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Spreads numbers as a hash does (splitmix64). */
static uint64_t hash_of(uint64_t number)
{
    number += UINT64_C(0x9E3779B97F4A7C15);
    number = (number ^ number >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ number >> 27) * UINT64_C(0x94D049BB133111EB);
    return number ^ number >> 31;
}

static void counts_what_says_the_same(void **state)
{
    struct rowmarks *marks = rowmarks_new(10);
    int64_t first_line;

    (void)state;
    assert_int_equal(rowmarks_note(marks, 7, 2, &first_line), 0);
    assert_int_equal(first_line, 2);
    assert_int_equal(rowmarks_note(marks, 8, 3, &first_line), 0);
    assert_int_equal(first_line, 3);
    for (uint32_t earlier = 1; earlier < 100; earlier++) {
        assert_int_equal(rowmarks_note(marks, 7, 10 + earlier, &first_line), earlier);
        assert_int_equal(first_line, 2);
    }
    assert_int_equal(rowmarks_note(marks, 8, 500, &first_line), 1);
    assert_int_equal(first_line, 3);
    rowmarks_free(marks);
}

/* Ten times as many as were told of, each three times. */
static void takes_more_than_were_told_of(void **state)
{
    enum { TOLD = 3000, ROWS = 10 * TOLD };
    struct rowmarks *marks = rowmarks_new(TOLD);
    int64_t first_line;

    (void)state;
    for (uint32_t time = 0; time < 3; time++)
        for (int64_t row = 0; row < ROWS; row++) {
            uint32_t earlier =
                rowmarks_note(marks, hash_of((uint64_t)row), time * ROWS + row + 2, &first_line);
            assert_int_equal(earlier, time);
            assert_int_equal(first_line, row + 2);
        }
    rowmarks_free(marks);
}

/* The high bits say where a row stands, the low ones what is kept of it. */
static void tells_apart_by_either_end(void **state)
{
    struct rowmarks *marks = rowmarks_new(0);
    int64_t first_line;

    (void)state;
    for (int bit = 0; bit < 36; bit++)
        assert_int_equal(rowmarks_note(marks, UINT64_C(1) << bit, bit + 1, &first_line), 0);
    for (int bit = 0; bit < 36; bit++) {
        assert_int_equal(rowmarks_note(marks, UINT64_C(1) << bit, 100, &first_line), 1);
        assert_int_equal(first_line, bit + 1);
    }
    rowmarks_free(marks);
}

static void keeps_to_lines_beyond_its_bits(void **state)
{
    struct rowmarks *marks = rowmarks_new(0);
    int64_t first_line, most = (INT64_C(1) << 28) - 1;

    (void)state;
    assert_int_equal(rowmarks_note(marks, 1, most + 5, &first_line), 0);
    assert_int_equal(first_line, most + 5);
    assert_int_equal(rowmarks_note(marks, 1, most + 9, &first_line), 1);
    assert_int_equal(first_line, most);
    rowmarks_free(marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_what_says_the_same),
        cmocka_unit_test(takes_more_than_were_told_of),
        cmocka_unit_test(tells_apart_by_either_end),
        cmocka_unit_test(keeps_to_lines_beyond_its_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
