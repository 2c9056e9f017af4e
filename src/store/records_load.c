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

static struct people_duty read_duty(const struct record *record)
{
    return (struct people_duty){.staff_id = record->value[RECORD_DUTY_STAFF_ID],
                                .shift = record->value[RECORD_DUTY_SHIFT],
                                .seat = record->value[RECORD_DUTY_SEAT],
                                .from = record->value[RECORD_DUTY_FROM],
                                .to = record->value[RECORD_DUTY_TO]};
}

/* What is made of rows, one after another: a street has hundreds of grids, and a whole record of
 * each would be most of what is kept. */
struct made {
    struct arena *arena;
    struct person *persons;
    struct people_duty *duty;
    struct people_grid *grids;
    size_t count, room;
};

static void take_person(struct made *made, const struct record *record)
{
    made->persons =
        arena_grow(made->arena, made->persons, made->count, &made->room, sizeof(*made->persons));
    made->persons[made->count++] = read_person(record);
}

static void take_duty(struct made *made, const struct record *record)
{
    made->duty = arena_grow(made->arena, made->duty, made->count, &made->room, sizeof(*made->duty));
    made->duty[made->count++] = read_duty(record);
}

static void take_grid(struct made *made, const struct record *record)
{
    made->grids =
        arena_grow(made->arena, made->grids, made->count, &made->room, sizeof(*made->grids));
    made->grids[made->count++] = (struct people_grid){.code = record->id,
                                                      .leader = record->value[RECORD_GRIDS_LEADER],
                                                      .places = record->value[RECORD_GRIDS_PLACES]};
}

/* All records of a kind, in the order of ids. */
static enum status read_kind(struct db *db, enum record_kind kind, enum sql from,
                             const char *parameter,
                             void (*take)(struct made *made, const struct record *record),
                             struct made *made, struct error *error)
{
    struct query *query = records_select(db, kind, from);
    enum status status;
    bool row;

    query_bind_text(query, 1, parameter);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        struct record record = records_read(query, kind, made->arena);
        take(made, &record);
    }
done:
    return status;
}

enum status records_load_duty(struct db *db, struct arena *arena, int32_t day,
                              struct people *people, struct error *error)
{
    struct made made = {.arena = arena};
    char text[CLOCK_TEXT];
    enum status status;

    TRY(read_kind(db, RECORD_DUTY, SQL_FRAGMENT_RECORDS_FROM_DAY, clock_format_day(day, text),
                  take_duty, &made, error));
    people->duty = made.duty;
    people->duty_count = made.count;
done:
    return status;
}

enum status records_duty_span(struct db *db, int32_t *first_on, int32_t *last_on,
                              struct error *error)
{
    struct query *query = db_query(db, SQL_RECORDS_DUTY_SPAN);
    bool row;
    enum status status = query_step(query, &row, error);

    *first_on = *last_on = CLOCK_NO_DAY;
    if (status == STATUS_OK && (!clock_parse_day(query_text(query, 0), first_on) ||
                                !clock_parse_day(query_text(query, 1), last_on)))
        *first_on = *last_on = CLOCK_NO_DAY;
    query_reset(query);
    return status;
}

enum status records_load_people(struct db *db, const char *node, struct arena *arena, int32_t today,
                                struct people *people, struct error *error)
{
    struct made staff = {.arena = arena}, grids = {.arena = arena};
    enum status status;

    *people = (struct people){.today = today, .node = node};
    TRY(read_kind(db, RECORD_STAFF, SQL_FRAGMENT_RECORDS_AFTER_STAFF, "", take_person, &staff,
                  error));
    people->at = staff.persons;
    people->count = staff.count;
    TRY(records_load_duty(db, arena, today, people, error));
    TRY(read_kind(db, RECORD_GRIDS, SQL_FRAGMENT_RECORDS_AFTER_GRIDS, "", take_grid, &grids,
                  error));
    people->grids = grids.grids;
    people->grid_count = grids.count;
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
