/* SPDX-License-Identifier: MIT */
/* records: the projection of reference data and residents, a table per kind.
 * Written by the ledger only, from the fold of each record's own acts; canonical values (record.h). The
 * snapshots that rules read are loaded here. */
#ifndef SHOUWEN_STORE_RECORDS_H
#define SHOUWEN_STORE_RECORDS_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/db.h"

/* Writes a record in full (NULL counts as "") in place of what stood there, and brings the search index up to
 * date; inside a transaction. */
MUST_CHECK enum status records_project(struct db *db, const struct record *record,
                                       struct error *error);
/* The record of a kind with that id; values in the arena, none NULL. *found false: there is none. */
MUST_CHECK enum status records_get(struct db *db, enum record_kind kind, const char *id,
                                   struct arena *arena, struct record *record, bool *found,
                                   struct error *error);
/* Calls visit for each record of a kind in the order of ids, those after `after` ("" for all); the record is valid
 * during the call only. Stops at the first status that is not OK. */
MUST_CHECK enum status records_each(struct db *db, enum record_kind kind, const char *after,
                                    enum status (*visit)(void *context, const struct record *record,
                                                         struct error *error),
                                    void *context, struct error *error);
MUST_CHECK enum status records_count(struct db *db, enum record_kind kind, int64_t *count,
                                     struct error *error);
/* Adds every record to a digest. */
MUST_CHECK enum status records_digest(struct db *db, struct crypto_digest *digest,
                                      struct error *error);

/* Staff sorted by id, the roster of that day, and the leaders of grids. */
MUST_CHECK enum status records_load_people(struct db *db, struct arena *arena, int32_t today,
                                           struct people *people, struct error *error);
/* Adds every day of the loaded calendars; calendar must be empty. */
MUST_CHECK enum status records_load_calendar(struct db *db, struct calendar *calendar,
                                             struct error *error);
/* What the rules need of a service item. */
MUST_CHECK enum status records_load_service(struct db *db, const char *code, struct arena *arena,
                                            struct situation_service *service, bool *found,
                                            struct error *error);
/* Ids of the residents with exactly this name, or of a door in its canonical form. */
MUST_CHECK enum status records_residents(struct db *db, const char *name, const char *door,
                                         struct arena *arena, const char ***ids, size_t *count,
                                         struct error *error);

#endif
