/* SPDX-License-Identifier: MIT */
/* The station file and the settings: what cannot be opened is 3, whoever asks, and stays as it is;
 * who may do what is asked afterwards; copies. */
#include "config.h"

#include "tests/cli/shell.h"

static void what_cannot_be_opened_is_said(void **state)
{
    static const char *const verbs[] = {
        "case list",   "case show 1",    "case open --subject x",
        "tally print", "check",          "rebuild",
        "search x",    "export staff",   "due --from 2026-11-16 --days 1",
        "backup b",    "import staff -", "report audit",
        "print plate",
    };
    static const char *const files[] = {"missing",  "folder",   "garbage", "empty",
                                        "dangling", "no/where", "secret"};

    (void)state;
    assert_int_equal(shell("mkdir folder; echo 'not a database at all' >garbage; : >empty; "
                           "ln -s nowhere dangling; echo x >secret; chmod 0 secret; ls >.before"),
                     0);
    for (size_t file = 0; file < sizeof(files) / sizeof(files[0]); file++) {
        if (strcmp(files[file], "secret") == 0 && shell("cat secret") == 0)
            continue; /* root reads everything */
        for (size_t verb = 0; verb < sizeof(verbs) / sizeof(verbs[0]); verb++) {
            shell_file = files[file];
            refused(3, files[file], "X99", "%s", verbs[verb]);
        }
    }
    shell_file = "s.db";
    assert_int_equal(
        shell("ls | cmp - .before && [ \"$(cat garbage)\" = 'not a database at all' ]"), 0);
}

static void settings_that_cannot_be_used_are_said(void **state)
{
    (void)state;
    shell_write("garbage.ini", "\001\002\003 no settings\n");
    shell_write("unknown.ini", "[desk]\nlangauge = en\n");
    shell_write("bad.ini", "[limit]\nroutine = often\n");
    shell_write("good.ini", "[limit]\nroutine = 5\n[desk]\nstaff = S01\n");
    refused(3, "missing.ini", "S01", "--config missing.ini case list");
    refused(3, ".", "S01", "--config . case list");
    refused(3, "garbage.ini", "S01", "--config garbage.ini case list");
    refused(3, "language", "S01", "--config unknown.ini case list");
    refused(3, "routine", "S01", "--config bad.ini check");
    ask("", "--config good.ini case open --subject x");
    assert_got("due_on", "2026-11-23");
    assert_got("holder", "S01");
}

static void the_person_is_named_in_three_places(void **state)
{
    (void)state;
    shell_write("setting.ini", "[desk]\nstaff = S03\n");
    shell_set("SHOUWEN_AS", "S02");
    ask("", "--config setting.ini case open --subject x");
    assert_got("history.0.by", "S02");
    ask("S01", "--config setting.ini case open --subject x");
    assert_got("history.0.by", "S01");
    shell_set("SHOUWEN_AS", NULL);
    ask("", "--config setting.ini case open --subject x");
    assert_got("history.0.by", "S03");
}

static void without_a_person_the_file_can_still_be_kept(void **state)
{
    (void)state;
    shell_set("SHOUWEN_AS", "X99");
    ask("", "check");
    ask("", "rebuild");
    ask("", "backup kept");
    ask("", "due --from 2026-11-16 --days 3");
    shell_set("SHOUWEN_AS", NULL);
}

/* Beside what was promised stands what the law gives; of a case and of an item alike. */
static void the_limit_by_law_is_beside_the_promised_one(void **state)
{
    (void)state;
    ask("", "due --service MZ01 --from 2026-11-16 --explain");
    assert_got("limit", "5w");
    assert_got("due_on", "2026-11-23");
    assert_got("statutory_limit", "7w");
    assert_got("statutory_due_on", "2026-11-25");
    assert_got("statutory_days.0.on", "2026-11-17");
    ask("S01", "case open --subject x --service MZ01");
    const char *number = json_get_text(answer, "number");
    char due[128];
    snprintf(due, sizeof(due), "due case %s --explain", number);
    ask("S01", "due case %s --explain", number);
    assert_got("due_on", "2026-11-23");
    assert_got("statutory_due_on", "2026-11-25");
    assert_int_equal(shell("LANGUAGE=en $S --db s.db --as S01 %s", due), 0);
    assert_non_null(
        strstr(said.at, "by law: 7 working days, at the latest by the end of 2026-11-25"));
    assert_int_equal(shell("$S --db s.db %s", due), 4);
    assert_int_equal(shell("$S --db s.db due --service XX99"), 1);
}

