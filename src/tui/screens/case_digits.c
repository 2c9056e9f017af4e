/* SPDX-License-Identifier: MIT */
/* What the digits do, and what 0 offers. A digit keeps its sense on every case, for every role: 3
 * says what came of it, 4 gives it on, 5 urges, 8 puts it off or back; what is not possible now is
 * left out of the hint bar and answers with one sentence. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/menu.h"
#include "shouwen/tui/paper.h"
#include "shouwen/tui/screens/session.h"

#include <string.h>

enum { KINDS = 3 };

/* The acts of a digit; the first one that is possible is done. The rest of a row is ACT_OPEN, which
 * no case that is there can take: it stands for none. */
static const struct {
    const char *label; /* msgid */
    enum act_kind kinds[KINDS];
} digits[10] = {
    [1] = {N_("note"), {ACT_NOTE}},
    [2] = {N_("promise"), {ACT_PROMISE}},
    [3] = {N_("tell the resident"), {ACT_TELL, ACT_REPLY, ACT_RATE}},
    [4] = {N_("give to somebody"), {ACT_DISPATCH, ACT_ASSIGN, ACT_DESIGNATE}},
    [5] = {N_("remind"), {ACT_REMIND, ACT_SUPERVISE}},
    [6] = {N_("on-site session"), {ACT_ON_SITE}},
    [7] = {N_("supplement"), {ACT_TICK, ACT_WAIT, ACT_RESUME}},
    [8] = {N_("shelve"), {ACT_SHELVE, ACT_GIVE_BACK, ACT_EXTEND}},
    [9] = {N_("close"), {ACT_CLOSE}},
};

/* What 0 offers, in this order, where it is possible. */
static const enum act_kind others[] = {
    ACT_RESOLVE,   ACT_ACCEPT,    ACT_TAKE_OVER, ACT_DECLINE,   ACT_FALL_BACK,
    ACT_CLAIM,     ACT_REPORT_UP, ACT_DISPATCH,  ACT_GIVE_BACK, ACT_REPLY,
    ACT_ANSWER,    ACT_SOLVE,     ACT_TELL,      ACT_RATE,      ACT_REOPEN,
    ACT_WAIT,      ACT_RESUME,    ACT_KEEP,      ACT_MERGE,     ACT_WITHDRAW,
    ACT_SUPERVISE, ACT_EXTEND,    ACT_AMEND,     ACT_UNDO,      ACT_ERASE,
};
enum { OTHERS = sizeof(others) / sizeof(others[0]) };
enum { ON_DIGITS = 18, ON_BOTH = 9 }; /* kinds above; what one role alone does stands in both */
_Static_assert(OTHERS + ON_DIGITS - ON_BOTH == ACT_CASE_KINDS - 1,
               "every act but opening is reached by a digit or by 0");

enum { OUTCOME = 3, ON_SITE = 6 };

static bool has_session(const struct case_state *state)
{
    return state->dossier.has_session;
}

/* One that is called and not held yet is gone on with; otherwise the digit calls the next one. */
static bool has_coming_session(const struct case_state *state)
{
    return has_session(state) && state->dossier.session.is_called;
}

static bool has_checklist(const struct case_state *state)
{
    return state->dossier.has_service && state->dossier.service.material_count > 0;
}

/* A checklist is ticked only where there is one. */
static bool is_possible(const struct case_state *state, enum act_kind kind)
{
    if (kind == ACT_TICK && !has_checklist(state))
        return false;
    return state->dossier.is_possible[kind];
}

/* Who was told is asked next how it was; telling again stays behind 0. */
static bool is_to_be_rated(const struct case_state *state)
{
    return state->dossier.matter.state == STATE_TOLD && is_possible(state, ACT_RATE);
}

static enum act_kind kind_of(const struct case_state *state, int digit)
{
    if (digit == OUTCOME && is_to_be_rated(state))
        return ACT_RATE;
    for (int i = 0; i < KINDS; i++)
        if (is_possible(state, digits[digit].kinds[i]))
            return digits[digit].kinds[i];
    return ACT_OPEN;
}

/* The kind whose refusal says best what is the matter. */
static enum act_kind refused_kind(const struct case_state *state, int digit)
{
    const struct matter *m = &state->dossier.matter;

    if (digit == 4)
        return m->rule == RULE_FALLBACK ? ACT_DESIGNATE : ACT_ASSIGN;
    if (digit == 7 && !has_checklist(state))
        return ACT_WAIT;
    return digits[digit].kinds[0];
}

static const char *undo_label(struct case_state *state)
{
    int minutes = state->dossier.undo_minutes_left;

    text_clear(&state->label);
    text_addf(&state->label, _("undo (%d min)"), minutes);
    return state->label.at;
}

/* What street, department and district do has a word of its own. */
static const char *label_of(int digit, enum act_kind kind)
{
    switch ((int)kind) {
    case ACT_DISPATCH:
    case ACT_REPLY:
    case ACT_RATE:
    case ACT_SUPERVISE:
    case ACT_GIVE_BACK:
    case ACT_EXTEND:
        return _(act_rows[kind].label);
    default:
        return _(digits[digit].label);
    }
}

