/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "lies.h"

#include "dice.h"
#include "disk.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/journal.h"

#include <stdio.h>
#include <string.h>

enum { AT_ONCE = 3, NAMED_MOST = 2 };

/* Of somebody else's case. */
static const enum act_kind of_cases[] = {
    ACT_OPEN,    ACT_ASSIGN, ACT_TAKE_OVER, ACT_DESIGNATE, ACT_CLAIM,     ACT_FALL_BACK,
    ACT_DECLINE, ACT_CLOSE,  ACT_WITHDRAW,  ACT_REOPEN,    ACT_MERGE,     ACT_DISPATCH,
    ACT_REPLY,   ACT_RATE,   ACT_RESOLVE,   ACT_EXTEND,    ACT_SUPERVISE, ACT_AMEND,
    ACT_UNDO,    ACT_NOTE,   ACT_WAIT,      ACT_ERASE,     ACT_ERASE,     ACT_GIVE_BACK,
};
static const char *const absurd[] = {"",   "999",    "-1",    "9223372036854775807", "B1",
                                     "A9", "310115", "case/", "0000000000000000"};

static const char own_tail[] = "007002"; /* its cases' numbers begin so */
static const char *const authors[] = {"B1", "A1", "D1", "program", "999"};

static const char *pick(const char *const *from, size_t count)
{
    return from[dice_below(count)];
}

/* Of staff the book says who said it as well. */
static bool is_about(const char *said, const char *subject)
{
    size_t length = strlen(subject);

    return strncmp(said, subject, length) == 0 && (!said[length] || said[length] == '#');
}

/* An act of that subject that somebody recorded, if there is one. */
static const struct book_act *any_act(const struct book *book, const char *subject)
{
    const struct book_act *found = NULL;

    for (size_t i = 0, seen = 0; i < book->act_count; i++)
        if (is_about(book->subjects[book->acts[i].subject], subject) && dice_one_in(++seen))
            found = &book->acts[i];
    return found;
}

/* What it names as known: nothing, acts that it never saw, or none that exist. */
static void name(const struct book *book, struct act *act, struct arena *arena)
{
    uint64_t *on = arena_alloc(arena, NAMED_MOST * sizeof(*on));

    act->on = on;
    for (size_t i = dice_below(NAMED_MOST + 1); i > 0; i--) {
        const struct book_act *known = any_act(book, act->subject);
        on[act->on_count++] =
            known && !dice_one_in(3) ? act_id_prefix(known->id) : dice_below(UINT64_MAX);
    }
}

static void fill_case(const struct world *world, struct act *act, struct arena *arena)
{
    size_t which = dice_below(world->case_count);
    const struct book_act *voided;

    /* never one of its own */
    while (text_starts(world->cases[which], own_tail))
        which = dice_below(world->case_count);
    act->kind = of_cases[dice_below(sizeof(of_cases) / sizeof(of_cases[0]))];
    act->subject = arena_format(arena, "case/%s", world->cases[which]);
    act->value[FIELD_NODE] = book_nodes[dice_below(PLACES)];
    act->value[FIELD_TO] = act->kind == ACT_DISPATCH ? book_nodes[dice_below(PLACES)] : "B1";
    act->value[FIELD_HOLDER] = pick(absurd, sizeof(absurd) / sizeof(absurd[0]));
    act->value[FIELD_ATTITUDE] = "1";
    act->value[FIELD_ABILITY] = pick(absurd, 4);
    act->value[FIELD_UNTIL] = pick(absurd, 4);
    act->value[FIELD_OUTCOME] = pick(absurd, sizeof(absurd) / sizeof(absurd[0]));
    voided = any_act(&world->book, act->subject);
    if (act->kind == ACT_UNDO && voided) {
        char *hex = arena_alloc(arena, 2 * CRYPTO_ID + 1);
        for (size_t i = 0; i < CRYPTO_ID; i++)
            snprintf(hex + 2 * i, 3, "%02x", voided->id[i]);
        act->value[FIELD_VOIDS] = hex;
    }
    act->value[FIELD_TEXT] = "不是真的";
}

