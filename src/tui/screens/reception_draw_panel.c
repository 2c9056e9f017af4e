/* SPDX-License-Identifier: MIT */
/* The pane at the right: who it is, or what the item asks for. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/command/keymap.h"
#include "shouwen/domain/mask.h"
#include "reception_inside.h"

#include <string.h>

/* Rows that must be left below those of the household. */
enum { HOUSEHOLD_LEAST = 6 };

void reception_draw_door(struct text *out, const char *door)
{
    const char *dash = strchr(door, '-');

    if (!*door)
        return;
    text_add_char(out, ' ');
    if (dash && !strchr(dash + 1, '-'))
        text_addf(out, _("%.*s-%s"), (int)(dash - door), door, dash + 1);
    else
        text_add(out, door);
}

const char *reception_draw_place(const char *place)
{
    static const struct word places[] = {{"here", N_("here")},
                                         {"video", N_("video link")},
                                         {"proxy", N_("by proxy")},
                                         {"street", N_("street window")},
                                         {"none", N_("not issued by the committee")},
                                         {NULL, NULL}};

    return *place ? word_label(places, place) : "";
}

void reception_draw_person(const struct receive_resident *resident, struct text *out)
{
    const struct record *record = &resident->record;
    const char *tags = record_text(record, RECORD_RESIDENTS_TAGS);

    text_addf(out, "%s %s", record_text(record, RECORD_RESIDENTS_NAME),
              record_text(record, RECORD_RESIDENTS_SEX));
    if (resident->age >= 0)
        text_addf(out, _(" %d y"), resident->age);
    reception_draw_door(out, record_text(record, RECORD_RESIDENTS_DOOR));
    if (*resident->grid)
        text_addf(out, " %s", resident->grid);
    for (const char *at = tags; *at; at += strcspn(at, ";"), at += *at == ';')
        text_addf(out, " %.*s", (int)strcspn(at, ";"), at);
}

/* A label, a number whose end only is shown, and where it goes in the pane. */
static void put_phone(struct pane pane, int row, const char *label, const char *name,
                      const char *phone)
{
    struct text line = TEXT_EMPTY;

    text_addf(&line, "%s %s%s", label, name, *name ? " " : "");
    if (*phone)
        mask_tail(&line, phone);
    else if (!*name)
        text_add(&line, _("not known"));
    pane_fill(pane, row, 0, pane.columns, STYLE_NORMAL, line.at);
    text_release(&line);
}

static int draw_open(const struct receive_resident *resident, struct pane pane, int row)
{
    int32_t today = clock_day_of(clock_now_at());
    struct text line = TEXT_EMPTY;

    pane_putf(pane, row++, 0, STYLE_TITLE, _("open %zu"), resident->open_count);
    for (size_t i = 0; i < resident->open_count && i < 3; i++, row++) {
        const struct case_row *found = &resident->open[i];
        bool is_late = found->due_on != CLOCK_NO_DAY && found->due_on < today;
        text_clear(&line);
        text_addf(&line, "%s ", found->holder);
        reception_draw_due(&line, found->due_on, found->flags, today);
        int right = utf8_columns(line.at);
        pane_put(pane, row, pane.columns - right, -1, is_late ? STYLE_HOT : STYLE_NORMAL, line.at);
        pane_fill(pane, row, 2, pane.columns - right - 3, STYLE_NORMAL, found->subject);
    }
    text_release(&line);
    return row;
}

