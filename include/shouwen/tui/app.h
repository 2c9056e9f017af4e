/* SPDX-License-Identifier: MIT */
/* app: the stack of screens and the loop that feeds it.
 * The app draws the frame (title, hints, messages, status), turns keys into commands, and does
 * those that every screen has: help, palette, back, home, redraw, quit, and opening the screen
 * whose kind `opens` the command. It knows nothing of what the screens show, and no terminal:
 * loop.h runs it on one, tests drive it through app_key() and app_draw(). */
#ifndef SHOUWEN_TUI_APP_H
#define SHOUWEN_TUI_APP_H

#include "shouwen/tui/frame.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/screen.h"

/* One entry of the palette that is no command: a case, a person, a list. The argument must live
 * until find_jumps is called again; the label is copied. */
struct jump {
    const char *label;
    const struct screen_kind *kind;
    const void *argument;
};

struct app_config {
    const struct screen_kind *const *screens; /* ends with NULL; the first is home */
    void *context;                            /* for the screens: screen_context() */
    int idle_seconds; /* without a key, after which the desk is blanked; 0: never */
    /* Fills the frame's texts, which are empty. May be NULL. */
    void (*load_frame)(void *context, struct frame *frame);
    /* Before and after what a frame shows is read. May be NULL. */
    void (*look_begin)(void *context);
    void (*look_end)(void *context);
    /* What screens borrow from is of a generation; when it has grown they are all loaded anew, and
     * once that is drawn nothing of an older one is used any more. Both or neither may be NULL. */
    int64_t (*generation)(void *context);
    void (*forget)(void *context, int64_t before);
    /* True if another process changed what is shown; asked after each wait. May be NULL. */
    bool (*has_changed)(void *context);
    /* Called once the first screen stands, and whenever a new day has begun. May be NULL. */
    void (*each_day)(struct app *app, void *context);
    /* Does a command that no screen opens; false: it is none of its own. May be NULL. */
    bool (*run)(struct app *app, void *context, enum command command);
    /* STATUS_DENIED if whoever works here may not give the command: it is offered nowhere. With an
     * error it was given all the same: the sentence for it, noted as a refusal. May be NULL. */
    enum status (*permit)(void *context, enum command command, struct error *error);
    /* Calls found for each jump that fits what was typed into the palette. May be NULL. */
    void (*find_jumps)(void *context, const char *typed,
                       void (*found)(void *palette, const struct jump *jump), void *palette);
};

/* An app with its home screen open; never NULL. If home cannot be entered, its sentence is shown.
 */
struct app *app_new(const struct app_config *config);
void app_free(struct app *app);

/* app_handle() takes what a terminal gives (EVENT_KEY for every key, printable ones
 * too) and returns false once the app is to end. */
void app_resize(struct app *app, int rows, int columns);
bool app_handle(struct app *app, const struct event *event);
bool app_key(struct app *app, uint32_t key);
/* Loads what is stale and draws the frame; the surface is the app's. */
struct surface *app_draw(struct app *app);
/* Milliseconds until the app wants an EVENT_TICK: for a screen, for the clock's next minute, or to
 * look whether another process changed what is shown. */
int app_wait(const struct app *app);
/* Tells the app how to find out whether input is waiting; the loop does. */
void app_set_waiting(struct app *app, bool (*is_waiting)(void));

/* For what takes long within one event: shows how far it is, and looks what was typed meanwhile.
 * False if it is to stop: Esc was pressed, or the program is to end. Other keys are dropped. */
bool app_pulse(struct app *app);
/* Tells the app how to do that; the loop does. Without it nothing is shown and nothing stops. */
void app_set_pulse(struct app *app, bool (*pulse)(struct app *app));

/* Calls ready whenever fd can be read: the lines that `shouwen sync` prints. At most APP_WATCHES.
 */
enum { APP_WATCHES = 4 };
void app_watch(struct app *app, int fd, void (*ready)(struct app *app, int fd, void *context),
               void *context);
void app_unwatch(struct app *app, int fd);
/* The loop's: descriptors to wait for, and what to call for one that is ready. */
int app_watched(const struct app *app, int fds[APP_WATCHES]);
void app_ready(struct app *app, int fd);

/* Everything shown may be out of date: call after each write. */
void app_mark_stale(struct app *app);
/* The same of the frame alone: the status bar. */
void app_mark_frame(struct app *app);
/* The top screen ends by itself: Enter or Esc within the next second and a half was meant for it,
 * and is lost on the one below. */
void app_note_end(struct app *app);
/* Every open screen puts what was typed on the disk: before somebody else signs in. */
void app_keep(struct app *app);
/* One sentence above the hint bar: what was done, or what went wrong. It stays until the next key
 * that does more than move the cursor, and can be read again afterwards. */
void app_say(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same behind a sentence that stands: what the person did is said first. */
void app_say_also(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* Takes typing, pasting and editing keys into a line, and says if not all of a paste had room;
 * false if the event is none of these. */
bool app_take(struct app *app, struct line *line, const struct event *event);
void app_complain(struct app *app, const struct error *error);
enum { APP_SAID = 12 };
struct said {
    const char *text;
    int64_t at; /* when it was said */
    enum style style;
};
/* The sentences said last, the newest first, at most APP_SAID; returns how many there are. They
 * live until the next one is said. */
size_t app_said(const struct app *app, struct said said[APP_SAID]);
/* True if the person typed on: a long search had better stop. */
bool app_key_is_waiting(const struct app *app);
struct screen *app_top(const struct app *app);
const struct app_config *app_config_of(const struct app *app);

#endif
