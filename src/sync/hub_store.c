/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/hub_store.h"

#include "shouwen/base/i18n.h"
#include "sync/hub_store_inside.h"

#include <string.h>

static const struct hub_store_kind *const kinds[] = {&hub_sqlite_kind, &hub_pg_kind};

static const struct hub_store_kind *kind_of(const char *address, struct error *error)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (text_starts(address, kinds[i]->scheme) && address[strlen(kinds[i]->scheme)])
            return kinds[i];
    error_set(error, STATUS_INVALID, "store",
              _("\"%s\" is no place for a hub: write sqlite:FILE or pg:CONNINFO"), address);
    return NULL;
}

enum status hub_store_make(const char *address, struct hub_store **store, struct error *error)
{
    const struct hub_store_kind *kind = kind_of(address, error);

    *store = NULL;
    return kind ? kind->make(address + strlen(kind->scheme), store, error) : STATUS_INVALID;
}

enum status hub_store_open(const char *address, bool may_write, struct hub_store **store,
                           struct error *error)
{
    const struct hub_store_kind *kind = kind_of(address, error);

    *store = NULL;
    return kind ? kind->open(address + strlen(kind->scheme), may_write, store, error)
                : STATUS_INVALID;
}

void hub_store_close(struct hub_store *store)
{
    if (store)
        store->kind->close(store);
}

void hub_store_rollback(struct hub_store *store)
{
    store->kind->rollback(store);
}

void hub_store_while_waiting(struct hub_store *store, bool (*work)(void *context), void *context)
{
    if (store->kind->while_waiting)
        store->kind->while_waiting(store, work, context);
}

bool hub_store_bears_faults(const struct hub_store *store)
{
    return store->kind->bears_faults;
}

int64_t hub_store_version(struct hub_store *store)
{
    return store->kind->version(store);
}

void hub_store_log_start(const struct hub_log *log, uint8_t *chain)
{
    crypto_chain(log->name, strlen(log->name), log->public_key, CRYPTO_PUBLIC, chain);
}

#define HUB_STORE_CALL(name, takes, names)                                                         \
    enum status hub_store_##name takes                                                             \
    {                                                                                              \
        return store->kind->name names;                                                            \
    }
HUB_STORE_TABLE(HUB_STORE_CALL)
