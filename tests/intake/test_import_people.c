/* SPDX-License-Identifier: MIT */
/* Rosters without ids, as offices keep them: who a row is, told by name and phone, and what cannot
 * be told is refused. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/desk/staff.h"

#include "trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* The problem of a line that has these words. */
static void expect_problem(const struct import_report *report, int line, bool is_refusal,
                           const char *words)
{
    for (size_t i = 0; i < report->problem_count; i++) {
        const struct import_problem *problem = &report->problems[i];
        if (problem->line == line && problem->is_refusal == is_refusal &&
            strstr(problem->message, words))
            return;
    }
    fail_msg("line %d: no \"%s\"", line, words);
}

static const char roster[] = "序号,姓名,岗位,所属单位,手机号码\n"
                             "1,陆伟,社工,330106001001,13911110001\n"
                             "2,陈静,社工,330106001001,13911110002\n";

static void new_people_get_ids_and_are_known_by_name_and_phone(void **state)
{
    struct trial *trial = *state;
    struct text first = TEXT_EMPTY, second = TEXT_EMPTY;

    trial_expect(trial_try(trial, RECORD_STAFF, roster), 2, 0, 0, 0);
    trial_expect(trial_import(trial, RECORD_STAFF, roster), 2, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 2);
    expect_problem(&trial->report, 1, false, "no column");
    expect_problem(&trial->report, 2, false, "without this");
    trial_export(trial, RECORD_STAFF, true, &first);
    assert_non_null(strstr(first.at, "陆伟"));
    trial_expect(trial_import(trial, RECORD_STAFF, roster), 0, 0, 2, 0);
    /* a blank in the name, another form of the number, another title */
    trial_expect(trial_import(trial, RECORD_STAFF,
                              "姓名,岗位,手机\n陆 伟,组长,139-1111-0001\n陈静,社工,13911110002\n"),
                 0, 1, 1, 0);
    trial_export(trial, RECORD_STAFF, true, &second);
    assert_non_null(strstr(second.at, "组长"));
    text_release(&first);
    text_release(&second);
}

static void a_name_alone_is_taken_with_a_doubt(void **state)
{
    struct trial *trial = *state;

    trial_expect(
        trial_import(trial, RECORD_STAFF, "id,name,phone,node\nS1,陆伟,13911110001,330106001001\n"),
        1, 0, 0, 0);
    trial_expect(trial_import(trial, RECORD_STAFF, "姓名,岗位\n陆伟,组长\n"), 0, 1, 0, 0);
    expect_problem(&trial->report, 2, false, "taken for S1 by the name alone");
    /* an id that is left empty is none */
    trial_expect(trial_import(trial, RECORD_STAFF, "工号,姓名,手机\n,陆伟,13911110001\n"), 0, 0, 1,
                 0);
    assert_int_equal(trial->report.problem_total, 0);
}

static void what_cannot_be_told_is_refused(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF,
                              "id,name,phone,node\nS1,王芳,13911110001,330106001001\n"
                              "S2,王芳,13911110002,330106001002\n"),
                 2, 0, 0, 0);
    /* another phone at her unit: her new one, or a namesake? */
    trial_expect(
        trial_import(trial, RECORD_STAFF, "姓名,单位,手机\n王芳,330106001001,13911110009\n"), 0, 0,
        0, 1);
    expect_problem(&trial->report, 2, true, "of this name is S1, S2");
    trial_expect(trial_import(trial, RECORD_STAFF, "姓名,岗位\n王芳,社工\n"), 0, 0, 0, 1);
    /* of another unit with another phone she is somebody else */
    trial_expect(
        trial_import(trial, RECORD_STAFF, "姓名,单位,手机\n王芳,330106001003,13911110009\n"), 1, 0,
        0, 0);
    expect_problem(&trial->report, 2, false, "somebody new; of the same name is S1, S2");
    /* nameless and without an id it is nobody */
    trial_expect(trial_import(trial, RECORD_STAFF, "姓名,手机\n,13911110009\n"), 0, 0, 0, 1);
}

