/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "run.h"

#include "dice.h"
#include "disk.h"
#include "hold.h"
#include "lies.h"
#include "post.h"
#include "work.h"

#include "shouwen/base/clock.h"

#include <stdio.h>

enum {
    STEPS_LEAST = 5,
    STEPS_MORE = 36,
    ROUNDS_MOST = 40,
    QUIET = 4,   /* rounds in a row that no act moves in: repairs begin with views alone */
    WRITES = 40, /* a machine stops or its disk is full within so many */
};

#define RUN_FAULT_WORD(name, word) [RUN_FAULT_##name] = word,
const char *const run_fault_words[RUN_FAULTS] = {RUN_FAULT_TABLE(RUN_FAULT_WORD)};

struct run {
    struct world *world;
    unsigned may; /* of this seed */
    const struct run_how *how;
    bool was_hub_restored;
    struct post_faults link;
    struct run_counts *counts;
};

static bool may(struct run *run, enum run_fault fault)
{
    return run->may >> fault & 1;
}

static void tell(const struct run *run, size_t which, const char *what)
{
    if (run->how->is_told)
        printf("#   %zu: %s\n", which, what);
}

static void count(struct run *run, enum run_fault fault)
{
    run->counts->faults[fault]++;
    tell(run, WORLD_MACHINES, run_fault_words[fault]);
}

static bool comes(struct run *run, enum run_fault fault, uint64_t once_in)
{
    if (!may(run, fault) || !dice_one_in(once_in))
        return false;
    count(run, fault);
    return true;
}

/* --- one thing on one machine --- */

/* What a file was told that the hub has. */
static void note_confirmed(struct run *run, size_t which)
{
    struct world *world = run->world;
    const struct world_machine *machine = &world->machines[which];

    for (size_t i = 0; i < world->book.act_count && !run->was_hub_restored; i++)
        if (world->book.acts[i].author == machine->place && book_has(&machine->held, i))
            book_put(&world->confirmed, i);
}

static bool exchange(struct run *run, size_t which, struct outcome *outcome)
{
    struct error error;
    enum status status = world_exchange(run->world, which, outcome, &error);

    if (status == STATUS_BROKEN && !disk_is_faulty())
        world_wrong(run->world, "an exchange failed: %s", error.message);
    return status == STATUS_OK;
}

static void serve(struct run *run)
{
    struct error error;
    int64_t moved;
    enum status status = world_serve(run->world, &moved, &error);

    if (status != STATUS_OK && status != STATUS_UNREACHABLE && !disk_is_faulty())
        world_wrong(run->world, "the hub failed: %s", error.message);
}

/* What is open survives nothing; what was not synced may be lost. */
static void mend(struct run *run, size_t which, bool is_work)
{
    if (disk_is_stopped())
        world_close(run->world, which);
    run->world->machines[which].is_checked &= !is_work && !disk_is_faulty();
    disk_mend();
}

static void look(struct run *run, size_t which, bool is_end)
{
    if (!world_open(run->world, which))
        return;
    hold_look(run->world, which, is_end);
    if (!run->how->is_thorough || which == WORLD_HUB)
        return;
    hold_rules(run->world, which);
    hold_check(run->world, which);
}

static void check_post(struct world *world)
{
    const char *wrong = post_believed();

    if (wrong)
        world_wrong(world, "%s", wrong);
}

static void do_one(struct run *run, size_t which, bool is_work)
{
    struct outcome outcome = {.pending = -1};
    bool is_whole = false;

    tell(run, which, which == WORLD_HUB ? "serves" : is_work ? "works" : "exchanges");
    if (comes(run, RUN_FAULT_CRASH, 5))
        disk_stop_at(1 + (int)dice_below(WRITES));
    else if (comes(run, RUN_FAULT_FULL, 8))
        disk_full_at(1 + (int)dice_below(WRITES));
    if (world_open(run->world, which)) {
        if (which == WORLD_HUB)
            serve(run);
        else if (is_work && run->world->machines[which].place == PLACE_OTHER &&
                 comes(run, RUN_FAULT_LIES, 2))
            lies_tell(run->world, which);
        else if (is_work)
            work_some(run->world, which);
        else
            is_whole = exchange(run, which, &outcome);
    }
    mend(run, which, is_work);
    check_post(run->world);
    look(run, which, false);
    if (is_whole && outcome.pending == 0)
        note_confirmed(run, which);
    if (which == WORLD_HUB && !run->was_hub_restored)
        hold_confirmed(run->world);
}

