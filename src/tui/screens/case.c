/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/case.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum { NO_DIGIT = -1 };
enum { HISTORY_LEAST = 3 }; /* rows of history that the head leaves, and its rule */

/* What utf8_wrap() fills. */
struct adding {
    struct case_lines *lines;
    struct arena *arena;
    const char *label;
    enum style style;
    size_t entry;
};

static void add_line(void *context, const char *text, size_t length)
{
    struct adding *adding = context;
    struct case_lines *lines = adding->lines;

    lines->at =
        arena_grow(adding->arena, lines->at, lines->count, &lines->room, sizeof(*lines->at));
    lines->at[lines->count++] = (struct case_line){arena_copy(adding->arena, adding->label),
                                                   arena_copy_part(adding->arena, text, length),
                                                   adding->style, adding->entry};
    adding->label = "";
}

void case_lines_add(struct case_lines *lines, struct arena *arena, const char *label,
                    const char *text, int columns, enum style style, size_t entry)
{
    struct adding adding = {lines, arena, label, style, entry};

    utf8_wrap(text, columns, add_line, &adding);
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct case_state *state = screen->state;

    (void)error;
    state->desk = screen_context(screen);
    state->number = memory_copy_text(argument);
    state->label = (struct text)TEXT_EMPTY;
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct case_state *state = screen->state;

    free(state->number);
    text_release(&state->label);
}

/* Rows of the head and of the history in a body of so many rows. */
static int head_rows(const struct case_state *state, int rows)
{
    int room = rows - 1 - HISTORY_LEAST;

    return (int)state->head.count < room ? (int)state->head.count : room > 1 ? room : 1;
}

static int history_rows(const struct case_state *state, int rows)
{
    int left = rows - 1 - head_rows(state, rows);

    return left > 1 ? left : 1;
}

/* Scrolls as little as it takes to show the entry under the cursor, its beginning first. */
static void scroll(struct case_state *state, int rows)
{
    size_t room = (size_t)history_rows(state, rows), first = 0, end = 0;

    while (first < state->history.count && state->history.at[first].entry < state->entry)
        first++;
    for (end = first; end < state->history.count && state->history.at[end].entry == state->entry;)
        end++;
    if (end > state->top + room)
        state->top = end - room;
    if (first < state->top)
        state->top = first;
    if (state->history.count <= room)
        state->top = 0;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct case_state *state = screen->state;
    enum status status;

    TRY(dossier_load(state->desk, state->number, &screen->arena, &state->dossier, error));
    TRY(case_head_load(state, &screen->arena, screen->columns, error));
    TRY(case_history_load(state, &screen->arena, screen->columns, error));
    size_t last = state->dossier.matter.history_count - 1;
    if (!state->has_moved || state->entry > last)
        state->entry = last;
    scroll(state, screen->rows);
done:
    return status;
}

static void draw_head(const struct case_state *state, struct pane body)
{
    for (int i = 0; i < head_rows(state, body.rows); i++) {
        const struct case_line *line = &state->head.at[i];
        pane_put(body, i, 1, state->label_columns, STYLE_DIM, line->label);
        pane_put(body, i, state->label_columns + 2, -1, line->style, line->text);
    }
}

static void draw(struct screen *screen, struct pane body)
{
    const struct case_state *state = screen->state;
    int above = head_rows(state, body.rows) + 1;
    struct text title = TEXT_EMPTY;

    draw_head(state, body);
    text_addf(&title, _("history %zu"), state->dossier.matter.history_count);
    pane_rule(body, above - 1, title.at);
    text_release(&title);
    for (int i = 0; i < history_rows(state, body.rows); i++) {
        size_t at = state->top + (size_t)i;
        if (at >= state->history.count)
            break;
        const struct case_line *line = &state->history.at[at];
        bool is_first = *line->label && line->entry == state->entry;
        enum style style = line->entry == state->entry ? STYLE_SELECTED : line->style;
        pane_fill(body, above + i, 0, 1, style, is_first ? ">" : "");
        pane_fill(body, above + i, 1, -1, style, line->text);
        if (is_first)
            pane_cursor(body, above + i, 0);
    }
}

static enum next move_to(struct screen *screen, size_t entry)
{
    struct case_state *state = screen->state;

    state->entry = entry;
    state->has_moved = entry + 1 < state->dossier.matter.history_count;
    scroll(state, screen->rows);
    return NEXT_STAY;
}

static enum next accept(struct screen *screen)
{
    const struct case_state *state = screen->state;

    return state->dossier.is_possible[ACT_ACCEPT] ? case_begin(screen, ACT_ACCEPT)
                                                  : case_refuse(screen, ACT_ACCEPT);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct case_state *state = screen->state;
    size_t entry = state->entry, last = state->dossier.matter.history_count - 1;
    size_t page = (size_t)history_rows(state, screen->rows) / 2 + 1;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (command_digit(event->command) >= 0)
        return case_digit(screen, command_digit(event->command));
    switch ((int)event->command) {
    case COMMAND_UP:
        return move_to(screen, entry ? entry - 1 : 0);
    case COMMAND_DOWN:
        return move_to(screen, entry < last ? entry + 1 : last);
    case COMMAND_PAGE_UP:
        return move_to(screen, entry > page ? entry - page : 0);
    case COMMAND_PAGE_DOWN:
        return move_to(screen, entry + page < last ? entry + page : last);
    case COMMAND_FIRST:
        return move_to(screen, 0);
    case COMMAND_LAST:
        return move_to(screen, last);
    case COMMAND_EXPLAIN:
        return screen_push(screen, &case_explain_screen, state);
    case COMMAND_PRINT:
        return case_print(screen);
    case COMMAND_UNDO:
        return case_digit(screen, NO_DIGIT);
    case COMMAND_ACCEPT:
        return accept(screen);
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    if (command_digit(command) >= 0 || command == COMMAND_UNDO)
        return case_digit_label(screen->state, command_digit(command));
    const struct case_state *state = screen->state;
    if (command == COMMAND_ACCEPT)
        return state->dossier.is_possible[ACT_ACCEPT] ? _(act_rows[ACT_ACCEPT].label) : NULL;
    return command == COMMAND_SELECT ? NULL : usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct case_state *state = screen->state;
    const struct matter *m = &state->dossier.matter;

    if (m->number)
        text_addf(out, "%s  %s", m->number, word_label(word_states, word_states[m->state].word));
}

const struct screen_kind case_screen = {
    .name = "case",
    .title = N_("case file"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_CASE | CONTEXT_DIGITS | CONTEXT_PRINT,
    .size = sizeof(struct case_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
