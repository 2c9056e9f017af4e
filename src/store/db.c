/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/db.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/db_hand.h"
#include "store/db_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* BUSY_MS: of 8 programs that write at once each waits less. OPEN_TRIES: a restore may put
 * another file in the place of the one that was just opened. */
enum {
    BUSY_MS = 5000,
    CHECKPOINT_PAGES = 1000,
    OPEN_TRIES = 5,
    HEADER_BYTES = 100,
    APPLICATION_AT = 68
};
static const unsigned char magic[] = "SQLite format 3";

/* What a file is, and what is said of one that isn't. The application's bytes are those that its
 * statement for a new file sets. */
static const struct sort {
    const unsigned char application[4];
    enum sql create;
    int64_t version;
    const char *missing, *folder, *foreign, *empty, *unfinished, *newer;
} sorts[] = {
    [DB_STATION] = {{'S', 'W', 'S', 'T'},
                    SQL_DB_CREATE,
                    DB_SCHEMA_VERSION,
                    N_("there is no station file %s; shouwen init makes one"),
                    N_("%s is a folder, not a station file"),
                    N_("%s is not a station file"),
                    N_("%s is empty, not a station file"),
                    N_("%s was never finished by shouwen init: remove it and run shouwen init "
                       "again"),
                    N_("%s belongs to a newer shouwen: update this one")},
    [DB_HUB] = {{'S', 'W', 'H', 'B'},
                SQL_DB_CREATE_HUB,
                DB_HUB_VERSION,
                N_("there is no hub's file %s: run shouwen-hub in the folder of the hub, or set "
                   "SHOUWEN_HUB; only a new hub is made with shouwen-hub init"),
                N_("%s is a folder, not a hub's file"),
                N_("%s is not a hub's file"),
                N_("%s is empty, not a hub's file"),
                N_("%s was never finished by shouwen-hub init: remove it and run shouwen-hub init "
                   "again"),
                N_("%s belongs to a newer shouwen-hub: update this one")},
};

static const struct sort *sort_of(const struct db *db)
{
    return &sorts[db->sort];
}

static enum status broken(const struct db *db, const char *sentence, struct error *error)
{
    return error_set(error, STATUS_BROKEN, "", _(sentence), db->path);
}

/* Looks at the file without opening it: closing a second descriptor of a file would drop the locks
 * that other connections of this process have on it. */
static enum status examine(const struct db *db, struct error *error)
{
    struct stat file;

    if (stat(db->path, &file) != 0 && errno == ENOENT)
        return broken(db, sort_of(db)->missing, error);
    if (stat(db->path, &file) != 0 || access(db->path, R_OK) != 0)
        return error_set(error, STATUS_BROKEN, "", _("can't open %s: %s"), db->path,
                         strerror(errno));
    if (S_ISDIR(file.st_mode))
        return broken(db, sort_of(db)->folder, error);
    if (!S_ISREG(file.st_mode))
        return broken(db, sort_of(db)->foreign, error);
    if (file.st_size == 0)
        return broken(db, sort_of(db)->empty, error);
    return STATUS_OK;
}

static enum status make_file(const struct db *db, struct error *error)
{
    int file = open(db->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST)
        return broken(db, N_("%s exists already and is left as it is"), error);
    if (file < 0)
        return error_set(error, STATUS_BROKEN, "", _("can't make %s: %s"), db->path,
                         strerror(errno));
    close(file);
    return STATUS_OK;
}

/* Commits are refused unless db_commit() is at work. */
static int on_commit(void *context)
{
    const struct db *db = context;

    return !db->is_committing;
}

/* The library's own waiting sleeps up to 100 ms between two looks, so that among programs that
 * write all the time one may wait for ever; looking every millisecond each gets its turn. */
static int on_busy(void *context, int times)
{
    const struct db *db = context;
    const struct timespec pause = {.tv_nsec = 1000000};

    if (times >= db->busy_ms)
        return 0;
    nanosleep(&pause, NULL);
    return 1;
}

int db_set_patience(struct db *db, int milliseconds)
{
    int before = db->busy_ms;

    db->busy_ms = milliseconds;
    return before;
}

static enum status run_script(struct db *db, const char *text, const char *name,
                              struct error *error)
{
    int code = sqlite3_exec(db->handle, text, NULL, NULL, NULL);

    return code == SQLITE_OK ? STATUS_OK : db_fault(db, code, name, error);
}

/* The file's first bytes through the library's own descriptor, before it reads, locks or makes
 * anything. */
