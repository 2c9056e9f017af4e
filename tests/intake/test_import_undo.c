/* SPDX-License-Identifier: MIT */
/* Imports taken back; the room is reference of the desk, over ledger_undo_import(). */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/reference.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static int set_up(void **state)
{
    if (trial_set_up(state) != 0)
        return -1;
    struct trial *trial = *state;
    clock_fix(clock_at_from(clock_day_from(2026, 11, 21), 10, 42));
    trial_import(trial, RECORD_CALENDAR, "date,kind,name\n2026-10-01,holiday,国庆节\n");
    trial_import(trial, RECORD_STAFF,
                 "id,name,roles,node,status\n"
                 "S02,顾晓燕,desk;worker,330106001001,active\n"
                 "S05,王建国,secretary,330106001001,active\n");
    trial_import(trial, RECORD_RESIDENTS,
                 "id,name,phone,door\nRA000001A,周美芳,13900002208,5-502\n");
    return 0;
}

static int tear_down(void **state)
{
    clock_fix(0);
    return trial_tear_down(state);
}

static struct ledger_report check(struct trial *trial)
{
    struct ledger_report report = {.problems = TEXT_EMPTY};
    struct error error = {0};

    assert_int_equal(admin_check(trial->desk, &report, &error), STATUS_OK);
    assert_string_equal(report.problems.at, "");
    text_release(&report.problems);
    return report;
}

/* The number of the latest import. */
static int64_t latest(struct trial *trial)
{
    struct arena arena = {0};
    struct imports_entry *entries;
    struct error error;
    size_t count;

    assert_int_equal(reference_imports(trial->desk, &arena, &entries, &count, &error), STATUS_OK);
    assert_true(count > 0);
    int64_t id = entries[0].id;
    arena_release(&arena);
    return id;
}

/* Takes an import back; *followed is the caller's. */
static void undo(struct trial *trial, int64_t import, struct ledger_followed *followed)
{
    struct error error = {0};

    if (reference_undo(trial->desk, import, &(struct ledger_undo){0}, followed, &error) !=
        STATUS_OK)
        fail_msg("%s", error.message);
}

static void undo_latest(struct trial *trial)
{
    struct ledger_followed followed;

    undo(trial, latest(trial), &followed);
    if (followed.total)
        fail_msg("%s", followed.at[0].subject);
    arena_release(&followed.arena);
}

static struct record resident(struct trial *trial, struct arena *arena, const char *id, bool *found)
{
    struct record record;
    struct error error;

    assert_int_equal(
        records_get(desk_reader(trial->desk), RECORD_RESIDENTS, id, arena, &record, found, &error),
        STATUS_OK);
    return record;
}

static void everything_is_as_it_was(void **state)
{
    static const char *const lists[] = {
        [RECORD_NODES] = "code,name,parent,level\n310115,浦东新区,,district\n",
        [RECORD_GRIDS] = "code,name,leader\n330106001001-G01,一网格,S02\n",
        [RECORD_STAFF] = "id,name,phone\nS02,顾小燕,13900000001\nS09,新人,13900000002\n",
        [RECORD_DUTY] = "on,shift,from,to,staff_id,seat\n2026-11-23,day,08:30,17:00,S02,desk\n",
        [RECORD_RESIDENTS] = "id,name,phone,door,class\nRA000001A,周美芳,13911112222,5-503,key\n"
                             "RA000007A,吴一,13700001111,5-504,special\n",
        [RECORD_SERVICES] = "code,name,category,limit\nYB01,换发,政务,20d/7w\n",
        [RECORD_RESOURCES] = "code,name,owner\nZ01,会议室,街道\n",
        [RECORD_DEMANDS] = "on,kind,subject\n2026-11-20,need,装一部电梯\n",
        [RECORD_VISITS] = "id,at,staff,resident,result\nV1,2026-11-20 10:00,S02,RA000001A,met\n",
        [RECORD_CALENDAR] = "date,kind,name\n2026-11-23,holiday,临时放假\n",
        [RECORD_SESSIONS] = "code,at,place,subject\nX1,2026-11-25 10:00,本站,漏水\n",
        [RECORD_HANDOVERS] = "code,on,giver\nH1,2026-11-20,S02\n",
    };
    struct trial *trial = *state;

    trial_import(trial, RECORD_CASES,
                 "channel,subject,opened_at\nwalk-in,门坏了,2026-11-20 09:00\n");
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        struct ledger_report before = check(trial);
        if (trial_import(trial, (enum record_kind)kind, lists[kind])->refused_count)
            fail_msg("%s: %s", lists[kind], trial->report.problems[0].message);
        assert_string_not_equal(check(trial).digest, before.digest);
        undo_latest(trial);
        if (strcmp(check(trial).digest, before.digest) != 0)
            fail_msg("not as it was: %s", record_rows[kind].name);
        /* the acts stay: what is folded anew is the same */
        struct error error;
        struct ledger *ledger;
        assert_int_equal(desk_ledger(trial->desk, &ledger, &error), STATUS_OK);
        assert_int_equal(ledger_rebuild(ledger, 7, &error), STATUS_OK);
        assert_string_equal(check(trial).digest, before.digest);
        /* and the same file goes in again */
        const struct import_report *report =
            trial_import(trial, (enum record_kind)kind, lists[kind]);
        assert_int_equal(report->unchanged_count + report->refused_count, 0);
        undo_latest(trial);
        assert_string_equal(check(trial).digest, before.digest);
    }
}

