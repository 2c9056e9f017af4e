/* SPDX-License-Identifier: MIT */
/* Reading of what is there: logs, everything. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include <string.h>

enum status hub_pg_log_at(struct hub_store *store, const struct hub_log *log, int64_t n,
                          uint8_t *id, uint8_t *chain, bool *found, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status = STATUS_OK;
    size_t count;

    *found = true;
    if (!n) {
        hub_store_log_start(log, chain);
        return STATUS_OK;
    }
    if (n == log->n && !id) {
        memcpy(chain, log->chain, CRYPTO_CHAIN);
        return STATUS_OK;
    }
    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_ACT_AT);
    hub_pg_bind_log(query, 2, log->name);
    pg_bind_integer(query, 4, n);
    TRY(pg_run(query, &count, error));
    *found = count > 0;
    if (*found && id)
        pg_take(query, 0, 0, id, CRYPTO_ID);
    if (*found && chain)
        pg_take(query, 0, 1, chain, CRYPTO_CHAIN);
done:
    return status;
}

void hub_pg_list_acts(const struct pg_query *query, struct arena *arena, struct bundle_act **acts,
                      size_t count)
{
    *acts = arena_alloc(arena, (count + 1) * sizeof(**acts));
    for (size_t i = 0; i < count; i++) {
        struct bundle_act *act = &(*acts)[i];
        const void *head = pg_bytes(query, i, 3, &act->head_length);
        act->log = pg_copy_of(query, i, 0, arena);
        act->n = pg_integer(query, i, 1);
        act->is_whole = pg_integer(query, i, 5);
        act->head = arena_copy_bytes(arena, head, act->head_length);
        pg_take(query, i, 2, act->id, CRYPTO_ID);
        if (!pg_is_null(query, i, 4)) {
            const void *body = pg_bytes(query, i, 4, &act->body_length);
            act->body = arena_copy_bytes(arena, body, act->body_length);
        }
    }
}

enum status hub_pg_acts_of_log(struct hub_store *store, const char *log, int64_t n, size_t most,
                               struct arena *arena, struct bundle_act **acts, size_t *count,
                               struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;

    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_ACTS_OF_LOG);
    hub_pg_bind_log(query, 2, log);
    pg_bind_integer(query, 4, n);
    pg_bind_integer(query, 5, (int64_t)most);
    TRY(pg_run(query, count, error));
    hub_pg_list_acts(query, arena, acts, *count);
done:
    return status;
}

enum status hub_pg_act_count(struct hub_store *store, int64_t *count, struct error *error)
{
    struct pg_query *query = hub_pg_query(hub_pg_of(store), PG_SQL_HUB_ACT_COUNT);
    enum status status;
    size_t found;

    TRY(pg_run(query, &found, error));
    *count = found ? pg_integer(query, 0, 0) : 0;
done:
    return status;
}

/* --- everything --- */

static enum status visit_row(const struct pg_query *query, size_t row, struct arena *arena,
                             enum status (*visit)(void *context, const struct hub_act *act,
                                                  const struct circle *circle, struct error *error),
                             void *context, struct error *error)
{
    struct hub_act act = {.seq = pg_integer(query, row, 0),
                          .author = pg_text(query, row, 2),
                          .log = pg_text(query, row, 3),
                          .circle = pg_integer(query, row, 6)};
    struct circle circle;

    pg_take(query, row, 1, act.id, CRYPTO_ID);
    arena_reset(arena);
    circle_read(&circle, pg_text(query, row, 4), pg_text(query, row, 5), arena);
    return visit(context, &act, &circle, error);
}

enum status hub_pg_each(struct hub_store *store,
                        enum status (*visit)(void *context, const struct hub_act *act,
                                             const struct circle *circle, struct error *error),
                        void *context, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct arena one = {0};
    enum status status;
    size_t count;

    TRY(hub_pg_flush(hub, error));
    TRY(pg_run(hub_pg_query(hub, PG_SQL_HUB_EACH_OPEN), &count, error));
    do {
        struct pg_query *query = pg_query(hub->pg, PG_SQL_HUB_EACH_NEXT);
        TRY(pg_run(query, &count, error));
        for (size_t i = 0; i < count; i++)
            TRY(visit_row(query, i, &one, visit, context, error));
    } while (count);
    TRY(pg_run(pg_query(hub->pg, PG_SQL_HUB_EACH_CLOSE), &count, error));
done:
    arena_release(&one);
    return status;
}
