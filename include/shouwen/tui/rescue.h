/* SPDX-License-Identifier: MIT */
/* rescue: the terminal put back as it was, however the program ends, and requests to end it.
 * SIGHUP, SIGTERM and SIGINT ask the program to stop; a crash, an abort or the end of memory sends
 * what was prepared and restores the terminal's modes first. Used by surface_curses. */
#ifndef SHOUWEN_TUI_RESCUE_H
#define SHOUWEN_TUI_RESCUE_H

#include "shouwen/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Remembers the modes of the terminal at standard input; before they are changed. */
void rescue_remember(void);
/* Begins to listen. farewell is copied: what to send to the terminal when the program dies. */
enum status rescue_start(const char *farewell, struct error *error) MUST_CHECK;
/* The terminal has been put back in an orderly way: signals do what they usually do. */
void rescue_stop(void);
/* True once the program was asked to stop; the descriptor can then be read. */
bool rescue_is_asked(void);
int rescue_fd(void);
/* While another program has the terminal, Ctrl-C is for that one. */
void rescue_pause(bool is_away);

#endif
