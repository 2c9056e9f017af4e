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

/* The parts of acts 1, 2 ... as letters, '-' where unheeded, capital where erased, the same for
 * every rotation. */
static void expect(const char *reader, const struct act *acts, size_t count, const char *parts)
{
    struct act turned[16];
    int of[16];
    bool is_erased[16];

    for (size_t shift = 0; shift < count; shift++) {
        char said[17] = "";
        for (size_t i = 0; i < count; i++)
            turned[i] = acts[(i + shift) % count];
        circle_parts(acts[0].subject, reader, turned, count, &arena, of, is_erased);
        for (size_t i = 0; i < count; i++)
            said[(i + shift) % count] = of[i] == CIRCLE_UNHEEDED ? '-'
                                        : is_erased[i]           ? (char)('A' + of[i])
                                                                 : (char)('a' + of[i]);
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
    expect("", acts + 1, 4, "aaaa");
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
    expect(STREET, acts, 4, "aBaB");
    expect(OTHER, acts, 4, "bAbA");
    expect(STREET, acts, 5, "aBaB-");
}

/* Whoever looks after them, or did, erases it all, as the hub does. */
static void who_moved_is_erased_by_both_homes(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "residents/R1", LOG(STATION)),
        after(act_of(2, ACT_PUT, "residents/R1", LOG(STREET)), 1),
        after(act_of(3, ACT_PUT, "residents/R1", LOG(STATION)), 2),
        after(act_of(4, ACT_ERASE, "residents/R1", LOG(OTHER)), 3),
    };

    (void)state;
    acts[1].value[FIELD_NODE] = acts[2].value[FIELD_NODE] = OTHER;
    expect(STREET, acts, 4, "AAAA");
    acts[3] = after(act_of(4, ACT_ERASE, "residents/R1", LOG(STATION)), 2);
    expect(STREET, acts, 4, "AAAA");
    expect(OTHER, acts, 4, "AAAA");
    /* a third one does not, nor a unit that sees them */
    acts[3] = after(act_of(4, ACT_ERASE, "residents/R1", LOG("310115007003")), 3);
    expect(STREET, acts, 4, "aaa-");
    acts[2] = after(act_of(3, ACT_PUT, "residents/R1", LOG(UNIT)), 2);
    acts[3] = after(act_of(4, ACT_ERASE, "residents/R1", LOG(UNIT)), 3);
    expect(UNIT, acts, 4, "aaa-");
    /* nor does an erasing that says nothing of what it takes */
    acts[3] = act_of(4, ACT_ERASE, "residents/R1", LOG(STREET));
    expect(STREET, acts, 4, "aaa-");
}

/* The same list was taken in twice: what is theirs goes together, a neighbour's stays. */
static void of_one_home_all_is_erased(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "residents/R1", LOG(STREET)),
        act_of(2, ACT_PUT, "residents/R1", LOG(STATION)),
        after(act_of(3, ACT_ERASE, "residents/R1", LOG(STATION)), 2),
        act_of(4, ACT_PUT, "residents/R1", LOG(OTHER)),
        act_of(5, ACT_PUT, "residents/R1", LOG(STREET)),
    };

    (void)state;
    acts[0].value[FIELD_NODE] = STATION;
    expect(OTHER, acts, 4, "BBBa");
    expect("310115", acts, 4, "AAAb");
    /* the street's own it may not erase */
    expect(STATION, acts, 5, "AAAba");
}

static void nothing_is_erased_by_who_cannot_erase_it(void **state)
{
    struct act mine = act_of(1, ACT_PUT, "residents/R1", LOG(STATION)), all[2] = {mine};

    (void)state;
    all[1] = after(act_of(2, ACT_ERASE, "residents/R1", LOG(STATION)), 1);
    assert_true(circle_would_heed(&all[1], STATION, all, 1, &arena));
    all[1].log = LOG(OTHER);
    assert_false(circle_would_heed(&all[1], OTHER, all, 1, &arena));
    all[1].log = LOG(STREET);
    assert_true(circle_would_heed(&all[1], STREET, all, 1, &arena));
}

