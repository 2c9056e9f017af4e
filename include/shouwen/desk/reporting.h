/* SPDX-License-Identifier: MIT */
/* reporting: the quick report of grid members, helpers and informants: what they see on their way,
 * in a line, at a place of one of seven kinds (domain.md 5). It becomes a case of the channel grid,
 * whose first contact is the leader of that grid, else the secretary. Used by the screen of the
 * quick report; `case open --channel grid` is the same on the command line. */
#ifndef SHOUWEN_DESK_REPORTING_H
#define SHOUWEN_DESK_REPORTING_H

#include "shouwen/desk/desk.h"

/* True for whoever is on their way in the grid. */
bool reporting_is_usual(const struct desk *desk);
/* The grid that a place lies in: by the grid's doors and places; else the person's own grid, the
 * first of several, whose leader looks at it anyway; "" if they have none. Lives as long as the
 * desk's view of its people. */
const char *reporting_grid(const struct desk *desk, const char *place, struct arena *arena);

struct reporting {
    const char *place_kind; /* word_place_kinds */
    const char *place;      /* a door or the name of a place; may be "" */
    const char *grid;       /* "": found by the place */
    const char *what;
    const char *urgency; /* word_urgencies */
    const char *request;
};
/* Opens the case; *holder is the name of who is accountable for it. */
MUST_CHECK enum status reporting_record(struct desk *desk, const struct reporting *report,
                                        struct arena *arena, const char **number,
                                        const char **holder, struct error *error);

#endif
