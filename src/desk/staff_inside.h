/* SPDX-License-Identifier: MIT */
/* What the files of staff share. */
#ifndef SHOUWEN_DESK_STAFF_INSIDE_H
#define SHOUWEN_DESK_STAFF_INSIDE_H

#include "shouwen/desk/staff.h"

/* The person whose record is to be changed, if the one who is signed in may change it: an
 * administrator, the secretary there, or_self the person too; STATUS_DENIED, noted as what. */
MUST_CHECK enum status staff_require_keeper(struct desk *desk, const char *id, bool or_self,
                                            const char *what, const struct person **person,
                                            struct error *error);

#endif
