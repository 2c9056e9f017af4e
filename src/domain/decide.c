/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/decide.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/circle.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/decide_rules.h"
#include "shouwen/domain/nodecode.h"
#include "shouwen/domain/refusal.h"
#include "shouwen/domain/visibility.h"

#include <string.h>

static bool leads_grid(const struct situation *s, const struct person *person)
{
    const char *grid = s->matter->grid;

    if (!*grid || !person_has(person, ROLE_GRID_LEADER))
        return false;
    return person_list_has(person->grids, grid) ||
           text_same(people_grid_leader(s->people, grid), person->id);
}

static unsigned who_above(const struct situation *s, const struct person *person)
{
    const struct matter *m = s->matter;
    char street[NODE_PART], district[NODE_PART];
    unsigned who = 0;

    if (person_has(person, ROLE_DISPATCHER) &&
        text_same(person->node, node_street_of(m->node, street)))
        who |= WHO_DISPATCHER;
    if (person_has(person, ROLE_CLERK) && node_level_of(person->node) == NODE_DEPARTMENT &&
        (text_same(person->node, m->unit) || text_same(person->node, m->rival_unit)))
        who |= WHO_CLERK;
    if (person_has(person, ROLE_SUPERVISOR) &&
        text_same(person->node, node_district_of(m->node, district)))
        who |= WHO_SUPERVISOR;
    return who;
}

/* Those of the station who see the case; an informant is of the station too. */
static unsigned who_at_home(const struct situation *s, const struct person *person, bool sees)
{
    unsigned who = sees ? WHO_STATION : 0;

    if (!text_same(person->node, s->matter->node))
        return 0;
    if (person_has(person, ROLE_DESK) || person_has(person, ROLE_JOINT) ||
        people_is_on_duty(s->people, person->id))
        who |= WHO_DESK;
    if (person_has(person, ROLE_SECRETARY))
        who |= WHO_SECRETARY;
    return who;
}

static bool answers_for(const struct situation *s, const struct person *person, const char *holder)
{
    const char *home = s->matter->node;

    return (text_same(person->id, holder) && people_knows(s->people, home) &&
            responsibility_gone(s->people, holder, home) != RESPONSIBILITY_MOVED) ||
           responsibility_is_with(s->people, person->id, holder, home);
}

/* Where a dispatcher carries fallback, at their own centre or for want of another, they designate
 * as a secretary does. */
static bool stands_in(const struct situation *s, const struct person *person, unsigned who)
{
    const struct person *secretary = responsibility_secretary(s->people, s->matter->node);

    if (secretary && text_same(secretary->id, person->id))
        return true;
    return (who & WHO_DISPATCHER) &&
           (node_level_of(s->matter->node) == NODE_STREET ||
            (s->matter->rule == RULE_FALLBACK && (who & WHO_ACCOUNTABLE)));
}

unsigned decide_who(const struct situation *s, const struct person *person)
{
    enum node_level level = node_level_of(person->node);
    unsigned who = 0;

    if ((level == NODE_STATION || level == NODE_STREET) &&
        person_is_active(person, s->people->today))
        who |= WHO_STAFF;
    if (!s->matter)
        return who;
    struct visibility visibility = visibility_of(s->people, person);
    bool sees = visibility_to_act(&visibility, s->matter) == SIGHT_WHOLE;
    who |= who_at_home(s, person, sees) | who_above(s, person) | (sees ? WHO_VIEWER : 0);
    if (answers_for(s, person, s->matter->holder))
        who |= WHO_ACCOUNTABLE | WHO_VIEWER;
    if (sees && answers_for(s, person, s->matter->first_contact))
        who |= WHO_FIRST;
    if (leads_grid(s, person))
        who |= WHO_GRID_LEADER | WHO_VIEWER;
    if (stands_in(s, person, who))
        who |= WHO_SECRETARY | WHO_VIEWER;
    if (person_has(person, ROLE_ADMIN) && text_starts(s->matter->node, person->node))
        who |= WHO_ADMIN;
    return who;
}

static enum status deny(const struct ruling *ruling, unsigned allowed)
{
    struct text said = TEXT_EMPTY;

    if (!ruling->error)
        return STATUS_DENIED;
    refusal_of_act(ruling->situation->people, ruling->matter, ruling->act->kind, allowed,
                   ruling->who, &said);
    error_set(ruling->error, STATUS_DENIED, "", "%s", said.at);
    text_release(&said);
    return STATUS_DENIED;
}

static const struct act *last_act(const struct matter *m)
{
    return m->history[m->history_count - 1].act;
}

/* An id is meant where an act was made: at a place that lies apart it is somebody else's. */
static bool is_from_apart(const struct situation *s, const struct act *act)
{
    char author[NODECODE_ROOM];

    circle_author(act->log, author);
    return circle_is_apart(author, s->home ? s->home : "");
}

static bool is_by(const struct situation *s, const struct act *act, const char *by)
{
    return text_same(act->by, by) && !is_from_apart(s, act);
}

