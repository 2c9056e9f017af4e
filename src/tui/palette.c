/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/palette.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/picker.h"

struct palette {
    struct picker picker;
};

static void add_command(struct palette *palette, const struct screen *below, enum command command)
{
    const struct command_row *row = command_row(command);
    uint32_t at = keymap_key(command, KEYMAP_NO_TEXT);
    struct text label = TEXT_EMPTY, more = TEXT_EMPTY;
    char key[KEY_NAME];

    /* by its word and by the help's words, in either language */
    text_addf(&more, "%s %s %s", row->word, row->label, row->help);
    text_addf(&label, "%s  %s", screen_label(below, command), _(row->help));
    struct picker_entry entry = {.label = label.at,
                                 .note = at == KEYCODE_NONE ? "" : key_notation(at, key),
                                 .more = more.at,
                                 .number = command};
    picker_add(&palette->picker, &entry);
    text_release(&label);
    text_release(&more);
}

static void add_jump(void *context, const struct jump *jump)
{
    struct palette *palette = context;

    struct picker_entry entry = {.label = jump->label,
                                 .note = "",
                                 .more = "",
                                 .data =
                                     arena_copy_bytes(&palette->picker.arena, jump, sizeof(*jump)),
                                 .is_always = true};

    picker_add(&palette->picker, &entry);
}

/* Moving the cursor is no command to look up by name. */
static bool is_worth_listing(const struct screen *below, enum command command)
{
    static const enum command moves[] = {
        COMMAND_SELECT, COMMAND_NEXT_FIELD, COMMAND_PREVIOUS_FIELD, COMMAND_UP,
        COMMAND_DOWN,   COMMAND_PAGE_UP,    COMMAND_PAGE_DOWN,      COMMAND_PALETTE};

    for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
        if (moves[i] == command)
            return false;
    return screen_label(below, command) != NULL;
}

static void collect(struct screen *screen)
{
    const struct app_config *config = app_config_of(screen->app);
    struct palette *palette = screen->state;

    picker_clear(&palette->picker);
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        if (is_worth_listing(screen->below, command))
            add_command(palette, screen->below, command);
    if (config->find_jumps && !line_is_empty(&palette->picker.line))
        config->find_jumps(config->context, palette->picker.line.text.at, add_jump, palette);
    picker_refill(&palette->picker);
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct palette *palette = screen->state;

    (void)argument;
    (void)error;
    picker_init(&palette->picker);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct palette *palette = screen->state;

    picker_release(&palette->picker);
}

static enum status load(struct screen *screen, struct error *error)
{
    (void)error;
    collect(screen);
    return STATUS_OK;
}

static void draw(struct screen *screen, struct pane body)
{
    struct palette *palette = screen->state;

    picker_draw(&palette->picker, frame_box(body, body.rows, 76, _(screen->kind->title)));
}

static enum next choose(struct screen *screen, const struct picker_entry *entry)
{
    const struct jump *jump = entry->data;

    return jump ? screen_replace(screen, jump->kind, jump->argument)
                : screen_command(screen, (enum command)entry->number);
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct palette *palette = screen->state;
    const struct picker_entry *entry = picker_selected(&palette->picker);
    bool has_typed;

    if (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT)
        return entry ? choose(screen, entry) : NEXT_STAY;
    if (!picker_handle(&palette->picker, screen->app, event, &has_typed))
        return NEXT_IGNORED;
    screen->is_stale = screen->is_stale || has_typed;
    return NEXT_STAY;
}

static bool in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

const struct screen_kind palette_screen = {
    .name = "palette",
    .title = N_("commands"),
    .contexts = CONTEXT_OVERLAY,
    .opens = COMMAND_PALETTE,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct palette),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = in_text,
};
