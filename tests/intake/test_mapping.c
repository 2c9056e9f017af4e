/* SPDX-License-Identifier: MIT */
/* What a person sees of a file before it is tried: its first rows, what its columns are, and what
 * of that is remembered for the next such file, whoever brings it. */
#include "config.h"

#include "shouwen/intake/mapping.h"

#include "trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static struct error error;

static void look(struct preview *preview, struct arena *arena, const char *rows)
{
    const struct import_how how = {.paste = rows};

    assert_int_equal(preview_make(preview, arena, "rows", &how, &error), STATUS_OK);
}

static void map(struct mapping *mapping, struct arena *arena, const struct trial *trial,
                const struct preview *preview, enum record_kind kind, bool has_headings)
{
    int heading = has_headings ? (int)preview_heading(preview, kind, desk_path(trial->desk))
                               : PREVIEW_NO_HEADING;
    if (mapping_make(mapping, arena, preview, kind, heading, desk_path(trial->desk), &error) !=
        STATUS_OK)
        fail_msg("%s", error.message);
}

static const char *station_of(const struct trial *trial)
{
    return desk_path(trial->desk);
}

static void the_first_rows_are_shown_as_they_are(void **state)
{
    struct arena arena = {0};
    struct preview preview;
    struct text many = TEXT_EMPTY;

    look(&preview, &arena, "\n姓名;电话\n\"孙; 丽\";138\nx;y;z\n");
    assert_int_equal(preview.count, 3);
    assert_int_equal(preview.column_count, 3);
    assert_int_equal(preview.separator, ';');
    assert_int_equal(preview.encoding, ENCODING_UTF8);
    assert_int_equal(preview.rows[1].line, 3);
    assert_string_equal(preview.rows[1].cells[0], "孙; 丽");
    assert_false(preview.is_more);
    assert_string_equal(preview.fault, "");
    assert_int_equal(preview_kind(&preview, RECORD_NO_KIND, station_of(*state)), RECORD_RESIDENTS);

    look(&preview, &arena, "a,b\n\"open,c\n");
    assert_int_equal(preview.count, 1);
    assert_non_null(strstr(preview.fault, "quotation mark"));
    assert_int_equal(preview_kind(&preview, RECORD_NO_KIND, station_of(*state)), RECORD_NO_KIND);

    for (int i = 0; i < PREVIEW_ROWS + 5; i++)
        text_addf(&many, "%d,x\n", i);
    look(&preview, &arena, many.at);
    assert_int_equal(preview.count, PREVIEW_ROWS);
    assert_true(preview.is_more);
    text_release(&many);

    look(&preview, &arena, "PK\x03\x04 and what follows");
    assert_non_null(strstr(preview.fault, "workbook"));
    arena_release(&arena);
}

static void the_headings_say_which_list_it_is(void **state)
{
    static const struct {
        const char *headings;
        enum record_kind kind;
    } each[] = {
        {"工号,姓名,职务,角色\n", RECORD_STAFF},
        {"姓名,性别,身份证号,门牌\n", RECORD_RESIDENTS},
        {"日期,班次,工号,席位\n", RECORD_DUTY},
        {"代码,服务事项,俗称,办理时限\n", RECORD_SERVICES},
        {"渠道,诉求内容,诉求人,来电号码\n", RECORD_CASES},
        {"红,黄,绿\n", RECORD_NO_KIND},
    };
    struct arena arena = {0};
    struct preview preview;

    for (size_t i = 0; i < sizeof(each) / sizeof(each[0]); i++) {
        look(&preview, &arena, each[i].headings);
        assert_int_equal(preview_kind(&preview, RECORD_NO_KIND, station_of(*state)), each[i].kind);
    }
    assert_false(preview_has_headings(&preview, RECORD_STAFF, station_of(*state)));
    /* the list that it is brought to counts where the headings do not say another */
    assert_int_equal(preview_kind(&preview, RECORD_STAFF, station_of(*state)), RECORD_STAFF);
    look(&preview, &arena, "编号,姓名,电话\n");
    assert_int_equal(preview_kind(&preview, RECORD_STAFF, station_of(*state)), RECORD_STAFF);
    assert_int_equal(preview_kind(&preview, RECORD_RESIDENTS, station_of(*state)),
                     RECORD_RESIDENTS);
    assert_int_equal(preview_kind(&preview, RECORD_DUTY, station_of(*state)), RECORD_STAFF);
    arena_release(&arena);
}

