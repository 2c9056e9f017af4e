/* SPDX-License-Identifier: MIT */
/* Lists as offices have them: what a row may change in the record, and what it may not. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void expect(const struct import_report *report, int rows, int added, int changed,
                   int unchanged, int refused)
{
    if (report->row_count != rows || report->added_count != added ||
        report->changed_count != changed || report->unchanged_count != unchanged ||
        report->refused_count != refused) {
        struct text said = TEXT_EMPTY;
        import_report_say(report, &said);
        print_error("%s", said.at);
        text_release(&said);
        fail();
    }
}

static void expect_problem(const struct import_report *report, size_t index, int line,
                           const char *column, const char *words)
{
    assert_true(index < report->problem_count);
    const struct import_problem *problem = &report->problems[index];
    assert_int_equal(problem->line, line);
    assert_string_equal(problem->column, column);
    if (!strstr(problem->message, words) && !strstr(problem->remedy, words))
        fail_msg("%s; %s", problem->message, problem->remedy);
}

static const char two[] = "id,name,roles,node\nS1,曹敏,admin;desk,330106001001\n"
                          "S2,陆伟,desk,330106001001\n";

static void the_last_administrator_stays_one(void **state)
{
    struct trial *trial = *state;
    struct error error;

    expect(trial_import(trial, RECORD_STAFF, two), 2, 2, 0, 0, 0);
    assert_int_equal(desk_refresh(trial->desk, &error), STATUS_OK);
    assert_int_equal(desk_sign_in(trial->desk, "S1", &error), STATUS_OK);
    expect(trial_import(trial, RECORD_STAFF, "id,name,roles\nS2,陆伟,worker\nS1,曹敏,desk\n"), 2, 0,
           0, 0, 1);
    assert_true(trial->report.is_given_up);
    expect_problem(&trial->report, 0, 3, "", "曹敏 is the last administrator");
    expect(trial_try(trial, RECORD_STAFF, "id,status\nS1,left\n"), 1, 0, 0, 0, 1);
    expect_problem(&trial->report, 0, 2, "", "somebody else");
    /* the role may go over to somebody else in any row */
    expect(trial_import(trial, RECORD_STAFF, "id,roles\nS1,desk\nS2,admin\n"), 2, 0, 2, 0, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_last_administrator_stays_one),
    };

    return cmocka_run_group_tests_name("import_content", tests, NULL, NULL);
}
