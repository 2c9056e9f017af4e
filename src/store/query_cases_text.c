/* SPDX-License-Identifier: MIT */
/* The statement of a list, put together from the fragments in query_cases.sql. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "store/query_cases_inside.h"

#include <string.h>

/* The ends of the statements of an order: those beyond a key, those with the same key. */
struct tails {
    enum sql after, before, same_after, same_before;
};
#define TAILS(name)                                                                                \
    {                                                                                              \
        SQL_CASES_BY_##name##_AFTER, SQL_CASES_BY_##name##_BEFORE, SQL_CASES_AT_##name##_AFTER,    \
            SQL_CASES_AT_##name##_BEFORE                                                           \
    }
static const struct {
    struct tails own, seen; /* of a queue, and of what somebody sees */
    bool is_descending;
} orders[ORDER_COUNT] = {
#define ORDER(name, seen, is_descending) [ORDER_##name] = {TAILS(name), TAILS(seen), is_descending}
    ORDER(DUE, SEEN_OPEN, false),      ORDER(WORK, SEEN_OPEN, false),
    ORDER(CALLBACK, SEEN_OPEN, false), ORDER(OPENED, SEEN_SINCE, true),
    ORDER(CLOSED, SEEN_CLOSED, true),
};

#define QUEUE_ROW(name, word, label, condition, order) [QUEUE_##name] = {word, label},
const struct queue_row queue_rows[QUEUE_COUNT] = {QUEUE_TABLE(QUEUE_ROW)};

#define SORT_ROW(name, word, label) [CASE_SORT_##name] = {word, label},
const struct case_sort_row case_sort_rows[CASE_SORT_COUNT] = {CASE_SORT_TABLE(SORT_ROW)};

