/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/doubles.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/joining.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/list.h"

#include <string.h>

enum { PAIRS_MOST = 200, LABEL = 14, LEAST_LIST = 5, ID_ROOM = 80 };
enum key { KEY_NONE, KEY_JOIN, KEY_APART, KEY_BACK, KEY_SWAP };
enum column { COLUMN_NAME, COLUMN_SAME, COLUMN_ONE, COLUMN_OTHER, COLUMNS };

struct doubles_state {
    struct list list;
    struct list_row *rows; /* in the snapshot */
    size_t count;
    bool is_swapped;
    enum key last; /* the judgement that KEY_BACK takes back; KEY_NONE: none */
    char last_id[ID_ROOM], last_other[ID_ROOM];
    bool is_back; /* the cursor goes to that pair when it is there again */
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_NAME] = {N_("name"), 8, 14, 1, false},
    [COLUMN_SAME] = {N_("the same is"), 8, 14, 1, false},
    [COLUMN_ONE] = {N_("the one"), 12, 26, 1, false},
    [COLUMN_OTHER] = {N_("the other"), 12, LIST_REST, 1, false},
};

static void say_place(struct text *out, const struct record *record)
{
    const char *door = record_text(record, RECORD_RESIDENTS_DOOR);

    text_addf(out, "%s  ", *door ? door : _("no door"));
    catalog_say(out, record, RECORD_RESIDENTS_PHONE);
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct joining_pair *pair = row->data;

    (void)context;
    switch ((enum column)column) {
    case COLUMN_NAME:
        text_add(out, record_text(&pair->one, RECORD_RESIDENTS_NAME));
        break;
    case COLUMN_SAME:
        record_field_say(out, pair->same);
        break;
    case COLUMN_ONE:
        say_place(out, &pair->one);
        break;
    case COLUMN_OTHER:
        say_place(out, &pair->other);
        break;
    case COLUMNS:
        break;
    }
}

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = COLUMNS,
    .empty = N_("nobody is on the list twice, as far as can be told"),
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct doubles_state *state = screen->state;

    (void)argument;
    (void)error;
    list_init(&state->list, &source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct doubles_state *state = screen->state;

    list_release(&state->list);
}

static size_t count_filled(const struct record *record)
{
    size_t filled = 0;

    for (size_t i = 0; i < record_rows[RECORD_RESIDENTS].field_count; i++)
        filled += *record_text(record, (int)i) != '\0';
    return filled;
}

/* The list's share of the body; the two below need a row for most fields. */
static int list_rows(int rows)
{
    return rows / 3 > LEAST_LIST ? rows / 3 : LEAST_LIST;
}

