/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void a_tag_says_who_left(void **state)
{
    struct arena arena = {0};

    (void)state;
    assert_null(resident_former(&arena, ""));
    assert_null(resident_former(&arena, "高龄;独居;人户分离"));
    assert_string_equal(resident_former(&arena, "高龄;2024年已迁出"), "2024年已迁出");
    assert_string_equal(resident_former(&arena, "已故;高龄"), "已故");
    assert_string_equal(resident_former(&arena, "former"), "former");
    arena_release(&arena);
}

/* The context: pairs of an id and what it was joined into. */
static const char *joined_in(void *context, const char *id)
{
    const char *const *links = context;

    for (; *links; links += 2)
        if (strcmp(links[0], id) == 0)
            return links[1];
    return NULL;
}

static void expect_who(const char *const *links, const char *id, const char *who)
{
    struct arena arena = {0};

    assert_string_equal(resident_who(&arena, id, joined_in, (void *)(uintptr_t)links), who);
    arena_release(&arena);
}

static void a_joined_record_stands_for_whom_it_was_joined_into(void **state)
{
    static const char *const alone[] = {"A", "", NULL};
    static const char *const chain[] = {"A", "B", "B", "C", "C", "", NULL};
    static const char *const away[] = {"A", "B", "B", "Z", NULL};
    /* two stations joined them both ways at the same time, and a third one into them */
    static const char *const circle[] = {"D", "C", "C", "B", "B", "E", "E", "C", NULL};

    (void)state;
    expect_who(alone, "A", "A");
    expect_who(chain, "A", "C");
    expect_who(chain, "C", "C");
    expect_who(away, "A", "B");
    expect_who(away, "B", "B");
    expect_who(circle, "C", "B");
    expect_who(circle, "B", "B");
    expect_who(circle, "E", "B");
    expect_who(circle, "D", "B");
}

static void a_number_is_the_same_on_both_kinds_of_card(void **state)
{
    char out[RESIDENT_CARD_ROOM];

    (void)state;
    assert_string_equal(resident_card("310115 19480517-022x", out), "31011519480517022X");
    assert_string_equal(resident_card("无", out), "");
    assert_string_equal(resident_card("0", out), "");
    assert_string_equal(resident_card_other("310115480517022", out), "310115194805170228");
    assert_string_equal(resident_card_other("310115194805170228", out), "310115480517022");
    assert_string_equal(resident_card_other("310115200405170228", out), "");
    assert_true(resident_is_same_card("310115480517022", "310115194805170228"));
    assert_true(resident_is_same_card("310115194805170228", "310115480517022"));
    assert_false(resident_is_same_card("310115480517022", "310115194805170236"));
    assert_false(resident_is_same_card("无", "无"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_says_who_left),
        cmocka_unit_test(a_number_is_the_same_on_both_kinds_of_card),
        cmocka_unit_test(a_joined_record_stands_for_whom_it_was_joined_into),
    };

    return cmocka_run_group_tests_name("resident", tests, NULL, NULL);
}
