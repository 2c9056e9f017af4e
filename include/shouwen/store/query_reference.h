/* SPDX-License-Identifier: MIT */
/* query_reference: whether a row that comes in is somebody who is there already. */
#ifndef SHOUWEN_STORE_QUERY_REFERENCE_H
#define SHOUWEN_STORE_QUERY_REFERENCE_H

#include "shouwen/domain/record.h"
#include "shouwen/store/db.h"

/* The resident that a checked record without an id means: the one with its ID number
 * (resident_card(), also as the other kind of card has it), else with its name and door (of the
 * same station, where both have a grid), else with its name and phone, as long as both do not give
 * different ID numbers; a name alone means the one of that name who has none of the three either.
 * NULL if there is nobody, the lowest id if there are several. In arena. */
MUST_CHECK enum status query_reference_resident(struct db *db, const struct record *record,
                                                struct arena *arena, const char **id,
                                                struct error *error);

#endif
