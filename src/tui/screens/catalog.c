/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/catalog.h"

#include "catalog_tabs.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/sight.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/paper.h"
#include "shouwen/tui/screens/doubles.h"
#include "shouwen/tui/screens/entry.h"
#include "shouwen/tui/screens/export.h"
#include "shouwen/tui/screens/import.h"
#include "shouwen/tui/screens/pins.h"
#include "shouwen/tui/screens/session.h"

#include <string.h>

enum { ABOVE = 1, FOUND_MOST = 200 };

struct catalog_state {
    struct desk *desk;
    struct list_source source;
    struct list list;
    struct line line;
    size_t at;
    bool is_searching;
    struct text revealed; /* id of the row whose numbers are shown in full; "": none is */
};

enum { DOUBLES = 7, PINS, REVEAL }; /* digits; those before them are tabs */

static const struct catalog_tab *tab_of(const struct catalog_state *state)
{
    return &catalog_tabs[state->at];
}

static void fill_rows(const struct record *records, size_t count, struct list_row *rows)
{
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct list_row){records[i].id, &records[i], STYLE_NORMAL};
}

static enum status found_page(struct catalog_state *state, enum list_from from,
                              const struct list_row *anchor, size_t most, struct arena *arena,
                              struct list_row *rows, size_t *count, struct error *error)
{
    struct record *records;
    size_t found;
    enum status status;

    TRY(catalog_find(state->desk, tab_of(state)->kind, state->line.text.at, FOUND_MOST, arena,
                     &records, &found, error));
    struct list_row *all = arena_alloc(arena, (found + 1) * sizeof(*all));
    fill_rows(records, found, all);
    list_page_of(all, found, from, anchor, most, rows, count);
done:
    return status;
}

/* "At" is the anchor's own row and those after it. */
static enum status page(void *context, enum list_from from, const struct list_row *anchor,
                        size_t most, struct arena *arena, struct list_row *rows, size_t *count,
                        struct error *error)
{
    struct catalog_state *state = context;
    enum record_kind kind = tab_of(state)->kind;
    bool is_backwards = from == LIST_BEFORE || from == LIST_LAST;
    const struct record *start = anchor ? anchor->data : NULL;
    struct record *records;
    enum status status;

    if (state->is_searching && !line_is_empty(&state->line))
        return found_page(state, from, anchor, most, arena, rows, count, error);
    *count = 0;
    if (from == LIST_AT && start && most) {
        struct record *here = arena_alloc(arena, sizeof(*here));
        struct error gone;
        if (catalog_get(state->desk, kind, start->id, arena, here, &gone) == STATUS_OK)
            rows[(*count)++] = (struct list_row){here->id, here, STYLE_NORMAL};
    }
    size_t more;
    TRY(catalog_page(state->desk, kind, start, is_backwards, (int)(most - *count), arena, &records,
                     &more, error));
    fill_rows(records, more, rows + *count);
    *count += more;
done:
    return status;
}

static bool is_masked(enum record_kind kind, int field)
{
    return record_rows[kind].fields[field].flags & RECORD_MASKED;
}

/* The list has a column of numbers that are masked. */
static bool has_masked(const struct catalog_state *state)
{
    const struct catalog_tab *tab = tab_of(state);

    for (size_t i = 0; i < tab->count; i++)
        if (is_masked(tab->kind, tab->shown[i]))
            return true;
    return false;
}

/* They belong to the staff, and are an administrator's. */
static bool has_pins(const struct catalog_state *state)
{
    return tab_of(state)->kind == RECORD_STAFF && permit_has(state->desk, DEED_PINS, NULL);
}

/* Who may be one person, for whoever may say so. */
static bool has_doubles(const struct catalog_state *state)
{
    return tab_of(state)->kind == RECORD_RESIDENTS &&
           deed_may_somewhere(desk_people(state->desk), desk_person(state->desk), DEED_JOIN);
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct catalog_state *state = context;
    const struct record *record = row->data;
    int field = tab_of(state)->shown[column];

    if (is_masked(record->kind, field) && text_same(row->id, state->revealed.at))
        text_add(out, record_text(record, field));
    else
        catalog_say(out, record, field);
}

static void take_tab(struct catalog_state *state)
{
    static const char none[] =
        N_("Residents and what they want are seen by their station and street only.");
    const struct catalog_tab *tab = tab_of(state);

    state->source =
        (struct list_source){page, cell, tab->columns, tab->count,
                             sight_has_kind(state->desk, tab->kind) ? tab->empty : none};
}

static void start(struct screen *screen, size_t at)
{
    struct catalog_state *state = screen->state;

    state->desk = screen_context(screen);
    state->at = at;
    line_init(&state->line, 0);
    state->revealed = (struct text)TEXT_EMPTY;
    take_tab(state);
    list_init(&state->list, &state->source, state);
}

