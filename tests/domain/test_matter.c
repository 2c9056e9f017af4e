/* SPDX-License-Identifier: MIT */
/* The fold as a function of the set of acts: any order of arrival, any branches, any gaps. What the
 * single acts do is in rules/, what concurrent acts do in test_matter_conflict. */
#include "config.h"

#include "forge.h"
#include "world.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum { SETS = 600, SHUFFLES = 8, BRANCHES = 3 };

static const char *const people[] = {"S01", "S02", "S03", "S05"};
static const char *const marks[] = {"1", "2", "3", "4", "5"};
static const char *const outcomes[] = {"solved", "unsolved", "referred"};
static const char *const units[] = {"310115-fgj", "310115-cgj", "310115007-mzk"};

/* What the acts of a branch name: those that nothing on it names. */
struct branch {
    bool knows[FORGE_ACTS], is_named[FORGE_ACTS];
};

static void learn(const struct forge *forge, struct branch *branch, size_t index)
{
    branch->knows[index] = true;
    for (size_t i = 0; i < forge->count; i++)
        for (size_t k = 0; k < forge->acts[index].on_count; k++)
            if (act_id_prefix(forge->acts[i].id) == forge->acts[index].on[k])
                branch->is_named[i] = true;
}

static void meet(const struct forge *forge, struct branch *a, const struct branch *b)
{
    for (size_t i = 0; i < forge->count; i++) {
        a->knows[i] |= b->knows[i];
        a->is_named[i] |= b->is_named[i];
    }
}

static void heads_of(const struct forge *forge, const struct branch *branch, char *out)
{
    for (size_t i = 0; i < forge->count; i++)
        if (branch->knows[i] && !branch->is_named[i])
            *out++ = forge_name(i);
    *out = '\0';
}

static void fill(struct forge *forge, struct act *act, unsigned *seed)
{
    act->value[FIELD_TO] = act->kind == ACT_DISPATCH ? units[forge_random(seed, 3)]
                           : act->kind == ACT_MERGE  ? "B"
                                                     : people[forge_random(seed, 4)];
    if (act->kind == ACT_REPORT_UP || act->kind == ACT_GIVE_BACK)
        act->value[FIELD_TO] = FORGE_STREET;
    act->value[FIELD_HOLDER] = people[forge_random(seed, 4)];
    act->value[FIELD_WHOM] = people[forge_random(seed, 4)];
    act->value[FIELD_ATTITUDE] = marks[forge_random(seed, 5)];
    act->value[FIELD_ABILITY] = marks[forge_random(seed, 5)];
    act->value[FIELD_OUTCOME] = outcomes[forge_random(seed, 3)];
    act->value[FIELD_UNTIL] = arena_format(&forge->arena, "%lld",
                                           (long long)act->happened_at +
                                               (int)forge_random(seed, 20) * (int64_t)CLOCK_DAY);
    if (forge_random(seed, 8) == 0)
        act->value[FIELD_VIA] = "video";
}

/* Acts of all kinds on up to three branches that meet now and then; times may be the same, stand
 * still, or go back. */
static void random_set(struct forge *forge, unsigned *seed)
{
    struct branch branches[BRANCHES] = {{{false}, {false}}};
    unsigned branch_count = 1 + forge_random(seed, BRANCHES), length = 2 + forge_random(seed, 22);
    char saw[FORGE_ACTS + 1], voids[2] = "";

    fill(forge, forge_act(forge, ACT_OPEN, "S01", 0, ""), seed);
    for (unsigned b = 0; b < branch_count; b++)
        learn(forge, &branches[b], 0);
    for (unsigned i = 1; i < length; i++) {
        struct branch *branch = &branches[forge_random(seed, branch_count)];
        enum act_kind kind = (enum act_kind)(1 + forge_random(seed, ACT_CASE_KINDS - 1));
        int minutes = (int)forge_random(seed, 4) ? (int)(i / 2) : (int)forge_random(seed, 3);
        const char *by = people[forge_random(seed, 4)];
        if (forge_random(seed, 6) == 0)
            meet(forge, branch, &branches[forge_random(seed, branch_count)]);
        heads_of(forge, branch, saw);
        voids[0] = saw[0];
        struct act *act = kind == ACT_UNDO ? forge_undo(forge, by, minutes, saw, voids)
                                           : forge_act(forge, kind, by, minutes, saw);
        fill(forge, act, seed);
        learn(forge, branch, forge->count - 1);
    }
}

