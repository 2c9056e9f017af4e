/* SPDX-License-Identifier: MIT */
/* The deeds: what is done about it, a digit each. A digit is the same act as on the screen of a
 * case wherever that has it: 2 promise, 4 assign, 9 finish. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/closing.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/paper.h"
#include "shouwen/tui/screens/colleague.h"
#include "shouwen/tui/screens/promise.h"
#include "shouwen/tui/screens/rating.h"
#include "reception_inside.h"

#include <string.h>

static enum next rate(struct screen *screen, const char *number, const char *subject)
{
    const struct desk *desk = reception_desk(screen);
    const struct rating about = {
        .number = number,
        .subject = subject,
        .received = desk_person(desk) ? desk_person(desk)->name : desk_node_name(desk),
        .source = "pressed",
    };

    return screen_push(screen, &rating_screen, &about);
}

/* Records the deed with all that was typed; the draft stays if that is refused. */
static bool record_quietly(struct screen *screen, const struct receive_deed *deed,
                           struct arena *arena, const char **number)
{
    struct reception *r = screen->state;
    struct error error;

    reception_park_keep(screen);
    if (receive_record(reception_desk(screen), reception_draft(r), deed, arena, number, &error) ==
        STATUS_OK)
        return true;
    app_complain(screen->app, &error);
    return false;
}

/* The same, with what is to be said and asked afterwards. */
static enum next record(struct screen *screen, const struct receive_deed *deed, const char *done)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    bool is_here = !text_same(draft->channel, "phone");
    struct arena arena = {0};
    enum next next = NEXT_STAY;
    const char *number;

    if (record_quietly(screen, deed, &arena, &number)) {
        const char *who = arena_copy(&arena, draft->who.length ? draft->who.at : _("no name"));
        const char *subject = arena_copy(&arena, draft->what.at);
        reception_back_note(screen, number, deed->kind != ACT_ANSWER && deed->kind != ACT_SOLVE);
        reception_park_next(screen);
        app_say(screen->app, _("%s: %s %s, query code %s; Ctrl-Z takes it back"), done, who,
                subject, ident_query_code(number));
        if (is_here && (deed->kind == ACT_ANSWER || deed->kind == ACT_SOLVE))
            next = rate(screen, number, subject);
    }
    arena_release(&arena);
    return next;
}

static enum next do_answer(struct screen *screen)
{
    return record(screen, &(struct receive_deed){.kind = ACT_ANSWER}, _("answered"));
}

static enum next do_solve(struct screen *screen)
{
    return record(screen, &(struct receive_deed){.kind = ACT_SOLVE}, _("solved"));
}

/* Whoever does not become accountable can only take it in. */
static enum next do_accept(struct screen *screen)
{
    const struct reception *r = screen->state;
    bool takes_on = r->is_mine || r->has_matter;
    const struct receive_deed deed = {.kind = takes_on ? ACT_ACCEPT : ACT_OPEN};

    return record(screen, &deed, takes_on ? _("taken on") : _("received"));
}

/* On a second visit what was brought is noted, and nothing else. */
static enum next do_demand(struct screen *screen)
{
    struct reception *r = screen->state;
    struct error error;

    if (r->has_matter)
        return record(screen, &(struct receive_deed){.kind = ACT_OPEN}, _("materials noted"));
    if (receive_record_demand(reception_desk(screen), reception_draft(r), &screen->arena, &error) !=
        STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    reception_park_next(screen);
    app_say(screen->app, _("noted in the demand list"));
    return NEXT_STAY;
}

static enum next print_notice(struct screen *screen, const char *about, const char *code)
{
    struct text where = TEXT_EMPTY;

    if (paper_put(screen, SLIP_NOTICE, about, &where)) {
        if (code)
            app_say(screen->app, _("query code %s; one-time notice: %s"), code, where.at);
        else
            app_say(screen->app, _("one-time notice: %s"), where.at);
    }
    text_release(&where);
    return NEXT_STAY;
}

/* The case is taken in and waits for what is missing; its code opens just that the next time. */
static enum next do_notice(struct screen *screen)
{
    struct reception *r = screen->state;
    const struct receive_deed deed = {.kind = r->is_mine ? ACT_WAIT : ACT_OPEN};
    struct arena arena = {0};
    const char *number;

