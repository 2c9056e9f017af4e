/* SPDX-License-Identifier: MIT */
/* Residents of a long list: who they are is told from a census, and newcomers are prepared by the
 * program and written by the hand. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/listnumber.h"
#include "shouwen/store/query_reference.h"
#include "store/ledger_ahead.h"

#include <stdlib.h>
#include <string.h>

enum status ledger_expect_residents(struct ledger *ledger, int64_t count, struct error *error)
{
    enum { MANY = 1000, SHARE = 4 }; /* a census of all costs more than so many look-ups */
    int64_t there_count;
    enum status status = STATUS_OK;

    if (count < MANY || ledger->census)
        return STATUS_OK;
    db_set_bulk(ledger->db, true);
    TRY(records_count(ledger->db, RECORD_RESIDENTS, &there_count, error));
    if (there_count / SHARE > count)
        goto done;
    TRY(census_take(ledger->db, count, &ledger->census, error));
    ledger->census_version = db_version(ledger->db);
done:
    return status;
}

void ledger_drop_census(struct ledger *ledger)
{
    census_drop(ledger->census);
    census_drop(ledger->requests);
    census_drop(ledger->taken);
    ledger->census = ledger->requests = ledger->taken = NULL;
    free(ledger->numbers);
    ledger->numbers = NULL;
    ledger->number_count = 0;
}

enum status ledger_find_resident(struct ledger *ledger, const struct record *record,
                                 struct arena *arena, const char **id, struct error *error)
{
    enum census_may may = ledger->census ? census_may_have(ledger->census, record) : CENSUS_BY_KEY;
    enum status status;

    *id = NULL;
    if (may == CENSUS_NOBODY)
        return STATUS_OK;
    TRY(ledger_ahead_write(ledger, false, error));
    /* the keys of many are worth waiting for */
    if (may == CENSUS_BY_KEY)
        TRY(search_batch_write(ledger->db, &ledger->batch, error));
    TRY(query_reference_resident(ledger->db, record, arena, id, error));
done:
    return status;
}

static const char *subject_of(struct arena *arena, uint64_t bits)
{
    return arena_format(arena, "%s/%s", record_rows[RECORD_RESIDENTS].name,
                        record_resident_id(arena, bits));
}

/* Of the next ids many at a time are seen to be nobody's; where they are not, each is looked at. */
static enum status look_ahead(struct ledger *ledger, struct arena *arena, struct error *error)
{
    const uint64_t span = UINT64_C(1) << 32, first = ledger->resident_bits, last = first + span;
    const char *from = subject_of(arena, first), *to = subject_of(arena, last);
    enum status status = STATUS_OK;
    bool has = true;

    /* the codes begin anew after the last one */
    if (strcmp(from, to) < 0)
        TRY(journal_has_between(ledger->db, from, to, &has, error));
    ledger->resident_free = has ? 0 : last;
done:
    return status;
}

enum status ledger_new_resident_id(struct ledger *ledger, struct arena *arena, const char **id,
                                   struct error *error)
{
    enum status status = STATUS_OK;
    uint16_t gap;
    bool has;

    *id = "";
    do {
        crypto_random(&gap, sizeof(gap));
        if (ledger->resident_bits)
            ledger->resident_bits += 1u + gap;
        else
            crypto_random(&ledger->resident_bits, sizeof(ledger->resident_bits));
        has = !ledger->census || ledger->resident_bits >= ledger->resident_free;
        if (has && ledger->census)
            TRY(look_ahead(ledger, arena, error));
        if (has)
            TRY(journal_has(ledger->db, subject_of(arena, ledger->resident_bits), &has, error));
        *id = record_resident_id(arena, ledger->resident_bits);
    } while (has || !listnumber_is_given_out(*id));
    ledger->resident_awaited = ledger->resident_free != 0;
done:
    return status;
}

bool ledger_is_newcomer(const struct ledger *ledger, const struct record *record)
{
    struct arena arena = {0};
    bool is = record->kind == RECORD_RESIDENTS && ledger->census && ledger->resident_awaited &&
              text_same(record->id, record_resident_id(&arena, ledger->resident_bits));

    arena_release(&arena);
    return is;
}

static struct record keep(struct arena *arena, const struct record *record)
{
    struct record kept = {.kind = record->kind, .id = arena_copy(arena, record->id)};

    for (size_t i = 0; i < record_rows[record->kind].field_count; i++)
        kept.value[i] = record->value[i] ? arena_copy(arena, record->value[i]) : NULL;
    return kept;
}

enum status ledger_put_newcomer(struct ledger *ledger, const char *by, const struct record *record,
                                struct error *error)
{
    struct arena *arena = ledger_ahead_arena(ledger);
    struct record full = keep(arena, record);
    struct records_new *new = arena_alloc(arena, sizeof(*new));
    struct ahead_row row = {.record = new};
    struct act act = {.kind = ACT_PUT};
    enum status status;

    ledger->resident_awaited = false;
    record_take_node(&full, ledger->node);
    act.value[FIELD_NODE] = record_home(arena, &full, NULL);
    act.subject = arena_format(arena, "%s/%s", record_rows[full.kind].name, full.id);
    act.fields = ledger_difference(arena, &full, NULL);
    ledger_sign(ledger, &act, by);
    TRY(journal_prepare(&ledger->log, &act, arena, &row.act, error));
    records_prepare(&full, clock_day_of(act.entered_at), arena, new);
    census_add(ledger->census, &full);
    TRY(ledger_ahead_add(ledger, &row, error));
done:
    return status;
}
