/* SPDX-License-Identifier: MIT */
/* hold: what must hold, at every step and after everything has healed; each finding is noted in
 * world->wrong. Written apart from the product's own checks, which are asked as well. */
#ifndef SHOUWEN_TESTS_SIM_HOLD_H
#define SHOUWEN_TESTS_SIM_HOLD_H

#include "world.h"

/* Notes what a machine has: nothing that it had is gone, and nothing is there that its place may
 * not hold. The machine is open. */
void hold_look(struct world *world, size_t which, bool is_end);
/* "the station": for sentences. */
const char *hold_name_of(const struct world *world, size_t which);
/* An open case has one accountable person, of the station where it began, who is whom the acts say
 * (who.h); closed is what the rule says. */
void hold_rules(struct world *world, size_t which);
/* People, places and days as a file shows them, for free(). */
char *hold_lists(struct world *world, size_t which);
/* The product's own check finds nothing. */
void hold_check(struct world *world, size_t which);
/* What its author was told that the hub has, the hub has. */
void hold_confirmed(struct world *world);
/* All have what they are to have and show the same; nothing of `before`, what was on any disk when
 * everything began to heal, is lost. is_thorough: every file is checked by the product
 * and rebuilt, otherwise one is checked. */
void hold_healed(struct world *world, const struct book_set *before, bool is_thorough);

#endif
