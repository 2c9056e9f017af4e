/* SPDX-License-Identifier: MIT */
/* shell: the program called as people call it, for the tests of the command line.
 * Each call is a line for sh in a folder of its own, with a fixed clock and nothing of the user's
 * environment; what it said stays until the next call. */
#ifndef SHOUWEN_TESTS_CLI_SHELL_H
#define SHOUWEN_TESTS_CLI_SHELL_H

#include "shouwen/base/json.h"
#include "shouwen/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

extern char shell_folder[];
extern const char *shell_file; /* in the folder: what `as` works on, "s.db" from the start */
/* Of the last call. */
extern struct text said, complained;
extern struct json *answer; /* ask() only */

int shell_start(void **state); /* an empty folder, 2026-11-16T09:00, English */
int shell_end(void **state);
/* The clock of the calls that follow: "2026-11-16T09:00". */
void shell_at(const char *time);
void shell_set(const char *name, const char *value); /* NULL: takes the variable away */
void shell_write(const char *name, const char *content);
/* Any line for sh, in the folder; "$S" is the program. Returns the exit code. */
int shell(const char *format, ...) PRINTF_LIKE(1, 2);

/* The program with the file and a person ("" for nobody). */
int as(const char *staff, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same with --json; the call must end with 0, its value is in `answer`. */
void ask(const char *staff, const char *format, ...) PRINTF_LIKE(2, 3);
/* The call must end with the code and say one line on stderr with this part, nothing on stdout. */
void refused(int code, const char *part, const char *staff, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* A member of the answer, "accountable.id", "flags.0", "history.-1.act" (from the end); it must be
 * there. */
const struct json *member(const char *path);
/* Its text; "" for null. */
const char *got(const char *path);
int64_t number_at(const char *path);
void assert_got(const char *path, const char *expected);
/* The names of all its members, blank between, as they were written. */
const char *members(const char *path);

/* A station with a roster, a calendar, grids and service items: S01 desk, S02 joint, S03 and S06
 * workers, S04 grid leader, S05 secretary, S12 administrator, T01 dispatcher, U01 clerk, V01
 * supervisor. */
int station_start(void **state);
/* Opens a case as S01; its number, until the next but three such calls. */
const char *opened(const char *options);

/* Makes a copy of a case, as an exchange would bring it: its acts stand in another file's log. */
void shell_move_to_another_log(const char *number);

#endif
