/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/deadline.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

/* A pause that some wrong clock made centuries long must not count day by day for ever. */
enum { WALK_MOST = 100 * 366 };

struct walk {
    const struct calendar *calendar;
    const struct deadline_pause *pauses;
    size_t pause_count;
    struct arena *arena; /* NULL: nothing is listed */
    struct deadline_day *days;
    size_t day_count, day_room;
    int32_t on; /* the day reached */
    int missing_year;
};

static bool is_paused(const struct walk *walk, int32_t day)
{
    for (size_t i = 0; i < walk->pause_count; i++)
        if (walk->pauses[i].wait_on < day && day <= walk->pauses[i].resume_on)
            return true;
    return false;
}

static const char *why_worked(const struct walk *walk, int32_t day)
{
    const char *name = calendar_name(walk->calendar, day);

    if (calendar_kind_of(walk->calendar, day) != CALENDAR_WORKDAY)
        return _("working day");
    return *name ? arena_format(walk->arena, _("make-up working day (%s)"), name)
                 : _("make-up working day");
}

static const char *why_rested(const struct walk *walk, int32_t day)
{
    const char *name = calendar_name(walk->calendar, day);

    if (calendar_kind_of(walk->calendar, day) != CALENDAR_HOLIDAY)
        return _("weekend");
    return *name ? arena_copy(walk->arena, name) : _("holiday");
}

static void list_day(struct walk *walk, bool counted, const char *why)
{
    walk->days =
        arena_grow(walk->arena, walk->days, walk->day_count, &walk->day_room, sizeof(*walk->days));
    walk->days[walk->day_count++] = (struct deadline_day){walk->on, counted, why};
}

/* True if what the calendar says about the day reached can be relied on. */
static bool is_known(struct walk *walk)
{
    int year = clock_parts_of_day(walk->on).year;

    if (calendar_has_year(walk->calendar, year))
        return true;
    walk->missing_year = year;
    return false;
}

/* Moves the start from a rest day to the next working day. */
static bool settle_start(struct walk *walk)
{
    while (is_known(walk) && !calendar_is_working(walk->calendar, walk->on)) {
        if (walk->arena)
            list_day(walk, false, why_rested(walk, walk->on));
        walk->on++;
    }
    return !walk->missing_year;
}

/* Goes to the next day; says in *counts whether it counts towards the limit. */
static bool step(struct walk *walk, bool working_only, bool *counts)
{
    bool works = true;

    walk->on++;
    if (working_only) {
        if (!is_known(walk))
            return false;
        works = calendar_is_working(walk->calendar, walk->on);
    }
    *counts = works && !is_paused(walk, walk->on);
    if (!walk->arena)
        return true;
    if (!works)
        list_day(walk, false, why_rested(walk, walk->on));
    else if (!*counts)
        list_day(walk, false, _("the clock was paused"));
    else
        list_day(walk, true, working_only ? why_worked(walk, walk->on) : _("natural day"));
    return true;
}

static bool walk_days(struct walk *walk, int count, bool working_only)
{
    for (int steps = 0; count > 0; steps++) {
        bool counts;
        if (steps == WALK_MOST) {
            walk->missing_year = clock_parts_of_day(walk->on).year;
            return false;
        }
        if (!step(walk, working_only, &counts))
            return false;
        count -= counts;
    }
    return true;
}

/* Hours of the act's day are used first; each midnight passed is a natural day, which a pause
 * stretches. */
static bool walk_hours(struct walk *walk, int count, int64_t from_at, int64_t *due_at)
{
    int32_t first = walk->on;
    int64_t start = clock_day_of(from_at) == first ? from_at : clock_start_of(first);
    int64_t end = start + (int64_t)count * CLOCK_HOUR;

    if (!walk_days(walk, clock_day_of(end) - first, false))
        return false;
    *due_at = end + (int64_t)(walk->on - clock_day_of(end)) * CLOCK_DAY;
    return true;
}

static enum deadline_result run(struct walk *walk, struct limit limit, int64_t from_at,
                                bool rest_day_counts_as_next, struct deadline *out)
{
    bool reached = true;

    *out = (struct deadline){.due_on = CLOCK_NO_DAY};
    if (limit.unit == LIMIT_NONE)
        return DEADLINE_NO_LIMIT;
    walk->on = clock_day_of(from_at);
    if (rest_day_counts_as_next)
        reached = settle_start(walk);
    if (reached && limit.unit == LIMIT_HOURS)
        reached = walk_hours(walk, limit.count, from_at, &out->due_at);
    else if (reached)
        reached = walk_days(walk, limit.count, limit.unit == LIMIT_WORKING);
    out->days = walk->days;
    out->day_count = walk->day_count;
    out->missing_year = walk->missing_year;
    if (!reached)
        return DEADLINE_NO_CALENDAR;
    out->due_on = walk->on;
    if (limit.unit != LIMIT_HOURS)
        out->due_at = clock_start_of(walk->on + 1) - 1;
    return DEADLINE_FOUND;
}

enum deadline_result deadline_count(const struct calendar *calendar, struct limit limit,
                                    int64_t from_at, const struct deadline_pause *pauses,
                                    size_t pause_count, bool rest_day_counts_as_next,
                                    struct deadline *out)
{
    struct walk walk = {.calendar = calendar, .pauses = pauses, .pause_count = pause_count};

    return run(&walk, limit, from_at, rest_day_counts_as_next, out);
}

enum deadline_result deadline_explain(const struct calendar *calendar, struct limit limit,
                                      int64_t from_at, const struct deadline_pause *pauses,
                                      size_t pause_count, bool rest_day_counts_as_next,
                                      struct arena *arena, struct deadline *out)
{
    struct walk walk = {
        .calendar = calendar, .pauses = pauses, .pause_count = pause_count, .arena = arena};

    return run(&walk, limit, from_at, rest_day_counts_as_next, out);
}

void deadline_say_missing(struct text *out, const struct deadline *deadline)
{
    text_addf(out, _("the %d calendar is not loaded"), deadline->missing_year);
}
