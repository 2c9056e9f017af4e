/* SPDX-License-Identifier: MIT */
/* screen: one thing on the desk: a const struct of slots, and what a shown one of its kind holds.
 * A screen loads a snapshot into its arena, draws only from that snapshot, and handles events
 * without painting: after each event the app draws. What was written makes everything stale
 * (app_mark_stale), and the top screen loads again before it is drawn. A new screen is a file
 * src/tui/screens/NAME.c and a row in the table given to the app. */
#ifndef SHOUWEN_TUI_SCREEN_H
#define SHOUWEN_TUI_SCREEN_H

#include "shouwen/base/memory.h"
#include "shouwen/tui/event.h"
#include "shouwen/tui/pane.h"

struct app;
struct screen;

/* What a handler wants next. All but the first two come from the functions below. */
enum next {
    NEXT_IGNORED, /* not mine: the app may know the command */
    NEXT_STAY,
    NEXT_PUSH,
    NEXT_REPLACE,
    NEXT_ANSWER,
    NEXT_COMMAND,
    NEXT_BACK, /* leave this screen */
    NEXT_HOME, /* back to the first screen */
    NEXT_QUIT
};

enum screen_shape {
    SHAPE_BODY,    /* between title bar and hint bar */
    SHAPE_OVERLAY, /* over the body of the screen below it */
    SHAPE_BARE     /* the whole terminal, without the desk's frame: the rating */
};

struct answer {
    bool is_given;    /* false: the question was left with Esc */
    const char *text; /* "" if there is none */
    long number;      /* index of a choice; 1 or 0 for yes or no */
    const void *data; /* what came with the choice; NULL if nothing did */
};

/* Every slot but name, title, contexts and draw may be NULL or 0. */
struct screen_kind {
    const char *name;   /* a word for tests and logs: "queue" */
    const char *title;  /* msgid for the title bar */
    unsigned contexts;  /* enum context: which commands work here */
    enum command opens; /* the command that opens it from anywhere */
    /* more commands that lead here from anywhere, and are then done here; ends with COMMAND_NONE */
    const enum command *takes;
    enum screen_shape shape;
    size_t size; /* bytes of state, zeroed before enter */

    /* argument is what was given to screen_push(). A failure is shown, and the screen is not. */
    enum status (*enter)(struct screen *screen, const void *argument, struct error *error);
    void (*leave)(struct screen *screen); /* releases what state owns */
    /* Puts what was typed and not recorded on the disk, while its author is still signed in. */
    void (*keep)(struct screen *screen);
    /* Fills screen->arena, which is empty. A failure is shown instead of the body. */
    enum status (*load)(struct screen *screen, struct error *error);
    void (*draw)(struct screen *screen, struct pane body);
    enum next (*handle)(struct screen *screen, const struct event *event);
    /* True while a text field has the cursor: then every printable key is text. */
    bool (*in_text)(const struct screen *screen);
    /* ... and it is empty; NULL: nobody asks */
    bool (*is_blank)(const struct screen *screen);
    /* The label of a command in the hint bar now: usual, another text, or NULL to leave it out. */
    const char *(*label)(const struct screen *screen, enum command command, const char *usual);
    /* For the help: adds what a command does just now, where that says more than its label. */
    void (*explain)(const struct screen *screen, enum command command, struct text *out);
    /* Another msgid than the title for the title bar just now; NULL: the title. */
    const char *(*titled)(const struct screen *screen);
    /* For the help, below the keys: what signs on the screen mean, or what can be typed. Returns
     * the sign, from 0 on; NULL after the last one. */
    const char *(*legend)(const struct screen *screen, size_t at, const char **meaning);
    /* More than the title for the title bar: a case's number, say. */
    void (*heading)(const struct screen *screen, struct text *out);
    /* For the rule below the body: what the row under the cursor shows by signs only. */
    void (*note)(const struct screen *screen, struct text *out);
};

struct screen {
    const struct screen_kind *kind;
    struct app *app;
    void *state;        /* kind->size bytes */
    struct arena arena; /* the snapshot */
    void *widget;       /* the form that asks on the screen's behalf */
    bool is_stale;      /* loads before it is drawn next */
    int rows, columns;  /* of the body it will be given to draw on; set before each load */
    /* the app's own */
    struct screen *below;
    int64_t wake_at; /* monotonic milliseconds, 0: none */
    enum next (*answered)(struct screen *asker, const struct answer *answer);
    bool is_entered, has_failed;
    struct error failure;
};

/* Opens a screen on top of this one, or in its place. argument is borrowed until the call returns.
 */
enum next screen_push(struct screen *screen, const struct screen_kind *kind, const void *argument);
enum next screen_replace(struct screen *screen, const struct screen_kind *kind,
                         const void *argument);
/* Opens a screen that answers a question: when it does, or is left with Esc, answered is called
 * for this screen; not if the person went elsewhere by a key that opens another screen. */
enum next screen_ask(struct screen *screen, const struct screen_kind *kind, const void *argument,
                     enum next (*answered)(struct screen *asker, const struct answer *answer));
/* Leaves a screen opened by screen_ask(), with its answer; the text may be of this screen's state.
 */
enum next screen_answer(struct screen *screen, struct answer answer);

/* Leaves this screen and gives the command to the one below it. */
enum next screen_command(struct screen *screen, enum command command);
/* The same with a key, as if it had been pressed there. */
enum next screen_key(struct screen *screen, uint32_t key);

/* Asks for an EVENT_TICK in so many milliseconds; the latest call counts, a negative number takes
 * it back. Comes only while the screen is on top. */
void screen_wake(struct screen *screen, int milliseconds);
/* What the app was given for its screens: the desk. */
void *screen_context(const struct screen *screen);
/* The label of a command that can be given in a screen now, in the person's language; NULL if it
 * can't, or is not to be offered. */
const char *screen_label(const struct screen *screen, enum command command);
/* Whether keys go into a text field there. */
enum keymap_text screen_text(const struct screen *screen);

#endif
