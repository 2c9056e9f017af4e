/* SPDX-License-Identifier: MIT */
/* The rating, where a resident has the keyboard. */
#include "config.h"

#include "drive.h"
#include "station.h"

#include "shouwen/desk/follow.h"
#include "shouwen/tui/screens/rating.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct rating about = {.subject = "楼道灯不亮", .received = "陆伟", .source = "pressed"};

/* A desk whose only other thing on screen is the name of another resident. */
static void draw_desk(struct screen *screen, struct pane body)
{
    (void)screen;
    pane_put(body, 0, 0, -1, STYLE_NORMAL, "李桂珍");
}

static enum next handle_desk(struct screen *screen, const struct event *event)
{
    return event->command == COMMAND_QUEUE ? screen_push(screen, &rating_screen, &about)
                                           : NEXT_IGNORED;
}

static const struct screen_kind desk_screen = {
    .name = "desk",
    .title = "desk",
    .contexts = CONTEXT_EVERYWHERE,
    .draw = draw_desk,
    .handle = handle_desk,
};

/* Shows the rating of a case that was solved just now. */
static void start(struct station *station, struct drive *drive, int rows, int columns)
{
    static const struct screen_kind *const screens[] = {&desk_screen, NULL};
    const struct app_config app = {.screens = screens, .context = station->desk};

    station_as(station, "S01");
    about.number = station_open(station, "S01", "周美芳", "楼道灯不亮", NULL);
    station_act(station, "S01", about.number, "solve", NULL);
    drive_start(drive, &app, rows, columns);
    drive_keys(drive, "<F4>");
    drive_expect(drive, "Attitude");
}

static struct matter rated(struct station *station)
{
    struct matter matter;
    struct error error;

    if (follow_case(station->desk, about.number, &station->arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return matter;
}

/* Lets the time pass that the screen has asked for. */
static void pass_time(struct drive *drive)
{
    assert_true(app_top(drive->app)->wake_at != 0);
    app_top(drive->app)->wake_at = 1;
    app_handle(drive->app, &(struct event){.kind = EVENT_TICK});
    app_draw(drive->app);
}

static void a_nought_says_nothing(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_refuse(&drive, "李桂珍");
    drive_keys(&drive, "<0>");
    drive_expect(&drive, "not rated");
    drive_expect(&drive, "李桂珍");
    drive_end(&drive);
    assert_int_equal(rated(*state).attitude, 0);
}

static void ignores_every_key_of_the_desk(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "6789abq :/<Esc><Enter><Tab><F2><F4><F9><F12><Ctrl-P><Ctrl-R><Ctrl-Q>");
    assert_true(drive.is_running);
    drive_expect(&drive, "Attitude");
    drive_keys(&drive, "５３");
    drive_expect(&drive, "Thank you");
    drive_keys(&drive, "55");
    drive_expect(&drive, "Thank you");
    pass_time(&drive);
    drive_expect(&drive, "李桂珍");
    drive_expect(&drive, "rated 5 and 3");
    drive_end(&drive);
    struct matter matter = rated(*state);
    assert_int_equal(matter.attitude, 5);
    assert_int_equal(matter.ability, 3);
    assert_string_equal(matter.source, "pressed");
    assert_false(matter.is_open);
}

static void goes_a_step_back_until_it_is_recorded(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "<Backspace>1");
    drive_expect(&drive, "Ability");
    drive_expect(&drive, "Backspace goes back");
    drive_keys(&drive, "<Backspace>");
    drive_expect(&drive, "Attitude");
    drive_keys(&drive, "52");
    drive_expect(&drive, "attitude 5 very satisfied   ability 2 dissatisfied");
    drive_expect(&drive, "Backspace corrects it");
    drive_keys(&drive, "<Backspace>4");
    drive_expect(&drive, "ability 4 satisfied");
    pass_time(&drive);
    drive_expect(&drive, "rated 5 and 4");
    drive_end(&drive);
    struct matter matter = rated(*state);
    assert_int_equal(matter.attitude, 5);
    assert_int_equal(matter.ability, 4);
    assert_false(matter.is_open);
}

