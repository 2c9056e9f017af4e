/* SPDX-License-Identifier: MIT */
/* event: what happened, as a screen is told.
 * Text lives until the handler returns. Used by the app, its screens and the terminal's input. */
#ifndef SHOUWEN_TUI_EVENT_H
#define SHOUWEN_TUI_EVENT_H

#include "shouwen/command/keymap.h"

#include <stdbool.h>
#include <stddef.h>

enum event_kind {
    EVENT_NONE,
    EVENT_COMMAND, /* command, and the key that gave it */
    EVENT_TEXT,    /* text typed into a field: text, length; only while the screen is in text */
    EVENT_KEY,     /* a key that is no command here; in text: an editing key for line_key() */
    EVENT_PASTE, /* text, length: all of it at once, line breaks as "\n"; is_cut: there was more */
    EVENT_TICK,  /* the time asked for with screen_wake() has come */
    /* these the app keeps for itself */
    EVENT_RESIZE, /* rows, columns */
    EVENT_WIDTH,  /* columns that the terminal gives an ambiguous character */
    EVENT_END     /* the terminal is gone, or the program was asked to stop */
};

struct event {
    enum event_kind kind;
    enum command command;
    uint32_t key;
    const char *text; /* NUL-terminated as well */
    size_t length;
    int rows, columns;
    bool is_cut;
};

#endif
