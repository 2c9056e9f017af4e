/* SPDX-License-Identifier: MIT */
/* The seven-category list on the station's wall. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/service.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

enum { GAP = 2, NUMBER_COLUMNS = 3 };

/* The items of one category: two in a row where both fit, read across. */
struct wall {
    struct page *page;
    const char *category;
    size_t count;
    struct text left; /* what waits for its neighbour */
    bool has_none;    /* something is marked with a star */
};

static int half(const struct page *page)
{
    return page->columns < PAGE_COLUMNS_TABLE ? 0 : (page->columns - GAP) / 2;
}

static void end_row(struct wall *wall)
{
    if (wall->left.length)
        page_paragraph(wall->page, wall->left.at);
    text_clear(&wall->left);
}

static void add_cell(struct wall *wall, const char *number, const char *name)
{
    struct page *page = wall->page;
    struct text row = TEXT_EMPTY;

    if (NUMBER_COLUMNS + utf8_columns(name) > half(page)) {
        end_row(wall);
        page_hang(page, number, NUMBER_COLUMNS, name);
        return;
    }
    if (wall->left.length)
        utf8_pad(&row, wall->left.at, half(page) + GAP);
    utf8_pad(&row, number, NUMBER_COLUMNS);
    text_add(&row, name);
    if (wall->left.length) {
        page_paragraph(page, row.at);
        text_clear(&wall->left);
    } else {
        text_add(&wall->left, row.at);
    }
    text_release(&row);
}

static enum status add_item(void *context, const struct record *record, struct error *error)
{
    struct wall *wall = context;
    bool is_none = strcmp(record->value[RECORD_SERVICES_PLACE], "none") == 0;

    (void)error;
    if (strcmp(record->value[RECORD_SERVICES_CATEGORY], wall->category) != 0)
        return STATUS_OK;
    if (!wall->count++) {
        page_rule(wall->page);
        page_title(wall->page, word_label(word_categories, wall->category));
    }
    wall->has_none |= is_none;
    add_cell(wall, arena_format(wall->page->arena, "%zu", wall->count),
             arena_format(wall->page->arena, "%s%s", record->value[RECORD_SERVICES_NAME],
                          is_none ? " *" : ""));
    return STATUS_OK;
}

enum status page_wall(struct page *page, const char *about, struct error *error)
{
    struct wall wall = {.page = page, .left = TEXT_EMPTY};
    enum status status = STATUS_OK;
    size_t total = 0;

    (void)about;
    page_title(page, _("service list"));
    page_title_station(page);
    for (const struct word *category = word_categories; category->word; category++) {
        wall.category = category->word;
        wall.count = 0;
        TRY(records_each(desk_reader(page->desk), RECORD_SERVICES, "", add_item, &wall, error));
        end_row(&wall);
        total += wall.count;
    }
    page_rule(page);
    if (!total)
        page_paragraph(page, _("The list has no item yet; an administrator imports it."));
    if (wall.has_none)
        page_hang(page, "*", 2,
                  _("A committee must not issue this; we say why, and where to go instead."));
    page_foot(page, NULL);
done:
    text_release(&wall.left);
    return status;
}
