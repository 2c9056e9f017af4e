/* SPDX-License-Identifier: MIT */
/* The board's counts are what counting all cases gives, also after they have moved on. */
#include "config.h"

#include "shouwen/store/query_board.h"
#include "tests/store/case_lists.h"
#include "tests/store/plan.h"

/* Counts the cases of a grid, or (is_station) of a home. */
static struct board_count count_all(const char *code, bool is_station)
{
    struct board_count count = {
        .code = code, .earliest_on = CLOCK_NO_DAY, .oldest_on = CLOCK_NO_DAY};

    for (int i = 0; i < CASES; i++) {
        const struct matter *m = &all[i].matter;
        int32_t opened_on = clock_day_of(m->opened_at);
        if (!m->is_open || strcmp(is_station ? m->node : m->grid, code) != 0)
            continue;
        count.open_count++;
        count.review_count +=
            *m->grid && m->state == STATE_RECEIVED && m->rule == RULE_FIRST_CONTACT;
        if (count.oldest_on == CLOCK_NO_DAY || opened_on < count.oldest_on)
            count.oldest_on = opened_on;
        if (m->due_on == CLOCK_NO_DAY || stands(m, m->due_on))
            continue;
        count.late_count += m->due_on < today;
        count.today_count += m->due_on == today;
        if (count.earliest_on == CLOCK_NO_DAY || m->due_on < count.earliest_on)
            count.earliest_on = m->due_on;
    }
    return count;
}

static void assert_counted(const struct board_count *row, bool is_station)
{
    struct board_count wanted = count_all(row->code, is_station);

    assert_int_equal(row->open_count, wanted.open_count);
    assert_int_equal(row->late_count, wanted.late_count);
    assert_int_equal(row->today_count, wanted.today_count);
    assert_int_equal(row->review_count, wanted.review_count);
    assert_int_equal(row->earliest_on, wanted.earliest_on);
    assert_int_equal(row->oldest_on, wanted.oldest_on);
}

static void check_board(void)
{
    struct board_count *rows;
    size_t count;

    assert_ok(query_board_grids(db, NODE, today, &arena, &rows, &count, &error));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++)
        assert_counted(&rows[i], false);
    assert_ok(query_board_grids(db, "310115007002", today, &arena, &rows, &count, &error));
    assert_int_equal(count, 0);
    assert_ok(query_board_stations(db, today, &arena, &rows, &count, &error));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++)
        assert_counted(&rows[i], true);
}

static void counts_are_what_counting_gives(void **state)
{
    (void)state;
    check_board();
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < CASES; i += 1 + (int)draw(3)) {
            vary(&all[i]);
            assert_ok(matters_project(db, &all[i].matter, &all[i].seq, &error));
        }
        check_board();
    }
}

static void a_grids_counts_are_read_in_the_order_of_an_index(void **state)
{
    (void)state;
    assert_plan_is_good(db, sql_text[SQL_BOARD_GRIDS]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_are_what_counting_gives, make_cases,
                                        projection_drop),
        cmocka_unit_test_setup_teardown(a_grids_counts_are_read_in_the_order_of_an_index,
                                        make_cases, projection_drop),
    };

    return run_searches("query_board", tests, sizeof(tests) / sizeof(*tests));
}
