/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "who_inside.h"

#include "shouwen/base/clock.h"

#include <string.h>

static const char *const state_words[] = {"received",   "handling", "waiting", "reported",
                                          "dispatched", "replied",  "told",    "shelved"};

static bool takes_away(const struct act *act)
{
    return act->kind == ACT_DECLINE || act->kind == ACT_FALL_BACK || who_is_low(act);
}

static bool replies(const struct act *act)
{
    return act->kind == ACT_REPLY;
}

static bool dispatches(const struct act *act)
{
    return act->kind == ACT_DISPATCH;
}

static bool rates(const struct act *act)
{
    return act->kind == ACT_RATE;
}

static bool extends(const struct act *act)
{
    return act->kind == ACT_EXTEND;
}

void who_give_to(struct walk *walk, const char *rule, const char *holder, const struct act *act)
{
    walk->rule = rule ? rule : walk->rule;
    walk->holder = holder;
    walk->held_by = act;
}

/* --- state and clocks --- */

static bool is_paused(const struct walk *walk)
{
    return walk->state == WAITING || walk->state == SHELVED;
}

enum state who_state_of(const struct walk *walk)
{
    return is_paused(walk) ? walk->before_pause : walk->state;
}

static void set_state(struct walk *walk, enum state state, const struct act *act)
{
    enum state old = walk->state;

    if (state == old)
        return;
    if (!is_paused(walk) && (state == WAITING || state == SHELVED))
        walk->before_pause = old;
    if (old == WAITING) {
        struct pause *pauses =
            arena_alloc(walk->arena, (walk->pause_count + 1) * sizeof(*walk->pauses));
        if (walk->pause_count)
            memcpy(pauses, walk->pauses, walk->pause_count * sizeof(*pauses));
        pauses[walk->pause_count++] =
            (struct pause){walk->waits_from, clock_day_of(act->happened_at)};
        walk->pauses = pauses;
    }
    if (state == WAITING)
        walk->waits_from = clock_day_of(act->happened_at);
    walk->state = state;
}

/* Nobody else has it any more. */
static void go_to(struct walk *walk, const char *unit)
{
    walk->unit = unit;
    walk->rival = NULL;
}
/* --- the walk --- */

static void walk_rating(struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];
    int attitude = (int)act_number(act, FIELD_ATTITUDE, 0),
        ability = (int)act_number(act, FIELD_ABILITY, 0);
    bool is_lower = attitude + ability < walk->attitude + walk->ability;

    if (!who_comes_after_unknown(walk, which, rates) ||
        is_lower != (walk->wrong == WHO_RATING_RATING)) {
        walk->attitude = attitude;
        walk->ability = ability;
    }
    if (!who_is_low(act))
        return;
    who_give_to(walk, "fallback", who_falls_from(walk, which), act);
    if (walk->was_closed) {
        walk->was_closed = false;
        go_to(walk, walk->home);
        set_state(walk, HANDLING, act);
    }
}

static void walk_extension(struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];
    int32_t day = clock_day_of(act_number(act, FIELD_UNTIL, 0));
    bool is_unit = who_state_of(walk) == DISPATCHED;
    int32_t *to = is_unit ? &walk->unit_extended_to : &walk->extended_to;
    bool is_wrong =
        walk->wrong == WHO_EXTEND_EXTEND && *to && who_comes_after_unknown(walk, which, extends);

    if (is_wrong ? day < *to : day > *to)
        *to = day;
    if (is_unit && day > walk->extended_to)
        walk->extended_to = day;
}

static void walk_dispatch(struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];

    if (who_comes_after_unknown(walk, which, dispatches) &&
        who_comes_after_unknown(walk, which, replies) && walk->wrong != WHO_DISPATCH_DISPATCH)
        return;
    walk->rival = walk->state == DISPATCHED && who_comes_after_unknown(walk, which, dispatches)
                      ? walk->unit
                      : NULL;
    walk->unit = act_text(act, FIELD_TO);
    if (!walk->first_dispatch_at)
        walk->first_dispatch_at = act->happened_at;
    walk->last_dispatch_at = act->happened_at;
    walk->unit_extended_to = 0;
    set_state(walk, DISPATCHED, act);
}

static void walk_give_back(struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];

    if (who_comes_after_unknown(walk, which, replies) && walk->wrong != WHO_GIVE_BACK_REPLY)
        return;
    if (walk->rival) { /* the other one has it still */
        if (strcmp(walk->unit, act_text(act, FIELD_NODE)) == 0)
            walk->unit = walk->rival;
        walk->rival = NULL;
        return;
    }
    go_to(walk, book_nodes[PLACE_STREET]);
    set_state(walk, REPORTED, act);
}

