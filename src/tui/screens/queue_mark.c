/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "queue_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/batch.h"
#include "shouwen/desk/sight.h"
#include "shouwen/tui/app.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 200 }; /* rows read at once where a stretch of the list is marked */

void queue_mark_init(struct queue_marks *marks)
{
    marks->label = marks->said = (struct text)TEXT_EMPTY;
}

static void forget(struct queue_mark *mark)
{
    free(mark->number);
    free(mark->queue);
}

void queue_mark_release(struct queue_marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        forget(&marks->at[i]);
    free(marks->at);
    free(marks->latest);
    free(marks->to);
    text_release(&marks->label);
    text_release(&marks->said);
}

/* What tells the queue that is shown from the others. */
static void name_queue(const struct queue_state *state, struct text *out)
{
    const struct lists_tab *tab = &state->tabs[state->at];

    text_addf(out, "%s %s %s", queue_rows[tab->filter.queue].word,
              tab->filter.argument ? tab->filter.argument : "", tab->label);
}

/* The first mark of the queue that is shown from one on: that of a case, or (NULL) of any. */
static size_t next_mark(const struct queue_state *state, size_t from, const char *number)
{
    struct text queue = TEXT_EMPTY;
    size_t i = from;

    if (i < state->marks.count)
        name_queue(state, &queue);
    for (; i < state->marks.count; i++) {
        const struct queue_mark *mark = &state->marks.at[i];
        if ((!number || strcmp(mark->number, number) == 0) && strcmp(mark->queue, queue.at) == 0)
            break;
    }
    text_release(&queue);
    return i;
}

static size_t find(const struct queue_state *state, const char *number)
{
    return next_mark(state, 0, number);
}

bool queue_mark_has(const struct queue_state *state, const char *number)
{
    return find(state, number) < state->marks.count;
}

size_t queue_mark_count(const struct queue_state *state)
{
    size_t count = 0;

    for (size_t i = 0; (i = next_mark(state, i, NULL)) < state->marks.count; i++)
        count++;
    return count;
}

const char **queue_mark_numbers(const struct queue_state *state, struct arena *arena)
{
    const char **numbers = arena_alloc(arena, (state->marks.count + 1) * sizeof(*numbers));
    size_t count = 0;

    for (size_t i = 0; (i = next_mark(state, i, NULL)) < state->marks.count; i++)
        numbers[count++] = arena_copy(arena, state->marks.at[i].number);
    return numbers;
}

/* False if there are as many as can be acted on. */
static bool add(struct queue_state *state, const char *number)
{
    struct queue_marks *marks = &state->marks;
    struct text queue = TEXT_EMPTY;

    if (queue_mark_has(state, number))
        return true;
    if (queue_mark_count(state) >= BATCH_MOST)
        return false;
    if (marks->count == marks->room) {
        marks->room = marks->room ? 2 * marks->room : 16;
        marks->at = memory_grow(marks->at, marks->room, sizeof(*marks->at));
    }
    name_queue(state, &queue);
    marks->at[marks->count++] =
        (struct queue_mark){memory_copy_text(number), memory_copy_text(queue.at)};
    text_release(&queue);
    return true;
}

void queue_mark_drop(struct queue_state *state, const char *number)
{
    size_t i = find(state, number);

    if (i == state->marks.count)
        return;
    forget(&state->marks.at[i]);
    state->marks.count--;
    memmove(&state->marks.at[i], &state->marks.at[i + 1],
            (state->marks.count - i) * sizeof(*state->marks.at));
}

static void set_latest(struct queue_state *state, const char *number)
{
    char *copy = memory_copy_text(number);

    free(state->marks.latest);
    state->marks.latest = copy;
}

/* --- marks of cases that left --- */

static enum status is_still_there(const struct queue_state *state, const char *number,
                                  struct arena *arena, bool *is_there, struct error *error)
{
    struct case_filter filter = state->tabs[state->at].filter;
    const struct lists_patience patience = {0};
    struct case_row *rows;
    size_t count;
    enum status status;

    TRY(sight_locate(state->desk, &filter, number, is_there, error));
    if (!*is_there)
        goto done;
    filter.has_start = filter.takes_start = true;
    filter.limit = 1;
    TRY(lists_page(state->desk, &filter, &patience, arena, &rows, &count, error));
    *is_there = count && strcmp(rows[0].number, number) == 0;
done:
    return status;
}

