/* SPDX-License-Identifier: MIT */
/* record_dispute: what two places say differently of one record without knowing of each other, in
 * the fields by which it is told apart (sync.md 6): the later one is shown, both are kept, and a
 * person is to look. So it is found as well that two gave out one id. Whoever says a field again,
 * knowing of both, settles it. Pure; used by the projection of records and the desk. */
#ifndef SHOUWEN_DOMAIN_RECORD_DISPUTE_H
#define SHOUWEN_DOMAIN_RECORD_DISPUTE_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/record.h"
#include "shouwen/domain/record_fold.h"

/* What one of them said. */
struct record_version {
    const struct act *act;
    const char *text;
};
struct record_dispute {
    int field;                       /* of record_rows[kind] */
    const struct record_version *at; /* two at least, in the order of the fold: the last is shown */
    size_t count;
};
/* An array in arena, by field; the acts of one record in any order. STATUS_BROKEN names the act
 * whose fields can't be read. */
MUST_CHECK enum status record_disputes(struct arena *arena, enum record_kind kind,
                                       const struct act *acts, size_t count,
                                       struct record_dispute **disputes, size_t *dispute_count,
                                       struct error *error);
/* True if two do not say the same in a field by which a record of that kind is told apart: they
 * mean two by one id. What one of them does not say counts for nothing. */
bool record_is_another(enum record_kind kind, const struct record_values *one,
                       const struct record_values *other);

#endif
