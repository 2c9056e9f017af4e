/* SPDX-License-Identifier: MIT */
/* import_put: a checked row into the record, and what it changes there. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "intake/import_inside.h"

static enum status identify(struct import_run *run, struct record *record, struct error *error)
{
    const char *node = "", *id = NULL;
    enum status status = STATUS_OK;

    run->is_new = run->is_found = false;
    if (record->kind == RECORD_DUTY)
        TRY(reference_node_of(run->desk, record_text(record, RECORD_DUTY_STAFF_ID), &run->row_arena,
                              &node, error));
    if (record_make_id(&run->row_arena, record, node))
        goto done;
    TRY(reference_find_resident(run->desk, record, &run->row_arena, &id, error));
    run->is_new = !id;
    run->is_found = id != NULL;
    if (!id)
        TRY(reference_new_resident_id(run->desk, &run->row_arena, &id, error));
    record->id = id;
    /* an id that was made is not something the file said */
    record->value[RECORD_RESIDENTS_ID] = record->id;
done:
    return status;
}

void import_count(struct import_report *report, enum ledger_change change)
{
    switch (change) {
    case LEDGER_ADDED:
        report->added_count++;
        return;
    case LEDGER_CHANGED:
        report->changed_count++;
        return;
    case LEDGER_UNCHANGED:
        report->unchanged_count++;
        return;
    }
}

static void keep_changes(struct import_run *run, int64_t line, const struct record *old,
                         const struct record *record)
{
    struct import_report *report = run->report;
    int name = run->name_field;

    for (size_t i = 0; i < run->row->field_count; i++) {
        if (!record->value[i] || text_same(record->value[i], old->value[i]))
            continue;
        report->change_total++;
        report->cleared_count += !*record->value[i];
        if (!run->how->keeps_changes || report->change_count == IMPORT_CHANGES_MOST)
            continue;
        report->changes = arena_grow(&report->arena, report->changes, report->change_count,
                                     &report->change_room, sizeof(*report->changes));
        report->changes[report->change_count++] = (struct import_change){
            .line = line,
            .id = arena_copy(&report->arena, record->id),
            .name = arena_copy(&report->arena, name < 0 ? "" : old->value[name]),
            .field = (int)i,
            .before = arena_copy(&report->arena, old->value[i]),
            .after = arena_copy(&report->arena, record->value[i]),
        };
    }
}

/* What the record has where the row has nothing. */
static void count_left(struct import_run *run, const struct record *old)
{
    for (size_t i = 0; i < run->empty_count; i++)
        run->report->left_count += *record_text(old, run->empty[i]) != '\0';
}

static void keep_new(struct import_run *run, int64_t line, const struct record *record)
{
    struct import_report *report = run->report;
    int name = run->name_field;

    if (!run->how->keeps_changes || report->new_count == IMPORT_CHANGES_MOST)
        return;
    report->news = arena_grow(&report->arena, report->news, report->new_count, &report->new_room,
                              sizeof(*report->news));
    report->news[report->new_count++] = (struct import_change){
        .line = line,
        .id = arena_copy(&report->arena, record->id),
        .name = arena_copy(&report->arena, name < 0 ? "" : record_text(record, name)),
        .field = name,
        .before = "",
        .after = ""};
}

/* A post that has the name of a role gives none of its rights. */
static bool is_titled(const struct record *record)
{
    const struct value_choice *roles = record_rows[RECORD_STAFF].fields[RECORD_STAFF_ROLES].choices;

    return value_choice_find(roles, record_text(record, RECORD_STAFF_TITLE)) >= 0;
}

/* What somebody who is new on a list should have. */
static bool is_wanted(const struct import_run *run, size_t field, const struct record *record)
{
    if (run->kind == RECORD_STAFF && field == RECORD_STAFF_ROLES)
        return is_titled(record);
    return run->row->fields[field].flags & RECORD_GIST ||
           (run->kind == RECORD_STAFF && field == RECORD_STAFF_NODE);
}

