/* SPDX-License-Identifier: MIT */
/* What residents want and think, for the regular meetings. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/records.h"
#include "desk/visiting_inside.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 200 };

static bool is_wanted(const struct visiting_scope *scope, const char *source,
                      const struct record *demand)
{
    return visiting_has_place(scope, record_place(demand)) &&
           !*record_text(demand, RECORD_DEMANDS_STATE) &&
           (!source || text_same(source, record_text(demand, RECORD_DEMANDS_SOURCE)));
}

/* By grid and kind, then the newest first. */
static int by_grid(const void *a, const void *b)
{
    static const int keys[] = {RECORD_DEMANDS_GRID, RECORD_DEMANDS_KIND};
    const struct record *x = a, *y = b;

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        int order = strcmp(record_text(x, keys[i]), record_text(y, keys[i]));
        if (order)
            return order;
    }
    int order = strcmp(record_text(y, RECORD_DEMANDS_ON), record_text(x, RECORD_DEMANDS_ON));
    return order ? order : strcmp(x->id, y->id);
}

/* The list stands newest first: pages from its head until the first day. */
enum status visiting_demands(struct desk *desk, const struct visiting_scope *scope,
                             const char *source, int32_t from, int32_t to, struct arena *arena,
                             struct record **demands, size_t *count, struct error *error)
{
    struct records_page page = {.list = RECORDS_DEMANDS, .limit = PAGE};
    size_t read_count = PAGE, room = 0;
    struct record *read;
    bool is_over = false;
    enum status status = STATUS_OK;
    int32_t day;

    *demands = NULL;
    *count = 0;
    while (!is_over && read_count == PAGE) {
        TRY(records_read_page(desk_reader(desk), &page, arena, &read, &read_count, error));
        for (size_t i = 0; i < read_count && !is_over; i++) {
            if (!clock_parse_day(record_text(&read[i], RECORD_DEMANDS_ON), &day))
                continue;
            is_over = day < from;
            if (is_over || day > to || !is_wanted(scope, source, &read[i]))
                continue;
            *demands = arena_grow(arena, *demands, *count, &room, sizeof(**demands));
            (*demands)[(*count)++] = read[i];
        }
        page.from = read_count ? &read[read_count - 1] : NULL;
    }
    if (*count)
        qsort(*demands, *count, sizeof(**demands), by_grid);
done:
    return status;
}
