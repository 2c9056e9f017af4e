/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/journal.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/twins.h"
#include "store/journal_row.h"

#include <stdio.h>
#include <string.h>

/* --- logs --- */

void journal_log_name(const char *node, const uint8_t *public_key, char *name)
{
    uint8_t hash[CRYPTO_ID];
    char short_hash[9];

    crypto_id(public_key, CRYPTO_PUBLIC, hash);
    ident_hex(hash, 4, short_hash);
    snprintf(name, sizeof(((struct journal_log *)0)->name), "%s-%s", node, short_hash);
}

enum status journal_start(struct db *db, const char *name, const uint8_t *public_key,
                          struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    struct query *query = db_query(db, SQL_JOURNAL_LOG_ADD);

    crypto_chain(name, strlen(name), public_key, CRYPTO_PUBLIC, chain);
    query_bind_text(query, 1, name);
    query_bind_bytes(query, 2, public_key, CRYPTO_PUBLIC);
    query_bind_bytes(query, 3, chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

bool journal_log_read(struct query *query, struct journal_log *log)
{
    size_t key_length, chain_length;
    const void *key = query_bytes(query, 1, &key_length);
    const void *chain = query_bytes(query, 3, &chain_length);

    *log = (struct journal_log){0};
    snprintf(log->name, sizeof(log->name), "%s", query_text(query, 0));
    log->n = query_integer(query, 2);
    if (key_length != CRYPTO_PUBLIC || chain_length != CRYPTO_CHAIN)
        return false;
    memcpy(log->public_key, key, CRYPTO_PUBLIC);
    memcpy(log->chain, chain, CRYPTO_CHAIN);
    return true;
}

enum status journal_own_log(struct db *db, struct journal_log *log, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(db, SQL_JOURNAL_LOG_OWN);
    bool row;

    TRY(query_step(query, &row, error));
    if (!row || !journal_log_read(query, log))
        status = error_set(error, STATUS_BROKEN, "",
                           _("%s has no log of its own: restore the newest backup with shouwen "
                             "restore"),
                           db_path(db));
done:
    query_reset(query);
    return status;
}

/* --- writing --- */

enum status journal_add(struct db *db, const struct journal_new *act, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_APPEND);

    query_lend_text(query, 1, act->log);
    query_bind_integer(query, 2, act->n);
    query_lend_bytes(query, 3, act->id, CRYPTO_ID);
    query_lend_text(query, 4, act->subject);
    query_lend_bytes(query, 5, act->head, act->head_length);
    if (act->body_length)
        query_lend_bytes(query, 6, act->body, act->body_length);
    query_lend_bytes(query, 7, act->chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

enum status journal_move(struct db *db, const struct journal_new *last, int64_t before_n,
                         struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(db, SQL_JOURNAL_LOG_MOVE);

    query_bind_text(query, 1, last->log);
    query_bind_integer(query, 2, last->n);
    query_bind_bytes(query, 3, last->chain, CRYPTO_CHAIN);
    query_bind_integer(query, 4, before_n);
    TRY(query_run(query, error));
    if (db_changes(db) != 1)
        return error_set(error, STATUS_CONFLICT, "",
                         _("the log %s has been written to meanwhile; try again"), last->log);
done:
    return status;
}

/* Encodes it as the one after the log's last. */
static enum status encode(const struct journal_log *log, struct act *act, struct text *head,
                          struct text *body, struct journal_new *out, struct error *error)
{
    enum status status;

    act->log = log->name;
    act->n = log->n + 1;
    TRY(act_encode(act, head, body, error));
    *out = (struct journal_new){.log = log->name,
                                .subject = act->subject,
                                .n = act->n,
                                .head = head->at,
                                .body = body->at,
                                .head_length = head->length,
                                .body_length = body->length};
    memcpy(out->id, act->id, CRYPTO_ID);
    crypto_chain(log->chain, CRYPTO_CHAIN, act->id, CRYPTO_ID, out->chain);
done:
    return status;
}

static void follow(struct journal_log *log, const struct journal_new *act)
{
    log->n = act->n;
    memcpy(log->chain, act->chain, CRYPTO_CHAIN);
}

enum status journal_prepare(struct journal_log *log, struct act *act, struct arena *arena,
                            struct journal_new *out, struct error *error)
{
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    enum status status;

    TRY(encode(log, act, &head, &body, out, error));
    out->head = arena_copy_bytes(arena, head.at, head.length);
    out->body = arena_copy_bytes(arena, body.at, body.length);
    out->subject = arena_copy(arena, act->subject);
    follow(log, out);
done:
    text_release(&head);
    text_release(&body);
    return status;
}

enum status journal_append(struct db *db, struct journal_log *log, struct act *act,
                           struct error *error)
{
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    struct journal_new one;
    enum status status;

    TRY(encode(log, act, &head, &body, &one, error));
    TRY(journal_add(db, &one, error));
    TRY(journal_move(db, &one, log->n, error));
    follow(log, &one);
done:
    text_release(&head);
    text_release(&body);
    return status;
}

/* --- reading --- */

enum status journal_row_decode(struct query *query, struct arena *arena, struct act *act,
                               struct error *error)
{
    size_t head_length, body_length;
    const void *head = query_bytes(query, 2, &head_length);
    const void *body = query_bytes(query, 3, &body_length);

    /* an empty body is not the same as none */
    if (!body && !query_is_null(query, 3))
        body = "";
    return act_decode(arena, head, head_length, body, body_length, act, error);
}

static enum status decode(struct query *query, struct arena *arena, struct act *act,
                          struct error *error)
{
    struct error cause;
    enum status status = journal_row_decode(query, arena, act, &cause);

    if (status == STATUS_OK)
        return status;
    return error_set(error, STATUS_BROKEN, "", _("log %s, act %ld: %s"), query_text(query, 0),
                     (long)query_integer(query, 1), cause.message);
}

/* *is_twinned, of rows with a last column: ids have to be told apart. NULL: they have none. */
static enum status read_all(struct query *query, struct arena *arena, struct act **acts,
                            size_t *count, bool *is_twinned, struct error *error)
{
    enum status status = STATUS_OK;
    size_t room = 0;
    bool row;

    *acts = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *acts = arena_grow(arena, *acts, *count, &room, sizeof(**acts));
        TRY(decode(query, arena, &(*acts)[*count], error));
        if (is_twinned && !*count)
            *is_twinned = query_integer(query, 4) != 0;
        ++*count;
    }
done:
    query_reset(query);
    return status;
}

enum status journal_read(struct db *db, const char *subject, struct arena *arena, struct act **acts,
                         size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_READ);
    bool is_twinned = false;
    enum status status;

    query_bind_text(query, 1, subject);
    TRY(read_all(query, arena, acts, count, &is_twinned, error));
    if (is_twinned)
        TRY(twins_hear(db, *acts, *count, arena, error));
done:
    return status;
}

enum status journal_has(struct db *db, const char *subject, bool *has, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_HAS);

    query_bind_text(query, 1, subject);
    enum status status = query_step(query, has, error);
    query_reset(query);
    return status;
}

