/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define STREET "310115007"
#define A "310115007001"
#define B "310115007002"
#define LOG(node) node "-0a1b2c3d"

static struct arena arena;

/* A street that has an S01 itself, as two of its stations have; S02 is at the stations alone. */
static const struct twin people[] = {
    {RECORD_STAFF, "S01", STREET, "S01"}, {RECORD_STAFF, "S01", A, "S01@" A},
    {RECORD_STAFF, "S01", B, "S01@" B},   {RECORD_STAFF, "S02", A, "S02@" A},
    {RECORD_STAFF, "S02", B, "S02@" B},   {RECORD_RESIDENTS, "R1", A, "R1"},
    {RECORD_RESIDENTS, "R1", B, "R1@" B},
};
static const struct twins twins = {people, sizeof(people) / sizeof(*people)};

static void a_place_means_its_own(void **state)
{
    static const struct {
        const char *said, *place, *known;
    } means[] = {
        {"S01", A, "S01@" A},
        {"S01", B, "S01@" B},
        {"S01", STREET, "S01"},
        {"S01", "310115007003", "S01"},
        {"S01", A "-G01", "S01@" A},
        {"S02", A, "S02@" A},
        {"S02", STREET, "S02"},
        {"S03", A, "S03"},
        {"S01@" A, B, "S01@" A},
        {"S01@" STREET, A, "S01"},
        {"S01@310115007003", A, "S01@310115007003"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(means) / sizeof(*means); i++)
        assert_string_equal(twin_known(&twins, RECORD_STAFF, means[i].said, means[i].place),
                            means[i].known);
    /* residents have ids of their own */
    assert_string_equal(twin_known(&twins, RECORD_RESIDENTS, "S01", A), "S01");
    assert_string_equal(twin_known(&twins, RECORD_RESIDENTS, "R1", A), "R1");
    assert_string_equal(twin_known(&twins, RECORD_RESIDENTS, "R1", B), "R1@" B);
}

static void what_is_said_is_understood(void **state)
{
    static const char *const places[] = {STREET, A, B, "310115007003", "310115008001"};

    (void)state;
    for (size_t i = 0; i < twins.count; i++)
        for (size_t k = 0; k < sizeof(places) / sizeof(*places); k++) {
            const char *said =
                twin_said(&twins, people[i].kind, people[i].known, places[k], &arena);
            assert_string_equal(twin_known(&twins, people[i].kind, said, places[k]),
                                people[i].known);
        }
    assert_string_equal(twin_said(&twins, RECORD_STAFF, "S01@" A, A, &arena), "S01");
    assert_string_equal(twin_said(&twins, RECORD_STAFF, "S01", A, &arena), "S01@" STREET);
    assert_string_equal(twin_said(&twins, RECORD_STAFF, "S09", A, &arena), "S09");
    assert_string_equal(twin_given(&twins, RECORD_STAFF, "S01@" A), "S01");
    assert_string_equal(twin_given(&twins, RECORD_STAFF, "zhang@home"), "zhang@home");
    arena_release(&arena);
}

static struct act act_of(enum act_kind kind, const char *log, const char *by)
{
    return (struct act){.kind = kind, .log = log, .by = by, .subject = "case/1"};
}

/* Who does it sits where the log is written; whom it names, where the case is at home. */
static void an_act_names_people_of_two_places(void **state)
{
    struct act acts[] = {
        act_of(ACT_ASSIGN, LOG(STREET), "S01"),   act_of(ACT_ASSIGN, LOG(B), "S01"),
        act_of(ACT_CLAIM, LOG(STREET), "S01"),    act_of(ACT_FALL_BACK, LOG(STREET), "S01"),
        act_of(ACT_DISPATCH, LOG(STREET), "S01"), act_of(ACT_OPEN, LOG(B), "S02"),
    };
    static const struct {
        const char *by, *to, *holder;
    } heard[] = {
        {"S01", "S01@" B, NULL}, {"S01@" B, "S01@" B, NULL}, {"S01", NULL, "S01"},
        {"S01", NULL, "S02@" B}, {"S01", "S01", NULL},       {"S02@" B, NULL, "S02@" B},
    };

    (void)state;
    acts[0].value[FIELD_TO] = acts[1].value[FIELD_TO] = acts[4].value[FIELD_TO] = "S01";
    acts[2].value[FIELD_HOLDER] = "S01";
    acts[3].value[FIELD_HOLDER] = acts[5].value[FIELD_HOLDER] = "S02";
    acts[5].value[FIELD_RESIDENT] = "R1";
    for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
        struct act act = acts[i];
        twin_hear(&twins, &act, B, &arena);
        assert_string_equal(act.by, heard[i].by);
        assert_true(text_same(act.value[FIELD_TO], heard[i].to));
        assert_true(text_same(act.value[FIELD_HOLDER], heard[i].holder));
        assert_true(text_same(act.value[FIELD_RESIDENT], i == 5 ? "R1@" B : NULL));
        twin_say(&twins, &act, B, &arena);
        assert_string_equal(act.by, acts[i].by);
        assert_true(text_same(act.value[FIELD_TO], acts[i].value[FIELD_TO]));
        assert_true(text_same(act.value[FIELD_HOLDER], acts[i].value[FIELD_HOLDER]));
    }
    arena_release(&arena);
}

static void a_record_names_people_of_its_home(void **state)
{
    struct record visit = {.kind = RECORD_VISITS};

    (void)state;
    visit.value[RECORD_VISITS_STAFF] = "S01";
    visit.value[RECORD_VISITS_MET] = "R1;R2";
    twin_hear_record(&twins, &visit, B, &arena);
    assert_string_equal(visit.value[RECORD_VISITS_STAFF], "S01@" B);
    assert_string_equal(visit.value[RECORD_VISITS_MET], "R1@" B ";R2");
    visit.value[RECORD_VISITS_STAFF] = "S01";
    twin_say_record(&twins, &visit, B, &arena);
    assert_string_equal(visit.value[RECORD_VISITS_STAFF], "S01@" STREET);
    assert_string_equal(visit.value[RECORD_VISITS_MET], "R1;R2");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_means_its_own),
        cmocka_unit_test(what_is_said_is_understood),
        cmocka_unit_test(an_act_names_people_of_two_places),
        cmocka_unit_test(a_record_names_people_of_its_home),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