static void what_is_not_sure_is_asked(void **state)
{
    struct arena arena = {0};
    struct preview preview;
    struct mapping mapping;

    look(&preview, &arena, "姓名,户主电话,备注,,电话\n陈静,138,x,,139\n");
    map(&mapping, &arena, *state, &preview, RECORD_RESIDENTS, true);
    assert_int_equal(mapping.count, 5);
    assert_int_equal(mapping.columns[0].source, MAPPING_KNOWN);
    assert_int_equal(mapping.columns[3].field, IMPORT_PASSED);
    assert_int_equal(mapping.columns[4].field, RECORD_RESIDENTS_PHONE);
    /* it sounds like a telephone, but there is one */
    assert_int_equal(mapping_next(&mapping), 1);
    assert_int_equal(mapping_guess(&mapping, 1), IMPORT_UNKNOWN);
    mapping_say(&mapping, 1, RECORD_RESIDENTS_PHONE);
    mapping_say(&mapping, 2, IMPORT_PASSED);
    assert_int_equal(mapping_next(&mapping), 4);
    mapping_say(&mapping, 4, IMPORT_PASSED);
    assert_int_equal(mapping_next(&mapping), mapping.count);
    assert_int_equal(mapping_missing(&mapping), -1);
    mapping_say(&mapping, 0, IMPORT_PASSED);
    assert_int_equal(mapping_missing(&mapping), RECORD_RESIDENTS_NAME);
    arena_release(&arena);
}

static void columns_without_headings_are_guessed(void **state)
{
    struct arena arena = {0};
    struct preview preview;
    struct mapping mapping;

    look(&preview, &arena, "陈静\t5-502\t女\n王强\t6-101\t男\n");
    assert_false(preview_has_headings(&preview, RECORD_RESIDENTS, station_of(*state)));
    map(&mapping, &arena, *state, &preview, RECORD_RESIDENTS, false);
    assert_int_equal(mapping_next(&mapping), 0);
    assert_int_equal(mapping_guess(&mapping, 1), RECORD_RESIDENTS_DOOR);
    assert_int_equal(mapping_guess(&mapping, 2), RECORD_RESIDENTS_SEX);
    mapping_say(&mapping, 0, RECORD_RESIDENTS_ID);
    mapping_say(&mapping, 2, RECORD_RESIDENTS_DOOR);
    assert_int_equal(mapping_guess(&mapping, 1), RECORD_RESIDENTS_NAME);
    arena_release(&arena);
}

/* Rows without headings, by their columns. */
static void rows_go_in_as_said(void **state)
{
    static const int fields[] = {RECORD_RESIDENTS_NAME, IMPORT_PASSED, RECORD_RESIDENTS_DOOR};
    struct trial *trial = *state;
    const struct import_how how = {.paste = "陈静\tx\t5-502\n王强\ty\t六号\n\t\t7-1\n",
                                   .fields = fields,
                                   .field_count = 3,
                                   .has_no_headings = true};
    struct text rejects = TEXT_EMPTY;

    trial->report.rejects = &rejects;
    assert_int_equal(
        import_file(trial->desk, RECORD_RESIDENTS, "rows", &how, &trial->report, &error),
        STATUS_OK);
    assert_int_equal(trial->report.row_count, 3);
    assert_int_equal(trial->report.added_count, 2);
    assert_int_equal(trial->report.refused_count, 1);
    assert_non_null(strstr(rejects.at, "why it was refused\thow to mend it\tname\t\tdoor\r\n"));
    assert_non_null(strstr(rejects.at, "\t\t\t7-1\r\n"));
    trial->report.rejects = NULL;
    text_release(&rejects);
}

