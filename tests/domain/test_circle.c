/* SPDX-License-Identifier: MIT */
/* Who sees what (sync.md 2), for every kind of subject, and in whatever order it is told. */
#include "config.h"

#include "shouwen/domain/circle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define STATION "310115007001"
#define OTHER "310115007002"
#define STREET "310115007"
#define NEXT "310115008"
#define DISTRICT "310115"
#define CITY "3101"
#define UNIT "310115-gl"
#define DESK "310115007-cg"
#define CASE "case/007001-261122-1"

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct circle circle_for(const char *subject)
{
    return (struct circle){.subject = subject};
}

static bool hear(struct circle *circle, enum act_kind kind, const char *author,
                 enum act_field field, const char *value)
{
    struct act act = {.kind = kind, .subject = circle->subject};

    act.value[field] = value;
    return circle_hear(circle, &act, author, &arena);
}

static void check(const struct circle *circle, const char *const *nodes, enum sight sight)
{
    for (; *nodes; nodes++)
        if (circle_sight(circle, *nodes) != sight)
            fail_msg("%s sees %d of %s, not %d", *nodes, (int)circle_sight(circle, *nodes),
                     circle->subject, (int)sight);
}
#define SEES(circle, sight, ...) check(circle, (const char *const[]){__VA_ARGS__, NULL}, sight)

static void a_case_belongs_to_home_and_street(void **state)
{
    struct circle circle = circle_for(CASE);

    (void)state;
    SEES(&circle, SIGHT_NONE, STATION, STREET, DISTRICT);
    assert_true(hear(&circle, ACT_OPEN, STATION, FIELD_NODE, STATION));
    assert_false(hear(&circle, ACT_OPEN, STATION, FIELD_NODE, STATION));
    assert_false(hear(&circle, ACT_NOTE, STREET, FIELD_TEXT, "x"));
    SEES(&circle, SIGHT_WHOLE, STATION, STREET);
    SEES(&circle, SIGHT_HEAD, DISTRICT, CITY);
    SEES(&circle, SIGHT_NONE, OTHER, NEXT, UNIT, DESK);
}

static void a_supervised_case_is_seen_whole_by_who_supervises_it(void **state)
{
    struct circle circle = circle_for(CASE);

    (void)state;
    hear(&circle, ACT_OPEN, STATION, FIELD_NODE, STATION);
    assert_true(hear(&circle, ACT_SUPERVISE, DISTRICT, FIELD_NODE, DISTRICT));
    SEES(&circle, SIGHT_WHOLE, DISTRICT);
    SEES(&circle, SIGHT_HEAD, CITY);
    /* a district that it does not lie in cannot */
    assert_true(hear(&circle, ACT_SUPERVISE, "310116", FIELD_NODE, "310116"));
    SEES(&circle, SIGHT_NONE, "310116");
}

static void a_unit_sees_a_case_from_the_dispatch_on_in_any_order(void **state)
{
    struct circle circle = circle_for(CASE);

    (void)state;
    assert_true(hear(&circle, ACT_DISPATCH, STREET, FIELD_TO, UNIT));
    SEES(&circle, SIGHT_NONE, UNIT, STREET);
    hear(&circle, ACT_OPEN, STATION, FIELD_NODE, STATION);
    SEES(&circle, SIGHT_WHOLE, UNIT, STREET, STATION);
    SEES(&circle, SIGHT_NONE, DESK);
    /* neither the unit itself nor another street gives it away */
    hear(&circle, ACT_DISPATCH, UNIT, FIELD_TO, DESK);
    hear(&circle, ACT_DISPATCH, NEXT, FIELD_TO, NEXT);
    SEES(&circle, SIGHT_NONE, DESK, NEXT);
}

static void a_resident_stays_with_station_and_street_unless_a_case_goes_on(void **state)
{
    struct circle resident = circle_for("residents/R1"), matter = circle_for(CASE);
    const char **ids;

    (void)state;
    hear(&resident, ACT_PUT, STATION, FIELD_NODE, STATION);
    SEES(&resident, SIGHT_WHOLE, STATION, STREET);
    SEES(&resident, SIGHT_NONE, DISTRICT, OTHER, UNIT);
    struct act opened = {.kind = ACT_OPEN, .subject = matter.subject};
    opened.value[FIELD_NODE] = STATION;
    opened.value[FIELD_RESIDENT] = "R1";
    circle_hear(&matter, &opened, STATION, &arena);
    assert_false(circle_follow(&resident, &matter, &arena));
    hear(&matter, ACT_DISPATCH, STREET, FIELD_TO, DESK);
    assert_int_equal(circle_residents(&matter, &arena, &ids), 1);
    assert_string_equal(ids[0], "R1");
    assert_true(circle_follow(&resident, &matter, &arena));
    SEES(&resident, SIGHT_WHOLE, DESK);
    /* what the department notes of them does not open them to its own street or others */
    hear(&resident, ACT_PUT, UNIT, FIELD_NODE, UNIT);
    SEES(&resident, SIGHT_NONE, DISTRICT, OTHER);
}

