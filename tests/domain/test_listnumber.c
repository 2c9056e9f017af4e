/* SPDX-License-Identifier: MIT */
/* Whose a number of a list is, and whether two under one number are one person. */
#include "config.h"

#include "shouwen/domain/listnumber.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void numbers_say_their_station(void **state)
{
    static const struct {
        const char *number, *home, *id;
    } rows[] = {
        {"1001", "310115007001", "1001-007001"},
        {"1001", "310115007", "1001-115007"},
        {"R7", "310115007001", "R7-007001"},
        {"R1001", "310115007001", "R1001-007001"},
        {"R00001234", "310115007001", "R00001234-007001"},
        {"K-123456", "310115007001", "K-123456-007001"},
        {"A-1", "310115007001", "A-1-007001"},
        {"-007001", "310115007001", "-007001-007001"},
        {"1001-0070012", "310115007001", "1001-0070012-007001"},
        /* ids: of this station, its neighbours, its street; and one that was given out */
        {"1001-007001", "310115007001", "1001-007001"},
        {"1001-007003", "310115007001", "1001-007003"},
        {"1001-115007", "310115007001", "1001-115007"},
        {"1001-007001", "310115007", "1001-007001"},
        {"K-123456-007001", "310115007001", "K-123456-007001"},
        {"RCPRA4R07", "310115007001", "RCPRA4R07"},
        {"R0000000A", "310115007", "R0000000A"},
        {"RK20240A1", "310115007", "RK20240A1"},
        /* numbers of people (人口), or of staff (人员), of lists */
        {"RK2024001", "310115007001", "RK2024001-007001"},
        {"RY2023001", "310115007", "RY2023001-115007"},
        {"RKA000001", "310115007001", "RKA000001-007001"},
        {"", "310115007001", ""},
        {"1001", "", "1001"},
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(listnumber_id(&arena, rows[i].number, rows[i].home), rows[i].id);
        assert_string_equal(listnumber_id(&arena, rows[i].id, rows[i].home), rows[i].id);
    }
    assert_true(listnumber_is_of("1001", "1001"));
    assert_true(listnumber_is_of("1001-007003", "1001"));
    assert_false(listnumber_is_of("10011", "1001"));
    assert_false(listnumber_is_of("1001-1-007001", "1001"));
    assert_false(listnumber_is_of("1001-00700", "1001"));
    arena_release(&arena);
}

static struct record person(const char *name, const char *card, const char *phone, const char *door,
                            const char *grid)
{
    struct record record = {.kind = RECORD_RESIDENTS};

    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_ID_NUMBER] = card;
    record.value[RECORD_RESIDENTS_PHONE] = phone;
    record.value[RECORD_RESIDENTS_DOOR] = door;
    record.value[RECORD_RESIDENTS_GRID] = grid;
    return record;
}

static void one_person_has_more_than_a_name(void **state)
{
    static const char a[] = "310115007001-G01", b[] = "310115007002-G01";
    struct record old = person("张伟", "", "13912340001", "1-1", a);
    const struct {
        struct record record;
        bool is_same;
    } rows[] = {
        {person("张伟", NULL, "13912340001", "9-9", b), true},
        {person("张伟", NULL, NULL, "1-1", b), false}, /* every station has such a door */
        {person("张伟", NULL, NULL, "1-1", a), true},
        {person("张伟", NULL, NULL, "1-1", NULL), true},
        {person("张伟", NULL, "13700000000", NULL, b), false},
        {person("张玮", NULL, "13912340001", "1-1", a), true},
        {person("李四", NULL, "13912340001", NULL, a), false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(listnumber_is_same_person(&rows[i].record, &old), rows[i].is_same);
    struct record card = person("张伟", "310115194803050021", "13912340001", NULL, a);
    struct record renamed = person("张玮", "310115480305002", NULL, NULL, b);
    struct record other = person("张伟", "310115194803050048", "13912340001", NULL, a);
    assert_true(listnumber_is_same_person(&card, &renamed));
    assert_false(listnumber_is_same_person(&card, &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_say_their_station),
        cmocka_unit_test(one_person_has_more_than_a_name),
    };

    return cmocka_run_group_tests_name("listnumber", tests, NULL, NULL);
}
