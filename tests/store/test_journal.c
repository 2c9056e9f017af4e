/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/journal.h"

#include "shouwen/base/ident.h"
#include "tests/store/sample.h"

static struct db *db;

enum { ACTS = 5 };

/* Five acts: 1, 3 and 5 about one case, 2 and 4 about another. */
static int make(void **state)
{
    (void)state;
    sample_make(scratch("a.db"));
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    for (int i = 1; i <= ACTS; i++) {
        int64_t n;
        assert_ok(sample_append(db, i % 2 ? "case/a" : "case/b", i == 4 ? NULL : "电梯坏了", &n));
        assert_int_equal(n, i);
    }
    return 0;
}

static int drop(void **state)
{
    (void)state;
    db_close(db);
    scratch_empty();
    return 0;
}

static void acts_come_back_by_subject(void **state)
{
    struct arena arena = {0};
    struct act *acts;
    struct journal_log log;
    size_t count;

    (void)state;
    assert_ok(journal_own_log(db, &log, &error));
    assert_int_equal(log.n, ACTS);
    assert_ok(journal_read(db, "case/a", &arena, &acts, &count, &error));
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(acts[i].n, 2 * i + 1);
        assert_string_equal(acts[i].log, log.name);
        assert_string_equal(acts[i].subject, "case/a");
        assert_string_equal(acts[i].by, "S01");
        assert_int_equal(acts[i].kind, ACT_NOTE);
        assert_string_equal(act_text(&acts[i], FIELD_TEXT), "电梯坏了");
        assert_int_equal(acts[i].on_count, i ? 1 : 0);
        if (i)
            assert_true(acts[i].on[0] == act_id_prefix(acts[i - 1].id));
    }
    assert_ok(journal_read(db, "case/none", &arena, &acts, &count, &error));
    assert_int_equal(count, 0);
    arena_release(&arena);
}

static void the_latest_acts_are_those_no_other_names(void **state)
{
    struct arena arena = {0};
    struct act *acts;
    const uint64_t *on;
    size_t count, on_count;
    struct journal_log log;
    struct act apart = {.kind = ACT_NOTE, .subject = "case/a", .by = "S02", .entered_at = 1};

    (void)state;
    apart.happened_at = 1;
    assert_ok(db_begin(db, &error));
    assert_ok(journal_own_log(db, &log, &error));
    assert_ok(journal_append(db, &log, &apart, &error)); /* it has seen nothing */
    assert_ok(db_commit(db, &error));
    assert_ok(journal_read(db, "case/a", &arena, &acts, &count, &error));
    assert_ok(journal_latest(db, "case/a", &arena, &on, &on_count, &error));
    assert_int_equal(count, 4);
    assert_int_equal(on_count, 2);
    assert_true(on[0] == act_id_prefix(acts[2].id));
    assert_true(on[1] == act_id_prefix(acts[3].id));
    assert_ok(journal_latest(db, "case/none", &arena, &on, &on_count, &error));
    assert_int_equal(on_count, 0);
    arena_release(&arena);
}

struct visited {
    int64_t n, stop_at;
};

static enum status visit(void *context, const struct act *act, struct error *into)
{
    struct visited *visited = context;

    assert_int_equal(act->n, ++visited->n);
    if (act->n == visited->stop_at)
        return error_set(into, STATUS_REFUSED, "", "enough");
    return STATUS_OK;
}

static void each_act_is_visited_in_order(void **state)
{
    struct arena arena = {0};
    struct visited visited = {0};

    (void)state;
    assert_ok(journal_each(db, &arena, visit, &visited, &error));
    assert_int_equal(visited.n, ACTS);
    visited = (struct visited){.stop_at = 2};
    assert_fails(journal_each(db, &arena, visit, &visited, &error), STATUS_REFUSED, "enough");
    assert_int_equal(visited.n, 2);
    assert_ok(sample_append(db, "case/a", NULL, NULL)); /* the walk was ended properly */
    arena_release(&arena);
}

static void an_undone_act_leaves_no_trace(void **state)
{
    struct journal_log log;
    struct act act = {.kind = ACT_NOTE, .subject = "case/c", .by = "S01"};

    (void)state;
    assert_ok(db_begin(db, &error));
    assert_ok(journal_own_log(db, &log, &error));
    assert_ok(db_mark(db, &error));
    assert_ok(journal_append(db, &log, &act, &error));
    db_mark_undo(db);
    assert_fails(journal_append(db, &log, &act, &error), STATUS_CONFLICT, "meanwhile");
    db_rollback(db);
    assert_int_equal(sample_verify_clean(db), ACTS);
}

static void an_act_outside_a_transaction_is_refused(void **state)
{
    struct journal_log log;
    struct act act = {.kind = ACT_NOTE, .subject = "case/c", .by = "S01"};

    (void)state;
    assert_ok(journal_own_log(db, &log, &error));
    assert_fails(journal_append(db, &log, &act, &error), STATUS_BROKEN, "outside");
    assert_int_equal(sample_verify_clean(db), ACTS);
}

