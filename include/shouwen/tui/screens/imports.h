/* SPDX-License-Identifier: MIT */
/* imports: what was imported, the latest first; one of them with its report, taken back or gone on
 * with. For administrators. The screen's context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_IMPORTS_H
#define SHOUWEN_TUI_SCREENS_IMPORTS_H

#include "shouwen/tui/app.h"

/* COMMAND_IMPORTS. */
extern const struct screen_kind imports_screen;
/* One of them; its argument is its number, an int64_t. Answers when it was taken back. */
extern const struct screen_kind imports_one_screen;

struct imports_entry;
/* "finished", "stopped half-way", "undone" ... */
const char *imports_state_label(const struct imports_entry *entry);

#endif
