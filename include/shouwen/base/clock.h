/* SPDX-License-Identifier: MIT */
/* clock: the time now, and calendar arithmetic.
 * Times are milliseconds since 1970-01-01T00:00Z (`*_at`); days are counted from 1970-01-01 in the
 * site's zone (`*_on`). The zone is a fixed offset from UTC, +08:00 unless clock_set_offset() says
 * otherwise: China has one zone and no summer time. SHOUWEN_NOW (ISO 8601) fixes the clock. */
#ifndef SHOUWEN_BASE_CLOCK_H
#define SHOUWEN_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { CLOCK_MINUTE = 60 * 1000, CLOCK_HOUR = 60 * CLOCK_MINUTE, CLOCK_DAY = 24 * CLOCK_HOUR };
#define CLOCK_NO_DAY INT32_MIN /* "no day": sorts before every day */

struct clock_parts {
    int year, month, day;     /* month and day from 1 */
    int hour, minute, second; /* local */
    int weekday;              /* 1 Monday to 7 Sunday, ISO 8601 */
};

/* Milliseconds now; SHOUWEN_NOW if set (read once; a malformed one is ignored and
 * clock_is_fixed() stays false: clock_fault() is what is wrong with it, NULL if nothing is). */
int64_t clock_now_at(void);
const char *clock_fault(void);
bool clock_is_fixed(void);
/* Fixes the clock at a time from here on; 0 lets it run again. The demo and tests use it. */
void clock_fix(int64_t at);
void clock_set_offset(int minutes);

int32_t clock_day_of(int64_t at);
int64_t clock_start_of(int32_t day); /* the day's first millisecond */
struct clock_parts clock_parts_of(int64_t at);
struct clock_parts clock_parts_of_day(int32_t day);
/* The day number of a Gregorian date; CLOCK_NO_DAY if there is no such date. */
int32_t clock_day_from(int year, int month, int day);
int64_t clock_at_from(int32_t day, int hour, int minute);

/* "2026-11-21"; false if malformed or no such date. */
bool clock_parse_day(const char *text, int32_t *day);
/* "2026-11-21T10:42[:30[.123]][Z|+08:00]", a space instead of T is fine; local without a zone; a
 * date alone means its start. */
bool clock_parse_at(const char *text, int64_t *at);

enum { CLOCK_TEXT = 32 }; /* room for any of the formats below */
/* "2026-11-21" ("" for CLOCK_NO_DAY) into out[CLOCK_TEXT]; returns out. */
char *clock_format_day(int32_t day, char *out);
/* "2026-11-21T10:42:30+08:00" */
char *clock_format_at(int64_t at, char *out);
/* "11-21" and "11-21 10:42" and "10:42", for lists */
char *clock_format_short_day(int32_t day, char *out);
char *clock_format_short(int64_t at, char *out);
char *clock_format_time(int64_t at, char *out);

/* Milliseconds of a clock that only measures: CLOCK_MONOTONIC, or CLOCK_PROCESS_CPUTIME_ID for the
 * program's own time. */
int64_t clock_ms_of(clockid_t clock);

#endif
