/* SPDX-License-Identifier: MIT */
/* blank: the desk covered, so that nobody reads along; any of Enter, Esc or Space uncovers it.
 * Where PINs are on it is locked: the PIN of whoever works here uncovers it, or somebody else signs
 * in over it. What was being typed stays, with its cursor. */
#ifndef SHOUWEN_TUI_BLANK_H
#define SHOUWEN_TUI_BLANK_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind blank_screen;

#endif
