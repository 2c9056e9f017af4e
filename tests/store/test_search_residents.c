/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/store/search_sample.h"

static void names_are_found_tier_by_tier(void **state)
{
    (void)state;
    put_resident("R1", "王建国", "", "");
    put_resident("R2", "王建", "", "");
    put_resident("R3", "王建军", "", "");
    put_resident("R4", "李王建", "", "");
    finds("王建", SEARCH_RESIDENTS, "name: R2 name-prefix: R1 R3 name-inside: R4");
    finds("王建国", SEARCH_RESIDENTS, "name: R1");
    finds("建", SEARCH_RESIDENTS, "name-inside: R4 R2 R1 R3");
    finds("wj", SEARCH_RESIDENTS, "initials: R2 initials-prefix: R1 R3");
    finds("WJG", SEARCH_RESIDENTS, "initials: R1");
    finds("国建", SEARCH_RESIDENTS, "");
}

static void odd_names_are_found_as_they_are_typed(void **state)
{
    (void)state;
    put_resident("R1", "买买提·艾力", "", "");
    put_resident("R2", "王𠮷", "", "");
    put_resident("R3", "单雄信", "", "");
    put_resident("R4", "佐藤 優子", "", "");
    put_resident("R5", "O'Brien", "", "");
    put_resident("R6", "欧阳锋", "", "");
    put_resident("R7", "王䶮", "", "");
    const char *const dots[] = {"买买提·艾力", "买买提・艾力", "买买提•艾力", "买买提.艾力",
                                "买买提艾力",  "買買提艾力",   "买买提‧艾力"};
    for (size_t i = 0; i < sizeof(dots) / sizeof(*dots); i++)
        finds(dots[i], SEARCH_RESIDENTS, "name: R1");
    finds("艾力", SEARCH_RESIDENTS, "name-inside: R1");
    finds("mmtal", SEARCH_RESIDENTS, "initials: R1");
    finds("𠮷", SEARCH_RESIDENTS, "name-inside: R2");
    finds("王䶮", SEARCH_RESIDENTS, "name: R7");
    finds("sxx", SEARCH_RESIDENTS, "initials: R3");
    finds("dxx", SEARCH_RESIDENTS, "initials: R3");
    finds("佐藤优子", SEARCH_RESIDENTS, "name: R4");
    finds("obrien", SEARCH_RESIDENTS, "name: R5");
    finds("Ｏ’ＢＲＩ", SEARCH_RESIDENTS, "name-prefix: R5");
    finds("oyf", SEARCH_RESIDENTS, "initials: R6");
    finds("阳锋", SEARCH_RESIDENTS, "name-inside: R6");
}

static void names_are_found_spelled_out(void **state)
{
    (void)state;
    put_resident("R1", "周美芳", "", "");
    put_resident("R2", "周梅", "", "");
    put_resident("R3", "单雄信", "", "");
    put_resident("R4", "王安", "", "");
    put_resident("R5", "王宝", "", "");
    put_service("A1", "周末活动", "", "here", "");
    finds("zhoumeifang", SEARCH_RESIDENTS, "pinyin: R1");
    finds("Zhou Mei Fang", SEARCH_RESIDENTS, "pinyin: R1");
    finds("zhoumei", SEARCH_RESIDENTS, "pinyin: R2 pinyin-prefix: R1");
    assert_int_equal(hits.order[0], SEARCH_RESIDENTS);
    finds("zhoum", SEARCH_RESIDENTS, "pinyin-prefix: R2 R1");
    assert_int_equal(hits.order[0], SEARCH_SERVICES);
    finds("zhoum", SEARCH_SERVICES, "pinyin-prefix: A1");
    finds("zho", SEARCH_RESIDENTS, "pinyin-prefix: R2 R1");
    finds("shanxiong", SEARCH_RESIDENTS, "pinyin-prefix: R3");
    finds("danxiong", SEARCH_RESIDENTS, "pinyin-prefix: R3");
    finds("wang", SEARCH_RESIDENTS, "pinyin-prefix: R4 R5");
    put_case(of(a_case(-3, "王宝", "漏水"), "R5"));
    finds("wang", SEARCH_RESIDENTS, "pinyin-prefix: R5 R4");
    put_resident("R5", "李宝", "", "");
    finds("wang", SEARCH_RESIDENTS, "pinyin-prefix: R4");
    finds("libao", SEARCH_RESIDENTS, "pinyin: R5");
}

