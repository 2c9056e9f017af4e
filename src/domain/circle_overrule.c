/* SPDX-License-Identifier: MIT */
/* Whose a record of reference data was when somebody said something of it. What a level says of its
 * own only it and those above say, and a level above gives what it has to others or takes it back:
 * the word of who moved somebody holds against what was said there meanwhile. */
#include "config.h"

#include "domain/circle_inside.h"
#include "shouwen/base/ident.h"
#include "shouwen/domain/matter_order.h"
#include "shouwen/domain/nodecode.h"

#include <string.h>

enum judgement { UNJUDGED, HEEDED, OVERRULED };

struct judging {
    const struct circle_acts *acts;
    const char *reader;
    struct matter_order order;
    int *group;    /* of act i: those that name each other have the same */
    bool *is_word; /* of act i: it says whose the record is */
    enum judgement *judged;
};

/* Of what was put, what its author's level or one above it took back says nothing. */
static bool is_taken_back(const struct circle_acts *acts, size_t which)
{
    char hex[2 * CRYPTO_ID + 1];

    ident_hex(acts->acts[which].id, CRYPTO_ID, hex);
    for (size_t i = 0; i < acts->count; i++)
        if (acts->acts[i].kind == ACT_UNDO &&
            nodecode_is_within(acts->authors[which], acts->authors[i]) &&
            strstr(act_text(&acts->acts[i], FIELD_VOIDS), hex))
            return true;
    return false;
}

static void join_groups(struct judging *judging, int one, int other)
{
    for (size_t i = 0; one != other && i < judging->acts->count; i++)
        if (judging->group[i] == other)
            judging->group[i] = one;
}

static void begin(struct judging *judging, struct arena *arena)
{
    const struct circle_acts *acts = judging->acts;

    matter_order_init(arena, acts->acts, acts->count, &judging->order);
    judging->group = arena_alloc(arena, acts->count * sizeof(*judging->group));
    judging->is_word = arena_alloc(arena, acts->count * sizeof(*judging->is_word));
    judging->judged = arena_alloc(arena, acts->count * sizeof(*judging->judged));
    for (size_t i = 0; i < acts->count; i++) {
        judging->group[i] = (int)i;
        judging->is_word[i] =
            acts->acts[i].kind == ACT_PUT && *acts->authors[i] && !is_taken_back(acts, i);
    }
    for (size_t i = 0; i < acts->count; i++)
        for (size_t k = 0; k < acts->count; k++)
            if (matter_order_has_seen(&judging->order, i, k))
                join_groups(judging, judging->group[i], judging->group[k]);
}

/* True if a word was that it is theirs. */
static bool is_at(const struct judging *judging, size_t word, const char *node)
{
    return nodecode_is_within(judging->acts->homes[word], node);
}

static bool is_above(const struct judging *judging, size_t which, const char *author)
{
    const char *other = judging->acts->authors[which];

    return *other && strcmp(other, author) != 0 && nodecode_is_within(author, other);
}

/* True if the record that a word is about was theirs at any time; two who were given one id are
 * two. */
static bool was_at(const struct judging *judging, size_t word, const char *node)
{
    for (size_t i = 0; i < judging->acts->count; i++)
        if (judging->is_word[i] && judging->group[i] == judging->group[word] &&
            is_at(judging, i, node))
            return true;
    return false;
}

/* True if the word takes the record from them, going by what it knew. */
static bool takes_from(const struct judging *judging, size_t word, const char *node)
{
    for (size_t i = 0; i < judging->acts->count; i++)
        if (judging->is_word[i] && is_at(judging, i, node) &&
            matter_order_has_seen(&judging->order, word, i))
            return true;
    return false;
}

/* True if an act that names neither the word nor what that is about may be about the same record:
 * whom a level above has among its own staff is another one than who has the id below. */
static bool may_be_about(const struct judging *judging, size_t word, const char *author)
{
    return circle_is_of_staff(judging->acts->subject)
               ? is_at(judging, word, author)
               : !circle_is_apart(judging->acts->homes[word], author);
}

static bool is_overruled(struct judging *judging, size_t which);

/* True if a word of a level above is about the same record. */
static bool concerns(struct judging *judging, size_t word, size_t which)
{
    const char *author = judging->acts->authors[which];

    return judging->is_word[word] && is_above(judging, word, author) &&
           (may_be_about(judging, word, author) || judging->group[word] == judging->group[which] ||
            was_at(judging, word, author)) &&
           !is_overruled(judging, word);
}

/* The levels above were judged before: their codes are shorter. */
static bool judge(struct judging *judging, size_t which)
{
    const struct matter_order *order = &judging->order;
    const char *author = judging->acts->authors[which];
    bool is_own = nodecode_is_within(judging->reader, author), is_elsewhere = false;
    bool goes = false, is_taken = false;
    size_t last = 0; /* the place of the latest word that it knew of, from 1 on */

    for (size_t i = 0; i < judging->acts->count; i++) {
        if (!concerns(judging, i, which))
            continue;
        bool is_away = !is_at(judging, i, author);
        if (matter_order_has_seen(order, which, i)) {
            is_elsewhere = order->position[i] >= last ? is_away : is_elsewhere;
            last = order->position[i] >= last ? order->position[i] + 1 : last;
        } else if (is_away && !matter_order_has_seen(order, i, which)) {
            goes = true;
            is_taken |= takes_from(judging, i, author);
        }
    }
    /* in one's own area only what one had, and lost meanwhile, does not count */
    return is_own ? goes && !is_elsewhere && (last || is_taken) : goes || is_elsewhere;
}

static bool is_overruled(struct judging *judging, size_t which)
{
    if (judging->judged[which] == UNJUDGED)
        judging->judged[which] =
            *judging->acts->authors[which] && judge(judging, which) ? OVERRULED : HEEDED;
    return judging->judged[which] == OVERRULED;
}

/* True if a level above anybody who wrote says that it is somebody else's. */
static bool is_disputed(const struct circle_acts *acts)
{
    for (size_t i = 0; i < acts->count; i++)
        for (size_t k = 0; *acts->authors[i] && k < acts->count; k++)
            if (*acts->authors[k] && nodecode_is_within(acts->authors[i], acts->authors[k]) &&
                !nodecode_is_within(acts->homes[k], acts->authors[i]))
                return true;
    return false;
}

void circle_overrule(const struct circle_acts *acts, const char *reader, struct arena *arena,
                     bool *is_out)
{
    struct judging judging = {.acts = acts, .reader = reader};

    memset(is_out, 0, acts->count * sizeof(*is_out));
    if (!is_disputed(acts))
        return;
    begin(&judging, arena);
    for (size_t i = 0; i < acts->count; i++)
        is_out[i] = is_overruled(&judging, i);
}
