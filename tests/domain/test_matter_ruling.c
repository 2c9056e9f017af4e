/* SPDX-License-Identifier: MIT */
/* What a ruling (resolve) settles, and what it lets hold. */
#include "config.h"

#include "clash.h"
#include "world.h"

#include "shouwen/base/ident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void only_a_resolve_that_saw_both_settles_it(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, "", CLOSE, "close S02 outcome=unsolved"); /* b and c */
    assert_true(clash_is_flagged(&forge));
    forge_act(&forge, ACT_RESOLVE, "S05", 70, "b");
    assert_true(clash_is_flagged(&forge));
    forge_act(&forge, ACT_NOTE, "S05", 71, "bcd");
    assert_true(clash_is_flagged(&forge));
    forge_act(&forge, ACT_RESOLVE, "S05", 72, "e");
    assert_false(clash_is_flagged(&forge));
    forge_undo(&forge, "S05", 73, "f", "f"); /* a ruling taken back */
    assert_true(clash_is_flagged(&forge));
    forge_release(&forge);
}

static void choose(struct forge *forge, struct act *ruling, char chosen)
{
    char hex[2 * CRYPTO_ID + 1];

    ident_hex(forge->acts[forge_index(chosen)].id, CRYPTO_ID, hex);
    ruling->value[FIELD_CHOOSE] = arena_copy(&forge->arena, hex);
}

static void two_rulings_that_differ_need_a_third(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, "", CLOSE, "close S02 outcome=unsolved"); /* b and c */
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 70, "bc"), 'b');
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "T01", 71, "bc"), 'b');
    assert_false(clash_is_flagged(&forge));
    choose(&forge, &forge.acts[4], 'c');
    assert_true(clash_is_flagged(&forge));
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.conflict_count, 1);
    assert_int_equal(matter.conflicts[0].side_count, 2);
    assert_int_equal(matter.conflicts[0].sides[0]->kind, ACT_RESOLVE);
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "T01", 72, "de"), 'e');
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_false(matter.flags & FLAG_CONTRADICTION);
    assert_string_equal(matter.outcome, "unsolved");
    forge_release(&forge);
}

/* Rows of choosing after two acts that contradict each other, a and b: what holds then, whichever
 * was entered first. */
static void a_ruling_lets_hold_what_it_names(void **state)
{
    static const struct {
        const char *before, *a, *b, *then_a, *then_b;
    } choices[] = {
        {"", CLOSE, "assign S04 to=S02", "closed", "open holder=S02"},
        {"", CLOSE, "fall-back S04 holder=S05", "closed", "open rule=fallback holder=S05"},
        {"", CLOSE, REPORTED, "closed", "open state=reported unit=310115007"},
        {REPORTED, CLOSE, "dispatch T01 to=310115-fgj", "closed", "open state=dispatched"},
        {"tell S01", CLOSE, "rate S02 attitude=2 ability=5 holder=S05", "closed",
         "open rule=fallback holder=S05"},
        {"", CLOSE, "close S02 outcome=unsolved", "closed outcome=solved",
         "closed outcome=unsolved"},
        {"", "merge S01 to=B", "merge S02 to=C", "closed into=B", "closed into=C"},
        {DISPATCHED, "reply U01 outcome=solved", "reply U02 outcome=unsolved",
         "open state=replied reply=solved", "open state=replied reply=unsolved"},
        {"", "assign S01 to=S02", "assign S04 to=S03", "open rule=assigned holder=S02",
         "open rule=assigned holder=S03"},
        {"", "assign S01 to=S02", "take-over S03 holder=S03", "open rule=assigned holder=S02",
         "open rule=assigned holder=S03"},
        {"fall-back S01 holder=S05", "designate S05 to=S02", "claim S06 holder=S06",
         "open rule=fallback holder=S02", "open rule=fallback holder=S06"},
        {REPORTED, "dispatch T01 to=310115-fgj", "dispatch T02 to=310115-cgj",
         "open state=dispatched unit=310115-fgj rival=", "open unit=310115-cgj rival="},
        {DISPATCHED, "give-back U01 to=310115007", "reply U02",
         "open state=reported unit=310115007 reply=", "open state=replied unit=310115007001"},
        {CLOSE, "rate S01 attitude=5 ability=5", "rate S02 attitude=3 ability=5",
         "closed attitude=5", "closed attitude=3"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
        for (int turned = 0; turned < 2; turned++)
            for (int second = 0; second < 2; second++) {
                struct forge forge = {.seed = 1};
                struct clash row = {choices[i].before, choices[i].a, choices[i].b,
                                    second ? choices[i].then_b : choices[i].then_a};
                clash_make(&forge, row.before, turned ? row.b : row.a, turned ? row.a : row.b);
                char b = forge_name(forge.count - 1), a = forge_name(forge.count - 2);
                char saw[] = {a, b, '\0'};
                choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 70, saw),
                       second == turned ? a : b);
                struct matter matter = forge_fold(&forge, forge.acts, forge.count);
                clash_check(&row, second ? "b is chosen" : "a is chosen", &matter);
                assert_int_equal(matter.history_count, forge.count); /* the losing one is kept */
                forge_release(&forge);
            }
}

