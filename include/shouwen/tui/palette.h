/* SPDX-License-Identifier: MIT */
/* palette: every command that works in the screen below, and the desk's jumps, found by typing. */
#ifndef SHOUWEN_TUI_PALETTE_H
#define SHOUWEN_TUI_PALETTE_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind palette_screen;

#endif
