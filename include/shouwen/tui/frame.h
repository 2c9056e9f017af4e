/* SPDX-License-Identifier: MIT */
/* frame: what stands around every screen: title bar, hint bar, message, status bar.
 * The body is what is left between them; screens.md draws it. Used by the app only. */
#ifndef SHOUWEN_TUI_FRAME_H
#define SHOUWEN_TUI_FRAME_H

#include "shouwen/tui/screen.h"

/* What the frame says beside the screen; loaded when stale, drawn from this. */
struct frame {
    struct text node;   /* title bar: where this desk is */
    struct text duty;   /* title bar, at the right: who is on duty */
    struct text status; /* status bar: person, accountable, late, to be told */
    struct text
        exchange; /* status bar, at the right: waiting to send, received, refused, last sync */
    struct text exchange_whole; /* the same as one sentence, shown where there is room; may be "" */
    struct text notice; /* above the status bar: what the whole station lacks; "" if nothing */
    bool is_late;       /* status holds a late count other than 0: shown as hot */
    bool has_failed;    /* the exchange came to nothing, or in part: shown as a warning */
};

void frame_init(struct frame *frame);
void frame_clear(struct frame *frame);
void frame_release(struct frame *frame);

/* False if the terminal is too small for a desk (less than FRAME_ROWS x FRAME_COLUMNS). */
enum { FRAME_ROWS = 14, FRAME_COLUMNS = 50 };
bool frame_fits(struct pane whole);
/* Where the screen draws. */
struct pane frame_body(struct pane whole);
/* Draws the frame of a screen; message is "" or stands above the hints, over them if it is long. */
void frame_draw(const struct frame *frame, const struct screen *screen, struct pane whole,
                const char *message, enum style message_style);
/* Says that the terminal is too small. */
void frame_draw_small(struct pane whole);
/* A box over the body of at most columns x rows with a title; returns its inside. */
struct pane frame_box(struct pane body, int rows, int columns, const char *title);

#endif
