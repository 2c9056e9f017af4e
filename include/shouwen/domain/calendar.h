/* SPDX-License-Identifier: MIT */
/* calendar: which days are worked, as the published holiday notices say.
 * Built from facts (a day, holiday or make-up working day, the holiday's name); a day without a
 * fact is worked from Monday to Friday. A year is loaded when its 1 October is a holiday in it:
 * then, and only then, what is said about its days can be relied on (domain.md 3). A zeroed struct
 * is a valid empty calendar. Used by deadlines, the fold of cases, and the roster. */
#ifndef SHOUWEN_DOMAIN_CALENDAR_H
#define SHOUWEN_DOMAIN_CALENDAR_H

#include "shouwen/base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum calendar_kind {
    CALENDAR_PLAIN,   /* no fact: the weekday decides */
    CALENDAR_HOLIDAY, /* a rest day, also from Monday to Friday */
    CALENDAR_WORKDAY  /* worked, also on a weekend: 调休 */
};

struct calendar {
    struct arena arena;
    struct calendar_day *days; /* by day, each once */
    size_t day_count, day_room;
};

/* Adds a fact; a later one about the same day replaces the earlier, CALENDAR_PLAIN takes it back.
 * name is copied. */
void calendar_add(struct calendar *calendar, int32_t day, enum calendar_kind kind,
                  const char *name);
/* The same from the record's words ("2026-10-01", "holiday", "国庆节"); false if they say nothing.
 */
bool calendar_read(struct calendar *calendar, const char *date, const char *kind, const char *name);
void calendar_release(struct calendar *calendar);

/* True if both say the same, wherever their texts lie. */
bool calendar_same(const struct calendar *a, const struct calendar *b);
enum calendar_kind calendar_kind_of(const struct calendar *calendar, int32_t day);
/* The name of the holiday that the fact about this day belongs to; "" if there is none. */
const char *calendar_name(const struct calendar *calendar, int32_t day);
bool calendar_is_working(const struct calendar *calendar, int32_t day);
bool calendar_has_year(const struct calendar *calendar, int year);
/* The last year up to which every year from first on is loaded; first - 1 if not even first is. */
int calendar_reaches(const struct calendar *calendar, int first);
/* The last year that should be loaded on a day: its own, from 1 November on the next, which the
 * notice of October or November brings (domain.md 3). */
int calendar_wanted(int32_t today);
/* The first year from the day's own on that should be loaded and is not; 0 if none is missing. */
int calendar_missing(const struct calendar *calendar, int32_t today);

#endif
