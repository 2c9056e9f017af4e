/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/painter.h"

#include "shouwen/base/utf8.h"

enum { NOWHERE = -1 };

static void texts_of(struct painter *painter, struct text *all[STYLE_COUNT + 5])
{
    size_t count = 0;

    for (int style = 0; style < STYLE_COUNT; style++)
        all[count++] = &painter->styles[style];
    all[count++] = &painter->out;
    all[count++] = &painter->clear;
    all[count++] = &painter->clear_rest;
    all[count++] = &painter->show_cursor;
    all[count] = &painter->hide_cursor;
}

void painter_init(struct painter *painter)
{
    struct text *all[STYLE_COUNT + 5];

    *painter = (struct painter){.has_cursor = true};
    texts_of(painter, all);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        *all[i] = (struct text)TEXT_EMPTY;
    painter_forget(painter);
}

void painter_release(struct painter *painter)
{
    struct text *all[STYLE_COUNT + 5];

    texts_of(painter, all);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        text_release(all[i]);
}

void painter_forget(struct painter *painter)
{
    painter->row = painter->column = painter->style = NOWHERE;
}

static void send(struct painter *painter, const struct text *bytes)
{
    text_add_bytes(&painter->out, bytes->at, bytes->length);
}

static void use_style(struct painter *painter, int style)
{
    if (painter->style != style)
        send(painter, &painter->styles[style]);
    painter->style = style;
}

static void go_to(struct painter *painter, int row, int column)
{
    if (painter->row == row && painter->column == column)
        return;
    if (!painter->moves_in_style)
        use_style(painter, STYLE_NORMAL);
    painter->place(&painter->out, row, column);
    painter->row = row;
    painter->column = column;
}

static void put_cell(struct painter *painter, const struct cell *cell)
{
    char bytes[4];

    if (!cell->columns)
        return;
    use_style(painter, cell->style);
    for (int i = 0; i < CELL_CODES && cell->code[i]; i++)
        text_add_bytes(&painter->out, bytes, utf8_encode(cell->code[i], bytes));
    painter->column += cell->columns;
}

static bool is_blank(const struct cell *cell)
{
    return cell->code[0] == ' ' && !cell->code[1] && cell->style == STYLE_NORMAL;
}

/* How many blanks a row ends with, 0 if they are sooner sent than wiped. */
static int blanks_at_end(const struct painter *painter, const struct cell *cells, int count)
{
    enum { WORTH_IT = 4 };
    int blanks = 0;

    if (!painter->clear_rest.length)
        return 0;
    while (blanks < count && is_blank(&cells[count - 1 - blanks]))
        blanks++;
    return blanks < WORTH_IT ? 0 : blanks;
}

struct painting {
    struct painter *painter;
    const struct surface *surface;
};

static void paint_segment(void *context, int row, int column, const struct cell *cells, int count)
{
    const struct painting *painting = context;
    struct painter *painter = painting->painter;
    int columns = painting->surface->columns;
    bool is_at_end = column + count == columns;

    if (is_at_end && row == painting->surface->rows - 1 && !painter->stops_at_end)
        count -= 1 + !cells[count - 1].columns;
    int blanks = is_at_end ? blanks_at_end(painter, cells, count) : 0;
    go_to(painter, row, column);
    for (int i = 0; i < count - blanks; i++)
        put_cell(painter, &cells[i]);
    if (blanks) {
        use_style(painter, STYLE_NORMAL);
        send(painter, &painter->clear_rest);
    }
    /* past the last column terminals differ */
    if (painter->column >= columns)
        painter->row = NOWHERE;
}

static void put_cursor(struct painter *painter, const struct surface *surface)
{
    if (surface->has_cursor != painter->has_cursor)
        send(painter, surface->has_cursor ? &painter->show_cursor : &painter->hide_cursor);
    painter->has_cursor = surface->has_cursor;
    /* an input method's window follows the cursor: it is placed last, whatever was drawn */
    if (surface->has_cursor)
        go_to(painter, surface->cursor_row, surface->cursor_column);
    else
        go_to(painter, 0, 0);
}

void painter_paint(struct painter *painter, struct surface *surface)
{
    struct painting painting = {painter, surface};

    text_clear(&painter->out);
    if (!surface->shown_is_known) {
        use_style(painter, STYLE_NORMAL);
        send(painter, &painter->clear);
        painter->row = NOWHERE;
    }
    surface_flush(surface, paint_segment, &painting);
    put_cursor(painter, surface);
    use_style(painter, STYLE_NORMAL);
}