static void a_new_file_needs_nobody_until_it_has_an_administrator(void **state)
{
    (void)state;
    assert_int_equal(shell("$S --db new.db init --node 310115007003 --name 三村"), 0);
    assert_int_equal(shell("ls -l new.db new.db.key | grep -c '^-rw-------'"), 0);
    assert_string_equal(said.at, "2\n");
    assert_int_equal(shell("$S --db new.db case open --subject x"), 0);
    assert_int_equal(shell("$S --db new.db --as anybody case list"), 0);
    shell_write("one.csv", "id,name,roles,node\nA1,甲,admin,310115007003\n");
    assert_int_equal(shell("$S --db new.db import staff one.csv"), 0);
    assert_int_equal(shell("$S --db new.db case list"), 4);
    assert_int_equal(shell("$S --db new.db --as A1 case list"), 0);
    assert_int_equal(shell("$S --db new.db init --node 310115007003 --name 三村"), 3);
}

static void a_copy_is_made_and_brought_back(void **state)
{
    const char *number = opened("");

    (void)state;
    ask("", "check");
    char digest[65];
    snprintf(digest, sizeof(digest), "%s", got("digest"));
    ask("", "backup copy.db");
    refused(3, "copy.db", "", "backup copy.db");
    ask("S01", "case answer %s", number);
    ask("", "restore copy.db");
    assert_true(strlen(got("kept")) > 0);
    ask("", "check");
    assert_got("digest", digest);
    ask("S01", "case show %s", number);
    assert_got("state", "received");
    refused(3, "missing", "", "restore missing");
    refused(3, "garbage", "", "restore garbage");
}

static void numbers_in_full_and_refusals_are_recorded(void **state)
{
    const char *number = opened("--resident 王秀英");

    (void)state;
    ask("S03", "case show %s", number);
    assert_got("resident.phone", "139****5501");
    ask("S03", "case show %s --unmask", number);
    assert_got("resident.phone", "13900005501");
    ask("S03", "search 王秀英 --unmask");
    assert_got("residents.0.phone", "13900005501");
    refused(4, "", "S06", "case close %s --outcome solved", number);
    ask("S12", "report audit");
    assert_got("audit.-3.who", "S03");
    assert_got("audit.-3.what", "reveal");
    assert_got("audit.-3.subject", number);
    assert_got("audit.-2.subject", "search");
    assert_got("audit.-1.who", "S06");
    assert_got("audit.-1.what", "denied case close");
    assert_got("audit.-1.subject", number);
    ask("S06", "report audit --from 2026-11-16 --to 2026-11-16");
    assert_got("audit.-1.who", "S06");
    ask("S12", "report audit --from 2026-11-17");
    assert_int_equal(json_length(member("audit")), 0);
    assert_int_equal(as("S12", "report audit --format csv"), 0);
    assert_int_equal(strncmp(said.at, "at,who,what,subject\n", 20), 0);
}

static void folded_anew_it_is_the_same(void **state)
{
    char digest[65];

    (void)state;
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
    snprintf(digest, sizeof(digest), "%s", got("digest"));
    ask("", "rebuild");
    assert_got("digest", digest);
    ask("", "check");
    assert_got("digest", digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_opened_is_said),
        cmocka_unit_test(settings_that_cannot_be_used_are_said),
        cmocka_unit_test(the_person_is_named_in_three_places),
        cmocka_unit_test(without_a_person_the_file_can_still_be_kept),
        cmocka_unit_test(the_limit_by_law_is_beside_the_promised_one),
        cmocka_unit_test(a_new_file_needs_nobody_until_it_has_an_administrator),
        cmocka_unit_test(a_copy_is_made_and_brought_back),
        cmocka_unit_test(numbers_in_full_and_refusals_are_recorded),
        cmocka_unit_test(folded_anew_it_is_the_same),
    };

    return cmocka_run_group_tests_name("file", tests, station_start, shell_end);
}
