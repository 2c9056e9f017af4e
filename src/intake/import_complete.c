/* SPDX-License-Identifier: MIT */
/* import_complete: what a roster as a whole brings about. Who works at one of the nodes of one that
 * is said to be complete and is not in it has left; their open cases fall back, as with everybody
 * who leaves. No roster leaves the station without an administrator. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/utf8.h"
#include "shouwen/desk/staff.h"
#include "shouwen/domain/nodecode.h"
#include "intake/import_inside.h"

#include <string.h>

static bool has(const struct import_seen *seen, const char *id)
{
    for (size_t i = 0; i < seen->count; i++)
        if (text_same(seen->ids[i], id))
            return true;
    return false;
}

static void append(struct import_run *run, struct import_seen *seen, const char *id)
{
    seen->ids = arena_grow(&run->arena, seen->ids, seen->count, &seen->room, sizeof(*seen->ids));
    seen->ids[seen->count++] = arena_copy(&run->arena, id);
}

static void add(struct import_run *run, struct import_seen *seen, const char *id)
{
    if (!has(seen, id))
        append(run, seen, id);
}

enum status import_note_seen(struct import_run *run, const struct record *record,
                             struct error *error)
{
    const char *node = record_text(record, RECORD_STAFF_NODE);
    enum status status = STATUS_OK;

    if (!run->how->is_complete)
        return STATUS_OK;
    if (!*node)
        TRY(reference_node_of(run->desk, record->id, &run->row_arena, &node, error));
    append(run, &run->seen, record->id);
    append(run, &run->seen_at, node);
    add(run, &run->seen_nodes, node);
done:
    return status;
}

void import_note_refused(struct import_run *run, const struct csv_row *row)
{
    if (!run->how->is_complete)
        return;
    for (size_t i = 0; i < run->columns.count && i < row->count; i++) {
        int field = run->columns.fields[i];
        struct text clean = TEXT_EMPTY;
        if (field != RECORD_STAFF_ID && field != RECORD_STAFF_NAME)
            continue;
        utf8_clean(&clean, row->cells[i], strlen(row->cells[i]), false);
        if (clean.length)
            add(run, &run->refused, clean.at);
        text_release(&clean);
    }
}

/* Whose id came to be shared by a row of the file is known by another one after it. */
static enum status hear_seen(struct import_run *run, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < run->seen.count; i++) {
        struct record row = {.kind = RECORD_STAFF, .id = run->seen.ids[i]};
        row.value[RECORD_STAFF_ID] = row.id;
        row.value[RECORD_STAFF_NODE] = run->seen_at.ids[i];
        TRY(reference_hear(run->desk, &row, &run->arena, error));
        run->seen.ids[i] = row.id;
    }
done:
    return status;
}

/* Who stands in the roster, though in a row that is to be mended, is not missing from it. */
static bool is_there(const struct import_run *run, const struct person *person)
{
    return has(&run->seen, person->id) || has(&run->refused, person->id) ||
           has(&run->refused, person->name);
}

/* Who works at a level above leaves by its word. */
static bool is_ours(const struct import_run *run, const struct person *person)
{
    return nodecode_is_within(person->node, desk_node(run->desk));
}

static enum status leave(struct import_run *run, const struct staff_row *row, struct error *error)
{
    struct import_report *report = run->report;
    struct record record = {.kind = RECORD_STAFF, .id = row->person->id};
    enum ledger_change change;
    enum status status;

    record.value[RECORD_STAFF_ID] = row->person->id;
    record.value[RECORD_STAFF_STATUS] = "left";
    TRY(reference_put(run->desk, &record, &change, error));
    report->changed_count++;
    report->gone = arena_grow(&report->arena, report->gone, report->gone_count, &report->gone_room,
                              sizeof(*report->gone));
    report->gone[report->gone_count++] =
        (struct import_gone){.id = arena_copy(&report->arena, row->person->id),
                             .name = arena_copy(&report->arena, row->person->name),
                             .open_count = row->held_count};
done:
    return status;
}

void import_note_admin(struct import_run *run, int64_t line, const struct record *record)
{
    const char *status = record->value[RECORD_STAFF_STATUS];
    const char *roles = record->value[RECORD_STAFF_ROLES];
    const struct person *person;

    if (run->kind != RECORD_STAFF)
        return;
    person = people_find(desk_people(run->desk), record->id);
    if (!person || !person_has(person, ROLE_ADMIN) || person->status == PERSON_LEFT)
        return;
    if (text_same(status, "left") || (roles && !person_list_has(roles, "admin"))) {
        run->admin_line = line;
        run->admin_name = person->name;
    }
}

/* Without an administrator anybody could do anything. */
static enum status keep_an_admin(const struct import_run *run, struct error *error)
{
    enum status status;
    bool has;

    if (!people_have_admin(desk_people(run->desk)))
        return STATUS_OK;
    TRY(reference_has_admin(run->desk, &has, error));
    if (!has && run->admin_name)
        status = reason_fault(error, STATUS_INVALID, REASON_LAST_ADMIN, run->admin_name);
    else if (!has)
        status = reason_fault(error, STATUS_INVALID, REASON_NO_ADMIN, "");
done:
    return status;
}

static enum status have_leave(struct import_run *run, struct error *error)
{
    struct staff_row *rows;
    struct arena arena = {0};
    enum status status;
    size_t count;

    TRY(hear_seen(run, error));
    TRY(staff_list(run->desk, &arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++)
        if (has(&run->seen_nodes, rows[i].person->node) && is_ours(run, rows[i].person) &&
            !is_there(run, rows[i].person))
            TRY(leave(run, &rows[i], error));
done:
    arena_release(&arena);
    return status;
}

enum status import_complete(struct import_run *run, struct error *error)
{
    enum status status = STATUS_OK;

    if (run->kind != RECORD_STAFF)
        return STATUS_OK;
    if (run->how->is_complete)
        TRY(have_leave(run, error));
    TRY(keep_an_admin(run, error));
done:
    return status;
}
