/* SPDX-License-Identifier: MIT */
/* The indexes of cases while a long list comes in. The one of doors is left for its end: what comes
 * in no order would have all its pages written again with each transaction. Meanwhile lists that
 * ask for a door read all cases, and whoever opens the file to write after the program ended before
 * its time makes the index. */
#include "config.h"

#include "shouwen/store/matters.h"

enum status matters_drop_indexes(struct db *db, struct arena *arena, const char ***statements,
                                 size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_LIST_INDEXES);
    size_t drop_room = 0, room = 0, drop_count = 0;
    const char **drops = NULL;
    enum status status;
    bool row;

    *statements = NULL;
    *count = 0;
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        drops = arena_grow(arena, drops, drop_count, &drop_room, sizeof(*drops));
        drops[drop_count++] = query_copy(query, 0, arena);
        if (query_integer(query, 2))
            continue;
        *statements = arena_grow(arena, *statements, *count, &room, sizeof(**statements));
        (*statements)[(*count)++] = query_copy(query, 1, arena);
    }
    for (size_t i = 0; i < drop_count; i++)
        TRY(query_run(db_query_composed(db, drops[i]), error));
done:
    query_reset(query);
    return status;
}

enum status matters_make_late_index(struct db *db, struct error *error)
{
    struct query *query = db_query(db, SQL_MATTERS_HAS_LATE_INDEX);
    enum status status;
    bool has;

    TRY(query_step(query, &has, error));
    query_reset(query);
    if (has)
        return STATUS_OK;
    db_set_sorting(db, true);
    TRY(db_begin(db, error));
    TRY(db_run_script(db, SQL_PROJECTION_CREATE_MATTER_DOOR, error));
    TRY(db_commit(db, error));
done:
    if (status != STATUS_OK)
        db_rollback(db);
    db_set_sorting(db, false);
    return status;
}
