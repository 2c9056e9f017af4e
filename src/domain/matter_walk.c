/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_walk.h"

/* True if the later act saw the earlier one. */
static bool saw(const struct matter_walk *walk, const struct act *later, const struct act *earlier)
{
    return matter_order_has_seen(&walk->order, (size_t)(later - walk->order.acts),
                                 (size_t)(earlier - walk->order.acts));
}

/* True if an act that counts was folded before this one, which did not know of it, and is told by
 * the test. */
static bool is_after_unseen(const struct matter_walk *walk, const struct act *act,
                            bool (*test)(const struct act *earlier))
{
    for (size_t i = 0; !walk->order.is_linear && i + 1 < walk->matter->history_count; i++) {
        const struct matter_entry *entry = &walk->matter->history[i];
        if (!entry->is_voided && test(entry->act) && !saw(walk, act, entry->act))
            return true;
    }
    return false;
}

/* Opening says who has a part, an amendment all of them anew. An older act names who acts for the
 * person and the other party, each in a field of its own. */
static void take_people(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;
    const struct matter_party older[] = {
        {"proxy", act_text(act, FIELD_BY_NAME), act_text(act, FIELD_RELATION), "", false},
        {"other", act_text(act, FIELD_PARTY), "", "", false},
    };
    struct matter_party *parties =
        matter_party_read(walk->arena, act_text(act, FIELD_PEOPLE), &m->party_count);

    for (size_t i = 0; i < sizeof(older) / sizeof(older[0]); i++)
        if (*older[i].name)
            parties = matter_party_put(walk->arena, parties, &m->party_count, &older[i]);
    matter_party_settle(parties, m->party_count);
    m->parties = parties;
}

/* The way that an act is about: the last one for an amendment, the one to that unit for any other;
 * a new one if there is none. */
static struct matter_way *find_way(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;
    struct matter_way *ways = (struct matter_way *)(uintptr_t)m->ways;
    const char *via = act->value[FIELD_VIA] ? act->value[FIELD_VIA] : m->via;
    const char *unit = act_text(act, FIELD_WAY_UNIT);

    if (act->kind == ACT_AMEND && m->way_count)
        return &ways[m->way_count - 1];
    for (size_t i = m->way_count; i-- > 0;)
        if (text_same(ways[i].via, via) &&
            (!*unit || !*ways[i].unit || text_same(ways[i].unit, unit)))
            return &ways[i];
    m->ways = ways = arena_grow(walk->arena, ways, m->way_count, &walk->way_room, sizeof(*ways));
    ways[m->way_count] = (struct matter_way){via, "", "", ""};
    return &ways[m->way_count++];
}

static void fold_way_named(struct matter_walk *walk, const struct act *act)
{
    static const enum act_field named[] = {FIELD_VIA, FIELD_WAY_UNIT, FIELD_SPOKE_WITH,
                                           FIELD_RECEIPT};
    bool names = false;

    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
        names |= act->value[named[i]] && (act->kind == ACT_AMEND || *act->value[named[i]]);
    if (!names || act->kind == ACT_PROMISE)
        return;
    struct matter_way *way = find_way(walk, act);
    const char **into[] = {&way->via, &way->unit, &way->spoke_with, &way->receipt};
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
        if (act->value[named[i]])
            *into[i] = act->value[named[i]];
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
        {FIELD_REF, &m->ref},           {FIELD_PLACE_KIND, &m->place_kind},
        {FIELD_PLACE, &m->place},
    };

    for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
        if (act->value[taken[i].field])
            *taken[i].into = act->value[taken[i].field];
}

void matter_walk_hand_to(struct matter_walk *walk, const char *holder, const struct act *act)
{
    if (!text_is_empty(holder))
        walk->matter->holder = holder;
    walk->matter->is_accepted = false;
    walk->holds_by = act;
}

void matter_walk_put_in_force(struct matter_walk *walk, enum rule rule, const char *holder,
                              const struct act *act)
{
    struct matter *m = walk->matter;

    m->rule = rule;
    m->rule_since_at = act->happened_at;
    m->rule_by = act;
    matter_walk_hand_to(walk, holder, act);
}

