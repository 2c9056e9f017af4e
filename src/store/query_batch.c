/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_batch.h"

#include "shouwen/domain/act.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/requests.h"

enum { LOOKED_AT = 2000 };

enum status query_batch_cases(struct db *db, const char *request, struct arena *arena,
                              const char ***numbers, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_BATCH_CASES);

    requests_bind(query, 1, request);
    return query_all_text(query, arena, numbers, count, error);
}

enum status query_batch_latest(struct db *db, const char *by, int64_t since_at, struct arena *arena,
                               const char **request, struct error *error)
{
    struct arena one = {0};
    struct act act;
    enum status status;
    bool found;

    *request = "";
    TRY(journal_find_back(db, by, since_at, LOOKED_AT, &one, &act, &found, error));
    if (found)
        *request = arena_copy(arena, act_text(&act, FIELD_REQUEST));
done:
    arena_release(&one);
    return status;
}
