/* SPDX-License-Identifier: MIT */
/* A journal that somebody changed behind the program's back: `check` says so, and where. */
#include "config.h"

#include "tests/cli/shell.h"

#include <sqlite3.h>

enum { CASES = 4 };

static int start(void **state)
{
    if (station_start(state) != 0)
        return -1;
    for (int i = 0; i < CASES; i++) {
        const char *number = opened("--resident 王秀英");
        ask("S01", "case note %s --text 已联系", number);
        ask("S01", "case assign %s --to S03", number);
    }
    ask("S01", "tally print");
    ask("S01", "tally way");
    return 0;
}

/* A fresh copy of the file with one change made to it. */
static void change(const char *sql)
{
    char path[128];
    sqlite3 *db;
    char *fault = NULL;

    assert_int_equal(shell("rm -f t.db* && $S --db s.db backup t.db"), 0);
    snprintf(path, sizeof(path), "%s/t.db", shell_folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK)
        fail_msg("%s: %s", sql, fault);
    if (!sqlite3_changes(db))
        fail_msg("%s changes nothing", sql);
    sqlite3_close(db);
}

/* The check of the copy ends with 1 and names the part in one of its problems. */
static void assert_found(const char *what, const char *part)
{
    bool found = false;
    int code = shell("$S --db t.db check --json");

    if (code != 1 || complained.length)
        fail_msg("%s: exit code %d: %s%s", what, code, said.at, complained.at);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_false(json_get_boolean(answer, "ok"));
    for (size_t i = 0; i < json_length(member("problems")); i++)
        found |= strstr(json_text(json_item(member("problems"), i)), part) != NULL;
    if (!found)
        fail_msg("%s: no %s in %s", what, part, said.at);
}

static void changed_acts_are_named(void **state)
{
    static const struct {
        const char *sql, *part;
    } changes[] = {
        {"UPDATE act SET head = CAST(replace(CAST(head AS TEXT), 'S01', 'S02') AS BLOB) "
         "WHERE subject LIKE 'case/%' AND n = (SELECT min(n) FROM act WHERE subject LIKE 'case/%')",
         "act "},
        {"UPDATE act SET head = CAST(head || ' ' AS BLOB) WHERE n = 41", "41"},
        {"UPDATE act SET body = CAST(replace(CAST(body AS TEXT), 'S0', 'S1') AS BLOB) "
         "WHERE subject = 'staff/S03'",
         "act "},
        {"UPDATE act SET body = CAST(substr(body, 1, 5) AS BLOB) WHERE n = 20", "20"},
        {"UPDATE act SET head = zeroblob(10) WHERE n = 3", "3"},
        {"UPDATE act SET chain = zeroblob(32) WHERE n = 30", "30"},
        {"UPDATE act SET id = zeroblob(16) WHERE n = 30", "30"},
        {"UPDATE act SET subject = subject || '1' WHERE n = 40", "40"},
        {"UPDATE act SET n = 5000 WHERE n = 30", "30"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        change(changes[i].sql);
        assert_found(changes[i].sql, changes[i].part);
    }
}

static void acts_taken_out_or_put_in_are_named(void **state)
{
    char last[16];

    (void)state;
    ask("", "check");
    snprintf(last, sizeof(last), "%d", (int)number_at("acts"));
    change("DELETE FROM act WHERE n = 25");
    assert_found("one act taken out", "25");
    change("DELETE FROM act WHERE n = (SELECT max(n) FROM act)");
    assert_found("the last act taken out", last);
    change("DELETE FROM act WHERE n = 1");
    assert_found("the first act taken out", "1");
    change("INSERT INTO act(log, n, id, subject, head, body, chain) SELECT log, n + 1000, "
           "randomblob(16), subject, head, body, chain FROM act WHERE n = 40");
    assert_found("an act put in", "1040");
    change("UPDATE log SET n = n - 1");
    assert_found("the log's end moved back", last);
    change("UPDATE log SET chain = zeroblob(32)");
    assert_found("the log's chain", last);
}

static void what_is_shown_and_was_never_recorded_is_named(void **state)
{
    (void)state;
    change("UPDATE matter SET holder = 'S05' WHERE seq = 1");
    assert_found("a holder", "holder");
    change("UPDATE staff SET roles = 'admin' WHERE id = 'S03'");
    assert_found("a role", "staff/S03");
    change("UPDATE load SET open_count = open_count + 1");
    assert_found("a count", "counts");
    change("UPDATE tally SET count = 7 WHERE kind = 'print'");
    assert_found("a tally", "tally/2026-11-16");
    change("DELETE FROM matter WHERE seq = 1");
    assert_found("a case", "007001-261116-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_acts_are_named),
        cmocka_unit_test(acts_taken_out_or_put_in_are_named),
        cmocka_unit_test(what_is_shown_and_was_never_recorded_is_named),
    };

    return cmocka_run_group_tests_name("tamper", tests, start, shell_end);
}
