/* SPDX-License-Identifier: MIT */
/* Reception on the real program: whole visits, and the keys that they cost (screens.md). */
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

/* All acts of a key press are one request. */
static void assert_one_request(const struct matter *matter, size_t count)
{
    assert_true(matter->history_count >= count);
    for (size_t i = 1; i < count; i++)
        assert_string_equal(act_text(matter->history[i].act, FIELD_REQUEST),
                            act_text(matter->history[0].act, FIELD_REQUEST));
}

static void takes_in_a_known_resident_and_rates(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "zmf");
    pty_expect(pty, "周美芳 女 78岁 5号502");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "139****2208");
    pty_expect(pty, "楼道灯不亮");
    pty_keys(pty, "本子");
    pty_expect(pty, "换发就医记录册(本子)");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "[ ] 社会保障卡或医保卡");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "材料 2 齐了");
    pty_keys(pty, "<9>");
    pty_expect(pty, "您 对 服 务 态 度 满 意 吗");
    pty_refuse(pty, "今天约定");
    pty_keys(pty, "<5>");
    pty_expect(pty, "您 对 服 务 能 力 满 意 吗");
    pty_keys(pty, "<4>");
    pty_expect(pty, "谢 谢 您");
    pty_expect(pty, "评价已记");
    assert_in_range(pty_presses(pty), 1, 10);
    workplace_leave(pty);
    struct matter matter = read_case("本子", &arena);
    assert_string_equal(matter.name, "周美芳");
    assert_string_equal(matter.service, "YB01");
    assert_string_equal(matter.outcome, "solved");
    assert_string_equal(matter.via, "video");
    assert_string_equal(matter.have, "1,2");
    assert_false(matter.is_open);
    assert_int_equal(matter.attitude, 5);
    assert_int_equal(matter.ability, 4);
    assert_string_equal(matter.source, "pressed");
    assert_one_request(&matter, 3);
    arena_release(&arena);
}

static void takes_in_a_new_resident(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "欧阳新来");
    pty_expect(pty, "新登记居民");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "身份证号");
    pty_keys(pty, "13912340000<Enter>9-301<Enter><2><Enter>1950-03-05<Enter><Ctrl-S>");
    pty_expect(pty, "欧阳新来 女 76岁 9号301");
    pty_keys(pty, "打印");
    pty_expect(pty, "打印复印");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "怎么办");
    pty_keys(pty, "<3>");
    pty_expect(pty, "态 度");
    pty_keys(pty, "<5><5>");
    pty_expect(pty, "评价已记");
    assert_in_range(pty_presses(pty), 1, 14);
    pty_keys(pty, "欧阳新来");
    pty_expect(pty, "139****0000");
    pty_expect(pty, "已答疑 5/5");
    workplace_leave(pty);
    struct matter matter = read_case("打印复印", &arena);
    assert_string_equal(matter.name, "欧阳新来");
    assert_string_equal(matter.door, "9-301");
    assert_int_equal(strlen(matter.resident), 9);
    arena_release(&arena);
}

/* The first of the five visits: the booklet renewed over the video link. */
static void parks_a_video_link_and_comes_back(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "zmf<Enter>本子<Enter><Enter>");
    pty_expect(pty, "8 连线中");
    pty_keys(pty, "<8>");
    pty_expect(pty, "F9 1 连线中 周美芳 本子");
    pty_expect(pty, "已等 0 分");
    pty_keys(pty, "<F9>");
    pty_expect(pty, "材料 2 齐了");
    pty_keys(pty, "<9>");
    pty_expect(pty, "态 度");
    pty_keys(pty, "<5><5>");
    pty_expect(pty, "暂存 0");
    assert_in_range(pty_presses(pty), 1, 8);
    workplace_leave(pty);
}

