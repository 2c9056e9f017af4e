/* SPDX-License-Identifier: MIT */
/* Ids that several places gave to different people: by which each of them is known in this file,
 * and what follows where that changes. */
#include "config.h"

#include "shouwen/domain/circle_heed.h"
#include "shouwen/domain/record_fold.h"
#include "shouwen/domain/twin_people.h"
#include "shouwen/store/records.h"
#include "store/ledger_inside.h"

#include <string.h>

enum status ledger_given_subject(struct db *db, const char *known, struct arena *arena,
                                 const char **subject, struct error *error)
{
    const char *slash = strchr(known, '/');
    enum record_kind kind;
    struct twins twins;
    enum status status;

    *subject = known;
    if (!slash || !strchr(slash, TWIN_MARK))
        return STATUS_OK;
    kind = record_kind_find(arena_copy_part(arena, known, (size_t)(slash - known)));
    if (!twin_has_kind(kind))
        return STATUS_OK;
    TRY(twins_about(db, kind, slash + 1, arena, &twins, error));
    const char *given = twin_given(&twins, kind, slash + 1);
    if (strcmp(given, slash + 1) != 0)
        *subject = arena_format(arena, "%s/%s", record_rows[kind].name, given);
done:
    return status;
}

/* A row for each home of each of them; none where there is only one. */
static struct twins rows_of(enum record_kind kind, const char *id, const struct ledger_part *parts,
                            size_t count, struct arena *arena)
{
    struct twin *rows = NULL;
    size_t row_count = 0, room = 0;

    for (size_t i = 0; count > 1 && i < count; i++)
        for (size_t k = 0; k < parts[i].count; k++) {
            const char *home = circle_home(&parts[i].acts[k], arena);
            bool is_new = parts[i].acts[k].kind != ACT_ERASE;
            for (size_t j = 0; j < row_count && is_new; j++)
                is_new =
                    strcmp(rows[j].known, parts[i].known) != 0 || strcmp(rows[j].home, home) != 0;
            if (!is_new)
                continue;
            rows = arena_grow(arena, rows, row_count, &room, sizeof(*rows));
            rows[row_count++] = (struct twin){kind, id, home, parts[i].known};
        }
    return (struct twins){rows, row_count};
}

static bool has_row(const struct twins *twins, const struct twin *row)
{
    for (size_t i = 0; i < twins->count; i++)
        if (strcmp(twins->at[i].known, row->known) == 0 &&
            strcmp(twins->at[i].home, row->home) == 0)
            return true;
    return false;
}

static bool are_same(const struct twins *one, const struct twins *other)
{
    for (size_t i = 0; i < one->count; i++)
        if (!has_row(other, &one->at[i]))
            return false;
    return one->count == other->count;
}

static void note(struct ledger *ledger, enum record_kind kind, const char *known)
{
    const char **ids = ledger->twins[kind];

    for (size_t i = 0; i < ledger->twin_count[kind]; i++)
        if (strcmp(ids[i], known) == 0)
            return;
    ids = arena_grow(&ledger->twin_arena, ids, ledger->twin_count[kind], &ledger->twin_room[kind],
                     sizeof(*ids));
    ids[ledger->twin_count[kind]++] = arena_copy(&ledger->twin_arena, known);
    ledger->twins[kind] = ids;
}

/* Who is known no longer by an id is not there by it; the id itself may have been one's. */
static enum status drop_stale(struct ledger *ledger, enum record_kind kind, const char *id,
                              const struct twins *before, const struct ledger_part *parts,
                              size_t count, struct arena *arena, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i <= before->count; i++) {
        const char *known = i < before->count ? before->at[i].known : id;
        bool stays = false;
        for (size_t k = 0; k < count && !stays; k++)
            stays = strcmp(parts[k].known, known) == 0;
        if (!stays)
            TRY(ledger_drop_record(ledger, kind, known, arena, error));
    }
done:
    return status;
}

static enum status rename_one(struct ledger *ledger, const char *from, const char *to,
                              struct error *error)
{
    static const enum sql statements[] = {SQL_PIN_RENAME, SQL_DRAFT_RENAME, SQL_SAVED_RENAME};
    enum status status = STATUS_OK;

