/* SPDX-License-Identifier: MIT */
/* Records of reference data: put field by field, folded from their acts. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "shouwen/store/search.h"
#include "shouwen/store/visits.h"
#include "store/ledger_ahead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By the id by which the file knows it. */
static const char *subject_of(struct arena *arena, const struct record *record)
{
    return arena_format(arena, "%s/%s", record_rows[record->kind].name, record->id);
}

const char *ledger_difference(struct arena *arena, const struct record *record,
                              const struct record *old)
{
    const struct record_row *row = &record_rows[record->kind];
    struct text text = TEXT_EMPTY;
    const char *out = NULL;

    for (size_t i = 0; i < row->field_count; i++) {
        const char *value = record->value[i];
        if (!value || (old && text_same(value, old->value[i])))
            continue;
        text_addf(&text, "%s\"%s\":", text.length ? "," : "{", row->fields[i].name);
        json_write_text(value, &text);
    }
    if (text.length) {
        text_add_char(&text, '}');
        out = arena_copy(arena, text.at);
    }
    text_release(&text);
    return out;
}

enum status ledger_rejoin(struct ledger *ledger, const struct record *record, struct arena *arena,
                          struct error *error)
{
    struct records_rejoined rejoined;
    enum status status = STATUS_OK;

    if (record->kind != RECORD_RESIDENTS)
        return STATUS_OK;
    TRY(records_rejoin(ledger->db, record->id, arena, &rejoined, error));
    for (size_t i = 0; i < rejoined.count; i++) {
        TRY(visits_follow_person(ledger->db, &ledger->touched, rejoined.ids[i], error));
        TRY(search_place_resident(ledger->db, rejoined.ids[i], error));
    }
done:
    return status;
}

enum status ledger_finish_records(struct ledger *ledger, struct error *error)
{
    enum status status;

    TRY(ledger_ahead_write(ledger, false, error));
    TRY(search_batch_write(ledger->db, &ledger->batch, error));
    TRY(visits_settle(ledger->db, &ledger->policy->visits, &ledger->touched, error));
done:
    return status;
}

void ledger_forget_records(struct ledger *ledger)
{
    search_batch_forget(&ledger->batch);
    visits_forget(&ledger->touched);
}

static bool has_come_to(const struct record *record, const struct record *old, int field,
                        const char *value)
{
    return value && text_same(record->value[field], value) &&
           !(old && text_same(old->value[field], value));
}

/* Who leaves the staff, or the place where they worked. */
static void note_gone(struct ledger *ledger, const struct record *record, const struct record *old)
{
    if (record->kind != RECORD_STAFF ||
        (!has_come_to(record, old, RECORD_STAFF_STATUS, "left") &&
         !(old && has_come_to(record, old, RECORD_STAFF_NODE, record->value[RECORD_STAFF_NODE]))))
        return;
    ledger->left = arena_grow(&ledger->left_arena, ledger->left, ledger->left_count,
                              &ledger->left_room, sizeof(*ledger->left));
    ledger->left[ledger->left_count++] = arena_copy(&ledger->left_arena, record->id);
}

/* A visit that names a resident only was to where they live; it was entered now unless it says
 * otherwise. */
static enum status complete_visit(struct ledger *ledger, struct arena *arena, struct record *visit,
                                  const struct record *old, struct error *error)
{
    static const struct {
        int visit, resident;
    } taken[] = {{RECORD_VISITS_DOOR, RECORD_RESIDENTS_DOOR},
                 {RECORD_VISITS_GRID, RECORD_RESIDENTS_GRID},
                 {RECORD_VISITS_NODE, RECORD_RESIDENTS_NODE},
                 {RECORD_VISITS_CLASS, RECORD_RESIDENTS_CLASS}};
    const char *id = record_text(visit, RECORD_VISITS_RESIDENT);
    struct record resident;
    char now[CLOCK_TEXT];
    enum status status = STATUS_OK;
    bool found;

    if (old->id)
        return STATUS_OK;
    if (!*record_text(visit, RECORD_VISITS_ENTERED_AT))
        visit->value[RECORD_VISITS_ENTERED_AT] =
            arena_copy(arena, clock_format_at(clock_now_at(), now));
    if (!*id || *record_text(visit, RECORD_VISITS_DOOR))
        return STATUS_OK;
    TRY(records_get(ledger->db, RECORD_RESIDENTS, id, arena, &resident, &found, error));
    for (size_t i = 0; found && i < sizeof(taken) / sizeof(taken[0]); i++)
        if (!*record_text(visit, taken[i].visit))
            visit->value[taken[i].visit] = resident.value[taken[i].resident];
done:
    return status;
}

