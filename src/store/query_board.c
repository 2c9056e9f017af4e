/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_board.h"

#include "shouwen/base/clock.h"

#include <stdlib.h>
#include <string.h>

/* The counters that are summed up: which of them says how many there are. */
struct board {
    enum sql sql;
    const char *standing;
    const char *from, *to; /* the codes around; NULL: all */
    int32_t today;
    struct arena *arena;
    struct board_count *rows;
    size_t count, room;
};

static int by_code(const void *a, const void *b)
{
    const struct board_count *x = a, *y = b;

    return strcmp(x->code, y->code);
}

static int32_t day_of(int64_t cell)
{
    return cell == INT32_MAX ? CLOCK_NO_DAY : (int32_t)cell;
}

static struct query *begin(struct db *db, const struct board *board, const char *counter)
{
    struct query *query = db_query(db, board->sql);

    query_bind_text(query, 1, counter);
    query_bind_integer(query, 2, board->today);
    if (board->from) {
        query_bind_text(query, 3, board->from);
        query_bind_text(query, 4, board->to);
    }
    return query;
}

static enum status read_standing(struct db *db, struct board *board, struct error *error)
{
    struct query *query = begin(db, board, board->standing);
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        board->rows =
            arena_grow(board->arena, board->rows, board->count, &board->room, sizeof(*board->rows));
        board->rows[board->count++] = (struct board_count){
            .code = query_copy(query, 0, board->arena),
            .open_count = query_integer(query, 1),
            .late_count = query_integer(query, 2),
            .today_count = query_integer(query, 3),
            .earliest_on = day_of(query_integer(query, 4)),
            .oldest_on = CLOCK_NO_DAY,
        };
    }
done:
    query_reset(query);
    return status;
}

/* What is open stands in the rows already, whatever else is said of it. */
static enum status read_more(struct db *db, struct board *board, const char *counter,
                             struct error *error)
{
    struct query *query = begin(db, board, counter);
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const struct board_count wanted = {.code = query_text(query, 0)};
        struct board_count *found =
            board->count ? bsearch(&wanted, board->rows, board->count, sizeof(wanted), by_code)
                         : NULL;
        if (found && strcmp(counter, "review") == 0)
            found->review_count = query_integer(query, 1);
        else if (found)
            found->oldest_on = day_of(query_integer(query, 4));
    }
done:
    query_reset(query);
    return status;
}

static enum status read_board(struct db *db, struct board *board, struct board_count **rows,
                              size_t *count, struct error *error)
{
    enum status status;

    TRY(read_standing(db, board, error));
    TRY(read_more(db, board, "review", error));
    TRY(read_more(db, board, "opened", error));
done:
    *rows = board->rows;
    *count = board->count;
    return status;
}

enum status query_board_grids(struct db *db, const char *station, int32_t today,
                              struct arena *arena, struct board_count **rows, size_t *count,
                              struct error *error)
{
    struct board board = {.sql = SQL_BOARD_GRIDS,
                          .standing = "grid",
                          .today = today,
                          .from = arena_format(arena, "%s-", station),
                          .to = arena_format(arena, "%s.", station), /* '.' comes after '-' */
                          .arena = arena};

    return read_board(db, &board, rows, count, error);
}

enum status query_board_stations(struct db *db, int32_t today, struct arena *arena,
                                 struct board_count **rows, size_t *count, struct error *error)
{
    struct board board = {
        .sql = SQL_BOARD_STATIONS, .standing = "open", .today = today, .arena = arena};

    return read_board(db, &board, rows, count, error);
}
