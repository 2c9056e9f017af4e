/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/leaving.h"

#include "leaving_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/screens/colleague.h"

#include <stdlib.h>
#include <string.h>

enum leaving_column {
    COLUMN_MARK,
    COLUMN_TO,
    COLUMN_RULE,
    COLUMN_CODE,
    COLUMN_SUBJECT,
    LEAVING_COLUMNS
};

static const struct list_column columns[LEAVING_COLUMNS] = {
    [COLUMN_MARK] = {"", 1, 1, 1, false},
    [COLUMN_TO] = {N_("then with"), 9, 12, 1, false},
    [COLUMN_RULE] = {N_("by which rule"), 13, 14, 2, false},
    [COLUMN_CODE] = {N_("query code"), 9, 10, 3, false},
    [COLUMN_SUBJECT] = {N_("about"), 16, LIST_REST, 1, false},
};

static struct desk *desk_of(const struct screen *screen)
{
    return screen_context(screen);
}

static struct leaving_choice *find_choice(const struct leaving_state *state, const char *number)
{
    for (size_t i = 0; i < state->choice_count; i++)
        if (strcmp(state->choices[i].number, number) == 0)
            return &state->choices[i];
    return NULL;
}

static struct leaving_choice *choice_of(struct leaving_state *state, const char *number)
{
    struct leaving_choice *choice = find_choice(state, number);

    if (choice)
        return choice;
    if (state->choice_count == state->choice_room) {
        state->choice_room = state->choice_room ? 2 * state->choice_room : 16;
        state->choices = memory_grow(state->choices, state->choice_room, sizeof(*state->choices));
    }
    choice = &state->choices[state->choice_count++];
    *choice = (struct leaving_choice){.number = memory_copy_text(number)};
    return choice;
}

static size_t count_marked(const struct leaving_state *state)
{
    size_t count = 0;

    for (size_t i = 0; i < state->choice_count; i++)
        count += state->choices[i].is_marked;
    return count;
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct leaving_choice *choice = find_choice(context, row->id);
    const struct staff_handover *handover = row->data;
    const char *code = ident_query_code(row->id);

    switch ((enum leaving_column)column) {
    case COLUMN_MARK:
        text_add(out, choice && choice->is_marked ? "*" : " ");
        break;
    case COLUMN_TO:
        text_add(out, handover->name);
        break;
    case COLUMN_RULE:
        text_add(out, _(rule_rows[handover->rule].label));
        break;
    case COLUMN_CODE:
        text_add(out, code ? code : row->id);
        break;
    case COLUMN_SUBJECT:
        text_add(out, handover->subject);
        break;
    case LEAVING_COLUMNS:
        break;
    }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct leaving_state *state = screen->state;
    const char *id = argument;
    const struct person *person;
    enum status status;

    TRY(staff_find(desk_of(screen), id, &person, error));
    if (strlen(id) >= sizeof(state->id) || strlen(person->backup) >= sizeof(state->backup))
        return error_set(error, STATUS_NOT_FOUND, "staff", _("no staff member has the id %s"), id);
    memcpy(state->id, id, strlen(id) + 1);
    memcpy(state->backup, person->backup, strlen(person->backup) + 1);
    state->source = (struct list_source){.cell = cell,
                                         .columns = columns,
                                         .column_count = LEAVING_COLUMNS,
                                         .empty = N_("no open case is in their hands")};
    list_init(&state->list, &state->source, state);
done:
    return status;
}

static void leave(struct screen *screen)
{
    struct leaving_state *state = screen->state;

    for (size_t i = 0; i < state->choice_count; i++) {
        free(state->choices[i].number);
        free(state->choices[i].to);
    }
    free(state->choices);
    list_release(&state->list);
}

static enum status look(struct screen *screen, bool is_dry, struct arena *arena,
                        struct staff_leaving *leaving, struct error *error)
{
    const struct leaving_state *state = screen->state;
    struct staff_heir *heirs = arena_alloc(arena, (state->choice_count + 1) * sizeof(*heirs));
    /* who may give none of them to anybody by name sends all to fallback */
    struct staff_leave_order order = {.id = state->id,
                                      .to = state->gives_none ? "" : state->backup,
                                      .heirs = heirs,
                                      .is_dry = is_dry};

    for (size_t i = 0; i < state->choice_count; i++)
        if (state->choices[i].to)
            heirs[order.heir_count++] =
                (struct staff_heir){state->choices[i].number, state->choices[i].to};
    return staff_leave(desk_of(screen), &order, arena, leaving, error);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct leaving_state *state = screen->state;
    enum status status;

    TRY(look(screen, true, &screen->arena, &state->leaving, error));
    if (state->leaving.case_count && !state->leaving.givable_count && !state->gives_none) {
        state->gives_none = true;
        TRY(look(screen, true, &screen->arena, &state->leaving, error));
    }
    state->name = arena_copy(&screen->arena, desk_name(desk_of(screen), state->id));
    state->rows =
        arena_alloc(&screen->arena, (state->leaving.case_count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < state->leaving.case_count; i++)
        state->rows[i] =
            (struct list_row){state->leaving.cases[i].number, &state->leaving.cases[i],
                              *state->leaving.cases[i].why ? STYLE_WARNING : STYLE_NORMAL};
    leaving_note(screen);
    list_hold(&state->list, state->rows, state->leaving.case_count);
    TRY(list_reload(&state->list, leaving_rows(screen), error));
done:
    return status;
}

/* --- to whom --- */

/* The marked cases, else the one under the cursor, go to somebody. */
static void send(struct screen *screen, const char *to)
{
    struct leaving_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);
    bool has_marks = count_marked(state) > 0;

