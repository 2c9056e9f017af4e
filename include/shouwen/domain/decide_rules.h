/* SPDX-License-Identifier: MIT */
/* decide_rules: the rule of each act, one function each (domain.md 3, column "effect" and what
 * follows the table). A rule is asked after permission, closedness and required fields were
 * checked. */
#ifndef SHOUWEN_DOMAIN_DECIDE_RULES_H
#define SHOUWEN_DOMAIN_DECIDE_RULES_H

#include "shouwen/domain/decide.h"

struct ruling {
    const struct situation *situation;
    const struct matter *matter; /* of the situation */
    const struct person *actor;  /* NULL: the program, or nobody yet */
    const char *home;            /* of the case, or of the one being opened */
    struct arena *arena;         /* NULL when only asked whether it is possible */
    struct act *act;
    unsigned who;
    bool is_probe; /* fields are not filled in yet */
    struct error *error;
};

typedef enum status decide_rule(struct ruling *ruling);
/* NULL: nothing beyond the common checks. */
extern decide_rule *const decide_rules[ACT_CASE_KINDS];

/* The rules that live in files of their own: first contact, holder, handling unit. */
decide_rule decide_open, decide_assign, decide_take_over, decide_decline, decide_fall_back,
    decide_designate, decide_claim, decide_report_up, decide_dispatch, decide_give_back,
    decide_reply, decide_extend, decide_urge, decide_supervise;

/* Fills the ruling's error with a sentence about a field, or "". */
enum status decide_refuse(const struct ruling *ruling, const char *field, const char *sentence);
/* Whose the case becomes when it falls back: the secretary; the street's dispatcher if that were
 * the person whom a low rating is about (rated, or NULL); the holder where there is nobody. */
const char *decide_fallback_holder(const struct ruling *ruling, const char *rated);
/* The name of a person, the id where it is not known. */
const char *decide_name(const struct ruling *ruling, const char *id);
/* Refuses words that are not in their list: heads carry no free text. */
enum status decide_words(const struct ruling *ruling);
/* Fills category and limit; for opening and amending. */
enum status decide_fields(struct ruling *ruling);
/* The person that --to names is of the home station and has not left. */
enum status decide_colleague(const struct ruling *ruling);
/* The people that an act names become the list that is kept; for opening and amending. */
enum status decide_people(struct ruling *ruling);

#endif
