/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/text.h"
#include "shouwen/store/schema.h"
#include "shouwen/store/uplink.h"
#include "store/journal_row.h"

#include <stdio.h>
#include <string.h>

/* A log as the walk through its acts has it so far. After a fault two chains are possible, the
 * recomputed and the stored one; the next act may fit either, so that each fault is told once. */
struct walk {
    struct journal_log log; /* as stored */
    bool is_own, is_sound, is_known;
    const char *root; /* what the heads of its acts call it: the log that it forked off from */
    int64_t offset;   /* and by how much their numbers are higher there */
    int64_t n, seq;   /* of the last act met */
    bool has_chain;   /* false after a gap */
    uint8_t computed[CRYPTO_CHAIN], stored[CRYPTO_CHAIN];
};

struct check {
    struct db *db;
    void (*problem)(void *context, const char *sentence);
    void *context;
    struct walk *walks;
    size_t walk_count, walk_room;
    int64_t act_count; /* of the table */
    int64_t met;
    struct arena logs, act;
};

static void tell(struct check *check, const char *format, ...) PRINTF_LIKE(2, 3);
static void tell(struct check *check, const char *format, ...)
{
    struct text sentence = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&sentence, format, values);
    va_end(values);
    check->problem(check->context, sentence.at);
    text_release(&sentence);
}

/* --- the logs --- */

static struct walk *add_walk(struct check *check)
{
    check->walks = arena_grow(&check->logs, check->walks, check->walk_count, &check->walk_room,
                              sizeof(*check->walks));
    struct walk *walk = &check->walks[check->walk_count++];
    *walk = (struct walk){0};
    return walk;
}

static enum status load_logs(struct check *check, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(check->db, SQL_JOURNAL_LOGS);
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        struct walk *walk = add_walk(check);
        walk->is_known = true;
        walk->is_sound = journal_log_read(query, &walk->log);
        walk->root = arena_copy(&check->logs, walk->log.name);
        walk->is_own = query_integer(query, 4);
        walk->has_chain = walk->is_sound;
        crypto_chain(walk->log.name, strlen(walk->log.name), walk->log.public_key, CRYPTO_PUBLIC,
                     walk->computed);
        memcpy(walk->stored, walk->computed, CRYPTO_CHAIN);
    }
done:
    query_reset(query);
    return status;
}

static struct walk *find_walk(struct check *check, const char *name)
{
    struct walk *walk = NULL;

    for (size_t i = 0; i < check->walk_count && !walk; i++)
        if (strcmp(check->walks[i].log.name, name) == 0)
            walk = &check->walks[i];
    if (!walk) {
        walk = add_walk(check);
        walk->root = arena_copy(&check->logs, name);
        snprintf(walk->log.name, sizeof(walk->log.name), "%s", name);
    }
    return walk;
}

/* Names sort a branch behind what it forked off from. */
static enum status load_branches(struct check *check, struct error *error)
{
    struct query *query = db_query(check->db, SQL_BRANCH_LIST);
    enum status status = STATUS_OK;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        struct walk parent = *find_walk(check, query_text(query, 1));
        struct walk *branch = find_walk(check, query_text(query, 0));
        branch->root = parent.root;
        branch->offset = parent.offset + query_integer(query, 2);
    }
done:
    query_reset(query);
    return status;
}

/* A log's name ends with the hash of its key (sync.md 4). */
static bool fits_key(const struct journal_log *log)
{
    char name[sizeof(log->name)];
    const char *dash = strrchr(log->name, '-');

    journal_log_name("", log->public_key, name);
    return dash && strcmp(dash, name) == 0;
}

static void end_walk(struct check *check, const struct walk *walk)
{
    const struct journal_log *log = &walk->log;

    if (!walk->is_known)
        return;
    if (!walk->is_sound || (walk->is_own && !fits_key(log)))
        tell(check, _("log %s, act %ld: its entry or its public key was changed"), log->name,
             (long)log->n);
    if (log->n > walk->n)
        tell(check, _("log %s: its end is cut off, acts %ld to %ld are missing"), log->name,
             (long)walk->n + 1, (long)log->n);
    else if (log->n < walk->n)
        tell(check, _("log %s, act %ld: it was added behind the end of the log"), log->name,
             (long)log->n + 1);
    else if (walk->has_chain && memcmp(log->chain, walk->computed, CRYPTO_CHAIN) != 0 &&
             memcmp(log->chain, walk->stored, CRYPTO_CHAIN) != 0)
        tell(check, _("log %s, act %ld: the end of the log does not fit it"), log->name,
             (long)log->n);
}

static void check_own(struct check *check)
{
    int own = 0;

    for (size_t i = 0; i < check->walk_count; i++)
        own += check->walks[i].is_own;
    for (size_t i = 0; i < check->walk_count && own != 1; i++)
        if (check->walks[i].is_known)
            tell(check, _("log %s, act %ld: exactly one log must be the file's own, here %d are"),
                 check->walks[i].log.name, (long)check->walks[i].log.n, own);
    if (!check->walk_count)
        tell(check, _("%s has no log of its own"), db_path(check->db));
}

