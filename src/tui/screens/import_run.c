/* SPDX-License-Identifier: MIT */
/* The last step of an import: doing it, and what came of it: where the refused rows are, how to
 * mend them and go on. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/reference.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/doubles.h"

#include <stdlib.h>

enum { ABOVE = 3 };

struct run_state {
    struct import_work *work;
    struct import_report report;
    struct text rejects, rejects_path;
    struct text said;      /* the report, a paragraph a line */
    bool is_over, is_back; /* done; taken back again */
    bool is_undoing;
    size_t top;
    int rows, line_count; /* drawn last; of the wrapped report */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct run_state *state = screen->state;

    state->rejects = state->rejects_path = state->said = (struct text)TEXT_EMPTY;
    state->work = (struct import_work *)(uintptr_t)argument;
    state->report.rejects = &state->rejects;
    state->work->progress = (struct import_progress){0};
    screen_wake(screen, 0);
    return import_may(state->work->desk, error);
}

static void leave(struct screen *screen)
{
    struct run_state *state = screen->state;

    import_report_release(&state->report);
    text_release(&state->rejects);
    text_release(&state->rejects_path);
    text_release(&state->said);
}

/* Something about residents was odd: some of them may be there twice. */
static bool has_doubles(const struct run_state *state)
{
    return state->is_over && !state->is_back && state->work->kind == RECORD_RESIDENTS &&
           state->report.import_id && state->report.doubt_count;
}

/* --- doing it --- */
static void say_report(struct run_state *state)
{
    const struct import_report *report = &state->report;
    struct text *out = &state->said;

    if (report->is_given_up) {
        text_add(out, _("Nothing was recorded.\n"));
        if (report->problem_count)
            import_problem_say(&report->problems[report->problem_count - 1], out);
        text_add(out, report->problem_count ? "\n" : "");
        return;
    }
    text_addf(out, _("%s: %lld new, %lld changed, %lld as they were, %lld refused.\n"),
              import_kind_label(report->kind), (long long)report->added_count,
              (long long)(report->changed_count - (int64_t)report->gone_count),
              (long long)report->unchanged_count, (long long)report->refused_count);
    for (size_t i = 0; i < report->gone_count; i++)
        text_addf(out, _("%s left the staff; open cases that fell back: %lld.\n"),
                  report->gone[i].name, (long long)report->gone[i].open_count);
    if (report->moved.total)
        text_addf(out, _("The due days of %lld cases moved; Reception leads to them.\n"),
                  (long long)report->moved.total);
    if (report->resumed_count)
        text_addf(out, _("An earlier run had done %lld of these rows; this one went on there.\n"),
                  (long long)report->resumed_count);
    if (report->is_stopped && !report->stopped_row)
        text_add(out, _("Stopped: nothing of the file is recorded, as part of such a list is worse "
                        "than none. Import it again.\n"));
    else if (report->is_stopped)
        text_addf(out,
                  _("Stopped after %lld of %lld rows, which are recorded. Import the same file "
                    "again, and it goes on there.\n"),
                  (long long)report->stopped_row, (long long)report->stopped_total);
    if (state->rejects_path.length)
        text_addf(out,
                  _("The refused rows are in %s, each with the reason in its first column. Mend "
                    "them there, save, and import that file; the reasons need not be taken out.\n"),
                  state->rejects_path.at);
    if (has_doubles(state))
        text_add(out, _("2 shows who may be on the list twice.\n"));
    if (report->import_id)
        text_addf(out,
                  _("1 takes all of it back, as long as nothing followed; later that is behind F8 "
                    "where the file is chosen (import %lld).\n"),
                  (long long)report->import_id);
}

static enum next run(struct screen *screen)
{
    struct run_state *state = screen->state;
    struct import_work *work = state->work;
    struct error error;
    enum status status;