/* --- what goes wrong between --- */

static void go_back(struct run *run, size_t which, enum run_fault fault)
{
    if (!may(run, fault))
        return;
    if (dice_one_in(3)) {
        tell(run, which, "is copied");
        world_save(run->world, which, dice_below(WORLD_COPIES));
    } else if (world_restore(run->world, which, dice_below(WORLD_COPIES))) {
        count(run, fault);
        tell(run, which, "is put back");
        run->was_hub_restored |= which == WORLD_HUB;
    }
}

static void set_clock(struct run *run, size_t which)
{
    static const int64_t off[] = {0, -10, 10, 10, -1, 1};
    int64_t unit = dice_one_in(2) ? 365 * (int64_t)CLOCK_DAY : 2 * (int64_t)CLOCK_HOUR;

    if (comes(run, RUN_FAULT_CLOCK, 1))
        run->world->machines[which].clock_off = off[dice_below(6)] * unit;
}

static void set_link(struct run *run)
{
    run->link = (struct post_faults){.is_partition = false};
    if (!comes(run, RUN_FAULT_LINK, 1))
        return;
    run->link.is_partition = dice_one_in(6);
    uint64_t *const each[] = {&run->link.unreachable, &run->link.unsaid,  &run->link.hidden,
                              &run->link.cut,         &run->link.flipped, &run->link.comes_back,
                              &run->link.endless};
    for (size_t i = 0; i < sizeof(each) / sizeof(each[0]); i++)
        *each[i] = dice_one_in(3) ? 2 + dice_below(12) : 0;
    post_set(&run->link);
}

/* One of the faults that come between the steps, if this seed has any. */
static void disturb(struct run *run, size_t which)
{
    static const enum run_fault between[] = {RUN_FAULT_RESTORE, RUN_FAULT_HUB_RESTORE,
                                             RUN_FAULT_CLOCK, RUN_FAULT_REPLAY, RUN_FAULT_CLONE};
    enum run_fault fault;
    size_t tries = 0;

    do
        fault = between[dice_below(sizeof(between) / sizeof(between[0]))];
    while (!may(run, fault) && tries++ < sizeof(between));
    if (fault == RUN_FAULT_RESTORE)
        go_back(run, which, fault);
    else if (fault == RUN_FAULT_HUB_RESTORE)
        go_back(run, WORLD_HUB, fault);
    else if (fault == RUN_FAULT_CLOCK)
        set_clock(run, which);
    else if (fault == RUN_FAULT_REPLAY && comes(run, fault, 1))
        post_replay(dice_one_in(4));
    else if (fault == RUN_FAULT_CLONE && which <= PLACE_OTHER &&
             !run->world->machines[WORLD_CLONE].is_there && comes(run, fault, 1))
        world_clone(run->world, which);
}

static void step(struct run *run)
{
    struct world *world = run->world;
    size_t which;

    run->counts->steps++;
    world->now += (int64_t)(1 + dice_below(600)) * CLOCK_MINUTE;
    do
        which = dice_below(WORLD_FILES);
    while (!world->machines[which].is_there);
    if (dice_one_in(8))
        set_link(run);
    uint64_t what = dice_below(16);
    if (what < 4)
        do_one(run, WORLD_HUB, false);
    else if (what < 7)
        disturb(run, which);
    else
        do_one(run, which, what < 11);
}

/* --- everything heals --- */

