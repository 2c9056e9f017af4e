/* SPDX-License-Identifier: MIT */
/* The table of concurrent acts (sync.md 6), row by row, whichever of the two was entered first. */
#include "config.h"

#include "clash.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Both orders of entry, both orders of arrival. */
static void try_row(const struct clash *row)
{
    for (int turned = 0; turned < 2; turned++) {
        struct forge forge = {.seed = 1};
        struct act acts[FORGE_ACTS];
        struct matter matter =
            clash_make(&forge, row->before, turned ? row->b : row->a, turned ? row->a : row->b);
        clash_check(row, turned ? "the second entered first" : "the first entered first", &matter);
        assert_int_equal(matter.history_count, forge.count); /* both are kept */
        for (size_t i = 0; i < forge.count; i++)
            acts[i] = forge.acts[forge.count - 1 - i];
        matter = forge_fold(&forge, acts, forge.count);
        clash_check(row, "arrived the other way round", &matter);
        forge_release(&forge);
    }
}

static const struct clash rows[] = {
    {"", CLOSE, "note S02", "closed"},
    {DISPATCHED, CLOSE, "reply U01", "closed"},
    {"", CLOSE, "assign S04 to=S02", "open flagged holder=S02"},
    {"", CLOSE, "take-over S04 holder=S04", "open flagged holder=S04"},
    {"", CLOSE, "fall-back S04 holder=S05", "open flagged rule=fallback holder=S05"},
    {"assign S01 to=S02", CLOSE, "decline S02 holder=S05", "open flagged holder=S05"},
    {"", CLOSE, REPORTED, "open flagged state=reported unit=310115007"},
    {REPORTED, CLOSE, "dispatch T01 to=310115-fgj", "open flagged state=dispatched"},
    {"", CLOSE, "reopen S02", "open flagged state=handling"},
    {"tell S01", CLOSE, "rate S02 attitude=2 ability=5 holder=S05",
     "open flagged rule=fallback holder=S05"},
    {"tell S01", CLOSE, "rate S02 attitude=3 ability=5", "closed state=closed"},
    {"", "withdraw S01", "assign S04 to=S02", "open flagged"},
    {"", "merge S01 to=B", REPORTED, "open flagged"},
    {"", CLOSE, CLOSE, "closed"},
    {"", CLOSE, "solve S02", "closed"},
    {"", CLOSE, "close S02 outcome=unsolved", "closed flagged"},
    {"", CLOSE, "withdraw S02", "closed flagged"},
    {"", "merge S01 to=B", "merge S02 to=C", "closed flagged"},
    {"", "merge S01 to=B", "merge S02 to=B", "closed"},
    {DISPATCHED, "reply U01", "reply U02", "open state=replied unit=310115007001"},
    {DISPATCHED, "reply U01 outcome=solved", "reply U02 outcome=unsolved",
     "open flagged state=replied"},
    {"", "assign S01 to=S02", "assign S04 to=S02", "open rule=assigned holder=S02"},
    {"", "assign S01 to=S02", "assign S04 to=S03", "open flagged rule=assigned"},
    {"", "assign S01 to=S02", "take-over S03 holder=S03", "open flagged rule=assigned"},
    {"", "assign S01 to=S02", "fall-back S04 holder=S05", "open rule=fallback holder=S05"},
    {"assign S01 to=S02", "assign S01 to=S03", "decline S02 holder=S05",
     "open rule=fallback holder=S05"},
    {"", "take-over S02 holder=S02", "fall-back S04 holder=S05",
     "open rule=fallback holder=S05 state=received"},
    {"fall-back S01 holder=S05", "designate S05 to=S02", "designate S06 to=S02",
     "open rule=fallback holder=S02"},
    {"fall-back S01 holder=S05", "designate S05 to=S02", "claim S06 holder=S06",
     "open flagged rule=fallback"},
    {REPORTED, "dispatch T01 to=310115-fgj", "dispatch T02 to=310115-cgj",
     "open flagged state=dispatched"},
    {REPORTED, "dispatch T01 to=310115-fgj", "dispatch T02 to=310115-fgj",
     "open state=dispatched unit=310115-fgj"},
    {DISPATCHED, "give-back U01 to=310115007", "reply U02",
     "open flagged state=replied unit=310115007001"},
    {CLOSE, "reopen S01", "reopen S02", "open state=handling holder=S01"},
    {CLOSE, "rate S01 attitude=5 ability=4", "rate S02 attitude=4 ability=4", "closed"},
    {CLOSE, "rate S01 attitude=5 ability=5", "rate S02 attitude=3 ability=5", "closed flagged"},
    {"", "extend V01 until=1796486400000", "extend V02 until=1796832000000", "open"},
};

