/* SPDX-License-Identifier: MIT */
/* Files as they come: a title above the headings, columns that are missing, places that are broken,
 * rejects to be mended in what they came from. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/desk/doctor.h"

#include "shouwen/intake/mapping.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char titled[] = "上南一村居民花名册,,\n填表日期:2026-11-20,,\n\n姓名,手机,门牌\n"
                             "周美芳,13900002208,5-502\n";

static void a_title_may_stand_above_the_headings(void **state)
{
    struct trial *trial = *state;
    struct text said = TEXT_EMPTY;

    trial_expect(trial_import(trial, RECORD_RESIDENTS, titled), 1, 0, 0, 0);
    assert_int_equal(trial->report.row_count, 1);
    assert_int_equal(trial->report.heading_line, 4);
    import_report_say(&trial->report, &said);
    assert_non_null(strstr(said.at, "headings are those of line 4"));
    text_release(&said);
    /* a person says it, where nothing tells */
    trial->how.heading_line = 4;
    trial_expect(trial_import(trial, RECORD_RESIDENTS, titled), 0, 0, 1, 0);
    trial->how.heading_line = 5;
    trial_expect(trial_import(trial, RECORD_RESIDENTS, titled), 0, 0, 0, 1);
    assert_true(trial->report.is_given_up);
    trial->how.heading_line = 0;
    /* where none is found the first row is said to lack what it must have */
    trial_expect(trial_import(trial, RECORD_RESIDENTS, "花名册\n甲,乙\n"), 0, 0, 0, 1);
    trial_expect_problem(&trial->report, trial->report.problem_count - 1, 1, "name",
                         "must be there");
}

static void the_columns_are_those_under_the_title(void **state)
{
    struct trial *trial = *state;
    const struct import_how how = {.encoding = ENCODING_NONE};
    struct arena arena = {0};
    struct preview preview;
    struct mapping mapping;
    struct error error;

    const char *path = trial_write(trial, titled, strlen(titled));
    assert_int_equal(preview_make(&preview, &arena, path, &how, &error), STATUS_OK);
    const char *station = desk_path(trial->desk);
    assert_int_equal(preview_kind(&preview, RECORD_NO_KIND, station), RECORD_RESIDENTS);
    assert_true(preview_has_headings(&preview, RECORD_RESIDENTS, station));
    int heading = (int)preview_heading(&preview, RECORD_RESIDENTS, station);
    assert_int_equal(preview.rows[heading].line, 4);
    assert_int_equal(
        mapping_make(&mapping, &arena, &preview, RECORD_RESIDENTS, heading, station, &error),
        STATUS_OK);
    assert_int_equal(mapping.count, 3);
    assert_string_equal(mapping.columns[0].heading, "姓名");
    assert_string_equal(mapping.columns[0].sample, "周美芳");
    trial->how.fields = mapping_fields(&mapping, &arena);
    trial->how.field_count = mapping.count;
    trial_expect(trial_import(trial, RECORD_RESIDENTS, titled), 1, 0, 0, 0);
    trial->how.fields = NULL;
    arena_release(&arena);
}

static void new_rows_that_lack_what_they_are_about_are_told(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF, "id,title\nS1,主任\nS2,主任\n"), 2, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 1);
    trial_expect_problem(&trial->report, 0, 2, "name", "from here on: 2");
    trial_expect(trial_import(trial, RECORD_STAFF, "id,name\nS1,陆伟\n"), 0, 1, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    trial_expect(trial_import(trial, RECORD_DUTY, "on,shift,seat\n2026-11-23,day,desk\n"), 0, 0, 0,
                 1);
    trial_expect_problem(&trial->report, 0, 2, "staff_id", "must not be empty");
}

/* Also the file of a station whose roster has no such column knows whose they are. */
static void a_roster_without_units_is_of_those_who_work_here(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF, "id,name\nS1,陆伟\n"), 1, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    trial_expect(trial_import(trial, RECORD_STAFF, "id,name\nS1,陆伟\n"), 0, 0, 1, 0);
    trial_expect(trial_import(trial, RECORD_STAFF, "id,node\nS1,330106001001\n"), 0, 0, 1, 0);
    trial_expect(trial_import(trial, RECORD_STAFF, "id,node\nS1,330106001\n"), 0, 0, 0, 1);
    trial_expect(trial_import(trial, RECORD_STAFF, "id,name\nS1,陆伟\n"), 0, 0, 1, 0);
}

