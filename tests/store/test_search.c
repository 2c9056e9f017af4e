/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/store/search_sample.h"

static void nothing_typed_finds_nothing(void **state)
{
    static const char *const typed[] = {"", " ", "\t", "　", "·", "。,", "\"*", "\x01"};

    (void)state;
    put_resident("R1", "王建国", "13900000001", "5-502");
    for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
        search_with(typed[i], (struct search_context){.limit = 0});
        assert_int_equal(hits.resident_count + hits.service_count + hits.case_count, 0);
    }
}

static void whatever_is_pasted_is_taken_as_text(void **state)
{
    struct text paste = TEXT_EMPTY;

    (void)state;
    put_case(a_case(-3, "李桂珍", "楼上漏水"));
    for (int i = 0; i < 100000; i++)
        text_add(&paste, "楼上漏水 ");
    finds(paste.at, SEARCH_CASES, "subject: 楼上漏水");
    finds("漏水\xff\xfe", SEARCH_CASES, "subject: 楼上漏水");
    finds("漏水\" OR (\"", SEARCH_CASES, "");
    finds("who:李桂珍", SEARCH_CASES, "");
    text_clear(&paste);
    for (int i = 0; i < 400; i++)
        text_addf(&paste, "%c ", 'a' + i % 26);
    finds(paste.at, SEARCH_CASES, "");
    text_release(&paste);
}

static void services_are_found_by_what_people_call_them(void **state)
{
    (void)state;
    put_service("YB01", "换发就医记录册", "医疗本;本子;病历本", "video", "社保卡|旧就医记录册");
    put_service("MZ01", "补办老年卡", "敬老卡;本子", "proxy", "身份证/original|照片/original/2");
    put_service("JZ01", "居住情况证明", "开证明", "none", "");
    put_service("QT01", "本子装订", "", "here", "");
    finds("本子", SEARCH_SERVICES, "name: YB01 MZ01 name-prefix: QT01");
    assert_string_equal(hits.services[0].alias, "本子");
    assert_int_equal(hits.services[0].material_count, 2);
    assert_string_equal(hits.services[2].alias, "");
    finds("本", SEARCH_SERVICES, "name-prefix: QT01 YB01 MZ01");
}

static void an_alias_within_a_sentence_is_found(void **state)
{
    (void)state;
    put_service("SQ01", "公共设施报修", "楼道灯;路灯", "here", "");
    put_service("MZ01", "补办老年卡", "敬老卡", "proxy", "");
    finds("楼道灯坏了", SEARCH_SERVICES, "name-inside: SQ01");
    assert_string_equal(hits.services[0].alias, "楼道灯");
    finds("我的敬老卡掉了,路灯也不亮", SEARCH_SERVICES, "name-inside: SQ01 MZ01");
    finds("5号楼道燈壞了", SEARCH_SERVICES, "name-inside: SQ01");
    finds("楼道里很黑", SEARCH_SERVICES, "");
    finds("灯坏了", SEARCH_SERVICES, "");
}

static void the_rest_of_services(void **state)
{
    (void)state;
    put_service("YB01", "换发就医记录册", "医疗本;本子;病历本", "video", "社保卡|旧就医记录册");
    put_service("MZ01", "补办老年卡", "敬老卡", "proxy", "身份证/original|照片/original/2");
    put_service("JZ01", "居住情况证明", "开证明", "none", "");
    finds("yb01", SEARCH_SERVICES, "code: YB01");
    finds("就医记录", SEARCH_SERVICES, "name-inside: YB01");
    finds("老年 补办", SEARCH_SERVICES, "name-inside: MZ01");
    finds("照片", SEARCH_SERVICES, "material: MZ01");
    finds("ylb", SEARCH_SERVICES, "initials-prefix: YB01");
    assert_string_equal(hits.services[0].alias, "医疗本");
    finds("yiliao", SEARCH_SERVICES, "pinyin-prefix: YB01");
    assert_string_equal(hits.services[0].alias, "医疗本");
    finds("证明", SEARCH_SERVICES, "name-inside: JZ01");
    assert_string_equal(hits.services[0].place, "none");
    put_service("YB01", "换发病历", "", "here", "");
    finds("就医", SEARCH_SERVICES, "");
    finds("旧", SEARCH_SERVICES, "");
    finds("换发", SEARCH_SERVICES, "name-prefix: YB01");
}