    for (size_t i = 0; strcmp(from, to) != 0 && i < sizeof(statements) / sizeof(statements[0]);
         i++) {
        struct query *query = db_query(ledger->db, statements[i]);
        query_bind_text(query, 1, from);
        query_bind_text(query, 2, to);
        TRY(query_run(query, error));
    }
done:
    return status;
}

/* PINs, half-typed forms and saved lists of staff stay with whose they are: where they work says
 * who had the id alone. */
static enum status keep_theirs(struct ledger *ledger, const char *id, const struct twins *before,
                               const struct twins *now, struct arena *arena, struct error *error)
{
    struct record old;
    enum status status;
    bool found;

    for (size_t i = 0; i < before->count; i++)
        TRY(rename_one(ledger, before->at[i].known,
                       now->count ? twin_known(now, RECORD_STAFF, id, before->at[i].home) : id,
                       error));
    if (before->count)
        return STATUS_OK;
    TRY(records_get(ledger->db, RECORD_STAFF, id, arena, &old, &found, error));
    if (found)
        TRY(rename_one(ledger, id,
                       twin_known(now, RECORD_STAFF, id, record_text(&old, RECORD_STAFF_NODE)),
                       error));
done:
    return status;
}

enum status ledger_put_twins(struct ledger *ledger, enum record_kind kind, const char *id,
                             const struct ledger_part *parts, size_t count, struct arena *arena,
                             struct error *error)
{
    struct twins before, now = rows_of(kind, id, parts, count, arena);
    enum status status;

    TRY(twins_of(ledger->db, kind, id, arena, &before, error));
    if (are_same(&before, &now))
        goto done;
    TRY(twins_put(ledger->db, kind, id, &now, error));
    if (kind == RECORD_STAFF)
        TRY(keep_theirs(ledger, id, &before, &now, arena, error));
    TRY(drop_stale(ledger, kind, id, &before, parts, count, arena, error));
    note(ledger, kind, id);
    for (size_t i = 0; i < before.count; i++)
        note(ledger, kind, before.at[i].known);
    for (size_t i = 0; i < now.count; i++)
        note(ledger, kind, now.at[i].known);
    ledger->has_twins = ledger->has_twins || now.count;
    ledger->has_view = false;
done:
    return status;
}

static enum status follow(struct ledger *ledger, enum record_kind kind, struct arena *arena,
                          struct error *error)
{
    const char **subjects, *subject;
    struct arena one = {0};
    enum status status;
    size_t count;

    TRY(twins_naming(ledger->db, kind, ledger->twins[kind], ledger->twin_count[kind], arena,
                     &subjects, &count, error));
    for (int cases = 0; cases < 2; cases++)
        for (size_t i = 0; i < count; i++) {
            arena_reset(&one);
            TRY(ledger_refresh(ledger, error));
            TRY(ledger_given_subject(ledger->db, subjects[i], &one, &subject, error));
            TRY(ledger_refold_subject(ledger, subject, cases, &one, error));
        }
done:
    arena_release(&one);
    return status;
}

enum status ledger_follow_twins(struct ledger *ledger, struct error *error)
{
    static const enum record_kind kinds[] = {RECORD_STAFF, RECORD_RESIDENTS};
    struct arena arena = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (ledger->twin_count[kinds[i]])
            TRY(follow(ledger, kinds[i], &arena, error));
done:
    ledger_forget_twins(ledger);
    arena_release(&arena);
    return status;
}

void ledger_forget_twins(struct ledger *ledger)
{
    memset(ledger->twins, 0, sizeof(ledger->twins));
    memset(ledger->twin_count, 0, sizeof(ledger->twin_count));
    memset(ledger->twin_room, 0, sizeof(ledger->twin_room));
    arena_release(&ledger->twin_arena);
}

enum status ledger_hear_whom(struct ledger *ledger, struct act *act, const struct matter *matter,
                             struct arena *arena, struct error *error)
{
    const char *to = act->value[FIELD_TO];
    struct twins twins;
    enum status status = STATUS_OK;

    if (!ledger->has_twins || !matter || text_is_empty(to) || act->kind == ACT_DISPATCH)
        return STATUS_OK;
    TRY(twins_about(ledger->db, RECORD_STAFF, to, arena, &twins, error));
    act->value[FIELD_TO] = twin_known(&twins, RECORD_STAFF, to, matter->node);
done:
    return status;
}

