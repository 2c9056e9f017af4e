/* SPDX-License-Identifier: MIT */
/* The rows of a batch, without a file. */
#include "config.h"

#include "shouwen/desk/batch.h"

#include <stdlib.h>

bool batch_is_over(const struct batch *batch)
{
    return batch->next >= batch->count;
}

size_t batch_count(const struct batch *batch, enum batch_fate fate)
{
    size_t count = 0;

    for (size_t i = 0; i < batch->count; i++)
        count += batch->rows[i].fate == fate;
    return count;
}

static int by_count(const void *a, const void *b)
{
    const struct batch_reason *x = a, *y = b;

    return (x->count < y->count) - (x->count > y->count);
}

size_t batch_reasons(const struct batch *batch, struct arena *arena, struct batch_reason **reasons)
{
    size_t count = 0, at;

    *reasons = arena_alloc(arena, (batch->count + 1) * sizeof(**reasons));
    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_row *row = &batch->rows[i];
        if (row->fate != BATCH_REFUSED)
            continue;
        for (at = 0; at < count && !text_same((*reasons)[at].reason, row->reason);)
            at++;
        if (at == count)
            (*reasons)[count++].reason = row->reason;
        (*reasons)[at].count++;
    }
    qsort(*reasons, count, sizeof(**reasons), by_count);
    return count;
}

bool batch_may(enum act_kind kind)
{
    return kind != ACT_OPEN && kind != ACT_TICK && kind != ACT_RATE && kind != ACT_AMEND &&
           kind < ACT_CASE_KINDS;
}
