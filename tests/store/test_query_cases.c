/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tests/store/case_lists.h"
#include "tests/store/plan.h"

static void every_list_is_what_it_says_both_ways(void **state)
{
    static char numbers[CASES][IDENT_NUMBER];

    (void)state;
    keep_numbers(numbers);
    for (int queue = 0; queue < QUEUE_COUNT; queue++) {
        check_list(filter_of((enum queue)queue, CASE_SORT_OWN, false));
        check_list(filter_of((enum queue)queue, CASE_SORT_OWN, true));
        for (int sort = 0; sort < CASE_SORT_COUNT; sort++)
            if (query_cases_may_sort((enum queue)queue, (enum case_sort)sort))
                check_list(filter_of((enum queue)queue, (enum case_sort)sort, false));
    }
}

/* Rows with one key are gone through by their id, or a day of thousands would be read from its
 * start for each page. */
static void assert_goes_on_by_id(const char *text)
{
    struct text whole = TEXT_EMPTY;
    bool row;

    text_addf(&whole, "EXPLAIN QUERY PLAN %s", text);
    struct query *query = db_query_composed(db, whole.at);
    assert_ok(query_step(query, &row, &error));
    const char *step = query_text(query, 3);
    if (!strstr(step, "=? AND rowid") && !strstr(step, "=? AND seq"))
        fail_msg("%s\n  by: %s", text, step);
    query_reset(query);
    text_release(&whole);
}

/* What chooses the rows is what the index begins with. */
static void assert_driven(const char *text)
{
    static const char *const drivers[] = {"holder", "grid", "node", "who"};
    struct text whole = TEXT_EMPTY, wanted = TEXT_EMPTY;
    bool row;

    for (size_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++)
        if (strstr(text, "?7") && strstr(text, drivers[i]) < strstr(text, "?7") &&
            strncmp(strstr(text, "?7") - strlen(drivers[i]) - 3, drivers[i], strlen(drivers[i])) ==
                0)
            text_addf(&wanted, "(%s=?", drivers[i]);
    text_addf(&whole, "EXPLAIN QUERY PLAN %s", text);
    struct query *query = db_query_composed(db, whole.at);
    assert_ok(query_step(query, &row, &error));
    if (!strstr(query_text(query, 3), wanted.at))
        fail_msg("%s\n  by: %s", text, query_text(query, 3));
    query_reset(query);
    text_release(&whole);
    text_release(&wanted);
}

static void every_statement_runs_on_an_index(void **state)
{
    int offered = 0;

    (void)state;
    for (int i = 0; i < QUEUE_COUNT * CASE_SORT_COUNT * NARROWINGS * 4 * CASE_READINGS; i++) {
        int by = i / 4 % CASE_READINGS, narrowing = i / 4 / CASE_READINGS;
        int bits = narrowing % NARROWINGS, rest = narrowing / NARROWINGS;
        struct case_filter filter = filter_of((enum queue)(rest / CASE_SORT_COUNT),
                                              (enum case_sort)(rest % CASE_SORT_COUNT), false);
        narrow(&filter, bits);
        filter.is_backwards = (i & 2) != 0;
        const char *text = query_cases_text(&arena, &filter, (enum case_reading)by, (i & 1) != 0);
        if (!text)
            continue;
        offered++;
        assert_plan_is_good(db, text);
        if (i & 1)
            assert_goes_on_by_id(text);
        assert_driven(text);
    }
    assert_true(offered >= QUEUE_COUNT * 6);
    static const enum sql counts[] = {SQL_CASES_COUNT_BESIDE, SQL_CASES_COUNT_BESIDE_HOMES,
                                      SQL_CASES_COUNT,        SQL_CASES_COUNT_HOMES,
                                      SQL_CASES_PAST,         SQL_CASES_PAST_HOMES,
                                      SQL_HOME_EACH,          SQL_CASES_NEXT_GRID};
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
        assert_plan_is_good(db, sql_text[counts[i]]);
}

static bool now(void *context)
{
    ++*(int *)context;
    return true;
}

static void a_search_stops_when_it_is_told_to(void **state)
{
    struct case_filter filter = filter_of(QUEUE_ALL, CASE_SORT_OWN, true);
    struct case_row *rows;
    size_t count;
    int asked = 0;

    (void)state;
    assert_ok(db_commit(db, &error)); /* writes are never stopped */
    filter.limit = CASES;
    db_set_limit(db, 10000, now, &asked);
    enum status status = query_cases(db, &filter, &arena, &rows, &count, &error);
    db_set_limit(db, 0, NULL, NULL);
    assert_int_equal(status, STATUS_BUSY);
    assert_true(asked > 0);
    assert_true(count < CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_list_is_what_it_says_both_ways, make_cases,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(every_statement_runs_on_an_index, make_cases,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(a_search_stops_when_it_is_told_to, make_cases,
                                        projection_drop),
    };

    return run_searches("query_cases", tests, sizeof(tests) / sizeof(*tests));
}
