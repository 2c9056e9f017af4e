/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/csv.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/reason.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 16 }; /* enough to know a BOM and a "sep=" line by */
/* The library separates by one byte only: a byte that no text has stands for the wide comma. */
enum { WIDE_COMMA = 0xFF0C, STAND_IN = 0x1F };
enum { SPREADSHEET_DIGITS = 11 }; /* longer numbers it shows, and saves, like 3.10115E+11 */

struct csv_reader {
    struct csv_parser parser;
    struct csv_sink sink;
    struct text pending; /* bytes not parsed yet: the start of a file, half of a character */
    bool is_started, is_failed;
    struct wide_comma {
        bool is_on, in_cell, is_quoted; /* where the filter stands */
    } wide;

    int64_t offset; /* bytes of the file before pending */
    int64_t line, row_line, quote_line;
    bool at_line_start, after_return;

    struct text cells; /* of the row being read, each with its NUL */
    size_t *starts;
    const char **pointers;
    size_t cell_count, cell_room;
    size_t fields_of_piece;

    enum status status; /* of the sink, or of a row with too many cells */
    struct error *error;
};

static void *limited_realloc(void *old, size_t size)
{
    return size > CSV_CELL_MOST + 1024 ? NULL : realloc(old, size);
}

struct csv_reader *csv_reader_new(struct csv_sink sink)
{
    struct csv_reader *reader = memory_new(sizeof(*reader));

    /* the library only fails for a NULL parser */
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_realloc_func(&reader->parser, limited_realloc);
    reader->sink = sink;
    reader->pending = (struct text)TEXT_EMPTY;
    reader->cells = (struct text)TEXT_EMPTY;
    reader->line = 1;
    reader->at_line_start = true;
    return reader;
}

void csv_reader_free(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    text_release(&reader->pending);
    text_release(&reader->cells);
    free(reader->starts);
    free(reader->pointers);
    free(reader);
}

void csv_reader_separate(struct csv_reader *reader, uint32_t separator)
{
    reader->wide.is_on = separator == WIDE_COMMA;
    csv_set_delim(&reader->parser, reader->wide.is_on ? STAND_IN : (unsigned char)separator);
}

int64_t csv_reader_line(const struct csv_reader *reader)
{
    return reader->line;
}

size_t csv_reader_cell(const struct csv_reader *reader)
{
    return reader->cell_count;
}

static void take_cell(void *bytes, size_t length, void *context)
{
    struct csv_reader *reader = context;

    reader->fields_of_piece++;
    if (reader->status != STATUS_OK)
        return;
    if (reader->cell_count == CSV_CELLS_MOST) {
        char most[16];
        snprintf(most, sizeof(most), "%d", CSV_CELLS_MOST);
        reader->status = reason_fault(reader->error, STATUS_INVALID, REASON_MANY_CELLS, most);
        return;
    }
    if (reader->cell_count == reader->cell_room) {
        reader->cell_room = reader->cell_room ? reader->cell_room * 2 : 16;
        reader->starts = memory_grow(reader->starts, reader->cell_room, sizeof(*reader->starts));
        reader->pointers =
            memory_grow(reader->pointers, reader->cell_room, sizeof(*reader->pointers));
    }
    reader->starts[reader->cell_count++] = reader->cells.length;
    text_add_bytes(&reader->cells, bytes, length);
    text_add_bytes(&reader->cells, "", 1);
}

static void take_row(int terminator, void *context)
{
    struct csv_reader *reader = context;
    struct csv_row row = {reader->row_line, reader->pointers, reader->cell_count};

    (void)terminator;
    for (size_t i = 0; i < row.count; i++)
        reader->pointers[i] = reader->cells.at + reader->starts[i];
    if (reader->status == STATUS_OK)
        reader->status = reader->sink.row(reader->sink.context, &row, reader->error);
    text_clear(&reader->cells);
    reader->cell_count = 0;
}

static enum status unclosed(struct csv_reader *reader, int64_t opened, struct error *error)
{
    char seen[24];

    snprintf(seen, sizeof(seen), "%lld", (long long)reader->line);
    reader->line = opened;
    return reason_fault(error, STATUS_INVALID, REASON_QUOTE, seen);
}

static enum status parse_fault(struct csv_reader *reader, int64_t opened, struct error *error)
{
    if (csv_error(&reader->parser) == CSV_ENOMEM || csv_error(&reader->parser) == CSV_ETOOBIG) {
        reader->line = reader->row_line;
        return reason_fault(error, STATUS_INVALID, REASON_CELL_LARGE, "");
    }
    return unclosed(reader, opened, error);
}

/* Strict but for one thing: a quotation mark inside a cell that has none around it (37.8"N) is a
 * character like any other, since nothing else can be meant. */
