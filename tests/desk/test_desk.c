/* SPDX-License-Identifier: MIT */
/* Opening a station file, whatever lies in its place; who is signed in; what the settings say. */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/admin.h"

#include <sys/stat.h>
#include <unistd.h>

static struct desk *desk;

static int close_all(void **state)
{
    desk_free(desk);
    desk = NULL;
    unsetenv("SHOUWEN_AS");
    return office_close(state);
}

static enum status open_as(const char *file, const char *staff)
{
    const struct desk_options options = {.database = file, .config = office.config, .staff = staff};
    enum status status;

    desk_free(desk);
    TRY(desk_new(&options, &desk, &error));
    TRY(desk_open(desk, &error));
done:
    return status;
}

/* --- what lies where the file should be --- */

static void no_file(void **state)
{
    (void)state;
    int before = office_count();
    fails(open_as(office_path("none.db"), NULL), STATUS_BROKEN, "none.db");
    fails(open_as(office_path("none/none.db"), "S01"), STATUS_BROKEN, "none.db");
    fails(open_as("", NULL), STATUS_BROKEN, "");
    assert_int_equal(office_count(), before); /* nothing was made by looking */
}

static void garbage(void **state)
{
    struct text much = TEXT_EMPTY;

    (void)state;
    office_write("empty.db", "");
    fails(open_as(office_path("empty.db"), "S01"), STATUS_BROKEN, "empty.db");
    office_write("list.db", "code,name\n1,2\n");
    fails(open_as(office_path("list.db"), "S01"), STATUS_BROKEN, "list.db");
    text_add(&much, "SQLite format 3");
    text_add_bytes(&much, "\0", 1);
    while (much.length < 9000)
        text_add(&much, "garbage ");
    FILE *file = fopen(office_path("fake.db"), "w");
    assert_non_null(file);
    fwrite(much.at, 1, much.length, file);
    fclose(file);
    fails(open_as(office_path("fake.db"), "S01"), STATUS_BROKEN, "fake.db");
    text_release(&much);
}

static void a_folder(void **state)
{
    (void)state;
    fails(open_as(office.folder, NULL), STATUS_BROKEN, office.folder);
}

static void a_file_cut_short(void **state)
{
    struct text whole = TEXT_EMPTY;

    (void)state;
    desk_free(office.desk); /* all of it is in the one file now */
    office.desk = NULL;
    office_read(office.path, &whole);
    FILE *file = fopen(office_path("cut.db"), "w");
    assert_non_null(file);
    fwrite(whole.at, 1, whole.length / 2, file);
    fclose(file);
    fails(open_as(office_path("cut.db"), NULL), STATUS_BROKEN, "cut.db");
    text_release(&whole);
}

/* --- who --- */

static void whoever_is_named_must_be_on_the_staff(void **state)
{
    (void)state;
    must(open_as(office.path, "S01"));
    assert_string_equal(desk_person(desk)->name, "陆伟");
    must(desk_require_person(desk, &error));
    fails(open_as(office.path, "S99"), STATUS_DENIED, "S99");
    fails(open_as(office.path, "S13"), STATUS_DENIED, "何志明");
    must(open_as(office.path, "S07")); /* away, and still of the staff */
    must(open_as(office.path, NULL));
    assert_null(desk_person(desk));
    fails(desk_require_person(desk, &error), STATUS_DENIED, "--as");
    fails(desk_require_admin(desk, "import", &error), STATUS_DENIED, "--as");
}

static void option_before_variable_before_setting(void **state)
{
    const struct desk_options nobody = {
        .database = office.path, .config = office.config, .staff = "S01", .is_nobody = true};

    (void)state;
    office_write("shouwen.ini", "[desk]\nstaff = S03\n");
    must(open_as(office.path, NULL));
    assert_string_equal(desk_person_id(desk), "S03");
    setenv("SHOUWEN_AS", "S02", 1);
    must(open_as(office.path, NULL));
    assert_string_equal(desk_person_id(desk), "S02");
    must(open_as(office.path, "S01"));
    assert_string_equal(desk_person_id(desk), "S01");
    must(open_as(office.path, ""));
    assert_string_equal(desk_person_id(desk), "S02");
    setenv("SHOUWEN_AS", "", 1);
    must(open_as(office.path, NULL));
    assert_string_equal(desk_person_id(desk), "S03");
    desk_free(desk);
    must(desk_new(&nobody, &desk, &error));
    must(desk_open(desk, &error));
    assert_null(desk_person_id(desk));
}

