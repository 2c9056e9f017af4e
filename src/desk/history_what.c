/* SPDX-License-Identifier: MIT */
/* What came of an act: to whom it went, what was said, who answers for the case from then on, how
 * late it was. */
#include "config.h"

#include "desk/history_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/lists.h"
#include "shouwen/domain/mask.h"

#include <string.h>

/* Two blanks between the parts of a line. */
static void add(struct telling *telling, const char *part)
{
    if (text_is_empty(part))
        return;
    if (telling->text.length)
        text_add(&telling->text, "  ");
    text_add(&telling->text, part);
}

static const char *day_of(const struct telling *telling, int32_t day)
{
    char text[CLOCK_TEXT];

    return arena_copy(telling->arena, clock_format_short_day(day, text));
}

static void add_word(struct telling *telling, const struct word *list, const char *word)
{
    if (*word)
        add(telling, word_label(list, word));
}

/* To whom or where it went, unless that stands beside the author. */
static void add_target(struct telling *telling, const struct act *act)
{
    const char *to = act_text(act, FIELD_TO);

    if (!*to || history_is_directed(act) || (act->kind == ACT_PROMISE && text_same(to, act->by)))
        return;
    if (act->kind == ACT_MERGE)
        add(telling, arena_format(telling->arena, _("follows case %s"), to));
    else if (node_level_of(to) != NODE_OTHER)
        add(telling, history_node(telling, to));
    else
        add(telling, history_name(telling, to));
}

static void add_until(struct telling *telling, const struct act *act)
{
    int64_t until = act_number(act, FIELD_UNTIL, 0);
    struct text said = TEXT_EMPTY;

    if (!until)
        return;
    /* a whole day is given as its last minute */
    if (until == clock_start_of(clock_day_of(until) + 1) - CLOCK_MINUTE)
        text_addf(&said, _("until %s"), day_of(telling, clock_day_of(until)));
    else
        lists_say_moment(&said, until, desk_today(telling->desk));
    add(telling, arena_copy(telling->arena, said.at));
    text_release(&said);
}

/* Fields that are corrected, as a form calls them, and the list their words are of. */
static const struct {
    enum act_field field;
    const char *label; /* msgid */
    const struct word *words;
} corrected[] = {
    {FIELD_SUBJECT, N_("about"), NULL},
    {FIELD_NAME, N_("name"), NULL},
    {FIELD_RESIDENT, N_("resident"), NULL},
    {FIELD_PHONE, N_("telephone"), NULL},
    {FIELD_DOOR, N_("door"), NULL},
    {FIELD_URGENCY, N_("urgency"), word_urgencies},
    {FIELD_SERVICE, N_("service item"), NULL},
    {FIELD_GRID, N_("grid"), NULL},
    {FIELD_REF, N_("incoming number"), NULL},
    {FIELD_CHANNEL, N_("channel"), word_channels},
    {FIELD_VIA, N_("way"), word_ways},
    {FIELD_PEOPLE, N_("other people"), NULL},
    {FIELD_WAY_UNIT, N_("unit"), NULL},
    {FIELD_SPOKE_WITH, N_("spoken with"), NULL},
    {FIELD_RECEIPT, N_("receipt"), NULL},
};

/* "acting for them son Li Qiang 139****0021, other party Zhao Gang" */
static void say_people(struct telling *telling, const char *kept, struct text *out)
{
    size_t count;
    const struct matter_party *parties = matter_party_read(telling->arena, kept, &count);

    for (size_t i = 0; i < count; i++) {
        const struct matter_party *party = &parties[i];
        text_addf(out, "%s%s %s%s%s", i ? _(", ") : "", word_label(word_parties, party->role),
                  party->relation, *party->relation ? " " : "", party->name);
        if (*party->phone)
            text_add_char(out, ' ');
        if (telling->options->unmask)
            text_add(out, party->phone);
        else
            mask_tail(out, party->phone);
    }
}

/* The way that an act went, as far as it names one. */
static void add_way(struct telling *telling, const struct act *act)
{
    if (act->kind == ACT_AMEND || act->kind == ACT_PROMISE)
        return;
    if (act->kind != ACT_OPEN)
        add_word(telling, word_ways, act_text(act, FIELD_VIA));
    add(telling, act_text(act, FIELD_WAY_UNIT));
    add(telling, act_text(act, FIELD_SPOKE_WITH));
    if (*act_text(act, FIELD_RECEIPT))
        add(telling, arena_format(telling->arena, _("receipt %s"), act_text(act, FIELD_RECEIPT)));
}

