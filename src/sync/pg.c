/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/pg.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "sync/pg_inside.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { WAIT_MS = 60 * 1000, PIECE = 128 << 10 };

/* --- faults --- */

static bool is_state(const char *state, const char *beginning)
{
    return strncmp(state, beginning, strlen(beginning)) == 0;
}

static enum status fault(const struct pg *pg, const PGresult *result, struct error *error)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *weight = result ? PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED) : NULL;
    char said[300];

    if (!state || PQstatus(pg->line) != CONNECTION_OK || is_state(state, "08") ||
        is_state(state, "57P") || (weight && !text_same(weight, "ERROR")))
        return error_set(error, STATUS_UNREACHABLE, "with",
                         _("the line to PostgreSQL (%s) was lost; try again later"), pg->name.at);
    pg_first_line(PQresultErrorMessage(result), said, sizeof(said));
    if (is_state(state, "53") || is_state(state, "58"))
        return error_set(error, STATUS_UNREACHABLE, "with",
                         _("PostgreSQL (%s) has no room left, or its disk fails: %s"), pg->name.at,
                         said);
    if (is_state(state, "40") || is_state(state, "55P03"))
        return error_set(error, STATUS_BUSY, "with", _("PostgreSQL (%s) is busy: %s"), pg->name.at,
                         said);
    bool is_data = is_state(state, "22") || is_state(state, "23") || is_state(state, "54");
    return error_set(error, is_data ? STATUS_INVALID : STATUS_BROKEN, "with",
                     _("PostgreSQL (%s) refused: %s"), pg->name.at, said);
}

/* --- waiting --- */

/* Until all is sent and, if one is asked for, an answer is there, or the line is lost; false after
 * a minute of silence or at a signal: what the server still does is not waited for. */
static bool settle(struct pg *pg, bool is_answer)
{
    int64_t until = clock_ms_of(CLOCK_MONOTONIC) + WAIT_MS;

    for (;;) {
        int left = PQflush(pg->line);
        if (left < 0 || (!left && (!is_answer || !PQisBusy(pg->line))))
            return true;
        if (pg->work && pg->work(pg->work_context)) {
            until = clock_ms_of(CLOCK_MONOTONIC) + WAIT_MS;
            if (!PQconsumeInput(pg->line))
                return true;
            continue;
        }
        struct pollfd line = {.fd = PQsocket(pg->line),
                              .events = (short)(left ? POLLIN | POLLOUT : POLLIN)};
        int64_t rest = until - clock_ms_of(CLOCK_MONOTONIC);
        if (rest <= 0 || poll(&line, 1, (int)rest) <= 0) {
            shutdown(line.fd, SHUT_RDWR);
            return false;
        }
        if (!PQconsumeInput(pg->line))
            return true;
    }
}

void pg_while_waiting(struct pg *pg, bool (*work)(void *context), void *context)
{
    pg->work = work;
    pg->work_context = context;
}

/* The result of a command: the last one, or the first that failed. */
static enum status finish(struct pg *pg, PGresult **result, struct error *error)
{
    ExecStatusType type = PGRES_COMMAND_OK;
    bool is_answered;

    *result = NULL;
    while ((is_answered = settle(pg, true)) && type != PGRES_FATAL_ERROR) {
        PGresult *next = PQgetResult(pg->line);
        if (!next)
            break;
        PQclear(*result);
        *result = next;
        type = PQresultStatus(next);
        if (type == PGRES_COPY_IN)
            break;
    }
    if (is_answered && *result && type != PGRES_FATAL_ERROR && type != PGRES_BAD_RESPONSE)
        return STATUS_OK;
    enum status status = is_answered ? fault(pg, *result, error)
                                     : error_set(error, STATUS_UNREACHABLE, "with",
                                                 _("PostgreSQL (%s) does not answer; try again "
                                                   "later"),
                                                 pg->name.at);
    PQclear(*result);
    *result = NULL;
    while (is_answered && settle(pg, true)) {
        PGresult *next = PQgetResult(pg->line);
        if (!next)
            break;
        PQclear(next);
    }
    return status;
}

/* --- COPY --- */

static enum status start_rows(struct pg *pg, enum pg_sql sql, struct pg_rows *rows,
                              struct error *error)
{
    PGresult *result = NULL;
    enum status status;

