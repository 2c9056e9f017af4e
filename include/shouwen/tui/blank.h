/* SPDX-License-Identifier: MIT */
/* blank: the desk covered, so that nobody reads along; any of Enter, Esc or Space uncovers it. */
#ifndef SHOUWEN_TUI_BLANK_H
#define SHOUWEN_TUI_BLANK_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind blank_screen;

#endif
