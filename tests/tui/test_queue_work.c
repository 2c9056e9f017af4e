/* SPDX-License-Identifier: MIT */
/* Queues and cases on the real program: whole stories, what they cost in keys, and other programs
 * at work on the same file. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

static struct pty *start(const char *staff)
{
    struct pty *pty = workplace_start(24, 80, staff, chinese);

    pty_expect(pty, "什么事");
    pty_keys(pty, "<F4>");
    pty_expect(pty, "[1 ");
    return pty;
}

/* Records acts as another program would. */
static void record(const char *staff, struct act *acts, size_t count)
{
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct error error;
    const char *number;

    if (desk_sign_in(desk, staff, &error) != STATUS_OK ||
        follow_record(desk, acts, count, &arena, &number, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    arena_release(&arena);
    desk_free(desk);
}

static void open_case(const char *staff, const char *name, const char *subject, const char *party)
{
    struct act act = {.kind = ACT_OPEN};

    act.value[FIELD_CHANNEL] = "walk-in";
    act.value[FIELD_NAME] = name;
    act.value[FIELD_SUBJECT] = subject;
    act.value[FIELD_PARTY] = party;
    record(staff, &act, 1);
}

static struct matter read_case(const char *subject, struct arena *arena)
{
    struct desk *desk = workplace_desk();
    struct matter matter;
    struct error error;

    if (follow_case(desk, workplace_newest(subject), arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    desk_free(desk);
    return matter;
}

/* The queue of all open cases, searched for a subject, and the case opened. */
static struct pty *open_at(const char *staff, const char *subject)
{
    struct pty *pty = start(staff);

    /* the secretary's own queue is before all open ones */
    pty_keys(pty, strcmp(staff, "S05") == 0 ? "<3>" : "<2>");
    pty_expect(pty, strcmp(staff, "S05") == 0 ? "[3 全部在办" : "[2 全部在办");
    pty_keys(pty, "/");
    pty_expect(pty, "查询码");
    pty_keys(pty, subject);
    pty_expect(pty, subject);
    pty_keys(pty, "<Enter><Enter>");
    pty_expect(pty, "经过");
    return pty;
}

/* The last of the five visits: fallback and an on-site session, at most four keys a step. */
static void a_dispute_goes_to_the_secretary(void **state)
{
    struct arena arena = {0};
    struct act assign = {.kind = ACT_ASSIGN};
    char subject[64];
    int before;

    (void)state;
    open_case("S01", "李桂珍", "楼上漏水 邻里纠纷", "赵刚");
    snprintf(subject, sizeof(subject), "case/%s", workplace_newest("楼上漏水"));
    assign.subject = subject;
    assign.value[FIELD_TO] = "S03";
    record("S01", &assign, 1);

    struct pty *pty = open_at("S03", "楼上漏水");
    pty_expect(pty, "对方     赵刚");
    pty_expect(pty, "指定责任");
    before = pty_presses(pty);
    pty_keys(pty, "<0>退回<Enter>");
    pty_expect(pty, "原因");
    pty_keys(pty, "超出职责,需鉴定漏水原因<Enter>");
    pty_expect(pty, "责任人转为 王建国");
    assert_in_range(pty_presses(pty) - before, 1, 4);
    workplace_leave(pty);

    pty = open_at("S05", "楼上漏水");
    pty_expect(pty, "陈静退回");
    before = pty_presses(pty);
    pty_keys(pty, "<0>书记认领<Enter>");
    pty_expect(pty, "已记录:书记认领");
    assert_in_range(pty_presses(pty) - before, 1, 4);
    before = pty_presses(pty);
    pty_keys(pty, "<6>");
    pty_expect(pty, "邀请单位");
    pty_keys(pty, "明天 15:00<Enter>房管局、司法所、物业<Enter><Enter>");
    pty_expect(pty, "11-24 15:00  房管局 未回  司法所 未回  物业 未回");
    assert_in_range(pty_presses(pty) - before, 1, 4);
    workplace_leave(pty);
    struct matter matter = read_case("楼上漏水", &arena);
    assert_int_equal(matter.rule, RULE_FALLBACK);
    assert_string_equal(matter.holder, "S05");
    arena_release(&arena);
}

static void gives_a_case_away_and_takes_it_back(void **state)
{
    struct arena arena = {0};

    (void)state;
    open_case("S01", "李桂珍", "水表箱盖坏了", NULL);
    struct pty *pty = open_at("S01", "水表箱");
    pty_keys(pty, "<4>");
    pty_expect(pty, "请假至 11-28");
    pty_keys(pty, "张欣<Enter>");
    pty_expect(pty, "指定: 张欣");
    pty_keys(pty, "今天去看看<Enter>");
    pty_expect(pty, "责任人转为 张欣");
    pty_expect(pty, "待开始办理");
    pty_expect(pty, "Ctrl-Z 撤销(还剩 10 分)");
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "责任人转为 陆伟");
    pty_expect(pty, "[已撤销]");
    workplace_leave(pty);
    struct matter matter = read_case("水表箱", &arena);
    assert_string_equal(matter.holder, "S01");
    assert_int_equal(matter.rule, RULE_FIRST_CONTACT);
    assert_int_equal(matter.history_count, 3);
    arena_release(&arena);
}

static void closes_rates_and_reopens(void **state)
{
    struct arena arena = {0};

    (void)state;
    open_case("S01", "李桂珍", "信箱锁坏了", NULL);
    struct pty *pty = open_at("S01", "信箱锁");
    pty_keys(pty, "<8>");
    pty_expect(pty, "只有村居书记可以将此办件挂账;请找 王建国");
    pty_keys(pty, "<3>已打电话<Enter>");
    pty_expect(pty, "现在是:已告知");
    pty_keys(pty, "<9><1>换了新锁<Enter>");
    pty_expect(pty, "已办结:");
    pty_keys(pty, "<0>居民评价<Enter>");
    pty_expect(pty, "2  电话");
    pty_keys(pty, "<2>");
    pty_expect(pty, "服务能力");
    pty_keys(pty, "<4><5><Enter>");
    pty_expect(pty, "服务态度 4 服务能力 5");
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "评价");
    pty_keys(pty, "<0>重开<Enter>又坏了<Enter>");
    pty_expect(pty, "已重开,责任人 陆伟");
    workplace_leave(pty);
    struct matter matter = read_case("信箱锁", &arena);
    assert_true(matter.is_open);
    assert_int_equal(matter.attitude, 4);
    arena_release(&arena);
}

static void fill(int count)
{
    enum { BATCH = 250 };
    static struct act acts[BATCH];
    static char subjects[BATCH][32];

    for (int done = 0; done < count;) {
        int batch = count - done < BATCH ? count - done : BATCH;
        memset(acts, 0, sizeof(acts));
        for (int i = 0; i < batch; i++, done++) {
            snprintf(subjects[i], sizeof(subjects[i]), "第%04d件", done + 1);
            acts[i].kind = ACT_OPEN;
            acts[i].value[FIELD_CHANNEL] = "phone";
            acts[i].value[FIELD_SUBJECT] = subjects[i];
        }
        record("S12", acts, (size_t)batch);
    }
}

static void pages_through_two_thousand(void **state)
{
    (void)state;
    fill(2000);
    struct pty *pty = start("S12");
    pty_expect(pty, "[1 我的 200");
    pty_expect(pty, "第0001件");
    pty_keys(pty, "<PageDown>");
    pty_expect(pty, "第0020件");
    pty_keys(pty, "<G>");
    pty_expect(pty, "第2000件");
    pty_keys(pty, "<Up*30>");
    pty_expect(pty, "第1970件");
    pty_keys(pty, "<Home>");
    pty_expect(pty, "第0001件");
    pty_keys(pty, "/第1234");
    pty_expect(pty, "第1234件");
    pty_refuse(pty, "第0001件");
    pty_resize(pty, 40, 120);
    pty_expect(pty, "类别");
    pty_keys(pty, "<Enter><Enter>");
    pty_expect(pty, "经过 1");
    pty_resize(pty, 24, 80);
    pty_expect(pty, "第1234件");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "f 存为列表");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "[1 我的 200");
    pty_expect(pty, "第0001件");
    workplace_leave(pty);
}

