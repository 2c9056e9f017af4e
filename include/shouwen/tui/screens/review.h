/* SPDX-License-Identifier: MIT */
/* review: the grid leader's review: what was brought in for their grids, one case after the other,
 * with its text beside the list; a key each takes it on, lets it follow another, gives it to
 * somebody, reports it up or asks back. The screen's context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_REVIEW_H
#define SHOUWEN_TUI_SCREENS_REVIEW_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind review_screen;

#endif
