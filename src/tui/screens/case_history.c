/* SPDX-License-Identifier: MIT */
/* The history of a case as lines: when, what, who, and what was said; in the order of the fold. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/lists.h"

#include <string.h>

/* Columns of the parts of a line; what was said takes the rest. */
struct widths {
    int act, who, indent, rest;
};
enum { WHEN = 11, WHO_LEAST = 6, WHO_MOST = 18, REST_LEAST = 16 };

static const char *name_of(const struct case_state *state, const char *id)
{
    return strcmp(id, LEDGER_PROGRAM) == 0 ? _("the program") : desk_name(state->desk, id);
}

static const char *label_of(const struct act *act)
{
    return act->kind < ACT_CASE_KINDS ? _(act_rows[act->kind].label) : act->word;
}

static bool is_directed_at_person(const struct act *act)
{
    return act->kind < ACT_CASE_KINDS && act_rows[act->kind].flags & ACT_TO_STAFF;
}

/* "street 吴昊", "陆伟 to 陈静" */
static void say_who(const struct case_state *state, const struct act *act, struct text *out)
{
    const char *node = act_text(act, FIELD_NODE);

    if (*node && !text_same(node, state->dossier.matter.node) &&
        strcmp(act->by, LEDGER_PROGRAM) != 0)
        text_addf(out, "%s ",
                  node_level_of(node) == NODE_STREET     ? _("street")
                  : node_level_of(node) == NODE_DISTRICT ? _("district")
                                                         : _("unit"));
    text_add(out, name_of(state, act->by));
    if (is_directed_at_person(act))
        text_addf(out, _(" to %s"), name_of(state, act_text(act, FIELD_TO)));
}

static void add_part(struct text *out, const char *part)
{
    if (!*part)
        return;
    if (out->length)
        text_add(out, "  ");
    text_add(out, part);
}

static void add_word(struct text *out, const struct word *list, const char *word)
{
    if (*word)
        add_part(out, word_label(list, word));
}

static void add_until(const struct case_state *state, const struct act *act, struct text *out)
{
    int64_t until = act_number(act, FIELD_UNTIL, 0);
    struct text said = TEXT_EMPTY;

    if (!until)
        return;
    /* a whole day is given as its last minute */
    if (until == clock_start_of(clock_day_of(until) + 1) - CLOCK_MINUTE)
        text_addf(&said, _("until %s"), clock_format_short_day(clock_day_of(until), (char[32]){0}));
    else
        lists_say_moment(&said, until, state->dossier.today);
    add_part(out, said.at);
    text_release(&said);
}

static void add_node(const struct case_state *state, const char *node, struct text *out)
{
    struct arena arena = {0};
    struct error ignored;
    const char *name;

    /* without its name the code is shown */
    if (dossier_node_name(state->desk, node, &arena, &name, &ignored) != STATUS_OK)
        name = node;
    add_part(out, name);
    arena_release(&arena);
}

static void add_target(const struct case_state *state, const struct act *act, struct text *out)
{
    const char *to = act_text(act, FIELD_TO);

    if (!*to || is_directed_at_person(act))
        return;
    if (act->kind == ACT_PROMISE)
        add_part(out, text_same(to, act->by) ? "" : name_of(state, to));
    else if (act->kind == ACT_MERGE)
        add_part(out, to);
    else
        add_node(state, to, out);
}

static void add_amendment(const struct act *act, struct text *out)
{
    int field = act_field_of(act_text(act, FIELD_FIELD));
    struct text said = TEXT_EMPTY;

    if (field < 0)
        return;
    text_addf(&said, "%s = %s", act_field_key(field), act_text(act, field));
    add_part(out, said.at);
    text_release(&said);
}

static void add_numbers(const struct act *act, struct text *out)
{
    struct text said = TEXT_EMPTY;

    if (act->kind == ACT_RATE)
        text_addf(&said, _("attitude %s, ability %s"), act_text(act, FIELD_ATTITUDE),
                  act_text(act, FIELD_ABILITY));
    if (act->kind == ACT_TICK)
        text_addf(&said, *act_text(act, FIELD_HAVE) ? _("brought: %s") : _("nothing brought"),
                  act_text(act, FIELD_HAVE));
    add_part(out, said.at);
    text_release(&said);
}

