/* SPDX-License-Identifier: MIT */
/* The whole way of an act (decide, journal, fold, projection, search) under a failing disk, under
 * kill -9, and with eight programs at once: what was reported as recorded is there, and check finds
 * nothing. */
#include "config.h"

#include "shouwen/store/ledger.h"
#include "shouwen/store/query_saved.h"
#include "tests/store/fault.h"
#include "tests/store/older.h"
#include "tests/store/sample.h"

#include "shouwen/store/matters.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { CASES = 3, KILLS = 12, PROGRAMS = 8, EACH = 200 };

static unsigned char *fresh;
static size_t fresh_length;

static void put_fresh(void)
{
    scratch_empty();
    scratch_write(scratch("a.db"), fresh, fresh_length);
}

static struct ledger *open_ledger(void)
{
    struct ledger *ledger = NULL;

    assert_ok(ledger_open(scratch("a.db"), &matter_policy_shipped, &ledger, &error));
    return ledger;
}

static void put_person(struct ledger *ledger, const char *id, const char *name, const char *roles)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    enum ledger_change change;

    record.value[RECORD_STAFF_ID] = id;
    record.value[RECORD_STAFF_NAME] = name;
    record.value[RECORD_STAFF_ROLES] = roles;
    record.value[RECORD_STAFF_NODE] = SAMPLE_NODE;
    assert_ok(ledger_put(ledger, NULL, &record, &change, &error));
}

static int prepare(void **state)
{
    (void)state;
    scratch_start();
    fault_install();
    sample_make(scratch("a.db"));
    struct ledger *ledger = open_ledger();
    put_person(ledger, "S01", "陆伟", "desk;worker");
    put_person(ledger, "S02", "陈静", "worker");
    put_person(ledger, "S03", "王建国", "secretary;admin");
    ledger_close(ledger);
    fresh = scratch_read(scratch("a.db"), &fresh_length);
    return 0;
}

static int finish(void **state)
{
    (void)state;
    free(fresh);
    scratch_end();
    return 0;
}

/* Takes a request in and hands it on, in one request; the number goes to out[IDENT_NUMBER]. */
static enum status take_in(struct ledger *ledger, char *out)
{
    struct arena arena = {0};
    struct act acts[2] = {{.kind = ACT_OPEN}, {.kind = ACT_ASSIGN}};
    const char *number;

    acts[0].value[FIELD_SUBJECT] = "楼道灯不亮";
    acts[0].value[FIELD_NAME] = "周美芳";
    acts[1].value[FIELD_TO] = "S02";
    enum status status = ledger_record(ledger, "S01", acts, 2, &arena, &number, &error);
    if (status == STATUS_OK)
        snprintf(out, 32, "%s", number);
    arena_release(&arena);
    return status;
}

/* The file opens, check finds nothing, and each case that was reported is there with its two acts.
 */
static int64_t assert_whole(char numbers[][32], size_t count)
{
    struct ledger *ledger = open_ledger();
    struct ledger_report report;
    struct arena arena = {0};
    struct calendar calendar = {0};
    struct matter matter;

    assert_ok(ledger_check(ledger, &report, &error));
    assert_string_equal(report.problems.at, "");
    for (size_t i = 0; i < count; i++) {
        assert_ok(matters_load(ledger_db(ledger), numbers[i], &calendar, &matter_policy_shipped,
                               &arena, &matter, &error));
        assert_int_equal(matter.history_count, 2);
        assert_string_equal(matter.holder, "S02");
    }
    int64_t cases = report.case_count;
    text_release(&report.problems);
    arena_release(&arena);
    ledger_close(ledger);
    return cases;
}

/* A series with the fault at its n-th place; false once the place lies behind the series' end. */
static bool run_series(enum call call, int at, bool stays, int cause)
{
    char numbers[CASES + 1][32];
    size_t count = 0;

    put_fresh();
    struct ledger *ledger = open_ledger();
    memset(&fault, 0, sizeof(fault));
    fault.call = call;
    fault.stays = stays;
    fault.cause = cause;
    fault.at = at;
    for (int i = 0; i < CASES; i++) {
        enum status status = take_in(ledger, numbers[count]);
        if (status == STATUS_OK)
            count++;
        else
            assert_int_equal(status, STATUS_BROKEN);
    }
    bool was_met = fault.met[call] >= at;
    fault.at = 0;
    assert_ok(take_in(ledger, numbers[count])); /* the same program goes on */
    count++;
    ledger_close(ledger);
    assert_int_equal(assert_whole(numbers, count), count);
    return was_met;
}

