/* SPDX-License-Identifier: MIT */
/* matter_conflict: acts that did not know of each other and say different things (sync.md 6).
 * All are kept; the case is flagged until a ruling (resolve) that saw them settles it. Pairs that
 * share an act are one contradiction with so many sides. A ruling names the act that is to hold and
 * settles the contradiction that it belongs to; one that names none leaves all that it saw as it
 * stands. Used by the fold only. */
#ifndef SHOUWEN_DOMAIN_MATTER_CONFLICT_H
#define SHOUWEN_DOMAIN_MATTER_CONFLICT_H

#include "shouwen/domain/matter.h"
#include "shouwen/domain/matter_order.h"

/* Fills what the rulings of an order say: choice and is_overruled. Of two that did not know of each
 * other and let different acts of one contradiction hold, the higher level's counts, then the one
 * that was entered first. */
void matter_conflict_rule(struct arena *arena, struct matter_order *order);
/* True if two acts did not know of each other and need a person. */
bool matter_conflict_between(const struct matter_order *order, size_t a, size_t b);
/* Those that nobody has settled, in the order of the fold, in matter. */
void matter_conflict_list(struct arena *arena, const struct matter_order *order,
                          struct matter *matter);

#endif
