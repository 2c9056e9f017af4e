/* SPDX-License-Identifier: MIT */
/* import_headings: which column of a file is which field. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/intake/import_map.h"
#include "intake/import_inside.h"

#include <string.h>

/* The fields' names, for someone to choose from. */
static void say_fields(struct text *out, const struct record_row *row)
{
    for (size_t i = 0; i < row->field_count; i++) {
        text_add(out, i ? ", " : "");
        record_field_say(out, &row->fields[i]);
    }
}

const char *import_heading_of(const struct import_run *run, int field)
{
    for (size_t i = 0; i < run->columns.count; i++)
        if (run->columns.fields[i] == field)
            return run->columns.headings[i];
    return run->row->fields[field].name;
}

static enum status refuse_file(struct import_run *run, const char *column, const char *message,
                               struct error *error)
{
    run->fault_column = column;
    return error_set(error, STATUS_INVALID, "", "%s", message);
}

static bool is_taken(const struct import_columns *columns, int field)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->fields[i] == field)
            return true;
    return false;
}

static void doubt_heading(struct import_run *run, int64_t line, const char *heading)
{
    struct text message = TEXT_EMPTY, guess = TEXT_EMPTY;
    int field = record_field_guess(run->kind, heading);

    if (field >= 0) {
        record_field_say(&guess, &run->row->fields[field]);
        text_addf(&message,
                  _("this column is not read; if it is \"%s\", say so with --map or change the "
                    "heading"),
                  guess.at);
    } else {
        text_add(&message, _("this column is not read; those that are have the headings: "));
        say_fields(&message, run->row);
    }
    text_release(&guess);
    import_problem_add(run, line, heading, "", false, message.at);
    text_release(&message);
}

static const char reason_heading[] = N_("why it was refused");

const char *import_reason_heading(void)
{
    return _(reason_heading);
}

/* In either language, since the file may come from another desk. */
static bool is_reason(const char *heading)
{
    return text_same(heading, _(reason_heading)) || text_same(heading, reason_heading) ||
           text_same(heading, "不收原因");
}

/* What a person said goes before what the program knows. */
static int field_of(const struct import_run *run, const char *heading)
{
    int field = import_map_find(run->how->map, run->kind, heading);

    if (field == IMPORT_UNKNOWN)
        field = record_field_find(run->kind, heading);
    if (field == IMPORT_UNKNOWN && is_reason(heading))
        field = IMPORT_PASSED;
    return field;
}

static enum status add_column(struct import_run *run, int64_t line, const char *cell,
                              struct error *error)
{
    struct import_columns *columns = &run->columns;
    struct text clean = TEXT_EMPTY;
    enum status status = STATUS_OK;

    utf8_clean(&clean, cell, strlen(cell), false);
    const char *heading = arena_copy(&run->arena, clean.at);
    text_release(&clean);
    int field = field_of(run, heading);
    if (field >= 0 && is_taken(columns, field)) {
        struct text message = TEXT_EMPTY;
        text_addf(&message, _("two columns are \"%s\", this one and \"%s\"; take one out"),
                  run->row->fields[field].name, import_heading_of(run, field));
        status = refuse_file(run, heading, message.at, error);
        text_release(&message);
    } else if (field == IMPORT_UNKNOWN && *heading) {
        doubt_heading(run, line, heading);
    }
    columns->headings[columns->count] = heading;
    columns->is_reason[columns->count] = field == IMPORT_PASSED && is_reason(heading);
    columns->fields[columns->count++] = field;
    return status;
}

enum status import_headings(struct import_run *run, const struct csv_row *row, struct error *error)
{
    enum status status = STATUS_OK;

    run->has_headings = true;
    run->columns.headings = arena_alloc(&run->arena, row->count * sizeof(char *));
    run->columns.fields = arena_alloc(&run->arena, row->count * sizeof(int));
    run->columns.is_reason = arena_alloc(&run->arena, row->count * sizeof(bool));
    for (size_t i = 0; i < row->count; i++)
        TRY(add_column(run, row->line, row->cells[i], error));
    for (size_t i = 0; i < run->row->field_count; i++) {
        const struct record_field *field = &run->row->fields[i];
        struct text message = TEXT_EMPTY;
        if (!(field->flags & RECORD_REQUIRED) || is_taken(&run->columns, (int)i))
            continue;
        text_addf(&message,
                  _("the file has no column \"%s\"; the first row must hold the "
                    "headings, of which these are known: "),
                  field->name);
        say_fields(&message, run->row);
        status = refuse_file(run, field->name, message.at, error);
        text_release(&message);
        goto done;
    }
done:
    return status;
}
