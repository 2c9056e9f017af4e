/* SPDX-License-Identifier: MIT */
/* workstation: the desk on a terminal, from opening the station file to leaving it.
 * Its table of screens is in workstation.c; what every screen gets as its context is the desk.
 * Used by main. */
#ifndef SHOUWEN_TUI_WORKSTATION_H
#define SHOUWEN_TUI_WORKSTATION_H

#include "shouwen/desk/desk.h"
#include "shouwen/tui/app.h"

/* Opens the station file and runs until the person leaves. Without a terminal, or a file that can
 * be opened: one sentence on standard error. Returns the program's exit code. */
int workstation_run(const struct desk_options *options);

/* The app of an open desk, not running yet: for workstation_run(), and for tests without a
 * terminal. */
struct app *workstation_app(struct desk *desk);

#endif
