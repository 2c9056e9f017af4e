/* SPDX-License-Identifier: MIT */
/* Feeds. Acts of one bundle follow each other in every feed that they go to, and so one row holds a
 * run of them: a row for each act of each reader would cost more than the acts themselves. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include <string.h>

/* A run stays on one page of a table; a COPY of more is sent at once. */
enum { ENTRY = CRYPTO_ID + 1, RUN_MOST = 100, ROWS_MOST = 1 << 20, RUNS_AT_ONCE = 500 };

/* The end of a feed, not yet among the rows. */
struct hub_pg_run {
    const char *client, *log; /* the log's root */
    int64_t n;                /* of the last entry */
    size_t count;
    uint8_t chain[CRYPTO_CHAIN]; /* after the first */
    uint8_t entries[RUN_MOST * ENTRY];
};

/* --- writing --- */

static void write_run(struct hub_pg *hub, struct hub_pg_run *run)
{
    struct pg_rows *rows = &hub->feeds;

    if (!run->count)
        return;
    pg_rows_start(rows, 6);
    pg_rows_integer(rows, hub->district);
    pg_rows_text(rows, run->client);
    pg_rows_integer(rows, run->n);
    pg_rows_text(rows, run->log);
    pg_rows_bytes(rows, run->entries, run->count * ENTRY);
    pg_rows_bytes(rows, run->chain, CRYPTO_CHAIN);
    run->count = 0;
}

static struct hub_pg_run *run_of(struct hub_pg *hub, const char *client)
{
    struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_FEED, client, strlen(client));

    if (entry->run)
        return entry->run;
    entry->run = arena_alloc(&hub->arena, sizeof(*entry->run));
    entry->run->client = arena_copy(&hub->arena, client);
    entry->run->log = "";
    hub->runs =
        arena_grow(&hub->arena, hub->runs, hub->run_count, &hub->run_room, sizeof(*hub->runs));
    hub->runs[hub->run_count++] = entry->run;
    return entry->run;
}

enum status hub_pg_feed_add(struct hub_store *store, const char *client, int64_t n,
                            const struct hub_act *act, bool is_whole, const uint8_t *chain,
                            struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct hub_pg_run *run = run_of(hub, client);
    size_t root = hub_pg_root(act->log);

    if (run->count == RUN_MOST || n != run->n + 1 || strncmp(run->log, act->log, root) != 0 ||
        run->log[root])
        write_run(hub, run);
    if (!run->count) {
        run->log = arena_copy_part(&hub->arena, act->log, root);
        memcpy(run->chain, chain, CRYPTO_CHAIN);
    }
    uint8_t *entry = run->entries + run->count++ * ENTRY;
    memcpy(entry, act->id, CRYPTO_ID);
    entry[CRYPTO_ID] = is_whole;
    run->n = n;
    return hub->feeds.bytes.length < ROWS_MOST
               ? STATUS_OK
               : pg_send_rows(hub->pg, PG_SQL_HUB_FEED_COPY, &hub->feeds, error);
}

enum status hub_pg_flush_feeds(struct hub_pg *hub, struct error *error)
{
    for (size_t i = 0; i < hub->run_count; i++)
        write_run(hub, hub->runs[i]);
    return pg_send_rows(hub->pg, PG_SQL_HUB_FEED_COPY, &hub->feeds, error);
}

/* --- reading --- */

/* Runs that reach beyond position n, rows of n, log, entries, chain. */
static enum status read_runs(struct hub_pg *hub, const char *client, int64_t n, size_t most,
                             struct pg_query **query, size_t *count, struct error *error)
{
    *query = hub_pg_query(hub, PG_SQL_HUB_FEED_RUNS);
    pg_bind_text(*query, 2, client);
    pg_bind_integer(*query, 3, n);
    pg_bind_integer(*query, 4, (int64_t)most);
    return pg_run(*query, count, error);
}

/* A row's entries; *first is the position of the first. */
static const uint8_t *entries_of(const struct pg_query *query, size_t row, size_t *count,
                                 int64_t *first)
{
    const uint8_t *entries = pg_bytes(query, row, 2, count);

    *count /= ENTRY;
    *first = pg_integer(query, row, 0) - (int64_t)*count + 1;
    return entries;
}

enum status hub_pg_feed_chain(struct hub_store *store, const char *client, int64_t n,
                              uint8_t *chain, bool *found, struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct pg_query *query;
    const uint8_t *entries;
    size_t count, length;
    enum status status;
    int64_t first;

    *found = false;
    TRY(hub_pg_flush(hub, error));
    TRY(read_runs(hub, client, n - 1, 1, &query, &count, error));
    if (!count)
        goto done;
    entries = entries_of(query, 0, &length, &first);
    *found = first <= n;
    if (!*found)
        goto done;
    pg_take(query, 0, 3, chain, CRYPTO_CHAIN);
    for (int64_t i = 1; i <= n - first; i++)
        bundle_feed_next(chain, entries + i * ENTRY, entries[i * ENTRY + CRYPTO_ID]);
done:
    return status;
}

