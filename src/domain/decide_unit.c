/* SPDX-License-Identifier: MIT */
/* The way up to street and departments, and back (domain.md 3). */
#include "config.h"

#include "shouwen/domain/decide_rules.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

#include <string.h>

static bool is_centres_own(const struct matter *m)
{
    return node_level_of(m->node) == NODE_STREET;
}

/* A pause ends before anything goes on: what stands still has no unit at work. */
static enum status refuse_paused(const struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    return decide_refuse(ruling, "",
                         m->state == STATE_SHELVED
                             ? _("the case is shelved; resume it first (resume)")
                             : _("the case waits for what is missing; resume it first (resume)"));
}

enum status decide_report_up(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    char street[NODE_PART];

    if (is_centres_own(m))
        return decide_refuse(ruling, "",
                             _("a street centre's own case is dispatched, not reported up"));
    if (!text_same(m->unit, m->node))
        return decide_refuse(ruling, "",
                             _("the case has been reported up already; remind the street "
                               "centre instead (remind)"));
    if (!ruling->is_probe)
        ruling->act->value[FIELD_TO] = arena_copy(ruling->arena, node_street_of(m->node, street));
    return STATUS_OK;
}

static bool has_staff(const struct people *people, const char *node)
{
    for (size_t i = 0; i < people->count; i++)
        if (people->at[i].status != PERSON_LEFT && text_same(people->at[i].node, node))
            return true;
    return false;
}

enum status decide_dispatch(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    const char *to = act_text(ruling->act, FIELD_TO);
    char street[NODE_PART], district[NODE_PART];
    bool is_at_centre = is_centres_own(m) && m->state != STATE_DISPATCHED && !matter_is_paused(m);

    if (matter_is_paused(m))
        return refuse_paused(ruling);
    if (m->state != STATE_REPORTED && !is_at_centre)
        return decide_refuse(ruling, "", _("only a case that was reported up can be dispatched"));
    if (ruling->is_probe)
        return STATUS_OK;
    node_street_of(m->node, street);
    node_district_of(m->node, district);
    size_t prefix = strcspn(to, "-");
    bool is_ours = (prefix == strlen(street) && text_starts(to, street)) ||
                   (prefix == strlen(district) && text_starts(to, district));
    if (node_level_of(to) != NODE_DEPARTMENT || !is_ours)
        return error_set(ruling->error, STATUS_INVALID, "to",
                         _("\"%s\" is no section of street %s and no department of district %s"),
                         to, street, district);
    /* a case sent to a code that nobody has would be with nobody */
    if (!ruling->situation->is_unit_listed && !has_staff(ruling->situation->people, to))
        return error_set(ruling->error, STATUS_NOT_FOUND, "to",
                         _("there is no unit %s; choose one of the list (export nodes), or have an "
                           "administrator add it"),
                         to);
    return STATUS_OK;
}

enum status decide_give_back(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    char street[NODE_PART];

    if (matter_is_paused(m))
        return refuse_paused(ruling);
    if (m->state != STATE_DISPATCHED)
        return decide_refuse(ruling, "", _("only a dispatched case can be given back"));
    if (!ruling->is_probe)
        ruling->act->value[FIELD_TO] = arena_copy(ruling->arena, node_street_of(m->node, street));
    return STATUS_OK;
}

enum status decide_reply(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    bool is_dispatcher = ruling->situation->is_founding || (ruling->who & WHO_DISPATCHER);
    bool is_clerk = ruling->situation->is_founding || (ruling->who & WHO_CLERK);

    if ((m->state == STATE_DISPATCHED && is_clerk) || (m->state == STATE_REPORTED && is_dispatcher))
        return STATUS_OK;
    if (matter_is_paused(m))
        return refuse_paused(ruling);
    return decide_refuse(ruling, "",
                         _("a reply is given to a dispatched case by its department, or to a "
                           "reported one by the dispatcher"));
}

/* Whom a reminder goes to: the unit that has the case in hand; at home the person who holds it. */
enum status decide_urge(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (!ruling->is_probe && !ruling->act->value[FIELD_TO])
        ruling->act->value[FIELD_TO] = text_same(m->unit, m->node) ? m->holder : m->unit;
    return STATUS_OK;
}

/* What the station has in hand within its days is not the district's to open: supervising shows it
 * whole (visibility.h). */
static bool has_left_home(const struct matter *m)
{
    return !text_same(m->unit, m->node) || m->replied_at ||
           m->flags & (FLAG_SUPERVISED | FLAG_DISPUTE);
}

enum status decide_supervise(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    int32_t today = ruling->situation->people->today;

    if (!has_left_home(m) && !matter_is_late(m, today))
        return decide_refuse(ruling, "",
                             _("the station has this case in hand and its day has not passed; the "
                               "district supervises what was reported up or is late"));
    return decide_urge(ruling);
}

enum status decide_extend(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    int32_t due_on = m->unit_due_on != CLOCK_NO_DAY ? m->unit_due_on : m->due_on;
    char due[CLOCK_TEXT];

    if (!ruling->is_probe && clock_day_of(act_number(ruling->act, FIELD_UNTIL, 0)) <= due_on)
        return error_set(ruling->error, STATUS_REFUSED, "until",
                         _("the case is due on %s; an extension gives a later day"),
                         clock_format_day(due_on, due));
    return STATUS_OK;
}
