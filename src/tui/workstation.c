/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/workstation.h"

#include "workstation_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/command/keymap.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/daily.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/pin.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/domain/visibility.h"
#include "shouwen/tui/blank.h"
#include "shouwen/tui/help.h"
#include "shouwen/tui/loop.h"
#include "shouwen/tui/messages.h"
#include "shouwen/tui/palette.h"
#include "shouwen/tui/screens/board.h"
#include "shouwen/tui/screens/catalog.h"
#include "shouwen/tui/screens/doubles.h"
#include "shouwen/tui/screens/export.h"
#include "shouwen/tui/screens/import.h"
#include "shouwen/tui/screens/imports.h"
#include "shouwen/tui/screens/moved.h"
#include "shouwen/tui/screens/pins.h"
#include "shouwen/tui/screens/queue.h"
#include "shouwen/tui/screens/reception.h"
#include "shouwen/tui/screens/review.h"
#include "shouwen/tui/screens/report.h"
#include "shouwen/tui/screens/sheet.h"
#include "shouwen/tui/screens/tally.h"
#include "shouwen/tui/screens/visits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Home first. A macro's row stays on a line of its own, so that what two branches add merges. */
#define SCREENS(X)                                                                                 \
    X(reception)                                                                                   \
    X(blank)                                                                                       \
    X(board)                                                                                       \
    X(catalog)                                                                                     \
    X(doubles)                                                                                     \
    X(export)                                                                                      \
    X(help)                                                                                        \
    X(import)                                                                                      \
    X(imports)                                                                                     \
    X(messages)                                                                                    \
    X(moved)                                                                                       \
    X(own_pin)                                                                                     \
    X(palette)                                                                                     \
    X(pins)                                                                                        \
    X(queue)                                                                                       \
    X(report)                                                                                      \
    X(resources)                                                                                   \
    X(review)                                                                                      \
    X(sheet)                                                                                       \
    X(tally)                                                                                       \
    X(visits)
#define SCREEN_ROW(name) &name##_screen,
static const struct screen_kind *const screens[] = {SCREENS(SCREEN_ROW) NULL};

static void add_duty(struct desk *desk, struct frame *frame)
{
    struct receive_duty duty;

    receive_duty_now(desk, &duty);
    if (*duty.desk)
        text_addf(&frame->duty, _("on duty %s"), duty.desk);
    if (*duty.joint)
        text_addf(&frame->duty, _("  joint %s"), duty.joint);
}

/* Where the person works who is signed in; the station's name and who is on duty there are for its
 * own people, and for nobody in particular. */
static void add_node(struct desk *desk, struct frame *frame)
{
    const struct person *person = desk_person(desk);
    struct arena arena = {0};
    struct error ignored;
    const char *name;

    if (!person || text_same(person->node, desk_node(desk))) {
        text_add(&frame->node, desk_node_name(desk));
        add_duty(desk, frame);
    } else if (dossier_node_name(desk, person->node, &arena, &name, &ignored) == STATUS_OK) {
        text_add(&frame->node, name);
    }
    arena_release(&arena);
}

static void add_counts(struct desk *desk, struct frame *frame)
{
    struct follow_counts counts;
    struct error error;

    if (follow_count(desk, desk_person_id(desk), &counts, &error) != STATUS_OK) {
        text_addf(&frame->status, "  %s", error.message);
        return;
    }
    text_addf(&frame->status, _("  accountable %" PRId64 "  late %" PRId64 "  to tell %" PRId64),
              counts.open_count, counts.late_count, counts.replied_count);
    frame->is_late = counts.late_count > 0;
}

static bool may_import(const struct desk *desk)
{
    const struct people *people = desk_people(desk);

    return !people_have_admin(people) ||
           (desk_person(desk) && deed_may_somewhere(people, desk_person(desk), DEED_IMPORT));
}

/* What somebody must see to, wherever they work: a wrong clock before a hub that is silent, and
 * that before the calendar. */
static void add_notice(struct desk *desk, struct frame *frame)
{
    struct text clock = TEXT_EMPTY;
    char key[KEY_NAME];
    int year = almanac_missing_year(desk);

    almanac_say_clock(desk, &clock);
    if (clock.length)
        text_clear(&frame->notice);
    text_add(&frame->notice, clock.at);
    text_release(&clock);
    if (!year || frame->notice.length)
        return;
    if (may_import(desk))
        text_addf(&frame->notice, _("the %d calendar is not loaded: %s imports it"), year,
                  key_notation(keymap_key(COMMAND_IMPORT, KEYMAP_IN_TEXT), key));
    else
        text_addf(&frame->notice, _("the %d calendar is not loaded: an administrator imports it"),
                  year);
}

static void load_frame(void *context, struct frame *frame)
{
    struct desk *desk = context;
    struct error error;

    if (desk_refresh(desk, &error) != STATUS_OK) {
        text_add(&frame->status, error.message);
        return;
    }
    const struct person *person = desk_person(desk);
    add_node(desk, frame);
    if (person) {
        text_add(&frame->status, person->name);
        add_counts(desk, frame);
    } else if (people_have_admin(desk_people(desk))) {
        text_add(&frame->status, _("nobody is signed in (Ctrl-T)"));
    } else {
        text_add(&frame->status, _("no administrator yet: everybody may do everything"));
    }
    workstation_say_exchange(desk, frame);
    add_notice(desk, frame);
}

