/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/ident.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum { ROUNDS = 2000 };
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The same bits in every run, spread over all 40. */
static uint64_t next_bits(void)
{
    static uint64_t state = 88172645463325252u;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void hex_goes_round(void **state)
{
    uint8_t bytes[] = {0x00, 0x0f, 0xf0, 0xa5, 0xff}, read[sizeof(bytes)];
    char text[2 * sizeof(bytes) + 1];

    (void)state;
    ident_hex(bytes, sizeof(bytes), text);
    assert_string_equal(text, "000ff0a5ff");
    assert_true(ident_unhex(text, read, sizeof(read)));
    assert_memory_equal(bytes, read, sizeof(bytes));
    assert_false(ident_unhex("000ff0a5f", read, sizeof(read)));
    assert_false(ident_unhex("000ff0a5ff0", read, sizeof(read)));
    assert_false(ident_unhex("000ff0a5fg", read, sizeof(read)));
    assert_false(ident_unhex("000FF0A5FF", read, sizeof(read))); /* one form for one id */
    assert_false(ident_unhex(NULL, read, sizeof(read)));
    assert_true(ident_unhex("", read, 0));
}

static void codes_are_read_as_people_write_them(void **state)
{
    char code[IDENT_CODE], read[IDENT_CODE];

    (void)state;
    ident_code(0, code);
    assert_string_equal(code, "000000000");
    ident_code(UINT64_MAX, code);
    assert_int_equal(strlen(code), 9);
    assert_memory_equal(code, "ZZZZZZZZ", 8);
    ident_code(1, code);
    assert_string_equal(code, "000000018"); /* weight 8 */
    assert_true(ident_code_read("OooOOOOl8", read));
    assert_string_equal(read, "000000018");
    assert_true(ident_code_read("0000000I8", read));
    assert_false(ident_code_read("000000018 ", read));
    assert_false(ident_code_read("00000018", read));
    assert_false(ident_code_read("", read));
    assert_false(ident_code_read("U00000018", read)); /* not in the alphabet */
    assert_false(ident_code_read("中中中", read));    /* nine bytes */
    for (int i = 0; i < ROUNDS; i++) {
        char lower[IDENT_CODE] = "";
        ident_code(next_bits(), code);
        assert_true(ident_code_read(code, read));
        assert_string_equal(read, code);
        for (int j = 0; j < 9; j++)
            lower[j] = code[j] >= 'A' ? (char)(code[j] + 32) : code[j];
        assert_true(ident_code_read(lower, read));
        assert_string_equal(read, code);
    }
}

/* What modulo 31 cannot tell apart: the characters of value 0 and 31. */
static bool is_hidden(char a, char b)
{
    return (a == '0' && b == 'Z') || (a == 'Z' && b == '0');
}

static void one_wrong_character_is_noticed(void **state)
{
    char code[IDENT_CODE], read[IDENT_CODE];

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        ident_code(next_bits(), code);
        for (int at = 0; at < 9; at++)
            for (const char *other = alphabet; *other; other++) {
                char was = code[at];
                if (*other == was)
                    continue;
                code[at] = *other;
                bool taken = ident_code_read(code, read);
                if (taken != (at < 8 && is_hidden(was, *other)))
                    fail_msg("%s with %c for %c at %d", code, *other, was, at);
                code[at] = was;
            }
    }
}

static void swapped_neighbours_are_noticed(void **state)
{
    char code[IDENT_CODE], read[IDENT_CODE];

    (void)state;
    for (int i = 0; i < ROUNDS * 10; i++) {
        ident_code(next_bits(), code);
        for (int at = 0; at < 8; at++) {
            char first = code[at], second = code[at + 1];
            if (first == second)
                continue;
            code[at] = second;
            code[at + 1] = first;
            bool taken = ident_code_read(code, read);
            if (taken != (at < 7 && is_hidden(first, second)))
                fail_msg("%s with %c and %c swapped", code, first, second);
            code[at] = first;
            code[at + 1] = second;
        }
    }
}

static void case_numbers(void **state)
{
    int32_t day = clock_day_from(2026, 11, 21);
    char number[IDENT_NUMBER], read[IDENT_CODE];

    (void)state;
    ident_case_number("310115007001", day, 1, number);
    assert_string_equal(number, "007001-261121-000000018");
    assert_string_equal(ident_query_code(number), "000000018");
    assert_true(ident_code_read(ident_query_code(number), read));
    ident_case_number("310115007", day, 1, number); /* a street centre */
    assert_string_equal(number, "115007-261121-000000018");
    ident_case_number("310115-mzj", day, 1, number);
    assert_string_equal(number, "310115-261121-000000018");
    ident_case_number("31", day, UINT64_MAX, number);
    assert_int_equal(strlen(number), 2 + 1 + 6 + 1 + 9);
    assert_null(ident_query_code("000000018"));
    assert_null(ident_query_code("007001-261121-00000001"));
    assert_null(ident_query_code(""));
}

static void card_numbers(void **state)
{
    static const char *const good[] = {"11010519491231002X", "11010519491231002x",
                                       "440524188001010014", "110105491231002"};
    static const char *const bad[] = {"",
                                      "110105194912310021",
                                      "1101051949123100X2",
                                      "11010519491231002",
                                      "11010519491231002XX",
                                      "11010549123100A",
                                      "1101054912310020",
                                      "１１０１０５",
                                      "11010519491231002-"};

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
        assert_true(ident_card_is_valid(good[i]));
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_false(ident_card_is_valid(bad[i]));
}

/* ISO 7064 MOD 11-2 notices each of these. */
static void wrong_card_numbers_are_noticed(void **state)
{
    static const char *const numbers[] = {"11010519491231002X", "440524188001010014"};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int at = 0; at < 18; at++) {
            char card[19];
            memcpy(card, numbers[i], sizeof(card));
            for (char other = '0'; other <= '9'; other++) {
                card[at] = other;
                assert_int_equal(ident_card_is_valid(card), other == numbers[i][at]);
            }
            memcpy(card, numbers[i], sizeof(card));
            if (at == 17 || card[at] == card[at + 1])
                continue;
            card[at] = numbers[i][at + 1];
            card[at + 1] = numbers[i][at];
            assert_false(ident_card_is_valid(card));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hex_goes_round),
        cmocka_unit_test(codes_are_read_as_people_write_them),
        cmocka_unit_test(one_wrong_character_is_noticed),
        cmocka_unit_test(swapped_neighbours_are_noticed),
        cmocka_unit_test(case_numbers),
        cmocka_unit_test(card_numbers),
        cmocka_unit_test(wrong_card_numbers_are_noticed),
    };

    return cmocka_run_group_tests_name("ident", tests, NULL, NULL);
}
