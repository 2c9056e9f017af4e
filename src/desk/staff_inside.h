/* SPDX-License-Identifier: MIT */
/* What the files of staff share. */
#ifndef SHOUWEN_DESK_STAFF_INSIDE_H
#define SHOUWEN_DESK_STAFF_INSIDE_H

#include "shouwen/desk/permit.h"
#include "shouwen/desk/staff.h"

/* The person whose record is to be changed, if the one who is signed in may change it:
 * DEED_AWAY or DEED_LEAVE. */
MUST_CHECK enum status staff_require_keeper(struct desk *desk, const char *id, enum deed deed,
                                            const struct person **person, struct error *error);

#endif
