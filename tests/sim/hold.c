/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "hold.h"

#include "dice.h"
#include "erased.h"
#include "lies.h"
#include "moves.h"
#include "tangle.h"

#include "shouwen/store/journal.h"
#include "shouwen/store/matters.h"
#include "sync/hub_inside.h"

#include <stdio.h>
#include <string.h>

static struct error error;

const char *hold_name_of(const struct world *world, size_t which)
{
    static const char *const names[] = {"the station", "the other station", "the street",
                                        "the department", "the district"};

    if (which == WORLD_HUB)
        return "the hub";
    return which == WORLD_CLONE ? "the clone" : names[world->machines[which].place];
}

static void wrong_act(struct world *world, size_t which, size_t number, const char *what)
{
    const struct book_act *act = &world->book.acts[number];
    const struct act_row *row = act->kind < ACT_CASE_KINDS ? &act_rows[act->kind] : NULL;

    world_wrong(world, "%s: act %zu (%s on %s, by %s) %s", hold_name_of(world, which), number,
                row ? row->word : "put", world->book.subjects[act->subject],
                act->author < PLACES ? book_nodes[act->author] : "nobody", what);
}

/* --- what is there --- */

static void note_row(struct world *world, struct query *query, struct arena *arena,
                     struct book_set *held, struct book_set *whole)
{
    size_t length, head_length, body_length;
    size_t number = book_find(&world->book, query_bytes(query, 0, &length));

    if (number == BOOK_ACTS_MOST) {
        const void *head = query_bytes(query, 1, &head_length);
        const void *body = query_bytes(query, 2, &body_length);
        struct act act;
        arena_reset(arena);
        if (act_decode(arena, head, head_length, body, body_length, &act, &error) != STATUS_OK) {
            world_wrong(world, "an act can't be read: %s", error.message);
            return;
        }
        number = lies_add(world, &act);
    }
    book_put(held, number);
    if (!query_is_null(query, 2))
        book_put(whole, number);
}

static void read_file(struct world *world, size_t which, struct book_set *held,
                      struct book_set *whole)
{
    struct db *db = ledger_db(world->machines[which].ledger);
    struct query *query = db_query_composed(db, "SELECT id, head, body FROM act");
    struct arena arena = {0};
    bool row = true;

    for (;;) {
        if (query_step(query, &row, &error) != STATUS_OK)
            world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
        if (!row)
            break;
        note_row(world, query, &arena, held, whole);
    }
    arena_release(&arena);
}

struct reading {
    struct world *world;
    struct book_set *held;
    struct arena arena;
    const char *logs[BOOK_ACTS_MOST]; /* where each stands */
};

static enum status read_hub_act(void *context, const struct hub_act *act,
                                const struct circle *circle, struct error *ignored)
{
    struct reading *reading = context;
    size_t number = book_find(&reading->world->book, act->id);

    (void)circle;
    (void)ignored;
    if (number == BOOK_ACTS_MOST) {
        world_wrong(reading->world, "the hub has an act that nobody recorded");
        return STATUS_OK;
    }
    book_put(reading->held, number);
    reading->logs[number] = arena_copy(&reading->arena, act->log);
    return STATUS_OK;
}

/* Bodies that were seen there before are asked for only at the end: a look-up each takes long. */
static void read_hub(struct world *world, bool is_end, struct book_set *held,
                     struct book_set *whole)
{
    static struct reading reading;
    const struct world_machine *machine = &world->machines[WORLD_HUB];
    struct hub_store *store = world->hub->store;
    struct arena arena = {0};

    reading.world = world;
    reading.held = held;
    if (hub_store_each(store, read_hub_act, &reading, &error) != STATUS_OK)
        world_wrong(world, "the hub can't be read: %s", error.message);
    for (size_t i = 0; i < world->book.act_count; i++) {
        struct hub_act act = {.has_body = true};
        bool found = true;
        if (!book_has(held, i))
            continue;
        struct fact fact = {.log = reading.logs[i]};
        memcpy(fact.id, world->book.acts[i].id, CRYPTO_ID);
        arena_reset(&arena);
        if ((is_end || !book_has(&machine->whole, i)) &&
            hub_store_act_find(store, &fact, &arena, &act, &found, &error) != STATUS_OK)
            world_wrong(world, "the hub can't be read: %s", error.message);
        if (found && act.has_body)
            book_put(whole, i);
    }
    arena_release(&arena);
    arena_release(&reading.arena);
}