static void add_amendment(struct telling *telling, const struct act *act)
{
    int field = act_field_of(act_text(act, FIELD_FIELD));

    for (size_t i = 0; i < sizeof(corrected) / sizeof(corrected[0]); i++) {
        struct text value = TEXT_EMPTY;
        if ((int)corrected[i].field != field)
            continue;
        if (field == FIELD_PEOPLE)
            say_people(telling, act_text(act, FIELD_PEOPLE), &value);
        else if (field == FIELD_PHONE && !telling->options->unmask)
            mask_tail(&value, act_text(act, FIELD_PHONE));
        else if (field == FIELD_RESIDENT && *act_text(act, FIELD_NAME))
            text_add(&value, act_text(act, FIELD_NAME));
        else if (corrected[i].words)
            text_add(&value, word_label(corrected[i].words, act_text(act, corrected[i].field)));
        else
            text_add(&value, act_text(act, corrected[i].field));
        add(telling, arena_format(telling->arena, "%s: %s", _(corrected[i].label), value.at));
        text_release(&value);
    }
}

/* Which acts an undo took back. */
static void add_undone(struct telling *telling, const struct act *undo)
{
    const struct matter *m = telling->matter;
    struct text said = TEXT_EMPTY;
    char id[2 * CRYPTO_ID + 1];

    for (size_t i = 0; i < m->history_count; i++) {
        const struct act *act = m->history[i].act;
        ident_hex(act->id, CRYPTO_ID, id);
        if (strstr(act_text(undo, FIELD_VOIDS), id) && act->kind < ACT_CASE_KINDS)
            text_addf(&said, "%s%s", said.length ? _(", ") : "", _(act_rows[act->kind].label));
    }
    if (said.length)
        add(telling, arena_format(telling->arena, _("takes back: %s"), said.at));
    text_release(&said);
}

/* What a ruling lets hold. */
static void add_ruling(struct telling *telling, const struct act *ruling)
{
    const struct matter *m = telling->matter;
    const char *chosen = act_text(ruling, FIELD_CHOOSE);
    char id[2 * CRYPTO_ID + 1], at[CLOCK_TEXT];

    if (!*chosen)
        add(telling, _("it stays as it stands"));
    for (size_t i = 0; i < m->history_count; i++) {
        const struct act *act = m->history[i].act;
        ident_hex(act->id, CRYPTO_ID, id);
        if (strcmp(chosen, id) == 0 && act->kind < ACT_CASE_KINDS)
            add(telling, arena_format(telling->arena, _("what holds: %s by %s, %s"),
                                      _(act_rows[act->kind].label), history_author(telling, act),
                                      clock_format_short(act->happened_at, at)));
    }
}

/* How often it had been given back then. */
static int bounces_by(const struct telling *telling)
{
    int count = 0;

    for (size_t i = 0; i <= telling->at; i++) {
        const struct matter_entry *entry = &telling->matter->history[i];
        count += !entry->is_voided && entry->act->kind == ACT_GIVE_BACK;
    }
    return count;
}

/* True if the case was closed when the entry's act came. */
static bool was_closed(const struct telling *telling, const struct matter_entry *entry)
{
    for (size_t i = 1; i <= telling->at; i++) {
        const struct matter_entry *before = entry - i;
        if (before->is_voided)
            continue;
        if (act_class_of(before->act) == ACT_CLOSING)
            return true;
        if (before->act->kind == ACT_REOPEN || act_is_low_rating(before->act))
            return false;
    }
    return false;
}

/* What is told of one kind of act only. */
static void add_own(struct telling *telling, const struct matter_entry *entry)
{
    const struct act *act = entry->act;

    switch ((int)act->kind) {
    case ACT_OPEN:
        add_word(telling, word_channels, act_text(act, FIELD_CHANNEL));
        break;
    case ACT_PROMISE:
        add_word(telling, word_promises, act_text(act, FIELD_VIA));
        break;
    case ACT_DISPATCH:
        if (entry->due_on != CLOCK_NO_DAY)
            add(telling,
                arena_format(telling->arena, _("to reply by %s"), day_of(telling, entry->due_on)));
        break;
    case ACT_GIVE_BACK:
        add(telling, arena_format(telling->arena, _("give-back no. %d"), bounces_by(telling)));
        break;
    case ACT_RATE:
        add(telling, arena_format(telling->arena, _("attitude %s, ability %s (%s)"),
                                  act_text(act, FIELD_ATTITUDE), act_text(act, FIELD_ABILITY),
                                  word_label(word_rating_sources, act_text(act, FIELD_SOURCE))));
        if (act_is_low_rating(act))
            add(telling, was_closed(telling, entry) ? _("not satisfied: open again, under fallback")
                                                    : _("not satisfied: under fallback"));
        break;
    case ACT_REOPEN:
        add(telling, _("open again"));
        break;
    case ACT_TICK:
        add(telling, *act_text(act, FIELD_HAVE)
                         ? arena_format(telling->arena, _("brought: %s"), act_text(act, FIELD_HAVE))
                         : _("nothing brought"));
        break;
    case ACT_AMEND:
        add_amendment(telling, act);
        break;
    case ACT_RESOLVE:
        add_ruling(telling, act);
        break;
    case ACT_UNDO:
        add_undone(telling, act);
        break;
    default:
        break;
    }
}

