/* SPDX-License-Identifier: MIT */
/* What a role does not allow, on the real program: it is left out of the hint bar and the palette,
 * its key answers with one sentence, and nothing is recorded but the refusal. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/sight.h"
#include "shouwen/store/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

static int64_t count_acts(void)
{
    struct desk *desk = workplace_desk();
    struct journal_log log;
    struct error error;

    assert_int_equal(journal_own_log(desk_reader(desk), &log, &error), STATUS_OK);
    desk_free(desk);
    return log.n;
}

/* How often that was noted of a person; what NULL: everything. */
static size_t count_noted(const char *who, const char *what)
{
    struct desk *desk = workplace_desk();
    struct admin_audit_row *rows;
    struct arena arena = {0};
    struct error error;
    size_t count, noted = 0;

    assert_int_equal(desk_sign_in(desk, "S12", &error), STATUS_OK);
    assert_int_equal(
        admin_audit(desk, desk_today(desk), desk_today(desk), &arena, &rows, &count, &error),
        STATUS_OK);
    for (size_t i = 0; i < count; i++)
        noted += strcmp(rows[i].who, who) == 0 && (!what || strcmp(rows[i].what, what) == 0);
    arena_release(&arena);
    desk_free(desk);
    return noted;
}

/* An open case that the person sees nothing of: its query code. */
static const char *unseen_code(const char *who)
{
    static char code[IDENT_NUMBER];
    const struct case_filter filter = {.queue = QUEUE_OPEN, .limit = 50};
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct case_row *rows, *seen;
    struct error error;
    size_t count, seen_count;

    *code = '\0';
    assert_int_equal(desk_sign_in(desk, "S12", &error), STATUS_OK);
    assert_int_equal(sight_page(desk, &filter, &arena, &rows, &count, &error), STATUS_OK);
    assert_int_equal(desk_sign_in(desk, who, &error), STATUS_OK);
    assert_int_equal(sight_page(desk, &filter, &arena, &seen, &seen_count, &error), STATUS_OK);
    for (size_t i = 0; i < count && !*code; i++) {
        bool is_seen = false;
        for (size_t k = 0; k < seen_count; k++)
            is_seen = is_seen || strcmp(rows[i].number, seen[k].number) == 0;
        if (!is_seen)
            snprintf(code, sizeof(code), "%s", ident_query_code(rows[i].number));
    }
    assert_true(*code);
    arena_release(&arena);
    desk_free(desk);
    return code;
}

/* The key answers with a sentence that has the part, and the next key takes it away. */
static void is_refused(struct pty *pty, const char *key, const char *part)
{
    pty_refuse(pty, part);
    pty_keys(pty, key);
    pty_expect(pty, part);
}

/* What the switcher says of a queue is what is in it, for everybody. */
static void counts_are_those_of_the_rows(void **state)
{
    static const char *const staff[] = {"S01", "S03", "S04", "S05", "S08", "S10",
                                        "S12", "T01", "U01", "U03", "V01"};
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct error error;
    size_t counted = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(staff) / sizeof(staff[0]); i++) {
        struct lists_tab *tabs;
        size_t count;
        assert_int_equal(desk_sign_in(desk, staff[i], &error), STATUS_OK);
        assert_int_equal(lists_tabs(desk, QUEUE_COUNT, NULL, &arena, &tabs, &count, &error),
                         STATUS_OK);
        for (size_t k = 0; k < count; k++) {
            struct case_row *rows;
            size_t row_count;
            if (!tabs[k].has_counts || tabs[k].is_visits)
                continue;
            tabs[k].filter.limit = 500;
            assert_int_equal(sight_page(desk, &tabs[k].filter, &arena, &rows, &row_count, &error),
                             STATUS_OK);
            if (tabs[k].counts.count != (int64_t)row_count)
                fail_msg("%s: %s says %lld, has %zu", staff[i], tabs[k].label,
                         (long long)tabs[k].counts.count, row_count);
            counted++;
        }
    }
    assert_true(counted > 30);
    arena_release(&arena);
    desk_free(desk);
}

