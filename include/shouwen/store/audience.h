/* SPDX-License-Identifier: MIT */
/* audience: who sees a case beside its present holder: the people who took it in or were given it,
 * and the units that it was dispatched to. Part of the projection of cases, written with it
 * (matters.c); what it means is domain/visibility.h. */
#ifndef SHOUWEN_STORE_AUDIENCE_H
#define SHOUWEN_STORE_AUDIENCE_H

#include "shouwen/domain/matter.h"
#include "shouwen/store/db.h"

/* A row of it. Those who brought a case in for others, and units that it was dispatched to, have a
 * list of what they see: `at` is the day by which they look at an open case (a unit by its own
 * clock), or when it was closed. Of all others the rest is 0. */
struct audience_row {
    const char *who;
    int64_t party, stands, at, since_at;
};
/* What the fold gives, by who, texts borrowed. */
size_t audience_of(const struct matter *matter, struct arena *arena, struct audience_row **rows);
/* What stands beside the case whose row has this seq, by who. */
MUST_CHECK enum status audience_read(struct db *db, int64_t seq, struct arena *arena,
                                     struct audience_row **rows, size_t *count,
                                     struct error *error);
/* Writes what differs between what stands and what is to stand. Inside a transaction. */
MUST_CHECK enum status audience_write(struct db *db, int64_t seq, const struct audience_row *before,
                                      size_t before_count, const struct audience_row *now,
                                      size_t now_count, struct error *error);
/* What stands beside cases that are new. */
struct audience_new {
    int64_t seq;
    const struct audience_row *row;
};
MUST_CHECK enum status audience_add(struct db *db, const struct audience_new *rows, size_t count,
                                    struct error *error);
/* *same is false if something else stands there than the fold gives. */
MUST_CHECK enum status audience_compare(struct db *db, const struct matter *matter, bool *same,
                                        struct error *error);

#endif