static int draw_closed(const struct receive_resident *resident, struct pane pane, int row)
{
    struct text line = TEXT_EMPTY;
    char day[CLOCK_TEXT];

    if (resident->closed_count && row < pane.rows - 1)
        pane_put(pane, row++, 0, -1, STYLE_TITLE, _("lately"));
    for (size_t i = 0; i < resident->closed_count && row < pane.rows - 1; i++, row++) {
        const struct case_row *found = &resident->closed[i];
        text_clear(&line);
        text_add(&line, word_label(word_outcomes, found->outcome));
        if (found->attitude)
            text_addf(&line, " %d/%d", found->attitude, found->ability);
        int right = utf8_columns(line.at);
        pane_put(pane, row, pane.columns - right, -1, STYLE_NORMAL, line.at);
        text_clear(&line);
        text_addf(&line, "%s %s", clock_format_short_day(clock_day_of(found->opened_at), day),
                  found->subject);
        pane_fill(pane, row, 2, pane.columns - right - 3, STYLE_NORMAL, line.at);
    }
    text_release(&line);
    return row;
}

bool reception_draw_double(const struct reception *r, struct pane pane, int row)
{
    const struct search_hits *doubles = &r->doubles;
    struct text line = TEXT_EMPTY;

    if (!doubles->case_count || !doubles->cases[0].is_same_topic)
        return false;
    text_addf(&line, _("note: there is an open case: %s (%s)"), doubles->cases[0].subject,
              ident_query_code(doubles->cases[0].number));
    pane_wrap(pane, row, pane.rows - row, STYLE_HOT, line.at);
    text_release(&line);
    return true;
}

static void draw_doubles(const struct reception *r, struct pane pane, int row)
{
    const struct search_hits *doubles = &r->doubles;

    if (!r->drafts[0].has_who || r->drafts[0].number.length || reception_draw_double(r, pane, row))
        return;
    if (doubles->resident_count)
        pane_putf(pane, row, 0, STYLE_HOT, _("note: the same name or phone: %s"),
                  doubles->residents[0].name);
    else
        pane_put(pane, row, 0, -1, STYLE_DIM, _("checked: no open case about the same"));
}

static int draw_household(const struct receive_resident *resident, struct pane pane, int row)
{
    struct text line = TEXT_EMPTY;

    text_addf(&line, "%s %s", _("same door"), resident->household);
    row += pane_wrap(pane, row, 2, STYLE_NORMAL, line.at);
    text_release(&line);
    return row;
}

static void draw_resident(const struct reception *r, struct pane pane)
{
    const struct record *record = &r->resident.record;
    struct text line = TEXT_EMPTY;
    int row = 0;

    reception_draw_person(&r->resident, &line);
    row += pane_wrap(pane, row, 2, STYLE_TITLE, line.at);
    text_release(&line);
    if (r->resident.former)
        pane_putf(pane, row++, 0, STYLE_HOT, _("no longer a resident: %s"), r->resident.former);
    if (r->resident.is_disputed)
        row += pane_wrap(pane, row, 2, STYLE_HOT,
                         _("needs a person: two places do not say the same of them (F6, 4)"));
    put_phone(pane, row++, _("telephone"), "", record_text(record, RECORD_RESIDENTS_PHONE));
    if (*record_text(record, RECORD_RESIDENTS_CONTACT))
        put_phone(pane, row++, _("in an emergency"), record_text(record, RECORD_RESIDENTS_CONTACT),
                  record_text(record, RECORD_RESIDENTS_CONTACT_PHONE));
    row = draw_open(&r->resident, pane, row);
    if (*r->resident.household && pane.rows - row > HOUSEHOLD_LEAST)
        row = draw_household(&r->resident, pane, row);
    if (*r->resident.visit && pane.rows - row > HOUSEHOLD_LEAST)
        pane_putf(pane, row++, 0, r->resident.is_visit_late ? STYLE_HOT : STYLE_NORMAL, "%s %s",
                  _("visit"), r->resident.visit);
    row = draw_closed(&r->resident, pane, row);
    draw_doubles(r, pane, row < pane.rows ? row : pane.rows - 1);
}

