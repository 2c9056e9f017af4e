/* SPDX-License-Identifier: MIT */
/* Many rows in few statements are the same rows. */
#include "config.h"

#include "shouwen/store/audience.h"
#include "shouwen/store/requests.h"

#include "tests/store/projection.h"

enum { MOST = 50 };

static void assert_rows(int64_t seq, size_t expected)
{
    struct audience_row *rows;
    size_t count;

    assert_ok(audience_read(db, seq, &arena, &rows, &count, &error));
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(rows[i].who, arena_format(&arena, "S%02zu", i));
        assert_int_equal(rows[i].at, i);
    }
}

/* One statement's worth, less, more, and none. */
static void as_many_as_are_given(void **state)
{
    static const size_t counts[] = {0, 1, 15, 16, 17, 32, MOST};
    struct audience_row rows[MOST];
    struct audience_new new[MOST];

    (void)state;
    for (size_t k = 0; k < sizeof(counts) / sizeof(counts[0]); k++) {
        for (size_t i = 0; i < counts[k]; i++) {
            rows[i] = (struct audience_row){arena_format(&arena, "S%02zu", i), 1, 1, (int64_t)i, 0};
            new[i] = (struct audience_new){(int64_t)k, &rows[i]};
        }
        assert_ok(audience_add(db, new, counts[k], &error));
        assert_rows((int64_t)k, counts[k]);
    }
}

static void one_that_is_there_is_refused(void **state)
{
    struct audience_row row = {"S01", 1, 1, 0, 0};
    struct audience_new new[MOST];

    (void)state;
    for (size_t i = 0; i < MOST; i++)
        new[i] = (struct audience_new){i == MOST - 1 ? 0 : (int64_t)i, &row};
    assert_fails(audience_add(db, new, MOST, &error), STATUS_CONFLICT, "audience");
    assert_fails(audience_add(db, new, 16, &error), STATUS_CONFLICT, "audience");
}

static int64_t request_count(void)
{
    struct query *query = db_query(db, SQL_REQUEST_COUNT);
    bool row;

    assert_ok(query_step(query, &row, &error));
    int64_t count = query_integer(query, 0);
    query_reset(query);
    return count;
}

/* Of a request for several cases each is kept, and each once. */
static void requests_are_kept_once(void **state)
{
    struct requests_entry entries[MOST];

    (void)state;
    for (size_t i = 0; i < MOST; i++) {
        entries[i].seq = (int64_t)(i % 20);
        requests_key(i % 2 ? "odd" : "even", entries[i].key);
    }
    assert_ok(requests_add(db, entries, MOST, &error));
    assert_int_equal(request_count(), 20);
    assert_ok(requests_add(db, entries, 1, &error));
    assert_int_equal(request_count(), 20);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_PROJECTION(as_many_as_are_given),
        WITH_PROJECTION(one_that_is_there_is_refused),
        WITH_PROJECTION(requests_are_kept_once),
    };

    return cmocka_run_group_tests(tests, scratch_prepare, scratch_finish);
}
