/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/past.h"

enum status past_day(struct db *db, int64_t *day, struct error *error)
{
    *day = INT64_MIN;
    return query_one_integer(db_query(db, SQL_PAST_DAY), day, error);
}

static enum status change_row(struct db *db, enum sql sql, const struct past_change *change,
                              struct error *error)
{
    struct query *query = db_query(db, sql);

    query_bind_text(query, 1, change->queue);
    query_bind_text(query, 2, change->argument);
    query_bind_text(query, 3, change->node);
    query_bind_integer(query, 4, change->count);
    query_bind_integer(query, 5, change->beside);
    return query_run(query, error);
}

enum status past_add(struct db *db, const struct past_change *change, struct error *error)
{
    enum status status;

    TRY(change_row(db, SQL_PAST_ADD, change, error));
    if (!db_changes(db))
        TRY(change_row(db, SQL_PAST_NEW, change, error));
done:
    return status;
}

enum status past_add_load(struct db *db, const char *holder, const char *node, int64_t open,
                          int64_t replied, struct error *error)
{
    struct query *query = db_query(db, SQL_PAST_ADD_LOAD);

    query_bind_text(query, 1, holder);
    query_bind_text(query, 2, node);
    query_bind_integer(query, 3, open);
    query_bind_integer(query, 4, replied);
    return query_run(query, error);
}

/* The days between, in or out. */
static enum status carry_days(struct db *db, enum sql sql, int64_t was, int64_t today,
                              struct error *error)
{
    struct query *query = db_query(db, sql);

    query_bind_integer(query, 1, was < today ? was : today);
    query_bind_integer(query, 2, was < today ? today : was);
    query_bind_integer(query, 3, was < today ? 1 : -1);
    return query_run(query, error);
}

static enum status carry_on(struct db *db, int64_t today, struct error *error)
{
    enum status status;
    int64_t was;

    /* another terminal may just have done it */
    TRY(past_day(db, &was, error));
    if (was == today)
        goto done;
    TRY(carry_days(db, SQL_PAST_CARRY, was, today, error));
    TRY(carry_days(db, SQL_PAST_CARRY_LOAD, was, today, error));
    TRY(query_run(db_query(db, SQL_PAST_DROP_EMPTY), error));
    struct query *put = db_query(db, SQL_PAST_DAY_PUT);
    query_bind_integer(put, 1, today);
    TRY(query_run(put, error));
done:
    return status;
}

enum status past_carry(struct db *db, int32_t today, struct error *error)
{
    enum status status;
    int64_t day;

    TRY(past_day(db, &day, error));
    if (day == today)
        return STATUS_OK;
    int patience = db_set_patience(db, 0);
    status = db_begin(db, error);
    db_set_patience(db, patience);
    if (status != STATUS_OK)
        return status == STATUS_BUSY ? STATUS_OK : status;
    TRY(carry_on(db, today, error));
    TRY(db_commit(db, error));
done:
    if (status != STATUS_OK)
        db_rollback(db);
    return status;
}
