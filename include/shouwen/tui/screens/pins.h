/* SPDX-License-Identifier: MIT */
/* pins: who has a PIN, for the administrator who looks after them: turned on or off, reset,
 * unlocked. The argument is the staff id that stands first, or NULL. own_pin: one's own PIN,
 * changed by whoever works here. The screens' context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_PINS_H
#define SHOUWEN_TUI_SCREENS_PINS_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind own_pin_screen;
extern const struct screen_kind pins_screen;

#endif
