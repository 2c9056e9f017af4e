/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/journal_facts.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/circle.h"
#include "shouwen/store/erasure.h"
#include "store/journal_row.h"

#include <stdio.h>
#include <string.h>

/* --- putting --- */

/* What stands under the same id. */
static enum status look(struct db *db, const struct fact *fact, bool *found, bool *has_body,
                        struct error *error)
{
    struct query *query = db_query(db, SQL_FACT_GET);

    query_bind_bytes(query, 1, fact->id, CRYPTO_ID);
    enum status status = query_step(query, found, error);
    *has_body = status == STATUS_OK && *found && !query_is_null(query, 2);
    query_reset(query);
    return status;
}

static enum status complete(struct db *db, const struct fact *fact, struct error *error)
{
    struct query *query = db_query(db, SQL_FACT_BODY);

    query_bind_bytes(query, 1, fact->id, CRYPTO_ID);
    query_bind_bytes(query, 2, fact->body, fact->body_length);
    return query_run(query, error);
}

/* A body that may be kept: nothing that comes again is taken in once it was erased. */
static enum status may_keep(struct db *db, const struct fact *fact, const struct act *act,
                            bool *may, struct error *error)
{
    bool is_erased = false;
    enum status status = STATUS_OK;

    /* under an id that two gave out, who is erased is found when it is folded */
    if (fact->body && act->kind != ACT_ERASE && !circle_has_parts(act->subject))
        status = erasure_has(db, act->subject, &is_erased, error);
    *may = fact->body && !is_erased;
    return status;
}

static enum status insert(struct db *db, const struct fact *fact, const struct act *act,
                          const uint8_t *chain, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_APPEND);
    enum status status;
    bool keeps;

    TRY(may_keep(db, fact, act, &keeps, error));

    query_bind_text(query, 1, fact->log);
    query_bind_integer(query, 2, fact->n);
    query_bind_bytes(query, 3, fact->id, CRYPTO_ID);
    query_bind_text(query, 4, act->subject);
    query_bind_bytes(query, 5, fact->head, fact->head_length);
    if (keeps)
        query_bind_bytes(query, 6, fact->body, fact->body_length);
    query_bind_bytes(query, 7, chain, CRYPTO_CHAIN);
    status = query_run(query, error);
    if (status == STATUS_CONFLICT)
        error_set(error, status, "", _("log %s, act %ld: another act stands in its place"),
                  fact->log, (long)fact->n);
done:
    return status;
}

/* Of a station and a hub that were both put back, others may have acts that the station numbered
 * anew: a later one stands in a branch by itself. */
static enum status insert_aside(struct db *db, const struct fact *fact, const struct act *act,
                                const uint8_t *chain, struct error *error)
{
    char branch[FACT_LOG_MOST + 1];
    struct fact aside = *fact;
    enum status status = insert(db, fact, act, chain, error);

    if (status != STATUS_CONFLICT || act->n < 2 || !fact_branch_name(fact->log, fact->id, branch))
        return status;
    aside.log = branch;
    aside.n = 1;
    return insert(db, &aside, act, chain, error);
}

enum status journal_put_fact(struct db *db, const struct fact *fact, const struct act *act,
                             const uint8_t *chain, enum journal_fate *fate, struct error *error)
{
    enum status status;
    bool found, has_body, keeps;

    *fate = JOURNAL_KNOWN;
    TRY(look(db, fact, &found, &has_body, error));
    if (!found) {
        TRY(insert_aside(db, fact, act, chain, error));
        *fate = JOURNAL_ADDED;
    } else if (!has_body && fact->body) {
        TRY(may_keep(db, fact, act, &keeps, error));
        if (!keeps)
            goto done;
        TRY(complete(db, fact, error));
        *fate = JOURNAL_COMPLETED;
    }
done:
    return status;
}

static enum status set_end(struct db *db, struct journal_log *log, int64_t n, const uint8_t *chain,
                           struct error *error)
{
    struct query *query = db_query(db, SQL_BRANCH_LOG_BACK);

