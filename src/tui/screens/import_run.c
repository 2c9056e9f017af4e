/* SPDX-License-Identifier: MIT */
/* The last step of an import: doing it, and what came of it: where the refused rows are, how to
 * mend them and go on. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ABOVE = 3 };

struct run_state {
    struct import_work *work;
    struct import_report report;
    struct text rejects, rejects_path;
    struct text said; /* the report, a paragraph a line */
    bool is_over;
    size_t top;
    int rows, line_count; /* drawn last; of the wrapped report */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct run_state *state = screen->state;

    state->rejects = state->rejects_path = state->said = (struct text)TEXT_EMPTY;
    state->work = (struct import_work *)(uintptr_t)argument;
    state->report.rejects = &state->rejects;
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

/* --- the rows that were refused, in a file that can be mended and imported again --- */

/* "roster-rejects.csv" beside "roster.csv"; again for a second round "roster-rejects-2.csv". */
static void name_rejects(const struct import_work *work, int round, bool is_beside,
                         struct text *out)
{
    static const char ending[] = "-rejects";
    const char *from = is_beside && work->path ? work->path : desk_path(work->desk);
    const char *slash = strrchr(from, '/');
    const char *name = work->path ? strrchr(work->path, '/') : NULL;

    text_add_bytes(out, from, slash ? (size_t)(slash - from) + 1 : 0);
    name = name ? name + 1 : work->path ? work->path : "paste";
    const char *dot = strrchr(name, '.'), *again = strstr(name, ending);
    size_t length = again ? (size_t)(again - name) : dot ? (size_t)(dot - name) : strlen(name);
    text_add_bytes(out, name, length);
    text_add(out, ending);
    if (round > 1)
        text_addf(out, "-%d", round);
    text_add(out, ".csv");
}

/* A new file, never one that is there; -1 where none can be made. */
static int make_file(const struct import_work *work, bool is_beside, struct text *path)
{
    enum { ROUNDS = 1000 };
    int file = -1;

    for (int round = 1; file < 0 && round < ROUNDS; round++) {
        text_clear(path);
        name_rejects(work, round, is_beside, path);
        file = open(path->at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file < 0 && errno != EEXIST)
            break;
    }
    return file;
}

static bool write_all(int file, const struct text *bytes)
{
    size_t done = 0;

    while (done < bytes->length) {
        ssize_t written = write(file, bytes->at + done, bytes->length - done);
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* Beside the file it came from, or beside the station file where that cannot be written. */
static enum status keep_rejects(struct run_state *state, struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    bool is_done = true;

    import_rejects(&state->report, &bytes);
    if (bytes.length) {
        int file = make_file(state->work, true, &state->rejects_path);
        if (file < 0)
            file = make_file(state->work, false, &state->rejects_path);
        is_done = file >= 0 && write_all(file, &bytes);
        is_done = file >= 0 && close(file) == 0 && is_done;
    }
    text_release(&bytes);
    if (is_done)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "rejects", _("%s cannot be written: %s"),
                     state->rejects_path.at, strerror(errno));
}

/* --- doing it --- */
static void say_report(struct run_state *state)
{
    const struct import_report *report = &state->report;
    struct text *out = &state->said;

    if (report->is_given_up) {
        text_add(out, _("Nothing was recorded.\n"));
        if (report->problem_count)
            text_addf(out, "%s\n", report->problems[report->problem_count - 1].message);
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
        text_addf(out, _("The due days of %lld cases moved; Ctrl-Y at the reception lists them.\n"),
                  (long long)report->moved.total);
    if (report->resumed_count)
        text_addf(out, _("An earlier run had done %lld of these rows; this one went on there.\n"),
                  (long long)report->resumed_count);
    if (report->is_stopped && report->stopped_row)
        text_addf(out,
                  _("Stopped after %lld of %lld rows, which are recorded. Import the same file "
                    "again, and it goes on there.\n"),
                  (long long)report->stopped_row, (long long)report->stopped_total);
    if (state->rejects_path.length)
        text_addf(out,
                  _("The refused rows are in %s, each with the reason in its first column. Mend "
                    "them there, save, and import that file; the reasons need not be taken out.\n"),
                  state->rejects_path.at);
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
    if (keep_rejects(state, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    state->is_over = true;
    say_report(state);
    app_mark_stale(screen->app);
    return NEXT_STAY;
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
    if (!state->is_over) {
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
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_SELECT:
    case COMMAND_BACK:
        /* Esc before anything was read goes one step back, as everywhere */
        return state->is_over ? close_all(screen) : NEXT_IGNORED;
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
    .contexts = CONTEXT_OVERLAY,
    .size = sizeof(struct run_state),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