/* Enter on the desk below would begin a request of somebody who leaves no name. */
static void enter_just_after_it_ended_by_itself_is_nobodys(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "55");
    pass_time(&drive);
    drive_expect(&drive, "李桂珍");
    drive_keys(&drive, "<Enter><Enter>");
    drive_expect(&drive, "李桂珍");
    drive_expect(&drive, "rated 5 and 5");
    /* whatever else is pressed is the desk's */
    drive_keys(&drive, "<F4>");
    drive_expect(&drive, "Attitude");
    drive_end(&drive);
}

static void opens_again_after_a_low_mark(void **state)
{
    struct drive drive;

    start(*state, &drive, 40, 120);
    drive_keys(&drive, "42");
    drive_expect(&drive, "Thank you");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "rated 4 and 2; the case is open again, with 王建国 (fallback");
    drive_end(&drive);
    struct matter matter = rated(*state);
    assert_true(matter.is_open);
    assert_int_equal(matter.rule, RULE_FALLBACK);
}

static void ends_by_itself_as_not_rated(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "5");
    drive_expect(&drive, "Ability");
    pass_time(&drive);
    drive_expect(&drive, "not rated; the one mark that was given stands in the history");
    drive_end(&drive);
    struct matter matter = rated(*state);
    assert_int_equal(matter.attitude, 0);
    assert_string_equal(act_text(matter.history[matter.history_count - 1].act, FIELD_TEXT),
                        "the resident answered one question only: attitude 5 very satisfied");
}

static void esc_leaves_with_the_marks_given(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "54");
    drive_expect(&drive, "Enter or Esc ends it");
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "李桂珍");
    drive_expect(&drive, "rated 5 and 4");
    drive_end(&drive);
    assert_int_equal(rated(*state).ability, 4);
}

/* Back at a question, the marks of before stand until others are pressed. */
static void marks_once_given_are_never_thrown_away(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "45<Backspace>");
    drive_expect(&drive, "Ability");
    pass_time(&drive);
    drive_expect(&drive, "rated 4 and 5");
    drive_end(&drive);
    assert_int_equal(rated(*state).attitude, 4);
    assert_int_equal(rated(*state).ability, 5);
}

static void what_is_typed_while_it_thanks_goes_to_the_desk(void **state)
{
    struct drive drive;

    start(*state, &drive, 24, 80);
    drive_keys(&drive, "55");
    drive_expect(&drive, "Thank you");
    drive_keys_ahead(&drive, "g<F4>");
    drive_expect(&drive, "Attitude");
    drive_end(&drive);
    assert_int_equal(rated(*state).attitude, 5);
}

static void fits_on_small_and_large_terminals(void **state)
{
    static const int sizes[][2] = {{24, 80}, {14, 50}, {40, 120}, {60, 200}};
    struct drive drive;

    start(*state, &drive, 24, 80);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        drive_resize(&drive, sizes[i][0], sizes[i][1]);
        drive_expect(&drive, "Attitude");
        drive_expect(&drive, "very satisfied");
        drive_expect(&drive, "very dissatisfied");
        drive_expect(&drive, "I would rather not say");
        if (i != 1)
            drive_expect(&drive, "question 1 of 2");
    }
    drive_keys(&drive, "0");
    drive_end(&drive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_nought_says_nothing, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(ignores_every_key_of_the_desk, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(goes_a_step_back_until_it_is_recorded, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(enter_just_after_it_ended_by_itself_is_nobodys,
                                        station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(opens_again_after_a_low_mark, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(ends_by_itself_as_not_rated, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(esc_leaves_with_the_marks_given, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(marks_once_given_are_never_thrown_away, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(what_is_typed_while_it_thanks_goes_to_the_desk,
                                        station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(fits_on_small_and_large_terminals, station_set_up,
                                        station_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
