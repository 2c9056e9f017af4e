/* SPDX-License-Identifier: MIT */
/* How many cases a queue has, from the counts that are kept. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/json.h"
#include "store/query_cases_inside.h"

enum { DUE_SOON = 2 }; /* days, as in cases_where_due */

/* What is summed: a counter, and a span of its days. */
struct counted {
    enum queue queue;
    int64_t from, to;
    bool is_seen; /* what its argument sees of the queue */
    bool by_unit; /* by the handling unit's clock, where that is not the queue's own */
};

/* What is to review is counted beside the queue of its grid, what goes by the handling unit's clock
 * beside all that is open. */
static bool is_beside(const struct counted *counted)
{
    if (counted->is_seen)
        return false;
    return counted->queue == QUEUE_REVIEW || (counted->by_unit && counted->queue == QUEUE_OPEN);
}

static const char *word_of(const struct counted *counted)
{
    if (counted->is_seen)
        return queue_seen_word(counted->queue);
    return queue_rows[counted->queue == QUEUE_REVIEW ? QUEUE_GRID : counted->queue].word;
}

static enum sql statement_of(const struct counted *counted, const char *homes)
{
    if (is_beside(counted))
        return homes ? SQL_CASES_COUNT_BESIDE_HOMES : SQL_CASES_COUNT_BESIDE;
    return homes ? SQL_CASES_COUNT_HOMES : SQL_CASES_COUNT;
}

static struct counted counted_of(const struct case_filter *filter)
{
    struct counted counted = {.queue = filter->queue, .from = INT64_MIN, .to = INT64_MAX};

    switch ((int)filter->queue) {
    case QUEUE_LATE:
        return (struct counted){QUEUE_OPEN, INT64_MIN, filter->today - 1, false, false};
    case QUEUE_TODAY:
        return (struct counted){QUEUE_OPEN, filter->today, filter->today, false, false};
    case QUEUE_DUE:
        return (struct counted){QUEUE_OPEN, filter->today, filter->today + DUE_SOON, false, false};
    case QUEUE_CLOSED_TODAY:
        return (struct counted){QUEUE_CLOSED, filter->today, filter->today, false, false};
    case QUEUE_ALL:
        counted.queue = QUEUE_OPEN;
        break;
    default:
        break;
    }
    return counted;
}

/* The days that are over are summed up already: *from is the first one after them. */
static enum status sum_past(struct db *db, const struct counted *counted, const char *argument,
                            const char *homes, int64_t *from, int64_t *sum, struct error *error)
{
    struct query *query = db_query(db, homes ? SQL_CASES_PAST_HOMES : SQL_CASES_PAST);
    enum status status;
    bool row;

    query_bind_text(query, 1, word_of(counted));
    query_bind_text(query, 2, argument);
    if (homes)
        query_bind_text(query, 3, homes);
    TRY(query_step(query, &row, error));
    /* the sums may go further than what is asked for: up to a later day than the reader's */
    if (!query_is_null(query, 2) && query_integer(query, 2) - 1 <= counted->to) {
        *sum = query_integer(query, is_beside(counted));
        *from = query_integer(query, 2);
    }
done:
    query_reset(query);
    return status;
}

/* The sum of a counter's days. */
static enum status sum_up(struct db *db, const struct counted *counted, const char *argument,
                          const char *homes, int64_t *sum, struct error *error)
{
    struct query *query = db_query(db, statement_of(counted, homes));
    int64_t from = counted->from;
    enum status status;
    bool row;

    *sum = 0;
    if (from == INT64_MIN)
        TRY(sum_past(db, counted, argument, homes, &from, sum, error));
    if (from > counted->to)
        return STATUS_OK;
    query_bind_text(query, 1, word_of(counted));
    query_bind_text(query, 2, argument);
    query_bind_integer(query, 3, from);
    query_bind_integer(query, 4, counted->to);
    if (homes)
        query_bind_text(query, 5, homes);
    TRY(query_step(query, &row, error));
    *sum += query_integer(query, 0);
done:
    query_reset(query);
    return status;
}

/* What is late and what is not apart: to tell one from the other row by row takes longer. */
static enum status add_up(struct db *db, const struct case_filter *filter,
                          const struct counted *counted, const char *argument, const char *homes,
                          struct case_counts *counts, struct error *error)
{
    struct counted late = *counted, other = *counted;
    /* only what is open is late, and a call-back has no day of its own here */
    bool is_late = counted->queue != QUEUE_CLOSED && counted->queue != QUEUE_CALLBACKS;
    int64_t late_sum = 0, other_sum = 0;
    enum status status = STATUS_OK;

    if (is_late && late.to >= filter->today)
        late.to = filter->today - 1;
    if (is_late && other.from < filter->today)
        other.from = filter->today;
    if (is_late && late.from <= late.to)
        TRY(sum_up(db, &late, argument, homes, &late_sum, error));
    if (other.from <= other.to)
        TRY(sum_up(db, &other, argument, homes, &other_sum, error));
    counts->late_count += late_sum;
    counts->count += late_sum + other_sum;
done:
    return status;
}

static const char *write_homes(const struct case_filter *filter, struct text *out)
{
    struct json *homes = json_new_array();

    for (size_t i = 0; i < filter->home_count; i++)
        json_add(homes, json_new_text(filter->homes[i]));
    json_write(homes, out);
    json_release(homes);
    return out->at;
}

static enum status add_homes(struct db *db, const struct case_filter *filter,
                             const struct counted *counted, struct case_counts *counts,
                             struct error *error)
{
    struct counted seen = *counted;
    struct text homes = TEXT_EMPTY;
    enum status status = STATUS_OK;

    seen.is_seen = true;
    if (filter->seen_by)
        return add_up(db, filter, &seen, filter->seen_by, NULL, counts, error);
    if (!filter->homes && !filter->grids)
        return add_up(db, filter, counted, filter->argument, NULL, counts, error);
    if (filter->home_count)
        TRY(add_up(db, filter, counted, filter->argument, write_homes(filter, &homes), counts,
                   error));
    /* what is open in a grid is a count of its own */
    if (counted->queue == QUEUE_OPEN) {
        seen.queue = QUEUE_GRID;
        seen.is_seen = false;
    }
    for (size_t i = 0; i < filter->grid_count; i++)
        TRY(add_up(db, filter, &seen, filter->grids[i], NULL, counts, error));
done:
    text_release(&homes);
    return status;
}

enum status query_cases_count(struct db *db, const struct case_filter *filter,
                              struct case_counts *counts, struct error *error)
{
    struct counted counted = counted_of(filter);
    enum status status;

    *counts = (struct case_counts){0};
    counted.by_unit = filter->by_unit && filter->queue != QUEUE_ALL;
    TRY(add_homes(db, filter, &counted, counts, error));
    if (filter->queue == QUEUE_ALL) {
        counted.queue = QUEUE_CLOSED;
        TRY(add_homes(db, filter, &counted, counts, error));
    }
done:
    return status;
}

enum status query_cases_homes(struct db *db, struct arena *arena, const char ***homes,
                              size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_HOME_EACH);
    enum status status;
    size_t room = 0;
    bool row;

    *homes = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *homes = arena_grow(arena, *homes, *count, &room, sizeof(**homes));
        (*homes)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}
