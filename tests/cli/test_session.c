/* SPDX-License-Identifier: MIT */
/* On-site sessions by command line: called for several cases, answered, held, repeated; what comes
 * of them stands on the cases. */
#include "config.h"

#include "tests/cli/shell.h"

static char first[32], second[32];

static int session_start(void **state)
{
    int code = station_start(state);

    shell_at("2026-11-20T09:00");
    snprintf(first, sizeof(first), "%s", opened("--resident 李桂珍"));
    snprintf(second, sizeof(second), "%s", opened("--resident 吴金妹"));
    return code;
}

/* The secretary calls one for both cases; its code. */
static const char *called(void)
{
    static char code[16];

    shell_at("2026-11-23T09:35");
    ask("S05",
        "session call %s %s --at 2026-11-24T15:00 --place 本站议事区 --invite "
        "'区房管局、司法所、物业' --subject 外墙渗水",
        first, second);
    snprintf(code, sizeof(code), "%s", got("code"));
    return code;
}

static void serves_several_cases(void **state)
{
    const char *code = called();

    (void)state;
    assert_got("status", "called");
    assert_got("caller", "S05");
    assert_got("node", "310115007001");
    assert_got("at", "2026-11-24T15:00:00+08:00");
    assert_int_equal(json_length(member("cases")), 2);
    assert_int_equal(json_length(member("guests")), 3);
    assert_got("guests.2.name", "物业");
    for (int i = 0; i < 2; i++) {
        ask("S01", "case show %s", i ? second : first);
        assert_got("history.-1.act", "on-site");
        assert_got("history.-1.by", "S05");
        assert_got("history.-1.session", code);
        assert_got("accountable.id", "S01");
    }
    ask("S01", "session list");
    assert_got("sessions.0.code", code);
    assert_int_equal(as("", "check"), 0);
}

static void keeps_who_answered_and_came(void **state)
{
    const char *code = called();

    (void)state;
    ask("S01", "session answer %s 区房管局 coming", code);
    ask("S01", "session answer %s 物业 declined", code);
    ask("S01", "session invite %s --invite 业委会", code);
    ask("T01", "session answer %s 区房管局 came", code);
    ask("S05", "session answer %s 物业 absent", code);
    assert_got("guests.0.answer", "coming");
    assert_got("guests.0.presence", "came");
    assert_got("guests.1.answer", "");
    assert_got("guests.2.answer", "declined");
    assert_got("guests.2.presence", "absent");
    assert_got("guests.3.name", "业委会");
    assert_int_equal(as("S01", "session show %s", code), 0);
    assert_non_null(strstr(said.at, "区房管局  is coming  came"));
    refused(1, "is not invited", "S01", "session answer %s 城管 coming", code);
    refused(2, "coming|declined", "S01", "session answer %s 物业 perhaps", code);
    refused(4, "the people of its station", "U01", "session answer %s 物业 coming", code);
}

static void what_it_concludes_reaches_the_cases(void **state)
{
    const char *code = called();

    (void)state;
    shell_at("2026-11-24T16:30");
    ask("S05", "session task %s %s --to 陈静 --text '告知施工日期' --until 2026-11-27", code,
        first);
    ask("S05", "session task %s --to 区房管局 --text 派人鉴定 --until 2026-12-01", code);
    ask("S05", "session conclude %s --text '先鉴定,后定责'", code);
    assert_got("status", "held");
    assert_got("tasks.0.who", "陈静");
    assert_got("tasks.0.until", "2026-11-27");
    assert_got("tasks.0.case", first);
    assert_got("tasks.1.case", "");
    ask("S01", "case show %s", first);
    assert_got("promises.0.staff", "S03");
    assert_got("promises.0.text", "告知施工日期");
    assert_got("history.-2.why", "task");
    assert_got("history.-2.text", "区房管局: 派人鉴定, 12-01");
    assert_got("history.-1.why", "held");
    assert_got("history.-1.text", "先鉴定,后定责");
    ask("S01", "case show %s", second);
    assert_int_equal(json_length(member("promises")), 0);
    assert_got("history.-2.why", "task");
    assert_got("history.-2.text", "区房管局: 派人鉴定, 12-01");
    refused(1, "over or called off", "S05", "session cancel %s --reason 下雨", code);
}

/* They go to other houses: no resident is named on them. */
static void is_printed_before_and_after(void **state)
{
    const char *code = called();

    (void)state;
    refused(1, "no conclusions yet", "S05", "print minutes %s", code);
    assert_int_equal(as("S05", "print invitation %s", code), 0);
    assert_non_null(strstr(said.at, "invitation to an on-site session"));
    assert_non_null(strstr(said.at, "2026-11-24 Tue 15:00"));
    assert_non_null(strstr(said.at, "司法所"));
    assert_non_null(strstr(said.at, first));
    assert_null(strstr(said.at, "李桂珍"));
    shell_at("2026-11-24T16:30");
    ask("S05", "session answer %s 物业 came", code);
    ask("S05", "session task %s --to 物业 --text 清通管道 --until 2026-11-27", code);
    ask("S05", "session conclude %s --text '先鉴定,后定责'", code);
    assert_int_equal(as("S05", "print minutes %s", code), 0);
    assert_non_null(strstr(said.at, "物业      came"));
    assert_non_null(strstr(said.at, "物业: 清通管道, by 2026-11-27 Fri"));
    assert_non_null(strstr(said.at, "先鉴定,后定责"));
    assert_null(strstr(said.at, "李桂珍"));
    refused(1, "there is no session", "S05", "print minutes X000000");
}

