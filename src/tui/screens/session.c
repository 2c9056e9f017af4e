/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/session.h"

#include "session_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/lists.h"
#include "shouwen/tui/menu.h"
#include "shouwen/tui/paper.h"
#include "shouwen/tui/prompt.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_COLUMNS = 24, ANSWER_COLUMNS = 16 };

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct session_state *state = screen->state;

    (void)error;
    state->desk = screen_context(screen);
    state->code = memory_copy_text(argument);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct session_state *state = screen->state;

    free(state->code);
}

static void add_line(struct screen *screen, const char *label, const char *text)
{
    struct session_state *state = screen->state;

    if (text_is_empty(text))
        return;
    state->lines = arena_grow(&screen->arena, state->lines, state->line_count, &state->line_room,
                              sizeof(*state->lines));
    state->lines[state->line_count++] = (struct session_line){label, text};
    if (utf8_columns(label) > state->label_columns)
        state->label_columns = utf8_columns(label);
}

/* "0317 楼上漏水 李桂珍  dispatched": a case that was not loaded is shown by its number. */
static enum status add_case(struct screen *screen, const char *number, struct error *error)
{
    struct session_state *state = screen->state;
    struct matter matter;
    enum status status;

    TRY(follow_case(state->desk, number, &screen->arena, &matter, error));
    add_line(screen, _("case"),
             arena_format(&screen->arena, "%s  %s %s  %s", matter.number, matter.subject,
                          matter.name, word_label(word_states, word_states[matter.state].word)));
done:
    return status;
}

static void add_head(struct screen *screen)
{
    struct session_state *state = screen->state;
    const struct session *s = &state->session;
    struct text when = TEXT_EMPTY;

    if (s->at)
        lists_say_moment(&when, s->at, desk_today(state->desk));
    add_line(screen, _("when"),
             arena_format(&screen->arena, "%s  %s  %s", when.length ? when.at : "", s->place,
                          session_status_label(s)));
    add_line(screen, _("about"), s->subject);
    add_line(screen, _("called by"), desk_name(state->desk, s->caller));
    add_line(screen, _("continues"), s->previous);
    text_release(&when);
}

static void add_tasks(struct screen *screen)
{
    struct session_state *state = screen->state;
    char day[CLOCK_TEXT];

    add_line(screen, _("concluded"), state->session.conclusions);
    for (size_t i = 0; i < state->session.task_count; i++) {
        const struct session_task *task = &state->session.tasks[i];
        bool has_day = task->until_on != CLOCK_NO_DAY;
        add_line(screen, _("to do"),
                 arena_format(&screen->arena, "%s: %s%s%s", task->who, task->what,
                              has_day ? _(", by ") : "",
                              has_day ? clock_format_short_day(task->until_on, day) : ""));
    }
}

static enum status load(struct screen *screen, struct error *error)
{
    struct session_state *state = screen->state;
    enum status status;

    state->lines = NULL;
    state->line_count = state->line_room = 0;
    state->label_columns = 0;
    TRY(session_load(state->desk, state->code, &screen->arena, &state->session, error));
    state->may_keep = session_may_keep(state->desk, &state->session);
    add_head(screen);
    for (size_t i = 0; i < state->session.number_count; i++)
        TRY(add_case(screen, state->session.numbers[i], error));
    state->above_count = state->line_count;
    add_tasks(screen);
    if (state->cursor >= state->session.guest_count)
        state->cursor = state->session.guest_count ? state->session.guest_count - 1 : 0;
done:
    return status;
}

static int draw_line(const struct session_state *state, struct pane body, int row,
                     const struct session_line *line)
{
    pane_put(body, row, 1, state->label_columns, STYLE_DIM, line->label);
    int left = state->label_columns + 2;
    return pane_wrap(pane_part(body, row, left, -1, body.columns - left), 0, body.rows - row,
                     STYLE_NORMAL, line->text);
}

