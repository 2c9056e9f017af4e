/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/db.h"

#include "shouwen/base/text.h"
#include "tests/store/scratch.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static struct db *db;

static enum status run(struct db *in, const char *text)
{
    return query_run(db_query_composed(in, text), &error);
}

static int64_t number(struct db *in, const char *text)
{
    struct query *query = db_query_composed(in, text);
    bool row;

    assert_ok(query_step(query, &row, &error));
    assert_true(row);
    int64_t value = query_integer(query, 0);
    query_reset(query);
    return value;
}

/* A finished file "a.db" with one table, open for writing. */
static int make(void **state)
{
    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_CREATE, &db, &error));
    assert_ok(db_begin(db, &error));
    assert_ok(run(db, "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT UNIQUE) STRICT"));
    assert_ok(run(db, "PRAGMA user_version = 1"));
    assert_ok(db_commit(db, &error));
    db_close(db);
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    return 0;
}

static int drop(void **state)
{
    (void)state;
    db_close(db);
    db = NULL;
    scratch_empty();
    return 0;
}

static void put(const char *text)
{
    struct query *query = db_query_composed(db, "INSERT INTO t(b) VALUES(?1)");

    query_bind_text(query, 1, text);
    assert_ok(query_run(query, &error));
}

static void a_new_file_is_private_and_alone(void **state)
{
    struct stat file;

    (void)state;
    assert_ok(db_begin(db, &error));
    put("one");
    assert_ok(db_commit(db, &error));
    const char *const names[] = {"a.db", "a.db-wal", "a.db-shm"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(stat(scratch(names[i]), &file), 0);
        assert_int_equal(file.st_mode & 0777, 0600);
    }
    db_close(db);
    db = NULL;
    assert_int_equal(scratch_empty(), 1);
}

static void every_connection_is_set_up(void **state)
{
    struct db *reader;

    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_READ, &reader, &error));
    struct db *both[] = {db, reader};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(number(both[i], "PRAGMA synchronous"), 2);
        assert_int_equal(number(both[i], "PRAGMA foreign_keys"), 1);
        assert_int_equal(number(both[i], "PRAGMA trusted_schema"), 0);
        assert_int_equal(number(both[i], "PRAGMA secure_delete"), 1);
        assert_int_equal(number(both[i], "PRAGMA query_only"), i);
        assert_int_equal(number(both[i], "PRAGMA application_id"), 0x53575354);
        struct query *mode = db_query_composed(both[i], "PRAGMA journal_mode");
        bool row;
        assert_ok(query_step(mode, &row, &error));
        assert_string_equal(query_text(mode, 0), "wal");
        query_reset(mode);
    }
    assert_fails(run(reader, "INSERT INTO t(b) VALUES('x')"), STATUS_BROKEN, "read-only");
    assert_fails(db_begin(reader, &error), STATUS_BROKEN, "reading only");
    db_close(reader);
}

static void assert_no_station(const char *path, enum db_mode mode, const char *part)
{
    struct db *none = (struct db *)1;

    assert_fails(db_open(path, mode, &none, &error), STATUS_BROKEN, part);
    assert_null(none);
    assert_non_null(strstr(error.message, path));
}

/* The bytes are refused in every way of opening, stay as they are, and nothing is put beside them.
 * */
static void assert_bytes_refused(const void *bytes, size_t length, const char *part)
{
    const char *path = scratch("other");
    size_t left;

    scratch_empty();
    scratch_write(path, bytes, length);
    assert_no_station(path, DB_READ, part);
    assert_no_station(path, DB_WRITE, part);
    assert_no_station(path, DB_CREATE, "exists already");
    unsigned char *after = scratch_read(path, &left);
    assert_int_equal(left, length);
    assert_memory_equal(after, bytes, length);
    free(after);
    assert_int_equal(scratch_empty(), 1);
}

