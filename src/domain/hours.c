/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/hours.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
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
    /* "6 9:00" is a Saturday and a time, "8:30" and "11" are no weekdays */
    if (*at >= '1' && *at <= '7' && !isdigit((unsigned char)at[1]) && at[1] != ':') {
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
    if (!*days)
        *days = ALL_DAYS;
}

static bool take_time(struct reader *reader, int *minutes)
{
    char *end;

    skip_blanks(reader);
    if (!isdigit((unsigned char)*reader->at))
        return false;
    long hour = strtol(reader->at, &end, 10), minute = 0;
    if (end - reader->at > 2)
        return false;
    reader->at = end;
    if (take(reader, ":")) {
        if (!isdigit((unsigned char)reader->at[0]) || !isdigit((unsigned char)reader->at[1]))
            return false;
        minute = (reader->at[0] - '0') * 10 + (reader->at[1] - '0');
        reader->at += 2;
    }
    *minutes = (int)(hour * 60 + minute);
    return minute < 60 && *minutes <= MINUTES_OF_DAY;
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

static bool take_group(struct reader *reader, struct hours *hours)
{
    unsigned days;

    take_days(reader, &days);
    do {
        struct hours_span span;
        if (!take_time(reader, &span.from) ||
            take_one(reader, range_words, COUNT(range_words)) < 0 ||
            !take_time(reader, &span.until))
            return false;
        for (int day = 0; day < 7; day++)
            if (days & 1u << day && !add_span(&hours->days[day], span))
                return false;
    } while (take_one(reader, list_words, COUNT(list_words)) >= 0);
    return true;
}

bool hours_parse(const char *text, struct hours *hours)
{
    struct text folded = TEXT_EMPTY;
    bool good = true;

    *hours = (struct hours){0};
    utf8_fold(&folded, text ? text : "");
    struct reader reader = {folded.at};
    skip_blanks(&reader);
    while (good && *reader.at) {
        good = take_group(&reader, hours);
        skip_blanks(&reader);
        good = good && (!*reader.at || take(&reader, ";"));
        skip_blanks(&reader);
    }
    text_release(&folded);
    return good;
}

void hours_write_time(struct text *out, int minutes)
{
    text_addf(out, "%02d:%02d", minutes / 60, minutes % 60);
}

static bool same_day(const struct hours_day *a, const struct hours_day *b)
{
    return a->count == b->count && memcmp(a->spans, b->spans, a->count * sizeof(*a->spans)) == 0;
}

static void write_spans(struct text *out, const struct hours_day *day)
{
    for (size_t i = 0; i < day->count; i++) {
        text_add(out, i ? "," : " ");
        hours_write_time(out, day->spans[i].from);
        text_add_char(out, '-');
        hours_write_time(out, day->spans[i].until);
    }
}

void hours_write(struct text *out, const struct hours *hours)
{
    size_t start = out->length;

    for (int first = 0, last; first < 7; first = last + 1) {
        last = first;
        while (last < 6 && same_day(&hours->days[first], &hours->days[last + 1]))
            last++;
        if (!hours->days[first].count)
            continue;
        if (out->length > start)
            text_add_char(out, ';');
        text_addf(out, first == last ? "%d" : "%d-%d", first + 1, last + 1);
        write_spans(out, &hours->days[first]);
    }
}

const char *hours_weekday(int weekday)
{
    static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                        N_("Fri"), N_("Sat"), N_("Sun")};

    return _(names[weekday - 1]);
}

/* "Mon-Wed, Fri"; two days in a row are named one by one. */
static void say_days(struct text *out, unsigned days)
{
    const char *before = "";

    if (days == ALL_DAYS) {
        text_add(out, _("every day"));
        return;
    }
    for (int first = 0, last; first < 7; first = last + 1) {
        last = first;
        if (!(days & 1u << first))
            continue;
        while (last < 6 && days & 1u << (last + 1))
            last++;
        if (last == first + 1)
            last = first;
        text_add(out, before);
        before = _(", ");
        if (last > first)
            text_addf(out, _("%s-%s"), hours_weekday(first + 1), hours_weekday(last + 1));
        else
            text_add(out, hours_weekday(first + 1));
    }
}

static void say_spans(struct text *out, const struct hours_day *day)
{
    for (size_t i = 0; i < day->count; i++) {
        const struct hours_span *span = &day->spans[i];
        text_add(out, i ? _(", ") : " ");
        text_addf(out, "%d:%02d-%d:%02d", span->from / 60, span->from % 60, span->until / 60,
                  span->until % 60);
    }
}

void hours_say(struct text *out, const struct hours *hours)
{
    size_t start = out->length;
    unsigned said = 0;

    for (int first = 0; first < 7; first++) {
        unsigned days = 0;
        if (!hours->days[first].count || said & 1u << first)
            continue;
        for (int day = first; day < 7; day++)
            if (same_day(&hours->days[first], &hours->days[day]))
                days |= 1u << day;
        said |= days;
        if (out->length > start)
            text_add(out, _("; "));
        say_days(out, days);
        say_spans(out, &hours->days[first]);
    }
}

const struct hours_day *hours_on(const struct hours *hours, int32_t day)
{
    return &hours->days[clock_parts_of_day(day).weekday - 1];
}

bool hours_is_open(const struct hours *hours, int64_t at, int *until)
{
    const struct hours_day *day = hours_on(hours, clock_day_of(at));
    struct clock_parts now = clock_parts_of(at);
    int minute = now.hour * 60 + now.minute;

    for (size_t i = 0; i < day->count; i++) {
        if (minute < day->spans[i].from || minute >= day->spans[i].until)
            continue;
        if (until)
            *until = day->spans[i].until;
        return true;
    }
    return false;
}
