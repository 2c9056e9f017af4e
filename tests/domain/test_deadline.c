/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/deadline.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* The notices of the State Council's office for the days that the checks of domain.md 3 touch. */
static const struct {
    const char *first, *last, *kind, *name;
} notices[] = {
    {"2024-02-04", "2024-02-04", "workday", "春节"},
    {"2024-02-10", "2024-02-17", "holiday", "春节"},
    {"2024-02-18", "2024-02-18", "workday", "春节"},
    {"2024-10-01", "2024-10-07", "holiday", "国庆节"},
    {"2025-09-28", "2025-09-28", "workday", "国庆节"},
    {"2025-10-01", "2025-10-08", "holiday", "国庆节、中秋节"},
    {"2025-10-11", "2025-10-11", "workday", "国庆节"},
    {"2026-02-14", "2026-02-14", "workday", "春节"},
    {"2026-02-15", "2026-02-23", "holiday", "春节"},
    {"2026-02-28", "2026-02-28", "workday", "春节"},
    {"2026-10-01", "2026-10-07", "holiday", "国庆节"},
};

static int load(void **state)
{
    static struct calendar calendar;

    for (size_t i = 0; i < sizeof(notices) / sizeof(notices[0]); i++) {
        int32_t first, last;
        char day[CLOCK_TEXT];
        if (!clock_parse_day(notices[i].first, &first) || !clock_parse_day(notices[i].last, &last))
            return -1;
        for (int32_t on = first; on <= last; on++)
            calendar_read(&calendar, clock_format_day(on, day), notices[i].kind, notices[i].name);
    }
    *state = &calendar;
    return 0;
}

static int unload(void **state)
{
    calendar_release(*state);
    return 0;
}

static int64_t at(const char *text)
{
    int64_t found = 0;

    assert_true(clock_parse_at(text, &found));
    return found;
}

static const char *due(const struct calendar *calendar, const char *limit, const char *from,
                       bool next)
{
    static char day[CLOCK_TEXT];
    struct limit parsed;
    struct deadline out;

    assert_true(limit_parse(limit, &parsed));
    assert_int_equal(deadline_count(calendar, parsed, at(from), NULL, 0, next, &out),
                     DEADLINE_FOUND);
    return clock_format_day(out.due_on, day);
}

static void the_three_checks(void **state)
{
    assert_string_equal(due(*state, "7w", "2026-02-06", false), "2026-02-24");
    assert_string_equal(due(*state, "7w", "2024-02-05", false), "2024-02-20");
    assert_string_equal(due(*state, "7w", "2025-09-24", false), "2025-10-10");
}

static void both_usages_for_rest_days(void **state)
{
    /* Saturday 2026-03-07: strictly after, or as of Monday the 9th */
    assert_string_equal(due(*state, "1w", "2026-03-07 23:59", false), "2026-03-09");
    assert_string_equal(due(*state, "1w", "2026-03-07 23:59", true), "2026-03-10");
    assert_string_equal(due(*state, "0w", "2026-03-07", false), "2026-03-07");
    assert_string_equal(due(*state, "spot", "2026-03-07", true), "2026-03-09");
    assert_string_equal(due(*state, "1w", "2026-03-09", true), "2026-03-10");
    /* a make-up working day is no rest day */
    assert_string_equal(due(*state, "1w", "2026-02-14", true), "2026-02-24");
}

static void natural_days_and_hours_run_through(void **state)
{
    struct deadline out;

    assert_string_equal(due(*state, "10d", "2026-02-13", false), "2026-02-23");
    assert_string_equal(due(*state, "4h", "2026-02-13 22:30", false), "2026-02-14");
    assert_string_equal(due(*state, "10d", "2031-02-13", false), "2031-02-23");
    assert_int_equal(deadline_count(*state, (struct limit){4, LIMIT_HOURS}, at("2026-02-13 09:10"),
                                    NULL, 0, false, &out),
                     DEADLINE_FOUND);
    assert_true(out.due_at == at("2026-02-13 13:10"));
    /* on a rest day the other usage starts with the next working day */
    assert_int_equal(deadline_count(*state, (struct limit){26, LIMIT_HOURS}, at("2026-03-07 09:10"),
                                    NULL, 0, true, &out),
                     DEADLINE_FOUND);
    assert_true(out.due_at == at("2026-03-10 02:00"));
}

static void pauses_do_not_count(void **state)
{
    int32_t first = clock_day_from(2026, 3, 2); /* Monday */
    struct deadline_pause pauses[] = {{first + 1, first + 3}, {first + 2, first + 4}};
    struct deadline out;

    deadline_count(*state, (struct limit){3, LIMIT_WORKING}, clock_start_of(first), pauses, 2,
                   false, &out);
    /* Tuesday counts, Wednesday to Friday wait, Monday and Tuesday count */
    assert_int_equal(out.due_on, first + 8);
    deadline_count(*state, (struct limit){3, LIMIT_NATURAL}, clock_start_of(first), pauses, 2,
                   false, &out);
    assert_int_equal(out.due_on, first + 6);
    deadline_count(*state, (struct limit){48, LIMIT_HOURS}, clock_at_from(first, 9, 0), pauses, 2,
                   false, &out);
    assert_true(out.due_at == clock_at_from(first + 5, 9, 0));
}

