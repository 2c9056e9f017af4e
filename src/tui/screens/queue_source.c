/* SPDX-License-Identifier: MIT */
/* The rows of a queue: pages from the desk, cells as text. */
#include "config.h"

#include "queue_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/tui/app.h"

#include <string.h>

enum { PATIENCE = 250 }; /* milliseconds that a search may take */

/* A row as it is shown; made when the page is loaded, so that drawing asks nobody. */
struct shown {
    struct case_row row;
    const char *when, *who, *state;
};

static const struct list_column usual_columns[QUEUE_COLUMNS] = {
    [QUEUE_CODE] = {N_("query code"), 9, 9, 1, false},
    [QUEUE_STATE] = {N_("state"), 8, 8, 4, false},
    [QUEUE_WHEN] = {N_("due"), 10, 11, 2, false},
    [QUEUE_WHO] = {N_("accountable"), 6, 8, 5, false},
    [QUEUE_NAME] = {N_("resident"), 6, 8, 6, false},
    [QUEUE_DOOR] = {N_("door"), 6, 8, 7, false},
    [QUEUE_SUBJECT] = {N_("about"), 22, LIST_REST, 3, false},
    [QUEUE_URGENCY] = {N_("urgency"), 8, 10, 8, false},
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
    [QUEUE_UNIT] = {N_("unit's due day"), N_("nothing is dispatched to your department")},
};

static bool is_late(const struct case_row *row, int32_t today)
{
    return row->is_open && row->late_on != CLOCK_NO_DAY && row->late_on < today;
}

static const char *say_when(const struct case_row *row, enum queue queue, int32_t today,
                            struct arena *arena)
{
    struct text out = TEXT_EMPTY;

    if (queue == QUEUE_CALLBACKS)
        lists_say_moment(&out, row->callback_at, today);
    else if (!row->is_open)
        lists_say_moment(&out, row->closed_at, today);
    else if (queue == QUEUE_UNIT)
        lists_say_due_of(&out, row->unit_due_on, row->flags, today);
    else if (strcmp(row->state, "waiting") == 0 && !is_late(row, today))
        text_add(&out, _("paused"));
    else
        lists_say_due_of(&out, row->due_on, row->flags, today);
    const char *said = arena_copy(arena, out.at);
    text_release(&out);
    return said;
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

static bool is_hot(const struct case_row *row, enum queue queue, int32_t today)
{
    if (queue == QUEUE_CALLBACKS)
        return clock_day_of(row->callback_at) < today;
    if (queue == QUEUE_UNIT && row->unit_due_on != CLOCK_NO_DAY)
        return row->unit_due_on < today;
    return is_late(row, today);
}

static struct list_row show(const struct queue_state *state, const struct case_row *row,
                            struct arena *arena)
{
    const struct case_filter *filter = &state->tabs[state->at].filter;
    struct shown *shown = arena_alloc(arena, sizeof(*shown));

    shown->row = *row;
    shown->when = say_when(row, filter->queue, filter->today, arena);
    shown->who = responsibility_answer(desk_people(state->desk), row->holder, row->node).name;
    shown->state = say_state(row);
    return (struct list_row){
        .id = row->number,
        .data = shown,
        .style = is_hot(row, filter->queue, filter->today) ? STYLE_HOT : STYLE_NORMAL,
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

struct case_filter queue_source_filter(const struct queue_state *state)
{
    struct case_filter filter = state->tabs[state->at].filter;

    filter.sort = state->newest_first ? CASE_SORT_OPENED : CASE_SORT_OWN;
    if (state->is_searching)
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
        patience =
            (struct lists_patience){PATIENCE, state->gives_way ? is_waiting : NULL, state->app};
    enum status status = lists_page(state->desk, &filter, &patience, arena, &cases, count, error);
    bool gave_way = state->gives_way && app_key_is_waiting(state->app);
    state->is_partial = status == STATUS_BUSY && state->is_searching && !gave_way;
    if (status != STATUS_OK && !state->is_partial)
        return status;
    for (size_t i = 0; i < *count; i++)
        rows[i] = show(state, &cases[i], arena);
    return STATUS_OK;
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
    case QUEUE_WHO:
        text_add(out, shown->who);
        break;
    case QUEUE_NAME:
        text_add(out, shown->row.name);
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

/* Where there is room the English words have theirs; the subject comes first where there is none.
 */
static void fit_widths(struct queue_state *state, int columns)
{
    static const enum queue_column words[] = {QUEUE_STATE, QUEUE_WHEN, QUEUE_WHO, QUEUE_NAME};
    enum { WIDE = 100, WORD = 13 };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        state->columns[words[i]].ideal = columns < WIDE ? usual_columns[words[i]].ideal : WORD;
}

void queue_source_fit(struct queue_state *state, int columns)
{
    enum queue queue = state->tabs[state->at].filter.queue;
    const char *when = queue_words[queue].when, *empty = queue_words[queue].empty;

    fit_widths(state, columns);
    /* room for the mark only where there is one */
    int mark = queue_mark_count(state) ? 1 : 0;
    state->columns[QUEUE_CODE].least = usual_columns[QUEUE_CODE].least + mark;
    state->columns[QUEUE_CODE].ideal = usual_columns[QUEUE_CODE].ideal + mark;
    state->columns[QUEUE_WHEN].title = when ? when : usual_columns[QUEUE_WHEN].title;
    state->source.empty = empty ? empty : N_("there is no case in this queue");
    if (state->is_searching)
        state->source.empty = N_("nothing fits in this queue; Tab searches the next one");
}
