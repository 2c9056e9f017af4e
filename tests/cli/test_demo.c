/* SPDX-License-Identifier: MIT */
/* The sample station: made whole, legal from its first act to its last, and the same however it is
 * folded. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/cli/demo.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"
#include "tests/store/scratch.h"

#include <ftw.h>

enum { ROUNDS = 200 };

static struct text database = TEXT_EMPTY, config = TEXT_EMPTY;
static struct desk *desk;

static int make(void **state)
{
    bool is_new;

    (void)state;
    scratch_start();
    clock_fix(clock_at_from(clock_day_from(2026, 11, 23), 18, 0));
    assert_ok(demo_make(scratch("demo"), &database, &config, &is_new, &error));
    assert_true(is_new);
    const struct desk_options options = {.database = database.at, .config = config.at};
    assert_ok(desk_new(&options, &desk, &error));
    assert_ok(desk_open(desk, &error));
    return 0;
}

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

static int leave(void **state)
{
    (void)state;
    desk_free(desk);
    text_release(&database);
    text_release(&config);
    nftw(scratch_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static void is_made_once(void **state)
{
    struct text again = TEXT_EMPTY, ini = TEXT_EMPTY;
    bool is_new;

    (void)state;
    assert_ok(demo_make(scratch("demo/"), &again, &ini, &is_new, &error));
    assert_false(is_new);
    assert_string_equal(again.at, database.at);
    text_release(&again);
    text_release(&ini);
}

static void holds_what_the_manual_says(void **state)
{
    static const struct {
        enum record_kind kind;
        int64_t least;
    } wanted[] = {{RECORD_STAFF, 12},    {RECORD_GRIDS, 6},      {RECORD_RESIDENTS, 400},
                  {RECORD_SERVICES, 30}, {RECORD_RESOURCES, 10}, {RECORD_DEMANDS, 10}};

    (void)state;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        int64_t count;
        assert_ok(records_count(desk_reader(desk), wanted[i].kind, &count, &error));
        assert_true(count >= wanted[i].least);
    }
    assert_non_null(desk_person(desk));
    assert_true(people_is_on_duty(desk_people(desk), desk_person_id(desk)));
}

static void has_cases_in_every_state(void **state)
{
    struct arena arena = {0};
    struct case_filter filter = {.queue = QUEUE_ALL, .today = desk_today(desk), .limit = 1000};
    struct case_row *rows;
    size_t count;
    unsigned seen = 0;

    (void)state;
    assert_ok(query_cases(desk_reader(desk), &filter, &arena, &rows, &count, &error));
    assert_true(count >= 40);
    for (size_t i = 0; i < count; i++)
        seen |= 1u << word_index(word_states, rows[i].state);
    assert_int_equal(seen, (1u << STATE_COUNT) - 1);
    arena_release(&arena);
}

static void is_whole(void **state)
{
    struct ledger_report report;

    (void)state;
    assert_ok(admin_check(desk, &report, &error));
    assert_string_equal(report.problems.at, "");
    assert_int_equal(report.problem_count, 0);
    assert_true(report.act_count > 900);
    text_release(&report.problems);
}

static void folds_to_the_same_in_any_order(void **state)
{
    char first[2 * CRYPTO_CHAIN + 1], again[2 * CRYPTO_CHAIN + 1];
    struct ledger *ledger;

    (void)state;
    assert_ok(desk_ledger(desk, &ledger, &error));
    assert_ok(ledger_digest(ledger, first, &error));
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        assert_ok(ledger_rebuild(ledger, seed, &error));
        assert_ok(ledger_digest(ledger, again, &error));
        if (strcmp(first, again) != 0)
            fail_msg("seed %llu gives another digest", (unsigned long long)seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_made_once),
        cmocka_unit_test(holds_what_the_manual_says),
        cmocka_unit_test(has_cases_in_every_state),
        cmocka_unit_test(is_whole),
        cmocka_unit_test(folds_to_the_same_in_any_order),
        cmocka_unit_test(is_whole),
    };

    return cmocka_run_group_tests_name("demo", tests, make, leave);
}
