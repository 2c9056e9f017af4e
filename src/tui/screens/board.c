/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/board.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/board.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/screens/queue.h"

#include <stdlib.h>

enum column {
    COLUMN_NAME,
    COLUMN_LEADER,
    COLUMN_OPEN,
    COLUMN_LATE,
    COLUMN_TODAY,
    COLUMN_REVIEW,
    COLUMN_OLDEST,
    COLUMN_DUE,
    COLUMNS
};

struct board_state {
    struct desk *desk;
    char *station; /* as given; NULL: the person's own board */
    struct board board;
    struct list_row *rows;
    struct list_column columns[COLUMNS];
    struct list_source source;
    struct list list;
    struct text label;
};

static const struct list_column usual_columns[COLUMNS] = {
    [COLUMN_NAME] = {N_("grid"), 12, LIST_REST, 1, false},
    [COLUMN_LEADER] = {N_("leader"), 9, 14, 3, false},
    [COLUMN_OPEN] = {N_("pending"), 7, 8, 2, true},
    [COLUMN_LATE] = {N_("late"), 5, 8, 2, true},
    [COLUMN_TODAY] = {N_("due today"), 9, 10, 2, true},
    [COLUMN_REVIEW] = {N_("to review"), 9, 10, 2, true},
    [COLUMN_OLDEST] = {N_("oldest"), 8, 12, 4, true},
    [COLUMN_DUE] = {N_("first due"), 12, 14, 2, true},
};

static void say_days(struct text *out, int32_t days)
{
    if (days != BOARD_NONE)
        text_addf(out, ngettext("%d day", "%d days", (unsigned long)days), (int)days);
}

static void say_due(struct text *out, int32_t days)
{
    if (days == BOARD_NONE)
        return;
    if (days < 0)
        text_addf(out, ngettext("%d day late", "%d days late", (unsigned long)-days), (int)-days);
    else if (days == 0)
        text_add(out, _("today"));
    else
        text_addf(out, ngettext("in %d day", "in %d days", (unsigned long)days), (int)days);
}

/* Nothing is shown for none: what stands there is to be looked at. */
static void say_count(struct text *out, int64_t count)
{
    if (count)
        text_addf(out, "%lld", (long long)count);
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct board_row *shown = row->data;

    (void)context;
    switch ((enum column)column) {
    case COLUMN_NAME:
        text_add(out, shown->name);
        break;
    case COLUMN_LEADER:
        if (shown->leader_has_left)
            text_addf(out, _("left: %s"), shown->leader);
        else
            text_add(out, shown->leader);
        break;
    case COLUMN_OPEN:
        text_addf(out, "%lld", (long long)shown->open_count);
        break;
    case COLUMN_LATE:
        say_count(out, shown->late_count);
        break;
    case COLUMN_TODAY:
        say_count(out, shown->today_count);
        break;
    case COLUMN_REVIEW:
        say_count(out, shown->review_count);
        break;
    case COLUMN_OLDEST:
        say_days(out, shown->oldest_days);
        break;
    case COLUMN_DUE:
        say_due(out, shown->due_in_days);
        break;
    case COLUMNS:
        break;
    }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct board_state *state = screen->state;

    (void)error;
    state->desk = screen_context(screen);
    state->station = argument ? memory_copy_text(argument) : NULL;
    state->label = (struct text)TEXT_EMPTY;
    for (int i = 0; i < COLUMNS; i++)
        state->columns[i] = usual_columns[i];
    state->source = (struct list_source){
        .cell = cell,
        .columns = state->columns,
        .column_count = COLUMNS,
        .empty = N_("no grid is on the list yet; import grids brings them in"),
    };
    list_init(&state->list, &state->source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct board_state *state = screen->state;

    list_release(&state->list);
    text_release(&state->label);
    free(state->station);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct board_state *state = screen->state;
    enum status status;

    TRY(board_load(state->desk, state->station, &screen->arena, &state->board, error));
    state->rows = arena_alloc(&screen->arena, (state->board.count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < state->board.count; i++) {
        const struct board_row *row = &state->board.rows[i];
        state->rows[i] =
            (struct list_row){row->code, row, row->late_count ? STYLE_HOT : STYLE_NORMAL};
    }
    if (!state->board.station) {
        state->columns[COLUMN_NAME].title = N_("station");
        state->columns[COLUMN_LEADER].title = N_("secretary");
    }
    list_hold(&state->list, state->rows, state->board.count);
    TRY(list_reload(&state->list, screen->rows - 2, error));
done:
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    struct board_state *state = screen->state;
    int64_t open = 0, late = 0, today = 0, review = 0;

    for (size_t i = 0; i < state->board.count; i++) {
        open += state->board.rows[i].open_count;
        late += state->board.rows[i].late_count;
        today += state->board.rows[i].today_count;
        review += state->board.rows[i].review_count;
    }
    int used = pane_putf(body, 0, 1, STYLE_TITLE,
                         _("pending %lld  late %lld  due today %lld  to review %lld"),
                         (long long)open, (long long)late, (long long)today, (long long)review);
    if (state->board.ungridded_count)
        pane_putf(body, 0, used + 3, STYLE_DIM, _("without a grid %lld"),
                  (long long)state->board.ungridded_count);
    list_draw(&state->list, pane_part(body, 1, 0, -1, -1));
}

static enum next open_row(struct screen *screen)
{
    struct board_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (!row)
        return NEXT_STAY;
    /* a street among its own stations leads nowhere else */
    if (!state->board.station && state->station && text_same(row->id, state->station))
        return NEXT_STAY;
    if (!state->board.station)
        return screen_push(screen, &board_screen, row->id);
    text_clear(&state->label);
    text_addf(&state->label, "%s:%s", queue_rows[QUEUE_GRID].word, row->id);
    return screen_push(screen, &queue_screen, state->label.at);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct board_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return open_row(screen);
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct board_state *state = screen->state;

    if (command == COMMAND_SELECT)
        return state->board.station ? _("open the queue") : _("its grids");
    return usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct board_state *state = screen->state;

    if (state->station)
        text_add(out, state->board.station_name ? state->board.station_name : state->station);
}

const struct screen_kind board_screen = {
    .name = "board",
    .title = N_("grid board"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST,
    .opens = COMMAND_BOARD,
    .size = sizeof(struct board_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