/* --- the acts --- */

static bool has_bytes(struct query *query, int at, const void *expected, size_t length)
{
    size_t stored;
    const void *bytes = query_bytes(query, at, &stored);

    return stored == length && memcmp(bytes, expected, length) == 0;
}

static void check_place(struct check *check, struct walk *walk, int64_t n, int64_t seq)
{
    if (n == walk->n + 2)
        tell(check, _("log %s: act %ld is missing"), walk->log.name, (long)walk->n + 1);
    else if (n > walk->n + 2)
        tell(check, _("log %s: acts %ld to %ld are missing"), walk->log.name, (long)walk->n + 1,
             (long)n - 1);
    walk->has_chain = walk->has_chain && n == walk->n + 1;
    /* rows are numbered without gaps as they come in */
    if (seq <= walk->seq || seq > check->act_count)
        tell(check, _("log %s, act %ld: its place in the order of arrival was changed"),
             walk->log.name, (long)n);
    walk->seq = seq;
    walk->n = n;
}

static bool follows(const uint8_t *before, const uint8_t *id, const void *chain)
{
    uint8_t expected[CRYPTO_CHAIN];

    crypto_chain(before, CRYPTO_CHAIN, id, CRYPTO_ID, expected);
    return memcmp(chain, expected, CRYPTO_CHAIN) == 0;
}

static void check_chain(struct check *check, struct walk *walk, struct query *query,
                        const uint8_t *id)
{
    size_t length;
    const void *stored = query_bytes(query, 6, &length);

    if (length != CRYPTO_CHAIN) {
        tell(check, _("log %s, act %ld: its chain was changed"), walk->log.name, (long)walk->n);
        walk->has_chain = false;
        return;
    }
    if (walk->has_chain && !follows(walk->computed, id, stored) &&
        !follows(walk->stored, id, stored)) {
        tell(check, _("log %s, act %ld: it does not fit the chain of the acts before it"),
             walk->log.name, (long)walk->n);
        crypto_chain(walk->computed, CRYPTO_CHAIN, id, CRYPTO_ID, walk->computed);
    } else {
        memcpy(walk->computed, stored, CRYPTO_CHAIN);
    }
    memcpy(walk->stored, stored, CRYPTO_CHAIN);
    walk->has_chain = true;
}

/* What came from other files is in no log of this one, but in the feed. */
static enum status check_foreign(struct check *check, struct walk *walk, const uint8_t *id,
                                 struct error *error)
{
    struct query *query = db_query(check->db, SQL_FEED_HAS);
    enum status status;
    bool row;

    query_bind_bytes(query, 1, id, CRYPTO_ID);
    TRY(query_step(query, &row, error));
    if (!row)
        tell(check, _("log %s, act %ld: there is no such log"), walk->log.name, (long)walk->n);
done:
    query_reset(query);
    return status;
}

/* A foreign branch says nothing of how much higher the numbers in its heads are. */
static bool fits_head(const struct walk *walk, const struct act *act)
{
    size_t length = strlen(act->log);

    if (walk->is_known || strcmp(act->log, walk->root) == 0)
        return strcmp(act->log, walk->root) == 0 && act->n == walk->n + walk->offset;
    return strncmp(walk->root, act->log, length) == 0 && walk->root[length] == '~' &&
           act->n > walk->n;
}

static void check_head(struct check *check, const struct walk *walk, struct query *query)
{
    struct error cause;
    struct act act;

    arena_reset(&check->act);
    if (journal_row_decode(query, &check->act, &act, &cause) != STATUS_OK)
        tell(check, _("log %s, act %ld: %s"), walk->log.name, (long)walk->n, cause.message);
    else if (!fits_head(walk, &act))
        tell(check, _("log %s, act %ld: its head says log %s, act %ld"), walk->log.name,
             (long)walk->n, act.log, (long)act.n);
    else if (strcmp(act.subject, query_text(query, 5)) != 0)
        tell(check, _("log %s, act %ld: its head says it is about %s, not %s"), walk->log.name,
             (long)walk->n, act.subject, query_text(query, 5));
}

static enum status check_act(struct check *check, struct walk *walk, struct query *query,
                             struct error *error)
{
    uint8_t id[CRYPTO_ID];
    size_t length;
    const void *head = query_bytes(query, 2, &length);
    enum status status = STATUS_OK;

    crypto_id(head, length, id);
    if (walk->is_known) {
        check_place(check, walk, query_integer(query, 1), query_integer(query, 7));
        check_chain(check, walk, query, id);
    } else {
        walk->n = query_integer(query, 1);
        status = check_foreign(check, walk, id, error);
    }
    if (!has_bytes(query, 4, id, sizeof(id)))
        tell(check, _("log %s, act %ld: its head or its id was changed"), walk->log.name,
             (long)walk->n);
    check_head(check, walk, query);
    return status;
}

