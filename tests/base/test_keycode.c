/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/keycode.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define NODE "310115007001"
enum { KEYS = 200, GROUPS = 6, GROUP = 9, CODE = KEYCODE - 1 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static struct error error;
static uint8_t key[CRYPTO_PUBLIC], read_back[CRYPTO_PUBLIC];
static char code[KEYCODE];

static int start(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(key); i++)
        key[i] = (uint8_t)(7 * i + 3);
    keycode_write(key, NODE, code);
    return 0;
}

static void check_reads(const char *text)
{
    memset(read_back, 0, sizeof(read_back));
    if (keycode_read(text, NODE, read_back, &error) != STATUS_OK)
        fail_msg("\"%s\": %s", text, error.message);
    assert_memory_equal(read_back, key, sizeof(key));
}

static void check_refused(const char *text, const char *node, const char *part)
{
    assert_int_equal(keycode_read(text, node, read_back, &error), STATUS_INVALID);
    if (!strstr(error.message, part))
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
}

static void a_code_never_changes(void **state)
{
    (void)state;
    assert_string_equal(code, "0C51260Z4-RPK8ET295-85EQK5DHS-QN0C8HYB9-V95BPAWW1-HYETQE0ZZ");
    assert_int_equal(strlen(code), CODE);
}

static void every_key_comes_back(void **state)
{
    uint8_t random[CRYPTO_PUBLIC];
    char text[KEYCODE];

    (void)state;
    for (int i = 0; i < KEYS; i++) {
        memset(random, i ? 0 : 0xFF, sizeof(random));
        if (i > 1)
            crypto_random(random, sizeof(random));
        keycode_write(random, "hub", text);
        assert_int_equal(keycode_read(text, "hub", read_back, &error), STATUS_OK);
        assert_memory_equal(read_back, random, sizeof(random));
    }
}

static void it_is_read_as_people_type(void **state)
{
    struct text typed = TEXT_EMPTY;

    (void)state;
    check_reads(code);
    for (const char *at = code; *at; at++) /* in small letters, the likes of 0 and 1 as letters */
        text_add_char(&typed, *at == '0'   ? 'o'
                              : *at == '1' ? 'l'
                              : *at == '-' ? ' '
                                           : (char)(*at >= 'A' ? *at - 'A' + 'a' : *at));
    check_reads(typed.at);
    text_clear(&typed);
    for (const char *at = code; *at; at++) /* without gaps, I for 1 */
        if (*at != '-')
            text_add_char(&typed, *at == '1' ? 'I' : *at == '0' ? 'O' : *at);
    check_reads(typed.at);
    text_clear(&typed);
    for (const char *at = code; *at; at++) { /* full-width, as an input method has it */
        char wide[4] = {'\xEF', (char)(*at >= '`' ? 0xBD : 0xBC), (char)(*at - 0x20 + 0x80), 0};
        text_add(&typed, *at == '-' ? "　" : wide);
    }
    check_reads(typed.at);
    text_clear(&typed);
    for (const char *at = code; *at; at++) /* threes, on lines of their own */
        if (*at != '-')
            text_addf(&typed, "%c%s", *at, (at - code) % 10 % 3 == 2 ? " \n" : "");
    check_reads(typed.at);
    text_release(&typed);
}

/* That the code is refused; true if the sentence names the group, which then must be that of the
 * character at i. */
static bool names_group(const char *typed, int i)
{
    char expected[32];

    check_refused(typed, NODE, "the code does not fit node " NODE);
    snprintf(expected, sizeof(expected), "group %d (%.9s)", i / 10 + 1, typed + i / 10 * 10);
    if (!strstr(error.message, "looks mistyped"))
        return false;
    if (!strstr(error.message, expected))
        fail_msg("\"%s\" is not in \"%s\"", expected, error.message);
    return true;
}

static void a_wrong_character_is_found_in_its_group(void **state)
{
    char typed[KEYCODE];
    int tried = 0, told = 0;

    (void)state;
    for (int i = 0; i < CODE; i++)
        for (const char *other = alphabet; code[i] != '-' && *other; other++) {
            if (*other == code[i])
                continue;
            memcpy(typed, code, sizeof(typed));
            typed[i] = *other;
            told += names_group(typed, i);
            tried++;
        }
    assert_int_equal(tried, GROUPS * GROUP * 31);
    assert_true(told > tried * 98 / 100);
}

static void swapped_neighbours_are_found(void **state)
{
    char typed[KEYCODE];
    int tried = 0, told = 0;

    (void)state;
    for (int i = 0; i + 1 < CODE; i++) {
        int next = code[i + 1] == '-' ? i + 2 : i + 1;
        if (code[i] == '-' || code[i] == code[next])
            continue;
        memcpy(typed, code, sizeof(typed));
        typed[i] = code[next];
        typed[next] = code[i];
        told += names_group(typed, i);
        tried++;
    }
    assert_true(tried > 40 && told > tried * 3 / 4);
}

static void another_node_is_refused(void **state)
{
    char node[16];
    int passed = 0;

    (void)state;
    check_refused(code, "310115007002", "does not fit node 310115007002");
    for (int i = 0; i < KEYS; i++) {
        snprintf(node, sizeof(node), "31011500%04d", 8000 + i);
        passed += keycode_read(code, node, read_back, &error) == STATUS_OK;
    }
    assert_int_equal(passed, 0);
    /* the node's letters may be typed in either case */
    keycode_write(key, "310115007-cg", code);
    assert_int_equal(keycode_read(code, "310115007-CG", read_back, &error), STATUS_OK);
}

static void what_is_no_code_is_refused(void **state)
{
    struct text typed = TEXT_EMPTY;

    (void)state;
    check_refused("", NODE, "the code has 0 characters");
    text_add(&typed, code);
    text_splice(&typed, 23, 1, "", 0);
    check_refused(typed.at, NODE, "group 3 of the code has 8 characters");
    text_splice(&typed, 23, 0, "77", 2);
    check_refused(typed.at, NODE, "group 3 of the code has 10 characters");
    text_clear(&typed);
    text_add(&typed, code);
    text_splice(&typed, 41, 1, "U", 1);
    check_refused(typed.at, NODE, "\"U\" in group 5");
    text_splice(&typed, 40, 2, "家", 3);
    check_refused(typed.at, NODE, "\"家\" in group 5");
    text_clear(&typed);
    for (int i = 0; i < 40; i++)
        text_addf(&typed, "%s ", code);
    check_refused(typed.at, NODE, "the code has 2160 characters");
    text_release(&typed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_code_never_changes, start),
        cmocka_unit_test_setup(every_key_comes_back, start),
        cmocka_unit_test_setup(it_is_read_as_people_type, start),
        cmocka_unit_test_setup(a_wrong_character_is_found_in_its_group, start),
        cmocka_unit_test_setup(swapped_neighbours_are_found, start),
        cmocka_unit_test_setup(another_node_is_refused, start),
        cmocka_unit_test_setup(what_is_no_code_is_refused, start),
    };

    return cmocka_run_group_tests_name("keycode", tests, NULL, NULL);
}
