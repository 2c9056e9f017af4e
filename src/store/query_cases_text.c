/* SPDX-License-Identifier: MIT */
/* The statement of a list, put together from the fragments in query_cases.sql. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "store/query_cases_inside.h"

#include <string.h>

/* The ends of the statements of an order: those beyond a key, those with the same key. */
static const struct {
    enum sql after, before, same_after, same_before;
    bool is_descending;
} orders[ORDER_COUNT] = {
#define ORDER(name, is_descending)                                                                 \
    [ORDER_##name] = {SQL_CASES_BY_##name##_AFTER, SQL_CASES_BY_##name##_BEFORE,                   \
                      SQL_CASES_AT_##name##_AFTER, SQL_CASES_AT_##name##_BEFORE, is_descending}
    ORDER(DUE, false),   ORDER(WORK, false),  ORDER(CALLBACK, false),
    ORDER(OPENED, true), ORDER(CLOSED, true),
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
    return queue != QUEUE_CLOSED && queue != QUEUE_CLOSED_TODAY && queue != QUEUE_ALL;
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

enum case_order query_cases_order(const struct case_filter *filter)
{
    if (!query_cases_may_sort(filter->queue, filter->sort))
        return plans[filter->queue].order;
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
    return plans[filter->queue].order;
}

enum case_order query_cases_native(const struct case_filter *filter)
{
    enum case_order order = query_cases_order(filter);
    bool is_everybodys = !filter->holders && !filter->homes && !filter->grids;

    /* besides its own order only that of opening has an index, for all open cases together */
    if (order == ORDER_OPENED && filter->queue == QUEUE_OPEN && is_everybodys)
        return order;
    return plans[filter->queue].order;
}

bool query_cases_is_descending(enum case_order order)
{
    return orders[order].is_descending;
}

/* The queues of all open cases of a span of days: whoever's index is read has the same order. */
static bool is_of_days(enum queue queue)
{
    return queue == QUEUE_OPEN || queue == QUEUE_LATE || queue == QUEUE_TODAY || queue == QUEUE_DUE;
}

bool query_cases_goes_by_grids(enum queue queue)
{
    return is_of_days(queue);
}

enum case_drive query_cases_drive(const struct case_filter *filter, bool is_search)
{
    enum case_order order = query_cases_native(filter);

    if (is_search)
        return DRIVE_QUEUE;
    if (filter->queue == QUEUE_MINE)
        return DRIVE_HOLDER;
    if (is_of_days(filter->queue) && order == ORDER_DUE) {
        if (filter->holders)
            return DRIVE_HOLDER;
        if (!text_is_empty(filter->conditions.grid))
            return DRIVE_GRID;
        return filter->homes || filter->grids ? DRIVE_HOME : DRIVE_QUEUE;
    }
    if ((order == ORDER_CLOSED || filter->queue == QUEUE_ALL) && filter->homes && !filter->grids)
        return DRIVE_HOME;
    return DRIVE_QUEUE;
}

static enum sql tail_of(enum case_order order, bool is_backwards, bool is_same_key)
{
    if (is_same_key)
        return is_backwards ? orders[order].same_before : orders[order].same_after;
    return is_backwards ? orders[order].before : orders[order].after;
}

const char *query_cases_text(struct arena *arena, const struct case_filter *filter, bool is_search,
                             bool is_same_key)
{
    static const enum sql drives[] = {[DRIVE_HOLDER] = SQL_CASES_DRIVE_HOLDER,
                                      [DRIVE_GRID] = SQL_CASES_DRIVE_GRID,
                                      [DRIVE_HOME] = SQL_CASES_DRIVE_HOME};
    enum case_drive drive = query_cases_drive(filter, is_search);
    enum sql head = SQL_CASES_SELECT,
             tail = tail_of(query_cases_native(filter), filter->is_backwards, is_same_key);

    if (is_search && is_same_key)
        return NULL;
    if (is_search) {
        head = SQL_CASES_SELECT_FOUND;
        tail = filter->is_backwards ? SQL_CASES_FOUND_BEFORE : SQL_CASES_FOUND_AFTER;
    }
    return arena_format(arena, "%s %s %s %s", sql_text[head],
                        sql_text[plans[filter->queue].condition],
                        drive == DRIVE_QUEUE ? "" : sql_text[drives[drive]], sql_text[tail]);
}
