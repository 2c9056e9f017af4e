/* SPDX-License-Identifier: MIT */
/* The whole way of a case on the real program, every step typed on its screen: reported from a
 * grid, reviewed by its leader, up to the street, out to two departments, back late, told, closed,
 * rated low and open again, given to somebody else, closed. Persons change within a run, a run is
 * an hour of a day; after each step it is looked at who answers for the case, and at the end the
 * story is read in both languages. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/ident.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char subject[] = "外墙渗水返潮";

/* Who answers, where it is, how it stands, as the file says. */
static void stands(const char *accountable, const char *unit, enum matter_state state,
                   enum rule rule)
{
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct matter matter;
    struct error error;

    if (follow_case(desk, workplace_newest(subject), &arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    assert_string_equal(matter.holder, accountable);
    assert_string_equal(follow_answer(desk, &matter).id, accountable);
    assert_string_equal(matter.unit, unit);
    assert_int_equal(matter.state, state);
    assert_int_equal(matter.rule, rule);
    arena_release(&arena);
    desk_free(desk);
}

static void find_case(struct pty *pty, int queue)
{
    char digit[8], tab[8];

    snprintf(digit, sizeof(digit), "<%d>", queue);
    snprintf(tab, sizeof(tab), "[%d ", queue);
    pty_keys(pty, "<F4>");
    pty_expect(pty, "[1 ");
    if (queue > 1)
        pty_keys(pty, digit);
    pty_expect(pty, tab);
    pty_keys(pty, "/");
    pty_expect(pty, "查询码");
    pty_keys(pty, subject);
    pty_expect(pty, "外墙渗水");
    pty_keys(pty, "<Enter><Enter>");
    pty_expect(pty, "经过 ");
}

static struct pty *start_program(const char *time, const char *staff, const char *language)
{
    char now[64];
    const char *const environment[] = {language, now, NULL};

    snprintf(now, sizeof(now), "SHOUWEN_NOW=%s", time);
    return workplace_start(24, 80, staff, environment);
}

/* Whoever has the number on a slip types its last characters where they would take something in. */
static void open_by_code(struct pty *pty)
{
    char code[32];

    snprintf(code, sizeof(code), "%s", ident_query_code(workplace_newest(subject)));
    pty_expect(pty, "F4");
    /* what they looked up before may stand there */
    pty_keys(pty, "<Ctrl-U>");
    pty_keys(pty, code);
    pty_expect(pty, "外墙渗水返潮");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, code);
}

/* The program as it starts for somebody at a time; they stand before the case, which they find in
 * a queue by its digit. */
static struct pty *start(const char *time, const char *staff, int queue)
{
    struct pty *pty = start_program(time, staff, "LANGUAGE=zh_CN");

