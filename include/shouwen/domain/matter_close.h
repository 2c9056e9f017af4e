/* SPDX-License-Identifier: MIT */
/* matter_close: whether a case is closed, and by which act (design.md 3).
 * Closed if and only if some closing act has every unfinished act among its ancestors: a wrong
 * "open" costs a look, a wrong "closed" loses a resident. Undoing the opening closes too. Used by
 * the fold only. */
#ifndef SHOUWEN_DOMAIN_MATTER_CLOSE_H
#define SHOUWEN_DOMAIN_MATTER_CLOSE_H

#include "shouwen/domain/matter_order.h"

#include <stdbool.h>

/* The last act, in the order of the fold, that closes the case; NULL if it is open. */
const struct act *matter_close_find(const struct matter_order *order);
/* The act that says how: the closing act, or the one that a ruling lets hold. */
const struct act *matter_close_said(const struct matter_order *order, size_t i);
/* The outcome that a closing act gives, or the undo of an opening. */
const char *matter_close_outcome(const struct act *act);
/* True if act i closes the case unless something is left that it has not seen. */
bool matter_close_tries(const struct matter_order *order, size_t i);
/* The last low rating, in the order of the fold, that no closing act has seen; NULL if there is
 * none. */
const struct act *matter_close_open_rating(const struct matter_order *order);

#endif
