/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/schema.h"

#include "tests/store/scratch.h"

static struct db *db;

static int make(void **state)
{
    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_CREATE, &db, &error));
    assert_ok(db_begin(db, &error));
    assert_ok(schema_update(db, &error));
    assert_ok(db_commit(db, &error));
    return 0;
}

static int drop(void **state)
{
    (void)state;
    db_close(db);
    scratch_empty();
    return 0;
}

static int64_t number(const char *text)
{
    struct query *query = db_query_composed(db, text);
    bool row;

    assert_ok(query_step(query, &row, &error));
    assert_true(row);
    int64_t value = query_integer(query, 0);
    query_reset(query);
    return value;
}

static void run(const char *text)
{
    assert_ok(query_run(db_query_composed(db, text), &error));
}

static void versions_are_complete(void **state)
{
    int count = 0;

    (void)state;
    for (int i = 0; i < SQL_COUNT; i++)
        count += text_starts(sql_name[i], "journal_to_");
    assert_int_equal(count, DB_SCHEMA_VERSION);
    int64_t version;
    assert_ok(db_schema_version(db, &version, &error));
    assert_int_equal(version, DB_SCHEMA_VERSION);
    assert_ok(db_begin(db, &error));
    assert_ok(schema_update(db, &error)); /* nothing left to do */
    assert_ok(db_commit(db, &error));
}

static void tables_are_strict(void **state)
{
    (void)state;
    assert_int_equal(number("SELECT count(*) FROM pragma_table_list WHERE strict AND name IN "
                            "('act', 'log', 'meta', 'audit', 'draft', 'saved', 'pin')"),
                     7);
    assert_int_equal(number("SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT "
                            "strict AND name NOT LIKE 'sqlite%'"),
                     0);
}

static void acts_of_a_subject_come_by_the_index(void **state)
{
    struct query *plan = db_query_composed(
        db, "EXPLAIN QUERY PLAN SELECT head FROM act WHERE subject = 'x' ORDER BY "
            "seq");
    bool row;

    (void)state;
    assert_ok(query_step(plan, &row, &error));
    assert_true(row);
    assert_non_null(strstr(query_text(plan, 3), "USING INDEX act_subject"));
    assert_ok(query_step(plan, &row, &error));
    assert_false(row); /* no sorting */
}

static bool is_current(void)
{
    bool answer;

    assert_ok(schema_projection_is_current(db, &answer, &error));
    return answer;
}

static void reset(void)
{
    assert_ok(db_begin(db, &error));
    assert_ok(schema_projection_reset(db, &error));
    assert_ok(db_commit(db, &error));
}

static void the_projection_is_current_after_a_reset(void **state)
{
    (void)state;
    assert_false(is_current());
    reset();
    assert_true(is_current());
    /* as if another program had made it */
    assert_ok(db_begin(db, &error));
    assert_ok(schema_meta_put(db, "projection", "0123", &error));
    assert_ok(db_commit(db, &error));
    assert_false(is_current());
    reset();
    assert_true(is_current());
}

static void a_reset_drops_all_but_the_journal(void **state)
{
    static const char tables[] = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'";

    (void)state;
    reset();
    int64_t before = number(tables);
    assert_ok(db_begin(db, &error));
    run("CREATE TABLE \"of \"\" before\"(a)");
    run("CREATE VIRTUAL TABLE found_before USING fts5(words)");
    run("INSERT INTO found_before VALUES('词 语')");
    run("INSERT INTO audit(at, who, what, subject) VALUES(1, 'S01', 'sign-in', '')");
    assert_ok(schema_meta_put(db, "kept", "居", &error));
    assert_ok(db_commit(db, &error));
    assert_true(number(tables) > before + 2); /* FTS5 brings tables of its own */
    reset();
    assert_int_equal(number(tables), before);
    assert_int_equal(number("SELECT count(*) FROM audit"), 1);
    struct text value = TEXT_EMPTY;
    assert_ok(schema_meta_get(db, "kept", &value, &error));
    assert_string_equal(value.at, "居");
    assert_ok(schema_meta_get(db, "none", &value, &error));
    assert_string_equal(value.at, "");
    text_release(&value);
}

static void a_reset_undone_leaves_everything(void **state)
{
    (void)state;
    reset();
    int64_t before = number("SELECT count(*) FROM sqlite_schema");
    assert_ok(db_begin(db, &error));
    assert_ok(schema_meta_put(db, "projection", "0123", &error));
    assert_ok(schema_projection_reset(db, &error));
    db_rollback(db);
    assert_true(is_current());
    assert_int_equal(number("SELECT count(*) FROM sqlite_schema"), before);
}

/* Fragments aside, which begin with another word, stand in query_*.sql or change a case: those have
 * tests of their own. */
static void every_statement_compiles(void **state)
{
    static const char *const verbs[] = {"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "};
    struct text explain = TEXT_EMPTY;
    struct db *hub;
    int count = 0;
    bool row;

    (void)state;
    reset();
    assert_ok(db_open_as(scratch("hub.db"), DB_HUB, DB_CREATE, &hub, &error));
    assert_ok(db_begin(hub, &error));
    assert_ok(db_run_script(hub, SQL_HUB_TO_1, &error));
    assert_ok(db_begin(db, &error));
    assert_ok(query_run(db_query(db, SQL_SEARCH_TERMS_OF_OPEN), &error));
    assert_ok(query_run(db_query(db, SQL_SEARCH_TERMS_OF_CLOSED), &error));
    assert_ok(db_commit(db, &error));
    for (int i = 0; i < SQL_COUNT; i++)
        for (size_t verb = 0; verb < sizeof(verbs) / sizeof(verbs[0]); verb++)
            if (text_starts(sql_text[i], verbs[verb]) && !text_starts(sql_name[i], "cases_") &&
                !text_starts(sql_name[i], "matters_change")) {
                text_clear(&explain);
                text_addf(&explain, "EXPLAIN %s", sql_text[i]);
                struct query *query =
                    db_query_composed(text_starts(sql_name[i], "hub_") ? hub : db, explain.at);
                enum status status = query_step(query, &row, &error);
                if (status != STATUS_OK)
                    fail_msg("%s: %s", sql_name[i], error.message);
                query_reset(query);
                count++;
            }
    assert_true(count > 20);
    db_rollback(hub);
    db_close(hub);
    text_release(&explain);
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(versions_are_complete),
        WITH_FILE(tables_are_strict),
        WITH_FILE(acts_of_a_subject_come_by_the_index),
        WITH_FILE(the_projection_is_current_after_a_reset),
        WITH_FILE(a_reset_drops_all_but_the_journal),
        WITH_FILE(a_reset_undone_leaves_everything),
        WITH_FILE(every_statement_compiles),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("schema", tests, NULL, NULL);
    scratch_end();
    return failed;
}
