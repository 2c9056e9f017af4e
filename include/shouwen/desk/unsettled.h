/* SPDX-License-Identifier: MIT */
/* unsettled: what waits for a person beside the cases that are flagged: residents of whom two
 * places do not say the same (settling.h), and cases that still name a resident who was erased
 * elsewhere (erasure.h). Used by the reception's morning and doctor. */
#ifndef SHOUWEN_DESK_UNSETTLED_H
#define SHOUWEN_DESK_UNSETTLED_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/erasure.h"

struct unsettled {
    struct record *residents; /* that the person signed in may see and settle */
    size_t resident_count;
    struct erasure_left *cases; /* if they may erase them */
    size_t case_count;
};
/* At most some hundred of each; arrays in arena. */
MUST_CHECK enum status unsettled_load(struct desk *desk, struct arena *arena,
                                      struct unsettled *unsettled, struct error *error);

#endif
