/* SPDX-License-Identifier: MIT */
/* Versions that contradict each other, side by side; a digit lets one hold, 0 leaves the case as it
 * stands. The others stay in the history. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/conflicts.h"

#include <stdio.h>

enum { MARGIN = 1, BETWEEN = 3, NARROWEST = 24, TOP = 3 };

struct weighing {
    struct case_state *state;
    struct conflicts conflicts;
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

/* Row by row, each wrapped: what was done, when and by whom, where, what it says, what follows. */
static void draw_version(struct pane pane, const struct conflict_version *version)
{
    const struct history_line *line = version->line;
    char heading[120];
    int row = 0;

    snprintf(heading, sizeof(heading), "%d  %s", version->number, line->act);
    pane_put(pane, row++, 0, -1, STYLE_TITLE, heading);
    if (version->stands)
        pane_put(pane, row, 0, -1, STYLE_WARNING, _("stands now"));
    row += 2;
    snprintf(heading, sizeof(heading), "%s  %s", line->when, line->who);
    row += pane_wrap(pane, row, pane.rows - row, STYLE_NORMAL, heading);
    row += pane_wrap(pane, row, pane.rows - row, STYLE_DIM, version->node);
    row++;
    if (*line->what)
        row += pane_wrap(pane, row, pane.rows - row, STYLE_NORMAL, line->what) + 1;
    pane_put(pane, row++, 0, -1, STYLE_DIM, _("if it is to hold:"));
    pane_wrap(pane, row, pane.rows - row, STYLE_NORMAL, version->then);
}

/* As many beside each other as there is room for; the rest is one row below. */
static size_t shown_count(const struct weighing *weighing, int columns)
{
    size_t room = (size_t)((columns - 2 * MARGIN + BETWEEN) / (NARROWEST + BETWEEN));
    size_t count = weighing->conflicts.count ? weighing->conflicts.at[0].count : 0;

    return count < room ? count : room;
}

static void draw(struct screen *screen, struct pane body)
{
    const struct weighing *weighing = screen->state;
    const struct conflict *conflict = weighing->conflicts.at;
    size_t count = shown_count(weighing, body.columns);
    struct pane top = pane_part(body, 0, MARGIN, 2, body.columns - 2 * MARGIN);

    pane_put(top, 0, 0, -1, STYLE_TITLE, weighing->state->dossier.matter.subject);
    if (!count) {
        pane_put(top, 1, 0, -1, STYLE_NORMAL, _("nothing in this case needs a ruling"));
        return;
    }
    pane_putf(top, 1, 0, STYLE_NORMAL,
              _("recorded without knowing of each other; the case is now: %s"),
              weighing->conflicts.now);
    pane_rule(body, TOP - 1, "");
    int width = (body.columns - 2 * MARGIN - (int)(count - 1) * BETWEEN) / (int)count;
    for (size_t i = 0; i < count; i++) {
        int left = MARGIN + (int)i * (width + BETWEEN);
        struct pane column = pane_part(body, TOP, left, body.rows - TOP - 1, width);
        draw_version(column, &conflict->versions[i]);
        if (i)
            pane_down(body, TOP, left - 2, body.rows - TOP - 1, STYLE_DIM, '|');
    }
    if (count < weighing->conflicts.version_count)
        pane_putf(body, body.rows - 1, MARGIN, STYLE_WARNING,
                  ngettext("%zu more version: shouwen case conflicts %s",
                           "%zu more versions: shouwen case conflicts %s",
                           weighing->conflicts.version_count - count),
                  weighing->conflicts.version_count - count,
                  weighing->state->dossier.matter.number);
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
    int digit = event->kind == EVENT_COMMAND ? command_digit(event->command) : -1;

    return digit < 0 ? NEXT_IGNORED : choose(screen, digit);
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct weighing *weighing = screen->state;
    int digit = command_digit(command);

    if (digit < 0)
        return usual;
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
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_DIGITS,
    .shape = SHAPE_BODY,
    .size = sizeof(struct weighing),
    .enter = enter,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
