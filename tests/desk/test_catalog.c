/* SPDX-License-Identifier: MIT */
/* The lists of a desk: paged, found, asked for, noted. */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/records.h"

static const char *names(enum record_kind kind, const struct record *records, size_t count)
{
    struct text out = TEXT_EMPTY;

    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s%s", i ? " " : "", records[i].id);
    (void)kind;
    const char *said = arena_copy(&office.arena, out.at);
    text_release(&out);
    return said;
}

static const char *found(enum record_kind kind, const char *typed, int most)
{
    struct record *records;
    size_t count;

    must(catalog_find(office.desk, kind, typed, most, &office.arena, &records, &count, &error));
    return names(kind, records, count);
}

static void pages_meet(void **state)
{
    struct record *all, *page, *back;
    size_t total, count, back_count;

    (void)state;
    must(catalog_page(office.desk, RECORD_SERVICES, NULL, false, 100, &office.arena, &all, &total,
                      &error));
    assert_int_equal(total, 11);
    const struct record *from = NULL;
    for (size_t at = 0; at < total; at += count) {
        must(catalog_page(office.desk, RECORD_SERVICES, from, false, 4, &office.arena, &page,
                          &count, &error));
        assert_true(count > 0);
        for (size_t i = 0; i < count; i++)
            assert_string_equal(page[i].id, all[at + i].id);
        from = &page[count - 1];
    }
    must(catalog_page(office.desk, RECORD_SERVICES, from, false, 4, &office.arena, &page, &count,
                      &error));
    assert_int_equal(count, 0);
    must(catalog_page(office.desk, RECORD_SERVICES, NULL, true, 4, &office.arena, &back,
                      &back_count, &error));
    assert_string_equal(back[back_count - 1].id, all[total - 1].id);
    must(catalog_page(office.desk, RECORD_DEMANDS, NULL, false, 9, &office.arena, &page, &count,
                      &error));
    assert_int_equal(count, 2);
    assert_string_equal(record_text(&page[0], RECORD_DEMANDS_ON), "2026-11-05"); /* newest first */
}

static void residents_and_items_are_found_as_by_the_search(void **state)
{
    (void)state;
    assert_string_equal(found(RECORD_RESIDENTS, "周美芳", 9), "RA000001A");
    assert_string_equal(found(RECORD_RESIDENTS, "zmf", 9), "RA000001A");
    assert_string_equal(found(RECORD_RESIDENTS, "5-302", 9), "RA000003A");
    assert_string_equal(found(RECORD_RESIDENTS, "13700005512", 9), "RA000002A");
    assert_string_equal(found(RECORD_RESIDENTS, "不在册", 9), "");
    assert_string_equal(found(RECORD_SERVICES, "医疗本", 9), "YB01");
    assert_string_equal(found(RECORD_SERVICES, "MZ02", 9), "MZ02");
}

static void short_lists_are_sieved_by_every_word(void **state)
{
    (void)state;
    assert_string_equal(found(RECORD_RESOURCES, "种花", 9), "R03");
    assert_string_equal(found(RECORD_RESOURCES, "园艺 示例", 9), "R03");
    assert_string_equal(found(RECORD_RESOURCES, "园艺 沪剧", 9), "");
    assert_string_equal(found(RECORD_RESOURCES, "yys", 9), "R03"); /* 园艺师 */
    assert_string_equal(found(RECORD_RESOURCES, "ＨＪＸ", 9), "R01");
    assert_string_equal(found(RECORD_RESOURCES, "  ", 9), "R01 R03");
    assert_string_equal(found(RECORD_RESOURCES, "021", 1), "R01");
    assert_int_equal(strlen(found(RECORD_DEMANDS, "jhlq", 9)) > 0, 1); /* 九号楼前 */
    assert_string_equal(found(RECORD_DEMANDS, "周美芳", 9), found(RECORD_DEMANDS, "扑克", 9));
    assert_string_equal(found(RECORD_STAFF, "ch jing", 9), "");
    assert_string_equal(found(RECORD_STAFF, "cj", 9), "S03");
    assert_string_equal(found(RECORD_STAFF, "𠮷", 9), "");
}

static void what_is_gone_is_said(void **state)
{
    struct record record;

    (void)state;
    must(catalog_get(office.desk, RECORD_SERVICES, "YB01", &office.arena, &record, &error));
    assert_string_equal(record_text(&record, RECORD_SERVICES_NAME), "换发就医记录册");
    fails(catalog_get(office.desk, RECORD_SERVICES, "YB99", &office.arena, &record, &error),
          STATUS_NOT_FOUND, "YB99");
}

