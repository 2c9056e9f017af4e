/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record_order.h"

/* The undos that name a put. */
struct undone {
    size_t *by, count, room;
};

static void collect(struct arena *arena, const struct matter_order *order, struct undone *undone)
{
    for (size_t i = 0; i < order->count; i++) {
        size_t *which, count;
        if (order->acts[i].kind != ACT_UNDO)
            continue;
        count = matter_order_undone(order, i, arena, &which);
        for (size_t k = 0; k < count; k++) {
            struct undone *put = &undone[which[k]];
            if (order->acts[which[k]].kind != ACT_PUT ||
                (put->count && put->by[put->count - 1] == i))
                continue;
            put->by = arena_grow(arena, put->by, put->count, &put->room, sizeof(*put->by));
            put->by[put->count++] = i;
        }
    }
}

/* True if it knew a put that nobody took back. */
static bool has_base(const struct matter_order *order, const struct undone *undone, size_t which)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->acts[i].kind == ACT_PUT && !undone[i].count &&
            matter_order_has_seen(order, which, i))
            return true;
    return false;
}

static bool is_carried_on(const struct matter_order *order, size_t put, const struct undone *undone,
                          size_t by)
{
    if (!undone->count || !matter_order_has_seen(order, by, put))
        return false;
    for (size_t i = 0; i < undone->count; i++)
        if (matter_order_has_seen(order, by, undone->by[i]) ||
            matter_order_has_seen(order, undone->by[i], by))
            return false;
    return true;
}

void record_order_init(struct arena *arena, const struct act *acts, size_t count,
                       struct matter_order *order)
{
    struct undone *undone;

    matter_order_init(arena, acts, count, order);
    if (order->is_linear) /* everybody knew all before */
        return;
    undone = arena_alloc(arena, count * sizeof(*undone));
    collect(arena, order, undone);
    for (size_t by = 0; by < count; by++) {
        if (acts[by].kind != ACT_PUT || undone[by].count || has_base(order, undone, by))
            continue;
        for (size_t put = 0; put < count; put++)
            if (is_carried_on(order, put, &undone[put], by))
                order->is_voided[put] = false;
    }
}
