/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/decide_rules.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"

#include <stdlib.h>
#include <string.h>

enum status decide_refuse(const struct ruling *ruling, const char *field, const char *sentence)
{
    return error_set(ruling->error, STATUS_REFUSED, field, "%s", sentence);
}

const char *decide_name(const struct ruling *ruling, const char *id)
{
    const struct person *person = people_find(ruling->situation->people, id);

    return person ? person->name : id;
}

static enum status rule_tick(struct ruling *ruling)
{
    const struct situation *s = ruling->situation;
    int count = s->service ? s->service->material_count : 0;
    const char *have = ruling->act->value[FIELD_HAVE];
    struct text lines = TEXT_EMPTY;

    if (!*ruling->matter->service)
        return decide_refuse(ruling, "",
                             _("the case has no service item, so there is no checklist; set one "
                               "with amend --set service=CODE"));
    if (ruling->is_probe)
        return STATUS_OK;
    if (!have || text_same(have, "all")) {
        for (int i = 1; i <= count; i++)
            text_addf(&lines, "%s%d", i > 1 ? "," : "", i);
        ruling->act->value[FIELD_HAVE] = arena_copy(ruling->arena, lines.at);
        text_release(&lines);
        return STATUS_OK;
    }
    if (text_same(have, "none"))
        ruling->act->value[FIELD_HAVE] = have = "";
    for (const char *at = have; *at;) {
        size_t length = strcspn(at, ",");
        long line;
        if (!text_to_long(arena_copy_part(ruling->arena, at, length), 1, count, &line))
            return error_set(ruling->error, STATUS_INVALID, "have",
                             _("the checklist has the lines 1 to %d; \"%s\" is not a list of them"),
                             count, have);
        at += length + (at[length] == ',');
    }
    return STATUS_OK;
}

static enum status rule_accept(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    /* who took over has accepted it, and may say that its work begins */
    if (m->is_accepted && m->state != STATE_RECEIVED)
        return error_set(ruling->error, STATUS_REFUSED, "",
                         _("%s has accepted this case already; go on with it"),
                         decide_name(ruling, m->holder));
    return STATUS_OK;
}

static bool is_mark(int64_t mark)
{
    return mark >= 1 && mark <= 5;
}

static enum status check_marks(const struct ruling *ruling)
{
    struct act *act = ruling->act;

    if (!is_mark(act_number(act, FIELD_ATTITUDE, 0)))
        return error_set(ruling->error, STATUS_INVALID, "attitude",
                         _("attitude is rated from 1 (very dissatisfied) to 5 (very satisfied)"));
    if (!is_mark(act_number(act, FIELD_ABILITY, 0)))
        return error_set(ruling->error, STATUS_INVALID, "ability",
                         _("ability is rated from 1 (very dissatisfied) to 5 (very satisfied)"));
    if (!act->value[FIELD_SOURCE])
        act->value[FIELD_SOURCE] = "pressed";
    return STATUS_OK;
}

/* True if the present closing or telling has its rating already. */
static bool is_rated_now(const struct matter *m)
{
    for (size_t i = m->history_count; i-- > 0;) {
        const struct matter_entry *entry = &m->history[i];
        if (entry->is_voided)
            continue;
        if (entry->act->kind == ACT_RATE)
            return true;
        if (act_class_of(entry->act) == ACT_CLOSING || entry->act->kind == ACT_TELL)
            return false;
    }
    return false;
}

static enum status rule_rate(struct ruling *ruling)
{
    const struct situation *s = ruling->situation;
    const struct matter *m = ruling->matter;
    struct act *act = ruling->act;

    if (m->is_open && m->state != STATE_TOLD)
        return decide_refuse(ruling, "",
                             _("a rating is given once the resident was told or the case is "
                               "closed"));
    if (is_rated_now(m))
        return decide_refuse(ruling, "", _("this was rated already, and a rating stands"));
    if (ruling->is_probe)
        return STATUS_OK;
    enum status status = check_marks(ruling);
    if (status != STATUS_OK)
        return status;
    act->value[FIELD_WHOM] = responsibility_answer(s->people, m->holder, m->node).id;
    if (!act_is_low_rating(act))
        return STATUS_OK;
    act->value[FIELD_HOLDER] = decide_fallback_holder(ruling, act->value[FIELD_WHOM]);
    return STATUS_OK;
}

static enum status rule_close(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    const char *outcome = act_text(ruling->act, FIELD_OUTCOME);

    if (ruling->is_probe)
        return STATUS_OK;
    if (!*outcome)
        return decide_refuse(ruling, "outcome",
                             _("say the outcome: answered, solved, unsolved, referred or "
                               "mistaken (--outcome)"));
    if (text_same(outcome, "withdrawn") || text_same(outcome, "merged"))
        return error_set(ruling->error, STATUS_REFUSED, "outcome",
                         _("\"%s\" has an act of its own (withdraw, merge)"), outcome);
    if (m->replied_at && !m->told_at && text_is_empty(ruling->act->value[FIELD_REASON]))
        return decide_refuse(ruling, "reason",
                             _("the resident has not been told the reply; tell them first "
                               "(tell), or give a reason why not"));
    return STATUS_OK;
}

