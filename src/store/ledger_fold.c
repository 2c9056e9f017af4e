/* SPDX-License-Identifier: MIT */
/* A record folded from its acts, and what is shown of it written; of an id that was given to
 * several everybody's. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/parts.h"
#include "shouwen/domain/record_fold.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/records.h"
#include "store/ledger_ahead.h"

#include <string.h>

/* Who was met was met once, however often a list or an act names them. */
void ledger_meet_once(struct record *record, struct arena *arena)
{
    const char **met = &record->value[RECORD_VISITS_MET];

    if (record->kind == RECORD_VISITS && *met)
        *met = parts_once(arena, *met);
}

void ledger_note_resident(struct ledger *ledger, const struct record *record)
{
    if (ledger->census && record->kind == RECORD_RESIDENTS)
        census_add(ledger->census, record);
}

/* A record as its acts give it. */
struct folded {
    struct record record;
    struct record_values values;
    int32_t since_on; /* the day of the first act */
    bool is_there;    /* they were not all undone */
};

/* Others may have given out the same id for somebody else: they are not shown. */
static const char *find_clash(struct arena *arena, const struct folded *parts, size_t count,
                              const char *disputed)
{
    for (size_t i = 1; i < count; i++)
        if (parts[i].is_there &&
            record_is_another(parts[0].record.kind, &parts[0].values, &parts[i].values))
            return arena_format(arena, "%s%s%s", disputed, *disputed ? ";" : "", DISPUTES_ID);
    return disputed;
}

/* The ids of people in it are as its home says them until here; somebody's home may change: what is
 * said of them is heard act by act. */
static enum status hear(struct ledger *ledger, struct arena *arena, const struct ledger_part *part,
                        struct record *record, struct error *error)
{
    const char *home;
    struct twins twins;
    enum status status = STATUS_OK;

    if (!ledger->has_twins || !part->count || twin_has_kind(record->kind))
        return STATUS_OK;
    home = record_home(arena, record, NULL);
    TRY(twins_of_record(ledger->db, record, arena, &twins, error));
    twin_hear_record(&twins, record, *home ? home : circle_home(&part->acts[0], arena), arena);
done:
    return status;
}

/* What the acts of one say, as a record of all its fields. */
static enum status fold_part(struct ledger *ledger, const struct ledger_part *part,
                             enum record_kind kind, struct arena *arena, struct folded *folded,
                             struct error *error)
{
    struct record *record = &folded->record;
    enum status status;

    *folded = (struct folded){.record = {.kind = kind, .id = part->known}};
    ledger_shuffle(ledger, part->acts, part->count, sizeof(*part->acts));
    TRY(ledger_hear_fields(ledger, kind, part->acts, part->count, arena, error));
    TRY(record_fold(arena, part->acts, part->count, &folded->values, error));
    folded->is_there = folded->values.is_there;
    for (size_t i = 0; i < part->count; i++)
        if (!i || clock_day_of(part->acts[i].entered_at) < folded->since_on)
            folded->since_on = clock_day_of(part->acts[i].entered_at);
    for (size_t i = 0; i < record_rows[kind].field_count; i++)
        record->value[i] = record_value(&folded->values, record_rows[kind].fields[i].name);
    record_take_node(record, folded->values.node);
    ledger_meet_once(record, arena);
    TRY(hear(ledger, arena, part, record, error));
done:
    return status;
}

/* Everybody who was given the id, who is shown first; *disputed: fields of which two places say
 * different things. */
static enum status fold_record(struct ledger *ledger, const char *subject, enum record_kind kind,
                               struct arena *arena, struct ledger_part **parts,
                               struct folded **folded, size_t *count, const char **disputed,
                               struct error *error)
{
    enum status status;

    TRY(ledger_read_parts(ledger, subject, arena, parts, count, error));
    *folded = arena_alloc(arena, *count * sizeof(**folded));
    for (size_t i = 0; i < *count; i++)
        TRY(fold_part(ledger, &(*parts)[i], kind, arena, &(*folded)[i], error));
    *disputed = "";
    if ((*folded)[0].is_there) {
        TRY(disputes_of(arena, kind, (*parts)[0].acts, (*parts)[0].count, disputed, error));
        *disputed = find_clash(arena, *folded, *count, *disputed);
    }
done:
    return status;
}

