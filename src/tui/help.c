/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/help.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/frame.h"

#include <string.h>

struct help {
    enum command commands[COMMAND_COUNT];
    const char *keys[COMMAND_COUNT], *labels[COMMAND_COUNT];
    int count, first, rows;
};

/* What works there comes in the table's order, which is that of the hint bar. */
static enum status load(struct screen *screen, struct error *error)
{
    struct help *help = screen->state;
    const struct screen *asked = screen->below;
    bool in_text = asked->kind->in_text && asked->kind->in_text(asked);
    struct text keys = TEXT_EMPTY;

    (void)error;
    help->count = 0;
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        const char *label = screen_label(asked, command);
        text_clear(&keys);
        keymap_say(command, in_text, &keys);
        if (!label || !keys.length)
            continue;
        help->keys[help->count] = arena_copy(&screen->arena, keys.at);
        help->commands[help->count] = command;
        help->labels[help->count++] = arena_copy(&screen->arena, label);
    }
    text_release(&keys);
    return STATUS_OK;
}

static void draw(struct screen *screen, struct pane body)
{
    struct help *help = screen->state;
    struct text title = TEXT_EMPTY;

    text_addf(&title, _("keys that work in: %s"), _(screen->below->kind->title));
    struct pane box = frame_box(body, body.rows, 78, title.at);
    help->rows = box.rows;
    for (int i = 0; i < box.rows && help->first + i < help->count; i++) {
        const struct command_row *row = command_row(help->commands[help->first + i]);
        bool is_own = strcmp(help->labels[help->first + i], _(row->label)) != 0;
        pane_fill(box, i, 0, 16, STYLE_KEY, help->keys[help->first + i]);
        pane_fill(box, i, 17, -1, STYLE_NORMAL,
                  is_own ? help->labels[help->first + i] : _(row->help));
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
    return command == COMMAND_SELECT ? NULL : usual;
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
