/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/pins.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/pin.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/prompt.h"

#include <stdlib.h>

enum { HEAD = 3 }; /* rows above the list */

enum pins_column { PINS_ID, PINS_NAME, PINS_TITLE, PINS_STATE, PINS_COLUMNS };

static const struct list_column columns[PINS_COLUMNS] = {
    [PINS_ID] = {N_("id"), 6, 8, 3, false},
    [PINS_NAME] = {N_("name"), 8, 16, 1, false},
    [PINS_TITLE] = {N_("title"), 8, 24, 2, false},
    [PINS_STATE] = {N_("PIN"), 18, LIST_REST, 1, false},
};

struct holder {
    const char *id, *name, *title, *node;
    struct pin_standing standing;
};

struct pins_state {
    struct desk *desk;
    char *first; /* a staff id, or NULL */
    struct list_source source;
    struct list list;
    struct list_row *rows; /* in the snapshot */
    size_t count;
    bool are_on;
};

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct holder *holder = row->data;

    (void)context;
    switch ((enum pins_column)column) {
    case PINS_ID:
        text_add(out, holder->id);
        break;
    case PINS_NAME:
        text_add(out, holder->name);
        break;
    case PINS_TITLE:
        text_add(out, holder->title);
        break;
    case PINS_STATE:
        pin_standing_say(&holder->standing, out);
        break;
    case PINS_COLUMNS:
        break;
    }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct pins_state *state = screen->state;

    (void)error;
    state->desk = screen_context(screen);
    state->first = argument ? memory_copy_text(argument) : NULL;
    state->source = (struct list_source){.cell = cell,
                                         .columns = columns,
                                         .column_count = PINS_COLUMNS,
                                         .empty = N_("nobody is on the staff yet; import staff "
                                                     "first")};
    list_init(&state->list, &state->source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct pins_state *state = screen->state;

    list_release(&state->list);
    free(state->first);
}

/* Who was asked for comes first, then whoever waits at a locked desk, then this node's own. */
static int rank(const struct pins_state *state, const struct holder *holder)
{
    if (text_same(holder->id, state->first))
        return 0;
    if (holder->standing.locked_until)
        return 1;
    return text_same(holder->node, desk_node(state->desk)) ? 2 : 3;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct pins_state *state = screen->state;
    const struct people *people;
    struct holder *holders;
    size_t count = 0;
    enum status status;

    TRY(desk_refresh(state->desk, error));
    people = desk_people(state->desk);
    holders = arena_alloc(&screen->arena, (people->count + 1) * sizeof(*holders));
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        if (person->status == PERSON_LEFT)
            continue;
        struct holder *holder = &holders[count++];
        *holder = (struct holder){.id = arena_copy(&screen->arena, person->id),
                                  .name = arena_copy(&screen->arena, person->name),
                                  .title = arena_copy(&screen->arena, person->title),
                                  .node = arena_copy(&screen->arena, person->node)};
        TRY(pin_look(state->desk, person->id, &holder->standing, error));
        state->are_on = holder->standing.are_on;
    }
    state->rows = arena_alloc(&screen->arena, (count + 1) * sizeof(*state->rows));
    state->count = 0;
    for (int wanted = 0; wanted <= 3; wanted++)
        for (size_t i = 0; i < count; i++)
            if (rank(state, &holders[i]) == wanted)
                state->rows[state->count++] =
                    (struct list_row){holders[i].id, &holders[i],
                                      holders[i].standing.locked_until ? STYLE_HOT : STYLE_NORMAL};
    list_hold(&state->list, state->rows, state->count);
    TRY(list_reload(&state->list, screen->rows - HEAD - 1, error));
done:
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    struct pins_state *state = screen->state;

    pane_wrap(pane_part(body, 0, 1, HEAD - 1, body.columns - 2), 0, HEAD - 1, STYLE_TITLE,
              state->are_on
                  ? _("PINs are on: everybody proves who they are, and whoever has none sets one "
                      "when they sign in next.")
                  : _("PINs are off: whoever sits here is trusted to say who they are."));
    list_draw(&state->list, pane_part(body, HEAD, 0, -1, -1));
}

static const struct holder *selected(const struct screen *screen)
{
    const struct pins_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    return row ? row->data : NULL;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct pins_state *state = screen->state;
    const struct holder *holder = selected(screen);

    switch ((int)command) {
    case COMMAND_DIGIT_1:
        return state->are_on ? _("turn PINs off") : _("turn PINs on");
    case COMMAND_DIGIT_2:
        return holder && holder->standing.is_set ? _("reset the PIN") : NULL;
    case COMMAND_DIGIT_3:
        return holder && holder->standing.locked_until ? _("unlock") : NULL;
    case COMMAND_SELECT:
        return NULL;
    default:
        return command_digit(command) >= 0 ? NULL : usual;
    }
}

static enum next finish(struct screen *screen, enum status status, const char *done,
                        const struct error *error)
{
    if (status == STATUS_OK) {
        app_mark_stale(screen->app);
        app_say(screen->app, "%s", done);
    } else {
        app_complain(screen->app, error);
    }
    return NEXT_STAY;
}

static enum next turn(struct screen *screen, const struct answer *answer)
{
    const struct pins_state *state = screen->state;
    struct error error;

    if (!answer->is_given || !answer->number)
        return NEXT_STAY;
    return finish(screen, pin_switch(state->desk, !state->are_on, &error),
                  state->are_on ? _("PINs are off")
                                : _("PINs are on: whoever has none sets one at the next sign-in"),
                  &error);
}

static enum next reset(struct screen *screen, const struct answer *answer)
{
    const struct pins_state *state = screen->state;
    const struct holder *holder = selected(screen);
    struct error error;

    if (!answer->is_given || !answer->number || !holder)
        return NEXT_STAY;
    return finish(screen, pin_reset(state->desk, holder->id, &error),
                  _("the PIN is taken away; a new one is set at the next sign-in"), &error);
}

static enum next unlock(struct screen *screen)
{
    const struct pins_state *state = screen->state;
    struct error error;

    return finish(screen, pin_unlock(state->desk, selected(screen)->id, &error),
                  _("the lock-out is taken away; the PIN stays"), &error);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct pins_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (command_digit(event->command) >= 0 && !label(screen, event->command, NULL))
        return NEXT_STAY;
    switch ((int)event->command) {
    case COMMAND_DIGIT_1:
        return prompt_yes_no(screen, label(screen, event->command, NULL),
                             state->are_on
                                 ? _("From then on nobody is asked for a PIN. Those that are set "
                                     "stay in the file.")
                                 : _("From then on nobody works here without theirs. Whoever has "
                                     "none sets one when they sign in next."),
                             turn);
    case COMMAND_DIGIT_2:
        return prompt_yes_no(screen, selected(screen)->name,
                             _("Their PIN goes, with a lock-out; when they sign in next they "
                               "choose another one. Do it while they are here."),
                             reset);
    case COMMAND_DIGIT_3:
        return unlock(screen);
    default:
        return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
    }
}

const struct screen_kind pins_screen = {
    .name = "pins",
    .title = N_("PINs"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .opens = COMMAND_PINS,
    .size = sizeof(struct pins_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
};
