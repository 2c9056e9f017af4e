/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/slip.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

/* Labels of this many columns stand beside their text where at least twice as much is left. */
enum { LABEL_CHINESE = 12, LABEL_CHINESE_LARGE = 10, LABEL_ENGLISH = 18 };

#define SLIP_ROW(name, word, label, about) [SLIP_##name] = {word, label, SLIP_ABOUT_##about},
const struct slip_row slip_rows[SLIP_COUNT] = {SLIP_TABLE(SLIP_ROW)};

static enum status (*const writers[SLIP_COUNT])(struct page *page, const char *about,
                                                struct error *error) = {
    [SLIP_RECEIPT] = page_receipt,       [SLIP_NOTICE] = page_notice,
    [SLIP_LETTER] = page_letter,         [SLIP_CARD] = page_card,
    [SLIP_PLATE] = page_plate,           [SLIP_WALL] = page_wall,
    [SLIP_INVITATION] = page_invitation, [SLIP_MINUTES] = page_minutes,
    [SLIP_SHEET] = page_sheet,
};

enum slip slip_find(const char *word)
{
    for (int slip = 0; word && slip < SLIP_COUNT; slip++)
        if (strcmp(slip_rows[slip].word, word) == 0)
            return (enum slip)slip;
    return SLIP_COUNT;
}

static void set_columns(struct page *page)
{
    page->columns = (int)settings_number(desk_settings(page->desk), SETTING_PRINT_COLUMNS);
    if (page->is_large)
        page->columns /= 2;
    if (page->columns < PAGE_COLUMNS_LEAST)
        page->columns = PAGE_COLUMNS_LEAST;
    if (i18n_is_chinese())
        page->label_columns = page->is_large ? LABEL_CHINESE_LARGE : LABEL_CHINESE;
    else
        page->label_columns = LABEL_ENGLISH;
    if (page->columns < 3 * page->label_columns)
        page->label_columns = 0;
}

enum status slip_write(struct desk *desk, enum slip slip, const char *about, bool is_large,
                       struct text *out, struct error *error)
{
    struct arena arena = {0};
    struct page page = {.desk = desk, .arena = &arena, .out = out, .is_large = is_large};
    const size_t start = out->length;
    enum status status;
    bool found;

    set_columns(&page);
    if (slip_rows[slip].about != SLIP_ABOUT_NOTHING && text_is_empty(about))
        return error_set(
            error, STATUS_INVALID, "number",
            slip_rows[slip].about == SLIP_ABOUT_CASE ? _("say which case: its number or query code")
            : slip_rows[slip].about == SLIP_ABOUT_GRID ? _("say which grid: its code")
                                                       : _("say which session: its code"));
    TRY(desk_refresh(desk, error));
    TRY(records_get(desk_reader(desk), RECORD_NODES, desk_node(desk), &arena, &page.node, &found,
                    error));
    for (size_t i = 0; !found && i < RECORD_FIELDS_MOST; i++)
        page.node.value[i] = "";
    TRY(writers[slip](&page, about, error));
done:
    if (status != STATUS_OK)
        text_cut(out, start);
    arena_release(&arena);
    return status;
}
