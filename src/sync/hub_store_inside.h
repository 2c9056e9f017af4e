/* SPDX-License-Identifier: MIT */
/* hub_store_inside: what the files of the room hub_store share; nobody else includes it. */
#ifndef SHOUWEN_SYNC_HUB_STORE_INSIDE_H
#define SHOUWEN_SYNC_HUB_STORE_INSIDE_H

#include "shouwen/store/db.h"
#include "shouwen/sync/hub_store.h"

struct hub_store {
    struct db *db;
};

/* A column of exactly so many bytes; zeros if it is of another length, which the tables refuse. */
static inline void hub_store_take(struct query *query, int at, uint8_t *out, size_t length)
{
    size_t stored;
    const uint8_t *bytes = query_bytes(query, at, &stored);

    for (size_t i = 0; i < length; i++)
        out[i] = stored == length ? bytes[i] : 0;
}

#endif
