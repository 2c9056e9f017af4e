/* SPDX-License-Identifier: MIT */
/* visit: recording one visit to a household: the result in one key with the persons met ticked,
 * then lines, each of which becomes a case, a demand or the note of the visit.
 * Its argument is a household's key, or a resident's name or a door; the answer's text is the
 * sentence that says what was recorded, its data the visit's id. Used by the visits. */
#ifndef SHOUWEN_TUI_SCREENS_VISIT_H
#define SHOUWEN_TUI_SCREENS_VISIT_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind visit_screen;

#endif
