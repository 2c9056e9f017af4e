/* SPDX-License-Identifier: MIT */
/* query_reference: whether a row that comes in is somebody who is there already, and who is meant
 * by a number. */
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

/* The ids that a list's number may mean (listnumber.h): bare or of any list, in their order; also
 * of whom was erased. In arena. */
MUST_CHECK enum status query_reference_numbered(struct db *db, const char *number,
                                                struct arena *arena, const char ***ids,
                                                size_t *count, struct error *error);
/* The resident whom a person at home means by a number: the id itself; at a station the one of its
 * own list; else the only one of that number. What means nobody stays as it is. STATUS_REFUSED if
 * several have it: the sentence gives their ids. In arena, or the number. */
MUST_CHECK enum status query_reference_meant(struct db *db, const char *number, const char *home,
                                             struct arena *arena, const char **id,
                                             struct error *error);

#endif
