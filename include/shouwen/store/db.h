/* SPDX-License-Identifier: MIT */
/* db: one connection to a station file; errors, statements and transactions of SQLite.
 * Every statement comes from a .sql file (enum sql) or is composed of fragments of them; it is
 * prepared at first use and kept. Writes happen only inside db_begin()/db_commit(), which is
 * BEGIN IMMEDIATE: several programs may have one file open. WAL, synchronous FULL: what
 * db_commit() returned OK for is on disk. */
#ifndef SHOUWEN_STORE_DB_H
#define SHOUWEN_STORE_DB_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/sql_text.h" /* generated: enum sql */

struct db;    /* opaque: a connection */
struct query; /* opaque: a prepared statement of a connection */

enum db_mode { DB_READ, DB_WRITE, DB_CREATE };

/* The journal tables that this program knows (user_version of the file; schema.h brings older ones
 * up to date). application_id is 0x53575354, "SWST". */
enum { DB_SCHEMA_VERSION = 7 };

/* Whose file: a station's, or a hub's with tables of its own (application_id 0x53574842, "SWHB").
 */
enum db_sort { DB_STATION, DB_HUB };
enum { DB_HUB_VERSION = 1 };

/* DB_READ refuses every write (query_only). A file that does not exist (DB_READ, DB_WRITE), exists
 * already (DB_CREATE), is a directory, is no station file, was never finished (no schema version)
 * or belongs to a newer version: STATUS_BROKEN, one sentence, nothing touched. New files have mode
 * 0600, no tables yet. */
MUST_CHECK enum status db_open(const char *path, enum db_mode mode, struct db **db,
                               struct error *error);
/* The same for another sort of file; db_open() is for a station's. */
MUST_CHECK enum status db_open_as(const char *path, enum db_sort sort, enum db_mode mode,
                                  struct db **db, struct error *error);
void db_close(struct db *db); /* NULL is fine */
/* Reads the first 48 MB of the file without copying them from now on; for a reader, outside of
 * transactions. */
MUST_CHECK enum status db_map(struct db *db, struct error *error);
const char *db_path(const struct db *db);

/* The statement, reset and with nothing bound. Aborts on SQL that does not compile: a bug. A table
 * or column that this file lacks, and a fault of the disk, come out at the first step. */
struct query *db_query(struct db *db, enum sql sql);
/* The same for a statement put together from fragments; text is the cache key. */
struct query *db_query_composed(struct db *db, const char *text);

/* Parameters count from 1. Text and bytes are copied; NULL text binds "". Text that is not UTF-8
 * makes the next step fail with STATUS_INVALID. */
void query_bind_text(struct query *query, int at, const char *text);
void query_bind_integer(struct query *query, int at, int64_t value);
void query_bind_bytes(struct query *query, int at, const void *bytes, size_t length);
void query_bind_null(struct query *query, int at);
/* The same without a copy: they stay as they are until the statement has run. */
void query_lend_text(struct query *query, int at, const char *text);
void query_lend_bytes(struct query *query, int at, const void *bytes, size_t length);
/* Moves to the next row: *row false at the end and after a fault (the statement is reset then).
 * Whoever stops before the end calls query_reset(): db_begin_at() aborts while a statement is still
 * being read. A unique value that is there already is STATUS_CONFLICT, any other constraint
 * STATUS_INVALID. */
MUST_CHECK enum status query_step(struct query *query, bool *row, struct error *error);
/* Runs a statement that gives no rows of interest. */
MUST_CHECK enum status query_run(struct query *query, struct error *error);
void query_reset(struct query *query);
/* The first column of the one row that a statement gives, or what the answer was before if it gives
 * none; the statement is reset. */
MUST_CHECK enum status query_one_integer(struct query *query, int64_t *answer, struct error *error);
MUST_CHECK enum status query_one_copy(struct query *query, struct arena *arena, const char **answer,
                                      struct error *error);
