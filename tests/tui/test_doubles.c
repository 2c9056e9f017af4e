/* SPDX-License-Identifier: MIT */
/* Residents who may be one, as an import brought them: joined, said to be two, taken back, and
 * parted on their own page. */
#include "config.h"

#include "lists.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", "LC_ALL=C.UTF-8", NULL};

static const char people[] =
    "id,name,sex,birth_on,phone,door,grid,tags\n"
    "RDPP00001,贾桂英,女,1948-03-02,13911110001,9-102,310115007001-G03,\n"
    "RDPP00002,贾 桂英,女,1948-03-02,13911110001,9-101,310115007001-G03,独居\n"
    "RDPP00003,甄小明,男,1970-01-01,13911110004,9-104,310115007001-G03,\n"
    "RDPP00004,甄小明,男,1970-01-01,13911110005,9-104,310115007001-G03,\n";

static void bring_people(struct pty *pty)
{
    pty_expect(pty, "什么事");
    lists_open(pty, "residents.csv");
    pty_expect(pty, "清单 居民");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "4 行:新增 4");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "5/6");
    pty_keys(pty, "<Enter>1");
    pty_expect(pty, "导入完毕");
    pty_expect(pty, "2 可能重复");
    pty_keys(pty, "2");
    pty_expect(pty, "可能是同一人 2 对");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "导入完毕");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
}

static const char *joined_into(const char *id)
{
    return lists_value(RECORD_RESIDENTS, id, RECORD_RESIDENTS_JOINED);
}

static void judge(struct pty *pty)
{
    pty_keys(pty, "<F6>4");
    pty_expect(pty, "7 可能重复");
    pty_keys(pty, "7");
    pty_expect(pty, "可能是同一人 2 对");
    /* whose record says more stands at the left */
    pty_expect(pty, "9-101                        != 9-102");
    pty_keys(pty, "4");
    pty_expect(pty, "9-102                        != 9-101");
    pty_keys(pty, "41");
    pty_expect(pty, "贾 桂英:已合并,两条都算 RDPP00002");
    assert_string_equal(joined_into("RDPP00001"), "RDPP00002");
    pty_keys(pty, "3");
    pty_expect(pty, "可能是同一人 2 对");
    assert_string_equal(joined_into("RDPP00001"), "");
    pty_keys(pty, "1");
    pty_expect(pty, "可能是同一人 1 对");
    pty_keys(pty, "2");
    pty_expect(pty, "甄小明:记为两个人,不再列出");
    pty_expect(pty, "看不出有谁重复");
    assert_string_equal(lists_value(RECORD_RESIDENTS, "RDPP00003", RECORD_RESIDENTS_APART),
                        "RDPP00004");
    pty_keys(pty, "3");
    pty_expect(pty, "可能是同一人 1 对");
    assert_string_equal(lists_value(RECORD_RESIDENTS, "RDPP00003", RECORD_RESIDENTS_APART), "");
    pty_keys(pty, "2");
    pty_expect(pty, "看不出有谁重复");
}

static void pairs_are_joined_or_two_and_parted_again(void **state)
{
    struct pty *pty;

    (void)state;
    lists_write("residents.csv", "GB18030", people);
    pty = workplace_start(24, 80, "S12", chinese);
    bring_people(pty);
    judge(pty);
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "[4 居民]");
    pty_keys(pty, "/贾桂英");
    pty_expect(pty, ">贾 桂英");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "RDPP00001  贾桂英  9-102");
    pty_expect(pty, "3 重新分开");
    pty_keys(pty, "3");
    pty_expect(pty, "RDPP00001 已重新分开");
    pty_refuse(pty, "3 重新分开");
    assert_string_equal(joined_into("RDPP00001"), "");
    pty_keys(pty, "<Esc><Esc>");
    pty_expect(pty, "[4 居民]");
    pty_keys(pty, "<Ctrl-P>可能重复<Enter>");
    pty_expect(pty, "可能是同一人 1 对");
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(pairs_are_joined_or_two_and_parted_again, lists_set_up),
    };

    return cmocka_run_group_tests_name("doubles", tests, workplace_make, workplace_remove);
}
