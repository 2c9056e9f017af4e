/* SPDX-License-Identifier: MIT */
/* workplace: the real program on the sample station, at 10:42 of Monday 2026-11-23, in a pty.
 * The station is made once; each test works on a copy of it, and looks into the file afterwards. */
#ifndef SHOUWEN_TESTS_TUI_WORKPLACE_H
#define SHOUWEN_TESTS_TUI_WORKPLACE_H

#include "pty.h"

#include "shouwen/desk/desk.h"

/* For a group's setup and teardown. */
int workplace_make(void **state);
int workplace_remove(void **state);
/* For a test's setup: a fresh copy. */
int workplace_copy(void **state);

/* Starts the workstation on the copy; environment as in pty.h, staff NULL: as the settings say. */
struct pty *workplace_start(int rows, int columns, const char *staff,
                            const char *const *environment);
/* The same at 24 x 80 in Chinese, with the intake line on screen. */
struct pty *workplace_open(void);
/* Starts it the same way through a shell, whose script finds the program and its words as "$@". */
struct pty *workplace_open_by_shell(const char *script);
/* Leaves the program and looks that it ended well. */
void workplace_leave(struct pty *pty);

const char *workplace_database(void);
const char *workplace_config(void);
/* The file as it is now; free with desk_free(). */
struct desk *workplace_desk(void);
/* The newest case whose subject contains text; fails the test if there is none. The number is valid
 * until the next call. */
const char *workplace_newest(const char *text);
/* Cases in all. */
int workplace_count(void);
/* Replaces the copy's settings. */
void workplace_settings(const char *text);
/* Waits until what is kept in a draft slot of a person has both texts ("" for a free slot); fails
 * the test if that does not happen within PTY_SECONDS. */
void workplace_wait_draft(const char *staff, int slot, const char *who, const char *what);

#endif
