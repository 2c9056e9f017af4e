/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/nodecode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void codes_are_cut_to_their_level(void **state)
{
    static const struct {
        const char *given, *code, *word;
    } codes[] = {
        {"310000000000", "31", "province"},
        {"31", "31", "province"},
        {"310100000000", "3101", "city"},
        {"310115000000", "310115", "district"},
        {"310115", "310115", "district"},
        {"310115007000", "310115007", "street"},
        {"310115007", "310115007", "street"},
        {"310115007001", "310115007001", "station"},
        {"310115100000", "310115100", "street"},
        {"310115000000-MZJ", "310115-mzj", "department"},
        {"310115007-slzx", "310115007-slzx", "department"},
        {"310115007001-g03", "310115007001-G03", "grid"},
    };
    char out[NODECODE_ROOM];

    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        assert_string_equal(nodecode_word(nodecode_read(codes[i].given, out)), codes[i].word);
        assert_string_equal(out, codes[i].code);
    }
}

static void other_shapes_are_no_codes(void **state)
{
    static const char *const texts[] = {
        "",
        "3",
        "310",
        "31011",
        "3101150070011",
        "31011500x",
        "-mzj",
        "310115-",
        "31-mzj",
        "310115007001-mzj",
        "000000",
        "310115007001-G3",
        "310115007001-G003",
        "310115-a b",
        "310115-aaaaaaaaaaaaaaaaa",
        "3.10115E+11",
    };
    char out[NODECODE_ROOM];

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_int_equal(nodecode_read(texts[i], out), NODECODE_NONE);
        assert_string_equal(out, "");
    }
}

static void a_parent_is_a_prefix(void **state)
{
    (void)state;
    assert_true(nodecode_is_within("310115007001", "310115007"));
    assert_true(nodecode_is_within("310115007001-G03", "310115007001"));
    assert_true(nodecode_is_within("310115-mzj", "310115"));
    assert_true(nodecode_is_within("310115-mzj", "310115-mzj"));
    assert_false(nodecode_is_within("310115-mzj2", "310115-mzj"));
    assert_false(nodecode_is_within("310115007", "310115007001"));
    assert_false(nodecode_is_within("310116007", "310115"));
}

static void words_name_levels(void **state)
{
    (void)state;
    assert_int_equal(nodecode_level_from("street"), NODECODE_STREET);
    assert_int_equal(nodecode_level_from(""), NODECODE_NONE);
    assert_int_equal(nodecode_level_from("hamlet"), NODECODE_NONE);
    assert_non_null(strstr(nodecode_shape(NODECODE_STREET), "9 digits"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_cut_to_their_level),
        cmocka_unit_test(other_shapes_are_no_codes),
        cmocka_unit_test(a_parent_is_a_prefix),
        cmocka_unit_test(words_name_levels),
    };

    return cmocka_run_group_tests_name("nodecode", tests, NULL, NULL);
}