/* Who writes an early date, or a late one, is not shown for that. */
static void whose_id_it_is_comes_first_whatever_the_date(void **state)
{
    struct act acts[] = {
        act_of(1, ACT_PUT, "residents/R1-007002", LOG(STATION)),
        act_of(2, ACT_PUT, "residents/R1-007002", LOG(OTHER)),
        {.kind = ACT_UNKNOWN},
    };
    struct act staff[] = {
        act_of(1, ACT_PUT, "staff/S01", LOG(OTHER)),
        act_of(2, ACT_PUT, "staff/S01", LOG(STATION)),
    };

    (void)state;
    expect(STREET, acts, 2, "ba");
    expect(STATION, acts, 2, "ab");
    /* nor for what the street says of them */
    acts[2] = after(act_of(3, ACT_PUT, "residents/R1-007002", LOG(STREET)), 1);
    acts[2].value[FIELD_NODE] = STATION;
    expect(STREET, acts, 3, "bab");
    expect(STREET, staff, 2, "ba");
    expect(OTHER, staff, 2, "ab");
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

/* Whose neighbour's it is cannot say that it is about somebody of their own, whatever else they
 * name; a level above can. */
static void nobody_draws_a_neighbours_to_themselves(void **state)
{
    static const char *const subjects[] = {"staff/S01", "residents/R1", "services/B01"};
    const uint64_t on[] = {(uint64_t)1 << 56, (uint64_t)99 << 56};

    (void)state;
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        struct act acts[] = {act_of(1, ACT_PUT, subjects[i], LOG(STATION)),
                             act_of(2, ACT_PUT, subjects[i], LOG(OTHER))};
        acts[1].on = on;
        acts[1].on_count = 2;
        expect(STREET, acts, 2, "ab");
        expect("310115", acts, 2, "ab");
        expect(OTHER, acts, 2, "ba");
        acts[1].on_count = 1;
        expect(STREET, acts, 2, "ab");
        acts[1].log = LOG(STREET);
        acts[1].value[FIELD_NODE] = OTHER;
        expect(STREET, acts, 2, "aa");
    }
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
    bool is_erased[4];

    (void)state;
    circle_parts(acts[0].subject, STREET, acts, 4, &arena, parts, is_erased);
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
    /* whoever has the id below, or above, is another one */
    expect(STREET, acts, 4, "ac-b");
    expect(OTHER, acts, 4, "ca-b");
    /* what names the level's own is about those, and not the station's to say */
    acts[1] = after(acts[1], 1);
    expect(STREET, acts, 4, "a--b");
    below[0].value[FIELD_NODE] = STATION;
    /* whom another station gave the same id is another one, and never comes first */
    expect(STREET, below, 3, "aab");
    below[0].value[FIELD_NODE] = OTHER;
    expect(STREET, below, 3, "aba");
    /* its own comes first, though it said something of somebody below before */
    below[1] = after(act_of(2, ACT_PUT, "staff/S01", LOG(OTHER)), 1);
    below[2].log = LOG(STREET);
    expect(STREET, below, 3, "bba");
}

static struct act put(uint8_t id, const char *log, const char *home)
{
    struct act act = act_of(id, ACT_PUT, "staff/S01", log);

    act.value[FIELD_NODE] = home;
    return act;
}

/* Who has somebody when they say it, by what they know, says it; over those who did not know yet
 * the word of who moved them holds, also where they wrote. */
static void who_has_them_speaks_of_who_was_moved(void **state)
{
    struct act acts[] = {
        put(1, LOG(STATION), STATION),           after(put(2, LOG(STREET), STATION), 1),
        after(put(3, LOG(STREET), OTHER), 2),    after(put(4, LOG(OTHER), OTHER), 3),
        after(put(5, LOG(STATION), STATION), 1), /* before it heard */
        after(put(6, LOG(STATION), STATION), 3), /* after */
        after(put(7, LOG(STREET), STATION), 4),  /* and back */
        after(put(8, LOG(STATION), STATION), 7), after(put(9, LOG(OTHER), OTHER), 4),
    };

    (void)state;
    expect(STREET, acts, 6, "aaaa--");
    expect(OTHER, acts, 6, "aaaa--");
    expect(STATION, acts, 6, "aaaa-a");
    expect(STREET, acts, 9, "aaaa--aa-");
    expect("310115", acts, 9, "aaaa--aa-");
    /* a move that the street takes back moved nobody */
    acts[3] = after(act_of(4, ACT_UNDO, "staff/S01", LOG(STREET)), 3);
    acts[3].value[FIELD_VOIDS] = "03000000000000000000000000000000";
    expect(STREET, acts, 6, "aaaaaa");
    acts[3].log = LOG(STATION);
    expect(STREET, acts, 6, "aaa---");
}

static void what_a_level_gives_to_another_is_that_ones(void **state)
{
    struct act acts[] = {
        put(1, LOG(STREET), STREET),
        after(put(2, LOG(STREET), STATION), 1),
        after(put(3, LOG(STATION), STATION), 2),
        after(put(4, LOG(STATION), STATION), 1),
        put(5, LOG(STATION), STATION),
    };
    struct act twice[] = {
        put(1, LOG(STREET), STREET),
        after(put(2, LOG(STREET), OTHER), 1),
        after(put(3, LOG(OTHER), OTHER), 2),
        after(put(4, LOG(STREET), STATION), 1),
    };
    struct act above[] = {
        put(1, LOG(STATION), STATION),
        after(put(2, LOG("310115"), "310115008001"), 1),
        after(put(3, LOG(STREET), STATION), 2),
        after(put(4, LOG(STATION), STATION), 3),
    };

    (void)state;
    expect(STREET, acts, 5, "aaa--");
    expect(OTHER, acts, 5, "aaa--");
    /* a street that was put back moves them to another one: all show what it says */
    expect(STREET, twice, 4, "aa-a");
    expect(OTHER, twice, 4, "aa-a");
    /* who does not have them gives them to nobody */
    expect("310115", above, 4, "aa--");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_says_whose_it_is),
        cmocka_unit_test(a_case_heeds_home_those_above_and_its_units),
        cmocka_unit_test(two_people_of_one_number_are_two_parts),
        cmocka_unit_test(who_moved_is_erased_by_both_homes),
        cmocka_unit_test(of_one_home_all_is_erased),
        cmocka_unit_test(nothing_is_erased_by_who_cannot_erase_it),
        cmocka_unit_test(whose_id_it_is_comes_first_whatever_the_date),
        cmocka_unit_test(somebody_who_moved_stays_one),
        cmocka_unit_test(nobody_draws_a_neighbours_to_themselves),
        cmocka_unit_test(what_stands_under_one_id_is_of_who_lives_nearest),
        cmocka_unit_test(a_levels_staff_are_its_own),
        cmocka_unit_test(who_has_them_speaks_of_who_was_moved),
        cmocka_unit_test(what_a_level_gives_to_another_is_that_ones),
    };

    return cmocka_run_group_tests(tests, NULL, release);
}
