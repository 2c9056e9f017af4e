/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/export.h"

#include "rare.h"
#include "trial.h"

#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *const files[RECORD_KIND_COUNT] = {
    [RECORD_NODES] = "code,name,level\n310115007,三林镇,town\n310115-mzj,区民政局,部门\n",
    [RECORD_GRIDS] = "code,name,places\n310115007001-G01,第1网格,\"1号;2号\\;东;3,4\"\"号\"\n",
    [RECORD_STAFF] = "id,name,roles,status,away_from\nS01,陆伟,书记;desk,leave,2026/11/21\n",
    [RECORD_DUTY] = "on,shift,from,to,staff_id,seat\n2026-11-21,早班,8:30,17:00,S01,desk\n",
    [RECORD_RESIDENTS] = "name,sex,id_number,phone,door,tags\n"
                         "迪丽热巴·迪力木拉提,女,11010519491231002X,+86 13900002208,5号502,独居\n"
                         "王𬍛,男,,无,=1+1,\n",
    [RECORD_SERVICES] = "code,name,limit,materials,steps,place\n"
                        "YB01,换发,20日/即办,身份证/原件/1|就业\\/就读证明,\"一\n二\",none\n",
    [RECORD_RESOURCES] = "code,name,quantity,phone\nR01,教室,21,'+8621\n",
    [RECORD_DEMANDS] = "on,kind,subject,resident,phone\n2026-11-21,心愿,\"-放大镜\",查文英,12345\n",
    [RECORD_VISITS] = "at,staff,door,result,met,text,entered_at\n"
                      "2026-11-21 09:30,S01,5号502,见到,R1;R2,\"一,二\",2026-11-21 17:00\n",
    [RECORD_CALENDAR] = "date,kind,name\n2026-10-01,放假,国庆节\n",
    [RECORD_HANDOVERS] = "code,on,giver,lines,status\n"
                         "S01-20261123,2026-11-23,S01,\"key//活动室\nnote//明天停水/x\",given\n",
    [RECORD_SESSIONS] =
        "code,at,place,cases,guests,status\n"
        "X1,2026-11-24 15:00,议事区,007001-261116-03,\"房管局\n物业/coming\",called\n",
};

static void what_is_exported_comes_back_unchanged(void **state)
{
    struct trial *trial = *state;

    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        struct text first = TEXT_EMPTY, second = TEXT_EMPTY;
        const struct import_report *report =
            trial_import(trial, (enum record_kind)kind, files[kind]);
        assert_int_equal(report->added_count, report->row_count);
        trial_export(trial, (enum record_kind)kind, true, &first);
        report = trial_import(trial, (enum record_kind)kind, first.at);
        assert_true(report->row_count > 0);
        assert_int_equal(report->unchanged_count, report->row_count);
        trial_export(trial, (enum record_kind)kind, true, &second);
        assert_string_equal(first.at, second.at);
        text_release(&first);
        text_release(&second);
    }
}

static enum status add_bytes(void *context, const char *bytes, size_t length, struct error *error)
{
    (void)error;
    text_add_bytes(context, bytes, length);
    return STATUS_OK;
}

static void export_to(struct trial *trial, enum record_kind kind, const struct export_how *how,
                      struct text *out)
{
    struct error error;

    assert_int_equal(
        export_records(trial->desk, kind, how, (struct export_sink){out, add_bytes}, &error),
        STATUS_OK);
}

