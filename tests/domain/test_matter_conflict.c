/* SPDX-License-Identifier: MIT */
/* The table of concurrent acts (sync.md 6), row by row, whichever of the two was entered first; and
 * what a resolve settles. */
#include "config.h"

#include "forge.h"
#include "world.h"

#include "shouwen/base/ident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Acts are written "assign S01 to=S02", several with ';' between; what must hold "open flagged
 * state=received rule=assigned holder=S02 unit=...", where only what is named is asked, beside open
 * or closed and flagged or not. */
struct row {
    const char *before, *a, *b, *then;
};

/* The next word of *text into out; false at the end. */
static bool next_word(const char **text, char *out, size_t size)
{
    *text += strspn(*text, " ");
    size_t length = strcspn(*text, " ;");

    snprintf(out, size, "%.*s", (int)length, *text);
    *text += length;
    return length > 0;
}

/* Makes the act that the text begins with, and goes to the end of it. */
static struct act *tell(struct forge *forge, const char **text, int minutes, const char *saw)
{
    char kind[32], by[32], word[64];

    assert_true(next_word(text, kind, sizeof(kind)) && next_word(text, by, sizeof(by)));
    struct act *act =
        forge_act(forge, act_kind_of(kind), arena_copy(&forge->arena, by), minutes, saw);
    assert_int_not_equal(act->kind, ACT_UNKNOWN);
    while (next_word(text, word, sizeof(word))) {
        char *value = strchr(word, '=');
        assert_non_null(value);
        *value++ = '\0';
        int field = act_field_of(word);
        assert_true(field >= 0);
        act->value[field] = arena_copy(&forge->arena, value);
    }
    return act;
}

/* The opening and what came before, one after the other; returns the last one's name. */
static char begin(struct forge *forge, const char *before)
{
    char saw[2] = "a";

    forge_act(forge, ACT_OPEN, "S01", 0, "");
    for (int i = 1; *before; i++, before += *before == ';') {
        tell(forge, &before, i, saw);
        saw[0] = forge_name(forge->count - 1);
    }
    return saw[0];
}

static const char *found(const struct matter *m, const char *what)
{
    return strcmp(what, "state") == 0     ? word_states[m->state].word
           : strcmp(what, "rule") == 0    ? rule_rows[m->rule].word
           : strcmp(what, "holder") == 0  ? m->holder
           : strcmp(what, "unit") == 0    ? m->unit
           : strcmp(what, "rival") == 0   ? m->rival_unit
           : strcmp(what, "outcome") == 0 ? m->outcome
           : strcmp(what, "into") == 0    ? m->merged_into
           : strcmp(what, "reply") == 0
               ? (m->last_reply ? act_text(m->last_reply, FIELD_OUTCOME) : "")
           : strcmp(what, "attitude") == 0 ? (m->attitude == 5 ? "5" : "3")
                                           : "";
}

static void check(const struct row *row, const char *order, const struct matter *m)
{
    const char *then = row->then;
    char word[64];
    bool is_open = false, is_flagged = false;

    while (next_word(&then, word, sizeof(word))) {
        char *value = strchr(word, '=');
        is_open |= strcmp(word, "open") == 0;
        is_flagged |= strcmp(word, "flagged") == 0;
        if (!value)
            continue;
        *value++ = '\0';
        if (strcmp(found(m, word), value) != 0)
            fail_msg("%s / %s, %s: %s is %s", row->a, row->b, order, word, found(m, word));
    }
    if (m->is_open != is_open)
        fail_msg("%s / %s, %s: %s", row->a, row->b, order, m->is_open ? "open" : "closed");
    if (!(m->flags & FLAG_CONTRADICTION) == is_flagged)
        fail_msg("%s / %s, %s: flag", row->a, row->b, order);
}

/* Two acts after a common past, entered one after the other. */
static struct matter pair(struct forge *forge, const char *before, const char *a, const char *b)
{
    char saw[2] = {begin(forge, before), '\0'};

    tell(forge, &a, 60, saw);
    tell(forge, &b, 61, saw);
    return forge_fold(forge, forge->acts, forge->count);
}

/* Both orders of entry, both orders of arrival. */
static void try_row(const struct row *row)
{
    for (int turned = 0; turned < 2; turned++) {
        struct forge forge = {.seed = 1};
        struct act acts[FORGE_ACTS];
        struct matter matter =
            pair(&forge, row->before, turned ? row->b : row->a, turned ? row->a : row->b);
        check(row, turned ? "the second entered first" : "the first entered first", &matter);
        assert_int_equal(matter.history_count, forge.count); /* both are kept */
        for (size_t i = 0; i < forge.count; i++)
            acts[i] = forge.acts[forge.count - 1 - i];
        matter = forge_fold(&forge, acts, forge.count);
        check(row, "arrived the other way round", &matter);
        forge_release(&forge);
    }
}

