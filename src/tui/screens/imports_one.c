/* SPDX-License-Identifier: MIT */
/* One import that was done before: its report, and the ways from there. It is taken back with a
 * look at what follows first, one question, and how far it is; Esc stops that, and it goes on from
 * there later. One that was stopped is gone on with in the steps of an import. */
#include "config.h"

#include "shouwen/tui/screens/imports.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/reference.h"
#include "shouwen/tui/prompt.h"
#include "import_state.h"

#include <string.h>
#include <unistd.h>

enum { ABOVE = 3, KEY_BACK = 1, KEY_GO_ON = 2, KEY_WHY = 3 };

struct one_state {
    int64_t import;
    struct import_work work; /* its progress is drawn */
    struct imports_entry entry;
    const char *said; /* the report, a paragraph a line; in the snapshot, as the entry is */
    bool is_undoing;
    struct text outcome; /* of the undoing; "" before */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct one_state *state = screen->state;

    state->import = *(const int64_t *)argument;
    state->work.desk = screen_context(screen);
    state->outcome = (struct text)TEXT_EMPTY;
    return import_may(state->work.desk, error);
}

static void leave(struct screen *screen)
{
    struct one_state *state = screen->state;

    text_release(&state->outcome);
}

static bool is_stopped(const struct one_state *state)
{
    return text_same(state->entry.state, IMPORTS_OPEN) && !state->entry.back_count;
}

static bool is_undone(const struct one_state *state)
{
    return text_same(state->entry.state, IMPORTS_UNDONE);
}

static void say(const struct one_state *state, struct text *out)
{
    const struct imports_entry *entry = &state->entry;
    char day[CLOCK_TEXT], time[CLOCK_TEXT];

    text_addf(out, _("%s %s  %s\n"), clock_format_day(clock_day_of(entry->at), day),
              clock_format_time(entry->at, time), desk_name(state->work.desk, entry->who));
    text_addf(out, "%s\n", entry->path);
    text_addf(out, _("Rows read %lld: %lld new, %lld changed, %lld as they were.\n"),
              (long long)entry->row_count, (long long)entry->added_count,
              (long long)entry->changed_count, (long long)entry->unchanged_count);
    if (entry->added_count + entry->changed_count + entry->unchanged_count > entry->row_count)
        text_add(out, _("Changed are also those who left since they are not in the list.\n"));
    size_t refused = strlen(entry->refused);
    while (refused && entry->refused[refused - 1] == ' ')
        refused--;
    if (refused)
        text_addf(out,
                  _("Refused: row %.*s below the headings.\n"
                    "3 looks at the file again, and says why.\n"),
                  (int)refused, entry->refused);
    text_addf(out, "\n%s\n", imports_state_label(entry));
    if (is_stopped(state))
        text_add(out,
                 _("What was read is recorded. 2 goes on with the same file; the rows that are "
                   "in are passed over.\n"));
    else if (entry->back_count && !is_undone(state))
        text_addf(out, _("%lld records and cases are taken back; 1 goes on with it.\n"),
                  (long long)entry->back_count);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct one_state *state = screen->state;
    struct text said = TEXT_EMPTY;
    enum status status;

    TRY(import_may(state->work.desk, error));
    TRY(reference_import(state->work.desk, state->import, &screen->arena, &state->entry, error));
    say(state, &said);
    state->said = arena_copy(&screen->arena, said.at);
done:
    text_release(&said);
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    const struct one_state *state = screen->state;
    struct pane text = pane_part(body, ABOVE, 1, -1, body.columns - 2);

    pane_rule(body, ABOVE - 1, "");
    if (state->is_undoing) {
        import_draw_progress(&state->work, body);
        return;
    }
    pane_putf(body, 0, 1, STYLE_TITLE, _("import %lld: %s"), (long long)state->import,
              import_kind_label(record_row_find(state->entry.kind)));
    int at = pane_wrap(text, 0, text.rows, STYLE_NORMAL, state->said);
    if (state->outcome.length)
        pane_wrap(text, at + 1, text.rows - at - 1, STYLE_WARNING, state->outcome.at);
}

/* --- taking it back --- */

/* What stands on it, which keeps it from being taken back. */
static void say_followed(struct one_state *state, const struct ledger_followed *followed)
{
    char time[CLOCK_TEXT];

    text_addf(&state->outcome,
              _("%lld things followed from it, and it stays as long as they do. The latest:\n"),
              (long long)followed->total);
    for (size_t i = 0; i < followed->count; i++)
        text_addf(&state->outcome, "%s  %s  %s%s%s\n", clock_format_short(followed->at[i].at, time),
                  desk_name(state->work.desk, followed->at[i].by), followed->at[i].subject,
                  *followed->at[i].named ? " > " : "", followed->at[i].named);
}

