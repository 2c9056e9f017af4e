/* SPDX-License-Identifier: MIT */
/* The life of a case as the desk tells it to the command line (domain.md 3). */
#include "config.h"

#include "shouwen/base/memory.h"
#include "tests/cli/shell.h"

static struct arena kept; /* numbers that outlive the calls */

static void a_request_is_answered_at_the_desk(void **state)
{
    (void)state;
    ask("S01", "case open --channel walk-in --subject '医保怎么报销' --resident 王秀英");
    assert_got("state", "received");
    assert_got("rule", "first-contact");
    assert_got("accountable.id", "S01");
    assert_got("accountable.name", "陆伟");
    assert_got("holder", "S01");
    assert_got("first_contact.id", "S01");
    assert_got("resident.id", "RA000001A");
    assert_got("resident.name", "王秀英");
    assert_got("resident.phone", "139****5501");
    assert_got("opened_at", "2026-11-16T09:00:00+08:00");
    assert_got("due_on", "2026-11-19");
    const char *number = got("number");
    assert_int_equal(strncmp(number, "007001-261116-", 14), 0);
    ask("S01", "case answer %s --text '讲了报销比例'", number);
    assert_got("state", "closed");
    assert_got("outcome", "answered");
    assert_got("closed_at", "2026-11-16T09:00:00+08:00");
    assert_got("history.-1.act", "answer");
    assert_got("history.-1.by", "S01");
    assert_got("history.-1.node", "310115007001");
    assert_got("history.-1.text", "讲了报销比例");
    ask("S01", "case rate %s --attitude 5 --ability 4 --source pressed", got("number"));
    assert_got("state", "closed");
    assert_int_equal(number_at("rating.attitude"), 5);
    assert_int_equal(number_at("rating.ability"), 4);
    assert_got("rating.source", "pressed");
}

static void a_checklist_is_ticked_and_the_work_taken_on(void **state)
{
    const char *number = opened("--service MZ01 --resident 王秀英");

    (void)state;
    ask("S01", "case tick %s --have 1,3", number);
    assert_got("have", "1,3");
    assert_got("state", "received");
    ask("S01", "case accept %s", number);
    assert_got("state", "handling");
    assert_got("due_on", "2026-11-23");
    ask("S01", "case wait %s --until 2026-11-20 --reason 缺户口簿", number);
    assert_got("state", "waiting");
    shell_at("2026-11-18T10:00");
    ask("S01", "case resume %s", number);
    assert_got("state", "handling");
    assert_got("due_on", "2026-11-25");
    ask("S01", "case tick %s", number);
    assert_got("have", "1,2,3");
    ask("S01", "case close %s --outcome solved", number);
    assert_got("outcome", "solved");
    shell_at("2026-11-16T09:00");
}

static void a_case_is_handed_on_and_comes_back(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", number);
    assert_got("rule", "assigned");
    assert_got("accountable.id", "S03");
    assert_got("history.-1.to", "S03");
    ask("S03", "case decline %s --reason 不是我的条线", number);
    assert_got("rule", "fallback");
    assert_got("accountable.id", "S05");
    assert_got("history.-1.reason", "不是我的条线");
    refused(1, "fallback", "S06", "case take-over %s", number);
    ask("S05", "case designate %s --to S06", number);
    assert_got("rule", "fallback");
    assert_got("accountable.id", "S06");
    ask("S05", "case claim %s", number);
    assert_got("accountable.id", "S05");
    ask("S05", "case solve %s", number);
    assert_got("outcome", "solved");
}

static void a_colleague_takes_over(void **state)
{
    const char *number = opened("");

    (void)state;
    refused(1, "say who agreed that you take it over from", "S06", "case take-over %s", number);
    ask("S06", "case take-over %s --text 陆伟同意", number);
    assert_got("history.-1.text", "陆伟同意");
    assert_got("rule", "assigned");
    assert_got("accountable.id", "S06");
    assert_got("first_contact.id", "S01");
}