static size_t parse(struct csv_reader *reader, const char *piece, size_t length)
{
    struct csv_parser *parser = &reader->parser;
    size_t used = csv_parse(parser, piece, length, take_cell, take_row, reader);

    while (used < length && csv_error(parser) == CSV_EPARSE && !parser->quoted) {
        csv_set_opts(parser, CSV_STRICT_FINI);
        csv_parse(parser, piece + used, 1, take_cell, take_row, reader);
        csv_set_opts(parser, CSV_STRICT | CSV_STRICT_FINI);
        used++;
        used += csv_parse(parser, piece + used, length - used, take_cell, take_row, reader);
    }
    return used;
}

/* One line, or a part of one: callbacks that come out of it belong to this line. */
static enum status parse_piece(struct csv_reader *reader, const char *piece, size_t length,
                               struct error *error)
{
    bool was_quoted = reader->parser.quoted;

    if (reader->at_line_start && !was_quoted)
        reader->row_line = reader->line;
    reader->fields_of_piece = 0;
    reader->error = error;
    size_t used = parse(reader, piece, length);
    int64_t opened = was_quoted && !reader->fields_of_piece ? reader->quote_line : reader->line;
    if (reader->status != STATUS_OK) {
        reader->line = reader->row_line;
        return reader->status;
    }
    if (used < length)
        return parse_fault(reader, opened, error);
    if (reader->parser.quoted)
        reader->quote_line = opened;
    char last = piece[length - 1];
    reader->at_line_start = last == '\n' || last == '\r';
    /* "\r\n" is one end of a line */
    if (last == '\r' || (last == '\n' && !(length == 1 && reader->after_return)))
        reader->line++;
    reader->after_return = last == '\r';
    return STATUS_OK;
}

static enum status parse_lines(struct csv_reader *reader, const char *bytes, size_t length,
                               struct error *error)
{
    enum status status = STATUS_OK;

    while (length && status == STATUS_OK) {
        const char *feed = memchr(bytes, '\n', length);
        const char *back = memchr(bytes, '\r', feed ? (size_t)(feed - bytes) : length);
        const char *end = back ? back : feed;
        size_t piece = end ? (size_t)(end - bytes) + 1 : length;
        status = parse_piece(reader, bytes, piece, error);
        bytes += piece;
        length -= piece;
    }
    return status;
}

/* True if these bytes may be the beginning of one character. */
static bool is_half_character(const char *bytes, size_t length)
{
    unsigned char lead = (unsigned char)bytes[0];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

    if (lead < 0xC2 || lead > 0xF4 || length >= needed)
        return false;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return false;
    return true;
}

static enum status bad_byte(struct csv_reader *reader, size_t at, struct error *error)
{
    unsigned char byte = (unsigned char)reader->pending.at[at];
    long long place = reader->offset + (long long)at + 1;

    bool is_text = byte != 0 && (place != 1 || (byte != 0xFF && byte != 0xFE));
    struct text where = TEXT_EMPTY;

    text_addf(&where, _("byte %lld of the file is 0x%02X"), place, byte);
    reason_fault(error, STATUS_INVALID, is_text ? REASON_NO_UTF8 : REASON_NO_TEXT, where.at);
    text_release(&where);
    return STATUS_INVALID;
}

/* Takes a BOM and a line like "sep=;" off the start of the file. */
static void start(struct csv_reader *reader)
{
    static const char bom[] = "\xEF\xBB\xBF";
    size_t skip = text_starts(reader->pending.at, bom) ? strlen(bom) : 0;
    const char *at = reader->pending.at + skip;

    reader->is_started = true;
    if (text_starts(at, "sep=") && at[4] && (at[5] == '\n' || at[5] == '\r')) {
        csv_reader_separate(reader, (unsigned char)at[4]);
        skip += 5;
    }
    text_splice(&reader->pending, 0, skip, NULL, 0);
    reader->offset += (int64_t)skip;
}

/* Puts the stand-in where a wide comma separates cells; returns the bytes that are left. Text is
 * whole characters. */
static size_t replace_wide(struct wide_comma *wide, char *text, size_t length)
{
    static const char comma[] = "\xEF\xBC\x8C";
    size_t to = 0;

    for (size_t at = 0; at < length; at++) {
        char byte = text[at];
        bool is_separator =
            !wide->is_quoted && length - at >= 3 && memcmp(text + at, comma, 3) == 0;
        if (byte == '"' && (wide->is_quoted || !wide->in_cell))
            wide->is_quoted = !wide->is_quoted;
        if (is_separator) {
            byte = STAND_IN;
            at += 2;
        }
        /* a mark that follows a closing one is the second of a pair: the cell goes on */
        wide->in_cell = byte != STAND_IN && byte != '\n' && byte != '\r' && byte != '"' &&
                        (wide->in_cell || !strchr(" \t", byte));
        text[to++] = byte;
    }
    return to;
}

