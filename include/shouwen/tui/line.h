/* SPDX-License-Identifier: MIT */
/* line: one line of text being typed.
 * The text is valid UTF-8 without controls at all times, and the cursor stands between clusters, so
 * that one key moves over, or deletes, what a person sees as one character. Knows no terminal. Used
 * by forms, prompts and intake lines. */
#ifndef SHOUWEN_TUI_LINE_H
#define SHOUWEN_TUI_LINE_H

#include "shouwen/base/text.h"
#include "shouwen/tui/pane.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
    struct text text;
    size_t cursor; /* byte offset, at a cluster's edge */
    size_t first; /* byte offset of the first cluster drawn, when the text is wider than its room */
    size_t limit; /* code points at most */
};

enum { LINE_LIMIT = 200 }; /* code points, where limit is given as 0 */

/* An empty line; release with line_release(). */
void line_init(struct line *line, size_t limit);
void line_release(struct line *line);
/* Replaces the text (cleaned and cut to the limit); the cursor goes to its end. */
void line_set(struct line *line, const char *text);
/* The text without blanks at its ends, added to out. */
void line_value(const struct line *line, struct text *out);
bool line_is_empty(const struct line *line);

/* Inserts typed or pasted text at the cursor: line breaks and tabs become spaces, what may not
 * enter the record is left out (utf8_clean). What is past the limit is dropped; false if that
 * happened. */
bool line_insert(struct line *line, const char *bytes, size_t length);
/* Does what an editing key asks for (key_is_editing, without the printable ones); false if the key
 * is not one of them. Ctrl-W deletes the word before the cursor, Ctrl-U and Ctrl-K to the line's
 * start and end, Ctrl-A and Ctrl-E go there. */
bool line_key(struct line *line, uint32_t key);

/* Draws the line in exactly columns columns at row, column, scrolled so that the cursor is seen,
 * with ".." where it goes on to the left or right. Sets the pane's cursor if has_focus; shows
 * hidden instead of each cluster unless it is 0 (PINs). */
void line_draw(struct line *line, struct pane pane, int row, int column, int columns,
               bool has_focus, char hidden);
/* The same over several rows, wrapped anywhere between characters, without scrolling sideways. */
void line_draw_rows(struct line *line, struct pane pane, int row, int column, int columns, int rows,
                    bool has_focus);

#endif
