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
