/* SPDX-License-Identifier: MIT */
/* What a hub keeps, in PostgreSQL. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct pg_query *hub_pg_query(struct hub_pg *hub, enum pg_sql sql)
{
    struct pg_query *query = pg_query(hub->pg, sql);

    pg_bind_integer(query, 1, hub->district);
    return query;
}

size_t hub_pg_root(const char *log)
{
    return strcspn(log, "~");
}

void hub_pg_bind_log(struct pg_query *query, int at, const char *log)
{
    pg_bind_bytes(query, at, log, hub_pg_root(log));
    pg_bind_text(query, at + 1, log + hub_pg_root(log));
}

/* --- opening --- */

static void close_store(struct hub_store *store)
{
    struct hub_pg *hub = hub_pg_of(store);

    pg_close(hub->pg);
    arena_release(&hub->arena);
    pg_rows_release(&hub->acts);
    pg_rows_release(&hub->feeds);
    free(hub);
}

static enum status connect(const char *conninfo, struct hub_pg **out, struct error *error)
{
    struct hub_pg *hub = memory_new(sizeof(*hub));
    enum status status;

    hub->store.kind = &hub_pg_kind;
    hub->acts = hub->feeds = (struct pg_rows)PG_ROWS_NONE;
    status = pg_open(conninfo, &hub->pg, error);
    if (status == STATUS_OK)
        *out = hub;
    else
        close_store(&hub->store);
    return status;
}

static enum status look(struct hub_pg *hub, struct error *error)
{
    struct pg_query *query = pg_query(hub->pg, PG_SQL_HUB_COUNTER);
    enum status status;
    size_t count;

    TRY(pg_run(query, &count, error));
    if (!count)
        return error_set(error, STATUS_BROKEN, "store", _("%s holds a hub that was never finished"),
                         pg_name(hub->pg));
    hub->district = pg_integer(query, 0, 0);
    hub->changes += hub->version != pg_integer(query, 0, 1);
    hub->version = pg_integer(query, 0, 1);
done:
    return status;
}

static enum status exists(struct hub_pg *hub, bool *found, struct error *error)
{
    size_t count = 0;
    enum status status = pg_run(pg_query(hub->pg, PG_SQL_HUB_SCHEMA_EXISTS), &count, error);

    *found = count > 0;
    return status;
}

static enum status make_store(const char *conninfo, struct hub_store **out, struct error *error)
{
    struct hub_pg *hub = NULL;
    enum status status;
    bool found;

    TRY(connect(conninfo, &hub, error));
    TRY(exists(hub, &found, error));
    if (found)
        TRY(error_set(error, STATUS_BROKEN, "store",
                      _("%s holds a hub already; it is left as it is"), pg_name(hub->pg)));
    TRY(pg_script(hub->pg, PG_SQL_HUB_CREATE, NULL, 0, error));
    TRY(look(hub, error));
    *out = &hub->store;
done:
    if (status != STATUS_OK && hub)
        close_store(&hub->store);
    return status;
}

/* Who may write is the server's business. */
static enum status open_store(const char *conninfo, bool may_write, struct hub_store **out,
                              struct error *error)
{
    struct hub_pg *hub = NULL;
    enum status status;
    bool found;

    (void)may_write;
    TRY(connect(conninfo, &hub, error));
    TRY(exists(hub, &found, error));
    if (!found)
        TRY(error_set(error, STATUS_BROKEN, "store",
                      _("%s holds no hub; shouwen-hub init makes one"), pg_name(hub->pg)));
    TRY(look(hub, error));
    *out = &hub->store;
done:
    if (status != STATUS_OK && hub)
        close_store(&hub->store);
    return status;
}

/* --- transactions --- */

/* Holding the counter's row: one program writes at a time, and what others did since is seen. */
static enum status take_counter(struct hub_pg *hub, struct error *error)
{
    struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_COUNTER_LOCK);
    enum status status;
    size_t count;

    TRY(pg_run(query, &count, error));
    if (!count)
        return error_set(error, STATUS_BROKEN, "store", _("%s holds no hub any more"),
                         pg_name(hub->pg));
    hub->changes += hub->version != pg_integer(query, 0, 0);
    hub->version = pg_integer(query, 0, 0);
    hub->seq = pg_integer(query, 0, 1);
    hub->circle_id = pg_integer(query, 0, 2);
done:
    return status;
}

static void roll_back(struct hub_store *store)
{
    struct hub_pg *hub = hub_pg_of(store);

    if (!hub->is_open)
        return;
    hub->is_open = false;
    pg_rollback(hub->pg);
    hub_pg_forget(hub);
}

static enum status revive(struct hub_pg *hub, struct error *error)
{
    if (pg_is_lost(hub->pg))
        hub->version = -1;
    return pg_revive(hub->pg, error);
}