static enum status walk_acts(struct check *check, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(check->db, SQL_JOURNAL_VERIFY);
    const char *last_log = "";
    int64_t last_n = 0;
    bool row;

    for (;;) {
        status = query_step(query, &row, error);
        if (status == STATUS_BROKEN) {
            tell(check, _("log %s, act %ld: what follows it can't be read: %s"), last_log,
                 (long)last_n, error->message);
            return STATUS_OK;
        }
        if (status != STATUS_OK || !row)
            break;
        struct walk *walk = find_walk(check, query_text(query, 0));
        check->met++;
        TRY(check_act(check, walk, query, error));
        last_log = walk->log.name;
        last_n = walk->n;
    }
done:
    return status;
}

/* --- the feed --- */

/* What stands between two steps of its walk. */
struct feed_walk {
    int64_t epoch, position;
    uint8_t chain[CRYPTO_CHAIN];
};

static void check_step(struct check *check, struct feed_walk *walk, struct query *query,
                       const char *node)
{
    int64_t epoch = query_integer(query, 0), position = query_integer(query, 1);
    uint8_t expected[CRYPTO_CHAIN];
    size_t id_length, length;
    const uint8_t *id = query_bytes(query, 2, &id_length);
    const uint8_t *chain = query_bytes(query, 4, &length);

    if (epoch != walk->epoch) {
        *walk = (struct feed_walk){.epoch = epoch};
        uplink_feed_start(epoch, node, walk->chain);
    }
    uplink_feed_step(walk->chain, id, query_integer(query, 3), expected);
    if (position != walk->position + 1 || memcmp(expected, chain, CRYPTO_CHAIN) != 0)
        tell(check, _("feed %ld, act %ld: it does not fit the chain of the acts before it"),
             (long)epoch, (long)position);
    if (!query_integer(query, 5))
        tell(check, _("feed %ld, act %ld: it is missing"), (long)epoch, (long)position);
    walk->position = position;
    memcpy(walk->chain, chain, CRYPTO_CHAIN);
}

static enum status check_feed(struct check *check, struct error *error)
{
    struct arena arena = {0};
    struct feed_walk walk = {0};
    struct text node = TEXT_EMPTY;
    struct uplink uplink;
    struct query *query;
    enum status status;
    bool row, found;

    TRY(uplink_read(check->db, &arena, &uplink, &found, error));
    TRY(schema_meta_get(check->db, "node", &node, error));
    query = db_query(check->db, SQL_FEED_VERIFY);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        check_step(check, &walk, query, node.at);
    }
    if (found && (walk.epoch != uplink.epoch || walk.position != uplink.position) &&
        uplink.position)
        tell(check, _("feed %ld: its end is cut off, acts %ld to %ld are missing"),
             (long)uplink.epoch, (long)walk.position + 1, (long)uplink.position);
done:
    arena_release(&arena);
    text_release(&node);
    return status;
}

/* --- the file --- */

static enum status check_tables(struct check *check, enum sql sql, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = db_query(check->db, sql);
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (strcmp(query_text(query, 0), "ok") != 0)
            tell(check, _("%s is damaged: %s"), db_path(check->db), query_text(query, 0));
    }
done:
    return status;
}

static enum status verify(struct check *check, struct error *error)
{
    enum status status = STATUS_OK;
    bool row;
    struct query *count = db_query(check->db, SQL_JOURNAL_COUNT);

    TRY(query_step(count, &row, error));
    check->act_count = query_integer(count, 0);
    query_reset(count);
    TRY(load_logs(check, error));
    TRY(load_branches(check, error));
    TRY(walk_acts(check, error));
    for (size_t i = 0; i < check->walk_count; i++)
        end_walk(check, &check->walks[i]);
    check_own(check);
    TRY(check_feed(check, error));
    TRY(check_tables(check, SQL_JOURNAL_INTEGRITY_ACT, error));
    TRY(check_tables(check, SQL_JOURNAL_INTEGRITY_LOG, error));
done:
    return status;
}

enum status journal_verify(struct db *db, void (*problem)(void *context, const char *sentence),
                           void *context, int64_t *act_count, struct error *error)
{
    struct check check = {.db = db, .problem = problem, .context = context};
    struct error cause = {0};
    enum status status = STATUS_OK;
    bool is_alone = !db_is_writing(db);

    /* the count, the acts and the logs of one moment */
    if (is_alone)
        status = db_read_begin(db, &cause);
    if (status == STATUS_OK)
        status = verify(&check, &cause);
    if (is_alone)
        db_read_end(db);
    /* a table that can't be read at all is a problem that was found, not a failure to look */
    if (status == STATUS_BROKEN) {
        tell(&check, "%s", cause.message);
        status = STATUS_OK;
    }
    if (status != STATUS_OK)
        error_set(error, status, "", "%s", cause.message);
    *act_count = check.met;
    arena_release(&check.logs);
    arena_release(&check.act);
    return status;
}