static void shuffle(struct act *acts, size_t count, unsigned *seed)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = forge_random(seed, (unsigned)i);
        struct act kept = acts[i - 1];
        acts[i - 1] = acts[k];
        acts[k] = kept;
    }
}

static void expect_same(struct forge *forge, unsigned set, unsigned *seed)
{
    struct text first = TEXT_EMPTY, then = TEXT_EMPTY;
    struct act acts[FORGE_ACTS];
    struct matter matter = forge_fold(forge, forge->acts, forge->count);

    forge_say(&matter, &first);
    memcpy(acts, forge->acts, sizeof(acts));
    for (int i = 0; i < SHUFFLES; i++) {
        shuffle(acts, forge->count, seed);
        matter = forge_fold(forge, acts, forge->count);
        text_clear(&then);
        forge_say(&matter, &then);
        if (strcmp(first.at, then.at) != 0)
            fail_msg("seed %u: one order says\n%sanother\n%s", set, first.at, then.at);
    }
    text_release(&first);
    text_release(&then);
}

static void any_order_of_arrival_gives_the_same(void **state)
{
    (void)state;
    for (unsigned set = 1; set <= SETS; set++) {
        struct forge forge = {.seed = set};
        unsigned seed = set;
        random_set(&forge, &seed);
        expect_same(&forge, set, &seed);
        forge_release(&forge);
    }
}

/* The names of the acts in the order of the history. */
static void expect_order(struct forge *forge, const char *names)
{
    struct matter matter = forge_fold(forge, forge->acts, forge->count);
    char found[FORGE_ACTS + 1] = "";

    for (size_t i = 0; i < matter.history_count; i++)
        for (size_t k = 0; k < forge->count; k++)
            if (act_id_prefix(matter.history[i].act->id) == act_id_prefix(forge->acts[k].id))
                found[i] = forge_name(k);
    assert_string_equal(found, names);
}

static void ancestors_then_class_then_time_then_id(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    forge_act(&forge, ACT_CLOSE, "S01", 1, "a");
    forge_act(&forge, ACT_FALL_BACK, "S02", 2, "a");
    forge_act(&forge, ACT_NOTE, "S03", 4, "a");
    forge_act(&forge, ACT_NOTE, "S03", 3, "a");
    expect_order(&forge, "aedcb");
    forge_act(&forge, ACT_NOTE, "S03", 5, "b"); /* what saw the close comes after it */
    forge_act(&forge, ACT_RATE, "S03", 1, "a"); /* a low one escalates */
    forge.acts[6].value[FIELD_ATTITUDE] = forge.acts[6].value[FIELD_ABILITY] = "2";
    expect_order(&forge, "aedgcbf");
    forge.acts[3].entered_at = forge.acts[4].entered_at;
    bool d_first = memcmp(forge.acts[3].id, forge.acts[4].id, CRYPTO_ID) < 0;
    expect_order(&forge, d_first ? "adegcbf" : "aedgcbf");
    forge_release(&forge);
}

/* --- closed or open, by another way than the fold's --- */

/* True if the act with index later has the other among its ancestors: a walk back along `on`. */
static bool descends(const struct act *acts, size_t count, size_t later, size_t earlier)
{
    for (size_t k = 0; k < acts[later].on_count; k++)
        for (size_t i = 0; i < count; i++)
            if (act_id_prefix(acts[i].id) == acts[later].on[k] &&
                (i == earlier || descends(acts, count, i, earlier)))
                return true;
    return false;
}

static bool is_undone(const struct act *acts, size_t count, size_t index)
{
    char hex[2 * CRYPTO_ID + 1];

    ident_hex(acts[index].id, CRYPTO_ID, hex);
    for (size_t i = 0; i < count; i++)
        if (acts[i].kind == ACT_UNDO && strstr(act_text(&acts[i], FIELD_VOIDS), hex))
            return true;
    return false;
}

static bool is_unfinished(const struct act *act)
{
    static const char words[] = "open assign take-over decline fall-back report-up dispatch reopen";

    if (act->kind == ACT_RATE)
        return act->value[FIELD_ATTITUDE][0] <= '2' || act->value[FIELD_ABILITY][0] <= '2';
    return strstr(words, act->word) != NULL;
}

static bool counts(const struct act *acts, size_t count, size_t i)
{
    return acts[i].kind == ACT_RATE || acts[i].kind == ACT_OPEN || !is_undone(acts, count, i);
}

