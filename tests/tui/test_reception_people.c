/* SPDX-License-Identifier: MIT */
/* Reception on the real program: all people of a request, what is asked for elsewhere, and what
 * was asked for already. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* The newest case about something, as it was recorded; its texts are in the arena. */
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

/* Any number of people with their phones, whom to call back, and with whom it was done: one form
 * behind 0, which the case has as well. */
static void names_all_people_and_the_unit_in_one_form(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<Enter>楼上漏水到厨房<Enter>");
    pty_expect(pty, "0 更多");
    pty_keys(pty, "<0><9>");
    pty_expect(pty, "相关人和办理方式");
    pty_keys(pty,
             "儿子 李强 13600001234 *<Tab>赵刚 13900000021;钱伟<Tab>女儿 周敏<Tab>区房管局<Tab>"
             "张老师<Tab>FG-117<Enter>");
    pty_expect(pty, "对方 赵刚");
    pty_keys(pty, "<5>");
    pty_expect(pty, "开始办理: 不留名");
    workplace_leave(pty);
    struct matter matter = read_case("楼上漏水到厨房", &arena);
    assert_int_equal(matter.party_count, 4);
    assert_string_equal(matter.parties[0].phone, "13600001234");
    assert_true(matter.parties[0].is_contact);
    assert_string_equal(matter.parties[2].name, "钱伟");
    assert_string_equal(matter.parties[3].role, "emergency");
    assert_int_equal(matter.way_count, 1);
    assert_string_equal(matter.ways[0].unit, "区房管局");
    assert_string_equal(matter.ways[0].spoke_with, "张老师");
    assert_string_equal(matter.ways[0].receipt, "FG-117");
    arena_release(&arena);
}

/* The fourth of the five visits: a drama act is wanted for the evening, asked for in five keys. */
static void asks_for_a_drama_act(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<F7>");
    pty_expect(pty, "资源");
    pty_keys(pty, "沪剧");
    pty_expect(pty, "沪剧小戏一台");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "街道文化活动中心");
    pty_keys(pty, "<1>");
    pty_expect(pty, "做什么用");
    pty_keys(pty, "周五晚上纳凉晚会,一台戏<Enter>");
    pty_expect(pty, "什么时候回话");
    pty_keys(pty, "周五<Enter>");
    pty_expect(pty, "已申请,办件 ");
    assert_int_equal(pty_presses(pty), 5);
    workplace_leave(pty);
    struct matter matter = read_case("沪剧小戏", &arena);
    assert_string_equal(matter.channel, "own");
    assert_int_equal(matter.promise_count, 1);
    assert_int_equal(clock_day_of(matter.promises[0].at), clock_day_from(2026, 11, 27));
    arena_release(&arena);
}

/* What is no day keeps the box, what was typed there and what was asked for before. */
static void a_day_not_understood_loses_nothing(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<F7>");
    pty_expect(pty, "资源");
    pty_keys(pty, "沪剧<Enter>");
    pty_expect(pty, "街道文化活动中心");
    pty_keys(pty, "<1>周五晚上一台戏<Enter>");
    pty_expect(pty, "什么时候回话(11-27");
    pty_keys(pty, "大概下周吧<Enter>");
    pty_expect(pty, "不是日期");
    pty_expect(pty, "什么时候回话");
    pty_expect(pty, "大概下周吧");
    pty_keys(pty, "<Ctrl-U>周五<Enter>");
    pty_expect(pty, "已申请,办件 ");
    workplace_leave(pty);
    assert_string_equal(read_case("沪剧小戏", &arena).channel, "own");
    arena_release(&arena);
}

/* The door as people say it is a door, and never a name. */
static void a_spoken_door_is_no_name(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "5502");
    pty_expect(pty, "周美芳 女 78");
    pty_keys(pty, "<Esc>99903");
    pty_expect(pty, "新登记居民");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "门牌  99903");
    pty_keys(pty, "4671<Ctrl-S>");
    pty_expect(pty, "不是姓名");
    pty_keys(pty, "<Esc><Esc>");
    pty_refuse(pty, "新登记居民");
    workplace_leave(pty);
}

/* The wrong person: the case is a mistake, and what was typed is there again to be put right. */
static void takes_back_what_was_recorded_last(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "周美芳<Enter>楼梯扶手松了<Enter>");
    pty_expect(pty, "怎么办");
    pty_keys(pty, "<5>");
    pty_expect(pty, "Ctrl-Z 撤销");
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "已撤销");
    pty_expect(pty, "谁: 周美芳");
    pty_expect(pty, "什么事: 楼梯扶手松了");
    assert_string_equal(read_case("楼梯扶手松了", &arena).outcome, "mistaken");
    pty_keys(pty, "<Ctrl-Z>");
    pty_expect(pty, "没有刚登记的");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "怎么办");
    pty_keys(pty, "<5>");
    pty_expect(pty, "Ctrl-Z 撤销");
    workplace_leave(pty);
    assert_true(read_case("楼梯扶手松了", &arena).is_open);
    arena_release(&arena);
}

