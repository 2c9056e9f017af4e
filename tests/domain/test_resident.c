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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_says_who_left),
        cmocka_unit_test(a_joined_record_stands_for_whom_it_was_joined_into),
    };

    return cmocka_run_group_tests_name("resident", tests, NULL, NULL);
}
