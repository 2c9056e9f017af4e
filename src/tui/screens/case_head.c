/* SPDX-License-Identifier: MIT */
/* The upper part of a case: whom the resident can ask for, why, until when, and who it is about. */
#include "config.h"

#include "case_head_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/domain/mask.h"

#include <string.h>

enum { SECOND = 24 }; /* column, from the text's left, where a second fact of a line begins */

void case_head_finish(struct case_making *making, const char *label, enum style style)
{
    if (making->text.length)
        case_lines_add(&making->state->head, making->arena, label, making->text.at, making->columns,
                       style, 0);
    text_clear(&making->text);
}

void case_head_gap(struct text *text)
{
    if (text->length)
        text_add(text, "  ");
}

static void go_to_second(struct case_making *making)
{
    int used = utf8_columns(making->text.at);

    if (!making->text.length)
        return;
    text_add(&making->text, "  ");
    for (used += 2; used < SECOND; used++)
        text_add_char(&making->text, ' ');
}

/* The year is said where it is not this one. */
static const char *say_day(int32_t day, int32_t today, char *out)
{
    bool is_this_year = clock_parts_of_day(day).year == clock_parts_of_day(today).year;

    return is_this_year ? clock_format_short_day(day, out) : clock_format_day(day, out);
}

static const char *name_of(const struct case_making *making, const char *id)
{
    return follow_staff(making->state->desk, &making->state->dossier.matter, id);
}

static const char *author_of(const struct case_making *making, const struct act *act)
{
    return follow_author(making->state->desk, &making->state->dossier.matter, act);
}

static void add_subject(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;
    struct text *text = &making->text;

    text_add(text, m->subject);
    case_head_finish(making, _("about"), STYLE_TITLE);
    text_add(text, word_label(word_urgencies, m->urgency));
    text_addf(text, "  %s", word_label(word_channels, m->channel));
    if (*m->ref)
        text_addf(text, " %s", m->ref);
    if (*m->via)
        text_addf(text, "  %s", word_label(word_ways, m->via));
    if (*m->service)
        text_addf(text, "  %s", d->has_service ? d->service.name : m->service);
    if (*m->grid)
        text_addf(text, _("  grid %s"),
                  strrchr(m->grid, '-') ? strrchr(m->grid, '-') + 1 : m->grid);
    if (*m->place_kind || *m->place)
        text_addf(text, "  %s %s", word_label(word_place_kinds, m->place_kind), m->place);
    if (m->bounces)
        text_addf(text, _("  given back %d"), m->bounces);
    case_head_finish(making, _("kind"), STYLE_NORMAL);
}

static void add_stand_in(struct case_making *making)
{
    const struct desk *desk = making->state->desk;
    const struct dossier *d = &making->state->dossier;
    const struct person *holder = people_find(desk_people(desk), d->matter.holder);
    char until[CLOCK_TEXT];

    if (d->answer.is_nobody) {
        text_add(&making->text, _(", nobody is active"));
        return;
    }
    if (!d->answer.is_stand_in)
        return;
    text_addf(&making->text, _(" for %s"), desk_name(desk, d->matter.holder));
    if (holder && holder->status == PERSON_LEFT)
        text_add(&making->text, _(" (has left)"));
    else if (holder && holder->away_until != CLOCK_NO_DAY)
        text_addf(&making->text, _(" (away until %s)"),
                  clock_format_short_day(holder->away_until, until));
    else if (holder)
        text_add(&making->text, _(" (away)"));
}

/* Being off duty never moves a case, but today somebody else sits at the desk (domain.md 2). */
static void add_on_duty(struct case_making *making)
{
    const struct people *people = desk_people(making->state->desk);
    const char *id = making->state->dossier.answer.id;
    const struct person *person = people_find(people, id);
    struct receive_duty duty;

    if (!person || !(person_has(person, ROLE_DESK) || person_has(person, ROLE_JOINT)) ||
        people_is_on_duty(people, id))
        return;
    receive_duty_now(making->state->desk, &duty);
    if (!*duty.desk)
        return;
    case_head_gap(&making->text);
    text_addf(&making->text, _("today ask %s"), duty.desk);
}

