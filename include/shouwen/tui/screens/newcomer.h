/* SPDX-License-Identifier: MIT */
/* newcomer: the few fields of a resident who is not on the list yet.
 * Its argument is what was typed: a name, phone or ID number or a door; the answer's data is a
 * struct newcomer, which lives until the asker has its answer. Used by the reception. */
#ifndef SHOUWEN_TUI_SCREENS_NEWCOMER_H
#define SHOUWEN_TUI_SCREENS_NEWCOMER_H

#include "shouwen/tui/screen.h"

struct newcomer {
    const char *id, *name;
};

extern const struct screen_kind newcomer_screen;

#endif
