/* SPDX-License-Identifier: MIT */
/* Slips for the wall and the counter: duty plate, contact card of a grid, list of the seven
 * categories. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/service.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

static const char *station_name(const struct page *page)
{
    const char *name = page->node.value[RECORD_NODES_NAME];

    return *name ? name : desk_node_name(page->desk);
}

static void add_duty(struct page *page, const char *seat, const char *label)
{
    const struct people *people = desk_people(page->desk);
    struct text line = TEXT_EMPTY;

    for (size_t i = 0; i < people->duty_count; i++) {
        const struct people_duty *duty = &people->duty[i];
        if (strcmp(duty->seat, seat) != 0)
            continue;
        text_clear(&line);
        text_addf(&line, "%s  %s-%s", desk_name(page->desk, duty->staff_id), duty->from, duty->to);
        page_field(page, label, line.at);
    }
    text_release(&line);
}

enum status page_plate(struct page *page, const char *about, struct error *error)
{
    char day[CLOCK_TEXT];

    (void)about;
    (void)error;
    page_title(page, station_name(page));
    page_title(page, _("on duty today"));
    page_title(page, clock_format_day(desk_today(page->desk), day));
    page_rule(page);
    add_duty(page, "desk", _("desk"));
    add_duty(page, "joint", _("joint"));
    page_rule(page);
    page_field(page, _("telephone"), page->node.value[RECORD_NODES_PHONE]);
    page_field(page, _("service hours"), page->node.value[RECORD_NODES_HOURS]);
    return STATUS_OK;
}

static void add_staff(struct page *page, const struct person *person)
{
    struct text line = TEXT_EMPTY;

    text_addf(&line, "%s %s", person->name, person->phone);
    page_field(page, *person->title ? person->title : _("staff"), line.at);
    text_release(&line);
}

enum status page_card(struct page *page, const char *about, struct error *error)
{
    const struct people *people = desk_people(page->desk);
    const char *leader = people_grid_leader(people, about);
    struct record grid;
    enum status status;
    bool found;

    TRY(records_get(desk_reader(page->desk), RECORD_GRIDS, about, page->arena, &grid, &found,
                    error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "grid", _("there is no grid %s"), about);
    page_title(page, _("contact card"));
    page_title(page, station_name(page));
    page_title(page, grid.value[RECORD_GRIDS_NAME]);
    page_rule(page);
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        bool is_ours = strcmp(person->id, leader) == 0 || person_list_has(person->grids, about) ||
                       (person_has(person, ROLE_SECRETARY) &&
                        strcmp(person->node, desk_node(page->desk)) == 0);
        if (is_ours && person->status != PERSON_LEFT)
            add_staff(page, person);
    }
    page_rule(page);
    page_field(page, _("telephone"), page->node.value[RECORD_NODES_PHONE]);
    page_field(page, _("address"), page->node.value[RECORD_NODES_ADDRESS]);
    page_rule(page);
    page_paragraph(page, 0, _("Your wish (we collect, discuss, handle together, answer):"));
    for (int i = 0; i < 4; i++)
        page_blank(page);
done:
    return status;
}

struct wall {
    struct page *page;
    const char *category;
    size_t count;
};

static enum status add_item(void *context, const struct record *record, struct error *error)
{
    struct wall *wall = context;
    struct text line = TEXT_EMPTY;

    (void)error;
    if (strcmp(record->value[RECORD_SERVICES_CATEGORY], wall->category) != 0)
        return STATUS_OK;
    text_addf(&line, "%2zu %s", ++wall->count, record->value[RECORD_SERVICES_NAME]);
    if (strcmp(record->value[RECORD_SERVICES_PLACE], "none") == 0)
        text_addf(&line, " (%s)", _("a committee must not issue this"));
    page_paragraph(wall->page, 3, line.at);
    text_release(&line);
    return STATUS_OK;
}

enum status page_wall(struct page *page, const char *about, struct error *error)
{
    enum status status = STATUS_OK;

    (void)about;
    page_title(page, _("service list"));
    page_title(page, station_name(page));
    for (const struct word *category = word_categories; category->word; category++) {
        struct wall wall = {page, category->word, 0};
        page_rule(page);
        page_title(page, _(category->label));
        TRY(records_each(desk_reader(page->desk), RECORD_SERVICES, "", add_item, &wall, error));
    }
    page_rule(page);
done:
    return status;
}
