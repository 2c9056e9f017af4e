/* SPDX-License-Identifier: MIT */
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

/* The queue of all open cases for somebody; Enter opens the first. */
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

/* What was closed today, as the administrator sees it. */
static void open_last(struct drive *drive, struct station *station)
{
    show(drive, station, "S12");
    drive_keys(drive, "<5><Enter>");
}

static void shows_who_answers_and_until_when(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本,要照片", "YB01");
    open_first(&drive, station, "S01");
    drive_expect(&drive, "换医疗本,要照片");
    drive_expect(&drive, "陆伟 社工  first contact since 11-23  陆伟: open");
    drive_expect(&drive, "due 11-26  3 working days left");
    drive_expect(&drive, "周美芳");
    drive_expect(&drive, "3 needed, not checked yet");
    drive_expect(&drive, "history 1");
    drive_expect(&drive, "1 note");
    drive_refuse(&drive, "8 shelve");
    drive_resize(&drive, 40, 120);
    drive_expect(&drive, "换发就医记录册");
    drive_end(&drive);
}

/* A full bar leaves out the keys that lead elsewhere, then the way back, before any act. */
static void accepts_with_a_key_and_names_every_act(void **state)
{
    static const char *const acts[] = {"a accept",
                                       "1 note",
                                       "2 promise",
                                       "3 tell the resident",
                                       "4 give to somebody",
                                       "5 remind",
                                       "7 supplement",
                                       "9 close",
                                       "0 more"};
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", NULL);
    open_first(&drive, station, "S01");
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
        drive_expect(&drive, acts[i]);
    drive_keys(&drive, "a");
    drive_expect(&drive, "recorded: accept");
    drive_refuse(&drive, "a accept");
    drive_keys(&drive, "a");
    drive_expect(&drive, "has accepted this case already");
    drive_end(&drive);
}

static void assigns_to_whose_duty_it_is_and_takes_it_back(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", "YB01");
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<4>");
    drive_expect(&drive, ">陈静 社工");
    drive_expect(&drive, "duty, holds 0");
    drive_expect(&drive, "backup, holds 0");
    drive_expect(&drive, "away until 11-28");
    int presses = drive.presses;
    drive_keys(&drive, "<Enter>请今天联系<Enter>");
    assert_int_equal(drive.presses - presses, 2);
    drive_expect(&drive, "recorded: assign; accountable is now 陈静. Ctrl-Z takes it back");
    drive_expect(&drive, "陈静 社工  assigned since 11-23  陆伟: assign  not accepted yet");
    drive_expect(&drive, "陆伟 to 陈静 请今天联系");
    drive_expect(&drive, "undo (10 min)");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "taken back: assign; accountable is now 陆伟");
    drive_expect(&drive, "[undone]");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "an undo cannot be undone");
    drive_end(&drive);
}

static void undo_ends_after_ten_minutes(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<1>电话没人接<Enter>");
    drive_expect(&drive, "recorded: note");
    station_later(7);
    app_mark_stale(drive.app);
    drive_expect(&drive, "undo (3 min)");
    station_later(4);
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "more than 10 minutes have passed");
    drive_refuse(&drive, "undo (");
    drive_end(&drive);
}

