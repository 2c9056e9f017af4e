/* SPDX-License-Identifier: MIT */
/* projection: a file with empty tables and an open transaction, made anew for each test: what tests
 * of single tables of the projection begin with. */
#ifndef SHOUWEN_TESTS_STORE_PROJECTION_H
#define SHOUWEN_TESTS_STORE_PROJECTION_H

#include "shouwen/store/schema.h"
#include "tests/store/scratch.h"

static struct db *db;
static struct arena arena;

static inline int projection_make(void **state)
{
    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_CREATE, &db, &error));
    assert_ok(db_begin(db, &error));
    assert_ok(schema_update(db, &error));
    assert_ok(schema_projection_reset(db, &error));
    return 0;
}

static inline int projection_drop(void **state)
{
    (void)state;
    db_rollback(db);
    db_close(db);
    arena_release(&arena);
    scratch_empty();
    return 0;
}

#define WITH_PROJECTION(test)                                                                      \
    cmocka_unit_test_setup_teardown(test, projection_make, projection_drop)

#endif
