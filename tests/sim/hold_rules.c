/* SPDX-License-Identifier: MIT */
/* The rules: who answers for an open case, and what closes one. */
#include "config.h"

#include "hold.h"

#include "lies.h"
#include "who.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/responsibility.h"
#include "shouwen/store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static bool is_closing(const struct act *act)
{
    return act->kind == ACT_ANSWER || act->kind == ACT_SOLVE || act->kind == ACT_CLOSE ||
           act->kind == ACT_MERGE || act->kind == ACT_WITHDRAW;
}

static bool is_bad_rating(const struct act *act)
{
    const char *marks[] = {act_text(act, FIELD_ATTITUDE), act_text(act, FIELD_ABILITY)};

    return act->kind == ACT_RATE && (strcmp(marks[0], "1") == 0 || strcmp(marks[0], "2") == 0 ||
                                     strcmp(marks[1], "1") == 0 || strcmp(marks[1], "2") == 0);
}

/* What nobody who did not know of it may close over (sync.md 6, the second row and the fourth). */
static bool must_be_seen(const struct act *act)
{
    switch ((int)act->kind) {
    case ACT_OPEN:
    case ACT_ASSIGN:
    case ACT_TAKE_OVER:
    case ACT_DECLINE:
    case ACT_FALL_BACK:
    case ACT_REPORT_UP:
    case ACT_DISPATCH:
    case ACT_REOPEN:
        return true;
    default:
        return is_bad_rating(act);
    }
}

/* Marks what an act knew of: a search back along what it names. */
static void search_back(const struct act *acts, size_t count, size_t from, bool *is_known)
{
    for (size_t i = 0; i < acts[from].on_count; i++)
        for (size_t k = 0; k < count; k++)
            if (!is_known[k] && act_id_prefix(acts[k].id) == acts[from].on[i]) {
                is_known[k] = true;
                search_back(acts, count, k, is_known);
            }
}

static bool names_id(const struct act *undo, const struct act *act)
{
    char hex[2 * CRYPTO_ID + 1];

    for (size_t i = 0; i < CRYPTO_ID; i++)
        snprintf(hex + 2 * i, 3, "%02x", act->id[i]);
    return undo->kind == ACT_UNDO && strstr(act_text(undo, FIELD_VOIDS), hex);
}

/* Whether an undo took it back; an opening, a rating and an undo stay. */
static bool is_void(const struct act *acts, size_t count, size_t which)
{
    enum act_kind kind = acts[which].kind;

    for (size_t i = 0; i < count; i++)
        if (names_id(&acts[i], &acts[which]))
            return kind != ACT_OPEN && kind != ACT_RATE && kind != ACT_UNDO;
    return false;
}

static bool takes_opening_back(const struct act *acts, size_t count, size_t which)
{
    for (size_t i = 0; i < count; i++)
        if (acts[i].kind == ACT_OPEN && names_id(&acts[which], &acts[i]))
            return true;
    return false;
}

static bool closes(const struct act *acts, size_t count, size_t which, struct arena *arena)
{
    bool *is_known = arena_alloc(arena, count);

    if (!takes_opening_back(acts, count, which) &&
        (!is_closing(&acts[which]) || is_void(acts, count, which)))
        return false;
    search_back(acts, count, which, is_known);
    for (size_t i = 0; i < count; i++)
        if (i != which && !is_known[i] && must_be_seen(&acts[i]) && !is_void(acts, count, i))
            return false;
    return true;
}

/* S1 of the station is called so there and where nobody else has the id; above it by its home. */
static bool is_its_twin(const char *holder, const char *home, enum place reader)
{
    bool is_alone = reader == PLACE_UNIT || reader == book_place(home);

    return is_alone ? strcmp(holder, "S1") == 0
                    : text_starts(holder, "S1@") && strcmp(holder + strlen("S1@"), home) == 0;
}

/* The station's own staff have its initial; a bad rating of a secretary goes to the street. */
static bool may_answer(const char *holder, const char *home, enum place reader,
                       const struct act *acts, size_t count)
{
    static const char initials[] = {[PLACE_STATION] = 'A', [PLACE_OTHER] = 'B'};
    enum place place = book_place(home);

    if (*holder == 'S')
        return place <= PLACE_OTHER && is_its_twin(holder, home, reader);
    if (place > PLACE_OTHER || *holder == initials[place])
        return place <= PLACE_OTHER;
    for (size_t i = 0; i < count; i++)
        if (is_bad_rating(&acts[i]))
            return *holder == 'D';
    return false;
}

/* In a row "no day" stands behind all days. */
static int32_t day_of(struct query *row, int column)
{
    int64_t day = query_integer(row, column);

    return day == INT32_MAX ? CLOCK_NO_DAY : (int32_t)day;
}

