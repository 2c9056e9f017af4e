/* SPDX-License-Identifier: MIT */
/* Lists as offices write them: names instead of codes, numbers that were made text, empty cells,
 * one number for two people. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/desk/reference.h"
#include "shouwen/store/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

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

static int set_up(void **state)
{
    if (trial_set_up(state) != 0)
        return -1;
    struct trial *trial = *state;
    trial_import(trial, RECORD_NODES,
                 "code,name\n330106001,西溪街道\n330106001001,示例居委会\n"
                 "330106001002,东风社区\n330106002002,东风社区\n");
    trial_import(trial, RECORD_GRIDS,
                 "code,name\n330106001001-G01,第1网格\n330106001002-G01,第1网格\n");
    return 0;
}

static int tear_down(void **state)
{
    arena_release(&arena);
    return trial_tear_down(state);
}

/* Spreadsheets leave out the empty cells at the end of their rows, many rows alike. */
static void missing_cells_at_the_end_are_empty(void **state)
{
    static const char full[] =
        "id,node,name,title,phone,status\nS1,330106001001,陆伟,干事,13912345678,active\n"
        "S2,330106001001,陈静,干事,,\nS3,330106001001,王建国,主任,,\n";
    static const char ragged[] =
        "id,node,name,title,phone,status\nS1,330106001001,陆伟,干事\nS2,330106001001,陈静,干事\n"
        "S3,330106001001,王建国,主任,,\nS4,330106001001,金琳\nS5\nS6,330106001001,顾晓燕,干事,,,\n";
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF, full), 3, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    trial->how.keeps_changes = trial->how.clears = true;
    trial_expect(trial_import(trial, RECORD_STAFF, ragged), 2, 1, 2, 1);
    /* two rows that end alike are one remark, each other end has its own */
    trial_expect_problem(&trial->report, 0, 2, "phone", "taken as empty");
    trial_expect_problem(&trial->report, 1, 5, "title", "taken as empty");
    trial_expect_problem(&trial->report, 2, 6, "name", "ends before");
    assert_true(trial->report.problems[2].is_refusal);
    assert_int_equal(trial->report.problem_total, 3);
    assert_int_equal(trial->report.change_count, 2);
    assert_string_equal(trial->report.changes[0].before, "13912345678");
    assert_string_equal(trial->report.changes[0].after, "");
    trial->how.keeps_changes = trial->how.clears = false;
    /* what a row must have may stand anywhere */
    trial_expect(trial_import(trial, RECORD_STAFF, "phone,name,id\n,陆伟\n"), 0, 0, 0, 1);
    trial_expect_problem(&trial->report, 0, 2, "id", "ends before");
}

static void names_stand_for_codes(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF,
                              "工号,姓名,所在单位,网格,B角\n"
                              "S01,陆伟,示例居委会,第1网格,\n"
                              "S02,陈静,330106001002,第1网格,陆伟\n"
                              "S03,顾晓燕,示例 居委会,,没来过的人\n"),
                 3, 0, 0, 0);
    assert_string_equal(value(trial, RECORD_STAFF, "S01", RECORD_STAFF_NODE), "330106001001");
    assert_string_equal(value(trial, RECORD_STAFF, "S01", RECORD_STAFF_GRIDS), "330106001001-G01");
    assert_string_equal(value(trial, RECORD_STAFF, "S02", RECORD_STAFF_GRIDS), "330106001002-G01");
    assert_string_equal(value(trial, RECORD_STAFF, "S02", RECORD_STAFF_BACKUP), "S01");
    assert_string_equal(value(trial, RECORD_STAFF, "S03", RECORD_STAFF_NODE), "330106001001");
    /* who is not there (yet) is a doubt, as a code is */
    assert_int_equal(trial->report.problem_total, 1);
    trial_expect_problem(&trial->report, 0, 4, "B角", "not among the staff");
}

static void a_name_that_is_not_clear_is_refused_with_the_codes(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF,
                              "id,name,node,birth\nS01,陆伟,东风社区,x\nS02,陈静,没有这个社区,x\n"),
                 0, 0, 0, 2);
    trial_expect_problem(&trial->report, 1, 2, "node", "330106001002");
    trial_expect_problem(&trial->report, 1, 2, "node", "330106002002");
    trial_expect_problem(&trial->report, 2, 3, "node", "nothing of this name");
    assert_int_equal(trial->report.problem_total, 3);
}

static void numbers_that_were_made_text_are_numbers(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_RESIDENTS,
                              "id,name,phone,tags\nRA000001A,周美芳,'13900002208,独居、高龄\n"
                              "RA000002A,李桂珍,\"=\"\"13900002209\"\"\",独居;高龄\n"),
                 2, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_PHONE),
                        "13900002208");
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000002A", RECORD_RESIDENTS_PHONE),
                        "13900002209");
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_TAGS),
                        "独居;高龄");
}