/* Nobody moves a case without its saying who answers for it then; on the way up that it is still
 * the same person is worth a word. */
static void add_accountable(struct telling *telling, const struct matter_entry *entry)
{
    const struct act *act = entry->act;
    const char *name = history_name(telling, entry->holder);
    const struct matter_entry *before = telling->at ? entry - 1 : NULL;
    bool is_new = before && !text_same(before->holder, entry->holder);

    if (act->kind == ACT_OPEN)
        add(telling, arena_format(telling->arena, _("first contact %s"), name));
    else if (is_new && !history_is_directed(act))
        add(telling, arena_format(telling->arena, _("accountable now %s"), name));
    else if (act->kind == ACT_REPORT_UP)
        add(telling, arena_format(telling->arena, _("accountable stays %s"), name));
    else if (act->kind == ACT_REPLY)
        add(telling, arena_format(telling->arena, _("%s is to tell the resident"), name));
    else if (act->kind == ACT_DESIGNATE || act->kind == ACT_CLAIM)
        add(telling, _("still under fallback"));
}

static int days_late(const struct telling *telling, const struct matter_entry *entry,
                     int32_t *due_on)
{
    const struct matter *m = telling->matter;
    int32_t on = clock_day_of(entry->act->happened_at);

    *due_on = entry->act->kind == ACT_DISPATCH ? CLOCK_NO_DAY : entry->due_on;
    if (act_class_of(entry->act) == ACT_CLOSING && !m->is_open &&
        m->closed_at == entry->act->happened_at)
        *due_on = m->due_on;
    return *due_on != CLOCK_NO_DAY && on > *due_on ? on - *due_on : 0;
}

static void add_late(struct telling *telling, const struct matter_entry *entry)
{
    int32_t due_on;
    int late = days_late(telling, entry, &due_on);

    if (late)
        add(telling, arena_format(telling->arena,
                                  ngettext("(%d day late, due %s)", "(%d days late, due %s)",
                                           (unsigned long)late),
                                  late, day_of(telling, due_on)));
}

/* Visits, the paper kit and hotline orders are entered later than they happened. */
static void add_gap(struct telling *telling, const struct act *act)
{
    int32_t days = clock_day_of(act->entered_at) - clock_day_of(act->happened_at);

    if (act->entered_at - act->happened_at <= CLOCK_DAY)
        return;
    add(telling, arena_format(telling->arena,
                              ngettext("(entered %d day later, %s)", "(entered %d days later, %s)",
                                       (unsigned long)days),
                              (int)days, day_of(telling, clock_day_of(act->entered_at))));
}

const char *history_say_what(struct telling *telling, const struct matter_entry *entry)
{
    const struct act *act = entry->act;

    text_clear(&telling->text);
    if (entry->is_voided && act->kind != ACT_UNDO)
        add(telling, _("[undone]"));
    add_target(telling, act);
    add_own(telling, entry);
    add_until(telling, act);
    add_way(telling, act);
    add_word(telling, word_outcomes, act_text(act, FIELD_OUTCOME));
    add_word(telling, word_whys, act_text(act, FIELD_WHY));
    add(telling, act_text(act, FIELD_REASON));
    add(telling, act_text(act, FIELD_TEXT));
    add_late(telling, entry);
    add_accountable(telling, entry);
    if (act->is_erased && telling->matter->is_erased)
        add(telling, _("(the text was erased)"));
    if (*act_text(act, FIELD_OFF))
        add(telling, _("(the clock was off)"));
    add_gap(telling, act);
    return arena_copy(telling->arena, telling->text.at ? telling->text.at : "");
}
