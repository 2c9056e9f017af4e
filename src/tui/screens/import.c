/* SPDX-License-Identifier: MIT */
/* The first step of an import: which file. A path is typed, Tab completes it, and what lies in its
 * folder is listed below. */
#include "config.h"

#include "shouwen/tui/screens/import.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/screens/imports.h"
#include "import_folder.h"
#include "import_state.h"

#include <stdlib.h>
#include <string.h>

enum { ABOVE = 2, PATH_LIMIT = 1000 };

struct file_state {
    struct desk *desk;
    enum record_kind kind; /* the likely one; RECORD_NO_KIND: any */
    struct line line;
    struct arena arena; /* of the folder's entries */
    struct import_folder folder;
    struct list_row *rows; /* those that fit what is typed */
    size_t fit_count;
    struct list list;
};

static const struct list_column columns[] = {
    {N_("file name"), 20, LIST_REST, 1, false},
    {N_("size"), 8, 8, 2, true},
    {N_("changed"), 16, 16, 2, false},
};

static void say_size(struct text *out, int64_t bytes)
{
    enum { KILO = 1024 };

    if (bytes < KILO * KILO)
        text_addf(out, "%lld KB", (long long)(bytes + KILO - 1) / KILO);
    else
        text_addf(out, "%lld MB", (long long)(bytes / KILO / KILO));
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct import_entry *entry = row->data;
    char day[CLOCK_TEXT], time[CLOCK_TEXT];

    (void)context;
    if (column == 0)
        text_addf(out, "%s%s", entry->shown, entry->is_folder ? "/" : "");
    else if (entry->is_folder)
        text_add(out, column == 1 ? _("folder") : "");
    else if (column == 1)
        say_size(out, entry->size);
    else
        text_addf(out, "%s %s", clock_format_day(clock_day_of(entry->changed_at), day),
                  clock_format_time(entry->changed_at, time));
}

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .empty = N_("no folder and no CSV file here begins like this; save the list as CSV first"),
};

/* What of the path names the folder, and what is typed of a name in it. */
static const char *typed_name(const struct file_state *state)
{
    const char *slash = strrchr(state->line.text.at, '/');

    return slash ? slash + 1 : state->line.text.at;
}