static void add_gone(struct text *said, const struct text *codes, size_t count)
{
    text_add(said, said->length ? "  " : "");
    text_addf(said,
              ngettext("%zu marked case has left this queue:%s",
                       "%zu marked cases have left this queue:%s", count),
              count, codes->at);
}

enum status queue_mark_check(struct screen *screen, struct error *error)
{
    enum { NAMED = 4 };
    struct queue_state *state = screen->state;
    struct text codes = TEXT_EMPTY;
    struct arena arena = {0};
    size_t marked = queue_mark_count(state), gone = 0;
    const char **numbers = queue_mark_numbers(state, &arena);
    enum status status = STATUS_OK;
    bool is_there;

    for (size_t i = 0; i < marked; i++) {
        TRY(is_still_there(state, numbers[i], &arena, &is_there, error));
        if (is_there)
            continue;
        const char *code = ident_query_code(numbers[i]);
        if (++gone <= NAMED)
            text_addf(&codes, " %s", code ? code : numbers[i]);
        queue_mark_drop(state, numbers[i]);
    }
    if (gone > NAMED)
        text_add(&codes, " ..");
    if (gone)
        add_gone(&state->marks.said, &codes, gone);
    if (state->marks.said.length)
        app_say(screen->app, "%s", state->marks.said.at);
    text_clear(&state->marks.said);
done:
    text_release(&codes);
    arena_release(&arena);
    return status;
}

/* --- marking --- */

static enum next say_count(struct screen *screen)
{
    const struct queue_state *state = screen->state;
    size_t count = queue_mark_count(state);

    app_say(screen->app,
            ngettext("%zu case marked; 0 acts on it", "%zu cases marked; 0 acts on them", count),
            count);
    return NEXT_STAY;
}

static enum next say_full(struct screen *screen)
{
    app_say(screen->app, _("at most %d cases can be marked; act on these first"), BATCH_MOST);
    return NEXT_STAY;
}

static enum next toggle(struct screen *screen)
{
    struct queue_state *state = screen->state;
    struct list *list = queue_list(state);
    const struct list_row *row = list_selected(list);

    if (!row)
        return NEXT_STAY;
    if (queue_mark_has(state, row->id)) {
        queue_mark_drop(state, row->id);
    } else {
        if (!add(state, row->id))
            return say_full(screen);
        set_latest(state, row->id);
    }
    queue_source_fit(state, screen->columns);
    list_handle(list, COMMAND_DOWN);
    return NEXT_STAY;
}

/* The cases from a filter's start on, up to one of them (NULL: all), which is *found or not. */
static enum status walk(struct queue_state *state, struct case_filter filter, const char *until,
                        bool *found, struct arena *arena, const char ***numbers, size_t *count,
                        struct error *error)
{
    const struct lists_patience patience = {0};
    struct case_row *rows;
    size_t row_count, room = 0;
    enum status status;

    *found = false;
    *numbers = NULL;
    *count = 0;
    filter.limit = PAGE;
    do {
        TRY(lists_page(state->desk, &filter, &patience, arena, &rows, &row_count, error));
        for (size_t i = 0; i < row_count && !*found && *count < BATCH_MOST; i++) {
            size_t at = filter.is_backwards ? row_count - 1 - i : i;
            *numbers = arena_grow(arena, *numbers, *count, &room, sizeof(**numbers));
            (*numbers)[(*count)++] = rows[at].number;
            *found = until && strcmp(rows[at].number, until) == 0;
        }
        if (row_count) {
            const struct case_row *last = &rows[filter.is_backwards ? 0 : row_count - 1];
            filter.has_start = true;
            filter.start_key = last->key;
            filter.start_seq = last->seq;
        }
    } while (row_count == PAGE && !*found && *count < BATCH_MOST);
done:
    return status;
}

static enum next add_all(struct screen *screen, const char *const *numbers, size_t count)
{
    struct queue_state *state = screen->state;

    for (size_t i = 0; i < count; i++)
        if (!add(state, numbers[i]))
            return say_full(screen);
    queue_source_fit(state, screen->columns);
    return say_count(screen);
}

