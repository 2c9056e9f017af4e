/* SPDX-License-Identifier: MIT */
/* An act on several numbers: each has its own result, a preview writes nothing, one undo takes all
 * of it back. */
#include "config.h"

#include "tests/cli/shell.h"

static char three[128];
static char first[32], second[32], third[32];

static int set_up(void **state)
{
    station_start(state);
    snprintf(first, sizeof(first), "%s", opened("--grid 310115007001-G03"));
    snprintf(second, sizeof(second), "%s", opened(""));
    snprintf(third, sizeof(third), "%s", opened(""));
    snprintf(three, sizeof(three), "%s %s %s", first, second, third);
    return 0;
}

static void check_holder(const char *number, const char *holder)
{
    ask("S01", "case show %s", number);
    assert_got("holder", holder);
}

static void several_are_assigned_and_taken_back(void **state)
{
    (void)state;
    ask("S01", "case assign %s --to S03", three);
    assert_int_equal(number_at("done"), 3);
    assert_int_equal(number_at("refused"), 0);
    assert_got("cases.0.number", first);
    assert_got("cases.2.accountable.id", "S03");
    assert_got("cases.1.act", "assign");
    check_holder(second, "S03");
    /* the contract of one number stands: the case itself */
    ask("S01", "case undo %s", second);
    assert_got("number", second);
    assert_got("history.-1.act", "undo");
    check_holder(first, "S01");
    check_holder(third, "S01");
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

static void one_refused_makes_it_1_and_the_others_stand(void **state)
{
    (void)state;
    ask("S01", "case withdraw %s", second);
    assert_int_equal(as("S01", "--json case remind %s nonsense", three), 1);
    struct json *value;
    assert_int_equal(json_read(said.at, said.length, 0, &value, NULL), STATUS_OK);
    assert_int_equal(json_get_integer(value, "done", -1), 2);
    assert_int_equal(json_get_integer(value, "refused", -1), 2);
    json_release(value);
    assert_int_equal(as("S01", "case remind %s", three), 1);
    assert_non_null(strstr(said.at, "the case is closed"));
    assert_non_null(strstr(said.at, "2 done, 1 refused"));
    ask("S01", "case show %s", third);
    assert_int_equal(json_length(member("history")), 3);
}

static void a_preview_writes_nothing(void **state)
{
    (void)state;
    ask("S01", "case assign %s --to S03 --dry-run", three);
    assert_int_equal(number_at("possible"), 3);
    ask("S01", "case assign %s --to S03 --dry-run", first);
    assert_int_equal(number_at("possible"), 1);
    check_holder(first, "S01");
    assert_int_equal(as("S01", "case assign %s --to S07x --dry-run", three), 1);
    assert_non_null(strstr(said.at, "0 would go through, 3 refused"));
}

static void who_may_do_none_of_it_gets_4(void **state)
{
    (void)state;
    refused(4, "may assign this case; ask", "S06", "case assign %s --to S03", three);
    assert_int_equal(as("S12", "report audit"), 0);
    assert_non_null(strstr(said.at, "denied case assign"));
    /* the grid's leader may, on one of them */
    assert_int_equal(as("S04", "case assign %s --to S03", three), 1);
    assert_non_null(strstr(said.at, "1 done, 2 refused"));
}

static void a_case_that_is_not_seen_is_refused_alone(void **state)
{
    (void)state;
    shell_write("more.csv", "id,name,roles,node,grids\n"
                            "S21,网格员,grid_member,310115007001,310115007001-G03\n");
    assert_int_equal(as("S12", "import staff more.csv"), 0);
    assert_int_equal(as("S21", "case note %s --text 看过", three), 1);
    assert_non_null(strstr(said.at, "1 done, 2 refused"));
    ask("S01", "case show %s", first);
    assert_got("history.-1.act", "note");
    ask("S01", "case show %s", second);
    assert_got("history.-1.act", "open");
}

static void some_acts_take_one_number(void **state)
{
    (void)state;
    refused(1, "one case at a time", "S01", "case amend %s --set subject=x", three);
}

/* What is promised, or with a unit, is not closed in passing: neither one nor several. */
static void what_is_still_going_on_is_closed_when_that_is_said(void **state)
{
    (void)state;
    ask("S01", "case promise %s --until 2026-11-17T15:00", first);
    ask("S01", "case report-up %s", second);
    refused(1, "Promised and not kept yet: call back tomorrow 15:00 陆伟", "S01", "case solve %s",
            first);
    refused(1, "--anyway closes it all the same", "S01", "case answer %s", first);
    refused(1, "has not replied", "S01", "case close %s --outcome solved", second);
    /* who may not close it at all hears that */
    refused(4, "", "S02", "case close %s --outcome solved", first);
    assert_int_equal(as("S01", "case close %s --outcome solved", three), 1);
    assert_non_null(strstr(said.at, "1 done, 2 refused"));
    assert_non_null(strstr(said.at, "--anyway closes it all the same"));
    ask("S01", "case show %s", first);
    assert_got("state", "received");
    ask("S01", "case close %s --outcome solved --anyway", first);
    assert_got("state", "closed");
    assert_int_equal(as("S01", "case close %s %s --outcome solved --anyway", second, first), 1);
    assert_non_null(strstr(said.at, "1 done, 1 refused"));
    /* a promise that was kept is none */
    const char *kept = opened("");
    ask("S01", "case promise %s --until 2026-11-17T15:00", kept);
    ask("S01", "case keep %s", kept);
    ask("S01", "case solve %s", kept);
    assert_got("state", "closed");
}

static void the_same_request_again_is_the_same(void **state)
{
    (void)state;
    ask("S01", "case note %s --text 看过 --request r1", three);
    ask("S01", "case note %s --text 看过 --request r1", three);
    assert_int_equal(number_at("done"), 3);
    assert_got("request", "r1");
    ask("S01", "case show %s", third);
    assert_int_equal(json_length(member("history")), 2);
}

static void two_hundred_numbers_fit_on_a_line(void **state)
{
    (void)state;
    assert_int_equal(shell("for i in $(seq 200); do $S --db s.db --as S01 case open --channel grid "
                           "--subject 楼道灯不亮; done > numbers"),
                     0);
    assert_int_equal(as("S01", "case assign $(cat numbers) --to S03"), 0);
    assert_non_null(strstr(said.at, "200 done, 0 refused"));
    assert_int_equal(as("S01", "case undo $(head -1 numbers)"), 0);
    assert_non_null(strstr(said.at, "taken back on 200 cases"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(several_are_assigned_and_taken_back, set_up, shell_end),
        cmocka_unit_test_setup_teardown(one_refused_makes_it_1_and_the_others_stand, set_up,
                                        shell_end),
        cmocka_unit_test_setup_teardown(a_preview_writes_nothing, set_up, shell_end),
        cmocka_unit_test_setup_teardown(who_may_do_none_of_it_gets_4, set_up, shell_end),
        cmocka_unit_test_setup_teardown(a_case_that_is_not_seen_is_refused_alone, set_up,
                                        shell_end),
        cmocka_unit_test_setup_teardown(some_acts_take_one_number, set_up, shell_end),
        cmocka_unit_test_setup_teardown(the_same_request_again_is_the_same, set_up, shell_end),
        cmocka_unit_test_setup_teardown(what_is_still_going_on_is_closed_when_that_is_said, set_up,
                                        shell_end),
        cmocka_unit_test_setup_teardown(two_hundred_numbers_fit_on_a_line, set_up, shell_end),
    };

    return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
