/* SPDX-License-Identifier: MIT */
/* Who works here: absence with cover, and leaving. */
#include "config.h"

#include "tests/cli/shell.h"

static void the_roster_says_who_holds_what(void **state)
{
    (void)state;
    opened("");
    ask("S01", "staff list");
    assert_int_equal(json_length(member("staff")), 10);
    assert_got("staff.0.id", "S01");
    assert_got("staff.0.roles.0", "desk");
    assert_got("staff.0.status", "active");
    assert_int_equal(number_at("staff.0.open_count"), 1);
    ask("S01", "staff may S05");
    assert_got("name", "王建国");
    assert_got("roles.0", "secretary");
    bool may_designate = false;
    for (size_t i = 0; i < json_length(member("may")); i++)
        may_designate |=
            strcmp(json_get_text(json_item(member("may"), i), "act"), "designate") == 0;
    assert_true(may_designate);
    assert_int_equal(as("S01", "staff may S12"), 0);
    assert_non_null(strstr(said.at, "as the station's desk: tick"));
    refused(1, "X99", "S01", "staff may X99");
}

static void the_cover_answers_while_it_lasts(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", number);
    ask("S03", "staff away S03 --from 2026-11-17 --until 2026-11-18");
    assert_got("cover", "S06"); /* the backup */
    ask("S01", "case show %s", number);
    assert_got("accountable.id", "S03");
    shell_at("2026-11-17T09:00");
    ask("S01", "case show %s", number);
    assert_got("accountable.id", "S06");
    assert_got("holder", "S03");
    ask("S06", "case list --queue mine");
    assert_got("cases.0.number", number);
    ask("S06", "case accept %s", number);
    refused(1, "away", "S01", "case assign %s --to S03", opened(""));
    shell_at("2026-11-19T09:00");
    ask("S01", "case show %s", number);
    assert_got("accountable.id", "S03");
}

static void an_absence_is_changed_and_taken_back(void **state)
{
    (void)state;
    ask("S12", "staff away S03 --from 2026-11-18 --cover S04");
    assert_got("away_from", "2026-11-18");
    assert_true(json_text(member("away_until")) == NULL);
    ask("S12", "staff away S03 --until 2026-11-20");
    assert_got("away_from", "2026-11-18");
    assert_got("away_until", "2026-11-20");
    assert_got("cover", "S04");
    ask("S12", "staff away S03 --until 2026-11-15");
    assert_true(json_text(member("away_from")) == NULL);
    assert_got("cover", "");
    refused(1, "before it begins", "S12", "staff away S03 --from 2026-11-20 --until 2026-11-19");
    refused(1, "own cover", "S12", "staff away S03 --cover S03");
    refused(1, "same place", "S12", "staff away S03 --cover T01");
    refused(1, "X99", "S12", "staff away S03 --cover X99");
    ask("S12", "staff away S03 --from 2026-11-18 --until 2026-11-20 --cover ''");
    assert_got("cover", "");
    ask("S12", "staff away S03 --until 2026-11-15");
    refused(2, "day", "S12", "staff away S03 --from soon");
    ask("S06", "staff away S06");
    refused(1, "not here", "S12", "staff away S03 --cover S06");
    refused(4, "secretary", "S01", "staff away S03");
}

static void who_leaves_hands_everything_over(void **state)
{
    const char *held = opened(""), *fallen = opened("");

    (void)state;
    ask("S01", "case assign %s --to S04", held);
    ask("S01", "case fall-back %s", fallen);
    ask("S05", "case designate %s --to S04", fallen);
    ask("S12", "staff leave S04 --dry-run");
    assert_int_equal(json_length(member("cases")), 2);
    assert_got("cases.0.accountable.id", "S05");
    assert_got("cases.1.accountable.id", "S05");
    assert_got("grids.0", "310115007001-G03");
    ask("S01", "case show %s", held);
    assert_got("accountable.id", "S04");
    ask("S05", "staff leave S04");
    assert_int_equal(json_length(member("cases")), 2);
    ask("S01", "case show %s", held);
    assert_got("rule", "fallback");
    assert_got("accountable.id", "S05");
    assert_got("history.-1.by", "program");
    ask("S01", "case show %s", fallen);
    assert_got("accountable.id", "S05");
    assert_got("holder", "S05");
    assert_got("rule", "fallback");
    assert_got("history.-1.act", "fall-back");
    ask("", "daily");
    assert_int_equal(json_length(member("acts")), 0);
    refused(4, "left", "S04", "case list");
    refused(1, "already", "S05", "staff leave S04");
    refused(1, "only administrator", "S12", "staff leave S12");
    refused(4, "administrator", "S03", "staff leave S01");
    ask("S12", "report audit");
    assert_got("audit.-1.what", "denied staff leave");
    assert_got("audit.-1.subject", "S01");
}

/* Accountability never leaves the home station: a copy of what another file opened is left to that
 * file, whoever holds it, while the cases of all stations of this file fall back, each to its own
 * secretary. */
