/* SPDX-License-Identifier: MIT */
/* The second step of an import: the first rows as they would be read, with what was guessed and a
 * digit to change each guess. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/menu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUESSES = 2, ABOVE = GUESSES + 1, LINE_COLUMNS = 5, COLUMN_LEAST = 4, COLUMN_MOST = 18 };
enum key { KEY_KIND = 1, KEY_ENCODING, KEY_SEPARATOR, KEY_HEADINGS, KEY_COMPLETE };

struct look_state {
    struct import_work work;
    size_t top, left; /* first row and column drawn */
    bool fits;        /* no column is hidden at the right */
    bool is_read;     /* the preview stands */
    bool kind_is_said, headings_are_said;
};

/* --- reading it --- */
static void guess(struct look_state *state)
{
    struct import_work *work = &state->work;
    const char *station = desk_path(work->desk);

    if (!state->kind_is_said)
        work->kind = preview_kind(&work->preview, station);
    if (!state->headings_are_said)
        work->has_headings = !work->paste || work->kind == RECORD_NO_KIND ||
                             preview_has_headings(&work->preview, work->kind, station);
}

static enum status look(struct look_state *state, struct error *error)
{
    struct import_work *work = &state->work;
    enum status status;

    arena_reset(&work->arena);
    work->mapping = (struct mapping){0};
    work->how.fields = NULL;
    TRY(preview_make(&work->preview, &work->arena, work->path, &work->how, error));
    state->is_read = true;
    state->top = 0;
    guess(state);
done:
    return status;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct import_order *order = argument;
    struct look_state *state = screen->state;
    struct import_work *work = &state->work;

    work->desk = screen_context(screen);
    work->kind = order->kind;
    state->kind_is_said = order->kind != RECORD_NO_KIND;
    work->path = order->path ? memory_copy_text(order->path) : NULL;
    work->paste = order->paste ? memory_copy_text(order->paste) : NULL;
    work->how.paste = work->paste;
    if (work->paste) {
        work->how.encoding = ENCODING_UTF8;
        work->how.separator = '\t';
    }
    enum status status = import_may(work->desk, error);
    if (status == STATUS_OK)
        status = look(state, error);
    if (status != STATUS_OK)
        return status;
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct look_state *state = screen->state;

    import_report_release(&state->work.trial);
    arena_release(&state->work.arena);
    free(state->work.path);
    free(state->work.paste);
}

static enum status load(struct screen *screen, struct error *error)
{
    const struct look_state *state = screen->state;

    return import_may(state->work.desk, error);
}

/* --- drawing --- */
static const char *separator_label(uint32_t separator)
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

static int put_guess(struct pane body, int row, int at, enum key key, const char *name,
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
    int at = put_guess(body, 0, 1, KEY_KIND, _("list"), import_kind_label(work->kind));

    if (work->kind == RECORD_STAFF)
        put_guess(body, 0, at, KEY_COMPLETE, _("who is not in it"),
                  work->how.is_complete ? _("has left") : _("stays"));
    at = 1;
    if (!work->paste) {
        at = put_guess(body, 1, at, KEY_ENCODING, _("encoding"), encoding_label(&work->preview));
        if (work->preview.is_guess && work->preview.encoding)
            at +=
                pane_putf(body, 1, at - 2, STYLE_WARNING, "%s  ", _("(look whether it is right)"));
    }
    at = put_guess(body, 1, at, KEY_SEPARATOR, _("cells end with"),
                   separator_label(work->preview.separator));
    put_guess(body, 1, at, KEY_HEADINGS, _("first row"),
              work->has_headings ? _("headings") : _("is a row"));
}

static int whole_width(const struct preview *preview, size_t column)
{
    int width = COLUMN_LEAST;

    for (size_t i = 0; i < preview->count; i++) {
        const struct preview_row *row = &preview->rows[i];
        int columns = column < row->count ? utf8_columns(row->cells[column]) : 0;
        width = columns > width ? columns : width;
    }
    return width;
}

static void draw_row(const struct look_state *state, struct pane pane, int at,
                     const struct preview_row *row, const int *widths, size_t count)
{
    bool is_head = state->work.has_headings && row == state->work.preview.rows;
    enum style style = is_head ? STYLE_TITLE : STYLE_NORMAL;
    char line[32];
    int column = LINE_COLUMNS + 1;

    snprintf(line, sizeof(line), "%lld", (long long)row->line);
    pane_fill_right(pane, at, 0, LINE_COLUMNS, STYLE_DIM, line);
    for (size_t i = 0; i < count; i++) {
        size_t place = state->left + i;
        pane_fill(pane, at, column, widths[i], style, place < row->count ? row->cells[place] : "");
        column += widths[i] + 1;
    }
}

