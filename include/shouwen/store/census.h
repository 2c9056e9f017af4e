/* SPDX-License-Identifier: MIT */
/* census: what residents are told apart by, or the requests that cases were recorded for, as a set
 * of hashes in memory: while a long list comes in, most rows are new, and nobody has to look into
 * the file for them. What is in the set, by chance too, is looked up as ever (query_reference.h).
 * Used by the ledger. */
#ifndef SHOUWEN_STORE_CENSUS_H
#define SHOUWEN_STORE_CENSUS_H

#include "shouwen/domain/record.h"
#include "shouwen/store/db.h"

struct census; /* opaque */

/* Of all residents there are. coming: about how many will be added; more may. About 12 MB for half
 * a million. */
MUST_CHECK enum status census_take(struct db *db, int64_t coming, struct census **census,
                                   struct error *error);
void census_drop(struct census *census); /* NULL is fine */
/* A resident as they are now, all fields. */
void census_add(struct census *census, const struct record *resident);
/* Whether query_reference_resident() may find somebody; by their row alone where neither number nor
 * phone may be somebody's. */
enum census_may { CENSUS_NOBODY, CENSUS_BY_ROW, CENSUS_BY_KEY };
enum census_may census_may_have(const struct census *census, const struct record *resident);

/* The same of request ids, and of the numbers that cases have. */
MUST_CHECK enum status census_take_requests(struct db *db, int64_t coming, struct census **census,
                                            struct error *error);
void census_add_request(struct census *census, const char *request);
bool census_may_have_request(const struct census *census, const char *request);
MUST_CHECK enum status census_take_numbers(struct db *db, int64_t coming, struct census **census,
                                           struct error *error);
void census_add_number(struct census *census, const char *number);
bool census_may_have_number(const struct census *census, const char *number);

#endif
