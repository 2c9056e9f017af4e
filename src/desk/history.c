/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/history.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"
#include "desk/history_inside.h"

#include <string.h>

const char *history_name(const struct telling *telling, const char *id)
{
    return follow_staff(telling->desk, telling->matter, id);
}

const char *history_author(const struct telling *telling, const struct act *act)
{
    return follow_author(telling->desk, telling->matter, act);
}

const char *history_node(const struct telling *telling, const char *node)
{
    struct error ignored;
    const char *name;

    /* without its name the code is shown */
    if (dossier_node_name(telling->desk, node, telling->arena, &name, &ignored) != STATUS_OK)
        return node;
    return name;
}

bool history_is_directed(const struct act *act)
{
    return act->kind < ACT_CASE_KINDS && act_rows[act->kind].flags & ACT_TO_STAFF;
}

/* "street 吴昊", "区房管局 徐建平", "陆伟 to 陈静" */
static const char *say_who(const struct telling *telling, const struct act *act)
{
    const char *node = act_text(act, FIELD_NODE), *name = history_author(telling, act);
    const char *from = "";

    if (*node && !text_same(node, telling->matter->node) && !text_same(act->by, LEDGER_PROGRAM))
        from = node_level_of(node) == NODE_STREET     ? _("street")
               : node_level_of(node) == NODE_DISTRICT ? _("district")
                                                      : history_node(telling, node);
    if (*from)
        name = arena_format(telling->arena, "%s %s", from, name);
    if (history_is_directed(act))
        return arena_format(telling->arena, _("%s to %s"), name,
                            history_name(telling, act_text(act, FIELD_TO)));
    return name;
}

static const char *say_act(const struct act *act)
{
    return act->kind < ACT_CASE_KINDS ? _(act_rows[act->kind].label) : act->word;
}

enum status history_tell(struct desk *desk, const struct matter *matter,
                         const struct history_options *options, struct arena *arena,
                         struct history_line **lines, struct error *error)
{
    struct telling telling = {
        .desk = desk, .matter = matter, .options = options, .arena = arena, .text = TEXT_EMPTY};
    char when[CLOCK_TEXT];
    enum status status;

    TRY(desk_refresh(desk, error));
    *lines = arena_alloc(arena, (matter->history_count + 1) * sizeof(**lines));
    for (size_t i = 0; i < matter->history_count; i++) {
        const struct matter_entry *entry = &matter->history[i];
        telling.at = i;
        (*lines)[i] = (struct history_line){
            .entry = entry,
            .when = arena_copy(arena, clock_format_short(entry->act->happened_at, when)),
            .act = say_act(entry->act),
            .who = say_who(&telling, entry->act),
            .what = history_say_what(&telling, entry),
        };
    }
done:
    text_release(&telling.text);
    return status;
}

void history_measure(const struct history_line *lines, size_t count, int most, int *act_columns,
                     int *who_columns)
{
    enum { LEAST = 6 };

    *act_columns = *who_columns = LEAST;
    for (size_t i = 0; i < count; i++) {
        int act = utf8_columns(lines[i].act), who = utf8_columns(lines[i].who);
        *act_columns = act > *act_columns ? act : *act_columns;
        *who_columns = who > *who_columns ? who : *who_columns;
    }
    if (*who_columns > most)
        *who_columns = most;
}