/* Parses what is pending, but for half a character at its end unless nothing more will come. */
static enum status work_off(struct csv_reader *reader, bool is_last, struct error *error)
{
    struct text *pending = &reader->pending;
    size_t good = pending->length;
    const char *zero = memchr(pending->at, 0, pending->length);
    bool is_bad = !utf8_is_valid(pending->at, pending->length, &good);

    if (!is_bad)
        good = pending->length;
    if (zero && (size_t)(zero - pending->at) < good) {
        good = (size_t)(zero - pending->at);
        is_bad = true;
    }
    if (is_bad && !is_last && is_half_character(pending->at + good, pending->length - good))
        is_bad = false;
    size_t length = reader->wide.is_on ? replace_wide(&reader->wide, pending->at, good) : good;
    enum status status = parse_lines(reader, pending->at, length, error);
    if (status == STATUS_OK && is_bad)
        status = bad_byte(reader, good, error);
    text_splice(pending, 0, good, NULL, 0);
    reader->offset += (int64_t)good;
    reader->is_failed = status != STATUS_OK;
    return status;
}

enum status csv_reader_feed(struct csv_reader *reader, const char *bytes, size_t length,
                            struct error *error)
{
    if (reader->is_failed)
        return error_set(error, STATUS_INVALID, "", _("the file was given up before"));
    text_add_bytes(&reader->pending, bytes, length);
    if (!reader->is_started && reader->pending.length < HEAD_BYTES)
        return STATUS_OK;
    if (!reader->is_started)
        start(reader);
    return work_off(reader, false, error);
}

enum status csv_reader_end(struct csv_reader *reader, struct error *error)
{
    if (reader->is_failed)
        return error_set(error, STATUS_INVALID, "", _("the file was given up before"));
    if (!reader->is_started)
        start(reader);
    enum status status = work_off(reader, true, error);
    if (status != STATUS_OK)
        return status;
    reader->error = error;
    if (csv_fini(&reader->parser, take_cell, take_row, reader) != 0) {
        reader->is_failed = true;
        return unclosed(reader, reader->quote_line, error);
    }
    return reader->status;
}

/* The ' that guards, however many of them stand before something like a formula, or a number, which
 * a spreadsheet takes for text then. */
static bool is_guarded(const char *cell)
{
    size_t marks = strspn(cell, "'");
    bool is_number = marks && strchr("0123456789", cell[marks]);

    return cell[marks] && (is_number || strchr("=+-@\t", cell[marks]));
}

void csv_add_cell_between(struct text *out, const char *cell, uint32_t separator)
{
    size_t length = strlen(cell);
    char between[5] = "";

    utf8_encode(separator, between);
    bool quote = cell[strcspn(cell, ",\"\r\n")] || strstr(cell, between) ||
                 (length && (strchr(" \t", cell[0]) || strchr(" \t", cell[length - 1])));

    text_add(out, quote ? "\"" : "");
    text_add(out, is_guarded(cell) ? "'" : "");
    for (; *cell; cell++) {
        if (*cell == '"')
            text_add_char(out, '"');
        text_add_char(out, *cell);
    }
    text_add(out, quote ? "\"" : "");
}

void csv_add_cell(struct text *out, const char *cell)
{
    csv_add_cell_between(out, cell, ',');
}

/* A number that would lose digits: a long one, or one that begins with 0. */
static bool is_fragile_number(const char *cell)
{
    size_t digits = strspn(cell, "0123456789");

    return !cell[digits] && (digits > SPREADSHEET_DIGITS || (digits > 1 && *cell == '0'));
}

/* A door such as 3-2 or 3-2-11, which becomes a day; what is one is read again as it is written. */
static bool is_like_day(const char *cell)
{
    enum { PARTS_MOST = 3, DAY_DIGITS = 2, YEAR_DIGITS = 4 };
    size_t parts = 0, digits = 0;

    for (; parts < PARTS_MOST; parts++) {
        digits = strspn(cell, "0123456789");
        if (!digits || (digits > DAY_DIGITS && (!parts || digits != YEAR_DIGITS)))
            return false;
        cell += digits;
        if (*cell != '-')
            break;
        cell++;
    }
    return !*cell && digits && parts > 0;
}

void csv_add_value(struct text *out, const char *cell)
{
    if (is_fragile_number(cell) || is_like_day(cell))
        text_addf(out, "\"\t%s\"", cell);
    else
        csv_add_cell(out, cell);
}

static bool is_said_text(const char *cell)
{
    size_t length = strlen(cell);

    return length >= 3 && text_starts(cell, "=\"") && cell[length - 1] == '"' &&
           strchr(cell + 2, '"') == cell + length - 1;
}

const char *csv_said(struct arena *arena, const char *cell)
{
    return is_said_text(cell) ? arena_copy_part(arena, cell + 2, strlen(cell) - 3) : cell;
}

const char *csv_plain(const char *cell)
{
    return *cell == '\'' && is_guarded(cell) ? cell + 1 : cell;
}
