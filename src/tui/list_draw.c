/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/list.h"

#include "shouwen/base/i18n.h"

/* The columns that stand, whole or not, need this many terminal columns. */
static int needed(const struct list_column *columns, size_t count, const int *widths)
{
    int sum = -1;

    for (size_t i = 0; i < count; i++)
        if (widths[i])
            sum += columns[i].least + 1;
    return sum;
}

static void drop_columns(const struct list_column *columns, size_t count, int room, int *widths)
{
    for (size_t i = 0; i < count; i++)
        widths[i] = columns[i].least;
    while (needed(columns, count, widths) > room) {
        size_t last = count;
        for (size_t i = 0; i < count; i++)
            if (widths[i] && columns[i].priority > 1 &&
                (last == count || columns[i].priority >= columns[last].priority))
                last = i;
        if (last == count)
            return;
        widths[last] = 0;
    }
}

void list_layout(const struct list_column *columns, size_t count, int room, int *widths)
{
    drop_columns(columns, count, room, widths);
    int left = room - needed(columns, count, widths);
    for (int rest = 0; rest < 2; rest++)
        for (int priority = 1; priority <= LIST_COLUMNS; priority++)
            for (size_t i = 0; i < count; i++) {
                bool takes_rest = columns[i].ideal >= LIST_REST;
                if (!widths[i] || columns[i].priority != priority || takes_rest != (rest == 1))
                    continue;
                int more = columns[i].ideal - columns[i].least;
                more = more < left ? more : left;
                if (more > 0) {
                    widths[i] += more;
                    left -= more;
                }
            }
}

static void draw_cell(struct pane pane, int row, int at, int width, bool is_right, enum style style,
                      const char *text)
{
    if (is_right)
        pane_fill_right(pane, row, at, width, style, text);
    else
        pane_fill(pane, row, at, width, style, text);
}

static void draw_head(const struct list_source *source, struct pane pane, const int *widths)
{
    int at = 1;

    for (size_t i = 0; i < source->column_count; i++) {
        if (!widths[i])
            continue;
        const char *title = source->columns[i].title;
        draw_cell(pane, 0, at, widths[i], source->columns[i].is_right, STYLE_TITLE,
                  *title ? _(title) : "");
        at += widths[i] + 1;
    }
}

static void draw_row(const struct list *list, struct pane pane, int row, size_t index,
                     const int *widths, struct text *text)
{
    const struct list_source *source = list->source;
    bool is_selected = index == list->cursor && !list->has_no_cursor;
    enum style style = is_selected ? STYLE_SELECTED : list->rows[index].style;
    int at = 1;

    if (is_selected)
        pane_fill(pane, row, 0, -1, style, ">");
    for (size_t i = 0; i < source->column_count; i++) {
        if (!widths[i])
            continue;
        text_clear(text);
        source->cell(list->context, &list->rows[index], i, text);
        draw_cell(pane, row, at, widths[i], source->columns[i].is_right, style, text->at);
        at += widths[i] + 1;
    }
}

void list_draw(struct list *list, struct pane pane)
{
    struct text text = TEXT_EMPTY;
    int widths[LIST_COLUMNS];

    list_layout(list->source->columns, list->source->column_count, pane.columns - 1, widths);
    if (!list->has_no_head) {
        draw_head(list->source, pane, widths);
        pane = pane_part(pane, 1, 0, -1, -1);
    }
    if (!pane.rows)
        return;
    if (!list->count) {
        const char *empty = list->source->empty;
        pane_wrap(pane_part(pane, 0, 1, -1, -1), 0, pane.rows, STYLE_NORMAL,
                  text_is_empty(empty) ? "" : _(empty));
        return;
    }
    size_t rows = (size_t)pane.rows;
    if (list->top > list->cursor)
        list->top = list->cursor;
    if (list->cursor >= list->top + rows)
        list->top = list->cursor - rows + 1;
    if (list->count - list->top < rows)
        list->top = list->count > rows ? list->count - rows : 0;
    for (size_t i = list->top; i < list->count && i < list->top + rows; i++)
        draw_row(list, pane, (int)(i - list->top), i, widths, &text);
    if (!list->has_no_cursor)
        pane_cursor(pane, (int)(list->cursor - list->top), 0);
    text_release(&text);
}