/* From the case marked last to the one under the cursor, whichever of them comes first. */
static enum next mark_to(struct screen *screen)
{
    struct queue_state *state = screen->state;
    const struct list_row *row = list_selected(queue_list(state));
    struct case_filter filter = queue_source_filter(state);
    struct arena arena = {0};
    const char **numbers = NULL;
    size_t count = 0;
    struct error error;
    enum status status = STATUS_OK;
    enum next next = NEXT_STAY;
    bool found = false;

    if (!row)
        return NEXT_STAY;
    if (!state->marks.latest || !queue_mark_has(state, state->marks.latest))
        return toggle(screen);
    TRY(sight_locate(state->desk, &filter, state->marks.latest, &found, &error));
    filter.has_start = true;
    for (int backwards = 0; backwards < 2 && strcmp(row->id, state->marks.latest) != 0;
         backwards++) {
        filter.is_backwards = backwards == 1;
        TRY(walk(state, filter, row->id, &found, &arena, &numbers, &count, &error));
        if (found)
            break;
    }
    if (found && count) {
        next = add_all(screen, (const char *const *)numbers, count);
        set_latest(state, row->id);
    } else {
        app_say(screen->app, _("the case marked last is too far away; mark from here with Space"));
    }
done:
    if (status != STATUS_OK)
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}

static bool has_whole_page(const struct queue_state *state, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!queue_mark_has(state, list->rows[i].id))
            return false;
    return list->count > 0;
}

/* All on the page; where they are marked already, all of the queue as it is shown. */
static enum next mark_all(struct screen *screen)
{
    struct queue_state *state = screen->state;
    const struct list *list = queue_list(state);
    struct arena arena = {0};
    const char **numbers;
    struct error error;
    enum next next = NEXT_STAY;
    size_t count;
    bool found;

    if (!list->count)
        return NEXT_STAY;
    if (!has_whole_page(state, list)) {
        for (size_t i = 0; i < list->count; i++)
            if (!add(state, list->rows[i].id))
                return say_full(screen);
        queue_source_fit(state, screen->columns);
        count = queue_mark_count(state);
        app_say(screen->app,
                ngettext("%zu case marked; the same key again marks the whole queue",
                         "%zu cases marked; the same key again marks the whole queue", count),
                count);
        return NEXT_STAY;
    }
    if (walk(state, queue_source_filter(state), NULL, &found, &arena, &numbers, &count, &error) ==
        STATUS_OK)
        next = add_all(screen, (const char *const *)numbers, count);
    else
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}

static enum next unmark_all(struct screen *screen)
{
    struct queue_state *state = screen->state;
    struct arena arena = {0};
    size_t count = queue_mark_count(state);
    const char **numbers = queue_mark_numbers(state, &arena);

    for (size_t i = 0; i < count; i++)
        queue_mark_drop(state, numbers[i]);
    arena_release(&arena);
    queue_source_fit(state, screen->columns);
    app_say(screen->app, _("nothing is marked any more"));
    return NEXT_STAY;
}

enum next queue_mark_command(struct screen *screen, enum command command)
{
    switch ((int)command) {
    case COMMAND_MARK:
        return toggle(screen);
    case COMMAND_MARK_TO:
        return mark_to(screen);
    case COMMAND_MARK_ALL:
        return mark_all(screen);
    case COMMAND_UNMARK:
        return unmark_all(screen);
    case COMMAND_DIGIT_0:
        return queue_act(screen);
    case COMMAND_UNDO:
        return queue_act_undo(screen);
    default:
        return NEXT_IGNORED;
    }
}

const char *queue_mark_label(struct queue_state *state, enum command command, const char *usual)
{
    size_t count = state->tabs ? queue_mark_count(state) : 0;

    switch ((int)command) {
    case COMMAND_MARK_TO:
    case COMMAND_MARK_ALL:
    case COMMAND_UNMARK:
        return count ? usual : NULL;
    case COMMAND_DIGIT_0:
        text_clear(&state->marks.label);
        text_addf(&state->marks.label, _("act on %zu marked"), count);
        return count ? state->marks.label.at : _("more");
    case COMMAND_UNDO:
        return state->marks.has_undone ? usual : NULL;
    default:
        return usual;
    }
}
