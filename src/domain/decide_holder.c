/* SPDX-License-Identifier: MIT */
/* Who is to hold the case: the three responsibility rules (domain.md 2). */
#include "config.h"

#include "shouwen/domain/decide_rules.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

const char *decide_fallback_holder(const struct ruling *ruling, const char *rated)
{
    const struct people *people = ruling->situation->people;
    const struct person *holder = responsibility_fallback_holder(people, ruling->home);
    const struct person *dispatcher = responsibility_dispatcher(people, ruling->home);

    if (!holder)
        return ruling->matter->holder;
    if (rated && dispatcher &&
        (text_same(holder->id, rated) ||
         responsibility_is_with(people, rated, holder->id, ruling->home)))
        return dispatcher->id;
    return holder->id;
}

/* Whom an open low rating is about; NULL if none is open. */
static const char *rated_low(const struct ruling *ruling)
{
    return ruling->matter->is_low_open ? ruling->matter->rated : NULL;
}

enum status decide_assign(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (m->rule == RULE_FALLBACK)
        return decide_refuse(ruling, "",
                             _("the case is under fallback responsibility; the secretary "
                               "designates a person (designate)"));
    const struct person *to =
        people_find(ruling->situation->people, act_text(ruling->act, FIELD_TO));
    if (!ruling->is_probe && to && person_only_reports(to))
        return error_set(ruling->error, STATUS_REFUSED, "to",
                         _("%s brings in what others answer for; choose a social worker"),
                         to->name);
    if (!ruling->is_probe && m->rule == RULE_ASSIGNED &&
        text_same(m->holder, act_text(ruling->act, FIELD_TO)))
        return error_set(ruling->error, STATUS_REFUSED, "to", _("%s has this case already"),
                         decide_name(ruling, m->holder));
    return STATUS_OK;
}

/* By the giver or the hand-over, as it is said (domain.md 3); whoever answers for the holder today
 * has their word already. */
static bool is_agreed(const struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    const struct act *act = ruling->act;

    if (!text_is_empty(act->value[FIELD_TEXT]) || !text_is_empty(act->value[FIELD_REASON]))
        return true;
    return responsibility_is_with(ruling->situation->people, act->by, m->holder, m->node);
}

enum status decide_take_over(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (m->rule == RULE_FALLBACK)
        return decide_refuse(ruling, "",
                             _("the case is under fallback responsibility; the secretary "
                               "designates a person (designate)"));
    if (text_same(m->holder, ruling->act->by))
        return decide_refuse(ruling, "", _("you have this case already"));
    if (!ruling->is_probe && !is_agreed(ruling))
        return error_set(ruling->error, STATUS_REFUSED, "text",
                         _("say who agreed that you take it over from %s: they, or the hand-over "
                           "(--text)"),
                         decide_name(ruling, m->holder));
    ruling->act->value[FIELD_HOLDER] = ruling->act->by;
    return STATUS_OK;
}

enum status decide_decline(struct ruling *ruling)
{
    if (ruling->matter->rule != RULE_ASSIGNED)
        return decide_refuse(ruling, "",
                             _("only an assigned case can be declined; the accountable person "
                               "may ask for fallback instead (fall-back)"));
    ruling->act->value[FIELD_HOLDER] = decide_fallback_holder(ruling, NULL);
    return STATUS_OK;
}

/* The program asks only for what the days have brought about: what somebody did since it looked
 * counts. */
static bool has_cause(const struct ruling *ruling)
{
    const struct situation *s = ruling->situation;
    const struct matter *m = ruling->matter;

    return responsibility_gone(s->people, m->holder, m->node) != RESPONSIBILITY_HERE ||
           matter_times_out(m, s->calendar, s->policy, clock_day_of(s->now));
}

enum status decide_fall_back(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    const char *holder = decide_fallback_holder(ruling, rated_low(ruling));

    if (ruling->situation->is_program && !has_cause(ruling))
        return decide_refuse(ruling, "", _("the case has not timed out"));
    if (m->rule == RULE_FALLBACK && text_same(m->holder, holder))
        return error_set(ruling->error, STATUS_REFUSED, "",
                         _("the case is under fallback responsibility already, with %s"),
                         decide_name(ruling, holder));
    ruling->act->value[FIELD_HOLDER] = holder;
    return STATUS_OK;
}

static enum status needs_fallback(const struct ruling *ruling)
{
    if (ruling->matter->rule != RULE_FALLBACK)
        return decide_refuse(ruling, "",
                             _("the case is not under fallback responsibility; assign it "
                               "instead (assign)"));
    return STATUS_OK;
}

static enum status check_rated(const struct ruling *ruling, const char *whom)
{
    const char *rated = rated_low(ruling);

    if (text_is_empty(rated) || !text_same(rated, whom))
        return STATUS_OK;
    return error_set(ruling->error, STATUS_REFUSED, "to",
                     _("%s is the person whom the low rating is about; designate somebody else"),
                     decide_name(ruling, rated));
}

enum status decide_designate(struct ruling *ruling)
{
    enum status status;

    TRY(needs_fallback(ruling));
    TRY(check_rated(ruling, act_text(ruling->act, FIELD_TO)));
done:
    return status;
}

enum status decide_claim(struct ruling *ruling)
{
    enum status status;

    TRY(needs_fallback(ruling));
    TRY(check_rated(ruling, ruling->act->by));
    ruling->act->value[FIELD_HOLDER] = ruling->act->by;
done:
    return status;
}
