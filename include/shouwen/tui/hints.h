/* SPDX-License-Identifier: MIT */
/* hints: the bar of keys that work here now, made from the command table.
 * Digits that do the same are shown as one range. What has no room is left out from the end; help
 * and palette, which know the rest, always stay. Used by the app's frame. */
#ifndef SHOUWEN_TUI_HINTS_H
#define SHOUWEN_TUI_HINTS_H

#include "shouwen/tui/screen.h"

/* Draws the hints of a screen over all rows of the pane. */
void hints_draw(const struct screen *screen, struct pane pane);

#endif
