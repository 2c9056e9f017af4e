/* SPDX-License-Identifier: MIT */
/* What the reception looks like while somebody is asked what they want. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/hours.h"
#include "shouwen/domain/mask.h"
#include "shouwen/tui/when.h"
#include "reception_inside.h"

/* SLOTS_LEAST: columns that both slots of the line should have, at the expense of the hours. */
enum { SLOTS_LEAST = 30 };
/* Rows of the body: the line and its rule; today's promises with the rule above them. */
enum { LINE_ROWS = 2, TODAY_LEAST = 5, TODAY_MOST = 11, USUAL_ROWS = 17 };

void reception_draw_due(struct text *out, int32_t due_on, unsigned flags, int32_t today)
{
    char day[CLOCK_TEXT];

    if (due_on == CLOCK_NO_DAY)
        text_add(out, flags & FLAG_CALENDAR ? _("no calendar") : "");
    else if (due_on == today)
        text_add(out, _("due today"));
    else if (due_on == today + 1)
        text_add(out, _("due tomorrow"));
    else if (due_on < today)
        text_addf(out, _("late since %s"), clock_format_short_day(due_on, day));
    else
        text_addf(out, _("due: %s"), clock_format_short_day(due_on, day));
}

/* "service until 20:00 evening Jin Lin" */
static void say_hours(const struct receive_today *today, bool with_staff, struct text *out)
{
    if (today->has_hours && !today->until) {
        text_add(out, _("no service today"));
    } else if (today->has_hours) {
        text_add(out, _("service until "));
        hours_write_time(out, today->until);
    }
    if (!*today->last_staff || !with_staff)
        return;
    text_addf(out, "%s%s %s", out->length ? " " : "",
              text_same(today->last_shift, "evening") ? _("evening")
              : text_same(today->last_shift, "day")   ? _("day shift")
                                                      : today->last_shift,
              today->last_staff);
}

/* The text of the slot that does not have the cursor is seen from its beginning. */
static void draw_slot(struct reception *r, int slot, struct pane pane)
{
    const struct receive_draft *draft = reception_draft(r);
    bool has_focus = draft->stage == RECEIVE_TYPING && draft->slot == slot;
    bool is_nameless = slot == SLOT_WHO && draft->has_who && line_is_empty(&r->lines[slot]);

    if (has_focus && !is_nameless)
        line_draw(&r->lines[slot], pane, 0, 0, pane.columns, true, 0);
    else
        pane_fill(pane, 0, 0, pane.columns, has_focus ? STYLE_FOCUS : STYLE_FIELD,
                  is_nameless ? _("no name") : r->lines[slot].text.at);
    if (has_focus && is_nameless)
        pane_cursor(pane, 0, 0);
}

void reception_draw_line(struct screen *screen, struct pane body)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    struct text hours = TEXT_EMPTY;
    int at = 1, right = 0, room = 0;

    if (!r->may_take_in) {
        at += pane_put(body, 0, at, -1, STYLE_NORMAL, _("find:")) + 1;
        draw_slot(r, SLOT_WHO, pane_part(body, 0, at, 1, body.columns - at - 2));
        pane_rule(body, 1, "");
        return;
    }
    at +=
        pane_putf(body, 0, at, STYLE_TITLE, "[%s]", word_label(word_channels, draft->channel)) + 1;
    at += pane_put(body, 0, at, -1, STYLE_NORMAL, _("who:")) + 1;
    const char *what = _("what:");
    /* what is typed comes before what may be read on the plate */
    for (int less = 0; less < 3 && room < SLOTS_LEAST; less++) {
        text_clear(&hours);
        if (less < 2)
            say_hours(&r->today, less == 0, &hours);
        right = utf8_columns(hours.at);
        room = body.columns - at - utf8_columns(what) - 3 - right - 3;
    }
    int who_room = room * 9 / 20;
    draw_slot(r, SLOT_WHO, pane_part(body, 0, at, 1, who_room));
    at += who_room + 2;
    at += pane_put(body, 0, at, -1, STYLE_NORMAL, what) + 1;
    draw_slot(r, SLOT_WHAT, pane_part(body, 0, at, 1, room - who_room));
    pane_put(body, 0, body.columns - 1 - right, -1, STYLE_NORMAL, hours.at);
    pane_rule(body, 1, "");
    text_release(&hours);
}

