/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/line.h"

#include "shouwen/base/utf8.h"
#include "shouwen/command/key.h"

#include <string.h>

/* What is cut at an end of a line is marked there, if there is room for more than marks. */
#define MARK ".."
enum { MARK_COLUMNS = 2, MARKED_LEAST = 8 };

void line_init(struct line *line, size_t limit)
{
    *line = (struct line){.text = TEXT_EMPTY, .limit = limit ? limit : LINE_LIMIT};
}

void line_release(struct line *line)
{
    text_release(&line->text);
    line->cursor = line->first = 0;
}

static size_t next_edge(const struct line *line, size_t at)
{
    return at + utf8_cluster(line->text.at + at, line->text.length - at);
}

/* Where a cluster ends can only be told from the text's start. */
static size_t previous_edge(const struct line *line, size_t before)
{
    size_t edge = 0;

    for (size_t at = 0; at < before; at = next_edge(line, at))
        edge = at;
    return edge;
}

/* The first edge at or after an offset: an edit may have joined clusters. */
static size_t edge_from(const struct line *line, size_t offset)
{
    size_t at = 0;

    while (at < offset)
        at = next_edge(line, at);
    return at;
}

/* Cleaned without losing the blanks at the ends: a blank is what a person types between words. */
static void clean(struct text *out, const char *bytes, size_t length)
{
    struct text fenced = TEXT_EMPTY;
    size_t start = out->length;

    text_add_char(&fenced, '|');
    text_add_bytes(&fenced, bytes, length);
    text_add_char(&fenced, '|');
    utf8_clean(out, fenced.at, fenced.length, false);
    text_release(&fenced);
    text_cut(out, out->length - 1);
    text_splice(out, start, 1, NULL, 0);
}

/* Bytes of text that hold at most count code points, whole clusters only. */
static size_t room_for(const char *text, size_t length, size_t count)
{
    size_t end = 0;

    while (end < length) {
        size_t cluster = utf8_cluster(text + end, length - end), codes = 0;
        for (size_t i = 0; i < cluster; i++)
            codes += ((unsigned char)text[end + i] & 0xC0) != 0x80;
        if (codes > count)
            break;
        count -= codes;
        end += cluster;
    }
    return end;
}

bool line_insert(struct line *line, const char *bytes, size_t length)
{
    struct text more = TEXT_EMPTY;
    size_t count = utf8_count(line->text.at);

    clean(&more, bytes, length);
    size_t fits = room_for(more.at, more.length, count < line->limit ? line->limit - count : 0);
    bool is_whole = fits == more.length;
    text_splice(&line->text, line->cursor, 0, more.at, fits);
    line->cursor = edge_from(line, line->cursor + fits);
    text_release(&more);
    return is_whole;
}

void line_set(struct line *line, const char *text)
{
    text_clear(&line->text);
    line->cursor = line->first = 0;
    line_insert(line, text ? text : "", text ? strlen(text) : 0);
}

void line_value(const struct line *line, struct text *out)
{
    utf8_clean(out, line->text.at, line->text.length, false);
}

bool line_is_empty(const struct line *line)
{
    return line->text.at[strspn(line->text.at, " ")] == '\0';
}

static void delete_between(struct line *line, size_t from, size_t to)
{
    text_splice(&line->text, from, to - from, NULL, 0);
    line->cursor = edge_from(line, from);
}

enum sort { SORT_BLANK, SORT_WORD, SORT_MARK, SORT_OTHER };

static enum sort sort_at(const struct line *line, size_t at)
{
    size_t used;
    uint32_t code = utf8_decode(line->text.at + at, line->text.length - at, &used);

    if (code == ' ' || code == 0x3000)
        return SORT_BLANK;
    if ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
        (code >= 'A' && code <= 'Z') || code == '_')
        return SORT_WORD;
    if (code < 0x80 || (code >= 0x2000 && code <= 0x206F) || (code >= 0x3001 && code <= 0x303F) ||
        (code >= 0xFF01 && code <= 0xFF0F))
        return SORT_MARK;
    return SORT_OTHER;
}

static size_t word_before(const struct line *line)
{
    size_t at = line->cursor, before;

    while (at > 0 && sort_at(line, before = previous_edge(line, at)) == SORT_BLANK)
        at = before;
    if (!at)
        return 0;
    enum sort sort = sort_at(line, previous_edge(line, at));
    while (at > 0 && sort_at(line, before = previous_edge(line, at)) == sort)
        at = before;
    return at;
}

bool line_key(struct line *line, uint32_t key)
{
    size_t end = line->text.length;

    switch (key) {
    case KEYCODE_LEFT:
        line->cursor = previous_edge(line, line->cursor);
        return true;
    case KEYCODE_RIGHT:
        line->cursor = next_edge(line, line->cursor);
        return true;
    case KEYCODE_HOME:
    case KEYCODE_CTRL + 'A':
        line->cursor = 0;
        return true;
    case KEYCODE_END:
    case KEYCODE_CTRL + 'E':
        line->cursor = end;
        return true;
    case KEYCODE_BACKSPACE:
    case KEYCODE_CTRL + 'H':
        delete_between(line, previous_edge(line, line->cursor), line->cursor);
        return true;
    case KEYCODE_DELETE:
    case KEYCODE_CTRL + 'D':
        delete_between(line, line->cursor, next_edge(line, line->cursor));
        return true;
    case KEYCODE_CTRL + 'W':
        delete_between(line, word_before(line), line->cursor);
        return true;
    case KEYCODE_CTRL + 'U':
        delete_between(line, 0, line->cursor);
        return true;
    case KEYCODE_CTRL + 'K':
        delete_between(line, line->cursor, end);
        return true;
    default:
        return false;
    }
}

