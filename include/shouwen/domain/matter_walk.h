/* SPDX-License-Identifier: MIT */
/* matter_walk: what each act does to a case, as the fold comes to it (domain.md 3, column
 * "effect"). Whether a case is closed is decided over the whole set afterwards (matter_close.h).
 * Used by the fold only. */
#ifndef SHOUWEN_DOMAIN_MATTER_WALK_H
#define SHOUWEN_DOMAIN_MATTER_WALK_H

#include "shouwen/domain/matter.h"
#include "shouwen/domain/matter_due.h"
#include "shouwen/domain/matter_order.h"

struct matter_walk {
    struct arena *arena;
    struct matter *matter;
    struct matter_order order;
    struct matter_due due;
    enum matter_state before_pause;
    bool was_closed;            /* a closing act came last, so far */
    const struct act *holds_by; /* the act that made the present holder */
    size_t way_room, promise_room, history_room;
};

/* Takes the next act, which the history holds already and nothing has voided. */
void matter_walk_act(struct matter_walk *walk, const struct act *act);
/* Goes to a state, STATE_KEEP or STATE_BACK, because of act; pausing starts and ends here. */
void matter_walk_set_state(struct matter_walk *walk, int state, const struct act *act);
/* The state; while paused the one that resuming restores. */
enum matter_state matter_walk_state(const struct matter_walk *walk);

/* A ruling lets one side of a contradiction hold where another one stands; what has moved on since
 * stays. A closing that is to hold is matter_close.c's. */
void matter_walk_ruling(struct matter_walk *walk, const struct act *act);
/* The steps that several acts share: whoever holds the case from this act on, by the rule in force
 * or by another one; the handling unit is the street again, or whom the act names. */
void matter_walk_hand_to(struct matter_walk *walk, const char *holder, const struct act *act);
void matter_walk_put_in_force(struct matter_walk *walk, enum rule rule, const char *holder,
                              const struct act *act);
void matter_walk_to_street(struct matter_walk *walk, const struct act *act);
/* Whom the act names as holder. */
const char *matter_walk_holder(const struct act *act, const char *otherwise);

#endif
