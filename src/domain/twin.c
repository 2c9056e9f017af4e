/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/twin.h"

#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/parts.h"

#include <string.h>

bool twin_has_kind(enum record_kind kind)
{
    return kind == RECORD_STAFF || kind == RECORD_RESIDENTS;
}

const char *twin_name(struct arena *arena, const char *id, const char *home)
{
    return arena_format(arena, "%s%c%s", id, TWIN_MARK, home);
}

static bool is_of(const struct twin *twin, enum record_kind kind, const char *id, size_t length)
{
    return twin->kind == kind && strncmp(twin->id, id, length) == 0 && !twin->id[length];
}

/* ID@HOME; NULL if nobody of that home has the id. */
static const char *by_name(const struct twins *twins, enum record_kind kind, const char *said)
{
    const char *mark = strrchr(said, TWIN_MARK);

    for (size_t i = 0; mark && i < twins->count; i++)
        if (is_of(&twins->at[i], kind, said, (size_t)(mark - said)) &&
            strcmp(twins->at[i].home, mark + 1) == 0)
            return twins->at[i].known;
    return NULL;
}

const char *twin_known(const struct twins *twins, enum record_kind kind, const char *said,
                       const char *place)
{
    const char *found = said;
    size_t nearest = 0;

    for (size_t i = 0; i < twins->count; i++) {
        const struct twin *twin = &twins->at[i];
        size_t length = strlen(twin->home);
        if (!is_of(twin, kind, said, strlen(said)) || length < nearest || !length ||
            !nodecode_is_within(place, twin->home))
            continue;
        /* of two who have it at one place the one who is shown */
        if (length > nearest || strcmp(twin->known, said) == 0)
            found = twin->known;
        nearest = length;
    }
    const char *named = nearest ? NULL : by_name(twins, kind, said);
    return named ? named : found;
}

static const struct twin *find_known(const struct twins *twins, enum record_kind kind,
                                     const char *known)
{
    for (size_t i = 0; i < twins->count; i++)
        if (twins->at[i].kind == kind && strcmp(twins->at[i].known, known) == 0)
            return &twins->at[i];
    return NULL;
}

const char *twin_said(const struct twins *twins, enum record_kind kind, const char *known,
                      const char *place, struct arena *arena)
{
    const struct twin *twin = find_known(twins, kind, known);

    if (!twin)
        return known;
    return strcmp(twin_known(twins, kind, twin->id, place), known) == 0
               ? twin->id
               : twin_name(arena, twin->id, twin->home);
}

const char *twin_given(const struct twins *twins, enum record_kind kind, const char *known)
{
    const struct twin *twin = find_known(twins, kind, known);

    return twin ? twin->id : known;
}

/* --- acts --- */

/* How an id is turned: as it is known here, or as it is said there. */
typedef const char *turn(const struct twins *twins, enum record_kind kind, const char *id,
                         const char *place, struct arena *arena);

static const char *turn_known(const struct twins *twins, enum record_kind kind, const char *id,
                              const char *place, struct arena *arena)
{
    (void)arena;
    return twin_known(twins, kind, id, place);
}

static const char *turn_written(const struct twins *twins, enum record_kind kind, const char *known,
                                const char *place, struct arena *arena)
{
    return strcmp(twin_known(twins, kind, known, place), known) == 0
               ? known
               : twin_said(twins, kind, known, place, arena);
}

/* True if the act directs something at a person, or at nobody. */
static bool is_to_person(const struct act *act)
{
    return act->kind == ACT_PROMISE ||
           (act->kind < ACT_CASE_KINDS && act_rows[act->kind].flags & ACT_TO_STAFF);
}

/* Whoever takes a case says their own id, not one of its home. */
static bool is_own_taking(const struct act *act, const char *by)
{
    return (act->kind == ACT_TAKE_OVER || act->kind == ACT_CLAIM || act->kind == ACT_OPEN) &&
           text_same(act->value[FIELD_HOLDER], by);
}

static void turn_field(const struct twins *twins, struct act *act, enum act_field field,
                       const char *place, turn *turned, struct arena *arena)
{
    enum record_kind kind = field == FIELD_RESIDENT ? RECORD_RESIDENTS : RECORD_STAFF;

    if (!text_is_empty(act->value[field]))
        act->value[field] = turned(twins, kind, act->value[field], place, arena);
}

static void turn_act(const struct twins *twins, struct act *act, const char *home, turn *turned,
                     struct arena *arena)
{
    const char *by = act->by, *author = circle_home(act, arena);
    bool is_own = is_own_taking(act, by);

    if (!twins->count)
        return;
    if (!text_is_empty(by))
        act->by = turned(twins, RECORD_STAFF, by, author, arena);
    if (!*home)
        return;
    turn_field(twins, act, FIELD_HOLDER, is_own ? author : home, turned, arena);
    turn_field(twins, act, FIELD_WHOM, home, turned, arena);
    turn_field(twins, act, FIELD_RESIDENT, home, turned, arena);
    if (is_to_person(act))
        turn_field(twins, act, FIELD_TO, home, turned, arena);
}

void twin_hear(const struct twins *twins, struct act *act, const char *home, struct arena *arena)
{
    turn_act(twins, act, home, turn_known, arena);
}

void twin_say(const struct twins *twins, struct act *act, const char *home, struct arena *arena)
{
    turn_act(twins, act, home, twin_said, arena);
}

/* --- records --- */

static const char *turn_list(const struct twins *twins, enum record_kind kind, const char *list,
                             const char *place, turn *turned, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    size_t count;
    const char **ids = parts_split(arena, list, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++) {
        text_add(&out, i ? ";" : "");
        parts_escape(&out, turned(twins, kind, ids[i], place, arena), PARTS_LIST);
    }
    list = arena_copy(arena, out.at);
    text_release(&out);
    return list;
}

static void turn_record(const struct twins *twins, struct record *record, const char *home,
                        turn *turned, struct arena *arena)
{
    const struct record_row *row = &record_rows[record->kind];

    for (size_t i = 0; twins->count && i < row->field_count; i++) {
        enum record_kind kind = row->fields[i].refers;
        if (twin_has_kind(kind) && !text_is_empty(record->value[i]))
            record->value[i] = turn_list(twins, kind, record->value[i], home, turned, arena);
    }
}

void twin_hear_record(const struct twins *twins, struct record *record, const char *home,
                      struct arena *arena)
{
    turn_record(twins, record, home, turn_known, arena);
}

void twin_say_record(const struct twins *twins, struct record *record, const char *home,
                     struct arena *arena)
{
    turn_record(twins, record, home, twin_said, arena);
}

void twin_write_record(const struct twins *twins, struct record *record, const char *home,
                       struct arena *arena)
{
    turn_record(twins, record, home, turn_written, arena);
}
