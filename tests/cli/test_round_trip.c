/* SPDX-License-Identifier: MIT */
/* Every list of the sample station given out and taken in again, in both encodings and languages:
 * nothing changes. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/cli/demo.h"
#include "shouwen/desk/admin.h"
#include "shouwen/intake/export.h"
#include "shouwen/intake/import.h"
#include "tests/store/scratch.h"

#include <ftw.h>

static struct text database = TEXT_EMPTY, config = TEXT_EMPTY;
static struct desk *desk;

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

static int make(void **state)
{
    bool is_new;

    (void)state;
    scratch_start();
    clock_fix(clock_at_from(clock_day_from(2026, 11, 23), 18, 0));
    assert_ok(demo_make(scratch("demo"), &database, &config, &is_new, &error));
    const struct desk_options options = {
        .database = database.at, .config = config.at, .staff = "S12"};
    assert_ok(desk_new(&options, &desk, &error));
    assert_ok(desk_open(desk, &error));
    return 0;
}

static int leave(void **state)
{
    (void)state;
    desk_free(desk);
    text_release(&database);
    text_release(&config);
    nftw(scratch_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static enum status write_file(void *context, const char *bytes, size_t length, struct error *fault)
{
    (void)fault;
    assert_int_equal(fwrite(bytes, 1, length, context), length);
    return STATUS_OK;
}

static const char *give_out(enum record_kind kind, enum encoding encoding, bool is_chinese)
{
    const struct export_how how = {
        .format = EXPORT_CSV, .encoding = encoding, .unmask = true, .is_chinese = is_chinese};
    const char *path = scratch("list.csv");
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_ok(export_records(desk, kind, &how, (struct export_sink){file, write_file}, &error));
    fclose(file);
    return path;
}

static void digest(char *out, size_t room)
{
    struct ledger_report report = {.problems = TEXT_EMPTY};

    assert_ok(admin_check(desk, &report, &error));
    snprintf(out, room, "%s", report.digest);
    text_release(&report.problems);
}

static void come_back(enum encoding encoding, bool is_chinese)
{
    static const enum record_kind kinds[] = {
        RECORD_NODES,    RECORD_GRIDS,     RECORD_STAFF,   RECORD_DUTY,     RECORD_RESIDENTS,
        RECORD_SERVICES, RECORD_RESOURCES, RECORD_DEMANDS, RECORD_CALENDAR, RECORD_CASES};
    char before[CRYPTO_CHAIN * 2 + 1], after[CRYPTO_CHAIN * 2 + 1];

    digest(before, sizeof(before));
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        /* emptying what is empty changes nothing either */
        const struct import_how how = {.clears = i % 2};
        struct import_report report = {0};
        struct text said = TEXT_EMPTY;
        const char *path = give_out(kinds[i], encoding, is_chinese);
        assert_ok(import_file(desk, kinds[i], path, &how, &report, &error));
        import_report_say(&report, &said);
        if (!report.row_count || report.unchanged_count != report.row_count)
            fail_msg("%s", said.at);
        if (kinds[i] == RECORD_RESIDENTS) /* a list without Chinese is both */
            assert_int_equal(report.encoding, encoding);
        text_release(&said);
        import_report_release(&report);
    }
    digest(after, sizeof(after));
    assert_string_equal(after, before);
}

static void utf8_with_a_mark(void **state)
{
    (void)state;
    come_back(ENCODING_UTF8, false);
}

static void gb18030(void **state)
{
    (void)state;
    come_back(ENCODING_GB18030, false);
}

static void with_chinese_headings_and_words(void **state)
{
    char text[2000] = "";

    (void)state;
    come_back(ENCODING_UTF8, true);
    come_back(ENCODING_GB18030, true);
    FILE *file = fopen(give_out(RECORD_STAFF, ENCODING_UTF8, true), "rb");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof(text) - 1, file) > 0);
    fclose(file);
    assert_non_null(strstr(text, "工号,姓名,职务,分管工作,B角,角色,单位,网格,电话,状态,"));
    assert_non_null(strstr(text, ",首问接待,"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_with_a_mark),
        cmocka_unit_test(gb18030),
        cmocka_unit_test(with_chinese_headings_and_words),
    };

    return cmocka_run_group_tests_name("round_trip", tests, make, leave);
}
