/* SPDX-License-Identifier: MIT */
/* What is missing around a station file, each thing by its kind. */
#include "config.h"

#include "tests/cli/shell.h"

/* Runs the doctor, which must end with the code; the findings of a kind. */
static size_t findings(int code, const char *kind)
{
    size_t count = 0;

    assert_int_equal(as("", "--json doctor"), code);
    json_release(answer);
    assert_int_equal(json_read(said.at, said.length, 0, &answer, NULL), STATUS_OK);
    assert_int_equal(json_get_boolean(answer, "ok"), code == 0);
    for (size_t i = 0; i < json_length(member("problems")); i++)
        count += strcmp(json_get_text(json_item(member("problems"), i), "kind"), kind) == 0;
    return count;
}

static void a_new_file_lacks_nearly_everything(void **state)
{
    (void)state;
    assert_int_equal(as("", "init --node 310115007001 --name x"), 0);
    assert_int_equal(findings(1, "admin"), 1);
    assert_int_equal(findings(1, "secretary"), 1);
    assert_int_equal(findings(1, "calendar"), 2);
    assert_int_equal(as("", "doctor"), 1);
    assert_non_null(strstr(said.at, "secretary"));
}

static void next_years_calendar_is_missed_from_november_on(void **state)
{
    (void)state;
    shell_at("2026-10-31T09:00");
    assert_int_equal(findings(0, "calendar"), 0);
    shell_at("2026-11-01T09:00");
    assert_int_equal(findings(1, "calendar"), 1);
    shell_at("2026-10-01T09:00");
}

static void what_lists_name_and_lack_is_told(void **state)
{
    (void)state;
    shell_at("2026-10-01T09:00");
    shell_write("s.csv", "id,name,backup,duties,node,roles,grids\n"
                         "S20,新来,S99,XX01,310115007099,worker,310115007001-G99\n");
    assert_int_equal(as("S12", "import staff s.csv"), 0);
    assert_int_equal(findings(1, "reference"), 4);
    shell_write("v.csv", "code,name\nXX01,没有类别\n");
    assert_int_equal(as("S12", "import services v.csv"), 0);
    assert_int_equal(findings(1, "reference"), 3);
    assert_int_equal(findings(1, "service"), 1);
    ask("S12", "staff leave S20");
    assert_int_equal(findings(1, "reference"), 0);
}

static void who_has_left_and_is_still_named_is_told(void **state)
{
    (void)state;
    shell_at("2026-10-01T09:00");
    shell_write("s.csv", "id,name,node,roles,backup,status\n"
                         "S30,甲,310115007001,worker,S31,active\n"
                         "S31,乙,310115007001,worker,,left\n");
    shell_write("g.csv", "code,name,leader\n310115007001-G09,第9网格,S31\n");
    shell_write("d.csv", "on,shift,staff_id,seat\n2026-09-01,night,S31,desk\n"
                         "2026-10-20,night,S31,desk\n2026-10-21,night,S31,desk\n");
    assert_int_equal(as("S12", "import staff s.csv"), 0);
    assert_int_equal(as("S12", "import grids g.csv"), 0);
    assert_int_equal(as("S12", "import duty d.csv"), 0);
    assert_int_equal(findings(1, "left"), 3);
    assert_int_equal(as("", "doctor"), 1);
    assert_non_null(strstr(said.at, "310115007001-G09: leader 乙 (S31) has left"));
    shell_write("s.csv", "id,status\nS31,active\n");
    assert_int_equal(as("S12", "import staff s.csv"), 0);
    assert_int_equal(findings(0, "left"), 0);
}

static void the_secretary_the_key_and_the_file(void **state)
{
    (void)state;
    shell_at("2026-10-01T09:00");
    ask("S12", "staff away S05 --until 2026-10-05 --cover S03");
    assert_int_equal(findings(1, "secretary"), 1);
    ask("S12", "staff away S05 --until 2026-09-30");
    assert_int_equal(findings(0, "secretary"), 0);
    assert_int_equal(shell("mv s.db.key elsewhere"), 0);
    assert_int_equal(findings(1, "key"), 1);
    assert_int_equal(shell("mv elsewhere s.db.key && chmod 644 s.db"), 0);
    assert_int_equal(findings(1, "file"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_file_lacks_nearly_everything, shell_start, shell_end),
        cmocka_unit_test_setup_teardown(next_years_calendar_is_missed_from_november_on,
                                        station_start, shell_end),
        cmocka_unit_test_setup_teardown(what_lists_name_and_lack_is_told, station_start, shell_end),
        cmocka_unit_test_setup_teardown(who_has_left_and_is_still_named_is_told, station_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(the_secretary_the_key_and_the_file, station_start,
                                        shell_end),
    };

    return cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
}
