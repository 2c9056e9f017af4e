/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/person.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define HOME "310115007001"

enum { TODAY = 20777 };

static void roles_are_read_from_words(void **state)
{
    struct person person = {.roles = person_roles_from("desk;worker;juggler;;grid_leader")};

    (void)state;
    assert_true(person_has(&person, ROLE_DESK));
    assert_true(person_has(&person, ROLE_WORKER));
    assert_true(person_has(&person, ROLE_GRID_LEADER));
    assert_false(person_has(&person, ROLE_GRID_MEMBER));
    assert_false(person_has(NULL, ROLE_DESK));
    assert_int_equal(person_roles_from(""), 0);
    assert_int_equal(person_roles_from(NULL), 0);
    assert_int_equal(person_roles_from("Desk"), 0);
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        assert_int_equal(person_roles_from(role_rows[role].word), 1u << role);
}

static void lists_are_searched_by_whole_codes(void **state)
{
    (void)state;
    assert_true(person_list_has("A1;B2;C3", "A1"));
    assert_true(person_list_has("A1;B2;C3", "C3"));
    assert_true(person_list_has("A1", "A1"));
    assert_false(person_list_has("A11;B2", "A1"));
    assert_false(person_list_has("A1;B2", "A11"));
    assert_false(person_list_has("A1;;B2", ""));
    assert_false(person_list_has("", "A1"));
    assert_false(person_list_has(NULL, "A1"));
    assert_false(person_list_has("A1", NULL));
}

