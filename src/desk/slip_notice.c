/* SPDX-License-Identifier: MIT */
/* The one-time notice 一次性告知单: everything that an item needs, said once. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/service.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

enum { BOX_COLUMNS = 7 /* "[x] 12 " */, GAP = 2, NAME_LEAST = 16 };

bool page_have(const char *have, size_t line)
{
    while (have && *have) {
        size_t length = strcspn(have, ",");
        unsigned long number = 0;
        for (size_t i = 0; i < length; i++)
            number = number * 10 + (unsigned long)(have[i] - '0');
        if (number == line)
            return true;
        have += length + (have[length] == ',');
    }
    return false;
}

/* --- the materials --- */

/* What is said of a line of the checklist: brought, missing, or wanted under its condition only. */
static const char *standing(const struct material *material, bool is_here)
{
    if (is_here)
        return _("brought");
    return *material->condition ? _("if it applies") : _("still missing");
}

static const char *say_form(struct page *page, const struct material *material)
{
    if (material->form == MATERIAL_ANY)
        return arena_format(page->arena, _("%dx"), material->count);
    return arena_format(page->arena, _("%dx %s"), material->count,
                        material_form_label(material->form));
}

struct table {
    int form, standing; /* columns; form 0: what belongs to a material stands below its name */
};

static struct table measure(struct page *page, const struct service *service, const char *have,
                            bool is_case)
{
    struct table table = {0};

    for (size_t i = 0; i < service->material_count; i++) {
        const struct material *material = &service->materials[i];
        int form = utf8_columns(say_form(page, material));
        int said = is_case ? utf8_columns(standing(material, page_have(have, i + 1))) : 0;
        table.form = form > table.form ? form : table.form;
        table.standing = said > table.standing ? said : table.standing;
    }
    if (page->columns - BOX_COLUMNS - 2 * GAP - table.form - table.standing < NAME_LEAST)
        table.form = 0;
    return table;
}

/* The lines below a material's name, put together. */
static void add_below(struct page *page, const char *label, const char *text)
{
    if (*text)
        page_part(page, "", BOX_COLUMNS, arena_format(page->arena, "%s  %s", label, text));
}

static void add_material(struct page *page, struct table table, const struct material *material,
                         size_t line, const char *said)
{
    const char *form = say_form(page, material);
    const char *box =
        arena_format(page->arena, "[%s]%3zu", text_same(said, _("brought")) ? "x" : " ", line);
    struct text row = TEXT_EMPTY;
    int name = page->columns - BOX_COLUMNS - 2 * GAP - table.form - table.standing;

    if (table.form && utf8_columns(material->name) <= name) {
        utf8_pad(&row, material->name, name + GAP);
        utf8_pad(&row, form, table.form + GAP);
        text_add(&row, said);
        page_part(page, box, BOX_COLUMNS, row.at);
    } else {
        text_addf(&row, "%s\n%s%s%s", material->name, form, *said ? "  " : "", said);
        page_part(page, box, BOX_COLUMNS, row.at);
    }
    add_below(page, _("only if"), material->condition);
    add_below(page, _("where to get it"), material->where);
    page_end(page);
    text_release(&row);
}

static void add_counts(struct page *page, const struct service *service, const char *have)
{
    size_t here = 0, missing = 0;

    for (size_t i = 0; i < service->material_count; i++) {
        if (page_have(have, i + 1))
            here++;
        else if (!*service->materials[i].condition)
            missing++;
    }
    page_paragraph(page,
                   arena_format(page->arena, _("materials: %zu in all, %zu here, %zu missing"),
                                service->material_count, here, missing));
}

void page_materials(struct page *page, const struct service *service, const char *have,
                    bool is_case)
{
    struct table table = measure(page, service, have, is_case);

    page_rule(page);
    if (!service->material_count)
        page_paragraph(page, _("No materials are needed."));
    else if (is_case)
        add_counts(page, service, have);
    else
        page_paragraph(
            page, arena_format(page->arena, _("materials: %zu in all"), service->material_count));
    for (size_t i = 0; i < service->material_count; i++) {
        const struct material *material = &service->materials[i];
        add_material(page, table, material, i + 1,
                     is_case ? standing(material, page_have(have, i + 1)) : "");
    }
    page_rule(page);
}

/* --- the item --- */

