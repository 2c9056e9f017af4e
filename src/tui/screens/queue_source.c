/* SPDX-License-Identifier: MIT */
/* The rows of a queue: pages from the desk, cells as text. */
#include "config.h"

#include "queue_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/app.h"

#include <stdlib.h>
#include <string.h>

/* Milliseconds that a search may take, and that it may take when nobody types on. */
enum { PATIENCE = 250, PATIENCE_AGAIN = 2000 };

/* A row as it is shown; made when the page is loaded, so that drawing asks nobody. */
struct shown {
    struct case_row row;
    const char *when, *who, *name, *state, *marks, *marks_in_words, *day, *opened, *unit;
};

/* In the order of the screen; what has the highest number goes first where it is narrow. */
static const struct list_column usual_columns[QUEUE_COLUMNS] = {
    [QUEUE_CODE] = {N_("case code"), 9, 9, 1, false},
    [QUEUE_STATE] = {N_("state"), 8, 8, 4, false},
    [QUEUE_WHEN] = {N_("due"), 10, 11, 2, false},
    [QUEUE_MARKS] = {N_("marks"), 6, 6, 5, false},
    [QUEUE_WHO] = {N_("holder"), 6, 8, 6, false},
    [QUEUE_NAME] = {N_("name"), 6, 8, 7, false},
    [QUEUE_DOOR] = {N_("door"), 8, 8, 8, false},
    [QUEUE_SUBJECT] = {N_("about"), 19, LIST_REST, 3, false},
    [QUEUE_URGENCY] = {N_("urgency"), 9, 10, 9, false},
    [QUEUE_DAY] = {N_("unit's day"), 10, 10, 12, false},
    [QUEUE_OPENED] = {N_("opened"), 6, 6, 10, false},
    [QUEUE_PLACE] = {N_("grid"), 4, 4, 11, false},
    [QUEUE_UNIT_NAME] = {N_("handled by"), 12, 16, 13, false},
    [QUEUE_CHANNEL] = {N_("channel"), 8, 10, 14, false},
};

/* What the day's column says, and what to do where there is no row. */
static const struct {
    const char *when, *empty;
} queue_words[QUEUE_COUNT] = {
    [QUEUE_MINE] = {NULL, N_("nothing is waiting for you; Tab shows the next queue")},
    [QUEUE_CALLBACKS] = {N_("call back"), N_("nobody is waiting for a call")},
    [QUEUE_CLOSED_TODAY] = {N_("closed at"), N_("nothing was closed today")},
    [QUEUE_CLOSED] = {N_("closed at"), NULL},
    [QUEUE_FALLBACK] = {NULL, N_("no case is under fallback responsibility")},
    [QUEUE_LATE] = {NULL, N_("no case is late")},
    [QUEUE_TODAY] = {NULL, N_("no case is due today")},
    [QUEUE_DUE] = {NULL, N_("no case is due today or in the next two days")},
    [QUEUE_UNACCEPTED] = {NULL, N_("every case assigned has been accepted")},
    [QUEUE_GRID] = {NULL, N_("no open case in this grid; Tab shows the next queue")},
    [QUEUE_STREET] = {N_("due"), N_("nothing waits to be dispatched")},
    [QUEUE_DISPATCHED] = {N_("unit's day"), N_("nothing is at a department")},
    [QUEUE_ALL] = {NULL, N_("nothing has come here yet")},
    [QUEUE_UNIT] = {N_("unit's day"), N_("nothing is dispatched to your department")},
    [QUEUE_SUPERVISED] = {N_("unit's day"), N_("no case is supervised")},
    [QUEUE_DISPUTED] = {N_("unit's day"), N_("no dispatch is disputed")},
    [QUEUE_FLAGGED] = {NULL, N_("no case needs a person")},
};

/* By the clock of the list: the handling unit's where its staff look. */
static int32_t late_on(const struct case_row *row, bool by_unit)
{
    return by_unit ? row->unit_late_on : row->late_on;
}