/* A record of one act is what that act says. */
static enum status add_record(struct ledger *ledger, const struct record *record,
                              const struct act *act, struct arena *arena, struct error *error)
{
    const struct record none = {.kind = record->kind};
    struct records_new new;
    enum status status;
    bool is_alone;

    records_prepare(record, clock_day_of(act->entered_at), arena, &new);
    TRY(records_add(ledger->db, &new, &ledger->batch, error));
    ledger_note_resident(ledger, record);
    TRY(visits_follow(ledger->db, &ledger->touched, &none, record, error));
    TRY(records_is_alone(ledger->db, record, &is_alone, error));
    if (!is_alone)
        TRY(ledger_rejoin(ledger, record, arena, error));
done:
    return status;
}

/* What says no home of its own is at home where it was first said. */
static enum status home_of(struct ledger *ledger, struct arena *arena, const struct record *record,
                           const struct record *old, const char *known, struct act *act,
                           struct error *error)
{
    const char *home = record_home(arena, record, old);
    enum status status = STATUS_OK;
    struct act *acts;
    size_t count;

    if (!*home && old) {
        TRY(ledger_read_acts(ledger, known, arena, &acts, &count, error));
        home = act_text(&acts[0], FIELD_NODE);
    }
    act->value[FIELD_NODE] = *home ? home : ledger->node;
done:
    return status;
}

/* What is shown of a field that two places say differently is nothing yet: whoever enters it again
 * settles it. Residents are settled by a deed of its own (ledger_say_again()). */
static enum status forget_disputed(struct ledger *ledger, const char *subject, struct record *old,
                                   struct arena *arena, struct error *error)
{
    const char *fields, **names;
    enum status status = STATUS_OK;
    size_t count;

    if (old->kind == RECORD_RESIDENTS)
        return STATUS_OK;
    TRY(disputes_get(ledger->db, subject, arena, &fields, error));
    names = parts_split(arena, fields, PARTS_LIST, &count);
    for (size_t i = 0; i < record_rows[old->kind].field_count; i++)
        for (size_t k = 0; k < count; k++)
            if (strcmp(record_rows[old->kind].fields[i].name, names[k]) == 0)
                old->value[i] = NULL;
done:
    return status;
}

/* The fields that change, with the ids of people as the record's home says them. */
static enum status say(struct ledger *ledger, struct arena *arena, const struct record *full,
                       const struct record *before, struct act *act, struct error *error)
{
    struct record said = *full;
    enum status status = STATUS_OK;

    if (!ledger->has_twins)
        return STATUS_OK;
    for (size_t i = 0; i < record_rows[full->kind].field_count; i++)
        if (before && text_same(full->value[i], before->value[i]))
            said.value[i] = NULL;
    TRY(ledger_say_record(ledger, &said, act->value[FIELD_NODE], arena, error));
    act->fields = ledger_difference(arena, &said, NULL);
done:
    return status;
}

static enum status put_in(struct ledger *ledger, const char *by, const struct record *record,
                          enum ledger_change *change, struct error *error)
{
    struct arena arena = {0};
    struct record old = {.kind = record->kind}, full = *record, agreed;
    struct act act = {.kind = ACT_PUT};
    enum status status;
    bool is_known, found = false;
    const struct record *before;
    const char *known;

