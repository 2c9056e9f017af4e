/* SPDX-License-Identifier: MIT */
/* A connection from within, for pg*.c alone. */
#ifndef SHOUWEN_SYNC_PG_INSIDE_H
#define SHOUWEN_SYNC_PG_INSIDE_H

#include "shouwen/sync/pg.h"

#include <libpq-fe.h>

enum { PG_PARAMETERS = 20, PG_NUMBER = 8 };

struct pg_query {
    struct pg *pg;
    enum pg_sql sql;
    bool is_prepared;
    int count; /* of parameters */
    struct text value[PG_PARAMETERS];
    PGresult *result;
};

struct pg {
    PGconn *line;
    struct text conninfo, name, user, database;
    struct pg_query *queries[PG_SQL_COUNT];
    bool (*work)(void *context); /* while it is waited */
    void *work_context;
    struct pg_rows *sending; /* what a COPY that is open takes; NULL: none is */
};

/* Ends a COPY that is open, if one is. */
MUST_CHECK enum status pg_end_rows(struct pg *pg, struct error *error);
/* What libpq says, without the words that it begins with, its first line. */
void pg_first_line(const char *said, char *out, size_t room);

#endif
