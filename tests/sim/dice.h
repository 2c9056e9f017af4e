/* SPDX-License-Identifier: MIT */
/* dice: everything in a run that is left to chance, from one seed: what the simulator chooses, and,
 * apart from it, what the product draws (keys, salts, ids: getrandom() stands in for the system's).
 */
#ifndef SHOUWEN_TESTS_SIM_DICE_H
#define SHOUWEN_TESTS_SIM_DICE_H

#include <stdbool.h>
#include <stdint.h>

void dice_start(uint64_t seed);
uint64_t dice_below(uint64_t below);
bool dice_one_in(uint64_t count); /* never for 0 */

#endif
