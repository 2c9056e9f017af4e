/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "visit_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/domain/mask.h"

#include <string.h>

/* LABEL: columns of "answered at once", the longest of both languages. */
enum { LABEL = 16, LINE_LEFT = LABEL + 2, HISTORY_LEAST = 3 };

static void draw_head(const struct visit_state *state, struct pane body)
{
    const struct visiting_household *h = &state->household;
    const char *tail = strrchr(h->grid, '-');
    struct text out = TEXT_EMPTY;

    text_addf(&out, "%s", *h->door ? h->door : _("no door is known"));
    if (tail)
        text_addf(&out, _("  grid %s"), tail + 1);
    if (*h->class)
        text_addf(&out, "  %s", word_label(word_visit_classes, h->class));
    if (h->is_due_known) {
        /* "3 days late" says it all */
        text_addf(&out, "  %s", h->due_on < desk_today(state->desk) ? "" : _("due "));
        lists_say_due(&out, h->due_on, desk_today(state->desk));
    }
    pane_put(body, 0, 1, -1, STYLE_TITLE, out.at);
    text_release(&out);
}

static int draw_contact(const struct visit_state *state, struct pane body, int row)
{
    const struct visiting_household *h = &state->household;
    struct text phone = TEXT_EMPTY;
    int rows = 0;

    if (state->rings)
        text_add(&phone, h->contact_phone);
    else
        mask_tail(&phone, h->contact_phone);
    if (*h->contact || *h->contact_phone)
        pane_putf(body, row + rows++, 1, STYLE_NORMAL, "%s %s %s", _("emergency contact:"),
                  h->contact, phone.at);
    if (h->step != VISIT_STEP_NOTHING)
        pane_putf(body, row + rows++, 1, STYLE_HOT, "%s %s", _("next:"),
                  _(word_visit_steps[h->step].label));
    text_release(&phone);
    return rows;
}

static void say_member(const struct visit_state *state, const struct record *member,
                       struct text *out)
{
    const char *sex = record_text(member, RECORD_RESIDENTS_SEX);
    const char *class = record_text(member, RECORD_RESIDENTS_CLASS);
    const char *tags = record_text(member, RECORD_RESIDENTS_TAGS);
    const char *liaison = record_text(member, RECORD_RESIDENTS_LIAISON);
    int32_t birth_on;

    text_add(out, record_text(member, RECORD_RESIDENTS_NAME));
    if (*sex)
        text_addf(out, " %s", text_same(sex, "男") ? _("male") : _("female"));
    if (clock_parse_day(record_text(member, RECORD_RESIDENTS_BIRTH_ON), &birth_on))
        text_addf(out, " %d", receive_age(birth_on, desk_today(state->desk)));
    if (*class)
        text_addf(out, "  %s", word_label(word_visit_classes, class));
    if (*record_text(member, RECORD_RESIDENTS_PHONE)) {
        text_add(out, "  ");
        mask_tail(out, record_text(member, RECORD_RESIDENTS_PHONE));
    }
    if (*tags)
        text_addf(out, "  %s", tags);
    if (*liaison)
        text_addf(out, "  %s", liaison);
}

static int draw_members(const struct visit_state *state, struct pane body, int row)
{
    const struct visiting_household *h = &state->household;
    struct text out = TEXT_EMPTY;
    int at = row;

    for (size_t i = 0; i < h->member_count && i < VISIT_MEMBERS; i++) {
        bool has_cursor = state->stage == STAGE_RESULT && i == state->cursor;
        text_clear(&out);
        text_addf(&out, "[%c] ", state->is_met[i] ? 'x' : ' ');
        say_member(state, &h->members[i], &out);
        pane_fill(body, at, 1, body.columns - 2, has_cursor ? STYLE_SELECTED : STYLE_NORMAL,
                  out.at);
        if (has_cursor)
            pane_cursor(body, at, 2);
        at++;
    }
    if (!h->member_count)
        pane_put(body, at++, 1, -1, STYLE_DIM, _("nobody is known behind this door"));
    text_release(&out);
    return at - row;
}

