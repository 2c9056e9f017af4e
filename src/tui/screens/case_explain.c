/* SPDX-License-Identifier: MIT */
/* Why the days are those: each day that was counted and skipped (domain.md 3). */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/frame.h"
#include "shouwen/tui/when.h"

struct explaining {
    struct case_state *state;
    struct case_lines lines;
    size_t top;
    int rows; /* that were drawn last */
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct explaining *explaining = screen->state;

    (void)error;
    explaining->state = (struct case_state *)(uintptr_t)argument;
    return STATUS_OK;
}

static void add(struct screen *screen, enum style style, struct text *text)
{
    enum { COLUMNS = 66 };
    struct explaining *explaining = screen->state;

    case_lines_add(&explaining->lines, &screen->arena, "", text->at, COLUMNS, style, 0);
    text_clear(text);
}

static void say_moment(struct text *text, int32_t today, int64_t at)
{
    int32_t day = clock_day_of(at);

    when_say(text, today, day, (int)((at - clock_start_of(day)) / CLOCK_MINUTE));
}

static void add_days(struct screen *screen, const struct dossier_count *count, int32_t today,
                     struct text *text)
{
    const struct deadline *deadline = &count->deadline;
    bool counts_days = count->limit.unit == LIMIT_WORKING || count->limit.unit == LIMIT_NATURAL;
    int counted = 0;

    for (size_t i = 0; i < deadline->day_count; i++) {
        const struct deadline_day *day = &deadline->days[i];
        if (day->counted)
            text_addf(text, "%4d  ", ++counted);
        else
            text_add(text, "   -  ");
        when_say(text, today, day->on, -1);
        text_addf(text, "  %s", day->why);
        add(screen, day->counted ? STYLE_NORMAL : STYLE_DIM, text);
    }
    if (deadline->missing_year) {
        deadline_say_missing(text, deadline);
        add(screen, STYLE_WARNING, text);
    } else if (deadline->due_on != CLOCK_NO_DAY && counts_days) {
        text_add(text, _("due at the end of "));
        when_say(text, today, deadline->due_on, -1);
        add(screen, STYLE_TITLE, text);
    } else if (deadline->due_on != CLOCK_NO_DAY && count->limit.unit == LIMIT_HOURS) {
        text_add(text, _("due at "));
        say_moment(text, today, deadline->due_at);
        text_add(text, _("; late once that day is over"));
        add(screen, STYLE_TITLE, text);
    }
}

/* What the limit is, and from when it runs. */
static void add_head(struct screen *screen, const char *format, const struct dossier_count *count,
                     int32_t today, struct text *text)
{
    struct text limit = TEXT_EMPTY, from = TEXT_EMPTY;

    limit_say(&limit, count->limit);
    if (count->limit.unit == LIMIT_HOURS)
        say_moment(&from, today, count->from_at);
    else
        when_say(&from, today, clock_day_of(count->from_at), -1);
    text_addf(text, "%s: ", format);
    switch (count->limit.unit) {
    case LIMIT_WORKING:
    case LIMIT_NATURAL:
        text_addf(text, _("%s after %s; that day itself does not count"), limit.at, from.at);
        break;
    case LIMIT_HOURS:
        text_addf(text, _("%s from %s on"), limit.at, from.at);
        break;
    case LIMIT_SPOT:
        text_addf(text, _("%s, by the end of %s"), limit.at, from.at);
        break;
    case LIMIT_NONE:
        text_add(text, limit.at);
        break;
    }
    add(screen, STYLE_TITLE, text);
    text_release(&limit);
    text_release(&from);
}

/* "by law: 30 working days, at the latest by the end of 01-06 Wed": what was promised is sooner. */
static void add_statutory(struct screen *screen, const struct dossier_count *count, int32_t today,
                          struct text *text)
{
    const struct deadline *deadline = &count->deadline;

    text_add(text, _("by law: "));
    limit_say(text, count->limit);
    if (deadline->missing_year) {
        text_add(text, "; ");
        deadline_say_missing(text, deadline);
    } else if (deadline->due_on != CLOCK_NO_DAY) {
        text_add(text, _(", at the latest by the end of "));
        when_say(text, today, deadline->due_on, -1);
    }
    add(screen, STYLE_NORMAL, text);
}

/* "extended to 12-10 Thu by 方慧: 要开挖" */
static void add_extension(struct screen *screen, const struct dossier *d, int32_t due_on,
                          struct text *text)
{
    const struct explaining *explaining = screen->state;
    const struct act *act = d->matter.last_extend;

