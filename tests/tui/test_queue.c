/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/help.h"
#include "shouwen/tui/palette.h"
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

static const struct screen_kind *const screens[] = {&queue_screen, &case_screen, &palette_screen,
                                                    &help_screen, NULL};

static bool has_changed(void *context)
{
    return desk_has_changed(context);
}

static void find_jumps(void *context, const char *typed,
                       void (*found)(void *palette, const struct jump *jump), void *palette)
{
    (void)context;
    queue_find_jumps(typed, found, palette);
}

static void show(struct drive *drive, struct station *station, const char *staff)
{
    const struct app_config config = {.screens = screens,
                                      .context = station->desk,
                                      .has_changed = has_changed,
                                      .find_jumps = find_jumps};

    station_as(station, staff);
    drive_start(drive, &config, 24, 80);
}

static void says_what_to_do_when_it_is_empty(void **state)
{
    struct drive drive;

    show(&drive, *state, "S01");
    drive_expect(&drive, "nothing is waiting for you; Tab shows the next queue");
    drive_keys(&drive, "<F12>");
    drive_expect(&drive, "1                queue: mine");
    drive_keys(&drive, "<End>");
    drive_expect(&drive, "N                whoever it was given to has not begun yet");
    drive_keys(&drive, "<Esc><Tab><Tab>");
    drive_expect(&drive, "[3 under fallback 0]");
    drive_expect(&drive, "no case is under fallback responsibility");
    drive_keys(&drive, "/x");
    drive_expect(&drive, "nothing fits in this queue");
    drive_end(&drive);
}

static void shows_days_in_words_and_who_answers_today(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", "YB01");

    station_open(station, "S01", "李桂珍", "楼道灯不亮", NULL);
    station_act(station, "S01", number, "wait", "reason=缺照片", "until=1796054400000", NULL);
    show(&drive, station, "S01");
    drive_expect(&drive, "[1 mine 2]");
    drive_expect(&drive, "paused");
    drive_expect(&drive, "11-26");
    drive_expect(&drive, "陆伟");
    station_later(4 * 24 * 60);
    app_mark_stale(drive.app);
    drive_expect(&drive, "1 day late");
    drive_expect(&drive, "[1 mine 2 late 1]");
    drive_end(&drive);
}

static void pages_through_thousands(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_fill(station, 2000);
    show(&drive, station, "S01");
    drive_expect(&drive, "[1 mine 2000]");
    drive_expect(&drive, ">");
    drive_expect(&drive, "事由 1\n");
    drive_keys(&drive, "<PageDown>");
    drive_expect(&drive, "事由 15\n");
    drive_keys(&drive, "<PageUp>");
    drive_expect(&drive, "事由 1\n");
    drive_keys(&drive, "<End>");
    drive_expect(&drive, "事由 2000\n");
    drive_keys(&drive, "<Up*20>");
    drive_expect(&drive, "事由 1980\n");
    drive_keys(&drive, "<g>");
    drive_expect(&drive, "事由 1\n");
    drive_keys(&drive, "<2><s>");
    drive_expect(&drive, "newest first");
    drive_expect(&drive, "事由 2000\n");
    drive_keys(&drive, "<G>");
    drive_expect(&drive, "事由 1\n");
    drive_keys(&drive, "<1>");
    drive_refuse(&drive, "newest first");
    drive_resize(&drive, 40, 120);
    drive_expect(&drive, "事由 30");
    drive_expect(&drive, "urgency");
    drive_expect(&drive, "routine");
    drive_end(&drive);
}

static void comes_back_to_the_same_row(void **state)
{
    struct station *station = *state;
    struct drive drive;
    char row[400];

    station_fill(station, 100);
    show(&drive, station, "S01");
    drive_keys(&drive, "<PageDown*2><Down*3>");
    snprintf(row, sizeof(row), "%s", drive_row(&drive, 8));
    assert_int_equal(row[0], '>');
    static const char *const ways_back[] = {"<Esc>", "<q>", "<Left>"};
    for (size_t i = 0; i < sizeof(ways_back) / sizeof(*ways_back); i++) {
        drive_keys(&drive, "<Enter>");
        drive_expect(&drive, "history 1");
        drive_keys(&drive, ways_back[i]);
        assert_string_equal(drive_row(&drive, 8), row);
    }
    drive_end(&drive);
}

