/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/queue.h"

#include "queue_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/filter.h"
#include "shouwen/tui/screens/export.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/visits.h"

#include <stdlib.h>
#include <string.h>

struct list *queue_list(struct queue_state *state)
{
    return state->is_searching ? &state->found : &state->list;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct queue_state *state = screen->state;

    (void)error;
    state->desk = screen_context(screen);
    state->app = screen->app;
    queue_source_name(state, argument);
    line_init(&state->line, 0);
    queue_mark_init(&state->marks);
    queue_source_init(state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct queue_state *state = screen->state;

    list_release(&state->list);
    list_release(&state->found);
    line_release(&state->line);
    queue_mark_release(&state->marks);
    free(state->also_grid);
    arena_release(&state->kept);
}

/* A grid's people begin where there is work: in one of their grids, else with what is theirs. */
static size_t start_at(const struct queue_state *state)
{
    size_t own = state->tab_count;

    if (lists_own(desk_person(state->desk)) != QUEUE_GRID)
        return 0;
    for (size_t i = state->tab_count; i-- > 0;) {
        const struct lists_tab *tab = &state->tabs[i];
        if (tab->key || tab->is_visits || !tab->counts.count)
            continue;
        if (tab->filter.queue == QUEUE_GRID)
            own = i;
        else if (tab->filter.queue == QUEUE_MINE && own == state->tab_count)
            own = i;
    }
    return own < state->tab_count ? own : 0;
}

/* Makes the tabs anew and stays on the queue that is shown. */
static enum status load_tabs(struct queue_state *state, struct error *error)
{
    struct arena old = state->kept;
    const struct case_filter *shown = state->tabs ? &state->tabs[state->at].filter : NULL;
    enum queue wanted = shown ? shown->queue : state->also;
    char key = state->wanted_key ? state->wanted_key : shown ? state->tabs[state->at].key : '\0';
    enum status status;

    state->kept = (struct arena){0};
    status = lists_tabs(state->desk, state->also, state->also_grid, &state->kept, &state->tabs,
                        &state->tab_count, error);
    state->at = 0;
    for (size_t i = 0; status == STATUS_OK && i < state->tab_count; i++) {
        const struct case_filter *filter = &state->tabs[i].filter;
        const char *argument = shown ? shown->argument : state->also_grid;
        bool is_same = filter->queue == wanted && !state->tabs[i].key &&
                       !state->tabs[i].is_visits &&
                       (!argument || text_same(filter->argument, argument));
        if (key ? state->tabs[i].key == key : is_same)
            state->at = i;
    }
    if (status != STATUS_OK)
        state->tabs = NULL;
    if (state->tabs && !shown && wanted == QUEUE_COUNT && !key)
        state->at = start_at(state);
    if (state->tabs && (state->wanted_key || !shown || key != state->tabs[state->at].key))
        state->sort = state->tabs[state->at].filter.sort;
    state->wanted_key = '\0';
    arena_release(&old);
    return status;
}

/* The rows of the list: below the rows of queues and its own head. */
static int list_rows(const struct screen *screen)
{
    return screen->rows - queue_tabs_rows(screen->state, screen->rows, screen->columns) - 1;
}

static enum status load_rows(struct screen *screen, struct error *error)
{
    struct queue_state *state = screen->state;
    int rows = list_rows(screen);

    if (!state->is_searching)
        return list_reload(&state->list, rows, error);
    if (!state->is_behind)
        return list_reload(&state->found, rows, error);
    state->gives_way = true;
    enum status status = list_restart(&state->found, rows, error);
    state->gives_way = false;
    state->is_behind = status != STATUS_OK;
    if (status == STATUS_OK && state->is_partial && !state->looks_again)
        screen_wake(screen, 0);
    if (status != STATUS_BUSY)
        return status;
    /* goes on when the keys that wait have been taken */
    screen->is_stale = state->only_search = true;
    return STATUS_OK;
}

/* What is typed ahead of a search, then chosen, is chosen from what that search finds. */
static enum status catch_up(struct screen *screen, struct error *error)
{
    struct queue_state *state = screen->state;

    if (!state->is_behind)
        return STATUS_OK;
    state->is_behind = false;
    return list_restart(&state->found, list_rows(screen), error);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct queue_state *state = screen->state;
    enum status status = STATUS_OK;