const char *matter_walk_holder(const struct act *act, const char *otherwise)
{
    const char *holder = act->value[FIELD_HOLDER];

    return text_is_empty(holder) ? otherwise : holder;
}

static void fold_open(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;

    matter_walk_put_in_force(walk, RULE_FIRST_CONTACT, matter_walk_holder(act, act->by), act);
    m->first_contact = m->holder;
    m->node = act_text(act, FIELD_NODE);
    m->unit = m->node;
    m->opened_at = act->happened_at;
    m->entered_at = act->entered_at;
    take_fields(m, act);
    take_people(walk, act);
}

/* The same word for the same time is the same promise: whoever gives it again is to keep it. */
static void fold_promise(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;
    struct matter_promise *promises = (struct matter_promise *)(uintptr_t)m->promises;
    struct matter_promise promise = {
        .at = act_number(act, FIELD_UNTIL, act->happened_at),
        .kind = act->value[FIELD_VIA] ? act->value[FIELD_VIA] : "call",
        .staff = act->value[FIELD_TO] ? act->value[FIELD_TO] : act->by,
        .text = act_text(act, FIELD_TEXT),
    };

    for (size_t i = 0; i < m->promise_count; i++)
        if (!promises[i].is_kept && promises[i].at == promise.at &&
            text_same(promises[i].kind, promise.kind)) {
            promise.text = *promise.text ? promise.text : promises[i].text;
            promises[i] = promise;
            return;
        }
    promises =
        arena_grow(walk->arena, promises, m->promise_count, &walk->promise_room, sizeof(*promises));
    promises[m->promise_count++] = promise;
    m->promises = promises;
}

/* Who takes a case over keeps what its holder had promised. */
static void take_promises(struct matter_walk *walk, const char *taker)
{
    struct matter *m = walk->matter;
    struct matter_promise *promises = (struct matter_promise *)(uintptr_t)m->promises;

    for (size_t i = 0; i < m->promise_count; i++)
        if (!promises[i].is_kept && text_same(promises[i].staff, m->holder))
            promises[i].staff = taker;
}

/* Keeping a promise closes the earliest that is open (design.md 6). */
static void fold_keep(struct matter_walk *walk)
{
    const struct matter_promise *next = matter_next_promise(walk->matter);

    if (next)
        ((struct matter_promise *)(uintptr_t)next)->is_kept = true;
}

enum matter_state matter_walk_state(const struct matter_walk *walk)
{
    return matter_is_paused(walk->matter) ? walk->before_pause : walk->matter->state;
}

void matter_walk_set_state(struct matter_walk *walk, int state, const struct act *act)
{
    struct matter *m = walk->matter;
    enum matter_state old = m->state;
    bool was_paused = matter_is_paused(m);

    if (state == STATE_BACK)
        state = (int)matter_walk_state(walk);
    if (state == STATE_KEEP || state == (int)old)
        return;
    if (state == STATE_WAITING || state == STATE_SHELVED) {
        if (!was_paused)
            walk->before_pause = old;
        m->pause_until_at = act_number(act, FIELD_UNTIL, 0);
    } else {
        m->pause_until_at = 0;
    }
    if (old == STATE_WAITING)
        matter_due_resume(&walk->due, walk->arena, act);
    if (state == STATE_WAITING)
        matter_due_wait(&walk->due, act);
    m->state = (enum matter_state)state;
}

/* Open again: the station itself has it in hand. */
static void go_on(struct matter_walk *walk, const struct act *act)
{
    walk->was_closed = false;
    walk->matter->unit = walk->matter->node;
    walk->matter->rival_unit = "";
    matter_walk_set_state(walk, STATE_HANDLING, act);
}

static bool rates(const struct act *act)
{
    return act->kind == ACT_RATE;
}