/* "11:00 call back Li Guizhen water from above", and at the right who keeps it; ! in front once its
 * time is over: a word there would push the number off the line. */
static void draw_promise(const struct receive_promise *promise, struct pane pane, int row)
{
    bool is_past = clock_day_of(promise->at) < clock_day_of(clock_now_at());
    enum style style = promise->at < clock_now_at() ? STYLE_HOT : STYLE_NORMAL;
    int staff = utf8_columns(promise->staff);
    struct text line = TEXT_EMPTY;
    char when[CLOCK_TEXT];

    if (promise->at < clock_now_at())
        text_add(&line, "!");
    text_addf(&line, "%s %s %s ",
              is_past ? clock_format_short_day(clock_day_of(promise->at), when)
                      : clock_format_time(promise->at, when),
              word_label(word_promises, promise->kind), promise->name);
    mask_tail(&line, promise->phone);
    text_addf(&line, "%s%s", *promise->phone ? " " : "", promise->subject);
    pane_fill(pane, row, 1, pane.columns - staff - 4, style, line.at);
    pane_put(pane, row, pane.columns - staff - 2, -1, STYLE_NORMAL, promise->staff);
    text_release(&line);
}

static void draw_promises(const struct reception *r, struct pane pane)
{
    const struct reception_row *chosen = reception_rows_chosen(r);
    bool has_cursor = chosen && chosen->kind == ROW_PROMISE;
    int rows = pane.rows - 1, first = 0;

    if (has_cursor && (int)r->cursor >= rows)
        first = (int)r->cursor - rows + 1;
    pane_putf(pane, 0, 1, STYLE_TITLE,
              r->today.promise_count > (size_t)(rows > 0 ? rows : 0)
                  ? _("today's promises %zu (Down: all)")
                  : _("today's promises %zu"),
              r->today.promise_count);
    if (!r->today.promise_count)
        pane_put(pane, 1, 1, -1, STYLE_DIM, _("none"));
    for (int i = 0; i < rows && (size_t)(first + i) < r->today.promise_count; i++) {
        draw_promise(&r->today.promises[first + i], pane, 1 + i);
        if (has_cursor && (int)r->cursor == first + i) {
            pane_put(pane, 1 + i, 0, 1, STYLE_KEY, ">");
            pane_restyle(pane, 1 + i, 0, -1, STYLE_SELECTED);
        }
    }
}

static void draw_waiting(struct pane pane, int row, enum style style, const char *words,
                         int64_t parked_at)
{
    struct text waiting = TEXT_EMPTY;

    reception_park_say_waiting(parked_at, &waiting);
    int right = utf8_columns(waiting.at);
    pane_put(pane, row, pane.columns - 1 - right, -1, style, waiting.at);
    pane_fill(pane, row, 4, pane.columns - right - 7, style, words);
    text_release(&waiting);
}

