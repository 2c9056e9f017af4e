/* SPDX-License-Identifier: MIT */
/* matter_conflict: acts that did not know of each other and say different things (sync.md 6).
 * Both are kept; the case is flagged until a resolve act that saw both settles it. */
#ifndef SHOUWEN_DOMAIN_MATTER_CONFLICT_H
#define SHOUWEN_DOMAIN_MATTER_CONFLICT_H

#include "shouwen/domain/matter_order.h"

#include <stdbool.h>

/* True if a pair of acts needs a person and none has settled it. */
bool matter_conflict_stands(const struct matter_order *order);

#endif