static void a_copy_is_handed_on_where_it_was_taken_in(void **state)
{
    static const char street[] = "id,name,roles,node\n"
                                 "B01,钱进,desk,310115007002\n"
                                 "B05,赵敏,secretary,310115007002\n";
    const char *own = opened(""), *copy = opened("");
    char there[40];

    (void)state;
    shell_write("street.csv", street);
    ask("S12", "import staff street.csv");
    ask("B01", "case open --subject 隔壁的灯");
    snprintf(there, sizeof(there), "%s", got("number"));
    shell_move_to_another_log(copy);
    ask("S12", "staff leave S01 --dry-run");
    assert_int_equal(json_length(member("cases")), 2);
    ask("S12", "staff leave S01");
    ask("S12", "case show %s", own);
    assert_got("rule", "fallback");
    assert_got("holder", "S05");
    ask("S12", "case show %s", copy);
    assert_got("rule", "first-contact");
    assert_got("holder", "S01");
    assert_int_equal(json_length(member("history")), 1);
    /* a roster that says so is the same */
    shell_write("left.csv", "id,status\nB01,left\n");
    shell_move_to_another_log(there);
    ask("S12", "import staff left.csv");
    ask("S12", "case show %s", there);
    assert_got("holder", "B01");
    assert_int_equal(json_length(member("history")), 1);
}

/* Forty open cases: each has somebody before, in the preview, and after. */
static void forty_cases_go_over_at_once(void **state)
{
    enum { CASES = 40 };

    (void)state;
    for (int i = 0; i < CASES; i++)
        ask("S01", "case assign %s --to S03", opened(""));
    ask("S01", "case promise %s --until 2026-11-17T15:00 --to S03", opened(""));
    ask("S12", "staff leave S03 --dry-run");
    assert_int_equal(json_length(member("cases")), CASES);
    for (size_t i = 0; i < CASES; i++)
        assert_string_equal(
            json_get_text(json_get(json_item(member("cases"), i), "accountable"), "id"), "S05");
    assert_int_equal(json_length(member("promises")), 1);
    assert_got("promises.0.accountable", "陆伟");
    ask("S12", "staff leave S03");
    ask("S05", "case list --queue mine --limit 100");
    assert_int_equal(json_length(member("cases")), CASES);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

/* The secretary hands on by name what the rules let them: the case and its promises go there. */
static void a_colleague_takes_what_is_handed_on(void **state)
{
    const char *held = opened("--resident 王秀英"), *fallen = opened(""), *other = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", held);
    ask("S03", "case promise %s --until 2026-11-17T15:00", held);
    ask("S03", "case promise %s --until 2026-11-18T15:00", other);
    ask("S01", "case fall-back %s", fallen);
    ask("S05", "case designate %s --to S03", fallen);
    /* an administrator gives nothing to anybody: the secretary has it then */
    ask("S12", "staff leave S03 --to S06 --dry-run");
    assert_got("cases.0.rule", "fallback");
    assert_got("cases.0.accountable.id", "S05");
    assert_non_null(strstr(got("cases.0.why"), "secretary"));
    ask("S05", "staff leave S03 --to U01 --dry-run");
    assert_got("cases.0.accountable.id", "S05");
    /* what is not to be had is not done by halves */
    refused(4, "secretary", "S12", "staff leave S03 --to S06");
    refused(1, "does not work at this station", "S05", "staff leave S03 --to U01");
    refused(1, "NOPE", "S05", "staff leave S03 --to NOPE");
    ask("S05", "case show %s", held);
    assert_got("accountable.id", "S03");
    ask("S05", "staff leave S03 --to S06");
    assert_int_equal(json_length(member("cases")), 2);
    assert_got("cases.0.rule", "assigned");
    assert_got("cases.1.rule", "fallback");
    assert_got("cases.0.accountable.id", "S06");
    assert_got("cases.1.accountable.id", "S06");
    assert_int_equal(json_length(member("promises")), 2);
    assert_true(json_get_boolean(member("promises.0"), "goes"));
    ask("S05", "case show %s", held);
    assert_got("accountable.id", "S06");
    assert_got("history.-2.act", "assign");
    assert_got("history.-2.why", "left");
    assert_got("history.-1.to", "S06");
    ask("S05", "case show %s", fallen);
    assert_got("accountable.id", "S06");
    assert_got("history.-1.act", "designate");
    ask("S05", "case show %s", other);
    assert_got("accountable.id", "S01");
    assert_got("history.-1.to", "S01");
    ask("", "daily");
    assert_int_equal(json_length(member("acts")), 0);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_roster_says_who_holds_what, station_start, shell_end),
        cmocka_unit_test_setup_teardown(the_cover_answers_while_it_lasts, station_start, shell_end),
        cmocka_unit_test_setup_teardown(an_absence_is_changed_and_taken_back, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(who_leaves_hands_everything_over, station_start, shell_end),
        cmocka_unit_test_setup_teardown(a_colleague_takes_what_is_handed_on, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(a_copy_is_handed_on_where_it_was_taken_in, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(forty_cases_go_over_at_once, station_start, shell_end),
    };

    return cmocka_run_group_tests_name("staff", tests, NULL, NULL);
}
