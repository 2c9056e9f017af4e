/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/batch.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/list.h"

#include <stdlib.h>

enum { ABOVE = 4 }; /* what it comes to, two kinds of refusals, and a rule */
enum stage { STAGE_LOOK, STAGE_RUN, STAGE_OVER };
enum column { COLUMN_FATE, COLUMN_CODE, COLUMN_SUBJECT, COLUMN_WHY, COLUMNS };

struct batch_state {
    struct desk *desk;
    struct batch batch;
    char *title;
    enum stage stage;
    bool is_stopped;
    struct list_row *rows; /* those refused first; in the batch's arena */
    struct list list;
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_FATE] = {N_("state"), 8, 10, 1, false},
    [COLUMN_CODE] = {N_("query code"), 9, 9, 2, false},
    [COLUMN_SUBJECT] = {N_("about"), 16, 30, 4, false},
    [COLUMN_WHY] = {N_("reason"), 20, LIST_REST, 3, false},
};

static bool is_undo(const struct batch_state *state)
{
    return state->batch.act.kind == ACT_UNDO;
}

static const char *say_fate(const struct batch_state *state, const struct batch_row *row)
{
    if (row->fate == BATCH_REFUSED)
        return _("refused");
    if (row->fate == BATCH_DONE)
        return is_undo(state) ? _("taken back") : _("done");
    return state->stage == STAGE_LOOK ? _("possible") : state->is_stopped ? _("not done") : "";
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct batch_row *shown = row->data;
    const char *code = ident_query_code(shown->number);

    switch ((enum column)column) {
    case COLUMN_FATE:
        text_add(out, say_fate(context, shown));
        break;
    case COLUMN_CODE:
        text_add(out, code ? code : shown->number);
        break;
    case COLUMN_SUBJECT:
        text_addf(out, "%s %s", shown->subject, shown->name);
        break;
    case COLUMN_WHY:
        if (shown->fate == BATCH_REFUSED)
            text_add(out, shown->reason);
        break;
    case COLUMNS:
        break;
    }
}

static const struct list_source source = {
    .cell = cell, .columns = columns, .column_count = COLUMNS, .empty = ""};