static void each_row_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        try_row(&rows[i]);
}

static void of_two_assignments_the_later_holds(void **state)
{
    struct forge forge = {.seed = 1};
    struct matter matter = clash_make(&forge, "", "assign S01 to=S02", "assign S04 to=S03");

    (void)state;
    assert_string_equal(matter.holder, "S03");
    assert_true(matter.flags & FLAG_CONTRADICTION);
    forge_release(&forge);
}

/* The reporting comes between: the assignment follows it, still without knowing of the fallback. */
static void a_fallback_holds_over_an_assignment_that_comes_after_other_acts(void **state)
{
    (void)state;
    for (int minutes = 1; minutes < 40; minutes += 10) {
        struct forge forge = {.seed = 1};
        forge_act(&forge, ACT_OPEN, "S01", 0, "");
        forge_act(&forge, ACT_REPORT_UP, "S01", 10, "a")->value[FIELD_TO] = FORGE_STREET;
        forge_act(&forge, ACT_ASSIGN, "S01", 20, "b")->value[FIELD_TO] = "S02";
        forge_act(&forge, ACT_ACCEPT, "S02", 30, "c");
        forge_act(&forge, ACT_FALL_BACK, "S04", minutes, "a")->value[FIELD_HOLDER] = "S05";
        struct matter matter = forge_fold(&forge, forge.acts, forge.count);
        assert_int_equal(matter.rule, RULE_FALLBACK);
        assert_string_equal(matter.holder, "S05");
        assert_false(matter.is_accepted);
        assert_int_equal(matter.state, STATE_REPORTED);
        forge_release(&forge);
    }
}

static void an_acceptance_counts_for_the_holder_whom_it_saw(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    forge_act(&forge, ACT_ASSIGN, "S01", 1, "a")->value[FIELD_TO] = "S02";
    forge_act(&forge, ACT_ACCEPT, "S01", 2, "a");
    assert_false(forge_fold(&forge, forge.acts, forge.count).is_accepted);
    forge_act(&forge, ACT_ACCEPT, "S02", 3, "bc");
    assert_true(forge_fold(&forge, forge.acts, forge.count).is_accepted);
    forge_release(&forge);
}

static void of_two_dispatches_both_are_pending_and_the_first_reply_counts(void **state)
{
    struct forge forge = {.seed = 1};
    struct matter matter = clash_make(&forge, REPORTED, "dispatch T01 to=310115-fgj",
                                      "dispatch T02 to=310115-cgj"); /* c and d */

    (void)state;
    assert_string_equal(matter.unit, "310115-cgj");
    assert_string_equal(matter.rival_unit, "310115-fgj");
    forge_act(&forge, ACT_REPLY, "U01", 70, "c");
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.state, STATE_REPLIED);
    assert_string_equal(matter.unit, FORGE_HOME);
    assert_string_equal(matter.rival_unit, "");
    forge_act(&forge, ACT_TELL, "S01", 80, "de");
    forge_act(&forge, ACT_REPLY, "U02", 90, "d"); /* late, and without knowing */
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.state, STATE_TOLD);
    assert_true(matter.told_at > 0);
    forge_release(&forge);
}

static void of_two_dispatches_one_is_given_back(void **state)
{
    static const char *const givers[] = {"310115-fgj", "310115-cgj"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct forge forge = {.seed = 1};
        clash_make(&forge, REPORTED, "dispatch T01 to=310115-fgj", "dispatch T02 to=310115-cgj");
        forge_act(&forge, ACT_GIVE_BACK, "U01", 70, "cd")->value[FIELD_NODE] = givers[i];
        struct matter matter = forge_fold(&forge, forge.acts, forge.count);
        assert_int_equal(matter.state, STATE_DISPATCHED);
        assert_string_equal(matter.unit, givers[1 - i]);
        assert_string_equal(matter.rival_unit, "");
        assert_int_equal(matter.bounces, 1);
        forge_act(&forge, ACT_GIVE_BACK, "U02", 80, "e")->value[FIELD_TO] = FORGE_STREET;
        matter = forge_fold(&forge, forge.acts, forge.count);
        assert_int_equal(matter.state, STATE_REPORTED);
        assert_string_equal(matter.unit, FORGE_STREET);
        assert_true(matter.flags & FLAG_DISPUTE);
        forge_release(&forge);
    }
}

