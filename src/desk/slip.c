/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/slip.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

#define SLIP_ROW(name, word, label, about) [SLIP_##name] = {word, label, SLIP_ABOUT_##about},
const struct slip_row slip_rows[SLIP_COUNT] = {SLIP_TABLE(SLIP_ROW)};

static enum status (*const writers[SLIP_COUNT])(struct page *page, const char *about,
                                                struct error *error) = {
    [SLIP_RECEIPT] = page_receipt, [SLIP_NOTICE] = page_notice, [SLIP_LETTER] = page_letter,
    [SLIP_CARD] = page_card,       [SLIP_PLATE] = page_plate,   [SLIP_WALL] = page_wall,
};

enum slip slip_find(const char *word)
{
    for (int slip = 0; word && slip < SLIP_COUNT; slip++)
        if (strcmp(slip_rows[slip].word, word) == 0)
            return (enum slip)slip;
    return SLIP_COUNT;
}

void page_blank(struct page *page)
{
    text_add_char(page->out, '\n');
}

void page_rule(struct page *page)
{
    for (int i = 0; i < page->columns; i++)
        text_add_char(page->out, '-');
    page_blank(page);
}

void page_title(struct page *page, const char *text)
{
    int space = (page->columns - utf8_columns(text)) / 2;

    for (int i = 0; i < space; i++)
        text_add_char(page->out, ' ');
    text_addf(page->out, "%s\n", text);
    if (page->is_large)
        page_blank(page);
}

/* Lines of a wrapped text, the first after what stands there, the others indented. */
struct wrapped {
    struct page *page;
    int indent;
    bool is_first;
};

static void add_line(void *context, const char *text, size_t length)
{
    struct wrapped *wrapped = context;
    struct page *page = wrapped->page;

    for (int i = 0; i < wrapped->indent && !wrapped->is_first; i++)
        text_add_char(page->out, ' ');
    wrapped->is_first = false;
    text_add_bytes(page->out, text, length);
    page_blank(page);
    if (page->is_large)
        page_blank(page);
}

void page_paragraph(struct page *page, int indent, const char *text)
{
    struct wrapped wrapped = {page, indent, true};

    utf8_wrap(text, page->columns - indent, add_line, &wrapped);
}

void page_field(struct page *page, const char *label, const char *text)
{
    int columns = page->is_large ? 10 : 12;

    if (text_is_empty(text))
        return;
    utf8_pad(page->out, label, columns - 1);
    text_add_char(page->out, ' ');
    page_paragraph(page, columns, text);
}

void page_foot(struct page *page)
{
    const struct person *person = desk_person(page->desk);
    const char *const *node = page->node.value;

    page_rule(page);
    page_field(page, _("whom to ask"), person ? person->name : "");
    page_field(page, _("telephone"), node[RECORD_NODES_PHONE]);
    page_field(page, _("service hours"), node[RECORD_NODES_HOURS]);
    page_field(page, _("address"), node[RECORD_NODES_ADDRESS]);
}

enum status slip_write(struct desk *desk, enum slip slip, const char *about, bool is_large,
                       struct text *out, struct error *error)
{
    struct arena arena = {0};
    struct page page = {.desk = desk, .arena = &arena, .out = out, .is_large = is_large};
    enum status status;
    bool found;

    page.columns = (int)settings_number(desk_settings(desk), SETTING_PRINT_COLUMNS);
    if (is_large)
        page.columns /= 2;
    if (slip_rows[slip].about != SLIP_ABOUT_NOTHING && text_is_empty(about))
        return error_set(error, STATUS_INVALID, "number",
                         slip_rows[slip].about == SLIP_ABOUT_CASE
                             ? _("say which case: its number or query code")
                             : _("say which grid: its code"));
    TRY(desk_refresh(desk, error));
    TRY(records_get(desk_reader(desk), RECORD_NODES, desk_node(desk), &arena, &page.node, &found,
                    error));
    for (size_t i = 0; !found && i < RECORD_FIELDS_MOST; i++)
        page.node.value[i] = "";
    TRY(writers[slip](&page, about, error));
done:
    arena_release(&arena);
    return status;
}