static void an_act_that_is_too_large_changes_nothing(void **state)
{
    static char text[ACT_BODY_MOST + 1];

    (void)state;
    memset(text, 'x', sizeof(text) - 1);
    assert_fails(sample_append(db, "case/a", text, NULL), STATUS_INVALID, "64 KB");
    assert_int_equal(sample_verify_clean(db), ACTS);
}

static void damaged_acts_are_named_when_read(void **state)
{
    struct arena arena = {0};
    struct act *acts;
    size_t count;

    (void)state;
    assert_ok(db_begin(db, &error));
    assert_ok(query_run(db_query_composed(db, "UPDATE act SET body = x'00' WHERE n = 3"), &error));
    assert_ok(db_commit(db, &error));
    assert_fails(journal_read(db, "case/a", &arena, &acts, &count, &error), STATUS_BROKEN, "act 3");
    arena_release(&arena);
}

/* --- verification: every change is found, and named --- */

/* Runs the statement, asserts that a sentence of the verification has part in it, and undoes it. */
static void assert_found(const char *change, const char *part)
{
    struct text problems = TEXT_EMPTY;

    assert_ok(db_begin(db, &error));
    assert_ok(query_run(db_query_composed(db, change), &error));
    assert_true(db_changes(db) > 0);
    sample_verify(db, &problems);
    if (!strstr(problems.at, part))
        fail_msg("%s: \"%s\" is not in \"%s\"", change, part, problems.at);
    db_rollback(db);
    text_release(&problems);
}

