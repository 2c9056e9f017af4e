/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "work.h"

#include "dice.h"
#include "disk.h"
#include "erased.h"
#include "lies.h"
#include "moves.h"

#include "shouwen/base/clock.h"

#include <string.h>

enum { AT_ONCE = 4, TRIES = 5, KINDS = 17 };

static struct error error;

/* What each place does, as often as it stands there. */
static const struct {
    const char *staff[BOOK_STAFF];
    enum act_kind kinds[KINDS];
    size_t count;
} places[PLACES] = {
    [PLACE_STATION] = {{"A1", "A2", "S1"},
                       {ACT_REPORT_UP, ACT_REPORT_UP, ACT_REPORT_UP, ACT_TELL, ACT_SOLVE,
                        ACT_REOPEN, ACT_ASSIGN, ACT_WITHDRAW, ACT_CLOSE, ACT_RATE, ACT_FALL_BACK,
                        ACT_DESIGNATE, ACT_NOTE, ACT_WAIT, ACT_RESUME, ACT_UNDO, ACT_ERASE},
                       17},
    [PLACE_OTHER] = {{"B1", "B2", "S1"},
                     {ACT_REPORT_UP, ACT_REPORT_UP, ACT_REPORT_UP, ACT_TELL, ACT_ANSWER, ACT_REOPEN,
                      ACT_ASSIGN, ACT_MERGE, ACT_CLOSE, ACT_RATE, ACT_DECLINE, ACT_CLAIM, ACT_AMEND,
                      ACT_PROMISE, ACT_KEEP, ACT_TAKE_OVER, ACT_ERASE},
                     17},
    [PLACE_STREET] = {{"D1", "D2", "S1"},
                      {ACT_DISPATCH, ACT_DISPATCH, ACT_DISPATCH, ACT_REPLY, ACT_NOTE, ACT_RATE,
                       ACT_RESOLVE, ACT_ERASE},
                      8},
    [PLACE_UNIT] = {{"U1", "U2"},
                    {ACT_REPLY, ACT_REPLY, ACT_GIVE_BACK, ACT_WAIT, ACT_NOTE, ACT_RESUME},
                    6},
    [PLACE_DISTRICT] = {{"G1", "G2"}, {ACT_SUPERVISE, ACT_EXTEND, ACT_NOTE}, 3},
};

static const char *any_staff(enum place place)
{
    const char *const *staff = places[place].staff;

    return staff[dice_below(staff[BOOK_STAFF - 1] ? BOOK_STAFF : BOOK_STAFF - 1)];
}

static const char *subject_of(const struct world *world, size_t which, struct arena *arena)
{
    return arena_format(arena, "case/%s", world->cases[which]);
}

static size_t any_case(const struct world *world)
{
    return dice_below(world->case_count);
}

static void open_case(struct world *world, struct ledger *ledger, struct act *act,
                      struct arena *arena)
{
    struct record resident = {.kind = RECORD_RESIDENTS};
    enum ledger_change change;

    act->kind = ACT_OPEN;
    act->value[FIELD_SUBJECT] = erased_word(arena, ++world->word_count, "家漏水");
    act->value[FIELD_NAME] = erased_word(arena, world->word_count, "名");
    act->value[FIELD_URGENCY] = dice_one_in(2) ? "difficult" : "routine";
    if (!dice_one_in(3) || ledger_begin(ledger, &error) != STATUS_OK)
        return;
    if (ledger_new_resident_id(ledger, arena, &resident.id, &error) == STATUS_OK) {
        resident.value[RECORD_RESIDENTS_ID] = resident.id;
        resident.value[RECORD_RESIDENTS_NAME] = erased_word(arena, world->word_count, "人");
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
    size_t which = any_case(world);

    act->subject = subject_of(world, which, arena);
    act->value[FIELD_REASON] = "不属于本单位";
    switch ((int)act->kind) {
    case ACT_DISPATCH:
        act->value[FIELD_TO] = dice_one_in(4) ? book_nodes[PLACE_STREET] : book_nodes[PLACE_UNIT];
        break;
    case ACT_ASSIGN:
    case ACT_DESIGNATE:
        act->value[FIELD_TO] = any_staff(place);
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
        act->value[FIELD_TEXT] = erased_word(arena, world->words[which], "看过了");
        act->value[FIELD_UNTIL] =
            arena_format(arena, "%ld", (long)(clock_now_at() + 9 * (int64_t)CLOCK_DAY));
    }
}

static bool record(struct world *world, struct world_machine *machine, struct act *act,
                   struct arena *arena)
{
    const char *by = any_staff(machine->place), *number;
    enum status status = ledger_record(machine->ledger, by, act, 1, arena, &number, &error);