static void declines_and_the_secretary_designates(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "李桂珍", "楼上漏水", NULL);

    station_act(station, "S01", number, "assign", "to=S03", NULL);
    open_first(&drive, station, "S03");
    drive_keys(&drive, "<0>");
    drive_expect(&drive, "decline");
    drive_keys(&drive, "decline<Enter><Enter>");
    drive_expect(&drive, "must be filled in");
    drive_keys(&drive, "要鉴定漏水原因<Enter>");
    drive_expect(&drive, "recorded: decline; accountable is now 王建国");
    drive_expect(&drive, "fallback since 11-23  陈静: decline, 要鉴定漏水原因");
    drive_keys(&drive, "<4>");
    drive_expect(&drive, "may designate somebody for this case; ask 王建国");
    drive_end(&drive);
    open_first(&drive, station, "S05");
    drive_expect(&drive, "4 give to somebody");
    drive_keys(&drive, "<0>claim<Enter>");
    drive_expect(&drive, "recorded: claim");
    drive_keys(&drive, "<4>张欣<Enter><Enter>");
    drive_expect(&drive, "recorded: designate; accountable is now 张欣");
    drive_expect(&drive, "fallback since");
    drive_keys(&drive, "<6>明天 15:00<Enter>房管局、物业<Enter>议事区<Enter>");
    drive_expect(&drive, "on-site");
    drive_expect(&drive, "11-24 15:00 议事区  房管局 no answer yet  物业 no answer yet");
    drive_keys(&drive, "<8>等鉴定<Enter>11-01<Enter>");
    drive_expect(&drive, "lies in the past");
    drive_expect(&drive, "等鉴定");
    drive_keys(&drive, "<Ctrl-U>12-30<Enter>");
    drive_expect(&drive, "the case is now: shelved");
    drive_end(&drive);
}

static void what_is_not_possible_answers_with_one_sentence(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", NULL);
    open_first(&drive, station, "S02");
    drive_refuse(&drive, "3 tell");
    drive_keys(&drive, "<3>");
    drive_expect(&drive, "only the accountable person may tell the resident the outcome; ask 陆伟");
    drive_keys(&drive, "<8>");
    drive_expect(&drive, "only the secretary may shelve this case; ask 王建国");
    drive_keys(&drive, "<7>");
    drive_expect(&drive, "or the handling unit's clerk may let");
    drive_end(&drive);
}

static void ticks_waits_and_goes_on(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", "YB01");
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<7>");
    drive_expect(&drive, "Enter all is here");
    drive_keys(&drive, "<1><2>");
    drive_expect(&drive, "[x] 旧册");
    drive_keys(&drive, "<0>");
    drive_expect(&drive, "照片");
    drive_keys(&drive, "<Enter>+5<Enter>");
    drive_expect(&drive, "the case is now: waiting");
    drive_expect(&drive, "1 of 3 missing: 3 照片");
    drive_expect(&drive, "the clock stands");
    drive_keys(&drive, "<7><3><Enter>");
    drive_expect(&drive, "all 3 are here");
    drive_expect(&drive, "the case is now: received");
    drive_keys(&drive, "<Ctrl-Z>");
    drive_expect(&drive, "1 of 3 missing: 3 照片");
    drive_end(&drive);
}

static void promises_are_kept(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<2>18:30<Enter>");
    drive_expect(&drive, "promise: call back today 18:30 陆伟");
    drive_keys(&drive, "说结果<Enter>");
    drive_expect(&drive, "today 18:30 陆伟 call back 周美芳  说结果");
    int presses = drive.presses;
    drive_keys(&drive, "<2><Enter><Enter>");
    assert_int_equal(drive.presses - presses, 3);
    drive_expect(&drive, "recorded: promise");
    drive_keys(&drive, "<0>keep<Enter><Enter>");
    drive_expect(&drive, "recorded: keep the promise");
    drive_end(&drive);
}

static void closes_is_rated_low_and_falls_back(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<3>电话告知<Enter>");
    drive_expect(&drive, "the case is now: told");
    drive_keys(&drive, "<3>");
    drive_expect(&drive, "2  by phone");
    drive_keys(&drive, "<Esc>");
    drive_keys(&drive, "<9><1>已换好<Enter>");
    drive_expect(&drive, "the case is closed: solved");
    drive_expect(&drive, "not rated");
    drive_keys(&drive, "<4>");
    drive_expect(&drive, "the case is closed; reopen it with a reason to go on");
    drive_keys(&drive, "<3><2><2><5><Enter>");
    drive_expect(&drive, "the case is open again, accountable is 王建国");
    drive_expect(&drive, "attitude 2, ability 5 (by phone)");
    drive_refuse(&drive, "Ctrl-Z takes it back");
    drive_end(&drive);
}