/* A roster with every character that older encodings lack, out and in again through GB18030. */
static void rare_characters_go_through_gb18030(void **state)
{
    const struct export_how how = {.encoding = ENCODING_GB18030, .unmask = true};
    struct trial *trial = *state;
    struct text roster = TEXT_EMPTY, first = TEXT_EMPTY, second = TEXT_EMPTY, plain = TEXT_EMPTY;
    size_t count = 0, wide_count = 0, used;

    text_add(&roster, "id,name\n");
    for (const char *at = rare_characters; *at; at += used, count++) {
        wide_count += utf8_decode(at, strlen(at), &used) > 0xFFFF;
        text_addf(&roster, "R%08zu,王%.*s\n", count, (int)used, at);
    }
    assert_int_equal(count, 276);
    assert_int_equal(wide_count, 196);
    assert_int_equal(trial_import(trial, RECORD_RESIDENTS, roster.at)->added_count, 276);
    export_to(trial, RECORD_RESIDENTS, &how, &first);
    assert_int_equal(
        trial_import_bytes(trial, RECORD_RESIDENTS, first.at, first.length)->unchanged_count, 276);
    assert_int_equal(trial->report.encoding, ENCODING_GB18030);
    export_to(trial, RECORD_RESIDENTS, &how, &second);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.at, second.at, first.length);
    trial_export(trial, RECORD_RESIDENTS, true, &plain);
    for (const char *at = rare_characters; *at; at += used) {
        utf8_decode(at, strlen(at), &used);
        assert_non_null(memmem(plain.at, plain.length, at, used));
    }
    text_release(&roster);
    text_release(&first);
    text_release(&second);
    text_release(&plain);
}

/* More than 15 digits are rounded by a spreadsheet that takes them for a number. */
static void long_numbers_are_text(void **state)
{
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;

    trial_import(trial, RECORD_RESIDENTS,
                 "id,name,id_number,phone\nRA000001A,甲,110105194912310021,13900000001\n");
    trial_export(trial, RECORD_RESIDENTS, true, &out);
    assert_non_null(strstr(out.at, ",\"\t110105194912310021\",13900000001,"));
    assert_int_equal(trial_import(trial, RECORD_RESIDENTS, out.at)->unchanged_count, 1);
    text_release(&out);
}

static void json_has_the_kind_as_its_only_key(void **state)
{
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;
    struct error error;
    struct json *json;

    trial_import(trial, RECORD_DEMANDS, files[RECORD_DEMANDS]);
    assert_int_equal(export_records(trial->desk, RECORD_DEMANDS,
                                    &(struct export_how){.format = EXPORT_JSON},
                                    (struct export_sink){&out, add_bytes}, &error),
                     STATUS_OK);
    assert_int_equal(json_read(out.at, out.length, 0, &json, &error), STATUS_OK);
    assert_int_equal(json_length(json), 1);
    const struct json *demand = json_item(json_get(json, "demands"), 0);
    assert_int_equal(json_get_text(demand, "id")[0], 'D');
    assert_string_equal(json_get_text(demand, "kind"), "wish");
    assert_string_equal(json_get_text(demand, "phone"), "*2345");
    json_release(json);
    text_clear(&out);
    assert_int_equal(export_records(trial->desk, RECORD_GRIDS,
                                    &(struct export_how){.format = EXPORT_JSON},
                                    (struct export_sink){&out, add_bytes}, &error),
                     STATUS_OK);
    assert_string_equal(out.at, "{\"grids\":[]}\n");
    text_release(&out);
}

static enum status refuse(void *context, const char *bytes, size_t length, struct error *error)
{
    (void)context, (void)bytes, (void)length;
    return error_set(error, STATUS_BROKEN, "", "the disk is full");
}

static void a_sink_that_fails_ends_it(void **state)
{
    struct trial *trial = *state;
    struct error error;

    trial_import(trial, RECORD_NODES, files[RECORD_NODES]);
    assert_int_equal(export_records(trial->desk, RECORD_NODES, &(struct export_how){0},
                                    (struct export_sink){NULL, refuse}, &error),
                     STATUS_BROKEN);
    assert_string_equal(error.message, "the disk is full");
}

static void a_formula_is_guarded(void **state)
{
    struct trial *trial = *state;
    struct text out = TEXT_EMPTY;

    trial_import(trial, RECORD_RESIDENTS, files[RECORD_RESIDENTS]);
    trial_export(trial, RECORD_RESIDENTS, true, &out);
    assert_non_null(strstr(out.at, ",'=1+1,"));
    text_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, trial_set_up, trial_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_exported_comes_back_unchanged),
        TEST(rare_characters_go_through_gb18030),
        TEST(long_numbers_are_text),
        TEST(json_has_the_kind_as_its_only_key),
        TEST(a_sink_that_fails_ends_it),
        TEST(a_formula_is_guarded),
    };

    return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
