/* SPDX-License-Identifier: MIT */
/* resident: what a resident's record says beside its fields. Used by search and visits. */
#ifndef SHOUWEN_DOMAIN_RESIDENT_H
#define SHOUWEN_DOMAIN_RESIDENT_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/record.h"

/* The station that looks after somebody: that of their grid, else the one whose staff entered them;
 * "" if neither is known, as in older files. In out. */
const char *resident_station(const struct record *resident, char out[NODE_PART]);

/* The tag that says that somebody does not live here any more (迁出, 已故 ... or former), in the
 * arena; NULL if no tag says so. */
const char *resident_former(struct arena *arena, const char *tags);

/* True if a tag says that they live alone (独居). */
bool resident_lives_alone(const char *tags);

/* What an ID number's cell says: the digits, and the X at its end, as they are compared. "" for one
 * that only says that there is none (无, /): of fewer than four digits. */
enum { RESIDENT_CARD_ROOM = 33 };
const char *resident_card(const char *cell, char out[RESIDENT_CARD_ROOM]);
/* A resident's number (resident_card()) as the other kind of card has it: of 15 digits until 1999,
 * of 18 since (GB 11643-1999: the century and a check character more); "" if there is none. */
const char *resident_card_other(const char *card, char out[RESIDENT_CARD_ROOM]);
/* True if two cells hold the number of one person; two that say none do not. */
bool resident_is_same_card(const char *one, const char *other);

/* Whom a record stands for, where two turned out to be one person: what it was joined into, and
 * so on to the end; of a circle, which two stations can make at the same time, the one with the
 * lowest id. joined gives what a record was joined into, "" if nothing, and NULL for one that is
 * not there: then it stands for itself. In the arena. */
const char *resident_who(struct arena *arena, const char *id,
                         const char *(*joined)(void *context, const char *id), void *context);

#endif
