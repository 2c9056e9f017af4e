/* SPDX-License-Identifier: MIT */
/* sight_case: what is left of one case for who sees its head only. */
#include "config.h"

#include "shouwen/desk/sight.h"

#include "shouwen/base/i18n.h"
#include "shouwen/store/query_scope.h"

#include <string.h>

/* Of an act stays who did what when, to whom it went and by when. */
static const struct act *head_of(const struct act *act, struct arena *arena)
{
    static const enum act_field kept[] = {FIELD_NODE, FIELD_TO, FIELD_HOLDER, FIELD_UNTIL};
    struct act *head = arena_copy_bytes(arena, act, sizeof(*act));

    memset(head->value, 0, sizeof(head->value));
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        head->value[kept[i]] = act->value[kept[i]];
    return head;
}

/* The way of a case stays; what was said goes, wherever the case names an act of its history. */
static void leave_head(struct matter *m, struct arena *arena)
{
    const char **hidden[] = {&m->channel,    &m->via,     &m->service,  &m->category, &m->grid,
                             &m->ref,        &m->subject, &m->resident, &m->name,     &m->phone,
                             &m->place_kind, &m->place,   &m->door,     &m->outcome};
    const struct act **named[] = {&m->rule_by,     &m->last_remind, &m->last_supervise,
                                  &m->last_extend, &m->last_reply,  &m->last_session};
    struct matter_entry *history = arena_alloc(arena, m->history_count * sizeof(*history));

    m->is_head = true;
    for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
        *hidden[i] = "";
    m->have = NULL;
    m->party_count = m->promise_count = m->way_count = 0;
    m->attitude = m->ability = 0;
    for (size_t i = 0; i < m->history_count; i++) {
        const struct act *whole = m->history[i].act;
        history[i] = m->history[i];
        history[i].act = head_of(whole, arena);
        for (size_t k = 0; k < sizeof(named) / sizeof(named[0]); k++)
            if (*named[k] == whole)
                *named[k] = history[i].act;
    }
    m->history = history;
}

enum status sight_restrict(struct desk *desk, struct matter *matter, const char *what,
                           struct arena *arena, struct error *error)
{
    const struct query_scope *scope;
    enum status status;

    TRY(desk_scope(desk, &scope, error));
    if (scope->is_everything)
        return STATUS_OK;
    enum sight sight = visibility_of_matter(&scope->visibility, matter);
    if (sight == SIGHT_HEAD)
        leave_head(matter, arena);
    if (sight != SIGHT_NONE)
        return STATUS_OK;
    error_set(error, STATUS_DENIED, "number",
              _("case %s is for its own station and grid, its street, and the units that it was "
                "dispatched to; ask them"),
              matter->number);
    status =
        what ? desk_note_refusal(desk, STATUS_DENIED, what, matter->number, error) : STATUS_DENIED;
done:
    return status;
}