/* Numbered as F9 numbers them, unless its question is shown and does so itself. */
static void draw_parked(const struct screen *screen, struct pane pane)
{
    const struct reception *r = screen->state;
    bool is_numbered = app_top(screen->app) == screen;
    struct text line = TEXT_EMPTY;
    int slots[RECEIVE_PARKED];
    size_t count = reception_park_order(r, slots);

    if (r->other_count)
        pane_putf(pane, 0, 1, STYLE_TITLE, _("parked %zu, by colleagues %zu"), count,
                  r->other_count);
    else
        pane_putf(pane, 0, 1, STYLE_TITLE, _("parked %zu"), count);
    if (count)
        pane_put(pane, 1, 1, -1, STYLE_KEY, "F9");
    else if (!r->other_count)
        pane_put(pane, 1, 1, -1, STYLE_DIM, _("F8 parks, F9 fetches back"));
    for (size_t i = 0; i < count && (int)i + 1 < pane.rows; i++) {
        int row = (int)i + 1;
        text_clear(&line);
        if (is_numbered)
            text_addf(&line, "%zu ", i + 1);
        receive_draft_say(&r->drafts[slots[i]], &line);
        draw_waiting(pane, row, STYLE_NORMAL, line.at, r->drafts[slots[i]].parked_at);
    }
    for (size_t i = 0; i < r->other_count && (int)(count + i) + 1 < pane.rows; i++) {
        text_clear(&line);
        text_addf(&line, "%s: %s", desk_name(reception_desk(screen), r->others[i].owner),
                  r->others[i].words);
        draw_waiting(pane, (int)(count + i) + 1, STYLE_DIM, line.at, r->others[i].parked_at);
    }
    text_release(&line);
}

void reception_draw_today(struct screen *screen, struct pane pane)
{
    const struct reception *r = screen->state;
    int half = pane.columns / 2;

    pane_rule(pane, 0, "");
    if (!r->may_take_in) {
        draw_promises(r, pane_part(pane, 1, 0, -1, -1));
        return;
    }
    draw_promises(r, pane_part(pane, 1, 0, -1, half - 1));
    draw_parked(screen, pane_part(pane, 1, half, -1, -1));
}

/* Rows for today's promises: none where a window is so low that the hits need them. */
static int today_rows(int rows)
{
    enum { LOW = 12, LOWER = 15, FEW = 3 };
    int today = TODAY_LEAST + (rows - USUAL_ROWS) / 3;

    if (rows < LOWER)
        return rows < LOW ? 0 : FEW;
    return today < TODAY_LEAST ? TODAY_LEAST : today > TODAY_MOST ? TODAY_MOST : today;
}

/* Checklist or acts; a high window keeps the person and today in sight as well. */
static void draw_stage(struct screen *screen, struct pane body)
{
    enum { STAGE = 17, PANEL = 8 };
    const struct reception *r = screen->state;
    struct pane rest = pane_part(body, LINE_ROWS, 0, -1, -1);
    int today = TODAY_LEAST, panel = rest.rows - STAGE - today;

    if (panel < 0) {
        reception_draw_stage(screen, rest);
        return;
    }
    reception_draw_stage(screen, pane_part(rest, 0, 0, STAGE + (panel < PANEL ? panel : 0), -1));
    if (panel >= PANEL && (r->has_resident || r->drafts[0].has_who)) {
        pane_rule(rest, STAGE, "");
        reception_draw_panel(screen, pane_part(rest, STAGE + 1, 1, panel - 1, rest.columns / 2));
    }
    reception_draw_today(screen, pane_part(rest, rest.rows - today, 0, -1, -1));
}

void reception_draw(struct screen *screen, struct pane body)
{
    const struct reception *r = screen->state;
    int today = today_rows(body.rows);

    reception_draw_line(screen, body);
    if (r->drafts[0].stage != RECEIVE_TYPING) {
        draw_stage(screen, body);
        return;
    }
    struct pane middle = pane_part(body, LINE_ROWS, 0, body.rows - LINE_ROWS - today, -1);
    int half = middle.columns / 2 - 1;
    reception_draw_rows(screen, pane_part(middle, 0, 0, -1, half));
    pane_down(middle, 0, half, middle.rows, STYLE_DIM, '|');
    reception_draw_panel(screen, pane_part(middle, 0, half + 2, -1, middle.columns - half - 3));
    if (today)
        reception_draw_today(screen, pane_part(body, body.rows - today, 0, -1, -1));
}
