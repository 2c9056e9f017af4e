/* SPDX-License-Identifier: MIT */
/* What the parts of the room visiting share; nobody else includes this. */
#ifndef SHOUWEN_DESK_VISITING_INSIDE_H
#define SHOUWEN_DESK_VISITING_INSIDE_H

#include "shouwen/desk/visiting.h"

/* STATUS_DENIED, noted, unless the person signed in may see residents of a grid. */
MUST_CHECK enum status visiting_may_see(struct desk *desk, const char *station, const char *grid,
                                        struct error *error);

#endif