/* How many columns fit from the left one on; their widths. */
static size_t lay_out(struct look_state *state, int room, int *widths, size_t most)
{
    const struct preview *preview = &state->work.preview;
    size_t count = 0;

    room -= LINE_COLUMNS + 1;
    while (count < most && state->left + count < preview->column_count) {
        int width = whole_width(preview, state->left + count);
        width = width > COLUMN_MOST ? COLUMN_MOST : width;
        if (width > room && count)
            break;
        widths[count++] = width > room ? room : width;
        room -= width + 1;
    }
    state->fits = state->left + count >= preview->column_count;
    /* room that is left goes to columns that were cut */
    for (size_t i = 0; i < count && room > 0; i++) {
        int more = whole_width(preview, state->left + i) - widths[i];
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
    size_t first = state->work.has_headings ? 1 : 0;
    int at = 0;

    if (first && preview->count)
        draw_row(state, pane, at++, &preview->rows[0], widths, count);
    for (size_t i = first + state->top; i < preview->count && at < pane.rows; i++)
        draw_row(state, pane, at++, &preview->rows[i], widths, count);
}

static void draw_foot(const struct look_state *state, struct pane body)
{
    const struct preview *preview = &state->work.preview;
    struct text text = TEXT_EMPTY;

    if (*preview->fault)
        pane_wrap(pane_part(body, body.rows - 2, 1, 2, body.columns - 2), 0, 2, STYLE_WARNING,
                  preview->fault);
    else if (preview->is_more)
        text_addf(&text, _("the first %d rows; there are more"), PREVIEW_ROWS);
    else
        text_addf(&text, _("%zu rows in all"),
                  preview->count - (preview->count && state->work.has_headings));
    if (state->left || !state->fits)
        text_addf(&text, _("; %zu columns, Left and Right show the others"), preview->column_count);
    if (!*preview->fault)
        pane_fill(body, body.rows - 1, 1, -1, STYLE_DIM, text.at);
    text_release(&text);
}

static void draw(struct screen *screen, struct pane body)
{
    struct look_state *state = screen->state;
    int below = *state->work.preview.fault ? 2 : 1;

    draw_guesses(state, body);
    pane_rule(body, GUESSES, "");
    draw_rows(state, pane_part(body, ABOVE, 0, body.rows - ABOVE - below, -1));
    draw_foot(state, body);
    pane_cursor(body, ABOVE, 0);
}

/* --- changing a guess --- */
static enum next look_again(struct screen *screen)
{
    struct look_state *state = screen->state;
    struct error error;

    if (look(state, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

static const enum record_kind kinds[] = {
    RECORD_STAFF, RECORD_RESIDENTS, RECORD_SERVICES, RECORD_RESOURCES, RECORD_DEMANDS,
    RECORD_DUTY,  RECORD_GRIDS,     RECORD_NODES,    RECORD_CALENDAR,  RECORD_CASES,
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static enum next kind_said(struct screen *screen, const struct answer *answer)
{
    struct look_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->work.kind = kinds[answer->number];
    state->kind_is_said = true;
    if (state->work.kind != RECORD_STAFF)
        state->work.how.is_complete = false;
    guess(state);
    return NEXT_STAY;
}

static enum next ask_kind(struct screen *screen)
{
    struct choice choices[KINDS];

    for (size_t i = 0; i < KINDS; i++)
        choices[i] = (struct choice){record_rows[kinds[i]].name, import_kind_label(kinds[i]), NULL};
    return prompt_choose(screen, _("which list is it"), choices, KINDS, kind_said);
}

static enum next encoding_said(struct screen *screen, const struct answer *answer)
{
    struct look_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->work.how.encoding = (enum encoding)(ENCODING_NONE + 1 + answer->number);
    return look_again(screen);
}

static enum next ask_encoding(struct screen *screen)
{
    static const char *const notes[ENCODING_COUNT] = {
        [ENCODING_UTF8] = N_("CSV UTF-8"),
        [ENCODING_GB18030] = N_("Excel and WPS, Chinese"),
        [ENCODING_UTF16LE] = N_("Unicode text"),
        [ENCODING_BIG5] = N_("traditional Chinese"),
    };
    struct choice choices[ENCODING_COUNT];
    size_t count = 0;

    for (int i = ENCODING_NONE + 1; i < ENCODING_COUNT; i++) {
        const char *name = encoding_name((enum encoding)i);
        choices[count++] = (struct choice){name, name, notes[i] ? _(notes[i]) : NULL};
    }
    return menu_ask(screen, _("in which encoding is it"), choices, count, encoding_said);
}

static const uint32_t separators[] = {',', ';', '\t', 0xFF0C};
enum { SEPARATORS = sizeof(separators) / sizeof(separators[0]) };

static enum next separator_said(struct screen *screen, const struct answer *answer)
{
    struct look_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->work.how.separator = separators[answer->number];
    return look_again(screen);
}

static enum next ask_separator(struct screen *screen)
{
    struct choice choices[SEPARATORS];

    for (size_t i = 0; i < SEPARATORS; i++)
        choices[i] = (struct choice){"", separator_label(separators[i]), NULL};
    return menu_ask(screen, _("what stands between the cells"), choices, SEPARATORS,
                    separator_said);
}

/* --- keys --- */
static enum next go_on(struct screen *screen)
{
    struct look_state *state = screen->state;
    struct import_work *work = &state->work;
    struct error error;

    if (*work->preview.fault)
        app_say(screen->app, "%s", work->preview.fault);
    else if (work->preview.count <= (work->has_headings ? 1u : 0u))
        app_say(screen->app, _("there are no rows in it"));
    else if (work->kind == RECORD_NO_KIND)
        return ask_kind(screen);
    else if (mapping_make(&work->mapping, &work->arena, &work->preview, work->kind,
                          work->has_headings, desk_path(work->desk), &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        return screen_ask(screen, &import_mapping_screen, work, import_passed);
    return NEXT_STAY;
}

static enum next handle_digit(struct screen *screen, int digit)
{
    struct look_state *state = screen->state;
    struct import_work *work = &state->work;

    switch (digit) {
    case KEY_KIND:
        return ask_kind(screen);
    case KEY_ENCODING:
        return work->paste ? NEXT_STAY : ask_encoding(screen);
    case KEY_SEPARATOR:
        return ask_separator(screen);
    case KEY_HEADINGS:
        work->has_headings = !work->has_headings;
        state->headings_are_said = true;
        return NEXT_STAY;
    case KEY_COMPLETE:
        work->how.is_complete = work->kind == RECORD_STAFF && !work->how.is_complete;
        return NEXT_STAY;
    default:
        return NEXT_STAY;
    }
}

static void scroll(struct look_state *state, int by)
{
    long to = (long)state->top + by, last = (long)state->work.preview.count - 2;

    to = to > last ? last : to;
    state->top = to > 0 ? (size_t)to : 0;
}

static enum next handle_command(struct screen *screen, const struct event *event)
{
    struct look_state *state = screen->state;
    int page = screen->rows - ABOVE - 2;

    if (command_digit(event->command) >= 0)
        return handle_digit(screen, command_digit(event->command));
    switch ((int)event->command) {
    case COMMAND_UP:
        scroll(state, -1);
        return NEXT_STAY;
    case COMMAND_DOWN:
        scroll(state, 1);
        return NEXT_STAY;
    case COMMAND_PAGE_UP:
        scroll(state, -page);
        return NEXT_STAY;
    case COMMAND_PAGE_DOWN:
        scroll(state, page);
        return NEXT_STAY;
    case COMMAND_SELECT:
        return go_on(screen);
    case COMMAND_BACK:
        if (event->key != KEYCODE_LEFT || !state->left)
            return NEXT_IGNORED;
        state->left--;
        return NEXT_STAY;
    default:
        return NEXT_IGNORED;
    }
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct look_state *state = screen->state;

    if (event->kind == EVENT_COMMAND)
        return handle_command(screen, event);
    if (event->kind != EVENT_KEY || event->key != KEYCODE_RIGHT)
        return NEXT_IGNORED;
    state->left += !state->fits;
    return NEXT_STAY;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct look_state *state = screen->state;

    if (command == COMMAND_SELECT)
        return _("go on: the columns");
    switch (command_digit(command)) {
    case -1:
        return usual;
    case KEY_KIND:
        return _("list");
    case KEY_ENCODING:
        return state->work.paste ? NULL : _("encoding");
    case KEY_SEPARATOR:
        return _("cells end with");
    case KEY_HEADINGS:
        return _("first row");
    case KEY_COMPLETE:
        return state->work.kind == RECORD_STAFF ? _("who is not in it") : NULL;
    default:
        return NULL;
    }
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct look_state *state = screen->state;

    import_say_step(&state->work, IMPORT_STEP_LOOK, out);
}

const struct screen_kind import_look_screen = {
    .name = "import-look",
    .title = N_("import lists"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_DIGITS,
    .size = sizeof(struct look_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