/* An opening of their own gives nobody a case whose number is another station's. */
static void nobody_lets_themselves_in(void **state)
{
    struct circle circle = circle_for(CASE);

    (void)state;
    hear(&circle, ACT_OPEN, STATION, FIELD_NODE, STATION);
    assert_false(hear(&circle, ACT_OPEN, OTHER, FIELD_NODE, OTHER));
    assert_false(hear(&circle, ACT_OPEN, OTHER, FIELD_NODE, STATION));
    assert_false(hear(&circle, ACT_OPEN, NEXT, FIELD_NODE, STATION));
    SEES(&circle, SIGHT_NONE, OTHER, NEXT);
}

/* A case takes only residents along who are of its own home: ids may be alike, or guessed. */
static void a_case_takes_no_others_resident_along(void **state)
{
    struct circle resident = circle_for("residents/R1"),
                  matter = circle_for("case/007002-261122-1");

    (void)state;
    hear(&resident, ACT_PUT, STATION, FIELD_NODE, STATION);
    hear(&matter, ACT_OPEN, OTHER, FIELD_NODE, OTHER);
    hear(&matter, ACT_OPEN, OTHER, FIELD_RESIDENT, "R1");
    assert_true(hear(&matter, ACT_DISPATCH, OTHER, FIELD_TO, OTHER));
    assert_false(circle_follow(&resident, &matter, &arena));
    SEES(&resident, SIGHT_NONE, OTHER);
}

/* Of two who were given one id the one whom the street means, who tells by digits or home. */
static void a_case_takes_whom_it_means_along(void **state)
{
    struct circle ours = circle_for("residents/R8-007001"),
                  theirs = circle_for("residents/R8-007001"),
                  bare = circle_for("case/115007-261122-1"),
                  named = circle_for("case/115007-261122-2");

    (void)state;
    hear(&ours, ACT_PUT, STATION, FIELD_NODE, STATION);
    hear(&theirs, ACT_PUT, OTHER, FIELD_NODE, OTHER);
    hear(&bare, ACT_OPEN, STREET, FIELD_NODE, STREET);
    hear(&bare, ACT_AMEND, STREET, FIELD_RESIDENT, "R8-007001");
    hear(&bare, ACT_DISPATCH, STREET, FIELD_TO, DESK);
    hear(&named, ACT_OPEN, STREET, FIELD_NODE, STREET);
    hear(&named, ACT_AMEND, STREET, FIELD_RESIDENT, "R8-007001@" OTHER);
    hear(&named, ACT_DISPATCH, STREET, FIELD_TO, DESK);
    assert_true(circle_follow(&ours, &bare, &arena));
    assert_false(circle_follow(&theirs, &bare, &arena));
    assert_true(circle_follow(&theirs, &named, &arena));
    assert_false(circle_follow(&ours, &named, &arena));
}

static void who_is_named_later_goes_along_too(void **state)
{
    struct circle resident = circle_for("residents/R1"), matter = circle_for(CASE);

    (void)state;
    hear(&resident, ACT_PUT, STATION, FIELD_NODE, STATION);
    hear(&matter, ACT_OPEN, STATION, FIELD_NODE, STATION);
    assert_true(hear(&matter, ACT_AMEND, STATION, FIELD_RESIDENT, "R1"));
    hear(&matter, ACT_DISPATCH, STATION, FIELD_TO, DESK);
    assert_true(circle_follow(&resident, &matter, &arena));
    SEES(&resident, SIGHT_WHOLE, DESK);
}

static void a_resident_belongs_where_they_are_looked_after(void **state)
{
    struct circle entered = circle_for("residents/R1"), claimed = circle_for("residents/R2");

    (void)state;
    hear(&entered, ACT_PUT, STREET, FIELD_NODE, STATION);
    SEES(&entered, SIGHT_WHOLE, STATION, STREET);
    SEES(&entered, SIGHT_NONE, OTHER, DISTRICT);
    /* a station gives nobody to another one */
    hear(&claimed, ACT_PUT, STATION, FIELD_NODE, OTHER);
    SEES(&claimed, SIGHT_WHOLE, STATION, STREET);
    SEES(&claimed, SIGHT_NONE, OTHER);
}

