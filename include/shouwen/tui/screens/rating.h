/* SPDX-License-Identifier: MIT */
/* rating: the resident has the keyboard: two questions, a digit each, on a bare screen.
 * Nothing of anybody else is on it. No key does anything but 0 to 5, and Backspace or Esc, which
 * goes back to the question before. 0, or nobody pressing, ends it as not rated; a single mark
 * given by then is noted in the history. Both marks given, it thanks and shows them for a moment
 * in which they can still be corrected; then they are recorded, and stand. Enter or Esc ends that
 * moment, and so does whatever is typed next, which goes to the screen below: marks once given are
 * recorded however it ends. Used by the reception. */
#ifndef SHOUWEN_TUI_SCREENS_RATING_H
#define SHOUWEN_TUI_SCREENS_RATING_H

#include "shouwen/tui/screen.h"

/* What enter() is given; borrowed until then. */
struct rating {
    const char *number;   /* of the case */
    const char *subject;  /* what was done for them */
    const char *received; /* by whom: a name */
    const char *source;   /* word_rating_sources */
};

extern const struct screen_kind rating_screen;

#endif
