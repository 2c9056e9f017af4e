/* SPDX-License-Identifier: MIT */
/* Moving what the WAL holds into the file itself. SQLite's own checkpoints run beside other
 * programs' writes, and in its versions 3.7.0 to 3.51.2 one that is overtaken by a write which
 * starts the WAL anew hides acts that were saved (sqlite.org/wal.html, "the WAL-reset bug"). Here
 * nobody writes meanwhile: a second connection holds the lock of writers and writes nothing. */
#include "config.h"

#include "store/db_inside.h"

/* How long to wait for other writers, ms: the next commit tries again. BULK_PAGES: 400 MB; late in
 * a list of a million each of its transactions writes nearly all pages of some indexes again. */
enum { GUARD_MS = 20, BULK_PAGES = 102400 };

static int on_wal(void *context, sqlite3 *handle, const char *name, int pages)
{
    struct db *db = context;

    (void)handle;
    (void)name;
    db->wal_pages = pages;
    return SQLITE_OK;
}

void db_set_checkpoint(struct db *db, int pages)
{
    db->checkpoint_pages = pages;
    sqlite3_wal_hook(db->handle, on_wal, db);
}

void db_checkpoint(struct db *db)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    sqlite3 *guard = NULL;

    if (db->wal_pages < (db->is_bulk ? BULK_PAGES : db->checkpoint_pages))
        return;
    /* what fails here has cost nothing: the acts are safe in the WAL */
    if (sqlite3_open_v2(sqlite3_db_filename(db->handle, "main"), &guard, flags, NULL) ==
            SQLITE_OK &&
        sqlite3_busy_timeout(guard, GUARD_MS) == SQLITE_OK &&
        sqlite3_exec(guard, sql_text[SQL_DB_BEGIN], NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) ==
            SQLITE_OK)
        db->wal_pages = 0;
    sqlite3_close_v2(guard);
}

void db_set_bulk(struct db *db, bool is_bulk)
{
    if (db->is_bulk == is_bulk)
        return;
    db->is_bulk = is_bulk;
    sqlite3_exec(db->handle, sql_text[is_bulk ? SQL_DB_BULK_BEGIN : SQL_DB_BULK_END], NULL, NULL,
                 NULL);
    if (!is_bulk)
        db_checkpoint(db);
}

void db_set_sorting(struct db *db, bool is_sorting)
{
    const enum sql after = db->is_bulk ? SQL_DB_BULK_BEGIN : SQL_DB_BULK_END;

    sqlite3_exec(db->handle, sql_text[is_sorting ? SQL_DB_SORT_BEGIN : after], NULL, NULL, NULL);
}

bool db_empty_wal(struct db *db)
{
    /* takes the lock of writers itself, and waits for readers as long as a write does */
    int code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

    if (code == SQLITE_OK)
        db->wal_pages = 0;
    return code == SQLITE_OK;
}
