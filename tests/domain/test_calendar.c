/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/calendar.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static void weekdays_decide_without_facts(void **state)
{
    struct calendar calendar = {0};

    (void)state;
    assert_true(calendar_is_working(&calendar, clock_day_from(2026, 2, 6)));  /* Friday */
    assert_false(calendar_is_working(&calendar, clock_day_from(2026, 2, 7))); /* Saturday */
    assert_false(calendar_is_working(&calendar, clock_day_from(2026, 2, 8)));
    assert_string_equal(calendar_name(&calendar, clock_day_from(2026, 2, 7)), "");
}

static void facts_win_over_weekdays_and_later_facts_over_earlier(void **state)
{
    struct calendar calendar = {0};
    int32_t monday = clock_day_from(2026, 2, 16), saturday = clock_day_from(2026, 2, 14);

    (void)state;
    calendar_add(&calendar, monday, CALENDAR_HOLIDAY, "春节");
    calendar_add(&calendar, saturday, CALENDAR_WORKDAY, "春节");
    assert_false(calendar_is_working(&calendar, monday));
    assert_true(calendar_is_working(&calendar, saturday));
    assert_string_equal(calendar_name(&calendar, saturday), "春节");
    calendar_add(&calendar, monday, CALENDAR_WORKDAY, "调休");
    assert_true(calendar_is_working(&calendar, monday));
    assert_string_equal(calendar_name(&calendar, monday), "调休");
    calendar_add(&calendar, saturday, CALENDAR_PLAIN, NULL);
    assert_false(calendar_is_working(&calendar, saturday));
    assert_string_equal(calendar_name(&calendar, saturday), "");
    calendar_release(&calendar);
}

static void a_year_is_loaded_by_its_first_of_october(void **state)
{
    struct calendar calendar = {0};

    (void)state;
    assert_true(calendar_read(&calendar, "2006-12-30", "workday", "元旦"));
    assert_false(calendar_has_year(&calendar, 2006));
    assert_true(calendar_read(&calendar, "2026-10-01", "holiday", "国庆节"));
    assert_true(calendar_read(&calendar, "2027-10-01", "holiday", "国庆节"));
    assert_true(calendar_read(&calendar, "2029-10-01", "holiday", "国庆节"));
    assert_true(calendar_has_year(&calendar, 2026));
    assert_false(calendar_has_year(&calendar, 2028));
    assert_int_equal(calendar_reaches(&calendar, 2026), 2027);
    assert_int_equal(calendar_reaches(&calendar, 2025), 2024);
    calendar_add(&calendar, clock_day_from(2026, 10, 1), CALENDAR_WORKDAY, "");
    assert_false(calendar_has_year(&calendar, 2026));
    calendar_release(&calendar);
}

static void unreadable_facts_are_refused(void **state)
{
    struct calendar calendar = {0};

    (void)state;
    assert_false(calendar_read(&calendar, "2026-02-30", "holiday", ""));
    assert_false(calendar_read(&calendar, "2026-02-03", "rest", ""));
    assert_false(calendar_read(&calendar, NULL, NULL, NULL));
    assert_int_equal(calendar.day_count, 0);
}

static void order_of_arrival_does_not_matter(void **state)
{
    struct calendar calendar = {0};
    int32_t first = clock_day_from(2025, 1, 1);

    (void)state;
    /* 7 is prime to 365: each day once, far from in order */
    for (int i = 0; i < 365; i++)
        calendar_add(&calendar, first + i * 7 % 365,
                     i * 7 % 365 % 3 ? CALENDAR_HOLIDAY : CALENDAR_WORKDAY, "x");
    assert_int_equal(calendar.day_count, 365);
    for (int i = 0; i < 365; i++)
        assert_int_equal(calendar_is_working(&calendar, first + i), i % 3 == 0);
    calendar_release(&calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_decide_without_facts),
        cmocka_unit_test(facts_win_over_weekdays_and_later_facts_over_earlier),
        cmocka_unit_test(a_year_is_loaded_by_its_first_of_october),
        cmocka_unit_test(unreadable_facts_are_refused),
        cmocka_unit_test(order_of_arrival_does_not_matter),
    };

    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
