/* SPDX-License-Identifier: MIT */
/* The snapshots that the rules read. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/material.h"
#include "shouwen/store/records.h"

#include <string.h>

struct loading {
    struct arena *arena;
    struct person *persons;
    size_t count, room;
};

static int32_t day_of(const char *text)
{
    int32_t day;

    return clock_parse_day(text, &day) ? day : CLOCK_NO_DAY;
}

static enum person_status status_of(const char *word)
{
    if (strcmp(word, "left") == 0)
        return PERSON_LEFT;
    return strcmp(word, "leave") == 0 ? PERSON_LEAVE : PERSON_ACTIVE;
}

static enum status add_person(void *context, const struct record *record, struct error *error)
{
    struct loading *loading = context;
    const char *copy[RECORD_FIELDS_MOST];

    (void)error;
    for (size_t i = 0; i < record_rows[RECORD_STAFF].field_count; i++)
        copy[i] = arena_copy(loading->arena, record->value[i]);
    loading->persons = arena_grow(loading->arena, loading->persons, loading->count, &loading->room,
                                  sizeof(*loading->persons));
    loading->persons[loading->count++] = (struct person){
        .id = copy[RECORD_STAFF_ID],
        .name = *copy[RECORD_STAFF_NAME] ? copy[RECORD_STAFF_NAME] : copy[RECORD_STAFF_ID],
        .title = copy[RECORD_STAFF_TITLE],
        .duties = copy[RECORD_STAFF_DUTIES],
        .backup = copy[RECORD_STAFF_BACKUP],
        .roles = person_roles_from(copy[RECORD_STAFF_ROLES]),
        .node = copy[RECORD_STAFF_NODE],
        .grids = copy[RECORD_STAFF_GRIDS],
        .phone = copy[RECORD_STAFF_PHONE],
        .status = status_of(copy[RECORD_STAFF_STATUS]),
        .away_from = day_of(copy[RECORD_STAFF_AWAY_FROM]),
        .away_until = day_of(copy[RECORD_STAFF_AWAY_UNTIL]),
        .cover = copy[RECORD_STAFF_COVER],
    };
    return STATUS_OK;
}

static enum status load_duty(struct db *db, struct arena *arena, struct people *people,
                             struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_DUTY_OF_DAY);
    struct people_duty *duty = NULL;
    char day[CLOCK_TEXT];
    enum status status;
    size_t room = 0;
    bool row;

    query_bind_text(query, 1, clock_format_day(people->today, day));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        duty = arena_grow(arena, duty, people->duty_count, &room, sizeof(*duty));
        duty[people->duty_count++] = (struct people_duty){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_copy(query, 2, arena),
            query_copy(query, 3, arena), query_copy(query, 4, arena)};
    }
    people->duty = duty;
done:
    query_reset(query);
    return status;
}

static enum status load_grids(struct db *db, struct arena *arena, struct people *people,
                              struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_GRID_LEADERS);
    struct people_grid *grids = NULL;
    enum status status;
    size_t room = 0;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        grids = arena_grow(arena, grids, people->grid_count, &room, sizeof(*grids));
        grids[people->grid_count++] =
            (struct people_grid){query_copy(query, 0, arena), query_copy(query, 1, arena)};
    }
    people->grids = grids;
done:
    query_reset(query);
    return status;
}

enum status records_load_people(struct db *db, struct arena *arena, int32_t today,
                                struct people *people, struct error *error)
{
    struct loading loading = {.arena = arena};
    enum status status;

    *people = (struct people){.today = today};
    TRY(records_each(db, RECORD_STAFF, "", add_person, &loading, error));
    people->at = loading.persons;
    people->count = loading.count;
    TRY(load_duty(db, arena, people, error));
    TRY(load_grids(db, arena, people, error));
done:
    return status;
}

static enum status add_day(void *context, const struct record *record, struct error *error)
{
    (void)error;
    calendar_read(context, record->value[RECORD_CALENDAR_DATE], record->value[RECORD_CALENDAR_KIND],
                  record->value[RECORD_CALENDAR_NAME]);
    return STATUS_OK;
}

enum status records_load_calendar(struct db *db, struct calendar *calendar, struct error *error)
{
    return records_each(db, RECORD_CALENDAR, "", add_day, calendar, error);
}

enum status records_load_service(struct db *db, const char *code, struct arena *arena,
                                 struct situation_service *service, bool *found,
                                 struct error *error)
{
    struct record record;
    struct limit_pair limit;
    struct text promised = TEXT_EMPTY;
    enum status status;

    *service = (struct situation_service){0};
    TRY(records_get(db, RECORD_SERVICES, code, arena, &record, found, error));
    if (!*found)
        return STATUS_OK;
    if (limit_pair_parse(record.value[RECORD_SERVICES_LIMIT], &limit))
        limit_write(&promised, limit.promised);
    *service = (struct situation_service){
        .code = record.value[RECORD_SERVICES_CODE],
        .name = record.value[RECORD_SERVICES_NAME],
        .category = record.value[RECORD_SERVICES_CATEGORY],
        .place = record.value[RECORD_SERVICES_PLACE],
        .limit = arena_copy(arena, promised.at),
    };
    size_t materials;
    material_read(arena, record.value[RECORD_SERVICES_MATERIALS], &materials, NULL);
    service->material_count = (int)materials;
done:
    text_release(&promised);
    return status;
}