static void see_clerk(int rows, int columns)
{
    struct pty *pty = workplace_start(rows, columns, "U01", chinese);
    const char *code = unseen_code("U01");
    int64_t acts = count_acts();

    pty_expect(pty, "F4 队列");
    pty_expect(pty, "F4 看分派来的办件");
    pty_expect(pty, "查办件");
    pty_expect(pty, "区房管局");
    pty_refuse(pty, "什么事:");
    pty_refuse(pty, "值班");
    pty_refuse(pty, "不留名");
    pty_refuse(pty, "暂存 0");
    pty_refuse(pty, "F2 随手记");
    pty_refuse(pty, "F3 来电");
    pty_refuse(pty, "F5 走访");
    pty_refuse(pty, "件超期");
    is_refused(pty, "<F2>", "可以随手记一笔;请转告服务站登记");
    is_refused(pty, "<F3>", "可以登记受理;请转告服务站登记");
    pty_keys(pty, "灯坏了");
    pty_expect(pty, "没有找到");
    pty_refuse(pty, "新居民");
    pty_refuse(pty, "Enter 选中");
    pty_keys(pty, "<Esc>");
    pty_keys(pty, code);
    is_refused(pty, "<Enter>", "仅限本站、所在网格");
    pty_keys(pty, "<Esc><Ctrl-P>");
    pty_expect(pty, "命令");
    pty_keys(pty, "tally");
    pty_expect(pty, "tally");
    pty_refuse(pty, "F2");
    pty_keys(pty, "<Esc><F4><2>");
    pty_expect(pty, "[2 本部门经手 4]");
    pty_expect(pty, "五号楼外墙瓷砖");
    pty_keys(pty, "<1>");
    pty_expect(pty, "[1 本部门");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "经过 ");
    pty_expect(pty, "3 反馈办理结果");
    pty_expect(pty, "8 退单");
    pty_refuse(pty, "9 办结");
    is_refused(pty, "<9>", "只有责任人可以办结此办件;请找责任人");
    is_refused(pty, "<4>", "或村居书记可以指定此办件的办理人;请找");
    workplace_leave(pty);
    assert_int_equal(count_acts(), acts);
    assert_int_equal(count_noted("U01", "denied tally"), 1);
    assert_int_equal(count_noted("U01", "denied case open"), 1);
    assert_int_equal(count_noted("U01", "denied case show"), 1);
    assert_int_equal(count_noted("U01", "denied case close"), 1);
    assert_int_equal(count_noted("U01", "denied case assign"), 1);
}

static void a_clerk_looks_and_answers_for_the_department(void **state)
{
    (void)state;
    see_clerk(24, 80);
}

static void and_so_on_a_large_terminal(void **state)
{
    (void)state;
    see_clerk(40, 120);
}

/* What somebody does next stands on the first screen, and what to begin with. */
static void the_first_screen_says_what_comes_next(void **state)
{
    static const struct {
        const char *staff, *says, *queue;
    } rows[] = {{"T01", "F4 看各站上报的办件", "镇街待分派"},
                {"U01", "F4 看分派来的办件", "本部门"},
                {"V01", "F4 看督办", "已督办"},
                {"S04", "F4 看本网格办件", "网格 G03"},
                {"S10", "F4 看本网格办件", "网格 G03"},
                {"S05", "F4 看兜底办件", "兜底"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct pty *pty = workplace_start(24, 80, rows[i].staff, chinese);
        pty_expect(pty, rows[i].says);
        pty_expect(pty, rows[i].queue);
        /* the first case below the queue is one Enter away */
        pty_keys(pty, "<Up>");
        pty_expect(pty, "Enter 选中");
        workplace_leave(pty);
    }
    struct pty *pty = workplace_start(24, 80, "S01", chinese);
    pty_expect(pty, "不留名");
    pty_refuse(pty, "F4 看");
    workplace_leave(pty);
}

/* The intake offers what goes through: an informant enters no resident, the second seat assigns
 * nothing that another one will answer for. */
static void the_intake_offers_what_goes_through(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S11", chinese);

    (void)state;
    pty_expect(pty, "不留名");
    pty_keys(pty, "钱有福");
    pty_expect(pty, "只记姓名");
    pty_refuse(pty, "新居民");
    pty_keys(pty, "<Esc><F4>");
    pty_expect(pty, "[1 我报的 2]");
    pty_expect(pty, "楼道灯不亮");
    workplace_leave(pty);
    pty = workplace_start(24, 80, "S02", chinese);
    pty_expect(pty, "不留名");
    pty_keys(pty, "<Enter>路灯不亮<Enter>");
    pty_expect(pty, "5 登记受理");
    pty_expect(pty, "2 约定");
    pty_refuse(pty, "4 指定");
    pty_refuse(pty, "9 当场解决");
    workplace_leave(pty);
}

/* The desk takes in and reminds; what is the secretary's is refused there. */
static void the_desk_designates_nobody(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S02", chinese);
    int64_t acts = count_acts();

    (void)state;
    pty_expect(pty, "件超期");
    pty_expect(pty, "F2 随手记");
    pty_keys(pty, "<F4><3>");
    pty_expect(pty, "[3 兜底");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "经过 ");
    is_refused(pty, "<4>", "只有村居书记可以为此办件指定专人;请找");
    is_refused(pty, "<8>", "只有村居书记可以将此办件挂账;请找");
    workplace_leave(pty);
    assert_int_equal(count_acts(), acts);
    assert_int_equal(count_noted("S02", "denied case designate"), 1);
    assert_int_equal(count_noted("S02", "denied case shelve"), 1);
}

