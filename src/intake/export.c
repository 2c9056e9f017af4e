/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/export.h"

#include "shouwen/base/json.h"
#include "shouwen/desk/backlog.h"
#include "shouwen/desk/reference.h"
#include "shouwen/domain/mask.h"
#include "shouwen/intake/csv.h"

struct exporting {
    const struct record_row *row;
    struct export_sink sink;
    bool unmask;
    size_t count;
    struct text line;
};

/* A case is known by its number, which import does not read: it gives new ones. */
static const char case_number[] = "number";

static bool is_case(const struct exporting *out)
{
    return out->row == &record_rows[RECORD_CASES];
}

static enum status flush(struct exporting *out, struct error *error)
{
    enum status status = out->sink.write(out->sink.context, out->line.at, out->line.length, error);

    text_clear(&out->line);
    return status;
}

/* The value as it may be shown, in room. */
static const char *shown(const struct exporting *out, const struct record *record, int field,
                         struct text *room)
{
    text_clear(room);
    if (out->row->fields[field].flags & RECORD_MASKED && !out->unmask)
        mask_tail(room, record_text(record, field));
    else
        text_add(room, record_text(record, field));
    return room->at;
}

static enum status write_csv(void *context, const struct record *record, struct error *error)
{
    struct exporting *out = context;
    struct text room = TEXT_EMPTY;

    if (is_case(out))
        csv_add_cell(&out->line, record->id);
    for (size_t i = 0; i < out->row->field_count; i++) {
        text_add(&out->line, i || is_case(out) ? "," : "");
        csv_add_cell(&out->line, shown(out, record, (int)i, &room));
    }
    text_add_char(&out->line, '\n');
    text_release(&room);
    return flush(out, error);
}

static enum status write_json(void *context, const struct record *record, struct error *error)
{
    struct exporting *out = context;
    struct json *object = json_new_object();
    struct text room = TEXT_EMPTY;

    json_put_text(object, is_case(out) ? case_number : "id", record->id);
    for (size_t i = 0; i < out->row->field_count; i++)
        json_put_text(object, out->row->fields[i].name, shown(out, record, (int)i, &room));
    text_add(&out->line, out->count++ ? "," : "");
    json_write(object, &out->line);
    json_release(object);
    text_release(&room);
    return flush(out, error);
}

static void write_headings(struct exporting *out)
{
    if (is_case(out))
        text_add(&out->line, case_number);
    for (size_t i = 0; i < out->row->field_count; i++) {
        text_add(&out->line, i || is_case(out) ? "," : "");
        text_add(&out->line, out->row->fields[i].name);
    }
    text_add_char(&out->line, '\n');
}

enum status export_records(struct desk *desk, enum record_kind kind, enum export_format format,
                           bool unmask, struct export_sink sink, struct error *error)
{
    struct exporting out = {
        .row = &record_rows[kind], .sink = sink, .unmask = unmask, .line = TEXT_EMPTY};
    enum status status = STATUS_OK;

    if (unmask)
        TRY(reference_note_reveal(desk, kind, error));
    if (format == EXPORT_CSV)
        write_headings(&out);
    else
        text_addf(&out.line, "{\"%s\":[", out.row->name);
    if (kind == RECORD_CASES)
        TRY(backlog_each(desk, format == EXPORT_CSV ? write_csv : write_json, &out, error));
    else
        TRY(reference_each(desk, kind, format == EXPORT_CSV ? write_csv : write_json, &out, error));
    text_add(&out.line, format == EXPORT_JSON ? "]}\n" : "");
    TRY(flush(&out, error));
done:
    text_release(&out.line);
    return status;
}
