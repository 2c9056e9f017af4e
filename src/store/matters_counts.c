/* SPDX-License-Identifier: MIT */
/* How many cases stand in each queue: kept with every row that changes, so that nobody counts. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/visibility.h"
#include "shouwen/store/past.h"
#include "shouwen/store/query_cases.h"
#include "store/matters_inside.h"

#include <string.h>

/* The columns of a row of counts. */
enum counted { COUNTED_OWN, COUNTED_BESIDE, COUNTED_OPENED, COUNTS };

/* The day of what is not late on any day. */
enum { NEVER_LATE = INT32_MAX };

/* A row of counts that cases are added to, or taken from. */
struct counter {
    const char *queue, *argument, *node;
    int64_t day, by[COUNTS];
};

struct counters {
    struct arena *arena;
    struct counter *at;
    size_t count, room;
    const char *node;
    int64_t by; /* so many cases are added; less than none: taken away */
};

static bool is_same_row(const struct counter *a, const struct counter *b)
{
    return a->day == b->day && strcmp(a->queue, b->queue) == 0 &&
           strcmp(a->argument, b->argument) == 0 && strcmp(a->node, b->node) == 0;
}

static void add_word(struct counters *counters, const char *word, const char *argument, int64_t day,
                     enum counted counted)
{
    const struct counter row = {word, argument, counters->node, day, {0}};
    size_t i = 0;

    while (i < counters->count && !is_same_row(&counters->at[i], &row))
        i++;
    if (i == counters->count) {
        counters->at = arena_grow(counters->arena, counters->at, counters->count, &counters->room,
                                  sizeof(*counters->at));
        counters->at[counters->count++] = row;
    }
    counters->at[i].by[counted] += counters->by;
}

static void add(struct counters *counters, enum queue queue, const char *argument, int64_t day)
{
    add_word(counters, queue_rows[queue].word, argument, day, COUNTED_OWN);
}

static void add_beside(struct counters *counters, enum queue queue, const char *argument,
                       int64_t day)
{
    add_word(counters, queue_rows[queue].word, argument, day, COUNTED_BESIDE);
}

static void add_seen(struct counters *counters, enum queue queue, const char *who, int64_t day)
{
    add_word(counters, queue_seen_word(queue), who, day, COUNTED_OWN);
}

static bool is_word(const struct matters_cell *cell, const char *word)
{
    return strcmp(cell->text, word) == 0;
}

/* What a case is besides being open: the queues that everybody counts alike. */
struct queues_in {
    enum queue at[QUEUE_COUNT];
    size_t count;
};

static struct queues_in queues_in(const struct matters_cell *row)
{
    const struct matters_cell *state = &row[CELL_state];
    unsigned flags = (unsigned)row[CELL_flags].number;
    bool is_begun = is_word(state, "received") || is_word(state, "handling");
    const struct {
        enum queue queue;
        bool is_in;
    } all[] = {
        {QUEUE_FALLBACK, is_word(&row[CELL_rule], "fallback")},
        {QUEUE_UNACCEPTED, row[CELL_unaccepted_at].number > 0 && is_begun},
        {QUEUE_CALLBACKS, row[CELL_callback_at].number > 0},
        {QUEUE_STREET, is_word(state, "reported")},
        {QUEUE_DISPATCHED, is_word(state, "dispatched")},
        {QUEUE_SUPERVISED, flags & FLAG_SUPERVISED},
        {QUEUE_DISPUTED, flags & FLAG_DISPUTE},
        {QUEUE_FLAGGED, flags & FLAG_CONTRADICTION},
    };
    struct queues_in in = {.count = 0};

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (all[i].is_in)
            in.at[in.count++] = all[i].queue;
    return in;
}

