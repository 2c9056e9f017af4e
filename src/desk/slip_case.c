/* SPDX-License-Identifier: MIT */
/* Slips about one case: receipt and outcome letter. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/service.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

void page_code(struct page *page, const struct matter *matter, const char *sentence)
{
    const char *code = ident_query_code(matter->number);

    page_rule(page);
    page_title(page,
               arena_format(page->arena, "%s  %s", _("query code"), code ? code : matter->number));
    page_title(page, sentence);
    page_rule(page);
}

static const char *with_phone(struct page *page, const char *name, const char *phone)
{
    struct text masked = TEXT_EMPTY;

    if (text_is_empty(phone))
        return name;
    mask_tail(&masked, phone);
    const char *said = arena_format(page->arena, "%s  %s", name, masked.at);
    text_release(&masked);
    return said;
}

/* The other party is never named, nor is what they said (domain.md 3). */
void page_concerned(struct page *page, const struct matter *matter)
{
    const char *name = follow_name(matter);

    page_field(page, _("person concerned"), with_phone(page, name, matter->phone));
    for (size_t i = 0; i < matter->party_count; i++) {
        const struct matter_party *party = &matter->parties[i];
        if (strcmp(party->role, "proxy") != 0)
            continue;
        name = text_is_empty(party->relation)
                   ? party->name
                   : arena_format(page->arena, _("%s (%s)"), party->name, party->relation);
        page_field(page, _("acting for them"), with_phone(page, name, party->phone));
    }
}

/* What another unit gave as its receipt belongs into the resident's hands. */
static void add_ways(struct page *page, const struct matter *matter)
{
    for (size_t i = 0; i < matter->way_count; i++) {
        const struct matter_way *way = &matter->ways[i];
        if (!*way->unit && !*way->receipt)
            continue;
        page_field(
            page, _("way"),
            arena_format(page->arena, "%s%s%s%s%s", word_label(word_ways, way->via),
                         *way->via && *way->unit ? "  " : "", way->unit, *way->receipt ? "  " : "",
                         *way->receipt ? arena_format(page->arena, _("receipt %s"), way->receipt)
                                       : ""));
    }
}

void page_accountable(struct page *page, const struct matter *matter)
{
    struct accountable answer = follow_answer(page->desk, matter);

    page_field(page, _("accountable"),
               answer.is_elsewhere
                   ? answer.name
                   : page_say_staff(page, answer.id, answer.is_stand_in ? matter->holder : NULL));
}

static void add_due(struct page *page, const struct matter *matter)
{
    const char *said = page_say_day(page, matter->due_on);

    if (matter->flags & FLAG_CALENDAR && !*said)
        said = arena_format(page->arena, _("the %d calendar is not loaded"),
                            (int)matter->missing_year);
    else if (*said && matter->waiting_on != CLOCK_NO_DAY)
        said = arena_format(page->arena, _("%s; later by the days until all is here"), said);
    page_field(page, _("due by"), said);
}

/* Item and materials that were handed in; what the list no longer has is left out. */
static enum status add_taken(struct page *page, const struct matter *matter, struct error *error)
{
    struct record record;
    struct service service;
    enum status status;
    bool found;
    struct text brought = TEXT_EMPTY;

    TRY(records_get(desk_reader(page->desk), RECORD_SERVICES, matter->service, page->arena, &record,
                    &found, error));
    if (!found)
        goto done;
    service_read(page->arena, &record, &service);
    page_field(page, _("item"), service.name);
    for (size_t i = 0; i < service.material_count; i++) {
        if (!page_have(matter->have, i + 1))
            continue;
        text_add(&brought, brought.length ? _(", ") : "");
        text_add(&brought, service.materials[i].name);
    }
    page_field(page, _("materials taken"), brought.at);
done:
    text_release(&brought);
    return status;
}

enum status page_case(struct page *page, const char *about, const char *what, struct matter *matter,
                      struct error *error)
{
    enum status status;

    TRY(follow_case_for(page->desk, about, what, page->arena, matter, error));
    if (!matter->is_head)
        return STATUS_OK;
    error_set(error, STATUS_DENIED, "number",
              _("slips of a case are for those by whom it is seen whole; ask its station"));
    status = desk_note_refusal(page->desk, STATUS_DENIED, what, matter->number, error);
done:
    return status;
}

enum status page_receipt(struct page *page, const char *about, struct error *error)
{
    struct matter matter;
    enum status status;

    TRY(page_case(page, about, "print receipt", &matter, error));
    page_title(page, _("case receipt"));
    page_title_station(page);
    page_code(page, &matter, _("With it anyone at the station can say how things stand."));
    page_field(page, _("case"), matter.number);
    page_concerned(page, &matter);
    page_field(page, _("about"), matter.subject);
    TRY(add_taken(page, &matter, error));
    add_ways(page, &matter);
    page_field(page, _("taken in"), page_say_moment(page, matter.opened_at));
    page_field(page, _("taken in by"), follow_staff(page->desk, &matter, matter.first_contact));
    page_accountable(page, &matter);
    if (matter.is_open) {
        add_due(page, &matter);
    } else {
        page_field(page, _("closed at"), page_say_moment(page, matter.closed_at));
        page_field(page, _("outcome"), word_label(word_outcomes, matter.outcome));
    }
    page_foot(page, NULL);
    page_field(page, _("printed"), page_say_moment(page, clock_now_at()));
done:
    return status;
}

/* What came back from above, what the resident was told of it, or the words of the act that closed
 * the case: the last of them. A reason is for the history: it may hold what others said. */
static const char *result_of(const struct matter *matter)
{
    const char *said = "";

    for (size_t i = 0; i < matter->history_count; i++) {
        const struct act *act = matter->history[i].act;
        bool is_answer =
            act_class_of(act) == ACT_CLOSING || act->kind == ACT_TELL || act->kind == ACT_REPLY;
        if (!matter->history[i].is_voided && is_answer && !text_is_empty(act->value[FIELD_TEXT]))
            said = act->value[FIELD_TEXT];
    }
    return said;
}

enum status page_letter(struct page *page, const char *about, struct error *error)
{
    struct matter matter;
    enum status status;

    TRY(page_case(page, about, "print letter", &matter, error));
    if (matter.is_open)
        return error_set(error, STATUS_REFUSED, "number",
                         _("the case is open; an outcome letter is written once it is closed"));
    page_title(page, _("outcome letter"));
    page_title_station(page);
    page_rule(page);
    page_concerned(page, &matter);
    page_field(page, _("about"), matter.subject);
    page_field(page, _("taken in"), page_say_moment(page, matter.opened_at));
    page_field(page, _("closed at"), page_say_moment(page, matter.closed_at));
    page_field(page, _("outcome"), word_label(word_outcomes, matter.outcome));
    page_field(page, _("result"), result_of(&matter));
    add_ways(page, &matter);
    page_accountable(page, &matter);
    page_field(page, _("case"), matter.number);
    page_code(page, &matter, _("If this does not settle it, ask with this code to reopen it."));
    page_foot(page, NULL);
    page_sign(page, clock_now_at());
done:
    return status;
}
