/* SPDX-License-Identifier: MIT */
/* plan: how SQLite is going to run a statement. What a person waits for must be read by an index
 * and come out of it in order. */
#ifndef SHOUWEN_TESTS_STORE_PLAN_H
#define SHOUWEN_TESTS_STORE_PLAN_H

#include "shouwen/base/text.h"
#include "shouwen/store/db.h"
#include "tests/store/scratch.h"

/* A full-text query is a scan of a virtual table by a match; a subquery is planned on its own
 * line. */
static inline bool plan_is_bad(const char *step)
{
    if (text_starts(step, "SCAN") && !strstr(step, "VIRTUAL TABLE INDEX") &&
        !strstr(step, "subquery") && !strstr(step, "CONSTANT ROW"))
        return true;
    return strstr(step, "USE TEMP B-TREE") != NULL;
}

static inline void assert_plan_is_good(struct db *in, const char *text)
{
    struct text whole = TEXT_EMPTY;
    int steps = 0;
    bool row;

    text_addf(&whole, "EXPLAIN QUERY PLAN %s", text);
    struct query *query = db_query_composed(in, whole.at);
    for (;;) {
        assert_ok(query_step(query, &row, &error));
        if (!row)
            break;
        steps++;
        if (plan_is_bad(query_text(query, 3)))
            fail_msg("%s\n  by: %s", text, query_text(query, 3));
    }
    assert_true(steps > 0);
    text_release(&whole);
}

#endif
