/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/requests.h"

#include "shouwen/store/db_rows.h"

#include <stdlib.h>
#include <string.h>

void requests_key(const char *request, uint8_t key[CRYPTO_ID])
{
    crypto_id(request, strlen(request), key);
}

void requests_bind(struct query *query, int at, const char *request)
{
    uint8_t key[CRYPTO_ID];

    requests_key(request, key);
    query_bind_bytes(query, at, key, sizeof(key));
}

static int compare(const void *a, const void *b)
{
    return memcmp(((const struct requests_entry *)a)->key, ((const struct requests_entry *)b)->key,
                  CRYPTO_ID);
}

static void bind_entry(struct query *query, int before, const void *entries, size_t i)
{
    const struct requests_entry *entry = &((const struct requests_entry *)entries)[i];

    query_lend_bytes(query, before + 1, entry->key, CRYPTO_ID);
    query_bind_integer(query, before + 2, entry->seq);
}

enum status requests_add(struct db *db, struct requests_entry *entries, size_t count,
                         struct error *error)
{
    if (count)
        qsort(entries, count, sizeof(*entries), compare);
    return db_rows_put(db, SQL_REQUEST_ADD, bind_entry, entries, count, error);
}
