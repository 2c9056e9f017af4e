/* SPDX-License-Identifier: MIT */
/* drive: an app under test without a terminal: keys in, text of the screen out.
 * For the tests of screens: quick, and the clock and everything else stand still. pty.h drives the
 * real program. */
#ifndef SHOUWEN_TESTS_TUI_DRIVE_H
#define SHOUWEN_TESTS_TUI_DRIVE_H

#include "shouwen/tui/app.h"

struct drive {
    struct app *app;
    bool is_running; /* false once the app wants to end */
    int presses;     /* keys in <> so far */
    struct text dump;
};

/* An app of so many rows and columns, drawn once. Release with drive_end(). */
void drive_start(struct drive *drive, const struct app_config *config, int rows, int columns);
void drive_end(struct drive *drive);
/* Presses keys (notation.h); the screen is drawn after each, as a slow typist's would be. */
void drive_keys(struct drive *drive, const char *keys);
/* The same with nothing drawn between the keys, as when they are typed ahead. */
void drive_keys_ahead(struct drive *drive, const char *keys);
void drive_paste(struct drive *drive, const char *text);
void drive_resize(struct drive *drive, int rows, int columns);
/* Presses count keys of all kinds at random, resizes and pastes now and then, and looks each time
 * whether every row on the screen is whole. The same seed gives the same keys; Ctrl-Q is not
 * among them. */
void drive_monkey(struct drive *drive, unsigned seed, int count);
/* The whole screen, or one row (from 0; negative ones count from the last), as text. Valid until
 * the next call. */
const char *drive_screen(struct drive *drive);
const char *drive_row(struct drive *drive, int row);
bool drive_sees(struct drive *drive, const char *text);
/* Fails the test, showing the screen, unless text is on it (or is not). */
#define drive_expect(drive, text) drive_must(drive, text, true, __FILE__, __LINE__)
#define drive_refuse(drive, text) drive_must(drive, text, false, __FILE__, __LINE__)
void drive_must(struct drive *drive, const char *text, bool is_seen, const char *file, int line);

#endif
