/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "child.h"

#include "shouwen/base/clock.h"

#include <inttypes.h>

static const int offsets[] = {480, 0, -720, -210, 330, 840};

static void every_day_from_1900_to_2100_goes_round(void **state)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t day = clock_day_from(1900, 1, 1);
    int weekday = 1; /* a Monday */
    char text[CLOCK_TEXT], expected[CLOCK_TEXT];

    (void)state;
    assert_int_equal(day, -25567);
    assert_int_equal(clock_day_from(1970, 1, 1), 0);
    for (int year = 1900; year <= 2100; year++)
        for (int month = 1; month <= 12; month++) {
            bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            int last = lengths[month - 1] + (month == 2 && leap);
            for (int date = 1; date <= last; date++, day++) {
                struct clock_parts p = clock_parts_of_day(day);
                int32_t read = 0;
                assert_int_equal(clock_day_from(year, month, date), day);
                assert_int_equal(p.year * 10000 + p.month * 100 + p.day,
                                 year * 10000 + month * 100 + date);
                assert_int_equal(p.weekday, weekday);
                weekday = weekday % 7 + 1;
                snprintf(expected, sizeof(expected), "%04d-%02d-%02d", year, month, date);
                assert_string_equal(clock_format_day(day, text), expected);
                assert_true(clock_parse_day(text, &read));
                assert_int_equal(read, day);
            }
            assert_int_equal(clock_day_from(year, month, last + 1), CLOCK_NO_DAY);
        }
}

static void dates_that_are_none(void **state)
{
    static const char *const texts[] = {
        "",           "2026-1-1",   "2026-13-01",     "2026-00-10",  "2026-02-29",
        "2026-04-31", "0000-01-01", "2026-11-21 ",    " 2026-11-21", "2026/11/21",
        "20261121",   "2026-11-2x", "２０２６-11-21", "-026-11-21"};
    int32_t day = 7;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        assert_false(clock_parse_day(texts[i], &day));
    assert_false(clock_parse_day(NULL, &day));
    assert_int_equal(day, 7);
    assert_int_equal(clock_day_from(10000, 1, 1), CLOCK_NO_DAY);
    assert_int_equal(clock_day_from(2026, 1, 0), CLOCK_NO_DAY);
    assert_int_equal(clock_day_from(2026, -1, 1), CLOCK_NO_DAY);
}

static void times_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t at;
    } times[] = {
        {"1970-01-01T08:00", 0},
        {"1970-01-01T08:00+08:00", 0},
        {"1970-01-01T00:00Z", 0},
        {"1969-12-31T23:59:59.999Z", -1},
        {"1970-01-01", -8 * (int64_t)CLOCK_HOUR},
        {"2026-11-23T10:42", 1795401720000},
        {"2026-11-23 10:42", 1795401720000},
        {"2026-11-23T10:42:00", 1795401720000},
        {"2026-11-23T10:42:00+0800", 1795401720000},
        {"2026-11-23T02:42:00Z", 1795401720000},
        {"2026-11-22T23:12:00-03:30", 1795401720000},
        {"2026-11-23T10:42:30.123", 1795401750123},
    };
    static const char *const none[] = {
        "",
        "10:42",
        "2026-11-23T",
        "2026-11-23T1:42",
        "2026-11-23T24:00",
        "2026-11-23T10:60",
        "2026-11-23T10:42:60",
        "2026-11-23T10:42:30.1",
        "2026-11-23T10:42+8",
        "2026-11-23T10:42+15:00",
        "2026-11-23T10:42+08:60",
        "2026-11-23T10:42 ",
        "2026-11-23T10:42Zulu",
        "2026-11-23x10:42",
        "2026-02-30T10:42",
    };
    int64_t at = 7;

    (void)state;
    clock_set_offset(480);
    for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
        if (!clock_parse_at(times[i].text, &at))
            fail_msg("%s is not read", times[i].text);
        assert_int_equal(at, times[i].at);
    }
    at = 7;
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
        if (clock_parse_at(none[i], &at))
            fail_msg("%s is read", none[i]);
    assert_false(clock_parse_at(NULL, &at));
    assert_int_equal(at, 7);
}

