/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/tally.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/admin.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/frame.h"

#include <inttypes.h>

struct tally_state {
    struct admin_tally_row *rows;
    size_t count;
};

static enum status load(struct screen *screen, struct error *error)
{
    struct tally_state *tally = screen->state;

    return admin_tallies(screen_context(screen), &screen->arena, &tally->rows, &tally->count,
                         error);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { COLUMNS = 40, MORE = 4 };
    const struct tally_state *tally = screen->state;
    struct pane box = frame_box(body, (int)tally->count + MORE, COLUMNS, _(screen->kind->title));

    for (size_t i = 0; i < tally->count; i++) {
        struct text count = TEXT_EMPTY;
        text_addf(&count, _("today %" PRId64), tally->rows[i].count);
        pane_putf(box, 1 + (int)i, 1, STYLE_KEY, "%zu", i + 1);
        pane_put(box, 1 + (int)i, 4, -1, STYLE_NORMAL,
                 word_label(word_tallies, tally->rows[i].kind));
        pane_fill_right(box, 1 + (int)i, box.columns - 12, 11, STYLE_DIM, count.at);
        text_release(&count);
    }
    pane_cursor(box, 1, 1);
}

static enum next count_one(struct screen *screen, const struct admin_tally_row *row)
{
    struct error error;

    if (admin_tally(screen_context(screen), row->kind, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_BACK;
    }
    app_mark_stale(screen->app);
    app_say(screen->app, _("counted: %s, number %" PRId64 " today"),
            word_label(word_tallies, row->kind), row->count + 1);
    return NEXT_BACK;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    const struct tally_state *tally = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    int digit = command_digit(event->command);
    if (digit >= 1 && digit <= (int)tally->count)
        return count_one(screen, &tally->rows[digit - 1]);
    return digit >= 0 ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct tally_state *tally = screen->state;
    int digit = command_digit(command);

    if (digit == 0 || digit > (int)tally->count || command == COMMAND_SELECT)
        return NULL;
    return digit > 0 ? _("count one") : usual;
}

const struct screen_kind tally_screen = {
    .name = "tally",
    .title = N_("quick tally"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_DIGITS,
    .opens = COMMAND_TALLY,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct tally_state),
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
};
