/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/imports.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/reference.h"
#include "shouwen/tui/list.h"
#include "import_state.h"

#include <string.h>

enum column {
    COLUMN_NUMBER,
    COLUMN_AT,
    COLUMN_WHO,
    COLUMN_KIND,
    COLUMN_FILE,
    COLUMN_NEW,
    COLUMN_CHANGED,
    COLUMN_STATE,
    COLUMNS
};

struct imports_state {
    struct list list;
    struct list_row *rows; /* in the snapshot */
    size_t count;
};

static const struct list_column columns[COLUMNS] = {
    [COLUMN_NUMBER] = {N_("no."), 4, 4, 4, true},
    [COLUMN_AT] = {N_("when"), 11, 11, 1, false},
    [COLUMN_WHO] = {N_("who"), 8, 8, 3, false},
    [COLUMN_KIND] = {N_("list"), 10, 10, 1, false},
    [COLUMN_FILE] = {N_("file name"), 14, LIST_REST, 2, false},
    [COLUMN_NEW] = {N_("new"), 6, 7, 1, true},
    [COLUMN_CHANGED] = {N_("changed"), 7, 7, 1, true},
    [COLUMN_STATE] = {N_("state"), 10, 15, 3, false},
};

const char *imports_state_label(const struct imports_entry *entry)
{
    if (text_same(entry->state, IMPORTS_UNDONE))
        return _("taken back");
    if (entry->back_count)
        return _("half taken back");
    return text_same(entry->state, IMPORTS_OPEN) ? _("stopped half-way") : _("finished");
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct imports_entry *entry = row->data;
    char at[CLOCK_TEXT];

    (void)context;
    switch ((enum column)column) {
    case COLUMN_NUMBER:
        text_addf(out, "%lld", (long long)entry->id);
        break;
    case COLUMN_AT:
        text_add(out, clock_format_short(entry->at, at));
        break;
    case COLUMN_WHO:
        text_add(out, entry->who);
        break;
    case COLUMN_KIND:
        text_add(out, import_kind_label(record_row_find(entry->kind)));
        break;
    case COLUMN_FILE:
        text_add(out, file_name(entry->path));
        break;
    case COLUMN_NEW:
        text_addf(out, "%lld", (long long)entry->added_count);
        break;
    case COLUMN_CHANGED:
        text_addf(out, "%lld", (long long)entry->changed_count);
        break;
    case COLUMN_STATE:
        text_add(out, imports_state_label(entry));
        break;
    case COLUMNS:
        break;
    }
}

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = COLUMNS,
    .empty = N_("nothing was imported yet; Insert or F10 begins an import"),
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct imports_state *state = screen->state;

    (void)argument;
    list_init(&state->list, &source, state);
    return import_may(screen_context(screen), error);
}

static void leave(struct screen *screen)
{
    struct imports_state *state = screen->state;

    list_release(&state->list);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct imports_state *state = screen->state;
    struct desk *desk = screen_context(screen);
    struct imports_entry *entries;
    enum status status;

    TRY(import_may(desk, error));
    TRY(reference_imports(desk, &screen->arena, &entries, &state->count, error));
    state->rows = arena_alloc(&screen->arena, (state->count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < state->count; i++) {
        entries[i].who = arena_copy(&screen->arena, desk_name(desk, entries[i].who));
        bool is_over = text_same(entries[i].state, IMPORTS_UNDONE);
        bool is_half = entries[i].back_count || text_same(entries[i].state, IMPORTS_OPEN);
        state->rows[i] = (struct list_row){
            arena_format(&screen->arena, "%lld", (long long)entries[i].id), &entries[i],
            is_over   ? STYLE_DIM
            : is_half ? STYLE_WARNING
                      : STYLE_NORMAL};
    }
    list_hold(&state->list, state->rows, state->count);
    TRY(list_reload(&state->list, screen->rows - 1, error));
done:
    return status;
}

static void draw(struct screen *screen, struct pane body)
{
    struct imports_state *state = screen->state;

    list_draw(&state->list, body);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct imports_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT && row) {
        int64_t import = ((const struct imports_entry *)row->data)->id;
        return screen_push(screen, &imports_one_screen, &import);
    }
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct imports_state *state = screen->state;

    if (command != COMMAND_SELECT)
        return usual;
    return state->count ? _("its report") : NULL;
}

const struct screen_kind imports_screen = {
    .name = "imports",
    .title = N_("past imports"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST,
    .opens = COMMAND_IMPORTS,
    .size = sizeof(struct imports_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
};
