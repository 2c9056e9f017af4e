/* SPDX-License-Identifier: MIT */
/* One household: who is to be visited by when, and what is to be done next. */
#include "config.h"

#include "store/visits_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/resident.h"
#include "store/search_keys.h"

#include <string.h>

/* LATEST: so many visits back are looked at for the next step. */
enum { LATEST = 12 };

/* A row of the table household. */
struct household {
    const char *place, *who, *last_result; /* place: record_place() */
    enum visit_class class;
    enum visit_step step;
    int32_t due_on, met_on;
    int64_t member_count, last_at;
};

void visits_household_key(struct text *out, const char *place, const char *door,
                          const char *resident)
{
    if (text_is_empty(door)) {
        text_addf(out, "=%s", resident);
        return;
    }
    text_addf(out, "%s/", place);
    search_key_of_door(out, door);
}

/* --- one household --- */

static enum status read_met_on(struct db *db, const struct visits_rules *rules, const char *id,
                               int32_t *met_on, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_MET_ON);
    bool row;

    *met_on = CLOCK_NO_DAY;
    if (!rules->has_visits)
        return STATUS_OK;
    query_bind_text(query, 1, id);
    query_bind_integer(query, 2, rules->policy->phoned_counts);
    enum status status = query_step(query, &row, error);
    if (status == STATUS_OK && row && !query_is_null(query, 0))
        *met_on = (int32_t)query_integer(query, 0);
    query_reset(query);
    return status;
}

/* Who must be visited first decides the day; the most demanding of them the class. */
static enum status read_members(struct db *db, const struct visits_rules *rules, const char *key,
                                struct arena *arena, struct household *found, bool *has_contact,
                                struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_MEMBERS);
    int32_t met_on, due_on;
    enum status status;
    bool row;

    *found = (struct household){.class = VISIT_CLASSES};
    *has_contact = false;
    query_bind_text(query, 1, key);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        enum visit_class class = visit_class_of(query_text(query, 1));
        if (resident_former(arena, query_text(query, 2)))
            continue;
        found->member_count++;
        *has_contact = *has_contact || *query_text(query, 4);
        if (class == VISIT_CLASSES)
            continue;
        TRY(read_met_on(db, rules, query_text(query, 0), &met_on, error));
        due_on = visit_due_on(rules->policy, class, met_on, (int32_t)query_integer(query, 3));
        if (found->class == VISIT_CLASSES || due_on < found->due_on) {
            found->due_on = due_on;
            found->met_on = met_on;
            found->who = query_copy(query, 0, arena);
            found->place = query_copy(query, 5, arena);
        }
        if (class < found->class)
            found->class = class;
    }
done:
    query_reset(query);
    return status;
}

static enum status read_latest(struct db *db, bool has_visits, const char *key, bool has_contact,
                               struct arena *arena, struct household *found, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_LATEST);
    struct visit_deed deeds[LATEST];
    enum status status;
    size_t count = 0;
    bool row = has_visits;

    found->last_result = "";
    query_bind_text(query, 1, key);
    query_bind_integer(query, 2, LATEST);
    while (row) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (query_integer(query, 4))
            continue;
        deeds[count] = (struct visit_deed){.result = visit_result_of(query_text(query, 0)),
                                           .asks_contact = query_integer(query, 1) != 0,
                                           .has_case = query_integer(query, 2) != 0};
        if (!count++) {
            found->last_result = query_copy(query, 0, arena);
            found->last_at = query_integer(query, 3);
        }
    }
    found->step = visit_next(found->class, has_contact, deeds, count);
    /* whoever was not met is looked after at once, however far off the day was */
    if (found->step != VISIT_STEP_NOTHING && clock_day_of(found->last_at) < found->due_on)
        found->due_on = clock_day_of(found->last_at);
done:
    query_reset(query);
    return status;
}

/* What the row of a household must be; *is_there is false where nobody is to be visited. */
static enum status work_out(struct db *db, const struct visits_rules *rules, const char *key,
                            struct arena *arena, struct household *found, bool *is_there,
                            struct error *error)
{
    enum status status;
    bool has_contact;

    *is_there = false;
    TRY(read_members(db, rules, key, arena, found, &has_contact, error));
    if (found->class == VISIT_CLASSES)
        goto done;
    TRY(read_latest(db, rules->has_visits, key, has_contact, arena, found, error));
    *is_there = true;
done:
    return status;
}