    text_add(text, _("extended to "));
    when_say(text, d->today, due_on, -1);
    if (act)
        text_addf(text, _(" by %s: %s"), follow_author(explaining->state->desk, &d->matter, act),
                  act_text(act, FIELD_REASON));
    add(screen, STYLE_NORMAL, text);
}

/* What moved the resident's day after it was counted. */
static void add_moves(struct screen *screen, const struct dossier *d,
                      const struct dossier_reason *reason, struct text *text)
{
    const struct matter *m = &d->matter;

    if (m->clock_from_at != m->opened_at) {
        text_add(text, _("what was missing had come: for this item the limit is counted anew"));
        add(screen, STYLE_NORMAL, text);
    }

    if (reason->is_dispatched && reason->dispatch_due_on != CLOCK_NO_DAY &&
        reason->dispatch_due_on == m->first_due_on &&
        reason->own.deadline.due_on < reason->dispatch_due_on) {
        text_add(text, _("the first dispatch moved it to the department's day: "));
        when_say(text, d->today, reason->dispatch_due_on, -1);
        add(screen, STYLE_NORMAL, text);
    }
    if (m->first_due_on != CLOCK_NO_DAY && m->due_on != m->first_due_on)
        add_extension(screen, d, m->due_on, text);
    if (m->waiting_on != CLOCK_NO_DAY) {
        text_add(text, _("the clock stands since "));
        when_say(text, d->today, m->waiting_on, -1);
        add(screen, STYLE_NORMAL, text);
    }
}

static enum status load(struct screen *screen, struct error *error)
{
    struct explaining *explaining = screen->state;
    const struct dossier *d = &explaining->state->dossier;
    struct dossier_reason reason;
    struct text text = TEXT_EMPTY;

    (void)error;
    explaining->lines = (struct case_lines){0};
    dossier_explain(explaining->state->desk, d, &screen->arena, &reason);
    if (reason.has_limit) {
        add_head(screen, _("for the resident"), &reason.own, d->today, &text);
        add_days(screen, &reason.own, d->today, &text);
    } else {
        text_add(&text, _("no limit applies to this case"));
        add(screen, STYLE_TITLE, &text);
    }
    if (reason.has_statutory)
        add_statutory(screen, &reason.statutory, d->today, &text);
    add_moves(screen, d, &reason, &text);
    if (reason.is_dispatched &&
        (d->matter.unit_due_on != CLOCK_NO_DAY || d->matter.state == STATE_DISPATCHED)) {
        add_head(screen, _("for the handling unit"), &reason.unit, d->today, &text);
        add_days(screen, &reason.unit, d->today, &text);
        if (d->matter.unit_due_on != d->matter.first_unit_due_on)
            add_extension(screen, d, d->matter.unit_due_on, &text);
    }
    text_release(&text);
    return STATUS_OK;
}

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 72, MORE = 2 };
    struct explaining *explaining = screen->state;
    struct pane box =
        frame_box(body, (int)explaining->lines.count + MORE, COLUMNS, _("how the date comes"));
    size_t most = explaining->lines.count;

    explaining->rows = box.rows;
    if (explaining->top + (size_t)box.rows > most)
        explaining->top = most > (size_t)box.rows ? most - (size_t)box.rows : 0;
    for (int row = 0; row < box.rows && explaining->top + (size_t)row < most; row++) {
        const struct case_line *line = &explaining->lines.at[explaining->top + (size_t)row];
        pane_put(box, row, 0, -1, line->style, line->text);
    }
    pane_cursor(box, 0, 0);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct explaining *explaining = screen->state;
    size_t page = explaining->rows > 1 ? (size_t)explaining->rows - 1 : 1;
    size_t last = explaining->lines.count;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_UP:
        explaining->top -= explaining->top ? 1 : 0;
        return NEXT_STAY;
    case COMMAND_DOWN:
        explaining->top++;
        return NEXT_STAY;
    case COMMAND_PAGE_UP:
        explaining->top -= explaining->top < page ? explaining->top : page;
        return NEXT_STAY;
    case COMMAND_PAGE_DOWN:
        explaining->top += page;
        return NEXT_STAY;
    case COMMAND_FIRST:
        explaining->top = 0;
        return NEXT_STAY;
    case COMMAND_LAST:
        explaining->top = last;
        return NEXT_STAY;
    case COMMAND_SELECT:
        return NEXT_BACK;
    default:
        return NEXT_IGNORED;
    }
}

const struct screen_kind case_explain_screen = {
    .name = "explain",
    .title = N_("how the date comes"),
    .contexts = CONTEXT_OVERLAY,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct explaining),
    .enter = enter,
    .load = load,
    .draw = draw,
    .handle = handle,
};
