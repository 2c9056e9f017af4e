/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/desk/admin.h"
#include "shouwen/desk/reference.h"
#include "shouwen/store/db.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

enum { ROWS = 400, PIECE = 30, KILLS_MOST = 12 };

/* Persons of whom only the name is known: a row that is read twice is two persons. Every 50th row
 * is refused, every 90th names a grid that is not there. */
static void add_rows(struct text *rows)
{
    text_add(rows, rows->length ? "" : "name,birth_on,grid\n");
    for (int i = 1; i <= ROWS; i++) {
        if (i % 50)
            text_addf(rows, "居民%d-%zu", i, rows->length);
        text_addf(rows, ",%s,%s\n", i % 50 ? "" : "1999-01-01", i % 90 ? "" : "330106001001-G09");
    }
}

/* Stops once this many rows were read; remembers what it was told. */
struct stopper {
    int64_t at, calls, last, total;
};

static bool stop_at(void *context, const struct import_progress *progress)
{
    struct stopper *stopper = context;

    stopper->calls++;
    stopper->last = progress->row_count;
    stopper->total = progress->row_total;
    return !stopper->at || progress->row_count < stopper->at;
}

static struct stopper *watch(struct trial *trial, int64_t at)
{
    static struct stopper stopper;

    stopper = (struct stopper){.at = at};
    trial->how =
        (struct import_how){.watch = stop_at, .watch_context = &stopper, .piece_rows = PIECE};
    return &stopper;
}

static enum status count_one(void *context, const struct record *record, struct error *error)
{
    (void)record;
    (void)error;
    ++*(int *)context;
    return STATUS_OK;
}

static int count_residents(struct trial *trial)
{
    struct error error = {0};
    int count = 0;

    if (reference_each(trial->desk, RECORD_RESIDENTS, count_one, &count, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return count;
}

/* Sound, with so many acts in the journal beside the one that made the station. */
static void expect_sound(struct trial *trial, int64_t acts)
{
    struct ledger_report report = {.problems = TEXT_EMPTY};
    struct error error = {0};

    assert_int_equal(admin_check(trial->desk, &report, &error), STATUS_OK);
    assert_string_equal(report.problems.at, "");
    assert_int_equal(report.act_count, 1 + acts);
    text_release(&report.problems);
}

static void what_was_stopped_goes_on_there(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY;

    add_rows(&rows);
    struct stopper *stopper = watch(trial, 100);
    const struct import_report *report = trial_import(trial, RECORD_RESIDENTS, rows.at);
    assert_true(report->is_stopped);
    int64_t at = report->stopped_row;
    /* at the end of a piece, or before, when the clock said so */
    assert_in_range(at, 100, 120);
    assert_int_equal(report->stopped_total, ROWS);
    assert_int_equal(report->added_count, count_residents(trial));
    int first = (int)report->added_count;
    stopper = watch(trial, 0);
    report = trial_import(trial, RECORD_RESIDENTS, rows.at);
    assert_false(report->is_stopped);
    assert_int_equal(report->resumed_count, at);
    assert_int_equal(stopper->last, ROWS);
    assert_int_equal(stopper->total, ROWS);
    assert_true(stopper->calls >= (ROWS - at) / PIECE);
    /* what it says is of the whole file, as if nobody had stopped it */
    assert_int_equal(report->row_count, ROWS);
    assert_int_equal(report->added_count + report->refused_count, ROWS);
    assert_int_equal(report->added_count, count_residents(trial));
    assert_true(report->added_count > first);
    expect_sound(trial, report->added_count);
    text_release(&rows);
}

/* From then on no file grows: SIGXFSZ is ignored, so writes fail as on a full disk. */
static bool fill_disk(void *context, const struct import_progress *progress)
{
    const struct stopper *stopper = context;
    const struct rlimit none = {.rlim_cur = 1, .rlim_max = RLIM_INFINITY};

    if (progress->row_count >= stopper->at) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &none);
    }
    return true;
}

static void a_full_disk_says_what_is_kept(void **state)
{
    const struct rlimit all = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY;
    struct error error = {0};
    char kept[40];

    add_rows(&rows);
    watch(trial, 100);
    trial->how.watch = fill_disk;
    const char *path = trial_write(trial, rows.at, rows.length);
    enum status status =
        import_file(trial->desk, RECORD_RESIDENTS, path, &trial->how, &trial->report, &error);
    setrlimit(RLIMIT_FSIZE, &all);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_not_equal(status, STATUS_OK);
    int there = count_residents(trial);
    assert_in_range(there, 90, 120);
    assert_int_equal(trial->report.added_count, there);
    snprintf(kept, sizeof(kept), "the first %d of %d rows", there + 2, ROWS);
    assert_non_null(strstr(error.message, kept));
    watch(trial, 0);
    assert_int_equal(trial_import(trial, RECORD_RESIDENTS, rows.at)->resumed_count, there + 2);
    expect_sound(trial, count_residents(trial));
    text_release(&rows);
}

