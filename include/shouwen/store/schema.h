/* SPDX-License-Identifier: MIT */
/* schema: the tables of a station file.
 * The journal's tables migrate forward, version by version. The projection's tables are those whose
 * statements are named projection_create_*; whenever the text of one of them or the version of a
 * fold or of the search keys changes, all of them are dropped, and the ledger folds them again.
 * Used by station, ledger and backup. */
#ifndef SHOUWEN_STORE_SCHEMA_H
#define SHOUWEN_STORE_SCHEMA_H

#include "shouwen/base/text.h"
#include "shouwen/store/db.h"

/* Brings the journal's tables from the file's version (0: none yet) to DB_SCHEMA_VERSION; inside a
 * transaction. */
MUST_CHECK enum status schema_update(struct db *db, struct error *error);

/* False if the projection's tables were made by other statements or another fold, or never. */
MUST_CHECK enum status schema_projection_is_current(struct db *db, bool *is_current,
                                                    struct error *error);
/* Drops every table that is not the journal's and makes the projection's empty; inside a
 * transaction. They count as current from then on, so the refold belongs into the same one. */
MUST_CHECK enum status schema_projection_reset(struct db *db, struct error *error);

/* Values of the file as a whole, by key. An absent one is "" in value, which is cleared first. */
MUST_CHECK enum status schema_meta_get(struct db *db, const char *key, struct text *value,
                                       struct error *error);
/* Inside a transaction. */
MUST_CHECK enum status schema_meta_put(struct db *db, const char *key, const char *value,
                                       struct error *error);

#endif
