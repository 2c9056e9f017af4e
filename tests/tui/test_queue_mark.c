/* SPDX-License-Identifier: MIT */
/* Several cases marked in a queue, acted on at once, and taken back. */
#include "config.h"

#include "shouwen/desk/follow.h"
#include "shouwen/tui/help.h"
#include "shouwen/tui/screens/case.h"
#include "shouwen/tui/screens/queue.h"

#include "drive.h"
#include "station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct screen_kind *const screens[] = {&queue_screen, &case_screen, &help_screen,
                                                    NULL};
static struct drive drive;

static bool has_changed(void *context)
{
    return desk_has_changed(context);
}

static void show(struct station *station, const char *staff, int rows, int columns)
{
    const struct app_config config = {
        .screens = screens, .context = station->desk, .has_changed = has_changed};

    station_as(station, staff);
    drive_start(&drive, &config, rows, columns);
}

static void check_held(struct station *station, const char *staff, int64_t expected)
{
    struct follow_counts counts;
    struct error error;

    assert_int_equal(follow_count(station->desk, staff, &counts, &error), STATUS_OK);
    assert_int_equal(counts.open_count, expected);
}

static void marks_survive_paging_and_are_counted(void **state)
{
    station_fill(*state, 100);
    show(*state, "S01", 24, 80);
    drive_refuse(&drive, "unmark all");
    drive_keys(&drive, "<Space><Space>");
    drive_expect(&drive, "2 marked");
    drive_expect(&drive, "act on 2 marked");
    assert_int_equal(drive_row(&drive, 6)[1], '*');
    assert_int_equal(drive_row(&drive, 7)[1], ' ');
    drive_keys(&drive, "<End><Home>");
    assert_int_equal(drive_row(&drive, 5)[1], '*');
    app_mark_stale(drive.app);
    drive_expect(&drive, "2 marked");
    drive_keys(&drive, "<Space>"); /* a marked one is unmarked */
    drive_expect(&drive, "1 marked");
    drive_keys(&drive, "<Tab>");
    drive_refuse(&drive, "1 marked"); /* another queue, other marks */
    drive_keys(&drive, "<Shift-Tab><->");
    drive_expect(&drive, "nothing is marked any more");
    drive_keys(&drive, "<0>");
    drive_expect(&drive, "1  search");
    drive_keys(&drive, "<4>");
    drive_expect(&drive, "marked");
    drive_end(&drive);
}

static void a_range_and_a_whole_queue(void **state)
{
    station_fill(*state, 100);
    show(*state, "S01", 24, 80);
    drive_keys(&drive, "<Space><PageDown*2><.>");
    drive_expect(&drive, " marked; 0 acts on them");
    size_t rows = 0;
    drive_keys(&drive, "<Home>");
    for (int row = 5; row < 19; row++)
        rows += drive_row(&drive, row)[1] == '*';
    assert_int_equal(rows, 14);
    drive_keys(&drive, "<-><End><Space><Up*3><.>"); /* backwards */
    drive_expect(&drive, "4 cases marked");
    drive_keys(&drive, "<-><*>");
    drive_expect(&drive, "14 cases marked; the same key again marks the whole queue");
    drive_keys(&drive, "<*>");
    drive_expect(&drive, "100 cases marked; 0 acts on them");
    drive_end(&drive);
}

static void several_are_given_to_somebody_and_taken_back(void **state)
{
    struct station *station = *state;
    const char *closed;

    station_fill(station, 40);
    closed = station_open(station, "S01", "周美芳", "换医疗本", NULL);
    show(station, "S01", 24, 80);
    drive_keys(&drive, "<*><*><0>");
    drive_expect(&drive, "give to somebody");
    drive_keys(&drive, "<4>");
    drive_expect(&drive, "to whom");
    drive_keys(&drive, "陈静<Enter>");
    drive_expect(&drive, "Enter goes on without one");
    station_act(station, "S01", closed, "withdraw", NULL); /* meanwhile, elsewhere */
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "give to somebody: 陈静");
    drive_expect(&drive, "40 would go through, 1 are refused");
    drive_expect(&drive, "1  the case is closed");
    check_held(station, "S03", 0);
    drive_keys(&drive, "<Enter>");
    for (int i = 0; i < 3; i++)
        app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_expect(&drive, "40 done, 1 refused");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "40 cases recorded. Ctrl-Z takes them back within 10 minutes");
    check_held(station, "S03", 40);
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "40 can be taken back, 0 cannot");
    drive_keys(&drive, "<Enter>");
    for (int i = 0; i < 3; i++)
        app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_expect(&drive, "40 taken back, 0 refused");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "40 cases taken back");
    check_held(station, "S03", 0);
    check_held(station, "S01", 40);
    drive_end(&drive);
}

