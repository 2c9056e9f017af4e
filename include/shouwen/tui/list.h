/* SPDX-License-Identifier: MIT */
/* list: rows with a cursor, a page at a time, from whoever can give pages.
 * The list holds one page of rows in an arena of its own and asks its source for another only when
 * the cursor leaves it; it never counts or skips. The selected row is kept by its id when the page
 * is loaded again. Used by every screen that shows rows. */
#ifndef SHOUWEN_TUI_LIST_H
#define SHOUWEN_TUI_LIST_H

#include "shouwen/base/memory.h"
#include "shouwen/tui/event.h"
#include "shouwen/tui/pane.h"

/* Columns get their least width, those of the highest priority number are left out until the rest
 * fits, and what is left goes to ideal widths in order of priority. */
struct list_column {
    const char *title; /* msgid; "" for none */
    int least, ideal;  /* columns; LIST_REST as ideal takes all that is left */
    int priority;      /* 1 is never left out */
    bool is_right;     /* aligned at the right: numbers */
};
enum { LIST_REST = 1000, LIST_COLUMNS = 16 };

struct list_row {
    const char *id;   /* unique in the list, never NULL */
    const void *data; /* the source's own */
    enum style style; /* STYLE_HOT for what is late, say; STYLE_NORMAL otherwise */
};

enum list_from {
    LIST_FIRST,  /* the first rows */
    LIST_LAST,   /* the last ones */
    LIST_AFTER,  /* those after the anchor */
    LIST_BEFORE, /* those right before the anchor */
    LIST_AT      /* the anchor, or what now stands in its place, and those after it */
};

/* Where rows come from; rows are always given in display order. */
struct list_source {
    /* NULL: rows of list_hold(). At most `most` rows into rows, memory from the arena; anchor is
     * NULL for LIST_FIRST and LIST_LAST and else a row given before (its data is still valid,
     * though it may be gone from the file). */
    enum status (*page)(void *context, enum list_from from, const struct list_row *anchor,
                        size_t most, struct arena *arena, struct list_row *rows, size_t *count,
                        struct error *error);
    /* The text of one cell, added to out. */
    void (*cell)(void *context, const struct list_row *row, size_t column, struct text *out);
    const struct list_column *columns;
    size_t column_count;
    const char *empty; /* msgid: what to do when there is nothing to show */
};

struct list {
    const struct list_source *source;
    void *context;
    struct arena arenas[2];      /* the page, and the one being loaded */
    const struct list_row *held; /* list_hold() */
    size_t held_count;
    struct list_row *rows;
    size_t count, cursor;
    size_t room;          /* rows of a page */
    size_t top;           /* first row drawn, should the pane be smaller than the page */
    bool is_at_start;     /* the page holds the first row there is */
    bool has_no_head;     /* set it to draw no line of column titles */
    bool has_no_cursor;   /* set it while the cursor is elsewhere: no row is marked */
    struct error failure; /* of the last page that a command asked for; STATUS_OK if it came */
};

/* A list without rows. context is handed to the source's functions. */
void list_init(struct list *list, const struct list_source *source, void *context);
void list_release(struct list *list);
/* All rows of a list whose source has no page function, borrowed until they are held anew: call it
 * before the rows are paged (list_reload(), list_restart()), each time they are loaded. */
void list_hold(struct list *list, const struct list_row *rows, size_t count);
/* Starts at the top again, with pages of so many rows: another search, another order. */
enum status list_restart(struct list *list, int rows, struct error *error) MUST_CHECK;
/* Loads the page anew where it stands, and keeps the selected row by id. A screen's load calls it
 * with the rows it will draw (screen->rows less its own lines and the list's head). */
enum status list_reload(struct list *list, int rows, struct error *error) MUST_CHECK;
/* Does what a command asks for (up, down, page, first, last); false if it is none of these. A page
 * that could not be loaded leaves the list as it is and its failure set. */
bool list_handle(struct list *list, enum command command);
/* The row the cursor is on, NULL if there is none. */
const struct list_row *list_selected(const struct list *list);
/* Puts the cursor on the row of an id if it is on the page. */
bool list_select(struct list *list, const char *id);
/* Draws the head and the page; at an empty list what source->empty says. Asks the source for texts
 * only. */
void list_draw(struct list *list, struct pane pane);

/* A source's page function over rows that are all in memory. */
void list_page_of(const struct list_row *all, size_t all_count, enum list_from from,
                  const struct list_row *anchor, size_t most, struct list_row *rows, size_t *count);
/* Widths of columns in so many columns of a terminal, one blank between two; 0 for one left out. */
void list_layout(const struct list_column *columns, size_t count, int room, int *widths);

#endif
