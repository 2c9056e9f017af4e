/* SPDX-License-Identifier: MIT */
/* Slips about one case: receipt, one-time notice, outcome letter. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/material.h"
#include "shouwen/domain/service.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

static void heading(struct page *page, const char *title)
{
    const char *name = page->node.value[RECORD_NODES_NAME];
    char at[CLOCK_TEXT];
    int64_t now = clock_now_at();
    struct text line = TEXT_EMPTY;

    page_title(page, title);
    page_title(page, *name ? name : desk_node_name(page->desk));
    text_addf(&line, "%s ", clock_format_day(clock_day_of(now), at));
    text_add(&line, clock_format_time(now, at));
    page_title(page, line.at);
    text_release(&line);
    page_rule(page);
}

static void add_person(struct page *page, const struct matter *m)
{
    struct text person = TEXT_EMPTY;

    text_add(&person, *m->name ? m->name : _("left no name"));
    if (*m->phone) {
        text_add_char(&person, ' ');
        mask_tail(&person, m->phone);
    }
    page_field(page, _("resident"), person.at);
    text_release(&person);
}

static void add_due(struct page *page, const struct matter *m)
{
    char day[CLOCK_TEXT];
    struct text missing = TEXT_EMPTY;

    if (m->due_on != CLOCK_NO_DAY) {
        page_field(page, _("due by"), clock_format_day(m->due_on, day));
    } else if (m->flags & FLAG_CALENDAR) {
        text_addf(&missing, _("the %d calendar is not loaded"), (int)m->missing_year);
        page_field(page, _("due by"), missing.at);
    }
    text_release(&missing);
}

static void add_code(struct page *page, const struct matter *m)
{
    const char *code = ident_query_code(m->number);

    page_field(page, _("query code"), code ? code : m->number);
}

enum status page_receipt(struct page *page, const char *about, struct error *error)
{
    struct matter matter;
    enum status status;
    char at[CLOCK_TEXT];

    TRY(follow_case(page->desk, about, page->arena, &matter, error));
    heading(page, _("case receipt"));
    page_field(page, _("case"), matter.number);
    add_person(page, &matter);
    page_field(page, _("about"), matter.subject);
    page_field(page, _("taken in"), clock_format_short(matter.opened_at, at));
    page_field(page, _("accountable"), follow_answer(page->desk, &matter).name);
    add_due(page, &matter);
    add_code(page, &matter);
    page_foot(page);
done:
    return status;
}

static bool is_here(const char *have, size_t line)
{
    while (have && *have) {
        size_t length = strcspn(have, ",");
        long number = 0;
        for (size_t i = 0; i < length; i++)
            number = number * 10 + (have[i] - '0');
        if (number == (long)line)
            return true;
        have += length + (have[length] == ',');
    }
    return false;
}

/* "[ ] 1 name" wrapped, then form and count in a column, then the condition. */
static void add_material(struct page *page, const struct material *material, size_t line, bool here)
{
    struct text text = TEXT_EMPTY;
    int name_columns = page->columns - (page->is_large ? 6 : 26);

    text_addf(page->out, "%s%2zu ", here ? "[x]" : "[ ]", line);
    if (page->is_large || utf8_columns(material->name) > name_columns) {
        page_paragraph(page, 6, material->name);
        text_add(page->out, "      ");
    } else {
        utf8_pad(page->out, material->name, name_columns);
        text_add_char(page->out, ' ');
    }
    text_addf(&text, _("%s x%d"), material_form_label(material->form), material->count);
    utf8_pad(page->out, text.at, page->is_large ? 0 : 14);
    if (page->is_large)
        text_add(page->out, text.at);
    text_add(page->out, here ? "" : _("still missing"));
    page_blank(page);
    if (!text_is_empty(material->condition)) {
        text_add(page->out, "      ");
        page_paragraph(page, 6, material->condition);
    }
    text_release(&text);
}

static void add_materials(struct page *page, const struct service *service, const char *have)
{
    struct text line = TEXT_EMPTY;
    size_t here = 0;

    for (size_t i = 0; i < service->material_count; i++)
        here += is_here(have, i + 1);
    text_addf(&line, _("materials: %zu in all, %zu here, %zu missing"), service->material_count,
              here, service->material_count - here);
    page_rule(page);
    page_paragraph(page, 0, line.at);
    for (size_t i = 0; i < service->material_count; i++)
        add_material(page, &service->materials[i], i + 1, is_here(have, i + 1));
    text_release(&line);
}

static void add_item(struct page *page, const struct service *service)
{
    struct text limit = TEXT_EMPTY;

    page_field(page, _("item"), service->name);
    if (service->place == SERVICE_NONE)
        page_field(page, _("note"), _("a committee must not issue this"));
    page_field(page, _("basis"), service->legal_basis);
    if (service->has_limit)
        limit_say(&limit, service->limit.promised);
    page_field(page, _("limit"), limit.at);
    page_field(page, _("cost"), service->cost);
    page_field(page, _("steps"), service->steps);
    page_field(page, _("hours"), service->hours);
    page_field(page, _("go to"), service->instead);
    text_release(&limit);
}

/* A notice is about a case's item, or about an item before there is a case. */
enum status page_notice(struct page *page, const char *about, struct error *error)
{
    struct matter matter = {.service = about, .name = "", .phone = ""};
    struct record record;
    struct service service;
    enum status status;
    bool is_item, found = false;

    TRY(records_get(desk_reader(page->desk), RECORD_SERVICES, about, page->arena, &record, &is_item,
                    error));
    if (!is_item) {
        TRY(follow_case(page->desk, about, page->arena, &matter, error));
        TRY(records_get(desk_reader(page->desk), RECORD_SERVICES, matter.service, page->arena,
                        &record, &found, error));
        if (!found)
            return error_set(error, STATUS_REFUSED, "service",
                             _("case %s has no service item, so there is no checklist"), about);
    }
    service_read(page->arena, &record, &service);
    heading(page, _("one-time notice"));
    if (!is_item)
        add_person(page, &matter);
    add_item(page, &service);
    add_materials(page, &service, matter.have);
    page_rule(page);
    if (!is_item) {
        page_paragraph(page, 0, _("Next time bring only what is missing, and this code:"));
        add_code(page, &matter);
    }
    page_foot(page);
done:
    return status;
}

enum status page_letter(struct page *page, const char *about, struct error *error)
{
    struct matter matter;
    enum status status;
    const char *said = "";
    char at[CLOCK_TEXT];

    TRY(follow_case(page->desk, about, page->arena, &matter, error));
    if (matter.is_open)
        return error_set(error, STATUS_REFUSED, "number",
                         _("the case is open; an outcome letter is written once it is closed"));
    for (size_t i = 0; i < matter.history_count; i++) {
        const struct act *act = matter.history[i].act;
        bool is_answer = act_class_of(act) == ACT_CLOSING || act->kind == ACT_TELL;
        if (!matter.history[i].is_voided && is_answer && act->value[FIELD_TEXT])
            said = act->value[FIELD_TEXT];
    }
    heading(page, _("outcome letter"));
    page_field(page, _("case"), matter.number);
    add_person(page, &matter);
    page_field(page, _("about"), matter.subject);
    page_field(page, _("taken in"), clock_format_short(matter.opened_at, at));
    page_field(page, _("closed"), clock_format_short(matter.closed_at, at));
    page_field(page, _("outcome"), word_label(word_outcomes, matter.outcome));
    page_field(page, _("result"), said);
    page_field(page, _("accountable"), follow_answer(page->desk, &matter).name);
    page_foot(page);
done:
    return status;
}
