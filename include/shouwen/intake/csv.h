/* SPDX-License-Identifier: MIT */
/* csv: rows from CSV bytes, and cells to CSV; the only user of libcsv. Strict: a cell that opens
 * with a quotation mark is closed where it ends, a file is UTF-8 without NUL bytes, a cell holds
 * at most 1 MB. A BOM and a line "sep=;" at the start are taken off. Lines are counted as an
 * editor counts them, so that each row knows the line it starts on; blank lines are no rows.
 * Blanks around cells without quotation marks are left out. Bytes may come in pieces of any size,
 * so that a file need not be in memory and something may convert it on the way. */
#ifndef SHOUWEN_INTAKE_CSV_H
#define SHOUWEN_INTAKE_CSV_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CSV_CELL_MOST = 1024 * 1024, CSV_CELLS_MOST = 1000 };

/* Valid during the call it is handed to. Cells end with a NUL. */
struct csv_row {
    int64_t line; /* where the row starts, from 1 */
    const char *const *cells;
    size_t count;
};

/* Who takes the rows. A status other than STATUS_OK ends the reading and is handed on. */
struct csv_sink {
    void *context;
    enum status (*row)(void *context, const struct csv_row *row, struct error *error);
};

struct csv_reader; /* opaque */

struct csv_reader *csv_reader_new(struct csv_sink sink);
/* What separates cells, before the first byte: an ASCII character or the full-width comma U+FF0C;
 * without it a comma. A line "sep=;" says otherwise in any case. */
void csv_reader_separate(struct csv_reader *reader, uint32_t separator);
/* Bytes of the file, in order. STATUS_INVALID says what is wrong with the content; line tells
 * where. After a fault nothing more is taken. */
MUST_CHECK enum status csv_reader_feed(struct csv_reader *reader, const char *bytes, size_t length,
                                       struct error *error);
/* Once, after the last byte. */
MUST_CHECK enum status csv_reader_end(struct csv_reader *reader, struct error *error);
/* The line reached; after a fault the one at fault: of a quotation mark that is never closed the
 * line where it opens. */
int64_t csv_reader_line(const struct csv_reader *reader);
/* After a fault: how many cells of its row were read before it. */
size_t csv_reader_cell(const struct csv_reader *reader);
void csv_reader_free(struct csv_reader *reader); /* NULL is fine */

/* Adds one cell, with quotation marks where it needs them. A cell that a spreadsheet would take
 * for a formula (it begins with = + - @ or a tab) gets an ' in front, which csv_plain() takes
 * off. */
void csv_add_cell(struct text *out, const char *cell);
/* The same in a file whose cells something else separates. */
void csv_add_cell_between(struct text *out, const char *cell, uint32_t separator);
/* The same, but what a spreadsheet would change (a number of more than 11 digits, or one that
 * begins with 0, or a door like 3-2, which becomes a day) gets a tab in front that makes it text
 * there; import leaves out blanks at the ends. */
void csv_add_value(struct text *out, const char *cell);
/* The cell without the ' that csv_add_cell(), or a spreadsheet, put before a formula or number;
 * other cells as they are. */
const char *csv_plain(const char *cell);
/* What ="13900000114" says, in arena: some programs write text like this, lest a spreadsheet take
 * it for a number; other cells as they are. */
const char *csv_said(struct arena *arena, const char *cell);

#endif
