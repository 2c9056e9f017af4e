/* SPDX-License-Identifier: MIT */
/* deadline: the day by which something is due, and why that day.
 * Pure counting over a calendar; nothing is guessed: where the calendar does not reach, the result
 * says which year is missing. The day of the act never counts, whatever kind of day it is; N
 * working days end with the N-th working day strictly after it; natural days and hours run through
 * rest days (domain.md 3). Used by the fold of cases and by `shouwen due`. */
#ifndef SHOUWEN_DOMAIN_DEADLINE_H
#define SHOUWEN_DOMAIN_DEADLINE_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/calendar.h"
#include "shouwen/domain/limit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Days d with wait_on < d <= resume_on do not count. A wait that has not ended is not given. */
struct deadline_pause {
    int32_t wait_on, resume_on;
};

enum deadline_result {
    DEADLINE_FOUND,
    DEADLINE_NO_CALENDAR, /* missing_year is not loaded */
    DEADLINE_NO_LIMIT     /* the limit is LIMIT_NONE */
};

struct deadline_day {
    int32_t on;
    bool counted;
    const char *why; /* in the person's language; a holiday's own name as it is */
};

struct deadline {
    int32_t due_on;   /* CLOCK_NO_DAY unless DEADLINE_FOUND */
    int64_t due_at;   /* for hours the exact moment, otherwise due_on's last millisecond */
    int missing_year; /* 0 unless DEADLINE_NO_CALENDAR */
    const struct deadline_day
        *days; /* deadline_explain() only: each day after the act's, in order */
    size_t day_count;
};

/* rest_day_counts_as_next: an act on a rest day counts as of the next working day (the other usage;
 * site policy). A limit of 0 working or natural days is the day of the act itself. */
enum deadline_result deadline_count(const struct calendar *calendar, struct limit limit,
                                    int64_t from_at, const struct deadline_pause *pauses,
                                    size_t pause_count, bool rest_day_counts_as_next,
                                    struct deadline *out);
/* The same, and lists in arena each day that was counted or skipped, also where the calendar
 * ends before the due day. */
enum deadline_result deadline_explain(const struct calendar *calendar, struct limit limit,
                                      int64_t from_at, const struct deadline_pause *pauses,
                                      size_t pause_count, bool rest_day_counts_as_next,
                                      struct arena *arena, struct deadline *out);

/* "the 2027 calendar is not loaded": the sentence for DEADLINE_NO_CALENDAR. */
void deadline_say_missing(struct text *out, const struct deadline *deadline);

#endif
