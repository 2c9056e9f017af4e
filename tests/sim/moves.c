/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "moves.h"

#include "dice.h"
#include "hold.h"
#include "lies.h"

#include "shouwen/store/records.h"

#include <string.h>

static const char *const of_station[] = {"M1", NULL}, *const of_street[] = {"M2", NULL},
                         *const nobody[] = {NULL};
static const char *const people[] = {"M1", "M2"};

static struct error error;

const char *const *moves_people(enum place place)
{
    return place == PLACE_STATION ? of_station : place == PLACE_STREET ? of_street : nobody;
}

bool moves_work(struct world_machine *machine, struct arena *arena)
{
    static const enum place to[] = {PLACE_STATION, PLACE_OTHER, PLACE_STREET};
    const char *id = people[dice_below(2)];
    struct record record = {.kind = RECORD_STAFF, .id = id}, old;
    enum ledger_change change;
    bool found;

    if (records_get(ledger_db(machine->ledger), RECORD_STAFF, id, arena, &old, &found, &error) !=
            STATUS_OK ||
        !found)
        return false;
    if (machine->place == PLACE_STREET && dice_one_in(2))
        record.value[RECORD_STAFF_NODE] = book_nodes[to[dice_below(3)]];
    else if (machine->place == PLACE_STREET ||
             book_place(record_text(&old, RECORD_STAFF_NODE)) == machine->place)
        record.value[RECORD_STAFF_TITLE] =
            arena_format(arena, "%c%u", 'a' + (int)machine->place, (unsigned)dice_below(1000));
    else
        return false;
    return ledger_put(machine->ledger, NULL, &record, &change, &error) == STATUS_OK;
}

static const char *row_of(struct world *world, size_t which, const char *id)
{
    struct arena *arena = &world->arena;
    struct record row;
    bool found;

    if (records_get(ledger_db(world->machines[which].ledger), RECORD_STAFF, id, arena, &row, &found,
                    &error) != STATUS_OK ||
        !found)
        return "nothing";
    return arena_format(arena, "%s, %s, %s, %s", record_text(&row, RECORD_STAFF_NAME),
                        record_text(&row, RECORD_STAFF_ROLES),
                        record_text(&row, RECORD_STAFF_TITLE),
                        record_text(&row, RECORD_STAFF_NODE));
}

static void check_same(struct world *world, size_t which, const char *id, const char *meant)
{
    if (which >= PLACES || !world->machines[which].is_there || lies_is_liar(world, which))
        return;
    const char *shown = row_of(world, which, id);
    if (strcmp(shown, meant) != 0)
        world_wrong(world, "%s shows %s of %s, the street %s", hold_name_of(world, which), shown,
                    id, meant);
}

void moves_check(struct world *world)
{
    for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
        const char *meant = row_of(world, PLACE_STREET, people[i]);
        const char *node = strrchr(meant, ' ');
        if (!node || !text_starts(meant, people[i]))
            world_wrong(world, "the street shows %s of %s", meant, people[i]);
        else
            check_same(world, book_place(node + 1), people[i], meant);
        check_same(world, PLACE_DISTRICT, people[i], meant);
    }
}