static int columns_between(const struct line *line, size_t from, size_t to, char hidden)
{
    int columns = 0;

    for (size_t at = from; at < to; at = next_edge(line, at))
        columns += hidden ? 1 : utf8_cluster_columns(line->text.at + at, next_edge(line, at) - at);
    return columns;
}

/* Columns that the mark at the left takes, where something stands before what is drawn. */
static int mark_before(size_t first, int columns)
{
    return first && columns >= MARKED_LEAST ? MARK_COLUMNS : 0;
}

/* True if all from first on fits, and a column for the cursor behind it. */
static bool ends_inside(const struct line *line, size_t first, int columns, char hidden)
{
    int used = columns_between(line, first, line->text.length, hidden);

    return mark_before(first, columns) + used + (line->cursor == line->text.length) <= columns;
}

static int mark_after(const struct line *line, int columns, char hidden)
{
    bool is_cut = columns >= MARKED_LEAST && !ends_inside(line, line->first, columns, hidden);

    return is_cut ? MARK_COLUMNS : 0;
}

/* Moves the first cluster drawn so that the one under the cursor, or a column for it, is inside. */
static void scroll(struct line *line, int columns, char hidden)
{
    line->first = edge_from(line, line->first > line->cursor ? line->cursor : line->first);
    while (line->first < line->cursor && !ends_inside(line, line->first, columns, hidden)) {
        int used = columns_between(line, line->first, next_edge(line, line->cursor), hidden);
        bool is_last = line->cursor == line->text.length;
        int marks = mark_before(line->first, columns) + mark_after(line, columns, hidden);
        if (!is_last && marks + used <= columns)
            break;
        line->first = next_edge(line, line->first);
    }
    /* after a deletion, show again what fits before */
    while (line->first > 0) {
        size_t before = previous_edge(line, line->first);
        if (!ends_inside(line, before, columns, hidden))
            break;
        line->first = before;
    }
}

void line_draw(struct line *line, struct pane pane, int row, int column, int columns,
               bool has_focus, char hidden)
{
    enum style style = has_focus ? STYLE_FOCUS : STYLE_FIELD;
    struct text shown = TEXT_EMPTY;

    if (columns < 2)
        return;
    scroll(line, columns, hidden);
    int before = mark_before(line->first, columns), used = before;
    int end = columns - mark_after(line, columns, hidden);
    text_add(&shown, before ? MARK : "");
    for (size_t at = line->first; at < line->text.length; at = next_edge(line, at)) {
        used += columns_between(line, at, next_edge(line, at), hidden);
        if (used > end)
            break;
        if (hidden)
            text_add_char(&shown, hidden);
        else
            text_add_bytes(&shown, line->text.at + at, next_edge(line, at) - at);
    }
    text_add(&shown, end < columns ? MARK : "");
    pane_fill(pane, row, column, columns, style, shown.at);
    text_release(&shown);
    if (has_focus)
        pane_cursor(pane, row,
                    column + before + columns_between(line, line->first, line->cursor, hidden));
}

/* Where the cluster at an offset goes when text is wrapped at columns. */
struct spot {
    int row, column;
};

static struct spot spot_after(struct spot spot, int wide, int columns)
{
    if (spot.column + wide > columns)
        return (struct spot){spot.row + 1, wide};
    return (struct spot){spot.row, spot.column + wide};
}

static struct spot spot_of_cursor(const struct line *line, int columns)
{
    struct spot spot = {0, 0};

    for (size_t at = 0; at < line->cursor; at = next_edge(line, at))
        spot = spot_after(spot, columns_between(line, at, next_edge(line, at), 0), columns);
    return spot.column >= columns ? (struct spot){spot.row + 1, 0} : spot;
}

void line_draw_rows(struct line *line, struct pane pane, int row, int column, int columns, int rows,
                    bool has_focus)
{
    enum style style = has_focus ? STYLE_FOCUS : STYLE_FIELD;
    struct spot cursor = spot_of_cursor(line, columns), spot = {0, 0};
    int top = cursor.row >= rows ? cursor.row - rows + 1 : 0;
    struct text cluster = TEXT_EMPTY;

    for (int i = 0; i < rows; i++)
        pane_fill(pane, row + i, column, columns, style, "");
    for (size_t at = 0; at < line->text.length; at = next_edge(line, at)) {
        int wide = columns_between(line, at, next_edge(line, at), 0);
        spot = spot_after(spot, wide, columns);
        text_clear(&cluster);
        text_add_bytes(&cluster, line->text.at + at, next_edge(line, at) - at);
        if (spot.row >= top && spot.row < top + rows)
            pane_put(pane, row + spot.row - top, column + spot.column - wide, wide, style,
                     cluster.at);
    }
    text_release(&cluster);
    if (has_focus)
        pane_cursor(pane, row + cursor.row - top, column + cursor.column);
}
