/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_conflict.h"

#include "shouwen/domain/matter_close.h"
#include "shouwen/domain/person.h"

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
    case ACT_REPLY:
        return differ(a, b, FIELD_OUTCOME);
    case ACT_RATE:
        return ratings_differ(a, b);
    default:
        return false;
    }
}

static bool are_concurrent(const struct matter_order *order, size_t a, size_t b)
{
    return !matter_order_has_seen(order, a, b) && !matter_order_has_seen(order, b, a);
}

/* Whatever is no ruling. */
static bool acts_contradict(const struct matter_order *order, size_t a, size_t b)
{
    const struct act *first = &order->acts[a], *second = &order->acts[b];
    bool a_closes = matter_close_tries(order, a), b_closes = matter_close_tries(order, b);

    if (a_closes && b_closes)
        return closings_differ(matter_close_said(order, a), matter_close_said(order, b));
    if (a_closes || b_closes)
        return !order->is_voided[a_closes ? b : a] && moves(a_closes ? second : first);
    return !order->is_voided[a] && !order->is_voided[b] && contradict(first, second);
}

/* --- contradictions: pairs that share an act --- */

static size_t root(size_t *group, size_t i)
{
    while (group[i] != i)
        i = group[i] = group[group[i]];
    return i;
}

/* Joins what contradicts each other, into group[count]; by: of what that ruling saw only, or count
 * for all. */
static void join(const struct matter_order *order, size_t by, size_t *group)
{
    for (size_t i = 0; i < order->count; i++)
        group[i] = i;
    for (size_t b = 1; b < order->count; b++)
        for (size_t a = 0; a < b; a++) {
            if (by < order->count &&
                (!matter_order_has_seen(order, by, a) || !matter_order_has_seen(order, by, b)))
                continue;
            if (matter_conflict_between(order, a, b))
                group[root(group, a)] = root(group, b);
        }
}

/* --- rulings --- */

static bool is_ruling(const struct matter_order *order, size_t i)
{
    return order->acts[i].kind == ACT_RESOLVE && !order->is_voided[i];
}

/* The act that a ruling lets hold; a ruling on rulings lets hold what the one it names does. */
static size_t choice_of(const struct matter_order *order, size_t ruling)
{
    size_t choice = ruling;

    for (size_t step = 0; step < order->count; step++) {
        choice = matter_order_find(order, act_text(&order->acts[choice], FIELD_CHOOSE));
        if (choice == order->count || order->acts[choice].kind != ACT_RESOLVE)
            return choice;
    }
    return order->count; /* a circle, which only forged acts could make */
}

/* Rulings that settle one contradiction differently. One that names nothing lets hold what stands,
 * which is not what another one chose. */
static bool rulings_contradict(const struct matter_order *order, size_t a, size_t b)
{
    size_t one = order->choice[a], other = order->choice[b];

    if (!is_ruling(order, a) || !is_ruling(order, b) || one == other)
        return false;
    if (one == order->count || other == order->count)
        return true;
    return acts_contradict(order, one, other) && are_concurrent(order, one, other);
}

static bool is_higher(const struct act *a, const struct act *b)
{
    enum node_level one = node_level_of(act_text(a, FIELD_NODE));
    enum node_level other = node_level_of(act_text(b, FIELD_NODE));

    if (one != other)
        return one < other;
    if (a->entered_at != b->entered_at)
        return a->entered_at < b->entered_at;
    return memcmp(a->id, b->id, sizeof(a->id)) < 0;
}

static void overrule(struct matter_order *order)
{
    for (size_t a = 0; a < order->count; a++)
        for (size_t b = 0; is_ruling(order, a) && b < order->count; b++)
            if (a != b && are_concurrent(order, a, b) && rulings_contradict(order, a, b) &&
                is_higher(&order->acts[b], &order->acts[a]))
                order->is_overruled[a] = true;
}

void matter_conflict_rule(struct arena *arena, struct matter_order *order)
{
    order->choice = arena_alloc(arena, order->count * sizeof(*order->choice));
    order->is_overruled = arena_alloc(arena, order->count * sizeof(*order->is_overruled));
    for (size_t i = 0; i < order->count; i++)
        order->choice[i] = order->count;
    for (size_t i = 0; i < order->count; i++)
        if (is_ruling(order, i))
            order->choice[i] = choice_of(order, i);
    if (!order->is_linear)
        overrule(order);
}

bool matter_conflict_between(const struct matter_order *order, size_t a, size_t b)
{
    if (order->is_linear || !are_concurrent(order, a, b))
        return false;
    if (order->acts[a].kind == ACT_RESOLVE && order->acts[b].kind == ACT_RESOLVE)
        return rulings_contradict(order, a, b);
    return acts_contradict(order, a, b);
}

/* --- what is left --- */

/* Marks as settled[b * count + a] the pairs that a ruling settles. */
static void settle(const struct matter_order *order, size_t ruling, size_t *group, bool *is_settled)
{
    const char *names = act_text(&order->acts[ruling], FIELD_CHOOSE);
    size_t chosen = matter_order_find(order, names);

    join(order, ruling, group);
    for (size_t b = 1; b < order->count; b++)
        for (size_t a = 0; a < b; a++)
            if (matter_order_has_seen(order, ruling, a) &&
                matter_order_has_seen(order, ruling, b) &&
                (!*names || (chosen < order->count && root(group, a) == root(group, chosen))))
                is_settled[b * order->count + a] = true;
}

/* The acts of one contradiction, in the order of the fold. */
static void add_conflict(struct arena *arena, const struct matter_order *order, size_t *group,
                         size_t of, struct matter *matter, size_t *room)
{
    const struct act **sides = arena_alloc(arena, order->count * sizeof(*sides));
    struct matter_conflict conflict = {.sides = sides};

    for (size_t at = 0; at < order->count; at++)
        if (root(group, order->at[at]) == of)
            sides[conflict.side_count++] = &order->acts[order->at[at]];
    if (conflict.side_count < 2)
        return;
    struct matter_conflict *all = arena_grow(arena, (void *)(uintptr_t)matter->conflicts,
                                             matter->conflict_count, room, sizeof(*all));
    all[matter->conflict_count++] = conflict;
    matter->conflicts = all;
}

void matter_conflict_list(struct arena *arena, const struct matter_order *order,
                          struct matter *matter)
{
    size_t count = order->count, room = 0;

    if (order->is_linear)
        return;
    bool *is_settled = arena_alloc(arena, count * count * sizeof(*is_settled));
    bool *is_done = arena_alloc(arena, count * sizeof(*is_done));
    size_t *group = arena_alloc(arena, count * sizeof(*group));
    for (size_t i = 0; i < count; i++)
        if (is_ruling(order, i))
            settle(order, i, group, is_settled);
    for (size_t i = 0; i < count; i++)
        group[i] = i;
    for (size_t b = 1; b < count; b++)
        for (size_t a = 0; a < b; a++)
            if (!is_settled[b * count + a] && matter_conflict_between(order, a, b))
                group[root(group, a)] = root(group, b);
    for (size_t at = 0; at < count; at++) {
        size_t of = root(group, order->at[at]);
        if (!is_done[of])
            add_conflict(arena, order, group, of, matter, &room);
        is_done[of] = true;
    }
}