static void add_accountable(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;
    const struct person *person = people_find(desk_people(making->state->desk), d->answer.id);
    const struct act *by = m->rule_by;
    struct text *text = &making->text;
    char since[CLOCK_TEXT];

    text_add(text, d->answer.name);
    if (d->answer.is_elsewhere)
        text_addf(text, " (%s)", m->node);
    else if (person && *person->title)
        text_addf(text, " %s", person->title);
    add_stand_in(making);
    case_head_gap(text);
    text_addf(text, _("%s since %s"), _(rule_rows[m->rule].label),
              clock_format_short_day(clock_day_of(m->rule_since_at), since));
    case_head_gap(text);
    if (by->kind == ACT_RATE)
        text_addf(text, _("the resident's low rating, noted by %s"), author_of(making, by));
    else
        text_addf(text, _("%s: %s"), author_of(making, by), _(act_rows[by->kind].label));
    if (*act_text(by, FIELD_WHY))
        text_addf(text, ", %s", word_label(word_whys, act_text(by, FIELD_WHY)));
    if (*act_text(by, FIELD_REASON))
        text_addf(text, ", %s", act_text(by, FIELD_REASON));
    if (m->is_open && m->rule == RULE_ASSIGNED && !m->is_accepted)
        text_add(text, _("  not accepted yet"));
    add_on_duty(making);
    case_head_finish(making, _("accountable"), d->answer.is_nobody ? STYLE_HOT : STYLE_NORMAL);
}

static void add_days_left(struct text *text, int32_t due_on, int32_t today, int left)
{
    if (due_on < today) {
        text_add(text, "  ");
        lists_say_due(text, due_on, today);
    } else if (due_on == today) {
        text_addf(text, "  %s", _("due today"));
    } else if (left != DOSSIER_UNKNOWN) {
        text_add(text, "  ");
        text_addf(text,
                  ngettext("%d working day left", "%d working days left", (unsigned long)left),
                  left);
    }
}

static void add_own_due(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;
    struct text *text = &making->text;
    char day[CLOCK_TEXT];

    if (m->due_on == CLOCK_NO_DAY) {
        if (m->flags & FLAG_CALENDAR)
            text_addf(text, _("the %d calendar is not loaded"), (int)m->missing_year);
        return;
    }
    text_addf(text, _("due %s"), say_day(m->due_on, d->today, day));
    if (m->due_on != m->first_due_on && m->first_due_on != CLOCK_NO_DAY)
        text_addf(text, _(" (was %s)"), say_day(m->first_due_on, d->today, day));
    if (!m->is_open)
        return;
    if (m->waiting_on != CLOCK_NO_DAY)
        text_add(text, _("  the clock stands"));
    else
        add_days_left(text, m->due_on, d->today, d->days_left);
}

static void add_first_contact(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;
    char day[CLOCK_TEXT];

    text_addf(&making->text, "%s %s", name_of(making, m->first_contact),
              clock_format_short_day(clock_day_of(m->opened_at), day));
    if (m->entered_at - m->opened_at > CLOCK_DAY)
        text_addf(&making->text, _(" (entered %s)"),
                  clock_format_short_day(clock_day_of(m->entered_at), day));
    go_to_second(making);
    add_own_due(making);
    case_head_finish(making, _("taken in by"), d->flags & FLAG_LATE ? STYLE_HOT : STYLE_NORMAL);
}

static void add_unit(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;
    struct text *text = &making->text;
    char day[CLOCK_TEXT];

    if (text_same(m->unit, m->node))
        return;
    text_add(text, d->unit_name);
    if (m->unit_due_on != CLOCK_NO_DAY) {
        go_to_second(making);
        text_addf(text, _("unit due %s"), say_day(m->unit_due_on, d->today, day));
        if (m->unit_due_on != m->first_unit_due_on && m->first_unit_due_on != CLOCK_NO_DAY)
            text_addf(text, _(" (was %s)"), say_day(m->first_unit_due_on, d->today, day));
        if (m->waiting_on != CLOCK_NO_DAY)
            text_add(text, _("  the clock stands"));
        else
            add_days_left(text, m->unit_due_on, d->today, d->unit_days_left);
    } else if (m->state == STATE_DISPATCHED && m->flags & FLAG_CALENDAR) {
        go_to_second(making);
        text_addf(text, _("the %d calendar is not loaded"), (int)m->missing_year);
    }
    if (!text_is_empty(m->rival_unit))
        text_addf(text, _("  also dispatched to %s"), m->rival_unit);
    case_head_finish(making, _("handling unit"),
                     matter_is_unit_late(m, d->today) ? STYLE_HOT : STYLE_NORMAL);
}

