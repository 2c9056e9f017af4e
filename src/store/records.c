/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/records.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/search.h"
#include "shouwen/store/visits.h"
#include "store/records_inside.h"
#include "store/search_keys.h"

#include <string.h>

#define STATEMENTS(KIND, ...)                                                                      \
    [RECORD_##KIND] = {SQL_FRAGMENT_RECORDS_COLUMNS_##KIND,                                        \
                       SQL_FRAGMENT_RECORDS_AT_##KIND,                                             \
                       SQL_FRAGMENT_RECORDS_AFTER_##KIND,                                          \
                       SQL_RECORDS_COUNT_##KIND,                                                   \
                       SQL_RECORDS_PUT_##KIND,                                                     \
                       SQL_RECORDS_REMOVE_##KIND},
static const struct {
    enum sql columns, at, after, count, put, remove;
} statements[RECORD_KIND_COUNT] = {RECORD_KIND_TABLE(STATEMENTS)};

/* --- reading --- */

struct query *records_select(struct db *db, enum record_kind kind, enum sql from)
{
    struct text whole = TEXT_EMPTY;

    text_addf(&whole, "%s\n%s", sql_text[statements[kind].columns], sql_text[from]);
    struct query *query = db_query_composed(db, whole.at);
    text_release(&whole);
    return query;
}

struct record records_read(struct query *query, enum record_kind kind, struct arena *arena)
{
    struct record record = {.kind = kind};
    size_t count = record_rows[kind].field_count;

    for (size_t i = 0; i < count; i++)
        record.value[i] = query_copy(query, (int)i, arena);
    record.id = query_copy(query, (int)count, arena);
    return record;
}

enum status records_read_all(struct query *query, enum record_kind kind,
                             struct records_list_out *out, struct error *error)
{
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        out->at = arena_grow(out->arena, out->at, out->count, &out->room, sizeof(*out->at));
        out->at[out->count++] = records_read(query, kind, out->arena);
    }
done:
    return status;
}

enum status records_get(struct db *db, enum record_kind kind, const char *id, struct arena *arena,
                        struct record *record, bool *found, struct error *error)
{
    struct query *query = records_select(db, kind, statements[kind].at);

    *record = (struct record){.kind = kind};
    query_bind_text(query, 1, id);
    enum status status = query_step(query, found, error);
    if (status == STATUS_OK && *found)
        *record = records_read(query, kind, arena);
    query_reset(query);
    return status;
}

enum status records_each(struct db *db, enum record_kind kind, const char *after,
                         enum status (*visit)(void *context, const struct record *record,
                                              struct error *error),
                         void *context, struct error *error)
{
    struct query *query = records_select(db, kind, statements[kind].after);
    struct arena arena = {0};
    enum status status;
    bool row;

    query_bind_text(query, 1, after);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        struct record record = records_read(query, kind, &arena);
        TRY(visit(context, &record, error));
        arena_reset(&arena);
    }
done:
    query_reset(query);
    arena_release(&arena);
    return status;
}

enum status records_count(struct db *db, enum record_kind kind, int64_t *count, struct error *error)
{
    struct query *query = db_query(db, statements[kind].count);
    bool row;
    enum status status = query_step(query, &row, error);

    *count = status == STATUS_OK && row ? query_integer(query, 0) : 0;
    query_reset(query);
    return status;
}

static enum status add_to_digest(void *context, const struct record *record, struct error *error)
{
    struct crypto_digest *digest = context;

    (void)error;
    crypto_digest_add(digest, record->id, strlen(record->id) + 1);
    for (size_t i = 0; i < record_rows[record->kind].field_count; i++)
        crypto_digest_add(digest, record->value[i], strlen(record->value[i]) + 1);
    return STATUS_OK;
}

enum status records_digest(struct db *db, struct crypto_digest *digest, struct error *error)
{
    enum status status = STATUS_OK;

    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        TRY(records_each(db, (enum record_kind)kind, "", add_to_digest, digest, error));
done:
    return status;
}

/* --- writing --- */

/* What the search knows of the row that stands there. */
struct standing {
    bool is_there;
    int64_t seq;
    struct record record;
};

static bool is_searched(enum record_kind kind)
{
    return kind == RECORD_RESIDENTS || kind == RECORD_SERVICES;
}

static enum status read_standing(struct db *db, enum record_kind kind, const char *id,
                                 struct arena *arena, struct standing *standing,
                                 struct error *error)
{
    struct query *query = db_query(db, kind == RECORD_RESIDENTS ? SQL_RECORDS_PLACE_RESIDENTS
                                                                : SQL_RECORDS_PLACE_SERVICES);
    enum status status;

    *standing = (struct standing){.record = {.kind = kind}};
    query_bind_text(query, 1, id);
    TRY(query_step(query, &standing->is_there, error));
    if (standing->is_there) {
        standing->seq = query_integer(query, 0);
        query_reset(query);
        TRY(records_get(db, kind, id, arena, &standing->record, &standing->is_there, error));
    }
done:
    return status;
}

