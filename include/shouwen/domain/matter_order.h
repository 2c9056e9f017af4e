/* SPDX-License-Identifier: MIT */
/* matter_order: the order in which the acts of one case are folded, and who saw whom.
 * Topological by `on`; among acts that are ready by (class, time entered, id), design.md 3. A
 * missing ancestor never blocks: the order is marked incomplete. The same set of acts gives the
 * same order however it is handed in. Used by the fold only. */
#ifndef SHOUWEN_DOMAIN_MATTER_ORDER_H
#define SHOUWEN_DOMAIN_MATTER_ORDER_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"

struct matter_order {
    const struct act *acts;
    size_t count;
    size_t *at;       /* count indexes into acts, in the order of the fold */
    size_t *position; /* of act i in `at` */
    uint64_t *seen;   /* rows of `words` words: bit j of row i: act i saw act j; NULL if linear */
    size_t words;
    bool *is_voided;   /* of act i: undone, or an undo */
    bool *is_named;    /* of act i: another act names it in its `on` */
    bool *undoes_open; /* of act i: an undo of the opening */
    /* by matter_conflict_rule(): of act i, a ruling, the act that it lets hold; count: none */
    size_t *choice;
    bool *is_overruled; /* of act i, a ruling: another one that it did not know of counts */
    bool is_linear;     /* every act saw all before it */
    bool is_incomplete; /* an ancestor is missing */
};

void matter_order_init(struct arena *arena, const struct act *acts, size_t count,
                       struct matter_order *order);
/* The act with this id in hex, 16 digits or more of it; count if there is none. */
size_t matter_order_find(const struct matter_order *order, const char *hex);
/* The acts that an undo names and that are there, in the arena; returns how many. */
size_t matter_order_undone(const struct matter_order *order, size_t undo, struct arena *arena,
                           size_t **which);
/* True if act b (an index) saw act a. */
bool matter_order_has_seen(const struct matter_order *order, size_t b, size_t a);

#endif
