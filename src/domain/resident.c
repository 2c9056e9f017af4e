/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/resident.h"

#include "shouwen/domain/parts.h"

#include <stdio.h>
#include <string.h>

bool resident_lives_alone(const char *tags)
{
    return strstr(tags, "独居") || strstr(tags, "alone");
}

const char *resident_former(struct arena *arena, const char *tags)
{
    static const char *const words[] = {"迁出", "迁离", "搬走", "搬离",   "去世",
                                        "已故", "死亡", "亡故", "former", "deceased"};
    const char *part;
    size_t length;

    while (parts_next(&tags, PARTS_LIST, &part, &length))
        for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
            if (memmem(part, length, words[i], strlen(words[i])))
                return parts_plain(arena, part, length, PARTS_LIST);
    return NULL;
}

/* CARD_DIGITS: fewer say nothing. */
enum { CARD_DIGITS = 4, OLD_LENGTH = 15, NEW_LENGTH = 18, CENTURY_AT = 6, CENTURY_LENGTH = 2 };

const char *resident_card(const char *cell, char out[RESIDENT_CARD_ROOM])
{
    size_t length = 0;

    for (; *cell && length < RESIDENT_CARD_ROOM - 1; cell++)
        if (*cell >= '0' && *cell <= '9')
            out[length++] = *cell;
        else if (length == NEW_LENGTH - 1 && (*cell | 0x20) == 'x')
            out[length++] = 'X';
    out[length >= CARD_DIGITS ? length : 0] = '\0';
    return out;
}

/* Of the 17 digits before it, ISO 7064 MOD 11-2. */
static char check_character(const char *digits)
{
    unsigned rest = 0;

    for (size_t i = 0; i < NEW_LENGTH - 1; i++)
        rest = (rest + (unsigned)(digits[i] - '0')) * 2 % 11;
    return "10X98765432"[rest];
}

const char *resident_card_other(const char *card, char out[RESIDENT_CARD_ROOM])
{
    size_t length = strlen(card);

    *out = '\0';
    if (length == OLD_LENGTH) {
        int used =
            snprintf(out, RESIDENT_CARD_ROOM, "%.*s19%s", CENTURY_AT, card, card + CENTURY_AT);
        out[used] = check_character(out);
        out[used + 1] = '\0';
    } else if (length == NEW_LENGTH && strncmp(card + CENTURY_AT, "19", CENTURY_LENGTH) == 0) {
        snprintf(out, RESIDENT_CARD_ROOM, "%.*s%.*s", CENTURY_AT, card, OLD_LENGTH - CENTURY_AT,
                 card + CENTURY_AT + CENTURY_LENGTH);
    }
    return out;
}

bool resident_is_same_card(const char *one, const char *other)
{
    char card[RESIDENT_CARD_ROOM], their_card[RESIDENT_CARD_ROOM], as_other[RESIDENT_CARD_ROOM];

    resident_card(one, card);
    resident_card(other, their_card);
    return *card && (strcmp(card, their_card) == 0 ||
                     strcmp(resident_card_other(card, as_other), their_card) == 0);
}

static bool is_among(const char *const *ids, size_t count, const char *id, size_t *at)
{
    for (*at = 0; *at < count; ++*at)
        if (strcmp(ids[*at], id) == 0)
            return true;
    return false;
}

const char *resident_who(struct arena *arena, const char *id,
                         const char *(*joined)(void *context, const char *id), void *context)
{
    const char **way = NULL, *next = id, *into;
    size_t count = 0, room = 0, at = 0;

    while ((into = joined(context, next)) && *into && !is_among(way, count, next, &at)) {
        way = arena_grow(arena, way, count, &room, sizeof(*way));
        way[count++] = arena_copy(arena, next);
        next = arena_copy(arena, into);
    }
    if (!into) /* it was joined into somebody who is not there: as if it were not */
        return count ? way[count - 1] : arena_copy(arena, id);
    if (!*into)
        return arena_copy(arena, next);
    for (const char *lowest = next;; at++) {
        if (at == count)
            return lowest;
        if (strcmp(way[at], lowest) < 0)
            lowest = way[at];
    }
}

const char *resident_station(const struct record *resident, char out[NODE_PART])
{
    const char *grid = record_text(resident, RECORD_RESIDENTS_GRID);
    size_t length = strcspn(grid, "-");

    if (*grid && length < NODE_PART)
        snprintf(out, NODE_PART, "%.*s", (int)length, grid);
    else
        snprintf(out, NODE_PART, "%s", record_text(resident, RECORD_RESIDENTS_NODE));
    return out;
}
