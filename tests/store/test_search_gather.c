/* SPDX-License-Identifier: MIT */
/* A list of cases is searched by words and by the keys of cases, their residents and items. */
#include "config.h"

#include "shouwen/store/query_cases.h"
#include "tests/store/search_sample.h"

enum { PER_KEY = 500 }; /* as in search_gather.c */

/* The subjects of a list that is searched, newest first, both ways and page by page. */
static void lists(enum queue queue, const char *typed, const char *expected)
{
    struct case_filter filter = {
        .queue = queue, .today = today, .search = typed, .limit = 2, .is_backwards = false};
    struct text out = TEXT_EMPTY;
    struct case_row *rows;
    size_t count;

    do {
        assert_ok(query_cases(db, &filter, &arena, &rows, &count, &error));
        for (size_t i = 0; i < count; i++)
            text_addf(&out, "%s%s", out.length ? " " : "", rows[i].subject);
        if (count) {
            filter.has_start = true;
            filter.start_seq = rows[count - 1].seq;
        }
    } while (count);
    if (strcmp(out.at, expected) != 0)
        fail_msg("%s lists \"%s\", not \"%s\"", typed, out.at, expected);
    filter.is_backwards = true;
    filter.has_start = false;
    filter.limit = 100;
    assert_ok(query_cases(db, &filter, &arena, &rows, &count, &error));
    text_clear(&out);
    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s%s", out.length ? " " : "", rows[i].subject);
    assert_string_equal(out.at, expected);
    text_release(&out);
}

static struct matter with(struct matter matter, const char *phone, const char *door,
                          const char *service)
{
    matter.phone = phone;
    matter.door = door;
    matter.service = service;
    return matter;
}

static int make_lists(void **state)
{
    struct record card = resident("R3", "单雄信", "13900000003", "9-101");

    make(state);
    put_resident("R1", "周美芳", "13900001111", "5-502");
    put_resident("R2", "张满福", "13900002222", "5-503");
    card.value[RECORD_RESIDENTS_ID_NUMBER] = "310115195003072316";
    put(card);
    put_service("YB01", "换发就医记录册", "医疗本;本子", "video", "社保卡");
    put_case(with(of(a_case(-9, "周美芳", "楼道灯"), "R1"), "13900001111", "5-502", ""));
    put_case(closed(with(of(a_case(-8, "周美芳", "漏水"), "R1"), "", "5-502", "")));
    put_case(with(of(a_case(-7, "张满福", "停车"), "R2"), "", "", "YB01"));
    put_case(with(of(a_case(-6, "单雄信", "噪音"), "R3"), "", "", ""));
    put_case(with(a_case(-5, "不留名", "路灯 5-502"), "021-58760000", "", ""));
    return 0;
}

static void a_list_is_searched_by_what_its_columns_show(void **state)
{
    struct matter coded = with(a_case(-4, "", "凉亭"), "", "", "");
    const char *number;

    (void)state;
    coded.ref = "12345-SH0042";
    number = put_case(coded);
    lists(QUEUE_OPEN, number, "凉亭");
    lists(QUEUE_OPEN, strrchr(number, '-') + 1, "凉亭");
    lists(QUEUE_OPEN, "12345-SH0042", "凉亭");
    lists(QUEUE_OPEN, "5-502", "路灯 5-502 楼道灯");
    lists(QUEUE_ALL, "5号502室", "漏水 楼道灯");
    lists(QUEUE_OPEN, "5 503", "停车");
    lists(QUEUE_OPEN, "1111", "楼道灯");
    lists(QUEUE_ALL, "1111", "漏水 楼道灯");
    lists(QUEUE_OPEN, "58760000", "路灯 5-502");
    lists(QUEUE_OPEN, "2316", "噪音");
    lists(QUEUE_OPEN, "7777", "");
}

