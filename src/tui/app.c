/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/app.h"

#include "app_state.h"

#include "shouwen/base/i18n.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

int64_t app_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool takes(const struct screen_kind *kind, enum command command)
{
    for (const enum command *at = kind->takes; at && *at != COMMAND_NONE; at++)
        if (*at == command)
            return true;
    return false;
}

const struct screen_kind *app_opener(const struct app *app, enum command command)
{
    for (size_t i = 0; app->config.screens[i]; i++)
        if (app->config.screens[i]->opens == command || takes(app->config.screens[i], command))
            return app->config.screens[i];
    return NULL;
}

struct app *app_new(const struct app_config *config)
{
    struct app *app = memory_new(sizeof(*app));

    app->config = *config;
    frame_init(&app->frame);
    app->message = (struct text)TEXT_EMPTY;
    for (size_t i = 0; i < APP_SAID; i++)
        app->said[i].text = (struct text)TEXT_EMPTY;
    app->frame_is_stale = app->is_running = true;
    app->touched_at = app_now();
    surface_init(&app->surface, 24, 80);
    app->top = screen_new(app, config->screens[0]);
    screen_enter(app->top, NULL, &app->top->failure);
    return app;
}

void app_free(struct app *app)
{
    while (app->top) {
        struct screen *below = app->top->below;
        screen_free(app->top);
        app->top = below;
    }
    frame_release(&app->frame);
    text_release(&app->message);
    for (size_t i = 0; i < APP_SAID; i++)
        text_release(&app->said[i].text);
    surface_release(&app->surface);
    free(app);
}

static struct screen *take_pending(struct app *app)
{
    struct screen *screen = app->pending;

    assert(screen);
    app->pending = NULL;
    return screen;
}

/* Takes the top screen off; it lives until it is freed, since an answer may point into it. */
static struct screen *take_top(struct app *app)
{
    struct screen *screen = app->top;

    app->top = screen->below;
    return screen;
}

static enum next answer_asker(struct app *app, struct answer answer)
{
    struct screen *screen = take_top(app);
    enum next next = screen->answered ? screen->answered(app->top, &answer) : NEXT_STAY;

    screen_free(screen);
    return next == NEXT_IGNORED ? NEXT_STAY : next;
}

static enum next go_back(struct app *app)
{
    if (app->top->below)
        return answer_asker(app, (struct answer){.text = ""});
    app_say(app, _("this is the first screen; Ctrl-Q leaves the program"));
    return NEXT_STAY;
}

static enum next apply_once(struct app *app, enum next next)
{
    struct screen *screen;

    switch (next) {
    case NEXT_PUSH:
        screen = take_pending(app);
        screen->below = app->top;
        app->top = screen;
        return NEXT_STAY;
    case NEXT_REPLACE:
        screen = take_pending(app);
        screen->below = app->top->below;
        screen->answered = app->top->answered;
        screen_free(take_top(app));
        app->top = screen;
        return NEXT_STAY;
    case NEXT_ANSWER:
        return answer_asker(app, app->answer);
    case NEXT_COMMAND:
        screen_free(take_top(app));
        if (app->key) {
            uint32_t key = app->key;
            app->key = 0;
            app_key(app, key);
            return NEXT_STAY;
        }
        return app_dispatch(app, &(struct event){.kind = EVENT_COMMAND, .command = app->command});
    case NEXT_BACK:
        return go_back(app);
    case NEXT_HOME:
        while (app->top->below)
            screen_free(take_top(app));
        return NEXT_STAY;
    case NEXT_QUIT:
        app->is_running = false;
        return NEXT_STAY;
    case NEXT_IGNORED:
    case NEXT_STAY:
        break;
    }
    return NEXT_STAY;
}

/* An answer may be followed by another step. */
static void apply(struct app *app, enum next next)
{
    do
        next = apply_once(app, next);
    while (next != NEXT_STAY);
}

/* A screen that is open already is come back to, not opened twice. */
static enum next open_by_command(struct app *app, enum command command)
{
    const struct screen_kind *kind = app_opener(app, command);
    const struct screen *found = app->top;

    if (!kind)
        return NEXT_IGNORED;
    while (found && found->kind != kind)
        found = found->below;
    if (!found)
        return screen_push(app->top, kind, NULL);
    if (app->top == found)
        return NEXT_STAY;
    while (app->top != found)
        screen_free(take_top(app));
    return takes(kind, command)
               ? app_dispatch(app, &(struct event){.kind = EVENT_COMMAND, .command = command})
               : NEXT_STAY;
}

static enum next own_command(struct app *app, enum command command)
{
    if (command == COMMAND_BACK)
        return NEXT_BACK;
    if (command == COMMAND_RECEPTION)
        return NEXT_HOME;
    if (command == COMMAND_QUIT)
        return NEXT_QUIT;
    if (command == COMMAND_REDRAW) {
        surface_forget(&app->surface);
        app_mark_stale(app);
        return NEXT_STAY;
    }
    if (app->config.run && app->config.run(app, app->config.context, command))
        return NEXT_STAY;
    return open_by_command(app, command);
}

/* What a role does not allow is refused here, whatever screen it was given on. */
static bool is_permitted(struct app *app, enum command command)
{
    const struct app_config *config = &app->config;
    struct error error;

    if (!config->permit || config->permit(config->context, command, &error) == STATUS_OK)
        return true;
    app_complain(app, &error);
    return false;
}

enum next app_dispatch(struct app *app, const struct event *event)
{
    struct screen *top = app->top;

    if (event->kind == EVENT_COMMAND && !is_permitted(app, event->command))
        return NEXT_STAY;

    /* commands are about what is shown; mere typing may run ahead of the search it starts */
    if (event->kind == EVENT_COMMAND || !top->rows)
        screen_load(top);
    enum next next =
        top->kind->handle && !top->has_failed ? top->kind->handle(top, event) : NEXT_IGNORED;

    if (next == NEXT_IGNORED && event->kind == EVENT_COMMAND)
        next = own_command(app, event->command);
    if (next == NEXT_IGNORED && event->kind == EVENT_PASTE)
        app_say(app, _("there is no field here to paste into"));
    return next == NEXT_IGNORED ? NEXT_STAY : next;
}

void app_give(struct app *app, const struct event *event)
{
    apply(app, app_dispatch(app, event));
}