static void a_missing_year_is_named_never_guessed(void **state)
{
    struct text said = TEXT_EMPTY;
    struct deadline out;
    struct limit three = {3, LIMIT_WORKING};

    assert_string_equal(due(*state, "3w", "2026-12-28", false), "2026-12-31");
    assert_int_equal(deadline_count(*state, three, at("2026-12-29"), NULL, 0, false, &out),
                     DEADLINE_NO_CALENDAR);
    assert_int_equal(out.missing_year, 2027);
    assert_int_equal(out.due_on, CLOCK_NO_DAY);
    deadline_say_missing(&said, &out);
    assert_string_equal(said.at, "the 2027 calendar is not loaded");
    text_release(&said);
    assert_int_equal(deadline_count(*state, three, at("2030-03-02"), NULL, 0, true, &out),
                     DEADLINE_NO_CALENDAR);
    assert_int_equal(out.missing_year, 2030);
    assert_int_equal(deadline_count(*state, (struct limit){0, LIMIT_NONE}, at("2026-12-29"), NULL,
                                    0, false, &out),
                     DEADLINE_NO_LIMIT);
}

static void a_pause_without_end_stops(void **state)
{
    struct deadline_pause pause = {clock_day_from(2026, 3, 2), INT32_MAX};
    struct deadline out;

    assert_int_equal(deadline_count(*state, (struct limit){1, LIMIT_NATURAL}, at("2026-03-02"),
                                    &pause, 1, false, &out),
                     DEADLINE_NO_CALENDAR);
}

static void says_why(void **state)
{
    static const struct {
        const char *on;
        bool counted;
        const char *why;
    } expected[] = {
        {"2026-02-13", true, "working day"},
        {"2026-02-14", true, "make-up working day (春节)"},
        {"2026-02-15", false, "春节"},
    };
    struct deadline_pause pause = {clock_day_from(2026, 2, 24), clock_day_from(2026, 2, 25)};
    struct arena arena = {0};
    struct deadline out;

    assert_int_equal(deadline_explain(*state, (struct limit){4, LIMIT_WORKING}, at("2026-02-12"),
                                      &pause, 1, false, &arena, &out),
                     DEADLINE_FOUND);
    assert_int_equal(out.due_on, clock_day_from(2026, 2, 26));
    assert_int_equal(out.day_count, 14);
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        char day[CLOCK_TEXT];
        assert_string_equal(clock_format_day(out.days[i].on, day), expected[i].on);
        assert_int_equal(out.days[i].counted, expected[i].counted);
        assert_string_equal(out.days[i].why, expected[i].why);
    }
    assert_string_equal(out.days[12].why, "the clock was paused");
    arena_release(&arena);
    deadline_explain(*state, (struct limit){1, LIMIT_WORKING}, at("2026-03-07"), NULL, 0, true,
                     &arena, &out);
    assert_int_equal(out.day_count, 3);
    assert_string_equal(out.days[0].why, "weekend");
    assert_int_equal(out.days[0].on, clock_day_from(2026, 3, 7));
    arena_release(&arena);
}

/* --- the same by brute force: mark the days that count, then take the N-th mark --- */

enum { SPAN = 730, ROUNDS = 3000 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void random_calendar(uint32_t *seed, int32_t first, struct calendar *calendar, bool *works)
{
    for (int i = 0; i < SPAN; i++) {
        uint32_t roll = next_random(seed) % 12;
        int weekday = (first + i + 3) % 7; /* day 0 was a Thursday, so Monday gives 0 */
        works[i] = weekday < 5;
        if (roll > 1)
            continue;
        works[i] = roll == 0;
        calendar_add(calendar, first + i, roll == 0 ? CALENDAR_WORKDAY : CALENDAR_HOLIDAY, "x");
    }
}

static void agrees_with_brute_force(void **state)
{
    uint32_t seed = 20261121;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct calendar calendar = {0};
        int32_t first = clock_day_from(2025, 1, 1), start = (int32_t)(next_random(&seed) % 200);
        int count = 1 + (int)(next_random(&seed) % 40), left = count, found = -1;
        bool works[SPAN], natural = next_random(&seed) % 4 == 0;
        struct deadline_pause pauses[3];
        struct deadline out;

        random_calendar(&seed, first, &calendar, works);
        calendar_add(&calendar, clock_day_from(2025, 10, 1), CALENDAR_HOLIDAY, "y");
        calendar_add(&calendar, clock_day_from(2026, 10, 1), CALENDAR_HOLIDAY, "y");
        works[clock_day_from(2025, 10, 1) - first] = works[clock_day_from(2026, 10, 1) - first] =
            false;
        if (natural)
            memset(works, true, sizeof(works));
        for (int i = 0; i < 3; i++) {
            pauses[i].wait_on = first + start + (int32_t)(next_random(&seed) % 60);
            pauses[i].resume_on = pauses[i].wait_on + (int32_t)(next_random(&seed) % 30);
            for (int32_t on = pauses[i].wait_on + 1; on <= pauses[i].resume_on; on++)
                works[on - first] = false;
        }
        for (int i = start + 1; found < 0; i++) {
            assert_true(i < SPAN);
            left -= works[i];
            found = left == 0 ? i : -1;
        }
        assert_int_equal(
            deadline_count(&calendar,
                           (struct limit){count, natural ? LIMIT_NATURAL : LIMIT_WORKING},
                           clock_at_from(first + start, 12, 0), pauses, 3, false, &out),
            DEADLINE_FOUND);
        assert_int_equal(out.due_on, first + found);
        calendar_release(&calendar);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_checks),
        cmocka_unit_test(both_usages_for_rest_days),
        cmocka_unit_test(natural_days_and_hours_run_through),
        cmocka_unit_test(pauses_do_not_count),
        cmocka_unit_test(a_missing_year_is_named_never_guessed),
        cmocka_unit_test(a_pause_without_end_stops),
        cmocka_unit_test(says_why),
        cmocka_unit_test(agrees_with_brute_force),
    };

    return cmocka_run_group_tests_name("deadline", tests, load, unload);
}
