/* SPDX-License-Identifier: MIT */
/* pager: a long text in the person's own pager, and back to the desk. */
#ifndef SHOUWEN_TUI_PAGER_H
#define SHOUWEN_TUI_PAGER_H

#include "shouwen/base/error.h"

/* Shows text in $PAGER (less). Only while the loop runs; the caller's next draw repaints all. */
enum status pager_show(const char *text, struct error *error) MUST_CHECK;

#endif
