/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/db_hand.h"
#include "store/db_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/base/utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* LOOK_EVERY: steps of SQLite's machine between two looks at the clock, about 20 microseconds.
 * WAIT_MOST: so many times its limit a read may last by the clock. */
enum { LOOK_EVERY = 1000, WAIT_MOST = 4 };

struct query {
    struct db *db;
    sqlite3_stmt *statement; /* NULL while it could not be prepared: the next step says why */
    const char *name;
    const char *text;
    char *own_text;      /* of a composed statement */
    int code;            /* why it could not be prepared */
    bool is_text_bad;    /* bytes that are no UTF-8 were bound */
    struct query *after; /* in its chain of composed ones */
};

/* Faults of the file can show up here too, since preparing reads its schema; they are kept for the
 * next step. What is left are mistakes in the SQL. */
static void prepare(struct query *query)
{
    const char *rest = NULL;
    sqlite3 *handle = query->db->handle;

    query->code = sqlite3_prepare_v3(handle, query->text, -1, SQLITE_PREPARE_PERSISTENT,
                                     &query->statement, &rest);
    if (query->code == SQLITE_ERROR && !text_starts(sqlite3_errmsg(handle), "no such "))
        db_bug(query->db, query->name, sqlite3_errmsg(handle));
    if (query->code == SQLITE_OK && rest && *rest)
        db_bug(query->db, query->name, "more than one statement");
}

/* Whatever waits to be written comes first, by whichever thread. */
static void make_way(struct db *db)
{
    void (*before)(void *context);

    if (db_hand_is_here())
        return;
    db_hand_wait();
    before = db->before;
    db->before = NULL;
    if (before)
        before(db->before_context);
}

static struct query *fresh(struct query *query)
{
    query->is_text_bad = false;
    if (!query->statement) {
        prepare(query);
        return query;
    }
    sqlite3_reset(query->statement);
    sqlite3_clear_bindings(query->statement);
    return query;
}

static struct query *new_query(struct db *db, const char *name, const char *text)
{
    struct query *query = memory_new(sizeof(*query));

    query->db = db;
    query->name = name;
    query->text = text;
    return query;
}

struct query *db_query(struct db *db, enum sql sql)
{
    struct query **place = &db->fixed[sql];

    make_way(db);
    if (!*place)
        *place = new_query(db, sql_name[sql], sql_text[sql]);
    return fresh(*place);
}

static size_t chain_of(const char *text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash % DB_COMPOSED_CHAINS;
}

struct query *db_query_composed(struct db *db, const char *text)
{
    struct query **place = &db->composed[chain_of(text)];

    make_way(db);
    while (*place && strcmp((*place)->text, text) != 0)
        place = &(*place)->after;
    if (!*place) {
        char *copy = memory_copy_text(text);
        *place = new_query(db, copy, copy);
        (*place)->own_text = copy;
    }
    return fresh(*place);
}

struct query *db_query_again(struct query *query)
{
    make_way(query->db);
    return fresh(query);
}

static void release(struct query *query)
{
    sqlite3_finalize(query->statement);
    free(query->own_text);
    free(query);
}

void db_query_release_all(struct db *db)
{
    for (size_t i = 0; i < SQL_COUNT; i++) {
        if (db->fixed[i])
            release(db->fixed[i]);
        db->fixed[i] = db->groups[i] = NULL;
    }
    for (size_t i = 0; i < DB_COMPOSED_CHAINS; i++) {
        while (db->composed[i]) {
            struct query *gone = db->composed[i];
            db->composed[i] = gone->after;
            release(gone);
        }
    }
}

const char *db_query_open_name(const struct db *db)
{
    sqlite3_stmt *statement = sqlite3_next_stmt(db->handle, NULL);

    while (statement && !sqlite3_stmt_busy(statement))
        statement = sqlite3_next_stmt(db->handle, statement);
    return statement ? sqlite3_sql(statement) : "db_read_begin()";
}

/* A wrong number of parameters or a missing one is a mistake of the program. */
static void check_bound(const struct query *query, int code)
{
    if (code == SQLITE_NOMEM)
        memory_exhausted();
    if (query->statement && code != SQLITE_OK)
        db_bug(query->db, query->name, sqlite3_errstr(code));
}

static void bind_text(struct query *query, int at, const char *text, void (*keep)(void *))
{
    size_t length = text ? strlen(text) : 0;

    /* STRICT tables take any bytes as text */
    if (length > INT_MAX || !utf8_is_valid(text ? text : "", length, NULL)) {
        query->is_text_bad = true;
        return;
    }
    check_bound(query,
                sqlite3_bind_text(query->statement, at, text ? text : "", (int)length, keep));
}

void query_bind_text(struct query *query, int at, const char *text)
{
    bind_text(query, at, text, SQLITE_TRANSIENT);
}

void query_lend_text(struct query *query, int at, const char *text)
{
    bind_text(query, at, text, SQLITE_STATIC);
}

void query_bind_integer(struct query *query, int at, int64_t value)
{
    check_bound(query, sqlite3_bind_int64(query->statement, at, value));
}

void query_bind_bytes(struct query *query, int at, const void *bytes, size_t length)
{
    check_bound(query,
                length ? sqlite3_bind_blob64(query->statement, at, bytes, length, SQLITE_TRANSIENT)
                       : sqlite3_bind_zeroblob(query->statement, at, 0));
}