/* The holder that an act gives, where it is not the person it is directed at. */
static void add_holder(const struct case_state *state, const struct act *act, struct text *out)
{
    const char *holder = act_text(act, FIELD_HOLDER);
    struct text said = TEXT_EMPTY;

    if (!*holder || is_directed_at_person(act) || text_same(holder, act->by))
        return;
    text_addf(&said, _("accountable now %s"), name_of(state, holder));
    add_part(out, said.at);
    text_release(&said);
}

static void say_rest(const struct case_state *state, const struct matter_entry *entry,
                     struct text *out)
{
    const struct act *act = entry->act;
    struct text late = TEXT_EMPTY;
    char at[CLOCK_TEXT];

    if (entry->is_voided)
        text_add(out, act->kind == ACT_UNDO ? "" : _("[undone]"));
    if (act->kind == ACT_OPEN)
        add_word(out, word_channels, act_text(act, FIELD_CHANNEL));
    add_target(state, act, out);
    if (act->kind == ACT_PROMISE)
        add_word(out, word_promises, act_text(act, FIELD_VIA));
    add_until(state, act, out);
    add_word(out, word_outcomes, act_text(act, FIELD_OUTCOME));
    add_numbers(act, out);
    if (act->kind == ACT_AMEND)
        add_amendment(act, out);
    add_part(out, act_text(act, FIELD_REASON));
    add_part(out, act_text(act, FIELD_TEXT));
    add_holder(state, act, out);
    if (act->is_erased)
        add_part(out, _("(the text was erased)"));
    if (act->entered_at - act->happened_at > CLOCK_DAY) {
        text_addf(&late, _("(entered %s)"), clock_format_short(act->entered_at, at));
        add_part(out, late.at);
    }
    text_release(&late);
}

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

static struct widths measure(const struct case_state *state, int columns)
{
    const struct matter *m = &state->dossier.matter;
    struct widths widths = {.act = WHO_LEAST, .who = WHO_LEAST};
    struct text text = TEXT_EMPTY;

    for (size_t i = 0; i < m->history_count; i++) {
        text_clear(&text);
        say_who(state, m->history[i].act, &text);
        widths.who = at_least(utf8_columns(text.at), widths.who);
        widths.act = at_least(utf8_columns(label_of(m->history[i].act)), widths.act);
    }
    if (widths.who > WHO_MOST)
        widths.who = WHO_MOST;
    widths.indent = WHEN + 1 + widths.act + 1 + widths.who + 1;
    widths.rest = at_least(columns - 2 - widths.indent, REST_LEAST);
    text_release(&text);
    return widths;
}

static void add_entry(struct case_state *state, struct arena *arena, const struct widths *widths,
                      size_t at)
{
    const struct matter_entry *entry = &state->dossier.matter.history[at];
    struct text left = TEXT_EMPTY, who = TEXT_EMPTY, rest = TEXT_EMPTY;
    enum style style = entry->is_voided ? STYLE_DIM : STYLE_NORMAL;
    size_t first = state->history.count;
    char when[CLOCK_TEXT];

    say_who(state, entry->act, &who);
    say_rest(state, entry, &rest);
    utf8_pad(&left, clock_format_short(entry->act->happened_at, when), WHEN);
    text_add_char(&left, ' ');
    utf8_pad(&left, label_of(entry->act), widths->act);
    text_add_char(&left, ' ');
    utf8_pad(&left, who.at, widths->who);
    case_lines_add(&state->history, arena, left.at, rest.at, widths->rest, style, at);
    /* one text a line, so that drawing has nothing to put together */
    for (size_t i = first; i < state->history.count; i++) {
        struct case_line *line = &state->history.at[i];
        struct text whole = TEXT_EMPTY;
        utf8_pad(&whole, line->label, widths->indent);
        text_add(&whole, line->text);
        line->text = arena_copy(arena, whole.at);
        text_release(&whole);
    }
    text_release(&left);
    text_release(&who);
    text_release(&rest);
}

enum status case_history_load(struct case_state *state, struct arena *arena, int columns,
                              struct error *error)
{
    struct widths widths = measure(state, columns);

    (void)error;
    state->history = (struct case_lines){0};
    for (size_t i = 0; i < state->dossier.matter.history_count; i++)
        add_entry(state, arena, &widths, i);
    return STATUS_OK;
}
