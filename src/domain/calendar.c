/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/calendar.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"

#include <string.h>

struct calendar_day {
    int32_t on;
    enum calendar_kind kind;
    const char *name;
};

/* The place of day in the sorted array, or where it would go. */
static size_t place_of(const struct calendar *calendar, int32_t day)
{
    size_t low = 0, high = calendar->day_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->days[middle].on < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct calendar_day *find(const struct calendar *calendar, int32_t day)
{
    size_t place = place_of(calendar, day);

    return place < calendar->day_count && calendar->days[place].on == day ? &calendar->days[place]
                                                                          : NULL;
}

void calendar_add(struct calendar *calendar, int32_t day, enum calendar_kind kind, const char *name)
{
    size_t place = place_of(calendar, day);

    if (!find(calendar, day)) {
        calendar->days = arena_grow(&calendar->arena, calendar->days, calendar->day_count,
                                    &calendar->day_room, sizeof(*calendar->days));
        memmove(calendar->days + place + 1, calendar->days + place,
                (calendar->day_count - place) * sizeof(*calendar->days));
        calendar->day_count++;
    }
    calendar->days[place] = (struct calendar_day){day, kind, arena_copy(&calendar->arena, name)};
}

bool calendar_read(struct calendar *calendar, const char *date, const char *kind, const char *name)
{
    int32_t day;

    if (!clock_parse_day(date, &day))
        return false;
    if (text_same(kind, "holiday"))
        calendar_add(calendar, day, CALENDAR_HOLIDAY, name);
    else if (text_same(kind, "workday"))
        calendar_add(calendar, day, CALENDAR_WORKDAY, name);
    else
        return false;
    return true;
}

void calendar_release(struct calendar *calendar)
{
    arena_release(&calendar->arena);
    *calendar = (struct calendar){0};
}

bool calendar_same(const struct calendar *a, const struct calendar *b)
{
    bool is_same = a->day_count == b->day_count;

    for (size_t i = 0; is_same && i < a->day_count; i++)
        is_same = a->days[i].on == b->days[i].on && a->days[i].kind == b->days[i].kind &&
                  text_same(a->days[i].name, b->days[i].name);
    return is_same;
}

enum calendar_kind calendar_kind_of(const struct calendar *calendar, int32_t day)
{
    const struct calendar_day *found = find(calendar, day);

    return found ? found->kind : CALENDAR_PLAIN;
}

const char *calendar_name(const struct calendar *calendar, int32_t day)
{
    const struct calendar_day *found = find(calendar, day);

    return found && found->kind != CALENDAR_PLAIN ? found->name : "";
}

bool calendar_is_working(const struct calendar *calendar, int32_t day)
{
    switch (calendar_kind_of(calendar, day)) {
    case CALENDAR_HOLIDAY:
        return false;
    case CALENDAR_WORKDAY:
        return true;
    case CALENDAR_PLAIN:
        break;
    }
    return clock_parts_of_day(day).weekday <= 5;
}

bool calendar_has_year(const struct calendar *calendar, int year)
{
    return calendar_kind_of(calendar, clock_day_from(year, 10, 1)) == CALENDAR_HOLIDAY;
}

int calendar_reaches(const struct calendar *calendar, int first)
{
    while (calendar_has_year(calendar, first))
        first++;
    return first - 1;
}

int calendar_wanted(int32_t today)
{
    enum { NOVEMBER = 11 };
    struct clock_parts parts = clock_parts_of_day(today);

    return parts.year + (parts.month >= NOVEMBER);
}

int calendar_missing(const struct calendar *calendar, int32_t today)
{
    int reached = calendar_reaches(calendar, clock_parts_of_day(today).year);

    return reached < calendar_wanted(today) ? reached + 1 : 0;
}
