/* SPDX-License-Identifier: MIT */
/* visits: whom to visit, the most overdue first, a tab for each of the person's grids. Opened by
 * F5; Enter records a visit. */
#ifndef SHOUWEN_TUI_SCREENS_VISITS_H
#define SHOUWEN_TUI_SCREENS_VISITS_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind visits_screen;

#endif
