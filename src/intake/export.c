/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/export.h"

#include "shouwen/base/json.h"
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

    for (size_t i = 0; i < out->row->field_count; i++) {
        text_add(&out->line, i ? "," : "");
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

    json_put_text(object, "id", record->id);
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
    for (size_t i = 0; i < out->row->field_count; i++) {
        text_add(&out->line, i ? "," : "");
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
    TRY(reference_each(desk, kind, format == EXPORT_CSV ? write_csv : write_json, &out, error));
    text_add(&out.line, format == EXPORT_JSON ? "]}\n" : "");
    TRY(flush(&out, error));
done:
    text_release(&out.line);
    return status;
}