/* The second one: a caller who works until six needs to know what to bring. */
static void agrees_with_a_caller_when_to_come(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<F3>余妙珍");
    pty_expect(pty, "[来电]");
    pty_expect(pty, "7号504");
    pty_keys(pty, "<Enter>开证明");
    pty_expect(pty, "居住情况咨询(开证明)");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "请带居民身份证原件");
    pty_keys(pty, "<2>");
    pty_expect(pty, "今天 11-23 周一 18:30");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "今天约定 4");
    assert_in_range(pty_presses(pty), 1, 6);
    workplace_leave(pty);
    struct matter matter = read_case("开证明", &arena);
    const struct matter_promise *promise = matter_next_promise(&matter);
    assert_non_null(promise);
    assert_string_equal(matter.channel, "phone");
    assert_string_equal(promise->kind, "come");
    assert_string_equal(promise->staff, "S06");
    assert_int_equal(promise->at, clock_at_from(clock_day_from(2026, 11, 23), 18, 30));
    assert_null(matter.have);
    assert_one_request(&matter, 2);
    arena_release(&arena);
}

/* What is missing goes onto the notice, whose code opens just that on the second visit. */
static void opens_only_what_is_missing_the_second_time(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};
    char keys[64];

    (void)state;
    pty_keys(pty, "zmf<Enter>老年卡<Enter>");
    pty_expect(pty, "2 [ ] 近期一寸照片");
    pty_keys(pty, "<1><Enter>");
    pty_expect(pty, "材料 3 缺 1");
    pty_keys(pty, "<7>");
    pty_expect(pty, "一次性告知单");
    struct matter first = read_case("补办老年卡", &arena);
    assert_int_equal(first.state, STATE_WAITING);
    assert_string_equal(first.have, "1");
    snprintf(keys, sizeof(keys), "%s", strrchr(first.number, '-') + 1);
    pty_keys(pty, keys);
    pty_expect(pty, "待补材料");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "还缺 1,另 1 项视情况");
    pty_refuse(pty, "] 居民身份证");
    pty_keys(pty, "<2><Enter>");
    pty_expect(pty, "5 开始办理");
    pty_keys(pty, "<5>");
    pty_expect(pty, "开始办理: 周美芳");
    workplace_leave(pty);
    struct matter second = read_case("补办老年卡", &arena);
    assert_string_equal(second.number, first.number);
    assert_int_equal(second.state, STATE_HANDLING);
    assert_string_equal(second.have, "1,2");
    arena_release(&arena);
}

/* All keys at once, before anything is drawn: as fast hands do, or a slow machine. */
static void keeps_up_with_keys_typed_ahead(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        pty_keys(pty, "周美芳<Enter><2><Enter>居住<Enter>");
        pty_keys(pty, "<Esc><Esc><Esc><Esc><Esc>");
    }
    pty_keys(pty, "周美芳<Enter>本子<Enter><Enter><3><5><5>");
    pty_expect(pty, "评价已记");
    pty_keys(pty, "吴金妹<Enter>本子<Enter><1><Enter><5>");
    pty_expect(pty, "开始办理: 吴金妹 本子");
    workplace_leave(pty);
    struct matter matter = read_case("本子", &arena);
    assert_string_equal(matter.name, "吴金妹");
    assert_string_equal(matter.have, "1");
    arena_release(&arena);
}

static void shows_more_where_there_is_room(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    struct pty *pty = workplace_start(40, 120, NULL, chinese);

    (void)state;
    pty_keys(pty, "周美芳");
    pty_expect(pty, "> 周美芳 女 78岁 5号502 139****2208 有在办");
    pty_keys(pty, "<Enter>本子<Enter>");
    pty_expect(pty, "带了什么");
    pty_expect(pty, "139****2208");
    pty_expect(pty, "今天约定 3");
    pty_keys(pty, "<Enter><9>");
    pty_expect(pty, "态 度");
    pty_keys(pty, "<4><4>");
    pty_expect(pty, "评价已记");
    workplace_leave(pty);
}

