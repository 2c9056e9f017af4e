/* SPDX-License-Identifier: MIT */
/* What was recorded at two places without knowing of each other, side by side, and a digit that
 * settles it. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/journal.h"
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

static struct matter fold(struct station *station, const char *number)
{
    struct matter matter;
    struct error error;

    assert_int_equal(follow_case(station->other, number, &station->arena, &matter, &error),
                     STATUS_OK);
    return matter;
}

/* Closed by S01, and brought to fallback by S03, who did not know of it. */
static const char *make_conflict(struct station *station, const char *done)
{
    const char *number = station_open(station, "S01", "周美芳", "楼上漏水", NULL);
    const uint64_t on = fold(station, number).latest[0];
    struct act act = {.kind = ACT_FALL_BACK, .on = &on, .on_count = 1, .by = "S03"};
    struct journal_log log;
    struct ledger *ledger;
    struct error error;

    station_act(station, "S01", number, "close", "outcome=solved", done, NULL);
    act.word = act_word(act.kind);
    act.subject = arena_format(&station->arena, "case/%s", number);
    act.value[FIELD_NODE] = STATION_NODE;
    act.value[FIELD_HOLDER] = "S05";
    act.value[FIELD_REASON] = "要鉴定原因";
    act.entered_at = act.happened_at = clock_now_at();
    assert_int_equal(desk_ledger(station->other, &ledger, &error), STATUS_OK);
    assert_int_equal(ledger_begin(ledger, &error), STATUS_OK);
    assert_int_equal(journal_own_log(ledger_db(ledger), &log, &error), STATUS_OK);
    assert_int_equal(journal_append(ledger_db(ledger), &log, &act, &error), STATUS_OK);
    assert_int_equal(ledger_commit(ledger, &error), STATUS_OK);
    assert_int_equal(ledger_rebuild(ledger, 0, &error), STATUS_OK);
    assert_int_equal(desk_refresh(station->desk, &error), STATUS_OK);
    return number;
}

/* An act that a version to come has recorded, and that must not be passed over. */
static void make_newer(struct station *station, const char *number)
{
    const uint64_t on = fold(station, number).latest[0];
    struct act act = {.kind = ACT_UNKNOWN, .on = &on, .on_count = 1, .by = "S03"};
    struct journal_log log;
    struct ledger *ledger;
    struct error error;

    act.word = "Transfer";
    act.subject = arena_format(&station->arena, "case/%s", number);
    act.entered_at = act.happened_at = clock_now_at();
    assert_int_equal(desk_ledger(station->other, &ledger, &error), STATUS_OK);
    assert_int_equal(ledger_begin(ledger, &error), STATUS_OK);
    assert_int_equal(journal_own_log(ledger_db(ledger), &log, &error), STATUS_OK);
    assert_int_equal(journal_append(ledger_db(ledger), &log, &act, &error), STATUS_OK);
    assert_int_equal(ledger_commit(ledger, &error), STATUS_OK);
    assert_int_equal(ledger_rebuild(ledger, 0, &error), STATUS_OK);
    assert_int_equal(desk_refresh(station->desk, &error), STATUS_OK);
}

static void a_case_of_a_newer_version_is_read_only(void **state)
{
    struct station *station = *state;
    const struct app_config config = {.screens = screens, .context = station->desk};
    const char *number = station_open(station, "S01", "周美芳", "楼上漏水", NULL);
    struct drive drive;

    make_newer(station, number);
    station_as(station, "S01");
    drive_start(&drive, &config, 24, 80);
    drive_keys(&drive, "<Enter>");
    drive_expect(&drive, "a newer version is needed: read only until an administrator");
    drive_keys(&drive, "<1>");
    drive_expect(&drive, "a newer version of the program has recorded what this one does not");
    drive_end(&drive);
}

static void open_conflict(struct drive *drive, struct station *station, int rows, int columns)
{
    const struct app_config config = {.screens = screens, .context = station->desk};

    station_as(station, "S05");
    drive_start(drive, &config, rows, columns);
    drive_keys(drive, "<5>");
    drive_expect(drive, "[5 needs a person 1]");
    drive_keys(drive, "<Enter>");
    drive_expect(drive, "needs a person: 0, then resolve");
    drive_expect(drive, "0 more (resolve)");
    drive_keys(drive, "<0><Enter>");
}