static void fold_rating(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;
    int attitude = (int)act_number(act, FIELD_ATTITUDE, 0);
    int ability = (int)act_number(act, FIELD_ABILITY, 0);

    if (attitude < 1 || ability < 1)
        return;
    /* of concurrent ratings the lower counts (sync.md 6) */
    if (!is_after_unseen(walk, act, rates) || attitude + ability < m->attitude + m->ability) {
        m->attitude = attitude;
        m->ability = ability;
        m->source = act_text(act, FIELD_SOURCE);
        m->rated = act_text(act, FIELD_WHOM);
    }
    if (!act_is_low_rating(act))
        return;
    matter_walk_put_in_force(walk, RULE_FALLBACK, act->value[FIELD_HOLDER], act);
    if (walk->was_closed)
        go_on(walk, act);
}

static bool dispatches(const struct act *act)
{
    return act->kind == ACT_DISPATCH;
}

static void fold_dispatch(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;
    bool has_rival = m->state == STATE_DISPATCHED && is_after_unseen(walk, act, dispatches);

    m->rival_unit = has_rival ? m->unit : "";
    m->unit = act_text(act, FIELD_TO);
    matter_due_dispatch(&walk->due, act);
    matter_due_mark(&walk->due, walk->arena, m->history_count - 1);
}

/* Of two rival units one may give back, and the other has it still. */
static bool leaves_rival(struct matter *m, const struct act *act)
{
    if (text_is_empty(m->rival_unit))
        return false;
    if (text_same(m->unit, act->value[FIELD_NODE]))
        m->unit = m->rival_unit;
    m->rival_unit = "";
    return true;
}

/* What a dispatched unit sends back is kept with the day by which it was to come. */
static void mark_day(struct matter_walk *walk)
{
    if (matter_walk_state(walk) == STATE_DISPATCHED)
        matter_due_mark(&walk->due, walk->arena, walk->matter->history_count - 1);
}

void matter_walk_to_street(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;
    char street[NODE_PART];

    m->rival_unit = "";
    m->unit = act->value[FIELD_TO] ? act->value[FIELD_TO]
                                   : arena_copy(walk->arena, node_street_of(m->node, street));
}

static void fold_reply(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;

    mark_day(walk);
    m->unit = m->node;
    m->rival_unit = "";
    m->replied_at = act->happened_at;
    m->last_reply = act;
    m->told_at = 0; /* what was told before was not this */
}

static void fold_holder(struct matter_walk *walk, const struct act *act)
{
    switch ((int)act->kind) {
    case ACT_ASSIGN:
        matter_walk_put_in_force(walk, RULE_ASSIGNED, act->value[FIELD_TO], act);
        break;
    case ACT_TAKE_OVER:
        take_promises(walk, matter_walk_holder(act, act->by));
        matter_walk_put_in_force(walk, RULE_ASSIGNED, matter_walk_holder(act, act->by), act);
        /* by their own hand: nobody waits for them to say so once more */
        walk->matter->is_accepted = true;
        break;
    case ACT_DECLINE:
    case ACT_FALL_BACK:
        matter_walk_put_in_force(walk, RULE_FALLBACK, act->value[FIELD_HOLDER], act);
        break;
    case ACT_DESIGNATE:
        matter_walk_hand_to(walk, act->value[FIELD_TO], act);
        break;
    case ACT_CLAIM:
        matter_walk_hand_to(walk, matter_walk_holder(act, act->by), act);
        break;
    default:
        break;
    }
}

static void fold_way(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;

    switch ((int)act->kind) {
    case ACT_GIVE_BACK:
        mark_day(walk);
        matter_walk_to_street(walk, act);
        break;
    case ACT_REPORT_UP:
        matter_walk_to_street(walk, act);
        break;
    case ACT_DISPATCH:
        fold_dispatch(walk, act);
        break;
    case ACT_REPLY:
        fold_reply(walk, act);
        break;
    case ACT_EXTEND:
        matter_due_extend(&walk->due, act, matter_walk_state(walk) == STATE_DISPATCHED);
        m->last_extend = act;
        break;
    case ACT_REMIND:
        m->reminds++;
        m->last_remind = act;
        break;
    case ACT_ON_SITE:
        m->last_session = act;
        break;
    case ACT_SUPERVISE:
        m->flags |= FLAG_SUPERVISED;
        m->last_supervise = act;
        break;
    default:
        break;
    }
}