/* What few requests need stands behind 0. */
static void notes_who_acts_for_them_and_when(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "周美芳<Enter>楼上漏水<Enter>");
    pty_expect(pty, "0 更多");
    pty_keys(pty, "<0><2>女儿 周敏<Enter>");
    pty_expect(pty, "代办 女儿 周敏");
    pty_keys(pty, "<0><3>赵刚<Enter>");
    pty_expect(pty, "对方 赵刚");
    pty_keys(pty, "<0><6>");
    pty_expect(pty, "难事帮办");
    pty_keys(pty, "<3>");
    pty_expect(pty, "难事帮办   代办 女儿 周敏");
    pty_keys(pty, "<0><8>25:00<Enter>");
    pty_expect(pty, "这不是已过去的时间");
    pty_keys(pty, "<Ctrl-U>9:15<Enter>");
    pty_expect(pty, "11-23 09:15");
    pty_keys(pty, "<5>");
    pty_expect(pty, "开始办理: 周美芳");
    workplace_leave(pty);
    struct matter matter = read_case("楼上漏水", &arena);
    assert_string_equal(matter.urgency, "difficult");
    assert_int_equal(matter.opened_at, clock_at_from(clock_day_from(2026, 11, 23), 9, 15));
    assert_int_equal(matter.party_count, 2);
    assert_string_equal(matter.parties[0].name, "周敏");
    assert_string_equal(matter.parties[0].relation, "女儿");
    assert_string_equal(matter.parties[1].name, "赵刚");
    arena_release(&arena);
}

static void warns_of_a_newcomer_who_is_known(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "周美芬");
    pty_expect(pty, "新登记居民");
    pty_keys(pty, "<Enter>13900002208");
    pty_expect(pty, "名册里已有: 周美芳 女 5-502");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "谁: 周美芬");
    workplace_leave(pty);
}

/* A phone number or a door that nobody has begins the form in its own field. */
static void begins_a_newcomer_with_what_is_known(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "13811112222");
    pty_expect(pty, "新登记居民");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "电话  13811112222");
    pty_keys(pty, "梅兰竹<Tab><Tab><Tab><Tab><Tab>999999195003050021<Ctrl-S>");
    pty_expect(pty, "梅兰竹 女 76岁");
    workplace_leave(pty);
}

static void counts_with_two_keys(void **state)
{
    struct pty *pty = workplace_open();

    (void)state;
    pty_keys(pty, "<F2>");
    pty_expect(pty, "打印复印");
    pty_keys(pty, "<1>");
    pty_expect(pty, "已记: 打印复印 今天第");
    assert_int_equal(pty_presses(pty), 2);
    workplace_leave(pty);
}

static void leaves_no_name_and_takes_the_words_as_they_are(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<Enter>小区东门地砖松了绊人");
    pty_expect(pty, "照原话记");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "责任人 陆伟");
    pty_keys(pty, "<4>");
    pty_expect(pty, "指定给谁");
    pty_keys(pty, "张欣<Enter>");
    pty_expect(pty, "不留名 小区东门地砖松了绊人");
    workplace_leave(pty);
    struct matter matter = read_case("地砖", &arena);
    assert_string_equal(matter.name, "");
    assert_string_equal(matter.service, "");
    assert_string_equal(matter.holder, "S04");
    assert_int_equal(matter.rule, RULE_ASSIGNED);
    arena_release(&arena);
}

static void offers_first_whose_duty_it_is(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "zmf<Enter>高龄<Enter><Enter><4>");
    pty_expect(pty, ">陈静");
    pty_expect(pty, "分管 手上");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "查询码");
    workplace_leave(pty);
    struct matter matter = read_case("高龄", &arena);
    assert_string_equal(matter.holder, "S03");
    arena_release(&arena);
}

static void says_what_a_committee_must_not_issue(void **state)
{
    struct pty *pty = workplace_open();
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<Enter>健在");
    pty_expect(pty, "不应由居委会出具");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "去哪里办: 由社保经办机构");
    pty_expect(pty, "民发〔2020〕20号");
    pty_keys(pty, "<3>");
    pty_expect(pty, "态 度");
    pty_keys(pty, "<0>");
    pty_expect(pty, "未评价");
    workplace_leave(pty);
    struct matter matter = read_case("健在证明", &arena);
    assert_string_equal(matter.outcome, "answered");
    assert_string_equal(matter.via, "referral");
    assert_int_equal(matter.attitude, 0);
    arena_release(&arena);
}

static void chooses_nobody_among_namesakes(void **state)
{
    struct pty *pty = workplace_open();
    int count = workplace_count();

    (void)state;
    pty_keys(pty, "张伟");
    pty_expect(pty, "居民 2");
    pty_refuse(pty, "紧急联系人");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "有几位同名");
    pty_keys(pty, "<Down>");
    pty_expect(pty, "> 张伟");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "常办");
    workplace_leave(pty);
    assert_int_equal(workplace_count(), count);
}

