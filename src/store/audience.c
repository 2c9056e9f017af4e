/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/audience.h"

#include "shouwen/base/text.h"
#include "shouwen/domain/visibility.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t parties_of(const struct matter *matter, struct arena *arena, const char ***parties)
{
    size_t count = visibility_parties(matter, arena, parties);

    if (count)
        qsort(*parties, count, sizeof(**parties), by_text);
    return count;
}

/* True if the query's rows are these, in this order. */
static enum status matches(struct query *query, const char *const *parties, size_t count,
                           bool *same, struct error *error)
{
    enum status status;
    size_t at = 0;
    bool row;

    *same = true;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *same = *same && at < count && text_same(parties[at], query_text(query, 0));
        at++;
    }
    *same = *same && at == count;
done:
    query_reset(query);
    return status;
}

/* An act rarely brings anybody new: mostly this reads and writes nothing. */
enum status audience_project(struct db *db, int64_t seq, const struct matter *matter, bool is_new,
                             struct error *error)
{
    struct arena arena = {0};
    const char **parties;
    size_t count = parties_of(matter, &arena, &parties);
    struct query *query;
    enum status status = STATUS_OK;
    bool same = is_new && !count;

    if (!is_new) {
        query = db_query(db, SQL_AUDIENCE_GET);
        query_bind_integer(query, 1, seq);
        TRY(matches(query, parties, count, &same, error));
        if (!same) {
            query = db_query(db, SQL_AUDIENCE_CLEAR);
            query_bind_integer(query, 1, seq);
            TRY(query_run(query, error));
        }
    }
    for (size_t i = 0; !same && i < count; i++) {
        query = db_query(db, SQL_AUDIENCE_PUT);
        query_bind_integer(query, 1, seq);
        query_bind_text(query, 2, parties[i]);
        TRY(query_run(query, error));
    }
done:
    arena_release(&arena);
    return status;
}

enum status audience_compare(struct db *db, const struct matter *matter, bool *same,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_AUDIENCE_OF_NUMBER);
    struct arena arena = {0};
    const char **parties;
    size_t count = parties_of(matter, &arena, &parties);

    query_bind_text(query, 1, matter->number);
    enum status status = matches(query, parties, count, same, error);
    arena_release(&arena);
    return status;
}
