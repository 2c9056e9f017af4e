/* SPDX-License-Identifier: MIT */
/* A row of a list as it comes from a statement, and what it is ordered by. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "store/query_cases_inside.h"

static int32_t day_from(int64_t cell)
{
    return cell == INT32_MAX ? CLOCK_NO_DAY : (int32_t)cell;
}

static int64_t day_key(int32_t day)
{
    return day == CLOCK_NO_DAY ? INT32_MAX : day;
}

int64_t query_cases_key(const struct case_row *row, enum case_order order)
{
    switch (order) {
    case ORDER_DUE:
        return day_key(row->due_on);
    case ORDER_WORK:
        return day_key(row->unit_due_on != CLOCK_NO_DAY ? row->unit_due_on : row->due_on);
    case ORDER_CALLBACK:
        return row->callback_at;
    case ORDER_CLOSED:
        return row->closed_at;
    case ORDER_OPENED:
    case ORDER_COUNT:
        break;
    }
    return row->opened_at;
}

void query_cases_read_row(struct query *query, struct arena *arena, struct case_row *row)
{
    const struct {
        int column;
        const char **into;
    } texts[] = {
        {1, &row->number},
        {2, &row->state},
        {COLUMN_RULE, &row->rule},
        {COLUMN_HOLDER, &row->holder},
        {5, &row->subject},
        {6, &row->name},
        {7, &row->door},
        {COLUMN_GRID, &row->grid},
        {COLUMN_URGENCY, &row->urgency},
        {10, &row->service},
        {COLUMN_NODE, &row->node},
        {18, &row->unit},
        {19, &row->resident},
        {22, &row->outcome},
        {24, &row->phone},
        {COLUMN_CHANNEL, &row->channel},
        {27, &row->first_contact},
        {28, &row->via},
        {COLUMN_CATEGORY, &row->category},
        {31, &row->ref},
        {35, &row->source},
        {36, &row->contact},
        {37, &row->contact_phone},
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        *texts[i].into = query_copy(query, texts[i].column, arena);
    row->seq = query_integer(query, 0);
    row->due_on = day_from(query_integer(query, 11));
    row->unit_due_on = day_from(query_integer(query, 12));
    row->opened_at = query_integer(query, 13);
    row->closed_at = query_integer(query, 14);
    row->flags = (unsigned)query_integer(query, 15);
    row->callback_at = query_integer(query, 16);
    row->attitude = (int)query_integer(query, 20);
    row->ability = (int)query_integer(query, 21);
    row->is_open = query_integer(query, 23) != 0;
    row->late_on = day_from(query_integer(query, 26));
    row->bounces = (int)query_integer(query, 30);
    row->unit_late_on = day_from(query_integer(query, 32));
    row->reminds = (int)query_integer(query, 33);
    row->unaccepted_at = query_integer(query, 34);
}
