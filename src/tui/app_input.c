/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "app_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <assert.h>
#include <string.h>

/* What is said once more needs no second line among what was said. */
static void remember(struct app *app, const char *sentence)
{
    size_t last = (app->said_count + APP_SAID - 1) % APP_SAID, at = app->said_count % APP_SAID;

    if (!app->said_count || strcmp(app->said[last].text.at, sentence) != 0)
        app->said_count++;
    else
        at = last;
    text_clear(&app->said[at].text);
    text_add(&app->said[at].text, sentence);
    app->said[at].at = clock_now_at();
    app->said[at].style = app->message_style;
}

size_t app_said(const struct app *app, struct said said[APP_SAID])
{
    size_t count = app->said_count < APP_SAID ? app->said_count : APP_SAID;

    for (size_t i = 0; i < count; i++) {
        size_t at = (app->said_count - 1 - i) % APP_SAID;
        said[i] = (struct said){app->said[at].text.at, app->said[at].at, app->said[at].style};
    }
    return count;
}

void app_say(struct app *app, const char *format, ...)
{
    va_list values;

    text_clear(&app->message);
    va_start(values, format);
    text_addv(&app->message, format, values);
    va_end(values);
    app->message_style = STYLE_TITLE;
    app->has_also = false;
    remember(app, app->message.at);
}

void app_say_also(struct app *app, const char *format, ...)
{
    struct text sentence = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&sentence, format, values);
    va_end(values);
    /* of two such sentences the later one stands */
    app->also_at = app->has_also && app->message.length ? app->also_at : app->message.length;
    app->has_also = true;
    text_cut(&app->message, app->also_at);
    if (app->message.length)
        text_add(&app->message, "  ");
    else
        app->message_style = STYLE_TITLE;
    text_add(&app->message, sentence.at);
    remember(app, sentence.at);
    text_release(&sentence);
}

void app_complain(struct app *app, const struct error *error)
{
    text_clear(&app->message);
    text_add(&app->message, error->message);
    app->message_style = STYLE_WARNING;
    app->has_also = false;
    remember(app, app->message.at);
}

bool app_take(struct app *app, struct line *line, const struct event *event)
{
    if (event->kind == EVENT_KEY)
        return line_key(line, event->key);
    if (event->kind != EVENT_TEXT && event->kind != EVENT_PASTE)
        return false;
    if (!line_insert(line, event->text, event->length))
        app_say(app, _("%zu characters fit here; what is beyond was left out"), line->limit);
    return true;
}

void app_mark_frame(struct app *app)
{
    app->frame_is_stale = true;
}

void app_mark_stale(struct app *app)
{
    app->frame_is_stale = true;
    for (struct screen *screen = app->top; screen; screen = screen->below)
        screen->is_stale = true;
}

void app_keep(struct app *app)
{
    for (struct screen *screen = app->top; screen; screen = screen->below)
        if (screen->kind->keep && screen->is_entered)
            screen->kind->keep(screen);
}

void app_resize(struct app *app, int rows, int columns)
{
    surface_resize(&app->surface, rows, columns);
    app_mark_stale(app);
}

/* A look around does not wipe what was said. */
static bool is_look(enum command command)
{
    static const enum command looks[] = {
        COMMAND_UP,   COMMAND_DOWN,   COMMAND_PAGE_UP, COMMAND_PAGE_DOWN, COMMAND_FIRST,
        COMMAND_LAST, COMMAND_REDRAW, COMMAND_BLANK,   COMMAND_HELP,      COMMAND_MESSAGES,
    };

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
        if (looks[i] == command)
            return true;
    return false;
}

void app_note_end(struct app *app)
{
    app->ended_at = app_now();
}

/* True for what was meant for a screen that ended by itself just before it was pressed. */
static bool comes_too_late(struct app *app, uint32_t key)
{
    enum { REACTION = 1500 };
    bool is_late = app->ended_at && app_now() - app->ended_at < REACTION &&
                   (key == KEYCODE_ENTER || key == KEYCODE_ESC);

    if (!is_late)
        app->ended_at = 0;
    return is_late;
}

bool app_key(struct app *app, uint32_t key)
{
    if (comes_too_late(app, key))
        return app->is_running;
    struct event event = {.kind = EVENT_KEY, .key = key, .text = ""};
    const struct screen *top = app->top;
    bool in_text = top->kind->in_text && top->kind->in_text(top);
    char bytes[5] = "";

    event.command = keymap_find(top->kind->contexts, screen_text(top), key);
    if (!is_look(event.command))
        text_clear(&app->message);
    if (event.command == COMMAND_NONE && key == KEYCODE_CTRL + 'V')
        app_say(app, _("the terminal pastes: Shift-Insert, or Ctrl-Shift-V"));
    if (event.command != COMMAND_NONE) {
        event.kind = EVENT_COMMAND;
    } else if (in_text && key_is_printable(key)) {
        event.kind = EVENT_TEXT;
        event.length = utf8_encode(key, bytes);
        event.text = bytes;
    }
    app_give(app, &event);
    return app->is_running;
}

