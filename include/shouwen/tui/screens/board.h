/* SPDX-License-Identifier: MIT */
/* board: a row per grid (or, above a station, per station), those that need somebody first; Enter
 * opens the grid's queue, or the station's grids. Its argument: a station's code, or NULL. The
 * screen's context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_BOARD_H
#define SHOUWEN_TUI_SCREENS_BOARD_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind board_screen;

#endif
