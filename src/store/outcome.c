/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/outcome.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/person.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/station.h"

#include <stddef.h>
#include <string.h>

#define NUMBER(name)                                                                               \
    {                                                                                              \
#name, offsetof(struct outcome, name)                                                      \
    }

/* What people are shown comes first. */
static const struct number {
    const char *name;
    size_t offset;
} numbers[] = {NUMBER(sent),         NUMBER(received),  NUMBER(refused),     NUMBER(pending),
               NUMBER(needs_person), NUMBER(kept_out),  NUMBER(at),          NUMBER(epoch),
               NUMBER(position),     NUMBER(act_count), NUMBER(view_serial), NUMBER(clock_off),
               NUMBER(revoked_at)};
enum { NUMBERS = sizeof(numbers) / sizeof(numbers[0]), TOLD = 6, DEPTH = 4 };

void outcome_write(const struct outcome *outcome, struct text *out)
{
    struct json *object = json_new_object(), *acts = json_new_array();

    for (size_t i = 0; i < outcome->outside_count; i++) {
        struct json *act = json_new_object();
        json_put_text(act, "log", outcome->outside[i].log);
        json_put_integer(act, "n", outcome->outside[i].n);
        json_add(acts, act);
    }
    for (size_t i = 0; i < NUMBERS; i++)
        json_put_integer(object, numbers[i].name,
                         *(const int64_t *)((const char *)outcome + numbers[i].offset));
    json_put_boolean(object, "stopped", outcome->is_stopped);
    json_put_text(object, "fault", outcome->fault ? outcome->fault : "");
    json_put_text(object, "view", outcome->view_hash ? outcome->view_hash : "");
    json_put(object, "outside", acts);
    json_write(object, out);
    json_release(object);
}

static const char *copy_text(struct arena *arena, const struct json *object, const char *key)
{
    return arena_copy(arena, json_get_text(object, key));
}

static void read_outside(struct arena *arena, const struct json *acts, struct outcome *outcome)
{
    outcome->outside_count = json_length(acts);
    outcome->outside = arena_alloc(arena, (outcome->outside_count + 1) * sizeof(*outcome->outside));
    for (size_t i = 0; i < outcome->outside_count; i++) {
        const struct json *act = json_item(acts, i);
        outcome->outside[i] =
            (struct outcome_act){copy_text(arena, act, "log"), json_get_integer(act, "n", 0)};
    }
}

void outcome_read(struct arena *arena, const char *said, struct outcome *outcome)
{
    struct json *object = NULL;

    *outcome = (struct outcome){.fault = "", .view_hash = ""};
    if (!*said || json_read(said, strlen(said), DEPTH, &object, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < NUMBERS; i++)
        *(int64_t *)((char *)outcome + numbers[i].offset) =
            json_get_integer(object, numbers[i].name, 0);
    outcome->is_stopped = json_get_boolean(object, "stopped");
    outcome->fault = copy_text(arena, object, "fault");
    outcome->view_hash = copy_text(arena, object, "view");
    read_outside(arena, json_get(object, "outside"), outcome);
    json_release(object);
}

void outcome_put(const struct outcome *outcome, struct json *object)
{
    struct json *feed = json_new_object();

    for (size_t i = 0; i < TOLD; i++)
        json_put_integer(object, numbers[i].name,
                         *(const int64_t *)((const char *)outcome + numbers[i].offset));
    json_put_integer(feed, "epoch", outcome->epoch);
    json_put_integer(feed, "position", outcome->position);
    json_put(object, "feed", feed);
    json_put_boolean(object, "stopped", outcome->is_stopped);
    json_put_boolean(object, "revoked", outcome->revoked_at != 0);
    if (*outcome->fault)
        json_put_text(object, "fault", outcome->fault);
}

enum status outcome_own_acts(struct db *db, int64_t *count, struct error *error)
{
    *count = 0;
    return query_one_integer(db_query(db, SQL_UPLINK_OWN_ACTS), count, error);
}

enum status outcome_pending(struct db *db, const struct outcome *outcome, int64_t *count,
                            struct error *error)
{
    enum status status;
    int64_t now;

    TRY(outcome_own_acts(db, &now, error));
    *count = outcome->pending + now - outcome->act_count;
done:
    return status;
}

enum status outcome_unsettled(struct db *db, int64_t *count, struct error *error)
{
    const struct case_filter filter = {.queue = QUEUE_FLAGGED,
                                       .today = clock_day_of(clock_now_at())};
    struct case_counts counts;
    struct arena arena = {0};
    struct station station;
    enum node_level level;
    int64_t residents;
    enum status status;

    *count = 0;
    TRY(station_read(db, &arena, &station, error));
    level = node_level_of(station.node);
    if (level != NODE_STATION && level != NODE_STREET)
        goto done;
    TRY(query_cases_count(db, &filter, &counts, error));
    TRY(disputes_count_residents(db, &residents, error));
    *count = counts.count + residents;
done:
    arena_release(&arena);
    return status;
}
