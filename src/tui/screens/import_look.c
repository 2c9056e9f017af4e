/* SPDX-License-Identifier: MIT */
/* The second step of an import: the first rows as they would be read, with what was guessed and a
 * digit to change each guess. */
#include "config.h"

#include "import_look.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/menu.h"

#include <stdlib.h>
#include <string.h>

/* Those that are kept elsewhere, the most frequent first. */
static const enum record_kind kinds[] = {
    RECORD_STAFF, RECORD_RESIDENTS, RECORD_SERVICES, RECORD_RESOURCES, RECORD_DEMANDS,
    RECORD_DUTY,  RECORD_GRIDS,     RECORD_NODES,    RECORD_CALENDAR,  RECORD_CASES,
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* --- reading it --- */

/* What a file is called counts where its headings fit several lists. */
static enum record_kind kind_by_name(const char *path)
{
    enum { TWO = 6 }; /* bytes of two characters */
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

    for (size_t i = 0; i < KINDS; i++) {
        const struct record_row *row = &record_rows[kinds[i]];
        if (strstr(name, row->name) || memmem(name, strlen(name), row->chinese, TWO))
            return kinds[i];
    }
    return RECORD_NO_KIND;
}

/* A row with one cell above the others is their title, which may name the list. */
static enum record_kind kind_by_title(const struct preview *preview)
{
    enum { TITLES = 3 };

    for (size_t i = 0; i < preview->count && i < TITLES && preview->column_count > 1; i++) {
        const struct preview_row *row = &preview->rows[i];
        enum record_kind kind = row->count && (row->count == 1 || !*row->cells[1])
                                    ? kind_by_name(row->cells[0])
                                    : RECORD_NO_KIND;
        if (kind != RECORD_NO_KIND)
            return kind;
    }
    return RECORD_NO_KIND;
}

static void guess(struct look_state *state)
{
    struct import_work *work = &state->work;
    const struct preview *preview = &work->preview;
    const char *station = desk_path(work->desk);
    enum record_kind likely =
        state->likely == RECORD_NO_KIND ? kind_by_title(preview) : state->likely;

    if (!state->kind_is_said)
        work->kind = preview_kind(preview, likely, station);
    if (state->heading_is_said)
        return;
    bool has = !work->paste || work->kind == RECORD_NO_KIND ||
               preview_has_headings(preview, work->kind, station);
    work->heading = has && preview->count ? (int)preview_heading(preview, work->kind, station)
                                          : PREVIEW_NO_HEADING;
}

static enum status look(struct look_state *state, struct error *error)
{
    struct import_work *work = &state->work;
    enum status status;

    arena_reset(&work->arena);
    work->mapping = (struct mapping){0};
    work->how.fields = NULL;
    TRY(preview_make(&work->preview, &work->arena, work->path, &work->how, error));
    state->top = 0;
    state->heading_is_said = false; /* rows may be others now */
    guess(state);
done:
    return status;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct import_order *order = argument;
    struct look_state *state = screen->state;
    struct import_work *work = &state->work;
    enum status status;

    work->desk = screen_context(screen);
    state->likely = order->kind;
    work->path = order->path ? memory_copy_text(order->path) : NULL;
    work->paste = order->paste ? import_rows_of(order->paste) : NULL;
    if (state->likely == RECORD_NO_KIND && work->path)
        state->likely = kind_by_name(work->path);
    work->how.paste = work->paste;
    if (work->paste) {
        work->how.encoding = ENCODING_UTF8;
        work->how.separator = '\t';
    }
    TRY(import_may(work->desk, error));
    TRY(look(state, error));
done:
    return status;
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

/* --- changing a guess --- */
static enum next look_again(struct screen *screen)
{
    struct look_state *state = screen->state;
    struct error error;

    if (look(state, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

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
        choices[i] = (struct choice){"", import_separator_label(separators[i]), NULL};
    return menu_ask(screen, _("what stands between the cells"), choices, SEPARATORS,
                    separator_said);
}

/* A row that may hold the headings: its choice's word is its index. */
static struct choice choice_of(const struct preview *preview, size_t index, struct arena *arena)
{
    const struct preview_row *row = &preview->rows[index];
    struct text label = TEXT_EMPTY;

    text_addf(&label, _("line %lld"), (long long)row->line);
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i])
            text_addf(&label, "  %s", row->cells[i]);
    const struct choice choice = {arena_format(arena, "%zu", index), arena_copy(arena, label.at),
                                  NULL};
    text_release(&label);
    return choice;
}

/* The one that is taken now comes first. */
static size_t list_headings(const struct import_work *work, struct arena *arena,
                            struct choice *choices, size_t most)
{
    const struct choice none = {"", _("there are none: the first line is a row"), NULL};
    size_t count = 0;

    choices[count++] = work->heading == PREVIEW_NO_HEADING
                           ? none
                           : choice_of(&work->preview, (size_t)work->heading, arena);
    for (size_t i = 0; i < work->preview.count && count < most; i++)
        if ((int)i != work->heading)
            choices[count++] = choice_of(&work->preview, i, arena);
    if (work->heading != PREVIEW_NO_HEADING)
        choices[count++] = none;
    return count;
}

static enum next heading_said(struct screen *screen, const struct answer *answer)
{
    struct look_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    state->work.heading = *answer->text ? (int)strtol(answer->text, NULL, 10) : PREVIEW_NO_HEADING;
    state->heading_is_said = true;
    state->top = 0;
    return NEXT_STAY;
}

static enum next ask_heading(struct screen *screen)
{
    enum { ROWS = 12 };
    const struct look_state *state = screen->state;
    struct choice choices[ROWS + 1];
    struct arena arena = {0};

    size_t count = list_headings(&state->work, &arena, choices, ROWS);
    enum next next =
        prompt_choose(screen, _("in which line are the headings"), choices, count, heading_said);
    arena_release(&arena);
    return next;
}

/* --- keys --- */
/* What was said of the columns stays as long as they are the same. */
static enum status map_columns(struct import_work *work, struct error *error)
{
    const struct mapping *mapping = &work->mapping;

    if (mapping->count && mapping->kind == work->kind && mapping->heading == work->heading)
        return STATUS_OK;
    return mapping_make(&work->mapping, &work->arena, &work->preview, work->kind, work->heading,
                        desk_path(work->desk), error);
}

static enum next go_on(struct screen *screen)
{
    struct look_state *state = screen->state;
    struct import_work *work = &state->work;
    struct error error;

    if (*work->preview.fault)
        app_say(screen->app, "%s", import_look_fault(&work->preview));
    else if (work->preview.count <= (size_t)(work->heading + 1))
        app_say(screen->app, _("there are no rows in it"));
    else if (work->kind == RECORD_NO_KIND)
        return ask_kind(screen);
    else if (map_columns(work, &error) != STATUS_OK)
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
    case LOOK_KIND:
        return ask_kind(screen);
    case LOOK_ENCODING:
        return work->paste ? NEXT_STAY : ask_encoding(screen);
    case LOOK_SEPARATOR:
        return ask_separator(screen);
    case LOOK_HEADINGS:
        return ask_heading(screen);
    case LOOK_COMPLETE:
        work->how.is_complete = work->kind == RECORD_STAFF && !work->how.is_complete;
        return NEXT_STAY;
    case LOOK_EMPTY:
        work->how.clears = !work->how.clears;
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
    int page = screen->rows - LOOK_ABOVE - 2;

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
    case LOOK_KIND:
        return _("list");
    case LOOK_ENCODING:
        return state->work.paste ? NULL : _("encoding");
    case LOOK_SEPARATOR:
        return _("cells end with");
    case LOOK_HEADINGS:
        return _("headings");
    case LOOK_COMPLETE:
        return state->work.kind == RECORD_STAFF ? _("who is not in it") : NULL;
    case LOOK_EMPTY:
        return _("empty cells");
    default:
        return NULL;
    }
}

static void explain(const struct screen *screen, enum command command, struct text *out)
{
    static const char *const digits[] = {
        [LOOK_KIND] = N_("say which list it is"),
        [LOOK_ENCODING] = N_("say in which encoding it is, if characters are wrong"),
        [LOOK_SEPARATOR] = N_("say what stands between the cells, if columns are wrong"),
        [LOOK_HEADINGS] =
            N_("say in which line the headings are; what stands above them is left out"),
        [LOOK_COMPLETE] = N_("the roster is complete: who is not in it has left, or stays"),
        [LOOK_EMPTY] = N_("an empty cell leaves what the record has, or empties it"),
    };
    int digit = command_digit(command);

    (void)screen;
    if (digit >= LOOK_KIND && digit <= LOOK_EMPTY)
        text_add(out, _(digits[digit]));
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
    .draw = import_look_draw,
    .handle = handle,
    .label = label,
    .explain = explain,
    .heading = heading,
};