static void fit(struct file_state *state)
{
    const char *typed = typed_name(state);

    state->fit_count = 0;
    state->rows = arena_alloc(&state->arena, (state->folder.count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < state->folder.count; i++) {
        const struct import_entry *entry = &state->folder.entries[i];
        if (import_entry_fits(entry, typed))
            state->rows[state->fit_count++] = (struct list_row){
                entry->name, entry, entry->is_workbook ? STYLE_DIM : STYLE_NORMAL};
    }
}

/* The folder that the line names, read again when it is another one. */
static void read_folder(struct file_state *state, bool is_forced)
{
    struct text path = TEXT_EMPTY;

    import_folder_expand(&path, state->line.text.at, typed_name(state));
    if (is_forced || !text_same(state->folder.path, path.at)) {
        arena_reset(&state->arena);
        import_folder_read(&state->folder, &state->arena, path.at);
    }
    text_release(&path);
    fit(state);
}

static int list_rows(const struct screen *screen)
{
    int rows = screen->rows - ABOVE - 1;

    return rows > 1 ? rows : 1;
}

static enum next retype(struct screen *screen)
{
    struct file_state *state = screen->state;
    struct error error;

    read_folder(state, false);
    list_hold(&state->list, state->rows, state->fit_count);
    if (list_restart(&state->list, list_rows(screen), &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct file_state *state = screen->state;
    const enum record_kind *kind = argument;
    struct text start = TEXT_EMPTY;

    state->kind = kind ? *kind : RECORD_NO_KIND;
    state->desk = screen_context(screen);
    line_init(&state->line, PATH_LIMIT);
    list_init(&state->list, &source, state);
    import_folder_last(&start, desk_path(state->desk));
    line_set(&state->line, start.at);
    text_release(&start);
    return import_may(state->desk, error);
}

static void leave(struct screen *screen)
{
    struct file_state *state = screen->state;

    list_release(&state->list);
    line_release(&state->line);
    arena_release(&state->arena);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct file_state *state = screen->state;
    struct arena before = {0}; /* the list's rows are still there */
    enum status status;

    TRY(import_may(state->desk, error));
    before = state->arena;
    state->arena = (struct arena){0};
    read_folder(state, true);
    list_hold(&state->list, state->rows, state->fit_count);
    TRY(list_reload(&state->list, list_rows(screen), error));
done:
    arena_release(&before);
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    struct file_state *state = screen->state;
    int at = 1;

    at += pane_put(body, 0, at, -1, STYLE_TITLE, _("file"));
    line_draw(&state->line, body, 0, at + 1, body.columns - at - 2, true, 0);
    pane_rule(body, 1, "");
    list_draw(&state->list, pane_part(body, ABOVE, 0, -1, -1));
    line_draw(&state->line, body, 0, at + 1, body.columns - at - 2, true, 0);
}

static enum next look(struct screen *screen, const char *path)
{
    struct file_state *state = screen->state;
    const struct import_order order = {.path = path, .kind = state->kind};

    import_folder_remember(desk_path(state->desk), state->folder.path);
    return screen_ask(screen, &import_look_screen, &order, import_passed);
}

/* Into a folder, or on with a file. */
static enum next take(struct screen *screen, const struct import_entry *entry)
{
    struct file_state *state = screen->state;
    struct text path = TEXT_EMPTY;
    enum next next;

    text_addf(&path, "%s%s", state->folder.path, entry->name);
    if (entry->is_folder) {
        text_add_char(&path, '/');
        line_set(&state->line, path.at);
        next = retype(screen);
    } else {
        next = look(screen, path.at);
    }
    text_release(&path);
    return next;
}

static enum next choose(struct screen *screen)
{
    struct file_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);
    struct text path = TEXT_EMPTY;
    enum next next = NEXT_STAY;

    import_folder_expand(&path, state->line.text.at, "");
    if (row && !import_folder_has_file(path.at))
        next = take(screen, row->data);
    else if (*typed_name(state))
        next = look(screen, path.at);
    else
        app_say(screen->app, _("type the file's path, or choose it in the list with Up and Down"));
    text_release(&path);
    return next;
}

/* What all that fit have in common is typed for the person. */
static enum next complete(struct screen *screen)
{
    struct file_state *state = screen->state;
    struct text path = TEXT_EMPTY;

    if (!state->fit_count)
        return NEXT_STAY;
    const struct import_entry *first = state->rows[0].data;
    size_t length = strlen(first->shown);
    for (size_t i = 1; i < state->fit_count; i++)
        length = import_entry_common(first, state->rows[i].data, length);
    if (length >= strlen(typed_name(state))) {
        text_add_bytes(&path, state->line.text.at,
                       (size_t)(typed_name(state) - state->line.text.at));
        text_add_bytes(&path, first->shown, length);
        if (state->fit_count == 1 && first->is_folder)
            text_add_char(&path, '/');
        line_set(&state->line, path.at);
    }
    text_release(&path);
    return retype(screen);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct file_state *state = screen->state;

    if (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT)
        return choose(screen);
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_NEXT_FIELD)
        return complete(screen);
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_PAST)
        return screen_push(screen, &imports_screen, NULL);
    if (event->kind == EVENT_COMMAND)
        return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
    if (!app_take(screen->app, &state->line, event))
        return NEXT_IGNORED;
    return retype(screen);
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    if (command == COMMAND_SELECT)
        return _("look at it");
    if (command == COMMAND_NEXT_FIELD)
        return _("complete");
    return command == COMMAND_SAVE ? NULL : usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    (void)screen;
    import_say_step(NULL, IMPORT_STEP_FILE, out);
}

const struct screen_kind import_screen = {
    .name = "import",
    .title = N_("import lists"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_FORM | CONTEXT_IMPORT,
    .opens = COMMAND_IMPORT,
    .size = sizeof(struct file_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
    .label = label,
    .heading = heading,
};
