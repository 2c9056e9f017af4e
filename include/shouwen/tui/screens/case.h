/* SPDX-License-Identifier: MIT */
/* case: one case: who answers for it and by which rule, its days, its people, its history, and what
 * can be done with it. Digits keep their act on every case, for every role (screens.md). The
 * screen's context is the desk; its argument a case number or query code. */
#ifndef SHOUWEN_TUI_SCREENS_CASE_H
#define SHOUWEN_TUI_SCREENS_CASE_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind case_screen;

#endif