static void draw_guest(const struct session_state *state, struct pane body, int row, size_t at)
{
    const struct session_guest *guest = &state->session.guests[at];
    bool is_selected = at == state->cursor;
    enum style style = is_selected ? STYLE_SELECTED : STYLE_NORMAL;

    pane_fill(body, row, 0, 1, style, is_selected ? ">" : "");
    pane_fill(body, row, 1, NAME_COLUMNS, style, guest->name);
    pane_fill(body, row, 1 + NAME_COLUMNS, ANSWER_COLUMNS, style,
              _(session_answers[guest->answer].label));
    pane_fill(body, row, 1 + NAME_COLUMNS + ANSWER_COLUMNS, -1, style,
              guest->presence ? _(session_presences[guest->presence].label) : "");
    if (is_selected)
        pane_cursor(body, row, 0);
}

static void draw(struct screen *screen, struct pane body)
{
    const struct session_state *state = screen->state;
    struct text title = TEXT_EMPTY;
    int row = 0;

    for (size_t i = 0; i < state->above_count && row < body.rows; i++)
        row += draw_line(state, body, row, &state->lines[i]);
    text_addf(&title, _("invited %zu"), state->session.guest_count);
    if (row < body.rows)
        pane_rule(body, row++, title.at);
    text_release(&title);
    for (size_t i = 0; i < state->session.guest_count && row < body.rows; i++)
        draw_guest(state, body, row++, i);
    if (!state->session.guest_count && row < body.rows) {
        pane_put(body, row, 1, -1, STYLE_DIM, _("nobody is invited yet: 5 invites"));
        pane_cursor(body, row++, 0);
    }
    if (state->line_count > state->above_count && row < body.rows)
        pane_rule(body, row++, _("what came of it"));
    for (size_t i = state->above_count; i < state->line_count && row < body.rows; i++)
        row += draw_line(state, body, row, &state->lines[i]);
}

/* 1 and 2 note what the guest under the cursor answered, 3 and 4 whether they came. */
static enum next note_guest(struct screen *screen, int digit)
{
    struct session_state *state = screen->state;
    struct session_guest *guest = &state->session.guests[state->cursor];
    struct error error;