static enum status rule_reopen(struct ruling *ruling)
{
    if (ruling->matter->is_open)
        return decide_refuse(ruling, "", _("the case is open; go on with it"));
    return STATUS_OK;
}

static enum status rule_merge(struct ruling *ruling)
{
    const struct matter *m = ruling->matter, *target = ruling->situation->target;
    const char *to = act_text(ruling->act, FIELD_TO);

    if (ruling->is_probe)
        return STATUS_OK;
    if (!target)
        return error_set(ruling->error, STATUS_NOT_FOUND, "to", _("there is no case %s"), to);
    if (text_same(target->number, m->number))
        return decide_refuse(ruling, "to", _("a case cannot follow itself"));
    if (!target->is_open)
        return error_set(ruling->error, STATUS_REFUSED, "to",
                         _("case %s is closed; only an open case can be followed"), to);
    return STATUS_OK;
}

static enum status rule_wait(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (m->state == STATE_WAITING || m->state == STATE_SHELVED)
        return decide_refuse(ruling, "", _("the case is paused already; resume it first (resume)"));
    if (!ruling->is_probe && ruling->situation->service && ruling->situation->service->restarts)
        ruling->act->value[FIELD_CLOCK] = "restart";
    return STATUS_OK;
}

static enum status rule_resume(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;

    if (m->state != STATE_WAITING && m->state != STATE_SHELVED)
        return decide_refuse(ruling, "", _("the case is neither waiting nor shelved"));
    if (ruling->situation->is_program &&
        clock_day_of(m->pause_until_at) > clock_day_of(ruling->situation->now))
        return decide_refuse(ruling, "", _("the day to go on has not come"));
    return STATUS_OK;
}

static enum status rule_promise(struct ruling *ruling)
{
    struct act *act = ruling->act;

    if (ruling->is_probe)
        return STATUS_OK;
    if (!act->value[FIELD_VIA])
        act->value[FIELD_VIA] = "call";
    /* they may be away now and here on that day */
    return act->value[FIELD_TO] ? decide_colleague(ruling) : STATUS_OK;
}

static enum status rule_keep(struct ruling *ruling)
{
    if (!matter_next_promise(ruling->matter))
        return decide_refuse(ruling, "", _("there is no open promise"));
    return STATUS_OK;
}

/* Whom it names is put to the people that the case has; "people" says all of them. */
static bool names_people(const struct act *act)
{
    return act->value[FIELD_PARTY] || act->value[FIELD_BY_NAME] || act->value[FIELD_RELATION];
}

static enum status rule_amend(struct ruling *ruling)
{
    static const enum act_field amendable[] = {
        FIELD_SUBJECT, FIELD_NAME,    FIELD_PHONE,    FIELD_DOOR,       FIELD_REF,
        FIELD_PEOPLE,  FIELD_SERVICE, FIELD_RESIDENT, FIELD_URGENCY,    FIELD_GRID,
        FIELD_CHANNEL, FIELD_VIA,     FIELD_WAY_UNIT, FIELD_SPOKE_WITH, FIELD_RECEIPT,
    };
    struct act *act = ruling->act;
    struct text names = TEXT_EMPTY;

    if (ruling->is_probe)
        return STATUS_OK;
    if (names_people(act) && act->value[FIELD_FIELD] &&
        !text_same(act->value[FIELD_FIELD], act_field_key(FIELD_PEOPLE)))
        return decide_refuse(ruling, "set",
                             _("correct the people and other things one after the other"));
    if (names_people(act) && !act->value[FIELD_PEOPLE]) {
        act->value[FIELD_FIELD] = act_field_key(FIELD_PEOPLE);
        return decide_people(ruling);
    }
    const char *field = act_text(act, FIELD_FIELD);
    if (text_same(field, act_field_key(FIELD_SUBJECT)) && text_is_empty(act->value[FIELD_SUBJECT]))
        return error_set(ruling->error, STATUS_REFUSED, "subject",
                         _("say in a few words what it is about (--subject)"));
    for (size_t i = 0; i < sizeof(amendable) / sizeof(amendable[0]); i++)
        if (text_same(field, act_field_key(amendable[i])) && act->value[amendable[i]])
            return act->value[FIELD_PEOPLE] ? decide_people(ruling) : decide_fields(ruling);
    for (size_t i = 0; i < sizeof(amendable) / sizeof(amendable[0]); i++)
        text_addf(&names, " %s", act_field_key(amendable[i]));
    error_set(ruling->error, STATUS_REFUSED, "set",
              _("say what to correct, with --set FIELD=VALUE; fields are%s"), names.at);
    text_release(&names);
    return STATUS_REFUSED;
}

