/* SPDX-License-Identifier: MIT */
/* review: what grid members, helpers, informants, visits and the desk brought in for a grid
 * leader's grids, and nobody has taken on or given to anyone (domain.md 5). For the review screen.
 */
#ifndef SHOUWEN_DESK_REVIEW_H
#define SHOUWEN_DESK_REVIEW_H

#include "shouwen/desk/desk.h"
#include "shouwen/store/query_cases.h"

enum { REVIEW_MOST = 200 }; /* cases of a grid that are looked at; the most urgent ones */

/* The cases to review, most urgent first: of the grids that the person signed in leads, for the
 * secretary of all grids of the station. *grid_count: how many grids those are. */
MUST_CHECK enum status review_load(struct desk *desk, struct arena *arena, struct case_row **rows,
                                   size_t *count, size_t *grid_count, struct error *error);
/* The name of who brought it in: the author of the opening. */
const char *review_reporter(const struct desk *desk, const struct matter *matter);

#endif
