/* SPDX-License-Identifier: MIT */
/* moves: staff whom the street moves between its stations and itself, and what those say of them
 * who have them at the time. They hold no cases. */
#ifndef SHOUWEN_TESTS_SIM_MOVES_H
#define SHOUWEN_TESTS_SIM_MOVES_H

#include "world.h"

/* Everybody of the place when a run is made, NULL at the end. */
const char *const *moves_people(enum place place);
/* Something about one of them; false if the machine's place has nothing to say of them. */
bool moves_work(struct world_machine *machine, struct arena *arena);
/* After everything has healed: who has somebody, and all above, show the same of them, whole. */
void moves_check(struct world *world);

#endif
