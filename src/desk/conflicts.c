/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/conflicts.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"

#include <string.h>

/* How a case stands, in words that differ wherever two rulings would. */
static const char *say_standing(struct desk *desk, const struct matter *m, struct arena *arena,
                                struct error *error)
{
    const char *unit = "";

    if (!m->is_open)
        return *m->merged_into
                   ? arena_format(arena, _("closed: follows case %s"), m->merged_into)
                   : arena_format(arena, _("closed: %s"), word_label(word_outcomes, m->outcome));
    if (!text_same(m->unit, m->node) &&
        dossier_node_name(desk, m->unit, arena, &unit, error) != STATUS_OK)
        return NULL;
    return arena_format(arena, _("%s%s%s, accountable %s"),
                        word_label(word_states, word_states[m->state].word), *unit ? " " : "", unit,
                        follow_answer(desk, m).name);
}

/* The case as it would be after a ruling, which only this asks about. */
static enum status stand_after(struct desk *desk, const struct matter *m, const char *choice,
                               struct arena *arena, const char **said, struct error *error)
{
    struct act *acts = arena_alloc(arena, (m->history_count + 1) * sizeof(*acts));
    struct act *ruling = &acts[m->history_count];
    struct matter after;
    enum status status;

    for (size_t i = 0; i < m->history_count; i++)
        acts[i] = *m->history[i].act;
    *ruling = (struct act){.kind = ACT_RESOLVE,
                           .word = act_word(ACT_RESOLVE),
                           .subject = acts[0].subject,
                           .log = acts[0].log,
                           .by = desk_person_id(desk) ? desk_person_id(desk) : "",
                           .on = m->latest,
                           .on_count = m->latest_count,
                           .entered_at = clock_now_at(),
                           .happened_at = clock_now_at(),
                           .value = {[FIELD_CHOOSE] = choice}};
    TRY(matter_fold(arena, acts, m->history_count + 1, desk_calendar(desk), desk_policy(desk),
                    &after, error));
    *said = say_standing(desk, &after, arena, error);
    if (!*said)
        status = error->kind;
done:
    return status;
}

static enum status describe(struct desk *desk, const struct matter *m,
                            const struct history_line *lines, const struct act *side,
                            const char *now, struct arena *arena, struct conflict_version *version,
                            struct error *error)
{
    char hex[2 * CRYPTO_ID + 1];
    enum status status;

    ident_hex(side->id, sizeof(side->id), hex);
    version->id = arena_copy(arena, hex);
    for (size_t i = 0; i < m->history_count; i++)
        if (lines[i].entry->act == side)
            version->line = &lines[i];
    TRY(dossier_node_name(desk, act_text(side, FIELD_NODE), arena, &version->node, error));
    TRY(stand_after(desk, m, version->id, arena, &version->then, error));
    version->stands = strcmp(version->then, now) == 0;
done:
    return status;
}

enum status conflicts_of(struct desk *desk, const struct matter *m, struct arena *arena,
                         struct conflicts *conflicts, struct error *error)
{
    struct conflict *all = arena_alloc(arena, (m->conflict_count + 1) * sizeof(*all));
    const struct history_options options = {.unmask = false};
    struct history_line *lines;
    enum status status;

    *conflicts = (struct conflicts){.at = all, .count = m->conflict_count};
    TRY(history_tell(desk, m, &options, arena, &lines, error));
    conflicts->now = say_standing(desk, m, arena, error);
    if (!conflicts->now)
        return error->kind;
    for (size_t i = 0; i < m->conflict_count; i++) {
        const struct matter_conflict *conflict = &m->conflicts[i];
        struct conflict_version *versions =
            arena_alloc(arena, conflict->side_count * sizeof(*versions));
        all[i] = (struct conflict){versions, conflict->side_count};
        for (size_t side = 0; side < conflict->side_count; side++) {
            versions[side].number = (int)++conflicts->version_count;
            TRY(describe(desk, m, lines, conflict->sides[side], conflicts->now, arena,
                         &versions[side], error));
        }
    }
done:
    return status;
}

const struct conflict_version *conflicts_find(const struct conflicts *conflicts, int number)
{
    for (size_t i = 0; i < conflicts->count; i++)
        for (size_t side = 0; side < conflicts->at[i].count; side++)
            if (conflicts->at[i].versions[side].number == number)
                return &conflicts->at[i].versions[side];
    return NULL;
}