/* What the row of a resident has beside the fields. */
static void derive(const struct record *record, struct arena *arena, struct records_new *out)
{
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);
    struct text key = TEXT_EMPTY;
    char station[NODE_PART];

    searchkey_sort(&key, record_text(record, RECORD_RESIDENTS_NAME));
    out->sort_key = arena_copy(arena, key.at);
    text_clear(&key);
    search_key_of_door(&key, door);
    out->door_key = arena_copy(arena, key.at);
    out->station = arena_copy(arena, resident_station(record, station));
    text_clear(&key);
    visits_household_key(&key, record_place(record), door, record->id);
    out->household = arena_copy(arena, key.at);
    text_release(&key);
}

static void bind_resident(struct query *query, int at, const struct records_new *new)
{
    query_bind_text(query, at, new->sort_key);
    query_bind_text(query, at + 1, new->door_key);
    query_bind_text(query, at + 2, new->station);
    query_bind_text(query, at + 3, new->household);
    query_bind_integer(query, at + 4, new->since_on);
}

static void bind_visit(struct query *query, int at, const struct record *record)
{
    struct arena arena = {0};
    struct text key = TEXT_EMPTY;
    int64_t happened_at = 0;
    size_t met_count;

    if (!clock_parse_at(record_text(record, RECORD_VISITS_AT), &happened_at))
        happened_at = 0;
    query_bind_integer(query, at, happened_at);
    query_bind_integer(query, at + 1, clock_day_of(happened_at));
    visits_household_key(&key, record_place(record), record_text(record, RECORD_VISITS_DOOR),
                         record_text(record, RECORD_VISITS_RESIDENT));
    query_bind_text(query, at + 2, key.at);
    parts_split(&arena, record_text(record, RECORD_VISITS_MET), PARTS_LIST, &met_count);
    query_bind_integer(query, at + 3, (int64_t)met_count);
    text_release(&key);
    arena_release(&arena);
}

static enum status put_row(struct db *db, const struct records_new *new, struct error *error)
{
    const struct record *record = &new->record;
    struct query *query = db_query(db, statements[record->kind].put);
    int fields = (int)record_rows[record->kind].field_count;

    query_bind_text(query, 1, record->id);
    for (int i = 0; i < fields; i++)
        query_bind_text(query, i + 2, record_text(record, i));
    if (record->kind == RECORD_RESIDENTS)
        bind_resident(query, fields + 2, new);
    if (record->kind == RECORD_VISITS)
        bind_visit(query, fields + 2, record);
    if (record->kind == RECORD_DUTY) {
        const char *node = strrchr(record->id, '/');
        query_bind_text(query, fields + 2, node ? node + 1 : "");
    }
    return query_run(query, error);
}

/* The key is the id, whatever the fields say. */
static struct record with_key(const struct record *record)
{
    struct record keyed = *record;

    if (!record_has_own_id(record->kind))
        keyed.value[0] = record->id;
    return keyed;
}

/* The row alone. */
static void prepare_row(const struct record *record, int32_t since_on, struct arena *arena,
                        struct records_new *out)
{
    *out = (struct records_new){.record = with_key(record), .since_on = since_on};
    if (record->kind == RECORD_RESIDENTS)
        derive(&out->record, arena, out);
}

void records_prepare(const struct record *record, int32_t since_on, struct arena *arena,
                     struct records_new *out)
{
    struct search_keys *keys = arena_alloc(arena, sizeof(*keys));

    prepare_row(record, since_on, arena, out);
    keys->arena = arena;
    if (is_searched(record->kind))
        search_keys_of_record(keys, &out->record);
    out->keys = keys;
}

enum status records_project(struct db *db, const struct record *record, int32_t since_on,
                            struct error *error)
{
    struct arena arena = {0};
    struct standing standing = {0};
    struct records_new new;
    enum status status = STATUS_OK;

    prepare_row(record, since_on, &arena, &new);
    if (is_searched(record->kind))
        TRY(read_standing(db, record->kind, record->id, &arena, &standing, error));
    TRY(put_row(db, &new, error));
    if (is_searched(record->kind))
        TRY(search_put_record(db, standing.is_there ? standing.seq : db_last_rowid(db),
                              standing.is_there ? &standing.record : NULL, &new.record, error));
done:
    arena_release(&arena);
    return status;
}

enum status records_add(struct db *db, const struct records_new *new, struct search_batch *batch,
                        struct error *error)
{
    enum status status;

    TRY(put_row(db, new, error));
    if (is_searched(new->record.kind))
        TRY(search_add_record(db, batch, db_last_rowid(db), &new->record, new->keys, error));
done:
    return status;
}

enum status records_remove(struct db *db, enum record_kind kind, const char *id,
                           struct error *error)
{
    struct arena arena = {0};
    struct standing standing = {0};
    enum status status = STATUS_OK;
    struct query *query;

    if (is_searched(kind))
        TRY(read_standing(db, kind, id, &arena, &standing, error));
    if (standing.is_there)
        TRY(search_put_record(db, standing.seq, &standing.record, NULL, error));
    query = db_query(db, statements[kind].remove);
    query_bind_text(query, 1, id);
    TRY(query_run(query, error));
done:
    arena_release(&arena);
    return status;
}
