/* SPDX-License-Identifier: MIT */
/* The sums of the days that are over: counts are the same with them and without, whatever is put,
 * whichever day it is, and whoever carries them on. */
#include "config.h"

#include "shouwen/store/past.h"
#include "tests/store/case_lists.h"

enum { PARTS = 5 };

static int make_file(void **state)
{
    make_cases(state);
    assert_ok(db_commit(db, &error));
    return 0;
}

static void assert_hold(void)
{
    bool hold;

    assert_ok(matters_counts_hold(db, &hold, &error));
    assert_true(hold);
}

static void assert_day(int64_t expected)
{
    int64_t day;

    assert_ok(past_day(db, &day, &error));
    assert_int_equal(day, expected);
}

static void change_some(void)
{
    assert_ok(db_begin(db, &error));
    for (int i = (int)draw(5); i < CASES; i += 1 + (int)draw(9)) {
        struct kept *kept = &all[i];
        kept->matter.is_open = true;
        kept->matter.waiting_on = CLOCK_NO_DAY;
        kept->matter.promise_count = 0;
        kept->callback_at = 0;
        vary(kept);
        assert_ok(matters_project(db, &kept->matter, &kept->seq, &error));
    }
    assert_ok(db_commit(db, &error));
}

/* As the list of a person has them: read row by row, and by the sums. */
static void check_loads(void)
{
    struct matters_load_row *rows, *pairs;
    size_t count, pair_count;

    assert_ok(matters_each_load(db, today, &arena, &rows, &count, &error));
    assert_ok(matters_each_holder(db, &arena, &pairs, &pair_count, &error));
    assert_int_equal(pair_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(pairs[i].holder, rows[i].holder);
        assert_string_equal(pairs[i].node, rows[i].node);
        assert_ok(matters_load_of(db, today, &pairs[i], &error));
        assert_int_equal(pairs[i].open_count, rows[i].open_count);
        assert_int_equal(pairs[i].late_count, rows[i].late_count);
        assert_int_equal(pairs[i].replied_count, rows[i].replied_count);
    }
}

/* Every queue, of all homes, of some, and as somebody sees it. */
static void count_everything(struct case_counts *counts)
{
    static const int parts[] = {0, BY_ONE_HOME, BY_HOMES | BY_ONE_HOME, BY_GRIDS, BY_UNIT};

    for (int queue = 0; queue < QUEUE_COUNT; queue++)
        for (size_t i = 0; i < PARTS; i++) {
            struct case_filter filter = filter_of((enum queue)queue, CASE_SORT_OWN, false);
            bool has_own = queue_needs_grid(filter.queue) || queue == QUEUE_UNIT;
            if (queue == QUEUE_MINE || (has_own && i > 2))
                continue;
            narrow(&filter, parts[i]);
            assert_ok(query_cases_count(db, &filter, &counts[queue * PARTS + (int)i], &error));
        }
}

/* Counted with the sums, and without. */
static void check_all(void)
{
    struct case_counts with[QUEUE_COUNT * PARTS] = {{0}}, without[QUEUE_COUNT * PARTS] = {{0}};

    assert_hold();
    count_everything(with);
    assert_ok(db_begin(db, &error));
    assert_ok(query_run(db_query_composed(db, "DELETE FROM queue_past"), &error));
    count_everything(without);
    db_rollback(db);
    for (size_t i = 0; i < sizeof(with) / sizeof(with[0]); i++) {
        assert_int_equal(with[i].count, without[i].count);
        assert_int_equal(with[i].late_count, without[i].late_count);
    }
    check_loads();
}

/* Days go on and the clock is put back, the sums follow or somebody else's are further or less far
 * than the reader's day. */
static void counts_are_the_same_on_every_day(void **state)
{
    int32_t first = today;

    (void)state;
    assert_day(INT64_MIN);
    check_all();
    for (int round = 0; round < 24; round++) {
        int32_t carried = first - 7 + (int32_t)draw(14);
        today = carried;
        assert_ok(past_carry(db, carried, &error));
        assert_day(carried);
        check_all();
        change_some();
        check_all();
        today = carried - 3 + (int32_t)draw(7);
        check_all();
    }
}

/* One terminal carries the sums on, the other goes on recording. */
static void two_terminals_keep_the_same_sums(void **state)
{
    struct db *other;

    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &other, &error));
    for (int round = 0; round < 8; round++) {
        assert_ok(past_carry(round % 2 ? db : other, today, &error));
        assert_day(today);
        change_some();
        check_all();
        today += round % 3 - 1;
    }
    db_close(other);
}

/* Nobody waits for it: who writes now opened the file earlier. */
static void who_finds_the_file_written_to_carries_nothing(void **state)
{
    struct db *other;

    (void)state;
    assert_ok(past_carry(db, today - 1, &error));
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &other, &error));
    assert_ok(db_begin(other, &error));
    assert_ok(past_carry(db, today, &error));
    db_rollback(other);
    db_close(other);
    assert_day(today - 1);
    check_all();
}

/* A sum that is not what the days say is found. */
static void a_wrong_sum_is_found(void **state)
{
    static const char *const wrong[] = {
        "UPDATE queue_past SET count = count + 1 WHERE queue = 'open'",
        "UPDATE load_past SET open_count = open_count + 1",
        "DELETE FROM load_past",
    };
    bool hold;

    (void)state;
    assert_ok(past_carry(db, today, &error));
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_ok(db_begin(db, &error));
        assert_ok(query_run(db_query_composed(db, wrong[i]), &error));
        assert_ok(matters_counts_hold(db, &hold, &error));
        assert_false(hold);
        db_rollback(db);
        assert_hold();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_are_the_same_on_every_day, make_file,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(two_terminals_keep_the_same_sums, make_file,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(who_finds_the_file_written_to_carries_nothing, make_file,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(a_wrong_sum_is_found, make_file, projection_drop),
    };

    return run_searches("past", tests, sizeof(tests) / sizeof(*tests));
}
