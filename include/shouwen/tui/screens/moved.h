/* SPDX-License-Identifier: MIT */
/* moved: the cases whose due days moved when a calendar was last loaded, before and after; Enter
 * opens one. */
#ifndef SHOUWEN_TUI_SCREENS_MOVED_H
#define SHOUWEN_TUI_SCREENS_MOVED_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind moved_screen;

#endif
