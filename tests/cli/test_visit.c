/* SPDX-License-Identifier: MIT */
/* Visits on the command line: whom to visit, what became of it. */
#include "config.h"

#include "tests/cli/shell.h"

static int start(void **state)
{
    if (station_start(state) != 0)
        return -1;
    shell_write(
        "r.csv",
        "id,name,door,grid,class,tags,contact,contact_phone,phone\n"
        "RV000001A,陈阿婆,3-101,310115007001-G03,special,独居,女儿,13900006001,13900006000\n"
        "RV000002A,孙大爷,3-102,310115007001-G03,key,,,,\n"
        "RV000003A,孙小弟,3-102,310115007001-G03,,,,,\n");
    assert_int_equal(as("S12", "import residents r.csv"), 0);
    return 0;
}

static void due_comes_with_all_that_a_visitor_needs(void **state)
{
    (void)state;
    ask("S04", "visit due");
    assert_int_equal(json_length(member("visits")), 0);
    ask("S04", "visit due --until 2027-01-01 --limit 5");
    assert_int_equal(json_length(member("visits")), 2);
    assert_got("visits.0.resident.id", "RV000001A");
    assert_got("visits.0.resident.phone", "139****6000");
    assert_got("visits.0.door", "3-101");
    assert_got("visits.0.class", "special");
    assert_got("visits.0.due_on", "2026-11-23");
    assert_got("visits.1.due_on", "2026-12-16");
    assert_int_equal(number_at("visits.1.members"), 2);
    ask("S04", "visit due --until 2027-01-01 --class key --grid 310115007001-G03");
    assert_int_equal(json_length(member("visits")), 1);
    assert_got("visits.0.resident.id", "RV000002A");
    /* numbers in full are on record, in words too */
    ask("S04", "visit due --until 2027-01-01 --unmask");
    assert_got("visits.0.resident.phone", "13900006000");
    ask("S12", "report audit");
    assert_got("audit.-1.what", "reveal");
    assert_got("audit.-1.subject", "visits");
    assert_int_equal(as("S04", "visit due --until 2027-01-01 --unmask"), 0);
    assert_non_null(strstr(said.at, "13900006000"));
    assert_int_equal(as("S04", "visit due --until 2027-01-01"), 0);
    assert_null(strstr(said.at, "13900006000"));
    shell_at("2026-11-24T09:00");
    ask("S04", "visit due");
    assert_int_equal(number_at("due"), 1);
    assert_int_equal(number_at("late"), 1);
    assert_int_equal(as("S04", "visit due"), 0);
    assert_non_null(strstr(said.at, "1 day late"));
    assert_non_null(strstr(said.at, "living alone"));
    refused(1, "no class", "S04", "visit due --class rich");
    refused(4, "others", "U01", "visit due");
    shell_at("2026-11-16T09:00");
}

static void a_closed_door_names_the_next_step_and_the_number(void **state)
{
    (void)state;
    ask("S04", "visit record RV000001A --result not-met --text 敲门无人");
    assert_got("next.step", "again");
    ask("S04", "visit record RV000001A --result not-met");
    assert_got("next.step", "contact");
    assert_got("next.name", "女儿");
    assert_got("next.phone", "13900006001");
    ask("S04", "visit due");
    assert_got("visits.0.next.step", "contact");
    assert_got("visits.0.next.phone", "139****6001");
    ask("S12", "report audit");
    assert_got("audit.-1.what", "reveal");
    assert_got("audit.-1.subject", "RV000001A");
    ask("S04", "visit record RV000001A --result not-met --contact");
    assert_got("next.step", "case");
    ask("S04", "visit record RV000001A --result not-met --case 联系不上陈阿婆");
    assert_got("next", "");
    char number[40];
    snprintf(number, sizeof(number), "%s", got("cases.0"));
    ask("S04", "case show %s", number);
    assert_got("urgency", "urgent");
    assert_got("channel", "visit");
    assert_got("resident.id", "RV000001A");
    ask("S04", "visit show 3-101");
    assert_int_equal(json_length(member("visits")), 4);
}

