/* SPDX-License-Identifier: MIT */
/* The case file: closing what a unit still has or what was promised; another person concerned. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/form_draft.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/queue.h"

#include "drive.h"
#include "station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static const struct screen_kind *const screens[] = {&queue_screen, &case_screen, NULL};

/* The first of all open cases, for somebody. */
static void open_first(struct drive *drive, struct station *station, const char *staff)
{
    const struct app_config config = {.screens = screens, .context = station->desk};

    station_as(station, staff);
    drive_start(drive, &config, 24, 80);
    drive_keys(drive, "<2><Enter>");
}

static struct matter read_case(struct station *station, const char *number)
{
    struct matter matter;
    struct error error;

    if (follow_case(station->desk, number, &station->arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return matter;
}

static void asks_before_it_closes_what_the_street_has(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "楼上漏水", NULL);
    struct drive drive;

    station_act(station, "S01", number, "accept", NULL);
    station_act(station, "S01", number, "report-up", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<9>");
    drive_expect(&drive, "has this case and has not replied");
    drive_expect(&drive, "Close it all the same?");
    drive_keys(&drive, "<0>");
    drive_refuse(&drive, "outcome*");
    assert_true(read_case(station, number).is_open);
    drive_keys(&drive, "<9><1>");
    drive_expect(&drive, "outcome*");
    drive_keys(&drive, "<Ctrl-S>");
    drive_expect(&drive, "the case is closed: solved");
    drive_end(&drive);
}

static void names_what_is_promised_before_it_closes(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "楼上漏水", NULL);
    struct drive drive;
    char until[32];

    station_act(station, "S01", number, "promise", "via=call", "to=S05",
                station_until(clock_day_from(2026, 11, 24), until), NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<9>");
    drive_expect(&drive, "Promised and not kept yet: call back tomorrow");
    drive_expect(&drive, "王建国");
    drive_keys(&drive, "<Esc>");
    assert_true(read_case(station, number).is_open);
    station_act(station, "S01", number, "keep", NULL);
    app_mark_stale(drive.app);
    drive_keys(&drive, "<9>");
    drive_expect(&drive, "outcome*");
    drive_end(&drive);
}

static void another_person_is_concerned(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "余妙珍", "楼上漏水", NULL);
    struct drive drive;

    open_first(&drive, station, "S01");
    drive_keys(&drive, "<0>amend<Enter><9>没有此人<Enter>");
    drive_expect(&drive, "nobody on the list of residents is found by");
    drive_keys(&drive, "<Ctrl-U>周美芳<Enter>");
    drive_expect(&drive, "recorded: amend");
    drive_expect(&drive, "resident: 周美芳");
    drive_end(&drive);
    struct matter matter = read_case(station, number);
    assert_string_equal(matter.name, "周美芳");
    assert_true(*matter.resident);
    assert_string_equal(matter.door, "5-502");
}

/* The terminal dies while somebody types: what was typed half a second ago is in the file. */
static void what_is_typed_into_a_form_is_kept(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "楼上漏水", NULL);
    struct json *kept;
    struct drive drive;
    struct error error;
    char key[64];

    snprintf(key, sizeof(key), "%s/note", number);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<1>打过电话");
    app_top(drive.app)->wake_at = 1;
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    assert_int_equal(form_draft_load(station->desk, key, &kept, &error), STATUS_OK);
    assert_string_equal(json_get_text(kept, "text"), "打过电话");
    json_release(kept);
    drive_keys(&drive, ",没人接<Esc>");
    drive_expect(&drive, "what you typed is kept");
    drive_refuse(&drive, "打过电话");
    drive_keys(&drive, "<1>");
    drive_expect(&drive, "打过电话,没人接");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "recorded: note");
    assert_int_equal(form_draft_load(station->desk, key, &kept, &error), STATUS_OK);
    assert_null(kept);
    drive_keys(&drive, "<1>");
    drive_refuse(&drive, "here again");
    drive_keys(&drive, "<Esc>");
    drive_refuse(&drive, "is kept");
    drive_end(&drive);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(asks_before_it_closes_what_the_street_has),
        AT_STATION(names_what_is_promised_before_it_closes),
        AT_STATION(another_person_is_concerned),
        AT_STATION(what_is_typed_into_a_form_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
