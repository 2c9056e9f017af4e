/* SPDX-License-Identifier: MIT */
/* who: who is accountable for a case, by which rule and until when: domain.md 2 and 3 and the table
 * of sync.md 6 written a second time, apart from the product's fold, for the acts that people of
 * the simulator do and for its few places and people. */
#ifndef SHOUWEN_TESTS_SIM_WHO_H
#define SHOUWEN_TESTS_SIM_WHO_H

#include "book.h"

#include "shouwen/base/memory.h"

/* Rows of the table that can be read wrongly, for variants (broken.h). */
enum who_row {
    WHO_ASSIGN_ASSIGN,     /* the first one holds */
    WHO_ASSIGN_FALL_BACK,  /* the assigned one holds */
    WHO_DISPATCH_DISPATCH, /* a dispatch after the reply counts */
    WHO_GIVE_BACK_REPLY,   /* the unit gave it back */
    WHO_EXTEND_EXTEND,     /* the earlier day */
    WHO_RATING_RATING,     /* the higher one counts */
    WHO_RESOLVE_RESOLVE,   /* the lower level's holds */
    WHO_ROWS
};

struct who {
    const char *holder, *rule, *state, *unit; /* unit: which has it in hand */
    int attitude, ability;
    int32_t due_on, unit_due_on; /* CLOCK_NO_DAY: none, or no calendar reaches it */
    bool is_incomplete;          /* an act knew of one that is not here */
};

/* The acts of one case, in any order; wrong: a row that is read wrongly, WHO_ROWS: none. False if
 * its opening is not among them. */
bool who_answers(const struct act *acts, size_t count, enum who_row wrong, struct arena *arena,
                 struct who *who);

/* In words, in the arena. */
const char *who_say(const struct who *who, struct arena *arena);
/* Who holds the case after a decline, a request for fallback or a low rating, as whoever did that
 * saw it; after anything else NULL. */
const char *who_falls_to(const struct act *acts, size_t count, size_t which, struct arena *arena);

/* The holidays of the simulator: those that its files have (world.c). */
extern const char *const who_holidays[];

#endif