    pty_expect(pty, "F4 队列");
    find_case(pty, queue);
    return pty;
}

/* Another person at the same desk. */
static void change_to(struct pty *pty, const char *name, int queue)
{
    char seen[64];

    pty_keys(pty, "<Ctrl-T>");
    pty_expect(pty, "现在由谁办理");
    pty_keys(pty, "<0>");
    /* who stands only in the list of all of them */
    pty_expect(pty, "曹敏");
    pty_keys(pty, name);
    pty_keys(pty, "<Enter>");
    snprintf(seen, sizeof(seen), " %s  我负责", name);
    pty_expect(pty, seen);
    find_case(pty, queue);
}

/* A grid member reports with its own screen; the door finds the grid, and that its leader. */
static void is_reported_and_reviewed(void)
{
    struct pty *pty = start_program("2026-11-23T10:50", "S10", "LANGUAGE=zh_CN");

    pty_expect(pty, "Ctrl-X 随手报");
    pty_keys(pty, "<Ctrl-X><4>5-301");
    pty_expect(pty, "网格 310115007001-G03,网格长 张欣");
    pty_keys(pty, "<Enter>");
    pty_keys(pty, subject);
    pty_keys(pty, "<Enter><Enter>");
    pty_expect(pty, "责任人 张欣");
    stands("S04", "310115007001", STATE_RECEIVED, RULE_FIRST_CONTACT);
    workplace_leave(pty);

    pty = start_program("2026-11-23T11:00", "S04", "LANGUAGE=zh_CN");
    pty_expect(pty, "F4 队列");
    pty_keys(pty, "<Ctrl-F>");
    pty_expect(pty, "登记人 马俊");
    pty_expect(pty, ">11-26        外墙渗水返潮");
    pty_keys(pty, "<a>");
    pty_expect(pty, "已记录:开始办理");
    stands("S04", "310115007001", STATE_HANDLING, RULE_FIRST_CONTACT);
    /* whose it is turned out on the spot */
    find_case(pty, 1);
    pty_keys(pty, "<0>更正<Enter>");
    pty_expect(pty, "改为");
    pty_keys(pty, "<2>李桂珍<Enter>");
    pty_expect(pty, "诉求人   李桂珍");
    stands("S04", "310115007001", STATE_HANDLING, RULE_FIRST_CONTACT);
    pty_keys(pty, "<0>上报<Enter>");
    pty_expect(pty, "原因");
    pty_keys(pty, "要鉴定,本站办不了<Enter>");
    pty_expect(pty, "责任人仍是 张欣");
    stands("S04", "310115007", STATE_REPORTED, RULE_FIRST_CONTACT);
    workplace_leave(pty);
}

static void goes_out_twice(void)
{
    struct pty *pty = start("2026-11-23T14:00", "T01", 1);

    pty_expect(pty, "4 分派");
    pty_keys(pty, "<4>");
    pty_expect(pty, "分派给哪个单位");
    pty_keys(pty, "城管<Enter><Enter>");
    pty_expect(pty, "部门时限   12-02  还剩 7 个工作日");
    stands("S04", "310115-cgj", STATE_DISPATCHED, RULE_FIRST_CONTACT);

    change_to(pty, "邵婷", 1);
    pty_expect(pty, "3 反馈办理结果");
    pty_expect(pty, "8 退单");
    pty_keys(pty, "<8>外墙属房管<Enter>");
    pty_expect(pty, "第 1 次退单");
    stands("S04", "310115007", STATE_REPORTED, RULE_FIRST_CONTACT);

    change_to(pty, "吴昊", 1);
    pty_keys(pty, "<0>分派<Enter>房管局<Enter><Enter>");
    pty_expect(pty, "承办单位 区房管局");
    stands("S04", "310115-fgj", STATE_DISPATCHED, RULE_FIRST_CONTACT);

    change_to(pty, "张欣", 1);
    pty_keys(pty, "<5>请先派人看现场<Enter>");
    pty_expect(pty, "张欣 对 区房管局");
    stands("S04", "310115-fgj", STATE_DISPATCHED, RULE_FIRST_CONTACT);
    workplace_leave(pty);
}

/* Seven working days after the 23rd end on 12-02; the reply comes on the eighth. */
static void comes_back_late(void)
{
    struct pty *pty = start("2026-12-03T09:30", "U01", 1);

    pty_expect(pty, "部门时限   12-02  超期 1 天");
    pty_expect(pty, "催办");
    pty_keys(pty, "<0>反馈<Enter>已派人查看,下周施工<Enter>");
    pty_expect(pty, "已反馈待告知");
    stands("S04", "310115007001", STATE_REPLIED, RULE_FIRST_CONTACT);

    change_to(pty, "张欣", 1);
    pty_expect(pty, "12-02)");
    pty_expect(pty, "9 办结(先 3 告知)");
    pty_keys(pty, "<3>");
    pty_expect(pty, "告知居民");
    pty_keys(pty, "<Ctrl-S>");
    pty_expect(pty, "现在是:已告知");
    stands("S04", "310115007001", STATE_TOLD, RULE_FIRST_CONTACT);

    pty_keys(pty, "<9><1>房管局下周来修<Enter>");
    pty_expect(pty, "结果     已解决");
    stands("S04", "310115007001", STATE_CLOSED, RULE_FIRST_CONTACT);
    workplace_leave(pty);
}

/* The resident says what they think by telephone, and it is open again. */
static void is_rated_low(void)
{
    struct pty *pty = start_program("2026-12-03T10:00", "S01", "LANGUAGE=zh_CN");

    open_by_code(pty);
    pty_expect(pty, "已办结");
    pty_keys(pty, "<0>居民评价<Enter>");
    pty_expect(pty, "2  电话");
    pty_keys(pty, "<2>");
    pty_expect(pty, "服务能力");
    pty_keys(pty, "<2><2><Enter>");
    pty_expect(pty, "已重开,责任人 王建国");
    pty_expect(pty, "居民低分评价,陆伟登记");
    stands("S05", "310115007001", STATE_HANDLING, RULE_FALLBACK);
    workplace_leave(pty);
}

static void somebody_else_ends_it(void)
{
    struct pty *pty = start("2026-12-03T16:00", "S05", 1);

    pty_expect(pty, "兜底责任");
    /* who was rated low is not offered */
    pty_keys(pty, "<4>张欣");
    pty_expect(pty, "没有相符的");
    pty_keys(pty, "<Esc><4>陈静<Enter><Enter>");
    pty_expect(pty, "王建国 转 陈静");
    stands("S03", "310115007001", STATE_HANDLING, RULE_FALLBACK);
    workplace_leave(pty);

    pty = start("2026-12-10T15:00", "S03", 1);
    pty_keys(pty, "<3>电话告知<Enter>");
    pty_expect(pty, "现在是:已告知");
    stands("S03", "310115007001", STATE_TOLD, RULE_FALLBACK);
    pty_keys(pty, "<9><1>外墙已修好,雨天复看不漏<Enter>");
    pty_expect(pty, "结果     已解决");
    stands("S03", "310115007001", STATE_CLOSED, RULE_FALLBACK);
    workplace_leave(pty);
}

/* The screen from the line that counts the history on is what the file holds. */
static void reads_as(const char *language, const char *heading, const char *golden)
{
    struct pty *pty = start_program("2026-12-10T16:00", "S03", language);
    char path[512], content[8192];
    size_t length = 0;

    open_by_code(pty);
    pty_resize(pty, 40, 120);
    pty_expect(pty, heading);
    pty_expect(pty, "雨天复看不漏");
    snprintf(path, sizeof(path), "%s/tests/tui/goldens/%s", getenv("SHOUWEN_SRCDIR"), golden);
    FILE *file = fopen(path, "r");
    if (file) {
        length = fread(content, 1, sizeof(content) - 1, file);
        fclose(file);
    }
    content[length] = '\0';
    assert_true(length > 0);
    pty_expect(pty, content);
    workplace_leave(pty);
}

static void a_case_goes_all_the_way(void **state)
{
    (void)state;
    is_reported_and_reviewed();
    goes_out_twice();
    comes_back_late();
    is_rated_low();
    somebody_else_ends_it();
    reads_as("LANGUAGE=zh_CN", "-- 经过 15", "way-zh.txt");
    reads_as("LANGUAGE=en", "-- history 15", "way-en.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_case_goes_all_the_way, workplace_copy),
    };

    return cmocka_run_group_tests_name("way", tests, workplace_make, workplace_remove);
}