static void finds_while_typing_newest_first(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_fill(station, 60);
    station_open(station, "S01", "周美芳", "电梯故障", NULL);
    station_open(station, "S02", "李桂珍", "电梯异响", NULL);
    show(&drive, station, "S01");
    drive_keys(&drive, "<PageDown><Down>/");
    drive_expect(&drive, "words, item, name, door, end of a number, query code");
    drive_keys(&drive, "电");
    drive_expect(&drive, "in \"mine\", newest first");
    drive_expect(&drive, "电梯故障");
    drive_refuse(&drive, "电梯异响");
    drive_refuse(&drive, "事由");
    drive_keys(&drive, "<Tab>");
    assert_non_null(strstr(drive_row(&drive, 5), "电梯异响"));
    assert_non_null(strstr(drive_row(&drive, 6), "电梯故障"));
    drive_keys(&drive, "梯故");
    drive_refuse(&drive, "电梯异响");
    drive_keys(&drive, "<Backspace><Down><Enter>");
    drive_expect(&drive, "电梯故障");
    drive_keys(&drive, "<Esc>");
    assert_non_null(strstr(drive_row(&drive, 6), "电梯故障"));
    drive_keys(&drive, "<Esc>");
    drive_expect(&drive, "[2 all open 62]");
    drive_expect(&drive, "事由 1\n");
    drive_end(&drive);
}

static void leaving_a_search_shows_the_page_before_it(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_fill(station, 60);
    show(&drive, station, "S01");
    drive_keys(&drive, "<PageDown><Down*2>");
    char *before = strdup(drive_screen(&drive));
    drive_keys(&drive, "/事由 5<Esc>");
    assert_string_equal(drive_screen(&drive), before);
    free(before);
    drive_end(&drive);
}

static void opens_what_was_typed_ahead(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_fill(station, 30);
    station_open(station, "S01", "周美芳", "电梯故障", NULL);
    show(&drive, station, "S01");
    drive_keys_ahead(&drive, "/电梯<Enter><Enter>");
    drive_expect(&drive, "history 1");
    drive_expect(&drive, "电梯故障");
    drive_end(&drive);
}

static void stays_on_its_row_when_the_file_changes(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const struct event tick = {.kind = EVENT_TICK};

    station_fill(station, 40);
    show(&drive, station, "S01");
    drive_keys(&drive, "<Down*4>");
    assert_non_null(strstr(drive_row(&drive, 9), "事由 5"));
    const char *urgent = station_open(station, "S01", "周美芳", "urgent", NULL);
    station_act(station, "S01", urgent, "amend", "field=urgency", "urgency=urgent", NULL);
    app_handle(drive.app, &tick);
    assert_non_null(strstr(drive_row(&drive, 5), "urgent"));
    assert_non_null(strstr(drive_row(&drive, 10), "事由 5"));
    assert_int_equal(drive_row(&drive, 10)[0], '>');
    drive_end(&drive);
}

static void offers_queues_by_role_and_by_name(void **state)
{
    struct station *station = *state;
    struct drive drive;

    show(&drive, station, "S04");
    drive_resize(&drive, 40, 120);
    drive_expect(&drive, "[1 grid G03 0]");
    drive_keys(&drive, "<Ctrl-P>late<Enter>");
    drive_expect(&drive, "no case is late");
    drive_end(&drive);
    show(&drive, station, "T01");
    drive_resize(&drive, 40, 120);
    drive_expect(&drive, "[1 street inbox 0]");
    drive_keys(&drive, "<5>");
    drive_expect(&drive, "[5 needs a person 0]");
    drive_keys(&drive, "<9>");
    drive_expect(&drive, "[9 dispatched 0]");
    drive_keys(&drive, "<1>");
    drive_keys(&drive, "<Tab>");
    drive_expect(&drive, "[2 mine 0]");
    drive_end(&drive);
}

