/* SPDX-License-Identifier: MIT */
/* Acts and feeds. */
#include "config.h"

#include "sync/hub_store_sqlite.h"

#include <string.h>

/* Asking is cheap here. */
enum status hub_sqlite_expect(struct hub_store *store, const struct act **acts,
                              const struct fact *facts, size_t count, struct error *error)
{
    (void)store;
    (void)acts;
    (void)facts;
    (void)count;
    (void)error;
    return STATUS_OK;
}

enum status hub_sqlite_act_find(struct hub_store *store, const struct fact *fact,
                                struct arena *arena, struct hub_act *act, bool *found,
                                struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACT_FIND);
    enum status status;

    query_bind_bytes(query, 1, fact->id, CRYPTO_ID);
    TRY(query_step(query, found, error));
    if (*found) {
        *act = (struct hub_act){.seq = query_integer(query, 0),
                                .log = query_copy(query, 1, arena),
                                .n = query_integer(query, 2),
                                .circle = query_integer(query, 3),
                                .is_placed = query_integer(query, 4),
                                .has_body = query_integer(query, 5)};
        memcpy(act->id, fact->id, CRYPTO_ID);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_act_add(struct hub_store *store, const struct fact *fact, const char *author,
                               int64_t circle, const uint8_t *chain, int64_t *seq,
                               struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACT_ADD);

    query_bind_bytes(query, 1, fact->id, CRYPTO_ID);
    query_bind_text(query, 2, fact->log);
    query_bind_integer(query, 3, fact->n);
    query_bind_text(query, 4, author);
    query_bind_integer(query, 5, circle);
    query_bind_bytes(query, 6, fact->head, fact->head_length);
    if (fact->body)
        query_bind_bytes(query, 7, fact->body, fact->body_length);
    if (chain)
        query_bind_bytes(query, 8, chain, CRYPTO_CHAIN);
    enum status status = query_run(query, error);
    *seq = db_last_rowid(db_of(store));
    return status;
}

enum status hub_sqlite_act_place(struct hub_store *store, const struct hub_act *act,
                                 const struct fact *fact, const uint8_t *chain, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACT_PLACE);

    query_bind_integer(query, 1, act->seq);
    query_bind_text(query, 2, fact->log);
    query_bind_integer(query, 3, fact->n);
    query_bind_bytes(query, 4, chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

enum status hub_sqlite_act_body(struct hub_store *store, const struct hub_act *act,
                                const struct fact *fact, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACT_BODY);

    query_bind_integer(query, 1, act->seq);
    query_bind_bytes(query, 2, fact->body, fact->body_length);
    return query_run(query, error);
}

static const void *copy_bytes(struct query *query, int at, struct arena *arena, size_t *length)
{
    const void *bytes = query_bytes(query, at, length);

    return query_is_null(query, at) ? NULL : arena_copy_bytes(arena, bytes, *length);
}

/* Rows of log, n, id, head, body and whether the body is meant to come along. */
static enum status read_acts(struct query *query, struct arena *arena, struct bundle_act **acts,
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
        struct bundle_act *act = &(*acts)[(*count)++];
        *act = (struct bundle_act){.log = query_copy(query, 0, arena),
                                   .n = query_integer(query, 1),
                                   .is_whole = query_integer(query, 5)};
        hub_sqlite_take(query, 2, act->id, CRYPTO_ID);
        act->head = copy_bytes(query, 3, arena, &act->head_length);
        act->body = copy_bytes(query, 4, arena, &act->body_length);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_acts_of_log(struct hub_store *store, const char *log, int64_t n, size_t most,
                                   struct arena *arena, struct bundle_act **acts, size_t *count,
                                   struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACTS_OF_LOG);

    query_bind_text(query, 1, log);
    query_bind_integer(query, 2, n);
    query_bind_integer(query, 3, (int64_t)most);
    return read_acts(query, arena, acts, count, error);
}

enum status hub_sqlite_acts_of_feed(struct hub_store *store, const char *client, int64_t n,
                                    size_t most, struct arena *arena, struct bundle_act **acts,
                                    size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_FEED_OF);

    query_bind_text(query, 1, client);
    query_bind_integer(query, 2, n);
    query_bind_integer(query, 3, (int64_t)most);
    return read_acts(query, arena, acts, count, error);
}

enum status hub_sqlite_act_count(struct hub_store *store, int64_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_ACT_COUNT);
    enum status status;
    bool row;

    TRY(query_step(query, &row, error));
    *count = row ? query_integer(query, 0) : 0;
done:
    query_reset(query);
    return status;
}

/* --- feeds --- */

enum status hub_sqlite_feed_add(struct hub_store *store, const char *client, int64_t n,
                                const struct hub_act *act, bool is_whole, const uint8_t *chain,
                                struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_FEED_ADD);

    query_bind_text(query, 1, client);
    query_bind_integer(query, 2, n);
    query_bind_integer(query, 3, act->seq);
    query_bind_integer(query, 4, is_whole);
    query_bind_bytes(query, 5, chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

enum status hub_sqlite_feed_chain(struct hub_store *store, const char *client, int64_t n,
                                  uint8_t *chain, bool *found, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_FEED_CHAIN);
    enum status status;

    query_bind_text(query, 1, client);
    query_bind_integer(query, 2, n);
    TRY(query_step(query, found, error));
    if (*found)
        hub_sqlite_take(query, 0, chain, CRYPTO_CHAIN);
done:
    query_reset(query);
    return status;
}

struct step {
    int64_t n;
    uint8_t id[CRYPTO_ID];
    bool is_whole;
};

static enum status read_steps(struct hub_store *store, const char *client, struct arena *arena,
                              struct step **steps, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_FEED_IDS);
    enum status status;
    size_t room = 0;
    bool row;

    *steps = NULL;
    *count = 0;
    query_bind_text(query, 1, client);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *steps = arena_grow(arena, *steps, *count, &room, sizeof(**steps));
        struct step *step = &(*steps)[(*count)++];
        *step = (struct step){.n = query_integer(query, 0), .is_whole = query_integer(query, 2)};
        hub_sqlite_take(query, 1, step->id, CRYPTO_ID);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_feed_rechain(struct hub_store *store, const char *client, uint8_t *chain,
                                    struct error *error)
{
    struct arena arena = {0};
    struct step *steps;
    size_t count;
    enum status status;

    TRY(read_steps(store, client, &arena, &steps, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct query *query = db_query(db_of(store), SQL_HUB_FEED_RECHAIN);
        bundle_feed_next(chain, steps[i].id, steps[i].is_whole);
        query_bind_text(query, 1, client);
        query_bind_integer(query, 2, steps[i].n);
        query_bind_bytes(query, 3, chain, CRYPTO_CHAIN);
        TRY(query_run(query, error));
    }
done:
    arena_release(&arena);
    return status;
}