static void draw_service(const struct reception *r, struct pane pane)
{
    const struct service *service = &r->service;
    struct text line = TEXT_EMPTY;
    int row = pane_wrap(pane, 0, 2, STYLE_TITLE, service->name);

    if (service->place == SERVICE_NONE) {
        row += pane_wrap(pane, row, 2, STYLE_HOT, _("not issued by the committee"));
        text_addf(&line, _("go to: %s"), service->instead);
    } else {
        reception_draw_materials(service, &line);
    }
    row += pane_wrap(pane, row, pane.rows - row, STYLE_NORMAL, line.at);
    if (*service->steps && row < pane.rows) {
        text_clear(&line);
        text_addf(&line, _("steps: %s"), service->steps);
        pane_wrap(pane, row, pane.rows - row, STYLE_DIM, line.at);
    }
    text_release(&line);
}

static void draw_name(const struct reception *r, struct pane pane)
{
    const struct line *who = &r->lines[SLOT_WHO];

    pane_fill(pane, 0, 0, pane.columns, STYLE_TITLE,
              line_is_empty(who) ? _("no name") : who->text.at);
    pane_put(pane, 1, 0, -1, STYLE_DIM, _("not on the list of residents"));
    draw_doubles(r, pane, 3);
}

/* "2 late 1  F4 7": what is in a list, and how one gets there. */
static void say_line(const struct morning_line *line, struct text *out)
{
    enum command command = line->way == MORNING_VISITS  ? COMMAND_VISITS
                           : line->way == MORNING_SHEET ? COMMAND_HAND_OVER
                           : line->way == MORNING_MOVED ? COMMAND_MOVED
                                                        : COMMAND_QUEUE;
    char key[KEY_NAME];

    text_add(out, line->due);
    if (line->way == MORNING_CASE || line->way == MORNING_RESIDENT)
        return;
    if (line->has_counts)
        text_addf(out, "%lld", (long long)line->count);
    if (line->late_count)
        text_addf(out, _(" late %lld"), (long long)line->late_count);
    if (keymap_key(command, KEYMAP_IN_TEXT) != KEYCODE_NONE)
        text_addf(out, "  %s", key_notation(keymap_key(command, KEYMAP_IN_TEXT), key));
    if (line->digit)
        text_addf(out, " %d", line->digit);
}

/* What the day brings, while nobody is asked for. */
static void draw_morning(const struct reception *r, struct pane pane)
{
    const struct reception_row *chosen = reception_rows_chosen(r);
    struct text right = TEXT_EMPTY;
    int row = 1;

    pane_put(pane, 0, 0, -1, STYLE_TITLE, _("today (Up, then Enter)"));
    for (size_t i = 0; i < r->morning_count && row < pane.rows; i++) {
        const struct morning_line *line = &r->morning[i];
        if (line->way == MORNING_NOWHERE) {
            row += pane_wrap(pane, row, pane.rows - row, STYLE_NORMAL, line->label);
            continue;
        }
        text_clear(&right);
        say_line(line, &right);
        int columns = utf8_columns(right.at);
        int indent = line->way == MORNING_CASE && !line->is_news ? 2 : 0;
        pane_fill(pane, row, indent, pane.columns - columns - 1 - indent,
                  line->is_news ? STYLE_TITLE : STYLE_NORMAL, line->label);
        pane_put(pane, row, pane.columns - columns, -1,
                 line->late_count || line->is_late ? STYLE_HOT : STYLE_NORMAL, right.at);
        if (chosen && chosen->kind == ROW_MORNING && chosen->morning == line)
            pane_restyle(pane, row, 0, -1, STYLE_SELECTED);
        row++;
    }
    text_release(&right);
}

void reception_draw_panel(struct screen *screen, struct pane pane)
{
    struct reception *r = screen->state;

    if (r->has_resident)
        draw_resident(r, pane);
    else if (r->has_service)
        draw_service(r, pane);
    else if (reception_draft(r)->has_who)
        draw_name(r, pane);
    else if (reception_draft(r)->slot == SLOT_WHO && reception_rows_share_name(r))
        pane_wrap(pane_part(pane, 1, 0, -1, -1), 0, pane.rows - 1, STYLE_HOT,
                  _("several people have this name: choose with Up and Down"));
    else
        draw_morning(r, pane);
}