static void the_nth_fault_loses_nothing(void **state)
{
    static const struct {
        enum call call;
        int cause;
    } faults[] = {{WRITE, ENOSPC}, {WRITE, EIO}, {SYNC, EIO}};

    (void)state;
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
        for (int stays = 0; stays < 2; stays++) {
            int at = 1;
            while (run_series(faults[i].call, at, stays, faults[i].cause))
                at++;
            assert_true(at > CASES);
        }
}

static void record_for_ever(int said)
{
    struct ledger *ledger;
    char number[32] = "";

    if (ledger_open(scratch("a.db"), &matter_policy_shipped, &ledger, &error) != STATUS_OK)
        _exit(1);
    for (;;)
        if (take_in(ledger, number) != STATUS_OK ||
            write(said, number, sizeof(number)) != sizeof(number))
            _exit(2);
}

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void what_was_reported_survives_a_kill(void **state)
{
    static char numbers[4096][32];
    size_t count = 0;

    (void)state;
    put_fresh();
    srand(20261121);
    for (int round = 0; round < KILLS; round++) {
        int said[2], code, wanted = 1 + rand() % 12;
        assert_int_equal(pipe(said), 0);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0)
            record_for_ever(said[1]);
        close(said[1]);
        while (wanted-- > 0)
            assert_int_equal(read(said[0], numbers[count++], 32), 32);
        for (int64_t until = now_us() + rand() % 3000; now_us() < until;)
            continue; /* somewhere in the middle of the next one */
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &code, 0), child);
        assert_true(WIFSIGNALED(code));
        while (read(said[0], numbers[count], 32) == 32)
            count++;
        close(said[0]);
        /* the last one may have been recorded and not yet told */
        assert_in_range((size_t)assert_whole(numbers, count), count, count + (size_t)round + 1);
    }
}

static void work_at_a_terminal(int program)
{
    struct ledger *ledger;
    char number[32];

    if (ledger_open(scratch("a.db"), &matter_policy_shipped, &ledger, &error) != STATUS_OK)
        _exit(100);
    for (int i = 0; i < EACH / 2; i++)
        if (take_in(ledger, number) != STATUS_OK)
            _exit(1 + (int)error.kind);
    ledger_close(ledger);
    (void)program;
    _exit(0);
}

static void eight_terminals_share_one_file(void **state)
{
    pid_t children[PROGRAMS];
    int code;

    (void)state;
    put_fresh();
    fflush(NULL);
    for (int i = 0; i < PROGRAMS; i++) {
        children[i] = fork();
        if (children[i] == 0)
            work_at_a_terminal(i);
    }
    for (int i = 0; i < PROGRAMS; i++) {
        assert_int_equal(waitpid(children[i], &code, 0), children[i]);
        assert_true(WIFEXITED(code));
        assert_int_equal(WEXITSTATUS(code), 0);
    }
    /* two acts a case: 8 x 200 acts */
    assert_int_equal(assert_whole(NULL, 0), PROGRAMS * EACH / 2);
}

static void the_same_request_is_recorded_once(void **state)
{
    struct arena arena = {0};
    const char *first, *second;

    (void)state;
    put_fresh();
    struct ledger *ledger = open_ledger();
    for (int i = 0; i < 2; i++) {
        struct act act = {.kind = ACT_OPEN};
        act.value[FIELD_SUBJECT] = "楼道灯不亮";
        act.value[FIELD_REQUEST] = "form-1";
        assert_ok(ledger_record(ledger, "S01", &act, 1, &arena, i ? &second : &first, &error));
    }
    assert_string_equal(first, second);
    ledger_close(ledger);
    assert_int_equal(assert_whole(NULL, 0), 1);
    arena_release(&arena);
}

static void a_refused_batch_leaves_nothing(void **state)
{
    struct arena arena = {0};
    struct act acts[2] = {{.kind = ACT_OPEN}, {.kind = ACT_ASSIGN}};
    const char *number;

    (void)state;
    put_fresh();
    struct ledger *ledger = open_ledger();
    acts[0].value[FIELD_SUBJECT] = "楼道灯不亮";
    acts[1].value[FIELD_TO] = "S99";
    assert_fails(ledger_record(ledger, "S01", acts, 2, &arena, &number, &error), STATUS_NOT_FOUND,
                 "S99");
    ledger_close(ledger);
    assert_int_equal(assert_whole(NULL, 0), 0);
    arena_release(&arena);
}