static int64_t round_of(struct run *run, size_t first, size_t last, int64_t *pending)
{
    struct world *world = run->world;
    int64_t moved = 0, taken = 0;
    struct error error;

    *pending = 0;
    for (size_t which = first; which <= last && !world->wrong.length; which++) {
        struct outcome outcome;
        if (!world->machines[which].is_there)
            continue;
        if (world_open(world, which) && !exchange(run, which, &outcome))
            world_wrong(world, "nothing is in the way, and yet: %s", outcome.fault);
        moved += outcome.sent + outcome.received;
        if (run->how->is_told)
            printf("#   %zu: sent %ld, received %ld, pending %ld\n", which, (long)outcome.sent,
                   (long)outcome.received, (long)outcome.pending);
        *pending += outcome.pending;
    }
    if (world_open(world, WORLD_HUB) && world_serve(world, &taken, &error) != STATUS_OK)
        world_wrong(world, "nothing is in the way, and yet: %s", error.message);
    return moved + taken;
}

/* Until nothing moves any more. */
static void settle(struct run *run, size_t first, size_t last)
{
    int64_t pending = 1;
    int quiet = 0;

    for (int round = 0; round < ROUNDS_MOST && quiet < QUIET; round++) {
        run->world->now += CLOCK_MINUTE;
        quiet = round_of(run, first, last, &pending) ? 0 : quiet + 1;
        if (run->world->wrong.length)
            return;
    }
    if (quiet < QUIET)
        world_wrong(run->world, "it goes on and on: something moves after %d rounds", ROUNDS_MOST);
    if (pending)
        world_wrong(run->world, "%ld acts are never confirmed", (long)pending);
}

/* A clone is found in the end, and put away when the hub has what it has. */
static void heal(struct run *run)
{
    struct world *world = run->world;
    struct book_set before = {{0}};

    post_set(&(struct post_faults){.is_partition = false});
    for (size_t i = 0; i < WORLD_MACHINES; i++) {
        world->machines[i].clock_off = 0;
        if (world->machines[i].is_there)
            book_join(&before, &world->machines[i].held);
    }
    if (world->machines[WORLD_CLONE].is_there) {
        settle(run, WORLD_CLONE, WORLD_CLONE);
        look(run, WORLD_CLONE, true);
        world_close(world, WORLD_CLONE);
        world->machines[WORLD_CLONE].is_there = false;
    }
    if (!world->wrong.length)
        settle(run, 0, PLACES - 1);
    for (size_t i = 0; i < WORLD_MACHINES; i++)
        if (world->machines[i].is_there)
            look(run, i, true);
    if (!world->wrong.length)
        check_post(world);
    if (!world->wrong.length)
        hold_healed(world, &before, run->how->is_thorough);
}

/* The hub, the street and a station always; of the others some. */
static unsigned who_is_there(void)
{
    unsigned who = 1u << WORLD_HUB | 1u << PLACE_STREET | 1u << PLACE_STATION;

    who |= dice_one_in(3) ? 1u << PLACE_OTHER : 0;
    who |= dice_one_in(2) ? 1u << PLACE_UNIT : 0;
    who |= dice_one_in(4) ? 1u << PLACE_DISTRICT : 0;
    return who;
}

void run_seed(struct world *world, uint64_t seed, const struct run_how *how,
              struct run_counts *counts)
{
    struct run run = {.world = world, .how = how, .counts = counts};

    world->is_told = how->is_told;
    dice_start(seed);
    world_start(world, who_is_there());
    post_set(&run.link);
    for (unsigned fault = 0; fault < RUN_FAULTS; fault++)
        if (dice_one_in(3))
            run.may |= how->may & 1u << fault;
    for (size_t i = STEPS_LEAST + dice_below(STEPS_MORE); i > 0 && !world->wrong.length; i--)
        step(&run);
    if (!world->wrong.length)
        heal(&run);
    counts->seeds++;
    counts->acts += (int64_t)world->book.act_count;
    for (size_t i = 0; i < world->book.act_count; i++)
        counts->erased += world->book.acts[i].kind == ACT_ERASE;
}
