/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "sync/hub_store_sqlite.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct hub_sqlite *new_store(void)
{
    struct hub_sqlite *store = memory_new(sizeof(*store));

    store->store.kind = &hub_sqlite_kind;
    return store;
}

static void close_store(struct hub_store *store)
{
    if (db_of(store))
        db_rollback(db_of(store));
    db_close(db_of(store));
    free(store);
}

static enum status make_store(const char *path, struct hub_store **out, struct error *error)
{
    struct hub_sqlite *store = new_store();
    enum status status;
    bool was_made = false;

    TRY(db_open_as(path, DB_HUB, DB_CREATE, &store->db, error));
    was_made = true;
    TRY(db_begin(store->db, error));
    TRY(db_run_script(store->db, SQL_HUB_TO_1, error));
    TRY(db_commit(store->db, error));
    *out = &store->store;
done:
    if (status != STATUS_OK) {
        close_store(&store->store);
        if (was_made)
            unlink(path);
    }
    return status;
}

static enum status open_store(const char *path, bool may_write, struct hub_store **out,
                              struct error *error)
{
    struct hub_sqlite *store = new_store();
    enum status status =
        db_open_as(path, DB_HUB, may_write ? DB_WRITE : DB_READ, &store->db, error);

    if (status == STATUS_OK)
        *out = &store->store;
    else
        close_store(&store->store);
    return status;
}

enum status hub_sqlite_begin(struct hub_store *store, struct error *error)
{
    return db_begin(db_of(store), error);
}

enum status hub_sqlite_commit(struct hub_store *store, struct error *error)
{
    return db_commit(db_of(store), error);
}

enum status hub_sqlite_scrub(struct hub_store *store, bool *is_done, struct error *error)
{
    (void)error;
    *is_done = db_empty_wal(db_of(store));
    return STATUS_OK;
}

static void roll_back(struct hub_store *store)
{
    db_rollback(db_of(store));
}

static int64_t version_of(struct hub_store *store)
{
    return db_version(db_of(store));
}

enum status hub_sqlite_get(struct hub_store *store, const char *key, struct text *value,
                           struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_META_GET);
    enum status status;
    bool row;

    text_clear(value);
    query_bind_text(query, 1, key);
    TRY(query_step(query, &row, error));
    if (row)
        text_add(value, query_text(query, 0));
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_put(struct hub_store *store, const char *key, const char *value,
                           struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_META_PUT);

    query_bind_text(query, 1, key);
    query_bind_text(query, 2, value);
    return query_run(query, error);
}

/* --- clients --- */

static void read_client(struct query *query, struct arena *arena, struct hub_client *client)
{
    *client = (struct hub_client){.name = query_copy(query, 0, arena),
                                  .title = query_copy(query, 1, arena),
                                  .log = query_copy(query, 3, arena),
                                  .is_active = query_integer(query, 4),
                                  .enrolled_at = query_integer(query, 5),
                                  .feed_n = query_integer(query, 6),
                                  .acked_n = query_integer(query, 8),
                                  .sent_serial = query_integer(query, 9),
                                  .heard_serial = query_integer(query, 10),
                                  .heard_at = query_integer(query, 11),
                                  .heard_view = query_copy(query, 12, arena),
                                  .kept_epoch = query_integer(query, 13),
                                  .kept_n = query_integer(query, 14),
                                  .is_due = query_integer(query, 16),
                                  .sent_epoch = query_integer(query, 17)};
    hub_sqlite_take(query, 2, client->public_key, CRYPTO_PUBLIC);
    hub_sqlite_take(query, 7, client->feed_chain, CRYPTO_CHAIN);
    hub_sqlite_take(query, 15, client->kept_chain, CRYPTO_CHAIN);
}

enum status hub_sqlite_clients(struct hub_store *store, struct arena *arena,
                               struct hub_client **clients, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_CLIENTS);
    enum status status;
    size_t room = 0;
    bool row;

    *clients = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *clients = arena_grow(arena, *clients, *count, &room, sizeof(**clients));
        read_client(query, arena, &(*clients)[(*count)++]);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_client_put(struct hub_store *store, const struct hub_client *client,
                                  struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_CLIENT_PUT);

    query_bind_text(query, 1, client->name);
    query_bind_text(query, 2, client->title);
    query_bind_bytes(query, 3, client->public_key, CRYPTO_PUBLIC);
    query_bind_text(query, 4, client->log);
    query_bind_integer(query, 5, client->is_active);
    query_bind_integer(query, 6, client->enrolled_at);
    query_bind_integer(query, 7, client->feed_n);
    query_bind_bytes(query, 8, client->feed_chain, CRYPTO_CHAIN);
    query_bind_integer(query, 9, client->acked_n);
    query_bind_integer(query, 10, client->sent_serial);
    query_bind_integer(query, 11, client->heard_serial);
    query_bind_integer(query, 12, client->heard_at);
    query_bind_text(query, 13, client->heard_view);
    query_bind_integer(query, 14, client->kept_epoch);
    query_bind_integer(query, 15, client->kept_n);
    query_bind_bytes(query, 16, client->kept_chain, CRYPTO_CHAIN);
    query_bind_integer(query, 17, client->is_due);
    query_bind_integer(query, 18, client->sent_epoch);
    return query_run(query, error);
}

