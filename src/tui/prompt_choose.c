/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/frame.h"
#include "shouwen/tui/picker.h"
#include "shouwen/tui/prompt.h"

/* What screen_ask() hands to enter(). */
struct offer {
    const char *title;
    const struct choice *choices;
    size_t count;
    const char *typed;
};

struct choosing {
    struct picker picker;
    char *title;
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct choosing *choosing = screen->state;
    const struct offer *offer = argument;

    (void)error;
    picker_init(&choosing->picker);
    for (size_t i = 0; i < offer->count; i++) {
        const struct choice *choice = &offer->choices[i];
        const struct picker_entry entry = {
            .label = choice->label, .note = choice->note, .more = choice->word, .number = (long)i};
        picker_add(&choosing->picker, &entry);
    }
    choosing->title = arena_copy(&choosing->picker.arena, offer->title);
    line_set(&choosing->picker.line, offer->typed);
    picker_refill(&choosing->picker);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct choosing *choosing = screen->state;

    picker_release(&choosing->picker);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 64, MORE = 3 }; /* more rows than choices: the line and the box */
    struct choosing *choosing = screen->state;
    int rows = (int)choosing->picker.count + MORE;

    picker_draw(&choosing->picker,
                frame_box(body, rows < 2 * MORE ? 2 * MORE : rows, COLUMNS, choosing->title));
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct choosing *choosing = screen->state;
    const struct picker_entry *entry = picker_selected(&choosing->picker);
    bool has_typed;

    if (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT)
        return entry
                   ? screen_answer(screen, (struct answer){true, entry->more, entry->number, NULL})
                   : NEXT_STAY;
    if (!picker_handle(&choosing->picker, screen->app, event, &has_typed))
        return NEXT_IGNORED;
    if (has_typed)
        picker_refill(&choosing->picker);
    return NEXT_STAY;
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const struct screen_kind choose_screen = {
    .name = "choose",
    .title = N_("question"),
    .contexts = CONTEXT_OVERLAY,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct choosing),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
};

enum next prompt_find(struct screen *asker, const char *title, const struct choice *choices,
                      size_t count, const char *typed,
                      enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    const struct offer offer = {title, choices, count, typed};

    return screen_ask(asker, &choose_screen, &offer, answered);
}

enum next prompt_choose(struct screen *asker, const char *title, const struct choice *choices,
                        size_t count,
                        enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    return prompt_find(asker, title, choices, count, "", answered);
}