static void changed_rows_are_found(void **state)
{
    static const char *const changes[][2] = {
        {"DELETE FROM act WHERE n = 3", "act 3 is missing"},
        {"DELETE FROM act WHERE n IN (2, 3, 4)", "acts 2 to 4 are missing"},
        {"DELETE FROM act WHERE n >= 4", "acts 4 to 5 are missing"},
        {"DELETE FROM act", "acts 1 to 5 are missing"},
        {"DELETE FROM log", "act 5: there is no such log"},
        {"UPDATE act SET n = 6 WHERE n = 5", "act 5 is missing"},
        {"UPDATE act SET n = 9 WHERE n = 3", "act 3 is missing"},
        {"UPDATE act SET log = 'other' WHERE n = 3", "log other, act 3"},
        {"UPDATE act SET subject = 'case/b' WHERE n = 3", "act 3: its head says it is about"},
        {"UPDATE act SET id = zeroblob(16) WHERE n = 3", "act 3: its head or its id"},
        {"UPDATE act SET chain = zeroblob(32) WHERE n = 3", "act 3: it does not fit"},
        {"UPDATE act SET chain = zeroblob(32) WHERE n = 5", "act 5: it does not fit"},
        {"UPDATE act SET body = (SELECT body FROM act WHERE n = 1) WHERE n = 3", "act 3: the"},
        {"UPDATE act SET body = x'' WHERE n = 3", "act 3: the act's body"},
        {"UPDATE act SET body = zeroblob(20) WHERE n = 4", "act 4: the act's body"},
        {"UPDATE act SET head = x'' WHERE n = 3", "act 3: its head"},
        {"UPDATE act SET head = (SELECT head FROM act WHERE n = 4) WHERE n = 3", "act 3: its head"},
        {"UPDATE act SET seq = 6 WHERE n = 5", "act 5: its place"},
        {"UPDATE act SET seq = 0 WHERE n = 2", "act 2: its place"},
        {"UPDATE act SET seq = -4 WHERE n = 1", "act 1: its place"},
        {"UPDATE log SET n = 6", "acts 6 to 6 are missing"},
        {"UPDATE log SET n = 4", "act 5: it was added behind"},
        {"UPDATE log SET n = 0", "act 1: it was added behind"},
        {"UPDATE log SET chain = zeroblob(32)", "act 5: the end of the log"},
        {"UPDATE log SET public_key = zeroblob(32)", "public key was changed"},
        {"UPDATE log SET is_own = 0", "act 5: exactly one log"},
        {"UPDATE log SET name = name || '0'", "act 5: there is no such log"},
        {"INSERT INTO log SELECT 'x', public_key, 0, chain, 0 FROM log", "log x, act 0"},
        {"INSERT INTO act SELECT 6, log, 6, zeroblob(16), subject, head, body, chain FROM act "
         "WHERE n = 5",
         "act 6: it was added behind"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
        assert_found(changes[i][0], changes[i][1]);
    assert_int_equal(sample_verify_clean(db), ACTS);
}

/* An erased body is no fault: head and chain stay valid. */
static void an_erased_body_is_no_fault(void **state)
{
    struct arena arena = {0};
    struct act *acts;
    size_t count;

    (void)state;
    assert_ok(db_begin(db, &error));
    assert_ok(query_run(db_query_composed(db, "UPDATE act SET body = NULL WHERE n = 3"), &error));
    assert_ok(db_commit(db, &error));
    assert_int_equal(sample_verify_clean(db), ACTS);
    assert_ok(journal_read(db, "case/a", &arena, &acts, &count, &error));
    assert_true(acts[1].is_erased);
    assert_string_equal(act_text(&acts[1], FIELD_TEXT), "");
    arena_release(&arena);
}

/* A new acts' forger who recomputes everything but can't move the log's end. */
static void a_cut_end_is_found_without_its_row(void **state)
{
    (void)state;
    assert_found("UPDATE log SET n = 4, chain = (SELECT chain FROM act WHERE n = 3)",
                 "act 5: it was added");
}

/* --- one byte anywhere --- */

enum way { FLIP, REMOVE, ADD, WAYS };

static void change_bytes(unsigned char *bytes, size_t *length, size_t at, enum way way)
{
    if (way == FLIP) {
        bytes[at] ^= 1;
        return;
    }
    if (way == REMOVE) {
        memmove(bytes + at, bytes + at + 1, --*length - at);
        return;
    }
    memmove(bytes + at + 1, bytes + at, (*length)++ - at);
    bytes[at] = ' ';
}

/* Where the bytes are; the sentence that finds their change names this act. */
struct place {
    const char *table, *column;
    bool is_text;
    int act;
};

static struct query *compose(const char *format, const struct place *place)
{
    struct text sql = TEXT_EMPTY;

    text_addf(&sql, format, place->column, place->table);
    struct query *query = db_query_composed(db, sql.at);
    query_bind_integer(query, 1, place->act);
    text_release(&sql);
    return query;
}

static size_t read_bytes(const struct place *place, unsigned char *bytes)
{
    struct query *query = compose("SELECT CAST(%s AS BLOB) FROM %s WHERE n = ?1", place);
    size_t length;
    bool row;

    assert_ok(query_step(query, &row, &error));
    assert_true(row);
    const void *stored = query_bytes(query, 0, &length);
    memcpy(bytes, stored, length);
    query_reset(query);
    return length;
}

/* False if the table itself refuses the bytes. */
static bool put_bytes(const struct place *place, const void *bytes, size_t length)
{
    struct query *query =
        compose(place->is_text ? "UPDATE %2$s SET %1$s = CAST(?2 AS TEXT) WHERE n = ?1"
                               : "UPDATE %2$s SET %1$s = ?2 WHERE n = ?1",
                place);

    query_bind_bytes(query, 2, bytes, length);
    return query_run(query, &error) == STATUS_OK;
}

static void assert_byte_found(const struct place *place, size_t at, enum way way)
{
    static unsigned char bytes[8192];
    struct text problems = TEXT_EMPTY, wanted = TEXT_EMPTY;
    size_t length = read_bytes(place, bytes);

    change_bytes(bytes, &length, at, way);
    assert_ok(db_begin(db, &error));
    if (put_bytes(place, bytes, length)) {
        sample_verify(db, &problems);
        text_addf(&wanted, "act %d", place->act);
        if (!strstr(problems.at, wanted.at))
            fail_msg("%s of %s %d, byte %d, way %d: \"%s\"", place->column, place->table,
                     place->act, (int)at, way, problems.at);
    } else {
        assert_true(way != FLIP); /* only a length can be refused */
    }
    db_rollback(db);
    text_release(&problems);
    text_release(&wanted);
}

static void every_single_byte_counts(void **state)
{
    static const struct place places[] = {
        {"act", "log", true, 3},     {"act", "log", true, 5},         {"act", "subject", true, 3},
        {"act", "subject", true, 5}, {"act", "id", false, 3},         {"act", "id", false, 5},
        {"act", "head", false, 3},   {"act", "head", false, 5},       {"act", "body", false, 3},
        {"act", "body", false, 5},   {"act", "chain", false, 3},      {"act", "chain", false, 5},
        {"log", "name", true, 5},    {"log", "public_key", false, 5}, {"log", "chain", false, 5},
    };
    static unsigned char bytes[8192];

    (void)state;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        for (size_t at = 0; at < read_bytes(&places[i], bytes); at++)
            for (enum way way = FLIP; way < WAYS; way++)
                assert_byte_found(&places[i], at, way);
    assert_int_equal(sample_verify_clean(db), ACTS);
}

#define WITH_ACTS(test) cmocka_unit_test_setup_teardown(test, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ACTS(acts_come_back_by_subject),
        WITH_ACTS(the_latest_acts_are_those_no_other_names),
        WITH_ACTS(each_act_is_visited_in_order),
        WITH_ACTS(an_undone_act_leaves_no_trace),
        WITH_ACTS(an_act_outside_a_transaction_is_refused),
        WITH_ACTS(an_act_that_is_too_large_changes_nothing),
        WITH_ACTS(damaged_acts_are_named_when_read),
        WITH_ACTS(changed_rows_are_found),
        WITH_ACTS(an_erased_body_is_no_fault),
        WITH_ACTS(a_cut_end_is_found_without_its_row),
        WITH_ACTS(every_single_byte_counts),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("journal", tests, NULL, NULL);
    scratch_end();
    return failed;
}
