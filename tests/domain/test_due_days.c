/* SPDX-License-Identifier: MIT */
/* Every day of 2024, 2025 and 2026 against a table that owes nothing to the program: the days of
 * the State Council's notices, written anew, crossed out on a wall calendar day by day. */
#include "config.h"

#include "tests/domain/world.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/deadline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum { DAYS = 366 + 365 + 365, NEVER = -1 };

/* One day on the wall; the first of them, 2024-01-01, was a Monday. */
struct wall_day {
    int year, month, day;
    bool is_worked;
};
static struct wall_day wall[DAYS];

/* From month * 100 + day to the same, that year: rests, or (work) worked at a weekend. */
static const struct {
    int year, first, last;
    bool is_work;
} notices[] = {
    {2024, 101, 101, false},   {2024, 204, 204, true},    {2024, 210, 217, false},
    {2024, 218, 218, true},    {2024, 404, 406, false},   {2024, 407, 407, true},
    {2024, 428, 428, true},    {2024, 501, 505, false},   {2024, 511, 511, true},
    {2024, 610, 610, false},   {2024, 914, 914, true},    {2024, 915, 917, false},
    {2024, 929, 929, true},    {2024, 1001, 1007, false}, {2024, 1012, 1012, true},
    {2025, 101, 101, false},   {2025, 126, 126, true},    {2025, 128, 204, false},
    {2025, 208, 208, true},    {2025, 404, 406, false},   {2025, 427, 427, true},
    {2025, 501, 505, false},   {2025, 531, 602, false},   {2025, 928, 928, true},
    {2025, 1001, 1008, false}, {2025, 1011, 1011, true},  {2026, 101, 103, false},
    {2026, 104, 104, true},    {2026, 214, 214, true},    {2026, 215, 223, false},
    {2026, 228, 228, true},    {2026, 404, 406, false},   {2026, 501, 505, false},
    {2026, 509, 509, true},    {2026, 619, 621, false},   {2026, 920, 920, true},
    {2026, 925, 927, false},   {2026, 1001, 1007, false}, {2026, 1010, 1010, true},
};

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && year % 4 == 0);
}

static bool is_worked(int at)
{
    int date = wall[at].month * 100 + wall[at].day;

    for (size_t i = 0; i < sizeof(notices) / sizeof(notices[0]); i++)
        if (notices[i].year == wall[at].year && notices[i].first <= date && date <= notices[i].last)
            return notices[i].is_work;
    return at % 7 < 5;
}

static int hang_up(void **state)
{
    struct wall_day on = {2024, 1, 1, false};

    (void)state;
    for (int at = 0; at < DAYS; at++) {
        wall[at] = on;
        wall[at].is_worked = is_worked(at);
        if (on.day++ < days_in(on.year, on.month))
            continue;
        on.day = 1;
        if (on.month++ == 12) {
            on.month = 1;
            on.year++;
        }
    }
    return on.year == 2027 ? 0 : -1;
}

static int take_down(void **state)
{
    (void)state;
    world_calendar_release();
    return 0;
}

static void write_day(int at, char *out)
{
    snprintf(out, CLOCK_TEXT, "%d-%02d-%02d", wall[at].year, wall[at].month, wall[at].day);
}

/* The place of the n-th worked day after one; NEVER if the wall ends before. */
static int cross_out(int at, int count, bool is_next)
{
    while (is_next && at < DAYS && !wall[at].is_worked)
        at++;
    while (count && at < DAYS)
        if (++at < DAYS && wall[at].is_worked)
            count--;
    return at < DAYS ? at : NEVER;
}

