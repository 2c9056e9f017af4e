/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/hours.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"

#include <string.h>

enum { ALL_DAYS = 0x7f };

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
