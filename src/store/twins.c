/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/twins.h"

#include "shouwen/base/json.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/records.h"

#include <string.h>

/* What was looked up, and what was found. */
struct gathering {
    struct db *db;
    struct arena *arena;
    struct twin *at;
    size_t count, room;
    struct asked {
        enum record_kind kind;
        const char *id;
    } * asked;
    size_t asked_count, asked_room;
};

enum status twins_are_there(struct db *db, bool *are_there, struct error *error)
{
    struct query *query = db_query(db, SQL_TWINS_ARE_THERE);
    enum status status = query_step(query, are_there, error);

    query_reset(query);
    return status;
}

static enum status gather(struct gathering *gathering, enum record_kind kind, const char *id,
                          struct error *error)
{
    struct query *query = db_query(gathering->db, SQL_TWINS_OF);
    enum status status = STATUS_OK;
    bool row;

    for (size_t i = 0; i < gathering->asked_count; i++)
        if (gathering->asked[i].kind == kind && strcmp(gathering->asked[i].id, id) == 0)
            return STATUS_OK;
    gathering->asked = arena_grow(gathering->arena, gathering->asked, gathering->asked_count,
                                  &gathering->asked_room, sizeof(*gathering->asked));
    gathering->asked[gathering->asked_count++] = (struct asked){kind, id};
    query_bind_text(query, 1, record_rows[kind].name);
    query_bind_text(query, 2, id);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        gathering->at = arena_grow(gathering->arena, gathering->at, gathering->count,
                                   &gathering->room, sizeof(*gathering->at));
        gathering->at[gathering->count++] =
            (struct twin){kind, id, query_copy(query, 1, gathering->arena),
                          query_copy(query, 0, gathering->arena)};
    }
done:
    query_reset(query);
    return status;
}

/* By the id, and by what stands before its home. */
static enum status gather_about(struct gathering *gathering, enum record_kind kind, const char *id,
                                struct error *error)
{
    enum status status = STATUS_OK;
    const char *mark;

    if (text_is_empty(id))
        return STATUS_OK;
    TRY(gather(gathering, kind, id, error));
    mark = strrchr(id, TWIN_MARK);
    if (mark)
        TRY(gather(gathering, kind, arena_copy_part(gathering->arena, id, (size_t)(mark - id)),
                   error));
done:
    return status;
}

static struct twins gathered(const struct gathering *gathering)
{
    return (struct twins){gathering->at, gathering->count};
}

enum status twins_of(struct db *db, enum record_kind kind, const char *id, struct arena *arena,
                     struct twins *twins, struct error *error)
{
    struct gathering gathering = {.db = db, .arena = arena};
    enum status status = gather(&gathering, kind, id, error);

    *twins = gathered(&gathering);
    return status;
}

enum status twins_about(struct db *db, enum record_kind kind, const char *id, struct arena *arena,
                        struct twins *twins, struct error *error)
{
    struct gathering gathering = {.db = db, .arena = arena};
    enum status status = gather_about(&gathering, kind, id, error);

    *twins = gathered(&gathering);
    return status;
}

enum status twins_put(struct db *db, enum record_kind kind, const char *id,
                      const struct twins *twins, struct error *error)
{
    struct query *query = db_query(db, SQL_TWINS_DROP);
    enum status status;

    query_bind_text(query, 1, record_rows[kind].name);
    query_bind_text(query, 2, id);
    TRY(query_run(query, error));
    for (size_t i = 0; i < twins->count; i++) {
        query = db_query(db, SQL_TWINS_ADD);
        query_bind_text(query, 1, record_rows[kind].name);
        query_bind_text(query, 2, id);
        query_bind_text(query, 3, twins->at[i].known);
        query_bind_text(query, 4, twins->at[i].home);
        TRY(query_run(query, error));
    }
done:
    return status;
}

enum status twins_of_acts(struct db *db, const struct act *acts, size_t count, struct arena *arena,
                          struct twins *twins, struct error *error)
{
    static const enum act_field staff[] = {FIELD_TO, FIELD_HOLDER, FIELD_WHOM};
    struct gathering gathering = {.db = db, .arena = arena};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        TRY(gather_about(&gathering, RECORD_STAFF, acts[i].by, error));
        TRY(gather_about(&gathering, RECORD_RESIDENTS, acts[i].value[FIELD_RESIDENT], error));
        for (size_t k = 0; k < sizeof(staff) / sizeof(staff[0]); k++)
            TRY(gather_about(&gathering, RECORD_STAFF, acts[i].value[staff[k]], error));
    }