static void whoever_leaves_keeps_no_case(void **state)
{
    struct arena arena = {0};
    struct calendar calendar = {0};
    struct record record = {.kind = RECORD_STAFF, .id = "S02"};
    enum ledger_change change;
    struct matter matter;
    char number[32];

    (void)state;
    put_fresh();
    struct ledger *ledger = open_ledger();
    assert_ok(take_in(ledger, number));
    record.value[RECORD_STAFF_STATUS] = "left";
    assert_ok(ledger_put(ledger, "S03", &record, &change, &error));
    assert_int_equal(change, LEDGER_CHANGED);
    assert_ok(matters_load(ledger_db(ledger), number, &calendar, &matter_policy_shipped, &arena,
                           &matter, &error));
    assert_int_equal(matter.rule, RULE_FALLBACK);
    assert_string_equal(matter.holder, "S03");
    assert_string_equal(matter.history[2].act->by, LEDGER_PROGRAM);
    ledger_close(ledger);
    arena_release(&arena);
}

static void a_newcomer_without_an_id_column_is_whole(void **state)
{
    struct record record = {.kind = RECORD_RESIDENTS, .id = "RCPRA4R07"};
    enum ledger_change change;

    (void)state;
    put_fresh();
    struct ledger *ledger = open_ledger();
    record.value[RECORD_RESIDENTS_NAME] = "阿依古丽·买买提";
    assert_ok(ledger_put(ledger, "S01", &record, &change, &error));
    assert_int_equal(change, LEDGER_ADDED);
    ledger_close(ledger);
    assert_int_equal(assert_whole(NULL, 0), 0);
}

/* What people saved under a key is theirs alone, and an older file gets room for it. */
static void an_older_file_keeps_saved_lists_too(void **state)
{
    struct query_saved_row *rows;
    struct arena arena = {0};
    struct ledger *ledger;
    size_t count;
    struct db *db;

    (void)state;
    put_fresh();
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    assert_ok(older_make(db, 1, &error));
    db_close(db);
    ledger = open_ledger();
    assert_ok(ledger_saved_put(ledger, "S01", "w", "急事", "{}", &error));
    assert_ok(ledger_saved_put(ledger, "S01", "a", "漏水", "{}", &error));
    assert_ok(ledger_saved_put(ledger, "S01", "w", "加急", "{}", &error));
    assert_ok(ledger_saved_put(ledger, "S01", "a", "", "", &error));
    assert_ok(query_saved(ledger_db(ledger), "S01", &arena, &rows, &count, &error));
    assert_int_equal(count, 1);
    assert_string_equal(rows[0].name, "加急");
    assert_ok(query_saved(ledger_db(ledger), "S02", &arena, &rows, &count, &error));
    assert_int_equal(count, 0);
    ledger_close(ledger);
    arena_release(&arena);
    assert_int_equal(assert_whole(NULL, 0), 0);
}

static bool has_late_index(struct ledger *ledger)
{
    struct query *query = db_query(ledger_db(ledger), SQL_MATTERS_HAS_LATE_INDEX);
    bool has = false;

    assert_ok(query_step(query, &has, &error));
    query_reset(query);
    return has;
}

/* As a program leaves it that ended in the middle of a long list. */
static void an_index_that_was_left_for_the_end_is_made(void **state)
{
    struct arena arena = {0};
    const char **statements;
    struct ledger *ledger;
    size_t count;

    (void)state;
    put_fresh();
    ledger = open_ledger();
    assert_true(has_late_index(ledger));
    assert_ok(db_begin(ledger_db(ledger), &error));
    assert_ok(matters_drop_indexes(ledger_db(ledger), &arena, &statements, &count, &error));
    for (size_t i = 0; i < count; i++)
        assert_ok(query_run(db_query_composed(ledger_db(ledger), statements[i]), &error));
    assert_ok(db_commit(ledger_db(ledger), &error));
    assert_false(has_late_index(ledger));
    ledger_close(ledger);
    ledger = open_ledger();
    assert_true(has_late_index(ledger));
    ledger_close(ledger);
    arena_release(&arena);
    assert_int_equal(assert_whole(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nth_fault_loses_nothing),
        cmocka_unit_test(what_was_reported_survives_a_kill),
        cmocka_unit_test(eight_terminals_share_one_file),
        cmocka_unit_test(the_same_request_is_recorded_once),
        cmocka_unit_test(an_index_that_was_left_for_the_end_is_made),
        cmocka_unit_test(a_refused_batch_leaves_nothing),
        cmocka_unit_test(whoever_leaves_keeps_no_case),
        cmocka_unit_test(a_newcomer_without_an_id_column_is_whole),
        cmocka_unit_test(an_older_file_keeps_saved_lists_too),
    };

    return cmocka_run_group_tests_name("ledger", tests, prepare, finish);
}
