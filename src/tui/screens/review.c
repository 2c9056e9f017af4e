/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/review.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/review.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/screens/case.h"

#include <stdlib.h>
#include <string.h>

enum { WIDE = 100 }; /* columns from which on the case stands beside the list, not below */
enum { NO_DIGIT = -1 };
enum column { COLUMN_WHEN, COLUMN_SUBJECT, COLUMN_NAME, COLUMN_DOOR, COLUMN_GRID, COLUMNS };

/* What acts on a case (case_begin() and the like) finds the case under the cursor in the first
 * member. */
struct review_state {
    struct case_state shown;
    struct arena detail; /* of what is shown of the case */
    /* the case that was acted on last here, wherever the cursor is now; without a number: none, or
     * nothing of it can be taken back any more */
    struct case_state latest;
    char *undone; /* comes back to the list, and under the cursor */
    struct case_row *rows;
    struct list_row *list_rows;
    size_t count, grid_count, acts; /* acts: of the case that is shown, when it was loaded */
    struct list list;
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_WHEN] = {N_("due"), 10, 12, 2, false},
    [COLUMN_SUBJECT] = {N_("about"), 16, LIST_REST, 1, false},
    [COLUMN_NAME] = {N_("resident"), 6, 8, 4, false},
    [COLUMN_DOOR] = {N_("door"), 6, 8, 3, false},
    [COLUMN_GRID] = {N_("grid"), 4, 4, 5, false},
};

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct review_state *state = context;
    const struct case_row *shown = row->data;
    const char *tail = strrchr(shown->grid, '-');

    switch ((enum column)column) {
    case COLUMN_WHEN:
        lists_say_due(out, shown->due_on, desk_today(state->shown.desk));
        break;
    case COLUMN_SUBJECT:
        text_add(out, shown->subject);
        break;
    case COLUMN_NAME:
        text_add(out, shown->name);
        break;
    case COLUMN_DOOR:
        text_add(out, shown->door);
        break;
    case COLUMN_GRID:
        text_add(out, tail ? tail + 1 : shown->grid);
        break;
    case COLUMNS:
        break;
    }
}

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = COLUMNS,
    .empty = N_("nothing is waiting to be reviewed in your grids"),
};
static const struct list_source no_grids = {
    .cell = cell,
    .columns = columns,
    .column_count = COLUMNS,
    .empty = N_("you lead no grid; the review is for grid leaders and the secretary"),
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct review_state *state = screen->state;

    (void)argument;
    (void)error;
    state->shown.desk = screen_context(screen);
    state->shown.label = state->latest.label = (struct text)TEXT_EMPTY;
    state->shown.is_of_list = state->latest.is_of_list = true;
    state->latest.desk = state->shown.desk;
    list_init(&state->list, &source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct review_state *state = screen->state;

    list_release(&state->list);
    arena_release(&state->detail);
    text_release(&state->shown.label);
    text_release(&state->latest.label);
    free(state->shown.number);
    free(state->shown.recorded);
    free(state->latest.number);
    free(state->latest.recorded);
    free(state->undone);
}

static bool is_wide(const struct screen *screen)
{
    return screen->columns >= WIDE;
}

/* Rows of the list with its head; columns of the case. */
static int list_rows(const struct screen *screen)
{
    return is_wide(screen) ? screen->rows : screen->rows * 2 / 5;
}

static int case_columns(const struct screen *screen)
{
    return is_wide(screen) ? screen->columns / 2 : screen->columns;
}

static enum status load_shown(struct screen *screen, struct error *error)
{
    struct review_state *state = screen->state;
    struct case_state *shown = &state->shown;
    const struct list_row *row = list_selected(&state->list);
    enum status status = STATUS_OK;

    if (!row || !text_same(shown->number, row->id)) {
        free(shown->number);
        shown->number = row ? memory_copy_text(row->id) : NULL;
        shown->is_revealed = false;
    }
    arena_reset(&state->detail);
    state->acts = 0;
    if (!row)
        goto done;
    TRY(dossier_load(shown->desk, shown->number, &state->detail, &shown->dossier, error));
    TRY(case_head_load(shown, &state->detail, case_columns(screen), error));
    TRY(case_history_load(shown, &state->detail, case_columns(screen), error));
    state->acts = shown->dossier.matter.history_count;
done:
    return status;
}

static void forget_latest(struct review_state *state)
{
    free(state->latest.number);
    state->latest.number = NULL;
}

/* What the last message named, as long as it can be taken back. */
static enum status load_latest(struct screen *screen, struct error *error)
{
    struct review_state *state = screen->state;
    struct case_state *latest = &state->latest;
    enum status status = STATUS_OK;

    if (state->shown.recorded) {
        free(latest->number);
        latest->number = state->shown.recorded;
        state->shown.recorded = NULL;
    }
    if (!latest->number)
        return STATUS_OK;
    TRY(dossier_load(latest->desk, latest->number, &screen->arena, &latest->dossier, error));
    if (!latest->dossier.is_possible[ACT_UNDO])
        forget_latest(state);
done:
    return status;
}

static enum status load_list(struct screen *screen, struct error *error)
{
    struct review_state *state = screen->state;
    enum status status;

    TRY(review_load(state->shown.desk, &screen->arena, &state->rows, &state->count,
                    &state->grid_count, error));
    state->list.source = state->grid_count ? &source : &no_grids;
    state->list_rows = arena_alloc(&screen->arena, (state->count + 1) * sizeof(*state->list_rows));
    for (size_t i = 0; i < state->count; i++) {
        const struct case_row *row = &state->rows[i];
        bool is_late = row->late_on < desk_today(state->shown.desk);
        state->list_rows[i] =
            (struct list_row){row->number, row, is_late ? STYLE_HOT : STYLE_NORMAL};
    }
    list_hold(&state->list, state->list_rows, state->count);
    TRY(list_reload(&state->list, list_rows(screen) - 1, error));
    if (state->undone)
        list_select(&state->list, state->undone);
    free(state->undone);
    state->undone = NULL;
done:
    return status;
}

/* A note keeps a case in the review; then the next one comes up as after any other act. */
static bool was_noted(const struct review_state *state, size_t acts_before, const char *before)
{
    const struct matter *m = &state->shown.dossier.matter;

    return acts_before && before && text_same(before, state->shown.number) &&
           state->acts > acts_before && m->history[m->history_count - 1].act->kind == ACT_NOTE &&
           text_same(m->history[m->history_count - 1].act->by, desk_person_id(state->shown.desk));
}

static enum status load(struct screen *screen, struct error *error)
{
    struct review_state *state = screen->state;
    char *before = state->shown.number ? memory_copy_text(state->shown.number) : NULL;
    size_t acts = state->acts;
    enum status status;

    TRY(load_list(screen, error));
    TRY(load_shown(screen, error));
    if (was_noted(state, acts, before)) {
        list_handle(&state->list, COMMAND_DOWN);
        TRY(load_shown(screen, error));
    }
    TRY(load_latest(screen, error));
done:
    free(before);
    return status;
}

static void draw_case(const struct review_state *state, struct pane pane)
{
    const struct case_state *shown = &state->shown;
    struct text title = TEXT_EMPTY;
    int row = 1;

    text_addf(&title, _("brought in by %s"), review_reporter(shown->desk, &shown->dossier.matter));
    pane_rule(pane, 0, title.at);
    text_release(&title);
    for (size_t i = 0; i < shown->head.count && row < pane.rows; i++, row++) {
        const struct case_line *line = &shown->head.at[i];
        pane_put(pane, row, 1, shown->label_columns, STYLE_DIM, line->label);
        pane_put(pane, row, shown->label_columns + 2, -1, line->style, line->text);
    }
    if (row < pane.rows)
        pane_rule(pane, row++, _("history"));
    for (size_t i = 0; i < shown->history.count && row < pane.rows; i++, row++)
        pane_put(pane, row, 1, -1, shown->history.at[i].style, shown->history.at[i].text);
}

static void draw(struct screen *screen, struct pane body)
{
    struct review_state *state = screen->state;
    int left = body.columns - case_columns(screen) - 1;

    if (!state->count) {
        list_draw(&state->list, body);
    } else if (is_wide(screen)) {
        list_draw(&state->list, pane_part(body, 0, 0, -1, left));
        pane_down(body, 0, left, body.rows, STYLE_DIM, '|');
        draw_case(state, pane_part(body, 0, left + 1, -1, -1));
    } else {
        list_draw(&state->list, pane_part(body, 0, 0, list_rows(screen), -1));
        draw_case(state, pane_part(body, list_rows(screen), 0, -1, -1));
    }
}

static enum next move(struct screen *screen, enum command command)
{
    struct review_state *state = screen->state;
    struct error error;

    if (!list_handle(&state->list, command))
        return NEXT_IGNORED;
    if (load_shown(screen, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

/* Where the act is not possible, its rule says why. */
static enum next act(struct screen *screen, enum act_kind kind)
{
    struct review_state *state = screen->state;

    if (state->shown.dossier.is_possible[kind])
        return case_begin(screen, kind);
    return case_refuse(screen, kind);
}

/* Of the act that the last message named; where nothing was recorded here, of the case shown. */
static enum next undo(struct screen *screen)
{
    struct review_state *state = screen->state;
    struct act act = {.kind = ACT_UNDO};
    struct error error;

    if (!state->latest.number)
        return state->acts ? case_digit(screen, NO_DIGIT) : NEXT_STAY;
    if (case_record(screen->app, &state->latest, &act, 1, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    state->undone = state->latest.number;
    state->latest.number = NULL;
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct review_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_UNDO)
        return undo(screen);
    enum next moved = move(screen, event->command);
    if (moved != NEXT_IGNORED || !state->acts)
        return moved;
    if (command_digit(event->command) >= 0)
        return case_digit(screen, command_digit(event->command));
    switch ((int)event->command) {
    case COMMAND_SELECT:
        return screen_push(screen, &case_screen, state->shown.number);
    case COMMAND_ACCEPT:
        return act(screen, ACT_ACCEPT);
    case COMMAND_MERGE:
        return act(screen, ACT_MERGE);
    case COMMAND_REPORT_UP:
        return act(screen, ACT_REPORT_UP);
    case COMMAND_EXPLAIN:
        return screen_push(screen, &case_explain_screen, &state->shown);
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    static const struct {
        enum command command;
        enum act_kind kind;
    } acts[] = {{COMMAND_ACCEPT, ACT_ACCEPT},
                {COMMAND_MERGE, ACT_MERGE},
                {COMMAND_REPORT_UP, ACT_REPORT_UP}};
    struct review_state *state = screen->state;
    bool has_case = state->acts > 0;

    if (command == COMMAND_UNDO && state->latest.number)
        return case_digit_label(&state->latest, NO_DIGIT);
    if (command_digit(command) >= 0 || command == COMMAND_UNDO) {
        const char *own = has_case ? case_digit_label(&state->shown, command_digit(command)) : NULL;
        return own && command == COMMAND_DIGIT_1 ? _("note, ask back") : own;
    }
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
        if (acts[i].command == command)
            return has_case && state->shown.dossier.is_possible[acts[i].kind] ? usual : NULL;
    if (command == COMMAND_SELECT)
        return has_case ? _("open the case") : NULL;
    return command == COMMAND_EXPLAIN && !has_case ? NULL : usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct review_state *state = screen->state;

    text_addf(out, "%zu", state->count);
}

const struct screen_kind review_screen = {
    .name = "review",
    .title = N_("to review"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_CASE | CONTEXT_DIGITS | CONTEXT_REVIEW,
    .opens = COMMAND_REVIEW,
    .size = sizeof(struct review_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
