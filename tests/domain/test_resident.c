/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_says_who_left),
    };

    return cmocka_run_group_tests_name("resident", tests, NULL, NULL);
}
