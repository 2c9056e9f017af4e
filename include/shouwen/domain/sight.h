/* SPDX-License-Identifier: MIT */
/* sight: how much of a case somebody sees. Used by visibility, for persons, and by circle, for
 * nodes. */
#ifndef SHOUWEN_DOMAIN_SIGHT_H
#define SHOUWEN_DOMAIN_SIGHT_H

/* What a case shows: a head is number, node, state, days and units, without names, phones, subject
 * and texts. */
enum sight { SIGHT_NONE, SIGHT_HEAD, SIGHT_WHOLE };

#endif
