/* SPDX-License-Identifier: MIT */
/* tangle: histories of a case that branch again and again, as forks and long absences might bring
 * about and a run seldom does: the product's fold of each says who is accountable as who.h does. */
#ifndef SHOUWEN_TESTS_SIM_TANGLE_H
#define SHOUWEN_TESTS_SIM_TANGLE_H

#include "world.h"

/* Some of them; what differs is noted in world->wrong. The street's file is open. */
void tangle_check(struct world *world);

#endif
