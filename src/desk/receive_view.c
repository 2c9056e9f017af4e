/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive_view.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/hours.h"
#include "shouwen/domain/resident.h"
#include "shouwen/store/disputes.h"
#include "shouwen/store/query_visits.h"
#include "shouwen/store/records.h"
#include "shouwen/store/visits.h"

#include <string.h>

enum { RECENT_DAYS = 90, CASES_MOST = 20, CLOSED_MOST = 5 };

int receive_age(int32_t birth_on, int32_t today)
{
    if (birth_on == CLOCK_NO_DAY || birth_on > today)
        return -1;
    struct clock_parts birth = clock_parts_of_day(birth_on), now = clock_parts_of_day(today);
    bool had_birthday =
        now.month > birth.month || (now.month == birth.month && now.day >= birth.day);
    return now.year - birth.year - !had_birthday;
}

/* Those to come first, by their time; below them those that are past and not kept. */
static void put_past_last(struct receive_promise *promises, size_t count, struct arena *arena)
{
    struct receive_promise *sorted = arena_alloc(arena, (count + 1) * sizeof(*sorted));
    int64_t now = clock_now_at();
    size_t at = 0;

    for (int is_past = 0; is_past <= 1; is_past++)
        for (size_t i = 0; i < count; i++)
            if ((promises[i].at < now) == (is_past == 1))
                sorted[at++] = promises[i];
    for (size_t i = 0; i < count; i++)
        promises[i] = sorted[i];
}

static enum status load_promises(struct desk *desk, size_t limit, struct arena *arena,
                                 struct receive_today *today, struct error *error)
{
    struct promise_row *rows;
    enum status status;

    TRY(sight_promises(desk, clock_start_of(desk_today(desk) + 1), limit, arena, &rows,
                       &today->promise_count, error));
    today->promises = arena_alloc(arena, today->promise_count * sizeof(*today->promises));
    for (size_t i = 0; i < today->promise_count; i++) {
        const struct promise_row *row = &rows[i];
        const char *staff = *row->staff ? row->staff : row->holder;
        bool is_call = text_same(row->kind, "call");
        const char *name = is_call ? row->contact : row->name;
        today->promises[i] = (struct receive_promise){
            .number = row->number,
            .subject = row->subject,
            .name = *name ? name : row->door,
            .phone = is_call ? row->contact_phone : "",
            .kind = row->kind,
            .staff = arena_copy(arena, desk_name(desk, staff)),
            .at = row->at,
        };
    }
    put_past_last(today->promises, today->promise_count, arena);
done:
    return status;
}

static bool is_listed(const struct receive_item *items, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(items[i].code, code))
            return true;
    return false;
}

/* A desk that has not done much yet is offered the list itself. */
static enum status fill_up(struct desk *desk, size_t limit, struct arena *arena,
                           struct receive_item *items, size_t *count, struct error *error)
{
    const struct records_page page = {.list = RECORDS_SERVICES, .limit = (int)(2 * limit)};
    struct record *records;
    enum status status;
    size_t read;

    TRY(records_read_page(desk_reader(desk), &page, arena, &records, &read, error));
    for (size_t i = 0; i < read && *count < limit; i++)
        if (!is_listed(items, *count, records[i].id) &&
            !text_same(record_text(&records[i], RECORD_SERVICES_PLACE), "none"))
            items[(*count)++] = (struct receive_item){
                records[i].id, record_text(&records[i], RECORD_SERVICES_NAME)};
done:
    return status;
}

enum status receive_items_load(struct desk *desk, size_t limit, struct arena *arena,
                               struct receive_item **items, size_t *count, struct error *error)
{
    int64_t since_at = clock_start_of(desk_today(desk) - RECENT_DAYS);
    const char **codes;
    enum status status;
    size_t used;
    bool found;

    *count = 0;
    *items = arena_alloc(arena, limit * sizeof(**items));
    /* up to last night: the digits that pick them stay the same all day */
    TRY(query_frequent_services(desk_reader(desk), since_at, clock_start_of(desk_today(desk)),
                                limit, arena, &codes, &used, error));
    for (size_t i = 0; i < used; i++) {
        struct record record;
        TRY(records_get(desk_reader(desk), RECORD_SERVICES, codes[i], arena, &record, &found,
                        error));
        if (found && !text_same(record_text(&record, RECORD_SERVICES_PLACE), "none"))
            (*items)[(*count)++] =
                (struct receive_item){codes[i], record_text(&record, RECORD_SERVICES_NAME)};
    }
    if (*count < limit)
        TRY(fill_up(desk, limit, arena, *items, count, error));
done:
    return status;
}

