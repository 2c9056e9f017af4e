/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/help.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/frame.h"

#include <string.h>

enum { SIGNS = 24, LINES = COMMAND_COUNT + SIGNS, BELOW = 1 };

struct help {
    const char *keys[LINES], *texts[LINES];
    int count, first, rows;
};

/* What the screen says of the command now, or its own word for it; else what it does anywhere. */
static void say(const struct screen *asked, enum command command, const char *label,
                struct text *out)
{
    const struct command_row *row = command_row(command);

    if (asked->kind->explain)
        asked->kind->explain(asked, command, out);
    if (!out->length)
        text_add(out, strcmp(label, _(row->label)) != 0 ? label : _(row->help));
}

static void add_line(struct screen *screen, const char *key, const char *text)
{
    struct help *help = screen->state;

    help->keys[help->count] = arena_copy(&screen->arena, key);
    help->texts[help->count++] = arena_copy(&screen->arena, text);
}

static void add_legend(struct screen *screen)
{
    const struct screen *asked = screen->below;
    const char *sign, *meaning;

    for (size_t at = 0; asked->kind->legend && at < SIGNS; at++) {
        sign = asked->kind->legend(asked, at, &meaning);
        if (!sign)
            return;
        add_line(screen, sign, meaning);
    }
}

/* What works there comes in the table's order, which is that of the hint bar. */
static enum status load(struct screen *screen, struct error *error)
{
    struct help *help = screen->state;
    const struct screen *asked = screen->below;
    enum keymap_text text = screen_text(asked);
    struct text keys = TEXT_EMPTY, says = TEXT_EMPTY;

    (void)error;
    help->count = 0;
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        const char *label = screen_label(asked, command);
        text_clear(&keys);
        keymap_say(command, asked->kind->contexts, text, &keys);
        if (!label || !keys.length)
            continue;
        text_clear(&says);
        say(asked, command, label, &says);
        add_line(screen, keys.at, says.at);
    }
    text_release(&keys);
    text_release(&says);
    add_legend(screen);
    return STATUS_OK;
}

/* That there is more than fits. */
static void draw_rest(const struct help *help, struct pane box)
{
    int below = help->count - help->first - help->rows;

    if (help->count <= help->rows)
        return;
    if (below > 0)
        pane_putf(box, help->rows, 0, STYLE_TITLE, _("%d more below: PageDown"), below);
    else
        pane_put(box, help->rows, 0, -1, STYLE_TITLE, _("that is all; PageUp goes back up"));
}

static void draw(struct screen *screen, struct pane body)
{
    struct help *help = screen->state;
    struct text title = TEXT_EMPTY;

    text_addf(&title, _("keys that work in: %s"), _(screen->below->kind->title));
    pane_blank(body, STYLE_NORMAL);
    struct pane box = frame_box(body, body.rows, 78, title.at);
    help->rows = help->count > box.rows ? box.rows - BELOW : box.rows;
    draw_rest(help, box);
    for (int i = 0; i < help->rows && help->first + i < help->count; i++) {
        pane_fill(box, i, 0, 16, STYLE_KEY, help->keys[help->first + i]);
        pane_fill(box, i, 17, -1, STYLE_NORMAL, help->texts[help->first + i]);
    }
    pane_cursor(box, 0, 0);
    text_release(&title);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct help *help = screen->state;
    int most = help->count > help->rows ? help->count - help->rows : 0;
    int first = help->first;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return NEXT_BACK;
    if (event->command == COMMAND_UP)
        first--;
    else if (event->command == COMMAND_DOWN)
        first++;
    else if (event->command == COMMAND_PAGE_UP)
        first -= help->rows;
    else if (event->command == COMMAND_PAGE_DOWN)
        first += help->rows;
    else if (event->command == COMMAND_FIRST)
        first = 0;
    else if (event->command == COMMAND_LAST)
        first = most;
    else
        return NEXT_IGNORED;
    help->first = first < 0 ? 0 : first > most ? most : first;
    return NEXT_STAY;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    return command == COMMAND_SELECT || command == COMMAND_HELP ? NULL : usual;
}

const struct screen_kind help_screen = {
    .name = "help",
    .title = N_("help"),
    .contexts = CONTEXT_OVERLAY,
    .opens = COMMAND_HELP,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct help),
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
};
