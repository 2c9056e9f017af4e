/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/pane.h"

#include "shouwen/base/utf8.h"

#include <string.h>

static const struct cell blank = {.code = {' '}, .columns = 1, .style = STYLE_NORMAL};

/* Characters that Chinese fonts draw two columns wide while the C library says one, and what stands
 * for them where the terminal does so. */
static const struct {
    uint32_t from, to, instead;
} ambiguous[] = {
    {0x00A7, 0x00A8, '#'},  {0x00B0, 0x00B4, '\''}, {0x00B6, 0x00B6, '#'}, {0x00B7, 0x00B7, '.'},
    {0x00D7, 0x00D7, 'x'},  {0x00F7, 0x00F7, '/'},  {0x0391, 0x0451, '?'}, {0x2010, 0x2016, '-'},
    {0x2018, 0x2019, '\''}, {0x201C, 0x201D, '"'},  {0x2020, 0x2022, '*'}, {0x2025, 0x2027, '.'},
    {0x2030, 0x203B, '*'},  {0x2103, 0x2116, '?'},  {0x2160, 0x217B, '?'}, {0x2190, 0x2199, '>'},
    {0x2200, 0x22FF, '?'},  {0x2460, 0x24FF, '#'},  {0x2500, 0x2501, '-'}, {0x2502, 0x2503, '|'},
    {0x2504, 0x254B, '+'},  {0x2550, 0x2573, '+'},  {0x2580, 0x2595, '#'}, {0x25A0, 0x25FF, '*'},
    {0x2605, 0x2606, '*'},  {0x2640, 0x2642, '?'},  {0xFFFD, 0xFFFD, '?'},
};

struct pane pane_of(struct surface *surface)
{
    return (struct pane){surface, 0, 0, surface->rows, surface->columns};
}

static int bounded(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

struct pane pane_part(struct pane pane, int row, int column, int rows, int columns)
{
    row = bounded(row, 0, pane.rows);
    column = bounded(column, 0, pane.columns);
    if (rows < 0 || rows > pane.rows - row)
        rows = pane.rows - row;
    if (columns < 0 || columns > pane.columns - column)
        columns = pane.columns - column;
    return (struct pane){pane.surface, pane.top + row, pane.left + column, rows, columns};
}

static struct cell *cells_at(struct pane pane, int row)
{
    return pane.surface->cells + (size_t)(pane.top + row) * (size_t)pane.surface->columns;
}

/* Where a row's segment may be drawn: false if nothing of it is inside. *columns < 0 means the
 * rest. */
static bool clip(struct pane pane, int row, int column, int *columns)
{
    if (row < 0 || row >= pane.rows || column < 0 || column >= pane.columns)
        return false;
    if (*columns < 0 || *columns > pane.columns - column)
        *columns = pane.columns - column;
    return *columns > 0;
}

/* Sets the cell at a column of the surface, and blanks the other halves of what it covers. */
static struct cell *place(struct surface *surface, struct cell *row, int at, uint32_t code,
                          int columns, enum style style)
{
    int end = at + columns;

    if (at > 0 && !row[at].columns)
        row[at - 1] = blank;
    if (end < surface->columns && !row[end].columns)
        row[end] = blank;
    row[at] = (struct cell){.code = {code}, .columns = (uint8_t)columns, .style = (uint8_t)style};
    if (columns == 2)
        row[at + 1] = (struct cell){.style = (uint8_t)style};
    return &row[at];
}

static uint32_t plain_of(const struct surface *surface, uint32_t code)
{
    if (!surface->is_ascii || code < 0xA7)
        return code;
    for (size_t i = 0; i < sizeof(ambiguous) / sizeof(ambiguous[0]); i++)
        if (code >= ambiguous[i].from && code <= ambiguous[i].to)
            return ambiguous[i].instead;
    return code;
}

/* Controls and the marks that turn text around must never reach a terminal. */
static bool is_silent(uint32_t code)
{
    return code < ' ' || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
           code == 0xFEFF;
}

/* Columns that a cluster takes in cells: the sum of its code points', since curses counts so. */
static int cluster_columns(const char *text, size_t length)
{
    int columns = 0;

    for (size_t at = 0, used; at < length; at += used) {
        uint32_t code = utf8_decode(text + at, length - at, &used);
        if (code == '\t' || code == '\n')
            columns++;
        else if (!is_silent(code))
            columns += utf8_code_columns(code);
    }
    return columns;
}

static void put_cluster(struct pane pane, struct cell *row, int at, enum style style,
                        const char *text, size_t length)
{
    struct cell *cell = NULL;
    int marks = 0;

    for (size_t i = 0, used; i < length; i += used) {
        uint32_t code = utf8_decode(text + i, length - i, &used);
        if (code == '\t' || code == '\n')
            code = ' ';
        if (is_silent(code))
            continue;
        int columns = utf8_code_columns(code);
        if (columns > 0) {
            /* the C library gives no width to what it does not know: never blank, but U+FFFD */
            cell = place(pane.surface, row, at, plain_of(pane.surface, utf8_code_shown(code)),
                         columns, style);
            at += columns;
            marks = 1;
        } else if (cell && marks < CELL_CODES) {
            cell->code[marks++] = code;
        }
    }
}

/* Puts as much of text as fits; returns the columns, and in *rest what did not fit. */
static int put(struct pane pane, int row, int column, int columns, enum style style,
               const char *text, const char **rest)
{
    struct cell *cells = cells_at(pane, row);
    size_t length = strlen(text);
    int used = 0;

    while (length) {
        size_t size = utf8_cluster(text, length);
        int wide = cluster_columns(text, size);
        if (wide > columns - used)
            break;
        put_cluster(pane, cells, pane.left + column + used, style, text, size);
        used += wide;
        text += size;
        length -= size;
    }
    *rest = text;
    return used;
}

int pane_put(struct pane pane, int row, int column, int columns, enum style style, const char *text)
{
    const char *rest;

    if (!clip(pane, row, column, &columns))
        return 0;
    return put(pane, row, column, columns, style, text, &rest);
}

int pane_putf(struct pane pane, int row, int column, enum style style, const char *format, ...)
{
    struct text text = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&text, format, values);
    va_end(values);
    int used = pane_put(pane, row, column, -1, style, text.at);
    text_release(&text);
    return used;
}