/* The row that the cursor is on. */
static const char *cursor_row(struct pty *pty)
{
    for (int row = 0; row < 24; row++)
        if (pty_row(pty, row)[0] == '>')
            return pty_row(pty, row);
    fail_msg("no row has the cursor:\n%s", pty_screen(pty));
    return "";
}

static void sees_what_another_program_does(void **state)
{
    struct act urgent = {.kind = ACT_OPEN};
    char row[400];

    (void)state;
    urgent.value[FIELD_CHANNEL] = "alarm";
    urgent.value[FIELD_SUBJECT] = "消防烟感报警";
    urgent.value[FIELD_URGENCY] = "urgent";
    struct pty *pty = start("S01");
    pty_keys(pty, "<2>");
    pty_expect(pty, "[2 全部在办");
    /* what changes below the list says that all of it has come */
    pty_expect(pty, "我负责 6");
    pty_keys(pty, "<Down*5>/");
    pty_expect(pty, "查询码");
    pty_refuse(pty, "1-8 队列");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "1-8 队列");
    snprintf(row, sizeof(row), "%s", cursor_row(pty));
    record("S01", &urgent, 1);
    pty_expect(pty, "消防烟感报警");
    pty_expect(pty, "我负责 7");
    assert_string_equal(cursor_row(pty), row);
    workplace_leave(pty);
}

static void keys_typed_ahead_mean_what_they_say(void **state)
{
    (void)state;
    open_case("S01", "李桂珍", "晒衣架歪了", NULL);
    struct pty *pty = start("S01");
    pty_keys(pty, "/晒衣架<Enter><Enter><1>已约师傅<Enter>");
    pty_expect(pty, "已记录:备注");
    pty_expect(pty, "已约师傅");
    workplace_leave(pty);
}

static void works_without_colours(void **state)
{
    static const char *const vt100[] = {"LANGUAGE=zh_CN", "TERM=vt100", NULL};

    (void)state;
    struct pty *pty = workplace_start(24, 80, "S01", vt100);
    pty_expect(pty, "什么事");
    pty_keys(pty, "<Ctrl-P>超期<Enter>");
    pty_expect(pty, "超期 5 天");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "超期 5 天");
    assert_false(pty_has_colour(pty));
    workplace_leave(pty);
}

#define WORK(test) cmocka_unit_test_setup(test, workplace_copy)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORK(a_dispute_goes_to_the_secretary), WORK(gives_a_case_away_and_takes_it_back),
        WORK(closes_rates_and_reopens),        WORK(pages_through_two_thousand),
        WORK(sees_what_another_program_does),  WORK(keys_typed_ahead_mean_what_they_say),
        WORK(works_without_colours),
    };

    return cmocka_run_group_tests_name("queue_work", tests, workplace_make, workplace_remove);
}
