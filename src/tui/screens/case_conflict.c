/* SPDX-License-Identifier: MIT */
/* Versions that contradict each other, side by side; a digit lets one hold, 0 leaves the case as it
 * stands. The others stay in the history. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/conflicts.h"

#include <limits.h>

enum { MARGIN = 1, BETWEEN = 3, NARROWEST = 24 };

struct weighing {
    struct case_state *state;
    struct conflicts conflicts;
    int top, rows, row_count; /* of the versions: the first row seen, how many, of how many */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct weighing *weighing = screen->state;

    (void)error;
    weighing->state = (struct case_state *)(uintptr_t)argument;
    return STATUS_OK;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct weighing *weighing = screen->state;
    struct case_state *state = weighing->state;

    return conflicts_of(state->desk, &state->dossier.matter, &screen->arena, &weighing->conflicts,
                        error);
}

/* Wraps text from *row on, which may lie above the pane. */
static void put(struct pane pane, int *row, enum style style, const char *text)
{
    *row += pane_wrap(pane, *row, INT_MAX, style, text);
}

/* Row by row, each wrapped: what was done, what follows if it holds, when and by whom, where, what
 * it says. From row on, which may lie above the pane; returns the rows used, seen or not. */
static int draw_version(struct pane pane, int row, const struct conflict_version *version)
{
    const struct history_line *line = version->line;
    struct text said = TEXT_EMPTY;
    const int first = row;

    text_addf(&said, "%d  %s", version->number, line->act);
    put(pane, &row, STYLE_TITLE, said.at);
    if (version->stands)
        put(pane, &row, STYLE_WARNING, _("stands now"));
    put(pane, &row, STYLE_DIM, _("if it is to hold:"));
    put(pane, &row, STYLE_NORMAL, version->then);
    row++;
    text_clear(&said);
    text_addf(&said, "%s  %s", line->when, line->who);
    put(pane, &row, STYLE_NORMAL, said.at);
    put(pane, &row, STYLE_DIM, version->node);
    if (*line->what) {
        row++;
        put(pane, &row, STYLE_NORMAL, line->what);
    }
    text_release(&said);
    return row - first;
}

static void scroll(struct weighing *weighing, int by)
{
    int last = weighing->row_count - weighing->rows;

    weighing->top += by;
    weighing->top = weighing->top > last ? last : weighing->top;
    weighing->top = weighing->top < 0 ? 0 : weighing->top;
}

/* As many beside each other as there is room for; the rest is one row below. */
static size_t shown_count(const struct weighing *weighing, int columns)
{
    size_t room = (size_t)((columns - 2 * MARGIN + BETWEEN) / (NARROWEST + BETWEEN));
    size_t count = weighing->conflicts.count ? weighing->conflicts.at[0].count : 0;

    return count < room ? count : room;
}

/* What the versions have in common; returns the rows used, a rule with them. */
static int draw_top(const struct weighing *weighing, struct pane body)
{
    struct pane top = pane_part(body, 0, MARGIN, body.rows / 2, body.columns - 2 * MARGIN);
    struct text now = TEXT_EMPTY;
    int row = 1;

    pane_fill(top, 0, 0, top.columns, STYLE_TITLE, weighing->state->dossier.matter.subject);
    if (!weighing->conflicts.count) {
        pane_put(top, row, 0, -1, STYLE_NORMAL, _("nothing in this case needs a ruling"));
        return row + 1;
    }
    text_addf(&now, _("recorded without knowing of each other; the case is now: %s"),
              weighing->conflicts.now);
    put(top, &row, STYLE_NORMAL, now.at);
    text_release(&now);
    row = row < top.rows ? row : top.rows;
    pane_rule(body, row, "");
    return row + 1;
}