static void only_an_administrator_does_what_they_do(void **state)
{
    (void)state;
    must(open_as(office.path, "S12"));
    must(desk_require_admin(desk, "import", &error));
    must(open_as(office.path, "S01"));
    fails(desk_require_admin(desk, "import", &error), STATUS_DENIED, "陆伟");
    struct admin_audit_row *rows;
    size_t count;
    must(admin_audit(desk, desk_today(desk), desk_today(desk), &office.arena, &rows, &count,
                     &error));
    assert_int_equal(count, 1);
    assert_string_equal(rows[0].who, "S01");
    assert_string_equal(rows[0].what, "denied import");
}

static void before_the_first_administrator_nobody_is_asked(void **state)
{
    const struct desk_options options = {.database = office.path, .config = office.config};
    struct desk *fresh;

    (void)state;
    must(desk_new(&options, &fresh, &error));
    must(admin_init(fresh, OFFICE_NODE, "市新", &error));
    must(desk_open(fresh, &error));
    must(desk_require_person(fresh, &error));
    must(desk_require_admin(fresh, "import", &error));
    office.desk = fresh;
    must(open_as(office.path, "S01")); /* known to nobody yet */
    assert_null(desk_person_id(desk));
    office_import(RECORD_STAFF, "id,name,roles,node\nS01,陆伟,desk," OFFICE_NODE "\n");
    must(desk_require_person(fresh, &error));
    office_import(RECORD_STAFF, "id,name,roles,node\nS12,曹敏,admin," OFFICE_NODE "\n");
    fails(desk_require_person(fresh, &error), STATUS_DENIED, "--as");
    must(desk_refresh(desk, &error)); /* the other desk, which had nobody to sign in */
    fails(desk_require_person(desk, &error), STATUS_DENIED, "--as");
}

static void names_of_ids(void **state)
{
    (void)state;
    must(open_as(office.path, "S01"));
    assert_string_equal(desk_name(desk, "S05"), "王建国");
    assert_string_equal(desk_name(desk, "S13"), "何志明");
    assert_string_equal(desk_name(desk, "program"), "program");
    assert_string_equal(desk_name(desk, ""), "");
    assert_string_equal(desk_name(desk, NULL), "");
}

static void what_another_desk_writes_is_noticed(void **state)
{
    (void)state;
    must(open_as(office.path, "S01"));
    must(desk_refresh(desk, &error));
    assert_false(desk_has_changed(desk));
    office_as("S12");
    office_import(RECORD_STAFF, "id,name\nS01,陆大伟\n");
    assert_true(desk_has_changed(desk));
    assert_string_equal(desk_name(desk, "S01"), "陆伟");
    must(desk_refresh(desk, &error));
    assert_string_equal(desk_name(desk, "S01"), "陆大伟");
    assert_false(desk_has_changed(desk));
    office_at("2026-11-24T00:00"); /* the roster is the day's */
    assert_true(desk_has_changed(desk));
    assert_true(people_is_on_duty(desk_people(desk), "S06"));
    must(desk_refresh(desk, &error));
    assert_false(people_is_on_duty(desk_people(desk), "S06"));
    assert_true(people_is_on_duty(desk_people(desk), "S12"));
}

/* --- settings --- */

