/* SPDX-License-Identifier: MIT */
/* Which acts are seen together, and by whom. */
#include "config.h"

#include "sync/hub_store_sqlite.h"

#include <string.h>

/* Rows of id, subject, author, claims. */
static void read_circle(struct query *query, struct arena *arena, struct hub_circle *circle)
{
    *circle =
        (struct hub_circle){.id = query_integer(query, 0), .author = query_copy(query, 2, arena)};
    circle_read(&circle->circle, query_copy(query, 1, arena), query_text(query, 3), arena);
}

static enum status read_circles(struct query *query, struct arena *arena,
                                struct hub_circle **circles, size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *circles = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *circles = arena_grow(arena, *circles, *count, &room, sizeof(**circles));
        read_circle(query, arena, &(*circles)[(*count)++]);
    }
done:
    query_reset(query);
    return status;
}

static enum status read_ids(struct query *query, struct arena *arena, int64_t **ids, size_t *count,
                            struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *ids = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *ids = arena_grow(arena, *ids, *count, &room, sizeof(**ids));
        (*ids)[(*count)++] = query_integer(query, 0);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_circle_get(struct hub_store *store, int64_t id, struct arena *arena,
                                  struct hub_circle *circle, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_CIRCLE_GET);
    enum status status;
    bool row;

    *circle = (struct hub_circle){.author = ""};
    query_bind_integer(query, 1, id);
    TRY(query_step(query, &row, error));
    if (row)
        read_circle(query, arena, circle);
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_circles_of(struct hub_store *store, const char *subject, const char *author,
                                  struct arena *arena, struct hub_circle **circles, size_t *count,
                                  struct error *error)
{
    struct query *query =
        db_query(db_of(store), author ? SQL_HUB_CIRCLE_OF_AUTHOR : SQL_HUB_CIRCLES_OF);

    query_bind_text(query, 1, subject);
    if (author)
        query_bind_text(query, 2, author);
    return read_circles(query, arena, circles, count, error);
}

static void write_prefix(uint64_t prefix, uint8_t *out)
{
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(prefix >> (56 - 8 * i));
}

enum status hub_sqlite_circles_named(struct hub_store *store, const char *subject, uint64_t prefix,
                                     struct arena *arena, int64_t **circles, size_t *count,
                                     struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_CIRCLE_NAMED);
    uint8_t low[CRYPTO_ID], high[CRYPTO_ID];

    memset(low, 0, sizeof(low));
    memset(high, 0xff, sizeof(high));
    write_prefix(prefix, low);
    write_prefix(prefix, high);
    query_bind_bytes(query, 1, low, sizeof(low));
    query_bind_bytes(query, 2, high, sizeof(high));
    query_bind_text(query, 3, subject);
    return read_ids(query, arena, circles, count, error);
}

enum status hub_sqlite_circle_erase(struct hub_store *store, int64_t circle, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_CIRCLE_ERASE);

    query_bind_integer(query, 1, circle);
    return query_run(query, error);
}

enum status hub_sqlite_circle_put(struct hub_store *store, struct hub_circle *circle,
                                  struct error *error)
{
    struct query *query =
        db_query(db_of(store), circle->id ? SQL_HUB_CIRCLE_PUT : SQL_HUB_CIRCLE_ADD);
    struct text claims = TEXT_EMPTY;

    circle_write(&circle->circle, &claims);
    if (circle->id) {
        query_bind_integer(query, 1, circle->id);
        query_bind_text(query, 2, claims.at);
    } else {
        query_bind_text(query, 1, circle->circle.subject);
        query_bind_text(query, 2, circle->author);
        query_bind_text(query, 3, claims.at);
    }
    enum status status = query_run(query, error);
    if (!circle->id)
        circle->id = db_last_rowid(db_of(store));
    text_release(&claims);
    return status;
}

/* Rows of seq, id, author, log, n. */
static enum status read_acts(struct query *query, struct arena *arena, struct hub_act **acts,
                             size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *acts = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *acts = arena_grow(arena, *acts, *count, &room, sizeof(**acts));
        struct hub_act *act = &(*acts)[(*count)++];
        *act = (struct hub_act){.seq = query_integer(query, 0),
                                .author = query_copy(query, 2, arena),
                                .log = query_copy(query, 3, arena),
                                .n = query_integer(query, 4)};
        hub_sqlite_take(query, 1, act->id, CRYPTO_ID);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_acts_of_circle(struct hub_store *store, int64_t circle, struct arena *arena,
                                      struct hub_act **acts, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACTS_OF_CIRCLE);

    query_bind_integer(query, 1, circle);
    return read_acts(query, arena, acts, count, error);
}