enum status journal_has_between(struct db *db, const char *from, const char *to, bool *has,
                                struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_HAS_BETWEEN);

    query_bind_text(query, 1, from);
    query_bind_text(query, 2, to);
    enum status status = query_step(query, has, error);
    query_reset(query);
    return status;
}

static bool is_named(const struct act *acts, size_t count, uint64_t prefix)
{
    /* it is nearly always the next one that names it */
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < acts[i].on_count; j++)
            if (acts[i].on[j] == prefix)
                return true;
    return false;
}

const uint64_t *journal_latest_of(const struct act *acts, size_t act_count, struct arena *arena,
                                  size_t *count)
{
    uint64_t *latest = arena_alloc(arena, (act_count + 1) * sizeof(*latest));

    *count = 0;
    for (size_t i = 0; i < act_count; i++) {
        uint64_t prefix = act_id_prefix(acts[i].id);
        /* an act can only be named by one that came later, but logs come in any order */
        if (!is_named(acts + i + 1, act_count - i - 1, prefix) && !is_named(acts, i, prefix))
            latest[(*count)++] = prefix;
    }
    return act_on_last(latest, count);
}

enum status journal_latest(struct db *db, const char *subject, struct arena *arena,
                           const uint64_t **on, size_t *count, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(db, SQL_JOURNAL_HEADS);
    struct act *acts;
    size_t act_count;

    *on = NULL;
    *count = 0;
    query_bind_text(query, 1, subject);
    TRY(read_all(query, arena, &acts, &act_count, NULL, error));
    *on = journal_latest_of(acts, act_count, arena, count);
done:
    return status;
}

enum status journal_each(struct db *db, struct arena *arena,
                         enum status (*visit)(void *context, const struct act *act,
                                              struct error *error),
                         void *context, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(db, SQL_JOURNAL_EACH);
    struct act act;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        arena_reset(arena);
        TRY(decode(query, arena, &act, error));
        TRY(visit(context, &act, error));
    }
done:
    query_reset(query);
    return status;
}

enum status journal_each_of_log(struct db *db, const char *log, int64_t first, int64_t last,
                                enum status (*visit)(void *context, const char *subject,
                                                     const uint8_t *id, int64_t seq,
                                                     struct error *error),
                                void *context, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_OF_LOG);
    enum status status;
    size_t length;
    bool row;

    query_bind_text(query, 1, log);
    query_bind_integer(query, 2, first);
    query_bind_integer(query, 3, last);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const uint8_t *id = query_bytes(query, 1, &length);
        TRY(visit(context, query_text(query, 0), id, query_integer(query, 2), error));
    }
done:
    query_reset(query);
    return status;
}

enum status journal_each_since(struct db *db, const char *log, int64_t n,
                               bool (*skip)(void *context, const char *log, int64_t n),
                               enum status (*visit)(void *context, struct arena *arena,
                                                    const struct act *act, struct error *error),
                               void *context, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_SINCE);
    struct arena arena = {0};
    enum status status;
    struct act act;
    bool row;

    query_bind_text(query, 1, log);
    query_bind_integer(query, 2, n);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (skip(context, query_text(query, 0), query_integer(query, 1)))
            continue;
        arena_reset(&arena);
        TRY(decode(query, &arena, &act, error));
        TRY(visit(context, &arena, &act, error));
    }
done:
    query_reset(query);
    arena_release(&arena);
    return status;
}

enum status journal_find_back(struct db *db, const char *by, int64_t since_at, int64_t most,
                              struct arena *arena, struct act *act, bool *found,
                              struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_BACK);
    enum status status;
    bool row;

    *found = false;
    query_bind_integer(query, 1, most);
    while (!*found) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        arena_reset(arena);
        TRY(decode(query, arena, act, error));
        if (act->entered_at < since_at)
            break;
        *found = text_same(act->by, by);
    }
done:
    query_reset(query);
    return status;
}
