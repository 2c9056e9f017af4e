/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/disputes.h"

#include <string.h>

enum status disputes_of(struct arena *arena, enum record_kind kind, const struct act *acts,
                        size_t count, const char **fields, struct error *error)
{
    struct record_dispute *disputes;
    enum status status;
    size_t found;

    *fields = "";
    TRY(record_disputes(arena, kind, acts, count, &disputes, &found, error));
    for (size_t i = 0; i < found; i++)
        *fields = arena_format(arena, "%s%s%s", *fields, i ? ";" : "",
                               record_rows[kind].fields[disputes[i].field].name);
done:
    return status;
}

bool disputes_have(const char *fields, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = fields; *at; at += strcspn(at, ";"), at += *at == ';')
        if (strncmp(at, name, length) == 0 && (!at[length] || at[length] == ';'))
            return true;
    return false;
}

enum status disputes_put(struct db *db, const char *subject, const char *fields,
                         struct error *error)
{
    struct query *query = db_query(db, *fields ? SQL_DISPUTE_PUT : SQL_DISPUTE_DROP);

    query_bind_text(query, 1, subject);
    if (*fields)
        query_bind_text(query, 2, fields);
    return query_run(query, error);
}

enum status disputes_get(struct db *db, const char *subject, struct arena *arena,
                         const char **fields, struct error *error)
{
    struct query *query = db_query(db, SQL_DISPUTE_GET);
    enum status status;
    bool row;

    query_bind_text(query, 1, subject);
    TRY(query_step(query, &row, error));
    *fields = row ? query_copy(query, 0, arena) : "";
done:
    query_reset(query);
    return status;
}

enum status disputes_count_residents(struct db *db, int64_t *count, struct error *error)
{
    *count = 0;
    return query_one_integer(db_query(db, SQL_DISPUTE_RESIDENTS), count, error);
}

enum status disputes_list(struct db *db, const char *after, int most, struct arena *arena,
                          const char ***subjects, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_DISPUTE_LIST);

    query_bind_text(query, 1, after);
    query_bind_integer(query, 2, most);
    return query_all_text(query, arena, subjects, count, error);
}
