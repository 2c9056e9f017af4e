/* SPDX-License-Identifier: MIT */
/* Clients and their logs: read and written many at a time. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include <string.h>

/* --- clients --- */

static void read_client(const struct pg_query *query, size_t row, struct arena *arena,
                        struct hub_client *client)
{
    *client = (struct hub_client){.name = pg_copy_of(query, row, 0, arena),
                                  .title = pg_copy_of(query, row, 1, arena),
                                  .log = pg_copy_of(query, row, 3, arena),
                                  .is_active = pg_integer(query, row, 4),
                                  .enrolled_at = pg_integer(query, row, 5),
                                  .feed_n = pg_integer(query, row, 6),
                                  .acked_n = pg_integer(query, row, 8),
                                  .sent_serial = pg_integer(query, row, 9),
                                  .heard_serial = pg_integer(query, row, 10),
                                  .heard_at = pg_integer(query, row, 11),
                                  .heard_view = pg_copy_of(query, row, 12, arena),
                                  .kept_epoch = pg_integer(query, row, 13),
                                  .kept_n = pg_integer(query, row, 14),
                                  .is_due = pg_integer(query, row, 16),
                                  .sent_epoch = pg_integer(query, row, 17)};
    pg_take(query, row, 2, client->public_key, CRYPTO_PUBLIC);
    pg_take(query, row, 7, client->feed_chain, CRYPTO_CHAIN);
    pg_take(query, row, 15, client->kept_chain, CRYPTO_CHAIN);
}

enum status hub_pg_clients(struct hub_store *store, struct arena *arena,
                           struct hub_client **clients, size_t *count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;

    *clients = NULL;
    *count = 0;
    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_CLIENTS);
    TRY(pg_run(query, count, error));
    *clients = arena_alloc(arena, (*count + 1) * sizeof(**clients));
    for (size_t i = 0; i < *count; i++)
        read_client(query, i, arena, &(*clients)[i]);
done:
    return status;
}

/* What it says last is what is written. */
enum status hub_pg_client_put(struct hub_store *store, const struct hub_client *client,
                              struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct arena *arena = &hub->arena;
    struct hub_pg_entry *entry =
        hub_pg_entry(hub, HUB_PG_CLIENT, client->name, strlen(client->name));

    (void)error;
    if (!entry->client) {
        entry->client = arena_alloc(arena, sizeof(*entry->client));
        hub->clients = arena_grow(arena, hub->clients, hub->client_count, &hub->client_room,
                                  sizeof(*hub->clients));
        hub->clients[hub->client_count++] = entry;
    }
    *entry->client = *client;
    entry->client->name = arena_copy(arena, client->name);
    entry->client->title = arena_copy(arena, client->title);
    entry->client->log = arena_copy(arena, client->log);
    entry->client->heard_view = arena_copy(arena, client->heard_view);
    return STATUS_OK;
}

/* A parameter of a statement as an array of what each of so many things has in a place. */
#define BIND(query, at, kind, type, count, value)                                                  \
    do {                                                                                           \
        type *values = arena_alloc(&hub->arena, (count) * sizeof(*values));                        \
        for (size_t i = 0; i < (count); i++)                                                       \
            values[i] = (value);                                                                   \
        pg_bind_##kind(query, at, values, count);                                                  \
    } while (0)
#define BIND_BYTES(query, at, length, count, value)                                                \
    do {                                                                                           \
        uint8_t *values = arena_alloc(&hub->arena, (count) * (length));                            \
        for (size_t i = 0; i < (count); i++)                                                       \
            memcpy(values + i * (length), (value), length);                                        \
        pg_bind_values(query, at, values, length, count);                                          \
    } while (0)

enum status hub_pg_flush_clients(struct hub_pg *hub, struct error *error)
{
    struct hub_pg_entry **all = hub->clients;
    size_t count = hub->client_count, changed;
    struct pg_query *query;

    if (!count)
        return STATUS_OK;
    query = hub_pg_query(hub, PG_SQL_HUB_CLIENTS_PUT);
    BIND(query, 2, texts, const char *, count, all[i]->client->name);
    BIND(query, 3, texts, const char *, count, all[i]->client->title);
    BIND_BYTES(query, 4, CRYPTO_PUBLIC, count, all[i]->client->public_key);
    BIND(query, 5, texts, const char *, count, all[i]->client->log);
    BIND(query, 6, booleans, bool, count, all[i]->client->is_active);
    BIND(query, 7, integers, int64_t, count, all[i]->client->enrolled_at);
    BIND(query, 8, integers, int64_t, count, all[i]->client->feed_n);
    BIND_BYTES(query, 9, CRYPTO_CHAIN, count, all[i]->client->feed_chain);
    BIND(query, 10, integers, int64_t, count, all[i]->client->acked_n);
    BIND(query, 11, integers, int64_t, count, all[i]->client->sent_serial);
    BIND(query, 12, integers, int64_t, count, all[i]->client->heard_serial);
    BIND(query, 13, integers, int64_t, count, all[i]->client->heard_at);
    BIND(query, 14, texts, const char *, count, all[i]->client->heard_view);
    BIND(query, 15, integers, int64_t, count, all[i]->client->kept_epoch);
    BIND(query, 16, integers, int64_t, count, all[i]->client->kept_n);
    BIND_BYTES(query, 17, CRYPTO_CHAIN, count, all[i]->client->kept_chain);
    BIND(query, 18, booleans, bool, count, all[i]->client->is_due);
    BIND(query, 19, integers, int64_t, count, all[i]->client->sent_epoch);
    for (size_t i = 0; i < count; i++)
        all[i]->client = NULL;
    hub->client_count = 0;
    return pg_run(query, &changed, error);
}