static void is_repeated_for_what_is_open(void **state)
{
    const char *code = called();

    (void)state;
    shell_at("2026-11-25T09:00");
    assert_int_equal(as("S01", "case close %s --outcome solved", second), 0);
    ask("S05", "session next %s --at 2026-12-03T15:00", code);
    assert_got("previous", code);
    assert_int_equal(json_length(member("cases")), 1);
    assert_got("cases.0", first);
    assert_got("guests.0.answer", "");
    assert_int_equal(json_length(member("guests")), 3);
    const char *again = opened("--resident 刘杰");
    char added[16];
    snprintf(added, sizeof(added), "%s", got("code"));
    ask("S05", "session add %s %s", added, again);
    assert_int_equal(json_length(member("cases")), 2);
    refused(1, "already", "S05", "session add %s %s", added, again);
    ask("S05", "session cancel %s --reason '物业改期'", added);
    ask("S01", "case show %s", first);
    assert_got("history.-1.why", "called-off");
    assert_got("history.-1.text", "物业改期");
}

static void who_may_call(void **state)
{
    (void)state;
    shell_at("2026-11-23T09:35");
    refused(4, "the secretary", "S01", "session call %s --at 2026-11-24T15:00", first);
    refused(4, "", "U01", "session call %s --at 2026-11-24T15:00", first);
    refused(1, "lies in the past", "S05", "session call %s --at 2026-11-20T15:00", first);
    refused(2, "--at", "S05", "session call %s", first);
    refused(1, "there is no session", "S05", "session show X000000");
    ask("T01", "session call %s --at 2026-11-24T15:00 --invite 城管", second);
    ask("S01", "session list");
    assert_int_equal(json_length(member("sessions")), 1);
}

/* The street's dispatcher brings the cases of two stations together: each station sees the session
 * and its own case of it, and answers for it as before. */
static void serves_the_cases_of_several_stations(void **state)
{
    char theirs[32], code[16];

    (void)state;
    shell_write("more.csv", "code,name,parent,level\n310115007002,二居,310115007,station\n");
    assert_int_equal(as("S12", "import nodes more.csv"), 0);
    shell_write("more.csv", "id,name,roles,node\nN01,邻居委书记,secretary,310115007002\n");
    assert_int_equal(as("S12", "import staff more.csv"), 0);
    ask("N01", "case open --subject 同一条河发臭 --resident 王阿婆");
    snprintf(theirs, sizeof(theirs), "%s", got("number"));
    assert_got("node", "310115007002");
    shell_at("2026-11-23T09:35");
    refused(4, "its own station", "S05", "session call %s %s --at 2026-11-24T15:00", first, theirs);
    ask("T01", "session call %s %s --at 2026-11-24T15:00 --invite 河长办", first, theirs);
    snprintf(code, sizeof(code), "%s", got("code"));
    assert_int_equal(json_length(member("cases")), 2);
    ask("N01", "session show %s", code);
    assert_got("guests.0.name", "河长办");
    ask("N01", "case show %s", theirs);
    assert_got("history.-1.session", code);
    assert_got("accountable.id", "N01");
    ask("S01", "case show %s", first);
    assert_got("history.-1.session", code);
    assert_got("accountable.id", "S01");
    refused(4, "its own station", "N01", "case show %s", first);
    assert_int_equal(as("", "check"), 0);
}

/* `case on-site` and `session call` are one way to call a session; who takes the act back takes the
 * case off it. */
static void an_act_calls_it_and_its_undo_takes_the_case_off(void **state)
{
    char code[16];

    (void)state;
    shell_at("2026-11-23T09:35");
    ask("S05", "case on-site %s --until 2026-11-24T15:00 --text '请三家到场' --request r1", first);
    assert_got("history.-1.act", "on-site");
    assert_got("history.-1.text", "请三家到场");
    snprintf(code, sizeof(code), "%s", got("history.-1.session"));
    ask("S05", "case on-site %s --until 2026-11-24T15:00 --request r1", first);
    assert_got("history.-1.session", code);
    ask("S01", "session list");
    assert_int_equal(json_length(member("sessions")), 1);
    ask("S01", "session show %s", first);
    assert_got("code", code);
    assert_got("at", "2026-11-24T15:00:00+08:00");
    assert_got("caller", "S05");
    assert_got("cases.0", first);
    ask("S05", "session add %s %s", code, second);
    assert_int_equal(json_length(member("cases")), 2);
    ask("S05", "case undo %s", first);
    ask("S01", "session show %s", code);
    assert_int_equal(json_length(member("cases")), 1);
    assert_got("cases.0", second);
    assert_got("status", "called");
    ask("S05", "case undo %s", second);
    ask("S01", "session show %s", code);
    assert_int_equal(json_length(member("cases")), 0);
    assert_got("status", "cancelled");
    refused(1, "over or called off", "S05", "session cancel %s --reason 无", code);
    /* when is agreed later */
    ask("S05", "case on-site %s %s", first, second);
    ask("S01", "session show %s", second);
    assert_true(json_text(member("at")) == NULL);
    assert_int_equal(json_length(member("cases")), 2);
    refused(4, "the secretary", "S01", "case on-site %s --until 2026-11-24T15:00", first);
    assert_int_equal(as("", "check"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(serves_several_cases, session_start, shell_end),
        cmocka_unit_test_setup_teardown(keeps_who_answered_and_came, session_start, shell_end),
        cmocka_unit_test_setup_teardown(what_it_concludes_reaches_the_cases, session_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(is_printed_before_and_after, session_start, shell_end),
        cmocka_unit_test_setup_teardown(is_repeated_for_what_is_open, session_start, shell_end),
        cmocka_unit_test_setup_teardown(an_act_calls_it_and_its_undo_takes_the_case_off,
                                        session_start, shell_end),
        cmocka_unit_test_setup_teardown(serves_the_cases_of_several_stations, session_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(who_may_call, session_start, shell_end),
    };

    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
