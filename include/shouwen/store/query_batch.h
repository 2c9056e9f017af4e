/* SPDX-License-Identifier: MIT */
/* query_batch: which cases one request was recorded on, and a person's latest request. Read-only;
 * for whoever takes a batch back. */
#ifndef SHOUWEN_STORE_QUERY_BATCH_H
#define SHOUWEN_STORE_QUERY_BATCH_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

/* Numbers of the cases that have an act of the request. */
MUST_CHECK enum status query_batch_cases(struct db *db, const char *request, struct arena *arena,
                                         const char ***numbers, size_t *count, struct error *error);
/* The request of the latest act that a person entered since a time; "" if that act had none (or
 * nothing was entered). Looks at the latest 2,000 acts of the file. */
MUST_CHECK enum status query_batch_latest(struct db *db, const char *by, int64_t since_at,
                                          struct arena *arena, const char **request,
                                          struct error *error);

#endif
