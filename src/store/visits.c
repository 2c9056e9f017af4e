/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/visits.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/schema.h"
#include "store/visits_inside.h"

#include <string.h>

static const char policy_key[] = "visits";

/* --- what a record brings about --- */

static enum status refresh_household_of(struct db *db, const struct visit_policy *policy,
                                        const char *resident, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_HOUSEHOLD_OF);
    struct text key = TEXT_EMPTY;
    enum status status;
    bool row;

    query_bind_text(query, 1, resident);
    TRY(query_step(query, &row, error));
    if (row)
        text_add(&key, query_text(query, 0));
    query_reset(query);
    if (key.length)
        TRY(visits_refresh(db, policy, key.at, error));
done:
    text_release(&key);
    return status;
}

static enum status refresh_key(struct db *db, const struct visit_policy *policy, const char *grid,
                               const char *door, const char *resident, struct error *error)
{
    struct text key = TEXT_EMPTY;

    visits_household_key(&key, grid, door, resident);
    enum status status = visits_refresh(db, policy, key.at, error);
    text_release(&key);
    return status;
}

static enum status follow_resident(struct db *db, const struct visit_policy *policy,
                                   const struct record *old, const struct record *now,
                                   int32_t since_on, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_SINCE_PUT);
    enum status status;

    query_bind_text(query, 1, now->id);
    query_bind_integer(query, 2, since_on);
    TRY(query_run(query, error));
    if (old->id)
        TRY(refresh_key(db, policy, record_text(old, RECORD_RESIDENTS_GRID),
                        record_text(old, RECORD_RESIDENTS_DOOR), old->id, error));
    TRY(refresh_key(db, policy, record_text(now, RECORD_RESIDENTS_GRID),
                    record_text(now, RECORD_RESIDENTS_DOOR), now->id, error));
done:
    return status;
}

/* True if the visit counts: it stands, and was to the household itself. */
static bool is_counted(const struct record *visit)
{
    return !*record_text(visit, RECORD_VISITS_STATE) &&
           !text_same(record_text(visit, RECORD_VISITS_WHOM), "contact");
}

static int32_t day_of(const struct record *visit)
{
    int64_t at;

    return clock_parse_at(record_text(visit, RECORD_VISITS_AT), &at) ? clock_day_of(at) : 0;
}

static int64_t person_count(struct arena *arena, const struct record *visit)
{
    size_t count;

    parts_split(arena, record_text(visit, RECORD_VISITS_MET), PARTS_LIST, &count);
    return (int64_t)count;
}

static enum status add_count(struct db *db, const struct record *visit, int sign,
                             struct error *error)
{
    static const enum sql both[] = {SQL_VISITS_COUNT_ADD, SQL_VISITS_COUNT_DROP_EMPTY};
    struct arena arena = {0};
    enum status status = STATUS_OK;

    for (int i = 0; i < 2 && is_counted(visit); i++) {
        struct query *query = db_query(db, both[i]);
        query_bind_integer(query, 1, day_of(visit));
        query_bind_text(query, 2, record_text(visit, RECORD_VISITS_GRID));
        query_bind_text(query, 3, record_text(visit, RECORD_VISITS_CLASS));
        query_bind_text(query, 4, record_text(visit, RECORD_VISITS_STAFF));
        query_bind_text(query, 5, record_text(visit, RECORD_VISITS_RESULT));
        if (i == 0) {
            query_bind_integer(query, 6, sign);
            query_bind_integer(query, 7, sign * person_count(&arena, visit));
        }
        TRY(query_run(query, error));
    }
done:
    arena_release(&arena);
    return status;
}

static enum status put_met(struct db *db, const struct record *visit, struct arena *arena,
                           struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_MET_CLEAR);
    enum status status;
    size_t count;

    query_bind_text(query, 1, visit->id);
    TRY(query_run(query, error));
    const char **met =
        parts_split(arena, record_text(visit, RECORD_VISITS_MET), PARTS_LIST, &count);
    for (size_t i = 0; i < count && is_counted(visit); i++) {
        query = db_query(db, SQL_VISITS_MET_PUT);
        query_bind_text(query, 1, met[i]);
        query_bind_integer(query, 2, day_of(visit));
        query_bind_text(query, 3, visit->id);
        query_bind_text(query, 4, record_text(visit, RECORD_VISITS_RESULT));
        TRY(query_run(query, error));
    }
done:
    return status;
}

/* The household that the visit was to, and those of everybody met. */
static enum status refresh_of_visit(struct db *db, const struct visit_policy *policy,
                                    const struct record *visit, struct arena *arena,
                                    struct error *error)
{
    enum status status;
    size_t count;

    TRY(refresh_key(db, policy, record_text(visit, RECORD_VISITS_GRID),
                    record_text(visit, RECORD_VISITS_DOOR),
                    record_text(visit, RECORD_VISITS_RESIDENT), error));
    const char **met =
        parts_split(arena, record_text(visit, RECORD_VISITS_MET), PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++)
        TRY(refresh_household_of(db, policy, met[i], error));
done:
    return status;
}

