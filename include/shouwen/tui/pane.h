/* SPDX-License-Identifier: MIT */
/* pane: a rectangle of a surface, and how text gets onto it.
 * A row always holds whole characters: text is cut at clusters, and writing over one half of a wide
 * character blanks the other. Everything is clipped to the pane, so nothing here can fail. Used by
 * every screen's draw and by the widgets. */
#ifndef SHOUWEN_TUI_PANE_H
#define SHOUWEN_TUI_PANE_H

#include "shouwen/tui/surface.h"

/* A rectangle of a surface; rows and columns count from its own top left. Small: pass it by value.
 */
struct pane {
    struct surface *surface;
    int top, left, rows, columns;
};

/* All of a surface; a part of a pane, clipped to it (rows or columns < 0: to its end). */
struct pane pane_of(struct surface *surface);
struct pane pane_part(struct pane pane, int row, int column, int rows, int columns);

/* Puts text at row, column in at most columns columns (< 0: to the pane's edge); returns the
 * columns used. Characters without a width become U+FFFD, control characters are left out. */
int pane_put(struct pane pane, int row, int column, int columns, enum style style,
             const char *text);
int pane_putf(struct pane pane, int row, int column, enum style style, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* As pane_put(), but fills exactly columns columns: blanks after the text, ".." where it was cut.
 */
void pane_fill(struct pane pane, int row, int column, int columns, enum style style,
               const char *text);
/* The same with the text at the right. */
void pane_fill_right(struct pane pane, int row, int column, int columns, enum style style,
                     const char *text);
/* Wraps text from row on in at most rows rows; returns the rows used. */
int pane_wrap(struct pane pane, int row, int rows, enum style style, const char *text);
/* A row of '-', with text two columns in if it is not empty. */
void pane_rule(struct pane pane, int row, const char *text);
/* One character, '|' say, down the pane from row to its end. */
void pane_down(struct pane pane, int row, int column, int rows, enum style style, char one);
void pane_blank(struct pane pane, enum style style);
/* Gives the cells of a row another style without touching their text. */
void pane_restyle(struct pane pane, int row, int column, int columns, enum style style);
/* Where text goes when typed. */
void pane_cursor(struct pane pane, int row, int column);

#endif