static void check_audience(struct world *world, size_t which, const struct book_set *held,
                           const struct book_set *whole)
{
    static struct book_set all;
    static struct book_sight sight;
    enum place place = world->machines[which].place;

    memset(&all, 0xff, sizeof(all));
    book_look(&world->book, &all, &sight);
    for (size_t i = 0; i < world->book.act_count; i++) {
        bool is_whole, is_for_it = book_is_for(&world->book, &sight, i, place, &is_whole);
        if (book_has(held, i) && !is_for_it)
            wrong_act(world, which, i, "is not for its eyes");
        if (book_has(whole, i) && !is_whole)
            wrong_act(world, which, i, "should be a head only");
    }
}

void hold_look(struct world *world, size_t which, bool is_end)
{
    struct world_machine *machine = &world->machines[which];
    struct book_set held = {{0}}, whole = {{0}};

    if (which != WORLD_HUB)
        read_file(world, which, &held, &whole);
    else
        read_hub(world, is_end, &held, &whole);
    size_t lost = book_lacks(&machine->held, &held);
    if (lost < BOOK_ACTS_MOST)
        wrong_act(world, which, lost, "was there and is gone");
    erased_leave(world, &held, &machine->whole);
    lost = book_lacks(&machine->whole, &whole);
    if (lost < BOOK_ACTS_MOST && !lies_is_liar(world, which))
        wrong_act(world, which, lost, "had its body, which is gone");
    if (which != WORLD_HUB)
        check_audience(world, which, &held, &whole);
    machine->is_checked &= memcmp(&machine->held, &held, sizeof(held)) == 0 &&
                           memcmp(&machine->whole, &whole, sizeof(whole)) == 0;
    machine->held = held;
    machine->whole = whole;
}

void hold_confirmed(struct world *world)
{
    size_t lost = book_lacks(&world->confirmed, &world->machines[WORLD_HUB].held);

    if (lost < BOOK_ACTS_MOST)
        wrong_act(world, WORLD_HUB, lost, "was confirmed to its author and is not there");
}

void hold_check(struct world *world, size_t which)
{
    struct world_machine *machine = &world->machines[which];
    struct ledger_report report;

    if (machine->is_checked || lies_is_liar(world, which))
        return;
    machine->is_checked = true;
    if (ledger_check(machine->ledger, &report, &error) != STATUS_OK)
        world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
    else if (report.problems.length)
        world_wrong(world, "%s: %s", hold_name_of(world, which), report.problems.at);
    text_release(&report.problems);
}

/* --- after healing --- */

static void check_set(struct world *world, size_t which, const struct book_sight *sight)
{
    const struct world_machine *machine = &world->machines[which];
    const struct book_set *hub = &world->machines[WORLD_HUB].held,
                          *hub_whole = &world->machines[WORLD_HUB].whole;

    for (size_t i = 0; i < world->book.act_count; i++) {
        bool is_whole, is_for_it = book_is_for(&world->book, sight, i, machine->place, &is_whole) &&
                                   book_has(hub, i);
        is_whole &= book_has(hub_whole, i);
        if (is_for_it != book_has(&machine->held, i))
            wrong_act(world, which, i, is_for_it ? "never came" : "is there alone");
        else if (is_whole != book_has(&machine->whole, i) && !world->book.acts[i].is_lie)
            wrong_act(world, which, i, is_whole ? "came without its body" : "came with its body");
    }
}

/* How a case is shown; of a head only what heads tell. Staff are A1 at their station and perhaps
 * A1@310115007001 above it. */
static const char *row_of(struct world *world, size_t which, const char *number, bool is_whole)
{
    static const char *const shown[] = {
        "SELECT node || '|' || state || '|' || is_open || '|' || rule || '|' ||"
        " substr(holder, 1, instr(holder || '@', '@') - 1) || '|' ||"
        " substr(first_contact, 1, instr(first_contact || '@', '@') - 1) || '|' || unit || '|' || "
        "channel || '|' || urgency || '|' || resident ||"
        " '|' || opened_at || '|' || closed_at || '|' || due_on || '|' || unit_due_on || '|' ||"
        " outcome || '|' || flags || '|' || bounces || '|' || attitude || '|' || ability"
        " FROM matter WHERE number = ?1",
        "SELECT via || '|' || service || '|' || grid || '|' || ref || '|' || subject || '|' ||"
        " name || '|' || phone || '|' || door FROM matter WHERE number = ?1"};
    const char *said = "";

    for (int part = 0; part <= is_whole; part++) {
        struct query *query =
            db_query_composed(ledger_db(world->machines[which].ledger), shown[part]);
        bool row = false;
        query_bind_text(query, 1, number);
        if (query_step(query, &row, &error) == STATUS_OK && row)
            said = arena_format(&world->arena, "%s|%s", said, query_text(query, 0));
        query_reset(query);
    }
    return said;
}