static enum status refuse_late_undo(const struct situation *s, struct error *error)
{
    const struct act *last = last_act(s->matter);
    const char *by = last->by;
    const struct person *author = is_from_apart(s, last) ? NULL : people_find(s->people, by);

    return error_set(error, STATUS_REFUSED, "",
                     _("another act has followed, by %s; record what is right as a new act"),
                     author ? author->name : by);
}

/* Only the author of the last act may undo it; who did something before it was too late. */
static enum status check_author_of_last(const struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (is_by(ruling->situation, last_act(m), ruling->act->by))
        return STATUS_OK;
    for (size_t i = 0; i < m->history_count; i++)
        if (is_by(ruling->situation, m->history[i].act, ruling->act->by))
            return refuse_late_undo(ruling->situation, ruling->error);
    return deny(ruling, WHO_SELF);
}

enum status decide_is_latest(const struct situation *s, const char *request, struct error *error)
{
    return text_same(last_act(s->matter)->value[FIELD_REQUEST], request)
               ? STATUS_OK
               : refuse_late_undo(s, error);
}

static enum status check_permission(struct ruling *ruling)
{
    const struct situation *s = ruling->situation;
    unsigned allowed = act_rows[ruling->act->kind].who;

    if (s->is_program && (allowed & WHO_PROGRAM))
        return STATUS_OK;
    if (!ruling->actor) {
        if (s->is_founding && !s->is_program)
            return STATUS_OK;
        return error_set(ruling->error, STATUS_DENIED, "as",
                         _("nobody is signed in; say who acts with --as ID"));
    }
    if (ruling->actor->status == PERSON_LEFT)
        return error_set(ruling->error, STATUS_DENIED, "as",
                         _("%s has left the staff and cannot record anything"),
                         ruling->actor->name);
    ruling->who = decide_who(s, ruling->actor);
    if (s->is_founding)
        return STATUS_OK;
    if (allowed == WHO_SELF)
        return check_author_of_last(ruling);
    return ruling->who & allowed ? STATUS_OK : deny(ruling, allowed);
}

enum status decide_colleague(const struct ruling *ruling)
{
    const struct people *people = ruling->situation->people;
    const char *to = act_text(ruling->act, FIELD_TO);
    const struct person *person = people_find(people, to);

    if (!person)
        return error_set(ruling->error, STATUS_NOT_FOUND, "to", _("no staff member has the id %s"),
                         to);
    if (person->status == PERSON_LEFT)
        return error_set(ruling->error, STATUS_REFUSED, "to",
                         _("%s has left the staff; choose somebody who is here"), person->name);
    if (!text_same(person->node, ruling->home))
        return error_set(ruling->error, STATUS_REFUSED, "to",
                         _("%s does not work at this station; the case stays with its own staff"),
                         person->name);
    return STATUS_OK;
}

static enum status check_person_to(const struct ruling *ruling)
{
    const struct people *people = ruling->situation->people;
    enum status status = decide_colleague(ruling);
    char until[CLOCK_TEXT];

    if (status != STATUS_OK)
        return status;
    const struct person *person = people_find(people, act_text(ruling->act, FIELD_TO));
    if (person_is_active(person, people->today))
        return STATUS_OK;
    if (person->away_until == CLOCK_NO_DAY)
        return error_set(ruling->error, STATUS_REFUSED, "to",
                         _("%s is away; choose somebody who is here"), person->name);
    return error_set(ruling->error, STATUS_REFUSED, "to",
                     _("%s is away until %s; choose somebody who is here"), person->name,
                     clock_format_day(person->away_until, until));
}

static enum status check_to(const struct ruling *ruling, unsigned flags)
{
    const char *to = act_text(ruling->act, FIELD_TO);

    if (!(flags & (ACT_TO_STAFF | ACT_TO_NODE | ACT_TO_CASE))) {
        if (!*to || people_find(ruling->situation->people, to) || node_level_of(to) != NODE_OTHER)
            return STATUS_OK;
        return error_set(ruling->error, STATUS_NOT_FOUND, "to", _("no staff member has the id %s"),
                         to);
    }
    if (!*to)
        return error_set(ruling->error, STATUS_REFUSED, "to",
                         flags & ACT_TO_STAFF  ? _("say whom, with --to and a staff id")
                         : flags & ACT_TO_NODE ? _("say which unit, with --to and its code")
                                               : _("say which case it follows, with --to and "
                                                   "its number"));
    return flags & ACT_TO_STAFF ? check_person_to(ruling) : STATUS_OK;
}

static bool takes_text(enum act_kind kind)
{
    return act_rows[kind].flags & (ACT_REASON | ACT_TEXT);
}

static enum status refuse_text(const struct ruling *ruling)
{
    return error_set(ruling->error, STATUS_REFUSED, ruling->is_probe ? "" : "text",
                     _("what stood in this case was erased on request, and no text is added to it "
                       "any more; open a new case if there is something to do"));
}