done:
    *twins = gathered(&gathering);
    return status;
}

enum status twins_of_record(struct db *db, const struct record *record, struct arena *arena,
                            struct twins *twins, struct error *error)
{
    const struct record_row *row = &record_rows[record->kind];
    struct gathering gathering = {.db = db, .arena = arena};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < row->field_count; i++) {
        size_t count = 0;
        const char **ids = NULL;
        if (twin_has_kind(row->fields[i].refers) && !text_is_empty(record->value[i]))
            ids = parts_split(arena, record->value[i], PARTS_LIST, &count);
        for (size_t k = 0; k < count; k++)
            TRY(gather_about(&gathering, row->fields[i].refers, ids[k], error));
    }
done:
    *twins = gathered(&gathering);
    return status;
}

/* Of a case the node where it was opened; "" of all other subjects. */
static const char *home_of(const struct act *acts, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++)
        if (acts[i].kind == ACT_OPEN)
            return text_is_empty(acts[i].value[FIELD_NODE]) ? circle_home(&acts[i], arena)
                                                            : acts[i].value[FIELD_NODE];
    return "";
}

enum status twins_hear(struct db *db, struct act *acts, size_t count, struct arena *arena,
                       struct error *error)
{
    const char *home = home_of(acts, count, arena);
    struct twins twins;
    enum status status;

    TRY(twins_of_acts(db, acts, count, arena, &twins, error));
    for (size_t i = 0; i < count; i++)
        twin_hear(&twins, &acts[i], home, arena);
done:
    return status;
}

enum status twins_naming(struct db *db, enum record_kind kind, const char *const *ids,
                         size_t id_count, struct arena *arena, const char ***subjects,
                         size_t *count, struct error *error)
{
    struct query *query =
        db_query(db, kind == RECORD_STAFF ? SQL_TWINS_NAME_STAFF : SQL_TWINS_NAME_RESIDENTS);
    struct text list = TEXT_EMPTY;

    text_add_char(&list, '[');
    for (size_t i = 0; i < id_count; i++) {
        text_add(&list, i ? "," : "");
        json_write_text(ids[i], &list);
    }
    text_add_char(&list, ']');
    query_bind_text(query, 1, list.at);
    enum status status = query_all_text(query, arena, subjects, count, error);
    text_release(&list);
    return status;
}

/* Where a row is from: its unit or grid; of a visit where the resident lives, of somebody of the
 * staff where they work. */
static enum status place_of_row(struct db *db, const struct record *row, struct arena *arena,
                                const char **place, struct error *error)
{
    enum record_kind kind = row->kind == RECORD_VISITS ? RECORD_RESIDENTS : RECORD_STAFF;
    const char *whose = row->kind == RECORD_VISITS  ? row->value[RECORD_VISITS_RESIDENT]
                        : row->kind == RECORD_STAFF ? row->id
                                                    : NULL;
    int node = record_field_find(row->kind, "node");
    enum status status = STATUS_OK;
    struct record there;
    bool found;

    *place = row->kind == RECORD_GRIDS   ? record_text(row, RECORD_GRIDS_CODE)
             : row->kind == RECORD_CASES ? record_text(row, RECORD_CASES_GRID)
             : *record_place(row)        ? record_place(row)
             : node >= 0                 ? record_text(row, node)
                                         : "";
    if (**place || text_is_empty(whose))
        return STATUS_OK;
    TRY(records_get(db, kind, whose, arena, &there, &found, error));
    if (found)
        *place = record_home(arena, &there, NULL);
done:
    return status;
}

enum status twins_hear_row(struct db *db, struct record *row, struct arena *arena,
                           struct error *error)
{
    enum status status;
    const char *place;
    struct twins twins;

    TRY(place_of_row(db, row, arena, &place, error));
    TRY(twins_of_record(db, row, arena, &twins, error));
    twin_hear_record(&twins, row, place, arena);
done:
    return status;
}

enum status twins_write_row(struct db *db, struct record *row, struct arena *arena,
                            struct error *error)
{
    enum status status;
    const char *place;
    struct twins twins;

    TRY(place_of_row(db, row, arena, &place, error));
    TRY(twins_of_record(db, row, arena, &twins, error));
    twin_write_record(&twins, row, place, arena);
done:
    return status;
}
