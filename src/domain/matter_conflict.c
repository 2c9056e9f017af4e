/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_conflict.h"

#include <stdlib.h>
#include <string.h>

static bool closes(const struct act *act)
{
    return act_class_of(act) == ACT_CLOSING;
}

/* Acts that a close which did not see them must not bury. */
static bool moves(const struct act *act)
{
    return act->kind != ACT_OPEN && act_is_unfinished(act);
}

static bool differ(const struct act *a, const struct act *b, enum act_field field)
{
    return !text_same(a->value[field], b->value[field]);
}

static bool ratings_differ(const struct act *a, const struct act *b)
{
    long long attitude = act_number(a, FIELD_ATTITUDE, 0) - act_number(b, FIELD_ATTITUDE, 0);
    long long ability = act_number(a, FIELD_ABILITY, 0) - act_number(b, FIELD_ABILITY, 0);

    return llabs(attitude) >= 2 || llabs(ability) >= 2;
}

/* The table of concurrent pairs, its rows flagged "yes" or "if". */
static bool contradict(const struct act *a, const struct act *b)
{
    if ((closes(a) && moves(b)) || (moves(a) && closes(b)))
        return true;
    if (closes(a) && closes(b))
        return a->kind != b->kind || differ(a, b, FIELD_OUTCOME);
    if (a->kind != b->kind)
        return false;
    switch ((int)a->kind) {
    case ACT_ASSIGN:
    case ACT_DESIGNATE:
    case ACT_DISPATCH:
    case ACT_RESOLVE:
        return differ(a, b, FIELD_TO) || differ(a, b, FIELD_OUTCOME);
    case ACT_TAKE_OVER:
    case ACT_CLAIM:
        return !text_same(a->by, b->by);
    case ACT_REPLY:
        return differ(a, b, FIELD_OUTCOME);
    case ACT_RATE:
        return ratings_differ(a, b);
    default:
        return false;
    }
}

static bool is_settled(const struct matter_order *order, size_t a, size_t b)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->acts[i].kind == ACT_RESOLVE && !order->is_voided[i] &&
            matter_order_has_seen(order, i, a) && matter_order_has_seen(order, i, b))
            return true;
    return false;
}

bool matter_conflict_stands(const struct matter_order *order)
{
    if (order->is_linear)
        return false;
    for (size_t a = 0; a < order->count; a++)
        for (size_t b = a + 1; b < order->count; b++) {
            if (order->is_voided[a] || order->is_voided[b] || matter_order_has_seen(order, a, b) ||
                matter_order_has_seen(order, b, a))
                continue;
            if (contradict(&order->acts[a], &order->acts[b]) && !is_settled(order, a, b))
                return true;
        }
    return false;
}
