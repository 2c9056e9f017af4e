/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_conflict.h"

#include "shouwen/domain/matter_close.h"

#include <stdlib.h>
#include <string.h>

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

/* Whom an act names for the case: by assigning under one rule, by designating under another. */
static const char *named_by(const struct act *act)
{
    return act->kind == ACT_ASSIGN || act->kind == ACT_DESIGNATE ? act_text(act, FIELD_TO)
                                                                 : act->by;
}

static bool assigns(const struct act *act)
{
    return act->kind == ACT_ASSIGN || act->kind == ACT_TAKE_OVER;
}

static bool designates(const struct act *act)
{
    return act->kind == ACT_DESIGNATE || act->kind == ACT_CLAIM;
}

static bool is_pair(const struct act *a, const struct act *b, enum act_kind x, enum act_kind y)
{
    return (a->kind == x && b->kind == y) || (a->kind == y && b->kind == x);
}

static bool closings_differ(const struct act *a, const struct act *b)
{
    if (!text_same(matter_close_outcome(a), matter_close_outcome(b)))
        return true;
    return a->kind == ACT_MERGE && b->kind == ACT_MERGE && differ(a, b, FIELD_TO);
}

/* The table of concurrent pairs, its rows flagged "yes" or "if". */
static bool contradict(const struct act *a, const struct act *b)
{
    if ((assigns(a) && assigns(b)) || (designates(a) && designates(b)))
        return !text_same(named_by(a), named_by(b));
    if (is_pair(a, b, ACT_GIVE_BACK, ACT_REPLY))
        return true;
    if (a->kind != b->kind)
        return false;
    switch ((int)a->kind) {
    case ACT_DISPATCH:
        return differ(a, b, FIELD_TO);
    case ACT_RESOLVE:
        return differ(a, b, FIELD_TO) || differ(a, b, FIELD_OUTCOME);
    case ACT_REPLY:
        return differ(a, b, FIELD_OUTCOME);
    case ACT_RATE:
        return ratings_differ(a, b);
    default:
        return false;
    }
}

static bool needs_a_person(const struct matter_order *order, size_t a, size_t b)
{
    const struct act *first = &order->acts[a], *second = &order->acts[b];
    bool a_closes = matter_close_tries(order, a), b_closes = matter_close_tries(order, b);

    if (a_closes && b_closes)
        return closings_differ(first, second);
    if (a_closes || b_closes)
        return !order->is_voided[a_closes ? b : a] && moves(a_closes ? second : first);
    return !order->is_voided[a] && !order->is_voided[b] && contradict(first, second);
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
        for (size_t b = a + 1; b < order->count; b++)
            if (!matter_order_has_seen(order, a, b) && !matter_order_has_seen(order, b, a) &&
                needs_a_person(order, a, b) && !is_settled(order, a, b))
                return true;
    return false;
}
