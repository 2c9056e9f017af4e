/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/matter_close.h"
#include "shouwen/domain/matter_conflict.h"
#include "shouwen/domain/matter_due.h"
#include "shouwen/domain/matter_walk.h"

#include <string.h>

const struct matter_policy matter_policy_shipped = {
    .limit = {[URGENCY_URGENT] = "spot",
              [URGENCY_SPECIAL] = "1w",
              [URGENCY_DIFFICULT] = "15w",
              [URGENCY_ROUTINE] = "3w"},
    .accept_days = 1,
    .undo_minutes = 10,
    .unit_days = 7,
    .visits = VISIT_POLICY_SHIPPED,
};

static void close_if_seen(struct matter_walk *walk)
{
    struct matter *m = walk->matter;
    const struct act *closing = matter_close_find(&walk->order);
    const struct act *rating = matter_close_open_rating(&walk->order);

    m->is_open = !closing;
    m->is_low_open = rating != NULL;
    if (m->is_low_open)
        m->rated = act_text(rating, FIELD_WHOM);
    if (!closing)
        return;
    matter_walk_set_state(walk, STATE_CLOSED, closing);
    closing = matter_close_said(&walk->order, (size_t)(closing - walk->order.acts));
    m->closed_at = closing->happened_at;
    m->outcome = matter_close_outcome(closing);
    if (closing->kind == ACT_MERGE)
        m->merged_into = act_text(closing, FIELD_TO);
    if (closing->value[FIELD_VIA])
        m->via = closing->value[FIELD_VIA];
}

static void keep_history(struct matter_walk *walk, size_t index)
{
    struct matter *m = walk->matter;
    struct matter_entry *history =
        arena_grow(walk->arena, (void *)(uintptr_t)m->history, m->history_count,
                   &walk->history_room, sizeof(*history));

    history[m->history_count++] = (struct matter_entry){.act = &walk->order.acts[index],
                                                        .is_voided = walk->order.is_voided[index],
                                                        .due_on = CLOCK_NO_DAY};
    m->history = history;
}

/* How the case stands after the act that the history took last. */
static void keep_standing(struct matter_walk *walk)
{
    struct matter *m = walk->matter;
    struct matter_entry *entry =
        &((struct matter_entry *)(uintptr_t)m->history)[m->history_count - 1];

    entry->holder = m->holder;
    entry->rule = m->rule;
}

static void keep_latest(struct matter_walk *walk)
{
    const struct matter_order *order = &walk->order;
    uint64_t *latest = arena_alloc(walk->arena, order->count * sizeof(*latest));

    for (size_t at = 0; at < order->count; at++)
        if (!order->is_named[order->at[at]])
            latest[walk->matter->latest_count++] = act_id_prefix(order->acts[order->at[at]].id);
    walk->matter->latest = act_on_last(latest, &walk->matter->latest_count);
}

static void start(struct matter *m, const struct act *first)
{
    const char **texts[] = {&m->channel,    &m->via,   &m->urgency, &m->service,  &m->category,
                            &m->grid,       &m->ref,   &m->subject, &m->resident, &m->name,
                            &m->phone,      &m->door,  &m->limit,   &m->outcome,  &m->merged_into,
                            &m->source,     &m->rated, &m->node,    &m->unit,     &m->rival_unit,
                            &m->place_kind, &m->place};

    *m = (struct matter){.number = act_subject_id(first),
                         .holder = first->by,
                         .first_contact = first->by,
                         .rule_by = first,
                         .due_on = CLOCK_NO_DAY,
                         .first_due_on = CLOCK_NO_DAY,
                         .unit_due_on = CLOCK_NO_DAY,
                         .first_unit_due_on = CLOCK_NO_DAY,
                         .waiting_on = CLOCK_NO_DAY};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        *texts[i] = "";
    m->urgency = "routine";
}

enum status matter_fold(struct arena *arena, const struct act *acts, size_t count,
                        const struct calendar *calendar, const struct matter_policy *policy,
                        struct matter *matter, struct error *error)
{
    struct matter_walk walk = {.arena = arena, .matter = matter};
    bool has_open = false;

    if (!count)
        return error_set(error, STATUS_BROKEN, "", _("there is no act to fold"));
    acts = circle_heed_case(acts, &count, arena);
    matter_order_init(arena, acts, count, &walk.order);
    matter_conflict_rule(arena, &walk.order);
    start(matter, &acts[walk.order.at[0]]);
    for (size_t at = 0; at < count; at++) {
        size_t index = walk.order.at[at];
        keep_history(&walk, index);
        has_open |= acts[index].kind == ACT_OPEN;
        if (!walk.order.is_voided[index])
            matter_walk_act(&walk, &acts[index]);
        keep_standing(&walk);
    }
    close_if_seen(&walk);
    keep_latest(&walk);
    if (walk.order.is_incomplete || !has_open)
        matter->flags |= FLAG_HISTORY;
    matter_conflict_list(arena, &walk.order, matter);
    if (matter->conflict_count)
        matter->flags |= FLAG_CONTRADICTION;
    walk.due.is_dispatched = matter_walk_state(&walk) == STATE_DISPATCHED;
    matter_due_count(&walk.due, calendar, policy, matter);
    return STATUS_OK;
}

const struct matter_promise *matter_next_promise(const struct matter *matter)
{
    const struct matter_promise *next = NULL;

    for (size_t i = 0; i < matter->promise_count; i++) {
        const struct matter_promise *promise = &matter->promises[i];
        if (!promise->is_kept && (!next || promise->at < next->at))
            next = promise;
    }
    return next;
}

static bool is_over(const struct matter *matter, int32_t due_on, int32_t today)
{
    int32_t day = matter->waiting_on != CLOCK_NO_DAY ? matter->waiting_on : today;

    return matter->is_open && due_on != CLOCK_NO_DAY && due_on < day;
}

bool matter_is_late(const struct matter *matter, int32_t today)
{
    return is_over(matter, matter->due_on, today);
}

bool matter_is_unit_late(const struct matter *matter, int32_t today)
{
    return is_over(matter, matter->unit_due_on, today);
}

bool matter_is_paused(const struct matter *matter)
{
    return matter->state == STATE_WAITING || matter->state == STATE_SHELVED;
}

bool matter_times_out(const struct matter *matter, const struct calendar *calendar,
                      const struct matter_policy *policy, int32_t today)
{
    struct limit limit = {policy->accept_days, LIMIT_WORKING};
    struct deadline accept;

    if (!matter->is_open || matter->rule == RULE_FALLBACK || matter->state == STATE_REPORTED ||
        matter->state == STATE_DISPATCHED || matter_is_paused(matter))
        return false;
    if (matter->rule == RULE_ASSIGNED && !matter->is_accepted &&
        deadline_count(calendar, limit, matter->rule_since_at, matter->pauses, matter->pause_count,
                       policy->rest_day_is_next, &accept) == DEADLINE_FOUND &&
        accept.due_on < today)
        return true;
    return (matter->state == STATE_RECEIVED || matter->state == STATE_HANDLING) &&
           matter_is_late(matter, today);
}

/* A log's name is its file's node and hex digits of its key. */
bool matter_is_of_file(const struct matter *matter, const char *node)
{
    enum { KEY_DIGITS = 8 };
    const char *log = matter->history_count ? matter->history[0].act->log : "";
    size_t length = strlen(node);

    return text_starts(log, node) && log[length] == '-' &&
           strspn(log + length + 1, "0123456789abcdef") >= KEY_DIGITS;
}