static const struct {
    enum sql condition;
    enum case_order order;
} plans[QUEUE_COUNT] = {
#define QUEUE_PLAN(name, word, label, condition, order)                                            \
    [QUEUE_##name] = {SQL_CASES_WHERE_##condition, ORDER_##order},
    QUEUE_TABLE(QUEUE_PLAN)};

#define SEEN_WORD(name, word, label, condition, order) [QUEUE_##name] = "@" word,
static const char *const seen_words[QUEUE_COUNT] = {QUEUE_TABLE(SEEN_WORD)};

const char *queue_seen_word(enum queue queue)
{
    return seen_words[queue];
}

enum queue queue_find(const char *word)
{
    for (int queue = 0; word && queue < QUEUE_COUNT; queue++)
        if (strcmp(queue_rows[queue].word, word) == 0)
            return (enum queue)queue;
    return QUEUE_COUNT;
}

enum case_sort case_sort_find(const char *word)
{
    for (int sort = 0; word && sort < CASE_SORT_COUNT; sort++)
        if (strcmp(case_sort_rows[sort].word, word) == 0)
            return (enum case_sort)sort;
    return CASE_SORT_COUNT;
}

bool queue_needs_grid(enum queue queue)
{
    return queue == QUEUE_GRID || queue == QUEUE_REVIEW;
}

bool queue_has_only_open(enum queue queue)
{
    return queue != QUEUE_CLOSED && queue != QUEUE_CLOSED_TODAY && queue != QUEUE_ALL &&
           queue != QUEUE_FLAGGED;
}

bool queue_goes_by_unit(enum queue queue)
{
    return plans[queue].order == ORDER_WORK;
}

bool query_cases_may_sort(enum queue queue, enum case_sort sort)
{
    enum case_order order = plans[queue].order;

    if (sort == CASE_SORT_OWN)
        return true;
    if (order == ORDER_OPENED || order == ORDER_CLOSED)
        return false;
    return !(sort == CASE_SORT_DUE && order == ORDER_DUE) &&
           !(sort == CASE_SORT_UNIT && order == ORDER_WORK);
}

static bool is_of_open_day(enum case_order order)
{
    return order != ORDER_OPENED && order != ORDER_CLOSED;
}

/* The queues of all open cases of a span of days: whoever's index is read has the same order. */
static bool is_of_days(enum queue queue)
{
    return queue == QUEUE_OPEN || queue == QUEUE_LATE || queue == QUEUE_TODAY || queue == QUEUE_DUE;
}

static bool watches_units(const struct case_filter *filter)
{
    return filter->by_unit && filter->homes && !filter->grids && !filter->holders;
}

/* Whoever sees a part of a queue goes by one clock in all of them (domain.md 3). */
static enum case_order own_order(const struct case_filter *filter)
{
    enum case_order order = plans[filter->queue].order;

    if (filter->queue == QUEUE_MINE || !is_of_open_day(order))
        return order;
    if (filter->seen_by)
        return filter->is_unit ? ORDER_WORK : ORDER_DUE;
    if (watches_units(filter) && is_of_days(filter->queue))
        return ORDER_WORK;
    return filter->grids && !queue_needs_grid(filter->queue) ? ORDER_DUE : order;
}

bool query_cases_goes_by_unit(const struct case_filter *filter)
{
    return own_order(filter) == ORDER_WORK;
}

enum case_order query_cases_order(const struct case_filter *filter)
{
    if (!query_cases_may_sort(filter->queue, filter->sort))
        return own_order(filter);
    switch (filter->sort) {
    case CASE_SORT_DUE:
        return ORDER_DUE;
    case CASE_SORT_UNIT:
        return ORDER_WORK;
    case CASE_SORT_OPENED:
        return ORDER_OPENED;
    case CASE_SORT_OWN:
    case CASE_SORT_COUNT:
        break;
    }
    return own_order(filter);
}

enum case_order query_cases_native(const struct case_filter *filter)
{
    enum case_order order = query_cases_order(filter);
    bool is_everybodys = !filter->holders && !filter->homes && !filter->grids && !filter->seen_by;

    /* besides its own order only that of opening has an index, for all open cases together */
    if (order == ORDER_OPENED && filter->queue == QUEUE_OPEN && is_everybodys)
        return order;
    return own_order(filter);
}

bool query_cases_is_descending(enum case_order order)
{
    return orders[order].is_descending;
}

enum case_drive query_cases_drive(const struct case_filter *filter, bool is_search)
{
    enum case_order order = query_cases_native(filter);

    if (is_search)
        return DRIVE_QUEUE;
    if (filter->queue == QUEUE_MINE)
        return DRIVE_HOLDER;
    if (filter->seen_by)
        return DRIVE_SEEN;
    /* few cases contradict themselves, and not only open ones */
    if (queue_needs_grid(filter->queue) || filter->queue == QUEUE_FLAGGED)
        return DRIVE_QUEUE;
    if (watches_units(filter) && is_of_days(filter->queue) && order == ORDER_WORK)
        return DRIVE_HOME_WORK;
    if (order == ORDER_DUE && (is_of_days(filter->queue) || filter->grids)) {
        if (filter->holders)
            return DRIVE_HOLDER;
        if (!text_is_empty(filter->conditions.grid))
            return DRIVE_GRID;
        return filter->homes || filter->grids ? DRIVE_HOME : DRIVE_QUEUE;
    }
    if (!is_of_open_day(order) && (filter->homes || filter->grids))
        return DRIVE_PLACE;
    return DRIVE_QUEUE;
}

static enum sql tail_of(const struct case_filter *filter, bool is_same_key)
{
    enum case_order order = query_cases_native(filter);
    bool is_seen = query_cases_drive(filter, false) == DRIVE_SEEN;
    const struct tails *tails = is_seen ? &orders[order].seen : &orders[order].own;

    if (is_same_key)
        return filter->is_backwards ? tails->same_before : tails->same_after;
    return filter->is_backwards ? tails->before : tails->after;
}

static enum sql condition_of(const struct case_filter *filter)
{
    bool by_unit = filter->is_unit || watches_units(filter);

    if (by_unit && filter->queue == QUEUE_LATE)
        return SQL_CASES_WHERE_UNIT_LATE;
    if (by_unit && filter->queue == QUEUE_TODAY)
        return SQL_CASES_WHERE_UNIT_TODAY;
    if (by_unit && filter->queue == QUEUE_DUE)
        return SQL_CASES_WHERE_UNIT_DUE;
    return plans[filter->queue].condition;
}

static const char *found_text(struct arena *arena, const struct case_filter *filter,
                              enum case_reading reading)
{
    enum sql words =
        reading == CASES_BY_OPEN_WORDS ? SQL_CASES_FROM_OPEN_WORDS : SQL_CASES_FROM_CLOSED_WORDS;
    const char *condition = sql_text[condition_of(filter)];

    if (reading == CASES_BY_KEYS)
        return arena_format(
            arena, "%s %s %s", sql_text[SQL_CASES_SELECT_HIT], condition,
            sql_text[filter->is_backwards ? SQL_CASES_HIT_BEFORE : SQL_CASES_HIT_AFTER]);
    return arena_format(
        arena, "%s %s %s %s", sql_text[SQL_CASES_SELECT_FOUND], sql_text[words], condition,
        sql_text[filter->is_backwards ? SQL_CASES_FOUND_BEFORE : SQL_CASES_FOUND_AFTER]);
}

const char *query_cases_text(struct arena *arena, const struct case_filter *filter,
                             enum case_reading reading, bool is_same_key)
{
    static const struct {
        enum sql head, from, condition;
    } drives[] = {
        [DRIVE_QUEUE] = {SQL_CASES_SELECT, SQL_CASES_FROM_QUEUE, SQL_COUNT},
        [DRIVE_HOLDER] = {SQL_CASES_SELECT, SQL_CASES_FROM_HOLDER, SQL_CASES_DRIVE_HOLDER},
        [DRIVE_GRID] = {SQL_CASES_SELECT, SQL_CASES_FROM_GRID, SQL_CASES_DRIVE_GRID},
        [DRIVE_HOME] = {SQL_CASES_SELECT, SQL_CASES_FROM_HOME, SQL_CASES_DRIVE_HOME},
        [DRIVE_HOME_WORK] = {SQL_CASES_SELECT, SQL_CASES_FROM_HOME_WORK, SQL_CASES_DRIVE_HOME},
        [DRIVE_PLACE] = {SQL_CASES_SELECT, SQL_CASES_FROM_QUEUE, SQL_CASES_DRIVE_PLACE},
        [DRIVE_SEEN] = {SQL_CASES_SELECT_SEEN, SQL_CASES_FROM_SEEN, SQL_COUNT},
    };
    enum case_drive drive = query_cases_drive(filter, false);
    const char *condition = sql_text[condition_of(filter)];

    if (reading != CASES_LISTED)
        return is_same_key ? NULL : found_text(arena, filter, reading);
    return arena_format(
        arena, "%s %s %s %s %s", sql_text[drives[drive].head], sql_text[drives[drive].from],
        condition, drives[drive].condition == SQL_COUNT ? "" : sql_text[drives[drive].condition],
        sql_text[tail_of(filter, is_same_key)]);
}
