/* SPDX-License-Identifier: MIT */
/* How the first look at a list is drawn: the guesses, and the rows in aligned columns. */
#include "config.h"

#include "import_look.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <stdio.h>

enum { LINE_COLUMNS = 5, COLUMN_LEAST = 4, COLUMN_MOST = 18 };

const char *import_separator_label(uint32_t separator)
{
    switch (separator) {
    case ',':
        return _("comma");
    case ';':
        return _("semicolon");
    case '\t':
        return _("tab");
    default:
        return _("full-width comma");
    }
}

static int put_guess(struct pane body, int row, int at, enum look_key key, const char *name,
                     const char *value)
{
    at += pane_putf(body, row, at, STYLE_KEY, "%d", (int)key);
    at += pane_putf(body, row, at, STYLE_NORMAL, " %s ", name);
    at += pane_put(body, row, at, -1, STYLE_TITLE, value);
    return at + 3;
}

static const char *encoding_label(const struct preview *preview)
{
    return preview->encoding ? encoding_name(preview->encoding) : _("not known, choose it");
}

static void draw_guesses(const struct look_state *state, struct pane body)
{
    const struct import_work *work = &state->work;
    int at = put_guess(body, 0, 1, LOOK_KIND, _("list"), import_kind_label(work->kind));

    if (work->kind == RECORD_STAFF)
        at = put_guess(body, 0, at, LOOK_COMPLETE, _("who is not in it"),
                       work->how.is_complete ? _("has left") : _("stays"));
    put_guess(body, 0, at, LOOK_EMPTY, _("empty cells"),
              work->how.clears ? _("empty it") : _("leave what is there"));
    at = 1;
    if (!work->paste) {
        at = put_guess(body, 1, at, LOOK_ENCODING, _("encoding"), encoding_label(&work->preview));
        if (work->preview.is_guess && work->preview.encoding)
            at +=
                pane_putf(body, 1, at - 2, STYLE_WARNING, "%s  ", _("(look whether it is right)"));
    }
    at = put_guess(body, 1, at, LOOK_SEPARATOR, _("cells end with"),
                   import_separator_label(work->preview.separator));
    struct text heading = TEXT_EMPTY;
    if (work->heading == PREVIEW_NO_HEADING)
        text_add(&heading, _("none"));
    else
        text_addf(&heading, _("line %lld"), (long long)work->preview.rows[work->heading].line);
    put_guess(body, 1, at, LOOK_HEADINGS, _("headings"), heading.at);
    text_release(&heading);
}

/* Of the headings and what is below them. */
static int whole_width(const struct import_work *work, size_t column)
{
    const struct preview *preview = &work->preview;
    size_t first = work->heading > 0 ? (size_t)work->heading : 0;
    int width = COLUMN_LEAST;

    for (size_t i = first; i < preview->count; i++) {
        const struct preview_row *row = &preview->rows[i];
        int columns = column < row->count ? utf8_columns(row->cells[column]) : 0;
        width = columns > width ? columns : width;
    }
    return width;
}

static void draw_line_number(struct pane pane, int at, const struct preview_row *row)
{
    char line[32];

    snprintf(line, sizeof(line), "%lld", (long long)row->line);
    pane_fill_right(pane, at, 0, LINE_COLUMNS, STYLE_DIM, line);
}

/* What stands above the headings has no columns. */
static void draw_title(struct pane pane, int at, const struct preview_row *row)
{
    struct text text = TEXT_EMPTY;

    draw_line_number(pane, at, row);
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i])
            text_addf(&text, "%s%s", text.length ? "  " : "", row->cells[i]);
    pane_fill(pane, at, LINE_COLUMNS + 1, -1, STYLE_DIM, text.at);
    text_release(&text);
}

