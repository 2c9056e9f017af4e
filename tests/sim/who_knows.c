/* SPDX-License-Identifier: MIT */
/* Which act knew of which, and in what order they are walked (sync.md 6). */
#include "config.h"

#include "who_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool who_knew(const struct walk *walk, size_t later, size_t earlier)
{
    return walk->known[later * walk->words + earlier / 64] >> earlier % 64 & 1;
}

bool who_are_apart(const struct walk *walk, size_t a, size_t b)
{
    return a != b && !who_knew(walk, a, b) && !who_knew(walk, b, a);
}

static size_t find_prefix(const struct walk *walk, uint64_t prefix)
{
    size_t i = 0;

    while (i < walk->count && act_id_prefix(walk->acts[i].id) != prefix)
        i++;
    return i;
}

bool who_is_low(const struct act *act)
{
    int64_t attitude = act_number(act, FIELD_ATTITUDE, 0),
            ability = act_number(act, FIELD_ABILITY, 0);

    return act->kind == ACT_RATE && attitude >= 1 && ability >= 1 &&
           (attitude <= 2 || ability <= 2);
}

bool who_closes(const struct act *act)
{
    return act->kind == ACT_ANSWER || act->kind == ACT_SOLVE || act->kind == ACT_CLOSE ||
           act->kind == ACT_MERGE || act->kind == ACT_WITHDRAW;
}

/* Normal before escalating before closing. */
static int class_of(const struct act *act)
{
    switch ((int)act->kind) {
    case ACT_DECLINE:
    case ACT_FALL_BACK:
    case ACT_REPORT_UP:
    case ACT_DISPATCH:
    case ACT_REOPEN:
        return 1;
    default:
        return who_closes(act) ? 2 : who_is_low(act);
    }
}

static bool is_before(const struct act *a, const struct act *b)
{
    if (class_of(a) != class_of(b))
        return class_of(a) < class_of(b);
    if (a->entered_at != b->entered_at)
        return a->entered_at < b->entered_at;
    return memcmp(a->id, b->id, CRYPTO_ID) < 0;
}

/* Topological order: again and again, of those whose ancestors are placed, the first. */
static void put_in_order(struct walk *walk, bool *is_incomplete)
{
    size_t count = walk->count;
    bool *is_placed = arena_alloc(walk->arena, count * sizeof(*is_placed));

    for (size_t placed = 0; placed < count; placed++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            bool is_ready = !is_placed[i];
            for (size_t k = 0; is_ready && k < walk->acts[i].on_count; k++) {
                size_t parent = find_prefix(walk, walk->acts[i].on[k]);
                *is_incomplete |= parent == count;
                is_ready = parent == count || is_placed[parent];
            }
            if (is_ready && (best == count || is_before(&walk->acts[i], &walk->acts[best])))
                best = i;
        }
        if (best == count)
            abort(); /* nobody can know of what is not said yet */
        is_placed[best] = true;
        walk->order[placed] = best;
        uint64_t *known = walk->known + best * walk->words;
        for (size_t k = 0; k < walk->acts[best].on_count; k++) {
            size_t parent = find_prefix(walk, walk->acts[best].on[k]);
            if (parent == count)
                continue;
            for (size_t w = 0; w < walk->words; w++)
                known[w] |= walk->known[parent * walk->words + w];
            known[parent / 64] |= UINT64_C(1) << parent % 64;
        }
    }
}

/* What an undo names is left out, and the undo; an opening, a rating and an erasing stay. */
static void leave_out(struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        const char *names = act_text(&walk->acts[i], FIELD_VOIDS);
        if (walk->acts[i].kind != ACT_UNDO)
            continue;
        walk->is_void[i] = true;
        for (size_t k = 0; k < walk->count; k++) {
            enum act_kind kind = walk->acts[k].kind;
            char hex[2 * CRYPTO_ID + 1];
            for (size_t b = 0; b < CRYPTO_ID; b++)
                snprintf(hex + 2 * b, 3, "%02x", walk->acts[k].id[b]);
            if (kind != ACT_OPEN && kind != ACT_RATE && kind != ACT_UNDO && kind != ACT_ERASE &&
                strstr(names, hex))
                walk->is_void[k] = true;
        }
    }
}

/* True if one that was walked before it, and that it did not know of, is told by the test. */
bool who_comes_after_unknown(const struct walk *walk, size_t which,
                             bool (*test)(const struct act *act))
{
    for (size_t at = 0; at < walk->at; at++) {
        size_t other = walk->order[at];
        if (!walk->is_void[other] && test(&walk->acts[other]) && !who_knew(walk, which, other))
            return true;
    }
    return false;
}

void who_start(struct walk *walk, bool *is_incomplete)
{
    walk->words = (walk->count + 63) / 64;
    walk->known = arena_alloc(walk->arena, (walk->count * walk->words + 1) * sizeof(*walk->known));
    walk->order = arena_alloc(walk->arena, (walk->count + 1) * sizeof(*walk->order));
    walk->is_void = arena_alloc(walk->arena, walk->count + 1);
    put_in_order(walk, is_incomplete);
    leave_out(walk);
}
