/* SPDX-License-Identifier: MIT */
/* who_inside: the parts of the walk. */
#ifndef SHOUWEN_TESTS_SIM_WHO_INSIDE_H
#define SHOUWEN_TESTS_SIM_WHO_INSIDE_H

#include "who.h"

enum state { RECEIVED, HANDLING, WAITING, REPORTED, DISPATCHED, REPLIED, TOLD, SHELVED };

struct pause {
    int32_t from, to; /* days after from, up to and with to, do not count */
};

struct walk {
    const struct act *acts;
    size_t count, words;
    enum who_row wrong;
    struct arena *arena;
    uint64_t *known; /* by act, a bit for each act that it knew of */
    size_t *order;
    bool *is_void;
    size_t at; /* in order: those before have been walked */
    const char *home;
    /* what the acts have said */
    const char *holder, *rule;
    const struct act *held_by; /* the act that gave it to the holder */
    enum state state, before_pause;
    bool was_closed;
    const char *unit, *rival;
    int attitude, ability;
    int64_t opened_at, first_dispatch_at, last_dispatch_at;
    const char *urgency;
    int32_t extended_to, unit_extended_to, waits_from;
    struct pause *pauses;
    size_t pause_count;
};

/* --- who_knows.c: what knew of what --- */

/* Puts the acts in order, and leaves out what was undone. */
void who_start(struct walk *walk, bool *is_incomplete);
bool who_knew(const struct walk *walk, size_t later, size_t earlier);
/* True if neither knew of the other. */
bool who_are_apart(const struct walk *walk, size_t a, size_t b);
/* True if one that was walked before it, and that it did not know of, is told by the test. */
bool who_comes_after_unknown(const struct walk *walk, size_t which,
                             bool (*test)(const struct act *act));
bool who_is_low(const struct act *act); /* a rating of 2 or less */
bool who_closes(const struct act *act);

/* --- who_people.c: to whom it goes --- */

/* Whom the act makes the holder, if it says that somebody is to carry the fallback; else NULL. */
const char *who_falls_from(const struct walk *walk, size_t which);
bool who_assigns(const struct act *act);
const char *who_named_by(const struct act *act);
void who_rule(struct walk *walk, size_t which); /* a ruling */

/* --- who_clock.c --- */

void who_count_clocks(const struct walk *walk, struct who *who);

/* --- who.c --- */

void who_run(struct walk *walk);
void who_give_to(struct walk *walk, const char *rule, const char *holder, const struct act *act);
enum state who_state_of(const struct walk *walk); /* before a pause */

#endif
