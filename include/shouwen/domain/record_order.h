/* SPDX-License-Identifier: MIT */
/* record_order: the order in which the acts of one record are folded, and which of its puts stand.
 * As that of a case (matter_order.h), but who took back what they had brought takes nothing from
 * under somebody who went on from it meanwhile: where a put that stands saw only undone ones, those
 * whose undos and it did not know of each other stand after all. Else a resident whom a list
 * brought and another desk corrected would be left with the corrected field alone, without a name.
 * The same set of acts gives the same in whatever order it is handed in. Pure. */
#ifndef SHOUWEN_DOMAIN_RECORD_ORDER_H
#define SHOUWEN_DOMAIN_RECORD_ORDER_H

#include "shouwen/domain/matter_order.h"

void record_order_init(struct arena *arena, const struct act *acts, size_t count,
                       struct matter_order *order);

#endif
