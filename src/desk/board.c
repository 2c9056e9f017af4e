/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/board.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/visibility.h"
#include "shouwen/store/query_board.h"
#include "shouwen/store/records.h"

#include <stdlib.h>
#include <string.h>

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_need(const void *a, const void *b)
{
    const struct board_row *x = a, *y = b;
    int32_t due_x = x->due_in_days == BOARD_NONE ? INT32_MAX : x->due_in_days;
    int32_t due_y = y->due_in_days == BOARD_NONE ? INT32_MAX : y->due_in_days;
    int order = compare(y->late_count, x->late_count);

    order = order ? order : compare(y->today_count, x->today_count);
    order = order ? order : compare(y->review_count, x->review_count);
    order = order ? order : compare(due_x, due_y);
    order = order ? order : compare(y->open_count, x->open_count);
    return order ? order : strcmp(x->code, y->code);
}

void board_sort(struct board_row *rows, size_t count)
{
    if (count)
        qsort(rows, count, sizeof(*rows), by_need);
}

/* What is gathered while the rows are made. */
struct making {
    struct desk *desk;
    struct arena *arena;
    struct visibility sight;
    const char *station; /* NULL: rows are stations */
    const char *area;    /* that these lie in; NULL: all that are seen */
    bool has_all;        /* of its grids */
    struct board_count *counts;
    size_t count_count;
    struct board_row *rows;
    size_t count, room;
};

static int32_t days_between(int32_t from, int32_t to)
{
    return from == CLOCK_NO_DAY || to == CLOCK_NO_DAY ? BOARD_NONE : to - from;
}

static int by_code(const void *a, const void *b)
{
    const struct board_count *x = a, *y = b;

    return strcmp(x->code, y->code);
}

static void take_counts(const struct making *making, struct board_row *row)
{
    const struct board_count wanted = {.code = row->code}, *count = NULL;
    int32_t today = desk_today(making->desk);

    row->oldest_days = row->due_in_days = BOARD_NONE;
    if (making->count_count)
        count = bsearch(&wanted, making->counts, making->count_count, sizeof(wanted), by_code);
    if (!count)
        return;
    row->open_count = count->open_count;
    row->late_count = count->late_count;
    row->today_count = count->today_count;
    row->review_count = count->review_count;
    row->oldest_days = days_between(count->oldest_on, today);
    row->due_in_days = days_between(today, count->earliest_on);
}

static void add_row(struct making *making, const char *code, const char *name, const char *leader)
{
    making->rows = arena_grow(making->arena, making->rows, making->count, &making->room,
                              sizeof(*making->rows));
    struct board_row *row = &making->rows[making->count++];
    const struct person *person = people_find(desk_people(making->desk), leader);
    *row = (struct board_row){.code = arena_copy(making->arena, code),
                              .name = arena_copy(making->arena, *name ? name : code),
                              .leader = arena_copy(making->arena, desk_name(making->desk, leader)),
                              .leader_has_left = person && person->status == PERSON_LEFT};
    take_counts(making, row);
}

static enum status visit_grid(void *context, const struct record *record, struct error *error)
{
    struct making *making = context;
    size_t length = strlen(making->station);
    bool is_ours = text_starts(record->id, making->station) && record->id[length] == '-';

    (void)error;
    if (is_ours && (making->has_all || visibility_has_grid(&making->sight, record->id)))
        add_row(making, record->id, record->value[RECORD_GRIDS_NAME],
                people_grid_leader(desk_people(making->desk), record->id));
    return STATUS_OK;
}

static enum status visit_station(void *context, const struct record *record, struct error *error)
{
    struct making *making = context;
    const struct person *secretary;
    enum node_level level = node_level_of(record->id);

    (void)error;
    if ((level != NODE_STATION && level != NODE_STREET) ||
        (making->area && !nodecode_is_within(record->id, making->area)) ||
        !(visibility_covers(&making->sight, record->id) ||
          visibility_has_heads(&making->sight, record->id)))
        return STATUS_OK;
    secretary = responsibility_secretary(desk_people(making->desk), record->id);
    add_row(making, record->id, record->value[RECORD_NODES_NAME], secretary ? secretary->id : "");
    return STATUS_OK;
}

