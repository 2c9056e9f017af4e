/* SPDX-License-Identifier: MIT */
/* What is refused: first the file (3), then who asks (4), then the rule (1); one sentence each. */
#include "config.h"

#include "tests/cli/shell.h"

static char fresh[32], assigned[32], fallen[32], closed[32];

static int start(void **state)
{
    if (station_start(state) != 0)
        return -1;
    snprintf(fresh, sizeof(fresh), "%s", opened("--service MZ01 --resident 王秀英"));
    snprintf(assigned, sizeof(assigned), "%s", opened(""));
    snprintf(fallen, sizeof(fallen), "%s", opened(""));
    snprintf(closed, sizeof(closed), "%s", opened(""));
    ask("S01", "case assign %s --to S03", assigned);
    ask("S01", "case fall-back %s", fallen);
    ask("S01", "case answer %s", closed);
    return 0;
}

/* The same as JSON says which option it is about; "" for a rule of the case as a whole. */
static void names_field(const char *field, const char *staff, const char *act, const char *number,
                        const char *more)
{
    assert_int_equal(as(staff, "--json case %s %s %s", act, number, more), 1);
    json_release(answer);
    assert_int_equal(json_read(complained.at, complained.length, 0, &answer, NULL), STATUS_OK);
    if (strcmp(got("error.field"), field) != 0)
        fail_msg("case %s %s names \"%s\", not \"%s\"", act, more, got("error.field"), field);
}

static void rules_say_no(void **state)
{
    const struct {
        const char *staff, *act, *number, *more, *part, *field;
    } tries[] = {
        {"S03", "decline", assigned, "", "reason", "reason"},
        {"S05", "shelve", fresh, "--until 2026-12-01", "reason", "reason"},
        {"S01", "wait", fresh, "--until 2026-11-20", "reason", "reason"},
        {"S01", "wait", fresh, "--reason x", "--until", "until"},
        {"S01", "wait", fresh, "--reason x --until 2026-11-15", "past", "until"},
        {"S01", "reopen", closed, "", "reason", "reason"},
        {"S01", "reopen", fresh, "--reason x", "open", ""},
        {"S01", "accept", closed, "", "closed", ""},
        {"S01", "assign", fresh, "", "--to", "to"},
        {"S01", "assign", fresh, "--to X99", "X99", "to"},
        {"S01", "assign", fresh, "--to T01", "station", "to"},
        {"S05", "assign", fallen, "--to S06", "designate", ""},
        {"S06", "take-over", fallen, "", "designate", ""},
        {"S05", "designate", fresh, "--to S06", "assign", ""},
        {"S05", "claim", fresh, "", "assign", ""},
        {"S01", "decline", fresh, "--reason x", "assigned", ""},
        {"S01", "tick", assigned, "", "staff", ""},
        {"S01", "tick", fresh, "--have 4", "1 to 3", "have"},
        {"S01", "close", fresh, "", "--outcome", "outcome"},
        {"S01", "close", fresh, "--outcome fine", "fine", "outcome"},
        {"S01", "rate", fresh, "--attitude 5 --ability 5", "told", ""},
        {"S01", "rate", closed, "--attitude 6 --ability 5", "1", "attitude"},
        {"S01", "rate", closed, "--attitude five --ability 5", "1", "attitude"},
        {"S01", "rate", closed, "--attitude 5", "ability", "ability"},
        {"S01", "rate", closed, "--attitude 5 --ability 5 --source nods", "pressed", "source"},
        {"S01", "note", fresh, "", "--text", "text"},
        {"S01", "keep", fresh, "", "promise", ""},
        {"S01", "resume", fresh, "", "neither", ""},
        {"S01", "merge", fresh, "", "--to", "to"},
        {"S01", "merge", fresh, "--to 007001-261116-000000000", "no case", "to"},
        {"S01", "amend", fresh, "--set colour=red", "--set", "set"},
        {"S05", "resolve", fresh, "", "needs", ""},
        {"T01", "dispatch", fresh, "--to 310115-fgj", "reported", ""},
        {"S01", "accept", "007001-261116-000000000", "", "no case", "number"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
        const char *person = strcmp(tries[i].part, "staff") == 0 ? "S03" : tries[i].staff;
        const char *part = strcmp(tries[i].part, "staff") == 0 ? "no service" : tries[i].part;
        refused(1, part, person, "case %s %s %s", tries[i].act, tries[i].number, tries[i].more);
        names_field(tries[i].field, person, tries[i].act, tries[i].number, tries[i].more);
    }
    refused(1, "--subject", "S01", "case open --subject ''");
    refused(2, "channel", "S01", "case open --subject x --channel pigeon");
    refused(1, "SX99", "S01", "case open --subject x --service SX99");
    refused(1, "future", "S01", "case open --subject x --at 2026-11-17T09:00");
}

static void a_refusal_as_json_says_kind_and_field(void **state)
{
    (void)state;
    assert_int_equal(as("S03", "--json case decline %s", assigned), 1);
    assert_string_equal(said.at, "");
    json_release(answer);
    assert_int_equal(json_read(complained.at, complained.length, 0, &answer, NULL), STATUS_OK);
    assert_string_equal(members(""), "error");
    assert_string_equal(members("error"), "kind message field");
    assert_got("error.kind", "refused");
    assert_got("error.field", "reason");
    /* each of several has its own */
    assert_int_equal(as("S03", "--json case decline %s %s", assigned, fresh), 1);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_got("cases.0.error.kind", "refused");
    assert_got("cases.0.error.field", "reason");
    assert_got("cases.1.error.kind", "denied");
}

static void undo_has_its_limits(void **state)
{
    const char *number = opened("");

    (void)state;
    refused(4, "may take this back", "S06", "case undo %s", number);
    ask("S01", "case accept %s", number);
    ask("S05", "case note %s --text x", number);
    refused(1, "another act", "S01", "case undo %s", number);
    ask("S01", "case note %s --text y", number);
    shell_at("2026-11-16T09:11");
    refused(1, "10 minutes", "S01", "case undo %s", number);
    shell_at("2026-11-16T09:00");
    number = opened("");
    ask("S01", "case answer %s", number);
    ask("S01", "case rate %s --attitude 5 --ability 5", number);
    refused(1, "rating", "S01", "case undo %s", number);
}

static void some_may_not(void **state)
{
    const struct {
        const char *staff, *act, *number, *more;
    } tries[] = {
        {"S06", "accept", fresh, ""},
        {"S06", "close", fresh, "--outcome solved"},
        {"S03", "designate", fallen, "--to S06"},
        {"S03", "reopen", closed, "--reason x"},
        {"S01", "dispatch", fresh, "--to 310115-fgj"},
        {"S01", "supervise", fresh, ""},
        {"U01", "note", fresh, "--text x"},
        /* permission comes before the rule: there is no reason here either */
        {"S06", "decline", assigned, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
        refused(4, "", tries[i].staff, "case %s %s %s", tries[i].act, tries[i].number,
                tries[i].more);
    refused(4, "--as", "", "case show %s", fresh);
    refused(4, "--as", "", "case list");
    refused(4, "--as", "", "tally print");
    refused(4, "--as", "", "export staff");
    refused(4, "X99", "X99", "case list");
    refused(4, "administrators", "S01", "import staff list.csv");
    refused(4, "station", "U01", "case open --subject x --resident RA000099A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_say_no),
        cmocka_unit_test(a_refusal_as_json_says_kind_and_field),
        cmocka_unit_test(undo_has_its_limits),
        cmocka_unit_test(some_may_not),
    };

    return cmocka_run_group_tests_name("refused", tests, start, shell_end);
}
