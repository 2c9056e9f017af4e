/* SPDX-License-Identifier: MIT */
/* The circles of one record, made of its acts in a file as the hub makes them: what names each
 * other is one, and an erasing takes one and those that are not split from it. */
#include "config.h"

#include "domain/circle_inside.h"

#include <stdlib.h>
#include <string.h>

enum { NOT_THERE = -1 };

struct linking {
    const struct circle_acts *acts;
    struct arena *arena;
    int **named; /* by act: those that it names, NOT_THERE where they have not come */
    int *of;
    struct circle_links *links;
};

static void find_named(struct linking *linking)
{
    const struct circle_acts *acts = linking->acts;

    linking->named = arena_alloc(linking->arena, (acts->count + 1) * sizeof(*linking->named));
    for (size_t i = 0; i < acts->count; i++) {
        const struct act *act = &acts->acts[i];
        int *named = arena_alloc(linking->arena, (act->on_count + 1) * sizeof(*named));
        for (size_t k = 0; k < act->on_count; k++) {
            named[k] = NOT_THERE;
            for (size_t at = 0; at < acts->count && named[k] < 0; at++)
                if (act_id_prefix(acts->acts[at].id) == act->on[k])
                    named[k] = (int)at;
        }
        linking->named[i] = named;
    }
}

static bool is_erasing(const struct linking *linking, size_t which)
{
    return linking->acts->acts[which].kind == ACT_ERASE;
}

/* The one that an act names; for an erasing, what that names first. NOT_THERE if it has none. */
static int word_of(const struct linking *linking, size_t which, size_t on)
{
    int named = linking->named[which][on];

    while (named >= 0 && is_erasing(linking, (size_t)named))
        named = linking->acts->acts[named].on_count ? linking->named[named][0] : NOT_THERE;
    return named;
}

static int circle_of(const struct linking *linking, size_t which, size_t on)
{
    int named = word_of(linking, which, on);

    return named < 0 ? CIRCLE_NOWHERE : linking->of[named];
}

/* Of reference data a circle says no homes: each says its own. */
static void hear(const struct linking *linking, struct circle *circle, size_t which)
{
    const struct circle_acts *acts = linking->acts;

    if (circle_is_reference(acts->subject))
        circle_claim(circle, HOME, acts->homes[which], linking->arena);
    else if (*acts->authors[which])
        circle_hear(circle, &acts->acts[which], acts->authors[which], linking->arena);
}

/* One goes into another one. */
static void merge(struct linking *linking, int one, int other)
{
    struct circle *circles = linking->links->circles;

    circle_join(&circles[one], &circles[other], linking->arena);
    circles[other] = (struct circle){0};
    for (size_t i = 0; i < linking->acts->count; i++)
        if (linking->of[i] == other)
            linking->of[i] = one;
}

static bool names_several(const struct linking *linking, size_t which)
{
    int first = CIRCLE_NOWHERE;

    for (size_t i = 0; i < linking->acts->acts[which].on_count; i++) {
        int circle = circle_of(linking, which, i);
        if (circle >= 0 && first >= 0 && circle != first)
            return true;
        first = circle >= 0 ? circle : first;
    }
    return false;
}

static void place_word(struct linking *linking, size_t which)
{
    struct circle_links *links = linking->links;
    const struct act *act = &linking->acts->acts[which];
    struct circle own = {.subject = linking->acts->subject};
    bool is_several = names_several(linking, which);
    int to = CIRCLE_NOWHERE, first = CIRCLE_NOWHERE;

    hear(linking, &own, which);
    for (size_t i = 0; i < act->on_count; i++) {
        int circle = circle_of(linking, which, i);
        if (circle < 0)
            continue;
        first = first < 0 ? circle : first;
        if (is_several && circle_is_split(&own, &links->circles[circle]))
            continue;
        if (to < 0)
            to = circle;
        else if (circle != to)
            merge(linking, to, circle);
    }
    to = to < 0 ? first : to;
    if (to < 0) {
        to = (int)links->count++;
        links->circles[to] = (struct circle){.subject = linking->acts->subject};
    }
    circle_join(&links->circles[to], &own, linking->arena);
    linking->of[which] = to;
}

/* It takes the first of those that it names and that its author may erase. */
static void place_erasing(struct linking *linking, size_t which)
{
    const struct act *act = &linking->acts->acts[which];
    const char *author = linking->acts->authors[which];

    linking->of[which] = CIRCLE_NOWHERE;
    for (size_t i = 0; i < act->on_count && linking->of[which] < 0; i++) {
        int named = circle_of(linking, which, i);
        struct circle *circle = named < 0 ? NULL : &linking->links->circles[named];
        if (!circle || (*author && !circle_may(circle, act, author, linking->arena)))
            continue;
        linking->of[which] = named;
        if (*author)
            circle_hear(circle, act, author, linking->arena);
        else
            circle_mark(circle, ERASED, linking->arena);
    }
}

static bool is_ready(const struct linking *linking, size_t which)
{
    for (size_t i = 0; i < linking->acts->acts[which].on_count; i++) {
        int named = word_of(linking, which, i);
        if (named >= 0 && linking->of[named] == CIRCLE_WAITS)
            return false;
    }
    return true;
}

static int compare_acts(const void *a, const void *b)
{
    const struct act *one = *(const struct act *const *)a, *other = *(const struct act *const *)b;

    if (one->entered_at != other->entered_at)
        return one->entered_at < other->entered_at ? -1 : 1;
    return memcmp(one->id, other->id, sizeof(one->id));
}

/* Those that it names come before it. */
static void place_words(struct linking *linking, const struct act *const *order)
{
    const struct circle_acts *acts = linking->acts;
    bool goes_on = true;

    while (goes_on) {
        goes_on = false;
        for (size_t i = 0; i < acts->count; i++) {
            size_t which = (size_t)(order[i] - acts->acts);
            if (linking->of[which] != CIRCLE_WAITS || is_erasing(linking, which) ||
                !is_ready(linking, which))
                continue;
            place_word(linking, which);
            goes_on = true;
        }
    }
}

void circle_link(const struct circle_acts *acts, struct arena *arena, int *of,
                 struct circle_links *links)
{
    struct linking linking = {.acts = acts, .arena = arena, .of = of, .links = links};
    const struct act **order = arena_alloc(arena, (acts->count + 1) * sizeof(*order));

    *links = (struct circle_links){
        .circles = arena_alloc(arena, (acts->count + 1) * sizeof(*links->circles))};
    for (size_t i = 0; i < acts->count; i++)
        order[i] = &acts->acts[i];
    qsort(order, acts->count, sizeof(*order), compare_acts);
    find_named(&linking);
    place_words(&linking, order);
    for (size_t i = 0; i < acts->count; i++)
        if (of[i] == CIRCLE_WAITS)
            place_erasing(&linking, i);
    links->is_erased = arena_alloc(arena, links->count + 1);
    circle_judge_erased(links->circles, links->count, links->is_erased);
}
