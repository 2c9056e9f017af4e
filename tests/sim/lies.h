/* SPDX-License-Identifier: MIT */
/* lies: acts that a client writes into its own log though it may not say them, past the rules of
 * its program: of others' cases, residents and staff. The other station tells them. */
#ifndef SHOUWEN_TESTS_SIM_LIES_H
#define SHOUWEN_TESTS_SIM_LIES_H

#include "world.h"

/* Whom a liar calls its own. */
#define LIES_NAME "不是"

/* Some of them; the machine's file is open. */
void lies_tell(struct world *world, size_t which);

/* book_add(); with a liar, whatever it says of a neighbour's case, which its own lies show it, is a
 * lie too. */
size_t lies_add(struct world *world, const struct act *act);
/* What a liar's own program shows of its lies, its own calendar among them, is its own business. */
bool lies_is_liar(const struct world *world, size_t which);
/* True if that is a liar, and the case, by its number, its neighbour's. */
bool lies_are_of(const struct world *world, enum place place, const char *number);

#endif
