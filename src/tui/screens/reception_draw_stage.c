/* SPDX-License-Identifier: MIT */
/* What the checklist and the acts look like. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/deadline.h"
#include "shouwen/domain/hours.h"
#include "reception_inside.h"

/* ACTS_LEAST: columns of the pane of acts; more where words are longer and there is room. */
enum { ACTS_LEAST = 30, LABEL_LEAST = 12, LABEL_AT = 3 };

/* The acts in the order in which a desk thinks of them. */
static const int order[] = {9, 3, 5, 4, 2, 8, 7, 1, 6, 0};
enum { ORDERED = sizeof(order) / sizeof(order[0]) };

static int larger(int a, int b)
{
    return a > b ? a : b;
}

void reception_draw_materials(const struct service *service, struct text *out)
{
    if (!service->material_count)
        return;
    text_add(out, _("bring: "));
    for (size_t i = 0; i < service->material_count; i++) {
        const struct material *material = &service->materials[i];
        text_addf(out, "%s%s", i ? _(", ") : "", material->name);
        if (material->form != MATERIAL_ANY)
            text_addf(out, _(" %s"), material_form_label(material->form));
        if (material->count > 1)
            text_addf(out, _(" x %d"), material->count);
        if (*material->condition)
            text_addf(out, "(%s)", material->condition);
    }
    text_add(out, _("."));
}

/* "limit: 3 working days (due 11-26)" */
static void say_limit(const struct reception *r, const struct desk *desk, struct text *out)
{
    const struct service *service = &r->service;
    struct deadline deadline;
    bool is_next = desk_policy(desk)->rest_day_is_next;
    char day[CLOCK_TEXT];

    if (r->has_matter) {
        reception_draw_due(out, r->matter.due_on, r->matter.flags, desk_today(desk));
        text_add(out, "   ");
        return;
    }
    if (!service->has_limit || service->limit.promised.unit == LIMIT_NONE)
        return;
    text_add(out, _("limit: "));
    limit_say(out, service->limit.promised);
    enum deadline_result result = deadline_count(desk_calendar(desk), service->limit.promised,
                                                 clock_now_at(), NULL, 0, is_next, &deadline);
    if (result == DEADLINE_NO_CALENDAR)
        text_addf(out, " (%s)", _("no calendar"));
    else if (service->limit.promised.unit != LIMIT_SPOT)
        text_addf(out, _(" (by %s)"), clock_format_short_day(deadline.due_on, day));
    text_add(out, "   ");
}

/* "today 09:00-17:00" */
static void say_hours(const struct service *service, struct text *out)
{
    struct hours hours;

    if (!*service->hours || !hours_parse(service->hours, &hours))
        return;
    const struct hours_day *day = hours_on(&hours, clock_day_of(clock_now_at()));
    text_add(out, day->count ? _("today ") : _("not today"));
    for (size_t i = 0; i < day->count; i++) {
        text_add(out, i ? "," : "");
        hours_write_time(out, day->spans[i].from);
        text_add_char(out, '-');
        hours_write_time(out, day->spans[i].until);
    }
    if (day->count && !hours_is_open(&hours, clock_now_at(), NULL))
        text_add(out, _(" (closed now)"));
}

static int draw_facts(const struct reception *r, const struct desk *desk, struct pane pane, int row)
{
    struct text line = TEXT_EMPTY;

    if (!r->has_service)
        return row;
    say_limit(r, desk, &line);
    if (*r->service.cost)
        text_addf(&line, _("cost: %s"), r->service.cost);
    if (line.length)
        row += pane_wrap(pane, row, 2, STYLE_NORMAL, line.at);
    text_clear(&line);
    if (*r->department)
        text_addf(&line, "%s   ", r->department);
    say_hours(&r->service, &line);
    if (line.length)
        row += pane_wrap(pane, row, 2, STYLE_DIM, line.at);
    text_release(&line);
    return row;
}

static int draw_said(const struct reception *r, struct pane pane, int row)
{
    struct text line = TEXT_EMPTY;
    int used = 0;

    reception_more_say(&r->drafts[0], &line);
    if (line.length)
        used = pane_wrap(pane, row, 3, STYLE_NORMAL, line.at);
    text_release(&line);
    return row + used;
}

