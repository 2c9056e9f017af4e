/* SPDX-License-Identifier: MIT */
/* surface_curses: a surface on a terminal, and what is typed there; the only user of ncurses.
 * There is one terminal in a process. However the program ends (by a key, a signal, an abort, no
 * memory), the terminal is put back as it was. Used by the loop. */
#ifndef SHOUWEN_TUI_SURFACE_CURSES_H
#define SHOUWEN_TUI_SURFACE_CURSES_H

#include "shouwen/base/error.h"
#include "shouwen/tui/event.h"
#include "shouwen/tui/surface.h"

struct pollfd;

/* Takes the terminal over: escape_delay in milliseconds (0: 25); no_colour as NO_COLOR does. Fails
 * with STATUS_BROKEN and a sentence if standard input or output is no terminal, or none that can be
 * used. */
enum status surface_curses_start(int escape_delay, bool no_colour, struct error *error) MUST_CHECK;
void surface_curses_stop(void);
/* Rows and columns now. */
void surface_curses_size(int *rows, int *columns);
/* Sends what changed since the last time, the cursor last. */
void surface_curses_show(struct surface *surface);
/* Waits for an event at most timeout milliseconds (-1: for ever), and for the other descriptors,
 * which it polls along. False if the time is over or one of those is ready. A terminal that is
 * gone, or a request to stop (SIGHUP, SIGTERM, SIGINT), gives EVENT_END, again and again. */
bool surface_curses_read(int timeout, struct pollfd *others, int other_count, struct event *event);
/* True if something was typed that has not been read. */
bool surface_curses_is_waiting(void);
/* Gives the terminal to another program for a while, and takes it back. */
void surface_curses_suspend(void);
void surface_curses_resume(void);

#endif