    query_bind_text(query, 1, log->name);
    query_bind_integer(query, 2, n);
    query_bind_bytes(query, 3, chain, CRYPTO_CHAIN);
    log->n = n;
    memcpy(log->chain, chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

enum status journal_put_back(struct db *db, struct journal_log *log, const struct fact *fact,
                             const struct act *act, struct error *error)
{
    uint8_t chain[CRYPTO_CHAIN];
    enum status status;

    crypto_chain(log->chain, CRYPTO_CHAIN, fact->id, CRYPTO_ID, chain);
    TRY(insert(db, fact, act, chain, error));
    TRY(set_end(db, log, fact->n, chain, error));
done:
    return status;
}

/* --- reading --- */

static const void *copy_bytes(struct query *query, int at, struct arena *arena, size_t *length)
{
    const void *bytes = query_bytes(query, at, length);

    if (query_is_null(query, at))
        return NULL;
    void *copy = arena_alloc(arena, *length + 1);
    memcpy(copy, bytes ? bytes : "", *length);
    return copy;
}

/* Rows of log, n, id, head, body and, of a feed, whether the body was to come along. */
static enum status read_facts(struct query *query, bool is_feed, struct arena *arena,
                              struct fact **facts, size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0, length;
    bool row;

    *facts = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *facts = arena_grow(arena, *facts, *count, &room, sizeof(**facts));
        struct fact *fact = &(*facts)[(*count)++];
        *fact = (struct fact){.log = query_copy(query, 0, arena),
                              .n = query_integer(query, 1),
                              .is_whole = !is_feed || query_integer(query, 5)};
        memcpy(fact->id, query_bytes(query, 2, &length), CRYPTO_ID);
        fact->head = copy_bytes(query, 3, arena, &fact->head_length);
        fact->body = copy_bytes(query, 4, arena, &fact->body_length);
    }
done:
    query_reset(query);
    return status;
}

enum status journal_facts_of(struct db *db, const char *log, int64_t n, size_t most,
                             struct arena *arena, struct fact **facts, size_t *count,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_FACT_OF_LOG);

    query_bind_text(query, 1, log);
    query_bind_integer(query, 2, n);
    query_bind_integer(query, 3, (int64_t)most);
    return read_facts(query, false, arena, facts, count, error);
}

enum status journal_facts_of_feed(struct db *db, int64_t epoch, int64_t position, size_t most,
                                  struct arena *arena, struct fact **facts, size_t *count,
                                  struct error *error)
{
    struct query *query = db_query(db, SQL_FACT_OF_FEED);

    query_bind_integer(query, 1, epoch);
    query_bind_integer(query, 2, position);
    query_bind_integer(query, 3, (int64_t)most);
    return read_facts(query, true, arena, facts, count, error);
}

enum status journal_chain_at(struct db *db, const struct journal_log *log, int64_t n,
                             uint8_t *chain, bool *found, struct error *error)
{
    struct query *query;
    enum status status;
    size_t length;

    *found = true;
    if (!n) {
        crypto_chain(log->name, strlen(log->name), log->public_key, CRYPTO_PUBLIC, chain);
        return STATUS_OK;
    }
    query = db_query(db, SQL_FACT_AT);
    query_bind_text(query, 1, log->name);
    query_bind_integer(query, 2, n);
    TRY(query_step(query, found, error));
    if (*found)
        memcpy(chain, query_bytes(query, 1, &length), CRYPTO_CHAIN);
done:
    query_reset(query);
    return status;
}

/* --- branches --- */

static enum status move_act(struct db *db, const struct journal_log *log, int64_t n,
                            const char *branch, int64_t by, const uint8_t *chain,
                            struct error *error)
{
    struct query *query = db_query(db, SQL_BRANCH_MOVE);

    query_bind_text(query, 1, log->name);
    query_bind_integer(query, 2, n);
    query_bind_text(query, 3, branch);
    query_bind_integer(query, 4, by);
    query_bind_bytes(query, 5, chain, CRYPTO_CHAIN);
    return query_run(query, error);
}