static void the_street_and_its_departments(void **state)
{
    const char *number = opened("--urgency difficult --grid 310115007001-G03");

    (void)state;
    ask("S04", "case report-up %s", number);
    assert_got("state", "reported");
    assert_got("handling_unit", "310115007");
    assert_got("accountable.id", "S01");
    ask("T01", "case dispatch %s --to 310115-fgj", number);
    assert_got("state", "dispatched");
    assert_got("unit_due_on", "2026-11-25");
    ask("U01", "case give-back %s --reason 不属本部门", number);
    assert_got("state", "reported");
    assert_int_equal(number_at("bounces"), 1);
    ask("T01", "case dispatch %s --to 310115-fgj", number);
    ask("U01", "case reply %s --text 下周换灯", number);
    assert_got("state", "replied");
    refused(1, "told", "S01", "case close %s --outcome solved", number);
    ask("S01", "case tell %s", number);
    assert_got("state", "told");
    ask("V01", "case supervise %s", number);
    assert_got("flags.0", "supervised");
    ask("S01", "case close %s --outcome solved", number);
    assert_got("state", "closed");
}

static void a_low_rating_opens_the_case_again(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", number);
    ask("S03", "case solve %s", number);
    ask("S01", "case rate %s --attitude 2 --ability 3 --source phone", number);
    assert_got("state", "handling");
    assert_got("rule", "fallback");
    assert_got("accountable.id", "S05");
    refused(1, "陈静", "S05", "case designate %s --to S03", number);
    ask("S05", "case designate %s --to S06", number);
    ask("S06", "case solve %s", number);
    assert_got("state", "closed");
}

static void undo_merge_reopen_withdraw(void **state)
{
    const char *one = opened(""), *other = opened("");

    (void)state;
    ask("S01", "case accept %s", one);
    ask("S01", "case undo %s", one);
    assert_got("state", "received");
    assert_true(json_get_boolean(member("history.1"), "undone"));
    ask("S01", "case merge %s --to %s", other, one);
    assert_got("outcome", "merged");
    assert_got("merged_into", one);
    assert_int_equal(json_length(member("followed_by")), 0);
    ask("S01", "case show %s", one);
    assert_got("followed_by.0.number", other);
    ask("S01", "case withdraw %s", one);
    assert_got("outcome", "withdrawn");
    ask("S01", "case reopen %s --reason 又来了", one);
    assert_got("state", "handling");
    assert_got("accountable.id", "S01");
    ask("S01", "case amend %s --set phone=13900007788", one);
    assert_got("resident.phone", "139****7788");
    ask("S01", "case promise %s --until 2026-11-17T15:00 --via call", one);
    ask("S01", "case list --queue callbacks");
    assert_got("cases.0.number", one);
    ask("S01", "case keep %s", one);
}

static void shelved_and_extended(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("S05", "case shelve %s --until 2026-12-16 --reason 等拨款", number);
    assert_got("state", "shelved");
    ask("S01", "case resume %s", number);
    assert_got("state", "received");
    ask("V01", "case extend %s --until 2026-12-01 --reason 天气", number);
    assert_got("due_on", "2026-12-01");
}

static void a_case_is_found_by_its_query_code(void **state)
{
    const char *number = opened("");
    char code[16];

    (void)state;
    snprintf(code, sizeof(code), "%s", number + strlen(number) - 9);
    ask("S01", "case show %s", code);
    assert_got("number", number);
    for (char *at = code; *at; at++)
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    ask("S01", "case accept %s", code);
    assert_got("number", number);
    refused(1, "no case", "S01", "case show 007001-261116-000000000");
}

static void a_person_is_linked_if_there_is_only_one(void **state)
{
    (void)state;
    ask("S01", "case open --channel phone --subject x --resident 张伟");
    assert_true(json_text(member("resident.id")) == NULL);
    assert_got("resident.name", "张伟");
    assert_int_equal(json_length(member("possible_duplicates")), 2);
    assert_got("possible_duplicates.0.name", "张伟");
    ask("S01", "case open --channel phone --subject x --resident 张伟 --door 4-101");
    assert_got("resident.id", "RA000003A");
    assert_int_equal(json_length(member("possible_duplicates")), 0);
    ask("S01", "case open --channel phone --subject x --resident 张伟 --phone 13900005502");
    assert_got("resident.id", "RA000002A");
    ask("S01", "case open --channel phone --subject x --resident RA000004A");
    assert_got("resident.name", "欧阳明");
    ask("S01", "case open --channel phone --subject x --resident 新来的 --phone 13900009999");
    assert_true(json_text(member("resident.id")) == NULL);
    assert_got("resident.name", "新来的");
    ask("S01", "case open --channel phone --subject x");
    assert_true(json_text(member("resident")) == NULL);
    assert_int_equal(json_length(member("resident")), 0);
    refused(1, "RA000099A", "S01", "case open --subject x --resident RA000099A");
}

