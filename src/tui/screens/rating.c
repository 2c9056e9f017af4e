/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/rating.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/receive_record.h"
#include "shouwen/tui/app.h"

#include <string.h>

enum { QUESTIONS = 2, MARKS = 5, THANKS = 2000 }; /* THANKS: milliseconds */

struct rating_state {
    struct arena kept;
    struct rating about;
    int marks[QUESTIONS];
    int question; /* QUESTIONS: thanks; it is recorded when that ends */
    int patience; /* milliseconds until it ends as not rated */
    bool is_recorded;
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
    rating->patience = (int)settings_number(settings, SETTING_RATING_SECONDS) * 1000;
    screen_wake(screen, rating->patience);
    return STATUS_OK;
}

static bool has_marks(const struct rating_state *rating)
{
    return rating->marks[0] && rating->marks[1];
}

static enum status record(struct screen *screen, struct error *error)
{
    struct rating_state *rating = screen->state;

    rating->is_recorded = true;
    return receive_record_rating(screen_context(screen), rating->about.number, rating->marks[0],
                                 rating->marks[1], rating->about.source, &screen->arena, error);
}

/* Marks that were given are kept, also where the terminal goes away just then. */
static void leave(struct screen *screen)
{
    struct rating_state *rating = screen->state;
    struct error error;

    if (has_marks(rating) && !rating->is_recorded)
        rating->is_recorded = record(screen, &error) == STATUS_OK;
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

static void draw_thanks(const struct rating_state *rating, struct pane body)
{
    int row = body.rows / 2 - 3;
    struct text text = TEXT_EMPTY;

    put_large(body, row, STYLE_TITLE, _("Thank you"));
    text_addf(&text, _("attitude %d %s   ability %d %s"), rating->marks[0],
              _(labels[rating->marks[0]]), rating->marks[1], _(labels[rating->marks[1]]));
    put_centred(body, row + 2, text.at);
    put_centred(body, row + 4, _("Enter or Esc ends it; Backspace corrects it"));
    text_release(&text);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { ABOVE = 4, BELOW = 2, LEAST = 1, MOST = 5 };
    const struct rating_state *rating = screen->state;
    struct text who = TEXT_EMPTY;
    int step = (body.rows - ABOVE - BELOW) / (MARKS + 1);

    if (rating->question == QUESTIONS) {
        draw_thanks(rating, body);
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
                rating->question ? _("question 2 of 2: press a digit; Backspace goes back")
                                 : _("question 1 of 2: press a digit"));
    pane_cursor(body, top, 0);
    text_release(&who);
}

/* A single mark is no rating (there are two questions), but it was given: it stands in the case's
 * history.
 */
static enum status note_single(struct screen *screen, struct error *error)
{
    struct rating_state *rating = screen->state;
    int question = rating->marks[0] ? 0 : 1, mark = rating->marks[question];
    struct act act = {.kind = ACT_NOTE};
    const char *same;

    rating->is_recorded = true;
    act.subject = arena_format(&rating->kept, "case/%s", rating->about.number);
    act.value[FIELD_TEXT] =
        arena_format(&rating->kept,
                     question ? _("the resident answered one question only: ability %d %s")
                              : _("the resident answered one question only: attitude %d %s"),
                     mark, _(labels[mark]));
    return follow_record(screen_context(screen), &act, 1, &rating->kept, &same, error);
}

static enum next end_unrated(struct screen *screen)
{
    const struct rating_state *rating = screen->state;
    bool has_one = rating->marks[0] || rating->marks[1];
    struct error error;

    if (has_one && note_single(screen, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else if (has_one)
        app_say(screen->app, _("not rated; the one mark that was given stands in the history"));
    else
        app_say(screen->app, _("not rated"));
    app_mark_stale(screen->app);
    return NEXT_BACK;
}

/* A low mark opens the case again: whoever is at the desk is told who has it now. */
static void say_rated(struct screen *screen)
{
    struct rating_state *rating = screen->state;
    struct desk *desk = screen_context(screen);
    struct matter matter;
    struct error ignored;

    if (follow_case(desk, rating->about.number, &rating->kept, &matter, &ignored) == STATUS_OK &&
        matter.is_open)
        app_say(screen->app, _("rated %d and %d; the case is open again, with %s (%s)"),
                rating->marks[0], rating->marks[1], desk_name(desk, matter.holder),
                _(rule_rows[matter.rule].label));
    else
        app_say(screen->app, _("rated %d and %d; query code %s"), rating->marks[0],
                rating->marks[1], ident_query_code(rating->about.number));
}

static enum next end_rated(struct screen *screen)
{
    struct error error;

    if (record(screen, &error) == STATUS_OK)
        say_rated(screen);
    else
        app_complain(screen->app, &error);
    app_mark_stale(screen->app);
    return NEXT_BACK;
}

/* To a question, or to the thanks; with time to look at it. */
static enum next go_to(struct screen *screen, int question)
{
    struct rating_state *rating = screen->state;

    rating->question = question;
    screen_wake(screen, question == QUESTIONS ? THANKS : rating->patience);
    return NEXT_STAY;
}

static bool is_key(const struct event *event, uint32_t key)
{
    return event->kind == EVENT_KEY && event->key == key;
}

/* While it thanks, whoever works here may go on: Enter and Esc end it, and what is typed is the
 * desk's. More digits are a resident's who presses on.
 */
static enum next handle_thanks(struct screen *screen, const struct event *event)
{
    if (event->kind != EVENT_KEY)
        return event->kind == EVENT_COMMAND && command_digit(event->command) < 0 ? NEXT_IGNORED
                                                                                 : NEXT_STAY;
    enum next next = end_rated(screen);
    return is_key(event, KEYCODE_ESC) || is_key(event, KEYCODE_ENTER)
               ? next
               : screen_key(screen, event->key);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct rating_state *rating = screen->state;

    if (event->kind == EVENT_TICK)
        app_note_end(screen->app);
    if (event->kind == EVENT_TICK || (is_key(event, KEYCODE_ESC) && has_marks(rating)))
        return has_marks(rating) ? end_rated(screen) : end_unrated(screen);
    if (is_key(event, KEYCODE_BACKSPACE) || is_key(event, KEYCODE_ESC) ||
        is_key(event, KEYCODE_LEFT))
        return rating->question ? go_to(screen, rating->question - 1) : NEXT_STAY;
    if (rating->question == QUESTIONS)
        return handle_thanks(screen, event);
    int mark = event->kind == EVENT_COMMAND ? command_digit(event->command) : -1;
    if (mark < 0)
        return event->kind == EVENT_COMMAND ? NEXT_IGNORED : NEXT_STAY;
    if (!mark)
        memset(rating->marks, 0, sizeof(rating->marks));
    else
        rating->marks[rating->question] = mark;
    return mark ? go_to(screen, rating->question + 1) : end_unrated(screen);
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