static void add_open(const struct matters_cell *row, struct counters *counters)
{
    int64_t late_on = row[CELL_late_on].number, unit_late_on = row[CELL_unit_late_on].number;
    struct queues_in in = queues_in(row);

    add(counters, QUEUE_OPEN, "", late_on);
    add_beside(counters, QUEUE_OPEN, "", unit_late_on);
    for (size_t i = 0; i < in.count; i++)
        add(counters, in.at[i], "",
            in.at[i] == QUEUE_CALLBACKS    ? NO_DAY_LAST
            : queue_goes_by_unit(in.at[i]) ? unit_late_on
                                           : late_on);
    if (*row[CELL_grid].text)
        add(counters, QUEUE_GRID, row[CELL_grid].text, late_on);
    if (*row[CELL_grid].text && is_word(&row[CELL_state], "received") &&
        is_word(&row[CELL_rule], "first-contact"))
        add_beside(counters, QUEUE_GRID, row[CELL_grid].text, late_on);
    /* how old the oldest one is */
    add_word(counters, queue_rows[QUEUE_GRID].word, row[CELL_grid].text,
             clock_day_of(row[CELL_opened_at].number), COUNTED_OPENED);
    if (strcmp(row[CELL_unit].text, row[CELL_node].text) != 0)
        add(counters, QUEUE_UNIT, row[CELL_unit].text, unit_late_on);
}

/* Of what is closed a contradiction is still to be settled; it is never late. */
static bool is_flagged(const struct matters_cell *row)
{
    return (unsigned)row[CELL_flags].number & FLAG_CONTRADICTION;
}

static void add_closed(const struct matters_cell *row, struct counters *counters)
{
    add(counters, QUEUE_CLOSED, "", clock_day_of(row[CELL_closed_at].number));
    if (is_flagged(row))
        add(counters, QUEUE_FLAGGED, "", NEVER_LATE);
}

/* The same for somebody who sees it: all by one clock. How many are open in a grid is counted by
 * QUEUE_GRID. */
static void add_seen_by(const struct matters_cell *row, const char *who, bool is_grid,
                        int64_t late_on, struct counters *counters)
{
    struct queues_in in = queues_in(row);

    if (!row[CELL_is_open].number) {
        add_seen(counters, QUEUE_CLOSED, who, clock_day_of(row[CELL_closed_at].number));
        if (is_grid && is_flagged(row))
            add_seen(counters, QUEUE_FLAGGED, who, NEVER_LATE);
        return;
    }
    if (!is_grid)
        add_seen(counters, QUEUE_OPEN, who, late_on);
    for (size_t i = 0; i < in.count; i++)
        add_seen(counters, in.at[i], who, in.at[i] == QUEUE_CALLBACKS ? NO_DAY_LAST : late_on);
}

static void count_in(const struct matters_standing *standing, int64_t by, struct counters *counters)
{
    const struct matters_cell *row = standing->row;

    if (!row)
        return;
    counters->by = by;
    counters->node = row[CELL_node].text;
    if (row[CELL_is_open].number)
        add_open(row, counters);
    else
        add_closed(row, counters);
    if (*row[CELL_grid].text)
        add_seen_by(row, row[CELL_grid].text, true, row[CELL_late_on].number, counters);
    for (size_t i = 0; i < standing->audience_count; i++) {
        const struct audience_row *one = &standing->audience[i];
        bool by_unit = one->party == PARTY_UNIT;
        if (one->party != PARTY_STAFF)
            add_seen_by(row, one->who, false,
                        row[by_unit ? CELL_unit_late_on : CELL_late_on].number, counters);
    }
}

static void bind_row(struct query *query, const struct counter *counter)
{
    query_bind_text(query, 1, counter->queue);
    query_bind_text(query, 2, counter->argument);
    query_bind_integer(query, 3, counter->day);
    query_bind_text(query, 4, counter->node);
}

static enum status add_to_row(struct db *db, enum sql sql, const struct counter *counter,
                              struct error *error)
{
    struct query *query = db_query(db, sql);

    bind_row(query, counter);
    for (int i = 0; i < COUNTS; i++)
        query_bind_integer(query, 5 + i, counter->by[i]);
    return query_run(query, error);
}

static enum status add_to_past(struct db *db, const struct counter *counter, struct error *error)
{
    const struct past_change change = {.queue = counter->queue,
                                       .argument = counter->argument,
                                       .node = counter->node,
                                       .count = counter->by[COUNTED_OWN],
                                       .beside = counter->by[COUNTED_BESIDE]};

