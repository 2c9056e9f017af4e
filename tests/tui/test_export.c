/* SPDX-License-Identifier: MIT */
/* Lists written to files from the screen: the queue as it is shown, what a department wants and got
 * before, and a list of a kind, which changes nothing when it comes back. */
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

/* Says into which file of the folder, and writes it. */
static void write_to(struct pty *pty, const char *name)
{
    char keys[LISTS_FOLDER + 60];

    pty_keys(pty, "4");
    pty_expect(pty, "写到哪个文件");
    snprintf(keys, sizeof(keys), "<Ctrl-E><Ctrl-U>%s/%s<Enter>", lists_folder, name);
    pty_keys(pty, keys);
    pty_refuse(pty, "写到哪个文件");
    pty_keys(pty, "<Enter>");
}

static size_t count_lines(const struct text *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->length; i++)
        count += text->at[i] == '\n';
    return count;
}

static void a_queue_is_written_as_it_is_shown(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S06", chinese);
    struct text out = TEXT_EMPTY;

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F4>");
    pty_expect(pty, "[1 我的");
    pty_keys(pty, "<Ctrl-E>");
    pty_expect(pty, "导出到文件");
    pty_expect(pty, "1 队列              我的");
    pty_expect(pty, "屏幕所示");
    write_to(pty, "mine.csv");
    pty_expect(pty, "已写入 ");
    pty_expect(pty, "mine.csv");
    text_clear(&out);
    lists_read("mine.csv", ENCODING_UTF8, &out);
    assert_non_null(strstr(out.at, "编号"));
    assert_true(count_lines(&out) > 1);
    /* in the form of a department, what it did not get yet; a second time there is nothing */
    pty_keys(pty, "2");
    pty_expect(pty, "用哪种格式");
    pty_keys(pty, "版式<Enter>");
    pty_expect(pty, "GB18030");
    pty_expect(pty, "只要本版式没发过的");
    write_to(pty, "month.csv");
    pty_expect(pty, "这些已按本版式记为发过");
    text_clear(&out);
    lists_read("month.csv", ENCODING_GB18030, &out);
    assert_non_null(strstr(out.at, "工单编号,来件编号,受理日期"));
    assert_true(count_lines(&out) > 1);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "已有这个文件");
    pty_keys(pty, "0");
    pty_refuse(pty, "已有这个文件");
    pty_keys(pty, "<Enter>1");
    pty_expect(pty, "已写入 0 行");
    text_clear(&out);
    lists_read("month.csv", ENCODING_GB18030, &out);
    assert_int_equal(count_lines(&out), 1);
    pty_keys(pty, "6");
    pty_expect(pty, "范围              全部");
    pty_keys(pty, "4");
    pty_expect(pty, "写到哪个文件");
    pty_keys(pty, "<Ctrl-E><Ctrl-U>/nonexistent/x.csv<Enter><Enter>");
    pty_expect(pty, "无法写入");
    text_release(&out);
    workplace_leave(pty);
}

static void a_list_comes_back_unchanged(void **state)
{
    struct pty *pty = workplace_start(24, 120, "S12", chinese);
    struct text out = TEXT_EMPTY;

    (void)state;
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F6>5");
    pty_expect(pty, "[5 工作人员]");
    pty_keys(pty, "<Ctrl-E>");
    pty_expect(pty, "1 清单              工作人员");
    pty_expect(pty, "全部列,中文表头");
    pty_keys(pty, "3");
    pty_expect(pty, "GB18030");
    write_to(pty, "staff.csv");
    pty_expect(pty, "已写入 ");
    text_clear(&out);
    lists_read("staff.csv", ENCODING_GB18030, &out);
    assert_non_null(strstr(out.at, "工号,姓名"));
    pty_keys(pty, "<Ctrl-R>");
    pty_expect(pty, "什么事");
    lists_open(pty, "staff.csv");
    pty_expect(pty, "清单 工作人员");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "各列都有着落");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "新增 0,变更 0");
    pty_expect(pty, "不收 0");
    pty_keys(pty, "<Ctrl-P>导出<Enter>");
    pty_expect(pty, "1 清单              办件");
    pty_keys(pty, "1");
    pty_expect(pty, "这是哪张清单");
    pty_keys(pty, "轮值<Enter>");
    pty_expect(pty, "1 清单              轮值表");
    pty_refuse(pty, "电话和证件号");
    text_release(&out);
    workplace_leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_queue_is_written_as_it_is_shown, lists_set_up),
        cmocka_unit_test_setup(a_list_comes_back_unchanged, lists_set_up),
    };

    return cmocka_run_group_tests_name("export", tests, workplace_make, workplace_remove);
}
