/* SPDX-License-Identifier: MIT */
/* Which act on what is marked: each by the key that it has on one case. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/act.h"
#include "shouwen/tui/frame.h"
#include "shouwen/tui/screens/batch.h"

#include <stdlib.h>

/* In the order of the case file's keys. Where two acts have the same key there, the first that one
 * of the cases takes has it; the other is reached with Down and Enter. */
static const struct {
    enum command command; /* COMMAND_NONE: with Up, Down and Enter only */
    enum act_kind kind;
} offered[] = {
    {COMMAND_DIGIT_1, ACT_NOTE},     {COMMAND_DIGIT_3, ACT_REPLY},
    {COMMAND_DIGIT_4, ACT_DISPATCH}, {COMMAND_DIGIT_4, ACT_ASSIGN},
    {COMMAND_DIGIT_5, ACT_REMIND},   {COMMAND_DIGIT_5, ACT_SUPERVISE},
    {COMMAND_DIGIT_6, ACT_ON_SITE},  {COMMAND_DIGIT_8, ACT_GIVE_BACK},
    {COMMAND_ACCEPT, ACT_ACCEPT},    {COMMAND_REPORT_UP, ACT_REPORT_UP},
    {COMMAND_MERGE, ACT_MERGE},      {COMMAND_NONE, ACT_TAKE_OVER},
};
enum { OFFERED = sizeof(offered) / sizeof(offered[0]) };

/* What screen_ask() hands to enter(). */
struct order {
    const char *title;
    const bool *possible;
};

struct batch_menu {
    char *title;
    struct shown {
        enum command command;
        enum act_kind kind;
    } shown[OFFERED];
    size_t count, cursor;
};

static bool is_taken(const struct batch_menu *menu, enum command command)
{
    for (size_t i = 0; i < menu->count; i++)
        if (menu->shown[i].command == command)
            return true;
    return false;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct batch_menu *menu = screen->state;
    const struct order *order = argument;

    (void)error;
    menu->title = memory_copy_text(order->title);
    for (size_t i = 0; i < OFFERED; i++) {
        enum command command = offered[i].command;
        if (order->possible[offered[i].kind])
            menu->shown[menu->count++] =
                (struct shown){is_taken(menu, command) ? COMMAND_NONE : command, offered[i].kind};
    }
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct batch_menu *menu = screen->state;

    free(menu->title);
}

static const char *label_of(enum act_kind kind)
{
    return kind == ACT_ASSIGN ? _("give to somebody") : _(act_rows[kind].label);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 64, KEY = 7, MORE = 4 };
    struct batch_menu *menu = screen->state;
    struct pane box = frame_box(body, (int)menu->count + MORE, COLUMNS, menu->title);
    char key[KEY_NAME];

    for (size_t i = 0; i < menu->count; i++) {
        enum command command = menu->shown[i].command;
        int row = 1 + (int)i;
        bool is_here = i == menu->cursor;
        if (command != COMMAND_NONE)
            pane_put(box, row, 2, -1, STYLE_KEY,
                     key_notation(keymap_key(command, KEYMAP_NO_TEXT), key));
        pane_fill(box, row, KEY, -1, STYLE_NORMAL, label_of(menu->shown[i].kind));
        if (!is_here)
            continue;
        pane_put(box, row, 0, 1, STYLE_KEY, ">");
        pane_restyle(box, row, 0, -1, STYLE_SELECTED);
    }
    pane_cursor(box, 1 + (int)menu->cursor, 1);
}

static enum next give(struct screen *screen, size_t at)
{
    const struct batch_menu *menu = screen->state;
    enum act_kind kind = menu->shown[at].kind;

    return screen_answer(screen, (struct answer){true, act_word(kind), (long)kind, NULL});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct batch_menu *menu = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    for (size_t i = 0; i < menu->count; i++)
        if (menu->shown[i].command == event->command && event->command != COMMAND_NONE)
            return give(screen, i);
    if (event->command == COMMAND_SELECT && menu->count)
        return give(screen, menu->cursor);
    if (event->command == COMMAND_UP && menu->cursor)
        menu->cursor--;
    else if (event->command == COMMAND_DOWN && menu->cursor + 1 < menu->count)
        menu->cursor++;
    else
        return command_digit(event->command) >= 0 ? NEXT_STAY : NEXT_IGNORED;
    return NEXT_STAY;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct batch_menu *menu = screen->state;

    for (size_t i = 0; i < menu->count; i++)
        if (menu->shown[i].command == command && command != COMMAND_NONE)
            return label_of(menu->shown[i].kind);
    bool is_act = command_digit(command) >= 0 || command == COMMAND_ACCEPT ||
                  command == COMMAND_MERGE || command == COMMAND_REPORT_UP;
    return is_act ? NULL : usual;
}

static const struct screen_kind menu_screen = {
    .name = "batch-menu",
    .title = N_("choice"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS | CONTEXT_REVIEW,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct batch_menu),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .label = label,
};

enum next batch_menu_ask(struct screen *asker, const char *title,
                         const bool possible[ACT_CASE_KINDS],
                         enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    return screen_ask(asker, &menu_screen, &(struct order){title, possible}, answered);
}