    *change = LEDGER_UNCHANGED;
    if (ledger_is_newcomer(ledger, record)) {
        *change = LEDGER_ADDED;
        TRY(ledger_put_newcomer(ledger, by, record, error));
        goto done;
    }
    known = subject_of(&arena, record);
    TRY(ledger_given_subject(ledger->db, known, &arena, &act.subject, error));
    ledger_meet_once(&full, &arena);
    TRY(journal_has(ledger->db, act.subject, &is_known, error));
    if (is_known)
        TRY(ledger_refuse_erased(ledger, &act, error));
    if (is_known)
        TRY(ledger_get_meant(ledger, record, &arena, &old, &found, error));
    if (record->kind == RECORD_VISITS) {
        TRY(complete_visit(ledger, &arena, &full, &old, error));
        if (!clock_parse_at(record_text(&full, RECORD_VISITS_AT), &act.happened_at))
            act.happened_at = 0;
    }
    if (!is_known)
        record_take_node(&full, ledger->node);
    agreed = old;
    if (found)
        TRY(forget_disputed(ledger, known, &agreed, &arena, error));
    before = found && !ledger->is_settling ? &agreed : NULL;
    act.fields = ledger_difference(&arena, &full, before);
    if (!act.fields)
        goto done;
    TRY(ledger_may_transfer(ledger, &full, found ? &old : NULL, known, &arena, error));
    TRY(home_of(ledger, &arena, &full, found ? &old : NULL, known, &act, error));
    TRY(say(ledger, &arena, &full, before, &act, error));
    if (is_known && (found || record->kind != RECORD_STAFF))
        TRY(ledger_latest(ledger, known, &arena, &act.on, &act.on_count, error));
    ledger_sign(ledger, &act, by);
    TRY(ledger_may_say(ledger, &full, found ? &old : NULL, &act, &arena, error));
    TRY(journal_append(ledger->db, &ledger->log, &act, error));
    TRY(ledger_transfer(ledger, by, &full, found ? &old : NULL, known, &arena, error));
    if (is_known)
        TRY(ledger_refold_record(ledger, act.subject, &arena, error));
    else
        TRY(add_record(ledger, &full, &act, &arena, error));
    *change = found ? LEDGER_CHANGED : LEDGER_ADDED;
    note_gone(ledger, record, found ? &old : NULL);
    ledger_note_calendar(ledger, act.subject);
    ledger->has_view = false;
done:
    arena_release(&arena);
    return status;
}

/* Where several of the staff have an id, it is meant in the words of where they work. */
static enum status put_meant(struct ledger *ledger, const char *by, const struct record *record,
                             enum ledger_change *change, struct error *error)
{
    struct record meant = *record;
    struct arena arena = {0};
    struct twins twins;
    enum status status = STATUS_OK;

    if (ledger->has_twins && record->kind == RECORD_STAFF) {
        TRY(twins_about(ledger->db, record->kind, record->id, &arena, &twins, error));
        meant.id =
            twin_known(&twins, record->kind, record->id, record_text(record, RECORD_STAFF_NODE));
    }
    TRY(put_in(ledger, by, &meant, change, error));
done:
    arena_release(&arena);
    return status;
}

enum status ledger_put(struct ledger *ledger, const char *by, const struct record *record,
                       enum ledger_change *change, struct error *error)
{
    enum status status;

    if (db_is_writing(ledger->db))
        return put_meant(ledger, by ? by : LEDGER_PROGRAM, record, change, error);
    TRY(ledger_begin(ledger, error));
    status = put_meant(ledger, by ? by : LEDGER_PROGRAM, record, change, error);
    if (status == STATUS_OK)
        return ledger_commit(ledger, error);
    ledger_rollback(ledger);
done:
    return status;
}

enum status ledger_say_again(struct ledger *ledger, const char *by, const struct record *record,
                             struct error *error)
{
    enum ledger_change change;

    ledger->is_settling = true;
    enum status status = ledger_put(ledger, by, record, &change, error);
    ledger->is_settling = false;
    return status;
}

enum status ledger_put_with(struct ledger *ledger, const char *by, const struct record *record,
                            struct act *acts, size_t count, struct arena *arena,
                            struct error *error)
{
    enum ledger_change change;
    enum status status;

    TRY(ledger_begin(ledger, error));
    status = put_in(ledger, by ? by : LEDGER_PROGRAM, record, &change, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        ledger_sign(ledger, &acts[i], by);
        status = ledger_act(ledger, &acts[i], arena, error);
    }
    if (status == STATUS_OK)
        return ledger_commit(ledger, error);
    ledger_rollback(ledger);
done:
    return status;
}
