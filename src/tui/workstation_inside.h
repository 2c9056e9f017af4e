/* SPDX-License-Identifier: MIT */
/* The workstation's part in an exchange, for workstation.c alone. */
#ifndef SHOUWEN_TUI_WORKSTATION_INSIDE_H
#define SHOUWEN_TUI_WORKSTATION_INSIDE_H

#include "shouwen/desk/desk.h"
#include "shouwen/tui/app.h"

/* What the status bar says of it: how far one is that is on its way, else what the last came to. */
void workstation_say_exchange(struct desk *desk, struct frame *frame);
/* The app's `run`: COMMAND_EXCHANGE starts one; the desk works on meanwhile. */
bool workstation_run_command(struct app *app, void *context, enum command command);
/* One that is on its way goes on alone. */
void workstation_leave_exchange(struct desk *desk);

#endif
