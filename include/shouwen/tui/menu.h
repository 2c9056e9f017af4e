/* SPDX-License-Identifier: MIT */
/* menu: one of a few things over the screen, picked by its digit at once, or with Up, Down and
 * Enter. For choices so few that nobody types to find them. Used by the reception. */
#ifndef SHOUWEN_TUI_MENU_H
#define SHOUWEN_TUI_MENU_H

#include "shouwen/tui/prompt.h"

enum { MENU_MOST = 9 };

/* Asks for one of at most MENU_MOST choices; texts are shown as they are and copied. answer->text
 * is the word of the one picked and answer->number its index. */
enum next menu_ask(struct screen *asker, const char *title, const struct choice *choices,
                   size_t count,
                   enum next (*answered)(struct screen *asker, const struct answer *answer));

#endif