/* Of the street's and the neighbour's people; true if it says that somebody is of its own. */
static bool fill_record(const struct world *world, struct act *act, struct arena *arena)
{
    static const char *const staff[] = {"staff/D1", "staff/D2", "staff/A1", "nodes/310115007001",
                                        "calendar/2026-12-09"};
    size_t which = dice_below(world->case_count);
    const char *node = book_nodes[dice_below(PLACES)];
    bool is_erasing = dice_one_in(2);

    act->kind = is_erasing ? ACT_ERASE : ACT_PUT;
    act->subject = pick(staff, sizeof(staff) / sizeof(staff[0]));
    if (is_erasing && world->residents[which] && !text_starts(world->cases[which], own_tail))
        act->subject = arena_format(arena, "residents/%s", world->residents[which]);
    act->value[FIELD_NODE] = book_nodes[dice_below(PLACES)];
    if (is_erasing)
        act->value[FIELD_REASON] = "居民申请";
    else if (text_starts(act->subject, "calendar/"))
        act->fields = "{\"date\":\"2026-12-09\",\"kind\":\"workday\",\"name\":\"\"}";
    else
        act->fields = arena_format(arena,
                                   "{\"id\":\"%s\",\"name\":\"" LIES_NAME "\",\"roles\":\"worker\","
                                   "\"node\":\"%s\",\"status\":\"left\"}",
                                   strchr(act->subject, '/') + 1, node);
    return node == book_nodes[PLACE_OTHER] && act->value[FIELD_NODE] == node &&
           text_starts(act->subject, "staff/") && !is_erasing;
}

bool lies_is_liar(const struct world *world, size_t which)
{
    return world->has_liar && world->machines[which].place == PLACE_OTHER;
}

bool lies_are_of(const struct world *world, enum place place, const char *number)
{
    return world->has_liar && place == PLACE_OTHER && !text_starts(number, own_tail);
}

size_t lies_add(struct world *world, const struct act *act)
{
    size_t number = book_add(&world->book, act);
    struct book_act *added = &world->book.acts[number];

    added->is_lie |= text_starts(act->subject, "case/") &&
                     lies_are_of(world, added->author, act_subject_id(act));
    return number;
}

static bool tell_one(struct world *world, struct world_machine *machine, struct arena *arena)
{
    struct db *db = ledger_db(machine->ledger);
    struct act act = {.by = pick(authors, sizeof(authors) / sizeof(authors[0]))};
    struct journal_log log;
    struct error error;
    enum status status;
    bool is_of_own = false;

    if (dice_one_in(3))
        is_of_own = fill_record(world, &act, arena);
    else
        fill_case(world, &act, arena);
    act.word = act_word(act.kind);
    act.entered_at = act.happened_at =
        clock_now_at() + (dice_one_in(3) ? ((int64_t)dice_below(20) - 10) * 365 * CLOCK_DAY : 0);
    name(&world->book, &act, arena);
    TRY(db_begin(db, &error));
    TRY(journal_own_log(db, &log, &error));
    TRY(journal_append(db, &log, &act, &error));
    size_t number = book_add(&world->book, &act);
    world->book.acts[number].is_lie = true;
    world->book.acts[number].is_of_own = is_of_own;
    TRY(db_commit(db, &error));
    book_put(&machine->held, number);
done:
    if (status != STATUS_OK)
        db_rollback(db);
    return status == STATUS_OK;
}

void lies_tell(struct world *world, size_t which)
{
    struct arena arena = {0};

    world->has_liar = true;
    for (size_t i = 1 + dice_below(AT_ONCE); i > 0 && !disk_is_faulty(); i--) {
        arena_reset(&arena);
        tell_one(world, &world->machines[which], &arena);
    }
    arena_release(&arena);
}