static void an_empty_cell_leaves_what_is_known(void **state)
{
    static const char less[] = "姓名,身份证号,电话,门牌\n周美芳,,13900002208,\n";
    struct trial *trial = *state;

    trial_import(trial, RECORD_RESIDENTS,
                 "id,name,id_number,phone,door\n"
                 "RA000001A,周美芳,11010519491231002X,13900002208,5-502\n");
    trial_expect(trial_import(trial, RECORD_RESIDENTS, less), 0, 0, 1, 0);
    assert_int_equal(trial->report.left_count, 2);
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_DOOR),
                        "5-502");
    trial->how.clears = true;
    trial_expect(trial_import(trial, RECORD_RESIDENTS, less), 0, 1, 0, 0);
    assert_int_equal(trial->report.left_count, 0);
    assert_string_equal(value(trial, RECORD_RESIDENTS, "RA000001A", RECORD_RESIDENTS_DOOR), "");
}

static void one_number_for_two_people_is_seen(void **state)
{
    struct trial *trial = *state;

    /* within a file the second row does not swallow the first */
    trial_expect(trial_import(trial, RECORD_RESIDENTS,
                              "姓名,身份证号,电话\n周美芳,11010519491231002X,13900002208\n"
                              "郭娟,11010519491231002X,13900002209\n"
                              "周美芳,11010519491231002X,13900002208\n"),
                 1, 0, 1, 1);
    trial_expect_problem(&trial->report, 0, 3, "", "line 2 (周美芳) of this file");
    /* one that was there before is asked about */
    trial_expect(trial_import(trial, RECORD_RESIDENTS, "姓名,身份证号\n郭娟,11010519491231002X\n"),
                 0, 1, 0, 0);
    trial_expect_problem(&trial->report, 0, 2, "姓名", "周美芳");
    assert_int_equal(trial->report.doubt_count, 1);
    trial_expect(trial_import(trial, RECORD_STAFF, "id,name\nS01,陆伟\nS01,陈静\n"), 1, 0, 0, 1);
}

static void a_case_that_was_given_out_is_known_by_its_number(void **state)
{
    struct trial *trial = *state;
    struct text again = TEXT_EMPTY;

    trial_import(trial, RECORD_CASES, "channel,subject,staff\nwalk-in,门坏了,\n");
    const char *number;
    struct query *query = db_query(desk_reader(trial->desk), SQL_MATTERS_OPEN);
    struct error error;
    bool row;
    assert_int_equal(query_step(query, &row, &error), STATUS_OK);
    assert_true(row);
    number = query_copy(query, 0, &arena);
    query_reset(query);
    text_addf(&again,
              "number,channel,subject,urgency\n%s,walk-in,门坏了,routine\n"
              "%s,walk-in,灯坏了,\n330106001001-260101-99,walk-in,水管漏了,\n",
              number, number);
    trial_expect(trial_import(trial, RECORD_CASES, again.at), 1, 0, 2, 0);
    assert_int_equal(trial->report.problem_total, 1);
    trial_expect_problem(&trial->report, 0, 3, "number", "stays as it is");
    text_release(&again);
}

/* The same places from three files of one list: as it is, as GB18030, and with a mark and the line
 * ends of a spreadsheet. The lists lie beside the project; without them there is nothing to see. */
static void all_of_pudong_is_the_same_in_three_encodings(void **state)
{
    enum { ROWS = 1571, FILES = 3 };
    static const char *const files[FILES] = {"310115-pudong.csv", "310115-pudong.gb18030.csv",
                                             "310115-pudong.utf8bom-crlf.csv"};
    struct text first = TEXT_EMPTY, other = TEXT_EMPTY;
    const char *shared = getenv("SHOUWEN_SHARED");

    (void)state;
    if (!shared || access(arena_format(&arena, "%s/data/%s", shared, files[0]), R_OK) != 0)
        skip();
    for (int i = 0; i < FILES; i++) {
        void *own = NULL;
        assert_int_equal(trial_set_up(&own), 0);
        trial_expect(trial_import_file(own, RECORD_NODES,
                                       arena_format(&arena, "%s/data/%s", shared, files[i])),
                     ROWS, 0, 0, 0);
        text_clear(&other);
        trial_export(own, RECORD_NODES, false, i ? &other : &first);
        if (i)
            assert_string_equal(other.at, first.at);
        trial_tear_down(&own);
    }
    text_release(&first);
    text_release(&other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(missing_cells_at_the_end_are_empty),
        TEST(names_stand_for_codes),
        TEST(a_name_that_is_not_clear_is_refused_with_the_codes),
        TEST(numbers_that_were_made_text_are_numbers),
        TEST(an_empty_cell_leaves_what_is_known),
        TEST(one_number_for_two_people_is_seen),
        TEST(a_case_that_was_given_out_is_known_by_its_number),
        TEST(all_of_pudong_is_the_same_in_three_encodings),
    };

    return cmocka_run_group_tests_name("import_office", tests, NULL, NULL);
}