static void the_resident_presses(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    station_act(station, "S01", number, "close", "outcome=solved", NULL);
    show(&drive, station, "S01");
    drive_keys(&drive, "<5><Enter><0>rate<Enter><1>");
    drive_expect(&drive, "Attitude");
    drive_refuse(&drive, "history");
    drive_keys(&drive, "<5><4>");
    app_handle(drive.app, &(struct event){.kind = EVENT_TICK});
    drive_end(&drive);
    open_last(&drive, station);
    drive_expect(&drive, "attitude 5, ability 4 (pressed at the desk)");
    drive_end(&drive);
}

static void reopens_with_a_reason(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    station_act(station, "S01", number, "close", "outcome=solved", NULL);
    show(&drive, station, "S01");
    drive_keys(&drive, "<5><Enter><0>reopen<Enter>没修好<Enter>");
    drive_expect(&drive, "the case is open again, accountable is 陆伟");
    drive_end(&drive);
}

static void the_untold_close_needs_a_reason(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "路灯", NULL);

    station_act(station, "S01", number, "report-up", NULL);
    station_act(station, "T01", number, "dispatch", "to=310115-fgj", NULL);
    open_first(&drive, station, "S01");
    drive_expect(&drive, "区房管局");
    drive_expect(&drive, "unit due 12-02  7 working days left");
    drive_keys(&drive, "<?>");
    drive_expect(&drive, "the first dispatch moved it to the department's day: 12-02");
    drive_keys(&drive, "<PageDown*2>");
    drive_expect(&drive, "for the handling unit");
    drive_keys(&drive, "<Esc>");
    station_act(station, "U01", number, "reply", "text=已换灯", NULL);
    app_mark_stale(drive.app);
    drive_expect(&drive, "9 close (3 first)");
    drive_keys(&drive, "<9><Enter><Enter>");
    drive_expect(&drive, "why not told");
    drive_keys(&drive, "<Esc><3>");
    drive_expect(&drive, "text  已换灯");
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "the case is now: told");
    drive_expect(&drive, "9 close");
    drive_end(&drive);
}

/* The unit sees who urged it; both clocks say what moved them. */
static void the_receiver_sees_who_urges_and_why_the_days_moved(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "路灯", NULL);
    int32_t day;
    char until[32];

    station_act(station, "S01", number, "report-up", NULL);
    station_act(station, "T01", number, "dispatch", "to=310115-fgj", NULL);
    station_act(station, "S01", number, "remind", "text=请先看现场", NULL);
    station_act(station, "V01", number, "supervise", "text=一周内办", NULL);
    assert_true(clock_parse_day("2026-12-10", &day));
    station_act(station, "V01", number, "extend", station_until(day, until), "reason=要开挖", NULL);
    show(&drive, station, "U01");
    drive_keys(&drive, "<1><Enter>");
    drive_expect(&drive, "reminded      today 10:42 陆伟 to 区房管局  请先看现场");
    drive_expect(&drive, "supervised    today 10:42 方慧 to 区房管局  一周内办");
    drive_expect(&drive, "unit due 12-10 (was 12-02)");
    drive_expect(&drive, "3 reply");
    drive_expect(&drive, "8 give back");
    drive_keys(&drive, "<?>");
    drive_expect(&drive, "extended to 12-10 Thu by 方慧: 要开挖");
    drive_keys(&drive, "<End>");
    drive_expect(&drive, "for the handling unit: 7 working days after 11-23 Mon");
    drive_expect(&drive, "extended to 12-10 Thu by 方慧: 要开挖");
    drive_end(&drive);
}

