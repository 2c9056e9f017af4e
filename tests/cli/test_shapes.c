/* SPDX-License-Identifier: MIT */
/* What every verb prints with --json: one object with at least the agreed names (design.md 6). */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/cli/verb.h"
#include "tests/cli/shell.h"

static char number[32];

static int start(void **state)
{
    if (station_start(state) != 0)
        return -1;
    snprintf(number, sizeof(number), "%s",
             opened("--service MZ01 --resident 王秀英 --by-name 王小明 --relation 儿子 "
                    "--grid 310115007001-G03"));
    ask("S01", "case assign %s --to S03 --text 请跟一下", number);
    ask("S03", "case solve %s --reason 补办了", number);
    ask("S01", "case rate %s --attitude 5 --ability 4", number);
    shell_write("bad.csv", "id,name,phone\nRA000009A,新居民,13900005509\n,,\nR1,,\n");
    shell_write("good.csv", "id,name\nRA000001A,王秀英\n");
    return 0;
}

static void assert_has(const char *what, const char *path, const char *names)
{
    struct text have = TEXT_EMPTY;
    char list[512], *rest = list, *name;

    snprintf(list, sizeof(list), "%s", names);
    text_addf(&have, " %s ", members(path));
    while ((name = strsep(&rest, " "))) {
        char padded[64];
        snprintf(padded, sizeof(padded), " %.40s ", name);
        if (!strstr(have.at, padded))
            fail_msg("%s: %s has no %s:%s", what, *path ? path : "the answer", name, have.at);
    }
    text_release(&have);
}

static const char case_names[] =
    "number node state rule accountable holder first_contact handling_unit channel via urgency "
    "category service subject resident parties grid opened_at due_on unit_due_on closed_at outcome "
    "flags bounces rating history";

static void a_case_has_the_agreed_names(void **state)
{
    (void)state;
    ask("S01", "case show %s", number);
    assert_has("case", "", case_names);
    assert_has("case", "accountable", "id name");
    assert_has("case", "first_contact", "id name");
    assert_has("case", "resident", "id name phone");
    assert_has("case", "parties.0", "role name phone");
    assert_has("case", "rating", "attitude ability source");
    assert_has("case", "history.0", "id act at by node to reason text outcome");
    assert_got("history.1.act", "assign");
    assert_got("history.1.text", "请跟一下");
    assert_int_equal(number_at("bounces"), 0);
    assert_int_equal(json_length(member("flags")), 0);
    assert_got("category", "government");
    ask("S01", "case note %s --text x", number);
    assert_has("act", "", case_names);
    ask("S01", "case open --subject x");
    assert_has("open", "", case_names);
}

static void lists_have_cases_and_next(void **state)
{
    (void)state;
    ask("S01", "case list --queue all");
    assert_has("list", "", "cases next");
    assert_has("list", "cases.0",
               "number node state rule accountable holder first_contact handling_unit channel via "
               "urgency category service subject resident grid opened_at due_on unit_due_on "
               "closed_at outcome flags bounces rating");
    ask("S01", "search 王秀英");
    assert_has("search", "", "residents services cases");
    assert_has("search", "residents.0", "id name door phone");
    assert_has("search", "cases.0", "number subject state");
    ask("S01", "search 津贴");
    assert_has("search", "services.0", "code name");
    assert_got("services.0.code", "MZ01");
}

static void import_and_export_report(void **state)
{
    (void)state;
    ask("S12", "import residents good.csv");
    assert_has("import", "", "kind encoding rows added changed unchanged refused problems");
    assert_int_equal(number_at("unchanged"), 1);
    assert_int_equal(as("S12", "--json import residents bad.csv"), 1);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_has("import", "problems.0", "line column value message remedy");
    assert_int_equal(number_at("refused"), 1);
    assert_int_equal(number_at("added"), 1);
    ask("S12", "export cases");
    assert_has("export", "cases.0", "number channel subject resident phone opened_at staff ref");
    assert_got("cases.0.number", number);
    assert_got("cases.0.phone", "139****5501");
    assert_int_equal(as("S12", "export cases --unmask"), 0);
    assert_int_equal(strncmp(said.at,
                             "\xEF\xBB\xBF"
                             "number,channel,subject,resident,phone,",
                             41),
                     0);
    assert_non_null(strstr(said.at, "13900005501"));
    ask("S12", "export residents");
    assert_has("export", "", "residents");
    assert_has("export", "residents.0", "id name phone door");
    assert_int_equal(as("S12", "export staff --format json"), 0);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_has("export", "staff.0", "id name roles node status");
}

