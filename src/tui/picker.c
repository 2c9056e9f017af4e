/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/picker.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/filter.h"

#include <string.h>

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct picker_entry *entry = row->data;

    (void)context;
    text_add(out, column ? entry->note : entry->label);
}

static const struct list_column columns[] = {
    {"", 20, LIST_REST, 1, false},
    {"", 8, 16, 2, false},
};

static const struct list_source source = {
    .cell = cell,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .empty = N_("nothing fits; type less of it"),
};

void picker_init(struct picker *picker)
{
    *picker = (struct picker){0};
    line_init(&picker->line, 0);
    list_init(&picker->list, &source, picker);
    picker->list.has_no_head = true;
}

void picker_release(struct picker *picker)
{
    line_release(&picker->line);
    list_release(&picker->list);
    arena_release(&picker->arena);
}

void picker_clear(struct picker *picker)
{
    list_release(&picker->list);
    picker->list.has_no_head = true;
    arena_reset(&picker->arena);
    picker->entries = NULL;
    picker->rows = NULL;
    picker->count = picker->room = picker->fit_count = 0;
}

void picker_add(struct picker *picker, const struct picker_entry *entry)
{
    picker->entries = arena_grow(&picker->arena, picker->entries, picker->count, &picker->room,
                                 sizeof(*picker->entries));
    struct picker_entry *added = &picker->entries[picker->count++];
    *added = *entry;
    added->label = arena_copy(&picker->arena, entry->label);
    added->note = arena_copy(&picker->arena, entry->note);
    added->more = arena_copy(&picker->arena, entry->more);
}

static bool fits(const struct picker_entry *entry, const char *typed)
{
    return entry->is_always || filter_fits(typed, entry->label) || filter_fits(typed, entry->more);
}

void picker_refill(struct picker *picker)
{
    struct error error;

    picker->rows = arena_alloc(&picker->arena, picker->count * sizeof(*picker->rows));
    picker->fit_count = 0;
    for (size_t i = 0; i < picker->count; i++) {
        const struct picker_entry *entry = &picker->entries[i];
        if (fits(entry, picker->line.text.at))
            picker->rows[picker->fit_count++] =
                (struct list_row){arena_format(&picker->arena, "%zu", i), entry, STYLE_NORMAL};
    }
    /* a page of rows in memory cannot fail */
    list_hold(&picker->list, picker->rows, picker->fit_count);
    if (list_restart(&picker->list, (int)picker->list.room, &error) != STATUS_OK)
        picker->fit_count = 0;
}

bool picker_handle(struct picker *picker, struct app *app, const struct event *event,
                   bool *has_typed)
{
    *has_typed = false;
    if (event->kind == EVENT_COMMAND)
        return list_handle(&picker->list, event->command);
    if (!app_take(app, &picker->line, event))
        return false;
    *has_typed = true;
    return true;
}

const struct picker_entry *picker_selected(const struct picker *picker)
{
    const struct list_row *row = list_selected(&picker->list);

    return row ? row->data : NULL;
}

void picker_draw(struct picker *picker, struct pane pane)
{
    pane_put(pane, 0, 0, 1, STYLE_KEY, ">");
    list_draw(&picker->list, pane_part(pane, 1, 0, -1, -1));
    line_draw(&picker->line, pane, 0, 2, pane.columns - 2, true, 0);
}
