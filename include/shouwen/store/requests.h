/* SPDX-License-Identifier: MIT */
/* requests: which cases a request was recorded for, part of the projection of cases. A request id
 * says what was asked for once, so that saving twice is the same case. Used by the ledger and by
 * whoever takes a batch back. */
#ifndef SHOUWEN_STORE_REQUESTS_H
#define SHOUWEN_STORE_REQUESTS_H

#include "shouwen/base/crypto.h"
#include "shouwen/store/db.h"

/* What stands for a request id in the file, and the case (the seq of its row). */
struct requests_entry {
    uint8_t key[CRYPTO_ID];
    int64_t seq;
};
void requests_key(const char *request, uint8_t key[CRYPTO_ID]);
/* Binds the key of a request id. */
void requests_bind(struct query *query, int at, const char *request);
/* Adds many; those that are there stay. Puts them into their order first. */
MUST_CHECK enum status requests_add(struct db *db, struct requests_entry *entries, size_t count,
                                    struct error *error);

#endif