    if (digit <= 2)
        guest->answer = digit == 1 ? SESSION_COMING : SESSION_DECLINED;
    else
        guest->presence = digit == 3 ? SESSION_CAME : SESSION_ABSENT;
    if (session_save_guests(state->desk, &state->session, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        app_say(screen->app, _("noted: %s, %s"), guest->name,
                digit <= 2 ? _(session_answers[guest->answer].label)
                           : _(session_presences[guest->presence].label));
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next case_given(struct screen *screen, const struct answer *answer)
{
    struct session_state *state = screen->state;
    struct error error;

    if (!answer->is_given)
        return NEXT_STAY;
    if (session_add_case(state->desk, &state->session, answer->text, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        app_say(screen->app, _("the session deals with case %s as well"), answer->text);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static bool has_case(const struct session *session, const char *number)
{
    for (size_t i = 0; i < session->number_count; i++)
        if (text_same(session->numbers[i], number))
            return true;
    return false;
}

static enum next case_chosen(struct screen *screen, const struct answer *answer)
{
    const struct prompt prompt = {.title = _("another case"),
                                  .question = _("number or query code of the case")};

    if (!answer->is_given || *answer->text)
        return case_given(screen, answer);
    return prompt_text(screen, &prompt, case_given);
}

/* The newest open cases, found by what is typed of them; any other one by its number. */
static enum status find_cases(struct session_state *state, struct arena *arena,
                              struct choice **choices, size_t *count, struct error *error)
{
    enum { NEWEST = 200 };
    const struct case_filter filter = {
        .queue = QUEUE_OPEN, .sort = CASE_SORT_OPENED, .limit = NEWEST};
    const struct lists_patience patience = {0};
    struct case_row *rows;
    size_t row_count;
    enum status status;

    *count = 0;
    TRY(lists_page(state->desk, &filter, &patience, arena, &rows, &row_count, error));
    *choices = arena_alloc(arena, (row_count + 1) * sizeof(**choices));
    for (size_t i = 0; i < row_count; i++)
        if (!has_case(&state->session, rows[i].number))
            (*choices)[(*count)++] = (struct choice){
                rows[i].number,
                arena_format(arena, "%s %s %s", rows[i].subject, rows[i].name, rows[i].door),
                ident_query_code(rows[i].number)};
    (*choices)[(*count)++] = (struct choice){"", _("another one, by its number"), ""};
done:
    return status;
}

static enum next ask_case(struct screen *screen)
{
    struct arena arena = {0};
    struct choice *choices;
    struct error error;
    enum next next = NEXT_STAY;
    size_t count;

    if (find_cases(screen->state, &arena, &choices, &count, &error) == STATUS_OK)
        next = prompt_choose(screen, _("another case"), choices, count, case_chosen);
    else
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}

static enum next fill_in(struct screen *screen, enum session_deed deed)
{
    const struct session_order order = {screen->state, deed, NULL, 0};

    return screen_push(screen, &session_form_screen, &order);
}

static enum next print_slip(struct screen *screen, enum slip slip)
{
    const struct session_state *state = screen->state;

    return paper_print(screen, slip, state->code);
}

static enum next more_chosen(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    if (strcmp(answer->text, "cancel") == 0)
        return fill_in(screen, SESSION_DEED_CANCEL);
    return print_slip(screen, slip_find(answer->text));
}

static enum next offer_more(struct screen *screen)
{
    struct session_state *state = screen->state;
    struct choice choices[] = {
        {slip_rows[SLIP_INVITATION].word, _("print the invitation"), NULL},
        {slip_rows[SLIP_MINUTES].word, _("print the minutes"), NULL},
        {"cancel", _("call it off"), NULL},
    };

    return menu_ask(screen, _("more"), choices, state->session.is_called && state->may_keep ? 3 : 2,
                    more_chosen);
}

/* What a digit does now; NULL: nothing. */
static const char *digit_label(const struct session_state *state, int digit)
{
    static const char *const labels[] = {
        N_("more"),   N_("is coming"),    N_("can't come"), N_("came"),     N_("did not come"),
        N_("invite"), N_("another case"), N_("to do"),      N_("conclude"), N_("next session"),
    };
    bool is_of_guest = digit >= 1 && digit <= 4;

    if (digit && !state->may_keep)
        return NULL;
    if ((is_of_guest && !state->session.guest_count) || (digit == 8 && state->session.is_held))
        return NULL;
    return _(labels[digit]);
}

static enum next handle_digit(struct screen *screen, int digit)
{
    const struct session_state *state = screen->state;
    struct error error;

    if (digit && session_require_keeper(state->desk, &state->session, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    if (!digit_label(state, digit)) {
        app_say(screen->app, "%s", _("that is not possible now"));
        return NEXT_STAY;
    }
    switch (digit) {
    case 0:
        return offer_more(screen);
    case 5:
        return fill_in(screen, SESSION_DEED_INVITE);
    case 6:
        return ask_case(screen);
    case 7:
        return fill_in(screen, SESSION_DEED_TASK);
    case 8:
        return fill_in(screen, SESSION_DEED_CONCLUDE);
    case 9:
        return fill_in(screen, SESSION_DEED_NEXT);
    default:
        return note_guest(screen, digit);
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct session_state *state = screen->state;
    size_t count = state->session.guest_count;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (command_digit(event->command) >= 0)
        return handle_digit(screen, command_digit(event->command));
    switch ((int)event->command) {
    case COMMAND_UP:
        state->cursor -= state->cursor ? 1 : 0;
        return NEXT_STAY;
    case COMMAND_DOWN:
        state->cursor += state->cursor + 1 < count ? 1 : 0;
        return NEXT_STAY;
    case COMMAND_PRINT:
        return print_slip(screen, state->session.is_held ? SLIP_MINUTES : SLIP_INVITATION);
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    int digit = command_digit(command);

    if (digit >= 0)
        return digit_label(screen->state, digit);
    return command == COMMAND_SELECT ? NULL : usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct session_state *state = screen->state;

    text_add(out, state->code);
}

const struct screen_kind session_screen = {
    .name = "session",
    .title = N_("on-site session"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS | CONTEXT_PRINT,
    .size = sizeof(struct session_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
