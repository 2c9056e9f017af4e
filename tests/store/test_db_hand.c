/* SPDX-License-Identifier: MIT */
/* What the hand writes and what the program asks meanwhile never meet in the library. */
#include "config.h"

#include "shouwen/store/db.h"
#include "shouwen/store/db_hand.h"

#include "tests/store/scratch.h"

static struct db *db;

static int open_file(void **state)
{
    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_CREATE, &db, &error));
    assert_ok(db_begin(db, &error));
    assert_ok(
        query_run(db_query_composed(db, "CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT"), &error));
    return 0;
}

static int drop(void **state)
{
    (void)state;
    db_rollback(db);
    db_close(db);
    scratch_empty();
    return 0;
}

struct work {
    int count, calls;
    bool is_hand;
    enum status status;
    struct error fault;
};

/* Many rows last longer than the way to the next question. */
static void write_rows(void *context)
{
    struct work *work = context;

    work->calls++;
    work->is_hand = db_hand_is_here();
    for (int i = 0; i < work->count && work->status == STATUS_OK; i++) {
        struct query *query = db_query_composed(db, "INSERT INTO t VALUES (?1)");
        query_bind_integer(query, 1, i);
        work->status = query_run(query, &work->fault);
    }
}

static int64_t row_count(void)
{
    struct query *query = db_query_composed(db, "SELECT count(*) FROM t");
    bool row;

    assert_ok(query_step(query, &row, &error));
    int64_t count = query_integer(query, 0);
    query_reset(query);
    return count;
}

static void whoever_asks_waits_for_the_hand(void **state)
{
    struct work work = {.count = 20000};

    (void)state;
    db_hand_out(write_rows, &work);
    assert_int_equal(row_count(), 20000);
    assert_true(work.is_hand);
    assert_false(db_hand_is_here());
}

static void the_next_piece_waits_for_the_one_before(void **state)
{
    struct work first = {.count = 20000}, second = {.count = 1};

    (void)state;
    db_hand_out(write_rows, &first);
    db_hand_out(write_rows, &second);
    db_hand_wait();
    assert_int_equal(first.status, STATUS_OK);
    assert_int_equal(second.status, STATUS_CONFLICT);
    assert_int_equal(row_count(), 20000);
}

static void nothing_is_rolled_back_under_the_hand(void **state)
{
    struct work work = {.count = 20000};

    (void)state;
    db_hand_out(write_rows, &work);
    db_rollback(db);
    assert_ok(work.status);
    assert_false(db_is_writing(db));
}

static void what_waits_is_written_before_anything_is_asked(void **state)
{
    struct work work = {.count = 3};

    (void)state;
    db_set_before(db, write_rows, &work);
    assert_int_equal(work.calls, 0);
    assert_int_equal(row_count(), 3);
    assert_int_equal(row_count(), 3);
    assert_int_equal(work.calls, 1);
    assert_false(work.is_hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whoever_asks_waits_for_the_hand, open_file, drop),
        cmocka_unit_test_setup_teardown(the_next_piece_waits_for_the_one_before, open_file, drop),
        cmocka_unit_test_setup_teardown(nothing_is_rolled_back_under_the_hand, open_file, drop),
        cmocka_unit_test_setup_teardown(what_waits_is_written_before_anything_is_asked, open_file,
                                        drop),
    };

    return cmocka_run_group_tests_name("db_hand", tests, scratch_prepare, scratch_finish);
}
