/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/circle_ties.h"

#include "domain/circle_inside.h"

#include <stdlib.h>
#include <string.h>

enum { NOT_THERE = -1 };

struct linked {
    uint64_t prefix;
    const char *author;
    const uint64_t *on;
    int *named;             /* by place in on; NOT_THERE until it comes */
    size_t on_count, at;    /* at: how far it was walked */
    struct circle own, all; /* all: with what those before it say */
    size_t parent;          /* another one of its circle; itself: it stands for the circle */
    int word;               /* of an erasing: what it takes; NOT_THERE until it does */
    size_t *namers;
    size_t namer_count, namer_room;
    bool is_erasing, is_walked, is_judged, is_refused;
    bool is_whole;   /* all before it are there */
    bool is_settled; /* what may come changes nothing */
};

struct place {
    uint64_t prefix;
    size_t which;
};

struct circle_ties {
    const char *subject;
    bool may_come;
    struct arena *arena;
    struct linked *acts;
    size_t count, room;
    size_t first;         /* those before were judged */
    struct place *places; /* by prefix, of those that were judged or are about to be */
    size_t place_count, place_room;
    size_t *waiting; /* to be judged again */
    size_t waiting_count, waiting_room;
};

struct circle_ties *circle_ties_new(const char *subject, bool may_come, struct arena *arena)
{
    struct circle_ties *ties = arena_alloc(arena, sizeof(*ties));

    *ties = (struct circle_ties){
        .subject = arena_copy(arena, subject), .may_come = may_come, .arena = arena};
    return ties;
}

/* --- who names whom --- */

/* Where a prefix stands, or would. */
static size_t place_of(const struct circle_ties *ties, uint64_t prefix)
{
    size_t low = 0, high = ties->place_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ties->places[middle].prefix < prefix)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int find(const struct circle_ties *ties, uint64_t prefix)
{
    size_t at = place_of(ties, prefix);

    return at < ties->place_count && ties->places[at].prefix == prefix ? (int)ties->places[at].which
                                                                       : NOT_THERE;
}

static void add_namer(struct circle_ties *ties, size_t named, size_t namer)
{
    struct linked *one = &ties->acts[named];

    one->namers = arena_grow(ties->arena, one->namers, one->namer_count, &one->namer_room,
                             sizeof(*one->namers));
    one->namers[one->namer_count++] = namer;
}

static void find_named(struct circle_ties *ties, size_t which)
{
    struct linked *one = &ties->acts[which];

    one->named = arena_alloc(ties->arena, (one->on_count + 1) * sizeof(*one->named));
    for (size_t i = 0; i < one->on_count; i++) {
        one->named[i] = find(ties, one->on[i]);
        if (one->named[i] != NOT_THERE)
            add_namer(ties, (size_t)one->named[i], which);
    }
}

/* Those that were judged before what they name came. */
static void find_namers(struct circle_ties *ties, size_t which)
{
    uint64_t prefix = ties->acts[which].prefix;

    for (size_t i = 0; i < ties->first; i++)
        for (size_t k = 0; k < ties->acts[i].on_count; k++)
            if (ties->acts[i].on[k] == prefix && ties->acts[i].named[k] == NOT_THERE) {
                ties->acts[i].named[k] = (int)which;
                add_namer(ties, which, i);
            }
}

static int compare_places(const void *a, const void *b)
{
    const struct place *one = a, *other = b;

    if (one->prefix != other->prefix)
        return one->prefix < other->prefix ? -1 : 1;
    return (one->which > other->which) - (one->which < other->which);
}

/* One alone is put where it belongs. */
static void place_new(struct circle_ties *ties)
{
    bool is_one = ties->count == ties->first + 1;

    for (size_t i = ties->first; i < ties->count; i++) {
        struct place new = {ties->acts[i].prefix, i};
        size_t at = is_one ? place_of(ties, new.prefix) : i;
        ties->places = arena_grow(ties->arena, ties->places, ties->place_count, &ties->place_room,
                                  sizeof(*ties->places));
        memmove(ties->places + at + 1, ties->places + at,
                (ties->place_count++ - at) * sizeof(*ties->places));
        ties->places[at] = new;
    }
    if (!is_one && ties->count)
        qsort(ties->places, ties->place_count, sizeof(*ties->places), compare_places);
    for (size_t i = ties->first; i < ties->count; i++)
        find_named(ties, i);
    for (size_t i = ties->first; i < ties->count; i++)
        find_namers(ties, i);
}

static void hear(const struct circle_ties *ties, struct linked *one, const struct act *act,
                 const char *home)
{
    one->own = (struct circle){.subject = ties->subject};
    if (circle_is_reference(ties->subject))
        circle_claim(&one->own, HOME, home, ties->arena);
    else if (*one->author)
        circle_hear(&one->own, act, one->author, ties->arena);
    else if (one->is_erasing)
        circle_mark(&one->own, ERASED, ties->arena);
    one->all = (struct circle){.subject = ties->subject};
    if (!one->is_erasing)
        circle_join(&one->all, &one->own, ties->arena);
}

