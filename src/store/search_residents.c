/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/resident.h"

#include <string.h>

/* RANGE_MOST: of one range so many rows are looked at: enough to order, few enough to be quick.
 * SYLLABLE_LEAST: one letter is an initial, and not the beginning of a syllable. */
enum { RANGE_MOST = 64, SYLLABLE_LEAST = 2 };

enum { WHO = 11 }; /* the column of whom a record stands for, if not for itself */

static void read_resident(struct search *search, struct query *query, enum search_why why,
                          struct search_candidate *candidate)
{
    struct search_resident *hit = &candidate->hit;

    *candidate = (struct search_candidate){.seq = query_integer(query, 0)};
    hit->id = query_copy(query, 1, search->arena);
    hit->name = query_copy(query, 2, search->arena);
    hit->sex = query_copy(query, 3, search->arena);
    if (!clock_parse_day(query_text(query, 4), &hit->birth_on))
        hit->birth_on = CLOCK_NO_DAY;
    hit->phone = query_copy(query, 5, search->arena);
    hit->door = query_copy(query, 6, search->arena);
    hit->grid = query_copy(query, 7, search->arena);
    hit->tags = query_copy(query, 8, search->arena);
    hit->contact_on = CLOCK_NO_DAY;
    hit->former = resident_former(search->arena, hit->tags);
    hit->why = why;
    candidate->sort_key = query_copy(query, 9, search->arena);
    hit->node = candidate->node = query_copy(query, 10, search->arena);
}

static bool is_taken(const struct search_candidates *candidates, int64_t seq)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->at[i].seq == seq)
            return true;
    return false;
}

enum status search_take_residents(struct search *search, struct search_candidates *candidates,
                                  struct query *query, enum search_why why, bool may_have_case,
                                  struct error *error)
{
    const char **others = NULL;
    size_t other_count = 0, other_room = 0;
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (is_taken(candidates, query_integer(query, 0)))
            continue;
        if (*query_text(query, WHO)) { /* joined: found by what it says, shown as whom it means */
            others = arena_grow(search->arena, others, other_count, &other_room, sizeof(*others));
            others[other_count++] = query_copy(query, WHO, search->arena);
            continue;
        }
        candidates->at = arena_grow(search->arena, candidates->at, candidates->count,
                                    &candidates->room, sizeof(*candidates->at));
        read_resident(search, query, why, &candidates->at[candidates->count]);
        candidates->at[candidates->count++].may_have_case = may_have_case;
    }
    for (size_t i = 0; i < other_count; i++) {
        query = db_query(search->db, SQL_FIND_RESIDENTS_ID);
        query_bind_text(query, 1, others[i]);
        TRY(search_take_residents(search, candidates, query, why, may_have_case, error));
    }
done:
    return status;
}

/* Residents who are not former ones: those come after everybody, so they fill no tier. */
static bool is_enough(const struct search *search, const struct search_candidates *candidates)
{
    size_t count = 0;

    for (size_t i = 0; i < candidates->count; i++)
        count += !candidates->at[i].hit.former;
    return count >= search->limit;
}

/* What one tier asks for: the keys of a kind that are, or begin with, a text. */
struct tier {
    enum search_kind kind;
    bool is_prefix;
    enum search_why why;
};

/* The nearest first: if they are enough, nobody else can come before them. */
static enum status take_tier(struct search *search, struct search_candidates *candidates,
                             const struct tier *tier, const char *key, struct error *error)
{
    enum sql sql = tier->is_prefix ? SQL_FIND_RESIDENTS_PREFIX : SQL_FIND_RESIDENTS_EXACT;
    bool has_near = search_key_has_near(tier->kind);
    enum status status = STATUS_OK;

    for (int near = has_near ? 0 : SEARCH_NEAR_ALL; near < SEARCH_NEARS; near++) {
        if (near == SEARCH_NEAR_KNOWN && is_enough(search, candidates))
            break;
        TRY(search_take_residents(
            search, candidates,
            search_lookup(search->db, sql, tier->kind, (enum search_near)near, key, RANGE_MOST),
            tier->why, !has_near || near < SEARCH_NEAR_ALL, error));
    }
done:
    return status;
}

static enum status take_tiers(struct search *search, struct search_candidates *candidates,
                              const struct tier *tiers, size_t count, const char *key,
                              struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && !is_enough(search, candidates); i++)
        if (tiers[i].kind != SEARCH_KEY_PINYIN || search->typed.letter_count >= SYLLABLE_LEAST)
            TRY(take_tier(search, candidates, &tiers[i], key, error));
