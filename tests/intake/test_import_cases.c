/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/query_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A station with a roster and a calendar; the clock stands at Saturday 2026-11-21, 10:42. */
static int set_up(void **state)
{
    if (trial_set_up(state) != 0)
        return -1;
    struct trial *trial = *state;
    clock_fix(clock_at_from(clock_day_from(2026, 11, 21), 10, 42));
    trial_import(trial, RECORD_CALENDAR, "date,kind,name\n2026-10-01,holiday,国庆节\n");
    trial_import(trial, RECORD_STAFF,
                 "id,name,roles,node,status\n"
                 "S01,陆伟,desk,330106001001,active\n"
                 "S02,顾晓燕,desk,330106001001,active\n"
                 "S05,王建国,secretary,330106001001,active\n");
    trial_import(trial, RECORD_DUTY,
                 "on,shift,from,to,staff_id,seat\n"
                 "2026-11-18,day,08:30,17:00,S02,desk\n"
                 "2026-11-18,evening,17:00,20:00,S01,desk\n");
    trial_import(trial, RECORD_SERVICES, "code,name,category,limit\nYB01,换发,政务,20d/7w\n");
    trial_import(trial, RECORD_RESIDENTS,
                 "id,name,phone,door,grid\n"
                 "RDPP00001,周美芳,13900002208,5-502,330106001001-G03\n"
                 "RA000002A,李桂珍,,5-301,\n"
                 "RA000003A,李桂珍,,6-301,\n");
    return 0;
}

static int tear_down(void **state)
{
    clock_fix(0);
    return trial_tear_down(state);
}

static size_t read_cases(struct trial *trial, const char *search, struct arena *arena,
                         struct case_row **rows)
{
    struct case_filter filter = {.queue = queue_find("all"),
                                 .search = search,
                                 .today = clock_day_of(clock_now_at()),
                                 .limit = 5000};
    struct error error = {0};
    size_t count;

