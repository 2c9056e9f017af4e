/* SPDX-License-Identifier: MIT */
/* twins: ids that several places gave to different people, as a file knows them (domain/twin.h);
 * folded from the acts of staff and residents. Written by the ledger. */
#ifndef SHOUWEN_STORE_TWINS_H
#define SHOUWEN_STORE_TWINS_H

#include "shouwen/domain/twin.h"
#include "shouwen/store/db.h"

/* True in *are_there if any id was given to several. */
MUST_CHECK enum status twins_are_there(struct db *db, bool *are_there, struct error *error);
/* Everybody who was given an id; by their home, who is shown first. */
MUST_CHECK enum status twins_of(struct db *db, enum record_kind kind, const char *id,
                                struct arena *arena, struct twins *twins, struct error *error);
/* Puts them in place of those that are there; inside a transaction. */
MUST_CHECK enum status twins_put(struct db *db, enum record_kind kind, const char *id,
                                 const struct twins *twins, struct error *error);
/* Whoever may be meant by the ids that stand in acts, or in a record; also by those with a home. */
MUST_CHECK enum status twins_of_acts(struct db *db, const struct act *acts, size_t count,
                                     struct arena *arena, struct twins *twins, struct error *error);
MUST_CHECK enum status twins_of_record(struct db *db, const struct record *record,
                                       struct arena *arena, struct twins *twins,
                                       struct error *error);
/* Whoever may be meant by one id. */
MUST_CHECK enum status twins_about(struct db *db, enum record_kind kind, const char *id,
                                   struct arena *arena, struct twins *twins, struct error *error);
/* The ids of people in the row of a list as the place that the row names says them, by its unit or
 * grid, or of a visit by the resident: as this file knows them; and back, so that they are read as
 * the same again. */
MUST_CHECK enum status twins_hear_row(struct db *db, struct record *row, struct arena *arena,
                                      struct error *error);
MUST_CHECK enum status twins_write_row(struct db *db, struct record *row, struct arena *arena,
                                       struct error *error);
/* Acts of one subject as they came: the ids in them as this file knows them. */
MUST_CHECK enum status twins_hear(struct db *db, struct act *acts, size_t count,
                                  struct arena *arena, struct error *error);
/* "case/..." and so on that name somebody by one of some ids, each once. */
MUST_CHECK enum status twins_naming(struct db *db, enum record_kind kind, const char *const *ids,
                                    size_t id_count, struct arena *arena, const char ***subjects,
                                    size_t *count, struct error *error);

#endif