static bool closes(const struct act *acts, size_t count, size_t i)
{
    static const char words[] = "answer solve close withdraw merge";

    if (acts[i].kind == ACT_UNDO)
        for (size_t k = 0; k < count; k++) {
            char hex[2 * CRYPTO_ID + 1];
            ident_hex(acts[k].id, CRYPTO_ID, hex);
            if (acts[k].kind == ACT_OPEN && strstr(acts[i].value[FIELD_VOIDS], hex))
                return true;
        }
    return strstr(words, acts[i].word) && !is_undone(acts, count, i);
}

static bool should_be_closed(const struct act *acts, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        bool saw_all = closes(acts, count, c);
        for (size_t i = 0; saw_all && i < count; i++)
            if (is_unfinished(&acts[i]) && counts(acts, count, i) && i != c)
                saw_all = descends(acts, count, c, i);
        if (saw_all)
            return true;
    }
    return false;
}

static void closed_if_and_only_if_a_closing_act_saw_everything_unfinished(void **state)
{
    int closed = 0;

    (void)state;
    for (unsigned set = 1; set <= SETS; set++) {
        struct forge forge = {.seed = set};
        unsigned seed = set;
        random_set(&forge, &seed);
        struct matter matter = forge_fold(&forge, forge.acts, forge.count);
        bool should = should_be_closed(forge.acts, forge.count);
        if (matter.is_open == should)
            fail_msg("seed %u: %s, but should be %s", set, matter.is_open ? "open" : "closed",
                     should ? "closed" : "open");
        assert_int_equal(matter.state == STATE_CLOSED, should);
        assert_int_equal(*matter.outcome != '\0', should);
        assert_int_equal(matter.closed_at != 0, should);
        closed += should;
        forge_release(&forge);
    }
    assert_in_range(closed, SETS / 20, SETS - SETS / 20); /* both happen often enough to count */
}

/* --- gaps --- */

/* Folds the acts but one. */
static void without(struct forge *forge, size_t gone, unsigned set)
{
    struct act acts[FORGE_ACTS];
    size_t count = 0;

    for (size_t i = 0; i < forge->count; i++)
        if (i != gone)
            acts[count++] = forge->acts[i];
    struct matter matter = forge_fold(forge, acts, count);
    assert_int_equal(matter.history_count, count);
    assert_true(*matter.holder != '\0');
    bool is_named = false;
    for (size_t i = 0; i < forge->count; i++)
        is_named |= descends(forge->acts, forge->count, i, gone);
    if (!(matter.flags & FLAG_HISTORY) == (is_named || gone == 0))
        fail_msg("seed %u without %c: flag", set, forge_name(gone));
}

static void a_missing_act_never_blocks_and_is_shown(void **state)
{
    (void)state;
    for (unsigned set = 1; set <= SETS / 4; set++) {
        struct forge forge = {.seed = set};
        unsigned seed = set;
        random_set(&forge, &seed);
        struct matter whole = forge_fold(&forge, forge.acts, forge.count);
        assert_false(whole.flags & FLAG_HISTORY);
        for (size_t gone = 0; gone < forge.count; gone++)
            without(&forge, gone, set);
        forge_release(&forge);
    }
}

static void an_ancestor_that_never_arrived(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    forge_act(&forge, ACT_ASSIGN, "S01", 1, "a?")->value[FIELD_TO] = "S02";
    forge_act(&forge, ACT_CLOSE, "S02", 2, "b");
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_true(matter.flags & FLAG_HISTORY);
    assert_false(matter.is_open);
    assert_string_equal(matter.holder, "S02");
    forge_release(&forge);
}

static void acts_that_name_each_other_do_not_hang(void **state)
{
    struct forge forge = {.seed = 1};
    uint64_t on;

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    struct act *first = forge_act(&forge, ACT_NOTE, "S01", 1, "a");
    forge_act(&forge, ACT_NOTE, "S02", 2, "b");
    on = act_id_prefix(forge.acts[2].id);
    first->on = &on;
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.history_count, 3);
    assert_string_equal(matter.holder, "S01");
    on = act_id_prefix(first->id); /* and one that names itself */
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.history_count, 3);
    assert_true(matter.flags & FLAG_HISTORY);
    forge_release(&forge);
}

static void a_case_without_its_opening(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_NOTE, "S01", 0, "");
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_true(matter.flags & FLAG_HISTORY);
    assert_true(matter.is_open);
    assert_string_equal(matter.holder, "S01");
    forge_release(&forge);
}

static void no_act_at_all_is_no_case(void **state)
{
    struct arena arena = {0};
    struct matter matter;
    struct error error = {0};

    (void)state;
    assert_int_equal(
        matter_fold(&arena, NULL, 0, world_calendar(), &matter_policy_shipped, &matter, &error),
        STATUS_BROKEN);
    assert_true(*error.message != '\0');
    arena_release(&arena);
}

