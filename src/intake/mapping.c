/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/mapping.h"

#include "shouwen/base/text.h"
#include "intake/import_inside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *cell_of(const struct preview_row *row, size_t column)
{
    return column < row->count ? row->cells[column] : "";
}

static const char *sample_of(const struct preview *preview, size_t column, size_t first,
                             struct arena *arena)
{
    enum { SHOWN = 3 };
    struct text text = TEXT_EMPTY;
    size_t shown = 0;

    for (size_t i = first; i < preview->count && shown < SHOWN; i++) {
        const char *cell = cell_of(&preview->rows[i], column);
        if (!*cell)
            continue;
        text_addf(&text, "%s%s", shown++ ? " / " : "", cell);
    }
    const char *sample = arena_copy(arena, text.at);
    text_release(&text);
    return sample;
}

static bool is_taken(const struct mapping *mapping, int field)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->columns[i].source != MAPPING_OPEN && mapping->columns[i].field == field)
            return true;
    return false;
}

/* Types whose values look like nothing else. */
static bool is_telling(enum value_type type)
{
    return type == VALUE_NODE || type == VALUE_GRID || type == VALUE_DAY || type == VALUE_TIME ||
           type == VALUE_PHONE || type == VALUE_CARD || type == VALUE_DOOR ||
           type == VALUE_CHOICE || type == VALUE_MOMENT;
}

static bool fits(const struct preview *preview, size_t column, const struct record_field *field)
{
    enum { PHONE_LEAST = 7 }; /* bytes: a door is digits, too */
    size_t least = field->type == VALUE_PHONE ? PHONE_LEAST : 1, filled = 0;
    struct text clean = TEXT_EMPTY;
    struct flaw found = FLAW_NONE;
    bool all = true;

    for (size_t i = 0; i < preview->count && all; i++) {
        const char *cell = cell_of(&preview->rows[i], column);
        if (!*cell)
            continue;
        filled++;
        text_clear(&clean);
        reason_clear(&found);
        all = value_clean(field->type, field->choices, cell, strlen(cell), &clean, &found) ==
                  VALUE_GOOD &&
              clean.length >= least;
    }
    text_release(&clean);
    reason_release(&found);
    return all && filled;
}

/* By what stands in the column, where nothing stands over it. */
static int guess_by_values(const struct mapping *mapping, const struct preview *preview,
                           size_t column)
{
    const struct record_row *row = &record_rows[mapping->kind];

    for (size_t i = 0; i < row->field_count; i++)
        if (is_telling(row->fields[i].type) && !is_taken(mapping, (int)i) &&
            fits(preview, column, &row->fields[i]))
            return (int)i;
    return IMPORT_UNKNOWN;
}

static void take(struct mapping *mapping, struct mapping_column *column,
                 const struct import_map *map)
{
    column->field = import_map_find(map, mapping->kind, column->heading);
    column->source = MAPPING_REMEMBERED;
    if (column->field == IMPORT_UNKNOWN) {
        column->field = record_field_find(mapping->kind, column->heading);
        column->source = MAPPING_KNOWN;
    }
    if (column->field < 0 && import_is_passed(column->heading))
        column->field = IMPORT_PASSED;
    if (column->field >= 0 && is_taken(mapping, column->field))
        column->field = IMPORT_UNKNOWN;
    if (column->field == IMPORT_UNKNOWN)
        column->source = MAPPING_OPEN;
}

/* A column with nothing in it and nothing over it is no question. */
static void guess(struct mapping *mapping, const struct preview *preview, size_t at)
{
    struct mapping_column *column = &mapping->columns[at];

    if (column->source != MAPPING_OPEN)
        return;
    if (!*column->heading && !*column->sample) {
        column->field = IMPORT_PASSED;
        column->source = MAPPING_KNOWN;
        return;
    }
    column->guess = record_field_guess(mapping->kind, column->heading);
    if (column->guess >= 0 && is_taken(mapping, column->guess))
        column->guess = IMPORT_UNKNOWN;
    if (column->guess < 0 && mapping->heading == PREVIEW_NO_HEADING)
        column->guess = guess_by_values(mapping, preview, at);
}

static enum status recall(const char *station, const struct mapping *mapping,
                          const struct preview_row *row, struct import_map **map,
                          struct error *error)
{
    struct text place = TEXT_EMPTY;
    enum status status = STATUS_OK;

    import_map_place(&place, station, mapping->kind, row->cells, row->count);
    if (access(place.at, F_OK) == 0)
        status = import_map_open(place.at, map, error);
    text_release(&place);
    return status;
}

