/* SPDX-License-Identifier: MIT */
/* catalog: the lists of the desk in tabs (services, resources, demands, residents, staff), found by
 * typing, and one entry in full. F6 opens the services, F7 the resources. The screen's context is
 * the desk. */
#ifndef SHOUWEN_TUI_SCREENS_CATALOG_H
#define SHOUWEN_TUI_SCREENS_CATALOG_H

#include "shouwen/tui/app.h"

extern const struct screen_kind catalog_screen;   /* COMMAND_LISTS */
extern const struct screen_kind resources_screen; /* COMMAND_RESOURCES */

#endif
