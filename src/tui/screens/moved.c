/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/moved.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/screens/case.h"

enum { HEAD = 2 }; /* rows above the list */

enum moved_column {
    MOVED_CODE,
    MOVED_BEFORE,
    MOVED_AFTER,
    MOVED_WHOSE,
    MOVED_NAME,
    MOVED_HOLDER,
    MOVED_SUBJECT,
    MOVED_COLUMNS
};

static const struct list_column columns[MOVED_COLUMNS] = {
    [MOVED_CODE] = {N_("query code"), 10, 10, 3, false},
    [MOVED_BEFORE] = {N_("was due"), 11, 11, 1, false},
    [MOVED_AFTER] = {N_("is due"), 10, 10, 1, false},
    [MOVED_WHOSE] = {N_("whose clock"), 11, 11, 5, false},
    [MOVED_NAME] = {N_("resident"), 8, 10, 2, false},
    [MOVED_HOLDER] = {N_("accountable"), 11, 11, 4, false},
    [MOVED_SUBJECT] = {N_("about"), 14, LIST_REST, 1, false},
};

struct moved_row {
    struct moved_case moved;
    const char *subject, *name, *holder;
};
struct moved_state {
    struct list_source source;
    struct list list;
    struct list_row *rows; /* in the snapshot */
    size_t count;
    int64_t at, total;
};

static void add_day(struct text *out, const struct moved_days *days)
{
    char day[CLOCK_TEXT];
    int32_t on = days->unit_due_on != CLOCK_NO_DAY ? days->unit_due_on : days->due_on;

    text_add(out, on == CLOCK_NO_DAY ? _("no calendar") : clock_format_day(on, day));
}

static bool is_own(const struct moved_case *one)
{
    return one->before.due_on != one->after.due_on;
}

/* The resident's day where it moved, else the unit's. */
static void add_moved(struct text *out, const struct moved_case *one, bool is_after)
{
    struct moved_days days = is_after ? one->after : one->before;

    if (is_own(one))
        days.unit_due_on = CLOCK_NO_DAY;
    add_day(out, &days);
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    const struct moved_row *shown = row->data;
    const char *code = ident_query_code(shown->moved.number);

    (void)context;
    switch ((enum moved_column)column) {
    case MOVED_CODE:
        text_add(out, code ? code : shown->moved.number);
        break;
    case MOVED_BEFORE:
        add_moved(out, &shown->moved, false);
        break;
    case MOVED_AFTER:
        add_moved(out, &shown->moved, true);
        break;
    case MOVED_WHOSE:
        text_add(out, is_own(&shown->moved) ? _("resident's") : _("unit's"));
        break;
    case MOVED_NAME:
        text_add(out, shown->name);
        break;
    case MOVED_HOLDER:
        text_add(out, shown->holder);
        break;
    case MOVED_SUBJECT:
        text_add(out, shown->subject);
        break;
    case MOVED_COLUMNS:
        break;
    }
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct moved_state *state = screen->state;

    (void)argument;
    (void)error;
    state->source = (struct list_source){.cell = cell,
                                         .columns = columns,
                                         .column_count = MOVED_COLUMNS,
                                         .empty = N_("no calendar has moved a due day yet")};
    list_init(&state->list, &state->source, state);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct moved_state *state = screen->state;

    list_release(&state->list);
}

static enum status load(struct screen *screen, struct error *error)
{
    struct moved_state *state = screen->state;
    struct desk *desk = screen_context(screen);
    struct moved moved;
    enum status status;

    TRY(almanac_moved(desk, &screen->arena, &moved, error));
    state->at = moved.turn ? moved.at : 0;
    state->total = moved.total;
    state->count = 0;
    state->rows = arena_alloc(&screen->arena, (moved.count + 1) * sizeof(*state->rows));
    for (size_t i = 0; i < moved.count; i++) {
        struct moved_row *row = arena_alloc(&screen->arena, sizeof(*row));
        struct matter matter;
        struct error unseen;
        /* a case that the person may not see is none of theirs */
        if (follow_case(desk, moved.cases[i].number, &screen->arena, &matter, &unseen) != STATUS_OK)
            continue;
        *row = (struct moved_row){moved.cases[i], matter.subject, matter.name,
                                  arena_copy(&screen->arena, follow_answer(desk, &matter).name)};
        state->rows[state->count++] = (struct list_row){moved.cases[i].number, row, STYLE_NORMAL};
    }
    list_hold(&state->list, state->rows, state->count);
    TRY(list_reload(&state->list, screen->rows - HEAD - 1, error));
done:
    return status;
}

/* What to do with it: residents were told the day before. */
static void draw(struct screen *screen, struct pane body)
{
    struct moved_state *state = screen->state;
    struct text said = TEXT_EMPTY;

    if (state->count)
        text_addf(&said,
                  ngettext("The due day of %zu case moved: who was told another day hears the new "
                           "one.",
                           "The due days of %zu cases moved: who was told another day hears the "
                           "new one.",
                           state->count),
                  state->count);
    if (state->total > (int64_t)state->count)
        text_addf(&said, _(" Of %lld in all; the others are not shown here."),
                  (long long)state->total);
    pane_wrap(pane_part(body, 0, 1, HEAD, body.columns - 2), 0, HEAD, STYLE_TITLE, said.at);
    text_release(&said);
    list_draw(&state->list, pane_part(body, HEAD, 0, body.rows - HEAD, -1));
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct moved_state *state = screen->state;
    const struct list_row *row = list_selected(&state->list);

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_SELECT)
        return row ? screen_push(screen, &case_screen, row->id) : NEXT_STAY;
    return list_handle(&state->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const char *label(const struct screen *screen, enum command command, const char *usual)
{
    const struct moved_state *state = screen->state;

    if (command == COMMAND_SELECT)
        return state->count ? _("open the case") : NULL;
    return usual;
}

static void heading(const struct screen *screen, struct text *out)
{
    const struct moved_state *state = screen->state;
    char at[CLOCK_TEXT];

    if (state->at)
        text_add(out, clock_format_short(state->at, at));
}

const struct screen_kind moved_screen = {
    .name = "moved",
    .title = N_("dates moved"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST,
    .opens = COMMAND_MOVED,
    .size = sizeof(struct moved_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .label = label,
    .heading = heading,
};
