/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/rating.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/receive_record.h"
#include "shouwen/tui/app.h"

#include <string.h>

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

/* Centred, and in Chinese with a blank between any two characters: as large as a terminal's text
 * gets.
 */
static void put_large(struct pane pane, int row, enum style style, const char *text)
{
    struct text wide = TEXT_EMPTY;
    size_t length = strlen(text);

    for (size_t at = 0; at < length;) {
        size_t cluster = utf8_cluster(text + at, length - at);
        if (at && i18n_is_chinese())
            text_add_char(&wide, ' ');
        text_add_bytes(&wide, text + at, cluster);
        at += cluster;
    }
    pane_put(pane, row, (pane.columns - utf8_columns(wide.at)) / 2, -1, style, wide.at);
    text_release(&wide);
}

static void put_centred(struct pane pane, int row, const char *text)
{
    int columns = utf8_columns(text);
    int left = columns < pane.columns - 4 ? (pane.columns - columns) / 2 : 2;

    pane_fill(pane, row, left, pane.columns - left - 2, STYLE_NORMAL, text);
}

/* A block for each mark, as high as there is room. */
static void draw_marks(struct pane pane, int row, int step)
{
    enum { WIDE = 40, BLOCK = 11 };
    int left = (pane.columns - WIDE) / 2;

    for (int mark = MARKS; mark >= 0; mark--, row += step) {
        enum style style = mark ? STYLE_LARGE : STYLE_NORMAL;
        for (int i = 0; i == 0 || i < step - 1; i++)
            pane_fill(pane, row + i, left, BLOCK, style, "");
        int middle = row + (step > 1 ? (step - 2) / 2 : 0);
        pane_putf(pane, middle, left + BLOCK / 2, style, "%d", mark);
        struct pane label = pane_part(pane, middle, left + BLOCK + 2, 1, WIDE - BLOCK - 2);
        pane_put(label, 0, 0, -1, mark ? STYLE_TITLE : STYLE_NORMAL, _(labels[mark]));
    }
}

static void draw(struct screen *screen, struct pane body)
{
    enum { ABOVE = 4, BELOW = 2, LEAST = 1, MOST = 5 };
    const struct rating_state *rating = screen->state;
    struct text who = TEXT_EMPTY;
    int step = (body.rows - ABOVE - BELOW) / (MARKS + 1);

    if (rating->question == QUESTIONS) {
        put_large(body, body.rows / 2 - 1, STYLE_TITLE, _("Thank you"));
        return;
    }
    step = step < LEAST ? LEAST : step > MOST ? MOST : step;
    int top = (body.rows - ABOVE - BELOW - step * (MARKS + 1)) / 2;
    top = top < 0 ? 0 : top;
    text_addf(&who, _("%s   received by %s"), rating->about.subject, rating->about.received);
    put_large(body, top, STYLE_TITLE, _(questions[rating->question]));
    put_centred(body, top + 2, who.at);
    draw_marks(body, top + ABOVE, step);
    int last = top + ABOVE + step * (MARKS + 1);
    put_centred(body, last,
                rating->question ? _("question 2 of 2: press a digit")
                                 : _("question 1 of 2: press a digit"));
    pane_cursor(body, top, 0);
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
