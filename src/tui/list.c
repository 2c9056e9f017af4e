/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/list.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

#include <assert.h>
#include <string.h>

enum { ROOM = 20 };

void list_init(struct list *list, const struct list_source *source, void *context)
{
    assert(source->column_count <= LIST_COLUMNS);
    *list = (struct list){.source = source, .context = context, .room = ROOM};
}

void list_hold(struct list *list, const struct list_row *rows, size_t count)
{
    list->held = rows;
    list->held_count = count;
}

void list_release(struct list *list)
{
    arena_release(&list->arenas[0]);
    arena_release(&list->arenas[1]);
    *list = (struct list){.source = list->source, .context = list->context, .room = ROOM};
}

struct page {
    struct list_row *rows;
    size_t count;
};

void list_page_of(const struct list_row *all, size_t all_count, enum list_from from,
                  const struct list_row *anchor, size_t most, struct list_row *rows, size_t *count)
{
    size_t first = 0, end = all_count, at = 0;

    while (anchor && at < all_count && strcmp(all[at].id, anchor->id) != 0)
        at++;
    if (from == LIST_LAST || (from == LIST_BEFORE && at == all_count))
        first = all_count > most ? all_count - most : 0;
    else if (from == LIST_AFTER)
        first = at < all_count ? at + 1 : all_count;
    else if (from == LIST_AT)
        first = at;
    else if (from == LIST_BEFORE) {
        first = at > most ? at - most : 0;
        end = at;
    }
    *count = end - first < most ? end - first : most;
    if (*count)
        memcpy(rows, all + first, *count * sizeof(*rows));
}

/* The page's ids are copied: by them the next page is found, in rows that may be others by then. */
static enum status page_of_held(struct list *list, enum list_from from,
                                const struct list_row *anchor, struct page *page)
{
    list_page_of(list->held, list->held_count, from, anchor, list->room, page->rows, &page->count);
    for (size_t i = 0; i < page->count; i++)
        page->rows[i].id = arena_copy(&list->arenas[1], page->rows[i].id);
    return STATUS_OK;
}

/* Asks for a page beside the one that is shown: its anchor must live until the new one is there. */
static enum status ask(struct list *list, enum list_from from, const struct list_row *anchor,
                       struct page *page, struct error *error)
{
    struct arena *arena = &list->arenas[1];

    arena_reset(arena);
    page->rows = arena_alloc(arena, list->room * sizeof(*page->rows));
    page->count = 0;
    if (!list->source->page)
        return page_of_held(list, from, anchor, page);
    return list->source->page(list->context, from, anchor, list->room, arena, page->rows,
                              &page->count, error);
}

static void show(struct list *list, struct page page, bool is_at_start)
{
    struct arena old = list->arenas[0];

    list->arenas[0] = list->arenas[1];
    list->arenas[1] = old;
    list->rows = page.rows;
    list->count = page.count;
    list->is_at_start = is_at_start;
    if (list->cursor >= list->count)
        list->cursor = list->count ? list->count - 1 : 0;
}

static enum status load_first(struct list *list, struct error *error)
{
    struct page page;
    enum status status = ask(list, LIST_FIRST, NULL, &page, error);

    if (status == STATUS_OK)
        show(list, page, true);
    return status;
}

static enum status load_last(struct list *list, struct error *error)
{
    struct page page;
    enum status status = ask(list, LIST_LAST, NULL, &page, error);

    if (status == STATUS_OK)
        show(list, page, page.count < list->room);
    return status;
}

enum status list_restart(struct list *list, int rows, struct error *error)
{
    list->room = rows > 1 ? (size_t)rows : 1;
    list->cursor = list->top = 0;
    return load_first(list, error);
}

bool list_select(struct list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->rows[i].id, id) == 0) {
            list->cursor = i;
            return true;
        }
    return false;
}

enum status list_reload(struct list *list, int rows, struct error *error)
{
    struct list_row *before = list->rows;
    size_t cursor = list->cursor;
    struct page page;
    enum status status;

