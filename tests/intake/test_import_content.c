/* SPDX-License-Identifier: MIT */
/* Lists as offices have them: what a row may change in the record, and what it may not. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/store/records.h"

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
    trial_expect(report, added, changed, unchanged, refused);
    assert_int_equal(report->row_count, rows);
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
    trial_expect_problem(&trial->report, 0, 3, "", "曹敏 is the last administrator");
    expect(trial_try(trial, RECORD_STAFF, "id,status\nS1,left\n"), 1, 0, 0, 0, 1);
    trial_expect_problem(&trial->report, 0, 2, "", "somebody else");
    /* the role may go over to somebody else in any row */
    expect(trial_import(trial, RECORD_STAFF, "id,roles\nS1,desk\nS2,admin\n"), 2, 0, 2, 0, 0);
}

static struct arena arena;

static const char *value(struct trial *trial, enum record_kind kind, const char *id, int field)
{
    struct record record;
    struct error error;
    bool found;

    assert_int_equal(
        records_get(desk_reader(trial->desk), kind, id, &arena, &record, &found, &error),
        STATUS_OK);
    assert_true(found);
    return record_text(&record, field);
}

static int tear_down(void **state)
{
    arena_release(&arena);
    return trial_tear_down(state);
}

static const char one[] = "id,name,sex,birth_on,id_number,phone,door\n"
                          "RA000001A,周美芳,女,1948-05-17,310115194805170228,13900002208,5-502\n";

static void an_empty_cell_leaves_and_a_mark_empties(void **state)
{
    struct trial *trial = *state;
    struct text said = TEXT_EMPTY;

    expect(trial_import(trial, RECORD_RESIDENTS, one), 1, 1, 0, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,sex,birth_on,id_number,phone,door\n周美芳,,,,13900002208,\n"),
           1, 0, 0, 1, 0);
    assert_int_equal(trial->report.left_count, 4);
    trial->how.keeps_changes = true;
    expect(trial_try(trial, RECORD_RESIDENTS,
                     "id,name,sex,birth_on,id_number\nRA000001A,周美芳, 清空 ,"
                     "(clear),（清空）\n"),
           1, 0, 1, 0, 0);
    assert_int_equal(trial->report.change_total, 3);
    assert_int_equal(trial->report.cleared_count, 3);
    import_report_say(&trial->report, &said);
    assert_non_null(strstr(said.at, "line 2: RA000001A 周美芳  sex  女 -> (empty)\n"));
    assert_non_null(strstr(said.at, "id_number  **************0228 -> (empty)\n"));
    assert_non_null(strstr(said.at, "3 values are emptied\n"));
    trial->how.keeps_changes = false;
    /* what a record must have is not emptied */
    expect(trial_import(trial, RECORD_RESIDENTS, "id,name,sex\nRA000001A,清空,\n"), 1, 0, 0, 0, 1);
    trial_expect_problem(&trial->report, 0, 2, "name", "must not be empty");
    expect(trial_import(trial, RECORD_RESIDENTS, "id,name,sex\nRA000001A,周美芳,清空\n"), 1, 0, 1,
           0, 0);
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_SEX), "");
    text_release(&said);
}

static void a_number_does_not_make_another_person(void **state)
{
    struct trial *trial = *state;

    trial_import(trial, RECORD_RESIDENTS, one);
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,sex,id_number,door\n"
                        "郭娟,男,310115194805170228,131-107\n"),
           1, 0, 0, 0, 1);
    trial_expect_problem(&trial->report, 0, 2, "id_number", "周美芳 (5-502)");
    assert_string_equal(trial->report.problems[0].value, "**************0228");
    /* a name that was written wrong is corrected, with a doubt */
    expect(
        trial_import(trial, RECORD_RESIDENTS, "name,sex,id_number\n周美芬,女,310115194805170228\n"),
        1, 0, 1, 0, 0);
    trial_expect_problem(&trial->report, 0, 2, "name", "周美芳");
    /* two rows of one file */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,sex,phone,id_number\n甲,女,13900000001,310115199507030027\n"
                        "乙,男,13900000002,310115199507030027\n"
                        "甲,女,13900000001,310115199507030027\n"),
           3, 1, 0, 1, 1);
    trial_expect_problem(&trial->report, 0, 3, "", "line 2 (甲)");
    /* an id of its own, and the number of somebody else */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "id,name,id_number\nRA000009A,丙,310115199507030027\n"),
           1, 1, 0, 0, 0);
    trial_expect_problem(&trial->report, 0, 2, "id_number", "that of 甲");
}

static void a_cell_that_says_there_is_no_number_is_none(void **state)
{
    struct trial *trial = *state;
    static const char rows[] = "name,id_number,phone,door\n钱多多,无,13912345678,9-101\n"
                               "王五,/,13912345679,\n赵六,护照E1234567,,\n孙七,不详,,\n";

    expect(trial_import(trial, RECORD_RESIDENTS, rows), 4, 4, 0, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS, rows), 4, 0, 0, 4, 0);
    /* now there is one, in whatever form */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,id_number,door\n钱多多,310115480517022,9-101\n"),
           1, 0, 1, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS, "name,id_number\n钱多多,310115194805170228\n"), 1,
           0, 1, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS, "name,id_number\n钱多多,310115480517022\n"), 1, 0,
           1, 0, 0);
    /* two passports are two people, two zeros nobody's number */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,id_number\n赵六,护照E7654321\n周八,0\n吴九,0\n"),
           3, 3, 0, 0, 0);
}