static void what_is_no_station_file_is_left_alone(void **state)
{
    unsigned char garbage[8192], *copy;
    size_t length;

    (void)state;
    db_close(db);
    db = NULL;
    copy = scratch_read(scratch("a.db"), &length);
    assert_in_range(length, 4096, 65536);
    for (size_t i = 0; i < sizeof(garbage); i++)
        garbage[i] = (unsigned char)(i * 31 + 7);
    assert_bytes_refused("", 0, "is empty");
    assert_bytes_refused("hello\n", 6, "not a station file");
    assert_bytes_refused(garbage, sizeof(garbage), "not a station file");
    assert_bytes_refused(copy, 60, "not a station file");
    copy[63] = DB_SCHEMA_VERSION + 1; /* user_version */
    assert_bytes_refused(copy, length, "newer shouwen");
    copy[63] = 0;
    assert_bytes_refused(copy, length, "never finished");
    copy[68]++; /* application_id */
    assert_bytes_refused(copy, length, "not a station file");
    free(copy);

    assert_no_station(scratch("missing"), DB_READ, "shouwen init");
    assert_no_station(scratch("missing"), DB_WRITE, "shouwen init");
    assert_no_station(scratch("no/where"), DB_CREATE, "No such file");
    assert_no_station(":memory:", DB_WRITE, "shouwen init");
    assert_no_station("", DB_WRITE, "no station file");
    assert_int_equal(mkdir(scratch("folder"), 0700), 0);
    assert_no_station(scratch("folder"), DB_WRITE, "folder");
    assert_no_station(scratch("folder"), DB_CREATE, "exists already");
    assert_int_equal(mkfifo(scratch("pipe"), 0600), 0);
    assert_no_station(scratch("pipe"), DB_READ, "not a station file");
    assert_int_equal(scratch_empty(), 2);
}

/* In a child without the rights of root; 0 if all is as it should be. */
static int without_rights(void)
{
    struct db *other;

    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 2;
    if (chdir(scratch_folder) != 0)
        return 3;
    if (db_open("closed.db", DB_READ, &other, &error) != STATUS_BROKEN ||
        !strstr(error.message, "Permission denied"))
        return 4;
    if (db_open("shown.db", DB_WRITE, &other, &error) != STATUS_BROKEN ||
        !strstr(error.message, "read-only"))
        return 5;
    if (db_open("new.db", DB_CREATE, &other, &error) != STATUS_BROKEN ||
        !strstr(error.message, "Permission denied"))
        return 6;
    return 0;
}

static void rights_are_respected_and_named(void **state)
{
    int code;

    (void)state;
    db_close(db);
    db = NULL;
    size_t length;
    unsigned char *bytes = scratch_read(scratch("a.db"), &length);
    assert_int_equal(link(scratch("a.db"), scratch("closed.db")), 0);
    assert_int_equal(chmod(scratch("closed.db"), 0000), 0);
    scratch_write(scratch("shown.db"), bytes, length);
    free(bytes);
    assert_int_equal(chmod(scratch("shown.db"), 0444), 0);
    assert_int_equal(chmod(scratch_folder, 0555), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(without_rights());
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(chmod(scratch_folder, 0700), 0);
    assert_int_equal(code, 0);
    assert_int_equal(scratch_empty(), 3);
}

static void values_come_back_as_they_went_in(void **state)
{
    const unsigned char bytes[] = {0, 255, 7, 0};
    struct arena arena = {0};
    size_t length;
    bool row;

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        struct query *query = db_query_composed(db, "SELECT ?1, ?2, ?3, ?4, ?5, ?6");
        query_bind_text(query, 1, "居民 𠀀");
        query_bind_text(query, 2, NULL);
        query_bind_integer(query, 3, INT64_MIN);
        query_bind_bytes(query, 4, bytes, sizeof(bytes));
        query_bind_bytes(query, 5, NULL, 0);
        assert_ok(query_step(query, &row, &error));
        assert_true(row);
        assert_string_equal(query_text(query, 0), "居民 𠀀");
        assert_string_equal(query_text(query, 1), "");
        assert_false(query_is_null(query, 1));
        assert_true(query_integer(query, 2) == INT64_MIN);
        assert_memory_equal(query_bytes(query, 3, &length), bytes, sizeof(bytes));
        assert_int_equal(length, sizeof(bytes));
        query_bytes(query, 4, &length);
        assert_int_equal(length, 0);
        assert_false(query_is_null(query, 4));
        assert_true(query_is_null(query, 5)); /* also the second time: nothing stays bound */
        assert_string_equal(query_text(query, 5), "");
        const char *copy = query_copy(query, 0, &arena);
        assert_ok(query_step(query, &row, &error));
        assert_false(row);
        assert_string_equal(copy, "居民 𠀀");
    }
    arena_release(&arena);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
    (void)state;
    assert_ok(db_begin(db, &error));
    struct query *query = db_query_composed(db, "INSERT INTO t(b) VALUES(?1)");
    query_bind_text(query, 1, "\xc0\xaf");
    assert_fails(query_run(query, &error), STATUS_INVALID, "UTF-8");
    put("good");
    assert_ok(db_commit(db, &error));
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 1);
}

