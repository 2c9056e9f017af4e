/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive_promise.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/hours.h"
#include "shouwen/store/records.h"

#include <string.h>

enum { HALF_HOUR = 30, AHEAD = 120, DAYS_AHEAD = 14, DUTY_MOST = 50 };
enum { MORNING = 9 * 60 + 30, FORENOON = 10 * 60, AFTERNOON = 15 * 60, EVENING = 18 * 60 + 30 };
enum { OFFICE_ENDS = 17 * 60 };

/* Times of day to offer, the likeliest first; those of today only if there is time enough until
 * then. */
static const struct {
    const char *kind;
    int today, morning, later; /* minutes after midnight; 0: none of today's own */
} habits[] = {
    {"come", EVENING, MORNING, EVENING},
    {"call", OFFICE_ENDS, MORNING, AFTERNOON},
    {"visit", AFTERNOON, FORENOON, AFTERNOON},
};

int receive_promise_usual_minute(const char *kind)
{
    return text_same(kind, "call") ? OFFICE_ENDS : text_same(kind, "visit") ? FORENOON : MORNING;
}

struct offer {
    struct desk *desk;
    const char *kind;
    struct hours hours;
    bool has_hours;
    int64_t now;
    struct arena *arena;
    struct receive_time *times;
    size_t count;
};

static enum status load_hours(struct offer *offer, struct error *error)
{
    struct record node;
    enum status status;
    bool found;

    TRY(records_get(desk_reader(offer->desk), RECORD_NODES, desk_node(offer->desk), offer->arena,
                    &node, &found, error));
    const char *text = found ? record_text(&node, RECORD_NODES_HOURS) : "";
    offer->has_hours = *text && hours_parse(text, &offer->hours);
done:
    return status;
}

/* Whether somebody could be met or reached then. Without known hours: on working days until five.
 * */
static bool is_served(const struct offer *offer, int32_t day, int minute)
{
    if (offer->has_hours && text_same(offer->kind, "come"))
        return hours_is_open(&offer->hours, clock_at_from(day, minute / 60, minute % 60), NULL);
    return calendar_is_working(desk_calendar(offer->desk), day) && minute <= OFFICE_ENDS;
}

static enum status find_on_duty(struct desk *desk, int64_t at, struct arena *arena,
                                const char **staff_id, struct error *error)
{
    char on[CLOCK_TEXT], time[CLOCK_TEXT];
    const struct records_page page = {.list = RECORDS_DUTY_OF_DAY,
                                      .within = clock_format_day(clock_day_of(at), on),
                                      .limit = DUTY_MOST};
    struct record *duties;
    enum status status;
    size_t count;

    clock_format_time(at, time);
    TRY(records_read_page(desk_reader(desk), &page, arena, &duties, &count, error));
    for (size_t i = 0; i < count; i++) {
        const struct record *duty = &duties[i];
        if (text_same(record_text(duty, RECORD_DUTY_SEAT), "desk") &&
            strcmp(record_text(duty, RECORD_DUTY_FROM), time) <= 0 &&
            strcmp(time, record_text(duty, RECORD_DUTY_TO)) < 0)
            *staff_id = record_text(duty, RECORD_DUTY_STAFF_ID);
    }
done:
    return status;
}

enum status receive_promise_staff(struct desk *desk, const char *kind, int64_t at,
                                  struct arena *arena, struct receive_time *time,
                                  struct error *error)
{
    const char *id = desk_person_id(desk);
    enum status status = STATUS_OK;

    if (text_same(kind, "come"))
        TRY(find_on_duty(desk, at, arena, &id, error));
    *time = (struct receive_time){at, arena_copy(arena, id),
                                  arena_copy(arena, desk_name(desk, id ? id : ""))};
done:
    return status;
}

static enum status add(struct offer *offer, int32_t day, int minute, struct error *error)
{
    int64_t at = clock_at_from(day, minute / 60, minute % 60);

    if (offer->count == RECEIVE_TIMES || !is_served(offer, day, minute))
        return STATUS_OK;
    return receive_promise_staff(offer->desk, offer->kind, at, offer->arena,
                                 &offer->times[offer->count++], error);
}

static enum status add_today(struct offer *offer, int minute, struct error *error)
{
    int32_t today = clock_day_of(offer->now);
    struct clock_parts now = clock_parts_of(offer->now);
    int earliest = now.hour * 60 + now.minute + HALF_HOUR;

    if (minute >= earliest)
        return add(offer, today, minute, error);
    /* the usual time is over: in two hours, on the half hour */
    minute = (now.hour * 60 + now.minute + AHEAD) / HALF_HOUR * HALF_HOUR;
    return minute < 24 * 60 ? add(offer, today, minute, error) : STATUS_OK;
}

enum status receive_promise_offer(struct desk *desk, const char *kind, struct arena *arena,
                                  struct receive_time times[RECEIVE_TIMES], size_t *count,
                                  struct error *error)
{
    struct offer offer = {.desk = desk, .kind = kind, .now = clock_now_at(), .arena = arena};
    int32_t today = clock_day_of(offer.now);
    enum status status;
    size_t habit = 0;

    offer.times = times;
    while (habit + 1 < sizeof(habits) / sizeof(habits[0]) && !text_same(habits[habit].kind, kind))
        habit++;
    TRY(load_hours(&offer, error));
    TRY(add_today(&offer, habits[habit].today, error));
    for (int32_t day = today + 1; day <= today + DAYS_AHEAD && offer.count < RECEIVE_TIMES; day++) {
        TRY(add(&offer, day, habits[habit].morning, error));
        TRY(add(&offer, day, habits[habit].later, error));
    }
    if (!offer.count) {
        int minute = receive_promise_usual_minute(kind);
        TRY(receive_promise_staff(desk, kind, clock_at_from(today + 1, minute / 60, minute % 60),
                                  arena, &times[offer.count++], error));
    }
    *count = offer.count;
done:
    return status;
}