/* A station has its grids shown, a street or district its stations. */
static enum status take_node(struct making *making, const char *node, struct error *error)
{
    const struct person *me = desk_person(making->desk);
    enum node_level level;

    if (!node) {
        const char *own = me ? me->node : desk_node(making->desk);
        making->station = node_level_of(own) == NODE_STATION ? own : NULL;
        return STATUS_OK;
    }
    level = node_level_of(node);
    if (level == NODE_STATION)
        making->station = node;
    else if (level == NODE_STREET || level == NODE_DISTRICT)
        making->area = node;
    else
        return error_set(error, STATUS_INVALID, "node",
                         _("\"%s\" is no station, street or district; say its code of 12, 9 or 6 "
                           "digits"),
                         node);
    return STATUS_OK;
}

static bool is_seen(struct making *making)
{
    const char *node = making->station ? making->station : making->area;
    if (!node)
        return making->sight.reach & (REACH_STREET | REACH_DISTRICT | REACH_FILE) ||
               !making->sight.person;
    making->has_all =
        visibility_covers(&making->sight, node) || visibility_has_heads(&making->sight, node);
    return making->has_all || (making->station && making->sight.reach & REACH_GRIDS);
}

/* What is open at a station, and in none of its grids. */
static enum status read_ungridded(struct making *making, int64_t *ungridded, struct error *error)
{
    struct board_count *stations;
    size_t count;
    enum status status;

    TRY(query_board_stations(desk_reader(making->desk), desk_today(making->desk), making->arena,
                             &stations, &count, error));
    for (size_t i = 0; i < count; i++)
        if (strcmp(stations[i].code, making->station) == 0)
            *ungridded = stations[i].open_count;
    for (size_t i = 0; i < making->count_count; i++)
        *ungridded -= making->counts[i].open_count;
    *ungridded = *ungridded > 0 ? *ungridded : 0;
done:
    return status;
}

static enum status read_grids(struct making *making, int64_t *ungridded, struct error *error)
{
    struct db *db = desk_reader(making->desk);
    enum status status;

    TRY(query_board_grids(db, making->station, desk_today(making->desk), making->arena,
                          &making->counts, &making->count_count, error));
    TRY(records_each(db, RECORD_GRIDS, "", visit_grid, making, error));
    if (making->has_all)
        TRY(read_ungridded(making, ungridded, error));
done:
    return status;
}

static enum status read_stations(struct making *making, struct error *error)
{
    struct db *db = desk_reader(making->desk);
    enum status status;

    TRY(query_board_stations(db, desk_today(making->desk), making->arena, &making->counts,
                             &making->count_count, error));
    TRY(records_each(db, RECORD_NODES, "", visit_station, making, error));
done:
    return status;
}

static enum status deny(struct desk *desk, struct error *error)
{
    error_set(error, STATUS_DENIED, "as",
              _("the board is for those who see a grid, a station or a street as a whole"));
    return desk_note_refusal(desk, STATUS_DENIED, "report grids", "", error);
}

enum status board_load(struct desk *desk, const char *node, struct arena *arena,
                       struct board *board, struct error *error)
{
    struct making making = {.desk = desk, .arena = arena};
    struct record record;
    enum status status;
    bool found;

    *board = (struct board){.station_name = ""};
    TRY(desk_require_person(desk, error));
    TRY(desk_refresh(desk, error));
    making.sight = visibility_of(desk_people(desk), desk_person(desk));
    TRY(take_node(&making, node, error));
    if (!is_seen(&making))
        return deny(desk, error);
    if (making.station)
        TRY(read_grids(&making, &board->ungridded_count, error));
    else
        TRY(read_stations(&making, error));
    board_sort(making.rows, making.count);
    board->rows = making.rows;
    board->count = making.count;
    board->station = making.station ? arena_copy(arena, making.station) : NULL;
    node = making.station ? making.station : making.area;
    if (!node)
        goto done;
    board->station_name = arena_copy(arena, node);
    TRY(records_get(desk_reader(desk), RECORD_NODES, node, arena, &record, &found, error));
    if (found && *record.value[RECORD_NODES_NAME])
        board->station_name = record.value[RECORD_NODES_NAME];
done:
    return status;
}
