/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/blank.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

static void draw(struct screen *screen, struct pane whole)
{
    char time[CLOCK_TEXT];

    (void)screen;
    pane_put(whole, whole.rows / 2, whole.columns / 2 - 2, -1, STYLE_TITLE,
             clock_format_time(clock_now_at(), time));
    pane_put(whole, whole.rows - 2, 1, -1, STYLE_DIM, _("Enter goes on"));
}

static enum next handle(struct screen *screen, const struct event *event)
{
    (void)screen;
    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    return event->command == COMMAND_SELECT || event->command == COMMAND_PAGE_DOWN ? NEXT_BACK
                                                                                   : NEXT_IGNORED;
}

const struct screen_kind blank_screen = {
    .name = "blank",
    .title = N_("blank"),
    .contexts = CONTEXT_OVERLAY,
    .opens = COMMAND_BLANK,
    .shape = SHAPE_BARE,
    .draw = draw,
    .handle = handle,
};