static void asking_for_a_resource_is_a_case_with_a_promise(void **state)
{
    struct matter matter;
    const char *number, *again;

    (void)state;
    office_as("S01");
    must(catalog_ask(office.desk, "R01", "重阳节下午", office_until("2026-11-27T17:00"), "q1",
                     &office.arena, &number, &error));
    must(catalog_ask(office.desk, "R01", "重阳节下午", office_until("2026-11-27T17:00"), "q1",
                     &office.arena, &again, &error));
    assert_string_equal(number, again); /* one key press, one case */
    must(follow_case(office.desk, number, &office.arena, &matter, &error));
    assert_string_equal(matter.channel, "own");
    assert_non_null(strstr(matter.subject, "沪剧小戏一台"));
    assert_non_null(strstr(matter.subject, "重阳节下午"));
    assert_string_equal(matter.holder, "S01");
    assert_non_null(matter_next_promise(&matter));
    assert_int_equal(matter.promise_count, 1);
    must(catalog_ask(office.desk, "R03", "", NULL, "q2", &office.arena, &number, &error));
    must(follow_case(office.desk, number, &office.arena, &matter, &error));
    assert_string_equal(matter.subject, "asks for 园艺师上门教种花");
    assert_int_equal(matter.promise_count, 0);
    fails(catalog_ask(office.desk, "R99", "", NULL, "q3", &office.arena, &number, &error),
          STATUS_NOT_FOUND, "R99");
}

static void a_demand_is_noted_once(void **state)
{
    int64_t before, after;

    (void)state;
    office_as("S01");
    must(records_count(desk_reader(office.desk), RECORD_DEMANDS, &before, &error));
    for (int i = 0; i < 2; i++)
        must(catalog_note_demand(office.desk, "wish", "想学用手机挂号", "李桂珍", "13700005512",
                                 "310115007001-G03", &error));
    must(records_count(desk_reader(office.desk), RECORD_DEMANDS, &after, &error));
    assert_int_equal(after, before + 1);
    assert_int_equal(strlen(found(RECORD_DEMANDS, "挂号", 9)) > 0, 1);
    fails(catalog_note_demand(office.desk, "wish", "", "", "", "", &error), STATUS_INVALID,
          "few words");
    assert_string_equal(error.field, "subject");
    fails(catalog_note_demand(office.desk, "longing", "想", "", "", "", &error), STATUS_INVALID,
          "need");
    assert_string_equal(error.field, "kind");
    /* a telephone that is none is a doubt, and never stands in the way */
    must(catalog_note_demand(office.desk, "need", "夜里太吵", "", "隔壁小卖部", "", &error));
}

static void nobody_notes_nothing(void **state)
{
    const struct desk_options options = {.database = office.path, .config = office.config};
    struct desk *desk;
    const char *number;

    (void)state;
    must(desk_new(&options, &desk, &error));
    must(desk_open(desk, &error));
    fails(catalog_note_demand(desk, "wish", "想", "", "", "", &error), STATUS_DENIED, "--as");
    fails(catalog_ask(desk, "R01", "", NULL, "q", &office.arena, &number, &error), STATUS_DENIED,
          "--as");
    desk_free(desk);
}

/* Where the program itself says what a demand came by, each reads it in their own words. */
static void a_demand_says_where_it_came_from(void **state)
{
    struct record demand = {.kind = RECORD_DEMANDS};
    struct text out = TEXT_EMPTY;

    (void)state;
    demand.value[RECORD_DEMANDS_SOURCE] = "12345";
    catalog_say(&out, &demand, RECORD_DEMANDS_SOURCE);
    assert_string_equal(out.at, "12345");
    text_clear(&out);
    demand.value[RECORD_DEMANDS_SOURCE] = "wish-box";
    catalog_say(&out, &demand, RECORD_DEMANDS_SOURCE);
    assert_string_equal(out.at, "wish box");
    text_clear(&out);
    demand.value[RECORD_DEMANDS_SOURCE] = "圆桌会";
    catalog_say(&out, &demand, RECORD_DEMANDS_SOURCE);
    assert_string_equal(out.at, "圆桌会");
    text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demand_says_where_it_came_from),
        cmocka_unit_test_setup_teardown(pages_meet, office_open, office_close),
        cmocka_unit_test_setup_teardown(residents_and_items_are_found_as_by_the_search, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(short_lists_are_sieved_by_every_word, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(what_is_gone_is_said, office_open, office_close),
        cmocka_unit_test_setup_teardown(asking_for_a_resource_is_a_case_with_a_promise, office_open,
                                        office_close),
        cmocka_unit_test_setup_teardown(a_demand_is_noted_once, office_open, office_close),
        cmocka_unit_test_setup_teardown(nobody_notes_nothing, office_open, office_close),
    };

    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
