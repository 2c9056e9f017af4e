/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/joining.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"

#include <string.h>

enum { LOOKED_AT = 4 }; /* times as many pairs as are wanted: some are not seen */

static enum status read_pair(struct desk *desk, const struct records_double *found,
                             struct arena *arena, struct joining_pair *pair, bool *is_seen,
                             struct error *error)
{
    struct db *db = desk_reader(desk);
    enum status status;
    bool has, has_other;

    TRY(records_get(db, RECORD_RESIDENTS, found->id, arena, &pair->one, &has, error));
    TRY(records_get(db, RECORD_RESIDENTS, found->other, arena, &pair->other, &has_other, error));
    pair->same =
        &record_rows[RECORD_RESIDENTS].fields[record_field_find(RECORD_RESIDENTS, found->why)];
    *is_seen = has && has_other && sight_has_record(desk, &pair->one) &&
               sight_has_record(desk, &pair->other);
done:
    return status;
}

enum status joining_pairs(struct desk *desk, int limit, struct arena *arena,
                          struct joining_pair **pairs, size_t *count, struct error *error)
{
    struct records_double *found;
    enum status status;
    size_t found_count, room = 0;
    bool is_seen;

    *pairs = NULL;
    *count = 0;
    TRY(records_doubles(desk_reader(desk), LOOKED_AT * limit, arena, &found, &found_count, error));
    for (size_t i = 0; i < found_count && *count < (size_t)limit; i++) {
        *pairs = arena_grow(arena, *pairs, *count, &room, sizeof(**pairs));
        TRY(read_pair(desk, &found[i], arena, &(*pairs)[*count], &is_seen, error));
        *count += is_seen;
    }
done:
    return status;
}

/* The record itself, which the person may change. */
static enum status read_own(struct desk *desk, const char *id, struct arena *arena,
                            struct record *record, struct error *error)
{
    struct deed_place place = {0};
    enum status status;

    TRY(catalog_get(desk, RECORD_RESIDENTS, id, arena, record, error));
    char station[NODE_PART];
    place.grid = record_text(record, RECORD_RESIDENTS_GRID);
    place.node = *resident_station(record, station) ? station : desk_node(desk);
    TRY(permit(desk, DEED_JOIN, &place, error));
done:
    return status;
}

static enum status put_value(struct desk *desk, const char *id, int field, const char *value,
                             struct error *error)
{
    struct record record = {.kind = RECORD_RESIDENTS, .id = id};
    enum ledger_change change;
    struct ledger *ledger;
    enum status status;

    record.value[field] = value;
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, desk_person_id(desk), &record, &change, error));
done:
    return status;
}

/* Adds an id to those whom a resident is said not to be, or takes it out. */
static enum status put_apart(struct desk *desk, const struct record *record, const char *other,
                             bool is_apart, struct error *error)
{
    struct text list = TEXT_EMPTY;
    struct arena arena = {0};
    enum status status = STATUS_OK;
    bool had = false;
    size_t count;

    const char **ids =
        parts_split(&arena, record_text(record, RECORD_RESIDENTS_APART), PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++) {
        bool is_other = text_same(ids[i], other);
        had = had || is_other;
        if (!is_other)
            text_addf(&list, "%s%s", list.length ? ";" : "", ids[i]);
    }
    if (is_apart)
        text_addf(&list, "%s%s", list.length ? ";" : "", other);
    if (had != is_apart)
        status = put_value(desk, record->id, RECORD_RESIDENTS_APART, list.at, error);
    text_release(&list);
    arena_release(&arena);
    return status;
}

enum status joining_apart(struct desk *desk, const char *id, const char *other, bool is_unsure,
                          struct error *error)
{
    const char *who, *other_who;
    struct arena arena = {0};
    struct record one, two;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(read_own(desk, id, &arena, &one, error));
    TRY(read_own(desk, other, &arena, &two, error));
    id = one.id;
    other = two.id;
    TRY(records_who(desk_reader(desk), id, &arena, &who, error));
    TRY(records_who(desk_reader(desk), other, &arena, &other_who, error));
    if (text_same(who, other_who)) {
        status = error_set(error, STATUS_REFUSED, "to", _("%s and %s are one; part them first"), id,
                           other);
        goto done;
    }
    TRY(put_apart(desk, &one, other, !is_unsure, error));
    if (is_unsure)
        TRY(put_apart(desk, &two, id, false, error));
done:
    arena_release(&arena);
    return status;
}

enum status joining_join(struct desk *desk, const char *id, const char *into, struct error *error)
{
    struct arena arena = {0};
    struct record one, other;
    const char *who, *other_who;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(read_own(desk, id, &arena, &one, error));
    TRY(read_own(desk, into, &arena, &other, error));
    id = one.id;
    into = other.id;
    TRY(records_who(desk_reader(desk), id, &arena, &who, error));
    TRY(records_who(desk_reader(desk), into, &arena, &other_who, error));
    if (text_same(who, other_who))
        status = error_set(error, STATUS_REFUSED, "to", _("%s and %s are one already"), id, into);
    else if (*record_text(&one, RECORD_RESIDENTS_JOINED))
        status = error_set(error, STATUS_REFUSED, "id",
                           _("%s is joined into %s already; part them first"), id,
                           record_text(&one, RECORD_RESIDENTS_JOINED));
    else
        status = put_value(desk, id, RECORD_RESIDENTS_JOINED, other_who, error);
    if (status == STATUS_OK)
        status = put_apart(desk, &one, into, false, error);
    if (status == STATUS_OK)
        status = put_apart(desk, &other, id, false, error);
done:
    arena_release(&arena);
    return status;
}

enum status joining_part(struct desk *desk, const char *id, struct error *error)
{
    struct arena arena = {0};
    struct record one;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(read_own(desk, id, &arena, &one, error));
    id = one.id;
    if (*record_text(&one, RECORD_RESIDENTS_JOINED))
        status = put_value(desk, id, RECORD_RESIDENTS_JOINED, "", error);
    else
        status = error_set(error, STATUS_REFUSED, "id",
                           _("%s is not joined into anybody; see shouwen resident show"), id);
done:
    arena_release(&arena);
    return status;
}

enum status joining_person(struct desk *desk, const char *id, struct arena *arena,
                           struct record *record, const char ***ids, size_t *count,
                           struct error *error)
{
    const char *who;
    enum status status;

    TRY(query_reference_meant(desk_reader(desk), id, desk_home(desk), arena, &id, error));
    TRY(records_who(desk_reader(desk), id, arena, &who, error));
    TRY(catalog_get(desk, RECORD_RESIDENTS, who, arena, record, error));
    TRY(records_stand_for(desk_reader(desk), who, arena, ids, count, error));
done:
    return status;
}
