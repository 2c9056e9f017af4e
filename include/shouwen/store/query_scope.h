/* SPDX-License-Identifier: MIT */
/* query_scope: which cases of the file a person sees, for lists and look-ups.
 * Made once for a person and the file as it stands (visibility.h says what a role sees). A list
 * whose person sees everything goes on as it is; otherwise each of its rows is asked
 * (query_scope_of_row()), or those by number that come another way. Read-only; for desk. */
#ifndef SHOUWEN_STORE_QUERY_SCOPE_H
#define SHOUWEN_STORE_QUERY_SCOPE_H

#include "shouwen/domain/visibility.h"
#include "shouwen/store/query_cases.h"

struct query_scope {
    struct visibility visibility;
    bool is_everything; /* every case of the file is seen whole */
    /* the homes whose cases are seen whole, and those of which at least the heads are */
    const char **homes, **head_homes;
    size_t home_count, head_home_count;
    /* grids that are seen whole beside those of these homes */
    const char **grids;
    size_t grid_count;
};

/* Borrows people and person, which must outlive it; lists in the arena. person NULL: everything. */
MUST_CHECK enum status query_scope_of(struct db *db, const struct people *people,
                                      const struct person *person, struct arena *arena,
                                      struct query_scope *scope, struct error *error);
/* What a case shows to the person; SIGHT_NONE also where there is no such case. */
MUST_CHECK enum status query_scope_sight(struct db *db, const struct query_scope *scope,
                                         const char *number, enum sight *sight,
                                         struct error *error);
/* The same of a row of a list; one that is seen as a head only is left with what a head has. */
MUST_CHECK enum status query_scope_of_row(struct db *db, const struct query_scope *scope,
                                          struct case_row *row, enum sight *sight,
                                          struct error *error);

#endif
