/* SPDX-License-Identifier: MIT */
/* decide_rules: the rule of each act, one function each (domain.md 3, column "effect" and what
 * follows the table). A rule is asked after permission, closedness and required fields were
 * checked. */
#ifndef SHOUWEN_DOMAIN_DECIDE_RULES_H
#define SHOUWEN_DOMAIN_DECIDE_RULES_H

#include "shouwen/domain/decide.h"

struct ruling {
    const struct situation *situation;
    const struct person *actor; /* NULL: the program, or nobody yet */
    const char *home;           /* of the case, or of the one being opened */
    struct arena *arena;        /* NULL when only asked whether it is possible */
    struct act *act;
    unsigned who;
    bool is_probe; /* fields are not filled in yet */
    struct error *error;
};

typedef enum status decide_rule(struct ruling *ruling);
/* NULL: nothing beyond the common checks. */
extern decide_rule *const decide_rules[ACT_CASE_KINDS];

/* Who carries fallback at the case's home now; the holder where there is nobody. */
const char *decide_fallback_holder(const struct ruling *ruling);
/* The name of a person, the id where it is not known. */
const char *decide_name(const struct ruling *ruling, const char *id);
/* The rule of opening a case, and of choosing its first contact. */
enum status decide_open(struct ruling *ruling);
/* Checks words of fixed lists and fills category and limit; for opening and amending. */
enum status decide_fields(struct ruling *ruling);

#endif
