/* SPDX-License-Identifier: MIT */
/* closing: what is still going on with a case that somebody is about to close: a unit that has it
 * and has not replied, a promise that is open. None of that forbids to close it; whoever does is
 * told first. Used by the case file and the reception, which ask, and by batch and the command
 * line, which refuse unless they were told to close it all the same. */
#ifndef SHOUWEN_DESK_CLOSING_H
#define SHOUWEN_DESK_CLOSING_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/matter.h"

#define CLOSING_ANYWAY "anyway"

/* True, and a sentence for each added to out, if there is something of that kind and the act ends
 * the case. */
MUST_CHECK enum status closing_doubts(struct desk *desk, const struct matter *matter,
                                      enum act_kind kind, struct text *out, bool *has_some,
                                      struct error *error);

/* STATUS_REFUSED with these sentences, about the field CLOSING_ANYWAY. */
MUST_CHECK enum status closing_check(struct desk *desk, const struct matter *matter,
                                     enum act_kind kind, struct error *error);
/* True for the acts that may have doubts. */
bool closing_ends(enum act_kind kind);

#endif
