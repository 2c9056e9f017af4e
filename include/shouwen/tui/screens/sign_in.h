/* SPDX-License-Identifier: MIT */
/* sign_in: who works here from now on, by one digit for the people of today; asks for their PIN
 * where PINs are on. What was open here stays with whoever opened it: drafts are kept under their
 * owner, everything else is left. Opened by the reception, and by the locked desk. */
#ifndef SHOUWEN_TUI_SCREENS_SIGN_IN_H
#define SHOUWEN_TUI_SCREENS_SIGN_IN_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind sign_in_screen;

#endif
