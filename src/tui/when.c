/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/when.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/hours.h"
#include "shouwen/domain/value.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *word;
    int days;
} from_today[] = {
    {"今天", 0}, {"今日", 0}, {"today", 0}, {"明天", 1}, {"明日", 1}, {"tomorrow", 1}, {"后天", 2},
};

/* "今晚", "明早": a day in one character, with the half of it. */
static const struct {
    const char *word;
    int days;
} with_half[] = {{"今", 0}, {"明", 1}, {"后", 2}};

static const struct {
    const char *word;
    int weekday;
} weekdays[] = {
    {"一", 1},  {"二", 2},  {"三", 3},  {"四", 4},  {"五", 5},  {"六", 6},  {"日", 7},  {"天", 7},
    {"mon", 1}, {"tue", 2}, {"wed", 3}, {"thu", 4}, {"fri", 5}, {"sat", 6}, {"sun", 7},
};

enum {
    FROM_TODAY = sizeof(from_today) / sizeof(from_today[0]),
    WITH_HALF = sizeof(with_half) / sizeof(with_half[0]),
    WEEKDAYS = sizeof(weekdays) / sizeof(weekdays[0])
};

const char *when_weekday(int weekday)
{
    return hours_weekday(weekday);
}

void when_say(struct text *out, int32_t today, int32_t day, int minutes)
{
    struct clock_parts parts = clock_parts_of_day(day);
    char short_day[CLOCK_TEXT];

    if (parts.year != clock_parts_of_day(today).year)
        text_addf(out, "%d-", parts.year);
    text_addf(out, "%s %s", clock_format_short_day(day, short_day), when_weekday(parts.weekday));
    if (minutes >= 0)
        text_addf(out, " %02d:%02d", minutes / 60, minutes % 60);
}

/* If text begins with word, the rest of it; otherwise NULL. */
static const char *after(const char *text, const char *word)
{
    return text_starts(text, word) ? text + strlen(word) : NULL;
}

/* One or two digits at text, -1 if there are none; *rest is what follows. */
static int read_small(const char *text, const char **rest)
{
    char *end;

    if (*text < '0' || *text > '9')
        return -1;
    long value = strtol(text, &end, 10);
    *rest = end;
    return end - text <= 2 ? (int)value : -1;
}

static const char *read_relative(const char *text, int32_t today, int32_t *day)
{
    const char *rest;

    for (size_t i = 0; i < FROM_TODAY; i++)
        if ((rest = after(text, from_today[i].word)) != NULL) {
            *day = today + from_today[i].days;
            return rest;
        }
    for (size_t i = 0; i < WITH_HALF; i++)
        if ((rest = after(text, with_half[i].word)) && (after(rest, "早") || after(rest, "晚"))) {
            *day = today + with_half[i].days;
            return rest;
        }
    if (*text == '+' && text[1] >= '0' && text[1] <= '9') {
        char *end;
        long days = strtol(text + 1, &end, 10);
        *day = today + (int32_t)(days < 10000 ? days : 10000);
        return end;
    }
    return NULL;
}

static const char *read_weekday(const char *text, int32_t today, int32_t *day)
{
    static const char *const week[] = {"周", "星期", "礼拜"};
    int now = clock_parts_of_day(today).weekday;
    const char *next = after(text, "下"), *rest = next ? next : text;
    bool is_named = false;

    for (size_t i = 0; i < sizeof(week) / sizeof(week[0]) && !is_named; i++) {
        const char *found = after(rest, week[i]);
        is_named = found != NULL;
        rest = found ? found : rest;
    }
    for (size_t i = 0; i < WEEKDAYS; i++) {
        const char *end = after(rest, weekdays[i].word);
        bool is_latin = *weekdays[i].word < 0x7F && *weekdays[i].word > 0;
        if (!end || is_named == is_latin || (next && is_latin))
            continue;
        int ahead = weekdays[i].weekday - now;
        *day = today + (next ? ahead + 7 : ahead > 0 ? ahead : ahead + 7);
        return end;
    }
    return NULL;
}

/* The year in which month and day lie nearest to today. */
static int32_t nearest(int32_t today, int month, int day)
{
    int year = clock_parts_of_day(today).year;
    int32_t best = CLOCK_NO_DAY;

    for (int i = -1; i <= 1; i++) {
        int32_t found = clock_day_from(year + i, month, day);
        if (found != CLOCK_NO_DAY &&
            (best == CLOCK_NO_DAY || abs(found - today) < abs(best - today)))
            best = found;
    }
    return best;
}

/* "11-27", "11/27", "11月27日", "27日" */
static const char *read_month_day(const char *text, int32_t today, int32_t *day)
{
    const char *rest, *found;
    int first = read_small(text, &rest);

    if (first < 0)
        return NULL;
    if ((found = after(rest, "日")) || (found = after(rest, "号"))) {
        struct clock_parts parts = clock_parts_of_day(today);
        int32_t this_month = clock_day_from(parts.year, parts.month, first);
        int year = parts.month == 12 ? parts.year + 1 : parts.year;
        *day = this_month >= today ? this_month : clock_day_from(year, parts.month % 12 + 1, first);
        return *day == CLOCK_NO_DAY ? NULL : found;
    }
    if (!(found = after(rest, "-")) && !(found = after(rest, "/")) && !(found = after(rest, "月")))
        return NULL;
    int second = read_small(found, &rest);
    *day = second < 0 ? CLOCK_NO_DAY : nearest(today, first, second);
    if (*day == CLOCK_NO_DAY)
        return NULL;
    found = after(rest, "日");
    return found ? found : rest;
}

