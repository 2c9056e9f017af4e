/* SPDX-License-Identifier: MIT */
/* How many cases stand in each queue: kept with every row that changes, so that nobody counts. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/query_cases.h"
#include "store/matters_inside.h"

#include <string.h>

enum { COUNTERS = 12 };

/* A count that a case is part of: of a queue by its word, or of opened_counter. */
struct counter {
    const char *queue, *argument, *node;
    int64_t day;
};

struct counters {
    struct counter at[COUNTERS];
    size_t count;
};

/* Open cases by grid and the day they were opened: how old the oldest one is. */
static const char opened_counter[] = "opened";

static void add_word(struct counters *counters, const char *word, const char *argument, int64_t day)
{
    counters->at[counters->count++] = (struct counter){word, argument, NULL, day};
}

static void add(struct counters *counters, enum queue queue, const char *argument, int64_t day)
{
    add_word(counters, queue_rows[queue].word, argument, day);
}

static bool is_word(const struct matters_cell *cell, const char *word)
{
    return strcmp(cell->text, word) == 0;
}

static void add_open(const struct matters_cell *row, struct counters *counters)
{
    int64_t late_on = row[CELL_late_on].number, unit_late_on = row[CELL_unit_late_on].number;
    unsigned flags = (unsigned)row[CELL_flags].number;
    const struct matters_cell *state = &row[CELL_state];
    bool is_begun = is_word(state, "received") || is_word(state, "handling");

    add(counters, QUEUE_OPEN, "", late_on);
    if (is_word(&row[CELL_rule], "fallback"))
        add(counters, QUEUE_FALLBACK, "", late_on);
    if (row[CELL_unaccepted_at].number > 0 && is_begun)
        add(counters, QUEUE_UNACCEPTED, row[CELL_holder].text, late_on);
    if (row[CELL_callback_at].number > 0)
        add(counters, QUEUE_CALLBACKS, "", 0);
    if (*row[CELL_grid].text)
        add(counters, QUEUE_GRID, row[CELL_grid].text, late_on);
    if (*row[CELL_grid].text && is_word(state, "received") &&
        is_word(&row[CELL_rule], "first-contact"))
        add(counters, QUEUE_REVIEW, row[CELL_grid].text, late_on);
    add_word(counters, opened_counter, row[CELL_grid].text,
             clock_day_of(row[CELL_opened_at].number));
    if (strcmp(row[CELL_unit].text, row[CELL_node].text) != 0)
        add(counters, QUEUE_UNIT, row[CELL_unit].text, unit_late_on);
    if (is_word(state, "reported"))
        add(counters, QUEUE_STREET, "", unit_late_on);
    if (is_word(state, "dispatched"))
        add(counters, QUEUE_DISPATCHED, "", unit_late_on);
    if (flags & FLAG_SUPERVISED)
        add(counters, QUEUE_SUPERVISED, "", unit_late_on);
    if (flags & FLAG_DISPUTE)
        add(counters, QUEUE_DISPUTED, "", unit_late_on);
    if (flags & (FLAG_CONTRADICTION | FLAG_HISTORY))
        add(counters, QUEUE_FLAGGED, "", late_on);
}

static void counters_of(const struct matters_cell *row, struct counters *counters)
{
    counters->count = 0;
    if (!row)
        return;
    if (row[CELL_is_open].number)
        add_open(row, counters);
    else
        add(counters, QUEUE_CLOSED, "", clock_day_of(row[CELL_closed_at].number));
    for (size_t i = 0; i < counters->count; i++)
        counters->at[i].node = row[CELL_node].text;
}

static bool is_among(const struct counter *counter, const struct counters *counters)
{
    for (size_t i = 0; i < counters->count; i++) {
        const struct counter *other = &counters->at[i];
        if (strcmp(counter->queue, other->queue) == 0 && counter->day == other->day &&
            strcmp(counter->argument, other->argument) == 0 &&
            strcmp(counter->node, other->node) == 0)
            return true;
    }
    return false;
}

static void bind_counter(struct query *query, const struct counter *counter)
{
    query_bind_text(query, 1, counter->queue);
    query_bind_text(query, 2, counter->argument);
    query_bind_integer(query, 3, counter->day);
    query_bind_text(query, 4, counter->node);
}

static enum status count_one(struct db *db, const struct counter *counter, int64_t by,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_QUEUE_COUNT_ADD);
    enum status status;

    bind_counter(query, counter);
    query_bind_integer(query, 5, by);
    TRY(query_run(query, error));
    if (by < 0) {
        query = db_query(db, SQL_QUEUE_COUNT_DROP_EMPTY);
        bind_counter(query, counter);
        TRY(query_run(query, error));
    }
done:
    return status;
}

enum status matters_count_row(struct db *db, const struct matters_cell *row, int64_t by,
                              struct error *error)
{
    struct counters counters;
    enum status status = STATUS_OK;

    counters_of(row, &counters);
    for (size_t i = 0; i < counters.count; i++)
        TRY(count_one(db, &counters.at[i], by, error));
done:
    return status;
}

/* Most acts leave a case in its queues: only what differs is written. */
enum status matters_count_move(struct db *db, const struct matters_cell *before,
                               const struct matters_cell *now, struct error *error)
{
    struct counters old, new;
    enum status status = STATUS_OK;

    counters_of(before, &old);
    counters_of(now, &new);
    for (size_t i = 0; i < old.count; i++)
        if (!is_among(&old.at[i], &new))
            TRY(count_one(db, &old.at[i], -1, error));
    for (size_t i = 0; i < new.count; i++)
        if (!is_among(&new.at[i], &old))
            TRY(count_one(db, &new.at[i], 1, error));
done:
    return status;
}

int matters_compare_standing(const struct matter *a, const struct matter *b)
{
    int order = strcmp(a->holder, b->holder);

    if (!order)
        order = strcmp(a->node, b->node);
    if (!order)
        order = strcmp(a->grid, b->grid);
    if (!order)
        order = clock_day_of(a->opened_at) - clock_day_of(b->opened_at);
    return order ? order : (a->due_on > b->due_on) - (a->due_on < b->due_on);
}

static enum status tables_same(struct query *kept, struct query *counted, int columns, bool *same,
                               struct error *error)
{
    enum status status = STATUS_OK;
    bool kept_row = true, counted_row = true;

    while (*same && kept_row && counted_row) {
        TRY(query_step(kept, &kept_row, error));
        TRY(query_step(counted, &counted_row, error));
        *same = kept_row == counted_row;
        for (int i = 0; *same && kept_row && i < columns; i++)
            *same = strcmp(query_text(kept, i), query_text(counted, i)) == 0;
    }
done:
    query_reset(kept);
    query_reset(counted);
    return status;
}

enum status matters_counts_hold(struct db *db, bool *hold, struct error *error)
{
    struct query *counted = db_query(db, SQL_QUEUE_COUNT_RECOUNT);
    enum status status;

    *hold = true;
    TRY(tables_same(db_query(db, SQL_LOAD_ALL), db_query(db, SQL_LOAD_RECOUNT), 5, hold, error));
    query_bind_integer(counted, 1, -clock_start_of(0));
    TRY(tables_same(db_query(db, SQL_QUEUE_COUNT_ALL), counted, 5, hold, error));
done:
    return status;
}
