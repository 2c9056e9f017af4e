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
    return record_field_label(&run->row->fields[field], &run->report->arena);
}

static enum status refuse_file(struct import_run *run, const char *column, enum reason reason,
                               const char *detail, struct error *error)
{
    run->fault_column = column;
    return reason_fault(error, STATUS_INVALID, reason, detail);
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
    struct text detail = TEXT_EMPTY;
    int field = record_field_guess(run->kind, heading);

    if (field >= 0)
        record_field_say(&detail, &run->row->fields[field]);
    else
        say_fields(&detail, run->row);
    import_problem_add(run, &(struct import_spot){line, heading, ""}, false,
                       field >= 0 ? REASON_HEADING_LIKE : REASON_HEADING, detail.at);
    text_release(&detail);
}

static const char reason_heading[] = N_("why it was refused");
static const char remedy_heading[] = N_("how to mend it");

const char *import_reason_heading(void)
{
    return _(reason_heading);
}

const char *import_remedy_heading(void)
{
    return _(remedy_heading);
}

/* In either language, since the file may come from another desk. */
bool import_is_reason(const char *heading)
{
    const char *const known[] = {_(reason_heading), _(remedy_heading), reason_heading,
                                 remedy_heading,    "不收原因",        "怎么改"};

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (text_same(heading, known[i]))
            return true;
    return false;
}

bool import_is_passed(const char *heading)
{
    static const char *const numbers[] = {"序号", "行号", "No.", "NO.", "No", "#"};

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        if (text_same(heading, numbers[i]))
            return true;
    return import_is_reason(heading);
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
    if (field == IMPORT_UNKNOWN && import_is_passed(heading))
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
        status =
            refuse_file(run, heading, REASON_TWO_COLUMNS,
                        arena_format(&run->arena, _("\"%s\", this one and \"%s\""),
                                     run->row->fields[field].name, import_heading_of(run, field)),
                        error);
    } else if (field == IMPORT_UNKNOWN && *heading && !run->how->fields) {
        doubt_heading(run, line, heading);
    }
    columns->is_reason[column] = field == IMPORT_PASSED && import_is_reason(heading);
    columns->flags[column] = field >= 0 ? run->row->fields[field].flags : 0;
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

bool import_are_headings(enum record_kind kind, const struct import_map *map, const char *station,
                         const char *const *cells, size_t count)
{
    bool has[RECORD_FIELDS_MOST] = {false};
    struct text place = TEXT_EMPTY;

    for (size_t i = 0; i < count; i++) {
        int field = import_map_find(map, kind, cells[i]);
        if (field == IMPORT_UNKNOWN)
            field = record_field_find(kind, cells[i]);
        if (field >= 0)
            has[field] = true;
    }
    bool is_known = record_missing(kind, has) < 0;
    if (!is_known) {
        import_map_place(&place, station, kind, cells, count);
        is_known = access(place.at, F_OK) == 0;
    }
    text_release(&place);
    return is_known;
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
    struct text known = TEXT_EMPTY;

    text_add(&known, field->name);
    for (const char *at = field->headings; *at; at += *at == '|') {
        size_t length = strcspn(at, "|");
        text_add(&known, ", ");
        text_add_bytes(&known, at, length);
        at += length;
    }
    enum status status = refuse_file(run, field->name, REASON_NO_COLUMN, known.at, error);
    text_release(&known);
    return status;
}

enum status import_headings(struct import_run *run, const struct csv_row *row, struct error *error)
{
    bool has[RECORD_FIELDS_MOST] = {false};
    struct import_map *map = NULL;
    enum status status;

    run->has_headings = true;
    run->columns.headings = arena_alloc(&run->arena, row->count * sizeof(char *));
    run->columns.fields = arena_alloc(&run->arena, row->count * sizeof(int));
    run->columns.flags = arena_alloc(&run->arena, row->count * sizeof(unsigned));
    run->columns.is_reason = arena_alloc(&run->arena, row->count * sizeof(bool));
    name_columns(run, row);
    TRY(recall(run, row->count, &map, error));
    for (size_t i = 0; i < row->count; i++)
        TRY(take_column(run, map ? map : run->how->map, row->line, i, error));
    for (size_t i = 0; i < row->count; i++)
        if (run->columns.fields[i] >= 0)
            has[run->columns.fields[i]] = true;
    int missing = record_missing(run->kind, has);
    if (missing >= 0)
        TRY(refuse_missing(run, &run->row->fields[missing], error));
    if (run->kind == RECORD_STAFF && !has[RECORD_STAFF_ID])
        import_problem_add(run, &(struct import_spot){row->line, "", ""}, false, REASON_BY_NAME,
                           import_heading_of(run, RECORD_STAFF_ID));
done:
    import_map_close(map);
    return status;
}
