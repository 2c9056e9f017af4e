/* SPDX-License-Identifier: MIT */
/* report: the quick report from the grid: kind of place, place, what, urgency. Opened from
 * anywhere; the reception offers it to grid members, helpers and informants. */
#ifndef SHOUWEN_TUI_SCREENS_REPORT_H
#define SHOUWEN_TUI_SCREENS_REPORT_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind report_screen;

#endif
