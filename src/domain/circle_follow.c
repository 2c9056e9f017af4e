/* SPDX-License-Identifier: MIT */
/* Residents go with the cases that name them. */
#include "config.h"

#include "domain/circle_inside.h"
#include "shouwen/base/ident.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/twin.h"

#include <string.h>

size_t circle_residents(const struct circle *matter, struct arena *arena, const char ***ids)
{
    size_t count = 0;

    *ids = arena_alloc(arena, (matter->count + 1) * sizeof(**ids));
    for (size_t i = 0; i < matter->count; i++)
        if (matter->claims[i][0] == NAMES)
            (*ids)[count++] =
                arena_copy_part(arena, matter->claims[i] + 1, strcspn(matter->claims[i] + 1, "@"));
    return count;
}

/* True if an id ends with digits of some node, as lists and the program give it. */
static bool has_any_digits(const char *id)
{
    const char *tail = strrchr(id, '-');

    return tail && strlen(tail + 1) == IDENT_TAIL && strspn(tail + 1, "0123456789") == IDENT_TAIL;
}

/* True if a case of that home means, by a bare id, whoever has this one: those who are at home
 * there or above it; of those below, who may be several, whose digits it has. */
static bool is_meant_at(const char *home, const char *id, const char *theirs)
{
    return nodecode_is_within(home, theirs) ||
           (nodecode_is_within(theirs, home) &&
            (!has_any_digits(id) || circle_has_digits(id, theirs)));
}

static bool is_meant(const struct circle *resident, const struct circle *matter, const char *id,
                     const char *said)
{
    const char *at = strchr(said, TWIN_MARK);

    for (size_t i = 0; i < resident->count; i++) {
        if (resident->claims[i][0] != HOME)
            continue;
        if (at && strcmp(resident->claims[i] + 1, at + 1) == 0)
            return true;
        for (size_t k = 0; !at && k < matter->count; k++)
            if (matter->claims[k][0] == HOME &&
                is_meant_at(matter->claims[k] + 1, id, resident->claims[i] + 1))
                return true;
    }
    return false;
}

/* Two stations may have given one id to two people. */
static bool is_named(const struct circle *resident, const struct circle *matter)
{
    const char *id = strchr(resident->subject, '/') + 1;
    size_t length = strlen(id);

    for (size_t i = 0; i < matter->count; i++) {
        const char *said = matter->claims[i] + 1;
        if (matter->claims[i][0] == NAMES && strcspn(said, "@") == length &&
            strncmp(said, id, length) == 0 && is_meant(resident, matter, id, said))
            return true;
    }
    return false;
}

bool circle_follow(struct circle *resident, const struct circle *matter, struct arena *arena)
{
    bool is_new = false;

    if (!is_named(resident, matter))
        return false;
    for (size_t i = 0; i < matter->count; i++) {
        const char *unit = circle_dispatched_to(matter, matter->claims[i]);
        if (unit)
            is_new |= circle_claim(resident, UNIT, unit, arena);
    }
    return is_new;
}