enum status hub_sqlite_heads_of(struct hub_store *store, const char *subject, struct arena *arena,
                                struct hub_head **heads, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_HEADS_OF);
    size_t room = 0, length;
    enum status status;
    bool row;

    *heads = NULL;
    *count = 0;
    query_bind_text(query, 1, subject);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *heads = arena_grow(arena, *heads, *count, &room, sizeof(**heads));
        struct hub_head *head = &(*heads)[(*count)++];
        const void *bytes = query_bytes(query, 2, &length);
        *head = (struct hub_head){.circle = query_integer(query, 0),
                                  .author = query_copy(query, 1, arena)};
        TRY(act_decode(arena, bytes, length, NULL, 0, &head->act, error));
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_acts_loose(struct hub_store *store, const char *log, struct arena *arena,
                                  struct hub_act **acts, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACTS_LOOSE);

    query_bind_text(query, 1, log);
    return read_acts(query, arena, acts, count, error);
}

enum status hub_sqlite_circle_move(struct hub_store *store, int64_t from, int64_t to,
                                   struct error *error)
{
    static const enum sql steps[] = {SQL_HUB_ACTS_MOVE, SQL_HUB_MISSING_MOVE, SQL_HUB_CIRCLE_DROP};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        struct query *query = db_query(db_of(store), steps[i]);
        query_bind_integer(query, 1, from);
        if (steps[i] != SQL_HUB_CIRCLE_DROP)
            query_bind_integer(query, 2, to);
        TRY(query_run(query, error));
    }
done:
    return status;
}

enum status hub_sqlite_missing_put(struct hub_store *store, uint64_t prefix, int64_t circle,
                                   struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_MISSING_ADD);
    uint8_t bytes[8];

    write_prefix(prefix, bytes);
    query_bind_bytes(query, 1, bytes, sizeof(bytes));
    query_bind_integer(query, 2, circle);
    return query_run(query, error);
}

enum status hub_sqlite_missing_take(struct hub_store *store, uint64_t prefix, const char *subject,
                                    struct arena *arena, int64_t **circles, size_t *count,
                                    struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_MISSING_OF);
    uint8_t bytes[8];
    enum status status;

    write_prefix(prefix, bytes);
    query_bind_bytes(query, 1, bytes, sizeof(bytes));
    query_bind_text(query, 2, subject);
    TRY(read_ids(query, arena, circles, count, error));
    if (*count) {
        query = db_query(db_of(store), SQL_HUB_MISSING_DROP);
        query_bind_bytes(query, 1, bytes, sizeof(bytes));
        TRY(query_run(query, error));
    }
done:
    return status;
}

enum status hub_sqlite_named_put(struct hub_store *store, const char *resident, int64_t circle,
                                 struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_NAMED_ADD);

    query_bind_text(query, 1, resident);
    query_bind_integer(query, 2, circle);
    return query_run(query, error);
}

enum status hub_sqlite_named_of(struct hub_store *store, const char *resident, struct arena *arena,
                                struct hub_circle **circles, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_NAMED_OF);

    query_bind_text(query, 1, resident);
    return read_circles(query, arena, circles, count, error);
}

enum status hub_sqlite_each(struct hub_store *store,
                            enum status (*visit)(void *context, const struct hub_act *act,
                                                 const struct circle *circle, struct error *error),
                            void *context, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACTS_AND_CIRCLES);
    struct arena one = {0};
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        arena_reset(&one);
        struct hub_act act = {.seq = query_integer(query, 0),
                              .author = query_copy(query, 2, &one),
                              .log = query_copy(query, 3, &one),
                              .circle = query_integer(query, 6)};
        struct circle circle;
        hub_sqlite_take(query, 1, act.id, CRYPTO_ID);
        circle_read(&circle, query_copy(query, 4, &one), query_text(query, 5), &one);
        TRY(visit(context, &act, &circle, error));
    }
done:
    query_reset(query);
    arena_release(&one);
    return status;
}
