/* SPDX-License-Identifier: MIT */
/* Checking and acting: what was brought, and what is done about it, a key each. A digit is the
 * same act as on the screen of a case wherever that has it (2 promise, 4 assign, 9 finish). */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/promise.h"
#include "shouwen/tui/screens/rating.h"
#include "reception_inside.h"

#include <string.h>

enum { STAFF_MOST = 200 };

static const char *way_of(const struct service *service)
{
    static const char *const ways[] = {
        [SERVICE_UNSAID] = "here", [SERVICE_HERE] = "here",       [SERVICE_VIDEO] = "video",
        [SERVICE_PROXY] = "proxy", [SERVICE_STREET] = "referral", [SERVICE_NONE] = "referral",
    };

    return ways[service->place];
}

static void go_to(struct screen *screen, enum receive_stage stage)
{
    struct reception *r = screen->state;

    reception_draft(r)->stage = stage;
    r->line = 0;
    reception_park_touch(screen);
    screen->is_stale = true;
}

static bool has_checklist(const struct reception *r)
{
    return r->has_service && r->service.material_count && r->service.place != SERVICE_NONE;
}

void reception_acting_begin(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    bool is_here = !text_same(draft->channel, "phone") || draft->number.length;

    if (!draft->service.length)
        r->has_service = false;
    if (!*draft->via)
        draft->via = r->has_service ? way_of(&r->service) : "here";
    go_to(screen, has_checklist(r) && is_here ? RECEIVE_CHECKING : RECEIVE_ACTING);
}

/* --- the checklist --- */

static void toggle(struct screen *screen, size_t line)
{
    struct reception *r = screen->state;

    if (line >= RECEIVE_LINES_MOST)
        return;
    reception_draft(r)->have ^= (uint64_t)1 << line;
    reception_park_touch(screen);
}

static void check(struct screen *screen, bool all_here)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    for (size_t i = 0; all_here && i < r->service.material_count && i < RECEIVE_LINES_MOST; i++)
        draft->have |= (uint64_t)1 << i;
    draft->has_checked = true;
    go_to(screen, RECEIVE_ACTING);
}

/* Nothing ticked beyond what an earlier visit had brought. */
static bool is_unticked(const struct reception *r)
{
    const struct receive_draft *draft = &r->drafts[0];

    for (size_t i = 0; i < r->shown_count; i++)
        if (r->shown[i] < RECEIVE_LINES_MOST && (draft->have >> r->shown[i] & 1))
            return false;
    return true;
}

static bool digit_line(const struct reception *r, int digit, size_t *line)
{
    for (size_t i = 0; i < r->shown_count; i++)
        if (r->shown[i] + 1 == (size_t)digit) {
            *line = i;
            return true;
        }
    return false;
}

static enum next check_command(struct screen *screen, enum command command)
{
    struct reception *r = screen->state;
    int digit = command_digit(command);

    if (digit == 0) {
        check(screen, false);
    } else if (digit > 0) {
        if (digit_line(r, digit, &r->line))
            toggle(screen, r->shown[r->line]);
    } else if (command == COMMAND_SELECT) {
        check(screen, is_unticked(r));
    } else if (command == COMMAND_UP) {
        r->line -= r->line > 0;
    } else if (command == COMMAND_DOWN) {
        r->line += r->line + 1 < r->shown_count;
    } else if (command == COMMAND_BACK) {
        go_to(screen, RECEIVE_TYPING);
    } else {
        return NEXT_IGNORED;
    }
    return NEXT_STAY;
}