static void fold_rest(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;

    switch ((int)act->kind) {
    case ACT_OPEN:
        fold_open(walk, act);
        break;
    case ACT_ACCEPT:
        m->is_accepted = !walk->holds_by || saw(walk, act, walk->holds_by);
        break;
    case ACT_TICK:
        m->have = act_text(act, FIELD_HAVE);
        break;
    case ACT_TELL:
        m->told_at = act->happened_at;
        break;
    case ACT_RATE:
        fold_rating(walk, act);
        break;
    case ACT_REOPEN:
        go_on(walk, act);
        m->is_accepted = true;
        break;
    case ACT_PROMISE:
        fold_promise(walk, act);
        break;
    case ACT_KEEP:
        fold_keep(walk);
        break;
    case ACT_AMEND:
        take_fields(m, act);
        if (act->value[FIELD_PEOPLE])
            take_people(walk, act);
        break;
    case ACT_RESOLVE:
        matter_walk_ruling(walk, act);
        break;
    case ACT_ERASE:
        m->is_erased = true;
        m->flags |= FLAG_ERASED;
        break;
    default:
        break;
    }
}

static bool falls_back(const struct act *act)
{
    return act->kind == ACT_DECLINE || act->kind == ACT_FALL_BACK || act_is_low_rating(act);
}

static bool replies(const struct act *act)
{
    return act->kind == ACT_REPLY;
}

/* True if a concurrent act that comes first has settled what this one is about (sync.md 6). */
static bool is_overruled(const struct matter_walk *walk, const struct act *act)
{
    enum matter_state state = matter_walk_state(walk);

    switch ((int)act->kind) {
    case ACT_ASSIGN:
    case ACT_TAKE_OVER:
        return is_after_unseen(walk, act, falls_back);
    case ACT_DISPATCH: /* of two dispatches the other one is answered already */
        return is_after_unseen(walk, act, dispatches) && is_after_unseen(walk, act, replies);
    case ACT_GIVE_BACK:
        return is_after_unseen(walk, act, replies);
    case ACT_REPLY:
        return state != STATE_DISPATCHED && state != STATE_REPORTED &&
               is_after_unseen(walk, act, replies);
    default:
        return false;
    }
}

void matter_walk_act(struct matter_walk *walk, const struct act *act)
{
    struct matter *m = walk->matter;

    if (act->kind >= ACT_CASE_KINDS) {
        if (act->kind == ACT_UNKNOWN && *act->word >= 'A' && *act->word <= 'Z') {
            m->needs_newer = true;
            m->flags |= FLAG_NEWER;
        }
        return;
    }
    if (!text_is_empty(act->value[FIELD_OFF]))
        m->flags |= FLAG_CLOCK;
    m->bounces += act->kind == ACT_GIVE_BACK;
    if (m->bounces >= 2)
        m->flags |= FLAG_DISPUTE;
    if (is_overruled(walk, act) || (act->kind == ACT_GIVE_BACK && leaves_rival(m, act)))
        return;
    fold_holder(walk, act);
    fold_way(walk, act);
    fold_rest(walk, act);
    fold_way_named(walk, act);
    if (act_class_of(act) == ACT_CLOSING) {
        walk->was_closed = true;
        return; /* whether it closes is decided over the whole set */
    }
    if (act->value[FIELD_VIA] && act->kind != ACT_PROMISE)
        m->via = act->value[FIELD_VIA];
    /* accepting says who works on it; what has moved on is not moved back, a pause goes on */
    if (act->kind == ACT_ACCEPT && m->state != STATE_RECEIVED) {
        if (walk->before_pause == STATE_RECEIVED)
            walk->before_pause = STATE_HANDLING;
        return;
    }
    matter_walk_set_state(walk, act_rows[act->kind].state, act);
}
