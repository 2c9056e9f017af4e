/* SPDX-License-Identifier: MIT */
/* Whatever bytes a file has: they are sniffed, decoded, read as CSV, and every cell is taken for a
 * field, as import does it. What comes out obeys the rooms' own promises, or the program aborts.
 * The first byte of the input chooses the kind of record, the second an encoding (or none). */
#include "config.h"

#include "fuzz.h"

#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/record.h"
#include "shouwen/domain/value.h"
#include "shouwen/intake/csv.h"
#include "shouwen/intake/sniff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char fuzz_corpus[] = "import";

enum { COLUMNS_MOST = 64, ROWS_MOST = 200 };

struct reading {
    enum record_kind kind;
    int fields[COLUMNS_MOST];
    bool has_headings;
    struct text again; /* the rows as CSV of our own */
    struct text cells; /* and as they were, a NUL after each cell */
    int64_t line;
    size_t row_count;
};

static void hold_at(bool is_true, int line)
{
    if (is_true)
        return;
    fprintf(stderr, "what line %d of import.c promises does not hold\n", line);
    abort();
}
#define HOLD(is_true) hold_at(is_true, __LINE__)

static void take_value(const struct reading *reading, size_t column, const char *cell)
{
    struct text out = TEXT_EMPTY, twice = TEXT_EMPTY;
    struct flaw found = FLAW_NONE;
    const struct record_row *row = &record_rows[reading->kind];

    if (column >= COLUMNS_MOST || reading->fields[column] < 0)
        return;
    const struct record_field *field = &row->fields[reading->fields[column]];
    if (value_clean(field->type, field->choices, cell, strlen(cell), &out, &found) != VALUE_BAD) {
        HOLD(utf8_is_valid(out.at, out.length, NULL));
        /* a canonical form is its own */
        reason_clear(&found);
        HOLD(value_clean(field->type, field->choices, out.at, out.length, &twice, &found) !=
             VALUE_BAD);
        HOLD(text_same(out.at, twice.at));
    } else {
        HOLD(found.reason != REASON_NONE);
    }
    text_release(&out);
    text_release(&twice);
    reason_release(&found);
}

static enum status take_row(void *context, const struct csv_row *row, struct error *error)
{
    struct reading *reading = context;

    (void)error;
    HOLD(row->count > 0 && row->count <= CSV_CELLS_MOST && row->line >= reading->line);
    reading->line = row->line;
    for (size_t i = 0; i < row->count; i++) {
        const char *cell = row->cells[i];
        HOLD(strlen(cell) <= CSV_CELL_MOST && utf8_is_valid(cell, strlen(cell), NULL));
        if (!reading->has_headings && i < COLUMNS_MOST)
            reading->fields[i] = record_field_find(reading->kind, cell);
        else
            take_value(reading, i, csv_plain(cell));
        text_add(&reading->again, i ? "," : "");
        csv_add_cell(&reading->again, cell);
        text_add_bytes(&reading->cells, cell, strlen(cell) + 1);
    }
    for (size_t i = row->count; !reading->has_headings && i < COLUMNS_MOST; i++)
        reading->fields[i] = -1;
    text_add(&reading->again, "\r\n");
    text_add_bytes(&reading->cells, "\n", 1);
    reading->has_headings = true;
    return ++reading->row_count < ROWS_MOST ? STATUS_OK : STATUS_BUSY;
}

static enum status take_again(void *context, const struct csv_row *row, struct error *error)
{
    struct text *cells = context;

    (void)error;
    for (size_t i = 0; i < row->count; i++)
        text_add_bytes(cells, csv_plain(row->cells[i]), strlen(csv_plain(row->cells[i])) + 1);
    text_add_bytes(cells, "\n", 1);
    return STATUS_OK;
}

/* What was written as CSV is read as it was. One empty cell is a blank line, and no row. */
static void read_again(struct reading *reading)
{
    struct text cells = TEXT_EMPTY;
    struct csv_reader *reader = csv_reader_new((struct csv_sink){&cells, take_again});
    struct error error;

    /* as export does it: of two BOMs one is text */
    text_splice(&reading->again, 0, 0, "\xEF\xBB\xBF", 3);
    if (!text_starts(reading->again.at + 3, "sep=") &&
        !memmem(reading->cells.at, reading->cells.length, "\n\0\n", 3) &&
        !(reading->cells.length && !reading->cells.at[0] && reading->cells.at[1] == '\n')) {
        HOLD(csv_reader_feed(reader, reading->again.at, reading->again.length, &error) ==
             STATUS_OK);
        HOLD(csv_reader_end(reader, &error) == STATUS_OK);
        HOLD(cells.length == reading->cells.length);
        HOLD(!cells.length || memcmp(cells.at, reading->cells.at, cells.length) == 0);
    }
    csv_reader_free(reader);
    text_release(&cells);
}

static void read_file(struct reading *reading, const struct sniffed *found, const char *bytes,
                      size_t length, size_t piece)
{
    struct csv_reader *csv = csv_reader_new((struct csv_sink){reading, take_row});
    struct encoding_reader *encoding = NULL;
    struct text text = TEXT_EMPTY;
    struct error error;
    enum status status = encoding_reader_new(found->encoding, &encoding, &error);

    csv_reader_separate(csv, found->separator);
    for (size_t at = 0; status == STATUS_OK && at < length; at += piece) {
        text_clear(&text);
        status = encoding_reader_feed(encoding, bytes + at,
                                      length - at < piece ? length - at : piece, &text, &error);
        if (status == STATUS_OK)
            status = csv_reader_feed(csv, text.at, text.length, &error);
    }
    if (status == STATUS_OK)
        status = encoding_reader_end(encoding, &error);
    if (status == STATUS_OK)
        status = csv_reader_end(csv, &error);
    HOLD(status == STATUS_OK || status == STATUS_INVALID || status == STATUS_BUSY);
    HOLD(csv_reader_line(csv) >= 1);
    encoding_reader_free(encoding);
    csv_reader_free(csv);
    text_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reading reading = {.again = TEXT_EMPTY, .cells = TEXT_EMPTY};

    if (size < 2)
        return 0;
    enum encoding forced = (enum encoding)(data[1] % ENCODING_COUNT);
    const char *bytes = (const char *)data + 2;
    struct sniff *sniff = sniff_new(forced);
    size_t piece = 1 + data[0] / 4u;
    for (size_t at = 0; at < size - 2; at += piece)
        sniff_feed(sniff, bytes + at, size - 2 - at < piece ? size - 2 - at : piece);
    struct sniffed found = sniff_end(sniff);
    sniff_free(sniff);
    HOLD(!forced || found.encoding == forced);
    reading.kind = (enum record_kind)(data[0] % RECORD_KIND_COUNT);
    if (found.encoding) {
        read_file(&reading, &found, bytes, size - 2, piece);
        read_again(&reading);
    }
    fuzz_mapping(bytes, size - 2, forced, data[0] + size);
    text_release(&reading.again);
    text_release(&reading.cells);
    return 0;
}
