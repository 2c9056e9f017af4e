/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/menu.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/frame.h"

/* What screen_ask() hands to enter(). */
struct offer {
    const char *title;
    const struct choice *choices;
    size_t count;
};

struct menu {
    struct arena kept;
    const char *title;
    struct choice choices[MENU_MOST];
    size_t count, cursor;
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct offer *offer = argument;
    struct menu *menu = screen->state;

    (void)error;
    menu->title = arena_copy(&menu->kept, offer->title);
    for (size_t i = 0; i < offer->count && i < MENU_MOST; i++)
        menu->choices[menu->count++] = (struct choice){
            .word = arena_copy(&menu->kept, offer->choices[i].word),
            .label = arena_copy(&menu->kept, offer->choices[i].label),
            .note = arena_copy(&menu->kept, offer->choices[i].note),
        };
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct menu *menu = screen->state;

    arena_release(&menu->kept);
}

static void draw(struct screen *screen, struct pane body)
{
    enum {
        COLUMNS = 64,
        NOTE = 20,
        MORE = 4
    }; /* MORE rows: the box, and a blank one at each end */
    struct menu *menu = screen->state;
    struct pane box = frame_box(body, (int)menu->count + MORE, COLUMNS, menu->title);

    for (size_t i = 0; i < menu->count; i++) {
        const struct choice *choice = &menu->choices[i];
        int row = 1 + (int)i;
        pane_putf(box, row, 1, STYLE_KEY, "%zu", i + 1);
        pane_fill(box, row, 4, box.columns - NOTE - 5, STYLE_NORMAL, choice->label);
        pane_fill_right(box, row, box.columns - NOTE, NOTE, STYLE_DIM, choice->note);
        if (i != menu->cursor)
            continue;
        pane_put(box, row, 0, 1, STYLE_KEY, ">");
        pane_restyle(box, row, 0, -1, STYLE_SELECTED);
    }
    pane_cursor(box, 1 + (int)menu->cursor, 1);
}

static enum next give(struct screen *screen, size_t at)
{
    const struct menu *menu = screen->state;

    return screen_answer(screen, (struct answer){true, menu->choices[at].word, (long)at, NULL});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct menu *menu = screen->state;
    int digit;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    digit = command_digit(event->command);
    if (digit >= 1 && digit <= (int)menu->count)
        return give(screen, (size_t)digit - 1);
    if (event->command == COMMAND_SELECT && menu->count)
        return give(screen, menu->cursor);
    if (event->command == COMMAND_UP && menu->cursor)
        menu->cursor--;
    else if (event->command == COMMAND_DOWN && menu->cursor + 1 < menu->count)
        menu->cursor++;
    else
        return digit >= 0 ? NEXT_STAY : NEXT_IGNORED;
    return NEXT_STAY;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct menu *menu = screen->state;
    int digit = command_digit(command);

    return digit == 0 || digit > (int)menu->count ? NULL : usual;
}

static const struct screen_kind menu_screen = {
    .name = "menu",
    .title = N_("choice"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct menu),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .label = label,
};

enum next menu_ask(struct screen *asker, const char *title, const struct choice *choices,
                   size_t count,
                   enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    const struct offer offer = {title, choices, count};

    return screen_ask(asker, &menu_screen, &offer, answered);
}