done:
    return status;
}

static enum status take_door(struct search *search, struct search_candidates *candidates,
                             enum sql sql, const char *door, struct error *error)
{
    struct query *query = db_query(search->db, sql);

    query_bind_text(query, 1, door);
    query_bind_integer(query, 2, RANGE_MOST);
    if (sql == SQL_FIND_RESIDENTS_DOOR_HERE)
        query_bind_text(query, 3, search->context->node);
    return search_take_residents(search, candidates, query, SEARCH_WHY_DOOR, true, error);
}

/* Said in one breath, 5102 for 5-102: the last part is the room, of three digits mostly. */
static enum status take_spoken_door(struct search *search, struct search_candidates *candidates,
                                    struct error *error)
{
    enum { LEAST = 3, MOST = 7, ROOMS = 3 };
    static const size_t rooms[ROOMS] = {3, 4, 2};
    const char *typed = search->typed.name;
    size_t length = strlen(typed);
    enum status status = STATUS_OK;

    if (length < LEAST || length > MOST || typed[strspn(typed, "0123456789")])
        return STATUS_OK;
    for (int i = 0; i < ROOMS && !is_enough(search, candidates); i++) {
        if (length <= rooms[i])
            continue;
        int house = (int)(length - rooms[i]);
        const char *door = arena_format(search->arena, "%.*s-%s", house, typed, typed + house);
        TRY(take_door(search, candidates, SQL_FIND_RESIDENTS_DOOR_HERE, door, error));
        TRY(take_door(search, candidates, SQL_FIND_RESIDENTS_DOOR, door, error));
    }
done:
    return status;
}

/* Of this station, of any, and who lives behind doors that begin like this one. A door without a
 * canonical form is found by all of its text. */
static enum status take_household(struct search *search, struct search_candidates *candidates,
                                  struct error *error)
{
    static const enum sql steps[] = {SQL_FIND_RESIDENTS_DOOR_HERE, SQL_FIND_RESIDENTS_DOOR,
                                     SQL_FIND_RESIDENTS_STAIRWELL};
    const char *door = search->typed.door;
    enum status status = STATUS_OK;

    if (!*door) {
        TRY(take_door(search, candidates, SQL_FIND_RESIDENTS_DOOR, search->typed.name, error));
        TRY(take_spoken_door(search, candidates, error));
        goto done;
    }
    for (size_t i = 0; i < 3 && !is_enough(search, candidates); i++)
        TRY(take_door(search, candidates, steps[i], door, error));
done:
    return status;
}

enum status search_find_residents(struct search *search, struct error *error)
{
    static const struct tier whole_numbers[] = {{SEARCH_KEY_PHONE, false, SEARCH_WHY_PHONE},
                                                {SEARCH_KEY_CARD, false, SEARCH_WHY_CARD}};
    static const struct tier tails[] = {{SEARCH_KEY_PHONE, true, SEARCH_WHY_PHONE_TAIL},
                                        {SEARCH_KEY_CARD, true, SEARCH_WHY_CARD_TAIL}};
    static const struct tier names[] = {{SEARCH_KEY_NAME, false, SEARCH_WHY_NAME},
                                        {SEARCH_KEY_INITIALS, false, SEARCH_WHY_INITIALS},
                                        {SEARCH_KEY_PINYIN, false, SEARCH_WHY_PINYIN},
                                        {SEARCH_KEY_NAME, true, SEARCH_WHY_NAME_PREFIX},
                                        {SEARCH_KEY_INITIALS, true, SEARCH_WHY_INITIALS_PREFIX},
                                        {SEARCH_KEY_PINYIN, true, SEARCH_WHY_PINYIN_PREFIX},
                                        {SEARCH_KEY_INSIDE, true, SEARCH_WHY_NAME_INSIDE}};
    struct search_candidates candidates = {0};
    const struct search_typed *typed = &search->typed;
    enum status status = STATUS_OK;

    if (*typed->number) {
        TRY(take_tiers(search, &candidates, whole_numbers, 2, typed->number, error));
        TRY(take_tiers(search, &candidates, tails, 2, typed->number, error));
    }
    if (*typed->name)
        TRY(take_household(search, &candidates, error));
    if (!*typed->number && *typed->name)
        TRY(take_tiers(search, &candidates, names, sizeof(names) / sizeof(*names), typed->name,
                       error));
done:
    if (status == STATUS_OK || status == STATUS_BUSY) {
        enum status ranked = search_rank_residents(search, &candidates, error);
        status = status == STATUS_OK ? ranked : status;
    }
    return status;
}