static void constraints_and_missing_tables_are_sentences(void **state)
{
    (void)state;
    assert_ok(db_begin(db, &error));
    put("one");
    assert_int_equal(db_last_rowid(db), 1);
    assert_int_equal(db_changes(db), 1);
    struct query *again = db_query_composed(db, "INSERT INTO t(b) VALUES(?1)");
    query_bind_text(again, 1, "one");
    assert_fails(query_run(again, &error), STATUS_CONFLICT, "t.b");
    assert_fails(run(db, "INSERT INTO t(a, b) VALUES(1, 'x')"), STATUS_CONFLICT, "t.a");
    assert_fails(run(db, "INSERT INTO t(b) VALUES(x'00')"), STATUS_INVALID, "BLOB");
    assert_fails(run(db, "DELETE FROM elsewhere"), STATUS_BROKEN, "no such table");
    assert_ok(db_commit(db, &error));
}

static void double_quotes_are_no_strings(void **state)
{
    (void)state;
    assert_fails(run(db, "SELECT \"nosuch\" FROM t"), STATUS_BROKEN, "no such column");
}

static void a_write_outside_a_transaction_is_refused(void **state)
{
    (void)state;
    assert_fails(run(db, "INSERT INTO t(b) VALUES('stray')"), STATUS_BROKEN, "outside");
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
    assert_ok(db_begin(db, &error));
    assert_true(db_is_writing(db));
    put("kept");
    assert_fails(run(db, "COMMIT"), STATUS_BROKEN, "outside");
    assert_fails(db_commit(db, &error), STATUS_BROKEN, "nothing was saved");
    assert_false(db_is_writing(db));
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
}

static void marks_undo_a_part(void **state)
{
    (void)state;
    assert_ok(db_begin(db, &error));
    put("one");
    assert_ok(db_mark(db, &error));
    put("two");
    db_mark_undo(db);
    assert_ok(db_mark(db, &error));
    put("three");
    assert_ok(db_mark_keep(db, &error));
    assert_ok(db_commit(db, &error));
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 2);
    assert_int_equal(number(db, "SELECT count(*) FROM t WHERE b = 'two'"), 0);
    assert_ok(db_begin(db, &error));
    put("four");
    db_rollback(db);
    db_rollback(db);
    assert_int_equal(number(db, "SELECT count(*) FROM t"), 2);
}

static void a_reader_sees_one_state_and_notices_changes(void **state)
{
    struct db *reader;

    (void)state;
    assert_ok(db_open(scratch("a.db"), DB_READ, &reader, &error));
    int64_t before = db_version(reader);
    assert_int_equal(db_version(reader), before);
    assert_ok(db_read_begin(reader, &error));
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 0);
    assert_ok(db_begin(db, &error));
    put("one");
    assert_ok(db_commit(db, &error));
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 0);
    assert_ok(db_read_begin(reader, &error));
    db_read_end(reader);
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 0);
    db_read_end(reader);
    db_read_end(reader); /* fine outside of one */
    assert_int_equal(number(reader, "SELECT count(*) FROM t"), 1);
    assert_int_not_equal(db_version(reader), before);
    db_close(reader);
}

static void nothing_is_written_to_a_file_that_is_gone(void **state)
{
    (void)state;
    assert_int_equal(rename(scratch("a.db"), scratch("b.db")), 0);
    assert_fails(db_begin(db, &error), STATUS_BROKEN, "moved or deleted");
    scratch_write(scratch("a.db"), "other", 5);
    assert_fails(db_begin(db, &error), STATUS_BROKEN, "moved or deleted");
    assert_int_equal(rename(scratch("b.db"), scratch("a.db")), 0);
    assert_ok(db_begin(db, &error));
    assert_ok(db_commit(db, &error));
}

