/* SPDX-License-Identifier: MIT */
/* Lists from outside on the real program, as an administrator (S12) brings them: a roster from
 * Chinese Excel, a guess that is wrong, columns that nobody knows, rows pasted into a list. */
#include "config.h"

#include "lists.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

/* The sample station's people as their administrator keeps them: S03 has another telephone, S10 is
 * gone, S14 is new, S07 and S11 are wrong. */
static const char roster[] =
    "工号,姓名,岗位,联系手机,所在单位,权限,在岗状态,备注\r\n"
    "S01,陆伟,社工 首问接待,13900000101,310115007001,首问接待,在岗,\r\n"
    "S02,顾晓燕,联合接待员(物业),13900000102,310115007001,联合接待,在岗,\r\n"
    "S03,陈静,社工 调解与为老条线,13900009103,310115007001,社工,在岗,换了手机\r\n"
    "S04,张欣,社工 网格长,13900000104,310115007001,社工;网格长,在岗,\r\n"
    "S05,王建国,居民区党组织书记,13900000105,310115007001,书记,在岗,\r\n"
    "S06,金琳,社工 晚班接待,13900000106,310115007001,首问接待;社工,在岗,\r\n"
    "S07,孙磊,社工 助残与救助条线,13900000107,310115007001,社工,休假中了,\r\n"
    "S08,许国强,网格长 小区管理,13900000108,310115007001,网格长,在岗,\r\n"
    "S09,沈丽华,网格长 卫生计生,13900000109,310115007001,网格长;社工,在岗,\r\n"
    "S 11,杨秀英,楼组长 信息员,13900000111,310115007001,信息员,在岗,\r\n"
    "S12,曹敏,主任助理 综合管理员,13900000112,310115007001,管理员;首问接待,在岗,\r\n"
    "S14,钱学文,社工 新入职,13900000114,310115007001,社工,在岗,11月入职\r\n";

/* As far as the columns, which two questions are about. */
static void say_columns(struct pty *pty)
{
    lists_open(pty, "工作人员2026.csv");
    pty_expect(pty, "清单 工作人员");
    pty_expect(pty, "编码 GB18030");
    pty_expect(pty, "分隔 逗号");
    pty_expect(pty, "联合接待员(物业)");
    pty_keys(pty, "5");
    pty_expect(pty, "按离职");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "有 2 列认不出");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "「联系手机」是哪一项");
    pty_expect(pty, ">电话");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "「备注」是哪一项");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
}

static void try_and_do(struct pty *pty)
{
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "12 行:新增 1,变更 1,不变 8,不收 2");
    pty_expect(pty, "有 1 人不在名册里");
    pty_expect(pty, "第 8 行  在岗状态 \"休假中了\"");
    pty_keys(pty, "<Down>");
    pty_expect(pty, "第 11 行  工号 \"S 11\"");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "S10 马俊");
    pty_expect(pty, "S03 陈静");
    pty_expect(pty, " 13900000103 ");
    pty_expect(pty, "13900009103");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "现在写入吗");
    assert_string_equal(lists_value(RECORD_STAFF, "S03", RECORD_STAFF_PHONE), "13900000103");
    pty_keys(pty, "1");
    pty_expect(pty, "导入完毕");
    pty_expect(pty, "马俊 已按离职处理");
    pty_expect(pty, "工作人员2026-rejects.csv");
    pty_expect(pty, "Enter 完成");
    pty_expect(pty, "1 整批收回");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
    assert_string_equal(lists_value(RECORD_STAFF, "S03", RECORD_STAFF_PHONE), "13900009103");
    assert_string_equal(lists_value(RECORD_STAFF, "S10", RECORD_STAFF_STATUS), "left");
    assert_string_equal(lists_value(RECORD_STAFF, "S11", RECORD_STAFF_STATUS), "active");
    assert_string_equal(lists_value(RECORD_STAFF, "S14", RECORD_STAFF_NAME), "钱学文");
}

/* Mended in Excel, which keeps the encoding; what was said of the columns is remembered, and the
 * folder. */
static void mend(struct pty *pty)
{
    struct text back = TEXT_EMPTY;

    lists_read("工作人员2026-rejects.csv", ENCODING_GB18030, &back);
    assert_non_null(strstr(back.at, "休假中了"));
    text_splice(&back, (size_t)(strstr(back.at, "休假中了") - back.at), strlen("休假中了"), "请假",
                strlen("请假"));
    text_splice(&back, (size_t)(strstr(back.at, "S 11") - back.at), 4, "S11", 3);
    lists_write("工作人员2026-rejects.csv", "GBK", back.at);
    text_release(&back);
    pty_keys(pty, "<F10>");
    pty_expect(pty, "工作人员2026-rejects.csv");
    pty_keys(pty, "工作人员2026-<Tab><Enter>");
    pty_expect(pty, "2/6");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "上次定的");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 行:新增 0,变更 0,不变 2,不收 0");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "全部和现有的一样");
}

static void a_roster_of_chinese_excel(void **state)
{
    struct pty *pty;

    (void)state;
    lists_write("工作人员2026.csv", "GBK", roster);
    pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    say_columns(pty);
    try_and_do(pty);
    mend(pty);
    workplace_leave(pty);
}