static bool is_late(const struct case_row *row, bool by_unit, int32_t today)
{
    int32_t day = late_on(row, by_unit);

    return row->is_open && day != CLOCK_NO_DAY && day < today;
}

static void say_due(const struct case_row *row, bool by_unit, int32_t today, struct text *out)
{
    bool has_unit_day = by_unit && row->unit_due_on != CLOCK_NO_DAY;

    if (strcmp(row->state, "waiting") == 0 && !is_late(row, by_unit, today))
        text_add(out, _("paused"));
    else
        lists_say_due_of(out, has_unit_day ? row->unit_due_on : row->due_on, row->flags, today);
}

static const char *say_when(const struct case_row *row, const struct lists_tab *tab, int32_t today,
                            struct arena *arena)
{
    struct text out = TEXT_EMPTY;

    if (tab->filter.queue == QUEUE_CALLBACKS)
        lists_say_moment(&out, row->callback_at, today);
    else if (!row->is_open)
        lists_say_moment(&out, row->closed_at, today);
    else
        say_due(row, tab->goes_by_unit, today, &out);
    const char *said = arena_copy(arena, out.at);
    text_release(&out);
    return said;
}

/* The other of the two clocks: that of the handling unit, in its own queues the resident's. */
static const char *say_day(const struct case_row *row, bool by_unit, struct arena *arena)
{
    int32_t day = by_unit ? row->due_on : row->unit_due_on;
    char on[CLOCK_TEXT];

    return day == CLOCK_NO_DAY || !row->is_open
               ? ""
               : arena_copy(arena, clock_format_short_day(day, on));
}

/* A case that is open again since somebody was not satisfied. */
static bool is_rated_low(const struct case_row *row)
{
    enum { LOW = 2 };

    return row->is_open && row->attitude && (row->attitude <= LOW || row->ability <= LOW);
}

static const char *say_state(const struct case_row *row)
{
    if (!row->is_open && *row->outcome)
        return word_label(word_outcomes, row->outcome);
    /* the full label has no room in a column */
    if (strcmp(row->state, "replied") == 0)
        return _("to be told");
    return word_label(word_states, row->state);
}

/* What needs attention besides the day: a letter or, where there is room, a word. */
enum sign {
    SIGN_UNIT_LATE,
    SIGN_SETTLE,
    SIGN_SUPERVISED,
    SIGN_DISPUTED,
    SIGN_GIVEN_BACK,
    SIGN_REMINDED,
    SIGN_NEW,
    SIGN_COUNT
};
static const struct {
    const char *letter, *word, *meaning;
} signs[SIGN_COUNT] = {
    [SIGN_UNIT_LATE] = {N_("U"), N_("unit late"), N_("the handling unit is past its day")},
    [SIGN_SETTLE] = {N_("!"), N_("person"), N_("needs a person")},
    [SIGN_SUPERVISED] = {N_("S"), N_("supervised"), N_("supervised by the district")},
    [SIGN_DISPUTED] = {N_("D"), N_("disputed"), N_("given back twice: the dispatch is disputed")},
    [SIGN_GIVEN_BACK] = {N_("B"), N_("given back"), N_("given back by a unit, and how often")},
    [SIGN_REMINDED] = {N_("R"), N_("reminded"), N_("reminded, and how often")},
    [SIGN_NEW] = {N_("N"), N_("not accepted"), N_("whoever it was given to has not begun yet")},
};

static void add_sign(struct text *out, bool is_set, int count, bool is_wide, enum sign sign)
{
    if (!is_set)
        return;
    text_addf(out, "%s%s", out->length ? " " : "",
              is_wide ? _(signs[sign].word) : _(signs[sign].letter));
    if (count > 1)
        text_addf(out, "%s%d", is_wide ? " " : "", count);
}

