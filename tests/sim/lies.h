/* SPDX-License-Identifier: MIT */
/* lies: acts that a client writes into its own log though it may not say them, past the rules of
 * its program: of others' cases, residents and staff. The other station tells them. */
#ifndef SHOUWEN_TESTS_SIM_LIES_H
#define SHOUWEN_TESTS_SIM_LIES_H

#include "world.h"

/* Some of them; the machine's file is open. */
void lies_tell(struct world *world, size_t which);

#endif
