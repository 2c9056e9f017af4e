/* SPDX-License-Identifier: MIT */
/* picker: entries to choose from by typing part of them; the inside of choices and of the palette.
 */
#ifndef SHOUWEN_TUI_PICKER_H
#define SHOUWEN_TUI_PICKER_H

#include "shouwen/tui/line.h"
#include "shouwen/tui/list.h"

struct picker_entry {
    const char *label;
    const char *note; /* at the right: a key, a number; "" if none */
    const char *more; /* found by this as well; "" if nothing */
    long number;      /* the owner's */
    const void *data; /* the owner's */
    bool is_always;   /* shown whatever was typed: the owner found it by what was typed */
};

struct picker {
    struct line line;
    struct list list;
    struct arena arena; /* of the entries */
    struct picker_entry *entries;
    size_t count, room;
    struct list_row *rows; /* those that fit */
    size_t fit_count;
};

void picker_init(struct picker *picker);
void picker_release(struct picker *picker);
/* Drops all entries, and adds one (its texts are copied). */
void picker_clear(struct picker *picker);
void picker_add(struct picker *picker, const struct picker_entry *entry);
/* Shows the entries that fit what is typed; after adding, and after each change of the line. */
void picker_refill(struct picker *picker);
/* Takes typing, editing and moving; true if it was one of them. *has_typed says that the line
 * changed. */
struct app;
bool picker_handle(struct picker *picker, struct app *app, const struct event *event,
                   bool *has_typed);
/* The entry the cursor is on, NULL if there is none. */
const struct picker_entry *picker_selected(const struct picker *picker);
void picker_draw(struct picker *picker, struct pane pane);

#endif
