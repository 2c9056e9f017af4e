/* SPDX-License-Identifier: MIT */
/* session: one on-site session: who is invited, answered and came, what was concluded, who does
 * what by when. The screen's context is the desk; its argument the session's code. */
#ifndef SHOUWEN_TUI_SCREENS_SESSION_H
#define SHOUWEN_TUI_SCREENS_SESSION_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind session_screen;

#endif