    if (!has_marks && row)
        choice_of(state, row->id)->is_marked = true;
    for (size_t i = 0; i < state->choice_count; i++) {
        struct leaving_choice *choice = &state->choices[i];
        if (!choice->is_marked)
            continue;
        free(choice->to);
        choice->to = memory_copy_text(to);
        choice->is_marked = false;
    }
    screen->is_stale = true;
}

/* Says why what was chosen for a case does not go. */
static void complain(struct screen *screen, const char *number)
{
    struct staff_leaving leaving;
    struct arena arena = {0};
    struct error error;
    enum status status = look(screen, true, &arena, &leaving, &error);

    for (size_t i = 0; status == STATUS_OK && i < leaving.case_count; i++)
        if (*leaving.cases[i].why && text_same(leaving.cases[i].number, number))
            status = error_set(&error, STATUS_REFUSED, "to", "%s", leaving.cases[i].why);
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
    arena_release(&arena);
}

static enum next chosen(struct screen *screen, const struct answer *answer)
{
    const struct leaving_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (!answer->is_given || !row)
        return NEXT_STAY;
    send(screen, answer->text);
    complain(screen, row->id);
    return NEXT_STAY;
}

static enum next choose(struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (row && !state->leaving.givable_count) {
        app_say(screen->app, "%s", leaving_why_not_given(screen, &screen->arena));
        return NEXT_STAY;
    }
    const struct choice fallback = {"", _("nobody yet: fallback"), _("the secretary designates")};
    struct matter matter;
    struct error error;
    enum next next = NEXT_STAY;

    if (!row)
        return NEXT_STAY;
    struct arena arena = {0};
    if (follow_case(desk_of(screen), row->id, &arena, &matter, &error) == STATUS_OK)
        next = colleague_ask(screen, _("to whom"), &matter, &fallback, chosen);
    else
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}

/* --- leaving --- */
static enum next confirmed(struct screen *screen, const struct answer *answer)
{
    struct leaving_state *state = screen->state;
    struct staff_leaving leaving;
    struct arena arena = {0};
    struct text sum = TEXT_EMPTY;
    struct error error;

    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    enum status status = look(screen, false, &arena, &leaving, &error);
    if (status == STATUS_OK) {
        leaving_say_sum(&leaving, &sum);
        app_mark_stale(screen->app);
        if (sum.length)
            app_say(screen->app, _("%s has left; open cases %zu: %s"), state->name,
                    leaving.case_count, sum.at);
        else
            app_say(screen->app, _("%s has left"), state->name);
    } else {
        app_complain(screen->app, &error);
    }
    text_release(&sum);
    arena_release(&arena);
    return status == STATUS_OK ? NEXT_BACK : NEXT_STAY;
}

static enum next confirm(struct screen *screen)
{
    const struct leaving_state *state = screen->state;
    struct text question = TEXT_EMPTY, sum = TEXT_EMPTY;

    leaving_say_sum(&state->leaving, &sum);
    text_addf(&question, _("%s leaves for good."), state->name);
    if (sum.length)
        text_addf(&question, _(" %zu open cases go over: %s."), state->leaving.case_count, sum.at);
    enum next next = prompt_yes_no(screen, _("leave the staff"), question.at, confirmed);
    text_release(&question);
    text_release(&sum);
    return next;
}

/* --- marks --- */
static enum next mark(struct screen *screen)
{
    struct leaving_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (!row)
        return NEXT_STAY;
    struct leaving_choice *choice = choice_of(state, row->id);
    choice->is_marked = !choice->is_marked;
    list_handle(&state->list, COMMAND_DOWN);
    return NEXT_STAY;
}

static enum next mark_all(struct screen *screen, bool is_marked)
{
    struct leaving_state *state = screen->state;

    for (size_t i = 0; i < state->leaving.case_count; i++)
        choice_of(state, state->leaving.cases[i].number)->is_marked = is_marked;
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct leaving_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_MARK:
        return mark(screen);
    case COMMAND_MARK_ALL:
        return mark_all(screen, true);
    case COMMAND_UNMARK:
        return mark_all(screen, false);
    case COMMAND_SELECT:
    case COMMAND_DIGIT_1:
        return choose(screen);
    case COMMAND_DIGIT_2:
        send(screen, "");
        return NEXT_STAY;
    case COMMAND_DIGIT_9:
        return confirm(screen);
    default:
        return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct leaving_state *state = screen->state;
    bool has_cases = state->leaving.case_count > 0;

    switch ((int)command) {
    case COMMAND_MARK:
    case COMMAND_MARK_ALL:
        return has_cases ? usual : NULL;
    case COMMAND_UNMARK:
        return count_marked(state) ? usual : NULL;
    case COMMAND_DIGIT_1:
        return !state->leaving.givable_count ? NULL
               : count_marked(state)         ? _("the marked ones to")
                                             : _("to a colleague");
    case COMMAND_DIGIT_2:
        return state->leaving.givable_count ? _("to fallback") : NULL;
    case COMMAND_DIGIT_9:
        return _("leave the staff");
    case COMMAND_SELECT:
    case COMMAND_FILTER:
    case COMMAND_MARK_TO:
        return NULL;
    default:
        return command_digit(command) >= 0 ? NULL : usual;
    }
}

const struct screen_kind leaving_screen = {
    .name = "leaving",
    .title = N_("guided leave"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_CASES | CONTEXT_DIGITS,
    .size = sizeof(struct leaving_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = leaving_draw,
    .handle = handle,
    .label = label,
};