    if (pg->sending == rows)
        return STATUS_OK;
    TRY(pg_end_rows(pg, error));
    if (!PQsendQuery(pg->line, pg_sql_text[sql]))
        return fault(pg, NULL, error);
    TRY(finish(pg, &result, error));
    pg->sending = rows;
done:
    PQclear(result);
    return status;
}

/* The next piece, once the line has taken the one before: what a line is given beyond that, libpq
 * moves to and fro. *is_all: nothing is left. */
static enum status put_piece(struct pg *pg, struct pg_rows *rows, bool *is_all, struct error *error)
{
    size_t left = rows->bytes.length - rows->sent, length = left < PIECE ? left : PIECE;

    if (length && PQputCopyData(pg->line, rows->bytes.at + rows->sent, (int)length) != 1)
        return fault(pg, NULL, error);
    rows->sent += length;
    *is_all = rows->sent == rows->bytes.length;
    return STATUS_OK;
}

enum status pg_send_some(struct pg *pg, enum pg_sql sql, struct pg_rows *rows, struct error *error)
{
    enum status status;
    bool is_all = false;

    if (rows->bytes.length < rows->due + PIECE)
        return STATUS_OK;
    TRY(start_rows(pg, sql, rows, error));
    while (!is_all && PQflush(pg->line) == 0)
        TRY(put_piece(pg, rows, &is_all, error));
    if (is_all) {
        text_clear(&rows->bytes);
        rows->sent = 0;
    }
    rows->due = rows->bytes.length;
done:
    return status;
}

enum status pg_end_rows(struct pg *pg, struct error *error)
{
    struct pg_rows *rows = pg->sending;
    PGresult *result = NULL;
    enum status status = STATUS_OK;
    bool is_all = false;

    if (!rows)
        return STATUS_OK;
    pg->sending = NULL;
    pg_rows_end(rows);
    while (!is_all && settle(pg, false))
        TRY(put_piece(pg, rows, &is_all, error));
    if (!is_all || PQputCopyEnd(pg->line, NULL) != 1)
        status = fault(pg, NULL, error);
    else
        status = finish(pg, &result, error);
done:
    PQclear(result);
    pg_rows_clear(rows);
    return status;
}

/* Nothing of it is to stay. */
static void drop_rows(struct pg *pg)
{
    PGresult *result = NULL;
    struct error ignored;

    if (!pg->sending)
        return;
    pg_rows_clear(pg->sending);
    pg->sending = NULL;
    if (PQputCopyEnd(pg->line, "") != 1 || finish(pg, &result, &ignored) == STATUS_OK)
        shutdown(PQsocket(pg->line), SHUT_RDWR);
    PQclear(result);
}

enum status pg_send_rows(struct pg *pg, enum pg_sql sql, struct pg_rows *rows, struct error *error)
{
    enum status status;

    if (!rows->count)
        return STATUS_OK;
    status = start_rows(pg, sql, rows, error);
    return status == STATUS_OK ? pg_end_rows(pg, error) : status;
}

/* --- transactions and scripts --- */

static enum status run_text(struct pg *pg, const char *text, struct error *error)
{
    PGresult *result = NULL;
    enum status status;

    TRY(pg_end_rows(pg, error));
    if (!PQsendQuery(pg->line, text))
        return fault(pg, NULL, error);
    status = finish(pg, &result, error);
    PQclear(result);
done:
    return status;
}

enum status pg_begin(struct pg *pg, struct error *error)
{
    return run_text(pg, pg_sql_text[PG_SQL_BEGIN], error);
}

enum status pg_commit(struct pg *pg, struct error *error)
{
    return run_text(pg, pg_sql_text[PG_SQL_COMMIT], error);
}

void pg_rollback(struct pg *pg)
{
    struct error ignored;

    drop_rows(pg);
    if (PQtransactionStatus(pg->line) == PQTRANS_INTRANS ||
        PQtransactionStatus(pg->line) == PQTRANS_INERROR)
        if (run_text(pg, pg_sql_text[PG_SQL_ROLLBACK], &ignored) != STATUS_OK)
            shutdown(PQsocket(pg->line), SHUT_RDWR);
}

enum status pg_script(struct pg *pg, enum pg_sql sql, const char *const *names, size_t count,
                      struct error *error)
{
    struct text text = TEXT_EMPTY;