static enum status read_standing(struct db *db, const char *key, struct arena *arena,
                                 struct household *found, bool *is_there, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_HOUSEHOLD_GET);
    enum status status;

    query_bind_text(query, 1, key);
    TRY(query_step(query, is_there, error));
    if (*is_there)
        *found = (struct household){
            .place = query_copy(query, 0, arena),
            .due_on = (int32_t)query_integer(query, 1),
            .class = visit_class_of(query_text(query, 2)),
            .who = query_copy(query, 3, arena),
            .step = visit_step_of(query_text(query, 4)),
            .member_count = query_integer(query, 5),
            .met_on = query_is_null(query, 6) ? CLOCK_NO_DAY : (int32_t)query_integer(query, 6),
            .last_at = query_integer(query, 7),
            .last_result = query_copy(query, 8, arena),
        };
done:
    query_reset(query);
    return status;
}

static enum status add_load(struct db *db, const struct household *household, int count,
                            struct error *error)
{
    static const enum sql both[] = {SQL_VISITS_LOAD_ADD, SQL_VISITS_LOAD_DROP_EMPTY};
    enum status status = STATUS_OK;

    /* only what is taken away may leave nothing */
    for (int i = 0; i < (count < 0 ? 2 : 1); i++) {
        struct query *query = db_query(db, both[i]);
        query_bind_text(query, 1, household->place);
        query_bind_integer(query, 2, household->due_on);
        query_bind_text(query, 3, word_visit_classes[household->class].word);
        if (i == 0)
            query_bind_integer(query, 4, count);
        TRY(query_run(query, error));
    }
done:
    return status;
}

static enum status put_household(struct db *db, const char *key, const struct household *household,
                                 struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_HOUSEHOLD_PUT);

    query_bind_text(query, 1, key);
    query_bind_text(query, 2, household->place);
    query_bind_integer(query, 3, household->due_on);
    query_bind_text(query, 4, word_visit_classes[household->class].word);
    query_bind_text(query, 5, household->who);
    query_bind_text(query, 6, word_visit_steps[household->step].word);
    query_bind_integer(query, 7, household->member_count);
    if (household->met_on == CLOCK_NO_DAY)
        query_bind_null(query, 8);
    else
        query_bind_integer(query, 8, household->met_on);
    query_bind_integer(query, 9, household->last_at);
    query_bind_text(query, 10, household->last_result);
    return query_run(query, error);
}

enum status visits_refresh(struct db *db, const struct visits_rules *rules, const char *key,
                           struct error *error)
{
    struct arena arena = {0};
    struct household before, now;
    bool was_there, is_there;
    enum status status;

    TRY(read_standing(db, key, &arena, &before, &was_there, error));
    TRY(work_out(db, rules, key, &arena, &now, &is_there, error));
    if (was_there)
        TRY(add_load(db, &before, -1, error));
    if (is_there) {
        TRY(put_household(db, key, &now, error));
        TRY(add_load(db, &now, 1, error));
    } else if (was_there) {
        struct query *query = db_query(db, SQL_VISITS_HOUSEHOLD_DROP);
        query_bind_text(query, 1, key);
        TRY(query_run(query, error));
    }
done:
    arena_release(&arena);
    return status;
}

enum status visits_list_keys(struct db *db, struct arena *arena, const char ***keys, size_t *count,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_HOUSEHOLD_KEYS);

    return query_all_text(query, arena, keys, count, error);
}

static bool is_same(const struct household *a, const struct household *b)
{
    return text_same(a->place, b->place) && text_same(a->who, b->who) && a->class == b->class &&
           a->step == b->step && a->due_on == b->due_on && a->met_on == b->met_on &&
           a->member_count == b->member_count && a->last_at == b->last_at &&
           text_same(a->last_result, b->last_result);
}

enum status visits_households_hold(struct db *db, const struct visit_policy *policy, bool *hold,
                                   struct error *error)
{
    struct arena arena = {0}, one = {0};
    const struct visits_rules rules = {policy, true};
    struct query *total = db_query(db, SQL_VISITS_HOUSEHOLDS_TOTAL);
    const char **keys;
    size_t count;
    int64_t there_count = 0;
    enum status status;
    bool row;

    TRY(visits_list_keys(db, &arena, &keys, &count, error));
    for (size_t i = 0; *hold && i < count; i++) {
        struct household kept, worked;
        bool is_kept, is_there;
        arena_reset(&one);
        TRY(read_standing(db, keys[i], &one, &kept, &is_kept, error));
        TRY(work_out(db, &rules, keys[i], &one, &worked, &is_there, error));
        there_count += is_there;
        *hold = is_kept == is_there && (!is_there || is_same(&kept, &worked));
    }
    TRY(query_step(total, &row, error));
    *hold = *hold && query_integer(total, 0) == there_count;
done:
    query_reset(total);
    arena_release(&arena);
    arena_release(&one);
    return status;
}
