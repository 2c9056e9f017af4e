/* SPDX-License-Identifier: MIT */
/* painter: what changed on a surface, as bytes for a terminal.
 * The surface knows by itself what differs from the last frame, so nothing is compared again; the
 * whole frame goes out in one write. Used by surface_curses, which knows the terminal. */
#ifndef SHOUWEN_TUI_PAINTER_H
#define SHOUWEN_TUI_PAINTER_H

#include "shouwen/tui/surface.h"

/* What the terminal understands; texts are sent as they are, "" where it has no such thing. */
struct painter {
    struct text out;                 /* the frame that is being made */
    struct text styles[STYLE_COUNT]; /* what switches to each, whatever was on before */
    struct text clear, clear_rest, show_cursor, hide_cursor;
    void (*place)(struct text *out, int row, int column); /* moves the cursor */
    bool moves_in_style;                                  /* it may be moved while a style is on */
    bool stops_at_end; /* the last cell does not roll the screen up */
    bool has_cursor;
    int row, column, style; /* where the cursor is, and what it writes in; -1: nobody knows */
};

/* Nothing is known of the terminal yet, not even where its cursor is. */
void painter_init(struct painter *painter);
void painter_release(struct painter *painter);
/* Somebody else wrote to the terminal. */
void painter_forget(struct painter *painter);
/* Makes the bytes that bring the terminal to the surface's frame, the cursor last; clears it first
 * if the surface does not know what is shown. They are in painter->out. */
void painter_paint(struct painter *painter, struct surface *surface);

#endif
