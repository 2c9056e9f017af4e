/* SPDX-License-Identifier: MIT */
/* The rows of a page, put in order and cut to size once they are read. */
#include "config.h"

#include "store/query_cases_inside.h"

#include <stdlib.h>

int query_cases_page_compare(const void *a, const void *b)
{
    const struct case_row *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static void reverse(struct case_page *page)
{
    for (size_t i = 0; i < page->count / 2; i++) {
        struct case_row swap = page->rows[i];
        page->rows[i] = page->rows[page->count - 1 - i];
        page->rows[page->count - 1 - i] = swap;
    }
}

void query_cases_page_order(struct case_page *page, bool is_descending)
{
    if (page->count)
        qsort(page->rows, page->count, sizeof(*page->rows), query_cases_page_compare);
    if (is_descending)
        reverse(page);
}

void query_cases_page_cut(struct case_page *page, const struct case_filter *filter)
{
    if (page->count <= filter->limit)
        return;
    if (filter->is_backwards)
        page->rows += page->count - filter->limit;
    page->count = filter->limit;
}

/* A case that is in one of the homes and in one of the grids came twice. */
void query_cases_page_drop_doubles(struct case_page *page)
{
    size_t kept = page->count != 0;

    for (size_t i = 1; i < page->count; i++)
        if (page->rows[i].seq != page->rows[kept - 1].seq)
            page->rows[kept++] = page->rows[i];
    page->count = kept;
}

/* The rows before the page that is wanted, or after it, taken off a list that is all there. */
void query_cases_page_take_off(struct case_page *page, const struct case_filter *filter,
                               bool is_descending)
{
    const struct case_row start = {.key = filter->start_key, .seq = filter->start_seq};
    size_t first = 0;

    if (!filter->has_start)
        return;
    while (first < page->count) {
        int order = query_cases_page_compare(&page->rows[first], &start);
        if (is_descending)
            order = -order;
        if (order > 0 || (order == 0 && (filter->takes_start != filter->is_backwards)))
            break;
        first++;
    }
    if (filter->is_backwards) {
        page->count = first;
    } else {
        page->rows += first;
        page->count -= first;
    }
}