static const char endless[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

static bool say_stop(void *context)
{
    ++*(int *)context;
    return true;
}

static void a_limit_stops_long_reads_only(void **state)
{
    int asked = 0;

    (void)state;
    db_set_limit(db, 20, NULL, NULL);
    assert_fails(run(db, endless), STATUS_BUSY, "stopped");
    assert_ok(db_begin(db, &error));
    assert_ok(run(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) "
                      "INSERT INTO t(a) SELECT i FROM n"));
    assert_ok(db_commit(db, &error));
    db_set_limit(db, 60000, say_stop, &asked);
    assert_fails(run(db, endless), STATUS_BUSY, "stopped");
    assert_int_equal(asked, 1);
    db_set_limit(db, 0, NULL, NULL);
    assert_int_equal(number(db, "SELECT sum(a) FROM t"), 5000 * 5001 / 2);
    assert_int_equal(asked, 1);
}

static void nested(void)
{
    (void)!db_begin(db, &error);
    (void)!db_begin(db, &error);
}

static void while_reading(void)
{
    bool row;
    struct query *open = db_query_composed(db, "SELECT 1 FROM sqlite_schema");

    (void)!query_step(open, &row, &error);
    (void)!db_begin(db, &error);
}

static void commit_of_nothing(void)
{
    (void)!db_commit(db, &error);
}

static void bad_sql(void)
{
    db_query_composed(db, "SELEKT 1");
}

static void two_statements(void)
{
    db_query_composed(db, "SELECT 1; SELECT 2");
}

static void too_many_parameters(void)
{
    query_bind_integer(db_query_composed(db, "SELECT ?1"), 2, 1);
}

static void mistakes_of_the_program_abort(void **state)
{
    static void (*const mistakes[])(void) = {
        nested, while_reading, commit_of_nothing, bad_sql, two_statements, too_many_parameters,
    };

    (void)state;
    for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
        int code;
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            signal(SIGABRT, SIG_DFL);
            fclose(stderr);
            mistakes[i]();
            _exit(0);
        }
        assert_int_equal(waitpid(child, &code, 0), child);
        assert_true(WIFSIGNALED(code));
        assert_int_equal(WTERMSIG(code), SIGABRT);
    }
}

static void opening_is_fast(void **state)
{
    struct timespec from, to;
    int64_t best = INT64_MAX;

    (void)state;
    for (int i = 0; i < 20; i++) {
        struct db *other;
        clock_gettime(CLOCK_MONOTONIC, &from);
        assert_ok(db_open(scratch("a.db"), i % 2 ? DB_READ : DB_WRITE, &other, &error));
        clock_gettime(CLOCK_MONOTONIC, &to);
        db_close(other);
        int64_t took = (to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000;
        best = took < best ? took : best;
    }
    print_message("# opened in %d us\n", (int)best);
    assert_in_range(best, 0, 20000); /* a wide bar: this runs under sanitizers, on busy machines */
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(a_new_file_is_private_and_alone),
        WITH_FILE(every_connection_is_set_up),
        WITH_FILE(what_is_no_station_file_is_left_alone),
        WITH_FILE(rights_are_respected_and_named),
        WITH_FILE(values_come_back_as_they_went_in),
        WITH_FILE(text_that_is_not_utf8_is_refused),
        WITH_FILE(constraints_and_missing_tables_are_sentences),
        WITH_FILE(double_quotes_are_no_strings),
        WITH_FILE(a_write_outside_a_transaction_is_refused),
        WITH_FILE(marks_undo_a_part),
        WITH_FILE(a_reader_sees_one_state_and_notices_changes),
        WITH_FILE(nothing_is_written_to_a_file_that_is_gone),
        WITH_FILE(a_limit_stops_long_reads_only),
        WITH_FILE(mistakes_of_the_program_abort),
        WITH_FILE(opening_is_fast),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("db", tests, NULL, NULL);
    scratch_end();
    return failed;
}
