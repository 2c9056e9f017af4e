/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import_map.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ini.h"
#include "shouwen/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char ignore_key[] = "ignore";

struct import_map {
    struct ini *ini;
};

/* The kind of "kind:field", and the field. */
static enum record_kind kind_of(const char *key, const char **field)
{
    size_t length = strcspn(key, ":");
    int kind = 0;

    *field = key + length + (key[length] == ':');
    while (kind < RECORD_ROW_COUNT && (strlen(record_rows[kind].name) != length ||
                                       memcmp(record_rows[kind].name, key, length) != 0))
        kind = kind + 1 == RECORD_NO_KIND ? RECORD_CASES : kind + 1;
    return (enum record_kind)kind;
}

static bool has_field(const struct record_row *row, const char *name)
{
    for (size_t i = 0; i < row->field_count; i++)
        if (text_same(name, row->fields[i].name))
            return true;
    return text_same(name, ignore_key);
}

/* The context is the file's path. */
static enum status check_key(void *context, const char *key, int line, struct error *error)
{
    const char *path = context, *field;
    struct text names = TEXT_EMPTY;
    enum record_kind kind = kind_of(key, &field);

    if (kind == RECORD_ROW_COUNT)
        return error_set(error, STATUS_INVALID, "map",
                         _("%s, line %d: a section is named for a kind of record, as import is "
                           "told it, like [residents]"),
                         path, line);
    const struct record_row *row = &record_rows[kind];
    if (has_field(row, field))
        return STATUS_OK;
    for (size_t i = 0; i < row->field_count; i++)
        text_addf(&names, "%s, ", row->fields[i].name);
    error_set(error, STATUS_INVALID, "map",
              _("%s, line %d: %s has no field \"%s\"; there are %s%s"), path, line, row->name,
              field, names.at, ignore_key);
    text_release(&names);
    return STATUS_INVALID;
}

enum status import_map_open(const char *path, struct import_map **map, struct error *error)
{
    struct ini *ini;
    enum status status = ini_open(path, check_key, (void *)(uintptr_t)path, &ini, error);

    *map = NULL;
    if (status != STATUS_OK)
        return status;
    *map = memory_new(sizeof(**map));
    (*map)->ini = ini;
    return STATUS_OK;
}

void import_map_close(struct import_map *map)
{
    if (map)
        ini_close(map->ini);
    free(map);
}

/* True if heading is one of the '|'-separated words; blanks around them don't count. */
static bool is_among(const char *words, const char *heading)
{
    size_t wanted = strlen(heading);

    while (words && *words) {
        words += strspn(words, " ");
        size_t length = strcspn(words, "|"), used = length;
        while (used && words[used - 1] == ' ')
            used--;
        if (used == wanted && memcmp(words, heading, used) == 0)
            return true;
        words += length + (words[length] == '|');
    }
    return false;
}

int import_map_find(const struct import_map *map, enum record_kind kind, const char *heading)
{
    const struct record_row *row = &record_rows[kind];
    struct text key = TEXT_EMPTY;
    int found = IMPORT_UNKNOWN;

    if (!map || !*heading)
        return found;
    for (size_t i = 0; i < row->field_count && found == IMPORT_UNKNOWN; i++) {
        text_clear(&key);
        text_addf(&key, "%s:%s", row->name, row->fields[i].name);
        if (is_among(ini_text(map->ini, key.at), heading))
            found = (int)i;
    }
    text_clear(&key);
    text_addf(&key, "%s:%s", row->name, ignore_key);
    if (found == IMPORT_UNKNOWN && is_among(ini_text(map->ini, key.at), heading))
        found = IMPORT_PASSED;
    text_release(&key);
    return found;
}

/* A heading that cannot stand in such a line, or has no room there, is asked for again. */
static void write_headings(struct text *out, const char *key, int field,
                           const char *const *headings, const int *fields, size_t count)
{
    enum { LINE_MOST = 900 };
    size_t written = 0, start = out->length;

    for (size_t i = 0; i < count; i++) {
        if (fields[i] != field || !*headings[i] || strpbrk(headings[i], "\"|") ||
            out->length - start + strlen(headings[i]) > LINE_MOST)
            continue;
        if (!written++)
            text_addf(out, "%s = \"%s", key, headings[i]);
        else
            text_addf(out, "|%s", headings[i]);
    }
    text_add(out, written ? "\"\n" : "");
}

void import_map_write(struct text *out, enum record_kind kind, const char *const *headings,
                      const int *fields, size_t count)
{
    const struct record_row *row = &record_rows[kind];

    text_addf(out, "[%s]\n", row->name);
    for (size_t i = 0; i < row->field_count; i++)
        write_headings(out, row->fields[i].name, (int)i, headings, fields, count);
    write_headings(out, ignore_key, IMPORT_PASSED, headings, fields, count);
}