static void merges_into_the_case_of_the_same_person(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "李桂珍", "另一件", NULL);
    station_open(station, "S01", "周美芳", "楼道灯", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<0>merge<Enter><Enter><Enter>");
    drive_expect(&drive, "the case is closed: merged");
    drive_expect(&drive, "follows case 007001-261123-");
    drive_end(&drive);
    /* the one that goes on says whom it is about besides */
    open_first(&drive, station, "S01");
    drive_expect(&drive, "followed by");
    drive_expect(&drive, "李桂珍");
    drive_expect(&drive, "周美芳");
    drive_end(&drive);
}

static void amends_a_field(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "李桂珍", "楼倒灯", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<0>amend<Enter><1>楼道灯不亮<Enter>");
    drive_expect(&drive, "recorded: amend");
    drive_expect(&drive, "about: 楼道灯不亮");
    drive_end(&drive);
}

static void reveals_a_phone_and_notes_it(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    station_act(station, "S01", number, "amend", "field=phone", "phone=13900002208", NULL);
    open_first(&drive, station, "S01");
    drive_expect(&drive, "139****2208");
    drive_keys(&drive, "<0>reveal<Enter>");
    drive_expect(&drive, "that was noted");
    drive_expect(&drive, "13900002208");
    drive_keys(&drive, "<Esc><Enter>");
    drive_expect(&drive, "139****2208");
    drive_end(&drive);
}

static void prints_a_receipt(void **state)
{
    struct station *station = *state;
    struct drive drive;

    station_open(station, "S01", "周美芳", "换医疗本", NULL);
    open_first(&drive, station, "S01");
    drive_keys(&drive, "<p>");
    drive_expect(&drive, "1  print the receipt");
    drive_refuse(&drive, "outcome letter");
    drive_keys(&drive, "<1>");
    drive_expect(&drive, "receipt-");
    drive_end(&drive);
}

static void scrolls_a_long_history(void **state)
{
    struct station *station = *state;
    struct drive drive;
    char text[64];
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    for (int i = 1; i <= 30; i++) {
        snprintf(text, sizeof(text), "text=第%02d次上门,家里没有人,留了联系卡在门上", i);
        station_act(station, "S01", number, "note", text, NULL);
    }
    open_first(&drive, station, "S01");
    drive_expect(&drive, "第30次");
    drive_keys(&drive, "<Home>");
    drive_expect(&drive, "open   陆伟");
    drive_refuse(&drive, "第30次");
    drive_keys(&drive, "<PageDown><PageDown>");
    drive_refuse(&drive, "open   陆伟");
    /* somebody adds to it: what is being read stays */
    char before[400];
    snprintf(before, sizeof(before), "%s", drive_row(&drive, 12));
    station_act(station, "S02", number, "note", "text=new", NULL);
    app_mark_stale(drive.app);
    assert_string_equal(drive_row(&drive, 12), before);
    drive_keys(&drive, "<End>");
    drive_expect(&drive, "new");
    drive_end(&drive);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(shows_who_answers_and_until_when),
        AT_STATION(accepts_with_a_key_and_names_every_act),
        AT_STATION(assigns_to_whose_duty_it_is_and_takes_it_back),
        AT_STATION(undo_ends_after_ten_minutes),
        AT_STATION(declines_and_the_secretary_designates),
        AT_STATION(what_is_not_possible_answers_with_one_sentence),
        AT_STATION(ticks_waits_and_goes_on),
        AT_STATION(promises_are_kept),
        AT_STATION(closes_is_rated_low_and_falls_back),
        AT_STATION(the_resident_presses),
        AT_STATION(reopens_with_a_reason),
        AT_STATION(the_untold_close_needs_a_reason),
        AT_STATION(the_receiver_sees_who_urges_and_why_the_days_moved),
        AT_STATION(merges_into_the_case_of_the_same_person),
        AT_STATION(amends_a_field),
        AT_STATION(reveals_a_phone_and_notes_it),
        AT_STATION(prints_a_receipt),
        AT_STATION(scrolls_a_long_history),
    };

    i18n_start("en");
    return cmocka_run_group_tests_name("case", tests, NULL, NULL);
}
