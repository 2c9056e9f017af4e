/* SPDX-License-Identifier: MIT */
/* A case as lines of text, history last. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/mask.h"

#include <string.h>

enum { LABEL_COLUMNS = 16, ACT_COLUMNS = 18, NAME_COLUMNS = 10 };

static void line(struct text *out, const char *label, const char *value)
{
    if (text_is_empty(value))
        return;
    utf8_pad(out, label, LABEL_COLUMNS);
    text_addf(out, " %s\n", value);
}

static void add_people(const struct matter *m, bool unmask, struct text *out)
{
    struct text person = TEXT_EMPTY;

    text_add(&person, *m->name ? m->name : _("left no name"));
    if (*m->door)
        text_addf(&person, " %s", m->door);
    if (*m->phone) {
        text_add_char(&person, ' ');
        if (unmask)
            text_add(&person, m->phone);
        else
            mask_tail(&person, m->phone);
    }
    line(out, _("resident"), person.at);
    for (size_t i = 0; i < m->party_count; i++) {
        const struct matter_party *party = &m->parties[i];
        text_clear(&person);
        text_addf(&person, "%s%s%s", party->name, *party->relation ? " " : "", party->relation);
        line(out, strcmp(party->role, "proxy") == 0 ? _("acting for them") : _("other party"),
             person.at);
    }
    text_release(&person);
}

static void add_due(const struct matter *m, struct text *out)
{
    char day[CLOCK_TEXT];
    struct text missing = TEXT_EMPTY;

    if (m->due_on != CLOCK_NO_DAY)
        line(out, _("due"), clock_format_day(m->due_on, day));
    if (m->unit_due_on != CLOCK_NO_DAY)
        line(out, _("unit's due day"), clock_format_day(m->unit_due_on, day));
    if (m->flags & FLAG_CALENDAR) {
        text_addf(&missing, _("the %d calendar is not loaded"), (int)m->missing_year);
        line(out, _("due"), missing.at);
    }
    text_release(&missing);
}

static void add_promises(struct desk *desk, const struct matter *m, struct text *out)
{
    struct text promise = TEXT_EMPTY;
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < m->promise_count; i++) {
        text_clear(&promise);
        text_addf(&promise, "%s %s, %s%s%s", clock_format_short(m->promises[i].at, at),
                  word_label(word_promises, m->promises[i].kind),
                  desk_name(desk, m->promises[i].staff), *m->promises[i].text ? ", " : "",
                  m->promises[i].text);
        line(out, m->promises[i].is_kept ? _("promise kept") : _("promised"), promise.at);
    }
    text_release(&promise);
}

static void add_rating(const struct matter *m, struct text *out)
{
    struct text rating = TEXT_EMPTY;

    if (m->attitude)
        text_addf(&rating, _("attitude %d, ability %d, %s"), m->attitude, m->ability,
                  word_label(word_rating_sources, m->source));
    line(out, _("rating"), rating.at);
    text_release(&rating);
}

static void add_flags(unsigned flags, struct text *out)
{
    struct text words = TEXT_EMPTY;

    for (int i = 0; i < FLAG_COUNT; i++)
        if (flags & 1u << i)
            text_addf(&words, "%s%s", words.length ? ", " : "", _(word_flags[i].label));
    line(out, _("flags"), words.at);
    text_release(&words);
}

static const char *target_of(struct desk *desk, const struct act *act)
{
    const char *to = act->value[FIELD_TO];

    return text_is_empty(to) ? "" : desk_name(desk, to);
}

static void add_entry(struct desk *desk, const struct matter_entry *entry, struct text *out)
{
    const struct act *act = entry->act;
    char at[CLOCK_TEXT];

    text_addf(out, "%s%s  ", entry->is_voided ? "x " : "  ",
              clock_format_short(act->happened_at, at));
    utf8_pad(out, act->kind < ACT_CASE_KINDS ? _(act_rows[act->kind].label) : act->word,
             ACT_COLUMNS);
    text_add_char(out, ' ');
    utf8_pad(out,
             strcmp(act->by, LEDGER_PROGRAM) == 0 ? _("the program") : desk_name(desk, act->by),
             NAME_COLUMNS);
    if (*target_of(desk, act))
        text_addf(out, " -> %s", target_of(desk, act));
    if (act->kind == ACT_RATE)
        text_addf(out, "  %s/%s", act_text(act, FIELD_ATTITUDE), act_text(act, FIELD_ABILITY));
    if (act->value[FIELD_REASON])
        text_addf(out, "  %s", act->value[FIELD_REASON]);
    if (act->value[FIELD_TEXT])
        text_addf(out, "  %s", act->value[FIELD_TEXT]);
    if (act->entered_at - act->happened_at > CLOCK_DAY)
        text_addf(out, _("  (entered %s)"), clock_format_short(act->entered_at, at));
    text_add_char(out, '\n');
}

void case_view_text(struct desk *desk, const struct matter *m, bool unmask, struct text *out)
{
    struct accountable answer = follow_answer(desk, m);
    struct text responsible = TEXT_EMPTY;
    char at[CLOCK_TEXT];

    line(out, _("case"), m->number);
    line(out, _("about"), m->subject);
    line(out, _("state"), word_label(word_states, word_states[m->state].word));
    text_addf(&responsible, _("%s, %s since %s"), answer.name, _(rule_rows[m->rule].label),
              clock_format_short(m->rule_since_at, at));
    if (answer.is_stand_in)
        text_addf(&responsible, _(" (answers for %s)"), desk_name(desk, m->holder));
    line(out, _("accountable"), responsible.at);
    line(out, _("first contact"), desk_name(desk, m->first_contact));
    if (strcmp(m->unit, m->node) != 0)
        line(out, _("handling unit"), m->unit);
    add_people(m, unmask, out);
    line(out, _("service item"), m->service);
    line(out, _("brought"), m->have);
    line(out, _("channel"), word_label(word_channels, m->channel));
    line(out, _("urgency"), word_label(word_urgencies, m->urgency));
    line(out, _("way"), word_label(word_ways, m->via));
    line(out, _("grid"), m->grid);
    line(out, _("incoming number"), m->ref);
    add_due(m, out);
    line(out, _("outcome"), word_label(word_outcomes, m->outcome));
    line(out, _("follows case"), m->merged_into);
    add_promises(desk, m, out);
    add_rating(m, out);
    add_flags(follow_flags(desk, m), out);
    text_addf(out, _("history %zu\n"), m->history_count);
    for (size_t i = 0; i < m->history_count; i++)
        add_entry(desk, &m->history[i], out);
    text_release(&responsible);
}
