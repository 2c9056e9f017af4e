/* SPDX-License-Identifier: MIT */
/* queue_state: the inside of the queue screen, for the files that make it up. */
#ifndef SHOUWEN_TUI_SCREENS_QUEUE_STATE_H
#define SHOUWEN_TUI_SCREENS_QUEUE_STATE_H

#include "queue_mark.h"

#include "shouwen/desk/lists.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/screen.h"

enum queue_column {
    QUEUE_CODE,
    QUEUE_STATE,
    QUEUE_WHEN,
    QUEUE_MARKS,
    QUEUE_WHO,
    QUEUE_NAME,
    QUEUE_DOOR,
    QUEUE_SUBJECT,
    QUEUE_URGENCY,
    QUEUE_DAY,
    QUEUE_OPENED,
    QUEUE_PLACE,
    QUEUE_UNIT_NAME,
    QUEUE_CHANNEL,
    QUEUE_COLUMNS
};

struct queue_state {
    struct desk *desk;
    struct app *app;
    struct arena kept; /* tabs and what their filters point to */
    struct lists_tab *tabs;
    size_t tab_count, at;
    char wanted_key; /* of what was just saved: shown at the next load; 0: none */
    enum queue also; /* a queue that was asked for by name; QUEUE_COUNT: none */
    char *also_grid; /* its grid; NULL where it needs none */
    enum case_sort sort;
    /* leaving a search comes back to the page that was shown before it, hence two lists */
    struct list list, found;
    struct line line;
    bool is_searching;
    bool is_typing;   /* searching, and the keys are text; Enter ends it and keeps what was found */
    bool has_moved;   /* to a row, since something was typed: Enter opens it */
    bool is_behind;   /* more was typed than the rows found show */
    bool is_partial;  /* the search ran out of time */
    bool looks_again; /* longer, as nobody typed on */
    bool gives_way;   /* the page asked for follows typing: a waiting key stops it */
    bool only_search; /* stale because something was typed, and for no other reason */
    bool list_is_old; /* while a search was shown, list missed a reload */
    bool has_words;   /* marks are words, not letters */
    bool has_units;   /* there is room for units by name */
    struct list_column columns[QUEUE_COLUMNS];
    struct list_source source;
    struct queue_marks marks;
};

/* The source of both lists; columns and the sentence for an empty list as the queue shown needs
 * them. */
void queue_source_init(struct queue_state *state);
void queue_source_fit(struct queue_state *state, int columns);
/* Notes the queue that was asked for, "late" or "grid:CODE"; NULL: none. */
void queue_source_name(struct queue_state *state, const char *name);
/* What is shown: the queue, sorted and searched as it is, without a place to start at. */
struct case_filter queue_source_filter(const struct queue_state *state);

/* The slot legend: what the letters among the marks mean. */
const char *queue_legend(const struct screen *screen, size_t at, const char **meaning);
/* The slot note: the marks of the row under the cursor in words. */
void queue_note(const struct screen *screen, struct text *out);

/* The rows above the list that name the queues: two where one is too narrow, if there is room. */
int queue_tabs_rows(const struct queue_state *state, int rows, int columns);
void queue_tabs_draw(const struct queue_state *state, struct pane pane);

/* How many of the queues have a digit by their place: those before what the person saved. */
size_t queue_tabs_numbered(const struct queue_state *state);

/* The place of what the person saved under a key; tab_count if there is nothing. */
size_t queue_saved_at(const struct queue_state *state, uint32_t key);
/* Saves what is shown, or asks what is to become of it where it was saved. */
enum next queue_saved_command(struct screen *screen);

/* Does what a command means here. */
enum next queue_command(struct screen *screen, enum command command);

/* Back to the queue that was searched. */
enum next queue_end_search(struct screen *screen);
/* The list that is shown. */
struct list *queue_list(struct queue_state *state);

#endif
