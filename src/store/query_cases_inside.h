/* SPDX-License-Identifier: MIT */
/* query_cases_inside: how a list is read, for the files of query_cases alone. */
#ifndef SHOUWEN_STORE_QUERY_CASES_INSIDE_H
#define SHOUWEN_STORE_QUERY_CASES_INSIDE_H

#include "shouwen/store/query_cases.h"

enum case_order { ORDER_DUE, ORDER_WORK, ORDER_CALLBACK, ORDER_OPENED, ORDER_CLOSED, ORDER_COUNT };

/* By whose index the rows come: the queue's own, or one that a filter's value is the first column
 * of. What else the filter asks for is looked at row by row. */
enum case_drive {
    DRIVE_QUEUE,
    DRIVE_HOLDER,
    DRIVE_GRID,
    DRIVE_HOME,
    DRIVE_HOME_WORK, /* the same by the handling unit's clock */
    DRIVE_PLACE,     /* a home and a grid of it */
    DRIVE_SEEN
};

/* The order that is asked for; that of the statement is another one where no index has it. */
enum case_order query_cases_order(const struct case_filter *filter);
enum case_order query_cases_native(const struct case_filter *filter);
bool query_cases_is_descending(enum case_order order);
enum case_drive query_cases_drive(const struct case_filter *filter, bool is_search);

/* Columns of the statements of lists that rows are chosen by. */
enum query_cases_column {
    COLUMN_HOLDER = 4,
    COLUMN_GRID = 8,
    COLUMN_URGENCY = 9,
    COLUMN_RULE = 3,
    COLUMN_NODE = 17,
    COLUMN_CHANNEL = 25,
    COLUMN_CATEGORY = 29
};

void query_cases_read_row(struct query *query, struct arena *arena, struct case_row *row);

/* The rows of a page. */
struct case_page {
    struct case_row *rows;
    size_t count, room;
};
/* Orders two rows by their keys. */
int query_cases_page_compare(const void *a, const void *b);
void query_cases_page_order(struct case_page *page, bool is_descending);
/* A case that is in one of the homes and in one of the grids came twice. */
void query_cases_page_drop_doubles(struct case_page *page);
/* The rows before the page that is wanted, or after it, taken off a list that is all there. */
void query_cases_page_take_off(struct case_page *page, const struct case_filter *filter,
                               bool is_descending);
/* As many rows as are wanted. */
void query_cases_page_cut(struct case_page *page, const struct case_filter *filter);
/* What a list in this order has the row under. */
int64_t query_cases_key(const struct case_row *row, enum case_order order);

#endif
