/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import.h"

#include "trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static void expect(const struct import_report *report, int rows, int added, int changed,
                   int unchanged, int refused)
{
    trial_expect(report, added, changed, unchanged, refused);
    assert_int_equal(report->row_count, rows);
}

static void expect_problem(const struct import_report *report, size_t index, int line,
                           const char *column, const char *value, const char *words)
{
    trial_expect_problem(report, index, line, column, words);
    assert_string_equal(report->problems[index].value, value);
}

/* The same list as a spreadsheet writes it: with a mark before it, lines end as they do there. */
static void as_windows_writes(const struct text *list, struct text *out)
{
    text_add(out, "\xEF\xBB\xBF");
    for (const char *at = list->at; *at; at++)
        text_addf(out, *at == '\n' ? "\r%c" : "%c", *at);
}

/* Streets and committees of Pudong by their codes of 2023: names repeat, some come before the
 * street that they belong to. */
static void committees_of_pudong_go_in_once(void **state)
{
    enum { ROWS = 157 };
    struct trial *trial = *state;
    struct arena arena = {0};
    struct text list = TEXT_EMPTY, other = TEXT_EMPTY, chinese = TEXT_EMPTY, out = TEXT_EMPTY;
    struct error error;

    trial_read(trial_data(&arena, "pudong.csv"), &list);
    expect(trial_import_bytes(trial, RECORD_NODES, list.at, list.length), ROWS, ROWS, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    trial_export(trial, RECORD_NODES, false, &out);
    /* one of five of that name, at its own street */
    assert_non_null(strstr(out.at, ",果园村村委会,310115139,station"));
    assert_non_null(strstr(out.at, ",上钢新村街道,310115,street"));
    expect(trial_import_bytes(trial, RECORD_NODES, list.at, list.length), ROWS, 0, 0, ROWS, 0);
    assert_int_equal(trial->report.encoding, ENCODING_UTF8);
    as_windows_writes(&list, &other);
    expect(trial_import_bytes(trial, RECORD_NODES, other.at, other.length), ROWS, 0, 0, ROWS, 0);
    assert_true(trial->report.has_bom);
    assert_int_equal(encoding_from_utf8("GB18030", list.at, list.length, &chinese, &error),
                     STATUS_OK);
    expect(trial_import_bytes(trial, RECORD_NODES, chinese.at, chinese.length), ROWS, 0, 0, ROWS,
           0);
    assert_int_equal(trial->report.encoding, ENCODING_GB18030);
    text_release(&list);
    text_release(&other);
    text_release(&chinese);
    text_release(&out);
    arena_release(&arena);
}

static void the_sample_stations_services_go_in(void **state)
{
    struct trial *trial = *state;
    struct arena arena = {0};
    const char *folder = arena_format(&arena, "%s/data/demo", getenv("SHOUWEN_SRCDIR"));

    trial_import_file(trial, RECORD_NODES, arena_format(&arena, "%s/nodes.csv", folder));
    assert_int_equal(trial->report.problem_total, 0);
    expect(
        trial_import_file(trial, RECORD_SERVICES, arena_format(&arena, "%s/services.csv", folder)),
        30, 30, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 0);
    arena_release(&arena);
}

static const char broken[] = "code,name,parent,level\n"
                             "310000000000,上海市,,province\n"
                             "310100000000\n"
                             "\n"
                             "310115000000,\"浦东\n新区\",310100000000,hamlet\n"
                             "310115007000,三林镇,310115000000,town\n"
                             "三林,三林镇,310115000000,town\n"
                             ",,,\n"
                             "310115007001,一居,310115007000,village,more\n"
                             "310115007002,二居,310115007000,village,,\n";

static void a_broken_row_is_named_and_the_rest_goes_in(void **state)
{
    struct trial *trial = *state;

    expect(trial_import(trial, RECORD_NODES, broken), 7, 3, 0, 0, 4);
    expect_problem(&trial->report, 0, 3, "name", "", "ends before");
    expect_problem(&trial->report, 1, 5, "level", "hamlet", "province, city, district");
    /* the parent that was refused is not there */
    expect_problem(&trial->report, 2, 7, "parent", "310115", "not among the nodes");
    expect_problem(&trial->report, 3, 8, "code", "三林", "digits");
    expect_problem(&trial->report, 4, 10, "", "more", "5 > 4");
    assert_int_equal(trial->report.problem_total, 5);
    assert_int_equal(trial->report.doubt_count, 1);
    expect(trial_import(trial, RECORD_CALENDAR,
                        "date,kind,name\n2026-10-01,holiday,国庆节\n2026-10-32,holiday,x\n"),
           2, 1, 0, 0, 1);
    expect_problem(&trial->report, 0, 3, "date", "2026-10-32", "like 2026-11-21");
}

static void a_dry_run_tells_the_same_and_keeps_nothing(void **state)
{
    struct trial *trial = *state;

    expect(trial_try(trial, RECORD_NODES, broken), 7, 3, 0, 0, 4);
    assert_int_equal(trial->report.problem_total, 5);
    assert_true(trial->report.is_dry);
    expect(trial_import(trial, RECORD_NODES, broken), 7, 3, 0, 0, 4);
}

static void headings_may_be_chinese_and_in_any_order(void **state)
{
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;

    expect(trial_import(trial, RECORD_NODES,
                        "联系电话,名称,备注,代码,服务时间\n"
                        "021-58881234,一居,x,310115007001,周一至周五 8:30-17:00\n"),
           1, 1, 0, 0, 0);
    expect_problem(&trial->report, 0, 1, "备注", "", "not read");
    assert_false(trial->report.problems[0].is_refusal);
    /* an absent column leaves what is there; so does an empty cell, unless it is to empty it */
    expect(trial_import(trial, RECORD_NODES, "code,phone\n310115007001,\n"), 1, 0, 0, 1, 0);
    assert_int_equal(trial->report.left_count, 1);
    trial->how.clears = true;
    expect(trial_import(trial, RECORD_NODES, "code,phone\n310115007001,\n"), 1, 0, 1, 0, 0);
    trial->how.clears = false;
    trial_export(trial, RECORD_NODES, false, &out);
    assert_string_equal(out.at, "\xEF\xBB\xBF"
                                "code,name,parent,level,hours,phone,address\r\n"
                                "\"\t310115007001\",一居,,station,1-5 08:30-17:00,,\r\n"
                                "\"\t330106001001\",示例居委会,,station,,,\r\n");
    text_release(&out);
}

static void a_file_that_cannot_be_understood_is_refused_whole(void **state)
{
    struct trial *trial = *state;

    expect(trial_import(trial, RECORD_NODES, "name,level\nx,y\n"), 0, 0, 0, 0, 1);
    expect_problem(&trial->report, 0, 1, "code", "", "单位代码");
    assert_true(trial->report.is_given_up);
    expect(trial_import(trial, RECORD_NODES, "code,name,名称\n310115,x,y\n"), 0, 0, 0, 0, 1);
    expect_problem(&trial->report, 0, 1, "名称", "", "two columns");
    expect(trial_import(trial, RECORD_NODES, ""), 0, 0, 0, 0, 1);
    expect(trial_import(trial, RECORD_NODES, "code,name\n310115,x\n3101,\"y\n31,z\n"), 1, 0, 0, 0,
           1);
    expect_problem(&trial->report, 0, 3, "name", "", "not closed");
    expect(trial_import(trial, RECORD_NODES, "code,name\n310115,x\n3101,\xB3\xFF\n"), 1, 0, 0, 0,
           1);
    expect_problem(&trial->report, 0, 3, "name", "", "UTF-8");
    expect(trial_import(trial, RECORD_NODES, "code,name\n310115,x\n"), 1, 1, 0, 0, 0);
}

static void spreadsheets_write_it_in_many_ways(void **state)
{
    static const char *const rosters[] = {
        "姓名\t电话\t门牌\n买买提·艾力\t13900000001\t5-502\n",
        "姓名;电话;门牌\r买买提·艾力;13900000001;5-502\r",
        "姓名，电话，门牌\r\n买买提·艾力，13900000001，5-502\r\n",
        "sep=;\r\n姓名;电话;门牌\r\n买买提·艾力;13900000001;5-502\r\n"};
    struct trial *trial = *state;
    struct text bytes = TEXT_EMPTY;
    struct error error;
    int added = 1;

    for (size_t i = 0; i < sizeof(rosters) / sizeof(rosters[0]); i++)
        for (int encoding = ENCODING_UTF8; encoding <= ENCODING_UTF16BE; encoding++) {
            text_clear(&bytes);
            assert_int_equal(encoding_from_utf8(encoding_name((enum encoding)encoding), rosters[i],
                                                strlen(rosters[i]), &bytes, &error),
                             STATUS_OK);
            expect(trial_import_bytes(trial, RECORD_RESIDENTS, bytes.at, bytes.length), 1, added, 0,
                   1 - added, 0);
            assert_int_equal(trial->report.encoding, encoding);
            added = 0;
        }
    text_release(&bytes);
}

/* What a spreadsheet leaves behind: rows of separators to the end of its last page. */
static void blank_lines_are_nothing(void **state)
{
    struct trial *trial = *state;
    struct text csv = TEXT_EMPTY;

    text_add(&csv, "code,name\n310115,x\n");
    for (int i = 0; i < 64707; i++)
        text_add(&csv, i % 2 ? "\r\n" : ",\r\n");
    expect(trial_import(trial, RECORD_NODES, csv.at), 1, 1, 0, 0, 0);
    text_release(&csv);
}

static void rejects_come_back_as_they_were_written(void **state)
{
    static const char roster[] = "name,id_number,birth_on\n王𠮷,,2026-13-01\n张三,3.30106E+17,\n"
                                 "李四,,1950-02-03\n";
    struct trial *trial = *state;
    struct text bytes = TEXT_EMPTY, rejects = TEXT_EMPTY, back = TEXT_EMPTY;
    struct encoding_reader *reader;
    struct error error;

    assert_int_equal(encoding_from_utf8("GB18030", roster, strlen(roster), &bytes, &error),
                     STATUS_OK);
    trial->rejects = &rejects;
    expect(trial_import_bytes(trial, RECORD_RESIDENTS, bytes.at, bytes.length), 3, 1, 0, 0, 2);
    import_rejects(&trial->report, &back);
    text_clear(&bytes);
    assert_int_equal(encoding_reader_new(ENCODING_GB18030, &reader, &error), STATUS_OK);
    assert_int_equal(encoding_reader_feed(reader, back.at, back.length, &bytes, &error), STATUS_OK);
    encoding_reader_free(reader);
    assert_non_null(strstr(bytes.at, ",王𠮷,,2026-13-01\r\n"));
    assert_non_null(strstr(bytes.at, ",张三,3.30106E+17,\r\n"));
    assert_non_null(strstr(bytes.at, "2026-13-01"));

    /* not mended, they are refused for the same and nothing else, without a second column */
    text_clear(&rejects);
    expect(trial_import_bytes(trial, RECORD_RESIDENTS, back.at, back.length), 2, 0, 0, 0, 2);
    assert_int_equal(trial->report.problem_total, 2);
    text_clear(&bytes);
    import_rejects(&trial->report, &bytes);
    assert_int_equal(bytes.length, back.length);
    assert_memory_equal(bytes.at, back.at, back.length);
    trial->rejects = NULL;
    text_release(&back);
    text_release(&bytes);
    text_release(&rejects);
}

/* Who is missing from a complete roster leaves: at its nodes only, shown before it is done. */
static void a_complete_roster_has_the_others_leave(void **state)
{
    static const char all[] =
        "id,name,node,roles\nS01,陆伟,330106001001,desk\n"
        "S02,金琳,330106001001,secretary;admin\nS03,顾晓燕,330106001001,worker\n"
        "S04,吴昊,330106001002,worker\n";
    static const char fewer[] = "id,name\nS02,金琳\nS01,陆伟\n";
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;
    struct error error;

    trial_import(trial, RECORD_STAFF, all);
    assert_int_equal(desk_refresh(trial->desk, &error), STATUS_OK);
    assert_int_equal(desk_sign_in(trial->desk, "S02", &error), STATUS_OK);
    trial_import(trial, RECORD_CASES, "channel,subject,staff\nphone,路灯不亮,S03\n");
    assert_int_equal(trial->report.added_count, 1);
    trial->is_complete = true;
    expect(trial_try(trial, RECORD_STAFF, fewer), 2, 0, 1, 2, 0);
    assert_int_equal(trial->report.gone_count, 1);
    assert_string_equal(trial->report.gone[0].id, "S03");
    assert_int_equal(trial->report.gone[0].open_count, 1);
    expect(trial_import(trial, RECORD_STAFF, fewer), 2, 0, 1, 2, 0);
    trial_export(trial, RECORD_STAFF, false, &out);
    assert_non_null(strstr(out.at, "S03,顾晓燕,"));
    assert_non_null(strstr(strstr(out.at, "S03,"), ",left,"));
    assert_null(strstr(strstr(out.at, "S04,"), ",left,"));
    /* again: nobody is missing any more */
    expect(trial_import(trial, RECORD_STAFF, fewer), 2, 0, 0, 2, 0);

    expect(trial_import(trial, RECORD_STAFF, "id,name\nS01,陆伟\n"), 1, 0, 0, 0, 1);
    assert_true(trial->report.is_given_up);
    assert_non_null(strstr(trial->report.problems[0].message, "no administrator would be left"));
    trial->is_complete = false;
    text_release(&out);
}

static void a_file_that_is_not_there_is_a_fault(void **state)
{
    struct trial *trial = *state;
    struct error error;

    assert_int_equal(import_file(trial->desk, RECORD_NODES, "/nonexistent/x.csv",
                                 &(struct import_how){0}, &trial->report, &error),
                     STATUS_BROKEN);
    assert_non_null(strstr(error.message, "/nonexistent/x.csv"));
    assert_int_equal(import_file(trial->desk, RECORD_NODES, trial->folder, &(struct import_how){0},
                                 &trial->report, &error),
                     STATUS_BROKEN);
}

static void what_the_same_file_brings_is_not_missing(void **state)
{
    struct trial *trial = *state;

    expect(trial_import(trial, RECORD_STAFF,
                        "id,name,backup,node,grids,cover\n"
                        "S01,陆伟,S02,310115007001,310115007001-G01;310115007001-G02,\n"
                        "S02,顾晓燕,S01,330106001001,,S09\n"),
           2, 2, 0, 0, 0);
    assert_int_equal(trial->report.problem_total, 4);
    assert_int_equal(trial->report.doubt_count, 4);
    expect_problem(&trial->report, 0, 2, "node", "310115007001", "nodes");
    expect_problem(&trial->report, 2, 2, "grids", "310115007001-G02", "grids");
    expect_problem(&trial->report, 3, 3, "cover", "S09", "staff");
}

static void duty_belongs_to_where_the_person_works(void **state)
{
    static const char duty[] = "on,shift,from,to,staff_id,seat\n"
                               "2026-11-21,day,8:30,17:00,S01,desk\n"
                               "2026-11-21,day,8:30,17:00,S02,desk\n";
    struct trial *trial = *state;

    trial_import(trial, RECORD_STAFF,
                 "id,node\nS01,310115007001\nS02,310115007002\n"
                 "S03,310115007001\n");
    expect(trial_import(trial, RECORD_DUTY, duty), 2, 2, 0, 0, 0);
    expect(trial_import(trial, RECORD_DUTY, duty), 2, 0, 0, 2, 0);
    /* somebody else in the same seat takes it */
    expect(trial_import(trial, RECORD_DUTY,
                        "on,shift,from,to,staff_id,seat\n2026/11/21,day,8:30,17:00,S03,desk\n"),
           1, 0, 1, 0, 0);
}

static void the_same_resident_is_found_again(void **state)
{
    static const char rows[] = "name,id_number,phone,door,sex\n"
                               "周美芳,11010519491231002X,13900002208,5-502,女\n"
                               "李桂珍,,13900005512,5-301,女\n"
                               "李强,,13900000021,,男\n"
                               "无名氏,,,,\n";
    struct trial *trial = *state;

    expect(trial_import(trial, RECORD_RESIDENTS, rows), 4, 4, 0, 0, 0);
    expect(trial_import(trial, RECORD_RESIDENTS, rows), 4, 0, 0, 4, 0);
    /* by ID number: moved, other name; by name and door: new phone; by name and phone: first door
     * */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,id_number,phone,door\n"
                        "周美芬,11010519491231002x,,6-101\n"
                        "李桂珍,,13900009999,5号301室\n"
                        "李强,,139 0000 0021,5-301\n"),
           3, 0, 3, 0, 0);
    /* another ID number is another person, and so is a name alone */
    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,id_number,door\n"
                        "周美芬,372925700101001,6-101\n"
                        "李强,,\n"),
           2, 2, 0, 0, 0);
}

