/* SPDX-License-Identifier: MIT */
/* paper: a slip printed from a screen: written, delivered, and where it went is said. Used by every
 * screen that gives something on paper. */
#ifndef SHOUWEN_TUI_PAPER_H
#define SHOUWEN_TUI_PAPER_H

#include "shouwen/desk/slip.h"
#include "shouwen/tui/screen.h"

/* Prints a slip about what slip_write() takes; true with where it went added to *where, or the
 * fault was said. */
bool paper_put(struct screen *screen, enum slip slip, const char *about, struct text *where);
/* The same, and says which slip went where. */
enum next paper_print(struct screen *screen, enum slip slip, const char *about);

#endif
