/* SPDX-License-Identifier: MIT */
/* import: lists that administrators keep elsewhere, into the record step by step: choosing the
 * file, looking at its first rows, what each column is, a trial, what would change, doing it. Esc
 * goes one step back, and nothing is recorded before the last one. The screen's context is the
 * desk. */
#ifndef SHOUWEN_TUI_SCREENS_IMPORT_H
#define SHOUWEN_TUI_SCREENS_IMPORT_H

#include "shouwen/domain/record.h"
#include "shouwen/tui/app.h"

/* COMMAND_IMPORT: the file is chosen; the argument may be an enum record_kind, the likely one. */
extern const struct screen_kind import_screen;

/* What the looking begins with: a file, or rows pasted as text; kind is the likely one, where the
 * headings do not say another, or RECORD_NO_KIND. */
struct import_order {
    const char *path;  /* NULL: a paste */
    const char *paste; /* NULL: a file */
    enum record_kind kind;
};
extern const struct screen_kind import_look_screen; /* its argument is the order */

struct desk;
/* Whether who works here may import, by the table of roles. */
bool import_is_allowed(const struct desk *desk);
/* True if pasted text is rows of a spreadsheet: several cells, or several lines. */
bool import_is_rows(const char *text);

#endif
