/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/report.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/reporting.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"
#include "shouwen/tui/frame.h"

#include <string.h>

struct report_state {
    struct form form; /* first: form_label() */
    char request[2 * 8 + 1];
    const char *grid, *leader; /* of the place as it is typed; in the snapshot */
};

#define KIND_CHOICE(name, word, label) {word, label, NULL},
static const struct choice place_kinds[] = {PLACE_KIND_TABLE(KIND_CHOICE){0}};
static const struct choice urgencies[] = {URGENCY_TABLE(KIND_CHOICE){0}};

static const struct form_field fields[] = {
    {.name = "place-kind",
     .label = N_("kind of place"),
     .kind = FORM_CHOICE,
     .choices = place_kinds,
     .is_required = true},
    {.name = "place",
     .label = N_("place"),
     .limit = 60,
     .columns = 40,
     .hint = N_("a door such as 5-502, or where")},
    {.name = "subject",
     .label = N_("what"),
     .limit = 200,
     .is_required = true,
     .hint = N_("in a line: what is wrong there")},
    {.name = "urgency", .label = N_("urgency"), .kind = FORM_CHOICE, .choices = urgencies},
    {0},
};

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct report_state *report = screen->state;
    uint8_t bytes[8];

    (void)argument;
    (void)error;
    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), report->request);
    form_init(&report->form, fields);
    form_set(&report->form, "urgency", "routine");
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct report_state *report = screen->state;

    form_release(&report->form);
}

/* Whose it will be, while the place is typed. */
static enum status load(struct screen *screen, struct error *error)
{
    struct report_state *report = screen->state;
    struct desk *desk = screen_context(screen);
    enum status status = desk_refresh(desk, error);

    report->grid = reporting_grid(desk, form_get(&report->form, "place"), &screen->arena);
    report->leader = desk_name(desk, people_grid_leader(desk_people(desk), report->grid));
    return status;
}

/* All seven with their digits, which have no room in the field; in a second row where the words are
 * long. */
static void draw_kinds(struct pane box)
{
    int at = 1, row = 0;

    for (int i = 0; place_kinds[i].word; i++) {
        int wide = 4 + utf8_columns(_(place_kinds[i].label));
        if (at > 1 && at + wide > box.columns) {
            row++;
            at = 1;
        }
        at += pane_putf(box, row, at, STYLE_KEY, "%d", i + 1);
        at += 2 + pane_putf(box, row, at, STYLE_NORMAL, " %s", _(place_kinds[i].label));
    }
}

static void draw(struct screen *screen, struct pane body)
{
    enum { ROWS = 12, COLUMNS = 76 };
    struct report_state *report = screen->state;
    struct pane box = frame_box(body, ROWS, COLUMNS, _(screen->kind->title));

    form_draw(&report->form, pane_part(box, 1, 0, box.rows - 5, -1));
    if (text_is_empty(form_get(&report->form, "place-kind")))
        draw_kinds(pane_part(box, box.rows - 4, 0, 2, -1));
    if (*report->grid)
        pane_putf(box, box.rows - 1, 1, STYLE_DIM, _("grid %s, leader %s"), report->grid,
                  report->leader);
    else
        pane_put(box, box.rows - 1, 1, -1, STYLE_DIM,
                 _("no grid has this place: it goes to the secretary"));
}

static enum next save(struct screen *screen)
{
    struct report_state *state = screen->state;
    struct arena *arena = &screen->arena;
    const char *number, *holder;
    struct error error;

    const struct reporting report = {
        .place_kind = arena_copy(arena, form_get(&state->form, "place-kind")),
        .place = arena_copy(arena, form_get(&state->form, "place")),
        .grid = "",
        .what = arena_copy(arena, form_get(&state->form, "subject")),
        .urgency = arena_copy(arena, form_get(&state->form, "urgency")),
        .request = state->request,
    };
    enum status status =
        reporting_record(screen_context(screen), &report, arena, &number, &holder, &error);
    if (!form_took(&state->form, screen, status, &error))
        return NEXT_STAY;
    app_say(screen->app, _("reported: case %s, accountable %s"), number, holder);
    return NEXT_BACK;
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct report_state *report = screen->state;
    enum next next = form_serve(&report->form, screen, event, save);

    if (next == NEXT_STAY)
        screen->is_stale = true; /* whose it will be follows what is typed */
    return next;
}

const struct screen_kind report_screen = {
    .name = "report",
    .title = N_("quick report"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM,
    .opens = COMMAND_REPORT,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct report_state),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = form_in_text,
    .legend = form_legend,
    .label = form_label,
};