/* What is good in another encoding as well is wrong on the first look, and put right with a key. */
static void a_wrong_guess_is_changed(void **state)
{
    struct pty *pty;

    (void)state;
    lists_write("residents.csv", "BIG5", "姓名,電話,門牌\n陳靜怡,13800001234,6-101\n");
    pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    lists_open(pty, "residents.csv");
    pty_expect(pty, "编码 GB18030");
    pty_refuse(pty, "陳靜怡");
    pty_keys(pty, "2");
    pty_expect(pty, "文件是什么编码");
    pty_keys(pty, "1");
    pty_expect(pty, "UTF-8");
    pty_keys(pty, "<Enter>");
    pty_refuse(pty, "3/6");
    pty_keys(pty, "2");
    pty_expect(pty, "繁体");
    pty_keys(pty, "6");
    pty_expect(pty, "陳靜怡");
    pty_keys(pty, "3");
    pty_expect(pty, "用什么隔开");
    pty_keys(pty, "2");
    pty_expect(pty, "分隔 分号");
    pty_expect(pty, "陳靜怡,13800001234,6-101");
    pty_keys(pty, "31");
    pty_expect(pty, "分隔 逗号");
    pty_keys(pty, "4");
    pty_expect(pty, "表头在哪一行");
    pty_keys(pty, "没有表头<Enter>");
    pty_expect(pty, "4 表头 无");
    pty_keys(pty, "4");
    pty_expect(pty, "第 1 行  姓名");
    pty_keys(pty, "第 1 行<Enter>");
    pty_expect(pty, "4 表头 第 1 行");
    pty_expect(pty, "清单 居民");
    pty_keys(pty, "1");
    pty_expect(pty, "这是哪张清单");
    pty_keys(pty, "需求<Enter>");
    pty_expect(pty, "清单 需求清单");
    pty_keys(pty, "1");
    pty_expect(pty, "这是哪张清单");
    pty_keys(pty, "居民<Enter>");
    pty_expect(pty, "清单 居民");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "认不出");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "2/6");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "1/6");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "什么事");
    workplace_leave(pty);
}

static void only_administrators_get_there(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "<F10>");
    pty_expect(pty, "只有管理员可以导入;请找");
    pty_keys(pty, "<F6>2");
    pty_expect(pty, "[2 资源]");
    pty_refuse(pty, "0 导入文件");
    pty_paste(pty, "ZY90\t活动室\n", strlen("ZY90\t活动室\n"));
    pty_expect(pty, "只有管理员可以导入;请找");
    pty_keys(pty, "0");
    pty_expect(pty, "[2 资源]");
    pty_refuse(pty, "1/6");
    workplace_leave(pty);
}

/* Another language, size and terminal; the palette leads there as well. */
static void bring_in_english(struct pty *pty)
{
    lists_write("resources.csv", "UTF-8",
                "code;name;owner;remark\nZY90;hall;committee;big\nZY91;\"projector; large\";;\n");
    pty_keys(pty, "<Ctrl-P>excel<Enter>");
    pty_expect(pty, "import lists 1/6 choose the file");
    pty_keys(pty, "<Ctrl-U>");
    pty_keys(pty, lists_folder);
    pty_keys(pty, "/<Enter>");
    pty_expect(pty, "cells end with semicolon");
    pty_expect(pty, "projector; large");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "1 column is not known");
    pty_keys(pty, "<Down*3>1");
    pty_expect(pty, "what is \"remark\" (big)");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "is not read");
    pty_expect(pty, "the others are known");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 rows: 2 new, 0 changed, 0 as they are, 0 refused");
    pty_keys(pty, "<Enter><Enter>y");
    pty_expect(pty, "the import is over");
    pty_keys(pty, "<Enter>");
    pty_refuse(pty, "6/6");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME),
                        "projector; large");
}

/* Another list of the same folder, taken back at once. */
static void bring_and_take_back(struct pty *pty)
{
    lists_write("resources.csv", "UTF-8", "code;name\nZY91;beamer\nZY92;chairs\n");
    pty_keys(pty, "<Insert>");
    pty_expect(pty, "1/6");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 rows in all");
    pty_keys(pty, "<Enter><Enter>");
    pty_expect(pty, "2 rows: 1 new, 1 changed");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "beamer");
    pty_keys(pty, "<Enter>y");
    pty_expect(pty, "the import is over");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME), "beamer");
    pty_keys(pty, "1");
    pty_expect(pty, "is taken back. Sure?");
    pty_keys(pty, "y");
    pty_expect(pty, "It was taken back");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME),
                        "projector; large");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY92", RECORD_RESOURCES_NAME), "");
}

static void english_on_an_old_terminal(void **state)
{
    static const char *const english[] = {"LANGUAGE=en", "TERM=vt100", NULL};
    struct pty *pty = workplace_start(40, 120, "S12", english);

    (void)state;
    pty_expect(pty, "lists");
    bring_in_english(pty);
    bring_and_take_back(pty);
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_roster_of_chinese_excel, lists_set_up),
        cmocka_unit_test_setup(a_wrong_guess_is_changed, lists_set_up),
        cmocka_unit_test_setup(only_administrators_get_there, lists_set_up),
        cmocka_unit_test_setup(english_on_an_old_terminal, lists_set_up),
    };

    return cmocka_run_group_tests_name("import", tests, workplace_make, workplace_remove);
}