static void days_are_counted_and_explained(void **state)
{
    static const struct {
        const char *from, *due;
    } checks[] = {
        {"2026-02-06", "2026-02-24"}, {"2024-02-05", "2024-02-20"}, {"2025-09-24", "2025-10-10"}};

    (void)state;
    ask("S12", "import calendar \"$SHOUWEN_SRCDIR\"/data/calendar-2024.csv "
               "\"$SHOUWEN_SRCDIR\"/data/calendar-2025.csv");
    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        ask("", "due --from %s --days 7 --explain", checks[i].from);
        assert_got("due_on", checks[i].due);
        assert_has("due", "", "due_on days");
        assert_has("due", "days.0", "on counted why");
        int counted = 0;
        for (size_t k = 0; k < json_length(member("days")); k++)
            counted += json_get_boolean(json_item(member("days"), k), "counted");
        assert_int_equal(counted, 7);
        assert_got("days.-1.on", checks[i].due);
    }
    ask("", "due --from 2026-02-06 --days 7");
    assert_string_equal(members(""), "due_on");
    refused(1, "2027", "", "due --from 2026-12-30 --days 7");
    refused(1, "--days", "", "due --from 2026-12-30");
}

static void the_others_print_one_object_each(void **state)
{
    static const struct {
        const char *staff, *line, *names;
    } verbs[] = {
        {"", "check", "ok acts cases digest problems"},
        {"", "rebuild", "digest"},
        {"", "backup copy.db", "file copy"},
        {"", "restore copy.db", "file kept"},
        {"", "daily", "on acts"},
        {"S01", "tally print", "print way loan consult"},
        {"S01", "staff list", "staff"},
        {"S01", "staff may S05", "id name roles node may"},
        {"S12", "staff away S02 --until 2026-11-17", "id away_from away_until cover"},
        {"S12", "staff leave S02 --dry-run", "id cases"},
        {"S01", "resident show RA000001A", "id name phone door cases"},
        {"S12", "report audit", "audit"},
        {"S01", "filter save w --name x", "filters"},
        {"S01", "report visits", "visits total"},
        {"S01", "report demands", "groups total"},
        {"S01", "print plate", "text"},
        {"S01", "session list", "sessions"},
        {"S01", "due moved", "at moved_count moved"},
        {"S01", "hand-over show", "code on node giver to status taker taken_at lines"},
        {"S01", "hand-over list", "sheets"},
        {"S01", "visit due", "visits due late"},
        {"S01", "visit record RA000001A --result met --request shape",
         "id at staff resident door grid class result whom met text cases demands state "
         "entered_at due_on next"},
        {"S01", "visit show RA000001A", "household door grid class due_on next members visits"},
        {"S01", "visit undo V491a46cb1edddd37", "id state"},
        {"", "sync --enrol-code", "node name code"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        ask(verbs[i].staff, "%s", verbs[i].line);
        assert_has(verbs[i].line, "", verbs[i].names);
        assert_int_equal(said.at[said.length - 1], '\n');
    }
    assert_int_equal(as("", "--json doctor"), 1);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_has("doctor", "", "ok problems");
    assert_int_equal(as("", "--json sync status"), 1);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_has("sync", "", "sent received refused pending needs_person feed stopped trusted with");
    assert_has("sync", "feed", "epoch position");
    assert_int_equal(shell("$S --db n.db init --node 310115007009 --name 九村 --json"), 0);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_has("init", "", "file key node");
}

static void every_verb_is_in_one_of_these_tests(void **state)
{
    /* demo makes a station of its own, see test_demo */
    static const char *const seen =
        " init demo case filter search resident staff tally print import "
        "export due daily doctor session visit hand-over report sync check rebuild backup "
        "restore ";

    (void)state;
    for (size_t i = 0; i < verb_count; i++) {
        char padded[32];
        snprintf(padded, sizeof(padded), " %s ", verb_rows[i].word);
        if (!strstr(seen, padded))
            fail_msg("no test of what %s prints with --json", verb_rows[i].word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_has_the_agreed_names),
        cmocka_unit_test(lists_have_cases_and_next),
        cmocka_unit_test(import_and_export_report),
        cmocka_unit_test(days_are_counted_and_explained),
        cmocka_unit_test(the_others_print_one_object_each),
        cmocka_unit_test(every_verb_is_in_one_of_these_tests),
    };

    return cmocka_run_group_tests_name("shapes", tests, start, shell_end);
}