static void masked_numbers_are_left(void **state)
{
    struct trial *trial = *state;
    struct text masked = TEXT_EMPTY, whole = TEXT_EMPTY;

    trial_import(trial, RECORD_RESIDENTS,
                 "name,id_number,phone,door\n周美芳,11010519491231002X,13900002208,5-502\n");
    trial_export(trial, RECORD_RESIDENTS, false, &masked);
    assert_null(strstr(masked.at, "13900002208"));
    assert_non_null(strstr(masked.at, "139****2208"));
    expect(trial_import(trial, RECORD_RESIDENTS, masked.at), 1, 0, 0, 1, 0);
    assert_int_equal(trial->report.doubt_count, 2);
    trial_export(trial, RECORD_RESIDENTS, true, &whole);
    assert_non_null(strstr(whole.at, "11010519491231002X,13900002208"));
    expect(trial_import(trial, RECORD_RESIDENTS, whole.at), 1, 0, 0, 1, 0);
    assert_int_equal(trial->report.doubt_count, 0);
    text_release(&masked);
    text_release(&whole);
}

static void a_card_number_warns_and_shows_its_last_four(void **state)
{
    struct trial *trial = *state;

    expect(trial_import(trial, RECORD_RESIDENTS,
                        "name,id_number\n周美芳,110105194912310021\n李强,1.10E+17\n"),
           2, 1, 0, 0, 1);
    expect_problem(&trial->report, 0, 2, "id_number", "**************0021", "fails the check");
    assert_false(trial->report.problems[0].is_refusal);
    expect_problem(&trial->report, 1, 3, "id_number", "****E+17", "spreadsheet");
}