static enum status check_fields(const struct ruling *ruling)
{
    const struct act *act = ruling->act;
    unsigned flags = act_rows[act->kind].flags;
    const char *label = _(act_rows[act->kind].label);

    if (ruling->matter && ruling->matter->is_erased && (takes_text(act->kind) || act_has_text(act)))
        return refuse_text(ruling);
    if ((flags & ACT_REASON) && text_is_empty(act->value[FIELD_REASON]) &&
        text_is_empty(act->value[FIELD_WHY]))
        return error_set(ruling->error, STATUS_REFUSED, "reason",
                         _("\"%s\" needs a reason (--reason)"), label);
    if ((flags & ACT_TEXT) && text_is_empty(act->value[FIELD_TEXT]))
        return error_set(ruling->error, STATUS_REFUSED, "text", _("\"%s\" needs a text (--text)"),
                         label);
    if ((flags & ACT_UNTIL) && text_is_empty(act->value[FIELD_UNTIL]))
        return error_set(ruling->error, STATUS_REFUSED, "until",
                         _("\"%s\" needs a day (--until YYYY-MM-DD, or with THH:MM)"), label);
    if (act->value[FIELD_UNTIL] &&
        clock_day_of(act_number(act, FIELD_UNTIL, 0)) < clock_day_of(act->happened_at))
        return error_set(ruling->error, STATUS_REFUSED, "until",
                         _("the day of \"%s\" lies in the past; give one from today on"), label);
    enum status status = decide_words(ruling);
    return status == STATUS_OK ? check_to(ruling, flags) : status;
}

static enum status check_time(const struct ruling *ruling)
{
    const struct situation *s = ruling->situation;

    if (ruling->act->happened_at > s->now)
        return error_set(
            ruling->error, STATUS_INVALID, "at",
            _("the time lies in the future; nothing can be recorded before it happened"));
    if (s->matter && ruling->act->happened_at < s->matter->opened_at)
        return error_set(ruling->error, STATUS_INVALID, "at",
                         _("the time lies before the case was opened"));
    return STATUS_OK;
}

static enum status check_case(const struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (m && m->needs_newer)
        return error_set(ruling->error, STATUS_REFUSED, "",
                         _("a newer version of the program has recorded what this one does not "
                           "know; update it to go on with this case"));
    if (m && m->is_erased && ruling->is_probe && takes_text(ruling->act->kind))
        return refuse_text(ruling);
    if (!m || m->is_open || (act_rows[ruling->act->kind].flags & ACT_WHEN_CLOSED))
        return STATUS_OK;
    if (*m->merged_into)
        return error_set(ruling->error, STATUS_REFUSED, "",
                         _("the case is closed: it follows case %s; go on there"), m->merged_into);
    return error_set(ruling->error, STATUS_REFUSED, "",
                     _("the case is closed; reopen it with a reason to go on"));
}

static enum status run(struct ruling *ruling)
{
    enum act_kind kind = ruling->act->kind;
    enum status status;

    if (kind >= ACT_CASE_KINDS)
        return error_set(ruling->error, STATUS_INVALID, "", _("this act does not concern a case"));
    TRY(check_permission(ruling));
    TRY(check_case(ruling));
    if (!ruling->is_probe) {
        TRY(check_time(ruling));
        TRY(check_fields(ruling));
    }
    if (decide_rules[kind])
        TRY(decide_rules[kind](ruling));
done:
    return status;
}

static void prepare(struct ruling *ruling, const struct situation *s)
{
    ruling->situation = s;
    ruling->matter = s->matter;
    ruling->actor = s->is_program ? NULL : people_find(s->people, ruling->act->by);
    if (s->matter)
        ruling->home = s->matter->node;
    else
        ruling->home = ruling->actor ? ruling->actor->node : s->home;
    if (!s->matter && s->is_linked && !nodecode_is_within(ruling->home, s->home))
        ruling->home = s->home;
}

enum status decide(const struct situation *s, struct arena *arena, struct act *act,
                   struct error *error)
{
    struct ruling ruling = {.arena = arena, .act = act, .error = error};

    prepare(&ruling, s);
    act->value[FIELD_HOLDER] = act->value[FIELD_WHOM] = act->value[FIELD_VOIDS] = NULL;
    if (!s->is_program && !text_is_empty(act->by) && !ruling.actor)
        return error_set(error, STATUS_DENIED, "as", _("no staff member has the id %s"), act->by);
    if (!ruling.actor)
        act->by = "program";
    enum status status = run(&ruling);
    if (status == STATUS_OK && !act->value[FIELD_NODE])
        act->value[FIELD_NODE] = ruling.actor ? ruling.actor->node : ruling.home;
    return status;
}

bool decide_is_possible(const struct situation *s, enum act_kind kind, const char *by,
                        struct error *error)
{
    struct act act = {.kind = kind, .by = by, .happened_at = s->now, .entered_at = s->now};
    struct ruling ruling = {.act = &act, .is_probe = true, .error = error};

    prepare(&ruling, s);
    return run(&ruling) == STATUS_OK;
}
