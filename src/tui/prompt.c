/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/prompt.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/frame.h"

/* The state of a question for a line, or for yes and no. */
struct asking {
    struct prompt prompt; /* its texts are in kept */
    struct arena kept;
    struct line line;
    struct text value;
    struct error refusal;
};

static void keep(struct asking *asking, const struct prompt *prompt)
{
    asking->prompt = *prompt;
    asking->prompt.title = arena_copy(&asking->kept, prompt->title);
    asking->prompt.question = arena_copy(&asking->kept, prompt->question);
    asking->value = (struct text)TEXT_EMPTY;
    asking->refusal.kind = STATUS_OK;
    line_init(&asking->line, prompt->limit);
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    const struct prompt *prompt = argument;
    struct asking *asking = screen->state;

    (void)error;
    keep(asking, prompt);
    line_set(&asking->line, prompt->initial);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct asking *asking = screen->state;

    line_release(&asking->line);
    text_release(&asking->value);
    arena_release(&asking->kept);
}

/* The question's box; what is left of it under the question. */
static struct pane draw_question(const struct asking *asking, struct pane body)
{
    enum { COLUMNS = 64, ROWS = 9 };
    struct pane box = frame_box(body, ROWS, COLUMNS, asking->prompt.title);
    int used = pane_wrap(box, 0, box.rows - 3, STYLE_NORMAL, asking->prompt.question);

    return pane_part(box, *asking->prompt.question ? used + 1 : 0, 0, -1, -1);
}

static void draw_line(struct screen *screen, struct pane body)
{
    struct asking *asking = screen->state;
    struct pane rest = draw_question(asking, body);

    line_draw(&asking->line, rest, 0, 0, rest.columns, true, asking->prompt.hidden);
    if (asking->refusal.kind != STATUS_OK)
        pane_wrap(pane_part(rest, 1, 0, -1, -1), 0, rest.rows - 1, STYLE_WARNING,
                  asking->refusal.message);
}

static enum next give_line(struct screen *screen)
{
    struct asking *asking = screen->state;

    text_clear(&asking->value);
    line_value(&asking->line, &asking->value);
    if (asking->prompt.check &&
        asking->prompt.check(screen->below, asking->value.at, &asking->refusal) != STATUS_OK) {
        /* what nobody can read is not mended, it is typed anew */
        if (asking->prompt.hidden)
            line_set(&asking->line, "");
        return NEXT_STAY;
    }
    return screen_answer(screen, (struct answer){.is_given = true, .text = asking->value.at});
}

static enum next handle_line(struct screen *screen, const struct event *event)
{
    struct asking *asking = screen->state;

    asking->refusal.kind = STATUS_OK;
    /* as in a form, where the last field is answered by either */
    bool is_save = event->kind == EVENT_KEY && event->key == KEYCODE_CTRL + 'S';
    if (is_save || (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT))
        return give_line(screen);
    if (!app_take(screen->app, &asking->line, event))
        return NEXT_IGNORED;
    return NEXT_STAY;
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const struct screen_kind line_screen = {
    .name = "question",
    .title = N_("question"),
    .contexts = CONTEXT_OVERLAY,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct asking),
    .enter = enter,
    .leave = leave,
    .draw = draw_line,
    .handle = handle_line,
    .in_text = in_text,
};

static void draw_yes_no(struct screen *screen, struct pane body)
{
    struct pane rest = draw_question(screen->state, body);
    int used = pane_put(rest, 0, 0, -1, STYLE_KEY, "1 ");

    used += pane_put(rest, 0, used, -1, STYLE_NORMAL, _("yes")) + 4;
    used += pane_put(rest, 0, used, -1, STYLE_KEY, "0 ");
    pane_put(rest, 0, used, -1, STYLE_NORMAL, _("no"));
    pane_cursor(rest, 0, 0);
}

static enum next handle_yes_no(struct screen *screen, const struct event *event)
{
    uint32_t key = key_plain(event->key);
    int digit = event->kind == EVENT_COMMAND ? command_digit(event->command) : -1;
    bool is_yes = digit == 1 || key == 'y' || key == 'Y' ||
                  (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT);
    bool is_no = digit == 0 || key == 'n' || key == 'N';

    if (!is_yes && !is_no)
        return NEXT_IGNORED;
    return screen_answer(screen, (struct answer){true, "", is_yes, NULL});
}

static const char *label_yes_no(const struct screen *screen, enum command command,
                                const char *usual)
{
    (void)screen;
    switch (command_digit(command)) {
    case -1:
        return command == COMMAND_BACK || command == COMMAND_SELECT ? usual : NULL;
    case 0:
        return _("no");
    case 1:
        return _("yes");
    default:
        return NULL;
    }
}

static const struct screen_kind yes_no_screen = {
    .name = "yes-no",
    .title = N_("question"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct asking),
    .enter = enter,
    .leave = leave,
    .draw = draw_yes_no,
    .handle = handle_yes_no,
    .label = label_yes_no,
};

enum next prompt_text(struct screen *asker, const struct prompt *prompt,
                      enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    return screen_ask(asker, &line_screen, prompt, answered);
}

enum next prompt_yes_no(struct screen *asker, const char *title, const char *question,
                        enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    const struct prompt prompt = {.title = title, .question = question};

    return screen_ask(asker, &yes_no_screen, &prompt, answered);
}