#define REPORTED "report-up S01 to=310115007"
#define DISPATCHED "report-up S01 to=310115007; dispatch T01 to=310115-fgj"
#define CLOSE "close S01 outcome=solved"

static const struct row rows[] = {
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
    struct matter matter = pair(&forge, "", "assign S01 to=S02", "assign S04 to=S03");

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
    struct matter matter = pair(&forge, REPORTED, "dispatch T01 to=310115-fgj",
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
        pair(&forge, REPORTED, "dispatch T01 to=310115-fgj", "dispatch T02 to=310115-cgj");
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
    begin(&forge, DISPATCHED); /* a b c */
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
        struct matter matter = pair(&forge, "", turned ? far : near, turned ? near : far);
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
        struct matter matter = pair(&forge, CLOSE, turned ? good : fair, turned ? fair : good);
        assert_int_equal(matter.attitude, 4);
        assert_int_equal(matter.ability, 3);
        forge_release(&forge);
    }
}

static void an_erased_body_changes_nothing_of_the_path(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    begin(&forge, DISPATCHED);
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

/* --- resolving --- */

static bool is_flagged(struct forge *forge)
{
    return forge_fold(forge, forge->acts, forge->count).flags & FLAG_CONTRADICTION;
}

static void only_a_resolve_that_saw_both_settles_it(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    pair(&forge, "", CLOSE, "close S02 outcome=unsolved"); /* b and c */
    assert_true(is_flagged(&forge));
    forge_act(&forge, ACT_RESOLVE, "S05", 70, "b");
    assert_true(is_flagged(&forge));
    forge_act(&forge, ACT_NOTE, "S05", 71, "bcd");
    assert_true(is_flagged(&forge));
    forge_act(&forge, ACT_RESOLVE, "S05", 72, "e");
    assert_false(is_flagged(&forge));
    forge_undo(&forge, "S05", 73, "f", "f"); /* a ruling taken back */
    assert_true(is_flagged(&forge));
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
    pair(&forge, "", CLOSE, "close S02 outcome=unsolved"); /* b and c */
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 70, "bc"), 'b');
    choose(&forge, forge_act(&forge, ACT_RESOLVE, "T01", 71, "bc"), 'b');
    assert_false(is_flagged(&forge));
    choose(&forge, &forge.acts[4], 'c');
    assert_true(is_flagged(&forge));
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
                struct row row = {choices[i].before, choices[i].a, choices[i].b,
                                  second ? choices[i].then_b : choices[i].then_a};
                pair(&forge, row.before, turned ? row.b : row.a, turned ? row.a : row.b);
                char b = forge_name(forge.count - 1), a = forge_name(forge.count - 2);
                char saw[] = {a, b, '\0'};
                choose(&forge, forge_act(&forge, ACT_RESOLVE, "S05", 70, saw),
                       second == turned ? a : b);
                struct matter matter = forge_fold(&forge, forge.acts, forge.count);
                check(&row, second ? "b is chosen" : "a is chosen", &matter);
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
            pair(&forge, "", "assign S01 to=S02", "assign S04 to=S03"); /* b and c */
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
    pair(&forge, "", CLOSE, "fall-back S04 holder=S05"); /* b and c */
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
    pair(&forge, "", "assign S01 to=S02", "assign S04 to=S03"); /* b and c */
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
    pair(&forge, CLOSE, "rate S01 attitude=5 ability=5", "rate S02 attitude=3 ability=5");
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
    assert_false(is_flagged(&forge));
    forge_release(&forge);
}

/* A closing that contradicts two assignments which contradict each other: three versions. */
static void what_shares_an_act_is_one_contradiction(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    pair(&forge, "", "assign S01 to=S02", "assign S04 to=S03"); /* b and c */
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

static void what_was_undone_contradicts_nothing(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    pair(&forge, "", CLOSE, "assign S04 to=S02");
    assert_true(is_flagged(&forge));
    forge_undo(&forge, "S04", 62, "c", "c");
    assert_false(is_flagged(&forge));
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
        cmocka_unit_test(only_a_resolve_that_saw_both_settles_it),
        cmocka_unit_test(two_rulings_that_differ_need_a_third),
        cmocka_unit_test(a_ruling_lets_hold_what_it_names),
        cmocka_unit_test(of_two_rulings_the_higher_level_s_counts),
        cmocka_unit_test(a_closing_that_a_higher_ruling_leaves_out_closes_nothing),
        cmocka_unit_test(a_ruling_leaves_alone_what_has_moved_on),
        cmocka_unit_test(each_contradiction_is_settled_by_itself),
        cmocka_unit_test(what_shares_an_act_is_one_contradiction),
        cmocka_unit_test(what_was_undone_contradicts_nothing),
        cmocka_unit_test(undoing_the_opening_is_a_closing_too),
    };

    return cmocka_run_group_tests_name("matter_conflict", tests, NULL, release_calendar);
}
