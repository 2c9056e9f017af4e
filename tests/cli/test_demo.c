/* SPDX-License-Identifier: MIT */
/* The sample station: made whole, legal from its first act to its last, and the same however it is
 * folded. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/cli/demo.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/sight.h"
#include "shouwen/desk/staff.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"
#include "tests/store/scratch.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>

enum { ROUNDS = 200 };

static struct text database = TEXT_EMPTY, config = TEXT_EMPTY;
static struct text other = TEXT_EMPTY, ini = TEXT_EMPTY; /* of a second one */
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
    text_release(&other);
    text_release(&ini);
    nftw(scratch_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static void is_made_once(void **state)
{
    bool is_new;

    (void)state;
    assert_ok(demo_make(scratch("demo/"), &other, &ini, &is_new, &error));
    assert_false(is_new);
    assert_string_equal(other.at, database.at);
}

static void holds_what_the_manual_says(void **state)
{
    static const struct {
        enum record_kind kind;
        int64_t least;
    } wanted[] = {{RECORD_STAFF, 12},    {RECORD_GRIDS, 6},      {RECORD_RESIDENTS, 400},
                  {RECORD_SERVICES, 30}, {RECORD_RESOURCES, 10}, {RECORD_DEMANDS, 10},
                  {RECORD_VISITS, 15}};

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

/* Whoever finds a case in a list can open it, and is told the same accountable person. */
static void what_is_listed_can_be_opened(void **state)
{
    const char *before = desk_person_id(desk);
    struct arena arena = {0}, one = {0};
    struct staff_row *people;
    struct case_row *rows;
    size_t people_count, count, opened = 0;

    (void)state;
    assert_ok(staff_list(desk, &arena, &people, &people_count, &error));
    for (size_t i = 0; i < people_count; i++) {
        struct case_filter filter = {.queue = QUEUE_ALL, .today = desk_today(desk), .limit = 1000};
        const char *id = arena_copy(&arena, people[i].person->id);
        assert_ok(desk_sign_in(desk, id, &error));
        arena_reset(&one);
        assert_ok(sight_page(desk, &filter, &one, &rows, &count, &error));
        for (size_t k = 0; k < count; k++) {
            struct dossier dossier;
            if (dossier_load(desk, rows[k].number, &one, &dossier, &error) != STATUS_OK)
                fail_msg("%s, %s: %s", id, rows[k].number, error.message);
            assert_string_equal(dossier.matter.holder, rows[k].holder);
            assert_string_equal(dossier.matter.subject, rows[k].subject);
            opened++;
        }
    }
    assert_true(opened > 400);
    assert_ok(desk_sign_in(desk, before, &error));
    arena_release(&arena);
    arena_release(&one);
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

/* --- where and when --- */

static enum status make_at(const char *path)
{
    bool is_new;

    text_clear(&other);
    text_clear(&ini);
    return demo_make(path, &other, &ini, &is_new, &error);
}

static int count_in(const char *path)
{
    struct dirent **names;
    int count = scandir(path, &names, NULL, alphasort);

    for (int i = 0; i < count; i++)
        free(names[i]);
    if (count >= 0)
        free(names);
    return count < 0 ? -1 : count - 2;
}

static void what_others_have_is_left_alone(void **state)
{
    (void)state;
    mkdir(scratch("full"), 0700);
    scratch_write(scratch("full/list.txt"), "a", 1);
    assert_fails(make_at(scratch("full")), STATUS_BROKEN, "list.txt");
    assert_int_equal(count_in(scratch("full")), 1);
    scratch_write(scratch("file"), "a", 1);
    assert_fails(make_at(scratch("file")), STATUS_BROKEN, "file");
    assert_fails(make_at(scratch("file/sub")), STATUS_BROKEN, "file/sub");
    /* a station that is no demo, even one with settings beside it */
    mkdir(scratch("real"), 0700);
    scratch_write(scratch("real/shouwen.db"), "a", 1);
    assert_fails(make_at(scratch("real")), STATUS_BROKEN, "not a demo");
    scratch_write(scratch("real/shouwen.ini"), "[desk]\n", 7);
    assert_fails(make_at(scratch("real")), STATUS_BROKEN, "not a demo");
    assert_int_equal(count_in(scratch("real")), 2);
    assert_fails(make_at(""), STATUS_INVALID, "--dir");
}

static void nothing_half_is_left(void **state)
{
    struct rlimit old, small;

    (void)state;
    assert_fails(make_at("/proc/none/demo"), STATUS_BROKEN, "/proc/none");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = (struct rlimit){100 * 1024, old.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status status = make_at(scratch("deep/er/demo"));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_fails(status, STATUS_BROKEN, "");
    assert_int_equal(count_in(scratch("deep")), -1);
}

static void what_an_attempt_left_is_taken_away(void **state)
{
    (void)state;
    mkdir(scratch("again"), 0700);
    mkdir(scratch("again/.making"), 0700);
    scratch_write(scratch("again/.making/shouwen.db"), "half", 4);
    assert_ok(make_at(scratch("again")));
    assert_int_equal(access(scratch("again/.making"), F_OK), -1);
    assert_int_equal(access(other.at, F_OK), 0);
}

static void only_one_makes_it(void **state)
{
    (void)state;
    mkdir(scratch("busy"), 0700);
    int fd = open(scratch("busy"), O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_fails(make_at(scratch("busy")), STATUS_BUSY, "another program");
    assert_int_equal(count_in(scratch("busy")), 0);
    close(fd);
    assert_ok(make_at(scratch("busy")));
}

/* A Sunday, early, late, before a year whose calendar is not out, and in the long holidays. */
static void any_time_will_do(void **state)
{
    static const char *const times[] = {
        "2026-11-22T10:00", "2026-11-23T07:00", "2026-11-23T23:50", "2026-12-20T10:00",
        "2026-02-17T10:00", "2026-10-03T12:00", "2027-06-01T10:00",
    };
    int64_t before = clock_now_at();

    (void)state;
    for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
        struct ledger_report report;
        struct desk_options options;
        struct desk *made;
        int64_t at;
        assert_true(clock_parse_at(times[i], &at));
        clock_fix(at);
        if (make_at(scratch(times[i])) != STATUS_OK)
            fail_msg("at %s: %s", times[i], error.message);
        assert_int_equal(clock_now_at(), at);
        options = (struct desk_options){.database = other.at, .config = ini.at};
        assert_ok(desk_new(&options, &made, &error));
        assert_ok(desk_open(made, &error));
        assert_ok(admin_check(made, &report, &error));
        assert_int_equal(report.problem_count, 0);
        assert_true(people_is_on_duty(desk_people(made), desk_person_id(made)));
        text_release(&report.problems);
        desk_free(made);
    }
    clock_fix(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_made_once),
        cmocka_unit_test(holds_what_the_manual_says),
        cmocka_unit_test(has_cases_in_every_state),
        cmocka_unit_test(what_is_listed_can_be_opened),
        cmocka_unit_test(is_whole),
        cmocka_unit_test(folds_to_the_same_in_any_order),
        cmocka_unit_test(is_whole),
        cmocka_unit_test(what_others_have_is_left_alone),
        cmocka_unit_test(nothing_half_is_left),
        cmocka_unit_test(what_an_attempt_left_is_taken_away),
        cmocka_unit_test(only_one_makes_it),
        cmocka_unit_test(any_time_will_do),
    };

    return cmocka_run_group_tests_name("demo", tests, make, leave);
}