static void numbers_are_found_in_full_and_by_their_ends(void **state)
{
    struct record card = resident("R3", "周美芳", "", "");

    (void)state;
    put_resident("R1", "王建国", "139-0000-2208", "");
    put_resident("R2", "李桂珍", "021-55502208;13700005512", "");
    card.value[RECORD_RESIDENTS_ID_NUMBER] = "37292519700101220X";
    put(card);
    finds("13900002208", SEARCH_RESIDENTS, "phone: R1");
    finds("+86 139 0000 2208", SEARCH_RESIDENTS, "phone: R1");
    finds("１３９００００２２０８", SEARCH_RESIDENTS, "phone: R1");
    finds("2208", SEARCH_RESIDENTS, "phone-tail: R2 R1");
    finds("55502208", SEARCH_RESIDENTS, "phone-tail: R2");
    finds("5512", SEARCH_RESIDENTS, "phone-tail: R2");
    finds("208", SEARCH_RESIDENTS, "");
    finds("220x", SEARCH_RESIDENTS, "card-tail: R3");
    finds("220Ｘ", SEARCH_RESIDENTS, "card-tail: R3");
    finds("37292519700101220X", SEARCH_RESIDENTS, "card: R3");
    finds("1390000", SEARCH_RESIDENTS, "");
}

static void a_door_finds_its_household(void **state)
{
    (void)state;
    put_resident("R1", "王建国", "", "5-502");
    put_resident("R2", "李桂珍", "", "5号502室");
    put_resident("R3", "赵刚", "", "5-503");
    put_resident("R4", "赵强", "", "3-2-501");
    put_resident("R5", "钱进", "", "3-21-501");
    put_resident("R6", "孙敏", "", "张家宅12号");
    finds("5号502", SEARCH_RESIDENTS, "door: R2 R1");
    finds("5 502", SEARCH_RESIDENTS, "door: R2 R1");
    finds("3-2", SEARCH_RESIDENTS, "door: R4");
    finds("张家宅12号", SEARCH_RESIDENTS, "door: R6");
    put_case(of(a_case(-3, "王建国", "漏水"), "R1"));
    finds("5-502", SEARCH_RESIDENTS, "door: R1 R2");
}

static void a_door_said_in_one_breath_is_found(void **state)
{
    (void)state;
    put_resident("R1", "王建国", "", "5-102");
    put_resident("R2", "李桂珍", "", "12-1503");
    put_resident("R3", "赵刚", "", "7-03");
    put_resident("R4", "钱进", "13900005102", "9-201");
    finds("5102", SEARCH_RESIDENTS, "phone-tail: R4 door: R1");
    finds("５１０２", SEARCH_RESIDENTS, "phone-tail: R4 door: R1");
    finds("121503", SEARCH_RESIDENTS, "door: R2");
    finds("703", SEARCH_RESIDENTS, "door: R3");
    finds("51", SEARCH_RESIDENTS, "");
    finds("5103", SEARCH_RESIDENTS, "");
}

