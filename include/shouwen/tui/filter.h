/* SPDX-License-Identifier: MIT */
/* filter: whether a label fits what a person typed to find it. Case and width of letters don't
 * count; every word typed must be found in the label, in the pinyin initials of its characters, or
 * in their pinyin.
 * Used by the palette and by choices. */
#ifndef SHOUWEN_TUI_FILTER_H
#define SHOUWEN_TUI_FILTER_H

#include <stdbool.h>

bool filter_fits(const char *typed, const char *label);

#endif