size_t circle_ties_add(struct circle_ties *ties, const struct act *act, const char *author,
                       const char *home)
{
    size_t which = ties->count;
    struct linked *one;

    ties->acts = arena_grow(ties->arena, ties->acts, ties->count, &ties->room, sizeof(*ties->acts));
    one = &ties->acts[ties->count++];
    *one = (struct linked){.prefix = act_id_prefix(act->id),
                           .author = author,
                           .on = act->on,
                           .on_count = act->on_count,
                           .parent = which,
                           .word = act->kind == ACT_ERASE ? NOT_THERE : (int)which,
                           .is_erasing = act->kind == ACT_ERASE};
    hear(ties, one, act, home);
    return which;
}

/* --- one act, when those that it names were judged --- */

size_t circle_ties_of(struct circle_ties *ties, size_t which)
{
    while (ties->acts[which].parent != which) {
        ties->acts[which].parent = ties->acts[ties->acts[which].parent].parent;
        which = ties->acts[which].parent;
    }
    return which;
}

static void tie(struct circle_ties *ties, size_t one, size_t other)
{
    size_t first = circle_ties_of(ties, one), second = circle_ties_of(ties, other);

    ties->acts[first > second ? first : second].parent = first > second ? second : first;
}

/* The acts that one names, an erasing standing for what it takes. */
struct names {
    struct linked **words;
    bool *is_kept;
    size_t count;
    bool is_complete, is_whole; /* all are there; and all before them */
};

static struct names names_of(struct circle_ties *ties, const struct linked *one)
{
    struct names names = {.is_complete = true, .is_whole = true};

    names.words = arena_alloc(ties->arena, (one->on_count + 1) * sizeof(*names.words));
    names.is_kept = arena_alloc(ties->arena, one->on_count + 1);
    for (size_t i = 0; i < one->on_count; i++) {
        const struct linked *named = one->named[i] < 0 ? NULL : &ties->acts[one->named[i]];
        if (!named || !named->is_judged || (named->is_erasing && !named->is_settled)) {
            names.is_complete = names.is_whole = false;
            continue;
        }
        names.is_whole &= named->is_whole;
        if (named->word >= 0)
            names.words[names.count++] = &ties->acts[named->word];
    }
    return names;
}

static bool goes_with(const struct linked *one, const struct linked *other)
{
    return one == other || !circle_is_split(&one->all, &other->all);
}

/* Also where more may come to be known of them. */
static bool is_one(const struct names *names)
{
    for (size_t i = 0; i < names->count && names->count > 1; i++)
        if (!circle_has_home(&names->words[i]->all) && !names->words[i]->is_whole)
            return false;
    for (size_t i = 0; i < names->count; i++)
        for (size_t k = 0; k < i; k++)
            if (!goes_with(names->words[i], names->words[k]))
                return false;
    return names->count > 0;
}

/* True if what there is to know of its homes is known, or enough of it. */
static bool is_known(const struct circle_ties *ties, const struct linked *word)
{
    return circle_has_home(&word->all) || word->is_whole || !ties->may_come;
}

/* True if it may be about the same record though no home is shared: its author has that one below,
 * or one of both says no home. */
static bool may_move(const struct circle_ties *ties, const struct linked *one,
                     const struct linked *word)
{
    return !circle_has_home(&one->own) ||
           (is_known(ties, word) && (!circle_has_home(&word->all) ||
                                     circle_covers(&word->all, one->author, strlen(one->author))));
}

/* Of those that may be moved the first that has a home, or the first; NULL: there is none. */
static bool *first_to_move(const struct circle_ties *ties, const struct linked *one,
                           const struct names *names)
{
    bool *first = NULL;

    for (size_t i = 0; i < names->count; i++) {
        if (!may_move(ties, one, names->words[i]))
            continue;
        if (circle_has_home(&names->words[i]->all))
            return &names->is_kept[i];
        first = first ? first : &names->is_kept[i];
    }
    return first;
}

/* Those that share a home with it; where none does, the first that may be moved. */
static void keep_near(const struct circle_ties *ties, const struct linked *one,
                      const struct names *names, bool is_last)
{
    bool has_any = false, *first = NULL;

    for (size_t i = 0; circle_has_home(&one->own) && i < names->count; i++) {
        const struct linked *word = names->words[i];
        names->is_kept[i] = is_known(ties, word) && !circle_is_split(&one->own, &word->all);
        has_any |= names->is_kept[i];
    }
    if (!has_any && is_last)
        first = first_to_move(ties, one, names);
    if (first)
        *first = true;
}

