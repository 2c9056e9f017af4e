/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_close.h"

static bool closes_itself(const struct matter_order *order, size_t i)
{
    return order->undoes_open[i] ||
           (!order->is_voided[i] && act_class_of(&order->acts[i]) == ACT_CLOSING);
}

/* A ruling that lets a closing hold closes the case. */
bool matter_close_tries(const struct matter_order *order, size_t i)
{
    size_t choice = order->choice[i];

    return closes_itself(order, i) ||
           (choice < order->count && !order->is_overruled[i] && closes_itself(order, choice));
}

const struct act *matter_close_said(const struct matter_order *order, size_t i)
{
    return &order->acts[order->choice[i] < order->count ? order->choice[i] : i];
}

static bool saw_everything(const struct matter_order *order, size_t closing)
{
    for (size_t i = 0; i < order->count; i++)
        if (i != closing && !order->is_voided[i] && act_is_unfinished(&order->acts[i]) &&
            !matter_order_has_seen(order, closing, i))
            return false;
    return true;
}

const struct act *matter_close_find(const struct matter_order *order)
{
    for (size_t at = order->count; at-- > 0;)
        if (matter_close_tries(order, order->at[at]) && saw_everything(order, order->at[at]))
            return &order->acts[order->at[at]];
    return NULL;
}

const char *matter_close_outcome(const struct act *act)
{
    switch ((int)act->kind) {
    case ACT_ANSWER:
        return "answered";
    case ACT_SOLVE:
        return "solved";
    case ACT_WITHDRAW:
        return "withdrawn";
    case ACT_MERGE:
        return "merged";
    case ACT_UNDO:
        return "mistaken";
    default:
        return text_is_empty(act->value[FIELD_OUTCOME]) ? "solved" : act->value[FIELD_OUTCOME];
    }
}

static bool is_seen_by_a_close(const struct matter_order *order, size_t rating)
{
    for (size_t i = 0; i < order->count; i++)
        if (matter_close_tries(order, i) && matter_order_has_seen(order, i, rating))
            return true;
    return false;
}

const struct act *matter_close_open_rating(const struct matter_order *order)
{
    for (size_t at = order->count; at-- > 0;)
        if (act_is_low_rating(&order->acts[order->at[at]]) &&
            !is_seen_by_a_close(order, order->at[at]))
            return &order->acts[order->at[at]];
    return NULL;
}
