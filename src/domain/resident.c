/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/resident.h"

#include "shouwen/domain/parts.h"

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
