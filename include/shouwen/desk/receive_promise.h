/* SPDX-License-Identifier: MIT */
/* receive_promise: the days and times that a desk would offer for calling back, coming again or a
 * visit. From the station's service hours, the calendar and the roster; nothing is written here.
 * Used by the question for a promise. */
#ifndef SHOUWEN_DESK_RECEIVE_PROMISE_H
#define SHOUWEN_DESK_RECEIVE_PROMISE_H

#include "shouwen/desk/desk.h"

enum { RECEIVE_TIMES = 4 };

struct receive_time {
    int64_t at;
    const char
        *staff_id; /* who is to keep it; "" if the roster says nothing and nobody is signed in */
    const char *staff; /* their name */
};

/* At most RECEIVE_TIMES times to offer for a kind of word_promises, the likeliest first; at least
 * one. Whoever works until six can come while the station is open in the evening. */
MUST_CHECK enum status receive_promise_offer(struct desk *desk, const char *kind,
                                             struct arena *arena,
                                             struct receive_time times[RECEIVE_TIMES],
                                             size_t *count, struct error *error);
/* Who keeps a promise of a kind at a time: whoever is at the desk then if the resident comes,
 * otherwise the person signed in. */
MUST_CHECK enum status receive_promise_staff(struct desk *desk, const char *kind, int64_t at,
                                             struct arena *arena, struct receive_time *time,
                                             struct error *error);
/* The minute of a day that is meant where only the day was said. */
int receive_promise_usual_minute(const char *kind);

#endif