static enum status project(struct ledger *ledger, const struct folded *folded, struct arena *arena,
                           struct error *error)
{
    const struct record *record = &folded->record;
    struct record old;
    enum status status;
    bool found;

    TRY(records_get(ledger->db, record->kind, record->id, arena, &old, &found, error));
    if (!folded->is_there) {
        TRY(records_remove(ledger->db, record->kind, record->id, error));
        if (found)
            TRY(visits_leave(ledger->db, &ledger->touched, &old, error));
        TRY(ledger_rejoin(ledger, record, arena, error));
        goto done;
    }
    TRY(records_project(ledger->db, record, folded->since_on, error));
    ledger_note_resident(ledger, record);
    TRY(visits_follow(ledger->db, &ledger->touched, &old, record, error));
    TRY(ledger_rejoin(ledger, record, arena, error));
done:
    return status;
}

enum status ledger_drop_record(struct ledger *ledger, enum record_kind kind, const char *id,
                               struct arena *arena, struct error *error)
{
    const struct folded gone = {.record = {.kind = kind, .id = id}};

    return project(ledger, &gone, arena, error);
}

static enum record_kind kind_of(const char *subject, struct arena *arena)
{
    return record_kind_find(arena_copy_part(arena, subject, strcspn(subject, "/")));
}

enum status ledger_refold_record(struct ledger *ledger, const char *subject, struct arena *arena,
                                 struct error *error)
{
    enum record_kind kind = kind_of(subject, arena);
    struct ledger_part *parts;
    struct folded *folded;
    const char *disputed;
    enum status status;
    size_t count;

    if (kind == RECORD_NO_KIND)
        return STATUS_OK; /* a kind of a newer version: kept in the journal only */
    /* keys that wait in the batch can't be dropped */
    TRY(ledger_ahead_write(ledger, false, error));
    TRY(search_batch_write(ledger->db, &ledger->batch, error));
    TRY(fold_record(ledger, subject, kind, arena, &parts, &folded, &count, &disputed, error));
    if (twin_has_kind(kind))
        TRY(ledger_put_twins(ledger, kind, strchr(subject, '/') + 1, parts, count, arena, error));
    TRY(disputes_put(ledger->db, subject, disputed, error));
    for (size_t i = 0; i < (twin_has_kind(kind) ? count : 1); i++)
        TRY(project(ledger, &folded[i], arena, error));
done:
    return status;
}

static enum status compare(struct ledger *ledger, struct folded *folded, struct arena *arena,
                           bool *same, struct error *error)
{
    struct record *record = &folded->record, row;
    enum status status;

    /* the projection shows the id in its column, whether or not an act named it as a field */
    if (!record_has_own_id(record->kind))
        record->value[0] = record->id;
    TRY(records_get(ledger->db, record->kind, record->id, arena, &row, same, error));
    if (!folded->is_there) {
        *same = !*same;
        goto done;
    }
    for (size_t i = 0; *same && i < record_rows[record->kind].field_count; i++)
        *same = text_same(record->value[i], row.value[i]);
done:
    return status;
}

enum status ledger_compare_record(struct ledger *ledger, const char *subject, struct arena *arena,
                                  bool *same, struct error *error)
{
    enum record_kind kind = kind_of(subject, arena);
    const char *disputed, *noted;
    struct ledger_part *parts;
    struct folded *folded;
    enum status status;
    size_t count;

    *same = true;
    if (kind == RECORD_NO_KIND)
        return STATUS_OK;
    TRY(fold_record(ledger, subject, kind, arena, &parts, &folded, &count, &disputed, error));
    TRY(disputes_get(ledger->db, subject, arena, &noted, error));
    for (size_t i = 0; *same && i < (twin_has_kind(kind) ? count : 1); i++)
        TRY(compare(ledger, &folded[i], arena, same, error));
    if (folded[0].is_there)
        *same &= text_same(disputed, noted);
done:
    return status;
}
