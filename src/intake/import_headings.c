/* SPDX-License-Identifier: MIT */
/* import_headings: which column of a file is which field. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/intake/import_map.h"
#include "intake/import_inside.h"

#include <string.h>
#include <unistd.h>

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
bool import_is_reason(const char *heading)
{
    return text_same(heading, _(reason_heading)) || text_same(heading, reason_heading) ||
           text_same(heading, "不收原因");
}

/* What a person said goes before what the program knows. */
static int field_of(const struct import_run *run, const struct import_map *map, size_t column)
{
    const char *heading = run->columns.headings[column];

    if (run->how->fields)
        return column < run->how->field_count ? run->how->fields[column] : IMPORT_PASSED;
    int field = import_map_find(map, run->kind, heading);
    if (field == IMPORT_UNKNOWN)
        field = record_field_find(run->kind, heading);
    if (field == IMPORT_UNKNOWN && import_is_reason(heading))
        field = IMPORT_PASSED;
    return field;
}

static enum status take_column(struct import_run *run, const struct import_map *map, int64_t line,
                               size_t column, struct error *error)
{
    struct import_columns *columns = &run->columns;
    const char *heading = columns->headings[column];
    int field = field_of(run, map, column);
    enum status status = STATUS_OK;

    if (field >= 0 && is_taken(columns, field)) {
        struct text message = TEXT_EMPTY;
        text_addf(&message, _("two columns are \"%s\", this one and \"%s\"; take one out"),
                  run->row->fields[field].name, import_heading_of(run, field));
        status = refuse_file(run, heading, message.at, error);
        text_release(&message);
    } else if (field == IMPORT_UNKNOWN && *heading && !run->how->fields) {
        doubt_heading(run, line, heading);
    }
    columns->is_reason[column] = field == IMPORT_PASSED && import_is_reason(heading);
    columns->fields[columns->count++] = field;
    return status;
}

/* Without a row of headings each column is called by its field. */
static void name_columns(struct import_run *run, const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        int field = i < run->how->field_count ? run->how->fields[i] : IMPORT_PASSED;
        struct text name = TEXT_EMPTY;
        if (run->how->has_no_headings && field >= 0)
            record_field_say(&name, &run->row->fields[field]);
        else if (!run->how->has_no_headings)
            utf8_clean(&name, row->cells[i], strlen(row->cells[i]), false);
        run->columns.headings[i] = arena_copy(&run->arena, name.at);
        text_release(&name);
    }
}

/* What was said of these headings before, unless something is said now; *map is the caller's to
 * close, NULL if there is nothing. */
static enum status recall(struct import_run *run, size_t count, struct import_map **map,
                          struct error *error)
{
    const struct import_how *how = run->how;
    struct text place = TEXT_EMPTY;
    enum status status = STATUS_OK;

    *map = NULL;
    if (how->map || how->fields)
        return STATUS_OK;
    import_map_place(&place, desk_path(run->desk), run->kind, run->columns.headings, count);
    if (access(place.at, F_OK) == 0) {
        TRY(import_map_open(place.at, map, error));
        run->report->map_path = arena_copy(&run->report->arena, place.at);
    }
done:
    text_release(&place);
    return status;
}

static enum status refuse_missing(struct import_run *run, const struct record_field *field,
                                  struct error *error)
{
    struct text message = TEXT_EMPTY;

    text_addf(&message,
              _("the file has no column \"%s\"; the first row must hold the "
                "headings, of which these are known: "),
              field->name);
    say_fields(&message, run->row);
    enum status status = refuse_file(run, field->name, message.at, error);
    text_release(&message);
    return status;
}

enum status import_headings(struct import_run *run, const struct csv_row *row, struct error *error)
{
    struct import_map *map = NULL;
    enum status status;

    run->has_headings = true;
    run->columns.headings = arena_alloc(&run->arena, row->count * sizeof(char *));
    run->columns.fields = arena_alloc(&run->arena, row->count * sizeof(int));
    run->columns.is_reason = arena_alloc(&run->arena, row->count * sizeof(bool));
    name_columns(run, row);
    TRY(recall(run, row->count, &map, error));
    for (size_t i = 0; i < row->count; i++)
        TRY(take_column(run, map ? map : run->how->map, row->line, i, error));
    for (size_t i = 0; i < run->row->field_count; i++) {
        const struct record_field *field = &run->row->fields[i];
        if ((field->flags & RECORD_REQUIRED) && !is_taken(&run->columns, (int)i))
            TRY(refuse_missing(run, field, error));
    }
done:
    import_map_close(map);
    return status;
}
