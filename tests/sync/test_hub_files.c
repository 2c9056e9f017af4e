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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_end_up_the_same, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(also_when_files_are_put_back, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(also_when_the_hub_is_put_back, tree_start, tree_end),
        cmocka_unit_test_setup_teardown(also_when_all_of_them_are_put_back, tree_start, tree_end),
    };

    scratch_start();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
