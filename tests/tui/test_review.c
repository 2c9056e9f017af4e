/* SPDX-License-Identifier: MIT */
/* The grid leader's review: one key a case, and the next one comes up. */
#include "config.h"

#include "shouwen/desk/follow.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/review.h"

#include "drive.h"
#include "station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct screen_kind *const screens[] = {&review_screen, &case_screen, NULL};
static struct drive drive;

static void show(struct station *station, const char *staff, int rows, int columns)
{
    const struct app_config config = {.screens = screens, .context = station->desk};

    station_as(station, staff);
    drive_start(&drive, &config, rows, columns);
}

static const char *bring_in(struct station *station, const char *by, const char *name,
                            const char *subject)
{
    const char *number = station_open(station, by, name, subject, NULL);

    station_act(station, by, number, "amend", "field=grid", "grid=310115007001-G03", NULL);
    return number;
}

static struct matter load(struct station *station, const char *number)
{
    struct matter matter;
    struct error error;

    if (follow_case(station->desk, number, &station->arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return matter;
}

static void one_key_each_and_the_next_comes_up(void **state)
{
    struct station *station = *state;
    const char *first = bring_in(station, "S04", "周美芳", "楼道灯不亮");
    const char *second = bring_in(station, "S04", "李桂珍", "楼上漏水");
    const char *third = bring_in(station, "S01", "刘杰", "垃圾没清");

    bring_in(station, "S04", "陈阿婆", "长椅坏了");
    show(station, "S04", 40, 120);
    drive_expect(&drive, "to review 4");
    drive_expect(&drive, "brought in by 张欣");
    drive_expect(&drive, "a accept");
    drive_keys(&drive, "<a>");
    drive_expect(&drive, "to review 3");
    assert_int_equal(load(station, first).state, STATE_HANDLING);
    assert_int_equal(drive_row(&drive, 3)[0], '>');
    assert_non_null(strstr(drive_row(&drive, 3), "楼上漏水"));
    drive_keys(&drive, "<u><Enter>");
    drive_expect(&drive, "to review 2");
    assert_int_equal(load(station, second).state, STATE_REPORTED);
    drive_expect(&drive, "brought in by 陆伟"); /* the desk did */
    drive_refuse(&drive, "a accept");
    drive_keys(&drive, "<a>");
    drive_expect(&drive, "only the accountable person may begin to handle this case; ask 陆伟");
    drive_keys(&drive, "<4>陈静<Enter><Enter>");
    drive_expect(&drive, "to review 1");
    assert_string_equal(load(station, third).holder, "S03");
    drive_end(&drive);
}

static void asking_back_goes_on_to_the_next(void **state)
{
    struct station *station = *state;

    bring_in(station, "S04", "周美芳", "楼道灯不亮");
    bring_in(station, "S04", "李桂珍", "楼上漏水");
    show(station, "S04", 24, 80);
    drive_expect(&drive, "note, ask back");
    drive_keys(&drive, "<1>哪一层<Enter>");
    drive_expect(&drive, "to review 2");
    assert_int_equal(drive_row(&drive, 4)[0], '>');
    drive_keys(&drive, "<Up>");
    drive_expect(&drive, "哪一层");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "taken back: note");
    assert_int_equal(drive_row(&drive, 3)[0], '>');
    drive_end(&drive);
}

/* The row that was acted on leaves the list: the cursor is on another case by then. */
static void undo_takes_back_what_the_message_names(void **state)
{
    struct station *station = *state;
    const char *first = bring_in(station, "S04", "周美芳", "楼道灯不亮");
    const char *second = bring_in(station, "S04", "李桂珍", "楼上漏水");

    station_act(station, "S04", second, "note", "text=昨天也漏", NULL);
    show(station, "S04", 24, 80);
    drive_keys(&drive, "<a>");
    drive_expect(&drive, "recorded: accept (楼道灯不亮)");
    drive_expect(&drive, "to review 1");
    drive_expect(&drive, "undo (10 min)");
    drive_keys(&drive, "<Down><Ctrl-Z>");
    drive_expect(&drive, "taken back: accept (楼道灯不亮)");
    drive_expect(&drive, "to review 2");
    assert_int_equal(load(station, first).state, STATE_RECEIVED);
    assert_int_equal(load(station, second).history_count, 3);
    assert_non_null(strstr(drive_row(&drive, 3), "楼道灯不亮"));
    assert_int_equal(drive_row(&drive, 3)[0], '>');
    /* only then what is under the cursor */
    drive_keys(&drive, "<Down><Ctrl-Z>");
    drive_expect(&drive, "taken back: note (楼上漏水)");
    drive_end(&drive);
}

/* With the list empty there is still something to take back. */
static void undo_brings_the_last_one_back(void **state)
{
    struct station *station = *state;
    const char *only = bring_in(station, "S04", "周美芳", "楼道灯不亮");

    show(station, "S04", 24, 80);
    drive_keys(&drive, "<u><Enter>");
    drive_expect(&drive, "nothing is waiting to be reviewed");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "to review 1");
    assert_int_equal(load(station, only).state, STATE_RECEIVED);
    drive_end(&drive);
}

static void a_likely_duplicate_stands_first(void **state)
{
    struct station *station = *state;
    const char *twin = bring_in(station, "S01", "李桂珍", "楼上漏水");

    station_act(station, "S01", twin, "amend", "field=door", "door=5-301", NULL);
    station_act(station, "S01", twin, "accept", NULL);
    const char *second = bring_in(station, "S04", "李桂珍", "又漏水了");
    station_act(station, "S04", second, "amend", "field=door", "door=5-301", NULL);
    station_open(station, "S01", "王秀英", "问路", NULL);
    show(station, "S04", 24, 80);
    drive_keys(&drive, "<m>");
    drive_expect(&drive, "which case it follows");
    drive_keys(&drive, "<Enter><Enter>");
    drive_expect(&drive, "nothing is waiting to be reviewed in your grids");
    assert_string_equal(load(station, second).merged_into, twin);
    drive_end(&drive);
}

static void who_leads_no_grid_is_told(void **state)
{
    struct station *station = *state;

    bring_in(station, "S01", "周美芳", "楼道灯不亮");
    show(station, "S01", 24, 80);
    drive_expect(&drive, "you lead no grid");
    drive_keys(&drive, "<a><4><m><Ctrl-Z><Enter><?>");
    drive_expect(&drive, "you lead no grid");
    drive_end(&drive);
    show(station, "S05", 24, 80); /* the secretary sees all grids of the station */
    drive_expect(&drive, "to review 1");
    drive_end(&drive);
}

static void any_keys_leave_every_row_whole(void **state)
{
    struct station *station = *state;

    for (int i = 0; i < 30; i++)
        bring_in(station, "S04", "周美芳", "楼道灯不亮");
    show(station, "S04", 24, 80);
    drive_monkey(&drive, 3, 300);
    drive_resize(&drive, 40, 120);
    drive_monkey(&drive, 4, 300);
    drive_end(&drive);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(one_key_each_and_the_next_comes_up),     EACH(asking_back_goes_on_to_the_next),
        EACH(undo_takes_back_what_the_message_names), EACH(undo_brings_the_last_one_back),
        EACH(a_likely_duplicate_stands_first),        EACH(who_leads_no_grid_is_told),
        EACH(any_keys_leave_every_row_whole),
    };

    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