    if (!state->tabs || !state->only_search || desk_has_changed(state->desk)) {
        TRY(load_tabs(state, error));
        TRY(queue_mark_check(screen, error));
        state->list_is_old = state->is_searching;
    }
    state->only_search = false;
    queue_source_fit(state, screen->columns);
    TRY(load_rows(screen, error));
done:
    return status;
}

/* What can be done about what was found, at the right of the words. */
static void draw_found(const struct queue_state *state, struct pane body, int at)
{
    const char *format = state->is_partial   ? _("in \"%s\"; not all found in time, type more")
                         : !state->is_typing ? _("in \"%s\"; f keeps it as a list")
                                             : _("in \"%s\", newest first");

    pane_putf(body, 0, at, STYLE_DIM, format, state->tabs[state->at].label);
}

static void draw_search(struct queue_state *state, struct pane body)
{
    enum { LINE = 40 };
    int at = 1 + pane_put(body, 0, 1, -1, STYLE_TITLE, _("search"));

    at += pane_put(body, 0, at, -1, STYLE_NORMAL, ": ");
    int room = body.columns - at - 2;

    room = room < LINE ? room : LINE;
    if (state->is_typing)
        line_draw(&state->line, body, 0, at, room, true, 0);
    else
        pane_fill(body, 0, at, room, STYLE_FIELD, state->line.text.at);
    if (line_is_empty(&state->line))
        pane_put(body, 0, at + 2, -1, STYLE_DIM,
                 _("words, item, name, door, end of a number, query code"));
    else
        draw_found(state, body, at + room + 2);
}

static void draw(struct screen *screen, struct pane body)
{
    struct queue_state *state = screen->state;

    int above = queue_tabs_rows(state, body.rows, body.columns);

    list_draw(queue_list(state), pane_part(body, above, 0, -1, -1));
    if (state->is_searching)
        draw_search(state, body);
    else
        queue_tabs_draw(state, pane_part(body, 0, 0, above, -1));
}

static enum next complain_if(struct screen *screen, enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        app_complain(screen->app, error);
    return NEXT_STAY;
}

/* What was found is looked for anew before the next frame. */
static enum next fall_behind(struct screen *screen)
{
    struct queue_state *state = screen->state;

    state->is_behind = true;
    state->only_search = !screen->is_stale || state->only_search;
    screen->is_stale = true;
    return NEXT_STAY;
}

/* The list shown begins at the top again. */
static enum next restart(struct screen *screen)
{
    struct queue_state *state = screen->state;
    struct error error;

    queue_source_fit(state, screen->columns);
    if (!state->is_searching)
        return complain_if(screen, list_restart(&state->list, list_rows(screen), &error), &error);
    state->looks_again = false;
    return fall_behind(screen);
}

static enum next show_tab(struct screen *screen, size_t at)
{
    struct queue_state *state = screen->state;

    if (at >= state->tab_count)
        return NEXT_IGNORED;
    if (state->tabs[at].is_visits)
        return screen_push(screen, &visits_screen, NULL);
    if (at == state->at)
        return NEXT_STAY;
    state->at = at;
    state->sort = state->tabs[at].filter.sort;
    /* leaving the search comes back to the queue that was searched last */
    if (state->is_searching)
        list_release(&state->list);
    state->list_is_old = state->is_searching;
    return restart(screen);
}

/* A digit is that of a queue by its place, or the key of what was saved. */
static size_t tab_of_digit(const struct queue_state *state, int digit)
{
    return (size_t)digit <= queue_tabs_numbered(state)
               ? (size_t)digit - 1
               : queue_saved_at(state, '0' + (uint32_t)digit);
}

static enum next start_search(struct screen *screen)
{
    struct queue_state *state = screen->state;

    if (state->is_searching) {
        /* typed on */
        state->is_typing = true;
        state->has_moved = false;
        return NEXT_STAY;
    }
    line_set(&state->line, "");
    state->is_searching = state->is_typing = true;
    return restart(screen);
}

enum next queue_end_search(struct screen *screen)
{
    struct queue_state *state = screen->state;

    list_release(&state->found);
    state->is_searching = state->is_typing = state->has_moved = false;
    state->is_behind = state->is_partial = state->only_search = false;
    screen->is_stale = screen->is_stale || state->list_is_old;
    queue_source_fit(state, screen->columns);
    return NEXT_STAY;
}

/* The next order that makes sense here; back to the queue's own after the last. */
static enum case_sort next_sort(const struct queue_state *state)
{
    enum case_sort sort = state->sort;

    /* what is found comes newest first */
    if (!text_is_empty(state->tabs[state->at].filter.search))
        return sort;
    do
        sort = (enum case_sort)((sort + 1) % CASE_SORT_COUNT);
    while (!query_cases_may_sort(state->tabs[state->at].filter.queue, sort));
    return sort;
}

/* An order that has too many cases here is passed over; if no other one is left, that is said. */
static enum next sort(struct screen *screen)
{
    struct queue_state *state = screen->state;
    enum case_sort before = state->sort;
    enum status status = STATUS_REFUSED;
    struct error error;

    if (next_sort(state) == before) {
        app_say(screen->app, _("this queue has one order only"));
        return NEXT_STAY;
    }
    while (status == STATUS_REFUSED) {
        state->sort = next_sort(state);
        if (state->sort == before)
            break;
        status = list_restart(&state->list, list_rows(screen), &error);
    }
    if (status != STATUS_OK)
        state->sort = before;
    return complain_if(screen, status, &error);
}

/* Enter ends the typing first: what was found stays, and the keys are commands again. */
static bool ends_typing(const struct queue_state *state)
{
    return state->is_typing && !state->has_moved && !line_is_empty(&state->line);
}

static enum next handle_rows(struct screen *screen, enum command command)
{
    struct queue_state *state = screen->state;
    struct list *list = queue_list(state);
    struct error error;
    enum status status = catch_up(screen, &error);

