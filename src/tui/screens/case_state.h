/* SPDX-License-Identifier: MIT */
/* case_state: the inside of the case screen, for the files that make it up. */
#ifndef SHOUWEN_TUI_SCREENS_CASE_STATE_H
#define SHOUWEN_TUI_SCREENS_CASE_STATE_H

#include "shouwen/desk/dossier.h"
#include "shouwen/tui/app.h"

struct case_line {
    const char *label; /* "" where a text goes on */
    const char *text;
    enum style style;
    size_t entry; /* of the history: which one it belongs to */
};
struct case_lines {
    struct case_line *at;
    size_t count, room;
};

struct case_state {
    struct desk *desk;
    char *number;
    struct dossier dossier;
    struct case_lines head, history;
    int label_columns;
    size_t entry; /* of the history, under the cursor */
    size_t top;   /* first line of the history that is shown */
    bool has_moved;
};

/* Adds a text wrapped at columns; the label stands beside its first line. */
void case_lines_add(struct case_lines *lines, struct arena *arena, const char *label,
                    const char *text, int columns, enum style style, size_t entry);
/* Fill head and history from the dossier, for a body of so many columns. */
enum status case_head_load(struct case_state *state, struct arena *arena, int columns,
                           struct error *error);
enum status case_history_load(struct case_state *state, struct arena *arena, int columns,
                              struct error *error);

#endif
