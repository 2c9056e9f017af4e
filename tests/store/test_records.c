/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/records.h"

#include "shouwen/base/clock.h"
#include "tests/store/plan.h"
#include "tests/store/projection.h"

static struct record with(struct record record, int field, const char *value)
{
    record.value[field] = value;
    return record;
}

static void put(struct record record)
{
    assert_ok(records_project(db, &record, 0, &error));
}

static struct record resident(const char *id, const char *name, const char *phone, const char *door,
                              const char *grid)
{
    struct record record = {.kind = RECORD_RESIDENTS, .id = id};

    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_PHONE] = phone;
    record.value[RECORD_RESIDENTS_DOOR] = door;
    record.value[RECORD_RESIDENTS_GRID] = grid;
    return record;
}

static int64_t count_of(const char *text)
{
    struct query *query = db_query_composed(db, text);
    bool row;

    assert_ok(query_step(query, &row, &error));
    int64_t count = query_integer(query, 0);
    query_reset(query);
    return count;
}

/* A record of a kind whose every field says which it is. */
static struct record full(enum record_kind kind, const char *id)
{
    struct record record = {.kind = kind, .id = id};

    for (size_t i = 0; i < record_rows[kind].field_count; i++)
        record.value[i] = arena_format(&arena, "%s of %s", record_rows[kind].fields[i].name, id);
    if (!record_has_own_id(kind))
        record.value[0] = id;
    return record;
}

static void every_field_of_every_kind_comes_back(void **state)
{
    struct record read;
    int64_t count;
    bool found;

    (void)state;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        struct record first = full((enum record_kind)kind, "a/b"), second = first;
        put(full((enum record_kind)kind, "c/d"));
        put(first);
        second.value[1] = "changed";
        second.value[record_rows[kind].field_count - 1] = NULL;
        put(second);
        assert_ok(records_get(db, first.kind, "a/b", &arena, &read, &found, &error));
        assert_true(found);
        assert_string_equal(read.id, "a/b");
        for (size_t i = 0; i < record_rows[kind].field_count; i++)
            assert_string_equal(read.value[i], record_text(&second, (int)i));
        assert_ok(records_count(db, first.kind, &count, &error));
        assert_int_equal(count, 2);
        assert_ok(records_remove(db, first.kind, "a/b", &error));
        assert_ok(records_get(db, first.kind, "a/b", &arena, &read, &found, &error));
        assert_false(found);
        assert_ok(records_count(db, first.kind, &count, &error));
        assert_int_equal(count, 1);
    }
}

static void tables_have_the_columns_of_the_kinds(void **state)
{
    static const char *const tables[] = {"node",     "grid",     "staff",    "duty",
                                         "resident", "service",  "resource", "demand",
                                         "visit",    "calendar", "session",  "handover"};

    (void)state;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        for (size_t i = 0; i < record_rows[kind].field_count; i++) {
            const char *sql = arena_format(
                &arena, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s'",
                tables[kind], record_rows[kind].fields[i].name);
            assert_int_equal(count_of(sql), 1);
        }
}

static enum status add_id(void *context, const struct record *record, struct error *into)
{
    (void)into;
    text_addf(context, "%s ", record->id);
    return STATUS_OK;
}

static enum status refuse(void *context, const struct record *record, struct error *into)
{
    ++*(int *)context;
    return error_set(into, STATUS_REFUSED, "", "no more of %s", record->id);
}

static void each_goes_by_id_and_stops_where_told(void **state)
{
    struct text ids = TEXT_EMPTY;
    int calls = 0;

    (void)state;
    put(resident("R3", "王三", "", "", ""));
    put(resident("R1", "王一", "", "", ""));
    put(resident("R2", "王二", "", "", ""));
    assert_ok(records_each(db, RECORD_RESIDENTS, "", add_id, &ids, &error));
    assert_string_equal(ids.at, "R1 R2 R3 ");
    text_clear(&ids);
    assert_ok(records_each(db, RECORD_RESIDENTS, "R1", add_id, &ids, &error));
    assert_string_equal(ids.at, "R2 R3 ");
    assert_int_equal(records_each(db, RECORD_RESIDENTS, "", refuse, &calls, &error),
                     STATUS_REFUSED);
    assert_int_equal(calls, 1);
    text_release(&ids);
}