/* A day in full, up to a blank, 'T' or the end. */
static const char *read_full(const char *text, int32_t *day)
{
    struct text part = TEXT_EMPTY;
    size_t length = strcspn(text, " t");

    text_add_bytes(&part, text, length);
    *day = value_read_day(part.at);
    text_release(&part);
    return *day == CLOCK_NO_DAY ? NULL : text + length;
}

/* The value of a Chinese digit at text, 10 for 十; -1 if it is none. */
static int read_digit(const char *text, const char **rest)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十"};

    for (int i = 0; i <= 10; i++)
        if ((*rest = after(text, digits[i])) != NULL)
            return i;
    *rest = after(text, "两");
    return *rest ? 2 : -1;
}

/* A number below 100, in digits or as it is said: 3, 15, 三, 十五, 二十. */
static int read_number(const char *text, const char **rest)
{
    const char *past, *unit;
    int first = read_digit(text, &past), second;

    if (first < 0)
        return read_small(text, rest);
    *rest = past;
    if (first != 10) {
        if (first == 0 || !(unit = after(past, "十")))
            return first == 0 && (second = read_digit(past, &past)) >= 0 && second < 10
                       ? (*rest = past, second)
                       : first;
        first *= 10;
        *rest = past = unit;
    }
    second = read_digit(past, &past);
    if (second < 0 || second == 10)
        return first;
    *rest = past;
    return first + second;
}

/* Which half of the day a time is said to be in. */
enum half { HALF_UNSAID, HALF_NIGHT, HALF_MORNING, HALF_NOON, HALF_AFTERNOON, HALF_EVENING };

static const char *read_half(const char *text, enum half *half)
{
    static const struct {
        const char *word;
        enum half half;
    } words[] = {
        {"凌晨", HALF_NIGHT},   {"清晨", HALF_MORNING},   {"早晨", HALF_MORNING},
        {"早上", HALF_MORNING}, {"上午", HALF_MORNING},   {"中午", HALF_NOON},
        {"早", HALF_MORNING},   {"下午", HALF_AFTERNOON}, {"傍晚", HALF_AFTERNOON},
        {"晚上", HALF_EVENING}, {"晚", HALF_EVENING},
    };
    const char *rest;

    *half = HALF_UNSAID;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if ((rest = after(text, words[i].word)) != NULL) {
            *half = words[i].half;
            return rest + strspn(rest, " ");
        }
    return text;
}

/* "3点", "三点半", "3时20分", "三点一刻", "三点零五", "15:00"; "三点五" is nobody's five past three. */
static bool read_clock(const char *text, int *minutes)
{
    const char *rest, *past = NULL;
    int hour = read_number(text, &rest), more = 0;

    if (hour >= 0 && !(past = after(rest, "点钟")) && !(past = after(rest, "点")))
        past = after(rest, "时");
    if (!past)
        return hours_read_time(text, minutes) && *minutes < 24 * 60;
    if (text_same(past, "半") || text_same(past, "一刻") || text_same(past, "三刻")) {
        more = text_same(past, "半") ? 30 : text_same(past, "一刻") ? 15 : 45;
    } else if (*past) {
        more = read_number(past, &rest);
        bool is_exact = text_same(rest, "分") || after(past, "零") || *past == '0';
        if (more < 0 || (*rest && !text_same(rest, "分")) || (more < 10 && !is_exact))
            return false;
    }
    *minutes = hour * 60 + more;
    return hour < 24 && more < 60;
}

/* A time with the half of the day before it: "下午三点", "晚上 7:30"; "晚上十二点" begins the next day. */
static bool read_time(const char *text, int32_t *day, int *minutes)
{
    enum { HALF_DAY = 12 * 60, LATE_MORNING = 11 * 60, EVENING = 17 * 60 };
    enum half half;
    const char *rest = read_half(text, &half);

    if (!read_clock(rest, minutes))
        return false;
    switch (half) {
    case HALF_UNSAID:
        return true;
    case HALF_NIGHT:
        *minutes -= *minutes >= HALF_DAY ? HALF_DAY : 0;
        return *minutes < HALF_DAY / 2;
    case HALF_MORNING:
        return *minutes < HALF_DAY + 60;
    case HALF_NOON:
        *minutes += *minutes < LATE_MORNING ? HALF_DAY : 0;
        return *minutes >= LATE_MORNING && *minutes < HALF_DAY + 3 * 60;
    case HALF_AFTERNOON:
        *minutes += *minutes < HALF_DAY ? HALF_DAY : 0;
        return true;
    case HALF_EVENING:
        if (*minutes >= HALF_DAY && *minutes < HALF_DAY + 60) {
            *minutes -= HALF_DAY;
            ++*day;
            return true;
        }
        *minutes += *minutes < HALF_DAY ? HALF_DAY : 0;
        return *minutes >= EVENING;
    }
    return false;
}

static bool read_folded(const char *text, int32_t today, int32_t *day, int *minutes)
{
    const char *rest;

    *minutes = -1;
    if (!(rest = read_full(text, day)) && !(rest = read_relative(text, today, day)) &&
        !(rest = read_weekday(text, today, day)) && !(rest = read_month_day(text, today, day))) {
        *day = today;
        return read_time(text, day, minutes);
    }
    rest += strspn(rest, " t");
    return !*rest || read_time(rest, day, minutes);
}

bool when_read(const char *text, int32_t today, int32_t *day, int *minutes)
{
    struct text folded = TEXT_EMPTY, trimmed = TEXT_EMPTY;

    utf8_clean(&trimmed, text, strlen(text), false);
    utf8_fold(&folded, trimmed.at);
    bool is_read = *folded.at && read_folded(folded.at, today, day, minutes);
    text_release(&trimmed);
    text_release(&folded);
    return is_read;
}