static enum status follow_visit(struct db *db, const struct visit_policy *policy,
                                const struct record *old, const struct record *now,
                                struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;

    if (old->id)
        TRY(add_count(db, old, -1, error));
    TRY(add_count(db, now, 1, error));
    TRY(put_met(db, now, &arena, error));
    if (old->id)
        TRY(refresh_of_visit(db, policy, old, &arena, error));
    TRY(refresh_of_visit(db, policy, now, &arena, error));
done:
    arena_release(&arena);
    return status;
}

enum status visits_follow(struct db *db, const struct visit_policy *policy,
                          const struct record *old, const struct record *now, int32_t since_on,
                          struct error *error)
{
    if (now->kind == RECORD_RESIDENTS)
        return follow_resident(db, policy, old, now, since_on, error);
    if (now->kind == RECORD_VISITS)
        return follow_visit(db, policy, old, now, error);
    return STATUS_OK;
}

enum status visits_follow_person(struct db *db, const struct visit_policy *policy,
                                 const char *resident, struct error *error)
{
    return refresh_household_of(db, policy, resident, error);
}

enum status visits_leave(struct db *db, const struct visit_policy *policy, const struct record *old,
                         struct error *error)
{
    const struct record none = {.kind = old->kind, .id = old->id};
    struct arena arena = {0};
    enum status status = STATUS_OK;

    if (old->kind == RECORD_RESIDENTS)
        TRY(refresh_key(db, policy, record_text(old, RECORD_RESIDENTS_GRID),
                        record_text(old, RECORD_RESIDENTS_DOOR), old->id, error));
    if (old->kind == RECORD_VISITS) {
        TRY(add_count(db, old, -1, error));
        TRY(put_met(db, &none, &arena, error));
        TRY(refresh_of_visit(db, policy, old, &arena, error));
    }
done:
    arena_release(&arena);
    return status;
}

/* --- all of them --- */

static const char *say_policy(const struct visit_policy *policy, struct text *out)
{
    for (int class = 0; class < VISIT_CLASSES; class ++)
        text_addf(out, "%d,", policy->days[class]);
    text_add(out, policy->phoned_counts ? "phoned" : "");
    return out->at;
}

enum status visits_is_current(struct db *db, const struct visit_policy *policy, bool *is_current,
                              struct error *error)
{
    struct text stored = TEXT_EMPTY, wanted = TEXT_EMPTY;
    enum status status = schema_meta_get(db, policy_key, &stored, error);

    *is_current = text_same(stored.at, say_policy(policy, &wanted));
    text_release(&stored);
    text_release(&wanted);
    return status;
}

enum status visits_sign(struct db *db, const struct visit_policy *policy, struct error *error)
{
    struct text wanted = TEXT_EMPTY;
    enum status status = schema_meta_put(db, policy_key, say_policy(policy, &wanted), error);

    text_release(&wanted);
    return status;
}

enum status visits_make_all(struct db *db, const struct visit_policy *policy, struct error *error)
{
    struct arena arena = {0};
    const char **keys;
    size_t count;
    enum status status;

    TRY(query_run(db_query(db, SQL_VISITS_HOUSEHOLDS_CLEAR), error));
    TRY(query_run(db_query(db, SQL_VISITS_LOAD_CLEAR), error));
    TRY(visits_list_keys(db, &arena, &keys, &count, error));
    for (size_t i = 0; i < count; i++)
        TRY(visits_refresh(db, policy, keys[i], error));
    TRY(visits_sign(db, policy, error));
done:
    arena_release(&arena);
    return status;
}

/* --- proof --- */

static enum status are_alike(struct db *db, enum sql one, enum sql two, int columns, bool *alike,
                             struct error *error)
{
    struct query *kept = db_query(db, one), *counted = db_query(db, two);
    bool kept_row = true, counted_row = true;
    enum status status = STATUS_OK;

    while (*alike && kept_row && counted_row) {
        TRY(query_step(kept, &kept_row, error));
        TRY(query_step(counted, &counted_row, error));
        *alike = kept_row == counted_row;
        for (int i = 0; *alike && kept_row && i < columns; i++)
            *alike = strcmp(query_text(kept, i), query_text(counted, i)) == 0;
    }
done:
    query_reset(kept);
    query_reset(counted);
    return status;
}

enum status visits_hold(struct db *db, const struct visit_policy *policy, bool *hold,
                        struct error *error)
{
    enum status status;

    *hold = true;
    TRY(are_alike(db, SQL_VISITS_LOAD_ALL, SQL_VISITS_LOAD_RECOUNT, 4, hold, error));
    TRY(are_alike(db, SQL_VISITS_COUNT_ALL, SQL_VISITS_COUNT_RECOUNT, 7, hold, error));
    TRY(visits_households_hold(db, policy, hold, error));
done:
    return status;
}
