/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void splits_at_unescaped_separators(void **state)
{
    struct arena arena = {0};
    size_t count;

    (void)state;
    const char **parts = parts_split(&arena, " 医疗本 ;;本子；a\\;b\\\\;c", PARTS_LIST, &count);
    assert_int_equal(count, 4);
    assert_string_equal(parts[0], "医疗本");
    assert_string_equal(parts[1], "本子");
    assert_string_equal(parts[2], "a;b\\");
    assert_string_equal(parts[3], "c");
    assert_null(parts_split(&arena, "", PARTS_LIST, &count));
    assert_int_equal(count, 0);
    assert_null(parts_split(&arena, NULL, PARTS_LIST, &count));
    arena_release(&arena);
}

static void empty_parts_are_told_apart_by_next(void **state)
{
    const char *rest = "a;;b;", *part;
    size_t length, seen = 0, lengths[4] = {9, 9, 9, 9};

    (void)state;
    while (parts_next(&rest, PARTS_LIST, &part, &length))
        lengths[seen++] = length;
    assert_int_equal(seen, 3);
    assert_int_equal(lengths[0], 1);
    assert_int_equal(lengths[1], 0);
    assert_int_equal(lengths[2], 1);
}

static void a_backslash_elsewhere_is_a_backslash(void **state)
{
    struct arena arena = {0};
    size_t count;

    (void)state;
    const char **parts = parts_split(&arena, "C:\\dir;x\\", PARTS_LIST, &count);
    assert_int_equal(count, 2);
    assert_string_equal(parts[0], "C:\\dir");
    assert_string_equal(parts[1], "x\\");
    arena_release(&arena);
}

static void what_is_escaped_comes_back(void **state)
{
    static const char *const texts[] = {"plain", "a;b", "a\\", "\\;", "；全角", "a\\;b；\\\\c"};
    struct arena arena = {0};
    struct text joined = TEXT_EMPTY;
    size_t count;

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        text_add(&joined, i ? ";" : "");
        parts_escape(&joined, texts[i], PARTS_LIST);
    }
    const char **parts = parts_split(&arena, joined.at, PARTS_LIST, &count);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(parts[i], texts[i]);
    text_release(&joined);
    arena_release(&arena);
}

static void each_stands_in_a_list_once(void **state)
{
    static const char twice[] = "b; a;b；c;;a\\;b", once[] = "b;a\\;b";
    struct arena arena = {0};

    (void)state;
    assert_string_equal(parts_once(&arena, twice), "b;a;c;a\\;b");
    assert_ptr_equal(parts_once(&arena, once), once);
    assert_string_equal(parts_once(&arena, ""), "");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_at_unescaped_separators),
        cmocka_unit_test(empty_parts_are_told_apart_by_next),
        cmocka_unit_test(a_backslash_elsewhere_is_a_backslash),
        cmocka_unit_test(what_is_escaped_comes_back),
        cmocka_unit_test(each_stands_in_a_list_once),
    };

    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