/* Imports that were taken in by these acts are found under the new name. */
static enum status move_pieces(struct db *db, const char *log, int64_t n,
                               const struct journal_log *to, int64_t to_n, struct error *error)
{
    static const enum sql steps[] = {SQL_BRANCH_PIECE_SPLIT, SQL_BRANCH_PIECE_CUT,
                                     SQL_BRANCH_PIECES};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct query *query = db_query(db, steps[i]);
        query_bind_text(query, 1, log);
        query_bind_integer(query, 2, n);
        if (steps[i] != SQL_BRANCH_PIECE_CUT) {
            query_bind_text(query, 3, to->name);
            query_bind_integer(query, 4, to_n);
        }
        TRY(query_run(query, error));
    }
done:
    return status;
}

static enum status add_branch(struct db *db, const struct journal_log *log, const char *parent,
                              int64_t parent_n, struct error *error)
{
    struct query *query = db_query(db, SQL_BRANCH_LOG_ADD);
    enum status status;

    query_bind_text(query, 1, log->name);
    query_bind_bytes(query, 2, log->public_key, CRYPTO_PUBLIC);
    query_bind_integer(query, 3, log->n);
    query_bind_bytes(query, 4, log->chain, CRYPTO_CHAIN);
    TRY(query_run(query, error));
    query = db_query(db, SQL_BRANCH_ADD);
    query_bind_text(query, 1, log->name);
    query_bind_text(query, 2, parent);
    query_bind_integer(query, 3, parent_n);
    TRY(query_run(query, error));
done:
    return status;
}

/* Acts of a log, from one to its end, go to the end of another, each with the chain that it has
 * there. */
static enum status move_tail(struct db *db, const struct journal_log *log, struct journal_log *to,
                             const struct fact *facts, size_t count, struct error *error)
{
    int64_t by = log->n - (int64_t)count - to->n;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        uint8_t chain[CRYPTO_CHAIN];
        crypto_chain(to->chain, CRYPTO_CHAIN, facts[i].id, CRYPTO_ID, chain);
        memcpy(to->chain, chain, CRYPTO_CHAIN);
        TRY(move_act(db, log, facts[i].n, to->name, by, chain, error));
        to->n++;
    }
done:
    return status;
}

enum status journal_branch_off(struct db *db, struct journal_log *log, int64_t n,
                               struct arena *arena, const char **name, struct error *error)
{
    struct journal_log branch = {.n = 0};
    uint8_t chain[CRYPTO_CHAIN];
    struct fact *facts;
    size_t count;
    enum status status;
    bool found;

    TRY(journal_chain_at(db, log, n, chain, &found, error));
    TRY(journal_facts_of(db, log->name, n, (size_t)(log->n - n), arena, &facts, &count, error));
    if (!found || !count || !fact_branch_name(log->name, facts[0].id, branch.name))
        return error_set(error, STATUS_BROKEN, "",
                         _("log %s: nothing can be forked off at act %ld"), log->name, (long)n);
    memcpy(branch.public_key, log->public_key, CRYPTO_PUBLIC);
    crypto_chain(branch.name, strlen(branch.name), branch.public_key, CRYPTO_PUBLIC, branch.chain);
    TRY(move_tail(db, log, &branch, facts, count, error));
    TRY(add_branch(db, &branch, log->name, n, error));
    TRY(move_pieces(db, log->name, n, &branch, 0, error));
    TRY(set_end(db, log, n, chain, error));
    *name = arena_copy(arena, branch.name);
done:
    return status;
}

static enum status drop_empty(struct db *db, const struct journal_log *log, struct error *error)
{
    struct query *query = db_query(db, SQL_BRANCH_LOG_DROP);
    enum status status;

    query_bind_text(query, 1, log->name);
    TRY(query_run(query, error));
    TRY(query_run(db_query(db, SQL_BRANCH_DROP), error));
done:
    return status;
}