    list->room = rows > 1 ? (size_t)rows : 1;
    if (!list->count)
        return load_first(list, error);
    status = ask(list, list->is_at_start ? LIST_FIRST : LIST_AT,
                 list->is_at_start ? NULL : &before[0], &page, error);
    if (status != STATUS_OK)
        return status;
    bool is_at_start = list->is_at_start;
    /* the page shown before lives on in the other arena until the next page is asked for */
    show(list, page, is_at_start);
    if (!list_select(list, before[cursor].id) && cursor < list->count)
        list->cursor = cursor;
    return list->count || is_at_start ? STATUS_OK : load_first(list, error);
}

/* Half a page further, so that what was just read stays in sight. */
static enum status scroll_down(struct list *list, struct error *error)
{
    struct page page;
    size_t kept = list->count - list->count / 2;

    if (list->count < list->room)
        return STATUS_OK;
    if (kept >= list->count)
        kept = 1;
    enum status status = ask(list, LIST_AFTER, &list->rows[kept - 1], &page, error);
    if (status != STATUS_OK || page.count <= list->count - kept)
        return status;
    list->cursor = list->count - kept;
    show(list, page, false);
    return STATUS_OK;
}

static enum status scroll_up(struct list *list, struct error *error)
{
    size_t kept = list->count - list->count / 2;
    const char *id = list->rows[0].id;
    struct page page;

    if (list->is_at_start)
        return STATUS_OK;
    /* rows before the middle one; the row after the last stays visible as the first that was */
    const struct list_row *anchor = &list->rows[kept < list->count ? kept : 0];
    enum status status = ask(list, LIST_BEFORE, anchor, &page, error);
    if (status != STATUS_OK)
        return status;
    if (page.count < list->room) {
        status = ask(list, LIST_FIRST, NULL, &page, error);
        if (status != STATUS_OK)
            return status;
        show(list, page, true);
    } else {
        show(list, page, false);
    }
    if (!list_select(list, id))
        list->cursor = list->count ? list->count - 1 : 0;
    else if (list->cursor)
        list->cursor--;
    return STATUS_OK;
}

static enum status page_down(struct list *list, struct error *error)
{
    struct page page;

    if (list->count) {
        enum status status = ask(list, LIST_AFTER, &list->rows[list->count - 1], &page, error);
        if (status != STATUS_OK)
            return status;
        if (page.count == list->room) {
            show(list, page, false);
            return STATUS_OK;
        }
        if (page.count) {
            size_t left = page.count;
            status = load_last(list, error);
            /* the cursor on the first row that was not seen before */
            list->cursor = list->count > left ? list->count - left : 0;
            return status;
        }
        list->cursor = list->count - 1;
    }
    return STATUS_OK;
}

static enum status page_up(struct list *list, struct error *error)
{
    struct page page;

    if (!list->count || list->is_at_start) {
        list->cursor = 0;
        return STATUS_OK;
    }
    enum status status = ask(list, LIST_BEFORE, &list->rows[0], &page, error);
    if (status != STATUS_OK)
        return status;
    if (page.count == list->room)
        show(list, page, false);
    else
        status = load_first(list, error);
    return status;
}

static enum status to_last(struct list *list, struct error *error)
{
    enum status status = load_last(list, error);

    list->cursor = list->count ? list->count - 1 : 0;
    return status;
}

static enum status to_first(struct list *list, struct error *error)
{
    list->cursor = 0;
    return list->is_at_start ? STATUS_OK : load_first(list, error);
}

bool list_handle(struct list *list, enum command command)
{
    static const struct {
        enum command command;
        enum status (*load)(struct list *list, struct error *error);
    } moves[] = {
        {COMMAND_PAGE_DOWN, page_down}, {COMMAND_PAGE_UP, page_up},  {COMMAND_FIRST, to_first},
        {COMMAND_LAST, to_last},        {COMMAND_DOWN, scroll_down}, {COMMAND_UP, scroll_up},
    };

    list->failure = (struct error){.kind = STATUS_OK};
    if (command == COMMAND_DOWN && list->cursor + 1 < list->count) {
        list->cursor++;
        return true;
    }
    if (command == COMMAND_UP && (list->cursor || !list->count)) {
        list->cursor -= list->cursor ? 1 : 0;
        return true;
    }
    for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
        if (moves[i].command == command) {
            enum status status = moves[i].load(list, &list->failure);
            list->failure.kind = status;
            return true;
        }
    return false;
}

const struct list_row *list_selected(const struct list *list)
{
    return list->count ? &list->rows[list->cursor] : NULL;
}