static void look_begin(void *context)
{
    desk_look_begin(context);
}

static void look_end(void *context)
{
    desk_look_end(context);
}

static int64_t generation(void *context)
{
    return desk_generation(context);
}

static void forget(void *context, int64_t generation)
{
    desk_forget(context, generation);
}

static bool has_changed(void *context)
{
    struct error ignored;
    /* once the desk is on the screen: nobody waits for it */
    enum status noted = pin_note_start(context, &ignored);

    (void)noted;
    desk_settle_in(context);
    return desk_has_changed(context);
}

/* What is to be seen to at the station is for its own people. */
static bool sees_station(const struct desk *desk)
{
    struct visibility sees = visibility_of(desk_people(desk), desk_person(desk));

    return visibility_covers(&sees, desk_node(desk));
}

/* The station's own run, by whichever terminal meets the new day first (domain.md 2). */
static void run_daily(struct app *app, void *context)
{
    struct desk *desk = context;
    struct daily_report report;
    struct text said = TEXT_EMPTY;
    struct arena arena = {0};
    struct error error;
    enum status status;
    bool is_due, may_remind;

    TRY(daily_is_due(desk, &is_due, &error));
    if (!is_due)
        goto done;
    TRY(daily_run(desk, &arena, &report, &error));
    TRY(daily_may_remind(desk, &may_remind, &error));
    may_remind = may_remind && sees_station(desk);
    daily_say(&report, may_remind, &said);
    if (said.length)
        app_say_also(app, _("The day begins: %s"), said.at);
done:
    if (status != STATUS_OK)
        app_complain(app, &error);
    text_release(&said);
    arena_release(&arena);
}

/* Commands that record something whatever is shown. */
static const struct {
    enum command command;
    enum deed deed;
} recording[] = {
    {COMMAND_TALLY, DEED_TALLY},   {COMMAND_PHONE, DEED_INTAKE},   {COMMAND_PARK, DEED_INTAKE},
    {COMMAND_FETCH, DEED_INTAKE},  {COMMAND_REPORT, DEED_INTAKE},  {COMMAND_HAND_OVER, DEED_SHEET},
    {COMMAND_IMPORT, DEED_IMPORT}, {COMMAND_IMPORTS, DEED_IMPORT}, {COMMAND_DOUBLES, DEED_JOIN},
    {COMMAND_PINS, DEED_PINS},
};

static enum status permit_command(void *context, enum command command, struct error *error)
{
    struct desk *desk = context;
    const struct person *person = desk_person(desk);
    struct visibility sees = visibility_of(desk_people(desk), person);

    if (!person || !people_have_admin(desk_people(desk)))
        return STATUS_OK;
    /* only looked at: the screen itself says for whom it is */
    if (command == COMMAND_VISITS && !error)
        return sees.residents ? STATUS_OK : STATUS_DENIED;
    for (size_t i = 0; i < sizeof(recording) / sizeof(recording[0]); i++)
        if (recording[i].command == command &&
            !deed_may_somewhere(desk_people(desk), person, recording[i].deed))
            return error ? permit(desk, recording[i].deed, NULL, error) : STATUS_DENIED;
    return STATUS_OK;
}

static void find_jumps(void *context, const char *typed,
                       void (*found)(void *palette, const struct jump *jump), void *palette)
{
    (void)context;
    queue_find_jumps(typed, found, palette);
}

struct app *workstation_app(struct desk *desk)
{
    const struct settings *settings = desk_settings(desk);
    const struct app_config config = {.screens = screens,
                                      .idle_seconds =
                                          (int)settings_number(settings, SETTING_IDLE_SECONDS),
                                      .context = desk,
                                      .load_frame = load_frame,
                                      .look_begin = look_begin,
                                      .look_end = look_end,
                                      .generation = generation,
                                      .forget = forget,
                                      .has_changed = has_changed,
                                      .each_day = run_daily,
                                      .run = workstation_run_command,
                                      .permit = permit_command,
                                      .find_jumps = find_jumps};
    struct app *app = app_new(&config);

    if (!desk_person(desk) && people_have_admin(desk_people(desk)))
        app_handle(app, &(struct event){.kind = EVENT_COMMAND, .command = COMMAND_SIGN_IN});
    return app;
}

static enum status run(struct desk *desk, struct error *error)
{
    const struct settings *settings = desk_settings(desk);
    const char *no_colour = getenv("NO_COLOR");
    const struct loop_options options = {
        .escape_delay = (int)settings_number(settings, SETTING_ESCAPE_DELAY),
        .no_colour = !text_is_empty(no_colour) || settings_is(settings, SETTING_COLOUR, "never"),
    };
    struct app *app = workstation_app(desk);
    enum status status = loop_run(app, &options, error);

    workstation_leave_exchange(desk);
    app_free(app);
    return status;
}

int workstation_run(const struct desk_options *options)
{
    struct desk *desk = NULL;
    struct error error;
    enum status status;

    TRY(desk_new(options, &desk, &error));
    TRY(desk_open(desk, &error));
    TRY(run(desk, &error));
done:
    if (status != STATUS_OK)
        fprintf(stderr, "shouwen: %s\n", error.message);
    desk_free(desk);
    return status_exit_code(status);
}
