/* SPDX-License-Identifier: MIT */
/* What a transaction knows, and what it is to write. */
#include "config.h"

#include "sync/hub_store_pg.h"

#include <string.h>

struct hub_pg_pair {
    const void *key;
    int64_t circle;
};

/* --- what is known --- */

static uint64_t hash_of(enum hub_pg_sort sort, const void *key, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) + sort, word;
    const uint8_t *bytes = key;

    for (size_t at = 0; at < length; at += sizeof(word)) {
        size_t left = length - at;
        word = 0;
        memcpy(&word, bytes + at, left < sizeof(word) ? left : sizeof(word));
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return hash;
}

static bool is_under(const struct hub_pg_entry *entry, const void *key, size_t length)
{
    return entry->length == length && memcmp(entry->key, key, length) == 0;
}

static struct hub_pg_entry *find(struct hub_pg *hub, enum hub_pg_sort sort, uint64_t hash,
                                 const void *key, size_t length)
{
    struct hub_pg_entry *entry = hub->buckets[hash % HUB_PG_BUCKETS];

    while (entry && (entry->hash != hash || entry->sort != sort || !is_under(entry, key, length)))
        entry = entry->next;
    if (entry)
        hub->last[sort] = entry;
    return entry;
}

static bool is_last(const struct hub_pg *hub, enum hub_pg_sort sort, const void *key, size_t length)
{
    return hub->last[sort] && is_under(hub->last[sort], key, length);
}

struct hub_pg_entry *hub_pg_find(struct hub_pg *hub, enum hub_pg_sort sort, const void *key,
                                 size_t length)
{
    return is_last(hub, sort, key, length)
               ? hub->last[sort]
               : find(hub, sort, hash_of(sort, key, length), key, length);
}

struct hub_pg_entry *hub_pg_entry(struct hub_pg *hub, enum hub_pg_sort sort, const void *key,
                                  size_t length)
{
    if (is_last(hub, sort, key, length))
        return hub->last[sort];
    uint64_t hash = hash_of(sort, key, length);
    struct hub_pg_entry *entry = find(hub, sort, hash, key, length);
    if (entry)
        return entry;
    entry = arena_alloc(&hub->arena, sizeof(*entry) + length);
    entry->hash = hash;
    entry->sort = sort;
    memcpy(entry->key, key, length);
    entry->length = length;
    entry->next = hub->buckets[hash % HUB_PG_BUCKETS];
    hub->buckets[hash % HUB_PG_BUCKETS] = entry;
    hub->last[sort] = entry;
    return entry;
}

const char **hub_pg_unknown(struct hub_pg *hub, enum hub_pg_sort sort, const char *const *texts,
                            size_t *count)
{
    const char **left = arena_alloc(&hub->arena, (*count + 1) * sizeof(*left));
    size_t found = 0;

    for (size_t i = 0; i < *count; i++) {
        struct hub_pg_entry *entry = hub_pg_entry(hub, sort, texts[i], strlen(texts[i]));
        if (!entry->is_known)
            left[found++] = texts[i];
        entry->is_known = true;
    }
    *count = found;
    return left;
}

void hub_pg_add(struct hub_pg *hub, struct hub_pg_entry *entry, struct hub_pg_circle *circle)
{
    for (size_t i = 0; i < entry->count; i++)
        if (entry->circles[i] == circle)
            return;
    entry->circles = arena_grow(&hub->arena, entry->circles, entry->count, &entry->room,
                                sizeof(struct hub_pg_circle *));
    entry->circles[entry->count++] = circle;
}

struct hub_pg_circle *hub_pg_kept(struct hub_pg *hub, int64_t id)
{
    const struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_CIRCLE, &id, sizeof(id));

    return entry->count ? entry->circles[0] : NULL;
}

struct hub_pg_circle *hub_pg_keep(struct hub_pg *hub, int64_t id, const char *subject,
                                  const char *author, const char *claims)
{
    struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_CIRCLE, &id, sizeof(id));
    struct hub_pg_circle *circle;

    if (entry->count)
        return entry->circles[0];
    circle = arena_alloc(&hub->arena, sizeof(*circle));
    circle->id = id;
    circle->subject = arena_copy(&hub->arena, subject);
    circle->author = arena_copy(&hub->arena, author);
    circle->claims = arena_copy(&hub->arena, claims);
    hub_pg_add(hub, entry, circle);
    hub_pg_add(hub, hub_pg_entry(hub, HUB_PG_SUBJECT, subject, strlen(subject)), circle);
    return circle;
}

void hub_pg_touch(struct hub_pg *hub, struct hub_pg_circle *circle)
{
    if (!circle->is_changed && !circle->is_new) {
        hub->touched = arena_grow(&hub->arena, hub->touched, hub->touched_count, &hub->touched_room,
                                  sizeof(struct hub_pg_circle *));
        hub->touched[hub->touched_count++] = circle;
    }
    circle->is_changed = true;
}

void hub_pg_keep_act(struct hub_pg *hub, struct hub_pg_circle *circle, struct hub_act *act)
{
    struct hub_pg_entry *entry = hub_pg_entry(hub, HUB_PG_ACT, act->id, CRYPTO_ID);

    entry->act = act;
    entry->is_known = true;
    if (!circle)
        return;
    circle->acts = arena_grow(&hub->arena, circle->acts, circle->count, &circle->room,
                              sizeof(struct hub_act *));
    circle->acts[circle->count++] = act;
}