/* True if the person signed in is, or is of, whom an act was directed at. */
static bool is_to_me(const struct case_making *making, const struct act *act)
{
    const struct person *me = desk_person(making->state->desk);
    const char *to = act_text(act, FIELD_TO);

    return me && *to && (text_same(to, me->id) || text_same(to, me->node));
}

static void add_mark(struct case_making *making, const char *label, const struct act *act,
                     const struct dossier_mark *mark, int count)
{
    struct text *text = &making->text;

    if (!act || !making->state->dossier.matter.is_open)
        return;
    lists_say_moment(text, mark->at, making->state->dossier.today);
    text_addf(text, _(" %s to %s"), mark->by, mark->to);
    if (count > 1)
        text_addf(text, _(" (%d in all)"), count);
    case_head_gap(text);
    text_add(text, mark->text);
    case_head_finish(making, label, is_to_me(making, act) ? STYLE_HOT : STYLE_NORMAL);
}

/* Who was reminded and supervised, by whom and when: what the receiver sees first. */
static void add_urged(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;

    add_mark(making, _("reminded"), m->last_remind, &d->urged.reminded, m->reminds);
    add_mark(making, _("supervised"), m->last_supervise, &d->urged.supervised, 1);
}

/* What came back and is to be told to the resident. */
static void add_reply(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;

    if (m->state != STATE_REPLIED || !m->last_reply)
        return;
    lists_say_moment(&making->text, m->replied_at, d->today);
    text_addf(&making->text, " %s", author_of(making, m->last_reply));
    case_head_gap(&making->text);
    text_add(&making->text, act_text(m->last_reply, FIELD_TEXT));
    case_head_finish(making, _("reply"), STYLE_TITLE);
}

void case_head_phone(struct case_making *making, const char *phone)
{
    struct text *text = &making->text;

    text_add_char(text, ' ');
    if (!*phone)
        text_add(text, _("no phone"));
    else if (making->state->is_revealed)
        text_add(text, phone);
    else
        mask_tail(text, phone);
}

static void add_resident(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;
    struct text *text = &making->text;

    text_add(text, follow_name(m));
    if (*d->sex)
        text_addf(text, " %s", d->sex);
    if (d->age != DOSSIER_UNKNOWN)
        text_addf(text, " %d", d->age);
    if (*m->door)
        text_addf(text, " %s", m->door);
    if (*m->name || *m->phone)
        case_head_phone(making, m->phone);
    if (*d->tags)
        text_addf(text, "  %s", d->tags);
    case_head_finish(making, _("concerned"), STYLE_NORMAL);
}

/* What needs a condition is not missing: the notice says "if it applies". */
static bool is_missing(const struct dossier *d, size_t at)
{
    return !*d->service.materials[at].condition && !dossier_has_material(d, at + 1);
}

static void add_materials(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    size_t count = d->has_service ? d->service.material_count : 0, missing = 0;
    struct text *text = &making->text;

    if (!count)
        return;
    for (size_t i = 0; i < count; i++)
        missing += is_missing(d, i);
    if (!d->matter.have)
        text_addf(text, _("%zu needed, not checked yet"), count);
    else if (!missing)
        text_addf(text, _("all %zu are here"), count);
    else
        text_addf(text, _("%zu of %zu missing:"), missing, count);
    for (size_t i = 0; d->matter.have && missing && i < count; i++)
        if (is_missing(d, i))
            text_addf(text, " %zu %s", i + 1, d->service.materials[i].name);
    case_head_finish(making, _("materials"), STYLE_NORMAL);
}