enum status ledger_append(struct ledger *ledger, struct act *act, const char *home,
                          struct arena *arena, struct error *error)
{
    struct act said = *act;
    struct twins twins;
    enum status status;

    said.log = ledger->log.name;
    if (ledger->has_twins) {
        TRY(twins_of_acts(ledger->db, act, 1, arena, &twins, error));
        twin_say(&twins, &said, home, arena);
    }
    TRY(journal_append(ledger->db, &ledger->log, &said, error));
    memcpy(act->id, said.id, sizeof(act->id));
    act->log = said.log;
    act->n = said.n;
done:
    return status;
}

enum status ledger_say_record(struct ledger *ledger, struct record *record, const char *home,
                              struct arena *arena, struct error *error)
{
    struct twins twins;
    enum status status = STATUS_OK;

    if (!ledger->has_twins)
        return STATUS_OK;
    TRY(twins_of_record(ledger->db, record, arena, &twins, error));
    twin_say_record(&twins, record, home, arena);
done:
    return status;
}

static struct record record_of(enum record_kind kind, const struct record_values *values)
{
    struct record record = {.kind = kind};

    for (size_t i = 0; i < record_rows[kind].field_count; i++)
        record.value[i] = record_value(values, record_rows[kind].fields[i].name);
    return record;
}

enum status ledger_hear_fields(struct ledger *ledger, enum record_kind kind, struct act *acts,
                               size_t count, struct arena *arena, struct error *error)
{
    struct record_values values;
    enum status status = STATUS_OK;
    struct twins twins;

    if (!ledger->has_twins || !twin_has_kind(kind))
        return STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        if (acts[i].kind != ACT_PUT || !acts[i].fields)
            continue;
        TRY(record_fold(arena, &acts[i], 1, &values, error));
        struct record said = record_of(kind, &values), heard = said;
        TRY(twins_of_record(ledger->db, &heard, arena, &twins, error));
        if (!twins.count)
            continue;
        twin_hear_record(&twins, &heard, circle_home(&acts[i], arena), arena);
        const char *fields = ledger_difference(arena, &heard, &said);
        if (fields)
            acts[i].fields = ledger_difference(arena, &heard, NULL);
    }
done:
    return status;
}

enum status ledger_say_values(struct ledger *ledger, enum record_kind kind,
                              struct record_values *values, const char *home, struct arena *arena,
                              struct error *error)
{
    struct record record = record_of(kind, values);
    enum status status;

    TRY(ledger_say_record(ledger, &record, home, arena, error));
    for (size_t i = 0; i < values->count; i++) {
        int field = record_field_find(kind, values->at[i].key);
        if (field >= 0)
            values->at[i].text = record.value[field];
    }
done:
    return status;
}

/* --- rows of lists --- */

static bool has_known(const struct twins *twins, const char *known)
{
    for (size_t i = 0; i < twins->count; i++)
        if (strcmp(twins->at[i].known, known) == 0)
            return true;
    return false;
}

/* Of staff: who of those with one id a row is about. */
static enum status hear_whose(struct ledger *ledger, struct record *row, struct arena *arena,
                              struct error *error)
{
    const char *said = record_text(row, RECORD_STAFF_ID),
               *node = record_text(row, RECORD_STAFF_NODE);
    struct twins twins;
    enum status status;

    TRY(twins_about(ledger->db, RECORD_STAFF, said, arena, &twins, error));
    row->id = twin_known(&twins, RECORD_STAFF, said, node);
    row->value[RECORD_STAFF_ID] = row->id;
    if (*node || !twins.count || has_known(&twins, row->id))
        goto done;
    TRY(ledger_refresh(ledger, error));
    status = twin_people_missing(&ledger->people, "id", STATUS_REFUSED, said, error);
done:
    return status;
}

enum status ledger_hear_row(struct ledger *ledger, struct record *row, struct arena *arena,
                            struct error *error)
{
    enum status status = STATUS_OK;

    if (!ledger->has_twins)
        return STATUS_OK;
    if (row->kind == RECORD_STAFF && !text_is_empty(row->value[RECORD_STAFF_ID]))
        TRY(hear_whose(ledger, row, arena, error));
    TRY(twins_hear_row(ledger->db, row, arena, error));
done:
    return status;
}