static void set_width(struct app *app, int columns)
{
    bool is_ascii = columns > 1;

    if (is_ascii == app->surface.is_ascii)
        return;
    app->surface.is_ascii = is_ascii;
    surface_forget(&app->surface);
}

static bool is_new_day(const struct app *app)
{
    return app->config.each_day && app->day != clock_day_of(clock_now_at());
}

/* Milliseconds until the desk has been left alone for too long; -1: it never is. */
static int64_t idle_left(const struct app *app)
{
    if (!app->config.idle_seconds)
        return -1;
    int64_t left = app->touched_at + (int64_t)app->config.idle_seconds * 1000 - app_now();
    return left < 0 ? 0 : left;
}

static void tick(struct app *app)
{
    struct event event = {.kind = EVENT_TICK};

    if (is_new_day(app)) {
        app->day = clock_day_of(clock_now_at());
        app->config.each_day(app, app->config.context);
        app_mark_stale(app);
    }

    if (app->config.has_changed && app->config.has_changed(app->config.context))
        app_mark_stale(app);
    if (idle_left(app) == 0) {
        app->touched_at = app_now();
        app_give(app, &(struct event){.kind = EVENT_COMMAND, .command = COMMAND_BLANK});
    }
    if (app->top->wake_at && app->top->wake_at <= app_now()) {
        app->top->wake_at = 0;
        app_give(app, &event);
    }
}

bool app_handle(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE)
        app->touched_at = app_now();
    switch (event->kind) {
    case EVENT_KEY:
        return app_key(app, event->key);
    case EVENT_RESIZE:
        app_resize(app, event->rows, event->columns);
        break;
    case EVENT_WIDTH:
        set_width(app, event->columns);
        break;
    case EVENT_TICK:
        tick(app);
        break;
    case EVENT_END:
        app->is_running = false;
        break;
    case EVENT_PASTE:
        text_clear(&app->message);
        app_give(app, event);
        if (event->is_cut)
            app_say(app, _("the paste was longer than 4 MB; what follows was left out"));
        break;
    case EVENT_COMMAND:
    case EVENT_TEXT:
        app_give(app, event);
        break;
    case EVENT_NONE:
        break;
    }
    return app->is_running;
}

int app_wait(const struct app *app)
{
    enum { LOOK = 2000 };
    int64_t wait = CLOCK_MINUTE - clock_now_at() % CLOCK_MINUTE;

    if (is_new_day(app))
        return 0;
    if (clock_is_fixed())
        wait = CLOCK_MINUTE;
    if (app->config.has_changed && wait > LOOK)
        wait = LOOK;
    if (app->top->wake_at && app->top->wake_at - app_now() < wait)
        wait = app->top->wake_at - app_now();
    int64_t idle = idle_left(app);
    if (idle >= 0 && idle < wait)
        wait = idle;
    return wait < 0 ? 0 : (int)wait;
}

void app_set_waiting(struct app *app, bool (*is_waiting)(void))
{
    app->is_waiting = is_waiting;
}

bool app_key_is_waiting(const struct app *app)
{
    return app->is_waiting && app->is_waiting();
}

bool app_pulse(struct app *app)
{
    app->touched_at = app_now();
    return !app->pulse || app->pulse(app);
}

void app_set_pulse(struct app *app, bool (*pulse)(struct app *app))
{
    app->pulse = pulse;
}

struct screen *app_top(const struct app *app)
{
    return app->top;
}

const struct app_config *app_config_of(const struct app *app)
{
    return &app->config;
}

void app_watch(struct app *app, int fd, void (*ready)(struct app *app, int fd, void *context),
               void *context)
{
    assert(app->watch_count < APP_WATCHES);
    app->watches[app->watch_count].fd = fd;
    app->watches[app->watch_count].ready = ready;
    app->watches[app->watch_count++].context = context;
}

void app_unwatch(struct app *app, int fd)
{
    for (int i = 0; i < app->watch_count; i++)
        if (app->watches[i].fd == fd) {
            app->watches[i] = app->watches[--app->watch_count];
            return;
        }
}

int app_watched(const struct app *app, int fds[APP_WATCHES])
{
    for (int i = 0; i < app->watch_count; i++)
        fds[i] = app->watches[i].fd;
    return app->watch_count;
}

void app_ready(struct app *app, int fd)
{
    for (int i = 0; i < app->watch_count; i++)
        if (app->watches[i].fd == fd) {
            app->watches[i].ready(app, fd, app->watches[i].context);
            return;
        }
}
