/* SPDX-License-Identifier: MIT */
/* queue_filter: the form in which a list of cases is saved under a key, or changed. Opened with
 * screen_ask() and a struct saved (borrowed until then); answers with the key, answer->text, once
 * it is saved. */
#ifndef SHOUWEN_TUI_SCREENS_QUEUE_FILTER_H
#define SHOUWEN_TUI_SCREENS_QUEUE_FILTER_H

#include "shouwen/tui/screen.h"

extern const struct screen_kind queue_filter_screen;

#endif
