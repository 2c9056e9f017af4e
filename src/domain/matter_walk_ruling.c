/* SPDX-License-Identifier: MIT */
/* What a ruling on a contradiction does. */
#include "config.h"

#include "shouwen/domain/matter_close.h"
#include "shouwen/domain/matter_conflict.h"
#include "shouwen/domain/matter_walk.h"

/* True if what stands is due to an act that contradicts the one that is to hold. */
static bool stands_against(const struct matter_walk *walk, const struct act *standing,
                           size_t choice)
{
    return standing &&
           matter_conflict_between(&walk->order, (size_t)(standing - walk->order.acts), choice);
}

static void rule_holder(struct matter_walk *walk, const struct act *ruling,
                        const struct act *chosen)
{
    bool designates = chosen->kind == ACT_DESIGNATE || chosen->kind == ACT_CLAIM;
    const char *named = chosen->kind == ACT_ASSIGN || chosen->kind == ACT_DESIGNATE
                            ? act_text(chosen, FIELD_TO)
                            : matter_walk_holder(chosen, chosen->by);

    if (designates)
        matter_walk_hand_to(walk, named, ruling);
    else
        matter_walk_put_in_force(walk, RULE_ASSIGNED, named, ruling);
    walk->holds_by = chosen;
}

/* The reply did not count: the unit gives the case back. */
static void rule_given_back(struct matter_walk *walk, const struct act *ruling,
                            const struct act *chosen)
{
    walk->matter->replied_at = 0;
    walk->matter->last_reply = NULL;
    matter_walk_to_street(walk, chosen);
    matter_walk_set_state(walk, STATE_REPORTED, ruling);
}

static void rule_unit(struct matter *m, const struct act *chosen)
{
    if (m->state != STATE_DISPATCHED || text_is_empty(m->rival_unit))
        return;
    m->unit = act_text(chosen, FIELD_TO);
    m->rival_unit = "";
}

static void rule_rating(struct matter *m, const struct act *chosen)
{
    m->attitude = (int)act_number(chosen, FIELD_ATTITUDE, 0);
    m->ability = (int)act_number(chosen, FIELD_ABILITY, 0);
    m->source = act_text(chosen, FIELD_SOURCE);
    m->rated = act_text(chosen, FIELD_WHOM);
}

void matter_walk_ruling(struct matter_walk *walk, const struct act *act)
{
    size_t index = (size_t)(act - walk->order.acts), choice = walk->order.choice[index];
    struct matter *m = walk->matter;

    if (choice == walk->order.count || walk->order.is_overruled[index])
        return;
    const struct act *chosen = &walk->order.acts[choice];
    walk->was_closed |= matter_close_tries(&walk->order, index);
    switch ((int)chosen->kind) {
    case ACT_ASSIGN:
    case ACT_TAKE_OVER:
    case ACT_DESIGNATE:
    case ACT_CLAIM:
        if (stands_against(walk, walk->holds_by, choice))
            rule_holder(walk, act, chosen);
        break;
    case ACT_DISPATCH:
        rule_unit(m, chosen);
        break;
    case ACT_GIVE_BACK:
        if (m->state == STATE_REPLIED && stands_against(walk, m->last_reply, choice))
            rule_given_back(walk, act, chosen);
        break;
    case ACT_REPLY:
        if (stands_against(walk, m->last_reply, choice)) {
            m->last_reply = chosen;
            m->replied_at = chosen->happened_at;
        }
        break;
    case ACT_RATE:
        rule_rating(m, chosen);
        break;
    default:
        break;
    }
}