void query_lend_bytes(struct query *query, int at, const void *bytes, size_t length)
{
    check_bound(query, sqlite3_bind_blob64(query->statement, at, length ? bytes : "", length,
                                           SQLITE_STATIC));
}

void query_bind_null(struct query *query, int at)
{
    check_bound(query, sqlite3_bind_null(query->statement, at));
}

enum status query_step(struct query *query, bool *row, struct error *error)
{
    *row = false;
    if (query->is_text_bad)
        return error_set(error, STATUS_INVALID, "",
                         _("text that is not UTF-8 can't be stored in %s"), query->db->path);
    if (!query->statement)
        return db_fault(query->db, query->code, query->name, error);
    int code = sqlite3_step(query->statement);
    if (code == SQLITE_ROW) {
        *row = true;
        return STATUS_OK;
    }
    /* the message goes with the reset */
    enum status status =
        code == SQLITE_DONE ? STATUS_OK : db_fault(query->db, code, query->name, error);
    sqlite3_reset(query->statement);
    return status;
}

enum status query_run(struct query *query, struct error *error)
{
    enum status status;
    bool row;

    do
        status = query_step(query, &row, error);
    while (status == STATUS_OK && row);
    return status;
}

void query_reset(struct query *query)
{
    sqlite3_reset(query->statement);
}

/* What could not be read is not to be taken for NULL. */
static void check_memory(const struct query *query)
{
    if (sqlite3_errcode(query->db->handle) == SQLITE_NOMEM)
        memory_exhausted();
}

const char *query_text(struct query *query, int at)
{
    const unsigned char *text = sqlite3_column_text(query->statement, at);

    if (!text)
        check_memory(query);
    return text ? (const char *)text : "";
}

int64_t query_integer(struct query *query, int at)
{
    return sqlite3_column_int64(query->statement, at);
}

const void *query_bytes(struct query *query, int at, size_t *length)
{
    const void *bytes = sqlite3_column_blob(query->statement, at);

    *length = (size_t)sqlite3_column_bytes(query->statement, at);
    if (!bytes)
        check_memory(query);
    return bytes;
}

bool query_is_null(struct query *query, int at)
{
    return sqlite3_column_type(query->statement, at) == SQLITE_NULL;
}

const char *query_copy(struct query *query, int at, struct arena *arena)
{
    const char *text = query_text(query, at);

    /* half of what is read is empty */
    return *text ? arena_copy(arena, text) : "";
}

enum status query_one_integer(struct query *query, int64_t *answer, struct error *error)
{
    bool row;
    enum status status = query_step(query, &row, error);

    if (status == STATUS_OK && row)
        *answer = query_integer(query, 0);
    query_reset(query);
    return status;
}

enum status query_one_copy(struct query *query, struct arena *arena, const char **answer,
                           struct error *error)
{
    bool row;
    enum status status = query_step(query, &row, error);

    if (status == STATUS_OK && row)
        *answer = query_copy(query, 0, arena);
    query_reset(query);
    return status;
}

void db_set_before(struct db *db, void (*before)(void *context), void *context)
{
    db->before = before;
    db->before_context = context;
}

/* --- small questions to the connection --- */

enum status query_all_text(struct query *query, struct arena *arena, const char ***texts,
                           size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *texts = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *texts = arena_grow(arena, *texts, *count, &room, sizeof(**texts));
        (*texts)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}

static int64_t now_ms(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Writes are never stopped half-way: they are short, and a person waits for them. */
/* What other programs take of the machine does not count, up to a point. */
static bool is_over(const struct db_limit *limit)
{
    int64_t now = now_ms(CLOCK_MONOTONIC);

    return now >= limit->last_at ||
           (now >= limit->at && now_ms(CLOCK_THREAD_CPUTIME_ID) >= limit->work);
}

static int on_progress(void *context)
{
    const struct db *db = context;

    if (db->is_writing)
        return 0;
    return is_over(&db->limit) || (db->stop && db->stop(db->stop_context));
}

void db_set_limit(struct db *db, int milliseconds, bool (*stop)(void *context), void *context)
{
    db->limit = (struct db_limit){
        .at = now_ms(CLOCK_MONOTONIC) + milliseconds,
        .work = now_ms(CLOCK_THREAD_CPUTIME_ID) + milliseconds,
        .last_at = now_ms(CLOCK_MONOTONIC) + (int64_t)milliseconds * WAIT_MOST,
    };
    db->stop = stop;
    db->stop_context = context;
    sqlite3_progress_handler(db->handle, milliseconds ? LOOK_EVERY : 0,
                             milliseconds ? on_progress : NULL, db);
}

enum status db_schema_version(struct db *db, int64_t *version, struct error *error)
{
    *version = 0;
    return query_one_integer(db_query(db, SQL_DB_SCHEMA_VERSION), version, error);
}

int64_t db_version(struct db *db)
{
    int64_t answer = db->version;

    /* a fault leaves the last answer: the read that follows will say it */
    if (query_one_integer(db_query(db, SQL_DB_DATA_VERSION), &answer, NULL) == STATUS_OK)
        db->version = answer;
    return db->version;
}

int64_t db_last_rowid(struct db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

int db_changes(struct db *db)
{
    return sqlite3_changes(db->handle);
}

int db_changes_in_all(struct db *db)
{
    return sqlite3_total_changes(db->handle);
}