static void lines_of_a_visit_may_be_given_several_times(void **state)
{
    char id[40];

    (void)state;
    ask("S04",
        "visit record 3-102 --result met --met RV000002A,RV000003A --case 楼道灯坏了 --case 水管漏 "
        "--answer 医保怎么报 --demand 助餐 --opinion 垃圾房臭 --wish 放大镜 "
        "--at 2026-11-15T15:00 --request once");
    assert_int_equal(json_length(member("cases")), 3);
    assert_int_equal(json_length(member("demands")), 3);
    assert_int_equal(json_length(member("met")), 2);
    assert_got("at", "2026-11-15T15:00:00+08:00");
    assert_got("entered_at", "2026-11-16T09:00:00+08:00");
    snprintf(id, sizeof(id), "%s", got("id"));
    ask("S04", "visit record 3-102 --result met --met RV000002A,RV000003A --case 楼道灯坏了 "
               "--request once");
    assert_got("id", id);
    assert_int_equal(as("S04", "export visits"), 0);
    shell_write("visits.csv", said.at);
    assert_int_equal(as("S12", "--json import visits visits.csv"), 0);
    assert_non_null(strstr(said.at, "\"changed\": 0"));
    assert_non_null(strstr(said.at, "\"added\": 0"));
    ask("S04", "visit undo %s", id);
    refused(1, "already", "S04", "visit undo %s", id);
    refused(1, "say who was met", "S04", "visit record 3-102 --result met --met ''");
    refused(1, "does not live there", "S04", "visit record RV000001A --result met --met RV000002A");
    refused(2, "none of", "S04", "visit record RV000001A --result gone");
    assert_int_equal(as("", "check"), 0);
}

/* A grid member reports; the place finds the grid, and its leader is the first contact. */
static void a_quick_report_goes_to_the_grid_leader(void **state)
{
    static const char *const kinds[] = {"grid",     "compound",   "stairwell", "home",
                                        "building", "enterprise", "unit"};

    (void)state;
    shell_write("g.csv", "code,name,leader,places\n310115007001-G03,第3网格,S04,3号;中心花园\n");
    shell_write("s.csv", "id,name,roles,node,grids,status\n"
                         "S21,信息员,informant,310115007001,,active\n");
    assert_int_equal(as("S12", "import grids g.csv"), 0);
    assert_int_equal(as("S12", "import staff s.csv"), 0);
    ask("S21", "case open --channel grid --place-kind compound --place 中心花园东侧 "
               "--subject 路灯不亮 --urgency urgent");
    assert_got("grid", "310115007001-G03");
    assert_got("place_kind", "compound");
    assert_got("place", "中心花园东侧");
    assert_got("first_contact.id", "S04");
    assert_got("accountable.id", "S04");
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        ask("S21", "case open --channel grid --place-kind %s --place 中心花园东侧 --subject 堆物",
            kinds[i]);
        assert_got("place_kind", kinds[i]);
        assert_got("accountable.id", "S04");
    }
    ask("S21", "case open --channel grid --place-kind stairwell --place 菜场 --subject 堆物");
    assert_got("grid", "");
    assert_got("first_contact.id", "S05");
    refused(1, "kind of place", "S21", "case open --channel grid --place-kind moon --subject x");
}

/* 户次 and 人次 of a time; what they want and think, by grid and without names. */
static void meetings_get_sums(void **state)
{
    (void)state;
    ask("S04", "visit record 3-102 --result met --met RV000002A,RV000003A --demand 助餐 --opinion "
               "垃圾房臭");
    ask("S04", "visit record RV000001A --result not-met");
    ask("S03", "visit record RV000001A --result phoned --wish 放大镜");
    ask("S04", "report visits --from 2026-11-16 --to 2026-11-16");
    assert_int_equal(json_length(member("visits")), 3);
    assert_int_equal(number_at("total.visits"), 3);
    assert_int_equal(number_at("total.persons"), 3);
    assert_int_equal(number_at("total.not-met"), 1);
    assert_got("visits.0.grid", "310115007001-G03");
    assert_int_equal(as("S04", "report visits --format csv"), 0);
    assert_true(text_starts(said.at, "grid,class,staff,met,phoned,not-met,refused,visits,persons"));
    ask("S04", "report visits --from 2026-11-17");
    assert_int_equal(json_length(member("visits")), 0);
    ask("S04", "report demands --source visit");
    assert_int_equal(number_at("total"), 3);
    assert_int_equal(json_length(member("groups")), 3);
    assert_int_equal(as("S04", "report demands --from 2026-11-16"), 0);
    assert_non_null(strstr(said.at, "垃圾房臭"));
    assert_null(strstr(said.at, "孙大爷"));
    assert_int_equal(as("S04", "report demands --format csv --to 2026-11-15"), 0);
    assert_string_equal(said.at, "grid,kind,on,subject,source\n");
    refused(4, "others", "U01", "report demands");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(due_comes_with_all_that_a_visitor_needs, start, shell_end),
        cmocka_unit_test_setup_teardown(a_closed_door_names_the_next_step_and_the_number, start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(a_quick_report_goes_to_the_grid_leader, start, shell_end),
        cmocka_unit_test_setup_teardown(meetings_get_sums, start, shell_end),
        cmocka_unit_test_setup_teardown(lines_of_a_visit_may_be_given_several_times, start,
                                        shell_end),
    };

    return cmocka_run_group_tests_name("visit", tests, NULL, NULL);
}
