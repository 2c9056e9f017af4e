/* SPDX-License-Identifier: MIT */
/* The hand-over sheet at the end of a shift: S01 (desk) writes it, S02 (joint) takes over. */
#include "config.h"

#include "tests/cli/shell.h"

static void a_shift_is_handed_over(void **state)
{
    const char *goes = opened("--resident 王秀英"), *stays = opened("");
    const char *settled = opened("");

    (void)state;
    ask("S01", "case promise %s --until 2026-11-17T15:00", goes);
    ask("S01", "case fall-back %s", stays);
    ask("S05", "case designate %s --to S01", stays);
    ask("S01", "hand-over add key --text '活动室钥匙 借给 老李/周三还'");
    ask("S01", "hand-over add slip --text 医疗本告知单两张");
    assert_int_equal(json_length(member("lines")), 6);
    assert_got("code", "S01-007001-20261116");
    assert_got("lines.4.kind", "key");
    assert_got("lines.4.text", "活动室钥匙 借给 老李/周三还");
    ask("S01", "case close %s --outcome solved", settled);
    ask("S01", "hand-over tick 4");
    assert_int_equal(json_length(member("lines")), 5);
    assert_true(json_get_boolean(member("lines.3"), "ticked"));
    /* nobody has it before it is given */
    assert_int_equal(as("S02", "hand-over accept"), 1);
    refused(1, "still writing", "S02", "hand-over accept S01-007001-20261116");
    ask("S01", "hand-over give --to S02");
    assert_got("status", "given");
    refused(4, "not by who hands over", "S01", "hand-over accept S01-007001-20261116");
    refused(4, "this sheet is for 顾晓燕", "S06", "hand-over accept S01-007001-20261116");
    ask("S02", "hand-over accept");
    assert_got("status", "accepted");
    assert_got("taker", "S02");
    assert_got("taken_over.0", goes);
    assert_int_equal(json_length(member("taken_over")), 1);
    assert_got("stays.0.number", stays);
    assert_int_equal(json_get_integer(answer, "carried", 0), 1);
    /* what was written stands on the sheet of who took over; the one key was the acceptance */
    ask("S02", "hand-over show");
    assert_got("lines.2.kind", "slip");
    assert_got("lines.2.text", "医疗本告知单两张");
    ask("S05", "case list --queue unaccepted");
    assert_int_equal(json_length(member("cases")), 0);
    ask("S02", "case show %s", goes);
    assert_got("accountable.id", "S02");
    assert_got("rule", "assigned");
    assert_got("history.-1.act", "take-over");
    assert_got("history.-1.why", "sheet");
    assert_got("history.-1.reason", "S01-007001-20261116");
    ask("S02", "case show %s", stays);
    assert_got("accountable.id", "S01");
    refused(1, "accepted already (顾晓燕)", "S02", "hand-over accept S01-007001-20261116");
    refused(1, "stays as it is", "S01", "hand-over tick 1 S01-007001-20261116");
    ask("S01", "hand-over list");
    assert_got("sheets.1.status", "accepted");
    /* the next one of the day is another sheet */
    ask("S01", "hand-over show");
    assert_got("code", "S01-007001-20261116-2");
    assert_int_equal(json_length(member("lines")), 1);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

static void a_ticked_case_and_one_closed_since_stay_where_they_are(void **state)
{
    const char *ticked = opened(""), *closed = opened(""), *goes = opened("");

    (void)state;
    ask("S01", "hand-over show");
    assert_got("lines.0.number", ticked);
    ask("S01", "hand-over tick 1");
    ask("S01", "hand-over give");
    ask("S01", "case close %s --outcome solved", closed);
    refused(4, "the desk or whoever is on today", "S03", "hand-over accept S01-007001-20261116");
    ask("S02", "hand-over accept");
    assert_int_equal(json_length(member("taken_over")), 1);
    assert_got("taken_over.0", goes);
    assert_int_equal(json_length(member("stays")), 0);
    ask("S01", "case show %s", ticked);
    assert_got("accountable.id", "S01");
}

/* What a person promised on somebody else's case goes to whoever takes over, too. */
static void a_promise_on_the_case_of_another_goes_along(void **state)
{
    const char *other = opened("--resident 王秀英"), *over = opened("");

    (void)state;
    ask("S01", "case assign %s --to S03", other);
    ask("S01", "case promise %s --until 2026-11-17T15:00", other);
    ask("S01", "case assign %s --to S03", over);
    ask("S01", "case promise %s --until 2026-11-16T17:00 --via visit", over);
    ask("S01", "hand-over show");
    assert_int_equal(json_length(member("lines")), 2);
    assert_got("lines.1.number", other);
    ask("S01", "hand-over give");
    shell_at("2026-11-17T08:30");
    ask("S02", "hand-over accept");
    assert_int_equal(json_length(member("taken_over")), 0);
    assert_int_equal(number_at("promises_taken_over"), 1);
    /* its day is over: nobody can give that word again, so it has to be said */
    assert_int_equal(json_length(member("stays")), 1);
    assert_got("stays.0.number", over);
    assert_non_null(strstr(got("stays.0.why"), "tell 陈静"));
    ask("S02", "case show %s", other);
    assert_got("accountable.id", "S03");
    assert_got("history.-1.act", "promise");
    assert_got("history.-1.to", "S02");
    assert_got("history.-1.why", "sheet");
    assert_got("history.-1.reason", "S01-007001-20261116");
    ask("S02", "hand-over show");
    assert_int_equal(json_length(member("lines")), 1);
    assert_got("lines.0.number", other);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

static void a_sheet_waits_however_many_came_after_it(void **state)
{
    enum { LATER = 60 };

    (void)state;
    ask("S03", "hand-over add note --text 钥匙在抽屉");
    ask("S01", "hand-over add note --text 给晓燕");
    ask("S01", "hand-over give --to S02");
    shell_at("2026-11-17T08:30");
    assert_int_equal(shell("for i in $(seq %d); do $S --db s.db --as S01 hand-over add note "
                           "--text 某事 && $S --db s.db --as S01 hand-over give --to S06 || exit "
                           "9; done >/dev/null",
                           LATER),
                     0);
    ask("S02", "hand-over accept");
    assert_got("lines.0.text", "给晓燕");
    ask("S03", "hand-over show");
    assert_got("code", "S03-007001-20261116");
    assert_got("lines.0.text", "钥匙在抽屉");
}

static void what_was_begun_is_kept_over_the_day(void **state)
{
    (void)state;
    ask("S01", "hand-over add note --text 明早停水");
    shell_at("2026-11-17T08:30");
    ask("S01", "hand-over show");
    assert_got("code", "S01-007001-20261116");
    assert_got("on", "2026-11-17");
    assert_got("lines.0.text", "明早停水");
    refused(1, "say what", "S01", "hand-over add note --text ''");
    refused(1, "has 1 lines", "S01", "hand-over tick 2");
    refused(1, "somebody else", "S01", "hand-over give --to S01");
    refused(1, "nothing to hand over", "S02", "hand-over give");
    refused(1, "there is no hand-over sheet", "S02", "hand-over show X9");
    assert_int_equal(as("S01", "hand-over show"), 0);
    assert_non_null(strstr(said.at, "  1 [ ] note"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_shift_is_handed_over, station_start, shell_end),
        cmocka_unit_test_setup_teardown(a_ticked_case_and_one_closed_since_stay_where_they_are,
                                        station_start, shell_end),
        cmocka_unit_test_setup_teardown(a_promise_on_the_case_of_another_goes_along, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(a_sheet_waits_however_many_came_after_it, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(what_was_begun_is_kept_over_the_day, station_start,
                                        shell_end),
    };

    return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
