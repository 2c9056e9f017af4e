/* SPDX-License-Identifier: MIT */
/* The kinds of stores, for hub_store*.c alone: each does all that hub_store.h says, and its
 * functions are the table's names with its own in front. */
#ifndef SHOUWEN_SYNC_HUB_STORE_INSIDE_H
#define SHOUWEN_SYNC_HUB_STORE_INSIDE_H

#include "shouwen/sync/hub_store.h"

/* An open store; what a kind keeps of its own follows behind it. */
struct hub_store {
    const struct hub_store_kind *kind;
};

/* X(name, (what it takes), (their names)) */
#define HUB_STORE_TABLE(X)                                                                         \
    X(begin, (struct hub_store * store, struct error * error), (store, error))                     \
    X(commit, (struct hub_store * store, struct error * error), (store, error))                    \
    X(scrub, (struct hub_store * store, bool *is_done, struct error *error),                       \
      (store, is_done, error))                                                                     \
    X(get, (struct hub_store * store, const char *key, struct text *value, struct error *error),   \
      (store, key, value, error))                                                                  \
    X(put, (struct hub_store * store, const char *key, const char *value, struct error *error),    \
      (store, key, value, error))                                                                  \
    X(clients,                                                                                     \
      (struct hub_store * store, struct arena * arena, struct hub_client * *clients,               \
       size_t * count, struct error * error),                                                      \
      (store, arena, clients, count, error))                                                       \
    X(client_put,                                                                                  \
      (struct hub_store * store, const struct hub_client *client, struct error *error),            \
      (store, client, error))                                                                      \
    X(log_get,                                                                                     \
      (struct hub_store * store, const char *name, struct arena *arena, struct hub_log *log,       \
       bool *found, struct error *error),                                                          \
      (store, name, arena, log, found, error))                                                     \
    X(log_put, (struct hub_store * store, const struct hub_log *log, struct error *error),         \
      (store, log, error))                                                                         \
    X(logs_of,                                                                                     \
      (struct hub_store * store, const char *client, struct arena *arena, struct hub_log **logs,   \
       size_t *count, struct error *error),                                                        \
      (store, client, arena, logs, count, error))                                                  \
    X(log_at,                                                                                      \
      (struct hub_store * store, const struct hub_log *log, int64_t n, uint8_t *id,                \
       uint8_t *chain, bool *found, struct error *error),                                          \
      (store, log, n, id, chain, found, error))                                                    \
    X(expect,                                                                                      \
      (struct hub_store * store, const struct act **acts, const struct fact *facts, size_t count,  \
       struct error *error),                                                                       \
      (store, acts, facts, count, error))                                                          \
    X(act_find,                                                                                    \
      (struct hub_store * store, const struct fact *fact, struct arena *arena,                     \
       struct hub_act *act, bool *found, struct error *error),                                     \
      (store, fact, arena, act, found, error))                                                     \
    X(act_add,                                                                                     \
      (struct hub_store * store, const struct fact *fact, const char *author, int64_t circle,      \
       const uint8_t *chain, int64_t *seq, struct error *error),                                   \
      (store, fact, author, circle, chain, seq, error))                                            \
    X(act_place,                                                                                   \
      (struct hub_store * store, const struct hub_act *act, const struct fact *fact,               \
       const uint8_t *chain, struct error *error),                                                 \
      (store, act, fact, chain, error))                                                            \
    X(act_body,                                                                                    \
      (struct hub_store * store, const struct hub_act *act, const struct fact *fact,               \
       struct error *error),                                                                       \
      (store, act, fact, error))                                                                   \
    X(acts_of_log,                                                                                 \
      (struct hub_store * store, const char *log, int64_t n, size_t most, struct arena *arena,     \
       struct bundle_act **acts, size_t *count, struct error *error),                              \
      (store, log, n, most, arena, acts, count, error))                                            \
    X(acts_of_feed,                                                                                \
      (struct hub_store * store, const char *client, int64_t n, size_t most, struct arena *arena,  \
       struct bundle_act **acts, size_t *count, struct error *error),                              \
      (store, client, n, most, arena, acts, count, error))                                         \
    X(act_count, (struct hub_store * store, int64_t * count, struct error * error),                \
      (store, count, error))                                                                       \
    X(circle_get,                                                                                  \
      (struct hub_store * store, int64_t id, struct arena * arena, struct hub_circle * circle,     \
       struct error * error),                                                                      \
      (store, id, arena, circle, error))                                                           \
    X(circles_of,                                                                                  \
      (struct hub_store * store, const char *subject, const char *author, struct arena *arena,     \
       struct hub_circle **circles, size_t *count, struct error *error),                           \
      (store, subject, author, arena, circles, count, error))                                      \
    X(circles_named,                                                                               \
      (struct hub_store * store, const char *subject, uint64_t prefix, struct arena *arena,        \
       int64_t **circles, size_t *count, struct error *error),                                     \
      (store, subject, prefix, arena, circles, count, error))                                      \
    X(circle_put, (struct hub_store * store, struct hub_circle * circle, struct error * error),    \
      (store, circle, error))                                                                      \
    X(circle_erase, (struct hub_store * store, int64_t circle, struct error * error),              \
      (store, circle, error))                                                                      \
    X(acts_of_circle,                                                                              \
      (struct hub_store * store, int64_t circle, struct arena * arena, struct hub_act * *acts,     \
       size_t * count, struct error * error),                                                      \
      (store, circle, arena, acts, count, error))                                                  \
    X(heads_of,                                                                                    \
      (struct hub_store * store, const char *subject, struct arena *arena,                         \
       struct hub_head **heads, size_t *count, struct error *error),                               \
      (store, subject, arena, heads, count, error))                                                \
    X(acts_loose,                                                                                  \
      (struct hub_store * store, const char *log, struct arena *arena, struct hub_act **acts,      \
       size_t *count, struct error *error),                                                        \
      (store, log, arena, acts, count, error))                                                     \
    X(circle_move, (struct hub_store * store, int64_t from, int64_t to, struct error * error),     \
      (store, from, to, error))                                                                    \
    X(missing_put,                                                                                 \
      (struct hub_store * store, uint64_t prefix, int64_t circle, struct error * error),           \
      (store, prefix, circle, error))                                                              \
    X(missing_take,                                                                                \
      (struct hub_store * store, uint64_t prefix, const char *subject, struct arena *arena,        \
       int64_t **circles, size_t *count, struct error *error),                                     \
      (store, prefix, subject, arena, circles, count, error))                                      \
    X(named_put,                                                                                   \
      (struct hub_store * store, const char *resident, int64_t circle, struct error *error),       \
      (store, resident, circle, error))                                                            \
    X(named_of,                                                                                    \
      (struct hub_store * store, const char *resident, struct arena *arena,                        \
       struct hub_circle **circles, size_t *count, struct error *error),                           \
      (store, resident, arena, circles, count, error))                                             \
    X(each,                                                                                        \
      (struct hub_store * store,                                                                   \
       enum status(*visit)(void *context, const struct hub_act *act, const struct circle *circle,  \
                           struct error *error),                                                   \
       void *context, struct error *error),                                                        \
      (store, visit, context, error))                                                              \
    X(feed_add,                                                                                    \
      (struct hub_store * store, const char *client, int64_t n, const struct hub_act *act,         \
       bool is_whole, const uint8_t *chain, struct error *error),                                  \
      (store, client, n, act, is_whole, chain, error))                                             \
    X(feed_chain,                                                                                  \
      (struct hub_store * store, const char *client, int64_t n, uint8_t *chain, bool *found,       \
       struct error *error),                                                                       \
      (store, client, n, chain, found, error))                                                     \
    X(feed_rechain,                                                                                \
      (struct hub_store * store, const char *client, uint8_t *chain, struct error *error),         \
      (store, client, chain, error))                                                               \
    X(event,                                                                                       \
      (struct hub_store * store, const char *what, const char *client, const char *detail,         \
       struct error *error),                                                                       \
      (store, what, client, detail, error))                                                        \
    X(clash_put,                                                                                   \
      (struct hub_store * store, const char *subject, const char *author, const char *other,       \
       bool *is_new, struct error *error),                                                         \
      (store, subject, author, other, is_new, error))                                              \
    X(clashes,                                                                                     \
      (struct hub_store * store, struct arena * arena, struct hub_clash * *clashes,                \
       size_t * count, struct error * error),                                                      \
      (store, arena, clashes, count, error))

#define HUB_STORE_POINTER(name, takes, names) enum status(*name) takes;
struct hub_store_kind {
    const char *scheme; /* what addresses of this kind begin with */
    enum status (*make)(const char *address, struct hub_store **store, struct error *error);
    enum status (*open)(const char *address, bool may_write, struct hub_store **store,
                        struct error *error);
    void (*close)(struct hub_store *store);
    void (*rollback)(struct hub_store *store);
    int64_t (*version)(struct hub_store *store);
    bool bears_faults;
    /* NULL: nothing is waited for */
    void (*while_waiting)(struct hub_store *store, bool (*work)(void *context), void *context);
    HUB_STORE_TABLE(HUB_STORE_POINTER)
};

extern const struct hub_store_kind hub_sqlite_kind, hub_pg_kind;

#endif