static void digest_of(uint8_t *out)
{
    struct crypto_digest digest;

    crypto_digest_start(&digest);
    assert_ok(records_digest(db, &digest, &error));
    crypto_digest_end(&digest, out);
}

static void the_digest_knows_values_and_no_order(void **state)
{
    uint8_t one[CRYPTO_CHAIN], two[CRYPTO_CHAIN];

    (void)state;
    put(resident("R1", "王一", "13900000001", "5-502", "310115007001-G01"));
    put(resident("R2", "王二", "", "", ""));
    digest_of(one);
    assert_ok(records_remove(db, RECORD_RESIDENTS, "R1", &error));
    digest_of(two);
    assert_memory_not_equal(one, two, CRYPTO_CHAIN);
    put(resident("R1", "王一", "13900000001", "5-502", "310115007001-G01"));
    digest_of(two);
    assert_memory_equal(one, two, CRYPTO_CHAIN);
}

/* --- lists --- */

/* The ids of a page, blank after each. */
static const char *page(enum records_list list, const char *within, const struct record *from,
                        bool is_backwards, int limit, struct record *last)
{
    const struct records_page asked = {list, within, from, is_backwards, limit};
    struct record *records;
    struct text ids = TEXT_EMPTY;
    size_t count;

    assert_ok(records_read_page(db, &asked, &arena, &records, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&ids, "%s ", records[i].id);
    if (count && last)
        *last = is_backwards ? records[0] : records[count - 1];
    const char *out = arena_copy(&arena, ids.at);
    text_release(&ids);
    return out;
}

static void residents_are_paged_in_the_order_of_pinyin(void **state)
{
    struct record at;

    (void)state;
    put(resident("R1", "张伟", "", "", "310115007001-G01"));
    put(resident("R2", "单国平", "", "", "310115007001-G01"));
    put(resident("R3", "曾敏", "", "", "310115007001-G02"));
    put(resident("R4", "阿不来提", "", "", "310115007001-G01"));
    put(resident("R5", "沈静", "", "", "310115007001-G01"));
    put(resident("R6", "张伟", "", "", "310115007001-G01"));
    assert_string_equal(page(RECORDS_RESIDENTS, "", NULL, false, 4, &at), "R4 R2 R5 R3 ");
    assert_string_equal(page(RECORDS_RESIDENTS, "", &at, false, 4, &at), "R1 R6 ");
    assert_string_equal(page(RECORDS_RESIDENTS, "", &at, false, 4, NULL), "");
    assert_string_equal(page(RECORDS_RESIDENTS, "", &at, true, 2, &at), "R3 R1 ");
    assert_string_equal(page(RECORDS_RESIDENTS, "", &at, true, 9, NULL), "R4 R2 R5 ");
    assert_string_equal(page(RECORDS_RESIDENTS, "", NULL, true, 2, NULL), "R1 R6 ");
    assert_string_equal(page(RECORDS_RESIDENTS_OF_GRID, "310115007001-G01", NULL, false, 9, NULL),
                        "R4 R2 R5 R1 R6 ");
}

static struct record simple(enum record_kind kind, const char *id, int field, const char *value)
{
    struct record record = {.kind = kind, .id = id};

    return with(record, field, value);
}

static void lists_hold_what_they_are_about(void **state)
{
    struct record at;

    (void)state;
    put(simple(RECORD_NODES, "310115007", RECORD_NODES_PARENT, "310115"));
    put(simple(RECORD_NODES, "310115007001", RECORD_NODES_PARENT, "310115007"));
    put(simple(RECORD_NODES, "310115007002", RECORD_NODES_PARENT, "310115007"));
    assert_string_equal(page(RECORDS_NODES_OF_PARENT, "310115007", NULL, false, 9, NULL),
                        "310115007001 310115007002 ");
    put(simple(RECORD_GRIDS, "310115007001-G02", RECORD_GRIDS_NAME, "二"));
    put(simple(RECORD_GRIDS, "310115007001-G01", RECORD_GRIDS_NAME, "一"));
    put(simple(RECORD_GRIDS, "310115007002-G01", RECORD_GRIDS_NAME, "一"));
    assert_string_equal(page(RECORDS_GRIDS_OF_NODE, "310115007001", NULL, false, 1, &at),
                        "310115007001-G01 ");
    assert_string_equal(page(RECORDS_GRIDS_OF_NODE, "310115007001", &at, false, 9, NULL),
                        "310115007001-G02 ");
    put(simple(RECORD_SERVICES, "YB01", RECORD_SERVICES_CATEGORY, "government"));
    put(simple(RECORD_SERVICES, "DQ01", RECORD_SERVICES_CATEGORY, "party"));
    put(simple(RECORD_SERVICES, "AA01", RECORD_SERVICES_CATEGORY, "party"));
    assert_string_equal(page(RECORDS_SERVICES, "", NULL, false, 9, &at), "YB01 AA01 DQ01 ");
    assert_string_equal(page(RECORDS_SERVICES, "", &at, true, 1, NULL), "AA01 ");
    assert_string_equal(page(RECORDS_SERVICES_OF_CATEGORY, "party", NULL, false, 9, NULL),
                        "AA01 DQ01 ");
}

static void demands_come_newest_first(void **state)
{
    struct record at;

    (void)state;
    put(simple(RECORD_DEMANDS, "D1", RECORD_DEMANDS_ON, "2026-11-01"));
    put(simple(RECORD_DEMANDS, "D2", RECORD_DEMANDS_ON, "2026-11-03"));
    put(simple(RECORD_DEMANDS, "D3", RECORD_DEMANDS_ON, "2026-11-02"));
    put(simple(RECORD_DEMANDS, "D4", RECORD_DEMANDS_ON, "2026-11-02"));
    assert_string_equal(page(RECORDS_DEMANDS, "", NULL, false, 2, &at), "D2 D4 ");
    assert_string_equal(page(RECORDS_DEMANDS, "", &at, false, 9, &at), "D3 D1 ");
    assert_string_equal(page(RECORDS_DEMANDS, "", &at, true, 2, NULL), "D4 D3 ");
    assert_string_equal(page(RECORDS_DEMANDS, "", NULL, true, 1, NULL), "D1 ");
}

static void every_list_is_read_by_an_index(void **state)
{
    static const char *const lead[] = {"fragment_page_", "fragment_records_at_",
                                       "fragment_records_after_"};
    static const char columns[] = "fragment_records_columns_";
    int composed = 0;

    (void)state;
    for (int i = 0; i < SQL_COUNT; i++)
        for (int j = 0; j < SQL_COUNT; j++) {
            const char *name = sql_name[j];
            size_t k = 0;
            while (k < 3 && !text_starts(name, lead[k]))
                k++;
            if (!text_starts(sql_name[i], columns) || k == 3 ||
                !text_starts(name + strlen(lead[k]), sql_name[i] + strlen(columns)))
                continue;
            assert_plan_is_good(db, arena_format(&arena, "%s %s", sql_text[i], sql_text[j]));
            composed++;
        }
    assert_int_equal(composed, 2 * RECORDS_LIST_COUNT + 2 * RECORD_KIND_COUNT);
    static const enum sql of_residents[] = {SQL_FRAGMENT_RECORDS_FROM_KEY,
                                            SQL_FRAGMENT_RECORDS_FROM_DOOR,
                                            SQL_FRAGMENT_RECORDS_FROM_HOUSEHOLD};
    for (size_t i = 0; i < 3; i++)
        assert_plan_is_good(db, arena_format(&arena, "%s %s",
                                             sql_text[SQL_FRAGMENT_RECORDS_COLUMNS_RESIDENTS],
                                             sql_text[of_residents[i]]));
    assert_plan_is_good(db,
                        arena_format(&arena, "%s %s", sql_text[SQL_FRAGMENT_RECORDS_COLUMNS_DUTY],
                                     sql_text[SQL_FRAGMENT_RECORDS_FROM_DAY]));
}

/* --- residents --- */

static const char *found(const char *name, const char *phone, const char *door)
{
    const struct records_person person = {.name = name, .phone = phone, .door = door};
    struct record *records;
    struct text ids = TEXT_EMPTY;
    size_t count;

    assert_ok(records_find_residents(db, &person, 9, &arena, &records, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&ids, "%s ", records[i].id);
    const char *out = arena_copy(&arena, ids.at);
    text_release(&ids);
    return out;
}

static void residents_are_found_by_all_that_is_known(void **state)
{
    (void)state;
    put(resident("R1", "王建国", "139-0000-0001", "5-502", "310115007001-G01"));
    put(resident("R2", "王建国", "13900000002", "6-101", "310115007001-G01"));
    put(resident("R3", "买买提·艾力", "021-55500003", "5-502", "310115007001-G02"));
    assert_string_equal(found("王建国", NULL, NULL), "R1 R2 ");
    assert_string_equal(found("王建国", "+86 139 0000 0001", NULL), "R1 ");
    assert_string_equal(found("王建国", "", "６号101室"), "R2 ");
    assert_string_equal(found("買買提・艾力", NULL, NULL), "R3 ");
    assert_string_equal(found(NULL, "02155500003", NULL), "R3 ");
    assert_string_equal(found(NULL, NULL, "5 502"), "R1 R3 ");
    struct records_person person = {.card = "37292519700101123x"};
    struct record *records;
    size_t count;
    put(with(resident("R4", "周美芳", "", "", ""), RECORD_RESIDENTS_ID_NUMBER,
             "37292519700101123X"));
    assert_ok(records_find_residents(db, &person, 9, &arena, &records, &count, &error));
    assert_int_equal(count, 1);
    assert_string_equal(records[0].id, "R4");
    person.name = "王建国";
    assert_ok(records_find_residents(db, &person, 9, &arena, &records, &count, &error));
    assert_int_equal(count, 0);
    assert_string_equal(found("王建", NULL, NULL), "");
    assert_string_equal(found("李建国", "13900000001", NULL), "");
    put(resident("R1", "王建军", "", "7-101", "310115007001-G01"));
    assert_string_equal(found("王建国", NULL, NULL), "R2 ");
    assert_string_equal(found(NULL, "13900000001", NULL), "");
    assert_string_equal(found("王建军", NULL, "7-101"), "R1 ");
    assert_string_equal(found("", "", ""), "");
}

static void a_household_is_one_door_of_one_grid(void **state)
{
    struct record *records, first = resident("R1", "王建国", "", "5-502", "310115007001-G01");
    size_t count;

    (void)state;
    put(first);
    put(resident("R2", "李桂珍", "", "5号502室", "310115007001-G01"));
    put(resident("R3", "赵刚", "", "5-502", "310115007001-G02"));
    put(resident("R4", "赵强", "", "5-502", "310115007002-G01"));
    put(resident("R5", "赵敏", "", "5-503", "310115007001-G01"));
    assert_ok(records_household(db, &first, &arena, &records, &count, &error));
    assert_int_equal(count, 2);
    assert_string_equal(records[0].id, "R2"); /* li before wang */
    assert_string_equal(records[1].id, "R1");
}

static void removed_residents_leave_no_key(void **state)
{
    (void)state;
    put(resident("R1", "单雄信", "13900000001", "5-502", "310115007001-G01"));
    put(with(resident("R1", "单雄信", "13900000002", "5-503", ""), RECORD_RESIDENTS_ID_NUMBER,
             "37292519700101123X"));
    assert_true(count_of("SELECT count(*) FROM lookup") > 5);
    assert_ok(records_remove(db, RECORD_RESIDENTS, "R1", &error));
    assert_int_equal(count_of("SELECT count(*) FROM lookup"), 0);
    assert_int_equal(count_of("SELECT count(*) FROM resident"), 0);
}

/* --- what the rules read --- */

static void people_are_read_for_a_day(void **state)
{
    struct record person = {.kind = RECORD_STAFF, .id = "S02"}, duty = {.kind = RECORD_DUTY};
    struct people people;

    (void)state;
    person.value[RECORD_STAFF_NAME] = "陈静";
    person.value[RECORD_STAFF_ROLES] = "worker;grid_leader";
    person.value[RECORD_STAFF_NODE] = "310115007001";
    person.value[RECORD_STAFF_STATUS] = "leave";
    person.value[RECORD_STAFF_AWAY_UNTIL] = "2026-11-25";
    person.value[RECORD_STAFF_COVER] = "S01";
    put(person);
    put((struct record){.kind = RECORD_STAFF, .id = "S01"});
    duty.id = "2026-11-23/day/desk/310115007001";
    duty.value[RECORD_DUTY_ON] = "2026-11-23";
    duty.value[RECORD_DUTY_FROM] = "08:30";
    duty.value[RECORD_DUTY_STAFF_ID] = "S01";
    put(duty);
    duty.id = "2026-11-24/day/desk/310115007001";
    duty.value[RECORD_DUTY_ON] = "2026-11-24";
    put(duty);
    put(simple(RECORD_GRIDS, "310115007001-G01", RECORD_GRIDS_LEADER, "S02"));
    int32_t today = clock_day_from(2026, 11, 23);
    assert_ok(records_load_people(db, NULL, &arena, today, &people, &error));
    assert_int_equal(people.count, 2);
    assert_string_equal(people.at[0].name, "S01"); /* the id where no name is known */
    const struct person *found_person = people_find(&people, "S02");
    assert_int_equal(found_person->roles, 1u << ROLE_WORKER | 1u << ROLE_GRID_LEADER);
    assert_int_equal(found_person->status, PERSON_LEAVE);
    assert_int_equal(found_person->away_from, CLOCK_NO_DAY);
    assert_int_equal(found_person->away_until, today + 2);
    assert_string_equal(found_person->cover, "S01");
    assert_true(people_is_on_duty(&people, "S01"));
    assert_int_equal(people.duty_count, 1);
    assert_string_equal(people.duty[0].from, "08:30");
    assert_string_equal(people_grid_leader(&people, "310115007001-G01"), "S02");
}

static void the_calendar_is_read_whole(void **state)
{
    struct record day = {.kind = RECORD_CALENDAR, .id = "2026-10-01"};
    struct calendar calendar = {0};

    (void)state;
    day.value[RECORD_CALENDAR_KIND] = "holiday";
    day.value[RECORD_CALENDAR_NAME] = "国庆节";
    put(day);
    day.id = "2026-10-10";
    day.value[RECORD_CALENDAR_KIND] = "workday";
    put(day);
    assert_ok(records_load_calendar(db, &calendar, &error));
    assert_true(calendar_has_year(&calendar, 2026));
    assert_false(calendar_is_working(&calendar, clock_day_from(2026, 10, 1)));
    assert_true(calendar_is_working(&calendar, clock_day_from(2026, 10, 10)));
    calendar_release(&calendar);
}

static void the_rules_know_a_service(void **state)
{
    struct record item = {.kind = RECORD_SERVICES, .id = "YB01"};
    struct situation_service service;
    bool is_there;

    (void)state;
    item.value[RECORD_SERVICES_NAME] = "换发就医记录册";
    item.value[RECORD_SERVICES_CATEGORY] = "government";
    item.value[RECORD_SERVICES_LIMIT] = "20d/5w";
    item.value[RECORD_SERVICES_PLACE] = "video";
    item.value[RECORD_SERVICES_MATERIALS] = "社保卡/original/1|旧册/original/1/已用完的一册";
    put(item);
    assert_ok(records_load_service(db, "YB01", &arena, &service, &is_there, &error));
    assert_true(is_there);
    assert_string_equal(service.code, "YB01");
    assert_string_equal(service.limit, "5w");
    assert_string_equal(service.place, "video");
    assert_int_equal(service.material_count, 2);
    put(with(item, RECORD_SERVICES_LIMIT, ""));
    assert_ok(records_load_service(db, "YB01", &arena, &service, &is_there, &error));
    assert_string_equal(service.limit, "");
    assert_ok(records_load_service(db, "YB02", &arena, &service, &is_there, &error));
    assert_false(is_there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PROJECTION(every_field_of_every_kind_comes_back),
        WITH_PROJECTION(tables_have_the_columns_of_the_kinds),
        WITH_PROJECTION(each_goes_by_id_and_stops_where_told),
        WITH_PROJECTION(the_digest_knows_values_and_no_order),
        WITH_PROJECTION(residents_are_paged_in_the_order_of_pinyin),
        WITH_PROJECTION(lists_hold_what_they_are_about),
        WITH_PROJECTION(demands_come_newest_first),
        WITH_PROJECTION(every_list_is_read_by_an_index),
        WITH_PROJECTION(residents_are_found_by_all_that_is_known),
        WITH_PROJECTION(a_household_is_one_door_of_one_grid),
        WITH_PROJECTION(removed_residents_leave_no_key),
        WITH_PROJECTION(people_are_read_for_a_day),
        WITH_PROJECTION(the_calendar_is_read_whole),
        WITH_PROJECTION(the_rules_know_a_service),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("records", tests, NULL, NULL);
    scratch_end();
    return failed;
}
