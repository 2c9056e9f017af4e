/* SPDX-License-Identifier: MIT */
/* pg: one connection to PostgreSQL, or to what speaks its protocol; the only room with libpq.
 * Every statement comes from src/sync/sql/ (enum pg_sql) and is prepared at its first use; values
 * are always bound. Nobody waits longer than a minute for an answer, and a signal ends the wait.
 * To a server that is not on this machine only with TLS whose certificate was verified.
 * A line that is lost, and a server that stops or has no room, are STATUS_UNREACHABLE; a lock that
 * somebody else holds is STATUS_BUSY; values that it takes never, whoever brings them and when, are
 * STATUS_INVALID; what the server refuses otherwise is STATUS_BROKEN.
 * Used by hub_store and carrier. */
#ifndef SHOUWEN_SYNC_PG_H
#define SHOUWEN_SYNC_PG_H

#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sync/pg_sql_text.h" /* generated: enum pg_sql */

struct pg;       /* opaque: a connection */
struct pg_query; /* opaque: a statement of a connection */

/* conninfo as libpq has it: "host=hub.example dbname=hub". */
MUST_CHECK enum status pg_open(const char *conninfo, struct pg **pg, struct error *error);
void pg_close(struct pg *pg); /* NULL is fine */
bool pg_is_lost(const struct pg *pg);
/* Connects again if the line was lost; nothing of before is open then. */
MUST_CHECK enum status pg_revive(struct pg *pg, struct error *error);
/* What to call it in a message: conninfo without its password. */
const char *pg_name(const struct pg *pg);
/* Where and as what one connects: the parts of conninfo that say it, "" if they are not told. */
const char *pg_user(const struct pg *pg);
const char *pg_database(const struct pg *pg);

MUST_CHECK enum status pg_begin(struct pg *pg, struct error *error);
/* An error leaves it open whether it was committed, if the line was lost at that moment. */
MUST_CHECK enum status pg_commit(struct pg *pg, struct error *error);
void pg_rollback(struct pg *pg); /* fine outside a transaction */

/* Something to do while the server works, again and again until it says that nothing is left; it
 * must not use this connection. NULL: nothing. */
void pg_while_waiting(struct pg *pg, bool (*work)(void *context), void *context);

/* The statement, with nothing bound and no rows. */
struct pg_query *pg_query(struct pg *pg, enum pg_sql sql);
/* Parameters count from 1. Everything is copied. */
void pg_bind_text(struct pg_query *query, int at, const char *text);
void pg_bind_integer(struct pg_query *query, int at, int64_t value);
void pg_bind_boolean(struct pg_query *query, int at, bool value);
void pg_bind_bytes(struct pg_query *query, int at, const void *bytes, size_t length);
/* Arrays: bigint[], boolean[], text[], and bytea[] of values of one length that follow one
 * another. */
void pg_bind_integers(struct pg_query *query, int at, const int64_t *values, size_t count);
void pg_bind_booleans(struct pg_query *query, int at, const bool *values, size_t count);
void pg_bind_texts(struct pg_query *query, int at, const char *const *texts, size_t count);
void pg_bind_values(struct pg_query *query, int at, const uint8_t *values, size_t length,
                    size_t count);
/* Runs it; *count: its rows, or how many it changed. They are valid until it is asked for again. */
MUST_CHECK enum status pg_run(struct pg_query *query, size_t *count, struct error *error);
/* Rows and columns count from 0. */
const char *pg_text(const struct pg_query *query, size_t row, int at);
int64_t pg_integer(const struct pg_query *query, size_t row, int at); /* bigint, int, boolean */
const void *pg_bytes(const struct pg_query *query, size_t row, int at, size_t *length);
bool pg_is_null(const struct pg_query *query, size_t row, int at);
/* A column of exactly so many bytes; zeros if it is of another length, which the tables refuse. */
void pg_take(const struct pg_query *query, size_t row, int at, uint8_t *out, size_t length);
const char *pg_copy_of(const struct pg_query *query, size_t row, int at, struct arena *arena);

/* Runs all statements of a text, in one transaction unless one is open. :"1" to :"9" in it are
 * names[0] to names[8] as identifiers, :'1' to :'9' the same as literals. */
MUST_CHECK enum status pg_script(struct pg *pg, enum pg_sql sql, const char *const *names,
                                 size_t count, struct error *error);
/* What a server keeps of a password, so that the password itself is in no log of it. */
MUST_CHECK enum status pg_password(struct pg *pg, const char *login, const char *password,
                                   struct text *secret, struct error *error);

/* Rows for COPY, as its binary format has them: each a start, then its fields. */
struct pg_rows {
    struct text bytes;
    size_t count;
    size_t sent; /* bytes that the line has taken */
    size_t due;  /* how many there were when it was last tried */
};
#define PG_ROWS_NONE                                                                               \
    {                                                                                              \
        TEXT_EMPTY, 0, 0, 0                                                                        \
    }
void pg_rows_start(struct pg_rows *rows, int fields);
void pg_rows_text(struct pg_rows *rows, const char *text);
void pg_rows_integer(struct pg_rows *rows, int64_t value); /* bigint */
void pg_rows_boolean(struct pg_rows *rows, bool value);
void pg_rows_bytes(struct pg_rows *rows, const void *bytes, size_t length);
void pg_rows_null(struct pg_rows *rows);
void pg_rows_end(struct pg_rows *rows); /* pg_send_rows() does */
void pg_rows_clear(struct pg_rows *rows);
void pg_rows_release(struct pg_rows *rows);
/* Sends what the line takes, now and then; more of them, or pg_send_rows(), may follow, and any
 * other statement ends it before. The server takes them while the program goes on. */
MUST_CHECK enum status pg_send_some(struct pg *pg, enum pg_sql sql, struct pg_rows *rows,
                                    struct error *error);
/* Sends them all, and forgets them. */
MUST_CHECK enum status pg_send_rows(struct pg *pg, enum pg_sql sql, struct pg_rows *rows,
                                    struct error *error);

#endif
