/* SPDX-License-Identifier: MIT */
/* Nobody sees or does on the command line what their role does not allow: exit 4, one sentence, and
 * a line of the audit. */
#include "config.h"

#include "shouwen/domain/act.h"
#include "tests/cli/shell.h"

static char number[32];

static int start(void **state)
{
    static const char more[] = "id,name,roles,node,grids\n"
                               "S20,杨秀英,informant,310115007001,\n"
                               "S21,马俊,grid_member,310115007001,310115007001-G03\n"
                               "A01,只管理,admin,310115007001,\n";

    if (station_start(state) != 0)
        return -1;
    shell_write("more.csv", more);
    ask("S12", "import staff more.csv");
    snprintf(number, sizeof(number), "%s", opened("--resident 王秀英"));
    return 0;
}

static bool is_noted(const char *who, const char *what)
{
    ask("S12", "report audit");
    const struct json *lines = member("audit");
    for (size_t i = 0; i < json_length(lines); i++) {
        const struct json *line = json_item(lines, i);
        if (strcmp(json_get_text(line, "who"), who) == 0 &&
            strcmp(json_get_text(line, "what"), what) == 0)
            return true;
    }
    return false;
}

/* A department that does not have the case may do nothing with it; the acts of departments and of
 * the district are refused to the desk. */
static void every_act_is_refused_to_somebody(void **state)
{
    char what[64];

    (void)state;
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++) {
        const char *word = act_rows[kind].word;
        bool is_theirs = act_rows[kind].who & (WHO_CLERK | WHO_SUPERVISOR);
        const char *who = is_theirs && !(act_rows[kind].who & WHO_ACCOUNTABLE) ? "S02" : "U01";
        if (kind == ACT_AMEND || kind == ACT_UNDO)
            who = "S03"; /* these look at the case first: somebody who sees it */
        if (kind == ACT_OPEN)
            refused(4, "may be done by", who, "case open --subject 灯");
        else
            refused(4, "may be done by", who, "case %s %s --reason x --text x", word, number);
        snprintf(what, sizeof(what), "denied case %s", word);
        assert_true(is_noted(who, what));
    }
    ask("S01", "case show %s", number);
    assert_int_equal(json_length(member("history")), 1);
}

static void what_is_not_theirs_is_not_shown(void **state)
{
    static const char *const strangers[] = {"U01", "S20", "S21"};

    (void)state;
    for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
        refused(4, "its own station", strangers[i], "case show %s", number);
        assert_true(is_noted(strangers[i], "denied case show"));
        refused(4, "its own station", strangers[i], "print receipt %s --to slip", number);
        ask(strangers[i], "case list --queue all");
        assert_int_equal(json_length(member("cases")), 0);
        ask(strangers[i], "export cases --format json");
        assert_int_equal(json_length(member("cases")), 0);
        ask(strangers[i], "search 王秀英");
        assert_int_equal(json_length(member("cases")), 0);
        assert_int_equal(json_length(member("residents")), 0);
    }
    refused(4, "their station", "U01", "resident show R00000001");
    assert_true(is_noted("U01", "denied residents show"));
}

/* The district sees where it stands, nothing else, until it supervises. */
static void the_district_sees_heads(void **state)
{
    (void)state;
    ask("V01", "case show %s", number);
    assert_got("number", number);
    assert_got("state", "received");
    assert_got("subject", "");
    assert_null(strstr(said.at, "王秀英"));
    assert_null(strstr(said.at, "楼道灯"));
    ask("V01", "case list --queue all");
    assert_int_equal(json_length(member("cases")), 1);
    assert_null(strstr(said.at, "王秀英"));
    assert_null(strstr(said.at, "楼道灯"));
    const char *other = opened("--resident 王秀英");
    ask("V01", "case supervise %s", other);
    ask("V01", "case show %s", other);
    assert_got("subject", "楼道灯不亮");
}

static void an_administrator_reads_and_acts_in_nothing(void **state)
{
    (void)state;
    ask("A01", "case show %s", number);
    assert_got("subject", "楼道灯不亮");
    refused(4, "may be done by", "A01", "case note %s --text x", number);
    assert_true(is_noted("A01", "denied case note"));
    refused(4, "administrators", "S05", "import staff more.csv");
    assert_true(is_noted("S05", "denied import"));
}

static bool lists(const char *path, const char *word)
{
    const struct json *list = member(path);

    for (size_t i = 0; i < json_length(list); i++)
        if (strcmp(json_text(json_item(list, i)), word) == 0)
            return true;
    return false;
}

/* What `staff may` prints is what the rules then say. */
static void staff_may_says_it_place_by_place(void **state)
{
    (void)state;
    ask("S01", "staff may S04");
    assert_got("places.0.node", "310115007001");
    assert_got("places.0.sees", "whole");
    assert_false(lists("places.0.acts", "merge"));
    assert_got("places.1.grid", "310115007001-G03");
    assert_true(lists("places.1.acts", "merge"));
    assert_true(lists("places.1.acts", "report-up"));
    assert_got("places.2.when", "accountable");
    assert_true(lists("places.2.acts", "close"));
    assert_true(lists("verbs", "case list"));
    assert_false(lists("verbs", "import"));
    ask("S01", "staff may V01");
    assert_got("places.0.sees", "heads");
    assert_true(lists("places.0.acts", "supervise"));
    assert_false(lists("places.0.acts", "note"));
    assert_got("places.-1.when", "supervised");
    assert_true(lists("places.-1.acts", "note"));
    ask("S01", "staff may U01");
    assert_got("places.0.when", "dispatched");
    assert_true(lists("places.0.acts", "give-back"));
    ask("S01", "staff may S20");
    assert_got("places.0.sees", "nothing");
    assert_got("kinds.4.kind", "residents");
    assert_got("kinds.4.sees", "nothing");
    ask("S01", "staff may A01");
    assert_true(lists("verbs", "import"));
    assert_int_equal(as("S01", "staff may S04"), 0);
    assert_non_null(strstr(said.at, "310115007001-G03: sees everything;"));
    assert_non_null(strstr(said.at, "residents: those of the station"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_is_refused_to_somebody),
        cmocka_unit_test(what_is_not_theirs_is_not_shown),
        cmocka_unit_test(the_district_sees_heads),
        cmocka_unit_test(an_administrator_reads_and_acts_in_nothing),
        cmocka_unit_test(staff_may_says_it_place_by_place),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, start, shell_end);
}
