/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/matter_conflict.h"
#include "shouwen/domain/matter_due.h"
#include "shouwen/domain/matter_order.h"

#include <string.h>

const struct matter_policy matter_policy_shipped = {
    .limit = {"spot", "1w", "3w", "15w"}, /* by word_urgencies: see test_matter */
    .accept_days = 1,
    .undo_minutes = 10,
    .unit_days = 7,
};

/* One walk over the acts of a case. */
struct fold {
    struct arena *arena;
    struct matter *matter;
    struct matter_order order;
    struct matter_due due;
    enum matter_state before_pause;
    bool was_closed; /* a closing act came last, so far */
    size_t party_room, promise_room, history_room;
};

static void add_party(struct fold *fold, const char *role, const char *name, const char *relation)
{
    struct matter *m = fold->matter;
    struct matter_party *parties = arena_grow(fold->arena, (void *)(uintptr_t)m->parties,
                                              m->party_count, &fold->party_room, sizeof(*parties));

    parties[m->party_count++] = (struct matter_party){role, name, relation ? relation : "", ""};
    m->parties = parties;
}

/* Fields that opening sets and amending replaces. */
static void take_fields(struct matter *m, const struct act *act)
{
    const struct {
        enum act_field field;
        const char **into;
    } taken[] = {
        {FIELD_CHANNEL, &m->channel},   {FIELD_VIA, &m->via},
        {FIELD_URGENCY, &m->urgency},   {FIELD_SERVICE, &m->service},
        {FIELD_CATEGORY, &m->category}, {FIELD_GRID, &m->grid},
        {FIELD_RESIDENT, &m->resident}, {FIELD_LIMIT, &m->limit},
        {FIELD_SUBJECT, &m->subject},   {FIELD_NAME, &m->name},
        {FIELD_PHONE, &m->phone},       {FIELD_DOOR, &m->door},
        {FIELD_REF, &m->ref},
    };

    for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
        if (act->value[taken[i].field])
            *taken[i].into = act->value[taken[i].field];
}

static void put_in_force(struct fold *fold, enum rule rule, const char *holder,
                         const struct act *act)
{
    struct matter *m = fold->matter;

    m->rule = rule;
    m->rule_since_at = act->happened_at;
    m->rule_by = act;
    if (!text_is_empty(holder))
        m->holder = holder;
    m->is_accepted = false;
}

static const char *holder_or(const struct act *act, const char *otherwise)
{
    const char *holder = act->value[FIELD_HOLDER];

    return text_is_empty(holder) ? otherwise : holder;
}

static void fold_open(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;

    put_in_force(fold, RULE_FIRST_CONTACT, holder_or(act, act->by), act);
    m->first_contact = m->holder;
    m->node = act_text(act, FIELD_NODE);
    m->unit = m->node;
    m->opened_at = act->happened_at;
    m->entered_at = act->entered_at;
    take_fields(m, act);
    if (act->value[FIELD_BY_NAME])
        add_party(fold, "proxy", act->value[FIELD_BY_NAME], act->value[FIELD_RELATION]);
    if (act->value[FIELD_PARTY])
        add_party(fold, "other", act->value[FIELD_PARTY], NULL);
}

static void fold_rating(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;
    int attitude = (int)act_number(act, FIELD_ATTITUDE, 0);
    int ability = (int)act_number(act, FIELD_ABILITY, 0);

    if (attitude < 1 || ability < 1)
        return;
    /* of concurrent ratings the lower counts (sync.md 6) */
    bool is_concurrent = false;
    for (size_t i = 0; i < m->history_count; i++)
        if (m->history[i].act->kind == ACT_RATE &&
            !matter_order_has_seen(&fold->order, (size_t)(act - fold->order.acts),
                                   (size_t)(m->history[i].act - fold->order.acts)))
            is_concurrent = true;
    if (!is_concurrent || !m->attitude || attitude + ability < m->attitude + m->ability) {
        m->attitude = attitude;
        m->ability = ability;
        m->source = act_text(act, FIELD_SOURCE);
        m->rated = act_text(act, FIELD_WHOM);
    }
    if (!act_is_low_rating(act))
        return;
    put_in_force(fold, RULE_FALLBACK, act->value[FIELD_HOLDER], act);
    m->is_low_open = true;
    if (fold->was_closed)
        m->state = STATE_HANDLING;
    fold->was_closed = false;
}

static void fold_promise(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;
    struct matter_promise *promises =
        arena_grow(fold->arena, (void *)(uintptr_t)m->promises, m->promise_count,
                   &fold->promise_room, sizeof(*promises));

    promises[m->promise_count++] = (struct matter_promise){
        .at = act_number(act, FIELD_UNTIL, act->happened_at),
        .kind = act->value[FIELD_VIA] ? act->value[FIELD_VIA] : "call",
        .staff = act->value[FIELD_TO] ? act->value[FIELD_TO] : act->by,
        .text = act_text(act, FIELD_TEXT),
    };
    m->promises = promises;
}