static int draw_head(const struct reception *r, const struct desk *desk, struct pane pane)
{
    struct text line = TEXT_EMPTY;
    char day[CLOCK_TEXT];
    int row = 0;

    if (r->has_matter) {
        text_addf(&line, _("again: %s, open since %s, %s"), ident_query_code(r->matter.number),
                  clock_format_short_day(clock_day_of(r->matter.opened_at), day),
                  word_label(word_states, word_states[r->matter.state].word));
        row += pane_wrap(pane, row, 1, STYLE_HOT, line.at);
        text_clear(&line);
    }
    text_add(&line, r->has_service ? r->service.name : r->lines[SLOT_WHAT].text.at);
    for (size_t i = 0; r->has_service && i < r->service.alias_count; i++)
        text_addf(&line, "%s%s", i ? "," : "(", r->service.aliases[i]);
    if (r->has_service && r->service.alias_count)
        text_add_char(&line, ')');
    row += pane_wrap(pane, row, 2, STYLE_TITLE, line.at);
    text_release(&line);
    return draw_said(r, pane, draw_facts(r, desk, pane, row));
}

/* Where it is to be had is said if there is room; the notice says it in any case. */
static void say_material(const struct material *material, int columns, struct text *out)
{
    text_add(out, material->name);
    if (material->form != MATERIAL_ANY)
        text_addf(out, "  %s", material_form_label(material->form));
    if (material->count > 1)
        text_addf(out, _(" x %d"), material->count);
    if (*material->condition)
        text_addf(out, "  (%s)", material->condition);
    if (*material->where && utf8_columns(out->at) + 2 + utf8_columns(material->where) <= columns)
        text_addf(out, "  %s", material->where);
}

/* "still missing 1, 1 more if it applies": counted as the notice counts them. */
static void say_lines(const struct reception *r, struct text *out)
{
    size_t missing = reception_acting_missing(r), conditional = 0;

    if (r->drafts[0].has_checked) {
        text_addf(out, missing ? _("materials %zu, missing %zu") : _("materials %zu, all here"),
                  r->shown_count, missing);
        return;
    }
    for (size_t i = 0; i < r->shown_count; i++)
        conditional += *r->service.materials[r->shown[i]].condition != '\0';
    if (r->has_matter)
        text_addf(out, _("still missing %zu"), r->shown_count - conditional);
    else
        text_addf(out, _("materials %zu"), r->shown_count - conditional);
    if (conditional)
        text_addf(out, _(", %zu more if it applies"), conditional);
}

static int draw_lines(const struct reception *r, struct pane pane, int row)
{
    const struct receive_draft *draft = &r->drafts[0];
    bool is_checking = draft->stage == RECEIVE_CHECKING;
    struct text line = TEXT_EMPTY;
    bool is_missing = draft->has_checked && reception_acting_missing(r) > 0;

    say_lines(r, &line);
    pane_fill(pane, row++, 0, -1, is_missing ? STYLE_HOT : STYLE_TITLE, line.at);
    for (size_t i = 0; i < r->shown_count && row < pane.rows; i++, row++) {
        size_t at = r->shown[i];
        bool is_here = at < RECEIVE_LINES_MOST && (draft->have >> at & 1);
        text_clear(&line);
        text_addf(&line, "%2zu [%s] ", at + 1, is_here ? "x" : " ");
        say_material(&r->service.materials[at], pane.columns, &line);
        pane_fill(pane, row, 0, pane.columns, STYLE_NORMAL, line.at);
        if (is_checking && i == r->line) {
            pane_restyle(pane, row, 0, -1, STYLE_SELECTED);
            pane_cursor(pane, row, 4);
        }
    }
    text_release(&line);
    return row + 1;
}

static void add_part(struct text *out, const char *label, const char *text)
{
    if (*text)
        text_addf(out, "%s%s %s", out->length ? "\n" : "", label, text);
}

static void draw_more(const struct reception *r, struct pane pane, int row)
{
    struct text line = TEXT_EMPTY;

    if (!r->has_service || row >= pane.rows)
        return;
    add_part(&line, _("steps:"), r->service.steps);
    add_part(&line, _("for:"), r->service.coverage);
    add_part(&line, _("basis:"), r->service.legal_basis);
    pane_wrap(pane, row, pane.rows - row, STYLE_DIM, line.at);
    text_release(&line);
}

/* Where the committee may not issue it: why, and where to go instead. */
static void draw_refused(const struct reception *r, struct pane pane, int row)
{
    struct text line = TEXT_EMPTY;

    row += pane_wrap(pane, row, 1, STYLE_HOT, _("not issued by the committee"));
    text_addf(&line, _("go to: %s"), r->service.instead);
    row += pane_wrap(pane, row, 5, STYLE_TITLE, line.at) + 1;
    text_clear(&line);
    add_part(&line, _("basis:"), r->service.legal_basis);
    pane_wrap(pane, row, pane.rows - row, STYLE_NORMAL, line.at);
    text_release(&line);
}