static void settings_are_in_force(void **state)
{
    (void)state;
    office_write("shouwen.ini", "[desk]\nlanguage = zh_CN\nutc_offset = 0\n"
                                "[limit]\nurgent = 0\nroutine = 5\nrest_day = next-working-day\n"
                                "accept_days = 2\nundo_minutes = 3\n");
    must(open_as(office.path, "S01"));
    assert_true(i18n_is_chinese());
    assert_string_equal(desk_policy(desk)->limit[URGENCY_URGENT], "spot");
    assert_string_equal(desk_policy(desk)->limit[URGENCY_ROUTINE], "5w");
    assert_true(desk_policy(desk)->rest_day_is_next);
    assert_int_equal(desk_policy(desk)->accept_days, 2);
    assert_int_equal(desk_policy(desk)->undo_minutes, 3);
    assert_int_equal(clock_parts_of(0).hour, 0);
    fails(open_as(office_path("none.db"), NULL), STATUS_BROKEN, "none.db");
    i18n_start("en");
    clock_set_offset(480);
}

static void settings_that_are_wrong_open_nothing(void **state)
{
    static const struct {
        const char *lines, *part;
    } files[] = {
        {"[print]\ncolumns = wide\n", "columns"},
        {"[print]\ncolumns = 10\n", "columns"},
        {"[print]\ncolours = 3\n", "colours"},
        {"[desk]\nlanguage = fr\n", "language"},
        {"[print]\nencoding = Big5\n", "encoding"},
        {"nonsense\n", "shouwen.ini"},
        {"[limit\n", "shouwen.ini"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        office_write("shouwen.ini", files[i].lines);
        desk = NULL;
        fails(open_as(office.path, NULL), STATUS_BROKEN, files[i].part);
        assert_null(desk);
    }
    const struct desk_options options = {.database = office.path, .config = office_path("no.ini")};
    fails(desk_new(&options, &desk, &error), STATUS_BROKEN, "no.ini");
}

static void the_file_is_where_it_is_said_to_be(void **state)
{
    const struct desk_options options = {.config = office.config};

    (void)state;
    setenv("XDG_DATA_HOME", office.folder, 1);
    must(desk_new(&options, &desk, &error));
    assert_string_equal(desk_path(desk), office_path("shouwen/shouwen.db"));
    assert_string_equal(desk_key_path(desk), office_path("shouwen/shouwen.db.key"));
    desk_free(desk);
    setenv("XDG_DATA_HOME", "", 1);
    setenv("HOME", office.folder, 1);
    must(desk_new(&options, &desk, &error));
    assert_string_equal(desk_path(desk), office_path(".local/share/shouwen/shouwen.db"));
    desk_free(desk);
    office_write("shouwen.ini", "[desk]\ndatabase = /set.db\nkey_file = /set.key\n");
    must(desk_new(&options, &desk, &error));
    assert_string_equal(desk_path(desk), "/set.db");
    assert_string_equal(desk_key_path(desk), "/set.key");
    unsetenv("XDG_DATA_HOME");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_file, office_empty, close_all),
        cmocka_unit_test_setup_teardown(garbage, office_empty, close_all),
        cmocka_unit_test_setup_teardown(a_folder, office_empty, close_all),
        cmocka_unit_test_setup_teardown(a_file_cut_short, office_open, close_all),
        cmocka_unit_test_setup_teardown(whoever_is_named_must_be_on_the_staff, office_open,
                                        close_all),
        cmocka_unit_test_setup_teardown(option_before_variable_before_setting, office_open,
                                        close_all),
        cmocka_unit_test_setup_teardown(only_an_administrator_does_what_they_do, office_open,
                                        close_all),
        cmocka_unit_test_setup_teardown(before_the_first_administrator_nobody_is_asked,
                                        office_empty, close_all),
        cmocka_unit_test_setup_teardown(names_of_ids, office_open, close_all),
        cmocka_unit_test_setup_teardown(what_another_desk_writes_is_noticed, office_open,
                                        close_all),
        cmocka_unit_test_setup_teardown(settings_are_in_force, office_open, close_all),
        cmocka_unit_test_setup_teardown(settings_that_are_wrong_open_nothing, office_open,
                                        close_all),
        cmocka_unit_test_setup_teardown(the_file_is_where_it_is_said_to_be, office_empty,
                                        close_all),
    };

    return cmocka_run_group_tests_name("desk", tests, NULL, NULL);
}