static void others_with_a_part(void **state)
{
    (void)state;
    refused(1, "--by-name", "S01", "case open --channel walk-in --subject 吵架 --relation 儿子");
    ask("S01", "case open --channel walk-in --subject 吵架 --resident 王秀英 --by-name 王小明 "
               "--relation 儿子 --party 老李 --ref SH5550183 --at 2026-11-15T20:30");
    assert_got("parties.0.role", "proxy");
    assert_got("parties.0.name", "王小明");
    assert_got("parties.1.name", "老李");
    assert_got("opened_at", "2026-11-15T20:30:00+08:00");
    assert_got("ref", "SH5550183");
}

static void any_number_of_people_with_a_phone_each(void **state)
{
    (void)state;
    ask("S01", "case open --subject 漏水 --resident 王秀英 --party '赵刚 13900000021;钱伟' "
               "--party '紧急联系人 女儿 周敏 13812346710 *' --via video --way-unit 区医保中心 "
               "--spoke-with 张老师 --receipt YB-117");
    const char *number = arena_copy(&kept, got("number"));
    assert_int_equal(json_length(member("parties")), 3);
    assert_got("parties.0.role", "other");
    assert_got("parties.0.phone", "139****0021");
    assert_got("parties.1.name", "钱伟");
    assert_true(json_text(member("parties.1.phone")) == NULL);
    assert_got("parties.2.role", "emergency");
    assert_got("parties.2.relation", "女儿");
    assert_got("contact.name", "周敏");
    assert_got("contact.phone", "138****6710");
    assert_got("ways.0.via", "video");
    assert_got("ways.0.unit", "区医保中心");
    assert_got("ways.0.spoke_with", "张老师");
    assert_got("ways.0.receipt", "YB-117");
    /* one is corrected, the others stay; then all anew */
    ask("S01", "case amend %s --party '钱伟 02158881234'", number);
    assert_int_equal(json_length(member("parties")), 3);
    ask("S01", "case show %s --unmask", number);
    assert_got("parties.1.phone", "02158881234");
    ask("S01", "case amend %s --set 'people=other/赵刚'", number);
    assert_int_equal(json_length(member("parties")), 1);
    assert_got("contact.name", "王秀英");
    ask("S01", "case amend %s --set receipt=YB-118", number);
    assert_got("ways.0.receipt", "YB-118");
    refused(1, "say who acts for them", "S01", "case open --subject x --relation 儿子");
    arena_release(&kept);
}

/* Two numbers may look alike under the mask. */
static void a_masked_number_stays_its_owners(void **state)
{
    (void)state;
    ask("S01", "case open --subject 噪音 --party '甲方 13900001234' --party '乙方 13911111234'");
    const char *number = arena_copy(&kept, got("number"));
    ask("S01", "case amend %s --set 'people=甲方 139****1234;乙方 139****1234 *'", number);
    ask("S01", "case show %s --unmask", number);
    assert_got("parties.0.phone", "13900001234");
    assert_got("parties.1.phone", "13911111234");
    assert_got("contact.name", "乙方");
    refused(1, "stars", "S01", "case amend %s --set 'people=丙方 139****1234'", number);
    /* people beside another field would carry it past its own rule */
    refused(1, "one after the other", "S01", "case amend %s --set limit=300d --party 丁方", number);
    refused(1, "one after the other", "S01", "case amend %s --set subject= --party 丁方", number);
    refused(1, "--set FIELD=VALUE", "S01", "case amend %s --set limit=300d", number);
    ask("S01", "case amend %s --party 丁方", number);
    assert_int_equal(json_length(member("parties")), 3);
    arena_release(&kept);
}

static void a_call_back_goes_to_the_contact(void **state)
{
    (void)state;
    ask("S01",
        "case open --subject 换锁 --resident 王秀英 --party 'proxy 儿子 李强 13600001234 *'");
    const char *number = arena_copy(&kept, got("number"));
    ask("S01", "case promise %s --until 2026-11-16T17:00 --via call", number);
    ask("S01", "case list --queue callbacks --search 换锁");
    assert_got("cases.0.contact.name", "李强");
    assert_got("cases.0.contact.phone", "136****1234");
    assert_got("cases.0.resident.name", "王秀英");
    ask("S01", "case list --queue callbacks --search %s", strrchr(number, '-') + 1);
    assert_got("cases.0.number", number);
    ask("S01", "case list --queue callbacks --search 00001234");
    assert_got("cases.0.number", number);
    ask("S01", "case list --search 00001235");
    assert_int_equal(json_length(member("cases")), 0);
    ask("", "daily");
    assert_got("promises.-1.contact", "李强");
    ask("S01", "search 李强");
    assert_got("cases.0.number", number);
    assert_got("cases.0.why", "party");
    ask("S01", "search 换锁");
    assert_got("cases.0.why", "subject");
    ask("S01", "search 00001234");
    assert_got("cases.0.number", number);
    assert_got("cases.0.why", "phone-tail");
    arena_release(&kept);
}