static void the_report_is_that_of_one_run(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY, straight = TEXT_EMPTY, resumed = TEXT_EMPTY;
    struct text rejects[2] = {TEXT_EMPTY, TEXT_EMPTY};

    add_rows(&rows);
    trial->rejects = &rejects[0];
    import_report_say(trial_try(trial, RECORD_RESIDENTS, rows.at), &straight);
    text_cut(&straight, (size_t)(strstr(straight.at, "this was a trial") - straight.at));
    trial->rejects = NULL;
    watch(trial, 200);
    assert_true(trial_import(trial, RECORD_RESIDENTS, rows.at)->is_stopped);
    watch(trial, 0);
    trial->rejects = &rejects[1];
    import_report_say(trial_import(trial, RECORD_RESIDENTS, rows.at), &resumed);
    assert_memory_equal(resumed.at, straight.at, straight.length);
    assert_string_equal(rejects[1].at, rejects[0].at);
    trial->rejects = NULL;
    text_release(&rows);
    text_release(&straight);
    text_release(&resumed);
    text_release(&rejects[0]);
    text_release(&rejects[1]);
}

static void each_piece_is_there_at_once(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY;

    add_rows(&rows);
    /* stopped in its second piece: the first is there, and what was read of the second */
    watch(trial, PIECE + 1);
    trial_import(trial, RECORD_RESIDENTS, rows.at);
    assert_int_equal(count_residents(trial), trial->report.added_count);
    assert_in_range(trial->report.stopped_row, PIECE + 1, 2 * PIECE);
    /* another reading of the same bytes is another import */
    text_splice(&rows, 0, strlen("name,birth_on,grid"), "name,grid,birth_on",
                strlen("name,grid,birth_on"));
    watch(trial, 0);
    assert_int_equal(trial_try(trial, RECORD_RESIDENTS, rows.at)->resumed_count, 0);
    text_release(&rows);
}

static void a_trial_can_be_stopped_and_keeps_nothing(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY;

    add_rows(&rows);
    /* it looks at who watches by the clock: enough rows that it is asked */
    for (int i = 0; i < 20; i++)
        add_rows(&rows);
    watch(trial, 1);
    assert_true(trial_try(trial, RECORD_RESIDENTS, rows.at)->is_stopped);
    assert_true(trial->report.stopped_row < trial->report.stopped_total);
    assert_int_equal(count_residents(trial), 0);
    watch(trial, 0);
    assert_int_equal(trial_import(trial, RECORD_RESIDENTS, rows.at)->resumed_count, 0);
    text_release(&rows);
}

/* Half a roster may have nobody who is an administrator, half a calendar moves due days. */
static void a_stopped_roster_keeps_nothing(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY, said = TEXT_EMPTY;

    text_add(&rows, "id,name,node\n");
    /* it looks at who watches by the clock: enough rows that it is asked */
    for (int i = 1; i <= 40000; i++)
        text_addf(&rows, "S%d,甲%d,330106001001\n", i, i);
    watch(trial, 1);
    assert_true(trial_import(trial, RECORD_STAFF, rows.at)->is_stopped);
    assert_int_equal(trial->report.added_count, 0);
    assert_int_equal(trial->report.stopped_row, 0);
    assert_int_equal(trial->report.import_id, 0);
    import_report_say(&trial->report, &said);
    assert_non_null(strstr(said.at, "stopped; nothing of the file is kept"));
    watch(trial, 0);
    text_cut(&rows, (size_t)(strstr(rows.at, "S9,") - rows.at));
    assert_int_equal(trial_import(trial, RECORD_STAFF, rows.at)->added_count, 8);
    text_release(&rows);
    text_release(&said);
}

/* --- a process that is killed --- */

struct teller {
    int said;
    int64_t told; /* rows of this run */
};

/* A byte for each piece of this run, however often it is asked. */
static bool tell_piece(void *context, const struct import_progress *progress)
{
    struct teller *teller = context;

    if (progress->row_count - progress->resumed_count < teller->told + PIECE)
        return true;
    teller->told += PIECE;
    return write(teller->said, "p", 1) == 1;
}