static void times_go_round_in_every_zone(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
        clock_set_offset(offsets[i]);
        for (int64_t at = -3000000000000; at < 5000000000000; at += 86399999 * 11) {
            int64_t second = at - (at % 1000 + 1000) % 1000, read;
            int32_t day = clock_day_of(at);
            struct clock_parts p = clock_parts_of(at);
            assert_true(clock_start_of(day) <= at);
            assert_true(at < clock_start_of(day + 1));
            assert_int_equal(clock_day_from(p.year, p.month, p.day), day);
            assert_true(clock_at_from(day, p.hour, p.minute) <= at);
            assert_true(at < clock_at_from(day, p.hour, p.minute) + CLOCK_MINUTE);
            assert_true(clock_parse_at(clock_format_at(at, text), &read));
            assert_int_equal(read, second);
        }
    }
    clock_set_offset(480);
}

static void formats(void **state)
{
    int64_t at = 1795401750123;
    char text[CLOCK_TEXT];

    (void)state;
    clock_set_offset(480);
    assert_string_equal(clock_format_at(at, text), "2026-11-23T10:42:30+08:00");
    assert_string_equal(clock_format_short(at, text), "11-23 10:42");
    assert_string_equal(clock_format_time(at, text), "10:42");
    assert_string_equal(clock_format_short_day(clock_day_of(at), text), "11-23");
    assert_string_equal(clock_format_day(CLOCK_NO_DAY, text), "");
    assert_string_equal(clock_format_short_day(CLOCK_NO_DAY, text), "");
    clock_set_offset(-210);
    assert_string_equal(clock_format_at(at, text), "2026-11-22T23:12:30-03:30");
    clock_set_offset(480);
    assert_int_equal(clock_parts_of_day(clock_day_of(at)).weekday, 1);
}

/* The environment is asked once in a program's life: each form in a program of its own. */
static void shouwen_now_fixes_the_clock(void **state)
{
    static const struct {
        const char *variable, *said;
    } forms[] = {
        {"SHOUWEN_NOW=2026-11-23T10:42", "fixed 1795401720000\n"},
        {"SHOUWEN_NOW=2026-11-23 10:42:30", "fixed 1795401750000\n"},
        {"SHOUWEN_NOW=2026-11-23T02:42:00Z", "fixed 1795401720000\n"},
        {"SHOUWEN_NOW=2026-11-23T10:42:00+08:00", "fixed 1795401720000\n"},
        {"SHOUWEN_NOW=2026-11-23", "fixed 1795363200000\n"},
        {"SHOUWEN_NOW=1969-12-31T23:00:00Z", "fixed -3600000\n"},
        {"SHOUWEN_NOW=", "runs\n"},
        {"SHOUWEN_NOW=yesterday", "runs\n"},
        {"SHOUWEN_NOW=2026-11-23T10:42junk", "runs\n"},
        {"OTHER=1", "runs\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        const char *const environment[] = {forms[i].variable, NULL};
        struct child child = child_run("now", environment);
        assert_int_equal(child.code, 0);
        if (strcmp(child.out, forms[i].said) != 0)
            fail_msg("%s gives %s", forms[i].variable, child.out);
    }
}

static int say_now(void)
{
    if (clock_is_fixed())
        printf("fixed %" PRId64 "\n", clock_now_at());
    else
        puts(clock_now_at() > 1700000000000 ? "runs" : "runs, but in the past");
    return 0;
}

static void a_fixed_clock_can_be_let_go(void **state)
{
    (void)state;
    clock_fix(1795401720000);
    assert_true(clock_is_fixed());
    assert_int_equal(clock_now_at(), 1795401720000);
    clock_fix(0);
    assert_false(clock_is_fixed());
    assert_true(clock_now_at() != 1795401720000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1900_to_2100_goes_round),
        cmocka_unit_test(dates_that_are_none),
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(times_go_round_in_every_zone),
        cmocka_unit_test(formats),
        cmocka_unit_test(shouwen_now_fixes_the_clock),
        cmocka_unit_test(a_fixed_clock_can_be_let_go),
    };

    if (argc > 1 && strcmp(argv[1], "now") == 0)
        return say_now();
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
