/* SPDX-License-Identifier: MIT */
/* saved: lists of cases that a person has made their own: a queue, what is looked for in it and how
 * it is sorted, under a key. They stay in this file and are not exchanged. Used by the queue screen
 * and the command line. */
#ifndef SHOUWEN_DESK_SAVED_H
#define SHOUWEN_DESK_SAVED_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/vocabulary.h"
#include "shouwen/store/query_cases.h"

enum { SAVED_MOST = 20, SAVED_NAME = 20 /* characters */ };

/* X(NAME, "name", N_("label"), words or NULL): the conditions, beside the queue. */
#define SAVED_CONDITION_TABLE(X)                                                                   \
    X(CATEGORY, "category", N_("category"), word_categories)                                       \
    X(URGENCY, "urgency", N_("urgency"), word_urgencies)                                           \
    X(CHANNEL, "channel", N_("channel"), word_channels)                                            \
    X(RULE, "rule", N_("rule"), word_rules)                                                        \
    X(GRID, "grid", N_("grid"), NULL)                                                              \
    X(PERSON, "person", N_("accountable"), NULL)
#define SAVED_CONDITION_ENUM(name, ...) SAVED_##name,
enum saved_condition { SAVED_CONDITION_TABLE(SAVED_CONDITION_ENUM) SAVED_CONDITIONS };

struct saved {
    char key; /* a digit or a small letter */
    const char *name;
    enum queue queue;
    const char *argument; /* of the queue; "" for none */
    const char *search;   /* as typed; "" for none */
    enum case_sort sort;
    const char *conditions[SAVED_CONDITIONS]; /* "" for any; the person by their id */
};

struct saved_condition_row {
    const char *name, *label; /* label through _() */
    const struct word *words; /* NULL: a grid's code, a staff id */
};
extern const struct saved_condition_row saved_condition_rows[SAVED_CONDITIONS];

/* Those of the person signed in, by key. One that this program cannot read is left out. */
MUST_CHECK enum status saved_load(struct desk *desk, struct arena *arena, struct saved **rows,
                                  size_t *count, struct error *error);
/* The one of a key; STATUS_NOT_FOUND. */
MUST_CHECK enum status saved_find(struct desk *desk, char key, struct arena *arena,
                                  struct saved *saved, struct error *error);
/* What was typed for conditions as it is kept: a grid in full, a person by their id. STATUS_INVALID
 * names the condition or the field. */
MUST_CHECK enum status saved_complete(struct desk *desk, struct saved *saved, struct arena *arena,
                                      struct error *error);
/* Keeps it under its key, in place of what had that key; saved_complete() is done first. */
MUST_CHECK enum status saved_put(struct desk *desk, struct saved *saved, struct arena *arena,
                                 struct error *error);
MUST_CHECK enum status saved_drop(struct desk *desk, char key, struct error *error);
/* The filter of a list, with the cases of a condition's person; texts are those of saved, or in the
 * arena. */
MUST_CHECK enum status saved_filter(struct desk *desk, const struct saved *saved,
                                    struct arena *arena, struct case_filter *filter,
                                    struct error *error);

#endif
