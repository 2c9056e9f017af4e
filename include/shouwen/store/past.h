/* SPDX-License-Identifier: MIT */
/* past: the kept counts of all days before one, summed up, so that what is late is not added up day
 * by day however long the file has been in use. Whoever opens the file to write carries the sums on
 * to today; counts read on an earlier day are added up from the days themselves. Made from the
 * counts alone: neither folded nor in the digest. For the files of matters, the counts of
 * query_cases, and the ledger. */
#ifndef SHOUWEN_STORE_PAST_H
#define SHOUWEN_STORE_PAST_H

#include "shouwen/store/db.h"

/* The day before which the sums are made; INT64_MIN where there are none. */
MUST_CHECK enum status past_day(struct db *db, int64_t *day, struct error *error);

/* A row of counts of a day that is over by past_day(), and what it changes by. */
struct past_change {
    const char *queue, *argument, *node;
    int64_t count, beside;
};
MUST_CHECK enum status past_add(struct db *db, const struct past_change *change,
                                struct error *error);
/* The same for the open cases of a holder, and those of them that were replied to. */
MUST_CHECK enum status past_add_load(struct db *db, const char *holder, const char *node,
                                     int64_t open, int64_t replied, struct error *error);

/* Carries the sums on to a day, or back, in a transaction of its own; without waiting: if somebody
 * else writes, they do it another time. */
MUST_CHECK enum status past_carry(struct db *db, int32_t today, struct error *error);

#endif