static enum status enter_lists(struct screen *screen, const void *argument, struct error *error)
{
    (void)argument;
    (void)error;
    start(screen, 0);
    return STATUS_OK;
}

static enum status enter_resources(struct screen *screen, const void *argument, struct error *error)
{
    struct catalog_state *state = screen->state;

    (void)argument;
    (void)error;
    start(screen, 1);
    state->is_searching = true;
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct catalog_state *state = screen->state;

    list_release(&state->list);
    line_release(&state->line);
    text_release(&state->revealed);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct catalog_state *state = screen->state;

    if (sight_has_kind(state->desk, tab_of(state)->kind))
        state->source.empty = state->is_searching && !line_is_empty(&state->line)
                                  ? N_("Nothing in this list fits what was typed.")
                                  : tab_of(state)->empty;
    return list_reload(&state->list, screen->rows - ABOVE - 1, error);
}

static void draw(struct screen *screen, struct pane body)
{
    struct catalog_state *state = screen->state;
    int at = 1;

    list_draw(&state->list, pane_part(body, ABOVE, 0, -1, -1));
    if (state->is_searching) {
        at += pane_putf(body, 0, at, STYLE_TITLE, "%s", _(tab_of(state)->label));
        at += pane_put(body, 0, at, -1, STYLE_NORMAL, ": ");
        line_draw(&state->line, body, 0, at, body.columns - at - 1, true, 0);
        return;
    }
    for (size_t i = 0; i < CATALOG_TABS; i++)
        at += pane_putf(body, 0, at, i == state->at ? STYLE_SELECTED : STYLE_NORMAL,
                        i == state->at ? "[%zu %s]" : " %zu %s ", i + 1, _(catalog_tabs[i].label));
}

static enum next restart(struct screen *screen)
{
    struct catalog_state *state = screen->state;
    struct error error;