/* Those that share a home with each that was kept by then, if any was. */
static void keep_theirs(const struct names *names, struct arena *arena)
{
    bool *is_near = arena_copy_bytes(arena, names->is_kept, names->count + 1);
    bool has_near = memchr(is_near, true, names->count) != NULL;

    for (size_t i = 0; i < names->count; i++) {
        bool is_theirs = has_near;
        for (size_t k = 0; k < names->count && is_theirs; k++)
            is_theirs = !is_near[k] || goes_with(names->words[i], names->words[k]);
        names->is_kept[i] |= is_theirs;
    }
}

/* True if more is known of it than before. */
static bool judge_word(struct circle_ties *ties, size_t which)
{
    struct linked *one = &ties->acts[which];
    struct names names = names_of(ties, one);
    bool was_whole = one->is_whole, is_new = false,
         is_last = !ties->may_come || names.is_whole || (names.is_complete && is_one(&names));

    keep_near(ties, one, &names, is_last);
    if (is_last)
        keep_theirs(&names, ties->arena);
    for (size_t i = 0; i < names.count; i++)
        if (names.is_kept[i]) {
            tie(ties, which, (size_t)(names.words[i] - ties->acts));
            is_new |= circle_join(&one->all, &names.words[i]->all, ties->arena);
        }
    one->is_settled = is_last;
    one->is_whole = names.is_whole;
    return is_new || one->is_whole != was_whole;
}

static bool may_erase(const struct circle_ties *ties, const struct linked *one,
                      const struct linked *word)
{
    static const struct act erasing = {.kind = ACT_ERASE};

    if (ties->may_come && !word->is_whole && !circle_has_home(&word->all))
        return false;
    return !*one->author || circle_may(&word->all, &erasing, one->author, ties->arena);
}

static bool judge_erasing(struct circle_ties *ties, size_t which)
{
    struct linked *one = &ties->acts[which];
    struct names names = names_of(ties, one);
    bool was_whole = one->is_whole, was_settled = one->is_settled;

    one->is_whole = names.is_whole;
    for (size_t i = 0, at = 0; i < one->on_count && !one->is_settled; i++) {
        const struct linked *named = one->named[i] < 0 ? NULL : &ties->acts[one->named[i]];
        bool is_there = named && named->is_judged && (!named->is_erasing || named->is_settled);
        if (!is_there || named->word < 0) {
            if (ties->may_come && !is_there)
                return one->is_whole != was_whole;
            continue;
        }
        const struct linked *word = names.words[at++];
        if (may_erase(ties, one, word)) {
            one->word = (int)(word - ties->acts);
            one->is_settled = true;
            tie(ties, which, (size_t)one->word);
        } else if (ties->may_come && !word->is_whole) {
            return one->is_whole != was_whole;
        }
    }
    if (!one->is_settled)
        one->is_settled = one->is_refused = true;
    return !was_settled || one->is_whole != was_whole;
}

/* --- all of them --- */

static void push(struct circle_ties *ties, size_t which)
{
    ties->waiting = arena_grow(ties->arena, ties->waiting, ties->waiting_count, &ties->waiting_room,
                               sizeof(*ties->waiting));
    ties->waiting[ties->waiting_count++] = which;
}

/* What was judged on less is judged again. */
static void judge(struct circle_ties *ties, size_t which)
{
    struct linked *one = &ties->acts[which];
    bool is_first = !one->is_judged;
    bool is_more = one->is_erasing ? judge_erasing(ties, which) : judge_word(ties, which);

    one->is_judged = true;
    for (size_t i = 0; (is_first || is_more) && i < one->namer_count; i++)
        if (ties->acts[one->namers[i]].is_judged)
            push(ties, one->namers[i]);
}

/* Those that it names come before it, however long the row is. */
static void walk(struct circle_ties *ties, size_t from)
{
    size_t *row = NULL, count = 0, room = 0;

    if (ties->acts[from].is_walked)
        return;
    row = arena_grow(ties->arena, row, count, &room, sizeof(*row));
    row[count++] = from;
    ties->acts[from].is_walked = true;
    while (count) {
        struct linked *one = &ties->acts[row[count - 1]];
        int next = NOT_THERE;
        while (one->at < one->on_count && next < 0) {
            next = one->named[one->at++];
            if (next >= 0 && ties->acts[next].is_walked)
                next = NOT_THERE;
        }
        if (next < 0) {
            judge(ties, row[--count]);
            continue;
        }
        ties->acts[next].is_walked = true;
        row = arena_grow(ties->arena, row, count, &room, sizeof(*row));
        row[count++] = (size_t)next;
    }
}

void circle_ties_settle(struct circle_ties *ties)
{
    place_new(ties);
    for (; ties->first < ties->count; ties->first++)
        walk(ties, ties->first);
    while (ties->waiting_count)
        judge(ties, ties->waiting[--ties->waiting_count]);
}

bool circle_ties_is_refused(const struct circle_ties *ties, size_t which)
{
    return ties->acts[which].is_refused;
}

const struct circle *circle_ties_said(const struct circle_ties *ties, size_t which)
{
    return &ties->acts[which].own;
}
