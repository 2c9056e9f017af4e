/* SPDX-License-Identifier: MIT */
/* hours_parse: hours and times in the ways that people write them. */
#include "config.h"

#include "shouwen/domain/hours.h"

#include "shouwen/base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTES_OF_DAY = 24 * 60, WORK_DAYS = 0x1f, REST_DAYS = 0x60, ALL_DAYS = 0x7f };

/* What a reader of folded text (NFKC: full-width forms are ASCII by now) looks at. */
struct reader {
    const char *at;
};

static const struct {
    const char *word;
    unsigned days; /* bit 0 is Monday */
} day_words[] = {
    {"工作日", WORK_DAYS}, {"双休日", REST_DAYS}, {"周末", REST_DAYS},
    {"每天", ALL_DAYS},    {"每日", ALL_DAYS},    {"全年", ALL_DAYS},
};
static const char *const week_words[] = {"周", "星期", "礼拜"};
static const char *const day_names[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
static const char *const range_words[] = {"-", "~", "至", "到", "–", "—"};
static const char *const list_words[] = {",", "、", "和", "及"};
static const char *const whole_day_words[] = {"24小时", "全天"};

/* What stands before an hour; after a late one hours up to the latest are of the afternoon. */
static const struct {
    const char *word;
    bool is_late;
    int latest;
} day_parts[] = {
    {"上午", false, 0}, {"早上", false, 0}, {"清晨", false, 0}, {"早", false, 0}, {"中午", true, 4},
    {"下午", true, 11}, {"傍晚", true, 11}, {"晚上", true, 12}, {"晚", true, 12},
};
enum { NO_PART = -1 };
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void skip_blanks(struct reader *reader)
{
    while (*reader->at == ' ')
        reader->at++;
}

static bool take(struct reader *reader, const char *word)
{
    if (!text_starts(reader->at, word))
        return false;
    reader->at += strlen(word);
    return true;
}

static int take_one(struct reader *reader, const char *const words[], size_t count)
{
    skip_blanks(reader);
    for (size_t i = 0; i < count; i++)
        if (take(reader, words[i]))
            return (int)i;
    return -1;
}

/* 0 Monday to 6 Sunday: "3", "周三", or "三" after an earlier 周; -1 if there is none. */
static int take_weekday(struct reader *reader, bool *in_words)
{
    struct reader start = *reader;

    skip_blanks(reader);
    const char *at = reader->at;
    /* "6 9:00" is a Saturday and a time, "7:30", "7.30", "7点" and "11" are no weekdays */
    if (*at >= '1' && *at <= '7' && !isdigit((unsigned char)at[1]) && at[1] != ':' &&
        at[1] != '.' && !text_starts(at + 1, "点") && !text_starts(at + 1, "时")) {
        reader->at++;
        return *at - '1';
    }
    if (take_one(reader, week_words, COUNT(week_words)) >= 0)
        *in_words = true;
    int name = *in_words ? take_one(reader, day_names, COUNT(day_names)) : -1;
    if (name < 0)
        *reader = start;
    return name > 6 ? 6 : name;
}

static bool take_range_of_days(struct reader *reader, bool *in_words, unsigned *days)
{
    skip_blanks(reader);
    for (size_t i = 0; i < COUNT(day_words); i++)
        if (take(reader, day_words[i].word)) {
            *days |= day_words[i].days;
            return true;
        }
    int first = take_weekday(reader, in_words);
    if (first < 0)
        return false;
    int last = first;
    struct reader before = *reader;
    if (take_one(reader, range_words, COUNT(range_words)) >= 0)
        last = take_weekday(reader, in_words);
    if (last < 0) {
        *reader = before;
        last = first;
    }
    for (int day = first; day <= last; day++)
        *days |= 1u << day;
    return last >= first;
}

/* *days is 0 where none are named. */
static void take_days(struct reader *reader, unsigned *days)
{
    bool in_words = false;
    struct reader before = *reader;

    *days = 0;
    while (take_range_of_days(reader, &in_words, days)) {
        before = *reader;
        /* 周一周三 needs nothing in between */
        take_one(reader, list_words, COUNT(list_words));
    }
    *reader = before;
}

/* Two digits, or none of them. */
static int take_two(struct reader *reader)
{
    const char *at = reader->at;

    if (!isdigit((unsigned char)at[0]) || !isdigit((unsigned char)at[1]))
        return -1;
    reader->at += 2;
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* What follows an hour, -1 if that is no minute: ":30", ".30", "点半", "点30分", "时". */
static int take_minute(struct reader *reader, long hour, bool *is_bare)
{
    *is_bare = false;
    if (take(reader, ":")) {
        int minute = take_two(reader);
        take(reader, ":00"); /* a spreadsheet adds seconds */
        return minute;
    }
    if (hour && take(reader, ".")) /* 0.25 is a spreadsheet's six o'clock */
        return take_two(reader);
    *is_bare = !take(reader, "点") && !take(reader, "时");
    if (*is_bare || take(reader, "整"))
        return 0;
    if (take(reader, "半"))
        return 30;
    int minute = take_two(reader);
    take(reader, "分");
    return minute < 0 ? 0 : minute;
}

/* part: that of the day which was said, here or (on entry) of the time before. */
static bool take_time(struct reader *reader, int *minutes, int *part, bool *is_bare)
{
    char *end;

    skip_blanks(reader);
    for (size_t i = 0; i < COUNT(day_parts); i++)
        if (take(reader, day_parts[i].word)) {
            *part = (int)i;
            break;
        }
    skip_blanks(reader);
    if (!isdigit((unsigned char)*reader->at))
        return false;
    long hour = strtol(reader->at, &end, 10);
    if (end - reader->at > 2)
        return false;
    reader->at = end;
    int minute = take_minute(reader, hour, is_bare);
    if (*part != NO_PART && day_parts[*part].is_late && hour <= day_parts[*part].latest)
        hour += 12;
    *minutes = (int)(hour * 60 + minute);
    return minute >= 0 && minute < 60 && *minutes <= MINUTES_OF_DAY;
}

bool hours_read_time(const char *text, int *minutes)
{
    struct text folded = TEXT_EMPTY;
    int part = NO_PART;
    bool is_bare;

    utf8_fold(&folded, text);
    struct reader reader = {folded.at};
    bool good = take_time(&reader, minutes, &part, &is_bare) && !is_bare;
    skip_blanks(&reader);
    good = good && !*reader.at;
    text_release(&folded);
    return good;
}

/* "9:00-12:00"; of "下午1:30-5:00" the second time is of the afternoon, too. */
static bool take_span(struct reader *reader, struct hours_span *span)
{
    int part = NO_PART;
    bool is_bare;

    if (take_one(reader, whole_day_words, COUNT(whole_day_words)) >= 0) {
        *span = (struct hours_span){0, MINUTES_OF_DAY};
        return true;
    }
    return take_time(reader, &span->from, &part, &is_bare) &&
           take_one(reader, range_words, COUNT(range_words)) >= 0 &&
           take_time(reader, &span->until, &part, &is_bare);
}

static bool add_span(struct hours_day *day, struct hours_span span)
{
    size_t place = day->count;

    if (span.from >= span.until || day->count == HOURS_SPANS_MOST)
        return false;
    while (place && day->spans[place - 1].from > span.from)
        place--;
    if ((place && day->spans[place - 1].until > span.from) ||
        (place < day->count && span.until > day->spans[place].from))
        return false;
    memmove(day->spans + place + 1, day->spans + place, (day->count - place) * sizeof(*day->spans));
    day->spans[place] = span;
    day->count++;
    return true;
}

/* What comes next names weekdays in words. */
static bool are_days_next(struct reader reader)
{
    skip_blanks(&reader);
    for (size_t i = 0; i < COUNT(day_words); i++)
        if (text_starts(reader.at, day_words[i].word))
            return true;
    return take_one(&reader, week_words, COUNT(week_words)) >= 0;
}

/* What comes next is another span of the same days: after a comma, or with a word of its own. */
static bool is_span_next(struct reader *reader)
{
    if (take_one(reader, list_words, COUNT(list_words)) >= 0)
        return !are_days_next(*reader);
    skip_blanks(reader);
    for (size_t i = 0; i < COUNT(day_parts); i++)
        if (text_starts(reader->at, day_parts[i].word))
            return true;
    return false;
}

/* "8:30-17:00 (周一至周五)" */
static bool take_days_behind(struct reader *reader, unsigned *days)
{
    skip_blanks(reader);
    if (!take(reader, "("))
        return true;
    bool had_none = !*days;
    take_days(reader, days);
    skip_blanks(reader);
    return had_none && *days && take(reader, ")");
}

/* before: the days of the group before, 0 if there is none. */
static bool take_group(struct reader *reader, struct hours *hours, unsigned *before)
{
    struct hours_span spans[HOURS_SPANS_MOST];
    size_t count = 0;
    unsigned days;

    take_days(reader, &days);
    if (days)
        take(reader, ":");
    do {
        if (count == HOURS_SPANS_MOST || !take_span(reader, &spans[count++]))
            return false;
    } while (is_span_next(reader));
    if (!take_days_behind(reader, &days))
        return false;
    if (!days)
        days = *before ? *before : ALL_DAYS;
    *before = days;
    for (size_t i = 0; i < 7 * count; i++)
        if (days & 1u << i % 7 && !add_span(&hours->days[i % 7], spans[i / 7]))
            return false;
    return true;
}

bool hours_parse(const char *text, struct hours *hours)
{
    struct text folded = TEXT_EMPTY;
    unsigned days = 0;
    bool good = true;

    *hours = (struct hours){0};
    utf8_fold(&folded, text ? text : "");
    struct reader reader = {folded.at};
    skip_blanks(&reader);
    while (good && *reader.at) {
        const char *start = reader.at;
        good = take_group(&reader, hours, &days);
        skip_blanks(&reader);
        good = good && (!*reader.at || take(&reader, ";") || are_days_next(reader)) &&
               reader.at > start;
        skip_blanks(&reader);
    }
    text_release(&folded);
    return good;
}
