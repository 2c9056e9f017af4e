/* SPDX-License-Identifier: MIT */
/* conflicts: what was recorded on a case at places that did not know of each other and contradicts
 * each other, version by version, for the person who settles it (sync.md 6): who, when, where, what
 * they say, and how the case stands if that version is to hold. Used by the command line and the
 * screen that shows versions side by side. */
#ifndef SHOUWEN_DESK_CONFLICTS_H
#define SHOUWEN_DESK_CONFLICTS_H

#include "shouwen/desk/desk.h"
#include "shouwen/desk/history.h"

struct conflict_version {
    int number;     /* as FIELD_CHOOSE takes it: among all of the case, from 1 on */
    const char *id; /* of its act, in hex */
    const struct history_line *line;
    const char *node; /* where its author works, by name */
    bool stands;      /* the case is now as if this one held */
    const char *then; /* "closed: solved", "handling, accountable 王建国": if it is to hold */
};
struct conflict {
    const struct conflict_version *versions;
    size_t count;
};
struct conflicts {
    const struct conflict *at;
    size_t count;
    size_t version_count;
    const char *now; /* how the case stands */
};

/* Those of a case that are not settled; texts in arena. */
MUST_CHECK enum status conflicts_of(struct desk *desk, const struct matter *matter,
                                    struct arena *arena, struct conflicts *conflicts,
                                    struct error *error);
/* The version of that number; NULL if there is none. */
const struct conflict_version *conflicts_find(const struct conflicts *conflicts, int number);

#endif
