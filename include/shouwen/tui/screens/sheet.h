/* SPDX-License-Identifier: MIT */
/* sheet: the hand-over sheet of the shift on a screen: one's own, or the one that waits to be
 * accepted, which one key does. */
#ifndef SHOUWEN_TUI_SCREENS_SHEET_H
#define SHOUWEN_TUI_SCREENS_SHEET_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind sheet_screen;

#endif