static void a_case_takes_back_what_it_shares_with_others(void **state)
{
    struct station *station = *state;

    station_fill(station, 3);
    show(station, "S01", 24, 80);
    drive_keys(&drive, "<*><0><5><Enter><Enter>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_keys(&drive, "<Enter><Enter>");
    drive_expect(&drive, "history 2");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "3 can be taken back, 0 cannot");
    drive_keys(&drive, "<Enter>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "3 cases taken back");
    drive_expect(&drive, "history 3");
    drive_keys(&drive, "<Esc><Down><Enter>");
    drive_expect(&drive, "history 3");
    drive_end(&drive);
}

static void it_stops_between_two_steps(void **state)
{
    struct station *station = *state;

    station_fill(station, 100);
    show(station, "S01", 40, 120);
    drive_keys(&drive, "<*><*><0><5><Enter>");
    drive_expect(&drive, "remind");
    drive_keys(&drive, "<Enter>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_expect(&drive, "20 of 100; Esc stops after this step");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "20 done, 0 refused, 80 not done: you stopped here");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "80 marked");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "20 can be taken back, 0 cannot");
    drive_end(&drive);
}

static void marks_of_cases_that_left_are_told(void **state)
{
    struct station *station = *state;
    const char *first = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    station_fill(station, 5);
    show(station, "S01", 24, 80);
    drive_keys(&drive, "<*>");
    drive_expect(&drive, "6 marked");
    station_act(station, "S01", first, "withdraw", NULL);
    app_mark_stale(drive.app);
    drive_expect(&drive, "1 marked case has left this queue:");
    drive_expect(&drive, "5 marked");
    drive_end(&drive);
}

static void a_text_that_is_needed_is_asked_for(void **state)
{
    station_fill(*state, 3);
    show(*state, "S01", 24, 80);
    drive_keys(&drive, "<*><0><1><Enter>");
    drive_expect(&drive, "a text is needed here");
    drive_keys(&drive, "同一处漏水<Enter><Enter>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_expect(&drive, "3 done, 0 refused");
    drive_keys(&drive, "<Enter><Home><Enter>");
    drive_expect(&drive, "同一处漏水");
    drive_end(&drive);
}

static void duplicates_follow_one_of_them(void **state)
{
    struct station *station = *state;

    station_fill(station, 3);
    show(station, "S01", 24, 80);
    drive_keys(&drive, "<*><0><m>");
    drive_expect(&drive, "which one the others follow");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "2 would go through, 0 are refused");
    drive_keys(&drive, "<Enter>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_keys(&drive, "<Enter>");
    check_held(station, "S01", 1);
    drive_end(&drive);
}

static void report_up(struct station *station, const char *number)
{
    station_act(station, "S01", number, "accept", NULL);
    station_act(station, "S01", number, "report-up", "reason=自己办不了", NULL);
}

/* The dispatcher's acts have the case file's digits; a unit where nobody has signed in is one. */
static void the_dispatcher_sends_several_to_a_unit(void **state)
{
    struct station *station = *state;
    const char *first = station_open(station, "S01", "周美芳", "路灯不亮", NULL);
    const char *second = station_open(station, "S01", "李桂珍", "楼上漏水", NULL);
    struct matter matter;
    struct error error;

    report_up(station, first);
    report_up(station, second);
    show(station, "T01", 24, 80);
    drive_keys(&drive, "<*><0>");
    drive_expect(&drive, "4    dispatch");
    drive_expect(&drive, "3    reply");
    drive_refuse(&drive, "give to somebody");
    drive_refuse(&drive, "remind");
    drive_refuse(&drive, "take over");
    drive_keys(&drive, "<4>平安<Enter>");
    drive_expect(&drive, "dispatch: 街道平安办");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "2 would go through, 0 are refused");
    drive_keys(&drive, "<Enter>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_keys(&drive, "<Enter>");
    assert_int_equal(follow_case(station->desk, second, &station->arena, &matter, &error),
                     STATUS_OK);
    assert_string_equal(matter.unit, "310115007-pab");
    drive_end(&drive);
}

/* A clerk gives back with a reason, as on one case, and is offered nothing of a station's. */
static void a_clerk_gives_several_back(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "路灯不亮", NULL);

    report_up(station, number);
    station_act(station, "T01", number, "dispatch", "to=310115-fgj", NULL);
    show(station, "U01", 24, 80);
    drive_keys(&drive, "<*><0>");
    drive_expect(&drive, "8    give back");
    drive_refuse(&drive, "give to somebody");
    drive_refuse(&drive, "merge");
    drive_keys(&drive, "<8><Enter>");
    drive_expect(&drive, "a reason is needed here");
    drive_keys(&drive, "不归我们<Enter>");
    drive_expect(&drive, "1 would go through, 0 are refused");
    drive_end(&drive);
}

static void the_help_names_the_keys_that_work_here(void **state)
{
    station_fill(*state, 5);
    show(*state, "S01", 40, 120);
    drive_keys(&drive, "<F12>");
    drive_expect(&drive, "Space Ctrl-X");
    drive_expect(&drive, "Mark or unmark this case");
    drive_refuse(&drive, "PageDown Space");
    drive_end(&drive);
}

static void full_width_keys_mark_too(void **state)
{
    station_fill(*state, 5);
    show(*state, "S01", 24, 80);
    drive_keys(&drive, "<　><Down><。>");
    drive_expect(&drive, "3 marked");
    drive_keys(&drive, "<－>");
    drive_refuse(&drive, "3 marked");
    drive_keys(&drive, "<＊>");
    drive_expect(&drive, "5 marked");
    drive_end(&drive);
}

static void any_keys_leave_every_row_whole(void **state)
{
    station_fill(*state, 50);
    show(*state, "S01", 24, 80);
    for (unsigned seed = 1; seed <= 5; seed++) {
        drive_keys(&drive, "<*>");
        drive_monkey(&drive, seed, 150);
    }
    drive_end(&drive);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(marks_survive_paging_and_are_counted),
        EACH(a_range_and_a_whole_queue),
        EACH(several_are_given_to_somebody_and_taken_back),
        EACH(a_case_takes_back_what_it_shares_with_others),
        EACH(it_stops_between_two_steps),
        EACH(marks_of_cases_that_left_are_told),
        EACH(a_text_that_is_needed_is_asked_for),
        EACH(duplicates_follow_one_of_them),
        EACH(the_dispatcher_sends_several_to_a_unit),
        EACH(a_clerk_gives_several_back),
        EACH(the_help_names_the_keys_that_work_here),
        EACH(full_width_keys_mark_too),
        EACH(any_keys_leave_every_row_whole),
    };

    return cmocka_run_group_tests_name("queue_mark", tests, NULL, NULL);
}
