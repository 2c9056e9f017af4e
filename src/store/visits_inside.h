/* SPDX-License-Identifier: MIT */
/* What the parts of the room visits share; nobody else includes this. */
#ifndef SHOUWEN_STORE_VISITS_INSIDE_H
#define SHOUWEN_STORE_VISITS_INSIDE_H

#include "shouwen/store/visits.h"

/* What many households are worked out by. */
struct visits_rules {
    const struct visit_policy *policy;
    bool has_visits; /* false: nobody was ever visited, and nobody's visits are looked for */
};

/* Writes the row of a household as it must be now, and its counts; inside a transaction. */
MUST_CHECK enum status visits_refresh(struct db *db, const struct visits_rules *rules,
                                      const char *key, struct error *error);
/* The keys of all households that anybody belongs to. */
MUST_CHECK enum status visits_list_keys(struct db *db, struct arena *arena, const char ***keys,
                                        size_t *count, struct error *error);
/* False in *hold if any row is not what it must be. */
MUST_CHECK enum status visits_households_hold(struct db *db, const struct visit_policy *policy,
                                              bool *hold, struct error *error);

#endif