enum status hub_pg_begin(struct hub_store *store, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    enum status status;

    TRY(revive(hub, error));
    hub_pg_forget(hub);
    TRY(pg_begin(hub->pg, error));
    hub->is_open = true;
    TRY(take_counter(hub, error));
done:
    if (status != STATUS_OK)
        roll_back(store);
    return status;
}

enum status hub_pg_commit(struct hub_store *store, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;
    size_t count;

    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_COUNTER_PUT);
    pg_bind_integer(query, 2, hub->seq);
    pg_bind_integer(query, 3, hub->circle_id);
    TRY(pg_run(query, &count, error));
    TRY(pg_commit(hub->pg, error));
    hub->version++;
    hub->is_open = false;
    hub_pg_forget(hub);
done:
    if (status != STATUS_OK) {
        hub->version = -1; /* nobody knows whether it went in */
        roll_back(store);
    }
    return status;
}

enum status hub_pg_scrub(struct hub_store *store, bool *is_done, struct error *error)
{
    size_t count;

    *is_done = true;
    return pg_run(pg_query(hub_pg_of(store)->pg, PG_SQL_HUB_SCRUB), &count, error);
}

static void while_waiting(struct hub_store *store, bool (*work)(void *context), void *context)
{
    pg_while_waiting(hub_pg_of(store)->pg, work, context);
}

static int64_t version_of(struct hub_store *store)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct error ignored;

    if (!hub->is_open && (revive(hub, &ignored) != STATUS_OK || look(hub, &ignored) != STATUS_OK))
        hub->changes++;
    return hub->changes;
}

enum status hub_pg_get(struct hub_store *store, const char *key, struct text *value,
                       struct error *error)
{
    struct pg_query *query = hub_pg_query(hub_pg_of(store), PG_SQL_HUB_META_GET);
    enum status status;
    size_t count;

    text_clear(value);
    pg_bind_text(query, 2, key);
    TRY(pg_run(query, &count, error));
    if (count)
        text_add(value, pg_text(query, 0, 0));
done:
    return status;
}

enum status hub_pg_put(struct hub_store *store, const char *key, const char *value,
                       struct error *error)
{
    struct pg_query *query = hub_pg_query(hub_pg_of(store), PG_SQL_HUB_META_PUT);
    size_t count;

    pg_bind_text(query, 2, key);
    pg_bind_text(query, 3, value);
    return pg_run(query, &count, error);
}

/* --- what happened --- */

enum status hub_pg_event(struct hub_store *store, const char *what, const char *client,
                         const char *detail, struct error *error)
{
    struct pg_query *query = hub_pg_query(hub_pg_of(store), PG_SQL_HUB_EVENT_ADD);
    size_t count;

    pg_bind_integer(query, 2, clock_now_at());
    pg_bind_text(query, 3, what);
    pg_bind_text(query, 4, client);
    pg_bind_text(query, 5, detail);
    return pg_run(query, &count, error);
}

enum status hub_pg_clash_put(struct hub_store *store, const char *subject, const char *author,
                             const char *other, bool *is_new, struct error *error)
{
    bool is_first = strcmp(author, other) < 0;
    struct pg_query *query = hub_pg_query(hub_pg_of(store), PG_SQL_HUB_CLASH_ADD);
    size_t count;

    pg_bind_text(query, 2, subject);
    pg_bind_text(query, 3, is_first ? author : other);
    pg_bind_text(query, 4, is_first ? other : author);
    pg_bind_integer(query, 5, clock_now_at());
    enum status status = pg_run(query, &count, error);
    *is_new = status == STATUS_OK && count > 0;
    return status;
}

enum status hub_pg_clashes(struct hub_store *store, struct arena *arena, struct hub_clash **clashes,
                           size_t *count, struct error *error)
{
    struct pg_query *query = hub_pg_query(hub_pg_of(store), PG_SQL_HUB_CLASHES);
    enum status status;

    *clashes = NULL;
    TRY(pg_run(query, count, error));
    *clashes = arena_alloc(arena, (*count + 1) * sizeof(**clashes));
    for (size_t i = 0; i < *count; i++)
        (*clashes)[i] =
            (struct hub_clash){pg_copy_of(query, i, 0, arena), pg_copy_of(query, i, 1, arena),
                               pg_copy_of(query, i, 2, arena)};
done:
    return status;
}

#define HUB_PG_ROW(name, takes, names) .name = hub_pg_##name,
const struct hub_store_kind hub_pg_kind = {.scheme = "pg:",
                                           .make = make_store,
                                           .open = open_store,
                                           .close = close_store,
                                           .rollback = roll_back,
                                           .version = version_of,
                                           .bears_faults = true,
                                           .while_waiting = while_waiting,
                                           HUB_STORE_TABLE(HUB_PG_ROW)};
