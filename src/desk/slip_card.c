/* SPDX-License-Identifier: MIT */
/* Slips with the station's people: the duty plate on the counter, the contact card of a grid. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/records.h"
#include "desk/slip_inside.h"

#include <string.h>

enum { NAME_COLUMNS = 10, PHONE_COLUMNS = 14, WISH_LINES = 4 };

/* --- the duty plate --- */

static const char *seat_label(const char *seat)
{
    if (strcmp(seat, "desk") == 0)
        return _("desk");
    if (strcmp(seat, "joint") == 0)
        return _("joint");
    return *seat ? seat : _("on duty");
}

/* False if nobody of this station's staff comes for that line of the roster. */
static bool add_duty(struct page *page, const struct people_duty *duty)
{
    const struct people *people = desk_people(page->desk);
    const struct person *named = people_find(people, duty->staff_id);
    const struct person *person = people_present(people, duty->staff_id);

    if (!person || !text_same(named->node, desk_node(page->desk)))
        return false;
    const char *name = person == named
                           ? person->name
                           : arena_format(page->arena, _("%s (for %s)"), person->name, named->name);
    page_field(page, seat_label(duty->seat),
               *duty->from || *duty->to
                   ? arena_format(page->arena, "%s-%s  %s", duty->from, duty->to, name)
                   : name);
    return true;
}

enum status page_plate(struct page *page, const char *about, struct error *error)
{
    const struct people *people = desk_people(page->desk);
    const struct person *secretary = responsibility_secretary(people, desk_node(page->desk));

    size_t here = 0;

    (void)about;
    (void)error;
    page_title_station(page);
    page_title(page, _("on duty today"));
    page_title(page, page_say_day(page, desk_today(page->desk)));
    page_rule(page);
    for (enum seat seat = SEAT_DESK; seat <= SEAT_JOINT; seat++)
        for (size_t i = 0; i < people->duty_count; i++)
            if (people_seat(people, &people->duty[i]) == seat)
                here += add_duty(page, &people->duty[i]);
    if (!here)
        page_paragraph(page, _("Nobody is on today's roster."));
    page_rule(page);
    if (secretary)
        page_field(page, _("secretary"), page_say_staff(page, secretary->id, NULL));
    page_foot(page, NULL);
    return STATUS_OK;
}

/* --- the contact card --- */

/* Names of the items of a list of codes; a code that is none is what people call it. */
static enum status say_duties(struct page *page, const char *codes, const char **said,
                              struct error *error)
{
    struct text names = TEXT_EMPTY;
    enum status status = STATUS_OK;
    struct record item;
    size_t count;
    bool found;

    const char **parts = parts_split(page->arena, codes, PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++) {
        TRY(records_get(desk_reader(page->desk), RECORD_SERVICES, parts[i], page->arena, &item,
                        &found, error));
        text_add(&names, i ? _(", ") : "");
        text_add(&names, found ? record_text(&item, RECORD_SERVICES_NAME) : parts[i]);
    }
    *said = arena_copy(page->arena, names.at);
done:
    text_release(&names);
    return status;
}

/* "name  title  telephone", the duties below; a long name or a narrow page has the title below. */
static enum status add_staff(struct page *page, const struct person *person, struct error *error)
{
    const int title = page->columns - NAME_COLUMNS - PHONE_COLUMNS;
    struct text row = TEXT_EMPTY;
    const char *duties;
    enum status status;

    TRY(say_duties(page, person->duties, &duties, error));
    bool is_row = page->columns >= PAGE_COLUMNS_TABLE &&
                  utf8_columns(person->name) < NAME_COLUMNS && utf8_columns(person->title) < title;
    if (is_row) {
        utf8_pad(&row, person->title, title);
        text_add(&row, person->phone);
        page_part(page, person->name, NAME_COLUMNS, row.at);
    } else {
        page_part(page, "", 0, arena_format(page->arena, "%s  %s", person->name, person->phone));
        if (*person->title)
            page_part(page, "", 2, person->title);
    }
    if (*duties)
        page_part(page, "", is_row ? NAME_COLUMNS : 2, duties);
    page_end(page);
done:
    text_release(&row);
    return status;
}

/* Those who serve the whole place have no grids of their own. */
static bool is_of_place(const struct page *page, const struct person *person)
{
    return text_same(person->node, desk_node(page->desk)) && !*person->grids &&
           person->roles &
               (1u << ROLE_SECRETARY | 1u << ROLE_DESK | 1u << ROLE_JOINT | 1u << ROLE_WORKER);
}

static bool is_of_grid(const struct page *page, const struct person *person, const char *grid)
{
    return text_same(person->id, people_grid_leader(desk_people(page->desk), grid)) ||
           person_list_has(person->grids, grid);
}

static enum status add_people(struct page *page, const char *grid, bool is_grid,
                              struct error *error)
{
    const struct people *people = desk_people(page->desk);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        bool is_one = is_of_grid(page, person, grid);
        if (person->status == PERSON_LEFT || is_one != is_grid ||
            (!is_one && !is_of_place(page, person)))
            continue;
        TRY(add_staff(page, person, error));
    }
done:
    return status;
}

enum status page_card(struct page *page, const char *about, struct error *error)
{
    struct record grid;
    enum status status;
    bool found;

    TRY(records_get(desk_reader(page->desk), RECORD_GRIDS, about, page->arena, &grid, &found,
                    error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "grid", _("there is no grid %s"), about);
    page_title(page, _("contact card"));
    page_title_station(page);
    page_rule(page);
    page_title(page, record_text(&grid, RECORD_GRIDS_NAME));
    TRY(add_people(page, about, true, error));
    page_rule(page);
    page_title(page, _("village or neighbourhood"));
    TRY(add_people(page, about, false, error));
    page_foot(page, NULL);
    page_rule(page);
    page_paragraph(page, _("Your wish (we collect, discuss, handle together, answer):"));
    for (int i = 0; i < WISH_LINES; i++)
        page_blank(page);
done:
    return status;
}
