/* SPDX-License-Identifier: MIT */
/* Who carries the fallback, and what rulings do. */
#include "config.h"

#include "who_inside.h"

#include <stdio.h>
#include <string.h>

static const char *secretary_of(const char *home)
{
    switch (book_place(home)) {
    case PLACE_STATION:
        return "A1";
    case PLACE_OTHER:
        return "B2";
    case PLACE_STREET:
    case PLACE_UNIT:
    case PLACE_DISTRICT:
    case PLACES:
        break;
    }
    return "";
}

/* How the case stood for whoever did that: a walk over what they knew of alone. */
static struct walk *view_of(const struct walk *walk, size_t which)
{
    struct walk *view = arena_alloc(walk->arena, sizeof(*view));
    struct act *acts = arena_alloc(walk->arena, (walk->count + 1) * sizeof(*acts));
    bool ignored = false;

    *view = (struct walk){.acts = acts, .wrong = walk->wrong, .arena = walk->arena};
    for (size_t i = 0; i < walk->count; i++)
        if (who_knew(walk, which, i))
            acts[view->count++] = walk->acts[i];
    who_start(view, &ignored);
    who_run(view);
    return view;
}

/* The secretary; the street's dispatcher where it was the secretary who was rated. */
static const char *fallback_of(const struct walk *walk, const char *rated)
{
    const char *secretary = secretary_of(walk->home);

    return rated && strcmp(rated, secretary) == 0 ? "D1" : secretary;
}

/* What it lets hold; count if it names none, and then what stands holds. */
static size_t chosen_by(const struct walk *walk, size_t ruling)
{
    for (size_t step = 0; step < walk->count; step++) {
        const char *names = act_text(&walk->acts[ruling], FIELD_CHOOSE);
        size_t i = 0;
        for (; i < walk->count; i++) {
            char hex[2 * CRYPTO_ID + 1];
            for (size_t b = 0; b < CRYPTO_ID; b++)
                snprintf(hex + 2 * b, 3, "%02x", walk->acts[i].id[b]);
            if (*names && strcmp(names, hex) == 0)
                break;
        }
        if (i == walk->count || walk->acts[i].kind != ACT_RESOLVE)
            return i;
        ruling = i;
    }
    return walk->count;
}

/* A rating of 2 or less that no closing knew of, the last one. */
static const char *rated_low(const struct walk *view)
{
    for (size_t at = view->count; at-- > 0;) {
        size_t rating = view->order[at];
        bool is_ended = false;
        for (size_t i = 0; who_is_low(&view->acts[rating]) && i < view->count; i++) {
            size_t said = view->acts[i].kind == ACT_RESOLVE ? chosen_by(view, i) : i;
            is_ended |= said < view->count && !view->is_void[i] && !view->is_void[said] &&
                        who_closes(&view->acts[said]) && who_knew(view, i, rating);
        }
        if (who_is_low(&view->acts[rating]) && !is_ended)
            return view_of(view, rating)->holder;
    }
    return NULL;
}

const char *who_falls_from(const struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];

    if (act->kind == ACT_DECLINE)
        return fallback_of(walk, NULL);
    if (act->kind == ACT_FALL_BACK)
        return fallback_of(walk, rated_low(view_of(walk, which)));
    return who_is_low(act) ? fallback_of(walk, view_of(walk, which)->holder) : NULL;
}

/* --- rulings --- */

bool who_assigns(const struct act *act)
{
    return act->kind == ACT_ASSIGN || act->kind == ACT_TAKE_OVER;
}

static size_t index_of(const struct walk *walk, const struct act *act)
{
    return (size_t)(act - walk->acts);
}

const char *who_named_by(const struct act *act)
{
    return act->kind == ACT_ASSIGN || act->kind == ACT_DESIGNATE ? act_text(act, FIELD_TO)
                                                                 : act->by;
}

/* Two that say who has it, without knowing of each other. */
static bool are_at_odds(const struct walk *walk, size_t a, size_t b)
{
    const struct act *one = &walk->acts[a], *other = &walk->acts[b];
    bool both_assign = who_assigns(one) && who_assigns(other);
    bool both_designate = (one->kind == ACT_DESIGNATE || one->kind == ACT_CLAIM) &&
                          (other->kind == ACT_DESIGNATE || other->kind == ACT_CLAIM);

    return who_are_apart(walk, a, b) && !walk->is_void[a] && !walk->is_void[b] &&
           (both_assign || both_designate) && strcmp(who_named_by(one), who_named_by(other)) != 0;
}

/* The higher level's ruling holds, then the earlier one. */
static bool outranks(const struct walk *walk, size_t a, size_t b)
{
    enum place one = book_place(walk->acts[a].value[FIELD_NODE]);
    enum place other = book_place(walk->acts[b].value[FIELD_NODE]);
    int rank = one == PLACE_DISTRICT ? 0 : one == PLACE_STREET ? 1 : 2;
    int other_rank = other == PLACE_DISTRICT ? 0 : other == PLACE_STREET ? 1 : 2;

    if (rank != other_rank)
        return (rank < other_rank) != (walk->wrong == WHO_RESOLVE_RESOLVE);
    if (walk->acts[a].entered_at != walk->acts[b].entered_at)
        return walk->acts[a].entered_at < walk->acts[b].entered_at;
    return memcmp(walk->acts[a].id, walk->acts[b].id, CRYPTO_ID) < 0;
}

static bool is_outranked(const struct walk *walk, size_t ruling)
{
    size_t choice = chosen_by(walk, ruling);

    for (size_t i = 0; i < walk->count; i++) {
        size_t other = chosen_by(walk, i);
        if (walk->acts[i].kind == ACT_RESOLVE && !walk->is_void[i] &&
            who_are_apart(walk, i, ruling) && other != choice &&
            (other == walk->count || are_at_odds(walk, other, choice)) && outranks(walk, i, ruling))
            return true;
    }
    return false;
}

void who_rule(struct walk *walk, size_t which)
{
    size_t choice = chosen_by(walk, which);

    if (choice == walk->count || is_outranked(walk, which) || !walk->held_by)
        return;
    const struct act *chosen = &walk->acts[choice];
    if (are_at_odds(walk, index_of(walk, walk->held_by), choice))
        who_give_to(walk, who_assigns(chosen) ? "assigned" : NULL, who_named_by(chosen), chosen);
}
