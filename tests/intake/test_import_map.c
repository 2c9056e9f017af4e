/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/import_map.h"

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

static enum status open_text(const struct trial *trial, const char *text, struct import_map **map)
{
    char path[128];

    snprintf(path, sizeof(path), "%s/map.ini", trial->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    enum status status = import_map_open(path, map, &error);
    unlink(path);
    return status;
}

static void headings_are_what_a_person_said(void **state)
{
    struct import_map *map;

    assert_int_equal(open_text(*state,
                               "[residents]\nname = 户主姓名 | 户主\nphone = \"联系:手机\"\n"
                               "ignore=序号|备注\n[staff]\nname=x\n",
                               &map),
                     STATUS_OK);
    assert_int_equal(import_map_find(map, RECORD_RESIDENTS, "户主姓名"), RECORD_RESIDENTS_NAME);
    assert_int_equal(import_map_find(map, RECORD_RESIDENTS, "户主"), RECORD_RESIDENTS_NAME);
    assert_int_equal(import_map_find(map, RECORD_RESIDENTS, "联系:手机"), RECORD_RESIDENTS_PHONE);
    assert_int_equal(import_map_find(map, RECORD_RESIDENTS, "备注"), IMPORT_PASSED);
    assert_int_equal(import_map_find(map, RECORD_RESIDENTS, "x"), IMPORT_UNKNOWN);
    assert_int_equal(import_map_find(map, RECORD_RESIDENTS, ""), IMPORT_UNKNOWN);
    assert_int_equal(import_map_find(map, RECORD_STAFF, "x"), RECORD_STAFF_NAME);
    assert_int_equal(import_map_find(NULL, RECORD_STAFF, "x"), IMPORT_UNKNOWN);
    import_map_close(map);
}

static void what_there_is_not_is_named_with_its_line(void **state)
{
    struct import_map *map;

    assert_int_equal(open_text(*state, "[residents]\n# x\ncolour = 颜色\n", &map), STATUS_INVALID);
    assert_non_null(strstr(error.message, "map.ini, line 3"));
    assert_non_null(strstr(error.message, "id_number"));
    assert_int_equal(open_text(*state, "[cats]\nname = x\n", &map), STATUS_INVALID);
    assert_non_null(strstr(error.message, "line 2"));
    assert_int_equal(open_text(*state, "name\n", &map), STATUS_BROKEN);
    assert_int_equal(import_map_open("/nonexistent/map.ini", &map, &error), STATUS_BROKEN);
    assert_null(map);
}

static void what_is_written_is_read_the_same(void **state)
{
    static const char *const headings[] = {"户主姓名", "手机;1", "序号", "手机=2", "", "颜色"};
    static const int fields[] = {RECORD_RESIDENTS_NAME,  RECORD_RESIDENTS_PHONE, IMPORT_PASSED,
                                 RECORD_RESIDENTS_PHONE, IMPORT_UNKNOWN,         IMPORT_UNKNOWN};
    struct text text = TEXT_EMPTY;
    struct import_map *map;

    import_map_write(&text, RECORD_RESIDENTS, headings, fields, 6);
    assert_int_equal(open_text(*state, text.at, &map), STATUS_OK);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(import_map_find(map, RECORD_RESIDENTS, headings[i]), fields[i]);
    import_map_close(map);
    text_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(headings_are_what_a_person_said, trial_set_up,
                                        trial_tear_down),
        cmocka_unit_test_setup_teardown(what_there_is_not_is_named_with_its_line, trial_set_up,
                                        trial_tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_the_same, trial_set_up,
                                        trial_tear_down),
    };

    return cmocka_run_group_tests_name("import_map", tests, NULL, NULL);
}
