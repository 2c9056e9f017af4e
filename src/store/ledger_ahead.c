/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/ledger_ahead.h"

#include "shouwen/store/db_hand.h"
#include "shouwen/store/requests.h"

#include <stdlib.h>
#include <string.h>

/* ROWS: some 15 ms of writing, and less than 2 MB. REQUESTS: so many are written in their order,
 * mostly all of a transaction. */
enum { ROWS = 500, REQUESTS = 100000 };

/* The program fills one side while the hand writes the other. */
struct side {
    struct ahead_row rows[ROWS];
    size_t count;
    struct arena arena;
};

struct ledger_ahead {
    struct ledger *ledger;
    struct side sides[2];
    struct side *filled, *written;
    /* the hand's, like the ledger's batch of search keys, while it is out */
    struct requests_entry noted[REQUESTS];
    size_t noted_count;
    enum status status; /* of what was written so far */
    struct error error;
};

static struct ledger_ahead *ahead_of(struct ledger *ledger)
{
    struct ledger_ahead *ahead = ledger->ahead;

    if (ahead)
        return ahead;
    ahead = ledger->ahead = memory_new(sizeof(*ahead));
    ahead->ledger = ledger;
    ahead->filled = &ahead->sides[0];
    ahead->written = &ahead->sides[1];
    return ahead;
}

/* --- writing: on the hand, or on the program's own thread while the hand rests --- */

static enum status write_noted(struct ledger_ahead *ahead, struct error *error)
{
    enum status status = requests_add(ahead->ledger->db, ahead->noted, ahead->noted_count, error);

    ahead->noted_count = 0;
    return status;
}

static enum status note_request(struct ledger_ahead *ahead, const struct ahead_row *row,
                                int64_t seq, struct error *error)
{
    struct requests_entry *entry = &ahead->noted[ahead->noted_count];

    if (!row->has_request)
        return STATUS_OK;
    entry->seq = seq;
    memcpy(entry->key, row->request, CRYPTO_ID);
    return ++ahead->noted_count < REQUESTS ? STATUS_OK : write_noted(ahead, error);
}

static int compare_counted(const void *a, const void *b)
{
    return matters_compare_standing((*(const struct ahead_row *const *)a)->matter,
                                    (*(const struct ahead_row *const *)b)->matter);
}

/* Those of one holder, home, grid and day together: all have just been received. */
static enum status count_cases(struct db *db, const struct side *side, struct error *error)
{
    const struct ahead_row *order[ROWS];
    enum status status = STATUS_OK;
    size_t count = 0;

    for (size_t i = 0; i < side->count; i++)
        if (side->rows[i].matter)
            order[count++] = &side->rows[i];
    if (count)
        qsort(order, count, sizeof(order[0]), compare_counted);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_counted(&order[i], &order[end]) == 0;)
            end++;
        TRY(matters_count_alike(db, order[i]->standing, (int64_t)(end - i), error));
    }
done:
    return status;
}

static enum status write_acts(struct db *db, const struct side *side, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < side->count; i++)
        TRY(journal_add(db, &side->rows[i].act, error));
    if (side->count)
        TRY(journal_move(db, &side->rows[side->count - 1].act, side->rows[0].act.n - 1, error));
done:
    return status;
}

static enum status write_cases(struct ledger_ahead *ahead, const struct side *side,
                               struct error *error)
{
    const struct matters_standing *standings[ROWS];
    struct ledger *ledger = ahead->ledger;
    enum status status = STATUS_OK;
    size_t count = 0;
    int64_t seq;

    for (size_t i = 0; i < side->count; i++)
        if (side->rows[i].matter)
            standings[count++] = side->rows[i].standing;
    if (!count)
        goto done;
    TRY(matters_add(ledger->db, standings, count, &seq, error));
    for (size_t i = 0; i < side->count; i++) {
        const struct ahead_row *row = &side->rows[i];
        if (!row->matter)
            continue;
        TRY(search_add_case(ledger->db, &ledger->batch, seq, row->search, error));
        TRY(note_request(ahead, row, seq++, error));
    }
    TRY(count_cases(ledger->db, side, error));
done:
    return status;
}

static enum status write_resident(struct ledger *ledger, const struct records_new *new,
                                  struct error *error)
{
    struct arena arena = {0};
    enum status status;
    bool is_alone;

    TRY(records_add(ledger->db, new, &ledger->batch, error));
    visits_touch(&ledger->touched, new->household);
    TRY(records_is_alone(ledger->db, &new->record, &is_alone, error));
    if (!is_alone)
        TRY(ledger_rejoin(ledger, &new->record, &arena, error));
done:
    arena_release(&arena);
    return status;
}

static enum status write_rows(struct ledger_ahead *ahead, struct side *side, struct error *error)
{
    enum status status;

    TRY(write_acts(ahead->ledger->db, side, error));
    TRY(write_cases(ahead, side, error));
    for (size_t i = 0; i < side->count; i++)
        if (!side->rows[i].matter)
            TRY(write_resident(ahead->ledger, side->rows[i].record, error));
done:
    return status;
}

/* After a fault nothing more is written: the transaction is given up. */
static void write_side(void *context)
{
    struct ledger_ahead *ahead = context;

    if (ahead->status == STATUS_OK)
        ahead->status = write_rows(ahead, ahead->written, &ahead->error);
}

/* --- the program's own thread --- */

static void turn(struct ledger_ahead *ahead)
{
    struct side *filled = ahead->filled;

    db_set_before(ahead->ledger->db, NULL, NULL);
    ahead->filled = ahead->written;
    ahead->written = filled;
    ahead->filled->count = 0;
    arena_reset(&ahead->filled->arena);
}

static void write_now(void *context)
{
    struct ledger_ahead *ahead = context;

    db_hand_wait();
    turn(ahead);
    write_side(ahead);
}

static enum status say_fault(const struct ledger_ahead *ahead, struct error *error)
{
    if (ahead->status != STATUS_OK)
        *error = ahead->error;
    return ahead->status;
}

struct arena *ledger_ahead_arena(struct ledger *ledger)
{
    return &ahead_of(ledger)->filled->arena;
}

enum status ledger_ahead_add(struct ledger *ledger, const struct ahead_row *row,
                             struct error *error)
{
    struct ledger_ahead *ahead = ahead_of(ledger);
    enum status status = STATUS_OK;

    ahead->filled->rows[ahead->filled->count++] = *row;
    db_set_before(ledger->db, write_now, ahead);
    if (ahead->filled->count < ROWS)
        goto done;
    db_hand_wait();
    TRY(say_fault(ahead, error));
    turn(ahead);
    db_hand_out(write_side, ahead);
done:
    return status;
}

enum status ledger_ahead_write(struct ledger *ledger, bool at_end, struct error *error)
{
    struct ledger_ahead *ahead = ledger->ahead;
    enum status status = STATUS_OK;

    if (!ahead)
        return STATUS_OK;
    write_now(ahead);
    TRY(say_fault(ahead, error));
    if (at_end)
        TRY(write_noted(ahead, error));
done:
    return status;
}

void ledger_ahead_forget(struct ledger *ledger)
{
    struct ledger_ahead *ahead = ledger->ahead;

    if (!ahead)
        return;
    db_hand_wait();
    db_set_before(ledger->db, NULL, NULL);
    for (size_t i = 0; i < 2; i++)
        arena_release(&ahead->sides[i].arena);
    free(ahead);
    ledger->ahead = NULL;
}