static void both_versions_stand_side_by_side(void **state)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}};
    struct station *station = *state;
    struct drive drive;

    make_conflict(station, "text=已修好");
    for (int i = 0; i < 2; i++) {
        open_conflict(&drive, station, sizes[i][0], sizes[i][1]);
        drive_expect(&drive, "1  ask for fallback");
        drive_expect(&drive, "2  close");
        drive_expect(&drive, "要鉴定原因");
        drive_expect(&drive, "已修好");
        drive_expect(&drive, "stands now");
        drive_expect(&drive, "closed: solved");
        drive_expect(&drive, "1-2 let this version hold");
        drive_keys(&drive, "<3>");
        drive_expect(&drive, "1  ask for fallback");
        drive_end(&drive);
    }
}

/* A name of 40 characters that ends with one of its own. */
static void rename_to_long(struct station *station, const char *id, const char *end)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    struct text name = TEXT_EMPTY;
    enum ledger_change change;
    struct ledger *ledger;
    struct error error;

    for (int i = 0; i < 39; i++)
        text_add(&name, "阿");
    text_add(&name, end);
    record.value[RECORD_STAFF_NAME] = name.at;
    assert_int_equal(desk_ledger(station->other, &ledger, &error), STATUS_OK);
    assert_int_equal(ledger_put(ledger, "S12", &record, &change, &error), STATUS_OK);
    assert_int_equal(desk_refresh(station->desk, &error), STATUS_OK);
    text_release(&name);
}

/* Long names are wrapped, never cut inside a character; what a version comes to stands above its
 * text, and a text that is longer than the screen is scrolled, and said to be. */
static void what_is_long_is_wrapped_and_scrolled(void **state)
{
    struct station *station = *state;
    struct text done = TEXT_EMPTY;
    struct drive drive;

    text_add(&done, "text=");
    for (int i = 0; i < 300; i++)
        text_add(&done, "修");
    text_add(&done, "完");
    make_conflict(station, done.at);
    rename_to_long(station, "S03", "末");
    rename_to_long(station, "S05", "终");
    open_conflict(&drive, station, 24, 80);
    drive_expect(&drive, "终");
    drive_expect(&drive, "末");
    drive_expect(&drive, "closed: solved");
    drive_expect(&drive, "rows 1-");
    drive_refuse(&drive, "完");
    drive_refuse(&drive, "\xEF\xBF\xBD");
    drive_keys(&drive, "<Down>");
    drive_expect(&drive, "rows 2-");
    drive_keys(&drive, "<PageDown><PageDown>");
    drive_expect(&drive, "完");
    drive_keys(&drive, "<End><End>");
    drive_expect(&drive, "完");
    drive_keys(&drive, "<Home>");
    drive_expect(&drive, "rows 1-");
    drive_expect(&drive, "closed: solved");
    drive_keys(&drive, "<2>");
    drive_expect(&drive, "closed: solved");
    drive_end(&drive);
    text_release(&done);
}

static void a_digit_lets_one_hold(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = make_conflict(station, "text=已修好");

    open_conflict(&drive, station, 24, 80);
    drive_keys(&drive, "<2>");
    drive_expect(&drive, "closed: solved");
    drive_keys(&drive, "问过居民<Enter>");
    drive_expect(&drive, "recorded: resolve");
    drive_end(&drive);
    struct matter matter = fold(station, number);
    assert_false(matter.is_open);
    assert_string_equal(matter.outcome, "solved");
    assert_int_equal(matter.conflict_count, 0);
    assert_int_equal(matter.history_count, 4); /* what was not chosen is kept */
}

static void nought_leaves_it_as_it_stands(void **state)
{
    struct station *station = *state;
    struct drive drive;
    const char *number = make_conflict(station, "text=已修好");

    open_conflict(&drive, station, 24, 80);
    drive_keys(&drive, "<0><Enter>");
    drive_expect(&drive, "recorded: resolve");
    drive_end(&drive);
    struct matter matter = fold(station, number);
    assert_true(matter.is_open);
    assert_int_equal(matter.rule, RULE_FALLBACK);
    assert_int_equal(matter.conflict_count, 0);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(both_versions_stand_side_by_side),
        AT_STATION(what_is_long_is_wrapped_and_scrolled),
        AT_STATION(a_digit_lets_one_hold),
        AT_STATION(a_case_of_a_newer_version_is_read_only),
        AT_STATION(nought_leaves_it_as_it_stands),
    };

    i18n_start("en");
    return cmocka_run_group_tests_name("case_conflict", tests, NULL, NULL);
}