static const char *say_marks(const struct case_row *row, const struct lists_tab *tab, bool is_wide,
                             struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    unsigned flags = row->flags;
    bool is_unit_late = !tab->goes_by_unit && is_late(row, true, tab->filter.today) &&
                        row->unit_due_on != CLOCK_NO_DAY;
    bool is_to_settle = flags & FLAG_CONTRADICTION;

    if (!row->is_open)
        return !is_to_settle ? ""
               : is_wide     ? _(signs[SIGN_SETTLE].word)
                             : _(signs[SIGN_SETTLE].letter);
    if (is_rated_low(row))
        text_addf(&out, is_wide ? _("rated %d/%d") : "%d/%d", row->attitude, row->ability);
    add_sign(&out, is_unit_late, 0, is_wide, SIGN_UNIT_LATE);
    add_sign(&out, is_to_settle, 0, is_wide, SIGN_SETTLE);
    add_sign(&out, flags & FLAG_SUPERVISED, 0, is_wide, SIGN_SUPERVISED);
    add_sign(&out, flags & FLAG_DISPUTE, 0, is_wide, SIGN_DISPUTED);
    add_sign(&out, row->bounces, row->bounces, is_wide, SIGN_GIVEN_BACK);
    add_sign(&out, row->reminds, row->reminds, is_wide, SIGN_REMINDED);
    add_sign(&out, row->unaccepted_at > 0, 0, is_wide, SIGN_NEW);
    const char *said = arena_copy(arena, out.at);
    text_release(&out);
    return said;
}

const char *queue_legend(const struct screen *screen, size_t at, const char **meaning)
{
    const struct queue_state *state = screen->state;

    if (at == 0) {
        *meaning = _("before a row: marked, to act on several at once");
        return "*";
    }
    if (at == 1) {
        *meaning = _("rated low (attitude/ability), and open again");
        return "2/1";
    }
    if (at - 2 >= SIGN_COUNT)
        return NULL;
    *meaning = _(signs[at - 2].meaning);
    return state->has_words ? _(signs[at - 2].word) : _(signs[at - 2].letter);
}

void queue_note(const struct screen *screen, struct text *out)
{
    const struct queue_state *state = screen->state;
    const struct list_row *row = list_selected(queue_list(screen->state));
    const struct shown *shown = row ? row->data : NULL;

    if (shown && *shown->marks && !state->has_words)
        text_addf(out, "%s: %s", shown->marks, shown->marks_in_words);
}

static bool is_hot(const struct case_row *row, const struct lists_tab *tab, int32_t today)
{
    if (tab->filter.queue == QUEUE_CALLBACKS)
        return clock_day_of(row->callback_at) < today;
    return is_late(row, tab->goes_by_unit, today) || is_rated_low(row);
}

static struct list_row show(const struct queue_state *state, const struct case_row *row,
                            struct arena *arena)
{
    const struct lists_tab *tab = &state->tabs[state->at];
    struct shown *shown = arena_alloc(arena, sizeof(*shown));
    char on[CLOCK_TEXT];

    shown->row = *row;
    shown->name = tab->filter.queue == QUEUE_CALLBACKS && *row->contact ? row->contact : row->name;
    shown->when = say_when(row, tab, tab->filter.today, arena);
    shown->who = responsibility_answer(desk_people(state->desk), row->holder, row->node).name;
    shown->state = say_state(row);
    shown->marks = say_marks(row, tab, state->has_words, arena);
    shown->marks_in_words = say_marks(row, tab, true, arena);
    shown->day = say_day(row, tab->goes_by_unit, arena);
    shown->opened = arena_copy(arena, clock_format_short_day(clock_day_of(row->opened_at), on));
    shown->unit = state->has_units ? lists_unit(state->desk, row, arena) : "";
    return (struct list_row){
        .id = row->number,
        .data = shown,
        .style = is_hot(row, tab, tab->filter.today) ? STYLE_HOT : STYLE_NORMAL,
    };
}

static void set_start(struct case_filter *filter, enum list_from from,
                      const struct list_row *anchor)
{
    filter->is_backwards = from == LIST_LAST || from == LIST_BEFORE;
    filter->takes_start = from == LIST_AT;
    filter->has_start = anchor != NULL;
    if (!anchor)
        return;
    const struct shown *shown = anchor->data;
    filter->start_key = shown->row.key;
    filter->start_seq = shown->row.seq;
}

