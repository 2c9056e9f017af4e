/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/export.h"

#include "shouwen/base/json.h"
#include "shouwen/desk/backlog.h"
#include "shouwen/desk/reference.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/parts.h"
#include "shouwen/intake/csv.h"

#include <string.h>

struct exporting {
    struct desk *desk;
    struct arena arena; /* of the row being written */
    bool has_twins;
    const struct record_row *row;
    const struct export_how *how;
    struct export_sink sink;
    size_t count;
    struct text made; /* not handed on yet */
};

enum { BLOCK_BYTES = 64 * 1024 };

/* A case is known by its number, which stands in front. */
static const char case_number[] = "number";

static bool is_case(const struct exporting *out)
{
    return out->row == &record_rows[RECORD_CASES];
}

static size_t field_count(const struct exporting *out)
{
    return is_case(out) ? RECORD_CASES_NUMBER : out->row->field_count;
}

static enum status flush(struct exporting *out, struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    bool is_csv = out->how->format == EXPORT_CSV;
    enum encoding encoding = is_csv && out->how->encoding ? out->how->encoding : ENCODING_UTF8;
    enum status status;

    TRY(encoding_from_utf8(encoding_name(encoding), out->made.at, out->made.length, &bytes, error));
    TRY(out->sink.write(out->sink.context, bytes.at, bytes.length, error));
    text_clear(&out->made);
done:
    text_release(&bytes);
    return status;
}

static enum status flush_block(struct exporting *out, struct error *error)
{
    return out->made.length < BLOCK_BYTES ? STATUS_OK : flush(out, error);
}

/* The value as it may be shown, in room. */
static const char *shown(const struct exporting *out, const struct record *record, int field,
                         struct text *room)
{
    text_clear(room);
    if (out->row->fields[field].flags & RECORD_MASKED && !out->how->unmask)
        mask_tail(room, record_text(record, field));
    else
        text_add(room, record_text(record, field));
    return room->at;
}

/* Words of a fixed list as a Chinese reader knows them; import reads them in either language. */
static void write_choices(struct text *out, const struct record_field *field, const char *value)
{
    struct arena arena = {0};
    size_t count;
    const char **words = parts_split(&arena, value, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? ";" : "");
        value_choice_add_chinese(out, field->choices, words[i]);
    }
    arena_release(&arena);
}

static void write_value(struct exporting *out, const struct record *record, int field,
                        struct text *room)
{
    const struct record_field *row = &out->row->fields[field];
    struct text words = TEXT_EMPTY;

    if (out->how->is_chinese && row->choices) {
        write_choices(&words, row, record_text(record, field));
        csv_add_value(&out->made, words.at);
    } else {
        csv_add_value(&out->made, shown(out, record, field, room));
    }
    text_release(&words);
}

static enum status write_csv(struct exporting *out, const struct record *record,
                             struct error *error)
{
    struct text room = TEXT_EMPTY;

    if (is_case(out))
        csv_add_cell(&out->made, record->id);
    for (size_t i = 0; i < field_count(out); i++) {
        text_add(&out->made, i || is_case(out) ? "," : "");
        write_value(out, record, (int)i, &room);
    }
    text_add(&out->made, "\r\n");
    text_release(&room);
    out->count++;
    return flush_block(out, error);
}

static enum status write_json(struct exporting *out, const struct record *record,
                              struct error *error)
{
    struct json *object = json_new_object();
    struct text room = TEXT_EMPTY;

    json_put_text(object, is_case(out) ? case_number : "id", record->id);
    for (size_t i = 0; i < field_count(out); i++)
        json_put_text(object, out->row->fields[i].name, shown(out, record, (int)i, &room));
    text_add(&out->made, out->count++ ? "," : "");
    json_write(object, &out->made);
    json_release(object);
    text_release(&room);
    return flush_block(out, error);
}

/* Who shares an id is named so that import takes them for the same again. */
static enum status write_row(void *context, const struct record *record, struct error *error)
{
    struct exporting *out = context;
    struct record written = *record;
    enum status status;

    arena_reset(&out->arena);
    if (out->has_twins)
        TRY(reference_write(out->desk, &written, &out->arena, error));
    if (out->how->format == EXPORT_CSV)
        TRY(write_csv(out, &written, error));
    else
        TRY(write_json(out, &written, error));
done:
    return status;
}

static void write_heading(struct exporting *out, int field)
{
    const struct record_field *row = &out->row->fields[field];

    if (out->how->is_chinese)
        text_add_bytes(&out->made, row->headings, strcspn(row->headings, "|"));
    else
        text_add(&out->made, row->name);
}

static void write_headings(struct exporting *out)
{
    /* a spreadsheet knows UTF-8 by its BOM only */
    text_add(&out->made, out->how->encoding <= ENCODING_UTF8 ? "\xEF\xBB\xBF" : "");
    if (is_case(out))
        write_heading(out, RECORD_CASES_NUMBER);
    for (size_t i = 0; i < field_count(out); i++) {
        text_add(&out->made, i || is_case(out) ? "," : "");
        write_heading(out, (int)i);
    }
    text_add(&out->made, "\r\n");
}

enum status export_records(struct desk *desk, enum record_kind kind, const struct export_how *how,
                           struct export_sink sink, struct error *error)
{
    struct exporting out = {
        .desk = desk, .row = &record_rows[kind], .how = how, .sink = sink, .made = TEXT_EMPTY};
    bool is_csv = how->format == EXPORT_CSV;
    enum status status = STATUS_OK;

    TRY(sight_require_kind(desk, kind, "export", error));
    if (how->unmask)
        TRY(reference_note_reveal(desk, kind, error));
    TRY(reference_has_twins(desk, &out.has_twins, error));
    if (is_csv)
        write_headings(&out);
    else
        text_addf(&out.made, "{\"%s\":[", out.row->name);
    if (kind == RECORD_CASES)
        TRY(backlog_each(desk, write_row, &out, error));
    else
        TRY(reference_each(desk, kind, write_row, &out, error));
    text_add(&out.made, is_csv ? "" : "]}\n");
    TRY(flush(&out, error));
    if (how->row_count)
        *how->row_count = (int64_t)out.count;
done:
    text_release(&out.made);
    arena_release(&out.arena);
    return status;
}