static int draw_choices(const struct visit_state *state, struct pane body, int row)
{
    const char *const choices[] = {
        word_label(word_visit_results, "met"),
        word_label(word_visit_results, "phoned"),
        word_label(word_visit_results, "not-met"),
        word_label(word_visit_results, "refused"),
        _("contact: all is well"),
        _("contact not reached"),
    };
    bool has_contact = *state->household.contact || *state->household.contact_phone;
    int at = 1, rows = 1;

    for (int i = 0; i < (has_contact ? 6 : 4); i++) {
        int wide = utf8_columns(choices[i]) + 5;
        if (at + wide > body.columns) {
            rows++;
            at = 1;
        }
        pane_putf(body, row + rows - 1, at, STYLE_KEY, "%d", i + 1);
        pane_put(body, row + rows - 1, at + 2, -1, STYLE_NORMAL, choices[i]);
        at += wide;
    }
    if (!state->household.member_count)
        pane_cursor(body, row, 1);
    return rows;
}

static const char *slot_label(int slot)
{
    if (slot < VISITING_LINES)
        return _(word_visiting_lines[slot].label);
    return slot == VISIT_NOTE ? _("note") : _("when");
}

/* What stands in an empty field that has the cursor. */
static const char *slot_hint(int slot)
{
    switch (slot) {
    case VISITING_CASE:
        return _("a problem, in a line: it becomes a case");
    case VISITING_ANSWER:
        return _("asked and answered at once: a closed case");
    case VISIT_NOTE:
        return _("what is worth keeping of the visit");
    case VISIT_WHEN:
        return _("empty: now; otherwise 11-20 15:30");
    default:
        return _("in a line: it goes onto the demand list");
    }
}

static int draw_slot(struct visit_state *state, struct pane body, int row, int slot)
{
    bool has_focus = state->at == slot;
    int room = body.columns - LINE_LEFT - 2, at = row;

    for (size_t i = 0; i < state->line_count; i++) {
        if ((int)state->lines[i].kind != slot)
            continue;
        pane_fill(body, at, 1, LABEL, STYLE_DIM, slot_label(slot));
        pane_fill(body, at++, LINE_LEFT, room, STYLE_GOOD, state->lines[i].text);
    }
    pane_fill(body, at, 1, LABEL, has_focus ? STYLE_TITLE : STYLE_NORMAL, slot_label(slot));
    line_draw(&state->slots[slot], body, at, LINE_LEFT, room, has_focus, 0);
    if (has_focus && line_is_empty(&state->slots[slot]))
        pane_put(body, at, LINE_LEFT + 2, room - 2, STYLE_DIM, slot_hint(slot));
    return at + 1 - row;
}

static int draw_lines(struct visit_state *state, struct pane body, int row)
{
    struct text out = TEXT_EMPTY;
    int at = row;

    if (state->asks_contact)
        text_addf(&out, "%s ", _("emergency contact:"));
    text_add(&out, word_label(word_visit_results, word_visit_results[state->result].word));
    pane_put(body, at++, 1, -1, STYLE_TITLE, out.at);
    text_release(&out);
    for (int slot = 0; slot < VISIT_SLOTS; slot++)
        at += draw_slot(state, body, at, slot);
    return at - row;
}

static void draw_history(const struct visit_state *state, struct pane body, int row)
{
    const struct visiting_household *h = &state->household;
    struct text out = TEXT_EMPTY;
    char short_at[CLOCK_TEXT];
    int64_t at;

    if (row + HISTORY_LEAST > body.rows)
        return;
    pane_rule(body, row++, _("visits so far"));
    for (size_t i = 0; i < h->visit_count && row < body.rows; i++) {
        text_clear(&out);
        if (clock_parse_at(record_text(&h->visits[i], RECORD_VISITS_AT), &at))
            text_addf(&out, "%s  ", clock_format_short(at, short_at));
        text_addf(&out, "%s  ",
                  desk_name(state->desk, record_text(&h->visits[i], RECORD_VISITS_STAFF)));
        text_add(&out, state->said[i]);
        pane_put(body, row++, 1, body.columns - 2, STYLE_NORMAL, out.at);
    }
    if (!h->visit_count)
        pane_put(body, row, 1, -1, STYLE_DIM, _("nobody has visited here yet"));
    text_release(&out);
}

void visit_draw(struct screen *screen, struct pane body)
{
    struct visit_state *state = screen->state;
    int row = 1;

    draw_head(state, body);
    row += draw_members(state, body, row);
    row += draw_contact(state, body, row);
    pane_rule(body, row++, "");
    row += state->stage == STAGE_RESULT ? draw_choices(state, body, row)
                                        : draw_lines(state, body, row);
    draw_history(state, body, row);
}
