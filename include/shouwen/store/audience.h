/* SPDX-License-Identifier: MIT */
/* audience: who sees a case beside its present holder: the people who took it in or were given it,
 * and the units that it was dispatched to. Part of the projection of cases, written with it
 * (matters.c); what it means is domain/visibility.h. */
#ifndef SHOUWEN_STORE_AUDIENCE_H
#define SHOUWEN_STORE_AUDIENCE_H

#include "shouwen/domain/matter.h"
#include "shouwen/store/db.h"

/* Writes the parties of a case whose row has this seq, in place of those that stood there; is_new:
 * none did. Inside a transaction. */
MUST_CHECK enum status audience_project(struct db *db, int64_t seq, const struct matter *matter,
                                        bool is_new, struct error *error);
/* *same is false if other parties stand there than the fold gives. */
MUST_CHECK enum status audience_compare(struct db *db, const struct matter *matter, bool *same,
                                        struct error *error);

#endif
