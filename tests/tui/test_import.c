/* SPDX-License-Identifier: MIT */
/* Lists from outside on the real program, as an administrator (S12) brings them: a roster from
 * Chinese Excel, a guess that is wrong, columns that nobody knows, rows pasted into a list. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/encoding.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/store/records.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
static char lists[400];

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

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

static void beside(const char *name, char *out, size_t size)
{
    const char *slash = strrchr(workplace_database(), '/');

    snprintf(out, size, "%.*s/%s", (int)(slash - workplace_database()), workplace_database(), name);
}

/* A fresh copy, an empty folder for lists, and nothing remembered. */
static int set_up(void **state)
{
    char maps[400], last[400];

    if (workplace_copy(state) != 0)
        return -1;
    beside("maps", maps, sizeof(maps));
    beside("import.ini", last, sizeof(last));
    beside("lists", lists, sizeof(lists));
    nftw(maps, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    nftw(lists, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    unlink(last);
    return mkdir(lists, S_IRWXU);
}

static void write_list(const char *name, const char *encoding, const char *text)
{
    struct text bytes = TEXT_EMPTY;
    struct error error;
    char path[600];

    snprintf(path, sizeof(path), "%s/%s", lists, name);
    if (encoding_from_utf8(encoding, text, strlen(text), &bytes, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    text_release(&bytes);
}

/* A file's text, whatever its encoding. */
static void read_list(const char *name, enum encoding encoding, struct text *out)
{
    struct encoding_reader *reader;
    char path[600], bytes[4096];
    struct error error;
    size_t length;

    snprintf(path, sizeof(path), "%s/%s", lists, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(encoding_reader_new(encoding, &reader, &error), STATUS_OK);
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        assert_int_equal(encoding_reader_feed(reader, bytes, length, out, &error), STATUS_OK);
    encoding_reader_free(reader);
    fclose(file);
}

/* A field of a record as it stands in the file; "" if there is no such record. */
static const char *value(enum record_kind kind, const char *id, int field)
{
    static char out[200];
    struct desk *desk = workplace_desk();
    struct record record = {.kind = kind};
    struct arena arena = {0};
    struct error error;

    enum status status = catalog_get(desk, kind, id, &arena, &record, &error);
    snprintf(out, sizeof(out), "%s", status == STATUS_OK ? record_text(&record, field) : "");
    arena_release(&arena);
    desk_free(desk);
    return out;
}

/* From wherever one is to the first rows of a list. */
static void open_list(struct pty *pty, const char *name)
{
    pty_keys(pty, "<F10>");
    pty_expect(pty, "1/6");
    pty_keys(pty, "<Ctrl-U>");
    pty_keys(pty, lists);
    pty_keys(pty, "/");
    pty_expect(pty, name);
    pty_keys(pty, name);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2/6");
}

/* As far as the columns, which two questions are about. */
static void say_columns(struct pty *pty)
{
    open_list(pty, "工作人员2026.csv");
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
    pty_expect(pty, "S03 陈静               电话             13900000103            13900009103");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "现在写入吗");
    assert_string_equal(value(RECORD_STAFF, "S03", RECORD_STAFF_PHONE), "13900000103");
    pty_keys(pty, "1");
    pty_expect(pty, "导入完毕");
    pty_expect(pty, "马俊 已按离职处理");
    pty_expect(pty, "工作人员2026-rejects.csv");
    pty_expect(pty, "Enter 完成");
    pty_expect(pty, "1 整批收回");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
    assert_string_equal(value(RECORD_STAFF, "S03", RECORD_STAFF_PHONE), "13900009103");
    assert_string_equal(value(RECORD_STAFF, "S10", RECORD_STAFF_STATUS), "left");
    assert_string_equal(value(RECORD_STAFF, "S11", RECORD_STAFF_STATUS), "active");
    assert_string_equal(value(RECORD_STAFF, "S14", RECORD_STAFF_NAME), "钱学文");
}

/* Mended in Excel, which keeps the encoding; what was said of the columns is remembered, and the
 * folder. */
static void mend(struct pty *pty)
{
    struct text back = TEXT_EMPTY;

    read_list("工作人员2026-rejects.csv", ENCODING_GB18030, &back);
    assert_non_null(strstr(back.at, "休假中了"));
    text_splice(&back, (size_t)(strstr(back.at, "休假中了") - back.at), strlen("休假中了"), "请假",
                strlen("请假"));
    text_splice(&back, (size_t)(strstr(back.at, "S 11") - back.at), 4, "S11", 3);
    write_list("工作人员2026-rejects.csv", "GBK", back.at);
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
    write_list("工作人员2026.csv", "GBK", roster);
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
    write_list("residents.csv", "BIG5", "姓名,電話,門牌\n陳靜怡,13800001234,6-101\n");
    pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    open_list(pty, "residents.csv");
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
    pty_expect(pty, "首行 是数据");
    pty_keys(pty, "4");
    pty_expect(pty, "首行 是表头");
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
    pty_expect(pty, "首行 是数据");
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
    pty_expect(pty, "只有新增的行");
    pty_keys(pty, "<Enter>1");
    pty_expect(pty, "导入完毕");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "[2 资源]");
    pty_expect(pty, "ZY90");
    assert_string_equal(value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_KIND), "5\"设备");
}

/* With its headings, and one row changed; Esc leads back without a trace. */
static void paste_a_change(struct pty *pty)
{
    paste(pty, "代码\t名称\t数量\nZY90\t活动室\t\nZY91\t投影仪\t3\n");
    pty_expect(pty, "首行 是表头");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 行:新增 0,变更 1,不变 1,不收 0");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "ZY91 投影仪            数量             (空)                   3");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "4/6");
    pty_keys(pty, "<Esc><Esc><Esc>");
    pty_expect(pty, "[2 资源]");
    assert_string_equal(value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_QUANTITY), "");
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

static void only_administrators_get_there(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "<F10>");
    pty_expect(pty, "导入清单由管理员办理;陆伟 不是管理员");
    pty_keys(pty, "<F6>2");
    pty_expect(pty, "[2 资源]");
    paste(pty, "ZY90\t活动室\n");
    pty_expect(pty, "导入清单由管理员办理");
    pty_keys(pty, "0");
    pty_expect(pty, "[2 资源]");
    pty_refuse(pty, "1/6");
    workplace_leave(pty);
}

/* Another language, size and terminal; the palette leads there as well. */
static void bring_in_english(struct pty *pty)
{
    write_list("resources.csv", "UTF-8",
               "code;name;owner;remark\nZY90;hall;committee;big\nZY91;\"projector; large\";;\n");
    pty_keys(pty, "<Ctrl-P>excel<Enter>");
    pty_expect(pty, "import lists 1/6 choose the file");
    pty_keys(pty, "<Ctrl-U>");
    pty_keys(pty, lists);
    pty_keys(pty, "/<Enter>");
    pty_expect(pty, "cells end with semicolon");
    pty_expect(pty, "projector; large");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "1 columns are not known");
    pty_keys(pty, "<Down*3>1");
    pty_expect(pty, "what is \"remark\" (big)");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "is not read");
    pty_expect(pty, "all columns are known");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2 rows: 2 new, 0 changed, 0 as they are, 0 refused");
    pty_keys(pty, "<Enter><Enter>y");
    pty_expect(pty, "the import is over");
    pty_keys(pty, "<Enter>");
    pty_refuse(pty, "6/6");
    assert_string_equal(value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME), "projector; large");
}

