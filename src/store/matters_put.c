/* SPDX-License-Identifier: MIT */
/* Writing the row of a case, and what hangs on it. */
#include "config.h"

#include "shouwen/store/audience.h"
#include "shouwen/store/db_rows.h"
#include "shouwen/store/past.h"
#include "store/matters_inside.h"

#include <string.h>

#define IS_TEXT(column, is_text) is_text,
static const bool is_text[CELLS] = {MATTERS_CELL_TABLE(IS_TEXT)};

static bool is_replied(const struct matters_cell *row)
{
    return strcmp(row[CELL_state].text, "replied") == 0;
}

static struct query *holder_query(struct db *db, enum sql sql, const struct matters_cell *row)
{
    struct query *query = db_query(db, sql);

    query_bind_text(query, 1, row[CELL_node].text);
    query_bind_text(query, 2, row[CELL_holder].text);
    return query;
}

static struct query *load_query(struct db *db, enum sql sql, const struct matters_cell *row)
{
    struct query *query = holder_query(db, sql, row);

    query_bind_integer(query, 3, row[CELL_late_on].number);
    return query;
}

static enum status add_to_load(struct db *db, enum sql sql, const struct matters_cell *row,
                               int64_t by, struct error *error)
{
    struct query *query = load_query(db, sql, row);

    query_bind_integer(query, 4, by);
    query_bind_integer(query, 5, is_replied(row) ? by : 0);
    return query_run(query, error);
}

/* The first case of a day may be the holder's first of that home, the last one the last. */
static enum status change_load(struct db *db, const struct matters_cell *row, int64_t by,
                               struct error *error)
{
    enum status status;

    TRY(add_to_load(db, SQL_LOAD_ADD, row, by, error));
    if (!db_changes(db)) {
        TRY(add_to_load(db, SQL_LOAD_NEW, row, by, error));
        TRY(query_run(holder_query(db, SQL_LOAD_HOLDER_ADD, row), error));
    }
    if (by < 0) {
        TRY(query_run(load_query(db, SQL_LOAD_DROP_EMPTY, row), error));
        if (db_changes(db))
            TRY(query_run(holder_query(db, SQL_LOAD_HOLDER_DROP_EMPTY, row), error));
    }
done:
    return status;
}

static enum status add_load_row(struct db *db, const struct matters_cell *row, int64_t by,
                                int64_t past, struct error *error)
{
    enum status status;

    TRY(change_load(db, row, by, error));
    if (row[CELL_late_on].number < past)
        TRY(past_add_load(db, row[CELL_holder].text, row[CELL_node].text, by,
                          is_replied(row) ? by : 0, error));
done:
    return status;
}

/* The row as it stands, texts in the arena; *had is false if there is none. */
static enum status read_old(struct db *db, const char *number, struct arena *arena,
                            struct matters_cell cells[CELLS], int64_t *seq, bool *had,
                            struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_GET);
    enum status status;

    query_bind_text(query, 1, number);
    TRY(query_step(query, had, error));
    for (int i = 0; *had && i < CELLS; i++)
        cells[i] = is_text[i] ? (struct matters_cell){query_copy(query, i, arena), 0}
                              : (struct matters_cell){NULL, query_integer(query, i)};
    if (*had)
        *seq = query_integer(query, CELLS);
done:
    query_reset(query);
    return status;
}

static bool cell_same(const struct matters_cell *a, const struct matters_cell *b)
{
    return a->text ? strcmp(a->text, b->text) == 0 : a->number == b->number;
}

static bool loads_alike(const struct matters_cell *a, const struct matters_cell *b)
{
    static const enum matters_cell_at counted[] = {CELL_node, CELL_holder, CELL_late_on, CELL_state,
                                                   CELL_is_open};

    for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
        if (!cell_same(&a[counted[i]], &b[counted[i]]))
            return false;
    return true;
}

/* Counts the case where it stands now, and no longer where it stood. */
static enum status count_moved(struct db *db, const struct matters_standing *before,
                               const struct matters_standing *now, struct error *error)
{
    enum status status;
    int64_t past;

    TRY(past_day(db, &past, error));
    if (!before->row || !loads_alike(before->row, now->row)) {
        if (before->row && before->row[CELL_is_open].number)
            TRY(add_load_row(db, before->row, -1, past, error));
        if (now->row[CELL_is_open].number)
            TRY(add_load_row(db, now->row, 1, past, error));
    }
    TRY(matters_count_move(db, before, now, past, error));
done:
    return status;
}

static enum status put_promises(struct db *db, const struct matter *m, bool had,
                                struct error *error)
{
    enum status status = STATUS_OK;

    if (had) {
        struct query *query = db_query(db, SQL_PROMISE_CLEAR);
        query_bind_text(query, 1, m->number);
        TRY(query_run(query, error));
    }
    for (size_t i = 0; i < m->promise_count; i++) {
        const struct matter_promise *promise = &m->promises[i];
        struct query *query = db_query(db, SQL_PROMISE_PUT);
        query_bind_text(query, 1, m->number);
        query_bind_integer(query, 2, (int64_t)i);
        query_bind_integer(query, 3, promise->at);
        query_bind_text(query, 4, promise->kind);
        query_bind_text(query, 5, promise->staff);
        query_bind_text(query, 6, promise->text);
        query_bind_integer(query, 7, promise->is_kept || !m->is_open);
        TRY(query_run(query, error));
    }
done:
    return status;
}

static void bind_cell(struct query *query, int at, const struct matters_cell *cell)
{
    if (cell->text)
        query_lend_text(query, at + 1, cell->text);
    else
        query_bind_integer(query, at + 1, cell->number);
}