static void note_lacking(struct import_run *run, int64_t line, const struct record *record)
{
    for (size_t i = 0; i < run->row->field_count; i++) {
        struct import_lack *lack = &run->lacking[i];
        if (!is_wanted(run, i, record) || *record_text(record, (int)i))
            continue;
        lack->line = lack->count++ ? lack->line : line;
    }
}

void import_say_lacking(struct import_run *run)
{
    for (size_t i = 0; i < run->row->field_count; i++) {
        const struct import_lack *lack = &run->lacking[i];
        const struct import_spot spot = {lack->line, import_heading_of(run, (int)i), ""};
        if (!lack->count)
            continue;
        arena_reset(&run->row_arena);
        import_problem_add(run, &spot, false, REASON_LACKING,
                           arena_format(&run->row_arena, "%lld", (long long)lack->count));
    }
}

/* Nobody's duty is no duty. */
static bool is_nobodys(struct import_run *run, int64_t line, const struct record *record)
{
    if (run->kind != RECORD_DUTY || *record_text(record, RECORD_DUTY_STAFF_ID))
        return false;
    import_problem_add(
        run, &(struct import_spot){line, import_heading_of(run, RECORD_DUTY_STAFF_ID), ""}, true,
        REASON_EMPTY, "");
    return true;
}

static enum status note_put(struct import_run *run, int64_t line, const struct record *old,
                            const struct record *record, enum ledger_change change,
                            struct error *error)
{
    enum status status = STATUS_OK;

    if (old && change == LEDGER_CHANGED)
        keep_changes(run, line, old, record);
    if (old)
        count_left(run, old);
    else
        keep_new(run, line, record);
    if (!old)
        note_lacking(run, line, record);
    TRY(import_note_seen(run, record, error));
    import_note_name(run, record);
    import_count(run->report, change);
done:
    return status;
}

/* Who was away and is on the list as active again, without days, is back: an empty cell leaves what
 * is known, but not an absence that the status says is over. */
static void end_absence(const struct record *old, struct record *record)
{
    static const int fields[] = {RECORD_STAFF_AWAY_FROM, RECORD_STAFF_AWAY_UNTIL,
                                 RECORD_STAFF_COVER};

    if (record->kind != RECORD_STAFF || !text_same(record->value[RECORD_STAFF_STATUS], "active") ||
        text_same(record_text(old, RECORD_STAFF_STATUS), "active") ||
        record->value[RECORD_STAFF_AWAY_FROM] || record->value[RECORD_STAFF_AWAY_UNTIL])
        return;
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (!record->value[fields[i]] && *record_text(old, fields[i]))
            record->value[fields[i]] = "";
}

/* A roster that names no units is of those who work here. At a district it may be of any unit. */
static void place_here(const struct import_run *run, struct record *record)
{
    if (record->kind == RECORD_STAFF && !*record_text(record, RECORD_STAFF_NODE) &&
        node_level_of(desk_node(run->desk)) != NODE_DISTRICT)
        record->value[RECORD_STAFF_NODE] = desk_node(run->desk);
}

enum status import_put(struct import_run *run, int64_t line, struct record *record,
                       struct error *error)
{
    struct record old;
    enum ledger_change change;
    enum status status;
    bool found = false, is_refused;

    TRY(identify(run, record, error));
    if (!run->is_new)
        TRY(reference_get_meant(run->desk, record, &run->row_arena, &old, &found, error));
    is_refused = import_refuse_twice(run, line, found ? &old : NULL, record);
    is_refused = is_refused || (!found && is_nobodys(run, line, record));
    if (!is_refused && run->kind == RECORD_RESIDENTS)
        TRY(import_resident(run, line, found ? &old : NULL, record, &is_refused, error));
    if (is_refused) {
        run->report->refused_count++;
        goto done;
    }
    if (found)
        end_absence(&old, record);
    else
        place_here(run, record);
    import_note_admin(run, line, record);
    TRY(reference_put(run->desk, record, &change, error));
    TRY(note_put(run, line, found ? &old : NULL, record, change, error));
done:
    return status;
}