static const char *say_limit(struct page *page, const struct service *service)
{
    struct text promised = TEXT_EMPTY, statutory = TEXT_EMPTY;
    const char *said = "";

    if (service->has_limit) {
        limit_say(&promised, service->limit.promised);
        limit_say(&statutory, service->limit.statutory);
        said = service->limit.has_statutory ? arena_format(page->arena, _("%s promised, %s by law"),
                                                           promised.at, statutory.at)
                                            : arena_copy(page->arena, promised.at);
        if (service->restarts)
            said = arena_format(page->arena, _("%s, counted anew when what is missing has come"),
                                said);
    }
    text_release(&promised);
    text_release(&statutory);
    return said;
}

/* A line each, numbered where there are several. */
static void add_steps(struct page *page, const char *steps)
{
    struct text lines = TEXT_EMPTY;
    size_t count;
    const char **parts = parts_split(page->arena, steps, ";；\n", &count);

    for (size_t i = 0; i < count; i++) {
        if (count > 1)
            text_addf(&lines, "%s%zu ", i ? "\n" : "", i + 1);
        text_add(&lines, parts[i]);
    }
    page_field(page, _("steps"), lines.at);
    text_release(&lines);
}

/* The department that answers for the item, unless that is this station. */
static enum status add_department(struct page *page, const struct service *service,
                                  struct error *error)
{
    struct record node;
    enum status status;
    bool found;

    if (text_same(service->department, desk_node(page->desk)))
        return STATUS_OK;
    TRY(records_get(desk_reader(page->desk), RECORD_NODES, service->department, page->arena, &node,
                    &found, error));
    if (!found)
        goto done;
    const char *phone = record_text(&node, RECORD_NODES_PHONE);
    page_field(page, _("department"),
               arena_format(page->arena, "%s%s%s", record_text(&node, RECORD_NODES_NAME),
                            *phone ? "  " : "", phone));
done:
    return status;
}

struct notice {
    struct matter matter; /* number NULL: about an item, before there is a case */
    struct record record;
    struct service service;
};

static enum status add_item(struct page *page, const struct notice *notice, struct error *error)
{
    const struct service *service = &notice->service;
    enum status status;

    page_field(page, _("for whom"), service->coverage);
    page_field(page, _("basis"), service->legal_basis);
    page_field(page, _("limit"), say_limit(page, service));
    page_field(page, _("cost"), service->cost);
    page_field(page, _("way"),
               word_label(word_places, record_text(&notice->record, RECORD_SERVICES_PLACE)));
    add_steps(page, service->steps);
    page_field(page, _("handled at"), page_say_hours(page, service->hours));
    TRY(add_department(page, service, error));
    page_materials(page, service, notice->matter.have, notice->matter.number != NULL);
done:
    return status;
}

/* What a committee must not issue: why, and where to go instead. */
static void add_instead(struct page *page, const struct service *service)
{
    page_rule(page);
    page_title(page, _("a committee must not issue this"));
    page_rule(page);
    page_field(page, _("basis"), service->legal_basis);
    page_field(page, _("go to"), service->instead);
}

static enum status read_notice(struct page *page, const char *about, struct notice *notice,
                               struct error *error)
{
    enum status status;
    bool found;

    TRY(records_get(desk_reader(page->desk), RECORD_SERVICES, about, page->arena, &notice->record,
                    &found, error));
    if (!found) {
        status = page_case(page, about, "print notice", &notice->matter, error);
        if (status == STATUS_NOT_FOUND)
            error_set(error, status, "number", _("there is no case and no service item %s"), about);
        TRY(status);
        TRY(records_get(desk_reader(page->desk), RECORD_SERVICES, notice->matter.service,
                        page->arena, &notice->record, &found, error));
    }
    if (!found)
        return error_set(error, STATUS_REFUSED, "service",
                         _("case %s has no service item, so there is no checklist"), about);
    service_read(page->arena, &notice->record, &notice->service);
done:
    return status;
}

enum status page_notice(struct page *page, const char *about, struct error *error)
{
    struct notice notice = {0};
    enum status status;

    TRY(read_notice(page, about, &notice, error));
    bool is_case = notice.matter.number != NULL;
    page_title(page, _("one-time notice"));
    page_title_station(page);
    page_rule(page);
    page_field(page, _("item"), notice.service.name);
    page_field(page, _("told on"), page_say_moment(page, clock_now_at()));
    if (is_case)
        page_concerned(page, &notice.matter);
    if (notice.service.place == SERVICE_NONE)
        add_instead(page, &notice.service);
    else
        TRY(add_item(page, &notice, error));
    if (is_case && notice.service.place != SERVICE_NONE)
        page_code(page, &notice.matter, _("Next time bring only what is missing, and this code."));
    page_foot(page,
              is_case ? follow_answer(page->desk, &notice.matter).id : desk_person_id(page->desk));
done:
    return status;
}