/* A row of residents hides its numbers until a key shows them, which is noted; the same key hides
 * them again. */
static void a_number_in_a_list_is_shown_by_a_key(void **state)
{
    struct pty *pty = workplace_start(24, 80, "S01", chinese);

    (void)state;
    pty_expect(pty, "F6 清单");
    pty_keys(pty, "<F6><4>");
    pty_expect(pty, "9 显示号码");
    pty_refuse(pty, " 1390000");
    assert_int_equal(count_noted("S01", "reveal"), 0);
    pty_keys(pty, "<9>");
    pty_expect(pty, " 1390000");
    pty_expect(pty, "9 隐藏号码");
    assert_int_equal(count_noted("S01", "reveal"), 1);
    pty_keys(pty, "<9>");
    pty_refuse(pty, " 1390000");
    workplace_leave(pty);
    assert_int_equal(count_noted("S01", "reveal"), 1);
}

/* The supervisor of the district on a case that a department has: supervised it is shown whole, and
 * is given a later day; the department sees both. */
static void the_supervisor_supervises_and_extends(void **state)
{
    struct pty *pty = workplace_start(24, 80, "V01", chinese);
    struct arena arena = {0};
    struct matter matter;
    struct error error;

    (void)state;
    pty_keys(pty, "<F4><4>");
    pty_expect(pty, "[4 已分派");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "不向您显示");
    pty_expect(pty, "部门时限   11-30");
    pty_refuse(pty, "屋顶漏");
    pty_keys(pty, "<5>请尽快看现场<Enter>");
    pty_expect(pty, "已记录:督办");
    pty_expect(pty, "屋顶漏");
    pty_expect(pty, "已督办   今天 10:42 方慧 对 区房管局");
    pty_keys(pty, "<8>12-04<Enter>要等鉴定<Enter>");
    pty_expect(pty, "已记录:延期");
    pty_expect(pty, "部门时限   12-04(原 11-30)");
    pty_keys(pty, "<F4><1>");
    pty_expect(pty, "[1 已督办 2]");
    workplace_leave(pty);
    struct desk *desk = workplace_desk();
    assert_int_equal(follow_case(desk, workplace_newest("屋顶漏"), &arena, &matter, &error),
                     STATUS_OK);
    assert_int_equal(matter.unit_due_on, clock_day_from(2026, 12, 4));
    assert_int_equal(matter.first_unit_due_on, clock_day_from(2026, 11, 30));
    assert_true(matter.flags & FLAG_SUPERVISED);
    desk_free(desk);
    arena_release(&arena);
    pty = workplace_start(24, 80, "U01", chinese);
    pty_keys(pty, "<F4>");
    pty_expect(pty, "屋顶漏");
    pty_expect(pty, "督");
    workplace_leave(pty);
}

#define WORK(test) cmocka_unit_test_setup(test, workplace_copy)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORK(counts_are_those_of_the_rows),
        WORK(a_clerk_looks_and_answers_for_the_department),
        WORK(and_so_on_a_large_terminal),
        WORK(the_first_screen_says_what_comes_next),
        WORK(the_desk_designates_nobody),
        WORK(a_number_in_a_list_is_shown_by_a_key),
        WORK(the_supervisor_supervises_and_extends),
        WORK(the_intake_offers_what_goes_through),
    };

    return cmocka_run_group_tests_name("roles", tests, workplace_make, workplace_remove);
}
