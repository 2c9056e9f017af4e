/* SPDX-License-Identifier: MIT */
/* Whose it is to erase what stands in a circle, and what an erasing takes. */
#include "config.h"

#include "domain/circle_inside.h"
#include "shouwen/domain/nodecode.h"

#include <string.h>

bool circle_may_erase(const struct circle *circle, const char *author, bool is_open)
{
    bool has_writer = false;

    if (circle_has_home(circle))
        return circle_covers(circle, author, strlen(author));
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == WRITER) {
            if (nodecode_is_within(circle->claims[i] + 1, author))
                return true;
            has_writer = true;
        }
    return is_open && !has_writer;
}

bool circle_is_erased(const struct circle *circle)
{
    if (circle_is_marked(circle, ERASED) || circle_is_marked(circle, BESIDE))
        return true;
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == ERASED &&
            circle_may_erase(circle, circle->claims[i] + 1, false))
            return true;
    return false;
}

bool circle_erases(const struct circle *circle, const struct circle *other)
{
    if (!circle_has_home(circle) || !circle_has_home(other) || circle_is_split(circle, other))
        return false;
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == ERASED &&
            (!circle->claims[i][1] || (circle_may_erase(circle, circle->claims[i] + 1, false) &&
                                       circle_may_erase(other, circle->claims[i] + 1, false))))
            return true;
    return false;
}

bool circle_take_beside(struct circle *circle, struct arena *arena)
{
    return circle_mark(circle, BESIDE, arena);
}

void circle_judge_erased(const struct circle *circles, size_t count, bool *is_erased)
{
    for (size_t i = 0; i < count; i++) {
        if (!circles[i].subject)
            continue;
        is_erased[i] = circle_is_erased(&circles[i]);
        for (size_t k = 0; k < count && !is_erased[i]; k++)
            is_erased[i] = k != i && circles[k].subject && circle_erases(&circles[k], &circles[i]);
    }
}
