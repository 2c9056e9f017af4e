/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_board.h"

#include "shouwen/base/clock.h"

#include <stdlib.h>
#include <string.h>

static int by_code(const void *a, const void *b)
{
    const struct board_count *x = a, *y = b;

    return strcmp(x->code, y->code);
}

static int32_t day_of(struct query *query, int column)
{
    int64_t cell = query_integer(query, column);

    return query_is_null(query, column) || cell == INT32_MAX ? CLOCK_NO_DAY : (int32_t)cell;
}

/* has_more: what is to review and the oldest one, too. */
static enum status read_rows(struct query *query, bool has_more, struct arena *arena,
                             struct board_count **rows, size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct board_count){
            .code = query_copy(query, 0, arena),
            .open_count = query_integer(query, 1),
            .late_count = query_integer(query, 2),
            .today_count = query_integer(query, 3),
            .earliest_on = day_of(query, 4),
            .review_count = has_more ? query_integer(query, 5) : 0,
            .oldest_on = has_more ? day_of(query, 6) : CLOCK_NO_DAY,
        };
    }
done:
    query_reset(query);
    return status;
}

/* What is open stands in the rows already, whatever else is said of it. */
static enum status read_of_grids(struct db *db, struct board_count *rows, size_t count,
                                 struct error *error)
{
    struct query *query = db_query(db, SQL_BOARD_STATIONS_GRIDS);
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const struct board_count wanted = {.code = query_text(query, 0)};
        struct board_count *found =
            count ? bsearch(&wanted, rows, count, sizeof(wanted), by_code) : NULL;
        if (found) {
            found->review_count = query_integer(query, 1);
            found->oldest_on = day_of(query, 2);
        }
    }
done:
    query_reset(query);
    return status;
}

enum status query_board_grids(struct db *db, const char *station, int32_t today,
                              struct arena *arena, struct board_count **rows, size_t *count,
                              struct error *error)
{
    struct query *query = db_query(db, SQL_BOARD_GRIDS);

    query_bind_integer(query, 1, today);
    query_bind_text(query, 2, arena_format(arena, "%s-", station));
    query_bind_text(query, 3, arena_format(arena, "%s.", station)); /* '.' comes after '-' */
    return read_rows(query, true, arena, rows, count, error);
}

enum status query_board_stations(struct db *db, int32_t today, struct arena *arena,
                                 struct board_count **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_BOARD_STATIONS);
    enum status status;

    query_bind_integer(query, 1, today);
    TRY(read_rows(query, false, arena, rows, count, error));
    TRY(read_of_grids(db, *rows, *count, error));
done:
    return status;
}
