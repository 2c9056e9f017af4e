/* SPDX-License-Identifier: MIT */
/* entry: one record of a list in full, scrollable; what can be done with it stands in the hint bar:
 * printing the notice of a service item, asking for a resource, absence and leave of staff. The
 * argument is a struct record; kind and id count. */
#ifndef SHOUWEN_TUI_SCREENS_ENTRY_H
#define SHOUWEN_TUI_SCREENS_ENTRY_H

#include "shouwen/tui/app.h"

extern const struct screen_kind entry_screen;

#endif