static void what_is_used_here_comes_first(void **state)
{
    struct matter matter = a_case(-10, "王建国", "一");

    (void)state;
    put_service("A1", "助餐登记", "", "street", "");
    put_service("A2", "助餐补贴", "", "video", "");
    put_service("A3", "助餐送餐", "", "here", "");
    finds("助餐", SEARCH_SERVICES, "name-prefix: A3 A2 A1");
    matter.service = "A1";
    put_case(matter);
    matter = a_case(-91, "王建国", "一");
    matter.service = "A2";
    put_case(matter);
    finds("助餐", SEARCH_SERVICES, "name-prefix: A1 A3 A2");
    assert_int_equal(hits.services[0].use_count, 1);
}

static void letters_choose_the_group(void **state)
{
    static const enum search_group people[] = {SEARCH_RESIDENTS, SEARCH_SERVICES, SEARCH_CASES};
    static const enum search_group items[] = {SEARCH_SERVICES, SEARCH_RESIDENTS, SEARCH_CASES};

    (void)state;
    search_with("wjg", (struct search_context){.limit = 0});
    assert_memory_equal(hits.order, people, sizeof(people));
    search_with("hfjy", (struct search_context){.limit = 0});
    assert_memory_equal(hits.order, items, sizeof(items));
    search_with("王建国的", (struct search_context){.limit = 0});
    assert_memory_equal(hits.order, people, sizeof(people));
}

static void cases_are_found_by_their_numbers(void **state)
{
    struct matter matter = a_case(-3, "李桂珍", "楼上漏水");

    (void)state;
    matter.ref = "12345-20261120-07";
    const char *number = put_case(matter);
    put_case(a_case(-2, "王建国", "路灯不亮"));
    finds(number, SEARCH_CASES, "code: 楼上漏水");
    assert_int_equal(hits.order[0], SEARCH_CASES);
    finds(ident_query_code(number), SEARCH_CASES, "code: 楼上漏水");
    finds("12345-20261120-07", SEARCH_CASES, "ref: 楼上漏水");
    assert_string_equal(hits.cases[0].number, number);
    assert_string_equal(hits.cases[0].state, "handling");
}

static void cases_are_found_by_all_their_people_and_words(void **state)
{
    struct matter_party parties[] = {{"proxy", "李强", "儿子", "13900000021", false},
                                     {"other", "买买提·艾力", "", "", false}};
    struct matter matter = a_case(-3, "李桂珍", "楼上漏水，邻里纠纷");

    (void)state;
    matter.parties = parties;
    matter.party_count = 2;
    matter.phone = "13700005512";
    matter.door = "5-301";
    put_case(matter);
    finds("李桂珍", SEARCH_CASES, "party: 楼上漏水，邻里纠纷");
    finds("李强", SEARCH_CASES, "party: 楼上漏水，邻里纠纷");
    finds("买买提艾力", SEARCH_CASES, "party: 楼上漏水，邻里纠纷");
    finds("漏水", SEARCH_CASES, "subject: 楼上漏水，邻里纠纷");
    finds("纠纷 漏水", SEARCH_CASES, "subject: 楼上漏水，邻里纠纷");
    finds("纠", SEARCH_CASES, "subject: 楼上漏水，邻里纠纷");
    finds("5512", SEARCH_CASES, "phone-tail: 楼上漏水，邻里纠纷");
    finds("13900000021", SEARCH_CASES, "phone-tail: 楼上漏水，邻里纠纷");
    finds("5号301", SEARCH_CASES, "door: 楼上漏水，邻里纠纷");
    finds("水邻", SEARCH_CASES, "");
    finds("珍李", SEARCH_CASES, "");
}

static void open_cases_come_first_then_the_newest(void **state)
{
    struct matter oldest = a_case(-300, "", "路灯一"), middle = a_case(-20, "", "路灯二");

    (void)state;
    put_case(oldest);
    put_case(middle);
    put_case(a_case(-9, "", "路灯三"));
    put_case(closed(a_case(-2, "", "路灯四")));
    put_case(closed(a_case(-1, "", "路灯五")));
    finds("路灯", SEARCH_CASES, "subject: 路灯三 路灯二 路灯一 路灯五 路灯四");
    put_case(closed(middle));
    finds("路灯", SEARCH_CASES, "subject: 路灯三 路灯一 路灯五 路灯四 路灯二");
    middle.subject = "路灯改";
    put_case(middle); /* open again, and amended */
    finds("路灯", SEARCH_CASES, "subject: 路灯三 路灯改 路灯一 路灯五 路灯四");
    finds("路灯二", SEARCH_CASES, "");
    search_with("路灯", (struct search_context){.limit = 2});
    assert_int_equal(hits.case_count, 2);
    finds("灯", SEARCH_CASES, "subject: 路灯三 路灯改 路灯一 路灯五 路灯四");
}

