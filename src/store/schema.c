/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/schema.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/domain/matter.h"
#include "shouwen/domain/record_fold.h"

#include <stdio.h>
#include <string.h>

static const char projection_prefix[] = "projection_create_";
static const char projection_key[] = "projection";

static enum sql find(const char *name)
{
    int at = 0;

    while (at < SQL_COUNT && strcmp(sql_name[at], name) != 0)
        at++;
    return (enum sql)at;
}

enum status schema_update(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;
    int64_t version;
    char name[32];

    TRY(db_schema_version(db, &version, error));
    while (++version <= DB_SCHEMA_VERSION) {
        snprintf(name, sizeof(name), "journal_to_%d", (int)version);
        TRY(db_run_script(db, find(name), error));
    }
done:
    return status;
}

/* --- the projection --- */

enum { DIGEST_TEXT = 2 * CRYPTO_CHAIN + 1 };

/* The digest of everything that the projection's content depends on, beside the acts. */
static void digest_of_program(char *out)
{
    const int32_t versions[] = {MATTER_FOLD_VERSION, RECORD_FOLD_VERSION, SEARCHKEY_VERSION};
    struct crypto_digest digest;
    uint8_t bytes[CRYPTO_CHAIN];

    crypto_digest_start(&digest);
    crypto_digest_add(&digest, versions, sizeof(versions));
    for (int i = 0; i < SQL_COUNT; i++)
        if (text_starts(sql_name[i], projection_prefix))
            crypto_digest_add(&digest, sql_text[i], strlen(sql_text[i]) + 1);
    crypto_digest_end(&digest, bytes);
    ident_hex(bytes, sizeof(bytes), out);
}

enum status schema_projection_is_current(struct db *db, bool *is_current, struct error *error)
{
    enum status status = STATUS_OK;
    struct text stored = TEXT_EMPTY;
    char wanted[DIGEST_TEXT];

    *is_current = false;
    digest_of_program(wanted);
    TRY(schema_meta_get(db, projection_key, &stored, error));
    *is_current = strcmp(stored.at, wanted) == 0;
done:
    text_release(&stored);
    return status;
}

/* The statements are collected first: no table can go while another is read. */
static enum status drop_all(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;
    struct arena arena = {0};
    const char **drops = NULL;
    size_t count = 0, room = 0;
    struct query *query = db_query(db, SQL_SCHEMA_PROJECTION_DROPS);
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        drops = arena_grow(&arena, drops, count, &room, sizeof(*drops));
        drops[count++] = query_copy(query, 0, &arena);
    }
    for (size_t i = 0; i < count; i++)
        TRY(query_run(db_query_composed(db, drops[i]), error));
done:
    arena_release(&arena);
    return status;
}

enum status schema_projection_reset(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;
    char digest[DIGEST_TEXT];

    TRY(drop_all(db, error));
    for (int i = 0; i < SQL_COUNT; i++)
        if (text_starts(sql_name[i], projection_prefix))
            TRY(db_run_script(db, (enum sql)i, error));
    digest_of_program(digest);
    TRY(schema_meta_put(db, projection_key, digest, error));
done:
    return status;
}

/* --- values of the file --- */

enum status schema_meta_get(struct db *db, const char *key, struct text *value, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(db, SQL_SCHEMA_META_GET);
    bool row;

    text_clear(value);
    query_bind_text(query, 1, key);
    TRY(query_step(query, &row, error));
    if (row)
        text_add(value, query_text(query, 0));
    query_reset(query);
done:
    return status;
}

enum status schema_meta_put(struct db *db, const char *key, const char *value, struct error *error)
{
    struct query *query = db_query(db, SQL_SCHEMA_META_PUT);

    query_bind_text(query, 1, key);
    query_bind_text(query, 2, value);
    return query_run(query, error);
}
