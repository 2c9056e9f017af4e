/* SPDX-License-Identifier: MIT */
/* matter_due: the two clocks of a case (domain.md 3).
 * due_on is the resident's, from the opening, or from a supplement where the item starts its clock
 * anew; unit_due_on the handling unit's, from the latest dispatch: a supplement pauses that in any
 * case, since its limit is the department's and not the item's. The fold reports what concerns the
 * clocks while it walks; matter_due_count() then sets both. */
#ifndef SHOUWEN_DOMAIN_MATTER_DUE_H
#define SHOUWEN_DOMAIN_MATTER_DUE_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/deadline.h"
#include "shouwen/domain/matter.h"

/* The unit's clock as it stood when something came back. */
struct matter_due_mark {
    size_t entry; /* of the history */
    int64_t dispatch_at;
    int32_t extended_to;
    size_t pause_count;
};
struct matter_due {
    struct deadline_pause *pauses;
    size_t pause_count, pause_room;
    int32_t waiting_from;                        /* CLOCK_NO_DAY's stand-in is is_waiting */
    bool is_waiting, restarts;                   /* restarts: when the wait has brought it */
    int64_t restarted_at;                        /* 0: never */
    bool is_dispatched;                          /* at the end of the walk, perhaps paused */
    int64_t first_dispatch_at, last_dispatch_at; /* 0: none */
    int32_t extended_to, unit_extended_to;       /* 0: none */
    struct matter_due_mark *marks;
    size_t mark_count, mark_room;
};

void matter_due_wait(struct matter_due *due, const struct act *act);
void matter_due_resume(struct matter_due *due, struct arena *arena, const struct act *act);
void matter_due_dispatch(struct matter_due *due, const struct act *act);
void matter_due_extend(struct matter_due *due, const struct act *act, bool is_dispatched);
/* The unit has got it or sends it back: its day is to be kept with this entry of the history. */
void matter_due_mark(struct matter_due *due, struct arena *arena, size_t entry);
/* Sets due_on, unit_due_on, the first ones, waiting_on, missing_year and FLAG_CALENDAR of a folded
 * case, and the days of the entries that were marked. */
void matter_due_count(const struct matter_due *due, const struct calendar *calendar,
                      const struct matter_policy *policy, struct matter *matter);

#endif
