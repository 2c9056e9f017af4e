/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/loop.h"

#include "shouwen/tui/surface_curses.h"

#include <poll.h>

/* Waits for one event and hands it over, or what else is ready; false at the end. */
static bool step(struct app *app, int timeout)
{
    struct event event = {.kind = EVENT_TICK, .text = ""};
    struct pollfd others[APP_WATCHES];
    int fds[APP_WATCHES];
    int count = app_watched(app, fds);

    for (int i = 0; i < count; i++)
        others[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    if (surface_curses_read(timeout, others, count, &event))
        return app_handle(app, &event);
    for (int i = 0; i < count; i++)
        if (others[i].revents)
            app_ready(app, fds[i]);
    event = (struct event){.kind = EVENT_TICK, .text = ""};
    return app_handle(app, &event);
}

static bool pulse(struct app *app)
{
    struct event event = {.kind = EVENT_NONE, .text = ""};

    surface_curses_show(app_draw(app));
    while (surface_curses_is_waiting() && surface_curses_read(0, NULL, 0, &event)) {
        if (event.kind == EVENT_END || (event.kind == EVENT_KEY && event.key == KEYCODE_ESC))
            return false;
        if (event.kind == EVENT_RESIZE)
            app_resize(app, event.rows, event.columns);
    }
    return true;
}

enum status loop_run(struct app *app, const struct loop_options *options, struct error *error)
{
    /* after so many events the person sees something, even while a key repeats */
    enum { BATCH = 64 };
    int rows, columns;

    enum status status = surface_curses_start(options->escape_delay, options->no_colour, error);
    if (status != STATUS_OK)
        return status;
    surface_curses_size(&rows, &columns);
    app_resize(app, rows, columns);
    app_set_waiting(app, surface_curses_is_waiting);
    app_set_pulse(app, pulse);
    bool goes_on = true;
    while (goes_on) {
        surface_curses_show(app_draw(app));
        goes_on = step(app, app_wait(app));
        for (int i = 0; goes_on && i < BATCH && surface_curses_is_waiting(); i++)
            goes_on = step(app, 0);
    }
    app_set_waiting(app, NULL);
    app_set_pulse(app, NULL);
    surface_curses_stop();
    return STATUS_OK;
}
