/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/visits.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/desk/visiting.h"
#include "shouwen/desk/visiting_draft.h"
#include "shouwen/domain/parts.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/visit.h"

#include <stdio.h>
#include <string.h>

enum { ABOVE = 1, TABS_MOST = 9 };
enum column { DUE, CLASS, DOOR, NAME, MARKS, LAST, NEXT, LIAISON, GRID, COLUMNS };

static const struct list_column usual_columns[COLUMNS] = {
    [DUE] = {N_("due"), 10, 12, 2, false},     [CLASS] = {N_("class"), 6, 13, 3, false},
    [DOOR] = {N_("door"), 7, 10, 1, false},    [NAME] = {N_("resident"), 8, 16, 1, false},
    [MARKS] = {N_("marks"), 13, 20, 3, false}, [LAST] = {N_("last visit"), 15, 22, 2, false},
    [NEXT] = {N_("next"), 10, 28, 2, false},   [LIAISON] = {N_("liaison"), 12, LIST_REST, 5, false},
    [GRID] = {N_("grid"), 4, 6, 6, false},
};

/* A tab's grids, and what is due in them. */
struct tab {
    struct visiting_scope scope;
    const char *label;
    int64_t due_count, late_count;
};

struct visits_state {
    struct desk *desk;
    struct list_column columns[COLUMNS];
    struct list_source source;
    struct list list;
    struct tab tabs[TABS_MOST]; /* in kept */
    size_t tab_count, at;
    struct arena kept;
    char last[32]; /* the visit recorded last; "" if none was */
};

/* A row as it is shown; made when the page is loaded. */
struct shown {
    struct visit_row row;
    const char *due, *last, *name, *marks;
};

/* --- rows --- */

static const char *finish(struct text *out, struct arena *arena)
{
    const char *said = arena_copy(arena, out->at);

    text_release(out);
    return said;
}

static const char *say_due(const struct visit_row *row, int32_t today, struct arena *arena)
{
    struct text out = TEXT_EMPTY;

    lists_say_due(&out, row->due_on, today);
    return finish(&out, arena);
}

static const char *say_last(const struct visit_row *row, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    if (row->last_at)
        text_addf(&out, "%s %s", clock_format_short_day(clock_day_of(row->last_at), day),
                  word_label(word_visit_results, row->last_result));
    else
        text_add(&out, _("never"));
    return finish(&out, arena);
}

static const char *say_name(const struct visit_row *row, int32_t today, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    int age = receive_age(row->birth_on, today);

    text_add(&out, row->name);
    if (age >= 0)
        text_addf(&out, " %d", age);
    return finish(&out, arena);
}

static const char *say_marks(const struct visit_row *row, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    size_t count;
    const char **tags = parts_split(arena, row->tags, PARTS_LIST, &count);

    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s%s", i ? " " : "", tags[i]);
    return finish(&out, arena);
}

static struct list_row show(const struct visits_state *state, const struct visit_row *row,
                            struct arena *arena)
{
    int32_t today = desk_today(state->desk);
    struct shown *shown = arena_alloc(arena, sizeof(*shown));

    *shown = (struct shown){*row, say_due(row, today, arena), say_last(row, arena),
                            say_name(row, today, arena), say_marks(row, arena)};
    return (struct list_row){row->key, shown, row->due_on < today ? STYLE_HOT : STYLE_NORMAL};
}

static enum status page(void *context, enum list_from from, const struct list_row *anchor,
                        size_t most, struct arena *arena, struct list_row *rows, size_t *count,
                        struct error *error)
{
    struct visits_state *state = context;
    const struct tab *tab = &state->tabs[state->at];
    const struct shown *start = anchor ? anchor->data : NULL;
    const struct visit_filter filter = {
        .places = tab->scope.places,
        .place_count = tab->scope.count,
        .within = tab->scope.within,
        .until = INT32_MAX,
        .limit = most,
        .from = start ? &start->row : NULL,
        .takes_from = from == LIST_AT,
        .is_backwards = from == LIST_LAST || from == LIST_BEFORE,
    };
    struct visit_row *found;
    enum status status;

    TRY(query_visits_due(desk_reader(state->desk), &filter, arena, &found, count, error));
    for (size_t i = 0; i < *count; i++)
        rows[i] = show(state, &found[i], arena);
done:
    return status;
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct shown *shown = row->data;
    const char *tail = strrchr(shown->row.grid, '-');