/* Everybody shows a case as the street does, as far as they see it. */
static void compare_cases(struct world *world, const struct book_sight *sight)
{
    for (size_t i = 0; i < world->book.subject_count; i++) {
        const char *subject = world->book.subjects[i];
        if (!text_starts(subject, "case/") || !(sight->seen[i] & 1u << PLACE_STREET))
            continue;
        const char *number = strchr(subject, '/') + 1;
        for (size_t which = 0; which < PLACES; which++) {
            bool is_whole = sight->whole[i] >> which & 1;
            if (which == PLACE_STREET || !world->machines[which].is_there ||
                !(sight->seen[i] >> which & 1) || lies_is_liar(world, which))
                continue;
            const char *ours = row_of(world, which, number, is_whole);
            const char *theirs = row_of(world, PLACE_STREET, number, is_whole);
            if (strcmp(ours, theirs) != 0)
                world_wrong(world, "case %s: %s shows %s, the street %s", number,
                            hold_name_of(world, which), ours, theirs);
        }
    }
}

static void shuffle(struct act *acts, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = dice_below(i);
        struct act swap = acts[i - 1];
        acts[i - 1] = acts[other];
        acts[other] = swap;
    }
}

/* The acts of each case, in any order, give what is shown. */
static void check_shuffled(struct world *world, size_t which)
{
    struct ledger *ledger = world->machines[which].ledger;
    const struct calendar *calendar;
    const struct people *people;
    struct arena arena = {0};

    if (ledger_view(ledger, &people, &calendar, &error) != STATUS_OK)
        world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
    for (size_t i = 0; i < world->book.subject_count; i++) {
        const char *subject = world->book.subjects[i], *column;
        struct matter matter;
        struct act *acts;
        size_t count;
        bool same = false;
        arena_reset(&arena);
        if (!text_starts(subject, "case/") ||
            journal_read(ledger_db(ledger), subject, &arena, &acts, &count, &error) != STATUS_OK ||
            !count)
            continue;
        shuffle(acts, count);
        if (matter_fold(&arena, acts, count, calendar, &matter_policy_shipped, &matter, &error) !=
                STATUS_OK ||
            matters_compare(ledger_db(ledger), &matter, &same, &column, &error) != STATUS_OK)
            world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
        if (!same)
            world_wrong(world, "%s: %s, folded in another order, has another %s",
                        hold_name_of(world, which), subject, column);
    }
    arena_release(&arena);
}

static void check_rebuilt(struct world *world, size_t which)
{
    struct ledger *ledger = world->machines[which].ledger;
    char before[2 * CRYPTO_CHAIN + 1], after[2 * CRYPTO_CHAIN + 1];

    if (ledger_digest(ledger, before, &error) != STATUS_OK ||
        ledger_rebuild(ledger, 1 + dice_below(1000), &error) != STATUS_OK ||
        ledger_digest(ledger, after, &error) != STATUS_OK)
        world_wrong(world, "%s: %s", hold_name_of(world, which), error.message);
    else if (strcmp(before, after) != 0)
        world_wrong(world, "%s: rebuilt in another order it shows something else",
                    hold_name_of(world, which));
}

void hold_healed(struct world *world, const struct book_set *before, bool is_thorough)
{
    static struct book_sight sight;
    size_t lost = book_lacks(before, &world->machines[WORLD_HUB].held);
    size_t one = dice_below(PLACES);

    if (lost < BOOK_ACTS_MOST)
        wrong_act(world, WORLD_HUB, lost, "was on a disk and is not at the hub");
    book_look(&world->book, &world->machines[WORLD_HUB].held, &sight);
    for (size_t which = 0; which < PLACES; which++) {
        if (!world->machines[which].is_there)
            continue;
        check_set(world, which, &sight);
        hold_rules(world, which);
        if (!lies_is_liar(world, which))
            check_shuffled(world, which);
        if (is_thorough || which == one)
            hold_check(world, which);
        if (is_thorough && !lies_is_liar(world, which))
            check_rebuilt(world, which);
    }
    compare_cases(world, &sight);
    moves_check(world);
    tangle_check(world);
    erased_check(world);
}
