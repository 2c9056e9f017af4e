/* SPDX-License-Identifier: MIT */
/* Acts of one record that are about the same one (domain/circle_ties.h), where that takes more than
 * the circles that they are in: all of the record are read, once in a transaction. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/domain/circle_ties.h"

#include <string.h>

enum { MANY = 8 }; /* circles of one subject: to look through them costs more than to note it */

/* What is known of a subject. */
struct hub_ties {
    struct hub_ties *next; /* in its bucket */
    const char *subject;
    bool is_calm;
    struct circle_ties *ties; /* NULL: its acts were not read */
    int64_t *circles;         /* of the acts, by their numbers; 0: in none that is seen */
    size_t count, room;
    bool is_placing; /* the last one is not in its circle yet */
};

static struct hub_ties **place_of(struct hub *hub, const char *subject)
{
    uint32_t hash = 2166136261U;

    for (const char *at = subject; *at; at++)
        hash = (hash ^ (uint8_t)*at) * 16777619U;
    struct hub_ties **place = &hub->ties[hash % HUB_TIES];
    while (*place && strcmp((*place)->subject, subject) != 0)
        place = &(*place)->next;
    return place;
}

static struct hub_ties *find(struct hub *hub, const char *subject)
{
    return hub->ties_count ? *place_of(hub, subject) : NULL;
}

static struct hub_ties *find_or_add(struct hub *hub, const char *subject)
{
    struct hub_ties **place = place_of(hub, subject);

    if (!*place) {
        *place = arena_alloc(&hub->ties_arena, sizeof(**place));
        (*place)->subject = arena_copy(&hub->ties_arena, subject);
        hub->ties_count++;
    }
    return *place;
}

void hub_ties_forget(struct hub *hub)
{
    if (hub->ties_count)
        memset(hub->ties, 0, sizeof(hub->ties));
    hub->ties_count = 0;
    arena_release(&hub->ties_arena);
}

/* --- what stands beside --- */

bool hub_is_calm(struct hub *hub, const char *subject)
{
    const struct hub_ties *known = find(hub, subject);

    return known && known->is_calm;
}

void hub_calm(struct hub *hub, const struct hub_circle *circles, size_t count)
{
    bool is_calm = count >= MANY;

    for (size_t i = 0; i < count && is_calm; i++)
        is_calm = !circle_has_erasing(&circles[i].circle);
    if (is_calm)
        find_or_add(hub, circles[0].circle.subject)->is_calm = true;
    else if (count && hub_is_calm(hub, circles[0].circle.subject))
        find_or_add(hub, circles[0].circle.subject)->is_calm = false;
}

/* --- the acts of a record --- */

static void add(struct hub *hub, struct hub_ties *known, const struct act *act, const char *author,
                int64_t circle)
{
    struct act kept = *act;
    struct arena *arena = &hub->ties_arena;

    kept.on =
        act->on_count ? arena_copy_bytes(arena, act->on, act->on_count * sizeof(*act->on)) : NULL;
    circle_ties_add(known->ties, &kept, arena_copy(arena, author), "");
    known->circles =
        arena_grow(arena, known->circles, known->count, &known->room, sizeof(*known->circles));
    known->circles[known->count++] = circle;
}

static enum status read_some(struct hub *hub, struct hub_ties *known, const char *subject,
                             bool is_seen, struct error *error)
{
    struct arena arena = {0};
    struct hub_head *heads;
    enum status status;
    size_t count;

    TRY(hub_store_heads_of(hub->store, subject, &arena, &heads, &count, error));
    for (size_t i = 0; i < count; i++)
        add(hub, known, &heads[i].act, heads[i].author, is_seen ? heads[i].circle : 0);
done:
    arena_release(&arena);
    return status;
}

/* What was kept out is named as well. */
static enum status read_ties(struct hub *hub, const char *subject, struct hub_ties **out,
                             struct error *error)
{
    struct hub_ties *known = *out = find_or_add(hub, subject);
    const struct circle circle = {.subject = subject};
    struct arena arena = {0};
    const char *aside;
    enum status status = STATUS_OK;

