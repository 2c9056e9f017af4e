/* SPDX-License-Identifier: MIT */
/* tally: nameless walk-ins counted with two keys: no case, no rating. Opened by F2 from anywhere.
 * */
#ifndef SHOUWEN_TUI_SCREENS_TALLY_H
#define SHOUWEN_TUI_SCREENS_TALLY_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind tally_screen;

#endif
