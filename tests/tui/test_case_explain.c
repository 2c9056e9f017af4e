/* SPDX-License-Identifier: MIT */
/* Why a case is due on that day, as `?` says it: by kind of limit. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/queue.h"

#include "drive.h"
#include "station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct screen_kind *const screens[] = {&queue_screen, &case_screen, NULL};

static void show(struct drive *drive, struct station *station, const char *staff)
{
    const struct app_config config = {.screens = screens, .context = station->desk};

    station_as(station, staff);
    drive_start(drive, &config, 24, 80);
    drive_keys(drive, "<2>");
}

/* The same person goes on, or another one, on the case that is first. */
static void open_first(struct drive *drive, struct station *station, const char *staff)
{
    show(drive, station, staff);
    drive_keys(drive, "<Enter>");
}

static void explains_the_date_day_by_day(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", "YB01");
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<?>");
    drive_expect(&drive, "for the resident: 3 working days after 11-23 Mon");
    drive_expect(&drive, "1  11-24 Tue");
    drive_expect(&drive, "3  11-26 Thu");
    drive_expect(&drive, "due at the end of 11-26 Thu");
    drive_keys(&drive, "<Esc>");
    drive_refuse(&drive, "due at the end");
    drive_end(&drive);
}

/* The case of an item with such a limit, as its first screen explains it. */
static void explain_limit(struct station *station, const char *limit, struct drive *drive)
{
    struct record item = {.kind = RECORD_SERVICES, .id = "SQ02"};
    enum ledger_change change;
    struct ledger *ledger;
    struct error error;

    item.value[RECORD_SERVICES_CODE] = item.id;
    item.value[RECORD_SERVICES_NAME] = "消防隐患反映";
    item.value[RECORD_SERVICES_LIMIT] = limit;
    assert_int_equal(desk_ledger(station->desk, &ledger, &error), STATUS_OK);
    assert_int_equal(ledger_put(ledger, NULL, &item, &change, &error), STATUS_OK);
    assert_int_equal(desk_refresh(station->desk, &error), STATUS_OK);
    station_open(station, "S01", "周美芳", "楼道飞线", "SQ02");
    open_first(drive, station, "S01");
    drive_keys(drive, "<?>");
    drive_expect(drive, "for the resident: ");
    drive_refuse(drive, "does not count");
}

static void explains_hours_from_the_minute(void **state)
{
    struct drive drive;

    explain_limit(*state, "4h", &drive);
    drive_expect(&drive, "4 hours from 11-23 Mon 10:42 on");
    drive_expect(&drive, "due at 11-23 Mon 14:42; late once that day is over");
    drive_end(&drive);
}

static void explains_on_the_spot(void **state)
{
    struct drive drive;

    explain_limit(*state, "spot", &drive);
    drive_expect(&drive, "on the spot, by the end of 11-23 Mon");
    drive_end(&drive);
}

static void explains_that_no_limit_applies(void **state)
{
    struct drive drive;

    explain_limit(*state, "none", &drive);
    drive_expect(&drive, "for the resident: no limit");
    drive_end(&drive);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(explains_the_date_day_by_day),
        AT_STATION(explains_hours_from_the_minute),
        AT_STATION(explains_on_the_spot),
        AT_STATION(explains_that_no_limit_applies),
    };

    i18n_start("en");
    return cmocka_run_group_tests_name("case_explain", tests, NULL, NULL);
}