static void put_blanks(struct pane pane, int row, int column, int columns, enum style style)
{
    struct cell *cells = cells_at(pane, row);

    for (int i = 0; i < columns; i++)
        place(pane.surface, cells, pane.left + column + i, ' ', 1, style);
}

/* As put(), with ".." for what was cut where there is room to say so. */
static int put_cut(struct pane pane, int row, int column, int columns, enum style style,
                   const char *text)
{
    const char *rest;
    int used = put(pane, row, column, columns, style, text, &rest);

    if (!*rest || columns < 4)
        return used;
    used = put(pane, row, column, columns - 2, style, text, &rest);
    return used + put(pane, row, column + used, 2, style, "..", &rest);
}

void pane_fill(struct pane pane, int row, int column, int columns, enum style style,
               const char *text)
{
    if (!clip(pane, row, column, &columns))
        return;
    int used = put_cut(pane, row, column, columns, style, text);
    put_blanks(pane, row, column + used, columns - used, style);
}

void pane_fill_right(struct pane pane, int row, int column, int columns, enum style style,
                     const char *text)
{
    if (!clip(pane, row, column, &columns))
        return;
    int used = utf8_columns(text);
    int gap = used < columns ? columns - used : 0;
    put_blanks(pane, row, column, gap, style);
    used = gap + put_cut(pane, row, column + gap, columns - gap, style, text);
    put_blanks(pane, row, column + used, columns - used, style);
}

struct wrapping {
    struct pane pane;
    int row, left;
    enum style style;
};

static void put_line(void *context, const char *text, size_t length)
{
    struct wrapping *at = context;
    struct text line = TEXT_EMPTY;

    if (!at->left)
        return;
    at->left--;
    text_add_bytes(&line, text, length);
    pane_put(at->pane, at->row++, 0, -1, at->style, line.at);
    text_release(&line);
}

int pane_wrap(struct pane pane, int row, int rows, enum style style, const char *text)
{
    struct wrapping at = {pane, row, rows, style};

    if (pane.columns < 2)
        return 0;
    utf8_wrap(text, pane.columns, put_line, &at);
    return at.row - row;
}

void pane_rule(struct pane pane, int row, const char *text)
{
    int columns = -1;

    if (!clip(pane, row, 0, &columns))
        return;
    struct cell *cells = cells_at(pane, row);
    for (int i = 0; i < columns; i++)
        place(pane.surface, cells, pane.left + i, '-', 1, STYLE_DIM);
    if (!text_is_empty(text) && columns > 4) {
        int used = pane_put(pane, row, 3, columns - 4, STYLE_TITLE, text);
        pane_put(pane, row, 2, 1, STYLE_NORMAL, " ");
        pane_put(pane, row, 3 + used, 1, STYLE_NORMAL, " ");
    }
}

void pane_down(struct pane pane, int row, int column, int rows, enum style style, char one)
{
    const char text[] = {one, '\0'};

    for (int end = rows < 0 ? pane.rows : row + rows; row < end; row++)
        pane_put(pane, row, column, 1, style, text);
}

void pane_blank(struct pane pane, enum style style)
{
    for (int row = 0; row < pane.rows; row++)
        put_blanks(pane, row, 0, pane.columns, style);
}

void pane_restyle(struct pane pane, int row, int column, int columns, enum style style)
{
    if (!clip(pane, row, column, &columns))
        return;
    struct cell *cells = cells_at(pane, row) + pane.left + column;
    for (int i = 0; i < columns; i++)
        cells[i].style = (uint8_t)style;
}

void pane_cursor(struct pane pane, int row, int column)
{
    if (!pane.rows || !pane.columns)
        return;
    pane.surface->cursor_row = pane.top + bounded(row, 0, pane.rows - 1);
    pane.surface->cursor_column = pane.left + bounded(column, 0, pane.columns - 1);
    pane.surface->has_cursor = true;
}
