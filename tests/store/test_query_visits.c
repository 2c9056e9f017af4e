/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_visits.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/records.h"
#include "shouwen/store/visits.h"
#include "tests/store/plan.h"
#include "tests/store/projection.h"

static const struct visit_policy policy = VISIT_POLICY_SHIPPED;

/* Every list that is offered, forward and back, is read by an index in its order. */
static void every_list_is_read_by_an_index(void **state)
{
    static const enum sql others[] = {SQL_VISITS_HOUSEHOLD_OF, SQL_VISITS_MEMBERS,
                                      SQL_VISITS_MET_ON,       SQL_VISITS_LATEST,
                                      SQL_VISITS_DUE_COUNTS,   SQL_VISITS_HOUSEHOLD_GET};
    static const enum sql pages[] = {SQL_FRAGMENT_VISITS_OF_HOUSEHOLD,
                                     SQL_FRAGMENT_VISITS_OF_STAFF};

    (void)state;
    for (int bits = 0; bits < 16; bits++)
        assert_plan_is_good(db, query_visits_text(&arena, bits & 1, bits & 2, bits & 4, bits & 8));
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_plan_is_good(db, sql_text[others[i]]);
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
        assert_plan_is_good(db, arena_format(&arena, "SELECT id %s", sql_text[pages[i]]));
}

static void add(const char *id, const char *door, const char *grid, const char *class,
                int32_t since_on)
{
    struct record record = {.kind = RECORD_RESIDENTS, .id = id}, none = {0};
    struct visits_touched touched = {0};

    record.value[RECORD_RESIDENTS_NAME] = id;
    record.value[RECORD_RESIDENTS_DOOR] = door;
    record.value[RECORD_RESIDENTS_GRID] = grid;
    record.value[RECORD_RESIDENTS_CLASS] = class;
    assert_ok(records_project(db, &record, since_on, &error));
    assert_ok(visits_follow(db, &touched, &none, &record, &error));
    assert_ok(visits_settle(db, &policy, &touched, &error));
    visits_forget(&touched);
}

static const char *page(struct visit_filter filter)
{
    struct text out = TEXT_EMPTY;
    struct visit_row *rows;
    size_t count;

    filter.limit = filter.limit ? filter.limit : 99;
    filter.until = INT32_MAX;
    assert_ok(query_visits_due(db, &filter, &arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s ", rows[i].who);
    const char *copy = arena_copy(&arena, out.at);
    text_release(&out);
    return copy;
}

/* Pages of several grids come as one list, forward and back. */
static void pages_of_several_grids_are_one_list(void **state)
{
    static const char *const grids[] = {"310115007001-G01", "310115007001-G02"};
    struct visit_row *rows;
    size_t count;

    (void)state;
    for (int i = 0; i < 12; i++)
        add(arena_format(&arena, "R%02d", i), arena_format(&arena, "1-%03d", 101 + i),
            i == 11 ? "310115007001-G09" : grids[i % 2], i % 3 ? "key" : "special", 20000 - i);
    struct visit_filter filter = {.places = grids, .place_count = 2};
    assert_string_equal(page(filter), "R09 R06 R03 R00 R10 R08 R07 R05 R04 R02 R01 ");
    filter.limit = 4;
    assert_string_equal(page(filter), "R09 R06 R03 R00 ");
    filter.until = INT32_MAX;
    assert_ok(query_visits_due(db, &filter, &arena, &rows, &count, &error));
    filter.from = &rows[3];
    assert_string_equal(page(filter), "R10 R08 R07 R05 ");
    filter.is_backwards = true;
    assert_string_equal(page(filter), "R09 R06 R03 ");
    filter.is_backwards = false;
    filter.takes_from = true;
    assert_string_equal(page(filter), "R00 R10 R08 R07 ");
    filter = (struct visit_filter){.is_backwards = true, .limit = 3};
    assert_string_equal(page(filter), "R04 R02 R01 ");
    filter = (struct visit_filter){.class = "special"};
    assert_string_equal(page(filter), "R09 R06 R03 R00 ");
    filter = (struct visit_filter){.class = "special", .places = grids, .place_count = 1};
    assert_string_equal(page(filter), "R06 R00 ");
}

static void what_was_damaged_is_found(void **state)
{
    static const char *const damages[] = {
        "UPDATE household SET due_on = due_on + 1",
        "DELETE FROM household",
        "INSERT INTO visit_load VALUES ('x', 1, 'key', 1)",
        "INSERT INTO visit_count VALUES (1, '', 'key', 'S01', 'met', 1, 1)",
    };
    bool hold;

    (void)state;
    add("R1", "1-101", "310115007001-G01", "key", 20000);
    assert_ok(visits_hold(db, &policy, &hold, &error));
    assert_true(hold);
    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        assert_ok(db_mark(db, &error));
        assert_ok(query_run(db_query_composed(db, damages[i]), &error));
        assert_ok(visits_hold(db, &policy, &hold, &error));
        assert_false(hold);
        db_mark_undo(db);
    }
    assert_ok(visits_hold(db, &policy, &hold, &error));
    assert_true(hold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PROJECTION(every_list_is_read_by_an_index),
        WITH_PROJECTION(pages_of_several_grids_are_one_list),
        WITH_PROJECTION(what_was_damaged_is_found),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("query_visits", tests, NULL, NULL);
    scratch_end();
    return failed;
}