    work->how.is_dry = work->how.keeps_changes = false;
    status = import_work_run(work, screen->app, &state->report, &error);
    if (status == STATUS_OK && !state->report.is_given_up)
        status = mapping_keep(&work->mapping, desk_path(work->desk), &error);
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
    if (import_keep_rejects(work, &state->report, &state->rejects_path, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    state->is_over = true;
    say_report(state);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

/* --- and back --- */

/* Says what stands on it, which keeps it from being taken back. */
static void say_followed(struct screen *screen, const struct ledger_followed *followed)
{
    const struct ledger_follower *first = &followed->at[0];
    char time[CLOCK_TEXT];

    app_say(screen->app, _("%lld things followed from it, the latest by %s at %s (%s): it stays"),
            (long long)followed->total, desk_name(screen_context(screen), first->by),
            clock_format_short(first->at, time), first->subject);
}

static void say_back(struct run_state *state)
{
    text_clear(&state->said);
    text_add(&state->said, _("It was taken back: everything is as it was before. The file with the "
                             "refused rows, if there is one, stays.\n"));
}

static enum next undo(struct screen *screen)
{
    struct run_state *state = screen->state;
    struct import_work *work = state->work;
    struct ledger_followed followed = {0};
    struct error error;

    work->app = screen->app;
    if (import_undo(work->desk, state->report.import_id, import_work_watch, work, &followed,
                    &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else if (followed.total)
        say_followed(screen, &followed);
    else if (followed.is_stopped)
        app_say(screen->app, _("%lld of %lld are taken back; 1 goes on with it"),
                (long long)followed.back_count, (long long)followed.subject_count);
    else
        say_back(state);
    state->is_back = !followed.total && !followed.is_stopped && followed.subject_count > 0;
    state->is_undoing = false;
    arena_release(&followed.arena);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next undo_said(struct screen *screen, const struct answer *answer)
{
    struct run_state *state = screen->state;

    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    state->is_undoing = true;
    state->work->progress = (struct import_progress){.seconds_left = IMPORT_UNKNOWN_TIME};
    screen_wake(screen, 0);
    return NEXT_STAY;
}

static enum next take_back(struct screen *screen)
{
    const struct run_state *state = screen->state;
    struct ledger_followed followed = {0};
    enum next next = NEXT_STAY;
    struct error error;

    if (!state->report.import_id || state->is_back)
        return NEXT_STAY;
    if (reference_undo(state->work->desk, state->report.import_id,
                       &(struct ledger_undo){.is_dry = true}, &followed, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else if (followed.total)
        say_followed(screen, &followed);
    else
        next = prompt_yes_no(screen, _("take it back"),
                             _("All that this import recorded is taken back. Sure?"), undo_said);
    arena_release(&followed.arena);
    return next;
}

/* --- on the screen --- */
struct wrapped {
    struct run_state *state;
    struct pane pane;
};

static void draw_line(void *context, const char *text, size_t length)
{
    struct wrapped *wrapped = context;
    struct run_state *state = wrapped->state;
    int row = state->line_count++ - (int)state->top;
    struct text line = TEXT_EMPTY;

    text_add_bytes(&line, text, length);
    if (row >= 0)
        pane_put(wrapped->pane, row, 0, -1, STYLE_NORMAL, line.at);
    text_release(&line);
}

static void draw(struct screen *screen, struct pane body)
{
    struct run_state *state = screen->state;
    struct wrapped wrapped = {state, pane_part(body, ABOVE, 1, -1, body.columns - 2)};

    pane_rule(body, ABOVE - 1, "");
    if (!state->is_over || state->is_undoing) {
        import_draw_progress(state->work, body);
        return;
    }
    pane_put(body, 0, 1, -1, STYLE_TITLE,
             state->report.is_stopped ? _("stopped") : _("the import is over"));
    import_draw_bar(state->work, body);
    state->rows = wrapped.pane.rows;
    state->line_count = 0;
    utf8_wrap(state->said.at, wrapped.pane.columns, draw_line, &wrapped);
    pane_cursor(body, ABOVE, 0);
}

static enum next close_all(struct screen *screen)
{
    return screen_answer(screen, (struct answer){.is_given = true, .text = ""});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct run_state *state = screen->state;

    if (event->kind == EVENT_TICK && !state->is_over)
        return run(screen);
    if (event->kind == EVENT_TICK && state->is_undoing)
        return undo(screen);
    if (event->kind != EVENT_COMMAND || state->is_undoing)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_SELECT:
    case COMMAND_BACK:
        /* Esc before anything was read goes one step back, as everywhere */
        return state->is_over ? close_all(screen) : NEXT_IGNORED;
    case COMMAND_DIGIT_1:
        return state->is_over ? take_back(screen) : NEXT_STAY;
    case COMMAND_DIGIT_2:
        return has_doubles(state) ? screen_push(screen, &doubles_screen, NULL) : NEXT_STAY;
    case COMMAND_UP:
        state->top -= state->top > 0;
        return NEXT_STAY;
    case COMMAND_DOWN:
        state->top += (int)state->top + state->rows < state->line_count;
        return NEXT_STAY;
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct run_state *state = screen->state;

    if (state->is_undoing)
        return command == COMMAND_BACK ? _("stop") : NULL;
    if (command == COMMAND_DIGIT_1 && state->report.import_id && !state->is_back)
        return _("take it back");
    if (command == COMMAND_DIGIT_2 && has_doubles(state))
        return _("possible duplicates");
    if (command_digit(command) >= 0)
        return NULL;
    if (command != COMMAND_SELECT && command != COMMAND_BACK)
        return usual;
    if (!state->is_over)
        return command == COMMAND_BACK ? _("stop") : NULL;
    return command == COMMAND_SELECT ? _("finish") : NULL;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct run_state *state = screen->state;

    import_say_step(state->work, IMPORT_STEP_RUN, out);
}

const struct screen_kind import_run_screen = {
    .name = "import-run",
    .title = N_("import lists"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .size = sizeof(struct run_state),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
