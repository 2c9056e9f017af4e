/* SPDX-License-Identifier: MIT */
/* The first look at a list, for the files that make it up: import_look.c and import_look_draw.c. */
#ifndef SHOUWEN_TUI_IMPORT_LOOK_H
#define SHOUWEN_TUI_IMPORT_LOOK_H

#include "import_state.h"

enum { LOOK_GUESSES = 2, LOOK_ABOVE = LOOK_GUESSES + 1 }; /* rows of the guesses, and a rule */
/* The digits that change a guess. */
enum look_key {
    LOOK_KIND = 1,
    LOOK_ENCODING,
    LOOK_SEPARATOR,
    LOOK_HEADINGS,
    LOOK_COMPLETE,
    LOOK_EMPTY
};

struct look_state {
    struct import_work work;
    size_t top, left;        /* first row and column drawn */
    bool fits;               /* no column is hidden at the right */
    enum record_kind likely; /* by the list that it is brought to, or its name */
    bool kind_is_said, heading_is_said;
};

/* Why no row can be read, in words for somebody at the screen; "" where rows can be. */
const char *import_look_fault(const struct preview *preview);
const char *import_separator_label(uint32_t separator);
void import_look_draw(struct screen *screen, struct pane body);

#endif