/* Another list of the same folder, taken back at once. */
static void bring_and_take_back(struct pty *pty)
{
    write_list("resources.csv", "UTF-8", "code;name\nZY91;beamer\nZY92;chairs\n");
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
    assert_string_equal(value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME), "beamer");
    pty_keys(pty, "1");
    pty_expect(pty, "is taken back. Sure?");
    pty_keys(pty, "y");
    pty_expect(pty, "It was taken back");
    assert_string_equal(value(RECORD_RESOURCES, "ZY91", RECORD_RESOURCES_NAME), "projector; large");
    assert_string_equal(value(RECORD_RESOURCES, "ZY92", RECORD_RESOURCES_NAME), "");
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
    write_list("residents.csv", "UTF-8", text.at);
    text_release(&text);
}

/* Esc while so many rows go in; false if they were all in before it came. */
static bool stop_among(struct pty *pty, int rows)
{
    int64_t before = count_residents();

    write_many(rows);
    open_list(pty, "residents.csv");
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
    assert_true(added > 0 && added <= rows);
    if (is_stopped) {
        assert_true(added < rows);
        pty_expect(pty, "前面的已经写入");
    }
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "什么事");
    return is_stopped;
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
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_roster_of_chinese_excel, set_up),
        cmocka_unit_test_setup(a_wrong_guess_is_changed, set_up),
        cmocka_unit_test_setup(rows_are_pasted_into_a_list, set_up),
        cmocka_unit_test_setup(only_administrators_get_there, set_up),
        cmocka_unit_test_setup(esc_stops_it_cleanly, set_up),
        cmocka_unit_test_setup(english_on_an_old_terminal, set_up),
    };

    return cmocka_run_group_tests_name("import", tests, workplace_make, workplace_remove);
}
