/* SPDX-License-Identifier: MIT */
/* A calendar that does not reach: seen everywhere, never guessed; and what moves when it comes. */
#include "config.h"

#include "tests/cli/shell.h"

#define NEXT_YEAR                                                                                  \
    "date,kind,name\n2027-01-01,holiday,元旦\n2027-01-02,holiday,元旦\n"                       \
    "2027-01-03,holiday,元旦\n"                                                                  \
    "2027-10-01,holiday,国庆节\n"

static void from_november_on_the_next_year_is_asked_for(void **state)
{
    (void)state;
    shell_at("2026-10-31T23:59");
    ask("", "daily");
    assert_int_equal(number_at("open_count"), 0);
    assert_null(strstr(said.at, "2027"));
    shell_at("2026-11-01T00:00");
    ask("", "daily");
    assert_int_equal(number_at("missing_calendar"), 2027);
    assert_int_equal(as("", "daily"), 0);
    assert_non_null(strstr(said.at, "the 2027 calendar is not loaded"));
    assert_int_equal(as("", "doctor"), 1);
    assert_non_null(strstr(said.at, "the 2027 calendar is not loaded"));
    shell_write("2027.csv", NEXT_YEAR);
    ask("S12", "import calendar 2027.csv");
    assert_int_equal(number_at("moved_count"), 0);
    ask("", "daily");
    assert_null(strstr(said.at, "2027"));
    /* a year that was skipped is missing in any month */
    shell_at("2028-02-01T09:00");
    ask("", "daily");
    assert_int_equal(number_at("missing_calendar"), 2028);
}

static void a_day_that_is_not_known_is_said_and_moves_when_its_year_comes(void **state)
{
    const char *across, *within;

    (void)state;
    within = opened("--urgency special");
    shell_at("2026-12-30T09:00");
    across = opened("");
    ask("S01", "case show %s", across);
    assert_got("due_on", "");
    assert_got("flags.0", "calendar");
    assert_int_equal(as("S01", "case show %s", across), 0);
    assert_non_null(strstr(said.at, "the 2027 calendar is not loaded"));
    assert_int_equal(as("S01", "case list --queue open"), 0);
    assert_non_null(strstr(said.at, "no calendar"));
    refused(1, "the 2027 calendar is not loaded", "", "due --from 2026-12-30 --days 3");
    assert_int_equal(as("S01", "due moved"), 0);
    assert_non_null(strstr(said.at, "no calendar has moved a due day yet"));
    shell_write("2027.csv", NEXT_YEAR);
    ask("S12", "import calendar 2027.csv --dry-run");
    assert_int_equal(number_at("moved_count"), 1);
    assert_int_equal(as("S01", "due moved"), 0);
    assert_non_null(strstr(said.at, "no calendar has moved a due day yet"));
    ask("S12", "import calendar 2027.csv");
    assert_int_equal(number_at("moved_count"), 1);
    assert_got("moved.0.number", across);
    assert_got("moved.0.due_before", "");
    assert_got("moved.0.due_on", "2027-01-05");
    ask("S12", "import calendar 2027.csv");
    assert_int_equal(number_at("moved_count"), 0);
    ask("S01", "due moved");
    assert_got("at", "2026-12-30T09:00:00+08:00");
    assert_got("moved.0.number", across);
    ask("S01", "case show %s", across);
    assert_got("due_on", "2027-01-05");
    assert_null(strstr(said.at, "\"calendar\""));
    /* a correction of the notice moves it again */
    shell_write("fix.csv", "date,kind,name\n2027-01-05,holiday,元旦\n");
    assert_int_equal(as("S12", "import calendar fix.csv"), 0);
    assert_non_null(strstr(said.at, "2027-01-05 -> 2027-01-06"));
    assert_null(strstr(said.at, within));
}

/* What is shown of closed cases is what their acts say by the calendar as it is now. */
static void closed_cases_follow_the_calendar_too(void **state)
{
    const char *unknown, *known;
    char kept[64];

    (void)state;
    known = opened("");
    ask("S01", "case solve %s --text 好了", known);
    ask("S01", "case show %s", known);
    snprintf(kept, sizeof(kept), "%s", got("due_on"));
    shell_at("2026-12-30T09:00");
    unknown = opened("");
    ask("S01", "case solve %s --text 好了", unknown);
    shell_write("2027.csv", NEXT_YEAR);
    ask("S12", "import calendar 2027.csv");
    ask("S12", "check");
    ask("S01", "case show %s", unknown);
    assert_got("due_on", "2027-01-05");
    /* a day of the past that was no workday after all */
    shell_write("past.csv", "date,kind,name\n2026-11-18,holiday,临时放假\n");
    ask("S12", "import calendar past.csv");
    ask("S12", "check");
    ask("S01", "case show %s", known);
    assert_string_not_equal(got("due_on"), kept);
    ask("S12", "import list");
    ask("S12", "import undo %d", (int)number_at("imports.0.id"));
    ask("S12", "check");
    ask("S01", "case show %s", known);
    assert_got("due_on", kept);
}

/* The site counts acts on rest days by the other usage from now on: every case follows, and check
 * finds nothing; and back again. */
static void another_usage_for_rest_days_counts_anew(void **state)
{
    static const char next[] = "--config next.ini";
    char open[64], closed[64];

    (void)state;
    shell_write("next.ini", "[limit]\nrest_day = next-working-day\n");
    shell_at("2026-11-21T09:00"); /* a Saturday */
    snprintf(open, sizeof(open), "%s", opened(""));
    snprintf(closed, sizeof(closed), "%s", opened(""));
    ask("S01", "case solve %s --text 好了", closed);
    ask("S01", "case show %s", open);
    assert_got("due_on", "2026-11-25");
    ask("S12", "%s check", next);
    assert_true(json_get_boolean(answer, "ok"));
    ask("S01", "%s case show %s", next, open);
    assert_got("due_on", "2026-11-26");
    ask("S01", "%s case show %s", next, closed);
    assert_got("due_on", "2026-11-26");
    ask("S01", "%s due moved", next);
    assert_got("moved.0.number", open);
    assert_got("moved.0.due_before", "2026-11-25");
    assert_got("moved.0.due_on", "2026-11-26");
    ask("S12", "check");
    assert_true(json_get_boolean(answer, "ok"));
    ask("S01", "case show %s", closed);
    assert_got("due_on", "2026-11-25");
    /* where a day begins is a setting too */
    shell_write("zone.ini", "[desk]\nutc_offset = 0\n");
    shell_at("2026-11-21T00:00Z");
    ask("S12", "--config zone.ini check");
    assert_true(json_get_boolean(answer, "ok"));
    ask("S12", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_november_on_the_next_year_is_asked_for, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(
            a_day_that_is_not_known_is_said_and_moves_when_its_year_comes, station_start,
            shell_end),
        cmocka_unit_test_setup_teardown(closed_cases_follow_the_calendar_too, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(another_usage_for_rest_days_counts_anew, station_start,
                                        shell_end),
    };

    return cmocka_run_group_tests_name("almanac", tests, NULL, NULL);
}
