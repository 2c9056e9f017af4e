/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/reference.h"

#include "shouwen/desk/sight.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"
#include "shouwen/store/twins.h"

/* The writer that reference_begin() opened, and its connection: what was put is seen there only. */
static struct ledger *writer(struct desk *desk)
{
    struct ledger *ledger;
    struct error error;
    enum status status = desk_ledger(desk, &ledger, &error);

    return status == STATUS_OK ? ledger : NULL;
}

enum status reference_require(struct desk *desk, struct error *error)
{
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(desk_require_admin(desk, "import", error));
done:
    return status;
}

enum status reference_begin(struct desk *desk, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(reference_require(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_begin(ledger, error));
done:
    return status;
}

enum status reference_put(struct desk *desk, const struct record *record,
                          enum ledger_change *change, struct error *error)
{
    return ledger_put(writer(desk), desk_person_id(desk), record, change, error);
}

enum status reference_hear(struct desk *desk, struct record *row, struct arena *arena,
                           struct error *error)
{
    return ledger_hear_row(writer(desk), row, arena, error);
}

enum status reference_has_twins(struct desk *desk, bool *has, struct error *error)
{
    return twins_are_there(desk_reader(desk), has, error);
}

enum status reference_write(struct desk *desk, struct record *row, struct arena *arena,
                            struct error *error)
{
    return twins_write_row(desk_reader(desk), row, arena, error);
}

enum status reference_commit(struct desk *desk, struct error *error)
{
    return ledger_commit(writer(desk), error);
}

void reference_rollback(struct desk *desk)
{
    ledger_rollback(writer(desk));
}

enum status reference_settle(struct desk *desk, struct error *error)
{
    return ledger_settle(writer(desk), error);
}

enum status reference_commit_piece(struct desk *desk, struct imports_entry *entry,
                                   struct error *error)
{
    const char *who = desk_person_id(desk);

    if (!entry->id)
        entry->who = who ? who : "";
    return ledger_commit_piece(writer(desk), entry, error);
}

enum status reference_find_open(struct desk *desk, const char *digest, struct arena *arena,
                                struct imports_entry *entry, bool *found, struct error *error)
{
    return imports_find_open(desk_reader(desk), digest, arena, entry, found, error);
}

enum status reference_imports(struct desk *desk, struct arena *arena,
                              struct imports_entry **entries, size_t *count, struct error *error)
{
    enum status status;

    TRY(reference_require(desk, error));
    TRY(imports_list(desk_reader(desk), arena, entries, count, error));
done:
    return status;
}

enum status reference_import(struct desk *desk, int64_t import, struct arena *arena,
                             struct imports_entry *entry, struct error *error)
{
    enum status status;

    TRY(desk_require_admin(desk, "import", error));
    TRY(imports_get(desk_reader(desk), import, arena, entry, error));
done:
    return status;
}

enum status reference_undo(struct desk *desk, int64_t import, const struct ledger_undo *how,
                           struct ledger_followed *followed, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(reference_require(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_undo_import(ledger, desk_person_id(desk), import, how, followed, error));
done:
    return status;
}

enum status reference_moved(struct desk *desk, struct arena *arena, struct moved *moved,
                            struct error *error)
{
    return moved_read(ledger_db(writer(desk)), arena, moved, error);
}

enum status reference_has(struct desk *desk, enum record_kind kind, const char *id, bool *has,
                          struct error *error)
{
    struct arena arena = {0};
    struct record record;
    enum status status =
        records_get(ledger_db(writer(desk)), kind, id, &arena, &record, has, error);

    arena_release(&arena);
    return status;
}

enum status reference_has_admin(struct desk *desk, bool *has, struct error *error)
{
    const struct calendar *calendar;
    const struct people *people;
    enum status status;

    TRY(ledger_view(writer(desk), &people, &calendar, error));
    *has = people_have_admin(people);
done:
    return status;
}

enum status reference_get(struct desk *desk, enum record_kind kind, const char *id,
                          struct arena *arena, struct record *record, bool *found,
                          struct error *error)
{
    return records_get(ledger_db(writer(desk)), kind, id, arena, record, found, error);
}

enum status reference_get_meant(struct desk *desk, const struct record *record, struct arena *arena,
                                struct record *old, bool *found, struct error *error)
{
    return ledger_get_meant(writer(desk), record, arena, old, found, error);
}

enum status reference_node_of(struct desk *desk, const char *staff_id, struct arena *arena,
                              const char **node, struct error *error)
{
    struct record staff;
    enum status status;
    bool found;

    TRY(records_get(ledger_db(writer(desk)), RECORD_STAFF, staff_id, arena, &staff, &found, error));
    *node = found ? record_text(&staff, RECORD_STAFF_NODE) : desk_node(desk);
done:
    return status;
}

enum status reference_expect_residents(struct desk *desk, int64_t count, struct error *error)
{
    return ledger_expect_residents(writer(desk), count, error);
}

enum status reference_new_resident_id(struct desk *desk, struct arena *arena, const char **id,
                                      struct error *error)
{
    return ledger_new_resident_id(writer(desk), arena, id, error);
}

enum status reference_numbered(struct desk *desk, const char *number, struct arena *arena,
                               const char ***ids, size_t *count, struct error *error)
{
    return query_reference_numbered(ledger_db(writer(desk)), number, arena, ids, count, error);
}

enum status reference_meant(struct desk *desk, const char *number, const char *home,
                            struct arena *arena, const char **id, struct error *error)
{
    return query_reference_meant(ledger_db(writer(desk)), number, home, arena, id, error);
}

enum status reference_find_resident(struct desk *desk, const struct record *record,
                                    struct arena *arena, const char **id, struct error *error)
{
    return ledger_find_resident(writer(desk), record, arena, id, error);
}

/* A visit of those records only that the person sees. */
struct restricted {
    struct desk *desk;
    enum status (*visit)(void *context, const struct record *record, struct error *error);
    void *context;
};

static enum status visit_seen(void *context, const struct record *record, struct error *error)
{
    const struct restricted *restricted = context;

    if (!sight_has_record(restricted->desk, record))
        return STATUS_OK;
    return restricted->visit(restricted->context, record, error);
}

enum status reference_each(struct desk *desk, enum record_kind kind,
                           enum status (*visit)(void *context, const struct record *record,
                                                struct error *error),
                           void *context, struct error *error)
{
    struct restricted restricted = {desk, visit, context};

    if (sight_has_all(desk, kind))
        return records_each(desk_reader(desk), kind, "", visit, context, error);
    return records_each(desk_reader(desk), kind, "", visit_seen, &restricted, error);
}

enum status reference_each_put(struct desk *desk, enum record_kind kind,
                               enum status (*visit)(void *context, const struct record *record,
                                                    struct error *error),
                               void *context, struct error *error)
{
    return records_each(ledger_db(writer(desk)), kind, "", visit, context, error);
}

enum status reference_note_reveal(struct desk *desk, enum record_kind kind, struct error *error)
{
    const char *who = desk_person_id(desk);
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_audit(ledger, who ? who : "", "reveal", record_rows[kind].name, error));
done:
    return status;
}

enum status reference_note_sent(struct desk *desk, const char *layout, enum record_kind kind,
                                const char *const *ids, size_t count, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_sent_put(ledger, layout, kind, ids, count, error));
done:
    return status;
}

enum status reference_was_sent(struct desk *desk, const char *layout, enum record_kind kind,
                               const char *id, bool *was, struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_SENT_GET);
    struct text subject = TEXT_EMPTY;

    text_addf(&subject, "%s/%s", record_rows[kind].name, id);
    query_bind_text(query, 1, layout);
    query_bind_text(query, 2, subject.at);
    enum status status = query_step(query, was, error);
    query_reset(query);
    text_release(&subject);
    return status;
}