/* What is shown of an open case is what the walk says. */
static void check_who(struct world *world, size_t which, struct query *row, const struct act *acts,
                      size_t count, struct arena *arena)
{
    struct who who;

    if (lies_is_liar(world, which) || !query_integer(row, 1) ||
        !who_answers(acts, count, WHO_ROWS, arena, &who) || who.is_incomplete)
        return;
    const struct who shown = {.holder = query_copy(row, 2, arena),
                              .rule = query_copy(row, 4, arena),
                              .state = query_copy(row, 5, arena),
                              .unit = query_copy(row, 6, arena),
                              .due_on = day_of(row, 7),
                              .unit_due_on = day_of(row, 8),
                              .attitude = (int)query_integer(row, 9),
                              .ability = (int)query_integer(row, 10)};
    const char *said = who_say(&shown, arena), *meant = who_say(&who, arena);
    if (strcmp(said, meant) != 0)
        world_wrong(world, "%s: case %s is shown with %s; by its acts it is %s",
                    hold_name_of(world, which), query_text(row, 0), said, meant);
}

/* Nobody of the simulator is ever away: whom a machine shows as accountable is who holds the case,
 * also where the staff of its station never come, and nobody there has it for their own. */
static void check_shown(struct world *world, size_t which, const char *number, const char *holder,
                        const char *home)
{
    const struct world_machine *machine = &world->machines[which];
    const struct calendar *calendar;
    const struct people *people;

    if (ledger_view(machine->ledger, &people, &calendar, &error) != STATUS_OK) {
        world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
        return;
    }
    struct accountable shown = responsibility_answer(people, holder, home);
    if (strcmp(shown.id, holder) != 0 || shown.is_stand_in || shown.is_nobody || shown.no_secretary)
        world_wrong(world, "%s: case %s of %s is held by %s, %s is shown as accountable%s",
                    hold_name_of(world, which), number, home, holder, shown.id,
                    shown.no_secretary ? ", and no secretary" : "");
    for (size_t i = 0; i < people->count && machine->place == PLACE_UNIT; i++)
        if (responsibility_is_with(people, people->at[i].id, holder, home))
            world_wrong(world, "%s: case %s of %s is accounted for by its own %s",
                        hold_name_of(world, which), number, home, people->at[i].id);
}

static void check_case(struct world *world, size_t which, struct query *row, struct arena *arena)
{
    struct db *db = ledger_db(world->machines[which].ledger);
    const char *number = query_copy(row, 0, arena), *holder = query_copy(row, 2, arena),
               *home = query_copy(row, 3, arena);
    bool is_open = query_integer(row, 1), is_closed = false;
    struct act *acts;
    size_t count;

    if (journal_read(db, arena_format(arena, "case/%s", number), arena, &acts, &count, &error) !=
        STATUS_OK) {
        world_wrong(world, "%s: case %s: %s", hold_name_of(world, which), number, error.message);
        return;
    }
    for (size_t i = 0; i < count; i++)
        is_closed |= closes(acts, count, i, arena);
    if (is_closed == is_open && !lies_is_liar(world, which))
        world_wrong(world, "%s: case %s is shown %s, by its acts it is %s",
                    hold_name_of(world, which), number, is_open ? "open" : "closed",
                    is_closed ? "closed" : "open");
    check_who(world, which, row, acts, count, arena);
    if (is_open && *home && !lies_is_liar(world, which))
        check_shown(world, which, number, holder, home);
    if (is_open && *home && !lies_is_liar(world, which) &&
        !may_answer(holder, home, world->machines[which].place, acts, count))
        world_wrong(world, "%s: case %s of %s is answered for by %s", hold_name_of(world, which),
                    number, home, *holder ? holder : "nobody");
}

/* Those of the start, by the ids that they were given. What a liar says of staff of its own are
 * other people, whom those above it see beside them; M1 and M2 move (moves.c). */
char *hold_lists(struct world *world, size_t which)
{
    struct query *query = db_query_composed(
        ledger_db(world->machines[which].ledger),
        "SELECT substr(id, 1, 2) || '|' || name || '|' || roles || '|' || node || '|' ||"
        " status FROM staff WHERE id NOT LIKE 'M%' AND"
        " NOT (name = '" LIES_NAME "' AND node = '310115007002')"
        " UNION ALL SELECT code || '|' || name FROM node"
        " UNION ALL SELECT date || '|' || kind FROM calendar ORDER BY 1");
    struct text lists = TEXT_EMPTY;
    bool row = true;

    while (row) {
        if (query_step(query, &row, &error) != STATUS_OK)
            world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
        if (row)
            text_addf(&lists, "%s\n", query_text(query, 0));
    }
    char *said = memory_copy_text(lists.at ? lists.at : "");
    text_release(&lists);
    return said;
}

/* Nobody changed them who may. */
static void check_lists(struct world *world, size_t which)
{
    const struct world_machine *machine = &world->machines[which];
    char *now = hold_lists(world, which);

    if (strcmp(now, world->machines[machine->place].lists) != 0)
        world_wrong(world, "%s shows other people, places or days: %s", hold_name_of(world, which),
                    now);
    free(now);
}

void hold_rules(struct world *world, size_t which)
{
    if (!lies_is_liar(world, which))
        check_lists(world, which);
    struct db *db = ledger_db(world->machines[which].ledger);
    struct query *query = db_query_composed(
        db, "SELECT number, is_open, holder, node, rule, state, unit, due_on, unit_due_on,"
            " attitude, ability FROM matter");
    struct arena arena = {0};
    bool row = true;

    for (;;) {
        if (query_step(query, &row, &error) != STATUS_OK)
            world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
        if (!row)
            break;
        arena_reset(&arena);
        check_case(world, which, query, &arena);
    }
    arena_release(&arena);
}
