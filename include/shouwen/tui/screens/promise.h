/* SPDX-License-Identifier: MIT */
/* promise: what is agreed, and when: a call back, the resident coming again, a visit.
 * Times that suit are offered, Enter takes the first; a day and time may be typed instead. The
 * answer's data is a struct promise, which lives until the asker has its answer. */
#ifndef SHOUWEN_TUI_SCREENS_PROMISE_H
#define SHOUWEN_TUI_SCREENS_PROMISE_H

#include "shouwen/desk/receive_promise.h"
#include "shouwen/tui/screen.h"

struct promise {
    const char *kind; /* word_promises */
    struct receive_time time;
};

/* Its argument is the kind to begin with, a word of word_promises. */
extern const struct screen_kind promise_screen;

#endif