static enum status load_hours(struct desk *desk, struct arena *arena, struct receive_today *today,
                              struct error *error)
{
    struct record node;
    struct hours hours;
    enum status status;
    bool found;

    TRY(records_get(desk_reader(desk), RECORD_NODES, desk_node(desk), arena, &node, &found, error));
    const char *text = found ? record_text(&node, RECORD_NODES_HOURS) : "";
    if (!*text || !hours_parse(text, &hours))
        goto done;
    const struct hours_day *day = hours_on(&hours, desk_today(desk));
    today->has_hours = true;
    today->until = day->count ? day->spans[day->count - 1].until : 0;
done:
    return status;
}

/* Who comes for a line of the roster of the station here; NULL if nobody does. */
static const struct person *who_comes(const struct desk *desk, const struct people_duty *duty)
{
    const struct person *named = people_find(desk_people(desk), duty->staff_id);

    return named && text_same(named->node, desk_home(desk))
               ? people_present(desk_people(desk), duty->staff_id)
               : NULL;
}

/* The name of whoever has a seat now, else of who has it next today; "" once the last shift is
 * over. */
static const char *on_duty(const struct desk *desk, enum seat seat)
{
    const struct people *people = desk_people(desk);
    const struct people_duty *next = NULL;
    char now[CLOCK_TEXT];

    clock_format_time(clock_now_at(), now);
    for (size_t i = 0; i < people->duty_count; i++) {
        const struct people_duty *duty = &people->duty[i];
        if (people_seat(people, duty) != seat || !who_comes(desk, duty))
            continue;
        if (strcmp(duty->from, now) <= 0 && strcmp(now, duty->to) < 0)
            return who_comes(desk, duty)->name;
        if (strcmp(now, duty->from) < 0 && (!next || strcmp(duty->from, next->from) < 0))
            next = duty;
    }
    return next ? who_comes(desk, next)->name : "";
}

static void load_duty(struct desk *desk, struct arena *arena, struct receive_today *today)
{
    const struct people *people = desk_people(desk);
    const struct people_duty *last = NULL;

    for (size_t i = 0; i < people->duty_count; i++) {
        const struct people_duty *duty = &people->duty[i];
        if (people_seat(people, duty) == SEAT_DESK && who_comes(desk, duty) &&
            (!last || strcmp(duty->to, last->to) > 0))
            last = duty;
    }
    today->last_shift = last ? arena_copy(arena, last->shift) : "";
    today->last_staff = last ? arena_copy(arena, who_comes(desk, last)->name) : "";
}

void receive_duty_now(const struct desk *desk, struct receive_duty *duty)
{
    duty->desk = on_duty(desk, SEAT_DESK);
    duty->joint = on_duty(desk, SEAT_JOINT);
}

enum status receive_today_load(struct desk *desk, size_t limit, struct arena *arena,
                               struct receive_today *today, struct error *error)
{
    enum status status;

    *today = (struct receive_today){0};
    TRY(desk_refresh(desk, error));
    TRY(load_promises(desk, limit, arena, today, error));
    TRY(load_hours(desk, arena, today, error));
    load_duty(desk, arena, today);
done:
    return status;
}

static enum status load_cases(struct desk *desk, const char *id, struct arena *arena,
                              struct receive_resident *resident, struct error *error)
{
    struct case_row *rows;
    enum status status;
    size_t count;

    TRY(sight_cases_of(desk, id, NULL, CASES_MOST, arena, &rows, &count, error));
    resident->open = arena_alloc(arena, count * sizeof(*rows));
    resident->closed = arena_alloc(arena, count * sizeof(*rows));
    for (size_t i = 0; i < count; i++) {
        rows[i].holder = arena_copy(arena, desk_name(desk, rows[i].holder));
        if (rows[i].is_open)
            resident->open[resident->open_count++] = rows[i];
        else if (resident->closed_count < CLOSED_MOST)
            resident->closed[resident->closed_count++] = rows[i];
    }
done:
    return status;
}

