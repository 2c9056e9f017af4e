/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/promise.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/frame.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/when.h"

struct promise_state {
    struct line line;
    int kind; /* index in word_promises */
    size_t cursor;
    struct promise made;
    /* the snapshot */
    struct receive_time times[RECEIVE_TIMES];
    size_t count;
};

static const char *kind_of(const struct promise_state *promise)
{
    return word_promises[promise->kind].word;
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct promise_state *promise = screen->state;
    int kind = word_index(word_promises, argument);

    (void)error;
    promise->kind = kind < 0 ? 0 : kind;
    line_init(&promise->line, 40);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct promise_state *promise = screen->state;

    line_release(&promise->line);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct promise_state *promise = screen->state;

    return receive_promise_offer(screen_context(screen), kind_of(promise), &screen->arena,
                                 promise->times, &promise->count, error);
}

/* What is typed, as a time; false if it is none. */
static bool read_typed(const struct promise_state *promise, int64_t *at)
{
    int32_t day;
    int minutes;

    if (!when_read(promise->line.text.at, clock_day_of(clock_now_at()), &day, &minutes))
        return false;
    if (minutes < 0)
        minutes = receive_promise_usual_minute(kind_of(promise));
    *at = clock_at_from(day, minutes / 60, minutes % 60);
    return true;
}

static void say_time(struct text *out, int64_t at)
{
    struct clock_parts parts = clock_parts_of(at);
    int32_t today = clock_day_of(clock_now_at()), day = clock_day_of(at);

    if (day == today)
        text_addf(out, "%s ", _("today"));
    else if (day == today + 1)
        text_addf(out, "%s ", _("tomorrow"));
    when_say(out, today, day, parts.hour * 60 + parts.minute);
}

static void draw_kinds(const struct promise_state *promise, struct pane box, int row)
{
    int column = 1;

    for (int kind = 0; word_promises[kind].word; kind++) {
        enum style style = kind == promise->kind ? STYLE_SELECTED : STYLE_NORMAL;
        column += pane_putf(box, row, column, style, kind == promise->kind ? "[%s]" : " %s ",
                            _(word_promises[kind].label)) +
                  2;
    }
}

static void draw(struct screen *screen, struct pane body)
{
    enum { ROWS = 13, COLUMNS = 64, LIST = 5, STAFF = 30 };
    struct promise_state *promise = screen->state;
    struct pane box = frame_box(body, ROWS, COLUMNS, _(screen->kind->title));
    struct text said = TEXT_EMPTY;
    int64_t at;

    draw_kinds(promise, box, 1);
    int used = pane_put(box, 3, 1, -1, STYLE_NORMAL, _("when:"));
    line_draw(&promise->line, box, 3, used + 2, 20, true, 0);
    if (line_is_empty(&promise->line))
        text_add(&said, _("Enter takes what is marked"));
    else if (read_typed(promise, &at))
        say_time(&said, at);
    else
        text_add(&said, _("such as fri 15:00, 11-27, 18:30"));
    pane_put(box, 3, used + 24, -1, STYLE_DIM, said.at);
    for (size_t i = 0; i < promise->count; i++) {
        bool is_here = i == promise->cursor && line_is_empty(&promise->line);
        text_clear(&said);
        say_time(&said, promise->times[i].at);
        pane_fill(box, LIST + (int)i, 0, 2, STYLE_NORMAL, is_here ? ">" : "");
        pane_fill(box, LIST + (int)i, 2, STAFF - 2, STYLE_NORMAL, said.at);
        pane_put(box, LIST + (int)i, STAFF, -1, STYLE_NORMAL, promise->times[i].staff);
        if (is_here)
            pane_restyle(box, LIST + (int)i, 0, -1, STYLE_SELECTED);
    }
    text_release(&said);
}

static enum next give(struct screen *screen)
{
    struct promise_state *promise = screen->state;
    struct error error;
    int64_t at;

    promise->made.kind = kind_of(promise);
    if (line_is_empty(&promise->line)) {
        promise->made.time = promise->times[promise->cursor];
    } else if (!read_typed(promise, &at)) {
        app_say(screen->app, _("that is no time; 15:00, 11-27 15:00 and fri 15:00 are"));
        return NEXT_STAY;
    } else if (receive_promise_staff(screen_context(screen), kind_of(promise), at, &screen->arena,
                                     &promise->made.time, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    return screen_answer(screen, (struct answer){true, "", 0, &promise->made});
}

static void turn(struct screen *screen, int step)
{
    struct promise_state *promise = screen->state;
    int count = 0;

    while (word_promises[count].word)
        count++;
    promise->kind = (promise->kind + step + count) % count;
    promise->cursor = 0;
    screen->is_stale = true;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct promise_state *promise = screen->state;

    if (event->kind != EVENT_COMMAND)
        return app_take(screen->app, &promise->line, event) ? NEXT_STAY : NEXT_IGNORED;
    switch ((int)event->command) {
    case COMMAND_SELECT:
        return give(screen);
    case COMMAND_NEXT_FIELD:
        turn(screen, 1);
        return NEXT_STAY;
    case COMMAND_PREVIOUS_FIELD:
        turn(screen, -1);
        return NEXT_STAY;
    case COMMAND_UP:
        promise->cursor -= promise->cursor > 0;
        return NEXT_STAY;
    case COMMAND_DOWN:
        promise->cursor += promise->cursor + 1 < promise->count;
        return NEXT_STAY;
    default:
        return NEXT_IGNORED;
    }
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    (void)screen;
    if (command == COMMAND_NEXT_FIELD)
        return _("call, come or visit");
    return command == COMMAND_SAVE ? NULL : usual;
}

const struct screen_kind promise_screen = {
    .name = "promise",
    .title = N_("promise"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct promise_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
    .label = label,
};