/* A station's word on what a level above gave out stays there, and its calendar does. */
static void a_word_on_others_things_stays_below(void **state)
{
    struct circle theirs = circle_for("staff/T01"), own = circle_for("staff/S01"),
                  calendar = circle_for("calendar/2026-10-01"), above = circle_for("staff/S01");

    (void)state;
    hear(&theirs, ACT_PUT, STATION, FIELD_NODE, STREET);
    SEES(&theirs, SIGHT_NONE, STREET, OTHER, DISTRICT);
    hear(&own, ACT_PUT, STATION, FIELD_NODE, STATION);
    SEES(&own, SIGHT_WHOLE, STREET, DISTRICT);
    SEES(&own, SIGHT_NONE, OTHER);
    hear(&calendar, ACT_PUT, STREET, FIELD_NODE, STREET);
    SEES(&calendar, SIGHT_WHOLE, STATION, OTHER);
    SEES(&calendar, SIGHT_NONE, DISTRICT, NEXT);
    hear(&above, ACT_PUT, STREET, FIELD_NODE, STATION);
    SEES(&above, SIGHT_WHOLE, STATION, STREET, DISTRICT);
    SEES(&above, SIGHT_NONE, OTHER);
    assert_int_equal(circle_way_of("staff/S01"), CIRCLE_BY_AUTHOR);
}

static void every_kind_of_subject_has_its_circle(void **state)
{
    static const struct {
        const char *subject;
        enum sight home, street, district, below;
    } rows[] = {
        {"visits/V1", SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_NONE, SIGHT_NONE},
        {"demands/D1", SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_NONE, SIGHT_NONE},
        {"handovers/2026-11-22", SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_NONE, SIGHT_NONE},
        {"sessions/S1", SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_NONE},
        {"tally/2026-11-22", SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_NONE},
        {"staff/S01", SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_WHOLE, SIGHT_NONE},
        {"calendar/2026-10-01", SIGHT_WHOLE, SIGHT_NONE, SIGHT_NONE, SIGHT_NONE},
        {"things/X", SIGHT_WHOLE, SIGHT_HEAD, SIGHT_HEAD, SIGHT_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct circle circle = circle_for(rows[i].subject);
        hear(&circle, ACT_PUT, STATION, FIELD_NODE, STATION);
        SEES(&circle, rows[i].home, STATION);
        SEES(&circle, rows[i].street, STREET);
        SEES(&circle, rows[i].district, DISTRICT);
        SEES(&circle, rows[i].below, OTHER);
        SEES(&circle, SIGHT_NONE, UNIT, NEXT);
    }
}

static void what_a_street_lays_down_is_for_its_area(void **state)
{
    struct circle circle = circle_for("services/WH01");

    (void)state;
    hear(&circle, ACT_PUT, STREET, FIELD_NODE, STREET);
    SEES(&circle, SIGHT_WHOLE, STATION, OTHER, STREET, DISTRICT, DESK);
    SEES(&circle, SIGHT_NONE, NEXT, "310115008001", UNIT);
}

static void it_is_written_and_read_and_joined(void **state)
{
    struct circle one = circle_for(CASE), other = circle_for(CASE), both;
    struct text a = TEXT_EMPTY, b = TEXT_EMPTY;

    (void)state;
    hear(&one, ACT_OPEN, STATION, FIELD_NODE, STATION);
    hear(&one, ACT_SUPERVISE, DISTRICT, FIELD_NODE, DISTRICT);
    hear(&other, ACT_DISPATCH, STREET, FIELD_TO, UNIT);
    circle_write(&one, &a);
    circle_read(&both, CASE, a.at, &arena);
    assert_true(circle_join(&both, &other, &arena));
    assert_false(circle_join(&both, &one, &arena));
    assert_true(circle_join(&other, &one, &arena));
    text_clear(&a);
    circle_write(&both, &a);
    circle_write(&other, &b);
    assert_string_equal(a.at, b.at);
    assert_string_equal(a.at, "d" STREET ">" UNIT " h" STATION " s" DISTRICT);
    text_release(&a);
    text_release(&b);
}

/* However many there are and whichever way they come. */
static void claims_stand_in_their_order(void **state)
{
    enum { MANY = 100 };
    struct circle up = circle_for("residents/R1"), down = circle_for("residents/R1"), again;
    struct text a = TEXT_EMPTY, b = TEXT_EMPTY;
    char grid[MANY][20];

    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(grid[i], sizeof(grid[i]), STATION "-G%02d", i);
        assert_true(hear(&up, ACT_PUT, STATION, FIELD_NODE, grid[i]));
    }
    for (int i = MANY; i-- > 0;)
        assert_true(hear(&down, ACT_PUT, STATION, FIELD_NODE, grid[i]));
    assert_false(hear(&down, ACT_PUT, STATION, FIELD_NODE, grid[MANY / 3]));
    circle_write(&up, &a);
    circle_write(&down, &b);
    assert_string_equal(a.at, b.at);
    circle_read(&again, up.subject, a.at, &arena);
    assert_int_equal(again.count, MANY);
    assert_false(circle_join(&again, &down, &arena));
    text_release(&a);
    text_release(&b);
}

