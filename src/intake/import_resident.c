/* SPDX-License-Identifier: MIT */
/* import_resident: what of a resident's row somebody has to look at. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/resident.h"
#include "intake/import_inside.h"

#include <string.h>

static bool is_same_name(const char *one, const char *other)
{
    struct text a = TEXT_EMPTY, b = TEXT_EMPTY;

    searchkey_name(&a, one);
    searchkey_name(&b, other);
    bool is_same = text_same(a.at, b.at);
    text_release(&a);
    text_release(&b);
    return is_same;
}

static bool has_character(const char *text, uint32_t wanted)
{
    size_t length = strlen(text), used;

    for (size_t at = 0; at < length; at += used)
        if (utf8_decode(text + at, length - at, &used) == wanted)
            return true;
    return false;
}

/* A name that was mistyped has some of its characters left. */
static bool is_strange_name(const char *one, const char *other)
{
    size_t length = strlen(one), used;

    for (size_t at = 0; at < length; at += used)
        if (has_character(other, utf8_decode(one + at, length - at, &used)))
            return false;
    return true;
}

/* Both say something, and not the same. */
static bool differs(const struct record *one, const struct record *other, int field)
{
    const char *a = record_text(one, field), *b = record_text(other, field);

    return *a && *b && strcmp(a, b) != 0;
}

static void say(struct import_run *run, int64_t line, int field, const struct record *record,
                bool is_refusal, enum reason reason, const char *detail)
{
    struct text value = TEXT_EMPTY;

    import_mask(&value, run->kind, field, record_text(record, field));
    import_problem_add(run, &(struct import_spot){line, import_heading_of(run, field), value.at},
                       is_refusal, reason, detail);
    text_release(&value);
}

static const char *whom(struct import_run *run, const struct record *there)
{
    const char *door = record_text(there, RECORD_RESIDENTS_DOOR);

    return arena_format(&run->row_arena, *door ? "%s (%s)" : "%s",
                        record_text(there, RECORD_RESIDENTS_NAME), door);
}

/* Found by the number. A name that is another one may be a correction; with another sex or
 * birthday, or wholly another name behind another door, it is another person, whose number is
 * mistyped here or there. */
static bool is_other_person(struct import_run *run, int64_t line, const struct record *old,
                            const struct record *record)
{
    const char *name = record_text(record, RECORD_RESIDENTS_NAME);
    const char *was = record_text(old, RECORD_RESIDENTS_NAME);

    if (!run->is_found || !*record_text(record, RECORD_RESIDENTS_ID_NUMBER) ||
        is_same_name(was, name))
        return false;
    bool is_other = differs(old, record, RECORD_RESIDENTS_SEX) ||
                    differs(old, record, RECORD_RESIDENTS_BIRTH_ON) ||
                    (differs(old, record, RECORD_RESIDENTS_DOOR) && is_strange_name(name, was));
    if (is_other)
        say(run, line, RECORD_RESIDENTS_ID_NUMBER, record, true, REASON_OTHER_PERSON,
            whom(run, old));
    else
        say(run, line, RECORD_RESIDENTS_NAME, record, false, REASON_OTHER_NAME, was);
    return is_other;
}

/* The row says by its id who it is; its number may be that of somebody else. */
static enum status doubt_number(struct import_run *run, int64_t line, const struct record *old,
                                const struct record *record, struct error *error)
{
    const char *card = record_text(record, RECORD_RESIDENTS_ID_NUMBER), *id = NULL;
    struct record wanted = {.kind = RECORD_RESIDENTS}, there;
    enum status status = STATUS_OK;
    bool found;

    if (run->is_new || run->is_found || !*card ||
        (old && text_same(card, record_text(old, RECORD_RESIDENTS_ID_NUMBER))))
        return STATUS_OK;
    wanted.value[RECORD_RESIDENTS_ID_NUMBER] = card;
    TRY(reference_find_resident(run->desk, &wanted, &run->row_arena, &id, error));
    if (!id || text_same(id, record->id))
        goto done;
    TRY(reference_get(run->desk, RECORD_RESIDENTS, id, &run->row_arena, &there, &found, error));
    if (found)
        say(run, line, RECORD_RESIDENTS_ID_NUMBER, record, false, REASON_OTHER_PERSON,
            whom(run, &there));
done:
    return status;
}

/* Doors repeat from station to station: only a station's own grids are told by them. */
static void take_grid(struct import_run *run, const struct record *old, struct record *record)
{
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR), *node = desk_node(run->desk);
    char station[NODE_PART];
    bool is_new_door = !old || !text_same(door, record_text(old, RECORD_RESIDENTS_DOOR));

    if (record->value[RECORD_RESIDENTS_GRID] || !*door || !is_new_door ||
        node_level_of(node) != NODE_STATION)
        return;
    const char *grid = people_grid_of_door(
        desk_people(run->desk), *resident_station(record, station) ? station : node, door);
    if (*grid)
        record->value[RECORD_RESIDENTS_GRID] = arena_copy(&run->row_arena, grid);
}

enum status import_resident(struct import_run *run, int64_t line, const struct record *old,
                            struct record *record, bool *is_refused, struct error *error)
{
    char station[NODE_PART];
    enum status status;

    *is_refused = old && is_other_person(run, line, old, record);
    if (*is_refused)
        return STATUS_OK;
    TRY(doubt_number(run, line, old, record, error));
    if (old && differs(old, record, RECORD_RESIDENTS_DOOR))
        say(run, line, RECORD_RESIDENTS_DOOR, record, false, REASON_MOVED,
            record_text(old, RECORD_RESIDENTS_DOOR));
    take_grid(run, old, record);
    if (!old && !*resident_station(record, station))
        record->value[RECORD_RESIDENTS_NODE] = arena_copy(&run->row_arena, desk_home(run->desk));
    if (!old)
        TRY(import_doubt_double(run, line, record, error));
done:
    return status;
}
