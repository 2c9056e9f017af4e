/* SPDX-License-Identifier: MIT */
/* `report grids`: how each grid stands by the kept counts, and who may see it. */
#include "config.h"

#include "tests/cli/shell.h"

#define G03 "310115007001-G03"
#define G04 "310115007001-G04"

/* G03: one late since 11-19 and one assigned; G04: one due today, received by the desk. */
static int set_up(void **state)
{
    station_start(state);
    opened("--grid " G03);
    const char *assigned = opened("--grid " G03);
    assert_int_equal(as("S01", "case assign %s --to S03", assigned), 0);
    shell_at("2026-11-20T09:00");
    assert_int_equal(as("S01", "case open --subject 路灯 --grid " G04 " --urgency urgent"), 0);
    opened("");
    return 0;
}

static void grids_stand_by_need(void **state)
{
    (void)state;
    ask("S05", "report grids");
    assert_got("station", "310115007001");
    assert_int_equal(number_at("without_grid"), 1);
    assert_got("grids.0.code", G03);
    assert_got("grids.0.name", "第三网格");
    assert_got("grids.0.leader", "张欣");
    assert_int_equal(number_at("grids.0.open"), 2);
    assert_int_equal(number_at("grids.0.late"), 2);
    assert_int_equal(number_at("grids.0.to_review"), 1);
    assert_int_equal(number_at("grids.0.oldest_days"), 4);
    assert_int_equal(number_at("grids.0.due_in_days"), -1);
    assert_got("grids.1.code", G04);
    assert_int_equal(number_at("grids.1.open"), 1);
    assert_int_equal(number_at("grids.1.late"), 0);
    assert_int_equal(number_at("grids.1.due_today"), 1);
    assert_int_equal(number_at("grids.1.oldest_days"), 0);
    assert_int_equal(number_at("grids.1.due_in_days"), 0);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

static void what_is_taken_on_needs_no_review(void **state)
{
    (void)state;
    ask("S04", "case list --queue review:" G03);
    assert_int_equal(json_length(member("cases")), 1);
    assert_int_equal(as("S01", "case accept %s", got("cases.0.number")), 0);
    ask("S04", "case list --queue review:" G03);
    assert_int_equal(json_length(member("cases")), 0);
    ask("S05", "report grids");
    assert_int_equal(number_at("grids.0.to_review"), 0);
    assert_int_equal(number_at("grids.0.open"), 2);
    ask("", "rebuild");
    ask("S05", "report grids");
    assert_int_equal(number_at("grids.0.open"), 2);
}

static void csv_and_text_say_the_same(void **state)
{
    (void)state;
    assert_int_equal(as("S05", "report grids --format csv"), 0);
    assert_non_null(strstr(said.at, "code,name,leader,open,late,due_today,to_review,oldest_days,"
                                    "due_in_days\n" G03 ",第三网格,张欣,2,2,0,1,4,-1\n"));
    assert_int_equal(as("S05", "report grids"), 0);
    assert_non_null(strstr(said.at, "第三网格"));
    assert_non_null(strstr(said.at, "due today"));
}

static void above_a_station_the_rows_are_stations(void **state)
{
    (void)state;
    ask("T01", "report grids");
    assert_got("station", "");
    assert_got("stations.0.code", "310115007001");
    assert_int_equal(number_at("stations.0.open"), 4);
    assert_int_equal(number_at("stations.0.late"), 2);
    assert_int_equal(number_at("stations.0.oldest_days"), 4);
    ask("T01", "report grids --node 310115007001");
    assert_got("grids.0.code", G03);
    ask("V01", "report grids --node 310115007");
    assert_got("station", "");
    assert_got("stations.0.code", "310115007001");
    ask("V01", "report grids --node 310115");
    assert_got("stations.0.code", "310115007001");
    ask("T01", "report grids --node 310115007");
    assert_got("stations.0.code", "310115007001");
    refused(4, "the board is for those", "S05", "report grids --node 310115007");
    refused(4, "the board is for those", "T01", "report grids --node 310115008");
    refused(4, "the board is for those", "T01", "report grids --node 310115008001");
    refused(1, "is no station, street or district", "V01", "report grids --node 310115-fgj");
    assert_int_equal(as("T01", "report grids --node 310115007002"), 0);
    assert_non_null(strstr(said.at, "no grid of this station"));
}

static void a_grid_leader_sees_their_own_grids_a_clerk_none(void **state)
{
    (void)state;
    shell_write("more.csv", "id,name,roles,node,grids\n"
                            "S21,网格长,grid_leader,310115007001,310115007001-G04\n");
    assert_int_equal(as("S12", "import staff more.csv"), 0);
    ask("S21", "report grids");
    assert_int_equal(json_length(member("grids")), 1);
    assert_got("grids.0.code", G04);
    refused(4, "the board is for those", "U01", "report grids");
}

/* Cases that came in together are counted as those that were taken in one by one. */
static void imported_cases_are_counted_too(void **state)
{
    (void)state;
    shell_write("more.csv", "channel,subject,grid,opened_at,ref\n"
                            "grid,路灯," G03 ",2026-11-12 09:00,A1\n"
                            "grid,路灯," G03 ",2026-11-13 09:00,A2\n"
                            "grid,井盖," G04 ",2026-11-13 09:00,A3\n"
                            "hotline,噪音,,2026-11-10 09:00,A4\n");
    assert_int_equal(as("S12", "import cases more.csv"), 0);
    ask("S05", "report grids");
    assert_got("grids.0.code", G03);
    assert_int_equal(number_at("grids.0.open"), 4);
    assert_int_equal(number_at("grids.0.oldest_days"), 8);
    assert_int_equal(number_at("grids.0.to_review"), 3);
    assert_int_equal(number_at("grids.1.oldest_days"), 7);
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(grids_stand_by_need, set_up, shell_end),
        cmocka_unit_test_setup_teardown(what_is_taken_on_needs_no_review, set_up, shell_end),
        cmocka_unit_test_setup_teardown(imported_cases_are_counted_too, set_up, shell_end),
        cmocka_unit_test_setup_teardown(csv_and_text_say_the_same, set_up, shell_end),
        cmocka_unit_test_setup_teardown(above_a_station_the_rows_are_stations, set_up, shell_end),
        cmocka_unit_test_setup_teardown(a_grid_leader_sees_their_own_grids_a_clerk_none, set_up,
                                        shell_end),
    };

    return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
