/* SPDX-License-Identifier: MIT */
/* broken: variants of the product that are wrong on purpose, each of which the simulator must
 * catch: the test of the test. A variant stands in front of one function of the product, put there
 * by the linker in this program alone (--wrap in tests/sim/sources.am). */
#ifndef SHOUWEN_TESTS_SIM_BROKEN_H
#define SHOUWEN_TESTS_SIM_BROKEN_H

#include <stdbool.h>

/* False if there is no such variant. */
bool broken_choose(const char *name);

#endif
