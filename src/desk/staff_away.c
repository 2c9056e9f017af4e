/* SPDX-License-Identifier: MIT */
/* Absence with its days and its cover. */
#include "config.h"

#include "shouwen/desk/staff.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "desk/staff_inside.h"

static bool has_absence(const struct person *person, int32_t today)
{
    return (person->away_from != CLOCK_NO_DAY || person->away_until != CLOCK_NO_DAY) &&
           (person->away_until == CLOCK_NO_DAY || person->away_until >= today);
}

static bool is_here_on(const struct person *person, int32_t day)
{
    return person && person_is_active(person, day);
}

static enum status check_cover(const struct desk *desk, const struct person *person,
                               const struct staff_absence *absence, struct error *error)
{
    const struct person *cover = people_find(desk_people(desk), absence->cover);

    if (!cover)
        return error_set(error, STATUS_NOT_FOUND, "cover", _("no staff member has the id %s"),
                         absence->cover);
    if (text_same(cover->id, person->id))
        return error_set(error, STATUS_REFUSED, "cover", _("nobody can be their own cover"));
    if (!text_same(cover->node, person->node))
        return error_set(error, STATUS_REFUSED, "cover",
                         _("%s does not work at the same place; choose a colleague there"),
                         cover->name);
    if (!is_here_on(cover, absence->from_on))
        return error_set(error, STATUS_REFUSED, "cover",
                         _("%s is not here on that day either; choose somebody who is"),
                         cover->name);
    return STATUS_OK;
}

/* What was not given is taken from what stands. */
static enum status complete(const struct desk *desk, const struct person *person,
                            struct staff_absence *absence, struct error *error)
{
    int32_t today = desk_today(desk);
    bool stands = has_absence(person, today);
    const struct person *backup = people_find(desk_people(desk), person->backup);

    if (absence->from_on == CLOCK_NO_DAY)
        absence->from_on = stands && person->away_from != CLOCK_NO_DAY ? person->away_from : today;
    bool is_taken_back = absence->until_on != CLOCK_NO_DAY && absence->until_on < absence->from_on;
    if (is_taken_back && absence->until_on >= today)
        return error_set(error, STATUS_REFUSED, "until",
                         _("the absence would end before it begins"));
    if (is_taken_back) {
        *absence = (struct staff_absence){person->id, CLOCK_NO_DAY, CLOCK_NO_DAY, ""};
        return STATUS_OK;
    }
    if (absence->cover)
        return *absence->cover ? check_cover(desk, person, absence, error) : STATUS_OK;
    if (stands && is_here_on(people_find(desk_people(desk), person->cover), absence->from_on))
        absence->cover = person->cover;
    else
        absence->cover = is_here_on(backup, absence->from_on) ? backup->id : "";
    return STATUS_OK;
}

enum status staff_away(struct desk *desk, struct arena *arena, struct staff_absence *absence,
                       struct error *error)
{
    struct record record = {.kind = RECORD_STAFF, .id = absence->id};
    const struct person *person;
    struct ledger *ledger;
    enum ledger_change change;
    char day[CLOCK_TEXT];
    enum status status;

    TRY(staff_require_keeper(desk, absence->id, DEED_AWAY, &person, error));
    if (person->status == PERSON_LEFT)
        return error_set(error, STATUS_REFUSED, "staff", _("%s has left the staff"), person->name);
    TRY(complete(desk, person, absence, error));
    absence->cover = arena_copy(arena, absence->cover);
    record.value[RECORD_STAFF_AWAY_FROM] =
        arena_copy(arena, clock_format_day(absence->from_on, day));
    record.value[RECORD_STAFF_AWAY_UNTIL] =
        arena_copy(arena, clock_format_day(absence->until_on, day));
    record.value[RECORD_STAFF_COVER] = absence->cover;
    /* the days say it from now on */
    record.value[RECORD_STAFF_STATUS] = "active";
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, desk_person_id(desk), &record, &change, error));
    TRY(desk_refresh(desk, error));
done:
    return status;
}
