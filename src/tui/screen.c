/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screen.h"

#include "app_state.h"

#include "shouwen/base/i18n.h"

#include <assert.h>
#include <stdlib.h>

struct screen *screen_new(struct app *app, const struct screen_kind *kind)
{
    struct screen *screen = memory_new(sizeof(*screen));

    screen->kind = kind;
    screen->app = app;
    screen->state = memory_new(kind->size);
    screen->is_stale = true;
    return screen;
}

bool screen_enter(struct screen *screen, const void *argument, struct error *error)
{
    screen->is_entered =
        !screen->kind->enter || screen->kind->enter(screen, argument, error) == STATUS_OK;
    screen->has_failed = !screen->is_entered;
    return screen->is_entered;
}

void screen_free(struct screen *screen)
{
    if (screen->kind->leave)
        screen->kind->leave(screen);
    arena_release(&screen->arena);
    free(screen->state);
    free(screen);
}

void screen_load(struct screen *screen)
{
    struct pane whole = pane_of(&screen->app->surface);
    struct pane body = screen->kind->shape == SHAPE_BARE ? whole : frame_body(whole);

    screen->rows = body.rows;
    screen->columns = body.columns;
    if (!screen->is_stale)
        return;
    screen->is_stale = false;
    arena_reset(&screen->arena);
    /* only the first screen is shown although it could not be entered: try again */
    if (!screen->is_entered && !screen_enter(screen, NULL, &screen->failure))
        return;
    if (!screen->kind->load)
        return;
    screen->has_failed = screen->kind->load(screen, &screen->failure) != STATUS_OK;
}

static enum next open_screen(struct screen *from, const struct screen_kind *kind,
                             const void *argument, enum next next)
{
    struct error error = {.kind = STATUS_OK};
    struct app *app = from->app;
    struct screen *screen = screen_new(app, kind);

    assert(!app->pending);
    if (!screen_enter(screen, argument, &error)) {
        screen_free(screen);
        app_complain(app, &error);
        return NEXT_STAY;
    }
    app->pending = screen;
    return next;
}

enum next screen_push(struct screen *screen, const struct screen_kind *kind, const void *argument)
{
    return open_screen(screen, kind, argument, NEXT_PUSH);
}

enum next screen_replace(struct screen *screen, const struct screen_kind *kind,
                         const void *argument)
{
    return open_screen(screen, kind, argument, NEXT_REPLACE);
}

enum next screen_ask(struct screen *screen, const struct screen_kind *kind, const void *argument,
                     enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    enum next next = open_screen(screen, kind, argument, NEXT_PUSH);

    if (next == NEXT_PUSH)
        screen->app->pending->answered = answered;
    return next;
}

enum next screen_answer(struct screen *screen, struct answer answer)
{
    screen->app->answer = answer;
    return NEXT_ANSWER;
}

enum next screen_command(struct screen *screen, enum command command)
{
    screen->app->command = command;
    return NEXT_COMMAND;
}

enum next screen_key(struct screen *screen, uint32_t key)
{
    screen->app->key = key;
    return NEXT_COMMAND;
}

void screen_wake(struct screen *screen, int milliseconds)
{
    screen->wake_at = milliseconds < 0 ? 0 : app_now() + milliseconds;
}

void *screen_context(const struct screen *screen)
{
    return screen->app->config.context;
}

static const char *usual_label(const struct screen *screen, enum command command)
{
    static const enum command own[] = {COMMAND_EXCHANGE, COMMAND_RECEPTION, COMMAND_QUIT,
                                       COMMAND_REDRAW};
    const struct command_row *row = command_row(command);
    const char *label = _(row->label);

    if (command == COMMAND_BACK)
        return screen->below ? label : NULL;
    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
        if (own[i] == command)
            return label;
    if ((row->contexts & CONTEXT_EVERYWHERE) && !app_opener(screen->app, command))
        return NULL;
    return label;
}

enum keymap_text screen_text(const struct screen *screen)
{
    if (!screen->kind->in_text || !screen->kind->in_text(screen))
        return KEYMAP_NO_TEXT;
    return screen->kind->is_blank && screen->kind->is_blank(screen) ? KEYMAP_IN_EMPTY_TEXT
                                                                    : KEYMAP_IN_TEXT;
}

const char *screen_label(const struct screen *screen, enum command command)
{
    const struct app_config *config = &screen->app->config;

    if (!(command_row(command)->contexts & screen->kind->contexts))
        return NULL;
    if (config->permit && config->permit(config->context, command, NULL) != STATUS_OK)
        return NULL;
    const char *label = usual_label(screen, command);
    return screen->kind->label ? screen->kind->label(screen, command, label) : label;
}
