/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/uplink.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char trusted_key[] = "trusted-at";

void uplink_feed_start(int64_t epoch, const char *node, uint8_t *out)
{
    static const char title[] = "feed";
    struct crypto_digest digest;
    uint8_t number[8];

    for (size_t i = 0; i < sizeof(number); i++)
        number[i] = (uint8_t)((uint64_t)epoch >> (8 * i));
    crypto_digest_start(&digest);
    crypto_digest_add(&digest, title, strlen(title));
    crypto_digest_add(&digest, number, sizeof(number));
    crypto_digest_add(&digest, node, strlen(node));
    crypto_digest_end(&digest, out);
}

void uplink_feed_step(const uint8_t *before, const uint8_t *id, bool is_whole, uint8_t *out)
{
    uint8_t step[CRYPTO_ID + 1];

    memcpy(step, id, CRYPTO_ID);
    step[CRYPTO_ID] = is_whole;
    crypto_chain(before, CRYPTO_CHAIN, step, sizeof(step), out);
}

enum status uplink_feed_chain(struct db *db, const char *node, int64_t epoch, int64_t position,
                              uint8_t *chain, bool *found, struct error *error)
{
    struct query *query = db_query(db, SQL_FEED_CHAIN);
    enum status status;
    size_t length;

    *found = true;
    if (!position) {
        uplink_feed_start(epoch, node, chain);
        return STATUS_OK;
    }
    query_bind_integer(query, 1, epoch);
    query_bind_integer(query, 2, position);
    TRY(query_step(query, found, error));
    if (*found)
        memcpy(chain, query_bytes(query, 0, &length), CRYPTO_CHAIN);
done:
    query_reset(query);
    return status;
}

enum status uplink_prove(struct db *db, int64_t epoch, int64_t position, const uint8_t *proof,
                         struct error *error)
{
    struct query *query = db_query(db, SQL_FEED_PROVE);

    query_bind_integer(query, 1, epoch);
    query_bind_integer(query, 2, position);
    query_bind_bytes(query, 3, proof, CRYPTO_SIGNATURE);
    return query_run(query, error);
}

enum status uplink_proof(struct db *db, int64_t epoch, int64_t *position, uint8_t *proof,
                         bool *found, struct error *error)
{
    struct query *query = db_query(db, SQL_FEED_PROOF);
    enum status status;
    size_t length;

    query_bind_integer(query, 1, epoch);
    query_bind_integer(query, 2, *position);
    TRY(query_step(query, found, error));
    if (*found) {
        *position = query_integer(query, 0);
        memcpy(proof, query_bytes(query, 1, &length), CRYPTO_SIGNATURE);
    }
done:
    query_reset(query);
    return status;
}

static bool take_bytes(struct query *query, int at, uint8_t *out, size_t length)
{
    size_t stored;
    const void *bytes = query_bytes(query, at, &stored);

    if (stored != length)
        return false;
    memcpy(out, bytes, length);
    return true;
}

enum status uplink_read(struct db *db, struct arena *arena, struct uplink *uplink, bool *found,
                        struct error *error)
{
    struct query *query = db_query(db, SQL_UPLINK_GET);
    enum status status;

    *uplink = (struct uplink){.address = "", .heard_view = "", .said = ""};
    TRY(query_step(query, found, error));
    if (!*found)
        goto done;
    if (!take_bytes(query, 0, uplink->public_key, CRYPTO_PUBLIC) ||
        !take_bytes(query, 4, uplink->chain, CRYPTO_CHAIN))
        status = error_set(error, STATUS_BROKEN, "", _("%s is damaged: %s"), db_path(db), "uplink");
    uplink->address = query_copy(query, 1, arena);
    uplink->epoch = query_integer(query, 2);
    uplink->position = query_integer(query, 3);
    uplink->sent_serial = query_integer(query, 5);
    uplink->heard_serial = query_integer(query, 6);
    uplink->heard_view = query_copy(query, 7, arena);
    uplink->heard_at = query_integer(query, 8);
    uplink->whole_at = query_integer(query, 9);
    uplink->said = query_copy(query, 10, arena);
done:
    query_reset(query);
    return status;
}

enum status uplink_put(struct db *db, const struct uplink *uplink, struct error *error)
{
    struct query *query = db_query(db, SQL_UPLINK_PUT);

    query_bind_bytes(query, 1, uplink->public_key, CRYPTO_PUBLIC);
    query_bind_text(query, 2, uplink->address);
    query_bind_integer(query, 3, uplink->epoch);
    query_bind_integer(query, 4, uplink->position);
    query_bind_bytes(query, 5, uplink->chain, CRYPTO_CHAIN);
    query_bind_integer(query, 6, uplink->sent_serial);
    query_bind_integer(query, 7, uplink->heard_serial);
    query_bind_text(query, 8, uplink->heard_view);
    query_bind_integer(query, 9, uplink->heard_at);
    query_bind_integer(query, 10, uplink->whole_at);
    query_bind_text(query, 11, uplink->said);
    return query_run(query, error);
}

enum status uplink_trusted(struct db *db, int64_t *at, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status = schema_meta_get(db, trusted_key, &value, error);

    *at = status == STATUS_OK && value.length ? strtoll(value.at, NULL, 10) : 0;
    text_release(&value);
    return status;
}

enum status uplink_put_trusted(struct db *db, int64_t at, struct error *error)
{
    char text[24];

    snprintf(text, sizeof(text), "%" PRId64, at);
    return schema_meta_put(db, trusted_key, text, error);
}
