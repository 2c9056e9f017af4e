/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/rating.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/receive_record.h"
#include "shouwen/tui/app.h"

enum { QUESTIONS = 2, MARKS = 5, THANKS = 1500 }; /* THANKS: milliseconds */

struct rating_state {
    struct arena kept;
    struct rating about;
    int marks[QUESTIONS];
    int question; /* QUESTIONS: thanks */
};

static const char *const questions[QUESTIONS] = {
    N_("How was the service? Attitude"),
    N_("How was the service? Ability"),
};
static const char *const labels[MARKS + 1] = {
    N_("I would rather not say"), N_("very dissatisfied"), N_("dissatisfied"),
    N_("fairly satisfied"),       N_("satisfied"),         N_("very satisfied"),
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct rating *about = argument;
    struct rating_state *rating = screen->state;
    const struct settings *settings = desk_settings(screen_context(screen));

    (void)error;
    rating->about = (struct rating){
        .number = arena_copy(&rating->kept, about->number),
        .subject = arena_copy(&rating->kept, about->subject),
        .received = arena_copy(&rating->kept, about->received),
        .source = arena_copy(&rating->kept, about->source),
    };
    screen_wake(screen, (int)settings_number(settings, SETTING_RATING_SECONDS) * 1000);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct rating_state *rating = screen->state;

    arena_release(&rating->kept);
}

/* Centred, and with a blank between any two characters: as large as text gets on a terminal. */
static void put_large(struct pane pane, int row, enum style style, const char *text)
{
    struct text wide = TEXT_EMPTY;
    size_t length = strlen(text);

    for (size_t at = 0; at < length;) {
        size_t cluster = utf8_cluster(text + at, length - at);
        if (at)
            text_add_char(&wide, ' ');
        text_add_bytes(&wide, text + at, cluster);
        at += cluster;
    }
    int columns = utf8_columns(wide.at);
    const char *shown = columns <= pane.columns - 2 && i18n_is_chinese() ? wide.at : text;
    pane_put(pane, row, (pane.columns - utf8_columns(shown)) / 2, -1, style, shown);
    text_release(&wide);
}

static void draw_marks(struct pane pane, int row)
{
    enum { WIDE = 36, STEP = 2, BOX = 7 };
    int left = (pane.columns - WIDE) / 2;

    for (int mark = MARKS; mark >= 0; mark--, row += STEP) {
        pane_fill(pane, row, left, BOX, mark ? STYLE_LARGE : STYLE_NORMAL, "");
        pane_putf(pane, row, left + BOX / 2, mark ? STYLE_LARGE : STYLE_NORMAL, "%d", mark);
        pane_put(pane, row, left + BOX + 3, -1, mark ? STYLE_TITLE : STYLE_NORMAL, _(labels[mark]));
    }
}

static void draw(struct screen *screen, struct pane body)
{
    const struct rating_state *rating = screen->state;
    struct text who = TEXT_EMPTY;
    int top = (body.rows - 20) / 2 > 1 ? (body.rows - 20) / 2 : 1;

    if (rating->question == QUESTIONS) {
        put_large(body, body.rows / 2 - 1, STYLE_TITLE, _("Thank you"));
        return;
    }
    text_addf(&who, _("%s   received by %s"), rating->about.subject, rating->about.received);
    put_large(body, top, STYLE_TITLE, _(questions[rating->question]));
    int columns = utf8_columns(who.at);
    int left = columns < body.columns - 4 ? (body.columns - columns) / 2 : 2;
    pane_fill(body, top + 2, left, body.columns - left - 2, STYLE_NORMAL, who.at);
    draw_marks(body, top + 5);
    put_large(body, top + 18, STYLE_NORMAL,
              rating->question ? _("question 2 of 2: press a digit")
                               : _("question 1 of 2: press a digit"));
    pane_cursor(body, top + 18, body.columns / 2);
    text_release(&who);
}

static enum next end_unrated(struct screen *screen)
{
    app_say(screen->app, _("not rated"));
    return NEXT_BACK;
}

static enum next record(struct screen *screen)
{
    const struct rating_state *rating = screen->state;
    struct error error;

    if (receive_record_rating(screen_context(screen), rating->about.number, rating->marks[0],
                              rating->marks[1], rating->about.source, &screen->arena,
                              &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_BACK;
    }
    app_mark_stale(screen->app);
    screen_wake(screen, THANKS);
    return NEXT_STAY;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct rating_state *rating = screen->state;
    bool has_ended = rating->question == QUESTIONS;

    if (event->kind == EVENT_TICK) {
        if (!has_ended)
            return end_unrated(screen);
        app_say(screen->app, _("rated %d and %d"), rating->marks[0], rating->marks[1]);
        return NEXT_BACK;
    }
    int mark = event->kind == EVENT_COMMAND ? command_digit(event->command) : -1;
    if (mark < 0 || has_ended)
        return event->kind == EVENT_COMMAND && mark < 0 ? NEXT_IGNORED : NEXT_STAY;
    if (!mark)
        return end_unrated(screen);
    rating->marks[rating->question++] = mark;
    return rating->question == QUESTIONS ? record(screen) : NEXT_STAY;
}

const struct screen_kind rating_screen = {
    .name = "rating",
    .title = N_("rating"),
    .contexts = CONTEXT_RATING,
    .shape = SHAPE_BARE,
    .size = sizeof(struct rating_state),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
};
