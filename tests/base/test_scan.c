/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/json.h"
#include "shouwen/base/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct scan begin(const char *bytes)
{
    struct scan scan;

    assert_true(scan_begin(&scan, bytes, strlen(bytes)));
    return scan;
}

static void takes_what_it_names(void **state)
{
    struct arena arena = {0};
    struct scan scan = begin("{\"a\":-12,\"b\":\"周 美芳\"}");
    const char *text = NULL;
    int64_t number = 0;

    (void)state;
    assert_false(scan_take(&scan, "{\"b\":"));
    assert_true(scan_take(&scan, "{\"a\":"));
    assert_false(scan_text(&scan, &arena, &text));
    assert_true(scan_integer(&scan, &number));
    assert_int_equal(number, -12);
    assert_true(scan_take(&scan, ",\"b\":"));
    assert_false(scan_integer(&scan, &number));
    assert_true(scan_text(&scan, &arena, &text));
    assert_string_equal(text, "周 美芳");
    assert_false(scan_is_done(&scan));
    assert_true(scan_take(&scan, "}"));
    assert_true(scan_is_done(&scan));
    assert_false(scan_take(&scan, "}"));
    assert_false(scan_text(&scan, &arena, &text));
    assert_false(scan_integer(&scan, &number));
    arena_release(&arena);
}

static void leaves_other_forms_alone(void **state)
{
    static const char *const texts[] = {"",         "a",           "\"",       "\"a",
                                        "\"a\\n\"", "\"\\u00e9\"", "\"a\nb\"", "\"a\\\"b\"",
                                        " \"a\"",   "null"};
    static const char *const numbers[] = {"",    "-",   "01",   "-0",  "1.5",
                                          "1e3", "+1",  " 1",   "0x1", "1234567890123456789",
                                          "--1", "12a", "true", "-01"};
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct scan scan = begin(texts[i]);
        const char *text;
        assert_false(scan_text(&scan, &arena, &text));
        assert_ptr_equal(scan.at, texts[i]);
    }
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        struct scan scan = begin(numbers[i]);
        int64_t number;
        assert_false(scan_integer(&scan, &number));
        assert_ptr_equal(scan.at, numbers[i]);
    }
    struct scan scan;
    assert_false(scan_begin(&scan, "\"\xff\"", 3));
    assert_false(scan_begin(&scan, "\"\xed\xa0\x80\"", 5));
    arena_release(&arena);
}

/* Of random bytes, whatever is taken is what the strict reader makes of it. */
static void agrees_with_the_strict_reader(void **state)
{
    static const char signs[] = "\"\"\"0012-9,.eE\\nu ]}{a\xe5\x91\xa8\x7f\x01";
    struct arena arena = {0};
    uint32_t random = 20261121;
    int taken = 0;

    (void)state;
    for (int round = 0; round < 200000; round++) {
        char bytes[8];
        const char *text;
        int64_t number, strict;
        size_t length = round % 7 + 1;
        struct scan scan;
        struct json *value;
        struct error error;
        for (size_t i = 0; i < length; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = signs[(random >> 16) % (sizeof(signs) - 1)];
        }
        if (!scan_begin(&scan, bytes, length))
            continue;
        bool is_text = scan_text(&scan, &arena, &text);
        if ((!is_text && !scan_integer(&scan, &number)) || !scan_is_done(&scan))
            continue;
        taken++;
        assert_int_equal(json_read(bytes, length, 0, &value, &error), STATUS_OK);
        if (is_text)
            assert_string_equal(json_text(value), text);
        else
            assert_true(json_integer_of(value, &strict) && strict == number);
        json_release(value);
        arena_reset(&arena);
    }
    assert_true(taken > 1000);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_it_names),
        cmocka_unit_test(leaves_other_forms_alone),
        cmocka_unit_test(agrees_with_the_strict_reader),
    };

    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
