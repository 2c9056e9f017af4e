/* SPDX-License-Identifier: MIT */
/* The store in a SQLite file, for hub_store_sqlite*.c alone. */
#ifndef SHOUWEN_SYNC_HUB_STORE_SQLITE_H
#define SHOUWEN_SYNC_HUB_STORE_SQLITE_H

#include "shouwen/store/db.h"
#include "sync/hub_store_inside.h"

struct hub_sqlite {
    struct hub_store store;
    struct db *db;
};

#define HUB_SQLITE_FUNCTION(name, takes, names) enum status hub_sqlite_##name takes;
HUB_STORE_TABLE(HUB_SQLITE_FUNCTION)

static inline struct db *db_of(struct hub_store *store)
{
    return ((struct hub_sqlite *)store)->db;
}

/* A column of exactly so many bytes; zeros if it is of another length, which the tables refuse. */
static inline void hub_sqlite_take(struct query *query, int at, uint8_t *out, size_t length)
{
    size_t stored;
    const uint8_t *bytes = query_bytes(query, at, &stored);

    for (size_t i = 0; i < length; i++)
        out[i] = stored == length ? bytes[i] : 0;
}

#endif