static void what_followed_is_named(void **state)
{
    struct trial *trial = *state;
    struct ledger_followed followed;

    trial_import(trial, RECORD_RESIDENTS, "id,name\nRA000007A,吴一\nRA000008A,吴二\n");
    int64_t residents = latest(trial);
    trial_import(trial, RECORD_CASES, "channel,subject,resident\nwalk-in,门坏了,RA000007A\n");
    undo(trial, residents, &followed);
    assert_int_equal(followed.total, 1);
    assert_non_null(strstr(followed.at[0].subject, "case/"));
    assert_string_equal(followed.at[0].word, "open");
    assert_string_equal(followed.at[0].named, "residents/RA000007A");
    arena_release(&followed.arena);
    /* it stands on the record itself */
    trial_import(trial, RECORD_RESIDENTS, "id,phone,name\nRA000008A,13900001111,吴二\n");
    undo(trial, residents, &followed);
    assert_int_equal(followed.total, 2);
    assert_string_equal(followed.at[0].subject, "residents/RA000008A");
    assert_string_equal(followed.at[0].named, "");
    arena_release(&followed.arena);
    check(trial);
    /* what followed was taken back in its turn */
    undo_latest(trial);
    undo(trial, residents + 1, &followed);
    assert_int_equal(followed.total, 0);
    arena_release(&followed.arena);
    undo(trial, residents, &followed);
    assert_int_equal(followed.total, 0);
    arena_release(&followed.arena);
    struct error error;
    assert_int_equal(
        reference_undo(trial->desk, residents, &(struct ledger_undo){0}, &followed, &error),
        STATUS_REFUSED);
    assert_int_equal(reference_undo(trial->desk, 99, &(struct ledger_undo){0}, &followed, &error),
                     STATUS_NOT_FOUND);
}

static void a_change_is_put_back(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    bool found;

    trial_import(trial, RECORD_RESIDENTS, "id,name,phone\nRA000001A,周美芬,13911112222\n");
    int64_t import = latest(trial);
    /* a case of somebody who was there before does not hang on the change */
    trial_import(trial, RECORD_CASES, "channel,subject,resident\nwalk-in,门坏了,RA000001A\n");
    struct ledger_followed followed;
    undo(trial, import, &followed);
    assert_int_equal(followed.total, 0);
    struct record record = resident(trial, &arena, "RA000001A", &found);
    assert_true(found);
    assert_string_equal(record.value[RECORD_RESIDENTS_NAME], "周美芳");
    assert_string_equal(record.value[RECORD_RESIDENTS_PHONE], "13900002208");
    check(trial);
    arena_release(&arena);
    arena_release(&followed.arena);
}