static void compare(int at, struct limit limit, const char *hour, bool is_next, int wanted)
{
    char from[2 * CLOCK_TEXT], day[CLOCK_TEXT], due[CLOCK_TEXT] = "no day";
    struct deadline out;
    int64_t from_at;

    write_day(at, day);
    snprintf(from, sizeof(from), "%s %s", day, hour);
    assert_true(clock_parse_at(from, &from_at));
    enum deadline_result result =
        deadline_count(world_calendar(), limit, from_at, NULL, 0, is_next, &out);
    if (wanted != NEVER)
        write_day(wanted, due);
    if (wanted == NEVER
            ? result != DEADLINE_NO_CALENDAR || out.missing_year != 2027 ||
                  out.due_on != CLOCK_NO_DAY
            : result != DEADLINE_FOUND || strcmp(clock_format_day(out.due_on, day), due) != 0)
        fail_msg("%d of unit %d after %s%s: %s, not %s", limit.count, (int)limit.unit, from,
                 is_next ? ", the other usage" : "", clock_format_day(out.due_on, day), due);
}

static const int counts[] = {1, 3, 5, 7, 15};
enum { COUNTS = sizeof(counts) / sizeof(counts[0]) };

static void working_days_in_both_usages(void **state)
{
    int beyond = 0;

    (void)state;
    for (int at = 0; at < DAYS; at++)
        for (int i = 0; i < COUNTS; i++)
            for (int is_next = 0; is_next <= 1; is_next++) {
                int wanted = cross_out(at, counts[i], is_next);
                beyond += wanted == NEVER;
                compare(at, (struct limit){counts[i], LIMIT_WORKING}, "16:30", is_next, wanted);
            }
    /* 31 working days lie before the year's end; the days that they were asked from, and more */
    assert_in_range(beyond, 2 * (1 + 3 + 5 + 7 + 15), 100);
}

static void natural_days_take_every_day(void **state)
{
    (void)state;
    for (int at = 0; at < DAYS; at++)
        for (int i = 0; i < COUNTS && at + counts[i] < DAYS; i++)
            compare(at, (struct limit){counts[i], LIMIT_NATURAL}, "16:30", false, at + counts[i]);
}

static void hours_run_on_by_the_clock(void **state)
{
    (void)state;
    for (int at = 0; at + 2 < DAYS; at++) {
        compare(at, (struct limit){4, LIMIT_HOURS}, "19:59", false, at);
        compare(at, (struct limit){4, LIMIT_HOURS}, "20:00", false, at + 1);
        compare(at, (struct limit){24, LIMIT_HOURS}, "09:00", false, at + 1);
        compare(at, (struct limit){40, LIMIT_HOURS}, "09:00", false, at + 2);
    }
}

static void on_the_spot_is_the_same_day(void **state)
{
    struct limit spot;

    (void)state;
    assert_true(limit_parse("spot", &spot));
    for (int at = 0; at < DAYS - 1; at++) {
        compare(at, spot, "09:00", false, at);
        compare(at, spot, "09:00", true, cross_out(at, 0, true));
    }
}

/* The checks that domain.md 3 gives. */
static void the_three_checks(void **state)
{
    static const char *const checks[][2] = {
        {"2026-02-06", "2026-02-24"}, {"2024-02-05", "2024-02-20"}, {"2025-09-24", "2025-10-10"}};
    char day[CLOCK_TEXT];
    int found = 0;

    (void)state;
    for (int at = 0; at < DAYS; at++)
        for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
            write_day(at, day);
            if (strcmp(day, checks[i][0]) != 0)
                continue;
            write_day(cross_out(at, 7, false), day);
            assert_string_equal(day, checks[i][1]);
            compare(at, (struct limit){7, LIMIT_WORKING}, "09:00", false, cross_out(at, 7, false));
            found++;
        }
    assert_int_equal(found, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_days_in_both_usages),
        cmocka_unit_test(natural_days_take_every_day),
        cmocka_unit_test(hours_run_on_by_the_clock),
        cmocka_unit_test(on_the_spot_is_the_same_day),
        cmocka_unit_test(the_three_checks),
    };

    return cmocka_run_group_tests_name("due days", tests, hang_up, take_down);
}