/* A leader whose grid is quiet begins with what is theirs; the grid is a digit away. */
static void begins_where_there_is_work(void **state)
{
    struct station *station = *state;
    struct drive drive;

    show(&drive, station, "S04");
    drive_expect(&drive, "[1 grid G03 0]");
    drive_expect(&drive, "no open case in this grid; Tab shows the next queue");
    drive_end(&drive);
    station_open(station, "S04", "周美芳", "楼道灯不亮", NULL);
    show(&drive, station, "S04");
    drive_expect(&drive, "[2 mine 1]");
    drive_expect(&drive, "楼道灯不亮");
    drive_keys(&drive, "<1>");
    drive_expect(&drive, "[1 grid G03 0]");
    drive_end(&drive);
}

static void a_low_rating_stands_out(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", "YB01");

    station_act(station, "S01", number, "solve", NULL);
    station_act(station, "S01", number, "rate", "attitude=2", "ability=4", "source=pressed", NULL);
    show(&drive, station, "S05");
    /* the state stays, the marks tell */
    drive_expect(&drive, "handling    11-26        2/4");
    drive_expect(&drive, "-- 2/4: rated 2/4 -");
    drive_end(&drive);
}

static void keeps_lists_under_keys(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_fill(station, 30);
    station_open(station, "S01", "周美芳", "电梯故障", NULL);
    const char *urgent = station_open(station, "S02", "李桂珍", "电梯异响", NULL);
    station_act(station, "S02", urgent, "amend", "field=urgency", "urgency=urgent", NULL);
    show(&drive, station, "S01");
    drive_keys(&drive, "<2>");
    drive_expect(&drive, "事由 1\n");
    /* name, key as offered, words, then on to the urgency */
    drive_keys(&drive, "f急事<Tab><Tab><Tab><2><Ctrl-S>");
    drive_expect(&drive, "[9 急事]");
    drive_expect(&drive, "电梯异响");
    drive_refuse(&drive, "电梯故障");
    drive_keys(&drive, "<1>");
    drive_refuse(&drive, "电梯异响");
    drive_keys(&drive, "<9>");
    drive_expect(&drive, "电梯异响");
    /* what is looked for is kept too; a letter where no digit is left */
    drive_keys(&drive, "<2>/电梯");
    drive_expect(&drive, "电梯故障");
    drive_expect(&drive, "Enter keep this list");
    drive_refuse(&drive, "f keep");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "Enter open the case");
    drive_expect(&drive, "f keep as a list");
    drive_keys(&drive, "</>故障");
    drive_expect(&drive, "Enter keep this list");
    drive_refuse(&drive, "电梯异响");
    drive_keys(&drive, "<Backspace><Backspace><Enter>f");
    drive_expect(&drive, "filter in: all open");
    drive_keys(&drive, "电梯的<Ctrl-S>");
    drive_expect(&drive, "[a 电梯的]");
    drive_expect(&drive, "电梯异响");
    drive_expect(&drive, "电梯故障");
    drive_refuse(&drive, "事由");
    drive_keys(&drive, "<1><a>");
    drive_expect(&drive, "电梯故障");
    /* a key that the queues use themselves is refused beside the field */
    drive_keys(&drive, "f<Enter><Tab><Backspace>s<Ctrl-S>");
    drive_expect(&drive, "is a key of the queues already");
    drive_keys(&drive, "<Backspace>z<Ctrl-S>");
    drive_expect(&drive, "[z 电梯的]");
    drive_refuse(&drive, "a 电梯的");
    drive_keys(&drive, "f<Down*2><Enter>");
    drive_expect(&drive, "is gone");
    drive_refuse(&drive, "z 电梯的");
    drive_end(&drive);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(says_what_to_do_when_it_is_empty),
        AT_STATION(shows_days_in_words_and_who_answers_today),
        AT_STATION(a_low_rating_stands_out),
        AT_STATION(pages_through_thousands),
        AT_STATION(comes_back_to_the_same_row),
        AT_STATION(finds_while_typing_newest_first),
        AT_STATION(leaving_a_search_shows_the_page_before_it),
        AT_STATION(opens_what_was_typed_ahead),
        AT_STATION(stays_on_its_row_when_the_file_changes),
        AT_STATION(offers_queues_by_role_and_by_name),
        AT_STATION(begins_where_there_is_work),
        AT_STATION(keeps_lists_under_keys),
    };

    i18n_start("en");
    return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
