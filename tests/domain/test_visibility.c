/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/visibility.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define STATION "310115007001"
enum { TODAY = 20777 };

/* Sorted by id. What each sees of the cases below is the row of letters beside it: whole, head, or
 * nothing. */
static const struct {
    struct person person;
    const char *sees;
} staff[] = {
    /*                                                      a case of each place, in their order */
    {{.id = "A1", .roles = 1u << ROLE_ADMIN, .node = STATION}, "WWWWWWWWW"},
    {{.id = "C1", .roles = 1u << ROLE_CLERK, .node = "310115-fgj"}, "----WW---"},
    {{.id = "C2", .roles = 1u << ROLE_CLERK, .node = "310115007-mzk"}, "---------"},
    {{.id = "D1", .roles = 1u << ROLE_DISPATCHER, .node = "310115007"}, "WWWWWWW--"},
    {{.id = "D2", .roles = 1u << ROLE_DISPATCHER, .node = "310115008"}, "-------W-"},
    {{.id = "G1", .roles = 1u << ROLE_GRID_LEADER, .node = STATION, .grids = STATION "-G03"},
     "-W-------"},
    {{.id = "G2", .roles = 1u << ROLE_GRID_LEADER, .node = STATION}, "--W------"},
    {{.id = "G3", .roles = 1u << ROLE_GRID_MEMBER, .node = STATION, .grids = STATION "-G03"},
     "-W-------"},
    {{.id = "G4", .roles = 1u << ROLE_GRID_HELPER, .node = STATION, .grids = STATION "-G03"},
     "---------"},
    {{.id = "G5", .roles = 1u << ROLE_INFORMANT, .node = STATION}, "---------"},
    {{.id = "S1", .roles = 1u << ROLE_DESK, .node = STATION}, "WWW-WW---"},
    {{.id = "S2", .roles = 1u << ROLE_JOINT, .node = STATION}, "WWW-WW---"},
    {{.id = "S3", .roles = 1u << ROLE_WORKER, .node = STATION}, "WWW-WW---"},
    {{.id = "S4", .roles = 1u << ROLE_SECRETARY, .node = STATION, .cover = "S7"}, "WWW-WW---"},
    {{.id = "S5", .roles = 0, .node = STATION}, "---------"},
    {{.id = "S6", .roles = 0, .node = STATION}, "WWW-WW---"}, /* on the roster */
    {{.id = "S7", .roles = 1u << ROLE_DESK, .node = "310115007009"}, "---------"},
    {{.id = "S8", .roles = 1u << ROLE_SECRETARY, .node = STATION, .status = PERSON_LEFT},
     "---------"},
    {{.id = "T1", .roles = 1u << ROLE_WORKER, .node = "310115007"}, "------W--"},
    {{.id = "V1", .roles = 1u << ROLE_SUPERVISOR, .node = "310115"}, "HHHHWWHH-"},
    {{.id = "V2", .roles = 1u << ROLE_SUPERVISOR | 1u << ROLE_CLERK, .node = "310116"},
     "--------H"},
};
enum { STAFF = sizeof(staff) / sizeof(staff[0]) };

/* Nobody above holds any of them. */
static const struct visibility_case places[] = {
    {.node = STATION, .holder = "X"},
    {.node = STATION, .grid = STATION "-G03", .holder = "X"},
    {.node = STATION, .grid = STATION "-G04", .holder = "X"},
    {.node = "310115007002", .holder = "X"},
    {.node = STATION, .unit = "310115-fgj", .flags = FLAG_SUPERVISED, .holder = "X"},
    {.node = STATION, .unit = "310115-fgj", .flags = FLAG_DISPUTE, .holder = "X"},
    {.node = "310115007", .unit = "310115007", .holder = "X"},
    {.node = "310115008001", .holder = "X"},
    {.node = "310116001001", .holder = "X"},
};
enum { PLACES = sizeof(places) / sizeof(places[0]) };

static struct person everybody[STAFF + 1];
static const struct people_duty duty[] = {
    {.staff_id = "S6", .shift = "", .seat = "desk", .from = "", .to = ""}};
static const struct people_grid grids[] = {{STATION "-G04", "G2", ""}};

static struct people gather(void)
{
    static const struct person holder = {.id = "X", .roles = 1u << ROLE_WORKER, .node = STATION};

    for (size_t i = 0; i <= STAFF; i++) {
        struct person *person = &everybody[i];
        *person = i < STAFF ? staff[i].person : holder;
        person->away_from = person->away_until = CLOCK_NO_DAY;
        person->name = person->id;
        person->cover = person->cover ? person->cover : "";
        person->grids = person->grids ? person->grids : "";
    }
    return (struct people){.at = everybody,
                           .count = STAFF + 1,
                           .duty = duty,
                           .duty_count = 1,
                           .grids = grids,
                           .grid_count = 1,
                           .today = TODAY};
}

static struct visibility_case place(size_t index)
{
    struct visibility_case one = places[index];

    one.grid = one.grid ? one.grid : "";
    one.unit = one.unit ? one.unit : one.node;
    return one;
}

