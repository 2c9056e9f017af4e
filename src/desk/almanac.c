/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/almanac.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/store/clockwatch.h"

int almanac_missing_year(const struct desk *desk)
{
    return calendar_missing(desk_calendar(desk), desk_today(desk));
}

void almanac_say_missing(int year, struct text *out)
{
    text_addf(out, _("the %d calendar is not loaded: due days that reach it are not known"), year);
}

enum status almanac_moved(struct desk *desk, struct arena *arena, struct moved *moved,
                          struct error *error)
{
    return moved_read(desk_reader(desk), arena, moved, error);
}

enum status almanac_moved_lately(struct desk *desk, struct arena *arena, int32_t *on, bool *is_so,
                                 struct error *error)
{
    enum { LATELY = 7, LOOKED_AT = 20 };
    struct moved moved;
    enum status status;

    *is_so = false;
    TRY(moved_read(desk_reader(desk), arena, &moved, error));
    *on = clock_day_of(moved.at);
    if (!moved.turn || desk_today(desk) > *on + LATELY)
        return STATUS_OK;
    for (size_t i = 0; i < moved.count && i < LOOKED_AT && !*is_so; i++) {
        struct matter matter;
        struct error unseen;
        *is_so = follow_case(desk, moved.cases[i].number, arena, &matter, &unseen) == STATUS_OK;
    }
done:
    return status;
}

static void put_days(struct json *out, const char *key, const char *unit_key,
                     const struct moved_days *days)
{
    char day[CLOCK_TEXT];

    json_put_text(out, key, clock_format_day(days->due_on, day));
    json_put_text(out, unit_key, clock_format_day(days->unit_due_on, day));
}

struct json *almanac_moved_json(const struct moved *moved)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < moved->count; i++) {
        struct json *one = json_new_object();
        json_put_text(one, "number", moved->cases[i].number);
        put_days(one, "due_before", "unit_due_before", &moved->cases[i].before);
        put_days(one, "due_on", "unit_due_on", &moved->cases[i].after);
        json_add(list, one);
    }
    return list;
}

/* "2026-12-31 -> 2027-01-05"; a day that nobody knew is a dash. */
static void say_days(struct text *out, int32_t before, int32_t after)
{
    char was[CLOCK_TEXT], is[CLOCK_TEXT];

    text_addf(out, "%s -> %s", before == CLOCK_NO_DAY ? "-" : clock_format_day(before, was),
              after == CLOCK_NO_DAY ? "-" : clock_format_day(after, is));
}

void almanac_say_moved(const struct moved *moved, struct text *out)
{
    text_addf(out, _("the due days of %lld cases moved:\n"), (long long)moved->total);
    for (size_t i = 0; i < moved->count; i++) {
        const struct moved_case *one = &moved->cases[i];
        text_addf(out, "%s ", one->number);
        say_days(out, one->before.due_on, one->after.due_on);
        if (one->before.unit_due_on != one->after.unit_due_on) {
            text_add(out, _("  the unit: "));
            say_days(out, one->before.unit_due_on, one->after.unit_due_on);
        }
        text_add_char(out, '\n');
    }
    if (moved->total > (int64_t)moved->count)
        text_addf(out, _("... and %lld more\n"), (long long)(moved->total - (int64_t)moved->count));
}

void almanac_say_clock(struct desk *desk, struct text *out)
{
    struct clockwatch watch;
    struct error error;

    if (desk_reader(desk) && clockwatch_read(desk_reader(desk), &watch, &error) == STATUS_OK)
        clockwatch_say(&watch, clock_now_at(), out);
}
