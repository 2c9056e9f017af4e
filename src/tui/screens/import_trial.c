/* SPDX-License-Identifier: MIT */
/* The fourth step of an import: a trial that records nothing, what it comes to, and every row that
 * is refused or odd with the reason. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/list.h"

#include <string.h>

enum { ABOVE = 3, BELOW = 4 }; /* what it comes to; the whole reason of the row with the cursor */
enum column { COLUMN_LINE, COLUMN_FATE, COLUMN_NAME, COLUMN_VALUE, COLUMN_WHY, COLUMNS };

struct trial_state {
    struct import_work *work;
    struct arena arena;
    struct list_row *rows; /* those refused first */
    struct list list;
    bool is_over;
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_LINE] = {N_("line"), 5, 6, 1, true},
    [COLUMN_FATE] = {N_("state"), 8, 10, 1, false},
    [COLUMN_NAME] = {N_("column"), 10, 14, 2, false},
    [COLUMN_VALUE] = {N_("value"), 10, 18, 2, false},
    [COLUMN_WHY] = {N_("reason"), 20, LIST_REST, 3, false},
};

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct import_problem *problem = row->data;

    (void)context;
    switch ((enum column)column) {
    case COLUMN_LINE:
        text_addf(out, "%lld", (long long)problem->line);
        break;
    case COLUMN_FATE:
        text_add(out, problem->is_refusal ? _("left out") : _("odd"));
        break;
    case COLUMN_NAME:
        text_add(out, problem->column);
        break;
    case COLUMN_VALUE:
        text_add(out, problem->value);
        break;
    case COLUMN_WHY:
        text_add(out, problem->message);
        break;
    case COLUMNS:
        break;
    }
}

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = COLUMNS,
    .empty = N_("nothing is wrong with any row; Enter shows what would change")};

static void order_rows(struct trial_state *state)
{
    const struct import_report *trial = &state->work->trial;
    size_t count = 0;

    state->rows = arena_alloc(&state->arena, (trial->problem_count + 1) * sizeof(*state->rows));
    for (int refused = 1; refused >= 0; refused--)
        for (size_t i = 0; i < trial->problem_count; i++) {
            const struct import_problem *problem = &trial->problems[i];
            if (problem->is_refusal == (refused == 1))
                state->rows[count++] =
                    (struct list_row){arena_format(&state->arena, "%zu", i), problem,
                                      refused ? STYLE_WARNING : STYLE_NORMAL};
        }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct trial_state *state = screen->state;
    struct import_work *work = (struct import_work *)(uintptr_t)argument;

    state->work = work;
    list_init(&state->list, &source, state);
    work->how.fields = mapping_fields(&work->mapping, &work->arena);
    work->how.field_count = work->mapping.count;
    work->how.has_no_headings = work->heading == PREVIEW_NO_HEADING;
    work->how.heading_line = work->how.has_no_headings ? 0 : work->preview.rows[work->heading].line;
    work->progress = (struct import_progress){0};
    screen_wake(screen, 0);
    return import_may(work->desk, error);
}

static void leave(struct screen *screen)
{
    struct trial_state *state = screen->state;

    list_release(&state->list);
    arena_release(&state->arena);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct trial_state *state = screen->state;
    int rows = screen->rows - ABOVE - BELOW - 1;
    enum status status;

    TRY(import_may(state->work->desk, error));
    list_hold(&state->list, state->rows, state->is_over ? state->work->trial.problem_count : 0);
    TRY(list_reload(&state->list, rows > 1 ? rows : 1, error));
done:
    return status;
}