static void whom_one_row_is_for_certain_no_other_row_is(void **state)
{
    struct trial *trial = *state;

    trial_expect(
        trial_import(trial, RECORD_STAFF, "id,name,phone,node\nS1,王芳,13911110001,330106001001\n"),
        1, 0, 0, 0);
    trial_expect(trial_import(trial, RECORD_STAFF,
                              "姓名,单位,手机\n王芳,330106001001,13911110009\n"
                              "王芳,330106001001,13911110001\n"),
                 1, 0, 1, 0);
    trial_expect(trial_import(trial, RECORD_STAFF,
                              "姓名,单位,手机\n赵刚,330106001001,13911110005\n"
                              "赵刚,330106001001,13911110006\n"),
                 2, 0, 0, 0);
    expect_problem(&trial->report, 3, false, "of the same name is line 2");
    /* without phones two rows of one name are one person twice */
    trial_expect(trial_import(trial, RECORD_STAFF, "姓名,岗位\n钱明,社工\n钱明,组长\n"), 1, 0, 0,
                 1);
}

static void rows_name_each_other(void **state)
{
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;

    trial_expect(trial_import(trial, RECORD_STAFF,
                              "姓名,AB角,手机号\n陆伟,陈静,13911110001\n陈静,陆伟,13911110002\n"),
                 2, 0, 0, 0);
    for (size_t i = 0; i < trial->report.problem_count; i++)
        assert_null(strstr(trial->report.problems[i].message, "not among the staff"));
    trial_export(trial, RECORD_STAFF, true, &out);
    assert_null(strstr(out.at, ",陈静,陆伟"));
    text_release(&out);
}

static void who_came_back_is_who_left(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF,
                              "id,name,phone,status\nS1,陆伟,13911110001,left\nS2,陈静,,left\n"),
                 2, 0, 0, 0);
    trial_expect(trial_import(trial, RECORD_STAFF, "姓名,手机,状态\n陆伟,13911110001,在岗\n"), 0, 1,
                 0, 0);
    /* of a name alone whoever left is not taken for who comes */
    trial_expect(trial_import(trial, RECORD_STAFF, "姓名,状态\n陈静,在岗\n"), 1, 0, 0, 0);
}

static void the_foot_of_a_form_is_nobody(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_RESIDENTS,
                              "上南一村居民花名册,,\n姓名,手机,门牌\n周美芳,13900002208,5-502\n"
                              "合计,1,\n,,\n填表人:张三,,\n合计明,,6-101\n"),
                 2, 0, 0, 2);
    expect_problem(&trial->report, 4, true, "a total or a signature");
    expect_problem(&trial->report, 6, true, "a total or a signature");
}

static void who_is_named_twice_was_met_once(void **state)
{
    static const char visits[] = "resident,staff,at,result,met\n"
                                 "1,S1,2026-11-20T10:00,met,1;1-001001;2;1\n";
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;

    trial_expect(
        trial_import(trial, RECORD_STAFF, "id,name,phone,node\nS1,陆伟,13911110001,330106001001\n"),
        1, 0, 0, 0);
    trial_expect(trial_import(trial, RECORD_RESIDENTS,
                              "id,name,phone,door\n1,张三,13900000001,1-1\n"
                              "2,李四,13900000002,1-1\n"),
                 2, 0, 0, 0);
    trial_export(trial, RECORD_RESIDENTS, true, &out);
    assert_non_null(strstr(out.at, "1-001001,"));
    text_clear(&out);
    trial_expect(trial_import(trial, RECORD_VISITS, visits), 1, 0, 0, 0);
    trial_expect(trial_import(trial, RECORD_VISITS, visits), 0, 0, 1, 0);
    trial_export(trial, RECORD_VISITS, true, &out);
    assert_non_null(strstr(out.at, ",1-001001;2-001001,"));
    text_release(&out);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(new_people_get_ids_and_are_known_by_name_and_phone),
        TEST(a_name_alone_is_taken_with_a_doubt),
        TEST(what_cannot_be_told_is_refused),
        TEST(whom_one_row_is_for_certain_no_other_row_is),
        TEST(rows_name_each_other),
        TEST(who_came_back_is_who_left),
        TEST(the_foot_of_a_form_is_nobody),
        TEST(who_is_named_twice_was_met_once),
    };

    return cmocka_run_group_tests_name("import_people", tests, NULL, NULL);
}
