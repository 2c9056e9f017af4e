/* SPDX-License-Identifier: MIT */
/* help: the keys of the screen below it, made from the command table. */
#ifndef SHOUWEN_TUI_HELP_H
#define SHOUWEN_TUI_HELP_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind help_screen;

#endif