static void draw_row(const struct look_state *state, struct pane pane, int at,
                     const struct preview_row *row, const int *widths, size_t count)
{
    bool is_head = row - state->work.preview.rows == state->work.heading;
    enum style style = is_head ? STYLE_TITLE : STYLE_NORMAL;
    int column = LINE_COLUMNS + 1;

    draw_line_number(pane, at, row);
    for (size_t i = 0; i < count; i++) {
        size_t place = state->left + i;
        struct text shown = TEXT_EMPTY;
        import_say_cell(&shown, state->work.kind, place < row->count ? row->cells[place] : "");
        pane_fill(pane, at, column, widths[i], style, shown.at);
        column += widths[i] + 1;
        text_release(&shown);
    }
}

/* How many columns fit from the left one on; their widths. */
static size_t lay_out(struct look_state *state, int room, int *widths, size_t most)
{
    const struct preview *preview = &state->work.preview;
    size_t count = 0;

    room -= LINE_COLUMNS + 1;
    while (count < most && state->left + count < preview->column_count) {
        int width = whole_width(&state->work, state->left + count);
        width = width > COLUMN_MOST ? COLUMN_MOST : width;
        if (width > room && count)
            break;
        widths[count++] = width > room ? room : width;
        room -= width + 1;
    }
    state->fits = state->left + count >= preview->column_count;
    /* room that is left goes to columns that were cut */
    for (size_t i = 0; i < count && room > 0; i++) {
        int more = whole_width(&state->work, state->left + i) - widths[i];
        more = more > room ? room : more;
        widths[i] += more;
        room -= more;
    }
    return count;
}

static void draw_rows(struct look_state *state, struct pane pane)
{
    enum { COLUMNS = 100 };
    const struct preview *preview = &state->work.preview;
    int widths[COLUMNS];
    size_t count = lay_out(state, pane.columns, widths, COLUMNS);
    size_t first = (size_t)(state->work.heading + 1);
    int at = 0;

    /* the headings stay above, and with the first rows what stands over them */
    for (size_t i = 0; !state->top && i + 1 < first && at < pane.rows - 2; i++)
        draw_title(pane, at++, &preview->rows[i]);
    if (first)
        draw_row(state, pane, at++, &preview->rows[first - 1], widths, count);
    for (size_t i = first + state->top; i < preview->count && at < pane.rows; i++)
        draw_row(state, pane, at++, &preview->rows[i], widths, count);
}

const char *import_look_fault(const struct preview *preview)
{
    if (*preview->fault && !preview->encoding)
        return _("it is in no encoding that is known; 2 chooses one, or save it anew as CSV UTF-8");
    return preview->fault;
}

static void draw_foot(const struct look_state *state, struct pane body)
{
    const struct preview *preview = &state->work.preview;
    struct text text = TEXT_EMPTY;

    if (*preview->fault)
        pane_wrap(pane_part(body, body.rows - 2, 1, 2, body.columns - 2), 0, 2, STYLE_WARNING,
                  import_look_fault(preview));
    else if (preview->is_more)
        text_addf(&text, _("the first %d rows; there are more"), PREVIEW_ROWS);
    else
        text_addf(&text, _("%zu rows in all"), preview->count - (size_t)(state->work.heading + 1));
    if (state->work.heading > 0 && !*preview->fault)
        text_addf(&text, _("; %d above the headings are left out"), state->work.heading);
    if (state->left || !state->fits)
        text_addf(&text, _("; %zu columns, Left and Right show the others"), preview->column_count);
    if (!*preview->fault)
        pane_fill(body, body.rows - 1, 1, -1, STYLE_DIM, text.at);
    text_release(&text);
}

void import_look_draw(struct screen *screen, struct pane body)
{
    struct look_state *state = screen->state;
    int below = *state->work.preview.fault ? 2 : 1;

    draw_guesses(state, body);
    pane_rule(body, LOOK_GUESSES, "");
    draw_rows(state, pane_part(body, LOOK_ABOVE, 0, body.rows - LOOK_ABOVE - below, -1));
    draw_foot(state, body);
    pane_cursor(body, LOOK_ABOVE, 0);
}
