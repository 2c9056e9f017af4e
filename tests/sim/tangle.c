/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "tangle.h"

#include "dice.h"
#include "who.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/domain/matter.h"

#include <stdio.h>
#include <string.h>

enum { TANGLES = 6, ACTS_LEAST = 4, ACTS_MORE = 12, REACH = 4, PARENTS = 2, PALETTE = 5 };

struct tangle {
    struct act acts[ACTS_LEAST + ACTS_MORE];
    uint64_t on[ACTS_LEAST + ACTS_MORE][PARENTS];
    size_t count;
    struct arena arena;
};

/* As often as it stands here. */
static const enum act_kind kinds[] = {
    ACT_ASSIGN,  ACT_ASSIGN,  ACT_TAKE_OVER, ACT_DECLINE, ACT_FALL_BACK, ACT_DESIGNATE,
    ACT_CLAIM,   ACT_REOPEN,  ACT_DISPATCH,  ACT_REPLY,   ACT_GIVE_BACK, ACT_REPORT_UP,
    ACT_RESOLVE, ACT_RESOLVE, ACT_EXTEND,    ACT_EXTEND,  ACT_RATE,      ACT_RATE,
    ACT_CLOSE,   ACT_TELL,    ACT_WAIT,      ACT_RESUME,  ACT_SHELVE,    ACT_NOTE,
    ACT_UNDO,    ACT_ERASE,
};

static const char *hex_of(struct tangle *tangle, size_t which)
{
    char *hex = arena_alloc(&tangle->arena, 2 * CRYPTO_ID + 1);

    ident_hex(tangle->acts[which].id, CRYPTO_ID, hex);
    return hex;
}

static bool names_person(enum act_kind kind)
{
    return kind == ACT_ASSIGN || kind == ACT_TAKE_OVER || kind == ACT_DESIGNATE ||
           kind == ACT_CLAIM;
}

/* An act that says who has the case, if the one that was drawn does. */
static const char *choose(struct tangle *tangle)
{
    for (int tries = 0; tries < REACH; tries++) {
        size_t which = dice_below(tangle->count);
        enum act_kind kind = tangle->acts[which].kind;
        if (names_person(kind) || kind == ACT_RESOLVE)
            return hex_of(tangle, which);
    }
    return NULL;
}

static void fill(struct tangle *tangle, struct act *act)
{
    static const char *const people[] = {"A1", "A2", "A3"};
    static const enum place levels[] = {PLACE_STATION, PLACE_STREET, PLACE_DISTRICT};
    struct arena *arena = &tangle->arena;
    enum place unit = dice_one_in(3) ? PLACE_STREET : PLACE_UNIT;

    act->by = people[dice_below(3)];
    act->value[FIELD_NODE] = book_nodes[PLACE_STATION];
    if (act->kind == ACT_ASSIGN || act->kind == ACT_DESIGNATE)
        act->value[FIELD_TO] = people[dice_below(3)];
    else if (act->kind == ACT_DISPATCH)
        act->value[FIELD_TO] = book_nodes[unit];
    else if (act->kind == ACT_REPLY || act->kind == ACT_GIVE_BACK)
        act->value[FIELD_NODE] = book_nodes[unit];
    else if (act->kind == ACT_RESOLVE)
        act->value[FIELD_NODE] = book_nodes[levels[dice_below(3)]];
    if (act->kind == ACT_RESOLVE)
        act->value[FIELD_CHOOSE] = choose(tangle);
    if (act->kind == ACT_OPEN)
        act->value[FIELD_LIMIT] = "3w";
    if (act->kind == ACT_UNDO)
        act->value[FIELD_VOIDS] = hex_of(tangle, tangle->count - 1);
    if (act->kind == ACT_RATE) {
        act->value[FIELD_ATTITUDE] = arena_format(arena, "%d", 1 + (int)dice_below(5));
        act->value[FIELD_ABILITY] = arena_format(arena, "%d", 1 + (int)dice_below(5));
    }
    if (act->kind == ACT_EXTEND || act->kind == ACT_WAIT || act->kind == ACT_SHELVE)
        act->value[FIELD_UNTIL] = arena_format(
            arena, "%lld", (long long)act->entered_at + (long long)dice_below(60) * CLOCK_DAY);
}