/* --- logs --- */

static void read_log(struct query *query, struct arena *arena, struct hub_log *log)
{
    *log = (struct hub_log){.name = query_copy(query, 0, arena),
                            .client = query_copy(query, 1, arena),
                            .parent = query_copy(query, 3, arena),
                            .parent_n = query_integer(query, 4),
                            .n = query_integer(query, 5)};
    hub_sqlite_take(query, 2, log->public_key, CRYPTO_PUBLIC);
    hub_sqlite_take(query, 6, log->chain, CRYPTO_CHAIN);
}

enum status hub_sqlite_log_get(struct hub_store *store, const char *name, struct arena *arena,
                               struct hub_log *log, bool *found, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_LOG_GET);
    enum status status;

    query_bind_text(query, 1, name);
    TRY(query_step(query, found, error));
    if (*found)
        read_log(query, arena, log);
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_log_put(struct hub_store *store, const struct hub_log *log,
                               struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_LOG_PUT);

    query_bind_text(query, 1, log->name);
    query_bind_text(query, 2, log->client);
    query_bind_bytes(query, 3, log->public_key, CRYPTO_PUBLIC);
    query_bind_text(query, 4, log->parent);
    query_bind_integer(query, 5, log->parent_n);
    query_bind_integer(query, 6, log->n);
    query_bind_bytes(query, 7, log->chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

enum status hub_sqlite_logs_of(struct hub_store *store, const char *client, struct arena *arena,
                               struct hub_log **logs, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_LOGS_OF);
    enum status status;
    size_t room = 0;
    bool row;

    *logs = NULL;
    *count = 0;
    query_bind_text(query, 1, client);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *logs = arena_grow(arena, *logs, *count, &room, sizeof(**logs));
        read_log(query, arena, &(*logs)[(*count)++]);
    }
done:
    query_reset(query);
    return status;
}

enum status hub_sqlite_log_at(struct hub_store *store, const struct hub_log *log, int64_t n,
                              uint8_t *id, uint8_t *chain, bool *found, struct error *error)
{
    struct query *query;
    enum status status;

    *found = true;
    if (!n) {
        hub_store_log_start(log, chain);
        return STATUS_OK;
    }
    query = db_query(db_of(store), SQL_HUB_ACT_AT);
    query_bind_text(query, 1, log->name);
    query_bind_integer(query, 2, n);
    TRY(query_step(query, found, error));
    if (*found && id)
        hub_sqlite_take(query, 0, id, CRYPTO_ID);
    if (*found && chain)
        hub_sqlite_take(query, 1, chain, CRYPTO_CHAIN);
done:
    query_reset(query);
    return status;
}

/* --- what happened --- */

enum status hub_sqlite_event(struct hub_store *store, const char *what, const char *client,
                             const char *detail, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_EVENT_ADD);

    query_bind_integer(query, 1, clock_now_at());
    query_bind_text(query, 2, what);
    query_bind_text(query, 3, client);
    query_bind_text(query, 4, detail);
    return query_run(query, error);
}

enum status hub_sqlite_clash_put(struct hub_store *store, const char *subject, const char *author,
                                 const char *other, bool *is_new, struct error *error)
{
    bool is_first = strcmp(author, other) < 0;
    struct query *query = db_query(db_of(store), SQL_HUB_CLASH_ADD);

    query_bind_text(query, 1, subject);
    query_bind_text(query, 2, is_first ? author : other);
    query_bind_text(query, 3, is_first ? other : author);
    query_bind_integer(query, 4, clock_now_at());
    enum status status = query_run(query, error);
    *is_new = status == STATUS_OK && db_changes(db_of(store)) > 0;
    return status;
}

enum status hub_sqlite_clashes(struct hub_store *store, struct arena *arena,
                               struct hub_clash **clashes, size_t *count, struct error *error)
{
    struct query *query = db_query(db_of(store), SQL_HUB_CLASHES);
    enum status status;
    size_t room = 0;
    bool row;

    *clashes = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *clashes = arena_grow(arena, *clashes, *count, &room, sizeof(**clashes));
        (*clashes)[(*count)++] = (struct hub_clash){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_copy(query, 2, arena)};
    }
done:
    query_reset(query);
    return status;
}

#define HUB_SQLITE_ROW(name, takes, names) .name = hub_sqlite_##name,
const struct hub_store_kind hub_sqlite_kind = {.scheme = "sqlite:",
                                               .make = make_store,
                                               .open = open_store,
                                               .close = close_store,
                                               .rollback = roll_back,
                                               .version = version_of,
                                               HUB_STORE_TABLE(HUB_SQLITE_ROW)};
