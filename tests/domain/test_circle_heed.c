/* SPDX-License-Identifier: MIT */
/* Which acts a file heeds, whatever it was given, and in any order. */
#include "config.h"

#include "shouwen/domain/circle_heed.h"

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
#define UNIT "310115-gl"
#define LOG(node) node "-0a1b2c3d"
#define CASE "case/007001-261122-1"

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct act act_of(uint8_t id, enum act_kind kind, const char *subject, const char *log)
{
    struct act act = {.kind = kind, .subject = subject, .log = log, .entered_at = id};

    act.id[0] = id;
    return act;
}

static struct act after(struct act act, uint8_t id)
{
    static uint64_t named[256];

    named[id] = (uint64_t)id << 56;
    act.on = &named[id];
    act.on_count = 1;
    return act;
}

/* The parts of acts 1, 2 ... as letters, '-' where unheeded, the same for every rotation. */
static void expect(const char *reader, const struct act *acts, size_t count, const char *parts)
{
    struct act turned[16];
    int of[16];

    for (size_t shift = 0; shift < count; shift++) {
        char said[17] = "";
        for (size_t i = 0; i < count; i++)
            turned[i] = acts[(i + shift) % count];
        circle_parts(acts[0].subject, reader, turned, count, &arena, of);
        for (size_t i = 0; i < count; i++)
            said[(i + shift) % count] = of[i] == CIRCLE_UNHEEDED ? '-' : (char)('a' + of[i]);
        assert_string_equal(said, parts);
    }
}

static void a_log_says_whose_it_is(void **state)
{
    char node[NODECODE_ROOM];

    (void)state;
    circle_author(LOG(STATION), node);
    assert_string_equal(node, STATION);
    circle_author(LOG(UNIT) "~00ff", node);
    assert_string_equal(node, UNIT);
    circle_author("310115007001-a", node);
    assert_string_equal(node, "");
    circle_author(NULL, node);
    assert_string_equal(node, "");
}

static void a_case_heeds_home_those_above_and_its_units(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_OPEN, CASE, LOG(STATION)),        act_of(2, ACT_DISPATCH, CASE, LOG(STREET)),
        act_of(3, ACT_REPLY, CASE, LOG(UNIT)),          act_of(4, ACT_CLOSE, CASE, LOG(UNIT)),
        act_of(5, ACT_ASSIGN, CASE, LOG(OTHER)),        act_of(6, ACT_ERASE, CASE, LOG(OTHER)),
        act_of(7, ACT_CLOSE, CASE, LOG(STATION)),       act_of(8, ACT_NOTE, CASE, "310115007002-a"),
        act_of(9, ACT_OPEN, CASE, LOG("310104007001")),
    };

    (void)state;
    acts[1].value[FIELD_TO] = UNIT;
    expect("", acts, 9, "aaa---aa-");
    /* nobody takes back what others did */
    struct act undo[] = {acts[0], acts[1], act_of(3, ACT_UNDO, CASE, LOG(UNIT))};
    undo[2].value[FIELD_VOIDS] = "02000000000000000000000000000000";
    expect("", undo, 3, "aa-");
    /* without an opening there is nothing to go by */
    expect("", acts + 1, 5, "aaaaa");
}

static void two_people_of_one_number_are_two_parts(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "residents/R77", LOG(STATION)),
        act_of(2, ACT_PUT, "residents/R77", LOG(OTHER)),
        after(act_of(3, ACT_PUT, "residents/R77", LOG(STREET)), 1),
        after(act_of(4, ACT_ERASE, "residents/R77", LOG(OTHER)), 2),
        after(act_of(5, ACT_ERASE, "residents/R77", LOG(OTHER)), 1),
    };

    (void)state;
    acts[2].value[FIELD_NODE] = STATION;
    expect(STREET, acts, 4, "abab");
    expect(OTHER, acts, 4, "baba");
    expect(STREET, acts, 5, "abab-");
}

/* Who moved, moved: what the new station writes follows the street's word. */
static void somebody_who_moved_stays_one(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "residents/R1", LOG(STATION)),
        after(act_of(2, ACT_PUT, "residents/R1", LOG(STREET)), 1),
        after(act_of(3, ACT_PUT, "residents/R1", LOG(OTHER)), 2),
        after(act_of(4, ACT_PUT, "residents/R1", LOG(UNIT)), 1),
    };

    (void)state;
    acts[1].value[FIELD_NODE] = OTHER;
    expect(STREET, acts, 4, "aaaa");
    expect(STATION, acts, 4, "aaaa");
}

static void what_stands_under_one_id_is_of_who_lives_nearest(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "residents/R77", LOG(STATION)),
        act_of(2, ACT_PUT, "residents/R77", LOG(OTHER)),
        after(act_of(3, ACT_PUT, "residents/R77", LOG(STREET)), 1),
        after(act_of(4, ACT_ERASE, "residents/R77", LOG(STREET)), 2),
    };
    int parts[4];

    (void)state;
    circle_parts(acts[0].subject, STREET, acts, 4, &arena, parts);
    assert_int_equal(circle_part_at(STATION, acts, 4, parts, 0), 0);
    assert_int_equal(circle_part_at(STATION "-G01", acts, 4, parts, 0), 0);
    assert_int_equal(circle_part_at(OTHER, acts, 4, parts, 0), 1);
    assert_int_equal(circle_part_at(OTHER "-G01", acts, 4, parts, 1), 1);
    /* the street looks after both; nobody's is whose it was asked for */
    assert_int_equal(circle_part_at(STREET, acts, 4, parts, 0), 0);
    assert_int_equal(circle_part_at(STREET, acts, 4, parts, 1), 1);
    assert_int_equal(circle_part_at("310115008003", acts, 4, parts, 1), 1);
    assert_int_equal(circle_part_at("", acts, 4, parts, 1), 1);
}

static void a_levels_staff_are_its_own(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "staff/T09", LOG(STREET)),
        act_of(2, ACT_PUT, "staff/T09", LOG(OTHER)),
        act_of(3, ACT_ERASE, "staff/T09", LOG(OTHER)),
        act_of(4, ACT_PUT, "staff/T09", LOG("310115")),
    };
    struct act below[] = {
        act_of(1, ACT_PUT, "staff/S01", LOG(STREET)),
        act_of(2, ACT_PUT, "staff/S01", LOG(STATION)),
        act_of(3, ACT_PUT, "staff/S01", LOG(OTHER)),
    };

    (void)state;
    expect(STREET, acts, 4, "a--a");
    expect(OTHER, acts, 4, "aa-a");
    below[0].value[FIELD_NODE] = STATION;
    expect(STREET, below, 3, "aa-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_says_whose_it_is),
        cmocka_unit_test(a_case_heeds_home_those_above_and_its_units),
        cmocka_unit_test(two_people_of_one_number_are_two_parts),
        cmocka_unit_test(somebody_who_moved_stays_one),
        cmocka_unit_test(what_stands_under_one_id_is_of_who_lives_nearest),
        cmocka_unit_test(a_levels_staff_are_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, release);
}
