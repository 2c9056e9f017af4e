/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/frame.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/tui/hints.h"
#include "shouwen/tui/when.h"

/* title and rule above the body; rule or message, two rows of hints, rule and status below it */
enum { ABOVE = 2, HINTS = 2, BELOW = HINTS + 3 };
/* columns of a node's name that say something */
enum { NODE_LEAST = 4 };

void frame_init(struct frame *frame)
{
    *frame = (struct frame){
        .node = TEXT_EMPTY,
        .duty = TEXT_EMPTY,
        .status = TEXT_EMPTY,
        .exchange = TEXT_EMPTY,
        .exchange_whole = TEXT_EMPTY,
        .notice = TEXT_EMPTY,
    };
}

void frame_clear(struct frame *frame)
{
    text_clear(&frame->node);
    text_clear(&frame->duty);
    text_clear(&frame->status);
    text_clear(&frame->exchange);
    text_clear(&frame->exchange_whole);
    text_clear(&frame->notice);
    frame->is_late = frame->has_failed = false;
}

void frame_release(struct frame *frame)
{
    text_release(&frame->node);
    text_release(&frame->duty);
    text_release(&frame->status);
    text_release(&frame->exchange);
    text_release(&frame->exchange_whole);
    text_release(&frame->notice);
}

bool frame_fits(struct pane whole)
{
    return whole.rows >= FRAME_ROWS && whole.columns >= FRAME_COLUMNS;
}

struct pane frame_body(struct pane whole)
{
    return pane_part(whole, ABOVE, 0, whole.rows - ABOVE - BELOW, -1);
}

/* "11-23 Mon 10:42" */
static void add_clock(struct text *out)
{
    int64_t now = clock_now_at();
    char day[CLOCK_TEXT], time[CLOCK_TEXT];
    int weekday = clock_parts_of(now).weekday;

    text_addf(out, "%s %s %s", clock_format_short_day(clock_day_of(now), day),
              when_weekday(weekday), clock_format_time(now, time));
}

/* Puts left at the left and right at the right of a row; where both don't fit, left is cut. */
static void put_both(struct pane pane, int row, const char *left, enum style left_style,
                     const char *right, enum style right_style)
{
    int wide = utf8_columns(right);
    int room = pane.columns - 1 - wide - 2;

    if (room > 0)
        pane_fill(pane, row, 1, room, left_style, left);
    pane_fill_right(pane, row, room > 0 ? 1 + room : 1, pane.columns - 2 - (room > 0 ? room : 0),
                    right_style, right);
}

static void draw_title(const struct frame *frame, const struct screen *screen, struct pane whole)
{
    struct text title = TEXT_EMPTY, heading = TEXT_EMPTY, right = TEXT_EMPTY;
    int at = 1;

    if (screen->kind->heading)
        screen->kind->heading(screen, &heading);
    const char *other = screen->kind->titled ? screen->kind->titled(screen) : NULL;
    text_addf(&title, "%s%s%s", _(other ? other : screen->kind->title), heading.length ? " " : "",
              heading.at);
    int wanted = utf8_columns(title.at), duty = utf8_columns(frame->duty.at);
    add_clock(&right);
    int room = whole.columns - 4 - utf8_columns(right.at);
    /* what it is comes before who is on duty */
    if (duty && wanted + duty + 2 <= room) {
        text_splice(&right, 0, 0, "  ", 2);
        text_splice(&right, 0, 0, frame->duty.at, frame->duty.length);
        room -= duty + 2;
    }
    put_both(whole, 0, "", STYLE_NORMAL, right.at, STYLE_NORMAL);
    pane_fill(whole, 0, at, wanted < room ? wanted : room, STYLE_TITLE, title.at);
    at += wanted + 2;
    if (room - at > NODE_LEAST)
        pane_fill(whole, 0, at, room - at + 1, STYLE_NORMAL, frame->node.at);
    text_release(&title);
    text_release(&heading);
    text_release(&right);
}

static void draw_message(struct pane whole, int row, const char *message, enum style style)
{
    struct pane area = pane_part(whole, row, 1, HINTS + 1, whole.columns - 2);
    int used = pane_wrap(area, 0, HINTS + 1, style, message);

    /* a long message covers hints: wipe what the last line leaves of them */
    for (int i = 0; i < used && used > 1; i++)
        pane_fill(whole, row + i, 0, -1, style, "");
    if (used > 1)
        pane_wrap(area, 0, HINTS + 1, style, message);
}

static void draw_note(const struct screen *screen, struct pane whole, int row)
{
    struct text note = TEXT_EMPTY;

    if (screen->kind->note && !screen->has_failed)
        screen->kind->note(screen, &note);
    pane_rule(whole, row, note.at);
    text_release(&note);
}

/* The whole sentence about the exchange where there is room beside the person's counts. */
static void draw_status(const struct frame *frame, struct pane whole, int row)
{
    const struct text *exchange = &frame->exchange_whole;
    int wanted = utf8_columns(frame->status.at) + utf8_columns(exchange->at) + 4;

    if (!exchange->length || wanted > whole.columns)
        exchange = &frame->exchange;
    put_both(whole, row, frame->status.at, frame->is_late ? STYLE_HOT : STYLE_NORMAL, exchange->at,
             frame->has_failed ? STYLE_WARNING : STYLE_NORMAL);
}

void frame_draw(const struct frame *frame, const struct screen *screen, struct pane whole,
                const char *message, enum style message_style)
{
    const struct screen *titled = screen;
    int below = whole.rows - BELOW;

    while (titled->kind->shape == SHAPE_OVERLAY && titled->below)
        titled = titled->below;
    draw_title(frame, titled, whole);
    pane_rule(whole, 1, "");
    draw_note(screen, whole, below);
    hints_draw(screen, pane_part(whole, below + 1, 0, HINTS, -1));
    if (!text_is_empty(message))
        draw_message(whole, below, message, message_style);
    pane_rule(whole, below + HINTS + 1, frame->notice.at);
    if (frame->notice.length)
        pane_restyle(whole, below + HINTS + 1, 0, whole.columns, STYLE_HOT);
    draw_status(frame, whole, below + HINTS + 2);
}

void frame_draw_small(struct pane whole)
{
    struct text text = TEXT_EMPTY;

    text_addf(&text, _("this window is %d x %d; the desk needs %d x %d"), whole.columns, whole.rows,
              FRAME_COLUMNS, FRAME_ROWS);
    pane_wrap(whole, 0, whole.rows, STYLE_WARNING, text.at);
    text_release(&text);
}

struct pane frame_box(struct pane body, int rows, int columns, const char *title)
{
    rows = rows > body.rows ? body.rows : rows;
    columns = columns > body.columns - 2 ? body.columns - 2 : columns;
    struct pane box =
        pane_part(body, (body.rows - rows) / 2, (body.columns - columns) / 2, rows, columns);

    pane_blank(box, STYLE_NORMAL);
    pane_rule(box, 0, title);
    pane_rule(box, rows - 1, "");
    pane_down(box, 1, 0, rows - 2, STYLE_DIM, '|');
    pane_down(box, 1, columns - 1, rows - 2, STYLE_DIM, '|');
    for (int corner = 0; corner < 4; corner++)
        pane_put(box, corner & 1 ? rows - 1 : 0, corner & 2 ? columns - 1 : 0, 1, STYLE_DIM, "+");
    return pane_part(box, 1, 2, rows - 2, columns - 4);
}