static bool is_waiting(void *context)
{
    return app_key_is_waiting(context);
}

void queue_source_name(struct queue_state *state, const char *name)
{
    const char *colon = name ? strchr(name, ':') : NULL;
    char *word = name ? memory_copy_text(name) : NULL;

    if (colon) {
        word[colon - name] = '\0';
        state->also_grid = memory_copy_text(colon + 1);
    }
    state->also = queue_find(word);
    free(word);
}

struct case_filter queue_source_filter(const struct queue_state *state)
{
    struct case_filter filter = state->tabs[state->at].filter;

    filter.sort = state->sort;
    if (state->is_searching && !line_is_empty(&state->line))
        filter.search = state->line.text.at;
    return filter;
}

static enum status page(void *context, enum list_from from, const struct list_row *anchor,
                        size_t most, struct arena *arena, struct list_row *rows, size_t *count,
                        struct error *error)
{
    struct queue_state *state = context;
    struct case_filter filter = queue_source_filter(state);
    struct lists_patience patience = {0};
    struct case_row *cases;

    filter.limit = most;
    set_start(&filter, from, anchor);
    if (state->is_searching)
        patience = (struct lists_patience){state->looks_again ? PATIENCE_AGAIN : PATIENCE,
                                           state->gives_way ? is_waiting : NULL, state->app};
    enum status status = lists_page(state->desk, &filter, &patience, arena, &cases, count, error);
    bool gave_way = state->gives_way && app_key_is_waiting(state->app);
    bool is_cut = state->is_searching || filter.scan_most;
    state->is_partial = status == STATUS_BUSY && is_cut && !gave_way;
    if (status != STATUS_OK && !state->is_partial)
        return status;
    for (size_t i = 0; i < *count; i++)
        rows[i] = show(state, &cases[i], arena);
    return STATUS_OK;
}

/* The station's code before the '-' goes without saying. */
static const char *grid_tail(const char *grid)
{
    const char *tail = strrchr(grid, '-');

    return tail ? tail + 1 : grid;
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct queue_state *state = context;
    const struct shown *shown = row->data;
    const char *code = ident_query_code(shown->row.number);

    switch ((enum queue_column)column) {
    case QUEUE_CODE:
        if (state->columns[QUEUE_CODE].ideal > usual_columns[QUEUE_CODE].ideal)
            text_add(out, queue_mark_has(state, row->id) ? "*" : " ");
        text_add(out, code ? code : shown->row.number);
        break;
    case QUEUE_STATE:
        text_add(out, shown->state);
        break;
    case QUEUE_WHEN:
        text_add(out, shown->when);
        break;
    case QUEUE_MARKS:
        text_add(out, shown->marks);
        break;
    case QUEUE_WHO:
        text_add(out, shown->who);
        break;
    case QUEUE_NAME:
        text_add(out, shown->name);
        break;
    case QUEUE_DOOR:
        text_add(out, shown->row.door);
        break;
    case QUEUE_SUBJECT:
        text_add(out, shown->row.subject);
        break;
    case QUEUE_URGENCY:
        text_add(out, word_label(word_urgencies, shown->row.urgency));
        break;
    case QUEUE_DAY:
        text_add(out, shown->day);
        break;
    case QUEUE_OPENED:
        text_add(out, shown->opened);
        break;
    case QUEUE_PLACE:
        text_add(out, grid_tail(shown->row.grid));
        break;
    case QUEUE_UNIT_NAME:
        text_add(out, shown->unit);
        break;
    case QUEUE_CHANNEL:
        text_add(out, word_label(word_channels, shown->row.channel));
        break;
    case QUEUE_COLUMNS:
        break;
    }
}

