/* SPDX-License-Identifier: MIT */
/* messages: what was said last, to be read again: the query code of the case just recorded, where a
 * slip went. */
#ifndef SHOUWEN_TUI_MESSAGES_H
#define SHOUWEN_TUI_MESSAGES_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind messages_screen;

#endif