static void each_role_sees_what_the_table_says(void **state)
{
    static const char letters[] = {[SIGHT_NONE] = '-', [SIGHT_HEAD] = 'H', [SIGHT_WHOLE] = 'W'};
    struct people people = gather();

    (void)state;
    for (size_t i = 0; i < STAFF; i++) {
        struct visibility visibility = visibility_of(&people, &everybody[i]);
        char sees[PLACES + 1] = "";
        for (size_t k = 0; k < PLACES; k++) {
            struct visibility_case one = place(k);
            sees[k] = letters[visibility_may_see(&visibility, &one)];
        }
        if (strcmp(sees, staff[i].sees) != 0)
            fail_msg("%s sees %s, not %s", everybody[i].id, sees, staff[i].sees);
    }
}

static void who_took_it_in_or_was_given_it_goes_on_seeing_it(void **state)
{
    struct people people = gather();
    struct visibility_case one = place(0);

    (void)state;
    one.was_theirs = true;
    for (size_t i = 0; i < STAFF; i++) {
        struct visibility visibility = visibility_of(&people, &everybody[i]);
        bool left = everybody[i].status == PERSON_LEFT;
        assert_int_equal(visibility_may_see(&visibility, &one), left ? SIGHT_NONE : SIGHT_WHOLE);
    }
}

static void a_clerk_goes_on_seeing_what_was_dispatched_once(void **state)
{
    struct people people = gather();
    struct visibility_case one = place(0);
    struct visibility clerk = visibility_of(&people, people_find(&people, "C2"));
    struct visibility helper = visibility_of(&people, people_find(&people, "G4"));

    (void)state;
    assert_int_equal(visibility_may_see(&clerk, &one), SIGHT_NONE);
    one.was_dispatched = true;
    assert_int_equal(visibility_may_see(&clerk, &one), SIGHT_WHOLE);
    assert_int_equal(visibility_may_see(&helper, &one), SIGHT_NONE);
}

static void who_answers_for_the_holder_sees_it(void **state)
{
    struct people people = gather();
    struct visibility_case one = place(0);
    struct person *holder = &everybody[STAFF];
    struct visibility helper = visibility_of(&people, people_find(&people, "G4"));

    (void)state;
    one.holder = "G4";
    assert_int_equal(visibility_may_see(&helper, &one), SIGHT_WHOLE);
    one.holder = "X";
    holder->cover = "G4";
    assert_int_equal(visibility_may_see(&helper, &one), SIGHT_NONE);
    holder->status = PERSON_LEAVE;
    assert_int_equal(visibility_may_see(&helper, &one), SIGHT_WHOLE);
}

/* While the secretary is away their cover stands in for the whole station. */
static void who_stands_in_for_the_secretary_sees_the_station(void **state)
{
    struct people people = gather();
    struct visibility_case one = place(0);
    struct visibility cover = visibility_of(&people, people_find(&people, "S7"));

    (void)state;
    assert_int_equal(visibility_may_see(&cover, &one), SIGHT_NONE);
    for (size_t i = 0; i < STAFF; i++)
        if (strcmp(everybody[i].id, "S4") == 0)
            everybody[i].status = PERSON_LEAVE;
    assert_int_equal(visibility_may_see(&cover, &one), SIGHT_WHOLE);
}

static void nobody_signed_in_stands_for_the_program(void **state)
{
    struct people people = gather();
    struct visibility program = visibility_of(&people, NULL);

    (void)state;
    for (size_t k = 0; k < PLACES; k++) {
        struct visibility_case one = place(k);
        assert_int_equal(visibility_may_see(&program, &one), SIGHT_WHOLE);
    }
    assert_true(visibility_has_resident(&program, STATION, ""));
}

static void residents_are_seen_by_those_of_the_station_and_of_their_grid(void **state)
{
    static const char expected[] = "A1 D1 S1 S2 S3 S4 S6 ";
    struct people people = gather();
    struct text all = TEXT_EMPTY, of_grid = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < STAFF; i++) {
        struct visibility visibility = visibility_of(&people, &everybody[i]);
        if (visibility_has_resident(&visibility, STATION, ""))
            text_addf(&all, "%s ", everybody[i].id);
        else if (visibility_has_resident(&visibility, STATION, STATION "-G03"))
            text_addf(&of_grid, "%s ", everybody[i].id);
    }
    assert_string_equal(all.at, expected);
    assert_string_equal(of_grid.at, "G1 G3 ");
    text_release(&all);
    text_release(&of_grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_sees_what_the_table_says),
        cmocka_unit_test(who_took_it_in_or_was_given_it_goes_on_seeing_it),
        cmocka_unit_test(a_clerk_goes_on_seeing_what_was_dispatched_once),
        cmocka_unit_test(who_answers_for_the_holder_sees_it),
        cmocka_unit_test(who_stands_in_for_the_secretary_sees_the_station),
        cmocka_unit_test(nobody_signed_in_stands_for_the_program),
        cmocka_unit_test(residents_are_seen_by_those_of_the_station_and_of_their_grid),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
