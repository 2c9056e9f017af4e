/* SPDX-License-Identifier: MIT */
/* An on-site session on the screen: called from its case, answered, held, repeated. */
#include "config.h"

#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/catalog.h"
#include "shouwen/tui/screens/queue.h"

#include "drive.h"
#include "station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct screen_kind *const screens[] = {&queue_screen, &case_screen, &catalog_screen,
                                                    NULL};

/* Opens a case that the secretary has under fallback; its number. */
static const char *open_case(struct station *station, const char *name, const char *subject)
{
    const char *number = station_open(station, "S01", name, subject, NULL);

    station_act(station, "S01", number, "fall-back", NULL);
    return number;
}

/* The first of somebody's own cases. */
static void open_first(struct drive *drive, struct station *station, const char *staff)
{
    const struct app_config config = {.screens = screens, .context = station->desk};

    station_as(station, staff);
    drive_start(drive, &config, 24, 80);
    drive_keys(drive, "<Enter>");
    drive_expect(drive, "history");
}

static void call(struct drive *drive)
{
    drive_keys(drive, "<6>tomorrow 15:00<Enter>房管局、物业<Enter>议事区<Enter>");
    drive_expect(drive, "recorded: on-site session");
    drive_keys(drive, "<6>");
    drive_expect(drive, "invited 2");
}

static void keeps_answers_and_presence(void **state)
{
    struct drive drive;

    open_case(*state, "李桂珍", "楼上漏水");
    open_first(&drive, *state, "S05");
    call(&drive);
    drive_expect(&drive, "tomorrow 15:00  议事区  called");
    drive_keys(&drive, "<1>");
    drive_expect(&drive, "noted: 房管局, is coming");
    drive_keys(&drive, "<Down><2>");
    drive_expect(&drive, "noted: 物业, can't come");
    drive_keys(&drive, "<5>业委会<Enter><Down><3>");
    drive_expect(&drive, "noted: 业委会, came");
    drive_expect(&drive, "invited 3");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "房管局 is coming  物业 can't come");
    drive_end(&drive);
}

static void what_comes_of_it_stands_on_its_cases(void **state)
{
    struct drive drive;

    open_case(*state, "李桂珍", "楼上漏水");
    open_first(&drive, *state, "S05");
    call(&drive);
    drive_keys(&drive, "<7>物业<Enter>清通管道<Enter>11-27<Enter><Enter>");
    drive_expect(&drive, "物业: 清通管道, by 11-27");
    drive_keys(&drive, "<8><Enter>");
    drive_expect(&drive, "must be filled in");
    drive_keys(&drive, "先鉴定后定责<Enter>");
    drive_expect(&drive, "先鉴定后定责");
    drive_expect(&drive, "议事区  held");
    drive_refuse(&drive, "8 conclude");
    drive_keys(&drive, "<8>");
    drive_expect(&drive, "that is not possible now");
    drive_keys(&drive, "<9>11-30 15:00<Enter>");
    drive_expect(&drive, "continues");
    drive_expect(&drive, "11-30 15:00  议事区  called");
    drive_keys(&drive, "<0><3>下雨<Enter>");
    drive_expect(&drive, "议事区  cancelled");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "on-site session called off  下雨");
    drive_end(&drive);
}

static void serves_another_case_and_is_in_the_list(void **state)
{
    struct station *station = *state;
    struct drive drive;

    open_case(station, "李桂珍", "楼上漏水");
    open_case(station, "吴金妹", "楼道堆物");
    open_first(&drive, station, "S05");
    call(&drive);
    drive_keys(&drive, "<6>by its<Enter>");
    drive_expect(&drive, "number or query code of the case");
    drive_keys(&drive, "nonsense<Enter>");
    drive_expect(&drive, "nonsense");
    /* found by what it is about; what the session deals with is not offered again */
    drive_keys(&drive, "<6>漏水");
    drive_expect(&drive, "nothing fits");
    drive_keys(&drive, "<Ctrl-U>堆物<Enter>");
    drive_expect(&drive, "楼道堆物 吴金妹");
    drive_keys(&drive, "<7>物业<Enter>清运<Enter>11-27<Enter>堆物<Enter>");
    drive_expect(&drive, "which case");
    drive_expect(&drive, "楼道堆物 吴金妹");
    drive_keys(&drive, "<Enter><Ctrl-S>");
    drive_expect(&drive, "物业: 清运, by 11-27");
    drive_keys(&drive, "<F6><6>");
    drive_expect(&drive, "2026-11-24 15:00");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "invited 2");
    drive_end(&drive);
}

static void several_marked_cases_have_one_session(void **state)
{
    struct station *station = *state;
    const struct app_config config = {.screens = screens, .context = station->desk};
    struct drive drive;

    open_case(station, "李桂珍", "楼上漏水");
    open_case(station, "吴金妹", "楼道堆物");
    station_as(station, "S01");
    drive_start(&drive, &config, 24, 80);
    drive_keys(&drive, "<2><Space><Down><Space><0>");
    drive_expect(&drive, "act on 2 marked");
    drive_refuse(&drive, "6    on-site");
    drive_end(&drive);
    station_as(station, "S05");
    drive_start(&drive, &config, 24, 80);
    drive_keys(&drive, "<Space><Down><Space><0>");
    drive_expect(&drive, "6    on-site session");
    drive_keys(&drive, "<6>tomorrow 15:00<Enter>房管局、物业<Enter>议事区<Enter>");
    drive_expect(&drive, "recorded: call an on-site session");
    drive_expect(&drive, "楼上漏水 李桂珍");
    drive_expect(&drive, "楼道堆物 吴金妹");
    drive_expect(&drive, "invited 2");
    drive_keys(&drive, "<Esc>");
    drive_refuse(&drive, "marked");
    drive_end(&drive);
}

static void the_station_keeps_its_lists(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = open_case(station, "李桂珍", "楼上漏水");

    open_first(&drive, station, "S05");
    call(&drive);
    drive_end(&drive);
    station_act(station, "S05", number, "designate", "to=S03", NULL);
    open_first(&drive, station, "S03");
    drive_expect(&drive, "6 on-site session");
    drive_keys(&drive, "<6>");
    drive_expect(&drive, "1 is coming");
    drive_end(&drive);
}

#define WITH_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STATION(keeps_answers_and_presence),
        WITH_STATION(what_comes_of_it_stands_on_its_cases),
        WITH_STATION(serves_another_case_and_is_in_the_list),
        WITH_STATION(several_marked_cases_have_one_session),
        WITH_STATION(the_station_keeps_its_lists),
    };

    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