static size_t read_cases(struct trial *trial, enum queue queue, struct arena *arena,
                         struct case_row **rows)
{
    struct case_filter filter = {
        .queue = queue, .today = clock_day_of(clock_now_at()), .limit = 100};
    struct error error = {0};
    size_t count;

    if (query_cases(desk_reader(trial->desk), &filter, arena, rows, &count, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return count;
}

static void cases_close_as_mistaken_and_come_again(void **state)
{
    static const char some[] = "channel,subject,ref\nhotline,门坏了,Z1\nhotline,灯坏了,Z2\n";
    struct trial *trial = *state;
    struct arena arena = {0};
    struct case_row *rows;

    trial_import(trial, RECORD_CASES, some);
    undo_latest(trial);
    assert_int_equal(read_cases(trial, QUEUE_OPEN, &arena, &rows), 0);
    assert_int_equal(read_cases(trial, QUEUE_ALL, &arena, &rows), 2);
    assert_string_equal(rows[0].outcome, "mistaken");
    assert_int_equal(trial_import(trial, RECORD_CASES, some)->added_count, 2);
    assert_int_equal(trial_import(trial, RECORD_CASES, some)->unchanged_count, 2);
    assert_int_equal(read_cases(trial, QUEUE_OPEN, &arena, &rows), 2);
    check(trial);
    arena_release(&arena);
}

static void who_left_by_a_short_roster_is_back_with_their_cases(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    struct case_row *rows;

    trial_import(trial, RECORD_CASES, "channel,subject,staff\nwalk-in,门坏了,S02\n");
    trial->is_complete = true;
    trial_import(trial, RECORD_STAFF, "id,name,node\nS05,王建国,330106001001\n");
    trial->is_complete = false;
    assert_int_equal(trial->report.gone_count, 1);
    assert_int_equal(read_cases(trial, QUEUE_OPEN, &arena, &rows), 1);
    assert_string_equal(rows[0].holder, "S05");
    undo_latest(trial);
    read_cases(trial, QUEUE_OPEN, &arena, &rows);
    assert_string_equal(rows[0].holder, "S02");
    check(trial);
    arena_release(&arena);
}

static bool stop_at(void *context, int64_t back_count, int64_t subject_count)
{
    (void)subject_count;
    return back_count < *(const int64_t *)context;
}

/* Stopped after a piece, with somebody else writing meanwhile, and gone on with. */
static void it_goes_on_where_it_stopped(void **state)
{
    struct trial *trial = *state;
    struct ledger_followed followed;
    struct text list = TEXT_EMPTY;
    struct arena arena = {0};
    struct imports_entry entry;
    struct error error;
    int64_t stop = 20;
    const struct ledger_undo how = {.watch = stop_at, .context = &stop, .piece_count = 7};

    struct ledger_report before = check(trial);
    text_add(&list, "id,name\n");
    for (int i = 0; i < 50; i++)
        text_addf(&list, "RA0001%02dA,居民%d\n", i, i);
    trial_import(trial, RECORD_RESIDENTS, list.at);
    int64_t import = latest(trial);
    assert_int_equal(reference_undo(trial->desk, import, &how, &followed, &error), STATUS_OK);
    assert_true(followed.is_stopped);
    assert_in_range(followed.back_count, 20, 49);
    assert_int_equal(reference_import(trial->desk, import, &arena, &entry, &error), STATUS_OK);
    assert_int_equal(entry.back_count, followed.back_count);
    assert_string_not_equal(entry.state, IMPORTS_UNDONE);
    int64_t back = followed.back_count;
    arena_release(&followed.arena);
    check(trial);
    /* what followed on one that is left stops it, until it is gone */
    trial_import(trial, RECORD_RESIDENTS, "id,name,phone\nRA000149A,居民49,13900001111\n");
    undo(trial, import, &followed);
    assert_int_equal(followed.total, 1);
    assert_int_equal(followed.back_count, back);
    arena_release(&followed.arena);
    undo_latest(trial);
    undo(trial, import, &followed);
    assert_int_equal(followed.total, 0);
    assert_false(followed.is_stopped);
    assert_int_equal(followed.back_count, 50);
    assert_string_equal(check(trial).digest, before.digest);
    arena_release(&followed.arena);
    arena_release(&arena);
    text_release(&list);
}

static bool stop_after_one(void *context, const struct import_progress *progress)
{
    (void)context;
    return progress->row_count < 1;
}

/* As a fork does it: the own log's last act is the first of a branch now. */
static void fork_last_act(struct trial *trial)
{
    static const char *const steps[] = {
        "INSERT INTO log SELECT 'branch', public_key, 1, chain, 0 FROM log WHERE is_own = 1",
        "UPDATE import_piece SET log = 'branch', first_n = 1, last_n = 1 "
        "WHERE first_n = (SELECT n FROM log WHERE is_own = 1)",
        "UPDATE act SET log = 'branch', n = 1 WHERE n = (SELECT n FROM log WHERE is_own = 1)",
        "UPDATE log SET n = n - 1 WHERE is_own = 1",
    };
    struct arena arena = {0};
    const char *path = arena_copy(&arena, db_path(desk_reader(trial->desk)));
    struct error error;
    struct db *db;

    trial_close(trial);
    assert_int_equal(db_open(path, DB_WRITE, &db, &error), STATUS_OK);
    assert_int_equal(db_begin(db, &error), STATUS_OK);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        assert_int_equal(query_run(db_query_composed(db, steps[i]), &error), STATUS_OK);
    assert_int_equal(db_commit(db, &error), STATUS_OK);
    db_close(db);
    trial_open(trial);
    arena_release(&arena);
}

static void what_followed_between_pieces_is_seen_after_a_fork(void **state)
{
    static const char list[] = "id,name\nRA000008A,沈一\nRA000009A,沈二\n";
    struct trial *trial = *state;
    struct ledger_followed followed;

    trial->how = (struct import_how){.watch = stop_after_one, .piece_rows = 1};
    assert_true(trial_import(trial, RECORD_RESIDENTS, list)->is_stopped);
    int64_t import = latest(trial);
    trial->how = (struct import_how){0};
    trial_import(trial, RECORD_RESIDENTS, "id,name,phone\nRA000008A,沈一,13900001111\n");
    trial_import(trial, RECORD_RESIDENTS, list);
    fork_last_act(trial);
    undo(trial, import, &followed);
    assert_int_equal(followed.total, 1);
    assert_string_equal(followed.at[0].subject, "residents/RA000008A");
    arena_release(&followed.arena);
}

static void a_calendar_moves_the_days_back(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    struct case_row *rows;

    trial_import(trial, RECORD_CASES, "channel,subject\nwalk-in,门坏了\n");
    read_cases(trial, QUEUE_OPEN, &arena, &rows);
    int32_t due_on = rows[0].due_on;
    trial_import(trial, RECORD_CALENDAR, "date,kind,name\n2026-11-24,holiday,临时放假\n");
    assert_int_equal(trial->report.moved.total, 1);
    read_cases(trial, QUEUE_OPEN, &arena, &rows);
    assert_int_equal(rows[0].due_on, due_on + 1);
    undo_latest(trial);
    read_cases(trial, QUEUE_OPEN, &arena, &rows);
    assert_int_equal(rows[0].due_on, due_on);
    /* a trial tells the same and moves nothing */
    assert_int_equal(
        trial_try(trial, RECORD_CALENDAR, "date,kind,name\n2026-11-24,holiday,临时放假\n")
            ->moved.total,
        1);
    read_cases(trial, QUEUE_OPEN, &arena, &rows);
    assert_int_equal(rows[0].due_on, due_on);
    check(trial);
    arena_release(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(everything_is_as_it_was),
        TEST(what_followed_is_named),
        TEST(a_change_is_put_back),
        TEST(cases_close_as_mistaken_and_come_again),
        TEST(who_left_by_a_short_roster_is_back_with_their_cases),
        TEST(it_goes_on_where_it_stopped),
        TEST(what_followed_between_pieces_is_seen_after_a_fork),
        TEST(a_calendar_moves_the_days_back),
    };

    return cmocka_run_group_tests_name("import_undo", tests, NULL, NULL);
}
