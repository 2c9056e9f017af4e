/* SPDX-License-Identifier: MIT */
/* doubles: residents who may be one person, pair by pair, side by side; one key joins them, one
 * says that they are two, one takes the last judgement back. The screen's context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_DOUBLES_H
#define SHOUWEN_TUI_SCREENS_DOUBLES_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind doubles_screen;

#endif
