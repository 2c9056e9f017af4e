/* SPDX-License-Identifier: MIT */
/* value_when: days and times in the ways that people and spreadsheets write them. */
#include "config.h"

#include "shouwen/domain/value.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/hours.h"

#include <string.h>

/* A serial of four digits would be a year; the least of five is a day of 1927. */
enum { SERIAL_LEAST = 10000, DAY_MINUTES = 24 * 60 };

/* From least to most digits at *text; -1 if there are fewer. */
static int take_number(const char **text, size_t least, size_t most)
{
    size_t count = strspn(*text, "0123456789");
    int number = 0;

    if (count > most)
        count = most;
    if (count < least)
        return -1;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + ((*text)[i] - '0');
    *text += count;
    return number;
}

static bool take(const char **text, const char *word)
{
    if (!text_starts(*text, word))
        return false;
    *text += strlen(word);
    return true;
}

/* What stands after the year, the month and the day. */
static const char *const day_forms[][3] = {
    {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", ""},
};

static int32_t read_day(const char *text)
{
    if (strspn(text, "0123456789") == 8 && !text[8]) {
        int year = take_number(&text, 4, 4), month = take_number(&text, 2, 2);
        return clock_day_from(year, month, take_number(&text, 2, 2));
    }
    for (size_t i = 0; i < sizeof(day_forms) / sizeof(day_forms[0]); i++) {
        const char *at = text;
        int year = take_number(&at, 4, 4), month, day;
        if (!take(&at, day_forms[i][0]) || (month = take_number(&at, 1, 2)) < 0 ||
            !take(&at, day_forms[i][1]) || (day = take_number(&at, 1, 2)) < 0 ||
            !take(&at, day_forms[i][2]) || *at)
            continue;
        return clock_day_from(year, month, day);
    }
    return CLOCK_NO_DAY;
}

int32_t value_read_day(const char *text)
{
    struct text folded = TEXT_EMPTY;

    utf8_fold(&folded, text);
    int32_t day = read_day(folded.at);
    text_release(&folded);
    return day;
}

bool value_read_serial(const char *text, int32_t *day, int *minutes)
{
    struct text folded = TEXT_EMPTY;

    utf8_fold(&folded, text);
    const char *at = folded.at;
    int days = take_number(&at, 5, 5);
    int64_t part = 0, whole = 1;
    if (days >= 0 && take(&at, ".")) {
        for (; *at >= '0' && *at <= '9' && whole < 1000000000; at++, whole *= 10)
            part = part * 10 + (*at - '0');
        at += strspn(at, "0123456789");
    }
    bool good = days >= SERIAL_LEAST && !*at;
    text_release(&folded);
    if (!good)
        return false;
    int64_t rounded = (part * DAY_MINUTES * 2 + whole) / (2 * whole);
    *day = clock_day_from(1899, 12, 30) + days + (int32_t)(rounded / DAY_MINUTES);
    *minutes = (int)(rounded % DAY_MINUTES);
    return true;
}

bool value_read_moment(const char *text, int32_t *day, int *minutes)
{
    char part[CLOCK_TEXT];
    size_t length = strcspn(text, " T");

    if (value_read_serial(text, day, minutes))
        return true;
    if (length >= sizeof(part))
        return false;
    memcpy(part, text, length);
    part[length] = '\0';
    *minutes = 0;
    *day = value_read_day(part);
    return *day != CLOCK_NO_DAY && (!text[length] || hours_read_time(text + length + 1, minutes));
}
