/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void each_form_has_one_canonical_form(void **state)
{
    static const char *const forms[][2] = {
        {"7w", "7w"},
        {"7个工作日", "7w"},
        {"7 个工作日", "7w"},
        {"７工作日内", "7w"},
        {"20d", "20d"},
        {"20日", "20d"},
        {"20天", "20d"},
        {"20个自然日", "20d"},
        {"4h", "4h"},
        {"4小时", "4h"},
        {"4H", "4h"},
        {"spot", "spot"},
        {"即办", "spot"},
        {" 当场 ", "spot"},
        {"none", "none"},
        {"无", "none"},
        {"0w", "0w"},
        {"20d/5w", "20d/5w"},
        {"20日/即办", "20d/spot"},
        {"15个工作日／3个工作日", "15w/3w"},
        {"none/7w", "none/7w"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct text out = TEXT_EMPTY;
        struct limit_pair pair;
        assert_true(limit_pair_parse(forms[i][0], &pair));
        limit_pair_write(&out, &pair);
        assert_string_equal(out.at, forms[i][1]);
        text_release(&out);
    }
}

static void a_pair_keeps_its_sides_apart(void **state)
{
    struct limit_pair pair;

    (void)state;
    assert_true(limit_pair_parse("20d/5w", &pair));
    assert_true(pair.has_statutory);
    assert_int_equal(pair.statutory.unit, LIMIT_NATURAL);
    assert_int_equal(pair.statutory.count, 20);
    assert_int_equal(pair.promised.unit, LIMIT_WORKING);
    assert_int_equal(pair.promised.count, 5);
    assert_true(limit_pair_parse("4h", &pair));
    assert_false(pair.has_statutory);
    assert_int_equal(pair.statutory.unit, LIMIT_HOURS);
}

static void other_texts_are_refused(void **state)
{
    static const char *const texts[] = {
        "",      "7",   "w",     "7x",
        "spot7", "-3w", "3651w", "99999999999w",
        "/",     "7w/", "/7w",   "7w/8w/9w",
        "3个月", "无7", "内",    "a text that is far too long to be any limit at all/7w"};
    struct limit_pair pair = {.promised = {99, LIMIT_HOURS}};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_false(limit_pair_parse(texts[i], &pair));
    assert_false(limit_pair_parse(NULL, &pair));
    assert_int_equal(pair.promised.count, 99);
}

static void says_itself_in_words(void **state)
{
    struct text out = TEXT_EMPTY;

    (void)state;
    limit_say(&out, (struct limit){1, LIMIT_WORKING});
    text_add(&out, ", ");
    limit_say(&out, (struct limit){7, LIMIT_WORKING});
    text_add(&out, ", ");
    limit_say(&out, (struct limit){20, LIMIT_NATURAL});
    text_add(&out, ", ");
    limit_say(&out, (struct limit){4, LIMIT_HOURS});
    text_add(&out, ", ");
    limit_say(&out, (struct limit){0, LIMIT_SPOT});
    text_add(&out, ", ");
    limit_say(&out, (struct limit){0, LIMIT_NONE});
    assert_string_equal(out.at, "1 working day, 7 working days, 20 natural days, 4 hours, "
                                "on the spot, no limit");
    text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_has_one_canonical_form),
        cmocka_unit_test(a_pair_keeps_its_sides_apart),
        cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(says_itself_in_words),
    };

    return cmocka_run_group_tests_name("limit", tests, NULL, NULL);
}