/* The last row: which rows are seen, if not all are, and what is not beside each other. */
static void draw_rest(const struct weighing *weighing, struct pane body, size_t count)
{
    size_t hidden = weighing->conflicts.version_count - count;
    struct text said = TEXT_EMPTY;

    if (weighing->row_count > weighing->rows)
        text_addf(&said, _("rows %d-%d of %d (Up, Down)"), weighing->top + 1,
                  weighing->top + weighing->rows, weighing->row_count);
    if (hidden) {
        text_add(&said, said.length ? "; " : "");
        text_addf(&said,
                  ngettext("%zu more version: shouwen case conflicts %s",
                           "%zu more versions: shouwen case conflicts %s", hidden),
                  hidden, weighing->state->dossier.matter.number);
    }
    pane_fill(body, body.rows - 1, MARGIN, body.columns - 2 * MARGIN, STYLE_WARNING, said.at);
    text_release(&said);
}

static void draw(struct screen *screen, struct pane body)
{
    struct weighing *weighing = screen->state;
    const struct conflict *conflict = weighing->conflicts.at;
    size_t count = shown_count(weighing, body.columns);
    int first = draw_top(weighing, body);

    if (!count)
        return;
    int width = (body.columns - 2 * MARGIN - (int)(count - 1) * BETWEEN) / (int)count;
    weighing->rows = body.rows - first - 1;
    weighing->row_count = 0;
    for (size_t i = 0; i < count; i++) {
        int rows = draw_version(pane_part(body, 0, 0, 0, width), 0, &conflict->versions[i]);
        weighing->row_count = rows > weighing->row_count ? rows : weighing->row_count;
    }
    scroll(weighing, 0);
    for (size_t i = 0; i < count; i++) {
        int left = MARGIN + (int)i * (width + BETWEEN);
        struct pane column = pane_part(body, first, left, weighing->rows, width);
        draw_version(column, -weighing->top, &conflict->versions[i]);
        if (i)
            pane_down(body, first, left - 2, weighing->rows, STYLE_DIM, '|');
    }
    draw_rest(weighing, body, count);
}

/* Asks what is to be said to it, then records the ruling. */
static enum next choose(struct screen *screen, int number)
{
    struct weighing *weighing = screen->state;
    const struct conflict_version *version = conflicts_find(&weighing->conflicts, number);
    struct case_order order = {.state = weighing->state, .kind = ACT_RESOLVE};

    if (number && !version)
        return NEXT_STAY;
    order.given[FIELD_CHOOSE] = version ? version->id : NULL;
    order.shown = version ? arena_format(&screen->arena, "%d %s", number, version->then)
                          : weighing->conflicts.now;
    return screen_replace(screen, &case_form_screen, &order);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct weighing *weighing = screen->state;
    int digit = event->kind == EVENT_COMMAND ? command_digit(event->command) : -1;
    int page = weighing->rows > 1 ? weighing->rows - 1 : 1;

    if (digit >= 0)
        return choose(screen, digit);
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_UP:
    case COMMAND_DOWN:
        scroll(weighing, event->command == COMMAND_UP ? -1 : 1);
        return NEXT_STAY;
    case COMMAND_PAGE_UP:
    case COMMAND_PAGE_DOWN:
        scroll(weighing, event->command == COMMAND_PAGE_UP ? -page : page);
        return NEXT_STAY;
    case COMMAND_FIRST:
    case COMMAND_LAST:
        scroll(weighing,
               event->command == COMMAND_FIRST ? -weighing->row_count : weighing->row_count);
        return NEXT_STAY;
    default:
        return NEXT_IGNORED;
    }
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct weighing *weighing = screen->state;
    int digit = command_digit(command);

    if (digit < 0)
        return command == COMMAND_SELECT ? NULL : usual;
    if (!weighing->conflicts.count)
        return NULL;
    if (digit == 0)
        return _("leave it as it stands");
    return conflicts_find(&weighing->conflicts, digit) ? _("let this version hold") : NULL;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct weighing *weighing = screen->state;

    text_add(out, weighing->state->dossier.matter.number);
}

const struct screen_kind case_conflict_screen = {
    .name = "conflict",
    .title = N_("needs a person"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .shape = SHAPE_BODY,
    .size = sizeof(struct weighing),
    .enter = enter,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
