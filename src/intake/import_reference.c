/* SPDX-License-Identifier: MIT */
/* import_reference: what a row names of other kinds, and what of that is not there. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/domain/parts.h"
#include "intake/import_inside.h"

#include <string.h>

/* Ids that are known to be there: a file names few of them many times. Open addressing; room is a
 * power of two and never more than half full. */
struct known {
    enum record_kind kind;
    const char *id;
};

static size_t place_of(const struct known *slots, size_t room, enum record_kind kind,
                       const char *id)
{
    uint32_t hash = 2166136261u ^ (uint32_t)kind; /* FNV-1a */

    for (const char *at = id; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    size_t place = hash & (room - 1);
    while (slots[place].id && (slots[place].kind != kind || strcmp(slots[place].id, id) != 0))
        place = (place + 1) & (room - 1);
    return place;
}

static void remember(struct import_run *run, enum record_kind kind, const char *id)
{
    if (2 * run->known_count >= run->known_room) {
        size_t room = run->known_room ? 2 * run->known_room : 256;
        struct known *slots = arena_alloc(&run->arena, room * sizeof(*slots));
        for (size_t i = 0; i < run->known_room; i++)
            if (run->known[i].id)
                slots[place_of(slots, room, run->known[i].kind, run->known[i].id)] = run->known[i];
        run->known = slots;
        run->known_room = room;
    }
    size_t place = place_of(run->known, run->known_room, kind, id);
    run->known[place] = (struct known){kind, arena_copy(&run->arena, id)};
    run->known_count++;
}

static bool is_known(const struct import_run *run, enum record_kind kind, const char *id)
{
    return run->known_room && run->known[place_of(run->known, run->known_room, kind, id)].id;
}

static enum status remember_one(void *context, const struct record *record, struct error *error)
{
    (void)error;
    remember(context, record->kind, record->id);
    return STATUS_OK;
}

/* Grids, people, items: a station has some hundreds, which are read together. */
static enum status learn(struct import_run *run, enum record_kind kind, struct error *error)
{
    enum status status = STATUS_OK;

    if (kind == RECORD_RESIDENTS || run->is_learnt[kind])
        return STATUS_OK;
    run->is_learnt[kind] = true;
    TRY(reference_each_put(run->desk, kind, remember_one, run, error));
done:
    return status;
}

/* What is not there is looked for again after the last row: the file itself may bring it. */
static enum status note(struct import_run *run, int64_t line, int field, const char *id,
                        struct error *error)
{
    enum record_kind kind = run->row->fields[field].refers;
    enum status status;
    bool has;

    if (is_known(run, kind, id))
        return STATUS_OK;
    TRY(learn(run, kind, error));
    if (is_known(run, kind, id))
        return STATUS_OK;
    TRY(reference_has(run->desk, kind, id, &has, error));
    if (has) {
        remember(run, kind, id);
        goto done;
    }
    run->missing = arena_grow(&run->arena, run->missing, run->missing_count, &run->missing_room,
                              sizeof(*run->missing));
    run->missing[run->missing_count++] = (struct import_missing){
        .line = line,
        .column = import_heading_of(run, field),
        .id = arena_copy(&run->arena, id),
        .kind = kind,
    };
done:
    return status;
}

enum status import_note_references(struct import_run *run, int64_t line,
                                   const struct record *record, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < run->row->field_count; i++) {
        const char *value = record_text(record, (int)i);
        size_t count;
        if (run->row->fields[i].refers == RECORD_NO_KIND || !*value)
            continue;
        const char **ids = parts_split(&run->row_arena, value, PARTS_LIST, &count);
        for (size_t k = 0; k < count; k++)
            TRY(note(run, line, (int)i, ids[k], error));
    }
done:
    return status;
}

enum status import_missing(struct import_run *run, struct error *error)
{
    enum status status = STATUS_OK;
    bool has;

    for (size_t i = 0; i < run->missing_count; i++) {
        const struct import_missing *missing = &run->missing[i];
        TRY(reference_has(run->desk, missing->kind, missing->id, &has, error));
        if (has)
            continue;
        arena_reset(&run->row_arena);
        import_problem_add(run, &(struct import_spot){missing->line, missing->column, missing->id},
                           false, REASON_NOT_THERE, record_kind_label(missing->kind));
    }
done:
    return status;
}