/* --- duplicates --- */

static const char *duplicates(struct search_intake intake)
{
    const struct search_context context = {.today = today, .node = NODE};
    struct text out = TEXT_EMPTY;

    assert_ok(search_duplicates(db, &intake, &context, &arena, &hits, &error));
    write_hits(&out, SEARCH_CASES);
    text_add(&out, " | ");
    write_hits(&out, SEARCH_RESIDENTS);
    const char *written = arena_copy(&arena, out.at);
    text_release(&out);
    return written;
}

static void duplicates_are_seen_while_typing(void **state)
{
    struct matter unlinked = a_case(-2, "周美芳", "医保怎么报");

    (void)state;
    put_resident("R1", "周美芳", "13900002208", "5-502");
    put_resident("R2", "周敏", "13900006710", "5-502");
    put_resident("R3", "周美芳", "13900009999", "6-101");
    put_resident("R4", "吴德", "13900002208", "7-101");
    put_case(of(a_case(-9, "周美芳", "楼道灯不亮"), "R1"));
    put_case(closed(of(a_case(-8, "周美芳", "老年餐申请"), "R1")));
    put_case(of(a_case(-7, "周敏", "换锁"), "R2"));
    put_case(of(a_case(-6, "周美芳", "漏水"), "R3"));
    unlinked.phone = "13900002208";
    put_case(unlinked);
    assert_string_equal(duplicates((struct search_intake){.resident = "R1", .subject = "路灯不亮"}),
                        "person: 楼道灯不亮 door: 换锁 | ");
    assert_true(hits.cases[0].is_same_topic);
    assert_false(hits.cases[1].is_same_topic);
    assert_string_equal(duplicates((struct search_intake){
                            .resident = "R1", .name = "周美芳", .phone = "139-0000-2208"}),
                        "phone: 医保怎么报 person: 楼道灯不亮 door: 换锁 | phone: R4 name: R3");
    assert_string_equal(duplicates((struct search_intake){.name = "周美芳"}),
                        "name: 医保怎么报 漏水 楼道灯不亮 | name: R3 R1");
    /* one word of it, and the item that people call so */
    put_service("GG01", "公共设施报修", "楼道灯;路灯", "here", "");
    duplicates((struct search_intake){.resident = "R1", .subject = "灯"});
    assert_true(hits.cases[0].is_same_topic);
    duplicates((struct search_intake){.resident = "R1", .service = "GG01"});
    assert_true(hits.cases[0].is_same_topic);
    assert_false(hits.cases[1].is_same_topic);
    duplicates((struct search_intake){.resident = "R1", .subject = "换", .service = "NONE"});
    assert_string_equal(hits.cases[0].subject, "换锁");
    assert_true(hits.cases[0].is_same_topic);
    assert_false(hits.cases[1].is_same_topic);
    assert_string_equal(duplicates((struct search_intake){.door = "5号502"}),
                        "door: 换锁 楼道灯不亮 | ");
    assert_string_equal(duplicates((struct search_intake){.name = "周"}), " | ");
    assert_string_equal(duplicates((struct search_intake){0}), " | ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(nothing_typed_finds_nothing),
        WITH_FILE(whatever_is_pasted_is_taken_as_text),
        WITH_FILE(services_are_found_by_what_people_call_them),
        WITH_FILE(an_alias_within_a_sentence_is_found),
        WITH_FILE(the_rest_of_services),
        WITH_FILE(what_is_used_here_comes_first),
        WITH_FILE(letters_choose_the_group),
        WITH_FILE(cases_are_found_by_their_numbers),
        WITH_FILE(cases_are_found_by_all_their_people_and_words),
        WITH_FILE(open_cases_come_first_then_the_newest),
        WITH_FILE(duplicates_are_seen_while_typing),
    };

    return run_searches("search", tests, sizeof(tests) / sizeof(*tests));
}