    if (status != STATUS_OK)
        return complain_if(screen, status, &error);
    if (command == COMMAND_SELECT && ends_typing(state)) {
        state->is_typing = false;
        return NEXT_STAY;
    }
    if (command == COMMAND_SELECT) {
        const struct list_row *row = list_selected(list);
        return row ? screen_push(screen, &case_screen, row->id) : NEXT_STAY;
    }
    if (!list_handle(list, command))
        return NEXT_IGNORED;
    state->has_moved = true;
    return complain_if(screen, list->failure.kind, &list->failure);
}

/* So many places on, around the end; visits are no queue to stay on. */
static size_t beside(const struct queue_state *state, size_t step)
{
    size_t at = state->at;

    do
        at = (at + step) % state->tab_count;
    while (state->tabs[at].is_visits);
    return at;
}

static struct case_filter shown_filter(const void *state)
{
    return queue_source_filter(state);
}

/* What is shown, searched and sorted as it is. */
static enum next export_shown(struct screen *screen)
{
    const struct queue_state *state = screen->state;
    const struct export_from from = {RECORD_CASES, state->tabs[state->at].label, shown_filter,
                                     state};

    return screen_push(screen, &export_screen, &from);
}

enum next queue_command(struct screen *screen, enum command command)
{
    struct queue_state *state = screen->state;

    if (command_digit(command) > 0)
        return show_tab(screen, tab_of_digit(state, command_digit(command)));
    enum next marking = queue_mark_command(screen, command);
    if (marking != NEXT_IGNORED)
        return marking;
    switch ((int)command) {
    case COMMAND_NEXT_QUEUE:
        return show_tab(screen, beside(state, 1));
    case COMMAND_PREVIOUS_QUEUE:
        return show_tab(screen, beside(state, state->tab_count - 1));
    case COMMAND_SEARCH:
        return start_search(screen);
    case COMMAND_SORT:
        return sort(screen);
    case COMMAND_FILTER:
        return queue_saved_command(screen);
    case COMMAND_EXPORT:
        return export_shown(screen);
    case COMMAND_BACK:
        return state->is_searching ? queue_end_search(screen) : NEXT_IGNORED;
    default:
        return handle_rows(screen, command);
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct queue_state *state = screen->state;

    if (event->kind == EVENT_COMMAND)
        return queue_command(screen, event->command);
    if (event->kind == EVENT_TICK && state->is_searching && state->is_partial) {
        state->looks_again = true;
        return fall_behind(screen);
    }
    if (!state->is_typing)
        return event->kind == EVENT_KEY
                   ? show_tab(screen, queue_saved_at(state, key_plain(event->key)))
                   : NEXT_IGNORED;
    if (!app_take(screen->app, &state->line, event))
        return NEXT_IGNORED;
    state->has_moved = false;
    return restart(screen);
}

static bool in_text(const struct screen *screen)
{
    const struct queue_state *state = screen->state;

    return state->is_typing;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    struct queue_state *state = screen->state;
    int digit = command_digit(command);

    usual = queue_mark_label(state, command, usual);
    if (digit == 0 || !usual)
        return usual;
    if (digit > 0)
        return tab_of_digit(state, digit) < state->tab_count ? _("queue") : NULL;
    if (command == COMMAND_SELECT)
        return ends_typing(state) ? _("keep this list") : _("open the case");
    if (command == COMMAND_SEARCH && state->is_searching)
        return _("type on");
    if (command == COMMAND_FILTER && state->is_searching)
        return _("keep as a list");
    if (command == COMMAND_SORT && state->tabs && next_sort(state) == state->sort)
        return NULL;
    return usual;
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    const struct queue_state *state = screen->state;
    int digit = command_digit(command);

    size_t at = digit > 0 ? tab_of_digit(state, digit) : state->tab_count;
    if (at < state->tab_count)
        text_addf(out, _("queue: %s"), state->tabs[at].label);
}

const struct screen_kind queue_screen = {
    .name = "queue",
    .title = N_("queues"),
    .contexts = CONTEXTS_OF_QUEUE,
    .opens = COMMAND_QUEUE,
    .size = sizeof(struct queue_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
    .label = label,
    .explain = explain,
    .legend = queue_legend,
    .note = queue_note,
};

void queue_find_jumps(const char *typed, void (*found)(void *palette, const struct jump *jump),
                      void *palette)
{
    struct text name = TEXT_EMPTY;

    for (int queue = 0; queue < QUEUE_COUNT; queue++) {
        /* these need to know which grid, which department */
        if (queue_needs_grid((enum queue)queue) || queue == QUEUE_UNIT)
            continue;
        text_clear(&name);
        text_addf(&name, _("queue: %s"), _(queue_rows[queue].label));
        if (filter_fits(typed, name.at) || filter_fits(typed, queue_rows[queue].word))
            found(palette, &(struct jump){name.at, &queue_screen, queue_rows[queue].word});
    }
    text_release(&name);
}