enum status mapping_make(struct mapping *mapping, struct arena *arena,
                         const struct preview *preview, enum record_kind kind, int heading,
                         const char *station, struct error *error)
{
    bool has_headings = heading != PREVIEW_NO_HEADING;
    struct import_map *map = NULL;
    enum status status = STATUS_OK;

    *mapping = (struct mapping){.kind = kind, .heading = heading};
    if (!preview->count)
        return STATUS_OK;
    const struct preview_row *headings = &preview->rows[has_headings ? heading : 0];
    size_t count = has_headings ? headings->count : preview->column_count;
    if (has_headings)
        TRY(recall(station, mapping, headings, &map, error));
    mapping->columns = arena_alloc(arena, (count + 1) * sizeof(*mapping->columns));
    for (size_t i = 0; i < count; i++) {
        struct mapping_column *column = &mapping->columns[i];
        *column =
            (struct mapping_column){.heading = has_headings ? cell_of(headings, i) : "",
                                    .sample = sample_of(preview, i, (size_t)(heading + 1), arena),
                                    .guess = IMPORT_UNKNOWN};
        take(mapping, column, map);
        mapping->count++;
    }
    for (size_t i = 0; i < count; i++)
        guess(mapping, preview, i);
done:
    import_map_close(map);
    return status;
}

size_t mapping_next(const struct mapping *mapping)
{
    size_t at = 0;

    while (at < mapping->count && mapping->columns[at].source != MAPPING_OPEN)
        at++;
    return at;
}

int mapping_guess(const struct mapping *mapping, size_t column)
{
    size_t field_count = record_rows[mapping->kind].field_count;
    int guess = mapping->columns[column].guess;

    if (guess >= 0 && !is_taken(mapping, guess))
        return guess;
    if (mapping->heading != PREVIEW_NO_HEADING)
        return IMPORT_UNKNOWN;
    for (guess = column ? mapping->columns[column - 1].field + 1 : 0; guess < (int)field_count;
         guess++)
        if (guess >= 0 && !is_taken(mapping, guess))
            return guess;
    return IMPORT_UNKNOWN;
}

void mapping_say(struct mapping *mapping, size_t column, int field)
{
    for (size_t i = 0; i < mapping->count; i++) {
        struct mapping_column *other = &mapping->columns[i];
        if (i == column || field < 0 || other->source == MAPPING_OPEN || other->field != field)
            continue;
        other->field = other->guess = IMPORT_UNKNOWN;
        other->source = MAPPING_OPEN;
    }
    mapping->columns[column].field = field;
    mapping->columns[column].guess = IMPORT_UNKNOWN;
    mapping->columns[column].source = MAPPING_SAID;
}

void mapping_pass_rest(struct mapping *mapping)
{
    for (size_t at; (at = mapping_next(mapping)) < mapping->count;)
        mapping_say(mapping, at, IMPORT_PASSED);
}

size_t mapping_passed(const struct mapping *mapping)
{
    size_t count = 0;

    for (size_t i = 0; i < mapping->count; i++)
        count += mapping->columns[i].field == IMPORT_PASSED && *mapping->columns[i].heading &&
                 !import_is_passed(mapping->columns[i].heading);
    return count;
}

int mapping_missing(const struct mapping *mapping)
{
    bool has[RECORD_FIELDS_MOST] = {false};

    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->columns[i].field >= 0)
            has[mapping->columns[i].field] = true;
    return record_missing(mapping->kind, has);
}

const int *mapping_fields(const struct mapping *mapping, struct arena *arena)
{
    int *fields = arena_alloc(arena, (mapping->count + 1) * sizeof(*fields));

    for (size_t i = 0; i < mapping->count; i++)
        fields[i] = mapping->columns[i].field >= 0 ? mapping->columns[i].field : IMPORT_PASSED;
    return fields;
}

static bool is_worth_keeping(const struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->columns[i].source == MAPPING_SAID)
            return true;
    return false;
}

enum status mapping_keep(const struct mapping *mapping, const char *station, struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;

    if (mapping->heading == PREVIEW_NO_HEADING || !is_worth_keeping(mapping))
        return STATUS_OK;
    const char **headings = arena_alloc(&arena, mapping->count * sizeof(*headings));
    for (size_t i = 0; i < mapping->count; i++)
        headings[i] = mapping->columns[i].heading;
    status = import_map_keep(station, mapping->kind, headings, mapping_fields(mapping, &arena),
                             mapping->count, error);
    arena_release(&arena);
    return status;
}