/* Nothing is lost by merging: the case that stays names what follows it, and whom to tell. */
static void who_asked_in_a_merged_case_is_told_too(void **state)
{
    const char *stays = arena_copy(&kept, opened("")), *first = arena_copy(&kept, opened(""));

    (void)state;
    ask("S01", "case open --subject 五号楼灯坏 --resident 新来的 --phone 13900007777");
    const char *second = arena_copy(&kept, got("number"));
    ask("S01", "case merge %s --to %s", second, first);
    ask("S01", "case merge %s --to %s", first, stays);
    ask("S01", "case show %s", stays);
    assert_int_equal(json_length(member("followed_by")), 2);
    assert_got("followed_by.0.number", first);
    assert_got("followed_by.1.number", second);
    assert_got("followed_by.1.contact.name", "新来的");
    assert_got("followed_by.1.contact.phone", "139****7777");
    assert_int_equal(as("S01", "case show %s", stays), 0);
    assert_non_null(strstr(said.at, "followed by"));
    assert_non_null(strstr(said.at, "新来的 139****7777"));
    assert_int_equal(as("S01", "case tell %s", stays), 0);
    assert_non_null(strstr(said.at, "also to be told: "));
    assert_non_null(strstr(said.at, "新来的 139****7777"));
    assert_int_equal(as("S01", "case close %s --outcome solved", stays), 0);
    assert_non_null(strstr(said.at, "新来的 139****7777"));
    ask("S01", "case reopen %s --reason 是两盏灯", first);
    ask("S01", "case show %s", stays);
    assert_int_equal(json_length(member("followed_by")), 0);
    arena_release(&kept);
}

static void the_person_can_be_corrected(void **state)
{
    const char *number = opened("--resident 新来的 --door 5号502室 --phone 13900007777");

    (void)state;
    ask("S01", "case show %s", number);
    assert_got("resident.door", "5-502");
    ask("S01", "case amend %s --set resident=RA000002A", number);
    assert_got("resident.id", "RA000002A");
    assert_got("resident.name", "张伟");
    assert_got("resident.phone", "139****7777");
    ask("S01", "case amend %s --set door=2号301室", number);
    assert_got("resident.door", "2-301");
    ask("S01", "case amend %s --set resident=谁也不是", number);
    assert_true(json_text(member("resident.id")) == NULL);
    assert_got("resident.name", "谁也不是");
    refused(1, "RA000099A", "S01", "case amend %s --set resident=RA000099A", number);
    refused(4, "", "S05", "case amend %s --set resident=RA000099A", number);
    ask("S01", "case open --subject x --door 5号502室");
    assert_got("resident.door", "5-502");
}

static void the_same_request_is_the_same_case(void **state)
{
    char number[32];

    (void)state;
    ask("S01", "case open --subject x --request q1");
    snprintf(number, sizeof(number), "%s", got("number"));
    ask("S01", "case open --subject x --request q1");
    assert_got("number", number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_answered_at_the_desk),
        cmocka_unit_test(a_checklist_is_ticked_and_the_work_taken_on),
        cmocka_unit_test(a_case_is_handed_on_and_comes_back),
        cmocka_unit_test(a_colleague_takes_over),
        cmocka_unit_test(the_street_and_its_departments),
        cmocka_unit_test(a_low_rating_opens_the_case_again),
        cmocka_unit_test(undo_merge_reopen_withdraw),
        cmocka_unit_test(shelved_and_extended),
        cmocka_unit_test(a_case_is_found_by_its_query_code),
        cmocka_unit_test(a_person_is_linked_if_there_is_only_one),
        cmocka_unit_test(others_with_a_part),
        cmocka_unit_test(any_number_of_people_with_a_phone_each),
        cmocka_unit_test(a_call_back_goes_to_the_contact),
        cmocka_unit_test(a_masked_number_stays_its_owners),
        cmocka_unit_test(who_asked_in_a_merged_case_is_told_too),
        cmocka_unit_test(the_person_can_be_corrected),
        cmocka_unit_test(the_same_request_is_the_same_case),
    };

    return cmocka_run_group_tests_name("case", tests, station_start, shell_end);
}