/* A reply that knew nothing of an earlier one still ends the dispatch that it answers. */
static void a_reply_answers_its_own_dispatch(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_begin(&forge, DISPATCHED); /* a b c */
    forge_act(&forge, ACT_REPLY, "U01", 10, "c");
    forge_act(&forge, ACT_GIVE_BACK, "U01", 11, "c")->value[FIELD_TO] = FORGE_STREET;
    forge_act(&forge, ACT_DISPATCH, "T01", 12, "e")->value[FIELD_TO] = "310115-cgj";
    forge_act(&forge, ACT_REPLY, "U02", 13, "f");
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.state, STATE_REPLIED);
    assert_string_equal(matter.unit, FORGE_HOME);
    forge_release(&forge);
}

static void of_two_extensions_the_later_day(void **state)
{
    static const char near[] = "extend V01 until=1796486400000"; /* 2026-12-06 */
    static const char far[] = "extend V02 until=1796832000000";  /* 2026-12-10 */

    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        struct forge forge = {.seed = 1};
        struct matter matter = clash_make(&forge, "", turned ? far : near, turned ? near : far);
        assert_int_equal(matter.due_on, 20797);
        forge_release(&forge);
    }
}

static void of_two_ratings_the_lower_counts(void **state)
{
    static const char good[] = "rate S01 attitude=5 ability=5";
    static const char fair[] = "rate S02 attitude=4 ability=3";

    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        struct forge forge = {.seed = 1};
        struct matter matter =
            clash_make(&forge, CLOSE, turned ? good : fair, turned ? fair : good);
        assert_int_equal(matter.attitude, 4);
        assert_int_equal(matter.ability, 3);
        forge_release(&forge);
    }
}

static void an_erased_body_changes_nothing_of_the_path(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_begin(&forge, DISPATCHED);
    forge.acts[0].value[FIELD_SUBJECT] = "楼上漏水";
    forge.acts[0].value[FIELD_NAME] = "李桂珍";
    struct matter before = forge_fold(&forge, forge.acts, forge.count);
    forge.acts[0].value[FIELD_SUBJECT] = forge.acts[0].value[FIELD_NAME] = NULL;
    forge.acts[0].is_erased = true;
    struct matter after = forge_fold(&forge, forge.acts, forge.count);
    assert_string_equal(before.subject, "楼上漏水");
    assert_string_equal(after.subject, "");
    assert_string_equal(after.name, "");
    assert_int_equal(after.state, before.state);
    assert_int_equal(after.due_on, before.due_on);
    assert_string_equal(after.holder, before.holder);
    forge_release(&forge);
}

static void what_was_undone_contradicts_nothing(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    clash_make(&forge, "", CLOSE, "assign S04 to=S02");
    assert_true(clash_is_flagged(&forge));
    forge_undo(&forge, "S04", 62, "c", "c");
    assert_false(clash_is_flagged(&forge));
    assert_false(forge_fold(&forge, forge.acts, forge.count).is_open);
    forge_release(&forge);
}

static void undoing_the_opening_is_a_closing_too(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    forge_undo(&forge, "S01", 1, "a", "a");
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_false(matter.is_open);
    assert_string_equal(matter.outcome, "mistaken");
    forge_act(&forge, ACT_ASSIGN, "S04", 2, "a")->value[FIELD_TO] = "S02";
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_true(matter.is_open);
    assert_true(matter.flags & FLAG_CONTRADICTION);
    assert_string_equal(matter.holder, "S02");
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
        cmocka_unit_test(each_row_of_the_table),
        cmocka_unit_test(of_two_assignments_the_later_holds),
        cmocka_unit_test(a_fallback_holds_over_an_assignment_that_comes_after_other_acts),
        cmocka_unit_test(an_acceptance_counts_for_the_holder_whom_it_saw),
        cmocka_unit_test(of_two_dispatches_both_are_pending_and_the_first_reply_counts),
        cmocka_unit_test(of_two_dispatches_one_is_given_back),
        cmocka_unit_test(a_reply_answers_its_own_dispatch),
        cmocka_unit_test(of_two_extensions_the_later_day),
        cmocka_unit_test(of_two_ratings_the_lower_counts),
        cmocka_unit_test(an_erased_body_changes_nothing_of_the_path),
        cmocka_unit_test(what_was_undone_contradicts_nothing),
        cmocka_unit_test(undoing_the_opening_is_a_closing_too),
    };

    return cmocka_run_group_tests_name("matter_conflict", tests, NULL, release_calendar);
}
