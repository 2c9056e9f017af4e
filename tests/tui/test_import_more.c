/* SPDX-License-Identifier: MIT */
/* Rows of a spreadsheet pasted into a list, and an import that is stopped, on the real program. */
#include "config.h"

#include "lists.h"

#include "shouwen/store/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

static void paste(struct pty *pty, const char *text)
{
    pty_paste(pty, text, strlen(text));
}

/* Rows copied in a spreadsheet, without their headings, into the list that they belong to. */
static void paste_rows(struct pty *pty)
{
    pty_keys(pty, "<F6>3");
    pty_expect(pty, "[3 需求清单]");
    paste(pty, "一行");
    pty_expect(pty, "这里没有可以粘贴的栏");
    pty_keys(pty, "2");
    pty_expect(pty, "[2 资源]");
    paste(pty, "ZY90\t活动室\t居委会\t场地\nZY91\t投影仪\t\"居委会\n二楼\"\t5\"设备\n");
    pty_expect(pty, "粘贴的行");
    pty_expect(pty, "清单 资源清单");
    pty_expect(pty, "表头 无");
    pty_refuse(pty, "编码 UTF-8");
    pty_expect(pty, "ZY91 投影仪 居委会 二楼 5\"设备");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "有 4 列认不出");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "「第 1 列」是哪一项 (ZY90 / ZY91)");
    pty_keys(pty, "<Enter><Enter><Enter><Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 行:新增 2,变更 0,不变 0,不收 0");
    pty_expect(pty, "每一行都没有问题");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "ZY91 投影仪        新增");
    pty_keys(pty, "<Enter>1");
    pty_expect(pty, "导入完毕");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "[2 资源]");
    pty_expect(pty, "ZY90");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_KIND), "5\"设备");
}

/* With its headings, and one row changed; Esc leads back without a trace. */
static void paste_a_change(struct pty *pty)
{
    paste(pty, "代码\t名称\t数量\nZY90\t活动室\t\nZY91\t投影仪\t3\n");
    pty_expect(pty, "表头 第 1 行");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 行:新增 0,变更 1,不变 1,不收 0");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "ZY91 投影仪");
    pty_expect(pty, " 数量           (空)  ");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "4/6");
    pty_keys(pty, "<Esc><Esc><Esc>");
    pty_expect(pty, "[2 资源]");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_QUANTITY), "");
}

static void rows_are_pasted_into_a_list(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S12", chinese);

    (void)state;
    pty_expect(pty, "什么事");
    paste_rows(pty);
    paste_a_change(pty);
    workplace_leave(pty);
}

/* As offices keep a roster: a title, no ids, columns that nobody needs here, a total below. */
static void a_form_of_an_office(void **state)
{
    struct pty *pty;

    (void)state;
    lists_write("form.csv", "GB18030",
                "上南一村居委会工作人员花名册,,,,,\n填表日期:2026年11月20日,,,,,\n"
                "序号,姓名,岗位,手机号码,入职时间,备注\n1,张三丰,社工,13911112222,2020-1-1,\n"
                "2,曹敏,,13900000112,2015-7-1,\n合计,2人,,,,\n");
    pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    lists_open(pty, "form.csv");
    pty_expect(pty, "清单 工作人员");
    pty_expect(pty, "4 表头 第 3 行");
    pty_expect(pty, "上南一村居委会工作人员花名册");
    pty_expect(pty, "表头以上 2 行不导入");
    pty_keys(pty, "4");
    pty_expect(pty, "表头在哪一行");
    pty_keys(pty, "第 4<Enter>");
    pty_expect(pty, "4 表头 第 4 行");
    pty_keys(pty, "4序号<Enter>");
    pty_expect(pty, "4 表头 第 3 行");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "有 2 列认不出");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "这一列和其余认不出的都不导入");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "2 其余都不导入");
    pty_keys(pty, "2");
    pty_expect(pty, "有 2 列不导入;各列都有着落");
    pty_refuse(pty, "2 其余都不导入");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "3 行:新增 1,变更 0,不变 1,不收 1");
    pty_expect(pty, "这像是表尾的合计或签名");
    pty_expect(pty, "名单里没有「工号」这一列");
    workplace_leave(pty);
}

static void an_unknown_encoding_is_asked_for(void **state)
{
    struct pty *pty;

    (void)state;
    lists_write("residents.csv", "ISO-8859-1", "name,phone\nJos\xC3\xA9,13911110000\n");
    pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    lists_open(pty, "residents.csv");
    pty_expect(pty, "2 编码 认不出,请选");
    pty_expect(pty, "认不出文件的编码;按 2 选一种");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2/6");
    pty_keys(pty, "2");
    pty_expect(pty, "文件是什么编码");
    workplace_leave(pty);
}

/* A past import's refused rows say why again, as long as the file is there. */
static void refused_rows_say_why_later(void **state)
{
    struct pty *pty;

    (void)state;
    lists_write(
        "residents.csv", "UTF-8",
        "姓名,出生日期,电话\n甄新来,1970-02-30,13911119999\n贾新来,1970-02-03,13911118888\n");
    pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    lists_open(pty, "residents.csv");
    /* the screen faces the visitor */
    pty_expect(pty, "139****9999");
    pty_refuse(pty, "13911119999");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "139****9999 / ");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 行:新增 1,变更 0,不变 0,不收 1");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "5/6");
    pty_keys(pty, "<Enter>1");
    pty_expect(pty, "导入完毕");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
    pty_keys(pty, "<Ctrl-P>导入记录<Enter>");
    pty_expect(pty, ">  ");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "未收:表头下第 1 行");
    pty_expect(pty, "3 看没收的原因");
    pty_keys(pty, "3");
    pty_expect(pty, "2/6");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 行:新增 0,变更 0,不变 1,不收 1");
    pty_expect(pty, "1970-02-30");
    pty_expect(pty, "这不是日期");
    workplace_leave(pty);
}

