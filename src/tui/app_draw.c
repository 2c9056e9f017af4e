/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "app_state.h"

#include "shouwen/base/i18n.h"

static void draw_failure(const struct screen *screen, struct pane body)
{
    struct pane area = pane_part(body, 1, 2, -1, body.columns - 4);
    int used = pane_wrap(area, 0, area.rows, STYLE_WARNING, screen->failure.message);

    pane_wrap(area, used + 1, area.rows - used - 1, STYLE_NORMAL,
              _("Ctrl-L tries again, Esc goes back."));
}

static void draw_screen(struct screen *screen, struct pane body)
{
    if (screen->kind->shape == SHAPE_OVERLAY && screen->below)
        draw_screen(screen->below, body);
    screen_load(screen);
    if (screen->has_failed)
        draw_failure(screen, body);
    else
        screen->kind->draw(screen, body);
}

static void load_frame(struct app *app)
{
    if (!app->frame_is_stale || !app->config.load_frame)
        return;
    app->frame_is_stale = false;
    frame_clear(&app->frame);
    app->config.load_frame(app->config.context, &app->frame);
}

static void draw_all(struct app *app, struct pane whole)
{
    if (app->top->kind->shape == SHAPE_BARE) {
        draw_screen(app->top, whole);
        return;
    }
    load_frame(app);
    draw_screen(app->top, frame_body(whole));
    frame_draw(&app->frame, app->top, whole, app->message.at, app->message_style);
}

static void take_generation(struct app *app)
{
    int64_t generation = app->config.generation(app->config.context);

    if (generation != app->generation)
        app_mark_stale(app);
    app->generation = generation;
}

struct surface *app_draw(struct app *app)
{
    const struct app_config *config = &app->config;
    struct pane whole = pane_of(&app->surface);

    if (config->generation)
        take_generation(app);
    bool looks = config->look_begin && (app->frame_is_stale || app->top->is_stale);
    surface_erase(&app->surface);
    if (!frame_fits(whole)) {
        frame_draw_small(whole);
        return &app->surface;
    }
    if (looks)
        config->look_begin(config->context);
    draw_all(app, whole);
    if (looks)
        config->look_end(config->context);
    if (config->forget)
        config->forget(config->context, app->generation);
    return &app->surface;
}