    if (status == STATUS_BROKEN && !disk_is_stopped() && !strstr(error.message, "is full"))
        world_wrong(world, "recording failed: %s", error.message);
    if (status != STATUS_OK)
        return false;
    size_t act_number = lies_add(world, act);
    book_put(&machine->held, act_number);
    if (act->kind == ACT_OPEN && world->case_count < WORLD_CASES_MOST) {
        const char *resident = act->value[FIELD_RESIDENT];
        world->residents[world->case_count] = resident ? arena_copy(&world->arena, resident) : NULL;
        world->words[world->case_count] = world->word_count;
        world->cases[world->case_count++] = arena_copy(&world->arena, number);
    }
    return true;
}

/* A hand-over sheet on which a case stands. */
static bool write_sheet(struct world *world, struct world_machine *machine, struct arena *arena)
{
    size_t which = any_case(world);
    struct record sheet = {.kind = RECORD_HANDOVERS};
    enum ledger_change change;

    sheet.id = arena_format(arena, "J%u", ++world->word_count);
    sheet.value[RECORD_HANDOVERS_CODE] = sheet.id;
    sheet.value[RECORD_HANDOVERS_NODE] = book_nodes[machine->place];
    sheet.value[RECORD_HANDOVERS_STATUS] = "accepted";
    sheet.value[RECORD_HANDOVERS_LINES] =
        arena_format(arena, "case/%s/%s", world->cases[which],
                     erased_word(arena, world->words[which], "家的事"));
    return ledger_put(machine->ledger, places[machine->place].staff[0], &sheet, &change, &error) ==
           STATUS_OK;
}

/* What is known of somebody goes with their case, which nobody erases while it is open. */
static bool erase_case(struct world *world, struct world_machine *machine, size_t which,
                       struct arena *arena)
{
    const char *subjects[2] = {subject_of(world, which, arena)};
    size_t count = 1;

    if (world->residents[which] && dice_one_in(2))
        subjects[count++] = arena_format(arena, "residents/%s", world->residents[which]);
    return ledger_erase(machine->ledger, places[machine->place].staff[0], subjects, count,
                        "居民申请", &error) == STATUS_OK;
}

static bool erase(struct world *world, struct world_machine *machine, struct arena *arena)
{
    struct act withdrawing = {.kind = ACT_WITHDRAW};
    size_t which = any_case(world);

    if (lies_are_of(world, machine->place, world->cases[which]))
        return false;
    if (erase_case(world, machine, which, arena))
        return true;
    withdrawing.subject = subject_of(world, which, arena);
    withdrawing.value[FIELD_REASON] = "居民申请";
    return record(world, machine, &withdrawing, arena) && erase_case(world, machine, which, arena);
}

/* True if it was done. */
static bool work_once(struct world *world, struct world_machine *machine, struct arena *arena)
{
    enum place place = machine->place;
    struct act act = {.kind = places[place].kinds[dice_below(places[place].count)]};

    arena_reset(arena);
    if (place <= PLACE_STREET && dice_one_in(24))
        return write_sheet(world, machine, arena);
    if (place <= PLACE_STREET && dice_one_in(12))
        return moves_work(machine, arena);
    if (act.kind == ACT_ERASE)
        return erase(world, machine, arena);
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
