/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/sheet.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/sheet.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/paper.h"
#include "shouwen/tui/prompt.h"

struct sheet_state {
    struct sheet own, waiting;
    bool has_waiting, shows_own; /* what waits is shown first */
    size_t cursor, top;
    int rows; /* drawn last */
    enum handover_kind adding;
};

static struct desk *desk_of(const struct screen *screen)
{
    return screen_context(screen);
}

static const struct sheet *shown(const struct sheet_state *state)
{
    return state->has_waiting && !state->shows_own ? &state->waiting : &state->own;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct sheet_state *state = screen->state;
    enum status status;

    TRY(sheet_own(desk_of(screen), &screen->arena, &state->own, error));
    TRY(sheet_waiting(desk_of(screen), &screen->arena, &state->waiting, &state->has_waiting,
                      error));
    size_t count = shown(state)->count;
    if (state->cursor >= count)
        state->cursor = count ? count - 1 : 0;
done:
    return status;
}

static void draw_head(const struct screen *screen, struct pane body)
{
    const struct sheet_state *state = screen->state;
    const struct sheet *sheet = shown(state);
    struct desk *desk = desk_of(screen);
    struct text head = TEXT_EMPTY;

    text_addf(&head, _("from %s: "), desk_name(desk, sheet->giver));
    sheet_say(desk, sheet, &head);
    pane_fill(body, 0, 1, -1, STYLE_TITLE, head.at);
    text_release(&head);
    pane_rule(body, 1, _("[x] is settled and stays; the rest goes to who takes over"));
}

static void draw_line(struct pane pane, int row, size_t place, const struct handover_line *line,
                      bool is_chosen)
{
    enum { TICK_AT = 5, KIND_AT = 9, KIND_COLUMNS = 15, TEXT_AT = KIND_AT + KIND_COLUMNS + 1 };
    enum style style = is_chosen ? STYLE_SELECTED : line->is_ticked ? STYLE_DIM : STYLE_NORMAL;
    struct text text = TEXT_EMPTY;

    pane_fill(pane, row, 0, -1, style, is_chosen ? ">" : "");
    pane_putf(pane, row, 1, style, "%3zu", place + 1);
    pane_put(pane, row, TICK_AT, 3, style, line->is_ticked ? "[x]" : "[ ]");
    pane_put(pane, row, KIND_AT, KIND_COLUMNS, style, _(handover_kinds[line->kind].label));
    const char *code = *line->number ? ident_query_code(line->number) : NULL;
    text_addf(&text, "%s%s%s", code ? code : line->number, *line->number ? " " : "", line->text);
    pane_put(pane, row, TEXT_AT, -1, style, text.at);
    text_release(&text);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { HEAD = 2 };
    struct sheet_state *state = screen->state;
    const struct sheet *sheet = shown(state);
    struct pane lines = pane_part(body, HEAD, 0, body.rows - HEAD, -1);

    draw_head(screen, body);
    state->rows = lines.rows;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + (size_t)lines.rows)
        state->top = state->cursor - (size_t)lines.rows + 1;
    for (int row = 0; row < lines.rows && state->top + (size_t)row < sheet->count; row++) {
        size_t place = state->top + (size_t)row;
        draw_line(lines, row, place, &sheet->lines[place], place == state->cursor);
    }
    if (!sheet->count)
        pane_put(lines, 0, 1, -1, STYLE_DIM,
                 _("nothing is open; 1 a slip handed out, 2 a key lent, 3 a note"));
    pane_cursor(lines, sheet->count ? (int)(state->cursor - state->top) : 0, 0);
}

/* Says what went wrong, or shows everything anew. */
static enum next finish(struct screen *screen, enum status status, const struct error *error)
{
    if (status == STATUS_OK)
        app_mark_stale(screen->app);
    else
        app_complain(screen->app, error);
    return NEXT_STAY;
}

static enum next added(struct screen *screen, const struct answer *answer)
{
    const struct sheet_state *state = screen->state;
    struct error error;

    if (!answer->is_given || text_is_empty(answer->text))
        return NEXT_STAY;
    return finish(screen, sheet_add(desk_of(screen), state->adding, answer->text, &error), &error);
}

static enum next add(struct screen *screen, enum handover_kind kind)
{
    struct sheet_state *state = screen->state;
    const struct prompt prompt = {.title = _(handover_kinds[kind].label),
                                  .question = _("One line for who takes over.")};

    state->adding = kind;
    return prompt_text(screen, &prompt, added);
}

static enum next tick(struct screen *screen)
{
    const struct sheet_state *state = screen->state;
    struct error error;

    if (!shown(state)->count)
        return NEXT_STAY;
    return finish(screen, sheet_tick(desk_of(screen), shown(state), state->cursor, &error), &error);
}

/* --- handing over --- */
static enum next given(struct screen *screen, const struct answer *answer)
{
    struct desk *desk = desk_of(screen);
    struct arena arena = {0};
    struct error error;
    const char *code;

