/* SPDX-License-Identifier: MIT */
/* The two clocks (domain.md 3), in the calendar of the simulator. */
#include "config.h"

#include "who_inside.h"

#include "shouwen/base/clock.h"

#include <stdio.h>
#include <string.h>

enum { UNIT_DAYS = 7, YEAR_FIRST = 2026, YEAR_LAST = 2027 };

/* Of these years the calendar is loaded; what is not here goes by the day of the week. */
const char *const who_holidays[] = {"2026-10-01", "2026-12-09", "2027-01-01", "2027-10-01", NULL};

static bool is_worked(int32_t day, bool *is_known)
{
    struct clock_parts parts = clock_parts_of_day(day);
    char date[16];

    *is_known = parts.year >= YEAR_FIRST && parts.year <= YEAR_LAST;
    snprintf(date, sizeof(date), "%04d-%02d-%02d", parts.year, parts.month, parts.day);
    for (size_t i = 0; who_holidays[i]; i++)
        if (strcmp(who_holidays[i], date) == 0)
            return false;
    /* 1 January 1970, day 0, was a Thursday */
    int weekday = (int)(((int64_t)day % 7 + 7 + 3) % 7);
    return weekday < 5;
}

/* The end of the n-th working day after that of the act. */
static int32_t count_days(const struct walk *walk, int64_t from_at, int n)
{
    int32_t day = clock_day_of(from_at);

    while (n > 0) {
        bool is_known, counts = is_worked(++day, &is_known);
        if (!is_known)
            return CLOCK_NO_DAY;
        for (size_t i = 0; i < walk->pause_count; i++)
            counts &= !(day > walk->pauses[i].from && day <= walk->pauses[i].to);
        n -= counts;
    }
    return day;
}

void who_count_clocks(const struct walk *walk, struct who *who)
{
    int days = strcmp(walk->urgency, "difficult") == 0 ? 15 : 3;

    who->due_on = count_days(walk, walk->opened_at, days);
    who->unit_due_on = CLOCK_NO_DAY;
    if (walk->first_dispatch_at && who->due_on != CLOCK_NO_DAY) {
        int32_t moved = count_days(walk, walk->first_dispatch_at, UNIT_DAYS);
        who->due_on = moved == CLOCK_NO_DAY || moved > who->due_on ? moved : who->due_on;
    }
    if (who->due_on != CLOCK_NO_DAY && walk->extended_to > who->due_on)
        who->due_on = walk->extended_to;
    if (who_state_of(walk) != DISPATCHED)
        return;
    who->unit_due_on = count_days(walk, walk->last_dispatch_at, UNIT_DAYS);
    if (walk->unit_extended_to && walk->unit_extended_to > who->unit_due_on)
        who->unit_due_on = walk->unit_extended_to;
}