void hub_pg_forget(struct hub_pg *hub)
{
    arena_reset(&hub->arena);
    memset(hub->buckets, 0, sizeof(hub->buckets));
    memset(hub->last, 0, sizeof(hub->last));
    hub->touched = NULL;
    hub->missing = hub->named = NULL;
    hub->touched_count = hub->missing_count = hub->named_count = 0;
    hub->touched_room = hub->missing_room = hub->named_room = 0;
    hub->logs = hub->clients = NULL;
    hub->log_count = hub->log_room = hub->client_count = hub->client_room = 0;
    hub->runs = NULL;
    hub->run_count = hub->run_room = 0;
    pg_rows_clear(&hub->acts);
    pg_rows_clear(&hub->feeds);
}

/* --- what is to be written --- */

void hub_pg_add_missing(struct hub_pg *hub, const uint8_t *prefix, int64_t circle)
{
    hub->missing = arena_grow(&hub->arena, hub->missing, hub->missing_count, &hub->missing_room,
                              sizeof(*hub->missing));
    hub->missing[hub->missing_count++] =
        (struct hub_pg_pair){arena_copy_bytes(&hub->arena, prefix, HUB_PG_PREFIX), circle};
}

void hub_pg_add_named(struct hub_pg *hub, const char *resident, int64_t circle)
{
    hub->named = arena_grow(&hub->arena, hub->named, hub->named_count, &hub->named_room,
                            sizeof(*hub->named));
    hub->named[hub->named_count++] =
        (struct hub_pg_pair){arena_copy(&hub->arena, resident), circle};
}

static enum status flush_circles(struct hub_pg *hub, struct error *error)
{
    struct pg_rows rows = PG_ROWS_NONE;
    const char **claims = arena_alloc(&hub->arena, (hub->touched_count + 1) * sizeof(*claims));
    int64_t *ids = arena_alloc(&hub->arena, (hub->touched_count + 1) * sizeof(*ids));
    enum status status;
    size_t count = 0, changed;

    for (size_t i = 0; i < hub->touched_count; i++) {
        struct hub_pg_circle *circle = hub->touched[i];
        if (!circle->is_new) {
            ids[count] = circle->id;
            claims[count++] = circle->claims;
        } else {
            pg_rows_start(&rows, 5);
            pg_rows_integer(&rows, hub->district);
            pg_rows_integer(&rows, circle->id);
            pg_rows_text(&rows, circle->subject);
            pg_rows_text(&rows, circle->author);
            pg_rows_text(&rows, circle->claims);
        }
        circle->is_new = circle->is_changed = false;
    }
    hub->touched_count = 0;
    TRY(pg_send_rows(hub->pg, PG_SQL_HUB_CIRCLE_COPY, &rows, error));
    if (count) {
        struct pg_query *query = hub_pg_query(hub, PG_SQL_HUB_CIRCLES_PUT);
        pg_bind_integers(query, 2, ids, count);
        pg_bind_texts(query, 3, claims, count);
        TRY(pg_run(query, &changed, error));
    }
done:
    pg_rows_release(&rows);
    return status;
}

static int64_t *circles_of(struct hub_pg *hub, const struct hub_pg_pair *pairs, size_t count)
{
    int64_t *circles = arena_alloc(&hub->arena, count * sizeof(*circles));

    for (size_t i = 0; i < count; i++)
        circles[i] = pairs[i].circle;
    return circles;
}

static enum status flush_missing(struct hub_pg *hub, struct error *error)
{
    size_t count = hub->missing_count, changed;
    uint8_t *prefixes = arena_alloc(&hub->arena, (count + 1) * HUB_PG_PREFIX);
    struct pg_query *query;

    if (!count)
        return STATUS_OK;
    for (size_t i = 0; i < count; i++)
        memcpy(prefixes + i * HUB_PG_PREFIX, hub->missing[i].key, HUB_PG_PREFIX);
    query = hub_pg_query(hub, PG_SQL_HUB_MISSING_ADD);
    pg_bind_values(query, 2, prefixes, HUB_PG_PREFIX, count);
    pg_bind_integers(query, 3, circles_of(hub, hub->missing, count), count);
    hub->missing_count = 0;
    return pg_run(query, &changed, error);
}

static enum status flush_named(struct hub_pg *hub, struct error *error)
{
    size_t count = hub->named_count, changed;
    const char **residents = arena_alloc(&hub->arena, (count + 1) * sizeof(*residents));
    struct pg_query *query;

    if (!count)
        return STATUS_OK;
    for (size_t i = 0; i < count; i++)
        residents[i] = hub->named[i].key;
    query = hub_pg_query(hub, PG_SQL_HUB_NAMED_ADD);
    pg_bind_texts(query, 2, residents, count);
    pg_bind_integers(query, 3, circles_of(hub, hub->named, count), count);
    hub->named_count = 0;
    return pg_run(query, &changed, error);
}

enum status hub_pg_flush(struct hub_pg *hub, struct error *error)
{
    enum status status;

    TRY(pg_send_rows(hub->pg, PG_SQL_HUB_ACT_COPY, &hub->acts, error));
    TRY(flush_circles(hub, error));
    TRY(flush_missing(hub, error));
    TRY(flush_named(hub, error));
    TRY(hub_pg_flush_feeds(hub, error));
    TRY(hub_pg_flush_logs(hub, error));
    TRY(hub_pg_flush_clients(hub, error));
done:
    return status;
}
