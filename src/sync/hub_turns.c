/* SPDX-License-Identifier: MIT */
/* Clients take turns, so that nobody waits for all that another one has put there. */
#include "config.h"

#include "sync/hub_inside.h"

#include <stdlib.h>
#include <string.h>

/* How many of one client come before those of the next. */
enum { TURN = 4 };

struct turn {
    const char *name;
    size_t number, place;
};

static int by_turn(const void *a, const void *b)
{
    const struct turn *left = a, *right = b;

    if (left->number != right->number)
        return left->number < right->number ? -1 : 1;
    return left->place < right->place ? -1 : 1;
}

/* Who sent it, as its name begins; all that is no name of a bundle counts as one. */
static size_t sender_length(const char *name)
{
    const char *end = strstr(name, "-" HUB_NAME "-");

    return end ? (size_t)(end - name) : 0;
}

void hub_take_turns(const char **names, size_t count)
{
    struct turn *turns = memory_new((count + 1) * sizeof(*turns));
    size_t of_sender = 0;

    for (size_t i = 0; i < count; i++) {
        size_t length = sender_length(names[i]);
        bool is_same = i && sender_length(names[i - 1]) == length &&
                       strncmp(names[i - 1], names[i], length) == 0;
        of_sender = is_same ? of_sender + 1 : 0;
        turns[i] = (struct turn){names[i], of_sender / TURN, i};
    }
    qsort(turns, count, sizeof(*turns), by_turn);
    for (size_t i = 0; i < count; i++)
        names[i] = turns[i].name;
    free(turns);
}
