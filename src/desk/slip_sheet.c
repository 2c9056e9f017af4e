/* SPDX-License-Identifier: MIT */
/* The hand-over sheet on paper: its lines with a box before each, and where both sign. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/sheet.h"
#include "desk/slip_inside.h"

enum { BOX_COLUMNS = 4 };

enum status page_sheet(struct page *page, const char *about, struct error *error)
{
    struct text said = TEXT_EMPTY;
    struct sheet sheet;
    enum status status;

    if (text_is_empty(about))
        TRY(sheet_own(page->desk, page->arena, &sheet, error));
    else
        TRY(sheet_load(page->desk, about, page->arena, &sheet, error));
    page_title_station(page);
    page_title(page, _("hand-over sheet"));
    page_title(page, page_say_day(page, sheet.on));
    page_rule(page);
    page_field(page, _("sheet"), sheet.code);
    page_field(page, _("from"), page_say_staff(page, sheet.giver, NULL));
    sheet_say(page->desk, &sheet, &said);
    page_field(page, _("state"), said.at);
    page_rule(page);
    for (size_t i = 0; i < sheet.count; i++) {
        const struct handover_line *line = &sheet.lines[i];
        const char *text =
            arena_format(page->arena, "%s: %s%s%s", _(handover_kinds[line->kind].label),
                         line->number, *line->number ? " " : "", line->text);
        page_hang(page, line->is_ticked ? "[x]" : "[ ]", BOX_COLUMNS, text);
    }
    if (!sheet.count)
        page_paragraph(page, _("there is nothing to hand over"));
    page_rule(page);
    page_field(page, _("handed over"), "____________________");
    page_field(page, _("taken over"), "____________________");
done:
    text_release(&said);
    return status;
}