/* The acts that one key recorded share a request id and are undone together. */
static void name_voided(struct ruling *ruling, const struct act *last)
{
    const struct matter *m = ruling->matter;
    struct text ids = TEXT_EMPTY;
    char hex[2 * CRYPTO_ID + 1];

    for (size_t i = m->history_count; i-- > 0;) {
        const struct act *act = m->history[i].act;
        bool is_same =
            act == last || (last->value[FIELD_REQUEST] &&
                            text_same(act->value[FIELD_REQUEST], last->value[FIELD_REQUEST]));
        if (!is_same)
            break;
        ident_hex(act->id, sizeof(act->id), hex);
        text_addf(&ids, "%s%s", ids.length ? " " : "", hex);
    }
    ruling->act->value[FIELD_VOIDS] = arena_copy(ruling->arena, ids.at);
    text_release(&ids);
}

static enum status rule_undo(struct ruling *ruling)
{
    const struct situation *s = ruling->situation;
    const struct matter *m = ruling->matter;
    const struct act *last = m->history[m->history_count - 1].act;

    if (last->kind == ACT_UNDO)
        return decide_refuse(ruling, "",
                             _("an undo cannot be undone; record what is right as a new act"));
    if (last->kind == ACT_RATE)
        return decide_refuse(ruling, "", _("a rating cannot be undone by anyone"));
    if (last->kind == ACT_ERASE)
        return decide_refuse(ruling, "", _("an erasing cannot be undone: the texts are gone"));
    if (s->now - last->entered_at > (int64_t)s->policy->undo_minutes * CLOCK_MINUTE)
        return error_set(ruling->error, STATUS_REFUSED, "",
                         _("more than %d minutes have passed; record what is right as a new act"),
                         s->policy->undo_minutes);
    if (!ruling->is_probe)
        name_voided(ruling, last);
    return STATUS_OK;
}

/* The version that is named by its number among all that are to be settled, or by its act's id. */
static const struct act *find_side(const struct matter *m, const char *name)
{
    enum { NUMBER_MOST = 6 };
    long number = strlen(name) <= NUMBER_MOST ? strtol(name, NULL, 10) : 0;
    char hex[2 * CRYPTO_ID + 1];
    long at = 0;

    for (size_t i = 0; i < m->conflict_count; i++)
        for (size_t side = 0; side < m->conflicts[i].side_count; side++) {
            const struct act *act = m->conflicts[i].sides[side];
            ident_hex(act->id, sizeof(act->id), hex);
            if (++at == number || (strlen(name) > NUMBER_MOST && text_starts(hex, name)))
                return act;
        }
    return NULL;
}

static enum status rule_resolve(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    const struct act *chosen;
    char hex[2 * CRYPTO_ID + 1];

    if (!(m->flags & FLAG_CONTRADICTION))
        return decide_refuse(ruling, "", _("nothing in this case needs a ruling"));
    if (ruling->is_probe || text_is_empty(ruling->act->value[FIELD_CHOOSE]))
        return STATUS_OK;
    chosen = find_side(m, ruling->act->value[FIELD_CHOOSE]);
    if (!chosen)
        return decide_refuse(ruling, "choose",
                             _("no such version is to be chosen in this case; \"case conflicts\" "
                               "lists them with their numbers"));
    ident_hex(chosen->id, sizeof(chosen->id), hex);
    ruling->act->value[FIELD_CHOOSE] = arena_copy(ruling->arena, hex);
    return STATUS_OK;
}

/* Open cases need what stands in them: whoever answers for them must know whom for. */
static enum status rule_erase(struct ruling *ruling)
{
    if (ruling->matter->is_erased)
        return decide_refuse(ruling, "", _("what stood in this case is erased already"));
    if (ruling->matter->is_open)
        return decide_refuse(ruling, "",
                             _("the case is open; close it first, or withdraw it for the "
                               "resident, then erase it"));
    return STATUS_OK;
}

decide_rule *const decide_rules[ACT_CASE_KINDS] = {
    [ACT_OPEN] = decide_open,
    [ACT_TICK] = rule_tick,
    [ACT_ACCEPT] = rule_accept,
    [ACT_ASSIGN] = decide_assign,
    [ACT_TAKE_OVER] = decide_take_over,
    [ACT_DECLINE] = decide_decline,
    [ACT_FALL_BACK] = decide_fall_back,
    [ACT_DESIGNATE] = decide_designate,
    [ACT_CLAIM] = decide_claim,
    [ACT_REPORT_UP] = decide_report_up,
    [ACT_DISPATCH] = decide_dispatch,
    [ACT_GIVE_BACK] = decide_give_back,
    [ACT_REPLY] = decide_reply,
    [ACT_REMIND] = decide_urge,
    [ACT_SUPERVISE] = decide_supervise,
    [ACT_EXTEND] = decide_extend,
    [ACT_RATE] = rule_rate,
    [ACT_CLOSE] = rule_close,
    [ACT_REOPEN] = rule_reopen,
    [ACT_MERGE] = rule_merge,
    [ACT_WAIT] = rule_wait,
    [ACT_RESUME] = rule_resume,
    [ACT_PROMISE] = rule_promise,
    [ACT_KEEP] = rule_keep,
    [ACT_SHELVE] = rule_wait,
    [ACT_AMEND] = rule_amend,
    [ACT_UNDO] = rule_undo,
    [ACT_RESOLVE] = rule_resolve,
    [ACT_ERASE] = rule_erase,
};