    if (known->ties)
        return STATUS_OK;
    known->ties = circle_ties_new(subject, true, &hub->ties_arena);
    circle_has_aside(&circle, &arena, &aside);
    TRY(read_some(hub, known, subject, true, error));
    TRY(read_some(hub, known, aside, false, error));
done:
    arena_release(&arena);
    return status;
}

void hub_tied(struct hub *hub, const struct act *act, const char *author, int64_t circle)
{
    struct hub_ties *known = find(hub, act->subject);

    if (!known || !known->ties)
        return;
    if (!known->is_placing)
        add(hub, known, act, author, circle);
    circle_ties_settle(known->ties);
    known->circles[known->count - 1] = circle;
    known->is_placing = false;
}

/* --- joining --- */

enum status hub_join(struct hub *hub, struct hub_circle *circle, int64_t id, struct arena *arena,
                     struct error *error)
{
    const char *subject = circle->circle.subject;
    struct hub_ties *known = find(hub, subject);
    struct text claims = TEXT_EMPTY;
    struct hub_circle other;
    struct circle before;
    enum status status;

    TRY(hub_store_circle_get(hub->store, id, arena, &other, error));
    if (!other.id)
        goto done;
    circle_write(&circle->circle, &claims);
    circle_read(&before, subject, claims.at, arena);
    circle_join(&circle->circle, &other.circle, arena);
    TRY(hub_feed_earlier(hub, circle->id, &before, &circle->circle, error));
    TRY(hub_feed_earlier(hub, id, &other.circle, &circle->circle, error));
    hub_said_forget(hub, subject);
    TRY(hub_store_circle_move(hub->store, id, circle->id, error));
    for (size_t i = 0; known && i < known->count; i++)
        if (known->circles[i] == id)
            known->circles[i] = circle->id;
done:
    text_release(&claims);
    return status;
}

/* Two others that the act holds together. */
static enum status join_others(struct hub *hub, int64_t to, int64_t from, struct error *error)
{
    struct hub_circle circle;
    struct arena arena = {0};
    enum status status;

    TRY(hub_store_circle_get(hub->store, to, &arena, &circle, error));
    TRY(hub_join(hub, &circle, from, &arena, error));
    TRY(hub_store_circle_put(hub->store, &circle, error));
    TRY(hub_erase_beside(hub, &circle, &arena, error));
    if (circle_is_erased(&circle.circle))
        TRY(hub_erase(hub, &circle, &arena, error));
done:
    arena_release(&arena);
    return status;
}

/* Where one came that others waited for, they may be held together without it. */
static enum status settle_others(struct hub *hub, struct hub_ties *known, size_t mine,
                                 struct error *error)
{
    struct arena arena = {0};
    int64_t *first = arena_alloc(&arena, (known->count + 1) * sizeof(*first));
    enum status status = STATUS_OK;

    for (size_t i = 0; i < known->count; i++) {
        size_t of = circle_ties_of(known->ties, i);
        int64_t circle = known->circles[i];
        if (of == mine || !circle)
            continue;
        if (!first[of])
            first[of] = circle;
        else if (first[of] != circle)
            TRY(join_others(hub, first[of], circle, error));
    }
done:
    arena_release(&arena);
    return status;
}

enum status hub_tie(struct hub *hub, const struct act *act, const char *author, bool is_late,
                    struct arena *arena, int64_t **circles, size_t *count, bool *is_refused,
                    struct error *error)
{
    struct hub_ties *known;
    enum status status;
    size_t number, mine, room = 0;

    *circles = NULL;
    *count = 0;
    TRY(read_ties(hub, act->subject, &known, error));
    number = known->count;
    add(hub, known, act, author, 0);
    known->is_placing = true;
    circle_ties_settle(known->ties);
    *is_refused = circle_ties_is_refused(known->ties, number);
    mine = circle_ties_of(known->ties, number);
    for (size_t i = 0; i < number; i++) {
        int64_t circle = known->circles[i];
        bool is_mine = circle && circle_ties_of(known->ties, i) == mine;
        for (size_t k = 0; k < *count && is_mine; k++)
            is_mine = (*circles)[k] != circle;
        if (!is_mine)
            continue;
        *circles = arena_grow(arena, *circles, *count, &room, sizeof(**circles));
        (*circles)[(*count)++] = circle;
    }
    if (is_late)
        TRY(settle_others(hub, known, mine, error));
done:
    return status;
}
