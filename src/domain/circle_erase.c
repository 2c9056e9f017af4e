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

bool circle_has_erasing(const struct circle *circle)
{
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == ERASED)
            return true;
    return false;
}

/* True if it is a home that lies above none of the others: who wrote from above is not whose it
 * is. */
static bool is_lowest(const struct circle *circle, size_t which)
{
    const char *home = circle->claims[which];

    for (size_t i = 0; *home == HOME && i < circle->count; i++)
        if (i != which && circle->claims[i][0] == HOME &&
            nodecode_is_within(circle->claims[i] + 1, home + 1))
            return false;
    return *home == HOME;
}

static bool may_be_one(const char *subject, const char *home, const char *other)
{
    return circle_is_of_staff(subject) ? strcmp(home, other) == 0 : !circle_is_apart(home, other);
}

bool circle_is_other(const struct circle *one, const struct circle *other)
{
    for (size_t i = 0; i < one->count; i++)
        for (size_t k = 0; is_lowest(one, i) && k < other->count; k++)
            if (is_lowest(other, k) &&
                may_be_one(one->subject, one->claims[i] + 1, other->claims[k] + 1))
                return false;
    return circle_has_home(one) && circle_has_home(other);
}

bool circle_erases(const struct circle *circle, const struct circle *other)
{
    if (!circle_has_home(circle) || !circle_has_home(other) || circle_is_other(circle, other))
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