    take_tab(state);
    text_clear(&state->revealed);
    if (list_restart(&state->list, screen->rows - ABOVE - 1, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum next show_tab(struct screen *screen, size_t at)
{
    struct catalog_state *state = screen->state;

    if (at >= CATALOG_TABS)
        return NEXT_IGNORED;
    state->at = at;
    state->is_searching = false;
    return restart(screen);
}

/* What hangs on the wall or stands on the counter, by the list that it is made from. */
static enum slip slip_of(const struct catalog_state *state)
{
    switch ((int)tab_of(state)->kind) {
    case RECORD_SERVICES:
        return SLIP_WALL;
    case RECORD_STAFF:
        return SLIP_PLATE;
    default:
        return SLIP_COUNT;
    }
}

static enum next print(struct screen *screen)
{
    enum slip slip = slip_of(screen->state);

    return slip == SLIP_COUNT ? NEXT_IGNORED : paper_print(screen, slip, NULL);
}

/* Sessions come from cases, the other lists also from files. */
static bool is_imported(const struct catalog_state *state)
{
    return tab_of(state)->kind != RECORD_SESSIONS;
}

static enum next import_file_of(struct screen *screen)
{
    struct catalog_state *state = screen->state;

    return is_imported(state) ? screen_push(screen, &import_screen, &tab_of(state)->kind)
                              : NEXT_STAY;
}

/* The row's numbers in full, which is noted, until another's are shown; the same key hides them. */
static enum next reveal(struct screen *screen)
{
    struct catalog_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);
    struct error error;

    if (!row || !has_masked(state))
        return NEXT_IGNORED;
    bool is_shown = text_same(row->id, state->revealed.at);
    if (!is_shown && catalog_note_reveal(state->desk, row->id, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    text_clear(&state->revealed);
    if (!is_shown) {
        text_add(&state->revealed, row->id);
        app_say(screen->app, _("its numbers are shown; that was noted"));
    }
    return NEXT_STAY;
}

static enum next stay(struct screen *screen, const struct answer *answer)
{
    (void)screen;
    (void)answer;
    return NEXT_STAY;
}

/* Rows of a spreadsheet are taken in as a file would be; other text is searched for. */
static enum next paste_rows(struct screen *screen, const char *text)
{
    const struct catalog_state *state = screen->state;
    const struct import_order order = {.paste = text, .kind = tab_of(state)->kind};

    return screen_ask(screen, &import_look_screen, &order, stay);
}

static enum next handle_command(struct screen *screen, enum command command)
{
    struct catalog_state *state = screen->state;
    const struct list_row *row;

    if (command_digit(command) == 0)
        return import_file_of(screen);
    if (command_digit(command) == REVEAL)
        return reveal(screen);
    if (command_digit(command) == PINS && has_pins(state))
        return screen_push(screen, &pins_screen, NULL);
    if (command_digit(command) == DOUBLES && has_doubles(state))
        return screen_push(screen, &doubles_screen, NULL);
    if (command_digit(command) > 0)
        return show_tab(screen, (size_t)command_digit(command) - 1);
    switch ((int)command) {
    case COMMAND_EXPORT:
        return screen_push(screen, &export_screen,
                           &(struct export_from){.kind = tab_of(state)->kind});
    case COMMAND_NEXT_QUEUE:
        return show_tab(screen, (state->at + 1) % CATALOG_TABS);
    case COMMAND_PREVIOUS_QUEUE:
        return show_tab(screen, (state->at + CATALOG_TABS - 1) % CATALOG_TABS);
    case COMMAND_SEARCH:
        state->is_searching = true;
        line_set(&state->line, "");
        return restart(screen);
    case COMMAND_BACK:
        if (!state->is_searching || line_is_empty(&state->line))
            return NEXT_IGNORED;
        line_set(&state->line, "");
        state->is_searching = false;
        return restart(screen);
    case COMMAND_PRINT:
        return print(screen);
    case COMMAND_SELECT:
        row = list_selected(&state->list);
        if (row && tab_of(state)->kind == RECORD_SESSIONS)
            return screen_push(screen, &session_screen, row->id);
        return row ? screen_push(screen, &entry_screen, row->data) : NEXT_STAY;
    default:
        if (!list_handle(&state->list, command))
            return NEXT_IGNORED;
        if (state->list.failure.kind != STATUS_OK)
            app_complain(screen->app, &state->list.failure);
        return NEXT_STAY;
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct catalog_state *state = screen->state;

    if (event->kind == EVENT_COMMAND)
        return handle_command(screen, event->command);
    if (event->kind == EVENT_PASTE && is_imported(state) && import_is_rows(event->text))
        return paste_rows(screen, event->text);
    if (!state->is_searching)
        return NEXT_IGNORED;
    if (!app_take(screen->app, &state->line, event))
        return NEXT_IGNORED;
    return restart(screen);
}

static bool in_text(const struct screen *screen)
{
    const struct catalog_state *state = screen->state;

    return state->is_searching;
}

static const char *reveal_label(const struct catalog_state *state)
{
    const struct list_row *row = list_selected(&state->list);

    if (!row)
        return NULL;
    return text_same(row->id, state->revealed.at) ? _("hide numbers") : _("show numbers");
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct catalog_state *state = screen->state;
    int digit = command_digit(command);

    if (command == COMMAND_PRINT && slip_of(screen->state) == SLIP_COUNT)
        return NULL;
    if (command == COMMAND_PRINT)
        return _(slip_rows[slip_of(screen->state)].label);
    if (digit == 0)
        return is_imported(state) && import_is_allowed(state->desk) ? _("import a file") : NULL;
    if (digit == REVEAL && has_masked(screen->state))
        return reveal_label(screen->state);
    if (digit == PINS && has_pins(state))
        return _("PINs");
    if (digit == DOUBLES && has_doubles(state))
        return _("possible duplicates");
    if (digit > CATALOG_TABS)
        return NULL;
    if (digit > 0)
        return _("list");
    if (command == COMMAND_NEXT_QUEUE)
        return _("next list");
    if (command == COMMAND_UNDO)
        return NULL;
    return command == COMMAND_SELECT ? _("details") : usual;
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    int digit = command_digit(command);

    if (digit == 0 && is_imported(screen->state))
        text_add(out, _("import a file of this list; rows can be pasted here, too"));
    if (digit > 0 && digit <= CATALOG_TABS)
        text_addf(out, _("list: %s"), _(catalog_tabs[digit - 1].label));
    if (digit == DOUBLES && has_doubles(screen->state))
        text_add(out, _("residents who may be one person, pair by pair"));
}

#define CATALOG_SLOTS                                                                              \
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_QUEUE | CONTEXT_SEARCH |               \
                CONTEXT_PRINT | CONTEXT_DIGITS,                                                    \
    .size = sizeof(struct catalog_state), .leave = leave, .load = load, .draw = draw,              \
    .handle = handle, .in_text = in_text, .label = label, .explain = explain

const struct screen_kind catalog_screen = {.name = "catalog",
                                           .title = N_("lists"),
                                           .opens = COMMAND_LISTS,
                                           .enter = enter_lists,
                                           CATALOG_SLOTS};
const struct screen_kind resources_screen = {.name = "resources",
                                             .title = N_("resources"),
                                             .opens = COMMAND_RESOURCES,
                                             .enter = enter_resources,
                                             CATALOG_SLOTS};
