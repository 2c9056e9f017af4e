/* SPDX-License-Identifier: MIT */
/* record_fold: a record of reference data, or a resident, folded from its acts.
 * Each put act gives some fields a text, and the last one wins field by field, in the order of the
 * acts of a record (record_order.h): after whatever it has seen (`on`), else by time of entry, else
 * by id (sync.md 6); puts that were undone are left out, unless somebody went on from them without
 * knowing it, and of one that was erased nothing is there. So the result depends on the set of acts
 * only. Acts without fields (erased, or of another kind) say nothing. Pure. Used by the projection
 * of records. */
#ifndef SHOUWEN_DOMAIN_RECORD_FOLD_H
#define SHOUWEN_DOMAIN_RECORD_FOLD_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"

#include <stdbool.h>
#include <stddef.h>

enum { RECORD_FOLD_VERSION = 8 }; /* bumped whenever the fold gives another result */

struct record_value {
    const char *key, *text;
};
/* Fields that some act gave, sorted by key. */
struct record_values {
    struct record_value *at;
    size_t count, room;
    bool is_there;    /* some put stands, and it was not erased; otherwise there is no record */
    const char *node; /* where the first of the puts that stand was made; NULL if it does not say */
};

/* Folds the acts of one record in any order; keys and texts are in the arena. STATUS_BROKEN names
 * the act whose fields can't be read. */
MUST_CHECK enum status record_fold(struct arena *arena, const struct act *acts, size_t count,
                                   struct record_values *values, struct error *error);
/* NULL if no act gave that field. */
const char *record_value(const struct record_values *values, const char *key);

#endif