/* A joint receptionist takes in, and the social worker on duty is accountable. */
static void hands_over_what_a_joint_receptionist_takes_in(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    struct pty *pty = workplace_start(24, 80, "S02", chinese);
    struct arena arena = {0};

    (void)state;
    pty_keys(pty, "<Enter>门禁坏了两天<Enter>");
    pty_expect(pty, "登记受理    交 陆伟");
    pty_refuse(pty, "9 当场解决");
    pty_keys(pty, "<5>");
    pty_expect(pty, "已受理: 不留名 门禁坏了两天");
    workplace_leave(pty);
    struct matter matter = read_case("门禁坏了两天", &arena);
    assert_string_equal(matter.holder, "S01");
    assert_int_equal(matter.state, STATE_RECEIVED);
    arena_release(&arena);
}

static void notes_a_demand_without_a_case(void **state)
{
    struct pty *pty = workplace_open();
    int count = workplace_count();

    (void)state;
    pty_keys(pty, "zmf<Enter>想在楼下添一排晾衣架<Enter><1>");
    pty_expect(pty, "已记入需求清单");
    workplace_leave(pty);
    assert_int_equal(workplace_count(), count);
}

static void asks_who_works_here(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};

    (void)state;
    workplace_settings("");
    struct pty *pty = workplace_start(24, 80, NULL, chinese);
    pty_expect(pty, "现在由谁办理");
    pty_expect(pty, "社工 首问接待"); /* there is nothing to go back to yet */
    pty_keys(pty, "<Esc><0>jl<Enter>");
    pty_expect(pty, " 金琳  我负责");
    pty_keys(pty, "<Ctrl-T><4>");
    pty_expect(pty, " 陈静  我负责");
    workplace_leave(pty);
}

static void says_that_it_needs_a_terminal(void **state)
{
    char command[700], said[400] = "";
    const char *argv[] = {"/bin/sh", "-c", command, NULL};

    (void)state;
    snprintf(command, sizeof(command), "%s/src/shouwen --db %s --config %s </dev/null",
             getenv("SHOUWEN_BUILDDIR"), workplace_database(), workplace_config());
    struct pty *pty = pty_start(&(struct pty_options){.argv = argv});
    assert_int_equal(pty_end_saying(pty, said, sizeof(said)), 3);
    assert_non_null(strstr(said, "shouwen: "));
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(takes_in_a_known_resident_and_rates, workplace_copy),
        cmocka_unit_test_setup(takes_in_a_new_resident, workplace_copy),
        cmocka_unit_test_setup(parks_a_video_link_and_comes_back, workplace_copy),
        cmocka_unit_test_setup(agrees_with_a_caller_when_to_come, workplace_copy),
        cmocka_unit_test_setup(opens_only_what_is_missing_the_second_time, workplace_copy),
        cmocka_unit_test_setup(keeps_up_with_keys_typed_ahead, workplace_copy),
        cmocka_unit_test_setup(shows_more_where_there_is_room, workplace_copy),
        cmocka_unit_test_setup(notes_who_acts_for_them_and_when, workplace_copy),
        cmocka_unit_test_setup(warns_of_a_newcomer_who_is_known, workplace_copy),
        cmocka_unit_test_setup(begins_a_newcomer_with_what_is_known, workplace_copy),
        cmocka_unit_test_setup(counts_with_two_keys, workplace_copy),
        cmocka_unit_test_setup(leaves_no_name_and_takes_the_words_as_they_are, workplace_copy),
        cmocka_unit_test_setup(offers_first_whose_duty_it_is, workplace_copy),
        cmocka_unit_test_setup(says_what_a_committee_must_not_issue, workplace_copy),
        cmocka_unit_test_setup(chooses_nobody_among_namesakes, workplace_copy),
        cmocka_unit_test_setup(hands_over_what_a_joint_receptionist_takes_in, workplace_copy),
        cmocka_unit_test_setup(notes_a_demand_without_a_case, workplace_copy),
        cmocka_unit_test_setup(asks_who_works_here, workplace_copy),
        cmocka_unit_test_setup(says_that_it_needs_a_terminal, workplace_copy),
    };

    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