static enum status note_home(struct db *db, enum sql sql, const struct matters_cell *node,
                             struct error *error)
{
    struct query *query = db_query(db, sql);

    query_bind_text(query, 1, node->text);
    return query_run(query, error);
}

/* Sets the columns that differ: each of the others would have its indexes written again. */
static enum status change_row(struct db *db, int64_t seq, const struct matters_cell *before,
                              const struct matters_cell *now, struct error *error)
{
    struct text sql = TEXT_EMPTY;
    const char *column = sql_text[SQL_MATTERS_CHANGE_COLUMNS];
    enum status status = STATUS_OK;
    int changed = 0;

    text_add(&sql, sql_text[SQL_MATTERS_CHANGE]);
    for (int i = 0; i < CELLS; i++) {
        size_t length = strcspn(column, "\n");
        if (!cell_same(&before[i], &now[i])) {
            text_add(&sql, changed++ ? ", " : " ");
            text_add_bytes(&sql, column, length);
        }
        column += length + 1;
    }
    if (changed) {
        text_addf(&sql, " %s", sql_text[SQL_MATTERS_CHANGE_WHERE]);
        struct query *query = db_query_composed(db, sql.at);
        for (int i = 0; i < CELLS; i++)
            if (!cell_same(&before[i], &now[i]))
                bind_cell(query, i, &now[i]);
        query_bind_integer(query, CELLS + 1, seq);
        TRY(query_run(query, error));
    }
    if (!cell_same(&before[CELL_node], &now[CELL_node])) {
        TRY(note_home(db, SQL_HOME_ADD, &now[CELL_node], error));
        TRY(note_home(db, SQL_HOME_DROP_EMPTY, &before[CELL_node], error));
    }
done:
    text_release(&sql);
    return status;
}

static enum status add_row(struct db *db, const struct matters_cell *cells, int64_t *seq,
                           struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_ADD);
    enum status status;

    for (int i = 0; i < CELLS; i++)
        bind_cell(query, i, &cells[i]);
    TRY(query_run(query, error));
    *seq = db_last_rowid(db);
    TRY(note_home(db, SQL_HOME_ADD, &cells[CELL_node], error));
done:
    return status;
}

enum status matters_project(struct db *db, const struct matter *m, int64_t *seq,
                            struct error *error)
{
    struct matters_cell before[CELLS], cells[CELLS];
    struct matters_standing stood = {0}, now = {.row = cells};
    struct arena arena = {0};
    enum status status;
    bool had;

    TRY(read_old(db, m->number, &arena, before, seq, &had, error));
    matters_fill(m, cells);
    now.audience_count = audience_of(m, &arena, &now.audience);
    if (had) {
        stood.row = before;
        TRY(audience_read(db, *seq, &arena, &stood.audience, &stood.audience_count, error));
        TRY(change_row(db, *seq, before, cells, error));
    } else {
        TRY(add_row(db, cells, seq, error));
    }
    TRY(count_moved(db, &stood, &now, error));
    TRY(put_promises(db, m, had, error));
    TRY(audience_write(db, *seq, stood.audience, stood.audience_count, now.audience,
                       now.audience_count, error));
done:
    arena_release(&arena);
    return status;
}

const struct matters_standing *matters_stand(const struct matter *m, struct arena *arena)
{
    struct matters_standing *standing = arena_alloc(arena, sizeof(*standing));
    struct matters_cell *cells = arena_alloc(arena, CELLS * sizeof(*cells));

    matters_fill(m, cells);
    standing->row = cells;
    standing->audience_count = audience_of(m, arena, &standing->audience);
    return standing;
}

static void bind_standing(struct query *query, int before, const void *standings, size_t i)
{
    const struct matters_standing *standing =
        ((const struct matters_standing *const *)standings)[i];

    for (int cell = 0; cell < CELLS; cell++)
        bind_cell(query, before + cell, &standing->row[cell]);
}

static enum status add_audience(struct db *db, const struct matters_standing *const *standings,
                                size_t count, int64_t seq, struct error *error)
{
    struct arena arena = {0};
    struct audience_new *rows;
    size_t row_count = 0;

    for (size_t i = 0; i < count; i++)
        row_count += standings[i]->audience_count;
    rows = arena_alloc(&arena, (row_count + 1) * sizeof(*rows));
    row_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < standings[i]->audience_count; k++)
            rows[row_count++] = (struct audience_new){seq + (int64_t)i, &standings[i]->audience[k]};
    enum status status = audience_add(db, rows, row_count, error);
    arena_release(&arena);
    return status;
}

enum status matters_add(struct db *db, const struct matters_standing *const *standings,
                        size_t count, int64_t *first_seq, struct error *error)
{
    const struct matters_cell *home = NULL;
    enum status status;

    TRY(db_rows_put(db, SQL_MATTERS_ADD, bind_standing, standings, count, error));
    *first_seq = db_last_rowid(db) + 1 - (int64_t)count;
    for (size_t i = 0; i < count; i++) {
        const struct matters_cell *node = &standings[i]->row[CELL_node];
        if (!home || !cell_same(home, node))
            TRY(note_home(db, SQL_HOME_ADD, node, error));
        home = node;
    }
    TRY(add_audience(db, standings, count, *first_seq, error));
done:
    return status;
}

enum status matters_count_alike(struct db *db, const struct matters_standing *standing,
                                int64_t count, struct error *error)
{
    enum status status;
    int64_t past;

    TRY(past_day(db, &past, error));
    TRY(add_load_row(db, standing->row, count, past, error));
    TRY(matters_count_row(db, standing, count, past, error));
done:
    return status;
}
