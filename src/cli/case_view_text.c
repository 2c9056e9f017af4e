/* SPDX-License-Identifier: MIT */
/* A case as lines of text, history last. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/history.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/mask.h"

#include <string.h>

enum { LABEL_COLUMNS = 16, WHO_COLUMNS = 24 };

static void line(struct text *out, const char *label, const char *value)
{
    if (text_is_empty(value))
        return;
    utf8_pad(out, label, LABEL_COLUMNS);
    text_addf(out, " %s\n", value);
}

static void add_phone(struct text *out, const char *phone, bool unmask)
{
    if (!*phone)
        return;
    text_add_char(out, ' ');
    if (unmask)
        text_add(out, phone);
    else
        mask_tail(out, phone);
}

static void add_people(const struct matter *m, bool unmask, struct text *out)
{
    const struct matter_party *contact = matter_party_contact(m->parties, m->party_count, m->phone);
    struct text person = TEXT_EMPTY;

    text_add(&person, follow_name(m));
    if (*m->door)
        text_addf(&person, " %s", m->door);
    add_phone(&person, m->phone, unmask);
    line(out, _("resident"), person.at);
    for (size_t i = 0; i < m->party_count; i++) {
        const struct matter_party *party = &m->parties[i];
        text_clear(&person);
        text_addf(&person, "%s%s%s", party->name, *party->relation ? " " : "", party->relation);
        add_phone(&person, party->phone, unmask);
        if (party == contact)
            text_addf(&person, " (%s)", _("to call back"));
        line(out, word_label(word_parties, party->role), person.at);
    }
    text_release(&person);
}

/* "video link, Medical Insurance Office, Zhang, receipt A-17" */
static void add_ways(const struct matter *m, struct text *out)
{
    struct text way = TEXT_EMPTY;

    for (size_t i = 0; i < m->way_count; i++) {
        const struct matter_way *w = &m->ways[i];
        text_clear(&way);
        text_add(&way, word_label(word_ways, w->via));
        if (*w->unit)
            text_addf(&way, "%s%s", way.length ? _(", ") : "", w->unit);
        if (*w->spoke_with)
            text_addf(&way, "%s%s", way.length ? _(", ") : "", w->spoke_with);
        if (*w->receipt) {
            text_add(&way, way.length ? _(", ") : "");
            text_addf(&way, _("receipt %s"), w->receipt);
        }
        line(out, _("way"), way.at);
    }
    text_release(&way);
}

/* "0K3TJ2 周美芳 139****2208": what follows it, and whom to tell. */
static enum status add_followers(struct desk *desk, const struct matter *m, bool unmask,
                                 struct arena *arena, struct text *out, struct error *error)
{
    struct text said = TEXT_EMPTY;
    struct merged_row *rows;
    size_t count;
    enum status status;

    TRY(sight_merged(desk, m->number, arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++) {
        text_clear(&said);
        text_addf(&said, "%s ", rows[i].number);
        dossier_say_callers(&rows[i], 1, unmask, &said);
        line(out, i ? "" : _("followed by"), said.at);
    }
done:
    text_release(&said);
    return status;
}

/* "2026-12-07 (was 2026-11-26), 3 days late" */
static void add_day(const struct desk *desk, const char *label, int32_t due_on, int32_t first_on,
                    bool is_late, struct text *out)
{
    struct text said = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    if (due_on == CLOCK_NO_DAY)
        return;
    text_add(&said, clock_format_day(due_on, day));
    if (first_on != CLOCK_NO_DAY && first_on != due_on)
        text_addf(&said, _(" (was %s)"), clock_format_day(first_on, day));
    if (is_late) {
        text_add(&said, _(", "));
        lists_say_due(&said, due_on, desk_today(desk));
    }
    line(out, label, said.at);
    text_release(&said);
}

static void add_due(const struct desk *desk, const struct matter *m, struct text *out)
{
    int32_t today = desk_today(desk);
    struct text said = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    add_day(desk, _("for the resident"), m->due_on, m->first_due_on, matter_is_late(m, today), out);
    add_day(desk, _("for the unit"), m->unit_due_on, m->first_unit_due_on,
            matter_is_unit_late(m, today), out);
    if (m->flags & FLAG_CALENDAR) {
        text_addf(&said, _("the %d calendar is not loaded"), (int)m->missing_year);
        line(out, _("for the resident"), said.at);
    }
    if (m->waiting_on != CLOCK_NO_DAY) {
        text_clear(&said);
        text_addf(&said, _("stand since %s"), clock_format_day(m->waiting_on, day));
        line(out, _("clocks"), said.at);
    }
    text_release(&said);
}

/* Who was reminded or supervised, by whom and when: the latest of each. */
static void add_urged(const struct dossier_mark *mark, const char *label, int count,
                      struct text *out)
{
    struct text said = TEXT_EMPTY;
    char at[CLOCK_TEXT];

