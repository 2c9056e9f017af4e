/* SPDX-License-Identifier: MIT */
/* leaving: somebody leaves the staff for good, guided: every open case and promise with who takes
 * it, the grids, shifts and colleagues that need somebody else; then one confirmation does it. The
 * argument is a staff id. */
#ifndef SHOUWEN_TUI_SCREENS_LEAVING_H
#define SHOUWEN_TUI_SCREENS_LEAVING_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind leaving_screen;

#endif