static void a_list_is_searched_by_letters_and_items(void **state)
{
    (void)state;
    lists(QUEUE_OPEN, "zmf", "停车 楼道灯");
    lists(QUEUE_CLOSED, "zmf", "漏水");
    lists(QUEUE_OPEN, "zm", "停车 楼道灯");
    lists(QUEUE_OPEN, "zhoumei", "楼道灯");
    lists(QUEUE_OPEN, "sxx", "噪音");
    lists(QUEUE_OPEN, "dxx", "噪音");
    lists(QUEUE_OPEN, "周美芳", "楼道灯");
    lists(QUEUE_OPEN, "yb01", "停车");
    lists(QUEUE_OPEN, "本子", "停车");
    lists(QUEUE_OPEN, "就医记录", "停车");
    lists(QUEUE_OPEN, "hfjy", "停车");
    lists(QUEUE_OPEN, "z", "");
}

/* Whoever is no resident of the list is found by the letters of the name all the same, and with
 * others in the case. */
static void people_without_a_record_are_found_by_letters(void **state)
{
    static const struct matter_party party = {
        .role = "other", .name = "邹小红", .phone = "", .relation = ""};
    struct matter with_other = of(a_case(-3, "张满福", "借物"), "R2");
    struct matter stranger = a_case(-4, "钱多多", "问路");

    (void)state;
    with_other.parties = &party;
    with_other.party_count = 1;
    put_case(with_other);
    put_case(stranger);
    put_case(closed(a_case(-2, "钱多多", "开锁")));
    lists(QUEUE_OPEN, "qdd", "问路");
    lists(QUEUE_OPEN, "qd", "问路");
    lists(QUEUE_CLOSED, "qdd", "开锁");
    lists(QUEUE_ALL, "qdd", "开锁 问路");
    lists(QUEUE_OPEN, "zxh", "借物");
    finds("qdd", SEARCH_CASES, "party: 问路");
    stranger.name = "孙行者";
    put_case(stranger);
    lists(QUEUE_OPEN, "qdd", "");
    lists(QUEUE_OPEN, "sxz", "问路");
    put_case(closed(stranger));
    lists(QUEUE_OPEN, "sxz", "");
    lists(QUEUE_CLOSED, "sxz", "问路");
    put_case(of(stranger, "R1"));
    lists(QUEUE_ALL, "sxz", "");
}

static void a_code_is_found_by_its_first_characters(void **state)
{
    struct matter matter = a_case(-4, "", "凉亭");

    (void)state;
    matter.number = "007001-261119-XM0Z12345";
    put_case(matter);
    matter.number = "007001-261119-XM1Z12345";
    matter.subject = "花坛";
    put_case(matter);
    lists(QUEUE_OPEN, "XM0", "凉亭");
    lists(QUEUE_OPEN, "xmoz", "凉亭");
    lists(QUEUE_OPEN, "XM0Z1234", "凉亭");
    lists(QUEUE_OPEN, "xmlz", "花坛");
    lists(QUEUE_OPEN, "XM", "");
    lists(QUEUE_OPEN, "XM2", "");
}

static void what_words_find_too_is_listed_once(void **state)
{
    (void)state;
    put_case(with(a_case(-3, "周美芳", "补本子"), "", "", "YB01"));
    lists(QUEUE_OPEN, "本子", "补本子 停车");
}

static void a_key_of_too_many_cases_says_so(void **state)
{
    struct case_filter filter = {.queue = QUEUE_OPEN, .today = today, .search = "yb01"};
    struct case_row *rows;
    size_t count;

    (void)state;
    for (int i = 0; i < PER_KEY; i++)
        put_case(with(a_case(-2, "", "很多"), "", "", "YB01"));
    filter.limit = 3;
    assert_int_equal(query_cases(db, &filter, &arena, &rows, &count, &error), STATUS_BUSY);
    assert_int_equal(count, 3);
    assert_non_null(strstr(error.message, "500"));
}

#define WITH_LISTS(test) cmocka_unit_test_setup_teardown(test, make_lists, projection_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LISTS(a_list_is_searched_by_what_its_columns_show),
        WITH_LISTS(a_list_is_searched_by_letters_and_items),
        WITH_LISTS(people_without_a_record_are_found_by_letters),
        WITH_LISTS(a_code_is_found_by_its_first_characters),
        WITH_LISTS(what_words_find_too_is_listed_once),
        WITH_LISTS(a_key_of_too_many_cases_says_so),
    };

    return run_searches("search_gather", tests, sizeof(tests) / sizeof(*tests));
}