    if (!count)
        return;
    text_addf(&said, _("%s, %s to %s"), clock_format_short(mark->at, at), mark->by, mark->to);
    if (*mark->text)
        text_addf(&said, ": %s", mark->text);
    if (count > 1)
        text_addf(&said, _(" (%d in all)"), count);
    line(out, label, said.at);
    text_release(&said);
}

static void add_promises(struct desk *desk, const struct matter *m, struct text *out)
{
    struct text promise = TEXT_EMPTY;
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < m->promise_count; i++) {
        text_clear(&promise);
        text_addf(&promise, "%s %s, %s%s%s", clock_format_short(m->promises[i].at, at),
                  word_label(word_promises, m->promises[i].kind),
                  follow_staff(desk, m, m->promises[i].staff), *m->promises[i].text ? ", " : "",
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

static enum status add_history(struct desk *desk, const struct matter *m, bool unmask,
                               struct arena *arena, struct text *out, struct error *error)
{
    const struct history_options options = {.unmask = unmask};
    struct history_line *lines;
    int act_columns, who_columns;
    enum status status;

    TRY(history_tell(desk, m, &options, arena, &lines, error));
    history_measure(lines, m->history_count, WHO_COLUMNS, &act_columns, &who_columns);
    text_addf(out, _("history %zu\n"), m->history_count);
    for (size_t i = 0; i < m->history_count; i++) {
        text_addf(out, "%s%s  ", lines[i].entry->is_voided ? "x " : "  ", lines[i].when);
        utf8_pad(out, lines[i].act, act_columns);
        text_add(out, "  ");
        if (*lines[i].what)
            utf8_pad(out, lines[i].who, who_columns);
        else
            text_add(out, lines[i].who);
        text_addf(out, "%s%s\n", *lines[i].what ? "  " : "", lines[i].what);
    }
done:
    return status;
}

/* Where it is, by when, and who was urged. */
static enum status add_way(struct desk *desk, const struct matter *m, struct arena *arena,
                           struct text *out, struct error *error)
{
    struct dossier_urged urged;
    const char *unit;
    enum status status;

    TRY(dossier_node_name(desk, m->unit, arena, &unit, error));
    TRY(dossier_find_urged(desk, m, arena, &urged, error));
    if (strcmp(m->unit, m->node) != 0)
        line(out, _("handling unit"), arena_format(arena, "%s  %s", unit, m->unit));
    if (m->bounces)
        line(out, _("given back"), arena_format(arena, "%d", m->bounces));
    add_due(desk, m, out);
    add_urged(&urged.reminded, _("reminded"), m->reminds, out);
    add_urged(&urged.supervised, _("supervised"), m->last_supervise ? 1 : 0, out);
done:
    return status;
}

static void add_responsible(struct desk *desk, const struct matter *m, struct text *out)
{
    struct accountable answer = follow_answer(desk, m);
    struct text responsible = TEXT_EMPTY, who = TEXT_EMPTY;
    char at[CLOCK_TEXT];

    text_add(&who, answer.name);
    if (answer.is_elsewhere)
        text_addf(&who, " (%s)", m->node);
    text_addf(&responsible, _("%s, %s since %s"), who.at, _(rule_rows[m->rule].label),
              clock_format_short(m->rule_since_at, at));
    if (m->rule_by->kind == ACT_RATE)
        text_addf(&responsible, _(", by the resident's low rating (noted by %s)"),
                  follow_author(desk, m, m->rule_by));
    else
        text_addf(&responsible, _(", by %s (%s)"), follow_author(desk, m, m->rule_by),
                  _(act_rows[m->rule_by->kind].label));
    if (answer.is_stand_in)
        text_addf(&responsible, _(" (answers for %s)"), desk_name(desk, m->holder));
    line(out, _("accountable"), responsible.at);
    line(out, _("taken in by"), follow_staff(desk, m, m->first_contact));
    text_release(&who);
    text_release(&responsible);
}

static void add_facts(const struct matter *m, struct text *out)
{
    line(out, _("service item"), m->service);
    line(out, _("brought"), m->have);
    line(out, _("channel"), word_label(word_channels, m->channel));
    line(out, _("urgency"), word_label(word_urgencies, m->urgency));
    add_ways(m, out);
    line(out, _("grid"), m->grid);
    line(out, _("kind of place"), word_label(word_place_kinds, m->place_kind));
    line(out, _("place"), m->place);
    line(out, _("incoming number"), m->ref);
}

enum status case_view_text(struct desk *desk, const struct matter *m, bool unmask,
                           struct arena *arena, struct text *out, struct error *error)
{
    enum status status;

    line(out, _("case"), m->number);
    line(out, _("about"), m->subject);
    line(out, _("state"), word_label(word_states, word_states[m->state].word));
    add_responsible(desk, m, out);
    TRY(add_way(desk, m, arena, out, error));
    add_people(m, unmask, out);
    add_facts(m, out);
    line(out, _("outcome"), word_label(word_outcomes, m->outcome));
    line(out, _("follows case"), m->merged_into);
    TRY(add_followers(desk, m, unmask, arena, out, error));
    add_promises(desk, m, out);
    add_rating(m, out);
    add_flags(follow_flags(desk, m), out);
    TRY(add_history(desk, m, unmask, arena, out, error));
done:
    return status;
}
