/* SPDX-License-Identifier: MIT */
/* The history of a case as lines: when, what, who, and what came of it; in the order of the fold.
 */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/utf8.h"
#include "shouwen/desk/history.h"

/* Columns of the parts of a line; what came of it takes the rest. */
struct widths {
    int act, who, indent, rest;
};
enum { WHEN = 11, WHO_MOST = 18, REST_LEAST = 16 };

static struct widths measure(const struct history_line *lines, size_t count, int columns)
{
    struct widths widths;

    history_measure(lines, count, WHO_MOST, &widths.act, &widths.who);
    widths.indent = WHEN + 1 + widths.act + 1 + widths.who + 1;
    widths.rest = columns - 2 - widths.indent;
    if (widths.rest < REST_LEAST)
        widths.rest = REST_LEAST;
    return widths;
}

static void add_line(struct case_state *state, struct arena *arena, const struct widths *widths,
                     const struct history_line *line, size_t at)
{
    enum style style = line->entry->is_voided ? STYLE_DIM : STYLE_NORMAL;
    size_t first = state->history.count;
    struct text left = TEXT_EMPTY;

    utf8_pad(&left, line->when, WHEN);
    text_add_char(&left, ' ');
    utf8_pad(&left, line->act, widths->act);
    text_add_char(&left, ' ');
    utf8_pad(&left, line->who, widths->who);
    case_lines_add(&state->history, arena, left.at, line->what, widths->rest, style, at);
    /* one text a line, so that drawing has nothing to put together */
    for (size_t i = first; i < state->history.count; i++) {
        struct case_line *drawn = &state->history.at[i];
        struct text whole = TEXT_EMPTY;
        utf8_pad(&whole, drawn->label, widths->indent);
        text_add(&whole, drawn->text);
        drawn->text = arena_copy(arena, whole.at);
        text_release(&whole);
    }
    text_release(&left);
}

enum status case_history_load(struct case_state *state, struct arena *arena, int columns,
                              struct error *error)
{
    const struct history_options options = {.unmask = state->is_revealed};
    size_t count = state->dossier.matter.history_count;
    struct history_line *lines;
    enum status status;

    state->history = (struct case_lines){0};
    TRY(history_tell(state->desk, &state->dossier.matter, &options, arena, &lines, error));
    struct widths widths = measure(lines, count, columns);
    for (size_t i = 0; i < count; i++)
        add_line(state, arena, &widths, &lines[i], i);
done:
    return status;
}
