/* SPDX-License-Identifier: MIT */
/* export_layout: lists in a form that somebody else gave. */
#include "config.h"

#include "shouwen/intake/export.h"

#include "shouwen/desk/backlog.h"
#include "shouwen/desk/reference.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/mask.h"
#include "shouwen/intake/csv.h"
#include "shouwen/intake/layout.h"

struct laying {
    struct desk *desk;
    const struct layout *layout;
    bool unmask, only_new;
    struct export_sink sink;
    struct export_given *given;
    struct text made, value;
};

enum { BLOCK_BYTES = 64 * 1024 };

static enum status flush(struct laying *out, struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    enum status status;

    TRY(encoding_from_utf8(encoding_name(out->layout->encoding), out->made.at, out->made.length,
                           &bytes, error));
    TRY(out->sink.write(out->sink.context, bytes.at, bytes.length, error));
    text_clear(&out->made);
done:
    text_release(&bytes);
    return status;
}

static void write_headings(struct laying *out)
{
    const struct layout *layout = out->layout;

    text_add(&out->made, layout->encoding == ENCODING_UTF8 ? "\xEF\xBB\xBF" : "");
    for (size_t i = 0; i < layout->column_count; i++) {
        text_add(&out->made, i ? "," : "");
        csv_add_cell(&out->made, layout->columns[i].heading);
    }
    text_add(&out->made, "\r\n");
}

static bool is_masked(const struct laying *out, const struct layout_column *column)
{
    return !out->unmask && column->field >= 0 &&
           record_rows[out->layout->kind].fields[column->field].flags & RECORD_MASKED;
}

static void write_cell(struct laying *out, const struct layout_column *column,
                       const struct record *record, const struct case_row *row)
{
    text_clear(&out->value);
    if (is_masked(out, column))
        mask_tail(&out->value, record_text(record, column->field));
    else
        layout_value(out->layout, column, out->desk, record, row, &out->value);
    csv_add_value(&out->made, out->value.at);
}

static enum status write_row(struct laying *out, const struct record *record,
                             const struct case_row *row, struct error *error)
{
    enum status status = STATUS_OK;
    bool was_sent = false;

    if (out->only_new)
        TRY(reference_was_sent(out->desk, out->layout->name, out->layout->kind, record->id,
                               &was_sent, error));
    if (was_sent)
        goto done;
    for (size_t i = 0; i < out->layout->column_count; i++) {
        text_add(&out->made, i ? "," : "");
        write_cell(out, &out->layout->columns[i], record, row);
    }
    text_add(&out->made, "\r\n");
    struct export_given *given = out->given;
    given->ids =
        arena_grow(&given->arena, given->ids, given->count, &given->room, sizeof(*given->ids));
    given->ids[given->count++] = arena_copy(&given->arena, record->id);
    if (out->made.length >= BLOCK_BYTES)
        TRY(flush(out, error));
done:
    return status;
}

static enum status write_record(void *context, const struct record *record, struct error *error)
{
    return write_row(context, record, NULL, error);
}

static enum status write_case(void *context, const struct record *record,
                              const struct case_row *row, struct error *error)
{
    return write_row(context, record, row, error);
}

enum status export_layout(struct desk *desk, const struct layout *layout,
                          const struct case_filter *filter, bool unmask, bool only_new,
                          struct export_sink sink, struct export_given *given, struct error *error)
{
    struct laying out = {.desk = desk,
                         .layout = layout,
                         .unmask = unmask,
                         .only_new = only_new,
                         .sink = sink,
                         .given = given,
                         .made = TEXT_EMPTY,
                         .value = TEXT_EMPTY};
    enum status status = STATUS_OK;

    TRY(sight_require_kind(desk, layout->kind, "export", error));
    if (unmask)
        TRY(reference_note_reveal(desk, layout->kind, error));
    write_headings(&out);
    if (layout->kind == RECORD_CASES)
        TRY(backlog_each_of(desk, filter, write_case, &out, error));
    else
        TRY(reference_each(desk, layout->kind, write_record, &out, error));
    TRY(flush(&out, error));
done:
    text_release(&out.made);
    text_release(&out.value);
    return status;
}
