/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/admin.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/permit.h"
#include "shouwen/store/backup.h"
#include "shouwen/store/station.h"

static const char *level_word(const char *node)
{
    switch (node_level_of(node)) {
    case NODE_DISTRICT:
        return "district";
    case NODE_STREET:
        return "street";
    case NODE_DEPARTMENT:
        return "department";
    case NODE_STATION:
    case NODE_GRID:
    case NODE_OTHER:
        break;
    }
    return "station";
}

enum status admin_init(struct desk *desk, const char *node, const char *name, struct error *error)
{
    struct record record = {.kind = RECORD_NODES, .id = node};
    struct ledger *ledger;
    enum ledger_change change;
    enum status status;

    desk_prepare(desk);
    TRY(station_init(desk_path(desk), desk_key_path(desk), node, name, error));
    record.value[RECORD_NODES_CODE] = node;
    record.value[RECORD_NODES_NAME] = name;
    record.value[RECORD_NODES_LEVEL] = level_word(node);
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, NULL, &record, &change, error));
done:
    return status;
}

enum status admin_tallies(struct desk *desk, struct arena *arena, struct admin_tally_row **rows,
                          size_t *count, struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_TALLY_OF_DAY);
    enum status status;
    bool row;

    *count = 0;
    while (word_tallies[*count].word)
        (*count)++;
    *rows = arena_alloc(arena, *count * sizeof(**rows));
    for (size_t i = 0; i < *count; i++)
        (*rows)[i].kind = word_tallies[i].word;
    query_bind_integer(query, 1, clock_day_of(clock_now_at()));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int at = word_index(word_tallies, query_text(query, 1));
        if (at >= 0 && text_same(query_text(query, 0), desk_node(desk)))
            (*rows)[at].count += query_integer(query, 2);
    }
done:
    query_reset(query);
    return status;
}

enum status admin_check(struct desk *desk, struct ledger_report *report, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_check(ledger, report, error));
done:
    return status;
}

enum status admin_rebuild(struct desk *desk, char digest[2 * CRYPTO_CHAIN + 1], struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_rebuild(ledger, 0, error));
    TRY(ledger_digest(ledger, digest, error));
done:
    return status;
}

enum status admin_tally(struct desk *desk, const char *kind, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(permit(desk, DEED_TALLY, NULL, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_tally(ledger, desk_person_id(desk), kind, error));
done:
    return status;
}

enum status admin_backup(struct desk *desk, const char *target, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(backup_make(ledger_db(ledger), target, error));
done:
    return status;
}

enum status admin_restore(struct desk *desk, const char *from, struct text *kept,
                          struct error *error)
{
    return backup_restore(desk_path(desk), from, kept, error);
}

static bool sees_all(const struct person *person)
{
    static const enum role keepers[] = {ROLE_ADMIN, ROLE_SECRETARY, ROLE_DISPATCHER,
                                        ROLE_SUPERVISOR};

    for (size_t i = 0; i < sizeof(keepers) / sizeof(keepers[0]); i++)
        if (person_has(person, keepers[i]))
            return true;
    return !person;
}

enum status admin_audit(struct desk *desk, int32_t from_on, int32_t to_on, struct arena *arena,
                        struct admin_audit_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_AUDIT_LIST);
    const struct person *person = desk_person(desk);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_integer(query, 1, clock_start_of(from_on));
    query_bind_integer(query, 2, clock_start_of(to_on + 1));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (!sees_all(person) && !text_same(query_text(query, 1), person->id))
            continue;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] =
            (struct admin_audit_row){query_integer(query, 0), query_copy(query, 1, arena),
                                     query_copy(query, 2, arena), query_copy(query, 3, arena)};
    }
done:
    query_reset(query);
    return status;
}