/* The latest session that was called: as its record stands, or its act says it. */
static void add_session(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;

    if (d->has_session) {
        session_say(&d->session, &making->text);
        case_head_finish(making, _("on-site"), STYLE_NORMAL);
        return;
    }
    for (size_t i = m->history_count; i-- > 0;) {
        const struct act *act = m->history[i].act;
        if (act->kind != ACT_ON_SITE || m->history[i].is_voided)
            continue;
        int64_t at = act_number(act, FIELD_UNTIL, 0);
        if (at)
            lists_say_moment(&making->text, at, d->today);
        case_head_gap(&making->text);
        text_add(&making->text, act_text(act, FIELD_TEXT));
        case_head_finish(making, _("on-site"), STYLE_NORMAL);
        return;
    }
}

static void add_promises(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    const struct matter *m = &d->matter;

    for (size_t i = 0; i < m->promise_count; i++) {
        const struct matter_promise *promise = &m->promises[i];
        bool is_over = clock_day_of(promise->at) < d->today;
        if (promise->is_kept || !m->is_open)
            continue;
        lists_say_moment(&making->text, promise->at, d->today);
        text_addf(&making->text, " %s %s", name_of(making, promise->staff),
                  word_label(word_promises, promise->kind));
        if (strcmp(promise->kind, "call") == 0)
            case_head_contact(making);
        if (*promise->text)
            text_addf(&making->text, "  %s", promise->text);
        if (is_over)
            text_add(&making->text, _("  not kept"));
        case_head_finish(making, _("promise"), is_over ? STYLE_HOT : STYLE_NORMAL);
    }
}

static void add_outcome(struct case_making *making)
{
    const struct matter *m = &making->state->dossier.matter;
    struct text *text = &making->text;
    char at[CLOCK_TEXT];

    if (!m->is_open) {
        text_addf(text, "%s  %s", word_label(word_outcomes, m->outcome),
                  clock_format_short(m->closed_at, at));
        if (!text_is_empty(m->merged_into))
            text_addf(text, _("  follows case %s"), m->merged_into);
    }
    if (m->attitude) {
        case_head_gap(text);
        text_addf(text, _("attitude %d, ability %d"), m->attitude, m->ability);
        text_addf(text, " (%s)", word_label(word_rating_sources, m->source));
    } else if (!m->is_open) {
        text_add(text, _("  not rated"));
    }
    case_head_finish(making, _("outcome"), m->is_low_open ? STYLE_HOT : STYLE_NORMAL);
}

/* What contradicts each other stands first, with who settles it or how. */
static void add_flags(struct case_making *making)
{
    enum { SAID_ELSEWHERE = FLAG_CONTRADICTION | FLAG_LATE | FLAG_SUPERVISED | FLAG_NEWER };
    const struct dossier *d = &making->state->dossier;

    if (d->flags & FLAG_CONTRADICTION)
        text_add(&making->text, d->is_possible[ACT_RESOLVE]
                                    ? _("needs a person: 0, then resolve")
                                    : _("needs a person: the secretary or dispatcher resolves it"));
    for (int i = 0; i < FLAG_COUNT; i++)
        if (d->flags & 1u << i & ~(unsigned)SAID_ELSEWHERE) {
            case_head_gap(&making->text);
            text_add(&making->text, _(word_flags[i].label));
        }
    if (d->matter.needs_newer) {
        case_head_gap(&making->text);
        text_add(&making->text,
                 _("a newer version is needed: read only until an administrator installs it"));
    }
    case_head_finish(making, _("note well"), STYLE_HOT);
}

enum status case_head_load(struct case_state *state, struct arena *arena, int columns,
                           struct error *error)
{
    static void (*const adders[])(struct case_making * making) = {
        add_subject,    add_accountable, add_first_contact, add_unit,         add_urged,
        add_flags,      add_reply,       add_resident,      case_head_others, case_head_followers,
        case_head_ways, add_outcome,     add_promises,      add_session,      add_materials,
    };
    int label_columns = utf8_columns(_("handling unit"));
    struct case_making making = {
        .state = state,
        .arena = arena,
        .columns = columns - label_columns - 3,
        .text = TEXT_EMPTY,
    };

    (void)error;
    state->head = (struct case_lines){0};
    state->label_columns = label_columns;
    for (size_t i = 0; i < sizeof(adders) / sizeof(adders[0]); i++)
        adders[i](&making);
    text_release(&making.text);
    return STATUS_OK;
}