    return change.count || change.beside ? past_add(db, &change, error) : STATUS_OK;
}

static enum status write_counter(struct db *db, const struct counter *counter, int64_t past,
                                 struct error *error)
{
    bool takes = false, changes = false;
    enum status status = STATUS_OK;

    for (int i = 0; i < COUNTS; i++) {
        takes = takes || counter->by[i] < 0;
        changes = changes || counter->by[i];
    }
    if (!changes)
        goto done;
    TRY(add_to_row(db, SQL_QUEUE_COUNT_ADD, counter, error));
    if (!db_changes(db))
        TRY(add_to_row(db, SQL_QUEUE_COUNT_NEW, counter, error));
    if (takes) {
        struct query *query = db_query(db, SQL_QUEUE_COUNT_DROP_EMPTY);
        bind_row(query, counter);
        TRY(query_run(query, error));
    }
    if (counter->day < past)
        TRY(add_to_past(db, counter, error));
done:
    return status;
}

static enum status write_counters(struct db *db, const struct counters *counters, int64_t past,
                                  struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < counters->count; i++)
        TRY(write_counter(db, &counters->at[i], past, error));
done:
    return status;
}

enum status matters_count_row(struct db *db, const struct matters_standing *standing, int64_t by,
                              int64_t past, struct error *error)
{
    struct arena arena = {0};
    struct counters counters = {.arena = &arena};

    count_in(standing, by, &counters);
    enum status status = write_counters(db, &counters, past, error);
    arena_release(&arena);
    return status;
}

/* Most acts leave a case in its queues: only what differs is written. */
enum status matters_count_move(struct db *db, const struct matters_standing *before,
                               const struct matters_standing *now, int64_t past,
                               struct error *error)
{
    struct arena arena = {0};
    struct counters counters = {.arena = &arena};

    count_in(before, -1, &counters);
    count_in(now, 1, &counters);
    enum status status = write_counters(db, &counters, past, error);
    arena_release(&arena);
    return status;
}

static const char *opener_of(const struct matter *m)
{
    return m->history_count && m->history[0].act->by ? m->history[0].act->by : "";
}

int matters_compare_standing(const struct matter *a, const struct matter *b)
{
    int order = strcmp(a->holder, b->holder);

    if (!order)
        order = strcmp(a->node, b->node);
    if (!order)
        order = strcmp(a->grid, b->grid);
    if (!order)
        order = strcmp(a->first_contact, b->first_contact);
    if (!order)
        order = strcmp(opener_of(a), opener_of(b));
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

/* The sums of the days that are over. */
static enum status past_holds(struct db *db, bool *hold, struct error *error)
{
    struct query *queues = db_query(db, SQL_PAST_RECOUNT);
    struct query *loads = db_query(db, SQL_PAST_LOAD_RECOUNT);
    enum status status;
    int64_t day;

    TRY(past_day(db, &day, error));
    query_bind_integer(queues, 1, day);
    query_bind_integer(loads, 1, day);
    TRY(tables_same(db_query(db, SQL_PAST_ALL), queues, 5, hold, error));
    TRY(tables_same(db_query(db, SQL_PAST_LOAD_ALL), loads, 4, hold, error));
done:
    return status;
}

enum status matters_counts_hold(struct db *db, bool *hold, struct error *error)
{
    struct query *counted = db_query(db, SQL_QUEUE_COUNT_RECOUNT);
    enum status status;

    *hold = true;
    TRY(tables_same(db_query(db, SQL_LOAD_ALL), db_query(db, SQL_LOAD_RECOUNT), 5, hold, error));
    query_bind_integer(counted, 1, -clock_start_of(0));
    TRY(tables_same(db_query(db, SQL_QUEUE_COUNT_ALL), counted, 7, hold, error));
    TRY(past_holds(db, hold, error));
    TRY(tables_same(db_query(db, SQL_HOME_EACH), db_query(db, SQL_HOME_RECOUNT), 1, hold, error));
done:
    return status;
}
