/* SPDX-License-Identifier: MIT */
/* matter_due: the two clocks of a case (domain.md 3).
 * due_on is the resident's, from the opening; unit_due_on the handling unit's, from the latest
 * dispatch. The fold reports what concerns the clocks while it walks; matter_due_count() then sets
 * both. */
#ifndef SHOUWEN_DOMAIN_MATTER_DUE_H
#define SHOUWEN_DOMAIN_MATTER_DUE_H

#include "shouwen/domain/calendar.h"
#include "shouwen/domain/deadline.h"
#include "shouwen/domain/matter.h"

struct matter_due {
    struct deadline_pause *pauses;
    size_t pause_count, pause_room;
    int32_t waiting_from; /* CLOCK_NO_DAY's stand-in is is_waiting */
    bool is_waiting;
    bool is_dispatched;                          /* at the end of the walk, perhaps paused */
    int64_t first_dispatch_at, last_dispatch_at; /* 0: none */
    int32_t extended_to, unit_extended_to;       /* 0: none */
};

void matter_due_wait(struct matter_due *due, const struct act *act);
void matter_due_resume(struct matter_due *due, struct arena *arena, const struct act *act);
void matter_due_dispatch(struct matter_due *due, const struct act *act);
void matter_due_extend(struct matter_due *due, const struct act *act, bool is_dispatched);
/* Sets due_on, first_due_on, unit_due_on, waiting_on, missing_year and FLAG_CALENDAR of a folded
 * case. */
void matter_due_count(const struct matter_due *due, const struct calendar *calendar,
                      const struct matter_policy *policy, struct matter *matter);

#endif