/* Those refused stand at the top: they are what one looks for. */
static void order_rows(struct batch_state *state)
{
    struct batch *batch = &state->batch;
    size_t count = 0;

    for (int refused = 1; refused >= 0; refused--)
        for (size_t i = 0; i < batch->count; i++) {
            const struct batch_row *row = &batch->rows[i];
            bool is_refused = row->fate == BATCH_REFUSED;
            if (is_refused == (refused == 1))
                state->rows[count++] =
                    (struct list_row){row->number, row, is_refused ? STYLE_WARNING : STYLE_NORMAL};
        }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct batch_order *order = argument;
    struct batch_state *state = screen->state;

    (void)error;
    state->desk = screen_context(screen);
    state->batch = *order->batch;
    *order->batch = (struct batch){0};
    state->title = memory_copy_text(order->title);
    state->rows = arena_alloc(&state->batch.arena, (state->batch.count + 1) * sizeof(*state->rows));
    order_rows(state);
    list_init(&state->list, &source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct batch_state *state = screen->state;

    list_release(&state->list);
    batch_release(&state->batch);
    free(state->title);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct batch_state *state = screen->state;
    int rows = screen->rows - ABOVE - 1;

    list_hold(&state->list, state->rows, state->batch.count);
    return list_reload(&state->list, rows > 1 ? rows : 1, error);
}

static void say_sum(const struct batch_state *state, struct text *out)
{
    size_t done = batch_count(&state->batch, BATCH_DONE);
    size_t refused = batch_count(&state->batch, BATCH_REFUSED);
    size_t waiting = batch_count(&state->batch, BATCH_WAITING);

    if (state->stage == STAGE_LOOK)
        text_addf(out,
                  is_undo(state) ? _("%zu can be taken back, %zu cannot")
                                 : _("%zu would go through, %zu are refused"),
                  waiting, refused);
    else if (state->stage == STAGE_RUN)
        text_addf(out, _("%zu of %zu; Esc stops after this step"), state->batch.next,
                  state->batch.count);
    else
        text_addf(out,
                  is_undo(state) ? _("%zu taken back, %zu refused") : _("%zu done, %zu refused"),
                  done, refused);
    if (state->stage == STAGE_OVER && waiting)
        text_addf(out, _(", %zu not done: you stopped here"), waiting);
}

static void draw_reasons(struct batch_state *state, struct pane body)
{
    enum { SHOWN = ABOVE - 2 };
    struct batch_reason *reasons;
    struct arena arena = {0};
    size_t count = batch_reasons(&state->batch, &arena, &reasons);
    struct text line = TEXT_EMPTY;

    for (size_t i = 0; i < count && i < SHOWN; i++) {
        text_clear(&line);
        text_addf(&line, "%3zu  %s", reasons[i].count, reasons[i].reason);
        if (i == SHOWN - 1 && count > SHOWN)
            text_addf(&line, " ..");
        pane_fill(body, 1 + (int)i, 1, -1, STYLE_WARNING, line.at);
    }
    text_release(&line);
    arena_release(&arena);
}

static void draw(struct screen *screen, struct pane body)
{
    struct batch_state *state = screen->state;
    struct text sum = TEXT_EMPTY;

    say_sum(state, &sum);
    pane_put(body, 0, 1, -1, STYLE_TITLE, sum.at);
    text_release(&sum);
    draw_reasons(state, body);
    pane_rule(body, ABOVE - 1, "");
    list_draw(&state->list, pane_part(body, ABOVE, 0, -1, -1));
}

static enum next finish(struct screen *screen)
{
    struct batch_state *state = screen->state;

    state->stage = STAGE_OVER;
    state->is_stopped = !batch_is_over(&state->batch);
    order_rows(state);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

/* One step; the next one comes with the next tick, so that keys are taken in between. */
static enum next go_on(struct screen *screen)
{
    struct batch_state *state = screen->state;
    struct error error;

    if (batch_step(state->desk, &state->batch, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return finish(screen);
    }
    if (batch_is_over(&state->batch))
        return finish(screen);
    screen_wake(screen, 0);
    return NEXT_STAY;
}

static enum next begin(struct screen *screen)
{
    struct batch_state *state = screen->state;

    if (!batch_count(&state->batch, BATCH_WAITING)) {
        app_say(screen->app, _("none of these would go through; Esc goes back"));
        return NEXT_STAY;
    }
    state->stage = STAGE_RUN;
    screen_wake(screen, 0);
    return NEXT_STAY;
}

static enum next close(struct screen *screen)
{
    struct batch_state *state = screen->state;
    long done = (long)batch_count(&state->batch, BATCH_DONE);

    return screen_answer(screen, (struct answer){true, "", done, &state->batch});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct batch_state *state = screen->state;

    if (event->kind == EVENT_TICK && state->stage == STAGE_RUN)
        return go_on(screen);
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_BACK && state->stage == STAGE_RUN)
        return finish(screen);
    if (event->command == COMMAND_BACK && state->stage == STAGE_OVER)
        return close(screen);
    if (event->command == COMMAND_SELECT && state->stage != STAGE_RUN)
        return state->stage == STAGE_LOOK ? begin(screen) : close(screen);
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    static const char *const enters[] = {
        [STAGE_LOOK] = N_("do it"), [STAGE_RUN] = NULL, [STAGE_OVER] = N_("go back")};
    const struct batch_state *state = screen->state;

    if (command == COMMAND_SELECT && state->stage == STAGE_LOOK && is_undo(state))
        return _("take back");
    if (command == COMMAND_SELECT)
        return enters[state->stage] ? _(enters[state->stage]) : NULL;
    if (command == COMMAND_BACK && state->stage == STAGE_RUN)
        return _("stop");
    return usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct batch_state *state = screen->state;

    text_add(out, state->title);
}

const struct screen_kind batch_screen = {
    .name = "batch",
    .title = N_("several cases"),
    .contexts = CONTEXT_OVERLAY,
    .size = sizeof(struct batch_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
