/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/board.h"
#include "shouwen/intake/csv.h"

#include <inttypes.h>

enum { NAME_COLUMNS = 18, LEADER_COLUMNS = 10, NUMBER_COLUMNS = 10 };

static void put_days(struct json *object, const char *key, int32_t days)
{
    if (days == BOARD_NONE)
        json_put(object, key, json_new_null());
    else
        json_put_integer(object, key, days);
}

static void print_json(struct call *call, const struct board *board)
{
    struct json *value = json_new_object(), *list = json_new_array();

    for (size_t i = 0; i < board->count; i++) {
        const struct board_row *row = &board->rows[i];
        struct json *item = json_new_object();
        json_put_text(item, "code", row->code);
        json_put_text(item, "name", row->name);
        json_put_text(item, "leader", *row->leader ? row->leader : NULL);
        json_put_boolean(item, "leader_left", row->leader_has_left);
        json_put_integer(item, "open", row->open_count);
        json_put_integer(item, "late", row->late_count);
        json_put_integer(item, "due_today", row->today_count);
        json_put_integer(item, "to_review", row->review_count);
        put_days(item, "oldest_days", row->oldest_days);
        put_days(item, "due_in_days", row->due_in_days);
        json_add(list, item);
    }
    json_put_text(value, "station", board->station);
    if (board->station)
        json_put_integer(value, "without_grid", board->ungridded_count);
    json_put(value, board->station ? "grids" : "stations", list);
    call_print(call, value);
}

/* A number of days; nothing where there is none. */
static void add_days(struct text *out, int32_t days)
{
    if (days != BOARD_NONE)
        text_addf(out, "%" PRId32, days);
}

static void print_csv(struct call *call, const struct board *board)
{
    text_add(call->out, "code,name,leader,open,late,due_today,to_review,oldest_days,due_in_days\n");
    for (size_t i = 0; i < board->count; i++) {
        const struct board_row *row = &board->rows[i];
        csv_add_cell(call->out, row->code);
        text_add_char(call->out, ',');
        csv_add_cell(call->out, row->name);
        text_add_char(call->out, ',');
        csv_add_cell(call->out, row->leader);
        text_addf(call->out, ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",", row->open_count,
                  row->late_count, row->today_count, row->review_count);
        add_days(call->out, row->oldest_days);
        text_add_char(call->out, ',');
        add_days(call->out, row->due_in_days);
        text_add_char(call->out, '\n');
    }
}

static void add_right(struct text *out, const char *text)
{
    for (int blank = utf8_columns(text); blank < NUMBER_COLUMNS; blank++)
        text_add_char(out, ' ');
    text_add(out, text);
}

static void print_text(struct call *call, const struct board *board)
{
    const char *heads[] = {_("pending"),   _("late"),   _("due today"),
                           _("to review"), _("oldest"), _("first due")};
    struct text cell = TEXT_EMPTY;

    utf8_pad(call->out, board->station ? _("grid") : _("station"), NAME_COLUMNS);
    utf8_pad(call->out, board->station ? _("leader") : _("secretary"), LEADER_COLUMNS);
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        add_right(call->out, heads[i]);
    text_add_char(call->out, '\n');
    for (size_t i = 0; i < board->count; i++) {
        const struct board_row *row = &board->rows[i];
        const int64_t counts[] = {row->open_count, row->late_count, row->today_count,
                                  row->review_count};
        utf8_pad(call->out, row->name, NAME_COLUMNS);
        text_clear(&cell);
        text_addf(&cell, row->leader_has_left ? _("left: %s") : "%s", row->leader);
        utf8_pad(call->out, cell.at, LEADER_COLUMNS);
        for (size_t j = 0; j < sizeof(counts) / sizeof(counts[0]) + 2; j++) {
            text_clear(&cell);
            if (j < 4)
                text_addf(&cell, "%" PRId64, counts[j]);
            else
                add_days(&cell, j == 4 ? row->oldest_days : row->due_in_days);
            add_right(call->out, cell.at);
        }
        text_add_char(call->out, '\n');
    }
    if (!board->count)
        text_addf(call->out, "%s\n",
                  board->station
                      ? _("no grid of this station is on the list yet; import grids brings them in")
                      : _("no station of it is on the list yet; import nodes brings them in"));
    text_release(&cell);
}

enum status verb_report_grids(struct call *call, struct error *error)
{
    const char *format = call_value(call, OPTION_FORMAT);
    struct board board;
    enum status status;

    TRY(board_load(call->desk, call_value(call, OPTION_NODE), call->arena, &board, error));
    if (call->is_json || text_same(format, "json"))
        print_json(call, &board);
    else if (text_same(format, "csv"))
        print_csv(call, &board);
    else
        print_text(call, &board);
done:
    return status;
}