/* A street's ruling counts, however early the station's was; of equals the earlier. */
static void of_two_rulings_the_higher_level_s_counts(void **state)
{
    (void)state;
    for (int turned = 0; turned < 2; turned++)
        for (int street = 0; street < 2; street++) {
            struct forge forge = {.seed = 1};
            clash_make(&forge, "", "assign S01 to=S02", "assign S04 to=S03"); /* b and c */
            struct act *first = forge_act(&forge, ACT_RESOLVE, "S05", turned ? 80 : 70, "bc");
            struct act *other = forge_act(&forge, ACT_RESOLVE, "T01", turned ? 70 : 80, "bc");
            choose(&forge, first, 'b');
            choose(&forge, other, 'c');
            if (street)
                other->value[FIELD_NODE] = FORGE_STREET;
            struct matter matter = forge_fold(&forge, forge.acts, forge.count);
            assert_true(matter.flags & FLAG_CONTRADICTION);
            assert_string_equal(matter.holder, street || turned ? "S03" : "S02");
            forge_release(&forge);
        }
}

/* Closed by the station, left open by the street: it is open, and flagged. */
static void a_closing_that_a_higher_ruling_leaves_out_closes_nothing(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, "", CLOSE, "fall-back S04 holder=S05"); /* b and c */
    struct act *station = forge_act(&forge, ACT_RESOLVE, "S05", 70, "bc");
    choose(&forge, station, 'b');
    assert_false(forge_fold(&forge, forge.acts, forge.count).is_open);
    struct act *street = forge_act(&forge, ACT_RESOLVE, "T01", 80, "bc");
    street->value[FIELD_NODE] = FORGE_STREET;
    choose(&forge, street, 'c');
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_true(matter.is_open);
    assert_true(matter.flags & FLAG_CONTRADICTION);
    forge_release(&forge);
}

/* What followed the contradiction stays: a ruling settles what it is about. */
static void a_ruling_leaves_alone_what_has_moved_on(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, "", "assign S01 to=S02", "assign S04 to=S03"); /* b and c */
    forge_act(&forge, ACT_FALL_BACK, "S04", 70, "bc")->value[FIELD_HOLDER] = "S05";
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 80, "d"), 'b');
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_false(matter.flags & FLAG_CONTRADICTION);
    assert_int_equal(matter.rule, RULE_FALLBACK);
    assert_string_equal(matter.holder, "S05");
    forge_release(&forge);
}

/* Two contradictions that have nothing to do with each other are settled one by one. */
static void each_contradiction_is_settled_by_itself(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, CLOSE, "rate S01 attitude=5 ability=5", "rate S02 attitude=3 ability=5");
    forge_act(&forge, ACT_REOPEN, "S01", 70, "cd");                         /* e */
    forge_act(&forge, ACT_ASSIGN, "S01", 80, "e")->value[FIELD_TO] = "S02"; /* f */
    forge_act(&forge, ACT_ASSIGN, "S04", 81, "e")->value[FIELD_TO] = "S03"; /* g */
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.conflict_count, 2);
    assert_int_equal(matter.conflicts[0].sides[0]->kind, ACT_RATE);
    assert_int_equal(matter.conflicts[1].sides[0]->kind, ACT_ASSIGN);
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 90, "fg"), 'f'); /* h */
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.conflict_count, 1);
    assert_int_equal(matter.conflicts[0].sides[0]->kind, ACT_RATE);
    assert_string_equal(matter.holder, "S02");
    forge_act(&forge, ACT_RESOLVE, "S05", 91, "h"); /* as it stands */
    assert_false(clash_is_flagged(&forge));
    forge_release(&forge);
}

/* A closing that contradicts two assignments which contradict each other: three versions. */
static void what_shares_an_act_is_one_contradiction(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, "", "assign S01 to=S02", "assign S04 to=S03"); /* b and c */
    forge_act(&forge, ACT_CLOSE, "S01", 62, "a")->value[FIELD_OUTCOME] = "solved";
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.conflict_count, 1);
    assert_int_equal(matter.conflicts[0].side_count, 3);
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 70, "bcd"), 'd');
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_false(matter.flags & FLAG_CONTRADICTION);
    assert_false(matter.is_open);
    forge_release(&forge);
}

static int release_calendar(void **state)
{
    (void)state;
    world_calendar_release();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_resolve_that_saw_both_settles_it),
        cmocka_unit_test(two_rulings_that_differ_need_a_third),
        cmocka_unit_test(a_ruling_lets_hold_what_it_names),
        cmocka_unit_test(of_two_rulings_the_higher_level_s_counts),
        cmocka_unit_test(a_closing_that_a_higher_ruling_leaves_out_closes_nothing),
        cmocka_unit_test(a_ruling_leaves_alone_what_has_moved_on),
        cmocka_unit_test(each_contradiction_is_settled_by_itself),
        cmocka_unit_test(what_shares_an_act_is_one_contradiction),
    };

    return cmocka_run_group_tests_name("matter_ruling", tests, NULL, release_calendar);
}
