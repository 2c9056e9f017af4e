/* SPDX-License-Identifier: MIT */
/* lists: files beside the copy of a workplace, for the tests that import them on the screen. */
#ifndef SHOUWEN_TESTS_TUI_LISTS_H
#define SHOUWEN_TESTS_TUI_LISTS_H

#include "workplace.h"

#include "shouwen/base/encoding.h"
#include "shouwen/domain/record.h"

enum { LISTS_FOLDER = 400 };
extern char lists_folder[LISTS_FOLDER];

/* A test's setup: a fresh copy, an empty folder for lists, and nothing remembered. */
int lists_set_up(void **state);
/* A file's text, from and to UTF-8. */
void lists_write(const char *name, const char *encoding, const char *text);
void lists_read(const char *name, enum encoding encoding, struct text *out);
/* A field of a record as it stands in the copy, valid until the next call; "" if there is no such
 * record. */
const char *lists_value(enum record_kind kind, const char *id, int field);
/* From wherever one is to the first rows of a list. */
void lists_open(struct pty *pty, const char *name);

#endif
