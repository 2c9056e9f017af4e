/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/audience.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/visibility.h"
#include "shouwen/store/db_rows.h"

#include <stdlib.h>
#include <string.h>

static int by_who(const void *a, const void *b)
{
    return strcmp(((const struct audience_row *)a)->who, ((const struct audience_row *)b)->who);
}

static int64_t day_cell(int32_t day)
{
    return day == CLOCK_NO_DAY ? INT32_MAX : day;
}

/* By when they look at it: a unit by its own clock where there is one, all others by the
 * resident's. */
static int64_t look_at(const struct matter *m, enum party party)
{
    if (!m->is_open)
        return m->closed_at;
    bool by_unit = party == PARTY_UNIT && m->unit_due_on != CLOCK_NO_DAY;
    return day_cell(by_unit ? m->unit_due_on : m->due_on);
}

size_t audience_of(const struct matter *m, struct arena *arena, struct audience_row **rows)
{
    struct visibility_party *parties;
    size_t count = visibility_parties(m, arena, &parties);

    *rows = arena_alloc(arena, (count + 1) * sizeof(**rows));
    for (size_t i = 0; i < count; i++) {
        (*rows)[i] = (struct audience_row){.who = parties[i].who, .party = parties[i].party};
        if (parties[i].party == PARTY_STAFF)
            continue;
        (*rows)[i].stands = m->is_open;
        (*rows)[i].at = look_at(m, parties[i].party);
        (*rows)[i].since_at = m->opened_at;
    }
    if (count)
        qsort(*rows, count, sizeof(**rows), by_who);
    return count;
}

static enum status read_rows(struct query *query, struct arena *arena, struct audience_row **rows,
                             size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct audience_row){
            query_copy(query, 0, arena), query_integer(query, 1), query_integer(query, 2),
            query_integer(query, 3), query_integer(query, 4)};
    }
done:
    query_reset(query);
    return status;
}

enum status audience_read(struct db *db, int64_t seq, struct arena *arena,
                          struct audience_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_AUDIENCE_GET);

    query_bind_integer(query, 1, seq);
    return read_rows(query, arena, rows, count, error);
}

static const struct audience_row *find(const struct audience_row *rows, size_t count,
                                       const char *who)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(rows[i].who, who))
            return &rows[i];
    return NULL;
}

static bool row_same(const struct audience_row *a, const struct audience_row *b)
{
    return text_same(a->who, b->who) && a->party == b->party && a->stands == b->stands &&
           a->at == b->at && a->since_at == b->since_at;
}

static enum status put(struct db *db, int64_t seq, const struct audience_row *row,
                       struct error *error)
{
    struct query *query = db_query(db, SQL_AUDIENCE_PUT);

    query_bind_integer(query, 1, seq);
    query_bind_text(query, 2, row->who);
    query_bind_integer(query, 3, row->party);
    query_bind_integer(query, 4, row->stands);
    query_bind_integer(query, 5, row->at);
    query_bind_integer(query, 6, row->since_at);
    return query_run(query, error);
}

enum status audience_write(struct db *db, int64_t seq, const struct audience_row *before,
                           size_t before_count, const struct audience_row *now, size_t now_count,
                           struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < before_count; i++) {
        if (find(now, now_count, before[i].who))
            continue;
        struct query *query = db_query(db, SQL_AUDIENCE_CLEAR);
        query_bind_integer(query, 1, seq);
        query_bind_text(query, 2, before[i].who);
        TRY(query_run(query, error));
    }
    for (size_t i = 0; i < now_count; i++) {
        const struct audience_row *stood = find(before, before_count, now[i].who);
        if (!stood || !row_same(stood, &now[i]))
            TRY(put(db, seq, &now[i], error));
    }
done:
    return status;
}

static void bind_new(struct query *query, int before, const void *rows, size_t i)
{
    const struct audience_new *new = &((const struct audience_new *)rows)[i];

    query_bind_integer(query, before + 1, new->seq);
    query_lend_text(query, before + 2, new->row->who);
    query_bind_integer(query, before + 3, new->row->party);
    query_bind_integer(query, before + 4, new->row->stands);
    query_bind_integer(query, before + 5, new->row->at);
    query_bind_integer(query, before + 6, new->row->since_at);
}

enum status audience_add(struct db *db, const struct audience_new *rows, size_t count,
                         struct error *error)
{
    return db_rows_put(db, SQL_AUDIENCE_ADD, bind_new, rows, count, error);
}

enum status audience_compare(struct db *db, const struct matter *matter, bool *same,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_AUDIENCE_OF_NUMBER);
    struct arena arena = {0};
    struct audience_row *rows, *stand;
    size_t count = audience_of(matter, &arena, &rows), stand_count;
    enum status status;

    query_bind_text(query, 1, matter->number);
    TRY(read_rows(query, &arena, &stand, &stand_count, error));
    *same = stand_count == count;
    for (size_t i = 0; *same && i < count; i++)
        *same = row_same(&rows[i], &stand[i]);
done:
    arena_release(&arena);
    return status;
}
