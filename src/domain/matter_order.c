/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_order.h"

#include "shouwen/base/ident.h"

#include <stdlib.h>
#include <string.h>

struct named {
    uint64_t prefix;
    size_t index;
};

struct work {
    struct matter_order *order;
    struct named *names; /* sorted by prefix */
    size_t *waits_for;   /* of act i: known ancestors not placed yet */
    bool *is_placed;
};

static int by_prefix(const void *a, const void *b)
{
    const struct named *x = a, *y = b;

    return x->prefix < y->prefix ? -1 : x->prefix > y->prefix;
}

/* The index of the act with this prefix; count if it is not here. */
static size_t find(const struct work *work, uint64_t prefix)
{
    struct named key = {.prefix = prefix};
    const struct named *found =
        bsearch(&key, work->names, work->order->count, sizeof(key), by_prefix);

    return found ? found->index : work->order->count;
}

static bool comes_before(const struct act *a, const struct act *b)
{
    if (act_class_of(a) != act_class_of(b))
        return act_class_of(a) < act_class_of(b);
    if (a->entered_at != b->entered_at)
        return a->entered_at < b->entered_at;
    return memcmp(a->id, b->id, sizeof(a->id)) < 0;
}

/* The ready act that comes first; with a circle, which only forged acts could make, any that is
 * left. */
static size_t next_ready(const struct work *work)
{
    const struct matter_order *order = work->order;
    size_t best = order->count;

    for (int pass = 0; pass < 2 && best == order->count; pass++)
        for (size_t i = 0; i < order->count; i++) {
            if (work->is_placed[i] || (pass == 0 && work->waits_for[i]))
                continue;
            if (best == order->count || comes_before(&order->acts[i], &order->acts[best]))
                best = i;
        }
    return best;
}

static void mark_seen(struct matter_order *order, size_t by, size_t ancestor)
{
    uint64_t *row = order->seen + by * order->words;
    const uint64_t *older = order->seen + ancestor * order->words;

    for (size_t w = 0; w < order->words; w++)
        row[w] |= older[w];
    row[ancestor / 64] |= (uint64_t)1 << ancestor % 64;
}

static void place(struct work *work, size_t chosen, size_t at)
{
    struct matter_order *order = work->order;
    const struct act *act = &order->acts[chosen];

    order->at[at] = chosen;
    order->position[chosen] = at;
    work->is_placed[chosen] = true;
    for (size_t i = 0; i < act->on_count; i++) {
        size_t ancestor = find(work, act->on[i]);
        if (ancestor < order->count && work->is_placed[ancestor])
            mark_seen(order, chosen, ancestor);
    }
    for (size_t i = 0; i < order->count; i++)
        for (size_t k = 0; !work->is_placed[i] && k < order->acts[i].on_count; k++)
            if (order->acts[i].on[k] == act_id_prefix(act->id) && work->waits_for[i])
                work->waits_for[i]--;
}

/* Acts as one station writes them: each names exactly the one before. */
static bool chain_is_linear(const struct matter_order *order)
{
    for (size_t i = 0; i < order->count; i++) {
        const struct act *act = &order->acts[i];
        if (i == 0 ? act->on_count != 0
                   : act->on_count != 1 || act->on[0] != act_id_prefix(act[-1].id))
            return false;
    }
    return true;
}

static void sort(struct arena *arena, struct matter_order *order)
{
    size_t count = order->count;
    struct work work = {.order = order};

    work.names = arena_alloc(arena, count * sizeof(*work.names));
    work.waits_for = arena_alloc(arena, count * sizeof(*work.waits_for));
    work.is_placed = arena_alloc(arena, count * sizeof(*work.is_placed));
    order->words = (count + 63) / 64;
    order->seen = arena_alloc(arena, count * order->words * sizeof(*order->seen));
    for (size_t i = 0; i < count; i++)
        work.names[i] = (struct named){act_id_prefix(order->acts[i].id), i};
    qsort(work.names, count, sizeof(*work.names), by_prefix);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < order->acts[i].on_count; k++) {
            size_t ancestor = find(&work, order->acts[i].on[k]);
            if (ancestor == count || ancestor == i) {
                order->is_incomplete = true;
                continue;
            }
            order->is_named[ancestor] = true;
            work.waits_for[i]++;
        }
    for (size_t at = 0; at < count; at++)
        place(&work, next_ready(&work), at);
}

size_t matter_order_find(const struct matter_order *order, const char *hex)
{
    size_t bytes = strlen(hex) / 2;
    uint8_t id[CRYPTO_ID];

    if (bytes < sizeof(uint64_t) || bytes > sizeof(id) || !ident_unhex(hex, id, bytes))
        return order->count;
    for (size_t i = 0; i < order->count; i++)
        if (memcmp(order->acts[i].id, id, bytes) == 0)
            return i;
    return order->count;
}

size_t matter_order_undone(const struct matter_order *order, size_t undo, struct arena *arena,
                           size_t **which)
{
    const char *ids = act_text(&order->acts[undo], FIELD_VOIDS);
    char hex[2 * CRYPTO_ID + 1] = "";
    size_t count = 0;

    *which = arena_alloc(arena, (strlen(ids) / sizeof(hex) + 1) * sizeof(**which));
    for (; *ids; ids += strspn(ids, " ")) {
        size_t length = strcspn(ids, " ");
        memcpy(hex, ids, length < sizeof(hex) ? length : sizeof(hex) - 1);
        size_t found = length == sizeof(hex) - 1 ? matter_order_find(order, hex) : order->count;
        if (found < order->count)
            (*which)[count++] = found;
        ids += length;
    }
    return count;
}

/* A rating, an undo and an erasing stay; the opening stays too, but its undoing closes the case as
 * mistaken. */
static void void_by(struct matter_order *order, size_t undo, struct arena *arena)
{
    size_t *which, count = matter_order_undone(order, undo, arena, &which);

    order->is_voided[undo] = true;
    for (size_t i = 0; i < count; i++) {
        enum act_kind kind = order->acts[which[i]].kind;
        if (kind == ACT_OPEN)
            order->undoes_open[undo] = true;
        else if (kind != ACT_RATE && kind != ACT_UNDO && kind != ACT_ERASE)
            order->is_voided[which[i]] = true;
    }
}

void matter_order_init(struct arena *arena, const struct act *acts, size_t count,
                       struct matter_order *order)
{
    *order = (struct matter_order){.acts = acts, .count = count};
    order->at = arena_alloc(arena, count * sizeof(*order->at));
    order->position = arena_alloc(arena, count * sizeof(*order->position));
    order->is_voided = arena_alloc(arena, count * sizeof(*order->is_voided));
    order->is_named = arena_alloc(arena, count * sizeof(*order->is_named));
    order->undoes_open = arena_alloc(arena, count * sizeof(*order->undoes_open));
    order->is_linear = chain_is_linear(order);
    if (!order->is_linear)
        sort(arena, order);
    for (size_t i = 0; order->is_linear && i < count; i++) {
        order->at[i] = order->position[i] = i;
        order->is_named[i] = i + 1 < count;
    }
    for (size_t i = 0; i < count; i++)
        if (acts[i].kind == ACT_UNDO)
            void_by(order, i, arena);
}

bool matter_order_has_seen(const struct matter_order *order, size_t b, size_t a)
{
    if (order->is_linear)
        return order->position[a] < order->position[b];
    return order->seen[b * order->words + a / 64] >> a % 64 & 1;
}