static int64_t count_residents(void)
{
    struct desk *desk = workplace_desk();
    struct error error;
    int64_t count = 0;

    assert_int_equal(records_count(desk_reader(desk), RECORD_RESIDENTS, &count, &error), STATUS_OK);
    desk_free(desk);
    return count;
}

static void write_many(int rows)
{
    struct text text = TEXT_EMPTY;

    text_add(&text, "姓名,电话,门牌\n");
    for (int i = 0; i < rows; i++)
        text_addf(&text, "居民%d,139%08d,%d-%d01\n", i, i, i / 9 + 1, i % 9 + 1);
    lists_write("residents.csv", "UTF-8", text.at);
    text_release(&text);
}

/* Esc while so many rows go in; false if all or none of them were in when it came. */
static bool stop_among(struct pty *pty, int rows)
{
    int64_t before = count_residents();

    write_many(rows);
    lists_open(pty, "residents.csv");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "不收 0");
    assert_int_equal(count_residents(), before);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "5/6");
    pty_keys(pty, "<Enter>1");
    pty_expect(pty, "6/6");
    pty_expect(pty, "[#");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "Enter 完成");
    bool is_stopped = strstr(pty_screen(pty), "已停止") != NULL;
    int64_t added = count_residents() - before;
    /* none where it came before the first row */
    assert_true(added >= 0 && added <= rows);
    if (is_stopped && added) {
        assert_true(added < rows);
        pty_expect(pty, "前面的已经写入");
    }
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
    return is_stopped && added;
}

/* One that was stopped stands among the past ones, and goes on from there. */
static void go_on_from_the_past(struct pty *pty)
{
    pty_keys(pty, "<Ctrl-P>导入记录<Enter>");
    pty_expect(pty, "中途停止");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 接着导入");
    pty_keys(pty, "2");
    pty_expect(pty, "2/6");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Esc><Esc>");
    pty_expect(pty, "2 接着导入");
}

/* What is in stays, and the report says how it goes on. A quick machine may need more rows. */
static void esc_stops_it_cleanly(void **state)
{
    enum { LEAST = 6000, MOST = 200000 };
    struct pty *pty = workplace_start(24, 80, "S12", chinese);
    int rows = LEAST;

    (void)state;
    pty_expect(pty, "什么事");
    while (!stop_among(pty, rows))
        assert_true((rows *= 5) <= MOST);
    go_on_from_the_past(pty);
    workplace_leave(pty);
}

/* What was imported is found again later, looked at and taken back. */
static void past_imports_are_taken_back(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S12", chinese);

    (void)state;
    lists_write("资源.csv", "GBK", "代码,名称\nZY90,活动室\nZY91,投影仪\n");
    pty_expect(pty, "什么事");
    lists_open(pty, "资源.csv");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "新增 2");
    pty_keys(pty, "<Enter><Enter>1");
    pty_expect(pty, "导入完毕");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F10>");
    pty_expect(pty, "F8 导入记录");
    pty_keys(pty, "<F8>");
    pty_expect(pty, "资源.csv");
    pty_expect(pty, "已完成");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "读取 2 行:新增 2,变更 0,不变 0");
    pty_keys(pty, "1");
    pty_expect(pty, "2 条记录和办件将恢复原样");
    pty_keys(pty, "0");
    pty_expect(pty, "1 整批收回");
    pty_keys(pty, "11");
    pty_expect(pty, "已收回:2 条记录和办件恢复原样");
    assert_string_equal(lists_value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME), "");
    pty_refuse(pty, "1 整批收回");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "已收回");
    pty_keys(pty, "<Ctrl-R>");
    pty_expect(pty, "什么事");
    workplace_leave(pty);
}

/* Each is told with the cases that they hold: those of somebody who is away, and whom they cover,
 * stand with that person. */
static void who_leaves_is_told_with_their_own_cases(void **state)
{
    (void)state;
    lists_write("在岗.csv", "GBK",
                "工号,姓名\r\nS01,陆伟\r\nS02,顾晓燕\r\nS04,张欣\r\nS05,王建国\r\nS06,金琳\r\n"
                "S08,许国强\r\nS09,沈丽华\r\nS10,马俊\r\nS11,杨秀英\r\nS12,曹敏\r\n");
    struct pty *pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    lists_open(pty, "在岗.csv");
    pty_expect(pty, "清单 工作人员");
    pty_keys(pty, "5");
    pty_expect(pty, "按离职");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "有 2 人不在名册里");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "S03 陈静");
    pty_expect(pty, "在办 4 件");
    pty_expect(pty, "S07 孙磊");
    pty_expect(pty, "在办 2 件");
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(rows_are_pasted_into_a_list, lists_set_up),
        cmocka_unit_test_setup(a_form_of_an_office, lists_set_up),
        cmocka_unit_test_setup(an_unknown_encoding_is_asked_for, lists_set_up),
        cmocka_unit_test_setup(refused_rows_say_why_later, lists_set_up),
        cmocka_unit_test_setup(who_leaves_is_told_with_their_own_cases, lists_set_up),
        cmocka_unit_test_setup(past_imports_are_taken_back, lists_set_up),
        cmocka_unit_test_setup(esc_stops_it_cleanly, lists_set_up),
    };

    return cmocka_run_group_tests_name("import_more", tests, workplace_make, workplace_remove);
}