/* It knows of one or two of those before, and of what they know of. */
static void add(struct tangle *tangle, const char *subject, enum act_kind kind, int64_t now)
{
    size_t which = tangle->count;
    struct act *act = &tangle->acts[which];

    *act = (struct act){.kind = kind, .word = act_rows[kind].word, .subject = subject};
    act->log = "310115007001-00000000";
    act->n = (int64_t)which + 1;
    act->entered_at = act->happened_at =
        now + (int64_t)which * CLOCK_HOUR * (int64_t)(1 + dice_below(12));
    for (size_t i = 0; i < CRYPTO_ID; i++)
        act->id[i] = (uint8_t)dice_below(256);
    act->on = tangle->on[which];
    act->on_count = which ? 1 + dice_below(which > 1 ? PARENTS : 1) : 0;
    for (size_t i = 0; i < act->on_count; i++) {
        size_t back = 1 + dice_below(which < REACH ? which : REACH);
        tangle->on[which][i] = act_id_prefix(tangle->acts[which - back].id);
        if (i && tangle->on[which][i] == tangle->on[which][0])
            act->on_count = 1;
    }
    fill(tangle, act);
    tangle->count++;
    /* who holds it then is in the act, as its author saw it */
    act->value[FIELD_HOLDER] = who_falls_to(tangle->acts, tangle->count, which, &tangle->arena);
}

static void tell(struct tangle *tangle, size_t which)
{
    static const enum act_field fields[] = {FIELD_NODE,  FIELD_TO,       FIELD_HOLDER, FIELD_CHOOSE,
                                            FIELD_VOIDS, FIELD_ATTITUDE, FIELD_ABILITY};
    const struct act *act = &tangle->acts[which];

    printf("#   %s: %s by %s at %lld", hex_of(tangle, which), act->word, act->by,
           (long long)act->entered_at);
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (act->value[fields[i]])
            printf(", %s %s", act_field_key(fields[i]), act->value[fields[i]]);
    for (size_t i = 0; i < act->on_count; i++)
        printf("%s %016llx", i ? "" : ", knows", (unsigned long long)act->on[i]);
    printf("\n");
}

static void check_one(struct world *world, const struct calendar *calendar)
{
    static const enum act_kind rulings[PALETTE] = {ACT_ASSIGN, ACT_TAKE_OVER, ACT_RESOLVE,
                                                   ACT_RESOLVE, ACT_NOTE};
    bool are_rulings = dice_one_in(3);
    enum act_kind palette[PALETTE];
    struct tangle tangle = {.count = 0};
    struct arena *arena = &tangle.arena;
    struct matter m;
    struct error error;
    struct who who;

    for (size_t i = 0; i < PALETTE; i++)
        palette[i] = are_rulings ? rulings[i] : kinds[dice_below(sizeof(kinds) / sizeof(kinds[0]))];
    add(&tangle, "case/007001-261122-000000000", ACT_OPEN, world->now);
    for (size_t i = ACTS_LEAST + dice_below(ACTS_MORE); tangle.count < i;)
        add(&tangle, tangle.acts[0].subject, palette[dice_below(PALETTE)], world->now);
    if (matter_fold(arena, tangle.acts, tangle.count, calendar, &matter_policy_shipped, &m,
                    &error) != STATUS_OK ||
        !who_answers(tangle.acts, tangle.count, WHO_ROWS, arena, &who)) {
        world_wrong(world, "a tangle can't be folded");
        return;
    }
    const struct who shown = {.holder = m.holder,
                              .rule = rule_rows[m.rule].word,
                              .state = word_states[m.state].word,
                              .unit = m.unit,
                              .attitude = m.attitude,
                              .ability = m.ability,
                              .due_on = m.due_on,
                              .unit_due_on = m.unit_due_on};
    const char *said = who_say(&shown, arena), *meant = who_say(&who, arena);
    if (m.is_open && strcmp(said, meant) != 0)
        world_wrong(world, "a tangle of %zu acts gives %s; it is %s", tangle.count, said, meant);
    for (size_t i = 0; world->is_told && world->wrong.length && i < tangle.count; i++)
        tell(&tangle, i);
    arena_release(arena);
}

void tangle_check(struct world *world)
{
    const struct calendar *calendar;
    const struct people *people;
    struct error error;

    if (ledger_view(world->machines[PLACE_STREET].ledger, &people, &calendar, &error) != STATUS_OK)
        world_wrong(world, "the street: %s", error.message);
    for (size_t i = 0; i < TANGLES && !world->wrong.length; i++)
        check_one(world, calendar);
}
