/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_saved.h"

enum status query_saved(struct db *db, const char *owner, struct arena *arena,
                        struct query_saved_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_SAVED_LIST);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_text(query, 1, owner);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct query_saved_row){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_copy(query, 2, arena)};
    }
done:
    query_reset(query);
    return status;
}