/* A pair's row is called by both ids in their order. */
static void select_last(struct doubles_state *state)
{
    bool is_first = strcmp(state->last_id, state->last_other) < 0;
    struct text id = TEXT_EMPTY;

    text_addf(&id, "%s %s", is_first ? state->last_id : state->last_other,
              is_first ? state->last_other : state->last_id);
    list_select(&state->list, id.at);
    text_release(&id);
    state->is_back = false;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct doubles_state *state = screen->state;
    struct arena *arena = &screen->arena;
    struct joining_pair *pairs;
    enum status status;

    TRY(joining_pairs(screen_context(screen), PAIRS_MOST, arena, &pairs, &state->count, error));
    state->rows = arena_alloc(arena, (state->count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < state->count; i++) {
        struct joining_pair *pair = &pairs[i];
        state->rows[i] = (struct list_row){
            arena_format(arena, "%s %s", pair->one.id, pair->other.id), pair, STYLE_NORMAL};
        /* whose record says more stands at the left, and would stay */
        if (count_filled(&pair->other) > count_filled(&pair->one)) {
            struct record fuller = pair->other;
            pair->other = pair->one;
            pair->one = fuller;
        }
    }
    list_hold(&state->list, state->rows, state->count);
    TRY(list_reload(&state->list, list_rows(screen->rows) - 1, error));
    if (state->is_back)
        select_last(state);
done:
    return status;
}

/* --- the two --- */
/* The pair under the cursor as it is shown: the left one would stay. */
static bool chosen(const struct doubles_state *state, struct joining_pair *pair)
{
    const struct list_row *row = list_selected(&state->list);

    if (!row)
        return false;
    *pair = *(const struct joining_pair *)row->data;
    if (state->is_swapped) {
        struct record left = pair->one;
        pair->one = pair->other;
        pair->other = left;
    }
    return true;
}

/* What stands on both sides of a field: what differs is marked, not only coloured. */
static void draw_field(struct pane pane, int row, const struct joining_pair *pair, int field)
{
    const char *one = record_text(&pair->one, field), *other = record_text(&pair->other, field);
    bool differs = *one && *other && !text_same(one, other) && field != RECORD_RESIDENTS_ID;
    enum style style = differs ? STYLE_WARNING : STYLE_NORMAL;
    struct text label = TEXT_EMPTY, left = TEXT_EMPTY, right = TEXT_EMPTY;
    int half = (pane.columns - LABEL - 3) / 2;

    record_field_say(&label, &record_rows[RECORD_RESIDENTS].fields[field]);
    catalog_say(&left, &pair->one, field);
    catalog_say(&right, &pair->other, field);
    pane_fill(pane, row, 1, LABEL, STYLE_DIM, label.at);
    pane_fill(pane, row, LABEL + 2, half - 1, style, left.at);
    if (*one && text_same(one, other))
        pane_put(pane, row, LABEL + half, 2, STYLE_NORMAL, "=");
    else if (differs)
        pane_put(pane, row, LABEL + half, 2, STYLE_WARNING, "!=");
    pane_fill(pane, row, LABEL + half + 3, -1, style, right.at);
    text_release(&label);
    text_release(&left);
    text_release(&right);
}

static void draw_pair(const struct doubles_state *state, struct pane pane)
{
    struct joining_pair pair;
    int row = 1;

    pane_rule(pane, 0, "");
    if (!chosen(state, &pair))
        return;
    for (int field = 0; field < (int)record_rows[RECORD_RESIDENTS].field_count; field++) {
        bool is_said = *record_text(&pair.one, field) || *record_text(&pair.other, field);
        if (is_said && field != RECORD_RESIDENTS_APART && row < pane.rows)
            draw_field(pane, row++, &pair, field);
    }
}

static void draw(struct screen *screen, struct pane body)
{
    struct doubles_state *state = screen->state;
    int above = list_rows(body.rows);

    list_draw(&state->list, pane_part(body, 0, 0, above, -1));
    draw_pair(state, pane_part(body, above, 0, -1, -1));
}

/* --- judging --- */
static void remember(struct doubles_state *state, enum key key, const struct joining_pair *pair)
{
    bool fits = strlen(pair->one.id) < ID_ROOM && strlen(pair->other.id) < ID_ROOM;

    state->last = fits ? key : KEY_NONE;
    state->is_swapped = false;
    if (!fits)
        return;
    memcpy(state->last_id, pair->one.id, strlen(pair->one.id) + 1);
    memcpy(state->last_other, pair->other.id, strlen(pair->other.id) + 1);
}

static enum next judge(struct screen *screen, enum key key)
{
    struct doubles_state *state = screen->state;
    struct desk *desk = screen_context(screen);
    struct joining_pair pair;
    struct error error;

    if (!chosen(state, &pair))
        return NEXT_STAY;
    enum status status = key == KEY_JOIN
                             ? joining_join(desk, pair.other.id, pair.one.id, &error)
                             : joining_apart(desk, pair.one.id, pair.other.id, false, &error);
    if (status != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    remember(state, key, &pair);
    const char *name = record_text(&pair.one, RECORD_RESIDENTS_NAME);
    if (key == KEY_JOIN)
        app_say(screen->app, _("%s: joined, %s stands for both; 3 takes it back"), name,
                pair.one.id);
    else
        app_say(screen->app, _("%s: two people, listed no more; 3 takes it back"), name);
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next take_back(struct screen *screen)
{
    struct doubles_state *state = screen->state;
    struct desk *desk = screen_context(screen);
    struct error error;

    if (state->last == KEY_NONE)
        return NEXT_STAY;
    enum status status = state->last == KEY_JOIN
                             ? joining_part(desk, state->last_other, &error)
                             : joining_apart(desk, state->last_id, state->last_other, true, &error);
    if (status != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    state->last = KEY_NONE;
    state->is_back = true;
    app_say(screen->app, _("taken back"));
    app_mark_stale(screen->app);
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct doubles_state *state = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch (command_digit(event->command)) {
    case KEY_JOIN:
    case KEY_APART:
        return judge(screen, (enum key)command_digit(event->command));
    case KEY_BACK:
        return take_back(screen);
    case KEY_SWAP:
        state->is_swapped = !state->is_swapped;
        return NEXT_STAY;
    default:
        break;
    }
    if (!list_handle(&state->list, event->command))
        return NEXT_IGNORED;
    state->is_swapped = false;
    return NEXT_STAY;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct doubles_state *state = screen->state;

    if (command == COMMAND_SELECT)
        return NULL;
    switch (command_digit(command)) {
    case -1:
        return usual;
    case KEY_JOIN:
        return state->count ? _("one person: the left stays") : NULL;
    case KEY_APART:
        return state->count ? _("two people") : NULL;
    case KEY_BACK:
        return state->last != KEY_NONE ? _("take back the last") : NULL;
    case KEY_SWAP:
        return state->count ? _("swap sides") : NULL;
    default:
        return NULL;
    }
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    static const char *const digits[] = {
        [KEY_NONE] = "",
        [KEY_JOIN] =
            N_("they are one: the left record stands for both, the right one stays as it is "
               "and can be parted again on its own page"),
        [KEY_APART] = N_("they are two people; that is kept, and the pair is listed no more"),
        [KEY_BACK] = N_("take the last judgement back"),
        [KEY_SWAP] = N_("let the other record be the one that stands for both"),
    };
    int digit = command_digit(command);

    (void)screen;
    if (digit >= KEY_JOIN && digit <= KEY_SWAP)
        text_add(out, _(digits[digit]));
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct doubles_state *state = screen->state;

    text_addf(out, state->count < PAIRS_MOST ? _("%zu pairs") : _("the first %zu pairs"),
              state->count);
}

const struct screen_kind doubles_screen = {
    .name = "doubles",
    .title = N_("who may be one person"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .opens = COMMAND_DOUBLES,
    .size = sizeof(struct doubles_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .explain = explain,
    .heading = heading,
};
