/* SPDX-License-Identifier: MIT */
/* permit: whether the person signed in may record what is no act on a case, by the table of deed.h.
 * Every function of the desk that writes such a thing asks here first, so that screens and command
 * line are refused alike. Before the file has an administrator everything is allowed. */
#ifndef SHOUWEN_DESK_PERMIT_H
#define SHOUWEN_DESK_PERMIT_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/deed.h"

/* STATUS_DENIED with one sentence, noted in the audit as the deed's word, unless they may; place
 * NULL: at the station of this file. */
MUST_CHECK enum status permit(struct desk *desk, enum deed deed, const struct deed_place *place,
                              struct error *error);
/* The same answer, and nothing is noted: for what a screen offers. */
bool permit_has(const struct desk *desk, enum deed deed, const struct deed_place *place);

#endif