static void who_is_here_on_a_day(void **state)
{
    static const struct {
        enum person_status status;
        int32_t from, until;
        bool is_active;
    } rows[] = {
        {PERSON_ACTIVE, CLOCK_NO_DAY, CLOCK_NO_DAY, true},
        {PERSON_LEAVE, CLOCK_NO_DAY, CLOCK_NO_DAY, false},
        {PERSON_LEFT, CLOCK_NO_DAY, CLOCK_NO_DAY, false},
        {PERSON_LEAVE, TODAY - 1, TODAY + 1, false},
        {PERSON_LEAVE, TODAY, TODAY, false},
        {PERSON_LEAVE, TODAY + 1, TODAY + 5, true}, /* not begun */
        {PERSON_LEAVE, TODAY - 5, TODAY - 1, true}, /* ended by itself */
        {PERSON_LEAVE, TODAY - 5, CLOCK_NO_DAY, false},
        {PERSON_LEAVE, CLOCK_NO_DAY, TODAY, false},
        {PERSON_LEAVE, CLOCK_NO_DAY, TODAY - 1, true},
        {PERSON_ACTIVE, TODAY - 1, TODAY + 1, false}, /* the dates say it as well */
        {PERSON_ACTIVE, TODAY + 1, TODAY + 2, true},
        {PERSON_LEFT, TODAY + 1, TODAY + 2, false}, /* gone is gone */
        {PERSON_LEFT, TODAY - 5, TODAY - 1, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct person person = {
            .status = rows[i].status, .away_from = rows[i].from, .away_until = rows[i].until};
        if (person_is_active(&person, TODAY) != rows[i].is_active)
            fail_msg("row %zu", i);
    }
}

static const struct person staff[] = {
    {.id = "S01", .roles = 1u << ROLE_DESK, .grids = ""},
    {.id = "S02", .roles = 1u << ROLE_WORKER, .grids = "310115007001-G01"},
    {.id = "S04", .roles = 1u << ROLE_GRID_LEADER, .grids = "310115007001-G03;310115007001-G04"},
    {.id = "S08", .roles = 1u << ROLE_GRID_LEADER, .grids = "310115007001-G04"},
    {.id = "S09",
     .roles = 1u << ROLE_GRID_LEADER,
     .status = PERSON_LEFT,
     .grids = "310115007001-G09"},
    {.id = "S12", .roles = 1u << ROLE_ADMIN, .grids = ""},
};
static const struct people_duty duty[] = {{"S02", "day", "desk", "08:30", "17:00"}};
static const struct people_grid grids[] = {
    {"310115007001-G01", "S08", ""}, {"310115007001-G03", "", ""}, {"310115007001-G04", "S08", ""}};

static struct people people_of(const struct person *at, size_t count)
{
    return (struct people){
        .at = at, .count = count, .duty = duty, .duty_count = 1, .grids = grids, .grid_count = 3};
}

static void people_are_found_by_id(void **state)
{
    struct people people = people_of(staff, sizeof(staff) / sizeof(staff[0]));

    (void)state;
    for (size_t i = 0; i < people.count; i++)
        assert_ptr_equal(people_find(&people, staff[i].id), &staff[i]);
    assert_null(people_find(&people, "S00"));
    assert_null(people_find(&people, "S03"));
    assert_null(people_find(&people, "S99"));
    assert_null(people_find(&people, ""));
    assert_null(people_find(&people, NULL));
    people.count = 0;
    assert_null(people_find(&people, "S01"));
}

static void the_roster_is_todays(void **state)
{
    struct people people = people_of(staff, 6);

    (void)state;
    assert_true(people_is_on_duty(&people, "S02"));
    assert_false(people_is_on_duty(&people, "S01"));
}

static void an_administrator_who_has_not_left(void **state)
{
    struct person admin = {.id = "S12", .roles = 1u << ROLE_ADMIN};
    struct people people = people_of(&admin, 1);

    (void)state;
    assert_true(people_have_admin(&people));
    admin.status = PERSON_LEAVE; /* the file has one, who comes back */
    assert_true(people_have_admin(&people));
    admin.status = PERSON_LEFT;
    assert_false(people_have_admin(&people));
    admin.status = PERSON_ACTIVE;
    admin.roles = 1u << ROLE_SECRETARY;
    assert_false(people_have_admin(&people));
}

static void a_door_finds_its_grid(void **state)
{
    static const struct people_grid three[] = {
        {.code = "310115007001-G01", .places = "1号;2号;东大门"},
        {.code = "310115007001-G02", .places = "12号;88弄"},
        {.code = "310115007001-G03", .places = "88弄2号;中心花园"},
    };
    const struct people people = {.grids = three, .grid_count = 3};

    (void)state;
    assert_string_equal(people_grid_of_door(&people, HOME, "1-502"), "310115007001-G01");
    assert_string_equal(people_grid_of_door(&people, HOME, "12-502"), "310115007001-G02");
    assert_string_equal(people_grid_of_door(&people, HOME, "88-1-301"), "310115007001-G02");
    assert_string_equal(people_grid_of_door(&people, HOME, "88-2-301"), "310115007001-G03");
    assert_string_equal(people_grid_of_door(&people, HOME, "88-21-301"), "310115007001-G02");
    assert_string_equal(people_grid_of_door(&people, HOME, "3-502"), "");
    assert_string_equal(people_grid_of_door(&people, HOME, ""), "");
    assert_string_equal(people_grid_of_door(&people, HOME, NULL), "");
    /* every estate has a house 5 */
    assert_string_equal(people_grid_of_door(&people, "310115007002", "1-502"), "");
    assert_string_equal(people_grid_of_door(&people, "310115007", "1-502"), "");
}

static void the_leader_of_a_grid(void **state)
{
    struct people people = people_of(staff, 6);

    (void)state;
    assert_string_equal(people_grid_leader(&people, "310115007001-G01"), "S08");
    assert_string_equal(people_grid_leader(&people, "310115007001-G03"), "S04");
    assert_string_equal(people_grid_leader(&people, "310115007001-G04"), "S08");
    assert_string_equal(people_grid_leader(&people, "310115007001-G09"), "");
    assert_string_equal(people_grid_leader(&people, "310115007001-G77"), "");
    assert_string_equal(people_grid_leader(&people, ""), "");
    assert_string_equal(people_grid_leader(&people, NULL), "");
    people.grid_count = 0;
    assert_string_equal(people_grid_leader(&people, "310115007001-G04"), "S04");
}

static void levels_by_the_shape_of_the_code(void **state)
{
    static const struct {
        const char *code;
        enum node_level level;
    } rows[] = {
        {"310115", NODE_DISTRICT},
        {"310115007", NODE_STREET},
        {"310115007001", NODE_STATION},
        {"310115-mzj", NODE_DEPARTMENT},
        {"310115007-mzk", NODE_DEPARTMENT},
        {"310115007001-G03", NODE_GRID},
        {"310115007001-03", NODE_OTHER},
        {"310115007001-Gx", NODE_OTHER},
        {"310115007001-G3", NODE_OTHER},
        {"310115007001-G033", NODE_OTHER},
        {"", NODE_OTHER},
        {"31", NODE_OTHER},
        {"3101150070012", NODE_OTHER},
        {"310115007001x", NODE_OTHER},
        {"S01", NODE_OTHER},
        {"310115-", NODE_OTHER},
        {"310115 王阿姨", NODE_OTHER},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (node_level_of(rows[i].code) != rows[i].level)
            fail_msg("%s", rows[i].code);
}

static void parents_are_prefixes(void **state)
{
    char part[NODE_PART];

    (void)state;
    assert_string_equal(node_street_of("310115007001", part), "310115007");
    assert_string_equal(node_street_of("310115007001-G03", part), "310115007");
    assert_string_equal(node_street_of("310115007-mzk", part), "310115007");
    assert_string_equal(node_street_of("310115007", part), "310115007");
    assert_string_equal(node_street_of("310115-mzj", part), "");
    assert_string_equal(node_street_of("", part), "");
    assert_string_equal(node_street_of(NULL, part), "");
    assert_string_equal(node_district_of("310115007001", part), "310115");
    assert_string_equal(node_district_of("310115-mzj", part), "310115");
    assert_string_equal(node_district_of("31", part), "");
}

/* A door, a place by its name, the longest name first; a number stands alone. */
/* Rosters say the seat in their own words, or not at all. */
static void a_seat_is_known_by_its_words_or_by_who_sits_there(void **state)
{
    static const struct person here[] = {
        {.id = "S01", .roles = 1u << ROLE_DESK, .away_from = CLOCK_NO_DAY},
        {.id = "S02", .roles = 1u << ROLE_JOINT, .away_from = CLOCK_NO_DAY},
        {.id = "S03", .roles = 1u << ROLE_JOINT | 1u << ROLE_WORKER, .away_from = CLOCK_NO_DAY},
        {.id = "S04",
         .status = PERSON_LEAVE,
         .away_from = TODAY,
         .away_until = TODAY,
         .cover = "S01"},
        {.id = "S05", .status = PERSON_LEFT, .cover = "S04"},
    };
    static const struct {
        const char *staff_id, *seat;
        enum seat is;
    } rows[] = {
        {"S02", "desk", SEAT_DESK},      {"S01", "joint", SEAT_JOINT},
        {"S02", "首问席", SEAT_DESK},    {"S01", "联合接待", SEAT_JOINT},
        {"S02", "", SEAT_JOINT},         {"S01", "", SEAT_DESK},
        {"S02", "物业窗口", SEAT_JOINT}, {"S03", "2号窗口", SEAT_DESK},
        {"S99", "", SEAT_DESK},
    };
    const struct people people = {.at = here, .count = 5, .today = TODAY};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct people_duty line = {.staff_id = rows[i].staff_id, .seat = rows[i].seat};
        assert_int_equal(people_seat(&people, &line), rows[i].is);
    }
    assert_string_equal(people_present(&people, "S02")->id, "S02");
    assert_string_equal(people_present(&people, "S04")->id, "S01");
    assert_null(people_present(&people, "S05")); /* its cover is away as well */
    assert_null(people_present(&people, "S99"));
}

static void places_in_words_find_their_grid(void **state)
{
    static const struct people_grid placed[] = {
        {"310115007001-G01", "S08", "5号;花园;西大门"},
        {"310115007001-G02", "S08", "15号;中心花园;88弄2号"},
        {"310115007001-G03", "S08", NULL},
    };
    static const struct {
        const char *text, *grid;
    } places[] = {
        {"5-502", "310115007001-G01"},
        {"5号楼道三楼", "310115007001-G01"},
        {"15号楼道", "310115007001-G02"},
        {"115号门口", ""},
        {"中心花园东侧", "310115007001-G02"},
        {"小花园", "310115007001-G01"},
        {"88-2-301", "310115007001-G02"},
        {"西大门外马路", "310115007001-G01"},
        {"菜场", ""},
        {"", ""},
    };
    const struct people people = {.grids = placed, .grid_count = 3};

    (void)state;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        assert_string_equal(people_grid_of_place(&people, HOME, places[i].text), places[i].grid);
    assert_string_equal(people_grid_of_place(&people, "310115007", "中心花园东侧"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seat_is_known_by_its_words_or_by_who_sits_there),
        cmocka_unit_test(places_in_words_find_their_grid),
        cmocka_unit_test(roles_are_read_from_words),
        cmocka_unit_test(lists_are_searched_by_whole_codes),
        cmocka_unit_test(who_is_here_on_a_day),
        cmocka_unit_test(people_are_found_by_id),
        cmocka_unit_test(the_roster_is_todays),
        cmocka_unit_test(an_administrator_who_has_not_left),
        cmocka_unit_test(a_door_finds_its_grid),
        cmocka_unit_test(the_leader_of_a_grid),
        cmocka_unit_test(levels_by_the_shape_of_the_code),
        cmocka_unit_test(parents_are_prefixes),
    };

    return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