/* Keeping a promise closes the earliest that is open (design.md 6). */
static void fold_keep(struct fold *fold)
{
    const struct matter_promise *next = matter_next_promise(fold->matter);

    if (next)
        ((struct matter_promise *)(uintptr_t)next)->is_kept = true;
}

static void set_state(struct fold *fold, int state, const struct act *act)
{
    struct matter *m = fold->matter;
    enum matter_state old = m->state;
    bool was_paused = old == STATE_WAITING || old == STATE_SHELVED;

    if (state == STATE_BACK)
        state = was_paused ? (int)fold->before_pause : (int)old;
    if (state == STATE_KEEP || state == (int)old)
        return;
    if (state == STATE_WAITING || state == STATE_SHELVED) {
        if (!was_paused)
            fold->before_pause = old;
        m->pause_until_at = act_number(act, FIELD_UNTIL, 0);
    } else {
        m->pause_until_at = 0;
    }
    if (old == STATE_WAITING)
        matter_due_resume(&fold->due, fold->arena, act);
    if (state == STATE_WAITING)
        matter_due_wait(&fold->due, act);
    m->state = (enum matter_state)state;
}

/* What happens to the handling unit and its clock. */
static void fold_unit(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;
    char street[NODE_PART];

    switch ((int)act->kind) {
    case ACT_REPORT_UP:
    case ACT_GIVE_BACK:
        m->unit = act->value[FIELD_TO] ? act->value[FIELD_TO]
                                       : arena_copy(fold->arena, node_street_of(m->node, street));
        m->bounces += act->kind == ACT_GIVE_BACK;
        if (m->bounces >= 2)
            m->flags |= FLAG_DISPUTE;
        break;
    case ACT_DISPATCH:
        m->unit = act_text(act, FIELD_TO);
        matter_due_dispatch(&fold->due, act);
        break;
    case ACT_REPLY:
        m->unit = m->node;
        m->replied_at = act->happened_at;
        break;
    case ACT_EXTEND:
        matter_due_extend(&fold->due, act, m->state == STATE_DISPATCHED);
        break;
    default:
        break;
    }
}

static void fold_holder(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;

    switch ((int)act->kind) {
    case ACT_ASSIGN:
        put_in_force(fold, RULE_ASSIGNED, act->value[FIELD_TO], act);
        break;
    case ACT_TAKE_OVER:
        put_in_force(fold, RULE_ASSIGNED, holder_or(act, act->by), act);
        break;
    case ACT_DECLINE:
    case ACT_FALL_BACK:
        put_in_force(fold, RULE_FALLBACK, act->value[FIELD_HOLDER], act);
        break;
    case ACT_DESIGNATE:
        m->holder = act->value[FIELD_TO] ? act->value[FIELD_TO] : m->holder;
        m->is_accepted = false;
        break;
    case ACT_CLAIM:
        m->holder = holder_or(act, act->by);
        break;
    default:
        break;
    }
}

static void fold_rest(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;

    switch ((int)act->kind) {
    case ACT_OPEN:
        fold_open(fold, act);
        break;
    case ACT_ACCEPT:
        m->is_accepted = true;
        break;
    case ACT_TICK:
        m->have = act_text(act, FIELD_HAVE);
        break;
    case ACT_REMIND:
        m->reminds++;
        break;
    case ACT_SUPERVISE:
        m->flags |= FLAG_SUPERVISED;
        break;
    case ACT_TELL:
        m->told_at = act->happened_at;
        break;
    case ACT_RATE:
        fold_rating(fold, act);
        break;
    case ACT_REOPEN:
        fold->was_closed = false;
        m->is_accepted = true;
        break;
    case ACT_PROMISE:
        fold_promise(fold, act);
        break;
    case ACT_KEEP:
        fold_keep(fold);
        break;
    case ACT_AMEND:
        take_fields(m, act);
        break;
    default:
        break;
    }
}

static void fold_act(struct fold *fold, const struct act *act)
{
    struct matter *m = fold->matter;

    if (act->kind == ACT_UNKNOWN || act->kind >= ACT_CASE_KINDS)
        return;
    fold_unit(fold, act);
    fold_holder(fold, act);
    fold_rest(fold, act);
    if (act_class_of(act) == ACT_CLOSING) {
        fold->was_closed = true;
        return; /* whether it closes is decided over the whole set */
    }
    if (act->value[FIELD_VIA] && act->kind != ACT_PROMISE)
        m->via = act->value[FIELD_VIA];
    /* accepting says who works on it; what has moved on is not moved back */
    if (act->kind == ACT_ACCEPT && m->state != STATE_RECEIVED)
        return;
    set_state(fold, act_rows[act->kind].state, act);
}

