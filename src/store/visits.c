/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/visits.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/schema.h"
#include "store/visits_inside.h"

#include <stdlib.h>
#include <string.h>

static const char policy_key[] = "visits";

/* --- what a record brings about --- */

/* Those of one door come one after the other. */
void visits_touch(struct visits_touched *touched, const char *key)
{
    if (touched->count && strcmp(touched->keys[touched->count - 1], key) == 0)
        return;
    if (touched->count == touched->room) {
        touched->room = touched->room ? 2 * touched->room : 16;
        touched->keys = memory_grow(touched->keys, touched->room, sizeof(*touched->keys));
    }
    touched->keys[touched->count++] = arena_copy(&touched->arena, key);
}

static void touch_door(struct visits_touched *touched, const struct record *record,
                       const char *door, const char *resident)
{
    struct text key = TEXT_EMPTY;

    visits_household_key(&key, record_place(record), door, resident);
    visits_touch(touched, key.at);
    text_release(&key);
}

static void touch_resident(struct visits_touched *touched, const struct record *resident)
{
    touch_door(touched, resident, record_text(resident, RECORD_RESIDENTS_DOOR), resident->id);
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum status read_rules(struct db *db, const struct visit_policy *policy,
                              struct visits_rules *rules, struct error *error)
{
    int64_t any = 1;
    enum status status = query_one_integer(db_query(db, SQL_VISITS_ANY), &any, error);

    *rules = (struct visits_rules){policy, any != 0};
    return status;
}

enum status visits_settle(struct db *db, const struct visit_policy *policy,
                          struct visits_touched *touched, struct error *error)
{
    struct visits_rules rules;
    enum status status = STATUS_OK;

    if (!touched->count)
        goto done;
    TRY(read_rules(db, policy, &rules, error));
    if (touched->count > 1)
        qsort(touched->keys, touched->count, sizeof(*touched->keys), compare_keys);
    for (size_t i = 0; i < touched->count; i++)
        if (!i || strcmp(touched->keys[i - 1], touched->keys[i]) != 0)
            TRY(visits_refresh(db, &rules, touched->keys[i], error));
    touched->count = 0;
    arena_reset(&touched->arena);
done:
    return status;
}

void visits_forget(struct visits_touched *touched)
{
    free(touched->keys);
    arena_release(&touched->arena);
    *touched = (struct visits_touched){0};
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
        query_bind_text(query, 2, record_place(visit));
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
static enum status touch_visit(struct db *db, struct visits_touched *touched,
                               const struct record *visit, struct arena *arena, struct error *error)
{
    enum status status = STATUS_OK;
    size_t count;

    touch_door(touched, visit, record_text(visit, RECORD_VISITS_DOOR),
               record_text(visit, RECORD_VISITS_RESIDENT));
    const char **met =
        parts_split(arena, record_text(visit, RECORD_VISITS_MET), PARTS_LIST, &count);
    for (size_t i = 0; i < count; i++)
        TRY(visits_follow_person(db, touched, met[i], error));
done:
    return status;
}

static enum status follow_visit(struct db *db, struct visits_touched *touched,
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
        TRY(touch_visit(db, touched, old, &arena, error));
    TRY(touch_visit(db, touched, now, &arena, error));
done:
    arena_release(&arena);
    return status;
}

enum status visits_follow(struct db *db, struct visits_touched *touched, const struct record *old,
                          const struct record *now, struct error *error)
{
    if (now->kind == RECORD_RESIDENTS) {
        if (old->id)
            touch_resident(touched, old);
        touch_resident(touched, now);
    }
    if (now->kind == RECORD_VISITS)
        return follow_visit(db, touched, old, now, error);
    return STATUS_OK;
}

enum status visits_follow_person(struct db *db, struct visits_touched *touched,
                                 const char *resident, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_HOUSEHOLD_OF);
    enum status status;
    bool row;

    query_bind_text(query, 1, resident);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (*query_text(query, 0))
            visits_touch(touched, query_text(query, 0));
    }
done:
    query_reset(query);
    return status;
}

enum status visits_leave(struct db *db, struct visits_touched *touched, const struct record *old,
                         struct error *error)
{
    const struct record none = {.kind = old->kind, .id = old->id};
    struct arena arena = {0};
    enum status status = STATUS_OK;

    if (old->kind == RECORD_RESIDENTS)
        touch_resident(touched, old);
    if (old->kind == RECORD_VISITS) {
        TRY(add_count(db, old, -1, error));
        TRY(put_met(db, &none, &arena, error));
        TRY(touch_visit(db, touched, old, &arena, error));
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
    struct visits_rules rules;
    const char **keys;
    size_t count;
    enum status status;

    TRY(read_rules(db, policy, &rules, error));
    TRY(query_run(db_query(db, SQL_VISITS_HOUSEHOLDS_CLEAR), error));
    TRY(query_run(db_query(db, SQL_VISITS_LOAD_CLEAR), error));
    TRY(visits_list_keys(db, &arena, &keys, &count, error));
    for (size_t i = 0; i < count; i++)
        TRY(visits_refresh(db, &rules, keys[i], error));
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
