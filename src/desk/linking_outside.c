/* SPDX-License-Identifier: MIT */
/* Own acts that the hub keeps out, as people call them. */
#include "config.h"

#include "shouwen/desk/linking.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/journal_facts.h"

#include <string.h>

/* "case 007002-261122-4KQ7M2R9X", "residents R55" */
static const char *about(const char *subject, struct arena *arena)
{
    const char *id = strchr(subject, '/');

    if (!id)
        return arena_copy(arena, subject);
    if (text_starts(subject, "case/"))
        return arena_format(arena, _("case %s"), id + 1);
    const char *name = arena_copy_part(arena, subject, (size_t)(id - subject));
    enum record_kind kind = record_kind_find(name);
    return arena_format(arena, "%s %s", kind == RECORD_NO_KIND ? name : record_kind_label(kind),
                        id + 1);
}

/* Where a tail became a branch its acts stand elsewhere now: *found false. */
static enum status find(struct desk *desk, const struct outcome_act *place, struct arena *arena,
                        struct linking_outside *out, bool *found, struct error *error)
{
    struct fact *facts;
    struct act act;
    size_t count;
    enum status status;

    TRY(journal_facts_of(desk_reader(desk), place->log, place->n - 1, 1, arena, &facts, &count,
                         error));
    *found = count && facts[0].n == place->n;
    if (!*found)
        goto done;
    TRY(act_decode(arena, facts[0].head, facts[0].head_length, facts[0].body, facts[0].body_length,
                   &act, error));
    *out = (struct linking_outside){.at = act.entered_at,
                                    .by = arena_copy(arena, desk_name(desk, act.by)),
                                    .act = act.kind < ACT_CASE_KINDS ? _(act_rows[act.kind].label)
                                                                     : _("entry"),
                                    .about = about(act.subject, arena)};
done:
    return status;
}

enum status linking_find_outside(struct desk *desk, const struct linking *linking,
                                 struct arena *arena, struct linking_outside **out, size_t *count,
                                 struct error *error)
{
    const struct outcome *last = &linking->last;
    enum status status = STATUS_OK;
    bool found;

    *count = 0;
    *out = arena_alloc(arena, (last->outside_count + 1) * sizeof(**out));
    for (size_t i = 0; i < last->outside_count; i++) {
        TRY(find(desk, &last->outside[i], arena, &(*out)[*count], &found, error));
        *count += found;
    }
done:
    return status;
}
