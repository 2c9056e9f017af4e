/* SPDX-License-Identifier: MIT */
/* queue: the queues of cases, one at a time, a page at a time, searched as one types.
 * Opened by F4 at the person's own queue, or with the word of a queue (query_cases.h) as argument.
 * The screen's context is the desk. */
#ifndef SHOUWEN_TUI_SCREENS_QUEUE_H
#define SHOUWEN_TUI_SCREENS_QUEUE_H

#include "shouwen/tui/app.h"

extern const struct screen_kind queue_screen;

/* Calls found for each queue whose name fits what was typed into the palette. */
void queue_find_jumps(const char *typed, void (*found)(void *palette, const struct jump *jump),
                      void *palette);

#endif