static enum next undo(struct screen *screen)
{
    struct one_state *state = screen->state;
    struct ledger_followed followed = {0};
    struct error error;

    state->work.app = screen->app;
    text_clear(&state->outcome);
    if (import_undo(state->work.desk, state->import, import_work_watch, &state->work, &followed,
                    &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else if (followed.total)
        say_followed(state, &followed);
    else if (followed.is_stopped)
        text_addf(&state->outcome,
                  _("Stopped: %lld of %lld are taken back, and stay so. 1 goes on "
                    "with it.\n"),
                  (long long)followed.back_count, (long long)followed.subject_count);
    else
        text_addf(&state->outcome,
                  _("It was taken back: %lld records and cases are as they were before.\n"),
                  (long long)followed.subject_count);
    state->is_undoing = false;
    arena_release(&followed.arena);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next confirmed(struct screen *screen, const struct answer *answer)
{
    struct one_state *state = screen->state;

    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    state->is_undoing = true;
    state->work.progress = (struct import_progress){.seconds_left = IMPORT_UNKNOWN_TIME};
    screen_wake(screen, 0);
    return NEXT_STAY;
}

static enum next ask(struct screen *screen)
{
    struct one_state *state = screen->state;
    struct ledger_followed followed = {0};
    struct text question = TEXT_EMPTY;
    enum next next = NEXT_STAY;
    struct error error;
    enum status status = reference_undo(state->work.desk, state->import,
                                        &(struct ledger_undo){.is_dry = true}, &followed, &error);

    text_clear(&state->outcome);
    if (status != STATUS_OK) {
        app_complain(screen->app, &error);
    } else if (followed.total) {
        say_followed(state, &followed);
    } else {
        text_addf(&question, _("%lld records and cases are put back as they were before. Sure?"),
                  (long long)(followed.subject_count - followed.back_count));
        next = prompt_yes_no(screen, _("take it back"), question.at, confirmed);
    }
    text_release(&question);
    arena_release(&followed.arena);
    return next;
}

/* --- the same file once more: what is in is left, what was refused says why or goes in --- */
static bool has_refused(const struct one_state *state)
{
    return *state->entry.refused && !is_undone(state) && !is_stopped(state);
}

static enum next go_on(struct screen *screen)
{
    const struct one_state *state = screen->state;
    const struct import_order order = {.path = state->entry.path,
                                       .kind = record_row_find(state->entry.kind)};

    if (access(order.path, R_OK) == 0)
        return screen_push(screen, &import_look_screen, &order);
    app_say(screen->app, _("%s is not there any more; put it there again, or paste the rows again"),
            order.path);
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct one_state *state = screen->state;

    if (event->kind == EVENT_TICK && state->is_undoing)
        return undo(screen);
    if (event->kind != EVENT_COMMAND || state->is_undoing)
        return NEXT_IGNORED;
    switch (command_digit(event->command)) {
    case -1:
        return event->command == COMMAND_SELECT ? NEXT_BACK : NEXT_IGNORED;
    case KEY_BACK:
        return is_undone(state) ? NEXT_STAY : ask(screen);
    case KEY_GO_ON:
        return is_stopped(state) ? go_on(screen) : NEXT_STAY;
    case KEY_WHY:
        return has_refused(state) ? go_on(screen) : NEXT_STAY;
    default:
        return NEXT_STAY;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct one_state *state = screen->state;

    if (state->is_undoing)
        return command == COMMAND_BACK ? _("stop") : NULL;
    if (command == COMMAND_SELECT)
        return NULL;
    switch (command_digit(command)) {
    case -1:
        return usual;
    case KEY_BACK:
        return is_undone(state) ? NULL : _("take it back");
    case KEY_GO_ON:
        return is_stopped(state) ? _("go on with it") : NULL;
    case KEY_WHY:
        return has_refused(state) ? _("why rows were refused") : NULL;
    default:
        return NULL;
    }
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    (void)screen;
    if (command_digit(command) == KEY_BACK)
        text_add(out, _("put everything back as it was before this import, if nothing followed"));
    if (command_digit(command) == KEY_GO_ON)
        text_add(out, _("go on with a file that was stopped half-way"));
    if (command_digit(command) == KEY_WHY)
        text_add(out, _("try the same file again: what is in stays as it is, and each row that was "
                        "refused says why"));
}

const struct screen_kind imports_one_screen = {
    .name = "imports-one",
    .title = N_("past imports"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .size = sizeof(struct one_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .explain = explain,
};