    if (r->service.place == SERVICE_NONE)
        return print_notice(screen, r->service.code, NULL);
    if (record_quietly(screen, &deed, &arena, &number)) {
        reception_back_note(screen, number, true);
        reception_park_next(screen);
        print_notice(screen, number, ident_query_code(number));
    }
    arena_release(&arena);
    return NEXT_STAY;
}

static enum next do_link(struct screen *screen)
{
    struct reception *r = screen->state;

    reception_draft(r)->is_linked = true;
    reception_draft(r)->via = "video";
    return reception_park(screen);
}

static enum next do_way(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    int at = word_index(word_ways, draft->via) + 1;

    draft->via = word_ways[at].word ? word_ways[at].word : word_ways[0].word;
    reception_park_touch(screen);
    return NEXT_STAY;
}

static enum next record_promise(struct screen *screen, const char *kind, int64_t at, const char *to)
{
    return record(
        screen,
        &(struct receive_deed){.kind = ACT_PROMISE, .promise = kind, .until_at = at, .to = to},
        _("promised"));
}

static enum next number_answered(struct screen *screen, const struct answer *answer)
{
    struct reception *r = screen->state;
    struct text *phone = &reception_draft(r)->phone;

    if (!answer->is_given)
        return NEXT_STAY;
    text_clear(phone);
    text_add(phone, answer->text);
    return record_promise(screen, "call", r->promised_at, r->promised_to.at);
}

/* Somebody can be called: of those who are named, at whatever number. */
static bool has_number(const struct reception *r)
{
    const struct receive_draft *draft = &r->drafts[0];
    const struct text *const others[] = {&draft->by_name, &draft->party, &draft->emergency};
    bool has = draft->phone.length || (r->has_matter && *r->matter.phone) ||
               (r->has_resident && *record_text(&r->resident.record, RECORD_RESIDENTS_PHONE));

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        has = has || strpbrk(others[i]->at, "0123456789");
    for (size_t i = 0; r->has_matter && i < r->matter.party_count; i++)
        has = has || *r->matter.parties[i].phone;
    return has;
}

static enum next promised(struct screen *screen, const struct answer *answer)
{
    const struct promise *promise = answer->data;
    const struct prompt prompt = {
        .title = _("call back"),
        .question = _("Which number is to be called? Empty: there is none, they will ask again."),
        .limit = 40};
    struct reception *r = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    if (!text_same(promise->kind, "call") || has_number(r))
        return record_promise(screen, promise->kind, promise->time.at, promise->time.staff_id);
    r->promised_at = promise->time.at;
    text_clear(&r->promised_to);
    text_add(&r->promised_to, promise->time.staff_id);
    return prompt_text(screen, &prompt, number_answered);
}

static enum next do_promise(struct screen *screen)
{
    struct reception *r = screen->state;
    const char *kind = reception_acting_has_checklist(r) ? "come" : "call";

    return screen_ask(screen, &promise_screen, kind, promised);
}

static enum next assigned(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    return record(screen, &(struct receive_deed){.kind = ACT_ASSIGN, .to = answer->text},
                  _("assigned"));
}

static enum next do_assign(struct screen *screen)
{
    const struct reception *r = screen->state;
    const struct matter matter = {.node = desk_node(reception_desk(screen)),
                                  .service = r->drafts[0].service.at,
                                  .holder = r->has_matter ? r->matter.holder : ""};

