/* SPDX-License-Identifier: MIT */
/* surface: the grid of cells that everything is drawn on (through panes, see pane.h).
 * It remembers the frame that was shown last, so that only what changed goes to the terminal.
 * Curses is one consumer, the tests' text dump another. */
#ifndef SHOUWEN_TUI_SURFACE_H
#define SHOUWEN_TUI_SURFACE_H

#include "shouwen/base/text.h"
#include "shouwen/tui/theme.h"

#include <stdbool.h>
#include <stdint.h>

enum { CELL_CODES = 5 }; /* one character and what combines with it: the most a curses cell holds */

struct cell {
    uint32_t code[CELL_CODES]; /* unused ones are 0 */
    uint8_t columns;           /* 1, 2, or 0 for the right half of a wide one */
    uint8_t style;             /* enum style */
    uint16_t unused;           /* always 0: cells are compared as bytes */
};

struct surface {
    int rows, columns;
    struct cell *cells;  /* rows * columns, being drawn */
    struct cell *shown;  /* what the terminal has */
    bool shown_is_known; /* false: the terminal must be cleared first */
    int cursor_row, cursor_column;
    bool has_cursor;
    bool is_ascii; /* ambiguous characters are two columns here: draw plain ones instead */
};

/* A blank surface; release with surface_release(). Resizing blanks it. */
void surface_init(struct surface *surface, int rows, int columns);
void surface_resize(struct surface *surface, int rows, int columns);
void surface_release(struct surface *surface);
/* Blanks every cell and forgets the cursor: the start of each frame. */
void surface_erase(struct surface *surface);
/* Forgets what is shown, so that the next flush hands over everything. */
void surface_forget(struct surface *surface);
/* Calls segment for each run of cells that differs from what is shown (cells starts and ends with
 * whole characters, in the new frame and in the old one), and remembers the frame as shown. */
void surface_flush(struct surface *surface,
                   void (*segment)(void *context, int row, int column, const struct cell *cells,
                                   int count),
                   void *context);
/* One row as text without trailing blanks, or all rows, each ended by "\n", added to out. */
void surface_row_text(const struct surface *surface, int row, struct text *out);
void surface_dump(const struct surface *surface, struct text *out);

#endif