static void only_an_administrator_imports(void **state)
{
    struct trial *trial = *state;
    struct error error;
    char path[128];

    trial_import(trial, RECORD_STAFF,
                 "id,name,roles,status\nS01,陆伟,desk,active\nS02,吴昊,admin,active\n");
    snprintf(path, sizeof(path), "%s/rows.csv", trial->folder);
    assert_int_equal(import_file(trial->desk, RECORD_STAFF, path, &(struct import_how){0},
                                 &trial->report, &error),
                     STATUS_DENIED);
    assert_int_equal(desk_sign_in(trial->desk, "S01", &error), STATUS_OK);
    assert_int_equal(import_file(trial->desk, RECORD_STAFF, path,
                                 &(struct import_how){.is_dry = true}, &trial->report, &error),
                     STATUS_DENIED);
    assert_int_equal(desk_sign_in(trial->desk, "S02", &error), STATUS_OK);
    expect(trial_import_file(trial, RECORD_STAFF, path), 2, 0, 0, 2, 0);
}

static void problems_are_counted_beyond_those_kept(void **state)
{
    struct trial *trial = *state;
    struct text rows = TEXT_EMPTY, said = TEXT_EMPTY, rejects = TEXT_EMPTY;

    text_add(&rows, "code,name\n");
    for (int i = 0; i < 1200; i++)
        text_addf(&rows, "x%d,y\n", i);
    trial->rejects = &rejects;
    expect(trial_import(trial, RECORD_NODES, rows.at), 1200, 0, 0, 0, 1200);
    assert_int_equal(trial->report.problem_count, IMPORT_PROBLEMS_MOST);
    assert_int_equal(trial->report.problem_total, 1200);
    import_report_say(&trial->report, &said);
    assert_non_null(strstr(said.at, "and 200 more problems"));
    /* each row says why it came back */
    assert_non_null(strstr(rejects.at, ",x1199,y\r\n"));
    assert_null(strstr(rejects.at, "\n,"));
    trial->rejects = NULL;
    text_release(&rejects);
    text_release(&rows);
    text_release(&said);
}