    (void)context;
    switch ((enum column)column) {
    case DUE:
        text_add(out, shown->due);
        break;
    case CLASS:
        /* the English label says "care" with each */
        text_add(out, i18n_is_chinese() ? word_label(word_visit_classes, shown->row.class)
                                        : shown->row.class);
        break;
    case DOOR:
        text_add(out, shown->row.door);
        break;
    case NAME:
        text_add(out, shown->name);
        break;
    case MARKS:
        text_add(out, shown->marks);
        break;
    case LAST:
        text_add(out, shown->last);
        break;
    case NEXT:
        text_add(out, *shown->row.step ? word_label(word_visit_steps, shown->row.step) : "");
        break;
    case LIAISON:
        text_add(out, shown->row.liaison);
        break;
    case GRID:
        text_add(out, tail ? tail + 1 : "");
        break;
    case COLUMNS:
        break;
    }
}

/* --- tabs --- */

static void add_tab(struct visits_state *state, struct visiting_scope scope, const char *label)
{
    if (state->tab_count < TABS_MOST)
        state->tabs[state->tab_count++] = (struct tab){.scope = scope, .label = label};
}

/* One for all that the person visits, and one for each of several grids. */
static enum status load_tabs(struct visits_state *state, struct error *error)
{
    struct visiting_scope scope;
    enum status status;

    arena_reset(&state->kept);
    state->tab_count = 0;
    TRY(visiting_scope(state->desk, NULL, &state->kept, &scope, error));
    add_tab(state, scope, scope.count ? _("my grids") : _("all grids"));
    for (size_t i = 0; scope.count > 1 && i < scope.count; i++) {
        const char *tail = strrchr(scope.places[i], '-');
        add_tab(state, (struct visiting_scope){&scope.places[i], 1, ""},
                tail ? arena_format(&state->kept, _("grid %s"), tail + 1) : _("no grid"));
    }
    if (state->at >= state->tab_count)
        state->at = 0;
    for (size_t i = 0; i < state->tab_count; i++) {
        struct tab *tab = &state->tabs[i];
        TRY(visiting_count(state->desk, &tab->scope, &tab->due_count, &tab->late_count, error));
    }
done:
    return status;
}

/* A visit that was cut short is not forgotten. */
static void say_unfinished(struct screen *screen)
{
    struct arena arena = {0};
    struct error ignored;
    const char **doors;
    size_t count;

    if (visiting_draft_doors(screen_context(screen), &arena, &doors, &count, &ignored) ==
            STATUS_OK &&
        count)
        app_say(screen->app, _("a visit is not finished: %s; Enter there goes on with it"),
                doors[count - 1]);
    arena_release(&arena);
}

/* English days and classes are longer than what is left for the marks at 80 columns. */
static void fit_columns(struct visits_state *state)
{
    enum { DUE_WORDS = 12, CLASS_WORD = 8, MARKS_LEAST = 9 };

    memcpy(state->columns, usual_columns, sizeof(usual_columns));
    if (i18n_is_chinese())
        return;
    state->columns[DUE].least = DUE_WORDS;
    state->columns[CLASS].least = state->columns[CLASS].ideal = CLASS_WORD;
    state->columns[MARKS].least = MARKS_LEAST;
}

/* The next step of the row under the cursor, for which its column may have no room. */
static void note(const struct screen *screen, struct text *out)
{
    const struct visits_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);
    const struct shown *shown = row ? row->data : NULL;

    if (shown && *shown->row.step)
        text_addf(out, _("%s: next %s"), shown->row.name,
                  word_label(word_visit_steps, shown->row.step));
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct visits_state *state = screen->state;

    (void)argument;
    state->desk = screen_context(screen);
    state->source = (struct list_source){
        page, cell, state->columns, COLUMNS,
        N_("Nobody is to be visited here. Residents with a class are: shouwen import residents "
           "FILE")};
    list_init(&state->list, &state->source, state);
    fit_columns(state);
    say_unfinished(screen);
    return load_tabs(state, error);
}

