/* SPDX-License-Identifier: MIT */
/* responsibility: who is accountable for a case today (domain.md 2).
 * The acts give a holder; who answers for a holder depends on who is here. Pure. */
#ifndef SHOUWEN_DOMAIN_RESPONSIBILITY_H
#define SHOUWEN_DOMAIN_RESPONSIBILITY_H

#include "shouwen/domain/person.h"

enum rule { RULE_FIRST_CONTACT, RULE_ASSIGNED, RULE_FALLBACK, RULE_COUNT };
struct rule_row {
    const char *word, *label; /* label through _() */
};
extern const struct rule_row rule_rows[RULE_COUNT];

struct accountable {
    const char *id;    /* never NULL: at least the holder itself */
    const char *name;  /* of that person; the id where the person is not known */
    bool is_stand_in;  /* somebody other than the holder */
    bool is_nobody;    /* nobody at all is active: the holder stays */
    bool no_secretary; /* the home station has no active secretary */
    bool is_elsewhere; /* the file does not know the home's staff: the holder, as the acts say */
};

/* The secretary of a home who is active today, of several the one with the lowest id; at a street
 * centre its dispatcher. NULL if none is. */
const struct person *responsibility_active_secretary(const struct people *people, const char *home);
/* Who carries fallback at a home today: the active secretary; else the cover of the one with the
 * lowest id; else the street's dispatcher; else, but in the file of a department, any active
 * administrator; NULL if nobody is active, or where the home's staff are not known. */
const struct person *responsibility_secretary(const struct people *people, const char *home);
/* Whose a case of this home becomes when it falls back: the active secretary; else the one with the
 * lowest id who is away, for whom others answer meanwhile; else as responsibility_secretary(). */
const struct person *responsibility_fallback_holder(const struct people *people, const char *home);
/* Whose an open case becomes once its holder is gone. Under fallback NULL where the home has no
 * secretary of its own: it stays with them, and is answered for until there is one. */
const struct person *responsibility_heir(const struct people *people, enum rule rule,
                                         const char *home);
/* The active dispatcher of the home's street with the lowest id; NULL if none. */
const struct person *responsibility_dispatcher(const struct people *people, const char *home);
/* Why a holder can't see to a case of this home any more, whoever answers for them today: they left
 * the staff, or moved to where the home does not lie. RESPONSIBILITY_HERE: they are of it, or
 * not known. */
enum responsibility_gone { RESPONSIBILITY_HERE, RESPONSIBILITY_LEFT, RESPONSIBILITY_MOVED };
enum responsibility_gone responsibility_gone(const struct people *people, const char *holder,
                                             const char *home);
/* Who answers for holder today: the holder if active and still of this home; else the cover of one
 * who is away or left, followed once; else as responsibility_secretary(). Where the staff of its
 * home are not known it is the holder, and nobody of the file. */
struct accountable responsibility_answer(const struct people *people, const char *holder,
                                         const char *home);
/* True if it is the one with that id who answers for holder today. */
bool responsibility_is_with(const struct people *people, const char *id, const char *holder,
                            const char *home);

#endif