/* --- kinds of newer versions --- */

static void unknown_kinds_change_nothing_unless_they_are_critical(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    forge_act(&forge, ACT_ASSIGN, "S01", 1, "a")->value[FIELD_TO] = "S02";
    struct act *odd = forge_act(&forge, ACT_UNKNOWN, "S09", 2, "b");
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_string_equal(matter.holder, "S02");
    assert_int_equal(matter.history_count, 3);
    assert_false(matter.needs_newer);
    odd->word = "Transfer";
    assert_true(forge_fold(&forge, forge.acts, forge.count).needs_newer);
    odd->kind = ACT_PUT;
    odd->word = "put";
    assert_false(forge_fold(&forge, forge.acts, forge.count).needs_newer);
    forge_release(&forge);
}

static void what_nothing_names_is_named_by_the_next_act(void **state)
{
    struct forge forge = {.seed = 1};

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    struct matter matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.latest_count, 1);
    assert_int_equal(matter.latest[0], act_id_prefix(forge.acts[0].id));
    forge_act(&forge, ACT_NOTE, "S01", 1, "a");
    forge_act(&forge, ACT_NOTE, "S02", 1, "a");
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.latest_count, 2);
    forge_act(&forge, ACT_NOTE, "S03", 1, "bc");
    matter = forge_fold(&forge, forge.acts, forge.count);
    assert_int_equal(matter.latest_count, 1);
    assert_int_equal(matter.latest[0], act_id_prefix(forge.acts[3].id));
    forge_release(&forge);
}

/* However many name nothing, there is room for the next act, which can be written. */
static void of_very_many_the_last_are_named(void **state)
{
    enum { MANY = 150 };
    struct act acts[MANY + 2];
    struct forge forge = {.seed = 1};
    struct arena arena = {0};
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    struct error error;

    (void)state;
    forge_act(&forge, ACT_OPEN, "S01", 0, "");
    acts[0] = forge.acts[0];
    for (int i = 1; i <= MANY; i++) {
        acts[i] = (struct act){.kind = ACT_NOTE,
                               .word = act_word(ACT_NOTE),
                               .subject = acts[0].subject,
                               .log = "310115-gl-00000000",
                               .n = i,
                               .by = "U1",
                               .entered_at = acts[0].entered_at + i,
                               .happened_at = acts[0].entered_at + i};
        assert_int_equal(act_encode(&acts[i], &head, &body, &error), STATUS_OK);
        text_clear(&head);
        text_clear(&body);
    }
    struct matter matter = forge_fold(&forge, acts, MANY + 1);
    assert_int_equal(matter.latest_count, ACT_ON_MOST);
    assert_int_equal(matter.latest[ACT_ON_MOST - 1], act_id_prefix(acts[MANY].id));
    acts[MANY + 1] = acts[MANY];
    acts[MANY + 1].entered_at++;
    acts[MANY + 1].on = matter.latest;
    acts[MANY + 1].on_count = matter.latest_count;
    assert_int_equal(act_encode(&acts[MANY + 1], &head, &body, &error), STATUS_OK);
    matter = forge_fold(&forge, acts, MANY + 2);
    assert_int_equal(matter.latest_count, ACT_ON_MOST);
    assert_int_equal(matter.latest[ACT_ON_MOST - 1], act_id_prefix(acts[MANY + 1].id));
    text_release(&head);
    text_release(&body);
    arena_release(&arena);
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
        cmocka_unit_test(any_order_of_arrival_gives_the_same),
        cmocka_unit_test(ancestors_then_class_then_time_then_id),
        cmocka_unit_test(closed_if_and_only_if_a_closing_act_saw_everything_unfinished),
        cmocka_unit_test(a_missing_act_never_blocks_and_is_shown),
        cmocka_unit_test(an_ancestor_that_never_arrived),
        cmocka_unit_test(acts_that_name_each_other_do_not_hang),
        cmocka_unit_test(a_case_without_its_opening),
        cmocka_unit_test(no_act_at_all_is_no_case),
        cmocka_unit_test(unknown_kinds_change_nothing_unless_they_are_critical),
        cmocka_unit_test(what_nothing_names_is_named_by_the_next_act),
        cmocka_unit_test(of_very_many_the_last_are_named),
    };

    return cmocka_run_group_tests_name("matter", tests, NULL, release_calendar);
}
