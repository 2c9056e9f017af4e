/* SPDX-License-Identifier: MIT */
/* The station file as a whole: made, checked, folded anew; the day's tally. */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/admin.h"
#include "shouwen/store/records.h"

#include <sys/stat.h>
#include <unistd.h>

/* A desk on a file of the folder that is not there yet. */
static struct desk *new_desk(const char *file)
{
    const struct desk_options options = {.database = office_path(file), .config = office.config};
    struct desk *desk;

    must(desk_new(&options, &desk, &error));
    return desk;
}

static enum status init(const char *file, const char *node, const char *name)
{
    struct desk *desk = new_desk(file);
    enum status status = admin_init(desk, node, name, &error);

    desk_free(desk);
    return status;
}

static void a_station_is_made_with_its_own_record(void **state)
{
    static const struct {
        const char *node, *level;
    } nodes[] = {
        {"310115007001", "station"},
        {"310115007", "street"},
        {"310115", "district"},
        {"310115007-mzk", "department"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++) {
        struct desk *desk = new_desk(arena_format(&office.arena, "%zu.db", i));
        struct record record;
        struct stat kind;
        bool found;
        must(admin_init(desk, nodes[i].node, "上南一村", &error));
        assert_int_equal(stat(desk_key_path(desk), &kind), 0);
        assert_int_equal(kind.st_mode & 0777, 0600);
        must(desk_open(desk, &error));
        assert_string_equal(desk_node(desk), nodes[i].node);
        assert_string_equal(desk_node_name(desk), "上南一村");
        must(records_get(desk_reader(desk), RECORD_NODES, nodes[i].node, &office.arena, &record,
                         &found, &error));
        assert_true(found);
        assert_string_equal(record_text(&record, RECORD_NODES_LEVEL), nodes[i].level);
        assert_string_equal(record_text(&record, RECORD_NODES_NAME), "上南一村");
        desk_free(desk);
    }
}

static void what_cannot_be_a_station_leaves_nothing(void **state)
{
    (void)state;
    int before = office_count();
    fails(init("a.db", "12345", "名"), STATUS_INVALID, "12345");
    fails(init("a.db", "310115007001-G03", "名"), STATUS_INVALID, "G03");
    fails(init("a.db", "", "名"), STATUS_INVALID, "node code");
    fails(init("a.db", "310115007001", ""), STATUS_INVALID, "name");
    fails(init("a.db", "310115007001", "\xFF"), STATUS_INVALID, "name");
    fails(init("none/a.db", "310115007001", "名"), STATUS_BROKEN, "none/a.db");
    assert_int_equal(office_count(), before);
}

static void a_file_that_is_there_stays(void **state)
{
    struct text before = TEXT_EMPTY, after = TEXT_EMPTY;

    (void)state;
    must(init("a.db", "310115007001", "甲"));
    office_read(office_path("a.db"), &before);
    if (init("a.db", "310115007002", "乙") == STATUS_OK)
        fail_msg("made a station over another");
    assert_non_null(strstr(error.message, "a.db"));
    office_read(office_path("a.db"), &after);
    assert_int_equal(before.length, after.length);
    assert_memory_equal(before.at, after.at, after.length);
    text_release(&before);
    text_release(&after);
}

static void the_key_lies_where_the_setting_says(void **state)
{
    (void)state;
    office_write("shouwen.ini",
                 arena_format(&office.arena, "[desk]\nkey_file = %s\n", office_path("the.key")));
    must(init("a.db", "310115007001", "甲"));
    assert_int_equal(access(office_path("the.key"), F_OK), 0);
    assert_int_not_equal(access(office_path("a.db.key"), F_OK), 0);
}

static void it_checks_and_folds_to_the_same(void **state)
{
    struct ledger_report report;
    char digest[2 * CRYPTO_CHAIN + 1];

    (void)state;
    const char *number = office_take("S01", "楼道灯不亮", "name=周美芳", NULL);
    must(office_act("S01", number, "assign", "to=S03", NULL));
    must(admin_check(office.desk, &report, &error));
    assert_int_equal(report.problem_count, 0);
    assert_int_equal(report.case_count, 1);
    assert_true(report.act_count > 20);
    must(admin_rebuild(office.desk, digest, &error));
    assert_string_equal(digest, report.digest);
    text_release(&report.problems);
}

static int64_t tally_of(const char *kind)
{
    struct admin_tally_row *rows;
    size_t count;

    must(admin_tallies(office.desk, &office.arena, &rows, &count, &error));
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].kind, kind) == 0)
            return rows[i].count;
    fail_msg("no row for %s", kind);
    return -1;
}

static void tallies_count_the_day(void **state)
{
    (void)state;
    office_as("S01");
    assert_int_equal(tally_of("print"), 0);
    for (int i = 0; i < 3; i++)
        must(admin_tally(office.desk, "print", &error));
    must(admin_tally(office.desk, "way", &error));
    assert_int_equal(tally_of("print"), 3);
    assert_int_equal(tally_of("way"), 1);
    assert_int_equal(tally_of("loan"), 0);
    fails(admin_tally(office.desk, "tea", &error), STATUS_INVALID, "tea");
    office_at("2026-11-24T00:00");
    assert_int_equal(tally_of("print"), 0);
    office_at("2026-11-23T23:59");
    assert_int_equal(tally_of("print"), 3);
}

static void a_tally_needs_somebody(void **state)
{
    const struct desk_options options = {.database = office.path, .config = office.config};
    struct desk *desk;

    (void)state;
    must(desk_new(&options, &desk, &error));
    must(desk_open(desk, &error));
    fails(admin_tally(desk, "print", &error), STATUS_DENIED, "--as");
    desk_free(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_station_is_made_with_its_own_record, office_empty,
                                        office_close),
        cmocka_unit_test_setup_teardown(what_cannot_be_a_station_leaves_nothing, office_empty,
                                        office_close),
        cmocka_unit_test_setup_teardown(a_file_that_is_there_stays, office_empty, office_close),
        cmocka_unit_test_setup_teardown(the_key_lies_where_the_setting_says, office_empty,
                                        office_close),
        cmocka_unit_test_setup_teardown(it_checks_and_folds_to_the_same, office_open, office_close),
        cmocka_unit_test_setup_teardown(tallies_count_the_day, office_open, office_close),
        cmocka_unit_test_setup_teardown(a_tally_needs_somebody, office_open, office_close),
    };

    return cmocka_run_group_tests_name("admin", tests, NULL, NULL);
}