/* Where an act stands; *from is another log of this file then. */
static enum status find_elsewhere(struct db *db, const struct journal_log *log, const uint8_t *id,
                                  struct arena *arena, const struct journal_log **from, int64_t *n,
                                  struct error *error)
{
    struct query *query = db_query(db, SQL_FACT_GET);
    struct journal_branch *logs;
    const char *name = NULL;
    enum status status;
    size_t count;
    bool row;

    *from = NULL;
    query_bind_bytes(query, 1, id, CRYPTO_ID);
    TRY(query_step(query, &row, error));
    if (row) {
        name = query_copy(query, 0, arena);
        *n = query_integer(query, 1);
    }
    query_reset(query);
    TRY(journal_logs(db, arena, &logs, &count, error));
    for (size_t i = 0; name && i < count; i++)
        if (strcmp(logs[i].log.name, name) == 0 && strcmp(name, log->name) != 0)
            *from = &logs[i].log;
done:
    query_reset(query);
    return status;
}

enum status journal_take_over(struct db *db, struct journal_log *log, const uint8_t *id,
                              struct arena *arena, const char **name, struct error *error)
{
    const struct journal_log *found;
    uint8_t chain[CRYPTO_CHAIN];
    struct fact *facts;
    int64_t n, end = log->n;
    enum status status;
    size_t count;
    bool is_there;

    *name = NULL;
    TRY(find_elsewhere(db, log, id, arena, &found, &n, error));
    if (!found)
        goto done;
    struct journal_log from = *found;
    TRY(journal_chain_at(db, &from, n - 1, chain, &is_there, error));
    TRY(journal_facts_of(db, from.name, n - 1, (size_t)(from.n - n + 1), arena, &facts, &count,
                         error));
    if (!is_there || (int64_t)count != from.n - n + 1)
        return error_set(error, STATUS_BROKEN, "", _("log %s is damaged"), from.name);
    TRY(move_tail(db, &from, log, facts, count, error));
    TRY(set_end(db, log, log->n, log->chain, error));
    TRY(move_pieces(db, from.name, n - 1, log, end, error));
    TRY(set_end(db, &from, n - 1, chain, error));
    TRY(drop_empty(db, &from, error));
    *name = found->name;
done:
    return status;
}

enum status journal_branch_begin(struct db *db, const char *name, const struct journal_log *parent,
                                 int64_t parent_n, struct journal_log *branch, struct error *error)
{
    *branch = (struct journal_log){.n = 0};
    snprintf(branch->name, sizeof(branch->name), "%s", name);
    memcpy(branch->public_key, parent->public_key, CRYPTO_PUBLIC);
    crypto_chain(branch->name, strlen(branch->name), branch->public_key, CRYPTO_PUBLIC,
                 branch->chain);
    return add_branch(db, branch, parent->name, parent_n, error);
}

static enum status parent_of(struct db *db, struct arena *arena, struct journal_branch *logs,
                             size_t count, struct error *error)
{
    struct query *query = db_query(db, SQL_BRANCH_LIST);
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        for (size_t i = 0; i < count; i++) {
            if (strcmp(logs[i].log.name, query_text(query, 0)) != 0)
                continue;
            logs[i].parent = query_copy(query, 1, arena);
            logs[i].parent_n = query_integer(query, 2);
        }
    }
done:
    query_reset(query);
    return status;
}

/* A branch's name is its parent's and more, so names are in this order already. */
enum status journal_logs(struct db *db, struct arena *arena, struct journal_branch **logs,
                         size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_JOURNAL_LOGS);
    enum status status;
    size_t room = 0;
    bool row;

    *logs = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *logs = arena_grow(arena, *logs, *count, &room, sizeof(**logs));
        (*logs)[*count] = (struct journal_branch){.parent = NULL};
        if (!journal_log_read(query, &(*logs)[*count].log)) {
            status =
                error_set(error, STATUS_BROKEN, "", _("log %s is damaged"), query_text(query, 0));
            break;
        }
        ++*count;
    }
    if (status == STATUS_OK)
        TRY(parent_of(db, arena, *logs, *count, error));
done:
    query_reset(query);
    return status;
}
