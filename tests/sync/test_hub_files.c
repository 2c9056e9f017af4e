/* SPDX-License-Identifier: MIT */
/* A hub and the real files of a station, its street and a department, which work and exchange in
 * any order, some of them put back from old copies: afterwards they show the same. */
#include "config.h"

#include "files.h"
#include "tree.h"

enum { STEPS = 100 };

/* What may happen beside work and exchange. */
enum { OLD_FILES = 1, OLD_HUB = 2 };

static void run(uint64_t seed, unsigned may, size_t *case_count)
{
    struct files files;
    struct outcome outcome;

    files_make(&files, scratch_folder, seed);
    for (int step = 0; step < STEPS; step++) {
        size_t which = files_random(&files, FILES_COUNT);
        switch (files_random(&files, 10)) {
        case 0:
        case 1:
        case 2:
            files_exchange(&files, which, &outcome);
            break;
        case 3:
        case 4:
            files_serve(&files);
            break;
        case 5:
            if ((may & OLD_HUB) && (!(may & OLD_FILES) || files_random(&files, 2)))
                which = FILES_COUNT;
            if (may)
                files_random(&files, 2) ? files_save(&files, which) : files_restore(&files, which);
            break;
        default:
            files_work(&files, which);
        }
    }
    files_settle(&files);
    files_check(&files);
    *case_count += files.case_count;
    files_release(&files);
}

static void run_some(uint64_t first, uint64_t count, unsigned may)
{
    size_t case_count = 0;

    for (uint64_t seed = first; seed < first + count; seed++) {
        run(seed, may, &case_count);
        tree_end(NULL);
        tree_start(NULL);
    }
    assert_true(case_count > 5 * count);
}

static void they_end_up_the_same(void **state)
{
    (void)state;
    run_some(1, 2, 0);
}

static void also_when_files_are_put_back(void **state)
{
    (void)state;
    run_some(101, 2, OLD_FILES);
}

static void also_when_the_hub_is_put_back(void **state)
{
    (void)state;
    run_some(201, 2, OLD_HUB);
}

static void also_when_all_of_them_are_put_back(void **state)
{
    (void)state;
    run_some(301, 2, OLD_FILES | OLD_HUB);
}

/* --- a file that comes back --- */

static const char *path_of(const char *name)
{
    static char path[2][400];
    static int turn;

    turn = !turn;
    snprintf(path[turn], sizeof(path[turn]), "%s/%s", scratch_folder, name);
    return path[turn];
}

static void move(const char *from, const char *to)
{
    assert_int_equal(rename(path_of(from), path_of(to)), 0);
}

/* A copy of the station's file under another name, and in its place. */
static void keep_station(struct files *files, const char *name)
{
    files_save(files, 0);
    move("station.db.old", name);
}

static void put_station(struct files *files, const char *name)
{
    move(name, "station.db.old");
    files_restore(files, 0);
}

/* Hub and station were both put back, others gave the station's acts back, and it got them as a
 * branch; then its real file, which has them where they were, is there again and has more. */
static void both_were_put_back(uint64_t seed, bool unit_first)
{
    struct files files;
    struct outcome outcome;

    files_make(&files, scratch_folder, seed);
    for (int i = 0; i < 4; i++) {
        files_work(&files, 0);
        files_settle(&files);
        files_work(&files, 1);
    }
    files_settle(&files);
    keep_station(&files, "first");
    files_save(&files, FILES_COUNT);
    for (int i = 0; i < 4; i++) {
        files_work(&files, i % 2);
        files_settle(&files);
    }
    files_work(&files, 0);
    keep_station(&files, "real");
    put_station(&files, "first");
    files_restore(&files, FILES_COUNT);
    for (int i = 0; unit_first && i < 6; i++) {
        files_exchange(&files, 2, &outcome);
        files_exchange(&files, 0, &outcome);
        files_serve(&files);
    }
    files_settle(&files);
    files_check(&files);
    keep_station(&files, "restored");
    put_station(&files, "real");
    files_settle(&files);
    files_check(&files);
    files_work(&files, 0);
    files_settle(&files);
    files_exchange(&files, 0, &outcome);
    assert_int_equal(outcome.pending, 0);
    /* and the other one again */
    put_station(&files, "restored");
    files_work(&files, 0);
    files_settle(&files);
    files_check(&files);
    files_exchange(&files, 0, &outcome);
    assert_int_equal(outcome.pending, 0);
    assert_null(strstr(files.said.at, "quarantine"));
    files_release(&files);
}

static void a_real_file_comes_back_beside_its_branch(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        both_were_put_back(seed, seed % 2);
        tree_end(NULL);
        tree_start(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_end_up_the_same, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(also_when_files_are_put_back, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(also_when_the_hub_is_put_back, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(also_when_all_of_them_are_put_back, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(a_real_file_comes_back_beside_its_branch, tree_start,
                                        tree_end),
    };

    scratch_start();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
