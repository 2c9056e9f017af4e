/* SPDX-License-Identifier: MIT */
/* report: the quick report from the grid: kind of place, place, what, urgency. Opened at
 * the reception, which offers it to whoever is on their way in the grid. */
#ifndef SHOUWEN_TUI_SCREENS_REPORT_H
#define SHOUWEN_TUI_SCREENS_REPORT_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind report_screen;

#endif
