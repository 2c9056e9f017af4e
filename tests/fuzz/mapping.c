/* SPDX-License-Identifier: MIT */
/* The same bytes once more, as the import screen takes them: a preview, which column is which
 * field, and what a person said of it as an INI file. What comes out obeys the rooms' own promises,
 * or the program aborts. */
#include "config.h"

#include "fuzz.h"

#include "shouwen/intake/mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Nothing is remembered beside it. */
static const char station[] = "/nonexistent/station";
static struct error error;

static void hold_at(bool is_true, int line)
{
    if (is_true)
        return;
    fprintf(stderr, "what line %d of mapping.c promises does not hold\n", line);
    abort();
}
#define HOLD(is_true) hold_at(is_true, __LINE__)

/* A file with these bytes, the same one each time; where it can be opened. */
static const char *file_of(const void *bytes, size_t length)
{
    static int file = -1;
    static char path[40];

    if (file < 0) {
        file = memfd_create("fuzz", 0);
        snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    }
    HOLD(file >= 0 && ftruncate(file, 0) == 0);
    HOLD(pwrite(file, bytes, length, 0) == (ssize_t)length);
    return path;
}

/* No field twice, and each one that there is. */
static void look_at(const struct mapping *mapping)
{
    bool is_taken[RECORD_FIELDS_MOST] = {false};

    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_column *column = &mapping->columns[i];
        HOLD(column->field < (int)record_rows[mapping->kind].field_count);
        HOLD((column->source == MAPPING_OPEN) == (column->field == IMPORT_UNKNOWN));
        if (column->field < 0)
            continue;
        HOLD(!is_taken[column->field]);
        is_taken[column->field] = true;
    }
}

/* A person takes every guess; columns without one are passed over. */
static void answer(struct mapping *mapping, size_t seed)
{
    for (size_t at, rounds = 0; (at = mapping_next(mapping)) < mapping->count; rounds++) {
        int guess = mapping_guess(mapping, at);
        HOLD(rounds < mapping->count);
        mapping_say(mapping, at, guess >= 0 ? guess : IMPORT_PASSED);
        look_at(mapping);
    }
    if (!mapping->count)
        return;
    /* and then changes one answer */
    mapping_say(mapping, seed % mapping->count,
                (int)(seed % record_rows[mapping->kind].field_count));
    look_at(mapping);
    HOLD(mapping_missing(mapping) < (int)record_rows[mapping->kind].field_count);
}

/* Or none of them. */
static void pass_rest(struct mapping *mapping)
{
    mapping_pass_rest(mapping);
    look_at(mapping);
    HOLD(mapping_next(mapping) == mapping->count);
    HOLD(mapping_passed(mapping) <= mapping->count);
}

static bool is_twice(const struct mapping *mapping, size_t column)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (i != column && text_same(mapping->columns[i].heading, mapping->columns[column].heading))
            return true;
    return false;
}

/* What was said is read as it was written; what had no place in the file is asked for again. */
static void remember(const struct mapping *mapping, struct arena *arena)
{
    const char **headings = arena_alloc(arena, (mapping->count + 1) * sizeof(*headings));
    const int *fields = mapping_fields(mapping, arena);
    struct text written = TEXT_EMPTY;
    struct import_map *map;

    for (size_t i = 0; i < mapping->count; i++)
        headings[i] = mapping->columns[i].heading;
    import_map_write(&written, mapping->kind, headings, fields, mapping->count);
    HOLD(import_map_open(file_of(written.at, written.length), &map, &error) == STATUS_OK);
    for (size_t i = 0; i < mapping->count; i++) {
        int found = import_map_find(map, mapping->kind, headings[i]);
        HOLD(found == IMPORT_UNKNOWN || found == fields[i] || is_twice(mapping, i));
    }
    import_map_close(map);
    text_release(&written);
}

static void map_columns(const char *path, enum encoding forced, size_t seed)
{
    const struct import_how how = {.encoding = forced};
    struct arena arena = {0};
    struct preview preview;
    struct mapping mapping;

    enum status status = preview_make(&preview, &arena, path, &how, &error);
    HOLD(status == STATUS_OK || status == STATUS_INVALID);
    if (status == STATUS_OK) {
        enum record_kind kind = preview_kind(&preview, RECORD_NO_KIND, station);
        if (kind == RECORD_NO_KIND)
            kind = (enum record_kind)(seed % RECORD_KIND_COUNT);
        size_t heading = preview_heading(&preview, kind, station);
        HOLD(!preview.count || heading < preview.count);
        /* as found, or another row that a person says */
        if (preview.count && seed % 5 == 0)
            heading = seed % preview.count;
        bool has = preview.count && preview_has_headings(&preview, kind, station);
        HOLD(mapping_make(&mapping, &arena, &preview, kind, has ? (int)heading : PREVIEW_NO_HEADING,
                          station, &error) == STATUS_OK);
        look_at(&mapping);
        if (seed % 3)
            answer(&mapping, seed);
        else
            pass_rest(&mapping);
        remember(&mapping, &arena);
    }
    arena_release(&arena);
}

void fuzz_mapping(const char *bytes, size_t length, enum encoding forced, size_t seed)
{
    struct import_map *map;

    map_columns(file_of(bytes, length), forced, seed);
    if (!length || *bytes != '[')
        return;
    enum status status = import_map_open(file_of(bytes, length), &map, &error);
    HOLD(status == STATUS_OK || *error.message);
    import_map_close(map);
}
