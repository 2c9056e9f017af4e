/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/messages.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/frame.h"

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 78, TEXT_AT = 7 };
    struct said said[APP_SAID];
    size_t count = app_said(screen->app, said);
    char time[CLOCK_TEXT];
    int row = 0;

    pane_blank(body, STYLE_NORMAL);
    struct pane box = frame_box(body, body.rows, COLUMNS, _("what was said last"));
    if (!count)
        pane_put(box, 0, 0, -1, STYLE_DIM, _("nothing yet"));
    for (size_t i = 0; i < count && row < box.rows; i++) {
        pane_put(box, row, 0, TEXT_AT, STYLE_DIM, clock_format_time(said[i].at, time));
        row += pane_wrap(pane_part(box, 0, TEXT_AT, -1, -1), row, box.rows - row, said[i].style,
                         said[i].text);
    }
    pane_cursor(box, 0, 0);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    (void)screen;
    return event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT ? NEXT_BACK
                                                                            : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    return command == COMMAND_SELECT ? NULL : usual;
}

const struct screen_kind messages_screen = {
    .name = "messages",
    .title = N_("messages"),
    .contexts = CONTEXT_OVERLAY,
    .opens = COMMAND_MESSAGES,
    .shape = SHAPE_OVERLAY,
    .draw = draw,
    .handle = handle,
    .label = label,
};
