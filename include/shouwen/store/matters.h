/* SPDX-License-Identifier: MIT */
/* matters: the projection of cases, one row each, and their promises and counts. Written by the
 * ledger only, always from the fold of a case's own acts; a case in full is folded from the journal
 * when it is read. */
#ifndef SHOUWEN_STORE_MATTERS_H
#define SHOUWEN_STORE_MATTERS_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/matter.h"
#include "shouwen/store/db.h"

/* Writes what a fold gave, in place of what stood there, with promises and counts; *seq is the
 * row's id. Inside a transaction. */
MUST_CHECK enum status matters_project(struct db *db, const struct matter *matter, int64_t *seq,
                                       struct error *error);
/* The same for many cases that are known to be new and open: without promises, and counts only when
 * they are told, one for all that stand alike. What is written is worked out before, without the
 * file; it borrows from the matter and lives in the arena. Their rows' ids
 * follow one another from *first_seq on. */
struct matters_standing;
const struct matters_standing *matters_stand(const struct matter *matter, struct arena *arena);
MUST_CHECK enum status matters_add(struct db *db, const struct matters_standing *const *standings,
                                   size_t count, int64_t *first_seq, struct error *error);
MUST_CHECK enum status matters_count_alike(struct db *db, const struct matters_standing *standing,
                                           int64_t count, struct error *error);
/* Orders cases that have just been received: 0 for two that count alike. */
int matters_compare_standing(const struct matter *a, const struct matter *b);
/* Drops the indexes that only lists read, for tens of thousands of cases that come in at once, and
 * gives the statements that make them again, but for the late one. */
MUST_CHECK enum status matters_drop_indexes(struct db *db, struct arena *arena,
                                            const char ***statements, size_t *count,
                                            struct error *error);
/* Makes the index that a long list left for its end, if it is not there, in a transaction of its
 * own: of a million cases a second, and 60 MB. */
MUST_CHECK enum status matters_make_late_index(struct db *db, struct error *error);
/* The subject of a case number ("case/..."), in the arena. */
const char *matters_subject(struct arena *arena, const char *number);
/* Folds a case from its acts; STATUS_NOT_FOUND if there is none. number may be a query code. */
MUST_CHECK enum status matters_load(struct db *db, const char *number,
                                    const struct calendar *calendar,
                                    const struct matter_policy *policy, struct arena *arena,
                                    struct matter *matter, struct error *error);
/* Compares a fold with the row that stands; *same is false, with the column's name in *column, if
 * anything differs, also the promises. */
MUST_CHECK enum status matters_compare(struct db *db, const struct matter *matter, bool *same,
                                       const char **column, struct error *error);
/* Adds every row of the projection of cases to a digest, in an order that does not depend on
 * history. */
MUST_CHECK enum status matters_digest(struct db *db, struct crypto_digest *digest,
                                      struct error *error);
/* True if the kept counts equal a recount. */
MUST_CHECK enum status matters_counts_hold(struct db *db, bool *hold, struct error *error);

/* Open, late and to-be-told cases of what a person answers for today. */
struct matters_load_row {
    const char *node, *holder; /* as the acts give them */
    int64_t open_count, late_count, replied_count;
};
/* A row per holder and home that has open cases. */
MUST_CHECK enum status matters_each_load(struct db *db, int32_t today, struct arena *arena,
                                         struct matters_load_row **rows, size_t *count,
                                         struct error *error);
/* The same holders and homes without their counts: as quick whatever the number of cases. */
MUST_CHECK enum status matters_each_holder(struct db *db, struct arena *arena,
                                           struct matters_load_row **rows, size_t *count,
                                           struct error *error);
/* Reads the counts of one of them. */
MUST_CHECK enum status matters_load_of(struct db *db, int32_t today, struct matters_load_row *row,
                                       struct error *error);
/* Numbers of the open cases of a holder, or (holder NULL) of all, most urgent first. */
MUST_CHECK enum status matters_open_numbers(struct db *db, const char *holder, struct arena *arena,
                                            const char ***numbers, size_t *count,
                                            struct error *error);
/* Numbers of the closed cases whose days may be others when the calendar changes from a day on.
 * Goes through all cases. */
MUST_CHECK enum status matters_closed_numbers(struct db *db, int32_t from_on, struct arena *arena,
                                              const char ***numbers, size_t *count,
                                              struct error *error);
/* What a case is about; NULL: there is none of this number. */
MUST_CHECK enum status matters_subject_of(struct db *db, const char *number, struct arena *arena,
                                          const char **subject, struct error *error);

#endif