    if (query_cases(desk_reader(trial->desk), &filter, arena, rows, &count, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return count;
}

/* The one case that was opened with this subject. */
static struct case_row one_case(struct trial *trial, struct arena *arena, const char *subject)
{
    struct case_row *rows, found = {0};
    size_t count = read_cases(trial, NULL, arena, &rows), hits = 0;

    for (size_t i = 0; i < count; i++)
        if (text_same(rows[i].subject, subject)) {
            found = rows[i];
            hits++;
        }
    assert_int_equal(hits, 1);
    return found;
}

static void expect_sound(struct trial *trial, int cases)
{
    struct ledger_report report = {.problems = TEXT_EMPTY};
    struct error error = {0};

    assert_int_equal(admin_check(trial->desk, &report, &error), STATUS_OK);
    assert_string_equal(report.problems.at, "");
    assert_int_equal(report.case_count, cases);
    text_release(&report.problems);
}

/* The statements of the indexes of cases, as the file has them. */
static void read_indexes(struct trial *trial, struct text *out)
{
    struct query *query = db_query(desk_reader(trial->desk), SQL_MATTERS_LIST_INDEXES);
    struct error error = {0};
    bool row = true;

    while (query_step(query, &row, &error) == STATUS_OK && row)
        text_addf(out, "%s\n", query_text(query, 1));
    assert_non_null(strstr(out->at, "matter_due"));
}

static const char some[] =
    "channel,subject,resident,phone,door,service,grid,urgency,opened_at,staff,ref\n"
    "来电,楼道灯不亮,周美芳,,,,,急办,2026-11-18 09:15,,\n"
    "walk-in,换本子,,139 0000 9999,5号501,YB01,330106001001-G01,,2026/11/18 17:30,,\n"
    "hotline,噪音扰民,李桂珍,,,,,,2026-11-16,,ZJ2026-77\n"
    "walk-in,问医保,,,,,,,2026-11-20 14:00,S01,\n";

static void rows_become_cases_with_someone_accountable(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    const struct import_report *report = trial_import(trial, RECORD_CASES, some);

    assert_int_equal(report->added_count, 4);
    struct case_row lamp = one_case(trial, &arena, "楼道灯不亮");
    /* the roster of that day and hour, the resident's own grid, the same day for what is urgent */
    assert_string_equal(lamp.holder, "S02");
    assert_string_equal(lamp.resident, "RDPP00001");
    assert_string_equal(lamp.grid, "330106001001-G03");
    assert_string_equal(lamp.channel, "phone");
    assert_int_equal(lamp.due_on, clock_day_from(2026, 11, 18));
    assert_true(lamp.opened_at == clock_at_from(clock_day_from(2026, 11, 18), 9, 15));
    struct case_row booklet = one_case(trial, &arena, "换本子");
    assert_string_equal(booklet.holder, "S01");
    assert_string_equal(booklet.door, "5-501");
    assert_string_equal(booklet.phone, "13900009999");
    /* the item's own promised limit: 7 working days */
    assert_int_equal(booklet.due_on, clock_day_from(2026, 11, 27));
    struct case_row noise = one_case(trial, &arena, "噪音扰民");
    /* nobody was on duty: the secretary; two people have the name */
    assert_string_equal(noise.holder, "S05");
    assert_string_equal(noise.resident, "");
    assert_string_equal(noise.name, "李桂珍");
    assert_string_equal(one_case(trial, &arena, "问医保").holder, "S01");
    expect_sound(trial, 4);
    arena_release(&arena);
}

static void the_same_row_is_the_same_case(void **state)
{
    struct trial *trial = *state;

    trial_import(trial, RECORD_CASES, some);
    const struct import_report *report = trial_import(trial, RECORD_CASES, some);
    assert_int_equal(report->unchanged_count, 4);
    assert_int_equal(report->added_count, 0);
    /* an incoming number names the case, whatever else the row says */
    report = trial_import(trial, RECORD_CASES,
                          "channel,ref,subject\nhotline,ZJ2026-77,噪音扰民(二次)\n"
                          "hotline,ZJ2026-78,噪音扰民\n");
    assert_int_equal(report->unchanged_count, 1);
    assert_int_equal(report->added_count, 1);
    expect_sound(trial, 5);
}

/* A list that has days only says the same of several: each is a case, once. */
static void rows_that_say_the_same_are_as_many_cases(void **state)
{
    static const char rows[] = "channel,subject,opened_at,ref\nwalk-in,咨询,2026-11-20,\n"
                               "walk-in,咨询,2026-11-20,\nwalk-in,咨询,2026-11-20,\n"
                               "hotline,噪音,2026-11-20,ZJ1\nhotline,噪音,2026-11-20,ZJ1\n";
    struct trial *trial = *state;
    const struct import_report *report = trial_import(trial, RECORD_CASES, rows);

    assert_int_equal(report->added_count, 4);
    assert_int_equal(report->unchanged_count, 1);
    assert_int_equal(report->doubt_count, 2);
    assert_non_null(strstr(report->problems[1].message, "line 2"));
    report = trial_import(trial, RECORD_CASES, rows);
    assert_int_equal(report->added_count, 0);
    assert_int_equal(report->unchanged_count, 5);
    assert_int_equal(report->doubt_count, 0);
    expect_sound(trial, 4);
}

static void what_rules_refuse_is_named(void **state)
{
    struct trial *trial = *state;
    const struct import_report *report = trial_import(trial, RECORD_CASES,
                                                      "来源,事由,受理时间,服务事项,工号,诉求人\n"
                                                      "来访,明天的事,2026-11-22 08:00,,,\n"
                                                      "来访,,2026-11-20,,,\n"
                                                      "飞鸽,有事,2026-11-20,,,\n"
                                                      "来访,有事,2026-11-20,ZZ99,S99,R0ABCDEF0\n");

    assert_int_equal(report->row_count, 4);
    assert_int_equal(report->refused_count, 3);
    assert_int_equal(report->added_count, 1);
    assert_int_equal(report->problem_total, 6);
    assert_string_equal(report->problems[0].column, "受理时间");
    assert_non_null(strstr(report->problems[0].message, "future"));
    assert_string_equal(report->problems[1].column, "事由");
    assert_string_equal(report->problems[2].column, "来源");
    assert_string_equal(report->problems[2].value, "飞鸽");
    /* what is not loaded yet is a doubt */
    assert_int_equal(report->doubt_count, 3);
    assert_string_equal(report->problems[3].value, "R0ABCDEF0");
    assert_string_equal(report->problems[4].value, "ZZ99");
    assert_string_equal(report->problems[5].value, "S99");
    expect_sound(trial, 1);
}

static void many_are_found_by_the_search_and_a_trial_keeps_none(void **state)
{
    enum { ROWS = 2300 };
    struct trial *trial = *state;
    struct arena arena = {0};
    struct text rows = TEXT_EMPTY;
    struct case_row *found;

    text_add(&rows, "channel,subject,opened_at\n");
    for (int i = 0; i < ROWS; i++)
        text_addf(&rows, "来访,第%d号事情%s,2026-11-%02d\n", i, i == 7 ? "漏水" : "", 1 + i % 20);
    assert_int_equal(trial_try(trial, RECORD_CASES, rows.at)->added_count, ROWS);
    assert_int_equal(read_cases(trial, NULL, &arena, &found), 0);
    assert_int_equal(trial_import(trial, RECORD_CASES, rows.at)->added_count, ROWS);
    assert_int_equal(read_cases(trial, NULL, &arena, &found), ROWS);
    assert_int_equal(read_cases(trial, "漏水", &arena, &found), 1);
    assert_string_equal(found[0].subject, "第7号事情漏水");
    assert_int_equal(read_cases(trial, "2299号", &arena, &found), 1);
    expect_sound(trial, ROWS);
    text_release(&rows);
    arena_release(&arena);
}

/* So many that the indexes are made at the end and names are told from a set. */
static void tens_of_thousands_leave_the_file_as_few_would(void **state)
{
    enum { ROWS = 12000 };
    struct trial *trial = *state;
    struct arena arena = {0};
    struct text rows = TEXT_EMPTY, before = TEXT_EMPTY, after = TEXT_EMPTY;
    struct case_row *found;

    read_indexes(trial, &before);
    text_add(&rows, "channel,subject,resident,phone,door,opened_at\n");
    for (int i = 0; i < ROWS; i++)
        text_addf(
            &rows,
            "来访,一件需要尽快办理而且写得比较长的事情 第%d号 %s,%s%d,,5-%d,2026-11-%02d 09:30\n",
            i, "请社区工作人员上门看一看并且电话回复", i % 3 ? "周美芳" : "过路人", i % 3 ? 0 : i,
            i % 900, 1 + i % 20);
    /* the residents' name itself, without a number behind it */
    text_add(&rows, "来访,最后一件,周美芳,,5-502,2026-11-20\n");
    assert_int_equal(trial_try(trial, RECORD_CASES, rows.at)->added_count, ROWS + 1);
    read_indexes(trial, &after);
    assert_string_equal(after.at, before.at);
    assert_int_equal(trial_import(trial, RECORD_CASES, rows.at)->added_count, ROWS + 1);
    text_clear(&after);
    read_indexes(trial, &after);
    assert_string_equal(after.at, before.at);
    assert_int_equal(read_cases(trial, "最后一件", &arena, &found), 1);
    assert_string_equal(found[0].resident, "RDPP00001");
    expect_sound(trial, ROWS + 1);
    text_release(&rows);
    text_release(&before);
    text_release(&after);
    arena_release(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_become_cases_with_someone_accountable),
        TEST(the_same_row_is_the_same_case),
        TEST(rows_that_say_the_same_are_as_many_cases),
        TEST(what_rules_refuse_is_named),
        TEST(many_are_found_by_the_search_and_a_trial_keeps_none),
        TEST(tens_of_thousands_leave_the_file_as_few_would),
    };

    return cmocka_run_group_tests_name("import_cases", tests, NULL, NULL);
}
