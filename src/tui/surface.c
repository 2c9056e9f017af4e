/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/surface.h"

#include "shouwen/base/memory.h"
#include "shouwen/base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct cell blank = {.code = {' '}, .columns = 1, .style = STYLE_NORMAL};

static size_t cell_count(const struct surface *surface)
{
    return (size_t)surface->rows * (size_t)surface->columns;
}

static struct cell *row_of(struct cell *cells, const struct surface *surface, int row)
{
    return cells + (size_t)row * (size_t)surface->columns;
}

void surface_init(struct surface *surface, int rows, int columns)
{
    *surface = (struct surface){0};
    surface_resize(surface, rows, columns);
}

void surface_resize(struct surface *surface, int rows, int columns)
{
    surface->rows = rows < 1 ? 1 : rows;
    surface->columns = columns < 1 ? 1 : columns;
    surface->cells = memory_grow(surface->cells, cell_count(surface), sizeof(struct cell));
    surface->shown = memory_grow(surface->shown, cell_count(surface), sizeof(struct cell));
    surface_erase(surface);
    surface_forget(surface);
}

void surface_release(struct surface *surface)
{
    free(surface->cells);
    free(surface->shown);
    *surface = (struct surface){0};
}

void surface_erase(struct surface *surface)
{
    size_t count = cell_count(surface);

    for (size_t i = 0; i < count; i++)
        surface->cells[i] = blank;
    surface->has_cursor = false;
}

void surface_forget(struct surface *surface)
{
    size_t count = cell_count(surface);

    /* blanks, so that a consumer that begins with an empty screen gets no rows of nothing */
    for (size_t i = 0; i < count; i++)
        surface->shown[i] = blank;
    surface->shown_is_known = false;
}

/* Widens [*from, *to) until both frames have whole characters in it. */
static void widen(const struct surface *surface, const struct cell *now, const struct cell *before,
                  int *from, int *to)
{
    while (*from > 0 && (!now[*from].columns || !before[*from].columns))
        --*from;
    while (*to < surface->columns && (!now[*to].columns || !before[*to].columns))
        ++*to;
}

static bool same(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

void surface_flush(struct surface *surface,
                   void (*segment)(void *context, int row, int column, const struct cell *cells,
                                   int count),
                   void *context)
{
    /* fewer equal cells than this between two changes are cheaper sent than skipped */
    enum { GAP = 8 };

    for (int row = 0; row < surface->rows; row++) {
        const struct cell *now = row_of(surface->cells, surface, row);
        const struct cell *before = row_of(surface->shown, surface, row);
        int done = 0;
        if (memcmp(now, before, (size_t)surface->columns * sizeof(*now)) == 0)
            continue;
        for (int at = 0; at < surface->columns; at++) {
            if (at < done || same(now + at, before + at))
                continue;
            int from = at, to = at + 1;
            for (int next = to; next < surface->columns && next < to + GAP; next++)
                if (!same(now + next, before + next))
                    to = next + 1;
            widen(surface, now, before, &from, &to);
            segment(context, row, from, now + from, to - from);
            done = to;
        }
    }
    memcpy(surface->shown, surface->cells, cell_count(surface) * sizeof(struct cell));
    surface->shown_is_known = true;
}

void surface_row_text(const struct surface *surface, int row, struct text *out)
{
    const struct cell *cells = row_of(surface->cells, surface, row);
    size_t end = out->length;
    char bytes[4];

    for (int column = 0; column < surface->columns; column++) {
        if (!cells[column].columns)
            continue;
        for (int i = 0; i < CELL_CODES && cells[column].code[i]; i++)
            text_add_bytes(out, bytes, utf8_encode(cells[column].code[i], bytes));
        if (cells[column].code[0] != ' ' || cells[column].code[1])
            end = out->length;
    }
    text_cut(out, end);
}

void surface_dump(const struct surface *surface, struct text *out)
{
    for (int row = 0; row < surface->rows; row++) {
        surface_row_text(surface, row, out);
        text_add_char(out, '\n');
    }
}
