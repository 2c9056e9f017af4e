/* SPDX-License-Identifier: MIT */
/* hours: service hours per weekday, as nodes and service items carry them. Written form: groups
 * separated by ";", each of weekdays (1 is Monday) and spans of such a day, as in
 * "1-5 08:30-17:00,18:00-20:00;6 09:00-16:00". A group without weekdays is for those of the group
 * before it, the first one for every day. Read too are the Chinese words (周一至周五
 * 8:30-11:30、13:30-17:00;周六 9:00-12:00, 工作日, 每天, 双休日, 上午8点半-11点半 下午1点-5点, 全天). The
 * weekday alone decides: what a holiday changes is announced, not computed. */
#ifndef SHOUWEN_DOMAIN_HOURS_H
#define SHOUWEN_DOMAIN_HOURS_H

#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HOURS_SPANS_MOST = 6 };

struct hours_span {
    int from, until; /* minutes after midnight, from < until <= 1440 */
};
struct hours_day {
    struct hours_span spans[HOURS_SPANS_MOST]; /* in order, not overlapping */
    size_t count;                              /* 0: closed */
};
struct hours {
    struct hours_day days[7]; /* Monday first */
};

/* False if text is not in the form above (then *hours is undefined); empty text is closed every
 * day. */
bool hours_parse(const char *text, struct hours *hours);
/* Adds the written form. */
void hours_write(struct text *out, const struct hours *hours);
/* Adds the hours in words of the person's language, days with the same hours together: "Mon-Fri
 * 8:30-17:00, 18:00-20:00; Sat 9:00-16:00"; nothing if it is closed every day. */
void hours_say(struct text *out, const struct hours *hours);
/* "Mon" for 1 to "Sun" for 7, in the person's language. */
const char *hours_weekday(int weekday);
/* The spans of a day's weekday. */
const struct hours_day *hours_on(const struct hours *hours, int32_t day);
/* True if the time lies in a span of its day; *until (may be NULL) is then the end of that span, in
 * minutes after midnight. */
bool hours_is_open(const struct hours *hours, int64_t at, int *until);
/* One time as people write it: 8:30, 8.30, 17点, 下午5点半; minutes after midnight. A number alone is
 * none. */
bool hours_read_time(const char *text, int *minutes);
/* Adds one time: "08:30". */
void hours_write_time(struct text *out, int minutes);

#endif