static void who_has_something_open_comes_first(void **state)
{
    struct matter matter;
    struct matter_promise promise = {.kind = "call", .staff = "S01", .text = ""};

    (void)state;
    put_resident("R1", "王安", "", "");
    put_resident("R2", "王宝", "", "");
    put_resident("R3", "王成", "", "");
    put_resident("R4", "王德", "", "");
    put_resident("R5", "王恩", "", "");
    finds("王", SEARCH_RESIDENTS, "name-prefix: R1 R2 R3 R4 R5");
    put_case(closed(of(a_case(-30, "王成", "一"), "R3")));
    put_case(closed(of(a_case(-3, "王德", "二"), "R4")));
    matter = of(a_case(-90, "王恩", "三"), "R5");
    put_case(matter);
    finds("王", SEARCH_RESIDENTS, "name-prefix: R5 R4 R3 R1 R2");
    assert_true(hits.residents[0].has_open_case);
    assert_false(hits.residents[0].is_promised_today);
    assert_int_equal(hits.residents[1].contact_on, today - 3);
    assert_int_equal(hits.residents[4].contact_on, CLOCK_NO_DAY);
    struct matter promised = of(a_case(-100, "王宝", "四"), "R2");
    promise.at = clock_at_from(today, 17, 0);
    promised.promises = &promise;
    promised.promise_count = 1;
    put_case(promised);
    finds("w", SEARCH_RESIDENTS, "initials-prefix: R2 R5 R4 R3 R1");
    assert_true(hits.residents[0].is_promised_today);
    put_case(closed(matter));
    finds("王", SEARCH_RESIDENTS, "name-prefix: R2 R4 R3 R5 R1");
    /* amended to be another person's */
    put_case(of(promised, "R1"));
    finds("王", SEARCH_RESIDENTS, "name-prefix: R1 R4 R3 R5 R2");
}

static void a_case_before_its_resident_counts_as_well(void **state)
{
    (void)state;
    put_case(of(a_case(-3, "王宝", "漏水"), "R2"));
    put_resident("R1", "王安", "", "");
    put_resident("R2", "王宝", "", "");
    finds("王", SEARCH_RESIDENTS, "name-prefix: R2 R1");
}

static void own_people_come_before_those_of_other_stations(void **state)
{
    struct record other = resident("R1", "王安", "", "5-502");

    (void)state;
    other.value[RECORD_RESIDENTS_GRID] = "310115007002-G01";
    put(other);
    put_resident("R2", "王宝", "", "5-502");
    finds("王", SEARCH_RESIDENTS, "name-prefix: R2 R1");
    finds("5-502", SEARCH_RESIDENTS, "door: R2 R1");
}

static void former_residents_come_last_and_say_so(void **state)
{
    struct record former = resident("R1", "王建国", "", "");

    (void)state;
    former.value[RECORD_RESIDENTS_TAGS] = "党员;2024年迁出";
    put(former);
    put_resident("R2", "王建国强", "", "");
    finds("王建国", SEARCH_RESIDENTS, "name-prefix: R2 name: R1");
    assert_null(hits.residents[0].former);
    assert_string_equal(hits.residents[1].former, "2024年迁出");
}

static void a_changed_resident_is_found_as_they_are_now(void **state)
{
    (void)state;
    put_case(of(a_case(-3, "", "漏水"), "R1"));
    put_resident("R1", "王建国", "13900002208", "5-502");
    put_resident("R1", "李建国", "13900003309", "5-503");
    finds("王建国", SEARCH_RESIDENTS, "");
    finds("wjg", SEARCH_RESIDENTS, "");
    finds("2208", SEARCH_RESIDENTS, "");
    finds("5-502", SEARCH_RESIDENTS, "");
    finds("ljg", SEARCH_RESIDENTS, "initials: R1");
    finds("3309", SEARCH_RESIDENTS, "phone-tail: R1");
    assert_ok(records_remove(db, RECORD_RESIDENTS, "R1", &error));
    finds("李建国", SEARCH_RESIDENTS, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(names_are_found_tier_by_tier),
        WITH_FILE(odd_names_are_found_as_they_are_typed),
        WITH_FILE(names_are_found_spelled_out),
        WITH_FILE(numbers_are_found_in_full_and_by_their_ends),
        WITH_FILE(a_door_finds_its_household),
        WITH_FILE(a_door_said_in_one_breath_is_found),
        WITH_FILE(who_has_something_open_comes_first),
        WITH_FILE(a_case_before_its_resident_counts_as_well),
        WITH_FILE(own_people_come_before_those_of_other_stations),
        WITH_FILE(former_residents_come_last_and_say_so),
        WITH_FILE(a_changed_resident_is_found_as_they_are_now),
    };

    return run_searches("search_residents", tests, sizeof(tests) / sizeof(*tests));
}