/* --- logs --- */

static void read_log(const struct pg_query *query, size_t row, struct arena *arena,
                     struct hub_log *log)
{
    *log = (struct hub_log){.name = pg_copy_of(query, row, 0, arena),
                            .client = pg_copy_of(query, row, 1, arena),
                            .parent = pg_copy_of(query, row, 3, arena),
                            .parent_n = pg_integer(query, row, 4),
                            .n = pg_integer(query, row, 5)};
    pg_take(query, row, 2, log->public_key, CRYPTO_PUBLIC);
    pg_take(query, row, 6, log->chain, CRYPTO_CHAIN);
}

static struct hub_log *copy_log(const struct hub_log *log, struct arena *arena)
{
    struct hub_log *copy = arena_alloc(arena, sizeof(*copy));

    *copy = *log;
    copy->name = arena_copy(arena, log->name);
    copy->client = arena_copy(arena, log->client);
    copy->parent = arena_copy(arena, log->parent);
    return copy;
}

static struct hub_pg_entry *entry_of(struct hub_pg *hub, const char *name)
{
    return hub_pg_entry(hub, HUB_PG_LOG, name, strlen(name));
}

enum status hub_pg_read_logs(struct hub_pg *hub, const char *const *names, size_t count,
                             struct error *error)
{
    const char **left = hub_pg_unknown(hub, HUB_PG_LOG, names, &count);
    struct pg_query *query;
    enum status status;
    size_t found;

    if (!count)
        return STATUS_OK;
    query = hub_pg_query(hub, PG_SQL_HUB_LOGS_GET);
    pg_bind_texts(query, 2, left, count);
    TRY(pg_run(query, &found, error));
    for (size_t i = 0; i < found; i++) {
        struct hub_log *log = arena_alloc(&hub->arena, sizeof(*log));
        read_log(query, i, &hub->arena, log);
        entry_of(hub, log->name)->log = log;
    }
done:
    return status;
}

/* What is known is known for as long as the transaction holds the rows. */
enum status hub_pg_log_get(struct hub_store *store, const char *name, struct arena *arena,
                           struct hub_log *log, bool *found, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    const struct hub_pg_entry *entry;
    enum status status;

    *found = false;
    if (!hub->is_open)
        hub_pg_forget(hub);
    TRY(hub_pg_read_logs(hub, &name, 1, error));
    entry = entry_of(hub, name);
    *found = entry->log != NULL;
    if (*found)
        *log = *copy_log(entry->log, arena);
done:
    return status;
}

enum status hub_pg_log_put(struct hub_store *store, const struct hub_log *log, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_entry *entry = entry_of(hub, log->name);

    (void)error;
    if (!entry->is_changed) {
        hub->logs =
            arena_grow(&hub->arena, hub->logs, hub->log_count, &hub->log_room, sizeof(*hub->logs));
        hub->logs[hub->log_count++] = entry;
    }
    entry->log = copy_log(log, &hub->arena);
    entry->is_known = entry->is_changed = true;
    return STATUS_OK;
}

enum status hub_pg_flush_logs(struct hub_pg *hub, struct error *error)
{
    struct hub_pg_entry **all = hub->logs;
    size_t count = hub->log_count, changed;
    struct pg_query *query;

    if (!count)
        return STATUS_OK;
    query = hub_pg_query(hub, PG_SQL_HUB_LOGS_PUT);
    BIND(query, 2, texts, const char *, count, all[i]->log->name);
    BIND(query, 3, texts, const char *, count, all[i]->log->client);
    BIND_BYTES(query, 4, CRYPTO_PUBLIC, count, all[i]->log->public_key);
    BIND(query, 5, texts, const char *, count, all[i]->log->parent);
    BIND(query, 6, integers, int64_t, count, all[i]->log->parent_n);
    BIND(query, 7, integers, int64_t, count, all[i]->log->n);
    BIND_BYTES(query, 8, CRYPTO_CHAIN, count, all[i]->log->chain);
    for (size_t i = 0; i < count; i++)
        all[i]->is_changed = false;
    hub->log_count = 0;
    return pg_run(query, &changed, error);
}

enum status hub_pg_logs_of(struct hub_store *store, const char *client, struct arena *arena,
                           struct hub_log **logs, size_t *count, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    enum status status;

    *logs = NULL;
    *count = 0;
    TRY(hub_pg_flush(hub, error));
    query = hub_pg_query(hub, PG_SQL_HUB_LOGS_OF);
    pg_bind_text(query, 2, client);
    TRY(pg_run(query, count, error));
    *logs = arena_alloc(arena, (*count + 1) * sizeof(**logs));
    for (size_t i = 0; i < *count; i++)
        read_log(query, i, arena, &(*logs)[i]);
done:
    return status;
}