void queue_source_init(struct queue_state *state)
{
    memcpy(state->columns, usual_columns, sizeof(usual_columns));
    state->source = (struct list_source){
        .page = page,
        .cell = cell,
        .columns = state->columns,
        .column_count = QUEUE_COLUMNS,
    };
    list_init(&state->list, &state->source, state);
    list_init(&state->found, &state->source, state);
}

/* What the words of the person's language need. */
static int state_columns(void)
{
    enum { LEAST = 8, MOST = 11 };
    int widest = utf8_columns(_("to be told"));

    for (int i = 0; i < STATE_COUNT; i++) {
        int columns = i == STATE_REPLIED ? 0 : utf8_columns(_(word_states[i].label));
        widest = columns > widest ? columns : widest;
    }
    return widest < LEAST ? LEAST : widest > MOST ? MOST : widest;
}

/* "35 days late" in the person's language. */
static int when_columns(void)
{
    enum { DAYS = 35 };
    struct text longest = TEXT_EMPTY;

    lists_say_due(&longest, 0, DAYS);
    int columns = utf8_columns(longest.at);
    text_release(&longest);
    return columns;
}

/* Where there is room the English words have theirs, and more of the subject is seen; where there
 * is little the subject comes first. */
static void fit_widths(struct queue_state *state, int columns)
{
    static const enum queue_column words[] = {QUEUE_STATE, QUEUE_WHEN, QUEUE_WHO, QUEUE_NAME};
    enum {
        USUAL = 80,
        WIDE = 100,
        WORDS = 120,
        UNITS = 140,
        WORD = 13,
        MARK_WORDS = 14,
        NARROW_SUBJECT = 16
    };
    int subject = usual_columns[QUEUE_SUBJECT].least;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        state->columns[words[i]].ideal = columns < WIDE ? usual_columns[words[i]].ideal : WORD;
    state->columns[QUEUE_SUBJECT].least =
        columns < USUAL ? NARROW_SUBJECT : subject + (columns - USUAL) / 4;
    state->columns[QUEUE_STATE].least = columns < USUAL ? 8 : state_columns();
    state->columns[QUEUE_WHEN].least = columns < USUAL ? 10 : when_columns();
    state->has_words = columns >= WORDS;
    state->has_units = columns >= UNITS;
    state->columns[QUEUE_MARKS].least = state->has_words ? MARK_WORDS : 6;
    state->columns[QUEUE_MARKS].ideal = state->columns[QUEUE_MARKS].least;
}

void queue_source_fit(struct queue_state *state, int columns)
{
    enum queue queue = state->tabs[state->at].filter.queue;
    const char *when = queue_words[queue].when, *empty = queue_words[queue].empty;

    enum { MOMENT = 11 }; /* "11-17 15:20" */

    fit_widths(state, columns);
    /* room for the mark only where there is one */
    int mark = queue_mark_count(state) ? 1 : 0;
    state->columns[QUEUE_CODE].least = usual_columns[QUEUE_CODE].least + mark;
    state->columns[QUEUE_CODE].ideal = usual_columns[QUEUE_CODE].ideal + mark;
    state->columns[QUEUE_WHEN].title = when ? when : usual_columns[QUEUE_WHEN].title;
    if ((when || queue == QUEUE_ALL) && state->columns[QUEUE_WHEN].least < MOMENT)
        state->columns[QUEUE_WHEN].least = MOMENT;
    bool is_by_unit = state->tabs[state->at].goes_by_unit;
    state->columns[QUEUE_DAY].title = is_by_unit ? N_("due") : usual_columns[QUEUE_DAY].title;
    state->columns[QUEUE_DAY].priority =
        is_by_unit ? usual_columns[QUEUE_DOOR].priority : usual_columns[QUEUE_DAY].priority;
    state->columns[QUEUE_DOOR].priority =
        is_by_unit ? usual_columns[QUEUE_DAY].priority : usual_columns[QUEUE_DOOR].priority;
    state->source.empty = empty ? empty : N_("there is no case in this queue");
    if (state->is_searching)
        state->source.empty = N_("nothing fits in this queue; Tab searches the next one");
}