/* In a child: imports the file and tells each piece. */
static void import_in_child(struct trial *trial, const char *path, int said)
{
    struct teller teller = {.said = said};
    struct import_how how = {.watch = tell_piece, .watch_context = &teller, .piece_rows = PIECE};
    struct error error;

    trial_open(trial);
    import_report_release(&trial->report);
    _exit(import_file(trial->desk, RECORD_RESIDENTS, path, &how, &trial->report, &error));
}

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* True if it was killed before it was through, which it is not where no kill is wanted. */
static bool run_once(struct trial *trial, const char *path, bool is_killed)
{
    int said[2], code;
    char one;

    assert_int_equal(pipe(said), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        import_in_child(trial, path, said[1]);
    close(said[1]);
    const int wanted = 1 + rand() % 3;
    int64_t told_us = 0;
    for (int i = 0; (!is_killed || i < wanted) && read(said[0], &one, 1) == 1; i++)
        told_us = i ? told_us : now_us();
    /* somewhere in the middle of the next piece, however long a piece takes here */
    bool has_told = wanted > 1 && told_us;
    int64_t piece_us = has_told ? (now_us() - told_us) / (wanted - 1) : 2000;
    for (int64_t until = now_us() + rand() % (piece_us + 1); is_killed && now_us() < until;)
        continue;
    if (is_killed)
        kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &code, 0), child);
    close(said[0]);
    if (WIFEXITED(code))
        assert_int_equal(WEXITSTATUS(code), STATUS_OK);
    return WIFSIGNALED(code);
}

static void what_was_killed_goes_on_and_nothing_is_in_twice(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY;
    int kills = 0;

    srand(20261122);
    add_rows(&rows);
    add_rows(&rows);
    const char *path = trial_write(trial, rows.at, rows.length);
    trial_close(trial);
    /* one that is killed between its last commit and its end would be begun anew for ever */
    while (kills < KILLS_MOST && run_once(trial, path, true))
        kills++;
    assert_false(run_once(trial, path, false));
    print_message("# killed %d times\n", kills);
    assert_true(kills > 3);
    trial_open(trial);
    trial->how = (struct import_how){0};
    assert_int_equal(count_residents(trial), 2 * (ROWS - ROWS / 50));
    /* one act each: no row was taken twice */
    expect_sound(trial, 2 * (ROWS - ROWS / 50));
    text_release(&rows);
}

/* In a child: a colleague who writes again and again, and says each time that they could. */
static void write_in_child(const char *path, int said)
{
    const struct timespec pause = {.tv_nsec = 2000000};
    struct error error = {0};
    struct db *db;

    if (db_open(path, DB_WRITE, &db, &error) != STATUS_OK)
        _exit(1);
    for (;;) {
        if (db_begin(db, &error) == STATUS_OK) {
            db_rollback(db);
            if (write(said, "w", 1) != 1)
                _exit(1);
        }
        nanosleep(&pause, NULL);
    }
}

struct turns {
    int said;
    int64_t row_count;
    int piece_count, count; /* pieces, and those behind which the colleague could write */
    bool had_one;
};

static bool note_turn(void *context, const struct import_progress *progress)
{
    struct turns *turns = context;
    char said[64];

    while (read(turns->said, said, sizeof(said)) > 0)
        turns->had_one = true;
    if (progress->row_count < turns->row_count + PIECE)
        return true;
    turns->row_count = progress->row_count;
    turns->piece_count++;
    turns->count += turns->had_one;
    turns->had_one = false;
    return true;
}

static void a_colleague_writes_behind_each_piece(void **state)
{
    struct trial *trial = *state;
    struct turns turns = {0};
    struct text rows = TEXT_EMPTY;
    char path[128];
    int said[2];

    add_rows(&rows);
    snprintf(path, sizeof(path), "%s/station.db", trial->folder);
    assert_int_equal(pipe2(said, O_NONBLOCK), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        write_in_child(path, said[1]);
    turns.said = said[0];
    trial->how =
        (struct import_how){.watch = note_turn, .watch_context = &turns, .piece_rows = PIECE};
    trial_import(trial, RECORD_RESIDENTS, rows.at);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    print_message("# %d of %d pieces\n", turns.count, turns.piece_count);
    assert_true(turns.piece_count > 10);
    assert_true(turns.count * 4 > turns.piece_count * 3);
    close(said[0]);
    close(said[1]);
    text_release(&rows);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_stopped_goes_on_there),
        TEST(a_full_disk_says_what_is_kept),
        TEST(the_report_is_that_of_one_run),
        TEST(each_piece_is_there_at_once),
        TEST(a_trial_can_be_stopped_and_keeps_nothing),
        TEST(a_stopped_roster_keeps_nothing),
        TEST(a_colleague_writes_behind_each_piece),
        TEST(what_was_killed_goes_on_and_nothing_is_in_twice),
    };

    return cmocka_run_group_tests_name("import_piece", tests, NULL, NULL);
}
