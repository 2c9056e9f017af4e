/* SPDX-License-Identifier: MIT */
/* db_inside: what the files of the room db share; nobody else includes it. */
#ifndef SHOUWEN_STORE_DB_INSIDE_H
#define SHOUWEN_STORE_DB_INSIDE_H

#include "shouwen/store/db.h"

#include <sqlite3.h>

enum { DB_COMPOSED_CHAINS = 64 };

/* When reads stop, ms: once both the clock and the program's own work are past it, or at the last
 * by the clock alone. */
struct db_limit {
    int64_t at, work, last_at;
};

struct db {
    sqlite3 *handle;
    char *path; /* as given, for messages */
    enum db_sort sort;
    enum db_mode mode;
    struct query *fixed[SQL_COUNT];
    struct query *composed[DB_COMPOSED_CHAINS]; /* by hash of their text */
    struct query *groups[SQL_COUNT];            /* db_rows.c: which of them, for many rows */
    int wal_pages;                              /* in the WAL after the last commit */
    int checkpoint_pages;                       /* from how many on they are moved */
    bool is_bulk;                               /* db_set_bulk() */
    int busy_ms;                                /* how long to wait for others, about */
    const char *begun_file;                     /* where the open transaction began */
    int begun_line;
    bool is_writing;
    int reading;        /* how many times deep */
    bool is_committing; /* only then does the commit hook let a commit pass */
    int64_t version;
    struct db_limit limit;
    bool (*stop)(void *context);
    void *stop_context;
    void (*before)(void *context); /* db_set_before() */
    void *before_context;
};

/* Turns a result code of SQLite into one sentence about this file; what names the statement. */
enum status db_fault(struct db *db, int code, const char *what, struct error *error);
/* A mistake of the program: says it on stderr and aborts. */
_Noreturn void db_bug(const struct db *db, const char *what, const char *detail);
/* Moves the WAL's pages into the file once there are enough of them and nobody writes; called after
 * a commit. */
void db_checkpoint(struct db *db);
/* The name of the library's files (a VFS) whose WAL takes a commit's pages in one write; NULL if
 * the library could not begin. */
const char *db_wal_files(void);
/* Around COMMIT, or from the begin of a transaction of a long list on: see db_wal.c. */
void db_wal_hold(struct db *db);
void db_wal_let_go(struct db *db);
/* A statement of the connection once more, as db_query() gives it. */
struct query *db_query_again(struct query *query);
/* Makes every statement of the connection unusable and gives its memory back. */
void db_query_release_all(struct db *db);
/* A statement that was stepped and neither reset nor at its end. */
const char *db_query_open_name(const struct db *db);

#endif
