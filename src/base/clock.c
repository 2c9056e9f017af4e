/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t offset_ms = 8 * (int64_t)CLOCK_HOUR;
static int64_t fixed_at;
static bool asked;
static const char *fault;

static void ask_environment(void)
{
    const char *given = getenv("SHOUWEN_NOW");

    asked = true;
    if (given && *given && !clock_parse_at(given, &fixed_at)) {
        fixed_at = 0;
        fault = given;
    }
}

const char *clock_fault(void)
{
    if (!asked)
        ask_environment();
    return fault;
}

int64_t clock_now_at(void)
{
    struct timespec now;

    if (!asked)
        ask_environment();
    if (fixed_at)
        return fixed_at;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool clock_is_fixed(void)
{
    if (!asked)
        ask_environment();
    return fixed_at != 0;
}

void clock_fix(int64_t at)
{
    asked = true;
    fixed_at = at;
}

void clock_set_offset(int minutes)
{
    offset_ms = (int64_t)minutes * CLOCK_MINUTE;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;

    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

int32_t clock_day_of(int64_t at)
{
    return (int32_t)floor_div(at + offset_ms, CLOCK_DAY);
}

int64_t clock_start_of(int32_t day)
{
    return (int64_t)day * CLOCK_DAY - offset_ms;
}

int64_t clock_at_from(int32_t day, int hour, int minute)
{
    return clock_start_of(day) + (int64_t)hour * CLOCK_HOUR + (int64_t)minute * CLOCK_MINUTE;
}

/* Days and dates of the proleptic Gregorian calendar, counted in eras of 400 years that start in
 * March, so that the leap day is the last of its year. */
static int32_t day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (int)floor_div(y, 400);
    int in_era = y - era * 400;
    int in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

struct clock_parts clock_parts_of_day(int32_t day)
{
    struct clock_parts p = {0};
    int64_t shifted = (int64_t)day + 719468;
    int era = (int)floor_div(shifted, 146097);
    int in_era = (int)(shifted - (int64_t)era * 146097);
    int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int in_year = in_era - (365 * year + year / 4 - year / 100);
    int month = (5 * in_year + 2) / 153;

    p.day = in_year - (153 * month + 2) / 5 + 1;
    p.month = month < 10 ? month + 3 : month - 9;
    p.year = year + era * 400 + (p.month <= 2);
    /* 1970-01-01 was a Thursday */
    p.weekday = (int)(((day % 7) + 7 + 3) % 7) + 1;
    return p;
}

struct clock_parts clock_parts_of(int64_t at)
{
    int32_t day = clock_day_of(at);
    struct clock_parts p = clock_parts_of_day(day);
    int64_t rest = (at - clock_start_of(day)) / 1000;

    p.hour = (int)(rest / 3600);
    p.minute = (int)(rest / 60 % 60);
    p.second = (int)(rest % 60);
    return p;
}

int32_t clock_day_from(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return CLOCK_NO_DAY;
    int32_t number = day_number(year, month, day);
    return clock_parts_of_day(number).day == day ? number : CLOCK_NO_DAY;
}

/* Exactly count digits at *text, which moves past them. */
static bool take_digits(const char **text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        char c = (*text)[i];
        if (c < '0' || c > '9')
            return false;
        *value = *value * 10 + (c - '0');
    }
    *text += count;
    return true;
}

static bool take_char(const char **text, char expected)
{
    if (**text != expected)
        return false;
    (*text)++;
    return true;
}

static bool take_day(const char **text, int32_t *day)
{
    int year, month, date;

    if (!take_digits(text, 4, &year) || !take_char(text, '-') || !take_digits(text, 2, &month) ||
        !take_char(text, '-') || !take_digits(text, 2, &date))
        return false;
    *day = clock_day_from(year, month, date);
    return *day != CLOCK_NO_DAY;
}

bool clock_parse_day(const char *text, int32_t *day)
{
    int32_t found;

    if (!text || !take_day(&text, &found) || *text)
        return false;
    *day = found;
    return true;
}

/* "Z", "+08:00", "+0800" or nothing: the milliseconds that local time is ahead of UTC. */
static bool take_zone(const char **text, int64_t *ahead)
{
    int hours, minutes;

    *ahead = offset_ms;
    if (take_char(text, 'Z')) {
        *ahead = 0;
        return true;
    }
    char sign = **text;
    if (sign != '+' && sign != '-')
        return true;
    (*text)++;
    if (!take_digits(text, 2, &hours))
        return false;
    take_char(text, ':');
    if (!take_digits(text, 2, &minutes) || hours > 14 || minutes > 59)
        return false;
    *ahead = ((int64_t)hours * 60 + minutes) * CLOCK_MINUTE * (sign == '-' ? -1 : 1);
    return true;
}

bool clock_parse_at(const char *text, int64_t *at)
{
    int32_t day;
    int hour = 0, minute = 0, second = 0, fraction = 0;
    int64_t ahead = offset_ms;

    if (!text || !take_day(&text, &day))
        return false;
    if (*text) {
        if (!take_char(&text, 'T') && !take_char(&text, ' '))
            return false;
        if (!take_digits(&text, 2, &hour) || !take_char(&text, ':') ||
            !take_digits(&text, 2, &minute) || hour > 23 || minute > 59)
            return false;
        if (take_char(&text, ':') && (!take_digits(&text, 2, &second) || second > 59))
            return false;
        if (take_char(&text, '.') && !take_digits(&text, 3, &fraction))
            return false;
        if (!take_zone(&text, &ahead) || *text)
            return false;
    }
    *at = (int64_t)day * CLOCK_DAY - ahead + (int64_t)hour * CLOCK_HOUR +
          (int64_t)minute * CLOCK_MINUTE + second * 1000 + fraction;
    return true;
}

char *clock_format_day(int32_t day, char *out)
{
    struct clock_parts p = clock_parts_of_day(day);

    *out = '\0';
    if (day != CLOCK_NO_DAY)
        snprintf(out, CLOCK_TEXT, "%04u-%02u-%02u", (unsigned)p.year % 10000,
                 (unsigned)p.month % 100, (unsigned)p.day % 100);
    return out;
}

char *clock_format_at(int64_t at, char *out)
{
    struct clock_parts p = clock_parts_of(at);
    unsigned ahead = (unsigned)(llabs(offset_ms) / CLOCK_MINUTE);

    snprintf(out, CLOCK_TEXT, "%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u", (unsigned)p.year % 10000,
             (unsigned)p.month % 100, (unsigned)p.day % 100, (unsigned)p.hour % 100,
             (unsigned)p.minute % 100, (unsigned)p.second % 100, offset_ms < 0 ? '-' : '+',
             ahead / 60 % 100, ahead % 60);
    return out;
}

char *clock_format_short_day(int32_t day, char *out)
{
    struct clock_parts p = clock_parts_of_day(day);

    *out = '\0';
    if (day != CLOCK_NO_DAY)
        snprintf(out, CLOCK_TEXT, "%02u-%02u", (unsigned)p.month % 100, (unsigned)p.day % 100);
    return out;
}

char *clock_format_short(int64_t at, char *out)
{
    struct clock_parts p = clock_parts_of(at);

    snprintf(out, CLOCK_TEXT, "%02u-%02u %02u:%02u", (unsigned)p.month % 100, (unsigned)p.day % 100,
             (unsigned)p.hour % 100, (unsigned)p.minute % 100);
    return out;
}

char *clock_format_time(int64_t at, char *out)
{
    struct clock_parts p = clock_parts_of(at);

    snprintf(out, CLOCK_TEXT, "%02u:%02u", (unsigned)p.hour % 100, (unsigned)p.minute % 100);
    return out;
}

int64_t clock_ms_of(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