static bool is_told_of_no_unit(struct trial *trial)
{
    struct doctor_report report;
    struct arena arena = {0};
    struct error error;
    bool found = false;

    assert_int_equal(doctor_look(trial->desk, &arena, &report, &error), STATUS_OK);
    for (size_t i = 0; i < report.finding_count; i++)
        found |= strstr(report.findings[i].message, "belongs to no unit") != NULL;
    arena_release(&arena);
    return found;
}

static int set_up_department(void **state)
{
    return trial_set_up_at(state, "330106001-mzk");
}

static int set_up_district(void **state)
{
    return trial_set_up_at(state, "330106");
}

static void a_department_without_units_is_of_its_own(void **state)
{
    struct trial *trial = *state;
    struct error error;

    trial_expect(trial_import(trial, RECORD_STAFF, "id,name,roles\nC1,丁科,clerk\n"), 1, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    assert_int_equal(desk_refresh(trial->desk, &error), STATUS_OK);
    const struct person *clerk = people_find(desk_people(trial->desk), "C1");
    assert_string_equal(clerk->node, "330106001-mzk");
    assert_false(is_told_of_no_unit(trial));
}

/* At a district they may be of any unit: nobody is guessed, and it is told. */
static void at_a_district_who_has_no_unit_is_told(void **state)
{
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF, "id,name,roles\nV1,何志明,supervisor\n"), 1, 0,
                 0, 0);
    assert_true(is_told_of_no_unit(trial));
    trial_expect(trial_import(trial, RECORD_STAFF, "id,node\nV1,330106\n"), 0, 1, 0, 0);
    assert_false(is_told_of_no_unit(trial));
}

static void a_broken_place_is_named_by_line_and_column(void **state)
{
    static const char bytes[] = "\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n" /* 姓名,电话 in GBK */
                                "\xD6\xDC\xC3\xC0,139\n\xB7\xBC,1\xFF\n";
    struct trial *trial = *state;

    trial_expect(trial_import(trial, RECORD_STAFF, "id,name,title\nS1,甲,\"乙\nS2,丙,丁\n"), 0, 0,
                 0, 1);
    trial_expect_problem(&trial->report, 0, 2, "title", "not closed");
    trial_expect(trial_import_bytes(trial, RECORD_RESIDENTS, bytes, sizeof(bytes) - 1), 0, 0, 0, 1);
    trial_expect_problem(&trial->report, 0, 3, "电话", "0xFF");
}

static void rejects_keep_what_separates_their_cells(void **state)
{
    struct trial *trial = *state;
    struct text rejects = TEXT_EMPTY, bytes = TEXT_EMPTY;

    trial->rejects = &rejects;
    trial_expect(
        trial_import(trial, RECORD_CALENDAR, "date\tkind\tname\n2026-10-32\tholiday\ta,b\n"), 0, 0,
        0, 1);
    import_rejects(&trial->report, &bytes);
    assert_non_null(strstr(bytes.at, "\tdate\tkind\tname\r\n"));
    assert_non_null(strstr(bytes.at, "\t2026-10-32\tholiday\t\"a,b\"\r\n"));
    text_clear(&rejects);
    text_clear(&bytes);
    trial_expect(
        trial_import(trial, RECORD_CALENDAR, "date;kind;name\n2026-10-32;holiday;\"a;b\"\n"), 0, 0,
        0, 1);
    import_rejects(&trial->report, &bytes);
    assert_non_null(strstr(bytes.at, ";2026-10-32;holiday;\"a;b\"\r\n"));
    trial->rejects = NULL;
    text_release(&rejects);
    text_release(&bytes);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_title_may_stand_above_the_headings),
        TEST(the_columns_are_those_under_the_title),
        TEST(new_rows_that_lack_what_they_are_about_are_told),
        TEST(a_roster_without_units_is_of_those_who_work_here),
        cmocka_unit_test_setup_teardown(a_department_without_units_is_of_its_own, set_up_department,
                                        trial_tear_down),
        cmocka_unit_test_setup_teardown(at_a_district_who_has_no_unit_is_told, set_up_district,
                                        trial_tear_down),
        TEST(a_broken_place_is_named_by_line_and_column),
        TEST(rejects_keep_what_separates_their_cells),
    };

    return cmocka_run_group_tests_name("import_heading", tests, NULL, NULL);
}