/* --- the acts --- */

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
static enum next record(struct screen *screen, const struct receive_deed *deed, const char *done)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    struct arena arena = {0};
    struct error error;
    const char *number;
    enum next next = NEXT_STAY;

    reception_park_keep(screen);
    if (receive_record(reception_desk(screen), draft, deed, &arena, &number, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        arena_release(&arena);
        return NEXT_STAY;
    }
    const char *who = arena_copy(&arena, draft->who.length ? draft->who.at : _("no name"));
    const char *subject = arena_copy(&arena, draft->what.at);
    bool is_here = !text_same(draft->channel, "phone");
    reception_park_next(screen);
    app_say(screen->app, _("%s: %s %s, query code %s"), done, who, subject,
            ident_query_code(number));
    if (is_here && (deed->kind == ACT_ANSWER || deed->kind == ACT_SOLVE))
        next = rate(screen, number, subject);
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

static enum next do_accept(struct screen *screen)
{
    return record(screen, &(struct receive_deed){.kind = ACT_ACCEPT}, _("taken on"));
}

static enum next do_demand(struct screen *screen)
{
    struct reception *r = screen->state;
    struct error error;

    if (receive_record_demand(reception_desk(screen), reception_draft(r), &screen->arena, &error) !=
        STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    reception_park_next(screen);
    app_say(screen->app, _("noted in the demand list"));
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

static enum next do_urgency(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    int at = word_index(word_urgencies, draft->urgency) + 1;

    draft->urgency = word_urgencies[at].word ? word_urgencies[at].word : word_urgencies[0].word;
    reception_park_touch(screen);
    return NEXT_STAY;
}

static enum next promised(struct screen *screen, const struct answer *answer)
{
    const struct promise *promise = answer->data;

    if (!answer->is_given)
        return NEXT_STAY;
    return record(screen,
                  &(struct receive_deed){.kind = ACT_PROMISE,
                                         .promise = promise->kind,
                                         .until_at = promise->time.at,
                                         .to = promise->time.staff_id},
                  _("promised"));
}

static enum next do_promise(struct screen *screen)
{
    struct reception *r = screen->state;
    const char *kind = has_checklist(r) ? "come" : "call";

    return screen_ask(screen, &promise_screen, kind, promised);
}

static enum next assigned(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    return record(screen, &(struct receive_deed){.kind = ACT_ASSIGN, .to = answer->text},
                  _("assigned"));
}

/* 0: the item is among their duties; 1: they stand in for such a person; 2: anybody else. */
static int nearness(const struct people *people, const struct person *person, const char *service)
{
    if (*service && person_list_has(person->duties, service))
        return 0;
    for (size_t i = 0; *service && i < people->count; i++)
        if (person_list_has(people->at[i].duties, service) &&
            text_same(people->at[i].backup, person->id))
            return 1;
    return 2;
}

static enum next do_assign(struct screen *screen)
{
    static const char *const notes[] = {N_("in their duties"), N_("stands in"), ""};
    struct reception *r = screen->state;
    struct desk *desk = reception_desk(screen);
    const struct people *people = desk_people(desk);
    struct choice choices[STAFF_MOST];
    struct arena arena = {0};
    size_t count = 0;

    for (int near = 0; near <= 2; near++)
        for (size_t i = 0; i < people->count && count < STAFF_MOST; i++) {
            const struct person *person = &people->at[i];
            if (!text_same(person->node, desk_node(desk)) ||
                !person_is_active(person, people->today) ||
                nearness(people, person, reception_draft(r)->service.at) != near)
                continue;
            choices[count++] = (struct choice){
                .word = person->id,
                .label = arena_format(&arena, "%s  %s", person->name, person->title),
                .note = *notes[near] ? _(notes[near]) : ""};
        }
    enum next next = prompt_choose(screen, _("assign to whom?"), choices, count, assigned);
    arena_release(&arena);
    return next;
}

static const struct deed_row {
    const char *label;
    enum next (*run)(struct screen *screen);
    bool needs_case_to_be_new; /* no such thing on a second visit */
} deeds[10] = {
    [0] = {N_("urgency"), do_urgency, true},
    [1] = {N_("note as demand"), do_demand, true},
    [2] = {N_("promise"), do_promise, false},
    [3] = {N_("answer"), do_answer, false},
    [4] = {N_("assign"), do_assign, false},
    [5] = {N_("accept"), do_accept, false},
    [6] = {N_("way"), do_way, true},
    [7] = {NULL, NULL, false},
    [8] = {N_("linked, park"), do_link, false},
    [9] = {N_("solve"), do_solve, false},
};

static bool is_offered(const struct reception *r, int digit)
{
    const struct deed_row *deed = &deeds[digit];

    return deed->run && !(deed->needs_case_to_be_new && r->drafts[0].number.length);
}

const char *reception_acting_label(const struct reception *r, int digit)
{
    if (r->drafts[0].stage == RECEIVE_ACTING)
        return is_offered(r, digit) ? _(deeds[digit].label) : NULL;
    size_t line;
    if (digit == 0)
        return _("nothing brought");
    return digit_line(r, digit, &line) ? _("here or not") : NULL;
}

static enum next act_command(struct screen *screen, enum command command)
{
    struct reception *r = screen->state;
    int digit = command_digit(command);
    bool is_here = !text_same(reception_draft(r)->channel, "phone");

    if (digit >= 0 && is_offered(r, digit))
        return deeds[digit].run(screen);
    if (digit >= 0 || command == COMMAND_SELECT) {
        app_say(screen->app, _("press the digit of what is done about it"));
        return NEXT_STAY;
    }
    if (command != COMMAND_BACK)
        return NEXT_IGNORED;
    go_to(screen, has_checklist(r) && is_here ? RECEIVE_CHECKING : RECEIVE_TYPING);
    return NEXT_STAY;
}

enum next reception_acting_handle(struct screen *screen, const struct event *event)
{
    struct reception *r = screen->state;
    bool is_checking = reception_draft(r)->stage == RECEIVE_CHECKING;

    if (event->kind == EVENT_COMMAND)
        return is_checking ? check_command(screen, event->command)
                           : act_command(screen, event->command);
    if (event->kind == EVENT_KEY && key_plain(event->key) == ' ' && is_checking &&
        r->line < r->shown_count) {
        toggle(screen, r->shown[r->line]);
        return NEXT_STAY;
    }
    return NEXT_IGNORED;
}
