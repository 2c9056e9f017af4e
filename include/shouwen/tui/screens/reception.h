/* SPDX-License-Identifier: MIT */
/* reception: the desk's home: who is it, what is it about, what is done about it.
 * One screen with three stages (receive_draft.h): the two-slot intake line with its live search,
 * the checklist of the item, and the acts, one key each. screens.md draws it. Its context is the
 * desk. */
#ifndef SHOUWEN_TUI_SCREENS_RECEPTION_H
#define SHOUWEN_TUI_SCREENS_RECEPTION_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind reception_screen;

#endif