/* Names of acts in a feed's order, for one statement that reads them. */
struct named {
    const char **logs;
    uint8_t *ids;
    bool *wholes;
    size_t count;
};

static void name_run(struct named *named, const struct pg_query *query, size_t row, int64_t after,
                     size_t most, struct arena *arena)
{
    size_t count;
    int64_t first;
    const uint8_t *entries = entries_of(query, row, &count, &first);
    const char *log = pg_copy_of(query, row, 1, arena);

    for (size_t i = first <= after ? (size_t)(after - first + 1) : 0;
         i < count && named->count < most; i++) {
        named->logs[named->count] = log;
        memcpy(named->ids + named->count * CRYPTO_ID, entries + i * ENTRY, CRYPTO_ID);
        named->wholes[named->count++] = entries[i * ENTRY + CRYPTO_ID];
    }
}

static enum status name_acts(struct hub_pg *hub, const char *client, int64_t n, size_t most,
                             struct arena *arena, struct named *named, struct error *error)
{
    enum status status = STATUS_OK;
    size_t runs = RUNS_AT_ONCE;
    int64_t last = n;

    *named = (struct named){.logs = arena_alloc(arena, (most + 1) * sizeof(*named->logs)),
                            .ids = arena_alloc(arena, (most + 1) * CRYPTO_ID),
                            .wholes = arena_alloc(arena, (most + 1) * sizeof(*named->wholes))};
    while (named->count < most && runs == RUNS_AT_ONCE) {
        struct pg_query *query;
        TRY(read_runs(hub, client, last, RUNS_AT_ONCE, &query, &runs, error));
        for (size_t i = 0; i < runs; i++) {
            name_run(named, query, i, n, most, arena);
            last = pg_integer(query, i, 0);
        }
    }
done:
    return status;
}

enum status hub_pg_acts_of_feed(struct hub_store *store, const char *client, int64_t n, size_t most,
                                struct arena *arena, struct bundle_act **acts, size_t *count,
                                struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    struct arena scratch = {0};
    struct pg_query *query;
    struct named named;
    enum status status;

    *acts = NULL;
    *count = 0;
    TRY(hub_pg_flush(hub, error));
    TRY(name_acts(hub, client, n, most, &scratch, &named, error));
    if (!named.count)
        goto done;
    query = hub_pg_query(hub, PG_SQL_HUB_ACTS_NAMED);
    pg_bind_texts(query, 2, named.logs, named.count);
    pg_bind_values(query, 3, named.ids, CRYPTO_ID, named.count);
    pg_bind_booleans(query, 4, named.wholes, named.count);
    TRY(pg_run(query, count, error));
    hub_pg_list_acts(query, arena, acts, *count);
done:
    arena_release(&scratch);
    return status;
}

/* --- anew --- */

/* The chains of a piece of it, after position *n, which moves behind it. */
static enum status rechain(struct hub_pg *hub, const char *client, int64_t *n, uint8_t *chain,
                           size_t *count, struct error *error)
{
    struct arena arena = {0};
    struct pg_query *query;
    enum status status;
    uint8_t *chains;
    int64_t *places, first;
    size_t changed, length;

    TRY(read_runs(hub, client, *n, RUNS_AT_ONCE, &query, count, error));
    if (!*count)
        goto done;
    places = arena_alloc(&arena, *count * sizeof(*places));
    chains = arena_alloc(&arena, *count * CRYPTO_CHAIN);
    for (size_t i = 0; i < *count; i++) {
        const uint8_t *entries = entries_of(query, i, &length, &first);
        *n = places[i] = pg_integer(query, i, 0);
        for (size_t k = 0; k < length; k++) {
            bundle_feed_next(chain, entries + k * ENTRY, entries[k * ENTRY + CRYPTO_ID]);
            if (!k)
                memcpy(chains + i * CRYPTO_CHAIN, chain, CRYPTO_CHAIN);
        }
    }
    query = hub_pg_query(hub, PG_SQL_HUB_FEED_RECHAIN);
    pg_bind_text(query, 2, client);
    pg_bind_integers(query, 3, places, *count);
    pg_bind_values(query, 4, chains, CRYPTO_CHAIN, *count);
    TRY(pg_run(query, &changed, error));
done:
    arena_release(&arena);
    return status;
}

enum status hub_pg_feed_rechain(struct hub_store *store, const char *client, uint8_t *chain,
                                struct error *error)
{
    struct hub_pg *hub = hub_pg_of(store);
    enum status status;
    size_t count = 1;
    int64_t n = 0;

    TRY(hub_pg_flush(hub, error));
    while (count)
        TRY(rechain(hub, client, &n, chain, &count, error));
done:
    return status;
}