static void draw_read_aloud(const struct reception *r, struct pane pane, int *row)
{
    struct text line = TEXT_EMPTY;

    pane_put(pane, (*row)++, 0, -1, STYLE_TITLE, _("to read out to the caller"));
    reception_draw_materials(&r->service, &line);
    *row += pane_wrap(pane, *row, 7, STYLE_NORMAL, line.at) + 1;
    text_release(&line);
}

/* Columns of the longest label, with a blank after it. */
static int label_columns(const struct reception *r)
{
    int most = LABEL_LEAST;

    for (size_t i = 0; i < ORDERED; i++) {
        const char *label = reception_deeds_label(r, order[i]);
        most = larger(most, label ? utf8_columns(label) + 1 : 0);
    }
    return most;
}

/* Columns in which every act is shown in full. */
static int acts_columns(const struct reception *r)
{
    int labels = label_columns(r), most = ACTS_LEAST;
    struct text note = TEXT_EMPTY;

    for (size_t i = 0; i < ORDERED; i++)
        if (reception_deeds_label(r, order[i]))
            most = larger(most, LABEL_AT + labels +
                                    utf8_columns(reception_deeds_note(r, order[i], &note)));
    text_release(&note);
    return most;
}

static void draw_acts(const struct reception *r, struct pane pane)
{
    struct text note = TEXT_EMPTY;
    int row = 0, labels = label_columns(r);

    pane_put(pane, row++, 0, -1, STYLE_TITLE, _("what is done about it"));
    for (size_t i = 0; i < ORDERED && row < pane.rows; i++) {
        const char *label = reception_deeds_label(r, order[i]);
        if (!label)
            continue;
        pane_putf(pane, row, 1, STYLE_KEY, "%d", order[i]);
        pane_put(pane, row, LABEL_AT, -1, STYLE_NORMAL, label);
        pane_fill(pane, row++, LABEL_AT + labels, -1, STYLE_DIM,
                  reception_deeds_note(r, order[i], &note));
    }
    if (*r->holder && row + 1 < pane.rows)
        pane_putf(pane, ++row, 1, STYLE_NORMAL, _("accountable: %s"), r->holder);
    if (row + 2 < pane.rows)
        reception_draw_double(r, pane_part(pane, 0, 1, -1, -1), row + 2);
    text_release(&note);
}

static void draw_checking(const struct reception *r, struct pane pane)
{
    enum { DOUBLE_AT = 6 };
    static const char *const help[][2] = {
        {"Enter", N_("all here, or as ticked")},
        {"1-9", N_("this line, or not")},
        {"Space", N_("the cursor's line")},
        {"0", N_("nothing brought")},
    };

    pane_put(pane, 0, 0, -1, STYLE_TITLE, _("what was brought?"));
    for (int i = 0; i < 4; i++) {
        pane_put(pane, 1 + i, 1, -1, STYLE_KEY, help[i][0]);
        pane_put(pane, 1 + i, 7, -1, STYLE_NORMAL, _(help[i][1]));
    }
    reception_draw_double(r, pane_part(pane, 0, 1, -1, -1), DOUBLE_AT);
}

void reception_draw_stage(struct screen *screen, struct pane pane)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    int acts = draft->stage == RECEIVE_CHECKING ? ACTS_LEAST : acts_columns(r);
    int split = larger(pane.columns - acts - 2, pane.columns / 2 - 1);
    struct pane left = pane_part(pane, 0, 1, -1, split - 2);
    struct pane right = pane_part(pane, 0, split + 2, -1, -1);
    bool is_phone = text_same(draft->channel, "phone") && !r->has_matter;
    int row = draw_head(r, reception_desk(screen), left) + 1;

    pane_down(pane, 0, split, pane.rows, STYLE_DIM, '|');
    if (r->has_service && r->service.place == SERVICE_NONE)
        draw_refused(r, left, row);
    else if (r->has_service && is_phone && r->service.material_count)
        draw_read_aloud(r, left, &row);
    else if (r->shown_count || (r->has_matter && r->has_service))
        row = draw_lines(r, left, row);
    if (!r->has_service || r->service.place != SERVICE_NONE)
        draw_more(r, left, row);
    if (draft->stage == RECEIVE_CHECKING)
        draw_checking(r, right);
    else
        draw_acts(r, right);
}