    if (!answer->is_given)
        return NEXT_STAY;
    enum status status =
        sheet_give(desk, *answer->text ? answer->text : NULL, &arena, &code, &error);
    if (status == STATUS_OK)
        app_say(screen->app, _("handed over: %s; who takes over accepts it here"), code);
    arena_release(&arena);
    return finish(screen, status, &error);
}

static enum next give(struct screen *screen)
{
    const struct people *people = desk_people(desk_of(screen));
    const struct person *me = desk_person(desk_of(screen));
    struct choice *choices = arena_alloc(&screen->arena, (people->count + 1) * sizeof(*choices));
    size_t count = 0;

    choices[count++] = (struct choice){"", _("whoever comes next"), NULL};
    for (size_t i = 0; me && i < people->count; i++) {
        const struct person *person = &people->at[i];
        if (!text_same(person->id, me->id) && text_same(person->node, me->node) &&
            person_is_active(person, people->today))
            choices[count++] = (struct choice){person->id, person->name, person->title};
    }
    return prompt_choose(screen, _("hand over to"), choices, count, given);
}

/* "accepted: 6 cases taken over, 1 promise; 007001-...: stays because ..." */
static void say_taken(const struct sheet_taken *taken, struct text *out)
{
    text_addf(out, _("accepted: %zu cases taken over"), taken->count);
    if (taken->promise_count)
        text_addf(out, _(", promises %zu"), taken->promise_count);
    if (taken->carried_count)
        text_addf(out, _(", lines on your own sheet %zu"), taken->carried_count);
    for (size_t i = 0; i < taken->stay_count; i++)
        text_addf(out, _("; %s stays: %s"), taken->stays[i].number, taken->stays[i].why);
}

static enum next accept(struct screen *screen)
{
    struct sheet_state *state = screen->state;
    struct text said = TEXT_EMPTY;
    struct sheet_taken taken;
    struct arena arena = {0};
    struct error error;

    enum status status = sheet_accept(desk_of(screen), state->waiting.code, &arena, &taken, &error);
    if (status == STATUS_OK) {
        say_taken(&taken, &said);
        app_say(screen->app, "%s", said.at);
    }
    text_release(&said);
    arena_release(&arena);
    return finish(screen, status, &error);
}

static enum next print(struct screen *screen)
{
    const struct sheet *sheet = shown(screen->state);

    return paper_print(screen, SLIP_SHEET, sheet->is_draft ? NULL : sheet->code);
}

static void move(struct sheet_state *state, int by)
{
    long to = (long)state->cursor + by, last = (long)shown(state)->count - 1;

    to = to > last ? last : to;
    state->cursor = to > 0 ? (size_t)to : 0;
}

static enum next handle_digit(struct screen *screen, int digit)
{
    struct sheet_state *state = screen->state;
    bool is_own = shown(state) == &state->own;

    switch (digit) {
    case 1:
    case 2:
    case 3:
        return is_own ? add(screen, (enum handover_kind)(HANDOVER_SLIP + digit - 1)) : NEXT_STAY;
    case 4:
        return tick(screen);
    case 5:
        return is_own ? give(screen) : NEXT_STAY;
    case 6:
        return is_own ? NEXT_STAY : accept(screen);
    case 0:
        state->shows_own = state->has_waiting && !state->shows_own;
        state->cursor = 0;
        return NEXT_STAY;
    default:
        return NEXT_STAY;
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct sheet_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (command_digit(event->command) >= 0)
        return handle_digit(screen, command_digit(event->command));
    switch ((int)event->command) {
    case COMMAND_UP:
        move(state, -1);
        return NEXT_STAY;
    case COMMAND_DOWN:
        move(state, 1);
        return NEXT_STAY;
    case COMMAND_PAGE_UP:
        move(state, -state->rows);
        return NEXT_STAY;
    case COMMAND_PAGE_DOWN:
        move(state, state->rows);
        return NEXT_STAY;
    case COMMAND_FIRST:
        state->cursor = 0;
        return NEXT_STAY;
    case COMMAND_LAST:
        move(state, (int)shown(state)->count);
        return NEXT_STAY;
    case COMMAND_SELECT:
        return tick(screen);
    case COMMAND_PRINT:
        return print(screen);
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct sheet_state *state = screen->state;
    bool is_own = shown(state) == &state->own;

    if (command == COMMAND_SELECT)
        return _("tick off");
    switch (command_digit(command)) {
    case -1:
        return usual;
    case 1:
        return is_own ? _(handover_kinds[HANDOVER_SLIP].label) : NULL;
    case 2:
        return is_own ? _(handover_kinds[HANDOVER_KEY].label) : NULL;
    case 3:
        return is_own ? _(handover_kinds[HANDOVER_NOTE].label) : NULL;
    case 5:
        return is_own ? _("hand over") : NULL;
    case 6:
        return is_own ? NULL : _("accept and take over");
    case 0:
        return !state->has_waiting ? NULL : is_own ? _("what waits for me") : _("my own sheet");
    default:
        return NULL;
    }
}

const struct screen_kind sheet_screen = {
    .name = "sheet",
    .title = N_("hand-over sheet"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS | CONTEXT_PRINT,
    .opens = COMMAND_HAND_OVER,
    .size = sizeof(struct sheet_state),
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
};
