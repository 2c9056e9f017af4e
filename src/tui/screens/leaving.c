/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/leaving.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/staff.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/prompt.h"

#include <string.h>

struct leaving_state {
    char id[64];
    const char *name;
    struct staff_leaving leaving;
    const char **lines; /* in the snapshot */
    size_t line_count, room, top;
    int rows; /* drawn last */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct leaving_state *state = screen->state;
    const char *id = argument;

    if (strlen(id) >= sizeof(state->id))
        return error_set(error, STATUS_NOT_FOUND, "staff", _("no staff member has the id %s"), id);
    memcpy(state->id, id, strlen(id) + 1);
    return STATUS_OK;
}

static void add(struct screen *screen, const char *line)
{
    struct leaving_state *state = screen->state;

    state->lines = arena_grow(&screen->arena, state->lines, state->line_count, &state->room,
                              sizeof(*state->lines));
    state->lines[state->line_count++] = line;
}

/* What is handed on, and to whom: "-> 王建国  007001-...  楼上漏水". */
static void add_taken(struct screen *screen, const char *name, const char *number,
                      const char *subject)
{
    enum { NAME_COLUMNS = 10, NUMBER_COLUMNS = 24 };
    struct text line = TEXT_EMPTY;

    text_add(&line, "-> ");
    utf8_pad(&line, name, NAME_COLUMNS);
    text_add_char(&line, ' ');
    utf8_pad(&line, number, NUMBER_COLUMNS);
    text_addf(&line, " %s", subject);
    add(screen, arena_copy(&screen->arena, line.at));
    text_release(&line);
}

static void list_lines(struct screen *screen)
{
    struct leaving_state *state = screen->state;
    const struct staff_leaving *leaving = &state->leaving;
    struct desk *desk = screen_context(screen);
    struct arena *arena = &screen->arena;
    char at[CLOCK_TEXT];

    add(screen,
        arena_format(arena, _("open cases %zu: each under fallback, with"), leaving->case_count));
    for (size_t i = 0; i < leaving->case_count; i++)
        add_taken(screen, leaving->cases[i].name, leaving->cases[i].number,
                  leaving->cases[i].subject);
    if (leaving->promise_count)
        add(screen, arena_format(arena, _("promises %zu, then with"), leaving->promise_count));
    for (size_t i = 0; i < leaving->promise_count; i++)
        add_taken(screen, leaving->promises[i].taker, leaving->promises[i].number,
                  arena_format(arena, "%s %s", clock_format_short(leaving->promises[i].at, at),
                               leaving->promises[i].name));
    for (size_t i = 0; i < leaving->grid_count; i++)
        add(screen, arena_format(arena, _("grid %s needs another leader"), leaving->grids[i]));
    for (size_t i = 0; i < leaving->backed_count; i++)
        add(screen, arena_format(arena, _("%s needs another backup or cover"),
                                 desk_name(desk, leaving->backed[i])));
    if (leaving->duty_count)
        add(screen, arena_format(arena, _("%lld shifts on the roster need somebody else"),
                                 (long long)leaving->duty_count));
}

static enum status load(struct screen *screen, struct error *error)
{
    struct leaving_state *state = screen->state;
    struct desk *desk = screen_context(screen);
    enum status status;

    state->lines = NULL;
    state->line_count = state->room = 0;
    TRY(staff_leave(desk, state->id, true, &screen->arena, &state->leaving, error));
    state->name = arena_copy(&screen->arena, desk_name(desk, state->id));
    list_lines(screen);
done:
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    enum { HEAD = 2 };
    struct leaving_state *state = screen->state;
    struct pane lines = pane_part(body, HEAD, 1, body.rows - HEAD, body.columns - 2);

    pane_putf(body, 0, 1, STYLE_TITLE, _("%s leaves the staff; nothing is recorded yet"),
              state->name);
    pane_rule(body, 1, "");
    state->rows = lines.rows;
    for (int row = 0; row < lines.rows && state->top + (size_t)row < state->line_count; row++)
        pane_put(lines, row, 0, -1, STYLE_NORMAL, state->lines[state->top + (size_t)row]);
    pane_cursor(lines, 0, 0);
}

static enum next confirmed(struct screen *screen, const struct answer *answer)
{
    struct leaving_state *state = screen->state;
    struct staff_leaving leaving;
    struct arena arena = {0};
    struct error error;

    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    enum status status =
        staff_leave(screen_context(screen), state->id, false, &arena, &leaving, &error);
    if (status == STATUS_OK) {
        app_mark_stale(screen->app);
        app_say(screen->app, _("%s has left, %zu open cases fell back"), state->name,
                leaving.case_count);
    } else {
        app_complain(screen->app, &error);
    }
    arena_release(&arena);
    return status == STATUS_OK ? NEXT_BACK : NEXT_STAY;
}

static enum next confirm(struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    struct text question = TEXT_EMPTY;

    text_addf(&question, _("%s leaves for good, and %zu open cases go to those shown here?"),
              state->name, state->leaving.case_count);
    enum next next = prompt_yes_no(screen, _("leave the staff"), question.at, confirmed);
    text_release(&question);
    return next;
}

static void scroll(struct leaving_state *state, int by)
{
    long most = (long)state->line_count - state->rows, to = (long)state->top + by;

    to = to > most ? most : to;
    state->top = to > 0 ? (size_t)to : 0;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct leaving_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_UP:
        scroll(state, -1);
        return NEXT_STAY;
    case COMMAND_DOWN:
        scroll(state, 1);
        return NEXT_STAY;
    case COMMAND_PAGE_UP:
        scroll(state, -state->rows);
        return NEXT_STAY;
    case COMMAND_PAGE_DOWN:
        scroll(state, state->rows);
        return NEXT_STAY;
    case COMMAND_SELECT:
        return confirm(screen);
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    return command == COMMAND_SELECT ? _("leave the staff") : usual;
}

const struct screen_kind leaving_screen = {
    .name = "leaving",
    .title = N_("guided leave"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST,
    .size = sizeof(struct leaving_state),
    .enter = enter,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
};
