/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/material.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void check_form(const char *cell, const char *canonical, bool doubted)
{
    struct arena arena = {0};
    struct text out = TEXT_EMPTY;
    const char *taken;
    size_t count;
    const struct material *materials = material_read(&arena, cell, &count, &taken);

    for (size_t i = 0; i < count; i++) {
        text_add(&out, i ? "|" : "");
        material_write(&out, &materials[i]);
    }
    assert_string_equal(out.at, canonical);
    assert_int_equal(taken != NULL, doubted);
    text_release(&out);
    arena_release(&arena);
}

static void canonical_forms(void **state)
{
    (void)state;
    check_form("", "", false);
    check_form("身份证", "身份证", false);
    check_form("身份证/original", "身份证/original/1", false);
    check_form("身份证/原件/2份|户口簿/复印件//未成年人",
               "身份证/original/2|户口簿/copy/1/未成年人", false);
    check_form("身份证/原件及复印件/１", "身份证/both/1", false);
    check_form("照片//3", "照片//3", false);
    check_form("身份证｜户口簿", "身份证|户口簿", false);
    check_form("申请表/original/1//@本站", "申请表/original/1/@本站", false);
    check_form("身份证/@派出所", "身份证/@派出所", false);
    check_form("低保证/copy/2/低保老人/@街道 民政科", "低保证/copy/2/低保老人/@街道 民政科", false);
    check_form("证明/copy/1/甲\\/@乙", "证明/copy/1/甲\\/@乙", false);
    check_form("证明/original/1/老人/儿童", "证明/original/1/老人\\/儿童", false);
    check_form("就业\\/就读证明/copy/1", "就业\\/就读证明/copy/1", false);
    check_form("甲\\|乙/copy/1/丙\\|丁", "甲\\|乙/copy/1/丙\\|丁", false);
}

static void what_has_another_form_is_a_name_with_a_doubt(void **state)
{
    (void)state;
    check_form("就业/就读证明|身份证/original/1", "就业\\/就读证明|身份证/original/1", true);
    check_form("身份证/original/many", "身份证\\/original\\/many", true);
    check_form("身份证/original/0", "身份证\\/original\\/0", true);
    check_form("/original/1", "\\/original\\/1", true);
}

static void reads_into_fields(void **state)
{
    struct arena arena = {0};
    size_t count;
    const struct material *materials =
        material_read(&arena, "身份证|照片/original/2/首次 办理/@照相馆", &count, NULL);

    (void)state;
    assert_int_equal(count, 2);
    assert_int_equal(materials[0].form, MATERIAL_ANY);
    assert_int_equal(materials[0].count, 1);
    assert_string_equal(materials[0].condition, "");
    assert_string_equal(materials[0].where, "");
    assert_string_equal(materials[1].name, "照片");
    assert_int_equal(materials[1].form, MATERIAL_ORIGINAL);
    assert_int_equal(materials[1].count, 2);
    assert_string_equal(materials[1].condition, "首次 办理");
    assert_string_equal(materials[1].where, "照相馆");
    assert_string_equal(material_form_label(MATERIAL_COPY), "copy");
    assert_string_equal(material_form_label(MATERIAL_ANY), "");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_forms),
        cmocka_unit_test(what_has_another_form_is_a_name_with_a_doubt),
        cmocka_unit_test(reads_into_fields),
    };

    return cmocka_run_group_tests_name("material", tests, NULL, NULL);
}