/* True if a closing act saw every unfinished act that counts (design.md 3). */
static bool saw_everything(const struct fold *fold, size_t closing)
{
    const struct matter_order *order = &fold->order;

    for (size_t i = 0; i < order->count; i++)
        if (i != closing && !order->is_voided[i] && act_is_unfinished(&order->acts[i]) &&
            !matter_order_has_seen(order, closing, i))
            return false;
    return true;
}

static const char *outcome_of(const struct act *act)
{
    switch ((int)act->kind) {
    case ACT_ANSWER:
        return "answered";
    case ACT_SOLVE:
        return "solved";
    case ACT_WITHDRAW:
        return "withdrawn";
    case ACT_MERGE:
        return "merged";
    case ACT_UNDO:
        return "mistaken";
    default:
        return text_is_empty(act->value[FIELD_OUTCOME]) ? "solved" : act->value[FIELD_OUTCOME];
    }
}

static void close_if_seen(struct fold *fold)
{
    const struct matter_order *order = &fold->order;
    struct matter *m = fold->matter;
    const struct act *closing = NULL;

    for (size_t at = 0; at < order->count; at++) {
        const struct act *act = &order->acts[order->at[at]];
        bool may_close = act == order->open_undone_by ||
                         (!order->is_voided[order->at[at]] && act_class_of(act) == ACT_CLOSING);
        if (may_close && saw_everything(fold, order->at[at]))
            closing = act;
    }
    m->is_open = !closing;
    if (!closing)
        return;
    m->state = STATE_CLOSED;
    m->closed_at = closing->happened_at;
    m->outcome = outcome_of(closing);
    m->is_low_open = false;
    m->pause_until_at = 0;
    if (closing->kind == ACT_MERGE)
        m->merged_into = act_text(closing, FIELD_TO);
    if (closing->value[FIELD_VIA])
        m->via = closing->value[FIELD_VIA];
}

static void keep_history(struct fold *fold, size_t index)
{
    struct matter *m = fold->matter;
    struct matter_entry *history =
        arena_grow(fold->arena, (void *)(uintptr_t)m->history, m->history_count,
                   &fold->history_room, sizeof(*history));

    history[m->history_count++] =
        (struct matter_entry){&fold->order.acts[index], fold->order.is_voided[index]};
    m->history = history;
}

static void keep_latest(struct fold *fold)
{
    const struct matter_order *order = &fold->order;
    uint64_t *latest = arena_alloc(fold->arena, order->count * sizeof(*latest));

    for (size_t at = 0; at < order->count; at++)
        if (!order->is_named[order->at[at]])
            latest[fold->matter->latest_count++] = act_id_prefix(order->acts[order->at[at]].id);
    fold->matter->latest = latest;
}

static void start(struct matter *m, const struct act *first)
{
    const char **texts[] = {&m->channel, &m->via,   &m->urgency, &m->service,  &m->category,
                            &m->grid,    &m->ref,   &m->subject, &m->resident, &m->name,
                            &m->phone,   &m->door,  &m->limit,   &m->outcome,  &m->merged_into,
                            &m->source,  &m->rated, &m->node,    &m->unit};

    *m = (struct matter){.number = act_subject_id(first),
                         .holder = first->by,
                         .first_contact = first->by,
                         .rule_by = first,
                         .due_on = CLOCK_NO_DAY,
                         .first_due_on = CLOCK_NO_DAY,
                         .unit_due_on = CLOCK_NO_DAY};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        *texts[i] = "";
    m->urgency = "routine";
}

enum status matter_fold(struct arena *arena, const struct act *acts, size_t count,
                        const struct calendar *calendar, const struct matter_policy *policy,
                        struct matter *matter, struct error *error)
{
    struct fold fold = {.arena = arena, .matter = matter};
    bool has_open = false;

    if (!count)
        return error_set(error, STATUS_BROKEN, "", _("there is no act to fold"));
    matter_order_init(arena, acts, count, &fold.order);
    start(matter, &acts[fold.order.at[0]]);
    for (size_t at = 0; at < count; at++) {
        size_t index = fold.order.at[at];
        keep_history(&fold, index);
        has_open |= acts[index].kind == ACT_OPEN;
        if (!fold.order.is_voided[index])
            fold_act(&fold, &acts[index]);
    }
    close_if_seen(&fold);
    keep_latest(&fold);
    if (fold.order.is_incomplete || !has_open)
        matter->flags |= FLAG_HISTORY;
    if (matter_conflict_stands(&fold.order))
        matter->flags |= FLAG_CONTRADICTION;
    matter_due_count(&fold.due, calendar, policy, matter);
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

bool matter_is_late(const struct matter *matter, int32_t today)
{
    return matter->is_open && matter->state != STATE_WAITING && matter->due_on != CLOCK_NO_DAY &&
           matter->due_on < today;
}