    for (const char *at = pg_sql_text[sql]; *at; at++) {
        size_t n = *at == ':' && (at[1] == '"' || at[1] == '\'') ? (size_t)(at[2] - '0') : 0;
        if (n < 1 || n > count || at[3] != at[1]) {
            text_add_char(&text, *at);
            continue;
        }
        const char *name = names[n - 1];
        char *quoted = at[1] == '"' ? PQescapeIdentifier(pg->line, name, strlen(name))
                                    : PQescapeLiteral(pg->line, name, strlen(name));
        text_add(&text, quoted ? quoted : "");
        PQfreemem(quoted);
        at += 3;
    }
    enum status status = run_text(pg, text.at, error);
    text_release(&text);
    return status;
}

enum status pg_password(struct pg *pg, const char *login, const char *password, struct text *secret,
                        struct error *error)
{
    char *made = PQencryptPasswordConn(pg->line, password, login, "scram-sha-256");

    if (!made)
        return fault(pg, NULL, error);
    text_add(secret, made);
    PQfreemem(made);
    return STATUS_OK;
}

/* --- statements --- */

struct pg_query *pg_query(struct pg *pg, enum pg_sql sql)
{
    struct pg_query *query = pg->queries[sql];

    if (!query) {
        query = pg->queries[sql] = memory_new(sizeof(*query));
        *query = (struct pg_query){.pg = pg, .sql = sql};
        for (int i = 0; i < PG_PARAMETERS; i++)
            query->value[i] = (struct text)TEXT_EMPTY;
    }
    PQclear(query->result);
    query->result = NULL;
    query->count = 0;
    return query;
}

static enum status prepare(struct pg_query *query, const char *name, struct error *error)
{
    PGresult *result = NULL;
    enum status status;

    if (!PQsendPrepare(query->pg->line, name, pg_sql_text[query->sql], 0, NULL))
        return fault(query->pg, NULL, error);
    status = finish(query->pg, &result, error);
    PQclear(result);
    query->is_prepared = status == STATUS_OK;
    return status;
}

enum status pg_run(struct pg_query *query, size_t *count, struct error *error)
{
    const char *name = pg_sql_name[query->sql], *values[PG_PARAMETERS];
    int lengths[PG_PARAMETERS], formats[PG_PARAMETERS];
    enum status status = STATUS_OK;

    *count = 0;
    TRY(pg_end_rows(query->pg, error));
    if (!query->is_prepared)
        TRY(prepare(query, name, error));
    for (int i = 0; i < query->count; i++) {
        values[i] = query->value[i].at;
        lengths[i] = (int)query->value[i].length;
        formats[i] = 1;
    }
    if (!PQsendQueryPrepared(query->pg->line, name, query->count, values, lengths, formats, 1))
        return fault(query->pg, NULL, error);
    TRY(finish(query->pg, &query->result, error));
    *count = PQresultStatus(query->result) == PGRES_TUPLES_OK
                 ? (size_t)PQntuples(query->result)
                 : (size_t)strtoul(PQcmdTuples(query->result), NULL, 10);
done:
    return status;
}

const void *pg_bytes(const struct pg_query *query, size_t row, int at, size_t *length)
{
    *length = (size_t)PQgetlength(query->result, (int)row, at);
    return PQgetvalue(query->result, (int)row, at);
}

const char *pg_text(const struct pg_query *query, size_t row, int at)
{
    return PQgetvalue(query->result, (int)row, at);
}

int64_t pg_integer(const struct pg_query *query, size_t row, int at)
{
    size_t length;
    const uint8_t *bytes = pg_bytes(query, row, at, &length);
    uint64_t value = 0;

    for (size_t i = 0; i < length && i < PG_NUMBER; i++)
        value = value << 8 | bytes[i];
    return (int64_t)value;
}

bool pg_is_null(const struct pg_query *query, size_t row, int at)
{
    return PQgetisnull(query->result, (int)row, at);
}

void pg_take(const struct pg_query *query, size_t row, int at, uint8_t *out, size_t length)
{
    size_t stored;
    const uint8_t *bytes = pg_bytes(query, row, at, &stored);

    for (size_t i = 0; i < length; i++)
        out[i] = stored == length ? bytes[i] : 0;
}

const char *pg_copy_of(const struct pg_query *query, size_t row, int at, struct arena *arena)
{
    return arena_copy(arena, pg_text(query, row, at));
}