static void leave(struct screen *screen)
{
    struct visits_state *state = screen->state;

    list_release(&state->list);
    arena_release(&state->kept);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct visits_state *state = screen->state;
    enum status status;

    TRY(load_tabs(state, error));
    TRY(list_reload(&state->list, screen->rows - ABOVE - 1, error));
done:
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    struct visits_state *state = screen->state;
    int at = 1;

    list_draw(&state->list, pane_part(body, ABOVE, 0, -1, -1));
    for (size_t i = 0; i < state->tab_count; i++) {
        const struct tab *tab = &state->tabs[i];
        struct text text = TEXT_EMPTY;
        text_addf(&text, "%s%zu %s %lld", i == state->at ? "[" : " ", i + 1, tab->label,
                  (long long)tab->due_count);
        if (tab->late_count)
            text_addf(&text, _(" late %lld"), (long long)tab->late_count);
        text_add(&text, i == state->at ? "]" : " ");
        if (at + utf8_columns(text.at) <= body.columns)
            at +=
                pane_put(body, 0, at, -1, i == state->at ? STYLE_SELECTED : STYLE_NORMAL, text.at);
        text_release(&text);
    }
}

/* --- keys --- */

static enum next show_tab(struct screen *screen, size_t at)
{
    struct visits_state *state = screen->state;
    struct error error;

    if (at >= state->tab_count)
        return NEXT_IGNORED;
    state->at = at;
    if (list_restart(&state->list, screen->rows - ABOVE - 1, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum next recorded(struct screen *screen, const struct answer *answer)
{
    struct visits_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    snprintf(state->last, sizeof(state->last), "%s", (const char *)answer->data);
    screen->is_stale = true;
    app_say(screen->app, "%s", answer->text);
    return NEXT_STAY;
}

static enum next searched(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given || text_is_empty(answer->text))
        return NEXT_STAY;
    return screen_ask(screen, &visit_screen, answer->text, recorded);
}

static enum next search(struct screen *screen)
{
    const struct prompt prompt = {.title = _("visit somebody else"),
                                  .question = _("Name or door, such as 5-502")};

    return prompt_text(screen, &prompt, searched);
}

static enum next undo(struct screen *screen)
{
    struct visits_state *state = screen->state;
    struct error error;

    if (!*state->last) {
        app_say(screen->app, _("no visit was recorded here that could be taken back"));
        return NEXT_STAY;
    }
    if (visiting_undo(state->desk, state->last, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    state->last[0] = '\0';
    app_mark_stale(screen->app);
    app_say(screen->app, _("the visit is taken back, with its cases and demands"));
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct visits_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (command_digit(event->command) > 0)
        return show_tab(screen, (size_t)command_digit(event->command) - 1);
    switch ((int)event->command) {
    case COMMAND_NEXT_QUEUE:
        return show_tab(screen, (state->at + 1) % state->tab_count);
    case COMMAND_PREVIOUS_QUEUE:
        return show_tab(screen, (state->at + state->tab_count - 1) % state->tab_count);
    case COMMAND_SEARCH:
        return search(screen);
    case COMMAND_UNDO:
        return undo(screen);
    case COMMAND_SELECT:
        return row ? screen_ask(screen, &visit_screen, row->id, recorded) : NEXT_STAY;
    default:
        if (!list_handle(&state->list, event->command))
            return NEXT_IGNORED;
        if (state->list.failure.kind != STATUS_OK)
            app_complain(screen->app, &state->list.failure);
        return NEXT_STAY;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct visits_state *state = screen->state;
    int digit = command_digit(command);

    if (digit > 0 && digit <= (int)state->tab_count && state->tab_count > 1)
        return _("grid");
    if (digit >= 0)
        return NULL;
    switch ((int)command) {
    case COMMAND_SELECT:
        return _("record the visit");
    case COMMAND_SEARCH:
        return _("somebody else");
    case COMMAND_NEXT_QUEUE:
        return state->tab_count > 1 ? _("next grid") : NULL;
    case COMMAND_UNDO:
        return *state->last ? usual : NULL;
    case COMMAND_VISITS:
    case COMMAND_MARK:
    case COMMAND_MARK_TO:
    case COMMAND_MARK_ALL:
    case COMMAND_UNMARK:
        return NULL;
    default:
        return usual;
    }
}

const struct screen_kind visits_screen = {
    .name = "visits",
    .title = N_("visits"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_QUEUE | CONTEXT_SEARCH | CONTEXT_DIGITS,
    .opens = COMMAND_VISITS,
    .size = sizeof(struct visits_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .note = note,
};
