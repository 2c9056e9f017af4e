/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/review.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/lists.h"

#include <stdlib.h>
#include <string.h>

static bool is_led(const struct people *people, const struct person *me, const char *grid)
{
    size_t length = strlen(me->node);

    if (person_has(me, ROLE_SECRETARY) && text_starts(grid, me->node) && grid[length] == '-')
        return true;
    return text_same(people_grid_leader(people, grid), me->id) ||
           (person_has(me, ROLE_GRID_LEADER) && person_list_has(me->grids, grid));
}

static int64_t due_of(const struct case_row *row)
{
    return row->due_on == CLOCK_NO_DAY ? INT32_MAX : row->due_on;
}

static int by_due(const void *a, const void *b)
{
    const struct case_row *x = a, *y = b;

    if (due_of(x) != due_of(y))
        return due_of(x) < due_of(y) ? -1 : 1;
    return (x->seq > y->seq) - (x->seq < y->seq);
}

static enum status add_grid(struct desk *desk, const char *grid, struct arena *arena,
                            struct case_row **rows, size_t *count, size_t *room,
                            struct error *error)
{
    const struct case_filter filter = {
        .queue = QUEUE_REVIEW, .argument = grid, .today = desk_today(desk), .limit = REVIEW_MOST};
    const struct lists_patience patience = {0};
    struct case_row *found;
    size_t found_count;
    enum status status;

    TRY(lists_page(desk, &filter, &patience, arena, &found, &found_count, error));
    for (size_t i = 0; i < found_count; i++) {
        *rows = arena_grow(arena, *rows, *count, room, sizeof(**rows));
        (*rows)[(*count)++] = found[i];
    }
done:
    return status;
}

enum status review_load(struct desk *desk, struct arena *arena, struct case_row **rows,
                        size_t *count, size_t *grid_count, struct error *error)
{
    const struct people *people;
    const struct person *me;
    size_t room = 0;
    enum status status;

    *rows = NULL;
    *count = *grid_count = 0;
    TRY(desk_require_person(desk, error));
    TRY(desk_refresh(desk, error));
    people = desk_people(desk);
    me = desk_person(desk);
    for (size_t i = 0; me && i < people->grid_count; i++) {
        if (!is_led(people, me, people->grids[i].code))
            continue;
        ++*grid_count;
        TRY(add_grid(desk, people->grids[i].code, arena, rows, count, &room, error));
    }
    if (*count)
        qsort(*rows, *count, sizeof(**rows), by_due);
done:
    return status;
}

const char *review_reporter(const struct desk *desk, const struct matter *matter)
{
    return desk_name(desk, matter->history[0].act->by);
}
