/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/db_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/db_hand.h"

#include <stdio.h>

static void bug_at_open(const struct db *db, const char *what)
{
    char place[256];

    snprintf(place, sizeof(place), "begun at %s:%d", db->begun_file, db->begun_line);
    db_bug(db, what, place);
}

/* What is written to a file that was moved away or deleted is lost to everybody. */
static enum status check_place(struct db *db, struct error *error)
{
    int moved = 0;

    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved)
        return error_set(error, STATUS_BROKEN, "",
                         _("nothing was saved: %s was moved or deleted while it was open; put it "
                           "back or start again"),
                         db->path);
    return STATUS_OK;
}

enum status db_begin_at(struct db *db, const char *file, int line, struct error *error)
{
    enum status status = STATUS_OK;

    if (db->is_writing)
        bug_at_open(db, "a transaction inside a transaction");
    /* a reader that is still open would pin an old state of the file: writing after it is refused
     * at once, whatever the busy time-out, but only when another program wrote meanwhile */
    if (sqlite3_txn_state(db->handle, "main") != SQLITE_TXN_NONE)
        db_bug(db, "a transaction while a statement is still read", db_query_open_name(db));
    if (db->mode == DB_READ)
        return error_set(error, STATUS_BROKEN, "", _("%s is open for reading only"), db->path);
    TRY(check_place(db, error));
    TRY(query_run(db_query(db, SQL_DB_BEGIN), error));
    db->is_writing = true;
    if (db->is_bulk)
        db_wal_hold(db);
    db->begun_file = file;
    db->begun_line = line;
done:
    return status;
}

/* A full disk or a fault of it makes SQLite undo the whole transaction by itself. */
static enum status check_alive(struct db *db, struct error *error)
{
    if (!db->is_writing)
        db_bug(db, "no transaction", "db_begin() comes first");
    if (sqlite3_get_autocommit(db->handle))
        return error_set(error, STATUS_BROKEN, "",
                         _("nothing was saved in %s: an earlier write failed"), db->path);
    return STATUS_OK;
}

enum status db_commit(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;

    TRY(check_alive(db, error));
    db->is_committing = true;
    db_wal_hold(db);
    status = query_run(db_query(db, SQL_DB_COMMIT), error);
    db_wal_let_go(db);
    db->is_committing = false;
    if (status == STATUS_OK)
        db_checkpoint(db);
done:
    db_rollback(db);
    return status;
}

void db_rollback(struct db *db)
{
    db_hand_wait();
    if (db->is_writing && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, sql_text[SQL_DB_ROLLBACK], NULL, NULL, NULL);
    if (db->is_writing)
        db_wal_let_go(db);
    db->is_writing = false;
}

bool db_is_writing(const struct db *db)
{
    return db->is_writing;
}

enum status db_mark(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;

    TRY(check_alive(db, error));
    TRY(query_run(db_query(db, SQL_DB_MARK), error));
done:
    return status;
}

enum status db_mark_keep(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;

    TRY(check_alive(db, error));
    TRY(query_run(db_query(db, SQL_DB_MARK_KEEP), error));
done:
    return status;
}

void db_mark_undo(struct db *db)
{
    if (sqlite3_get_autocommit(db->handle))
        return;
    sqlite3_exec(db->handle, sql_text[SQL_DB_MARK_UNDO], NULL, NULL, NULL);
    sqlite3_exec(db->handle, sql_text[SQL_DB_MARK_KEEP], NULL, NULL, NULL);
}

enum status db_read_begin(struct db *db, struct error *error)
{
    enum status status = STATUS_OK;

    if (db->is_writing)
        db_bug(db, "a transaction inside a transaction", "db_read_begin()");
    if (!db->reading)
        TRY(query_run(db_query(db, SQL_DB_READ_BEGIN), error));
    db->reading++;
done:
    return status;
}

void db_read_end(struct db *db)
{
    if (db->reading == 1 && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, sql_text[SQL_DB_ROLLBACK], NULL, NULL, NULL);
    db->reading -= db->reading > 0;
}
