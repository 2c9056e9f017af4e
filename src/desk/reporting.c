/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/reporting.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/desk/follow.h"

#include <string.h>

static const unsigned reporters =
    1u << ROLE_GRID_LEADER | 1u << ROLE_GRID_MEMBER | 1u << ROLE_GRID_HELPER | 1u << ROLE_INFORMANT;

bool reporting_is_usual(const struct desk *desk)
{
    const struct person *person = desk_person(desk);

    return person && (person->roles & reporters);
}

const char *reporting_grid(const struct desk *desk, const char *place, struct arena *arena)
{
    const struct person *person = desk_person(desk);
    const char *found = people_grid_of_place(desk_people(desk), desk_home(desk), place);

    if (*found || !person || !*person->grids)
        return found;
    return arena_copy_part(arena, person->grids, strcspn(person->grids, ";"));
}

static const char *or_null(const char *text)
{
    return text_is_empty(text) ? NULL : text;
}

enum status reporting_record(struct desk *desk, const struct reporting *report, struct arena *arena,
                             const char **number, const char **holder, struct error *error)
{
    struct act act = {.kind = ACT_OPEN};
    struct text door = TEXT_EMPTY;
    struct matter matter;
    enum status status;

    act.value[FIELD_CHANNEL] = "grid";
    act.value[FIELD_SUBJECT] = report->what;
    act.value[FIELD_URGENCY] = or_null(report->urgency);
    act.value[FIELD_PLACE_KIND] = or_null(report->place_kind);
    act.value[FIELD_REQUEST] = or_null(report->request);
    if (searchkey_door(&door, report->place))
        act.value[FIELD_DOOR] = arena_copy(arena, door.at);
    else
        act.value[FIELD_PLACE] = or_null(report->place);
    act.value[FIELD_GRID] = or_null(
        text_is_empty(report->grid) ? reporting_grid(desk, report->place, arena) : report->grid);
    TRY(follow_record(desk, &act, 1, arena, number, error));
    TRY(follow_case(desk, *number, arena, &matter, error));
    *holder = follow_answer(desk, &matter).name;
done:
    text_release(&door);
    return status;
}