    return colleague_ask(screen, _("assign to whom?"), &matter, NULL, assigned);
}

static const struct deed_row {
    const char *label;
    enum next (*run)(struct screen *screen);
    bool is_for_new; /* no such thing on a second visit */
} deeds[10] = {
    [0] = {N_("more"), reception_more, true},
    [1] = {N_("note as demand"), do_demand, false},
    [2] = {N_("promise"), do_promise, false},
    [3] = {N_("answer"), do_answer, false},
    [4] = {N_("assign"), do_assign, false},
    [5] = {N_("accept"), do_accept, false},
    [6] = {N_("way"), do_way, true},
    [7] = {N_("print the notice"), do_notice, false},
    [8] = {N_("linked, park"), do_link, false},
    [9] = {N_("solve"), do_solve, false},
};

/* A notice says what is missing, or where else to go. */
static bool has_notice(const struct reception *r)
{
    if (!r->has_service || !reception_acting_has_checklist(r))
        return r->has_service && r->service.place == SERVICE_NONE;
    return !r->drafts[0].has_checked || reception_acting_missing(r) > 0;
}

bool reception_deeds_offered(const struct reception *r, int digit)
{
    const struct deed_row *deed = &deeds[digit];

    if (digit == 7)
        return has_notice(r);
    if (digit == 4)
        return r->may_assign;
    /* who does not become accountable neither answers nor solves */
    if ((digit == 3 || digit == 9) && !r->has_matter && !r->is_mine)
        return false;
    return !(deed->is_for_new && r->has_matter);
}

const char *reception_deeds_label(const struct reception *r, int digit)
{
    if (!reception_deeds_offered(r, digit))
        return NULL;
    if (digit == 1 && r->has_matter)
        return _("materials only");
    if (digit == 5 && !r->is_mine && !r->has_matter)
        return _("take in");
    return _(deeds[digit].label);
}

static enum status check_agreed(struct screen *screen, const char *text, struct error *error)
{
    (void)screen;
    return *text ? STATUS_OK
                 : error_set(error, STATUS_INVALID, "text", _("say who agreed, in a word or two"));
}

static enum next agreed(struct screen *screen, const struct answer *answer)
{
    struct reception *r = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    text_clear(&reception_draft(r)->agreed);
    text_add(&reception_draft(r)->agreed, answer->text);
    return deeds[r->asked].run(screen);
}

/* What another one holds is taken over with their word, or that of the hand-over. */
static bool takes_over(struct screen *screen, int digit)
{
    static const enum act_kind kinds[10] = {[3] = ACT_ANSWER, [5] = ACT_ACCEPT, [9] = ACT_SOLVE};
    const struct reception *r = screen->state;

    return kinds[digit] && r->has_matter &&
           receive_record_takes_over(reception_desk(screen), &r->matter, kinds[digit]);
}

static enum next run(struct screen *screen, int digit)
{
    struct reception *r = screen->state;
    struct text question = TEXT_EMPTY;

    if (!takes_over(screen, digit))
        return deeds[digit].run(screen);
    text_addf(&question, _("%s has this case. Who agreed that you go on with it?"), r->holder);
    const struct prompt prompt = {.title = _("take over"),
                                  .question = question.at,
                                  .initial = reception_draft(r)->agreed.at,
                                  .limit = 100,
                                  .check = check_agreed};
    r->asked = (size_t)digit;
    enum next next = prompt_text(screen, &prompt, agreed);
    text_release(&question);
    return next;
}

static enum next doubt_answered(struct screen *screen, const struct answer *answer)
{
    const struct reception *r = screen->state;

    return answer->is_given && answer->number ? run(screen, (int)r->asked) : NEXT_STAY;
}

/* On a second visit the case may be with a unit, or something may be promised. */
enum next reception_deeds_run(struct screen *screen, int digit)
{
    enum act_kind kind = digit == 3 ? ACT_ANSWER : ACT_SOLVE;
    struct reception *r = screen->state;
    struct text doubts = TEXT_EMPTY;
    bool has_doubts = false;
    struct error error;
    enum next next = NEXT_STAY;

    r->asked = (size_t)digit;
    if ((digit == 3 || digit == 9) && r->has_matter &&
        closing_doubts(reception_desk(screen), &r->matter, kind, &doubts, &has_doubts, &error) !=
            STATUS_OK) {
        app_complain(screen->app, &error);
    } else if (has_doubts) {
        text_add(&doubts, _("Close it all the same?"));
        next = prompt_yes_no(screen, _(act_rows[kind].label), doubts.at, doubt_answered);
    } else {
        next = run(screen, digit);
    }
    text_release(&doubts);
    return next;
}

const char *reception_deeds_note(const struct reception *r, int digit, struct text *out)
{
    static const char *const notes[10] = {
        [0] = N_("phone, proxy, urgency"), [1] = N_("no case"),
        [2] = N_("call, come, visit"),     [3] = N_("it was explained"),
        [4] = N_("to a colleague"),        [5] = N_("I follow it up"),
        [8] = N_("next person first"),     [9] = N_("it was done"),
    };

    text_clear(out);
    if (digit == 6)
        text_add(out, word_label(word_ways, r->drafts[0].via));
    else if (digit == 7 && r->drafts[0].has_checked)
        text_addf(out, _("missing %zu"), reception_acting_missing(r));
    else if ((digit == 3 || digit == 5 || digit == 9) && r->has_matter && !r->is_mine)
        text_addf(out, _("takes over from %s"), r->holder);
    else if (digit == 5 && !r->is_mine)
        text_addf(out, _("to %s"), r->holder);
    else if (digit == 1 && r->has_matter)
        text_addf(out, _("to %s"), r->holder);
    else if (notes[digit])
        text_add(out, _(notes[digit]));
    return out->at;
}
