/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/records.h"

#include "shouwen/base/searchkey.h"

#include <stdio.h>
#include <string.h>

/* X(KIND, SQL's word, columns that records_put_* takes after the fields) */
#define STATEMENTS(X)                                                                              \
    X(NODES, NODE)                                                                                 \
    X(GRIDS, GRID)                                                                                 \
    X(STAFF, STAFF)                                                                                \
    X(DUTY, DUTY)                                                                                  \
    X(RESIDENTS, RESIDENT)                                                                         \
    X(SERVICES, SERVICE)                                                                           \
    X(RESOURCES, RESOURCE)                                                                         \
    X(DEMANDS, DEMAND)                                                                             \
    X(CALENDAR, CALENDAR)

static const struct {
    enum sql put, get, each, count;
} statements[RECORD_KIND_COUNT] = {
#define STATEMENT(kind, word)                                                                      \
    [RECORD_##kind] = {SQL_RECORDS_PUT_##word, SQL_RECORDS_GET_##word, SQL_RECORDS_EACH_##word,    \
                       SQL_RECORDS_COUNT_##word},
    STATEMENTS(STATEMENT)};

/* The station that a grid's code belongs to. */
static void bind_grid_node(struct query *query, int at, const char *grid)
{
    char node[32];

    snprintf(node, sizeof(node), "%.*s", (int)strspn(grid, "0123456789"), grid);
    query_bind_text(query, at, node);
}

static void bind_resident(struct query *query, int at, const struct record *record, int near)
{
    struct text key = TEXT_EMPTY;
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);

    searchkey_sort(&key, record_text(record, RECORD_RESIDENTS_NAME));
    query_bind_text(query, at, key.at);
    text_clear(&key);
    if (!searchkey_door(&key, door))
        text_add(&key, door);
    query_bind_text(query, at + 1, key.at);
    bind_grid_node(query, at + 2, record_text(record, RECORD_RESIDENTS_GRID));
    query_bind_integer(query, at + 3, near);
    text_release(&key);
}

/* Columns that follow from the others. */
static void bind_derived(struct query *query, int at, const struct record *record, int near)
{
    const char *slash;

    switch ((int)record->kind) {
    case RECORD_DUTY:
        slash = strrchr(record->id, '/');
        query_bind_text(query, at, record->id);
        query_bind_text(query, at + 1, slash ? slash + 1 : "");
        break;
    case RECORD_DEMANDS:
        query_bind_text(query, at, record->id);
        break;
    case RECORD_RESIDENTS:
        bind_resident(query, at, record, near);
        break;
    default:
        break;
    }
}

/* The row that stands there, with its seq and nearness where the kind has them. */
static enum status get_row(struct db *db, enum record_kind kind, const char *id,
                           struct arena *arena, struct record *record, bool *found, int64_t *seq,
                           struct error *error)
{
    struct query *query = db_query(db, statements[kind].get);
    size_t fields = record_rows[kind].field_count;
    enum status status;

    *record = (struct record){.kind = kind};
    query_bind_text(query, 1, id);
    TRY(query_step(query, found, error));
    if (!*found)
        return STATUS_OK;
    record->id = arena_copy(arena, id);
    for (size_t i = 0; i < fields; i++)
        record->value[i] = query_copy(query, (int)i, arena);
    if (kind == RECORD_RESIDENTS || kind == RECORD_SERVICES)
        *seq = query_integer(query, (int)fields);
done:
    query_reset(query);
    return status;
}

enum status records_get(struct db *db, enum record_kind kind, const char *id, struct arena *arena,
                        struct record *record, bool *found, struct error *error)
{
    int64_t seq;

    return get_row(db, kind, id, arena, record, found, &seq, error);
}

static enum status put_row(struct db *db, const struct record *record, int near,
                           struct error *error)
{
    struct query *query = db_query(db, statements[record->kind].put);
    int fields = (int)record_rows[record->kind].field_count;

    for (int i = 0; i < fields; i++)
        query_bind_text(query, i + 1, record_text(record, i));
    bind_derived(query, fields + 1, record, near);
    return query_run(query, error);
}

enum status records_project(struct db *db, const struct record *record, struct error *error)
{
    struct record after = *record;

    /* the key is the id, whatever the fields say */
    if (record->kind != RECORD_DUTY && record->kind != RECORD_DEMANDS)
        after.value[0] = record->id;
    return put_row(db, &after, 2, error);
}

enum status records_each(struct db *db, enum record_kind kind, const char *after,
                         enum status (*visit)(void *context, const struct record *record,
                                              struct error *error),
                         void *context, struct error *error)
{
    struct query *query = db_query(db, statements[kind].each);
    struct arena arena = {0};
    enum status status;
    bool row;

    query_bind_text(query, 1, after);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        struct record record = {.kind = kind, .id = query_copy(query, 0, &arena)};
        for (size_t i = 0; i < record_rows[kind].field_count; i++)
            record.value[i] = query_copy(query, (int)i + 1, &arena);
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
    enum status status;
    bool row;

    *count = 0;
    TRY(query_step(query, &row, error));
    *count = query_integer(query, 0);
done:
    query_reset(query);
    return status;
}

static enum status digest_record(void *context, const struct record *record, struct error *error)
{
    (void)error;
    crypto_digest_add(context, record->id, strlen(record->id) + 1);
    for (size_t i = 0; i < record_rows[record->kind].field_count; i++)
        crypto_digest_add(context, record->value[i], strlen(record->value[i]) + 1);
    return STATUS_OK;
}

enum status records_digest(struct db *db, struct crypto_digest *digest, struct error *error)
{
    enum status status = STATUS_OK;

    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        TRY(records_each(db, (enum record_kind)kind, "", digest_record, digest, error));
done:
    return status;
}

enum status records_residents(struct db *db, const char *name, const char *door,
                              struct arena *arena, const char ***ids, size_t *count,
                              struct error *error)
{
    struct query *query =
        db_query(db, name ? SQL_RECORDS_RESIDENTS_NAMED : SQL_RECORDS_RESIDENTS_OF_DOOR);
    struct text key = TEXT_EMPTY;
    enum status status;
    size_t room = 0;
    bool row;

    *ids = NULL;
    *count = 0;
    if (name) {
        searchkey_sort(&key, name);
        query_bind_text(query, 1, key.at);
        query_bind_text(query, 2, name);
    } else {
        query_bind_text(query, 1, door);
    }
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *ids = arena_grow(arena, *ids, *count, &room, sizeof(**ids));
        (*ids)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    text_release(&key);
    return status;
}
