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

enum status decide_report_up(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    char street[NODE_PART];

    if (is_centres_own(m))
        return decide_refuse(ruling, "",
                             _("a street centre's own case is dispatched, not reported up"));
    if (m->state == STATE_REPORTED || m->state == STATE_DISPATCHED)
        return decide_refuse(ruling, "",
                             _("the case has been reported up already; remind the street "
                               "centre instead (remind)"));
    if (!ruling->is_probe)
        ruling->act->value[FIELD_TO] = arena_copy(ruling->arena, node_street_of(m->node, street));
    return STATUS_OK;
}

enum status decide_dispatch(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    const char *to = act_text(ruling->act, FIELD_TO);
    char street[NODE_PART], district[NODE_PART];
    bool is_at_centre = is_centres_own(m) && m->state != STATE_DISPATCHED &&
                        m->state != STATE_WAITING && m->state != STATE_SHELVED;

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
    return STATUS_OK;
}

enum status decide_give_back(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    char street[NODE_PART];

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
    return decide_refuse(ruling, "",
                         _("a reply is given to a dispatched case by its department, or to a "
                           "reported one by the dispatcher"));
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