/* Columns count from 0. Text is never NULL and valid until the next step; copy it to keep it. */
const char *query_text(struct query *query, int at);
int64_t query_integer(struct query *query, int at);
const void *query_bytes(struct query *query, int at, size_t *length);
bool query_is_null(struct query *query, int at);
/* The column's text copied into an arena. */
const char *query_copy(struct query *query, int at, struct arena *arena);
/* The first column's text of all rows that are left, copied into an arena; NULL and 0 if there is
 * none. */
MUST_CHECK enum status query_all_text(struct query *query, struct arena *arena, const char ***texts,
                                      size_t *count, struct error *error);

/* Runs all statements of a text that holds several; takes no parameters. */
MUST_CHECK enum status db_run_script(struct db *db, enum sql sql, struct error *error);

/* After db_commit() the transaction is over, whatever it returned; an error means that nothing of
 * it counts as saved. A write outside of a transaction is refused with STATUS_BROKEN. Nesting is a
 * bug and aborts. */
#define db_begin(db, error) db_begin_at(db, __FILE__, __LINE__, error)
MUST_CHECK enum status db_begin_at(struct db *db, const char *file, int line, struct error *error);
MUST_CHECK enum status db_commit(struct db *db, struct error *error);
void db_rollback(struct db *db); /* fine outside a transaction */
bool db_is_writing(const struct db *db);
/* A savepoint inside a transaction, for one row of many that may be refused. */
MUST_CHECK enum status db_mark(struct db *db, struct error *error);
MUST_CHECK enum status db_mark_keep(struct db *db, struct error *error);
void db_mark_undo(struct db *db);

/* Reads of several statements that must see one state: a deferred read transaction, which takes the
 * file's lock once. One may stand inside another, which then lasts. */
MUST_CHECK enum status db_read_begin(struct db *db, struct error *error);
void db_read_end(struct db *db);

/* Stops reads that take longer: after milliseconds of the program's own work, or four times as
 * long by the clock, or as soon as stop() (may be NULL) says so, a step ends with STATUS_BUSY. 0
 * takes the limit away. */
void db_set_limit(struct db *db, int milliseconds, bool (*stop)(void *context), void *context);
/* How long a write waits for other programs' before it is STATUS_BUSY, about; returns what it was.
 * */
int db_set_patience(struct db *db, int milliseconds);
/* From how many pages of 4 KiB in the WAL on db_commit() moves them into the file; 1000 unless
 * told. */
void db_set_checkpoint(struct db *db, int pages);
/* Moves all that the WAL holds into the file and empties it; false while others read or write.
 * Outside of a transaction. */
bool db_empty_wal(struct db *db);
/* While a long list comes in, in transactions one after the other: more pages are kept in memory,
 * and they are moved out of the WAL seldom, since most are written again; at the end all are moved.
 * The end stands outside of a transaction. */
void db_set_bulk(struct db *db, bool is_bulk);
/* While an index of many rows is made: few pages are kept, what is sorted needs the memory. */
void db_set_sorting(struct db *db, bool is_sorting);
/* Has something done before the connection is asked for its next statement, once; NULL: nothing. It
 * may use the connection itself. */
void db_set_before(struct db *db, void (*before)(void *context), void *context);
/* Changes whenever another connection committed something (PRAGMA data_version). */
int64_t db_version(struct db *db);
int64_t db_last_rowid(struct db *db);
int db_changes(struct db *db);
int db_changes_in_all(struct db *db); /* since it was opened */
/* Writes all that is committed to target, an empty file that is there already, while others go on
 * writing; not synced. Outside of transactions. */
MUST_CHECK enum status db_copy(struct db *db, const char *target, struct error *error);
/* Moves the WAL into the file, so that this one file is everything, and keeps everybody else out
 * until db_close(), which is all that may follow. STATUS_BUSY while anybody else has the file open.
 * */
MUST_CHECK enum status db_seize(struct db *db, struct error *error);
/* user_version of the file: 0 before schema_create(). */
MUST_CHECK enum status db_schema_version(struct db *db, int64_t *version, struct error *error);

#endif
