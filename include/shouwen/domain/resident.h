/* SPDX-License-Identifier: MIT */
/* resident: what a resident's record says beside its fields. Used by search and visits. */
#ifndef SHOUWEN_DOMAIN_RESIDENT_H
#define SHOUWEN_DOMAIN_RESIDENT_H

#include "shouwen/base/memory.h"

#include <stdbool.h>

/* The tag that says that somebody does not live here any more (迁出, 已故 ... or former), in the
 * arena; NULL if no tag says so. */
const char *resident_former(struct arena *arena, const char *tags);

/* True if a tag says that they live alone (独居). */
bool resident_lives_alone(const char *tags);

#endif