static enum status load_household(struct desk *desk, struct arena *arena,
                                  struct receive_resident *resident, struct error *error)
{
    struct text line = TEXT_EMPTY;
    struct record *records;
    enum status status;
    size_t count;

    TRY(records_household(desk_reader(desk), &resident->record, arena, &records, &count, error));
    for (size_t i = 0; i < count; i++) {
        int32_t birth_on = CLOCK_NO_DAY;
        if (text_same(records[i].id, resident->record.id))
            continue;
        clock_parse_day(record_text(&records[i], RECORD_RESIDENTS_BIRTH_ON), &birth_on);
        int age = receive_age(birth_on, desk_today(desk));
        text_addf(&line, "%s%s", line.length ? ", " : "",
                  record_text(&records[i], RECORD_RESIDENTS_NAME));
        if (age >= 0)
            text_addf(&line, " %d", age);
    }
    resident->household = arena_copy(arena, line.at);
done:
    text_release(&line);
    return status;
}

/* By when somebody there is to be visited, and what came of the last visit. */
static enum status load_visit(struct desk *desk, struct arena *arena,
                              struct receive_resident *resident, struct error *error)
{
    struct text text = TEXT_EMPTY;
    struct visit_row row;
    char day[CLOCK_TEXT];
    enum status status;
    bool found;

    visits_household_key(&text, record_place(&resident->record),
                         record_text(&resident->record, RECORD_RESIDENTS_DOOR),
                         resident->record.id);
    TRY(query_visits_household(desk_reader(desk), text.at, arena, &row, &found, error));
    text_clear(&text);
    if (found) {
        text_addf(&text, "%s  ", word_label(word_visit_classes, row.class));
        lists_say_due(&text, row.due_on, desk_today(desk));
        if (row.last_at)
            text_addf(&text, "  %s %s", clock_format_short_day(clock_day_of(row.last_at), day),
                      word_label(word_visit_results, row.last_result));
        resident->is_visit_late = row.due_on < desk_today(desk);
    }
    resident->visit = arena_copy(arena, text.at);
done:
    text_release(&text);
    return status;
}

enum status receive_resident_load(struct desk *desk, const char *id, struct arena *arena,
                                  struct receive_resident *resident, bool *found,
                                  struct error *error)
{
    struct record grid;
    enum status status;
    int32_t birth_on = CLOCK_NO_DAY;
    const char *disputed;
    bool has_grid;

    *resident = (struct receive_resident){.age = -1, .grid = "", .household = "", .visit = ""};
    TRY(records_get_person(desk_reader(desk), id, arena, &resident->record, found, error));
    *found = *found && sight_has_record(desk, &resident->record);
    if (!*found)
        goto done;
    clock_parse_day(record_text(&resident->record, RECORD_RESIDENTS_BIRTH_ON), &birth_on);
    resident->age = receive_age(birth_on, desk_today(desk));
    TRY(disputes_get(desk_reader(desk), arena_format(arena, "residents/%s", resident->record.id),
                     arena, &disputed, error));
    resident->is_disputed = *disputed != '\0';
    resident->former =
        resident_former(arena, record_text(&resident->record, RECORD_RESIDENTS_TAGS));
    TRY(records_get(desk_reader(desk), RECORD_GRIDS,
                    record_text(&resident->record, RECORD_RESIDENTS_GRID), arena, &grid, &has_grid,
                    error));
    if (has_grid)
        resident->grid = record_text(&grid, RECORD_GRIDS_NAME);
    TRY(load_household(desk, arena, resident, error));
    TRY(load_visit(desk, arena, resident, error));
    TRY(load_cases(desk, resident->record.id, arena, resident, error));
done:
    return status;
}

enum status receive_service_load(struct desk *desk, const char *code, struct arena *arena,
                                 struct service *service, const char **department, bool *found,
                                 struct error *error)
{
    struct record record, node;
    enum status status;
    bool has_node;

    *department = "";
    TRY(records_get(desk_reader(desk), RECORD_SERVICES, code, arena, &record, found, error));
    if (!*found)
        goto done;
    service_read(arena, &record, service);
    TRY(records_get(desk_reader(desk), RECORD_NODES, service->department, arena, &node, &has_node,
                    error));
    if (has_node)
        *department = record_text(&node, RECORD_NODES_NAME);
done:
    return status;
}