/* Whoever makes up codes below their own claims their own home, and dispatches to nobody. */
static void no_code_but_a_real_one_is_claimed(void **state)
{
    static const char *const made_up[] = {STATION "-1", STATION "-G001", STATION "9", "x"};
    struct circle resident = circle_for("residents/R1"), staff = circle_for("staff/S01"),
                  matter = circle_for(CASE);
    struct text claims = TEXT_EMPTY;

    (void)state;
    hear(&matter, ACT_OPEN, STATION, FIELD_NODE, STATION);
    for (size_t i = 0; i < sizeof(made_up) / sizeof(*made_up); i++) {
        hear(&resident, ACT_PUT, STATION, FIELD_NODE, made_up[i]);
        hear(&staff, ACT_PUT, STATION, FIELD_NODE, made_up[i]);
        assert_false(hear(&matter, ACT_DISPATCH, STATION, FIELD_TO, made_up[i]));
    }
    circle_write(&resident, &claims);
    assert_string_equal(claims.at, "h" STATION);
    text_clear(&claims);
    circle_write(&staff, &claims);
    assert_string_equal(claims.at, "b" STATION);
    text_release(&claims);
}

static void ids_clash_between_neighbours_only(void **state)
{
    (void)state;
    assert_true(circle_is_clash("grids/G01", STATION, OTHER));
    /* stations number their staff each for themselves */
    assert_false(circle_is_clash("staff/S01", STATION, OTHER));
    assert_true(circle_is_clash("services/WH01", STREET, NEXT));
    assert_false(circle_is_clash("staff/S01", STATION, STREET));
    assert_false(circle_is_clash("staff/S01", DISTRICT, STATION));
    assert_false(circle_is_clash("calendar/2026-10-01", STATION, OTHER));
    assert_false(circle_is_clash(CASE, STATION, OTHER));
}

/* Where cases are dispatched to. */
static void departments_are_known_below_who_lists_them(void **state)
{
    struct circle circle = circle_for("nodes/" UNIT), section = circle_for("nodes/" DESK),
                  itself = circle_for("nodes/" UNIT);

    (void)state;
    hear(&circle, ACT_PUT, DISTRICT, FIELD_NODE, UNIT);
    SEES(&circle, SIGHT_WHOLE, UNIT, DISTRICT, STREET, NEXT, STATION, CITY);
    hear(&section, ACT_PUT, STREET, FIELD_NODE, DESK);
    SEES(&section, SIGHT_WHOLE, DESK, STREET, STATION, DISTRICT);
    SEES(&section, SIGHT_NONE, NEXT, UNIT);
    hear(&itself, ACT_PUT, UNIT, FIELD_NODE, UNIT);
    SEES(&itself, SIGHT_WHOLE, UNIT, DISTRICT);
    SEES(&itself, SIGHT_NONE, STREET, STATION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_belongs_to_home_and_street),
        cmocka_unit_test(a_supervised_case_is_seen_whole_by_who_supervises_it),
        cmocka_unit_test(a_unit_sees_a_case_from_the_dispatch_on_in_any_order),
        cmocka_unit_test(a_resident_stays_with_station_and_street_unless_a_case_goes_on),
        cmocka_unit_test(nobody_lets_themselves_in),
        cmocka_unit_test(a_case_takes_no_others_resident_along),
        cmocka_unit_test(a_case_takes_whom_it_means_along),
        cmocka_unit_test(who_is_named_later_goes_along_too),
        cmocka_unit_test(a_resident_belongs_where_they_are_looked_after),
        cmocka_unit_test(a_word_on_others_things_stays_below),
        cmocka_unit_test(every_kind_of_subject_has_its_circle),
        cmocka_unit_test(what_a_street_lays_down_is_for_its_area),
        cmocka_unit_test(it_is_written_and_read_and_joined),
        cmocka_unit_test(claims_stand_in_their_order),
        cmocka_unit_test(no_code_but_a_real_one_is_claimed),
        cmocka_unit_test(ids_clash_between_neighbours_only),
        cmocka_unit_test(departments_are_known_below_who_lists_them),
    };

    return cmocka_run_group_tests(tests, NULL, release);
}
