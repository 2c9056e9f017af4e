/* SPDX-License-Identifier: MIT */
/* disputes: the records of which two places say different things (record_dispute.h), folded from
 * their acts. Written by the ledger; for the desk. */
#ifndef SHOUWEN_STORE_DISPUTES_H
#define SHOUWEN_STORE_DISPUTES_H

#include "shouwen/domain/record_dispute.h"
#include "shouwen/store/db.h"

/* Among the fields: two gave out this id, and one of the two is shown. */
#define DISPUTES_ID "id"

/* Names of the fields in dispute, "name;phone"; "" if there are none. */
MUST_CHECK enum status disputes_of(struct arena *arena, enum record_kind kind,
                                   const struct act *acts, size_t count, const char **fields,
                                   struct error *error);
/* True if a field is among them. */
bool disputes_have(const char *fields, const char *name);
/* Notes them of a subject, inside a transaction. */
MUST_CHECK enum status disputes_put(struct db *db, const char *subject, const char *fields,
                                    struct error *error);
/* As they were noted. */
MUST_CHECK enum status disputes_get(struct db *db, const char *subject, struct arena *arena,
                                    const char **fields, struct error *error);
/* Of how many residents; an id alone that was given out twice is nothing to settle. */
MUST_CHECK enum status disputes_count_residents(struct db *db, int64_t *count, struct error *error);
/* Subjects ("residents/...") after one, "" for the first, at most `most`; an array in arena. */
MUST_CHECK enum status disputes_list(struct db *db, const char *after, int most,
                                     struct arena *arena, const char ***subjects, size_t *count,
                                     struct error *error);

#endif