static void who_is_back_keeps_the_cover_of_the_same_row(void **state)
{
    struct trial *trial = *state;

    trial_import(trial, RECORD_STAFF,
                 "id,name,node,status,away_from,away_until,cover\n"
                 "S1,甲,330106001001,leave,2026-11-01,2026-11-30,S2\n"
                 "S2,乙,330106001001,active,,,\nS3,丙,330106001001,active,,,\n");
    trial_import(trial, RECORD_STAFF, "id,status,cover\nS1,active,S3\n");
    assert_string_equal(value(trial, RECORD_STAFF, "S1", RECORD_STAFF_AWAY_FROM), "");
    assert_string_equal(value(trial, RECORD_STAFF, "S1", RECORD_STAFF_COVER), "S3");
}

static void who_moved_is_a_doubt_and_the_grid_follows(void **state)
{
    struct trial *trial = *state;

    trial_import(trial, RECORD_GRIDS,
                 "code,name,places\n330106001001-G03,第3网格,5号、6号\n"
                 "330106001001-G04,第4网格,\"7号，8号\"\n");
    assert_string_equal(value(trial, RECORD_GRIDS, "330106001001-G04", RECORD_GRIDS_PLACES),
                        "7号;8号");
    expect(trial_import(trial, RECORD_RESIDENTS, one), 1, 1, 0, 0, 0);
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_GRID),
                        "330106001001-G03");
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,id_number,door\n周美芳,310115194805170228,7号101室\n"),
           1, 0, 1, 0, 0);
    trial_expect_problem(&trial->report, 0, 2, "door", "5-502 until now");
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_GRID),
                        "330106001001-G04");
    /* what the row says goes first */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,phone,door,grid\n李路遥,13900008078,5-101,G04\n"),
           1, 1, 0, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,door\n王五,12月3日\n王五,5-Dec\n"
                        "王五,2003/2/11\n王五,88弄2号301室\n"),
           4, 1, 0, 0, 3);
    trial_expect_problem(&trial->report, 0, 2, "door", "made a date of this door");
}

static void who_may_be_on_the_list_twice_is_a_doubt(void **state)
{
    struct trial *trial = *state;
    struct records_double *doubles;
    struct error error;
    size_t count;

    expect(trial_import(trial, RECORD_RESIDENTS, one), 1, 1, 0, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,birth_on,phone,door\n周 美芳,,,5-502\n"
                        "王五一,1970-01-01,13899990003,1-101\n"
                        "王五一,1970-01-01,13899990004,2-101\n"
                        "买买提·阿卜,1980-02-02,13899990005,3-101\n"
                        "买买提・阿卜,1980-02-02,,4-101\n"),
           5, 5, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 3);
    trial_expect_problem(&trial->report, 0, 2, "door", "RA000001A 周美芳");
    trial_expect_problem(&trial->report, 1, 4, "birth_on", "line 3 (王五一)");
    trial_expect_problem(&trial->report, 2, 6, "birth_on", "line 5");
    assert_int_equal(
        records_doubles(desk_reader(trial->desk), 10, &arena, &doubles, &count, &error), STATUS_OK);
    assert_int_equal(count, 3);
}

static void people_and_grids_go_by_their_names(void **state)
{
    struct trial *trial = *state;

    trial_import(trial, RECORD_GRIDS, "code,name\n330106001001-G03,第3网格\n");
    expect(trial_import(trial, RECORD_STAFF,
                        "工号,姓名,B角,网格,分管工作,单位\n"
                        "S1,曹敏,陆伟,G03,YB01、MZ01,示例居委会\n"
                        "S2,陆伟,没来过,第3网格,\"YB01，MZ01\",330106001001\n"),
           2, 2, 0, 0, 0);
    assert_string_equal(value(trial, RECORD_STAFF, "S1", RECORD_STAFF_BACKUP), "S2");
    assert_string_equal(value(trial, RECORD_STAFF, "S1", RECORD_STAFF_GRIDS), "330106001001-G03");
    assert_string_equal(value(trial, RECORD_STAFF, "S2", RECORD_STAFF_GRIDS), "330106001001-G03");
    assert_string_equal(value(trial, RECORD_STAFF, "S2", RECORD_STAFF_BACKUP), "");
    assert_string_equal(value(trial, RECORD_STAFF, "S2", RECORD_STAFF_DUTIES), "YB01;MZ01");
    assert_int_equal(trial->report.problem_total, 1);
    trial_expect_problem(&trial->report, 0, 3, "B角", "not among the staff");
    /* nobody is on duty by a name that is nobody's */
    expect(trial_import(trial, RECORD_DUTY,
                        "日期,班次,值班人\n2026-11-23,day,曹 敏\n"
                        "2026-11-24,day,没来过\n"),
           2, 1, 0, 0, 1);
    trial_expect_problem(&trial->report, 0, 3, "值班人", "nothing of this name");
    assert_string_equal(
        value(trial, RECORD_DUTY, "2026-11-23/day//330106001001", RECORD_DUTY_STAFF_ID), "S1");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_last_administrator_stays_one),
        TEST(an_empty_cell_leaves_and_a_mark_empties),
        TEST(a_number_does_not_make_another_person),
        TEST(a_cell_that_says_there_is_no_number_is_none),
        TEST(who_is_back_keeps_the_cover_of_the_same_row),
        TEST(who_moved_is_a_doubt_and_the_grid_follows),
        TEST(who_may_be_on_the_list_twice_is_a_doubt),
        TEST(people_and_grids_go_by_their_names),
    };

    return cmocka_run_group_tests_name("import_content", tests, NULL, NULL);
}
