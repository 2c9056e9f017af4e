/* SPDX-License-Identifier: MIT */
/* Residents of whom several records turned out to be one person: which of them stands for the
 * others, kept beside each so that reading costs nothing. */
#include "config.h"

#include "shouwen/domain/resident.h"
#include "shouwen/store/records.h"
#include "store/records_inside.h"

#include <string.h>

struct reading {
    struct db *db;
    struct arena *arena;
    enum status status;
    struct error *error;
};

static const char *joined_of(void *context, const char *id)
{
    struct reading *reading = context;
    struct query *query = db_query(reading->db, SQL_RECORDS_JOINED_OF);
    const char *joined = NULL;
    bool row = false;

    if (reading->status != STATUS_OK)
        return NULL;
    query_bind_text(query, 1, id);
    reading->status = query_step(query, &row, reading->error);
    if (row)
        joined = query_copy(query, 0, reading->arena);
    query_reset(query);
    return joined;
}

/* Sets whom one record stands for; *changed says whether that is another one than before. */
static enum status put_who(struct db *db, const char *id, struct arena *arena,
                           struct records_rejoined *out, struct error *error)
{
    struct reading reading = {db, arena, STATUS_OK, error};
    struct query *query = db_query(db, SQL_RECORDS_JOINED_OF);
    const char *who, *before = "";
    enum status status;
    bool row;

    query_bind_text(query, 1, id);
    TRY(query_step(query, &row, error));
    if (row)
        before = query_copy(query, 1, arena);
    query_reset(query);
    if (!row)
        goto done;
    who = resident_who(arena, id, joined_of, &reading);
    TRY(reading.status);
    if (strcmp(who, id) == 0)
        who = "";
    if (strcmp(who, before) == 0)
        goto done;
    query = db_query(db, SQL_RECORDS_WHO_PUT);
    query_bind_text(query, 1, id);
    query_bind_text(query, 2, who);
    TRY(query_run(query, error));
    const char *touched[] = {id, who, before};
    for (size_t i = 0; i < 3; i++) {
        out->ids = arena_grow(arena, out->ids, out->count, &out->room, sizeof(*out->ids));
        out->ids[out->count] = touched[i];
        out->count += *touched[i] != '\0';
    }
done:
    return status;
}

static enum status add_joined_into(struct db *db, const char *id, struct arena *arena,
                                   struct records_rejoined *all, struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_JOINED_INTO);
    enum status status;
    bool row;

    query_bind_text(query, 1, id);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        bool is_new = true;
        for (size_t i = 0; i < all->count && is_new; i++)
            is_new = strcmp(all->ids[i], query_text(query, 0)) != 0;
        if (!is_new)
            continue;
        all->ids = arena_grow(arena, all->ids, all->count, &all->room, sizeof(*all->ids));
        all->ids[all->count++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}

enum status records_is_alone(struct db *db, const struct record *record, bool *is_alone,
                             struct error *error)
{
    bool has_joined = false;
    enum status status = STATUS_OK;

    if (record->kind == RECORD_RESIDENTS) {
        struct query *query = db_query(db, SQL_RECORDS_IS_JOINED_INTO);
        query_bind_text(query, 1, record->id);
        status = query_step(query, &has_joined, error);
        query_reset(query);
    }
    *is_alone = !has_joined && (record->kind != RECORD_RESIDENTS ||
                                !*record_text(record, RECORD_RESIDENTS_JOINED));
    return status;
}

enum status records_rejoin(struct db *db, const char *id, struct arena *arena,
                           struct records_rejoined *out, struct error *error)
{
    struct records_rejoined all = {0};
    enum status status = STATUS_OK;

    *out = (struct records_rejoined){0};
    all.ids = arena_grow(arena, all.ids, all.count, &all.room, sizeof(*all.ids));
    all.ids[all.count++] = id;
    for (size_t i = 0; i < all.count; i++)
        TRY(add_joined_into(db, all.ids[i], arena, &all, error));
    for (size_t i = 0; i < all.count; i++)
        TRY(put_who(db, all.ids[i], arena, out, error));
done:
    return status;
}

enum status records_who(struct db *db, const char *id, struct arena *arena, const char **who,
                        struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_JOINED_OF);
    enum status status;
    bool row;

    *who = id;
    query_bind_text(query, 1, id);
    TRY(query_step(query, &row, error));
    if (row && *query_text(query, 1))
        *who = query_copy(query, 1, arena);
done:
    query_reset(query);
    return status;
}

enum status records_get_person(struct db *db, const char *id, struct arena *arena,
                               struct record *record, bool *found, struct error *error)
{
    const char *who;
    enum status status;

    *found = false;
    TRY(records_who(db, id, arena, &who, error));
    TRY(records_get(db, RECORD_RESIDENTS, who, arena, record, found, error));
done:
    return status;
}

enum status records_stand_for(struct db *db, const char *id, struct arena *arena, const char ***ids,
                              size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_STAND_FOR);
    enum status status;
    size_t room = 0;
    bool row;

    *ids = NULL;
    *count = 0;
    query_bind_text(query, 1, id);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *ids = arena_grow(arena, *ids, *count, &room, sizeof(**ids));
        (*ids)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}

enum status records_doubles(struct db *db, int limit, struct arena *arena,
                            struct records_double **doubles, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_DOUBLES);
    enum status status;
    size_t room = 0;
    bool row;

    *doubles = NULL;
    *count = 0;
    query_bind_integer(query, 1, limit);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *doubles = arena_grow(arena, *doubles, *count, &room, sizeof(**doubles));
        (*doubles)[(*count)++] = (struct records_double){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_copy(query, 2, arena)};
    }
done:
    query_reset(query);
    return status;
}
