/* SPDX-License-Identifier: MIT */
/* import_twice: whether two rows of one file are about the same. Only a part of each id's hash is
 * kept, so that large rosters fit: a million rows take 16 MB. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "intake/import_inside.h"

#include <stdlib.h>

struct import_line {
    uint32_t rest; /* of the hash, whose lower part is the place */
    uint32_t line; /* 0: free */
};

static uint64_t hash_of(const char *id)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */

    for (const char *at = id; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    return hash;
}

/* A third of the slots at least stay free: the survey has counted the rows. */
static void make(struct import_run *run)
{
    struct import_lines *lines = &run->lines;

    lines->room = 256;
    while ((int64_t)lines->room * 2 < run->row_total * 3)
        lines->room *= 2;
    lines->slots = memory_new(lines->room * sizeof(*lines->slots));
}

/* The earlier line of this file with this id; 0: none, the line is noted. */
static int64_t line_of(struct import_run *run, const char *id, int64_t line)
{
    struct import_lines *lines = &run->lines;
    uint64_t hash = hash_of(id);
    uint32_t rest = (uint32_t)(hash >> 32);

    if (!lines->slots)
        make(run);
    size_t place = hash & (lines->room - 1);
    while (lines->slots[place].line && lines->slots[place].rest != rest)
        place = (place + 1) & (lines->room - 1);
    struct import_line *slot = &lines->slots[place];
    if (slot->line)
        return slot->line;
    *slot = (struct import_line){rest, (uint32_t)line};
    return 0;
}

static bool says_otherwise(const struct record *there, const struct record *record)
{
    for (size_t i = 0; i < record_rows[record->kind].field_count; i++)
        if (record->value[i] && !text_same(record->value[i], record_text(there, (int)i)))
            return true;
    return false;
}

bool import_refuse_twice(struct import_run *run, int64_t line, const struct record *there,
                         const struct record *record)
{
    int64_t before = line_of(run, record->id, line);
    int name = run->name_field;

    if (!before || !there || !says_otherwise(there, record))
        return false;
    const char *who = name < 0 ? record->id : record_text(there, name);
    import_problem_add(run, &(struct import_spot){line, "", record->id}, true, REASON_TWICE,
                       arena_format(&run->row_arena, _("line %lld (%s)"), (long long)before, who));
    return true;
}

void import_lines_release(struct import_lines *lines)
{
    free(lines->slots);
}