static void the_report_speaks_json(void **state)
{
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;

    trial_import(trial, RECORD_NODES, "code,level\n310115,hamlet\n31,province\n");
    struct json *json = import_report_json(&trial->report);
    assert_string_equal(json_get_text(json, "kind"), "nodes");
    assert_string_equal(json_get_text(json, "encoding"), "UTF-8");
    assert_int_equal(json_get_integer(json, "rows", -1), 2);
    assert_int_equal(json_get_integer(json, "added", -1), 1);
    assert_int_equal(json_get_integer(json, "changed", -1), 0);
    assert_int_equal(json_get_integer(json, "unchanged", -1), 0);
    assert_int_equal(json_get_integer(json, "refused", -1), 1);
    const struct json *problem = json_item(json_get(json, "problems"), 0);
    assert_int_equal(json_get_integer(problem, "line", -1), 2);
    assert_string_equal(json_get_text(problem, "column"), "level");
    assert_string_equal(json_get_text(problem, "value"), "hamlet");
    assert_non_null(strstr(json_get_text(problem, "remedy"), "write one of: province"));
    assert_false(json_get_boolean(problem, "warning"));
    json_release(json);
    import_report_say(&trial->report, &out);
    assert_non_null(strstr(out.at, "rows.csv:2: level \"hamlet\": this is none of"));
    assert_non_null(strstr(out.at, "nodes: 2 rows read, 1 added, 0 changed, 0 unchanged, 1 ref"));
    text_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(committees_of_pudong_go_in_once),
        TEST(the_sample_stations_services_go_in),
        TEST(a_broken_row_is_named_and_the_rest_goes_in),
        TEST(a_dry_run_tells_the_same_and_keeps_nothing),
        TEST(headings_may_be_chinese_and_in_any_order),
        TEST(a_file_that_cannot_be_understood_is_refused_whole),
        TEST(spreadsheets_write_it_in_many_ways),
        TEST(blank_lines_are_nothing),
        TEST(rejects_come_back_as_they_were_written),
        TEST(a_complete_roster_has_the_others_leave),
        TEST(a_file_that_is_not_there_is_a_fault),
        TEST(what_the_same_file_brings_is_not_missing),
        TEST(duty_belongs_to_where_the_person_works),
        TEST(the_same_resident_is_found_again),
        TEST(masked_numbers_are_left),
        TEST(a_card_number_warns_and_shows_its_last_four),
        TEST(only_an_administrator_imports),
        TEST(problems_are_counted_beyond_those_kept),
        TEST(the_report_speaks_json),
    };

    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
