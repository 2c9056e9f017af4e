/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "work.h"

#include "dice.h"
#include "disk.h"

#include "shouwen/base/clock.h"

#include <string.h>

enum { AT_ONCE = 4, TRIES = 5, KINDS = 16 };

static struct error error;

/* What each place does, as often as it stands there. */
static const struct {
    const char *staff[2];
    enum act_kind kinds[KINDS];
    size_t count;
} places[PLACES] = {
    [PLACE_STATION] = {{"A1", "A2"},
                       {ACT_REPORT_UP, ACT_REPORT_UP, ACT_REPORT_UP, ACT_TELL, ACT_SOLVE,
                        ACT_REOPEN, ACT_ASSIGN, ACT_WITHDRAW, ACT_CLOSE, ACT_RATE, ACT_FALL_BACK,
                        ACT_DESIGNATE, ACT_NOTE, ACT_WAIT, ACT_RESUME, ACT_UNDO},
                       16},
    [PLACE_OTHER] = {{"B1", "B2"},
                     {ACT_REPORT_UP, ACT_REPORT_UP, ACT_REPORT_UP, ACT_TELL, ACT_ANSWER, ACT_REOPEN,
                      ACT_ASSIGN, ACT_MERGE, ACT_CLOSE, ACT_RATE, ACT_DECLINE, ACT_CLAIM, ACT_AMEND,
                      ACT_PROMISE, ACT_KEEP, ACT_TAKE_OVER},
                     16},
    [PLACE_STREET] = {{"D1", "D2"},
                      {ACT_DISPATCH, ACT_DISPATCH, ACT_DISPATCH, ACT_REPLY, ACT_NOTE, ACT_RATE,
                       ACT_RESOLVE},
                      7},
    [PLACE_UNIT] = {{"U1", "U2"},
                    {ACT_REPLY, ACT_REPLY, ACT_GIVE_BACK, ACT_WAIT, ACT_NOTE, ACT_RESUME},
                    6},
    [PLACE_DISTRICT] = {{"G1", "G2"}, {ACT_SUPERVISE, ACT_EXTEND, ACT_NOTE}, 3},
};

static const char *any_case(struct world *world, struct arena *arena)
{
    return arena_format(arena, "case/%s", world->cases[dice_below(world->case_count)]);
}

static void open_case(struct world *world, struct ledger *ledger, struct act *act,
                      struct arena *arena)
{
    struct record resident = {.kind = RECORD_RESIDENTS};
    enum ledger_change change;

    act->kind = ACT_OPEN;
    act->value[FIELD_SUBJECT] = "楼上漏水";
    act->value[FIELD_NAME] = "周美芳";
    act->value[FIELD_URGENCY] = dice_one_in(2) ? "difficult" : "routine";
    if (!dice_one_in(3) || ledger_begin(ledger, &error) != STATUS_OK)
        return;
    if (ledger_new_resident_id(ledger, arena, &resident.id, &error) == STATUS_OK) {
        resident.value[RECORD_RESIDENTS_ID] = resident.id;
        resident.value[RECORD_RESIDENTS_NAME] = "周美芳";
        resident.value[RECORD_RESIDENTS_PHONE] =
            arena_format(arena, "138%08u", (unsigned)(world->case_count * 1000 + dice_below(1000)));
        if (ledger_put(ledger, NULL, &resident, &change, &error) == STATUS_OK &&
            ledger_commit(ledger, &error) == STATUS_OK)
            act->value[FIELD_RESIDENT] = resident.id;
    }
    ledger_rollback(ledger);
}

static void fill(struct world *world, enum place place, struct act *act, struct arena *arena)
{
    act->subject = any_case(world, arena);
    act->value[FIELD_REASON] = "不属于本单位";
    switch ((int)act->kind) {
    case ACT_DISPATCH:
        act->value[FIELD_TO] = dice_one_in(4) ? book_nodes[PLACE_STREET] : book_nodes[PLACE_UNIT];
        break;
    case ACT_ASSIGN:
    case ACT_DESIGNATE:
        act->value[FIELD_TO] = places[place].staff[dice_below(2)];
        break;
    case ACT_MERGE:
        act->value[FIELD_TO] = world->cases[dice_below(world->case_count)];
        break;
    case ACT_RATE:
        act->value[FIELD_ATTITUDE] = arena_format(arena, "%d", 1 + (int)dice_below(5));
        act->value[FIELD_ABILITY] = arena_format(arena, "%d", 1 + (int)dice_below(5));
        act->value[FIELD_SOURCE] = "phone";
        break;
    case ACT_AMEND:
        act->value[FIELD_FIELD] = "phone";
        act->value[FIELD_VALUE] = "13812345678";
        break;
    case ACT_RESOLVE:
        break;
    default:
        act->value[FIELD_TEXT] = "看过了";
        act->value[FIELD_UNTIL] =
            arena_format(arena, "%ld", (long)(clock_now_at() + 9 * (int64_t)CLOCK_DAY));
    }
}

static bool record(struct world *world, struct world_machine *machine, struct act *act,
                   struct arena *arena)
{
    const char *by = places[machine->place].staff[dice_below(2)], *number;
    enum status status = ledger_record(machine->ledger, by, act, 1, arena, &number, &error);

    if (status == STATUS_BROKEN && !disk_is_stopped() && !strstr(error.message, "is full"))
        world_wrong(world, "recording failed: %s", error.message);
    if (status != STATUS_OK)
        return false;
    size_t act_number = book_add(&world->book, act);
    book_put(&machine->held, act_number);
    if (act->kind == ACT_OPEN && world->case_count < WORLD_CASES_MOST)
        world->cases[world->case_count++] = arena_copy(&world->arena, number);
    return true;
}

/* True if it was done. */
static bool work_once(struct world *world, struct world_machine *machine, struct arena *arena)
{
    enum place place = machine->place;
    struct act act = {.kind = places[place].kinds[dice_below(places[place].count)]};

    arena_reset(arena);
    if (place <= PLACE_OTHER && dice_one_in(8))
        open_case(world, machine->ledger, &act, arena);
    else
        fill(world, place, &act, arena);
    return record(world, machine, &act, arena);
}

void work_some(struct world *world, size_t which)
{
    struct arena arena = {0};

    for (size_t i = 1 + dice_below(AT_ONCE); i > 0 && !disk_is_faulty(); i--)
        for (int tries = 0; tries < TRIES; tries++)
            if (work_once(world, &world->machines[which], &arena))
                break;
    arena_release(&arena);
}
