/* SPDX-License-Identifier: MIT */
/* app_state: the inside of struct app, for the files that make up the app: app.c and screen.c (the
 * stack), app_input.c (what comes in), app_draw.c (what is shown). */
#ifndef SHOUWEN_TUI_APP_STATE_H
#define SHOUWEN_TUI_APP_STATE_H

#include "shouwen/tui/app.h"

struct app {
    struct app_config config;
    struct screen *top;     /* never NULL */
    struct screen *pending; /* entered, and about to go on top */
    struct answer answer;
    enum command command; /* to be done when the top screen is gone */
    uint32_t key;         /* 0, or the key to be pressed then instead */
    struct surface surface;
    struct frame frame;
    struct text message;
    enum style message_style;
    size_t also_at; /* where in it what app_say_also() added begins */
    bool has_also;
    struct {
        struct text text;
        int64_t at;
        enum style style;
    } said[APP_SAID]; /* in a ring */
    size_t said_count;
    bool frame_is_stale;
    int64_t generation; /* that the screens were loaded from */
    bool is_running;
    bool (*is_waiting)(void);
    bool (*pulse)(struct app *app);
    int32_t day; /* that each_day was called for */
    struct {
        int fd;
        void (*ready)(struct app *app, int fd, void *context);
        void *context;
    } watches[APP_WATCHES];
    int watch_count;
    int64_t touched_at; /* the latest key, monotonic milliseconds */
    int64_t ended_at;   /* when a screen ended by itself; 0: none lately */
};

/* Monotonic milliseconds. */
int64_t app_now(void);
struct screen *screen_new(struct app *app, const struct screen_kind *kind);
void screen_free(struct screen *screen);
/* Calls the screen's enter slot; false, and has_failed, if it refuses. */
bool screen_enter(struct screen *screen, const void *argument, struct error *error);
/* Loads its snapshot if that is stale. */
void screen_load(struct screen *screen);
/* The kind that a command opens, NULL if none. */
const struct screen_kind *app_opener(const struct app *app, enum command command);
/* Hands an event to the top screen, or does its command; what comes of it is for the caller. */
enum next app_dispatch(struct app *app, const struct event *event);
/* The same, and follows where it leads. */
void app_give(struct app *app, const struct event *event);

#endif