static void walk_reply(struct walk *walk, size_t which)
{
    enum state state = who_state_of(walk);

    if (state != DISPATCHED && state != REPORTED && who_comes_after_unknown(walk, which, replies))
        return;
    go_to(walk, walk->home);
    set_state(walk, REPLIED, &walk->acts[which]);
}

static void walk_holder(struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];
    enum who_row wrong = walk->wrong;

    switch ((int)act->kind) {
    case ACT_ASSIGN:
    case ACT_TAKE_OVER:
        if (who_comes_after_unknown(walk, which, takes_away) && wrong != WHO_ASSIGN_FALL_BACK)
            break;
        if (who_comes_after_unknown(walk, which, who_assigns) && wrong == WHO_ASSIGN_ASSIGN)
            break;
        who_give_to(walk, "assigned", who_named_by(act), act);
        break;
    case ACT_DECLINE:
    case ACT_FALL_BACK:
        if (who_comes_after_unknown(walk, which, who_assigns) && wrong == WHO_ASSIGN_FALL_BACK)
            break;
        who_give_to(walk, "fallback", who_falls_from(walk, which), act);
        break;
    case ACT_DESIGNATE:
    case ACT_CLAIM:
        who_give_to(walk, NULL, who_named_by(act), act);
        break;
    default:
        break;
    }
}

static void walk_rest(struct walk *walk, size_t which)
{
    const struct act *act = &walk->acts[which];

    switch ((int)act->kind) {
    case ACT_RATE:
        walk_rating(walk, which);
        break;
    case ACT_EXTEND:
        walk_extension(walk, which);
        break;
    case ACT_DISPATCH:
        walk_dispatch(walk, which);
        break;
    case ACT_GIVE_BACK:
        walk_give_back(walk, which);
        break;
    case ACT_REPLY:
        walk_reply(walk, which);
        break;
    case ACT_RESOLVE:
        who_rule(walk, which);
        break;
    case ACT_REPORT_UP:
        go_to(walk, book_nodes[PLACE_STREET]);
        set_state(walk, REPORTED, act);
        break;
    case ACT_TELL:
        set_state(walk, TOLD, act);
        break;
    case ACT_WAIT:
        set_state(walk, WAITING, act);
        break;
    case ACT_SHELVE:
        set_state(walk, SHELVED, act);
        break;
    case ACT_RESUME:
        set_state(walk, who_state_of(walk), act);
        break;
    case ACT_REOPEN:
        walk->was_closed = false;
        go_to(walk, walk->home);
        set_state(walk, HANDLING, act);
        break;
    default:
        walk->was_closed |= who_closes(act);
        break;
    }
}

void who_run(struct walk *walk)
{
    for (walk->at = 0; walk->at < walk->count; walk->at++) {
        size_t which = walk->order[walk->at];
        const struct act *act = &walk->acts[which];
        if (walk->is_void[which])
            continue;
        if (act->kind == ACT_OPEN) {
            who_give_to(walk, "first-contact", act->by, act);
            walk->unit = walk->home = act_text(act, FIELD_NODE);
            walk->opened_at = act->happened_at;
            walk->urgency = act_text(act, FIELD_URGENCY);
        } else if (walk->home) {
            walk_holder(walk, which);
            walk_rest(walk, which);
        }
    }
}
const char *who_falls_to(const struct act *acts, size_t count, size_t which, struct arena *arena)
{
    struct walk walk = {.acts = acts, .count = count, .wrong = WHO_ROWS, .arena = arena};
    bool ignored = false;

    who_start(&walk, &ignored);
    for (size_t i = 0; i < count; i++)
        if (acts[i].kind == ACT_OPEN)
            walk.home = act_text(&acts[i], FIELD_NODE);
    return who_falls_from(&walk, which);
}
bool who_answers(const struct act *acts, size_t count, enum who_row wrong, struct arena *arena,
                 struct who *who)
{
    struct walk walk = {.acts = acts, .count = count, .wrong = wrong, .arena = arena};

    *who = (struct who){.holder = ""};
    who_start(&walk, &who->is_incomplete);
    who_run(&walk);
    if (!walk.home)
        return false;
    who->holder = walk.holder;
    who->rule = walk.rule;
    who->state = state_words[walk.state];
    who->unit = walk.unit;
    who->attitude = walk.attitude;
    who->ability = walk.ability;
    who_count_clocks(&walk, who);
    return true;
}

static const char *day_of(int32_t day, struct arena *arena)
{
    return day == CLOCK_NO_DAY ? "no day" : arena_format(arena, "day %ld", (long)day);
}

const char *who_say(const struct who *who, struct arena *arena)
{
    return arena_format(arena, "%s, %s, %s at %s, %s, unit %s, rated %d %d", who->holder, who->rule,
                        who->state, who->unit, day_of(who->due_on, arena),
                        day_of(who->unit_due_on, arena), who->attitude, who->ability);
}
