/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/records.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/service.h"
#include "store/records_inside.h"

#include <string.h>

static int32_t read_day(const char *text)
{
    int32_t day;

    return clock_parse_day(text, &day) ? day : CLOCK_NO_DAY;
}

static enum person_status read_status(const char *word)
{
    if (strcmp(word, "left") == 0)
        return PERSON_LEFT;
    return strcmp(word, "leave") == 0 ? PERSON_LEAVE : PERSON_ACTIVE;
}

static struct person read_person(const struct record *record)
{
    const char *const *value = record->value;

    return (struct person){
        .id = record->id,
        .name = *value[RECORD_STAFF_NAME] ? value[RECORD_STAFF_NAME] : record->id,
        .title = value[RECORD_STAFF_TITLE],
        .duties = value[RECORD_STAFF_DUTIES],
        .backup = value[RECORD_STAFF_BACKUP],
        .roles = person_roles_from(value[RECORD_STAFF_ROLES]),
        .node = value[RECORD_STAFF_NODE],
        .grids = value[RECORD_STAFF_GRIDS],
        .phone = value[RECORD_STAFF_PHONE],
        .status = read_status(value[RECORD_STAFF_STATUS]),
        .away_from = read_day(value[RECORD_STAFF_AWAY_FROM]),
        .away_until = read_day(value[RECORD_STAFF_AWAY_UNTIL]),
        .cover = value[RECORD_STAFF_COVER],
    };
}

/* All records of a kind, in the order of ids. */
static enum status read_kind(struct db *db, enum record_kind kind, enum sql from,
                             const char *parameter, struct records_list_out *out,
                             struct error *error)
{
    struct query *query = records_select(db, kind, from);

    *out = (struct records_list_out){.arena = out->arena};
    query_bind_text(query, 1, parameter);
    return records_read_all(query, kind, out, error);
}

static const struct person *persons_of(const struct records_list_out *rows)
{
    struct person *persons = arena_alloc(rows->arena, (rows->count + 1) * sizeof(*persons));

    for (size_t i = 0; i < rows->count; i++)
        persons[i] = read_person(&rows->at[i]);
    return persons;
}

static const struct people_duty *duty_of(const struct records_list_out *rows)
{
    struct people_duty *duty = arena_alloc(rows->arena, (rows->count + 1) * sizeof(*duty));

    for (size_t i = 0; i < rows->count; i++)
        duty[i] = (struct people_duty){.staff_id = rows->at[i].value[RECORD_DUTY_STAFF_ID],
                                       .shift = rows->at[i].value[RECORD_DUTY_SHIFT],
                                       .seat = rows->at[i].value[RECORD_DUTY_SEAT],
                                       .from = rows->at[i].value[RECORD_DUTY_FROM],
                                       .to = rows->at[i].value[RECORD_DUTY_TO]};
    return duty;
}

static const struct people_grid *grids_of(const struct records_list_out *rows)
{
    struct people_grid *grids = arena_alloc(rows->arena, (rows->count + 1) * sizeof(*grids));

    for (size_t i = 0; i < rows->count; i++)
        grids[i] = (struct people_grid){.code = rows->at[i].id,
                                        .leader = rows->at[i].value[RECORD_GRIDS_LEADER],
                                        .places = rows->at[i].value[RECORD_GRIDS_PLACES]};
    return grids;
}

enum status records_load_duty(struct db *db, struct arena *arena, int32_t day,
                              struct people *people, struct error *error)
{
    struct records_list_out rows = {.arena = arena};
    char text[CLOCK_TEXT];
    enum status status;

    TRY(read_kind(db, RECORD_DUTY, SQL_FRAGMENT_RECORDS_FROM_DAY, clock_format_day(day, text),
                  &rows, error));
    people->duty = duty_of(&rows);
    people->duty_count = rows.count;
done:
    return status;
}

enum status records_load_people(struct db *db, struct arena *arena, int32_t today,
                                struct people *people, struct error *error)
{
    struct records_list_out rows = {.arena = arena};
    enum status status;

    *people = (struct people){.today = today};
    TRY(read_kind(db, RECORD_STAFF, SQL_FRAGMENT_RECORDS_AFTER_STAFF, "", &rows, error));
    people->at = persons_of(&rows);
    people->count = rows.count;
    TRY(records_load_duty(db, arena, today, people, error));
    TRY(read_kind(db, RECORD_GRIDS, SQL_FRAGMENT_RECORDS_AFTER_GRIDS, "", &rows, error));
    people->grids = grids_of(&rows);
    people->grid_count = rows.count;
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
    struct text promised = TEXT_EMPTY;
    struct record record;
    struct service item;
    enum status status;

    *service = (struct situation_service){0};
    TRY(records_get(db, RECORD_SERVICES, code, arena, &record, found, error));
    if (!*found)
        goto done;
    service_read(arena, &record, &item);
    if (item.has_limit)
        limit_write(&promised, item.limit.promised);
    *service = (struct situation_service){.code = item.code,
                                          .name = item.name,
                                          .category = item.category,
                                          .place = record.value[RECORD_SERVICES_PLACE],
                                          .limit = arena_copy(arena, promised.at),
                                          .material_count = (int)item.material_count,
                                          .restarts = item.restarts};
done:
    text_release(&promised);
    return status;
}
