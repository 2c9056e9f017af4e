/* SPDX-License-Identifier: MIT */
/* work: what people do in a file, as the dice say. */
#ifndef SHOUWEN_TESTS_SIM_WORK_H
#define SHOUWEN_TESTS_SIM_WORK_H

#include "world.h"

/* Some acts by somebody of the machine's place; the rules may refuse each. What was recorded is
 * noted as held. */
void work_some(struct world *world, size_t which);

#endif
