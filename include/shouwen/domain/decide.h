/* SPDX-License-Identifier: MIT */
/* decide: whether an intended act may happen, and what it brings about.
 * Permission is checked first (STATUS_DENIED), then the rule (STATUS_REFUSED); each refusal is one
 * sentence that says why and what can be done (domain.md 3). Pure: reads the situation,
 * completes the act (holder, outcome, limit ...), writes nothing. */
#ifndef SHOUWEN_DOMAIN_DECIDE_H
#define SHOUWEN_DOMAIN_DECIDE_H

#include "shouwen/domain/matter.h"
#include "shouwen/domain/person.h"

/* What the rules need to know of a service item. */
struct situation_service {
    const char *code, *name, *category, *place;
    const char *limit; /* promised, "3w"; "" if the item says nothing */
    int material_count;
    bool restarts; /* a supplement starts its clock anew */
};

struct situation {
    const struct matter *matter;             /* NULL when opening */
    const struct matter *target;             /* merge: the case that stays; NULL if there is none */
    const struct people *people;             /* as of the day when it happened */
    const struct situation_service *service; /* of the act or case; NULL if unknown */
    bool is_unit_listed;                     /* dispatch: the unit it names is in the record */
    const struct matter_policy *policy;
    const struct calendar *calendar;
    const char *home;        /* the node of this file, for acts without a person */
    bool is_linked;          /* the file exchanges with a hub: what is opened in it is at home at
                                its node or below it, whoever opens it (circle.h) */
    const char *taken_in_by; /* import: who took the case in; "" if nobody did, so that the roster
                                says; NULL: the author does */
    int64_t now;
    bool is_program;  /* the author is the program, not a person */
    bool is_founding; /* no administrator yet: permission is not asked */
};

/* The bits of enum act_who that hold for a person on the situation's case. */
unsigned decide_who(const struct situation *situation, const struct person *person);
/* Checks act (kind, by, happened_at, fields as the person gave them) and fills the rest from
 * arena. */
MUST_CHECK enum status decide(const struct situation *situation, struct arena *arena,
                              struct act *act, struct error *error);
/* STATUS_REFUSED if anything followed what was recorded on the case under a request id. */
MUST_CHECK enum status decide_is_latest(const struct situation *situation, const char *request,
                                        struct error *error);
/* True if the act could be done now by that person, were its fields filled in; the reason otherwise
 * is in error (which may be NULL: asked for many acts at once, sentences cost more than rules).
 * Screens use it for what can be done now. */
bool decide_is_possible(const struct situation *situation, enum act_kind kind, const char *by,
                        struct error *error);

#endif