static void draw_sum(const struct import_report *trial, struct pane body)
{
    int at = 1;

    at += pane_putf(body, 0, at, STYLE_TITLE,
                    _("%lld rows: %lld new, %lld changed, %lld as they are, %lld refused"),
                    (long long)trial->row_count, (long long)trial->added_count,
                    (long long)(trial->changed_count - (int64_t)trial->gone_count),
                    (long long)trial->unchanged_count, (long long)trial->refused_count);
    if (trial->left_count)
        pane_putf(body, 0, at, STYLE_NORMAL, _("; %lld empty cells left alone"),
                  (long long)trial->left_count);
    if (trial->is_given_up)
        pane_put(body, 1, 1, -1, STYLE_WARNING,
                 _("nothing of this can be taken; Esc goes back to mend it"));
    else if (trial->gone_count)
        pane_putf(body, 1, 1, STYLE_WARNING, _("%zu are not in the list and would leave"),
                  trial->gone_count);
    else if (trial->refused_count == trial->row_count)
        pane_put(body, 1, 1, -1, STYLE_WARNING,
                 _("no row can go in like this; Esc goes back to the columns"));
    else if (trial->refused_count)
        pane_put(body, 1, 1, -1, STYLE_NORMAL,
                 _("the good rows can go in; those refused are kept in a file to be mended"));
    else
        pane_put(body, 1, 1, -1, STYLE_DIM, _("nothing is recorded yet"));
}

/* The whole sentence, of which the column above shows the beginning only, and what can be done. */
static void draw_reason(struct trial_state *state, struct pane pane)
{
    const struct list_row *row = list_selected(&state->list);
    const struct import_problem *problem = row ? row->data : NULL;
    struct text text = TEXT_EMPTY;

    pane_rule(pane, 0, "");
    if (!problem)
        return;
    text_addf(&text, _("line %lld"), (long long)problem->line);
    if (*problem->column)
        text_addf(&text, "  %s", problem->column);
    if (*problem->value)
        text_addf(&text, " \"%s\"", problem->value);
    text_addf(&text, ": %s\n%s: %s", problem->message, _("how to mend it"), problem->remedy);
    pane_wrap(pane_part(pane, 1, 1, BELOW - 1, pane.columns - 2), 0, BELOW - 1, STYLE_NORMAL,
              text.at);
    text_release(&text);
}

static void draw(struct screen *screen, struct pane body)
{
    struct trial_state *state = screen->state;

    pane_rule(body, ABOVE - 1, "");
    if (!state->is_over) {
        import_draw_progress(state->work, body);
        return;
    }
    draw_sum(&state->work->trial, body);
    draw_reason(state, pane_part(body, body.rows - BELOW, 0, BELOW, -1));
    list_draw(&state->list, pane_part(body, ABOVE, 0, body.rows - ABOVE - BELOW, -1));
}

static enum next go_on(struct screen *screen)
{
    struct trial_state *state = screen->state;
    const struct import_report *trial = &state->work->trial;

    if (trial->is_given_up)
        app_say(screen->app, _("nothing of this can be taken; Esc goes back to mend it"));
    else if (!trial->added_count && !trial->changed_count)
        app_say(screen->app, trial->refused_count
                                 ? _("no row would change anything; mend those that are refused")
                                 : _("everything is in the record as it stands; nothing to do"));
    else
        return screen_ask(screen, &import_differences_screen, state->work, import_passed);
    return NEXT_STAY;
}

static enum next run(struct screen *screen)
{
    struct trial_state *state = screen->state;
    struct import_work *work = state->work;
    struct error error;

    import_report_release(&work->trial);
    work->how.is_dry = work->how.keeps_changes = true;
    if (import_work_run(work, screen->app, &work->trial, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_BACK;
    }
    if (work->trial.is_stopped)
        return NEXT_BACK;
    state->is_over = true;
    order_rows(state);
    screen->is_stale = true;
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct trial_state *state = screen->state;

    if (event->kind == EVENT_TICK && !state->is_over)
        return run(screen);
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return state->is_over ? go_on(screen) : NEXT_STAY;
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct trial_state *state = screen->state;

    if (!state->is_over)
        return command == COMMAND_BACK ? _("stop") : NULL;
    return command == COMMAND_SELECT ? _("go on: what would change") : usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct trial_state *state = screen->state;

    import_say_step(state->work, IMPORT_STEP_TRIAL, out);
}

const struct screen_kind import_trial_screen = {
    .name = "import-trial",
    .title = N_("import lists"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST,
    .size = sizeof(struct trial_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
