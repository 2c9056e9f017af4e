/* SPDX-License-Identifier: MIT */
/* receive_parked: the intakes that wait, whose they are and for how long, for whoever comes to the
 * desk next. What is parked stays its owner's (receive_draft.h); that somebody waits is told to the
 * next person and stands on the hand-over sheet. Used by the reception and by sheet. */
#ifndef SHOUWEN_DESK_RECEIVE_PARKED_H
#define SHOUWEN_DESK_RECEIVE_PARKED_H

#include "shouwen/desk/desk.h"

struct receive_parked {
    const char *owner; /* staff id */
    const char *words; /* "walk-in Zhou Meifang residence card" */
    int64_t parked_at;
};

/* What is parked by a person, or (NULL) by all others who work where the one signed in does; of
 * each in the order of their slots. Nothing while nobody is signed in. */
MUST_CHECK enum status receive_parked_load(struct desk *desk, const char *owner,
                                           struct arena *arena, struct receive_parked **rows,
                                           size_t *count, struct error *error);

#endif
