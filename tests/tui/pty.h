/* SPDX-License-Identifier: MIT */
/* pty: the real program in a terminal of its own (libvterm), for tests. The environment is fixed:
 * TERM, locale, TZ, clock, an empty home. Nothing sleeps: one waits for text on the screen, until
 * a deadline. What the program writes to standard error must be nothing, and how it ended is
 * always looked at: sanitizers speak through both. */
#ifndef SHOUWEN_TESTS_TUI_PTY_H
#define SHOUWEN_TESTS_TUI_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pty;

struct pty_options {
    int rows, columns;       /* 0: 24 x 80 */
    const char *const *argv; /* ends with NULL; a path is relative to the build folder */
    const char *const
        *environment; /* "NAME=VALUE" over the fixed ones, ends with NULL; may be NULL */
    const char *home; /* folder for HOME; NULL: a new one, removed at the end */
};

/* Starts a program; fails the test if that cannot be done. */
struct pty *pty_start(const struct pty_options *options);
/* Keys as notation.h writes them, each sent as the terminal would in the mode the program set. */
void pty_keys(struct pty *pty, const char *keys);
/* Bytes as they are; a paste, bracketed if the program asked for that. */
void pty_bytes(struct pty *pty, const char *bytes, size_t length);
void pty_paste(struct pty *pty, const char *text, size_t length);
/* Keys in <> so far. */
int pty_presses(const struct pty *pty);

/* Waits until text is on the screen (or no longer), and fails the test, showing the screen, if
 * that does not happen within PTY_SECONDS or the program ends first. So many, because what is said
 * of an act is said after it is on the disk, and one that others keep busy takes its time. */
enum { PTY_SECONDS = 90 };
#define pty_expect(pty, text) pty_must(pty, text, true, __FILE__, __LINE__)
#define pty_refuse(pty, text) pty_must(pty, text, false, __FILE__, __LINE__)
void pty_must(struct pty *pty, const char *text, bool is_seen, const char *file, int line);
/* The screen, or a row of it (negative: from the last), as text without trailing blanks; valid
 * until the next call. */
const char *pty_screen(struct pty *pty);
const char *pty_row(struct pty *pty, int row);
void pty_cursor(struct pty *pty, int *row, int *column);
/* Waits as pty_expect() does, until the cursor stands there. */
void pty_expect_cursor(struct pty *pty, int row, int column);
/* Waits as pty_expect() does, until something is so. */
void pty_until(struct pty *pty, bool (*is_so)(struct pty *pty, void *context), void *context);
/* The character of a cell (0: none) and how many cells it takes; 0 for the right half of one that
 * stands whole. */
int pty_cell(struct pty *pty, int row, int column, uint32_t *character);
/* True if any cell on the screen has a colour of its own. */
bool pty_has_colour(struct pty *pty);
/* Reads until the program has let go of the terminal. */
void pty_drain(struct pty *pty);
/* True if the terminal has its usual modes: lines are edited and echoed by the kernel. */
bool pty_is_cooked(const struct pty *pty);
/* Bytes that the program has sent so far. */
size_t pty_bytes_seen(const struct pty *pty);

void pty_resize(struct pty *pty, int rows, int columns);
void pty_signal(struct pty *pty, int number);
/* Closes the terminal's side: the line is cut. */
void pty_hang_up(struct pty *pty);

/* What a program used, with those that it started and waited for. */
struct pty_use {
    long milliseconds; /* of processor time */
    long kilobytes;    /* of memory, at most at one time */
};
/* Waits for the end and releases everything; returns the exit code, or 128 + the signal's number.
 * Fails the test if something was written to standard error. use may be NULL. */
int pty_end(struct pty *pty, struct pty_use *use);
/* The same for a program that is to say something: standard error goes to said[size]. */
int pty_end_saying(struct pty *pty, char *said, size_t size);

#endif