static void forget(const struct trial *trial, const struct text *place)
{
    char folder[128];

    snprintf(folder, sizeof(folder), "%s/maps", trial->folder);
    assert_int_equal(unlink(place->at), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* On the screen or by the command line, in any order of the columns, and for rows that come back
 * with the column of reasons. */
static void what_was_said_is_remembered(void **state)
{
    static const char *const headings[] = {"户主", "手 机", "备注"};
    struct trial *trial = *state;
    struct text place = TEXT_EMPTY;
    struct arena arena = {0};
    struct preview preview;
    struct mapping mapping;

    look(&preview, &arena, "户主,手 机,备注\n陈静,13800001234,x\n");
    assert_int_equal(preview_kind(&preview, RECORD_NO_KIND, station_of(trial)), RECORD_NO_KIND);
    map(&mapping, &arena, trial, &preview, RECORD_RESIDENTS, true);
    mapping_say(&mapping, 0, RECORD_RESIDENTS_NAME);
    mapping_say(&mapping, 2, IMPORT_PASSED);
    assert_int_equal(mapping_keep(&mapping, station_of(trial), &error), STATUS_OK);
    import_map_place(&place, station_of(trial), RECORD_RESIDENTS, headings, 3);
    assert_int_equal(access(place.at, R_OK), 0);

    look(&preview, &arena, "备注,why it was refused,户主,手 机\nx,,王强,13800001235\n");
    assert_int_equal(preview_kind(&preview, RECORD_NO_KIND, station_of(trial)), RECORD_RESIDENTS);
    map(&mapping, &arena, trial, &preview, RECORD_RESIDENTS, true);
    assert_int_equal(mapping.columns[2].field, RECORD_RESIDENTS_NAME);
    assert_int_equal(mapping.columns[2].source, MAPPING_REMEMBERED);
    assert_int_equal(mapping_next(&mapping), mapping.count);

    trial_import(trial, RECORD_RESIDENTS, "手 机,户主,备注\n13800001236,李梅,x\n");
    assert_int_equal(trial->report.added_count, 1);
    assert_int_equal(trial->report.problem_total, 0);
    assert_string_equal(trial->report.map_path, place.at);
    trial_import(trial, RECORD_RESIDENTS, "手 机,户主,备 注\n13800001237,李桃,x\n");
    assert_true(trial->report.is_given_up);
    forget(trial, &place);
    text_release(&place);
    arena_release(&arena);
}

static void changes_are_told_before_and_after(void **state)
{
    struct trial *trial = *state;
    const struct import_how how = {
        .paste = "code,name,kind\nR1,活动室,场地\nR2,轮椅,器材\nR3,新的,场地\n",
        .is_dry = true,
        .keeps_changes = true};

    trial_import(trial, RECORD_RESOURCES, "code,name,kind\nR1,活动室,场地\nR2,轮椅,用品\n");
    import_report_release(&trial->report);
    assert_int_equal(
        import_file(trial->desk, RECORD_RESOURCES, "rows", &how, &trial->report, &error),
        STATUS_OK);
    assert_int_equal(trial->report.change_count, 1);
    const struct import_change *change = &trial->report.changes[0];
    assert_int_equal(change->line, 3);
    assert_string_equal(change->id, "R2");
    assert_string_equal(change->name, "轮椅");
    assert_int_equal(change->field, RECORD_RESOURCES_KIND);
    assert_string_equal(change->before, "用品");
    assert_string_equal(change->after, "器材");
}

/* Who stands in a row that is refused is not missing from the roster. */
static void a_refused_row_has_nobody_leave(void **state)
{
    struct trial *trial = *state;

    trial_import(trial, RECORD_STAFF,
                 "id,name,roles,node\nS01,陆伟,admin,330106001001\nS02,金琳,desk,330106001001\n"
                 "S03,陈静,desk,330106001001\nS04,吴昊,desk,330106001001\n");
    assert_int_equal(desk_refresh(trial->desk, &error), STATUS_OK);
    assert_int_equal(desk_sign_in(trial->desk, "S01", &error), STATUS_OK);
    trial->is_complete = true;
    trial_try(trial, RECORD_STAFF,
              "id,name,roles\nS01,陆伟,admin\nS02,金琳,姑娘\nS 03,陈静,desk\n");
    assert_int_equal(trial->report.refused_count, 2);
    assert_int_equal(trial->report.gone_count, 1);
    assert_string_equal(trial->report.gone[0].id, "S04");
    trial->is_complete = false;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_rows_are_shown_as_they_are),
        TEST(the_headings_say_which_list_it_is),
        TEST(what_is_not_sure_is_asked),
        TEST(columns_without_headings_are_guessed),
        TEST(rows_go_in_as_said),
        TEST(what_was_said_is_remembered),
        TEST(changes_are_told_before_and_after),
        TEST(a_refused_row_has_nobody_leave),
    };

    return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
