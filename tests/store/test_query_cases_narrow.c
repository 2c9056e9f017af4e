/* SPDX-License-Identifier: MIT */
/* Lists narrowed by homes, persons and conditions, and the counts that are kept of them. */
#include "config.h"

#include "tests/store/case_lists.h"

static void every_list_can_be_narrowed(void **state)
{
    static char numbers[CASES][IDENT_NUMBER];

    (void)state;
    keep_numbers(numbers);
    for (int queue = 0; queue < QUEUE_COUNT; queue++)
        for (int bits = 1; bits < NARROWINGS; bits += 1 + queue % 3) {
            struct case_filter filter = filter_of((enum queue)queue, CASE_SORT_OWN, bits % 5 == 4);
            narrow(&filter, bits);
            check_list(filter);
            filter.search = NULL;
            filter.sort = CASE_SORT_OPENED;
            check_list(filter);
        }
}

static int64_t count_late(const struct kept **list, size_t count, const struct case_filter *filter)
{
    int64_t late = 0;

    for (size_t i = 0; i < count; i++) {
        const struct matter *m = &list[i]->matter;
        late += goes_by_unit(filter) ? is_late_at_unit(m) : matter_is_late(m, today);
    }
    return filter->queue == QUEUE_CALLBACKS ? 0 : late;
}

static void assert_counts(const struct case_filter *filter)
{
    const struct kept *list[CASES];
    struct case_counts counts;
    size_t expected = expect(filter, list);

    assert_ok(query_cases_count(db, filter, &counts, &error));
    if (counts.count != (int64_t)expected ||
        counts.late_count != count_late(list, expected, filter))
        fail_msg("%s: %lld cases, %lld late; %zu were expected", queue_rows[filter->queue].word,
                 (long long)counts.count, (long long)counts.late_count, expected);
}

static void counts_are_kept_for_every_queue(void **state)
{
    bool hold;

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int queue = 0; queue < QUEUE_COUNT; queue++) {
            struct case_filter filter = filter_of((enum queue)queue, CASE_SORT_OWN, false);
            if (queue == QUEUE_MINE)
                continue;
            assert_counts(&filter);
            narrow(&filter, BY_ONE_HOME);
            assert_counts(&filter);
            narrow(&filter, BY_HOMES | BY_ONE_HOME);
            assert_counts(&filter);
            if (queue_needs_grid(filter.queue) || filter.queue == QUEUE_UNIT)
                continue;
            static const int parts[] = {BY_GRIDS, BY_UNIT, BY_BRINGER};
            for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
                filter = filter_of((enum queue)queue, CASE_SORT_OWN, false);
                narrow(&filter, parts[i]);
                assert_counts(&filter);
            }
        }
        assert_ok(matters_counts_hold(db, &hold, &error));
        assert_true(hold);
        /* each case becomes another one */
        for (int i = 0; i < CASES; i++) {
            struct matter_promise promise = all[i].promise;
            all[i].matter.is_open = true;
            all[i].matter.waiting_on = CLOCK_NO_DAY;
            all[i].matter.promise_count = 0;
            all[i].promise = promise;
            all[i].callback_at = 0;
            vary(&all[i]);
            assert_ok(matters_project(db, &all[i].matter, &all[i].seq, &error));
        }
    }
    assert_ok(query_run(db_query_composed(db, "UPDATE queue_count SET count = count + 1 WHERE "
                                              "queue = 'grid'"),
                        &error));
    assert_ok(matters_counts_hold(db, &hold, &error));
    assert_false(hold);
}

static void homes_are_found_without_counting(void **state)
{
    const char **homes;
    size_t count;

    (void)state;
    assert_ok(query_cases_homes(db, &arena, &homes, &count, &error));
    assert_int_equal(count, 2);
    assert_string_equal(homes[0], NODE);
    assert_string_equal(homes[1], "310115007002");
}

/* A page for which most cases do not fit looks at no more of them than it was told to. */
static void a_narrow_list_is_read_so_far(void **state)
{
    struct case_filter filter = filter_of(QUEUE_OPEN, CASE_SORT_OWN, false);
    struct case_row *rows;
    size_t count;

    (void)state;
    filter.limit = CASES;
    filter.scan_most = 20;
    filter.conditions.urgency = "urgent";
    assert_int_equal(query_cases(db, &filter, &arena, &rows, &count, &error), STATUS_BUSY);
    assert_true(count > 0 && count < 20);
    filter.scan_most = CASES;
    assert_ok(query_cases(db, &filter, &arena, &rows, &count, &error));
    assert_true(count > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_list_can_be_narrowed, make_cases, projection_drop),
        cmocka_unit_test_setup_teardown(counts_are_kept_for_every_queue, make_cases,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(homes_are_found_without_counting, make_cases,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(a_narrow_list_is_read_so_far, make_cases, projection_drop),
    };

    return run_searches("query_cases_narrow", tests, sizeof(tests) / sizeof(*tests));
}