const char *case_digit_label(struct case_state *state, int digit)
{
    if (digit < 0)
        return state->dossier.is_possible[ACT_UNDO] ? undo_label(state) : NULL;
    if (digit == 0)
        return is_possible(state, ACT_RESOLVE) ? _("more (resolve)") : _("more");
    enum act_kind kind = kind_of(state, digit);
    if (digit == ON_SITE && has_coming_session(state))
        return _(digits[digit].label);
    if (kind == ACT_OPEN)
        return NULL;
    if (kind == ACT_CLOSE && state->dossier.matter.state == STATE_REPLIED)
        return _("close (3 first)");
    return label_of(digit, kind);
}

static const struct {
    enum slip slip;
    const char *label; /* msgid */
} printed[] = {
    {SLIP_RECEIPT, N_("print the receipt")},
    {SLIP_NOTICE, N_("print the one-time notice")},
    {SLIP_LETTER, N_("print the outcome letter")},
};
enum { PRINTED = sizeof(printed) / sizeof(printed[0]) };

static bool is_printable(const struct case_state *state, enum slip slip)
{
    if (slip == SLIP_NOTICE)
        return has_checklist(state);
    return slip != SLIP_LETTER || !state->dossier.matter.is_open;
}

static enum next print(struct screen *screen, enum slip slip)
{
    const struct case_state *state = screen->state;

    return paper_print(screen, slip, state->number);
}

static const char reveal_word[] = "reveal", people_word[] = "people";

/* Whoever calls somebody needs the number; that it was shown is noted (domain.md 10). */
static enum next reveal(struct screen *screen)
{
    struct case_state *state = screen->state;
    struct error error;

    if (dossier_note_reveal(state->desk, &state->dossier.matter, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    state->is_revealed = screen->is_stale = true;
    app_say(screen->app, _("phone numbers are shown until you leave this case; that was noted"));
    return NEXT_STAY;
}

static enum next more_chosen(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    if (strcmp(answer->text, reveal_word) == 0)
        return reveal(screen);
    if (strcmp(answer->text, people_word) == 0)
        return case_people(screen);
    enum act_kind kind = act_kind_of(answer->text);
    return kind < ACT_CASE_KINDS ? case_begin(screen, kind)
                                 : print(screen, slip_find(answer->text));
}

static size_t add_prints(const struct case_state *state, struct choice *choices)
{
    size_t count = 0;

    for (size_t i = 0; i < PRINTED; i++)
        if (is_printable(state, printed[i].slip))
            choices[count++] =
                (struct choice){slip_rows[printed[i].slip].word, _(printed[i].label), NULL};
    return count;
}

static bool has_phone(const struct matter *m)
{
    bool has = *m->phone != '\0';

    for (size_t i = 0; i < m->party_count; i++)
        has = has || *m->parties[i].phone;
    return has;
}

static enum next offer_more(struct screen *screen)
{
    struct case_state *state = screen->state;
    struct choice choices[OTHERS + 2 + PRINTED];
    size_t count = 0;

    for (size_t i = 0; i < OTHERS; i++)
        if (is_possible(state, others[i]))
            choices[count++] = (struct choice){
                act_word(others[i]),
                others[i] == ACT_UNDO ? undo_label(state) : _(act_rows[others[i]].label), NULL};
    if (is_possible(state, ACT_AMEND))
        choices[count++] = (struct choice){people_word, _("people and way"), NULL};
    if (!state->is_revealed && has_phone(&state->dossier.matter))
        choices[count++] = (struct choice){reveal_word, _("show phone numbers"), NULL};
    count += add_prints(state, choices + count);
    return prompt_choose(screen, _("more"), choices, count, more_chosen);
}

enum next case_print(struct screen *screen)
{
    struct choice choices[PRINTED];
    size_t count = add_prints(screen->state, choices);

    return menu_ask(screen, _("print"), choices, count, more_chosen);
}

enum next case_refuse(struct screen *screen, enum act_kind kind)
{
    struct case_state *state = screen->state;
    struct error error;

    /* the clock has gone on since the case was loaded: what is offered may have changed too */
    screen->is_stale = true;
    if (follow_refuse(state->desk, &state->dossier.matter, kind, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    return NEXT_STAY;
}

enum next case_digit(struct screen *screen, int digit)
{
    struct case_state *state = screen->state;

    if (digit == 0)
        return offer_more(screen);
    enum act_kind kind = digit < 0 ? ACT_UNDO : kind_of(state, digit);
    if (digit == ON_SITE && (has_coming_session(state) || (kind == ACT_OPEN && has_session(state))))
        return screen_push(screen, &session_screen, state->dossier.session.code);
    if (kind == ACT_OPEN)
        return case_refuse(screen, refused_kind(state, digit));
    if (!state->dossier.is_possible[kind])
        return case_refuse(screen, kind);
    return case_begin(screen, kind);
}
