/* SPDX-License-Identifier: MIT */
/* The circles of one record, made of its acts in a file as the hub makes them (circle_ties.h). */
#include "config.h"

#include "domain/circle_inside.h"
#include "shouwen/domain/circle_ties.h"

void circle_link(const struct circle_acts *acts, struct arena *arena, int *of,
                 struct circle_links *links)
{
    struct circle_ties *ties = circle_ties_new(acts->subject, false, arena);
    size_t *which = arena_alloc(arena, (acts->count + 1) * sizeof(*which));
    size_t count = 0;

    for (size_t i = 0; i < acts->count; i++)
        if (of[i] == CIRCLE_WAITS) {
            circle_ties_add(ties, &acts->acts[i], acts->authors[i], acts->homes[i]);
            which[count++] = i;
        }
    circle_ties_settle(ties);
    *links = (struct circle_links){
        .circles = arena_alloc(arena, (count + 1) * sizeof(*links->circles)), .count = count};
    for (size_t i = 0; i < count; i++) {
        size_t circle = circle_ties_of(ties, i);
        of[which[i]] = circle_ties_is_refused(ties, i) ? CIRCLE_NOWHERE : (int)circle;
        if (of[which[i]] == CIRCLE_NOWHERE)
            continue;
        links->circles[circle].subject = acts->subject;
        circle_join(&links->circles[circle], circle_ties_said(ties, i), arena);
    }
    links->is_erased = arena_alloc(arena, count + 1);
    circle_judge_erased(links->circles, links->count, links->is_erased);
}