static enum status check_header(struct db *db, struct error *error)
{
    unsigned char bytes[HEADER_BYTES] = {0};
    sqlite3_file *file = NULL;

    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods)
        return db_fault(db, SQLITE_CANTOPEN, "header", error);
    int code = file->pMethods->xRead(file, bytes, HEADER_BYTES, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return db_fault(db, code, "header", error);
    if (memcmp(bytes, magic, sizeof(magic)) != 0 ||
        memcmp(bytes + APPLICATION_AT, sort_of(db)->application,
               sizeof(sort_of(db)->application)) != 0)
        return broken(db, sort_of(db)->foreign, error);
    if (db->mode == DB_WRITE && sqlite3_db_readonly(db->handle, "main"))
        return broken(db, N_("%s is read-only: nothing can be recorded in it"), error);
    return STATUS_OK;
}

static enum status configure(struct db *db, struct error *error)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    };
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
        sqlite3_db_config(db->handle, options[i].option, options[i].value, (int *)NULL);
    db->busy_ms = BUSY_MS;
    sqlite3_busy_handler(db->handle, on_busy, db);
    db_set_checkpoint(db, CHECKPOINT_PAGES);
    TRY(run_script(db, sql_text[SQL_DB_CONFIGURE], sql_name[SQL_DB_CONFIGURE], error));
    if (db->mode == DB_READ)
        TRY(run_script(db, sql_text[SQL_DB_CONFIGURE_READER], sql_name[SQL_DB_CONFIGURE_READER],
                       error));
done:
    return status;
}

/* Reading takes the lock that a restore respects, so the file can only have been replaced before.
 * */
static enum status check_version(struct db *db, bool *was_replaced, struct error *error)
{
    enum status status = STATUS_OK;
    int64_t version;
    int moved = 0;

    TRY(db_schema_version(db, &version, error));
    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    *was_replaced = moved;
    if (moved)
        goto done;
    if (version == 0)
        return broken(db, sort_of(db)->unfinished, error);
    if (version > sort_of(db)->version)
        return broken(db, sort_of(db)->newer, error);
done:
    return status;
}

/* One thread at a time is at work in the library (db_hand.h), and nobody asks how much memory it
 * has: without locks and sums an act takes a tenth less. No pages are made ahead. Once the library
 * is at work this changes nothing. */
static void settle_library(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

static enum status connect(struct db *db, bool *was_replaced, struct error *error)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    enum status status = STATUS_OK;
    char *whole =
        realpath(db->path, NULL); /* ":memory:" and "" mean something else to the library */

    if (!whole)
        return error_set(error, STATUS_BROKEN, "", _("can't open %s: %s"), db->path,
                         strerror(errno));
    settle_library();
    db_hand_wait();
    int code = sqlite3_open_v2(whole, &db->handle, flags, db_wal_files());
    free(whole);
    if (code != SQLITE_OK)
        return db_fault(db, code, "open", error);
    if (db->mode != DB_CREATE)
        TRY(check_header(db, error));
    TRY(configure(db, error));
    if (db->mode == DB_CREATE)
        TRY(run_script(db, sql_text[sort_of(db)->create], sql_name[sort_of(db)->create], error));
    else
        TRY(check_version(db, was_replaced, error));
    if (db->mode == DB_WRITE)
        TRY(run_script(db, sql_text[SQL_DB_USE_WAL], sql_name[SQL_DB_USE_WAL], error));
    sqlite3_commit_hook(db->handle, on_commit, db);
done:
    return status;
}

static void disconnect(struct db *db)
{
    db_hand_wait();
    db_query_release_all(db);
    sqlite3_close_v2(db->handle);
    db->handle = NULL;
}

enum status db_open(const char *path, enum db_mode mode, struct db **out, struct error *error)
{
    return db_open_as(path, DB_STATION, mode, out, error);
}

enum status db_open_as(const char *path, enum db_sort sort, enum db_mode mode, struct db **out,
                       struct error *error)
{
    enum status status = STATUS_OK;
    struct db *db = memory_new(sizeof(*db));
    bool was_made = false, was_replaced = true;

    *out = NULL;
    db->path = memory_copy_text(path);
    db->sort = sort;
    db->mode = mode;
    if (mode == DB_CREATE) {
        TRY(make_file(db, error));
        was_made = true;
    }
    for (int tries = 0; was_replaced && tries < OPEN_TRIES; tries++) {
        was_replaced = false;
        if (mode != DB_CREATE)
            TRY(examine(db, error));
        disconnect(db);
        TRY(connect(db, &was_replaced, error));
    }
    if (was_replaced)
        TRY(db_fault(db, SQLITE_BUSY, "open", error));
    *out = db;
done:
    if (status != STATUS_OK) {
        db_close(db);
        if (was_made)
            unlink(path);
    }
    return status;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    disconnect(db);
    free(db->path);
    free(db);
}

enum status db_map(struct db *db, struct error *error)
{
    return run_script(db, sql_text[SQL_DB_MAP], sql_name[SQL_DB_MAP], error);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

enum status db_run_script(struct db *db, enum sql sql, struct error *error)
{
    return run_script(db, sql_text[sql], sql_name[sql], error);
}