/* Nobody is called back without a number: it is asked for, or there is none. */
static void asks_for_the_number_to_call_back(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<Enter>问拆违的事<Enter>");
    pty_expect(pty, "怎么办");
    pty_keys(pty, "<2>");
    pty_expect(pty, "[回电]");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "打哪个电话");
    pty_keys(pty, "13811117777<Enter>");
    pty_expect(pty, "已约定: 不留名 问拆违的事");
    workplace_leave(pty);
    struct matter matter = read_case("问拆违的事", &arena);
    assert_string_equal(matter.phone, "13811117777");
    assert_int_equal(matter.promise_count, 1);
    arena_release(&arena);
}

/* The phone rings over a half-filled form: neither is lost. */
static void a_call_over_a_form_loses_nothing(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "梅兰竹");
    pty_expect(pty, "新登记居民");
    pty_keys(pty, "<Enter>13800");
    pty_expect(pty, "13800");
    pty_keys(pty, "<F3>");
    pty_expect(pty, "[来电] 谁:   ");
    pty_expect(pty, "F9 1 来访 梅兰竹");
    pty_keys(pty, "<F9>");
    pty_expect(pty, "[来访] 谁: 梅兰竹");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "13800");
    workplace_leave(pty);
}

/* Somebody moved: on their own page. */
static void a_resident_is_put_right(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "<F6>");
    pty_expect(pty, "清单");
    pty_keys(pty, "<4>");
    pty_expect(pty, "居民");
    pty_keys(pty, "/周美芳<Enter><Enter>");
    pty_expect(pty, "1 更正");
    pty_keys(pty, "<1>");
    pty_expect(pty, "更正哪一项");
    pty_keys(pty, "<3><Ctrl-U>七楼<Enter>");
    pty_expect(pty, "这不像门牌");
    pty_keys(pty, "<Ctrl-U>6-301<Enter>");
    pty_expect(pty, "已更正");
    pty_expect(pty, "6-301");
    /* a number that is masked is not emptied by an Enter; what is seen is */
    pty_keys(pty, "<1><2><Enter>");
    pty_expect(pty, "没有更改");
    pty_keys(pty, "<1><3><Ctrl-U><Enter>");
    pty_expect(pty, "已更正: 门牌");
    pty_refuse(pty, "6-301");
    workplace_leave(pty);
}

/* What was said stays what the case is about, beside the item; whoever asked about the same already
 * is noted from the first word on. */
static void warns_of_an_open_case_about_the_same(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "zmf<Enter>");
    pty_expect(pty, "已查:无重复办件");
    pty_keys(pty, "灯");
    pty_expect(pty, "提示 已有在办: 楼道灯不亮");
    pty_keys(pty, "<Backspace>楼道灯");
    pty_expect(pty, "提示 已有在办: 楼道灯不亮");
    pty_expect(pty, "> 公共设施报修");
    /* the item that it is about says so too, and what was said stays what the case is about */
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "5 开始办理");
    pty_expect(pty, "提示 已有在办: 楼道灯不亮");
    pty_keys(pty, "<5>");
    pty_expect(pty, "开始办理: 周美芳 楼道灯,查询码");
    pty_keys(pty, "<Enter>ggss<Enter><5>");
    pty_expect(pty, "开始办理: 不留名 公共设施报修,查询码");
    workplace_leave(pty);
    struct matter matter = read_case("楼道灯", &arena);
    assert_string_equal(matter.subject, "楼道灯");
    assert_string_equal(matter.service, "SQ01");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(names_all_people_and_the_unit_in_one_form, workplace_copy),
        cmocka_unit_test_setup(asks_for_a_drama_act, workplace_copy),
        cmocka_unit_test_setup(a_spoken_door_is_no_name, workplace_copy),
        cmocka_unit_test_setup(takes_back_what_was_recorded_last, workplace_copy),
        cmocka_unit_test_setup(asks_for_the_number_to_call_back, workplace_copy),
        cmocka_unit_test_setup(a_call_over_a_form_loses_nothing, workplace_copy),
        cmocka_unit_test_setup(a_resident_is_put_right, workplace_copy),
        cmocka_unit_test_setup(a_day_not_understood_loses_nothing, workplace_copy),
        cmocka_unit_test_setup(warns_of_an_open_case_about_the_same, workplace_copy),
    };

    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
