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
        const char *number = opened("--resident 王秀英 --party 王小明");
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

/* True if a problem says "act N", or of several "acts N to M", with this very number. */
static bool names_act(const char *problem, long number)
{
    for (const char *at = problem; (at = strstr(at, "act")); at++) {
        const char *digits = at + strcspn(at, " ");
        char *end;
        long first = strtol(digits, &end, 10), last = first;
        if (end != digits && text_starts(end, " to "))
            last = strtol(end + 4, &end, 10);
        if (end != digits && (first == number || last == number))
            return true;
    }
    return false;
}

/* The check of the copy ends with 1; its problems are in the answer. */
static void check_copy(const char *what)
{
    int code = shell("$S --db t.db check --json");

    if (code != 1 || complained.length)
        fail_msg("%s: exit code %d: %s%s", what, code, said.at, complained.at);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_false(json_get_boolean(answer, "ok"));
}

/* One of the problems has the part. */
static void assert_found(const char *what, const char *part)
{
    bool found = false;

    check_copy(what);
    for (size_t i = 0; i < json_length(member("problems")); i++)
        found |= strstr(json_text(json_item(member("problems"), i)), part) != NULL;
    if (!found)
        fail_msg("%s: no %s in %s", what, part, said.at);
}

/* One of the problems names the act. */
static void assert_act(const char *what, long number)
{
    bool found = false;

    check_copy(what);
    for (size_t i = 0; i < json_length(member("problems")); i++)
        found |= names_act(json_text(json_item(member("problems"), i)), number);
    if (!found)
        fail_msg("%s: no act %ld in %s", what, number, said.at);
}

/* A number of the file as it was. */
static long ask_number(const char *sql)
{
    char path[128];
    sqlite3_stmt *statement;
    sqlite3 *db;

    snprintf(path, sizeof(path), "%s/s.db", shell_folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    long number = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

static void changed_acts_are_named(void **state)
{
    static const struct {
        const char *sql, *number; /* of the act: as it is, or a question that gives it */
    } changes[] = {
        {"UPDATE act SET head = CAST(replace(CAST(head AS TEXT), 'S01', 'S02') AS BLOB) "
         "WHERE n = (SELECT min(n) FROM act WHERE subject LIKE 'case/%')",
         "SELECT min(n) FROM act WHERE subject LIKE 'case/%'"},
        {"UPDATE act SET head = CAST(head || ' ' AS BLOB) WHERE n = 41", "SELECT 41"},
        {"UPDATE act SET body = CAST(replace(CAST(body AS TEXT), 'S0', 'S1') AS BLOB) "
         "WHERE n = (SELECT min(n) FROM act WHERE subject = 'staff/S03')",
         "SELECT min(n) FROM act WHERE subject = 'staff/S03'"},
        {"UPDATE act SET body = CAST(substr(body, 1, 5) AS BLOB) WHERE n = 20", "SELECT 20"},
        {"UPDATE act SET head = zeroblob(10) WHERE n = 3", "SELECT 3"},
        {"UPDATE act SET chain = zeroblob(32) WHERE n = 30", "SELECT 30"},
        {"UPDATE act SET id = zeroblob(16) WHERE n = 30", "SELECT 30"},
        {"UPDATE act SET subject = subject || '1' WHERE n = 40", "SELECT 40"},
        {"UPDATE act SET n = 5000 WHERE n = 30", "SELECT 30"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        change(changes[i].sql);
        assert_act(changes[i].sql, ask_number(changes[i].number));
    }
}

static void acts_taken_out_or_put_in_are_named(void **state)
{
    (void)state;
    ask("", "check");
    long last = (long)number_at("acts");
    change("DELETE FROM act WHERE n = 25");
    assert_act("one act taken out", 25);
    change("DELETE FROM act WHERE n = (SELECT max(n) FROM act)");
    assert_act("the last act taken out", last);
    change("DELETE FROM act WHERE n = 1");
    assert_act("the first act taken out", 1);
    change("INSERT INTO act(log, n, id, subject, head, body, chain) SELECT log, n + 1000, "
           "randomblob(16), subject, head, body, chain FROM act WHERE n = 40");
    assert_act("an act put in", 1040);
    change("UPDATE log SET n = n - 1");
    assert_act("the log's end moved back", last);
    change("UPDATE log SET chain = zeroblob(32)");
    assert_act("the log's chain", last);
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

/* A desk that finds nobody hears of it. */
static void what_is_not_found_any_more_is_said(void **state)
{
    static const char *const changes[] = {
        "DELETE FROM lookup WHERE kind = 1",
        "DELETE FROM lookup WHERE key = (SELECT min(key) FROM lookup WHERE kind = 4)",
        "INSERT INTO lookup(kind, near, key, ref) VALUES (1, 0, 'x', 1)",
        "DELETE FROM lookup WHERE kind = 12",
        "UPDATE lookup SET ref = ref + 1 WHERE kind = 6 AND ref = 1",
        "DELETE FROM find_text WHERE seq = 1",
        "UPDATE find_text SET phone = '13900000000' WHERE seq = 1",
        "INSERT INTO find_open(rowid, who, subject) SELECT seq, who, subject FROM find_fresh;"
        "DELETE FROM find_fresh;"
        "INSERT INTO find_open(find_open, rowid, who, subject) VALUES ('delete', 1, '秀英', '')",
        "INSERT INTO find_open(rowid, who, subject) VALUES (1, 'wanted', '')",
        "UPDATE find_fresh SET subject = ' wanted ' WHERE seq = (SELECT max(seq) FROM find_fresh)",
        "DELETE FROM find_fresh WHERE seq = (SELECT max(seq) FROM find_fresh)",
        "INSERT INTO find_closed(rowid, who, subject) VALUES (1, 'wanted', '')",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        change(changes[i]);
        assert_found(changes[i], "search index");
    }
    assert_int_equal(shell("$S --db t.db rebuild && $S --db t.db check"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_acts_are_named),
        cmocka_unit_test(acts_taken_out_or_put_in_are_named),
        cmocka_unit_test(what_is_shown_and_was_never_recorded_is_named),
        cmocka_unit_test(what_is_not_found_any_more_is_said),
    };

    return cmocka_run_group_tests_name("tamper", tests, start, shell_end);
}
