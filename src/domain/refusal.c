/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/refusal.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/responsibility.h"

static const char *const phrases[ACT_CASE_KINDS] = {
    [ACT_OPEN] = N_("take in a request"),
    [ACT_TICK] = N_("tick the checklist of this case"),
    [ACT_ANSWER] = N_("close this case as answered"),
    [ACT_SOLVE] = N_("close this case as solved"),
    [ACT_ACCEPT] = N_("begin to handle this case"),
    [ACT_ASSIGN] = N_("assign this case"),
    [ACT_TAKE_OVER] = N_("take this case over"),
    [ACT_DECLINE] = N_("decline this case"),
    [ACT_FALL_BACK] = N_("ask for fallback"),
    [ACT_DESIGNATE] = N_("designate somebody for this case"),
    [ACT_CLAIM] = N_("claim this case"),
    [ACT_REPORT_UP] = N_("report this case up"),
    [ACT_DISPATCH] = N_("dispatch this case"),
    [ACT_GIVE_BACK] = N_("give this case back"),
    [ACT_REPLY] = N_("reply to this case"),
    [ACT_REMIND] = N_("remind the unit of this case"),
    [ACT_SUPERVISE] = N_("supervise this case"),
    [ACT_EXTEND] = N_("extend the time of this case"),
    [ACT_ON_SITE] = N_("call an on-site session"),
    [ACT_TELL] = N_("tell the resident the outcome"),
    [ACT_RATE] = N_("record the resident's rating"),
    [ACT_CLOSE] = N_("close this case"),
    [ACT_REOPEN] = N_("reopen this case"),
    [ACT_MERGE] = N_("merge this case"),
    [ACT_WITHDRAW] = N_("withdraw this case for the resident"),
    [ACT_WAIT] = N_("let this case wait"),
    [ACT_RESUME] = N_("resume this case"),
    [ACT_PROMISE] = N_("make a promise in this case"),
    [ACT_KEEP] = N_("tick off a promise of this case"),
    [ACT_SHELVE] = N_("shelve this case"),
    [ACT_NOTE] = N_("add a note to this case"),
    [ACT_AMEND] = N_("amend this case"),
    [ACT_UNDO] = N_("take this back"),
    [ACT_RESOLVE] = N_("settle what is flagged in this case"),
    [ACT_ERASE] = N_("erase what stands in this case"),
};

const char *refusal_phrase(enum act_kind kind)
{
    return _(phrases[kind]);
}

static void add_who(struct text *out, const char *label, bool is_first, bool is_last)
{
    if (!is_first)
        text_add(out, is_last ? _(" or ") : _(", "));
    text_add(out, label);
}

static void say_act_who(unsigned allowed, struct text *out)
{
    unsigned left = allowed & (WHO_PROGRAM - 1);

    for (const struct act_who_row *row = act_who_rows; row->bit; row++)
        if (left & row->bit) {
            left &= ~row->bit;
            add_who(out, _(row->label), !out->length, !left);
        }
}

static void add_name(struct text *out, const struct person *person)
{
    if (person)
        text_addf(out, _("; ask %s"), person->name);
}

static const struct person *find_admin(const struct people *people)
{
    for (size_t i = 0; i < people->count; i++)
        if (person_has(&people->at[i], ROLE_ADMIN) &&
            person_is_active(&people->at[i], people->today))
            return &people->at[i];
    return NULL;
}

static bool answerer_may(const struct matter *m, unsigned allowed)
{
    return m->is_open && (allowed & (WHO_ACCOUNTABLE | WHO_STATION | WHO_VIEWER) ||
                          (allowed & WHO_FIRST && m->rule == RULE_FIRST_CONTACT));
}

/* Whom to turn to: who answers for the case if they may, else the nearest who may. */
static void advise_act(const struct people *people, const struct matter *m, enum act_kind kind,
                       unsigned allowed, struct text *out)
{
    if (kind == ACT_OPEN)
        text_add(out, _("; pass it on to a service station"));
    else if (allowed == WHO_SELF)
        text_add(out, _("; record what is right as a new act"));
    else if (!m)
        return;
    else if (answerer_may(m, allowed))
        text_addf(out, _("; ask %s, who is accountable"),
                  responsibility_answer(people, m->holder, m->node).name);
    else if (allowed & WHO_SECRETARY)
        add_name(out, responsibility_secretary(people, m->node));
    else if (allowed & WHO_DISPATCHER)
        add_name(out, responsibility_dispatcher(people, m->node));
    else if (allowed & WHO_DESK)
        text_add(out, _("; ask the desk of its station"));
    else if (allowed & WHO_ADMIN)
        add_name(out, find_admin(people));
}

void refusal_of_act(const struct people *people, const struct matter *m, enum act_kind kind,
                    unsigned allowed, unsigned has, struct text *out)
{
    struct text who = TEXT_EMPTY;

    if (m && !(has & WHO_VIEWER) && allowed & (WHO_STATION | WHO_VIEWER)) {
        text_addf(out, _("only those who deal with this case may %s"), refusal_phrase(kind));
    } else {
        say_act_who(allowed, &who);
        text_addf(out, _("only %s may %s"), who.at, refusal_phrase(kind));
    }
    advise_act(people, m, kind, allowed, out);
    text_release(&who);
}

static void advise_deed(const struct people *people, enum deed deed, const struct deed_place *place,
                        struct text *out)
{
    unsigned allowed = deed_rows[deed].who;
    const char *home = place && place->node ? place->node : "";

    if (allowed & DEED_BY_STAFF && deed != DEED_SHEET)
        text_add(out, _("; pass it on to a service station"));
    else if (allowed & DEED_BY_SECRETARY && *home)
        add_name(out, responsibility_secretary(people, home));
    else if (allowed & DEED_BY_DESK)
        text_add(out, _("; ask the desk there"));
    else if (allowed & DEED_BY_ADMIN)
        add_name(out, find_admin(people));
}

void refusal_of_deed(const struct people *people, enum deed deed, const struct deed_place *place,
                     struct text *out)
{
    struct text who = TEXT_EMPTY;

    deed_say_who(deed, &who);
    text_addf(out, _("only %s may %s"), who.at, _(deed_rows[deed].label));
    advise_deed(people, deed, place, out);
    text_release(&who);
}
