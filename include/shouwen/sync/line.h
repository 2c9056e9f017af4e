/* SPDX-License-Identifier: MIT */
/* line: what strangers wrote, shown to whoever looks after a file or a hub: a file's name or a
 * bundle's words move nobody's cursor and begin no line of their own.
 * Used by the carrier, the exchange and the hub. */
#ifndef SHOUWEN_SYNC_LINE_H
#define SHOUWEN_SYNC_LINE_H

#include "shouwen/base/text.h"

/* Adds words to out as part of one line: the bytes of controls, line breaks, characters that turn
 * the direction of writing, and what is no UTF-8 are written as \x and two digits each. */
void line_add(struct text *out, const char *words);

#endif
