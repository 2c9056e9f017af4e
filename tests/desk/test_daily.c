/* SPDX-License-Identifier: MIT */
/* The day's own run: what the calendar brings about, once, by the program. Monday 2026-11-16 is day
 * 0: accepted by the end of the 17th, due on the 19th. */
#include "config.h"

#include "tests/cli/shell.h"

static void assert_deeds(size_t count)
{
    if (json_length(member("acts")) != count)
        fail_msg("%zu acts, wanted %zu: %s", json_length(member("acts")), count, said.at);
}

static void what_nobody_accepted_in_time_falls_back(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", number);
    shell_at("2026-11-17T23:59");
    ask("", "daily");
    assert_deeds(0);
    shell_at("2026-11-18T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("on", "2026-11-18");
    assert_got("acts.0.number", number);
    assert_got("acts.0.act", "fall-back");
    assert_got("acts.0.holder", "S05");
    ask("", "daily");
    assert_deeds(0);
    ask("S05", "case show %s", number);
    assert_got("rule", "fallback");
    assert_got("accountable.id", "S05");
    assert_got("history.-1.by", "program");
    assert_true(strlen(got("history.-1.reason")) > 0);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

static void what_is_not_done_by_its_due_day_falls_back(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", number);
    ask("S03", "case accept %s", number);
    shell_at("2026-11-19T20:00");
    ask("", "daily");
    assert_deeds(0);
    shell_at("2026-11-20T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("acts.0.number", number);
    assert_int_equal(number_at("late_count"), 1);
}

static void what_waits_or_went_up_never_times_out(void **state)
{
    const char *waits = opened(""), *went_up = opened(""), *own = opened("");
    const char *fallen = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", waits);
    ask("S03", "case wait %s --until 2026-12-31 --reason x", waits);
    ask("S01", "case assign %s --to S03", went_up);
    ask("S03", "case report-up %s", went_up);
    ask("S01", "case fall-back %s", fallen);
    shell_at("2026-12-01T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("acts.0.number", own);
    ask("S01", "case show %s", own);
    assert_got("rule", "fallback");
    assert_got("first_contact.id", "S01");
    assert_got("flags.0", "late");
}

static void a_wait_and_a_shelf_end_on_their_day(void **state)
{
    const char *waits = opened(""), *shelved = opened("--urgency difficult");

    (void)state;
    ask("S01", "case accept %s", waits);
    ask("S01", "case wait %s --until 2026-11-18 --reason 缺照片", waits);
    ask("S05", "case shelve %s --until 2026-11-20T15:00 --reason 等拨款", shelved);
    shell_at("2026-11-17T07:00");
    ask("", "daily");
    assert_deeds(0);
    shell_at("2026-11-18T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("acts.0.number", waits);
    assert_got("acts.0.act", "resume");
    shell_at("2026-11-20T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("acts.0.number", shelved);
    ask("S01", "case show %s", waits);
    assert_got("state", "handling");
    ask("S01", "case show %s", shelved);
    assert_got("state", "received");
}

static void cover_and_promises_are_told(void **state)
{
    const char *number = opened("--resident 王秀英");

    (void)state;
    ask("S05", "staff away S03 --from 2026-11-17 --until 2026-11-18 --cover S06");
    ask("S01", "case promise %s --until 2026-11-17T15:00", number);
    ask("", "daily");
    assert_int_equal(json_length(member("cover_begun")), 0);
    assert_int_equal(json_length(member("promises")), 0);
    shell_at("2026-11-17T07:00");
    ask("", "daily");
    assert_got("cover_begun.0.id", "S03");
    assert_got("cover_begun.0.cover", "金琳");
    assert_got("promises.0.number", number);
    assert_got("promises.0.kind", "call");
    assert_got("promises.0.at", "2026-11-17T15:00:00+08:00");
    shell_at("2026-11-19T07:00");
    ask("", "daily");
    assert_got("cover_ended.0.id", "S03");
    assert_int_equal(as("", "daily"), 0);
    assert_non_null(strstr(said.at, "陈静 is back"));
}

static void a_missed_week_is_caught_up_and_told(void **state)
{
    const char *waits = opened(""), *unaccepted = opened("--urgency difficult");

    (void)state;
    ask("S01", "case accept %s", waits);
    ask("S01", "case wait %s --until 2026-11-18 --reason 缺照片", waits);
    ask("S01", "case assign %s --to S03", unaccepted);
    ask("S05", "staff away S03 --from 2026-11-17 --until 2026-11-19 --cover S06");
    ask("S05", "staff away S02 --from 2026-11-20 --until 2026-11-30 --cover S01");
    ask("", "daily");
    assert_got("unaccepted.0", unaccepted);
    shell_at("2026-11-25T07:00");
    ask("", "daily");
    assert_deeds(2);
    assert_got("acts.0.number", waits);
    assert_got("acts.0.act", "resume");
    assert_got("acts.1.number", unaccepted);
    assert_got("cover_ended.0.id", "S03");
    assert_got("cover_begun.0.id", "S02");
    assert_int_equal(json_length(member("unaccepted")), 0);
    ask("", "daily");
    assert_deeds(0);
    assert_got("cover_ended.0.id", "S03");
    shell_at("2026-11-26T07:00");
    ask("", "daily");
    assert_int_equal(json_length(member("cover_ended")), 0);
    assert_int_equal(json_length(member("cover_begun")), 0);
}

static void what_is_due_today_is_named(void **state)
{
    const char *due = opened(""), *later = opened("--urgency difficult");

    (void)state;
    (void)later;
    ask("S01", "case accept %s", due);
    shell_at("2026-11-19T07:00");
    ask("", "daily");
    assert_int_equal(json_length(member("due_today")), 1);
    assert_got("due_today.0", due);
    assert_int_equal(as("", "daily"), 0);
    assert_non_null(strstr(said.at, "is due today"));
}

/* A file may be several stations': a street's file with what its stations took in there. Each has
 * its own secretary; what another file opened is none of its business. */
static void every_station_of_the_file_is_seen_to(void **state)
{
    static const char street[] = "id,name,roles,node\n"
                                 "B01,钱进,desk,310115007002\n"
                                 "B05,赵敏,secretary,310115007002\n";
    char here[40], there[40], waits[40];

    (void)state;
    shell_write("street.csv", street);
    ask("S12", "import staff street.csv");
    snprintf(here, sizeof(here), "%s", opened(""));
    ask("B01", "case open --subject 隔壁的灯");
    snprintf(there, sizeof(there), "%s", got("number"));
    ask("B01", "case open --subject 缺材料 --urgency difficult");
    snprintf(waits, sizeof(waits), "%s", got("number"));
    ask("B01", "case wait %s --until 2026-11-18 --reason 缺照片", waits);
    shell_at("2026-11-19T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("acts.0.number", waits);
    assert_got("acts.0.act", "resume");
    assert_int_equal(json_length(member("due_today")), 2);
    assert_int_equal(number_at("open_count"), 3);
    shell_at("2026-11-20T07:00");
    ask("", "daily");
    assert_deeds(2);
    ask("S12", "case show %s", there);
    assert_got("rule", "fallback");
    assert_got("accountable.id", "B05");
    ask("S12", "case show %s", here);
    assert_got("accountable.id", "S05");
    ask("", "daily");
    assert_deeds(0);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

static void what_another_file_opened_is_left_to_it(void **state)
{
    const char *own = opened(""), *copy = opened("");

    (void)state;
    shell_move_to_another_log(copy);
    shell_at("2026-11-25T07:00");
    ask("", "daily");
    assert_deeds(1);
    assert_got("acts.0.number", own);
    ask("S12", "case show %s", copy);
    assert_got("rule", "first-contact");
}

/* Two terminals that meet the new day at once write each act once. */
static void two_runs_at_once_write_once(void **state)
{
    enum { CASES = 12 };

    (void)state;
    for (int i = 0; i < CASES; i++)
        opened("");
    shell_at("2026-11-25T07:00");
    assert_int_equal(shell("for i in 1 2 3 4; do \"$S\" --db s.db daily >run$i & done; wait; "
                           "cat run? | grep -c 'ask for fallback'"),
                     0);
    assert_string_equal(said.at, "12\n");
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_station_of_the_file_is_seen_to, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(what_another_file_opened_is_left_to_it, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(what_nobody_accepted_in_time_falls_back, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(what_is_not_done_by_its_due_day_falls_back, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(what_waits_or_went_up_never_times_out, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(a_wait_and_a_shelf_end_on_their_day, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(cover_and_promises_are_told, station_start, shell_end),
        cmocka_unit_test_setup_teardown(a_missed_week_is_caught_up_and_told, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(what_is_due_today_is_named, station_start, shell_end),
        cmocka_unit_test_setup_teardown(two_runs_at_once_write_once, station_start, shell_end),
    };

    return cmocka_run_group_tests_name("daily", tests, NULL, NULL);
}
