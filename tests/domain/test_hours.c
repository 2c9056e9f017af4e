/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/hours.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void many_ways_to_write_give_one_form(void **state)
{
    static const char *const forms[][2] = {
        {"1-5 8:30-17:00,18:00-20:00;6 9:00-16:00", "1-5 08:30-17:00,18:00-20:00;6 09:00-16:00"},
        {"1-5 08:30-17:00,18:00-20:00;6 09:00-16:00", "1-5 08:30-17:00,18:00-20:00;6 09:00-16:00"},
        {"周一至周五 8:30-11:30、13:30-17:00；周六 9:00-12:00",
         "1-5 08:30-11:30,13:30-17:00;6 09:00-12:00"},
        {"周一到周五８：３０～１７：００", "1-5 08:30-17:00"},
        {"星期一至五 9:00—17:00", "1-5 09:00-17:00"},
        {"工作日 9-12,14-17", "1-5 09:00-12:00,14:00-17:00"},
        {"08:30-20:00", "1-7 08:30-20:00"},
        {"每天 0:00-24:00", "1-7 00:00-24:00"},
        {"1,3,5 9:00-12:00", "1 09:00-12:00;3 09:00-12:00;5 09:00-12:00"},
        {"周六、周日 9:00-16:00", "6-7 09:00-16:00"},
        {"双休日 9:00-16:00;工作日 8:00-18:00", "1-5 08:00-18:00;6-7 09:00-16:00"},
        {"1 13:00-17:00,9:00-12:00", "1 09:00-12:00,13:00-17:00"},
        {"1 9:00-12:00;1 13:00-17:00", "1 09:00-12:00,13:00-17:00"},
        {"礼拜天 9:00-12:00;", "7 09:00-12:00"},
        {"周一至周五 8点-11点30分；周六 9点半-12点", "1-5 08:00-11:30;6 09:30-12:00"},
        {"周一至周五 8.30-17.00", "1-5 08:30-17:00"},
        {"周一至周五:上午8:30-11:30 下午1:30-5:00", "1-5 08:30-11:30,13:30-17:00"},
        {"早9点-晚8点", "1-7 09:00-20:00"},
        {"晚6点至9点", "1-7 18:00-21:00"},
        {"中午11:30-1:00", "1-7 11:30-13:00"},
        {"晚上8点-12点", "1-7 20:00-24:00"},
        {"8:30-17:00(周一至周五)", "1-5 08:30-17:00"},
        {"周一至周五 8:30-11:30；13:30-17:00", "1-5 08:30-11:30,13:30-17:00"},
        {"周一至周五 8:30-17:00，周六 9:00-12:00", "1-5 08:30-17:00;6 09:00-12:00"},
        {"工作日 9时-17时 双休日 全天", "1-5 09:00-17:00;6-7 00:00-24:00"},
        {"周一至周日 24小时", "1-7 00:00-24:00"},
        {"8:30:00-17:00:00", "1-7 08:30-17:00"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct text out = TEXT_EMPTY;
        struct hours hours;
        assert_true(hours_parse(forms[i][0], &hours));
        hours_write(&out, &hours);
        assert_string_equal(out.at, forms[i][1]);
        text_release(&out);
    }
}

static void other_texts_are_refused(void **state)
{
    static const char *const texts[] = {
        "上班时间",
        "8点半点-9点",
        "1-5 (周六) 9:00-12:00",
        "1-5 9:00-12:00 (周六)",
        "9:00-12:00 (周六",
        "下午-5点",
        "9.5-12.5",
        "1-5",
        "1-5 9:00",
        "1-5 17:00-9:00",
        "8 9:00-12:00",
        "1-5 9:60-12:00",
        "1 9:00-25:00",
        "5-1 9:00-12:00",
        "1 9:00-12:00,11:00-13:00",
        "1 9:00-12:00 2 9:00-12:00",
        "1 9:00-12:00,",
        "周八 9:00-12:00",
        "1 123:00-124:00",
        "1 1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00,11:00-12:00,13:00-14:00",
    };
    struct hours hours;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_false(hours_parse(texts[i], &hours));
}

static void are_said_in_words(void **state)
{
    static const char *const forms[][2] = {
        {"1-5 08:30-17:00,18:00-20:00;6 09:00-16:00",
         "Mon-Fri 8:30-17:00, 18:00-20:00; Sat 9:00-16:00"},
        {"1-7 08:30-20:00", "every day 8:30-20:00"},
        {"6-7 09:00-12:00", "Sat, Sun 9:00-12:00"},
        {"1 09:00-11:00;2 14:00-16:00;3 09:00-11:00;5-7 09:00-11:00",
         "Mon, Wed, Fri-Sun 9:00-11:00; Tue 14:00-16:00"},
        {"3 00:00-24:00", "Wed 0:00-24:00"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct hours hours;
        struct text out = TEXT_EMPTY;
        assert_true(hours_parse(forms[i][0], &hours));
        hours_say(&out, &hours);
        assert_string_equal(out.at, forms[i][1]);
        text_release(&out);
    }
}

static void the_weekday_of_a_day_decides(void **state)
{
    struct hours hours;
    int32_t saturday = clock_day_from(2026, 11, 21);
    int until = 0;

    (void)state;
    assert_true(hours_parse("1-5 8:30-17:00,18:00-20:00;6 9:00-16:00", &hours));
    assert_int_equal(hours_on(&hours, saturday)->count, 1);
    assert_int_equal(hours_on(&hours, saturday)->spans[0].from, 9 * 60);
    assert_int_equal(hours_on(&hours, saturday + 1)->count, 0);
    assert_int_equal(hours_on(&hours, saturday + 2)->count, 2);
    assert_true(hours_is_open(&hours, clock_at_from(saturday + 2, 19, 59), &until));
    assert_int_equal(until, 20 * 60);
    assert_false(hours_is_open(&hours, clock_at_from(saturday + 2, 17, 0), NULL));
    assert_true(hours_is_open(&hours, clock_at_from(saturday, 9, 0), NULL));
    assert_false(hours_is_open(&hours, clock_at_from(saturday + 1, 10, 0), NULL));
}

static void a_time_is_read_as_people_write_it(void **state)
{
    static const struct {
        const char *text;
        int minutes; /* -1: none */
    } times[] = {
        {"8:30", 510},       {"08:30:00", 510}, {"17点", 1020},   {"１７：００", 1020},
        {"下午5点半", 1050}, {"5点30分", 330},  {"17时整", 1020}, {"8.30", 510},
        {"24:00", 1440},     {"17", -1},        {"0.25", -1},     {"9.5", -1},
        {"8:60", -1},        {"17点开会", -1},  {"", -1},         {"下午", -1},
        {"25点", -1},        {"17:30:20", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        int minutes = -1;
        if (hours_read_time(times[i].text, &minutes) != (times[i].minutes >= 0) ||
            (times[i].minutes >= 0 && minutes != times[i].minutes))
            fail_msg("%s: %d", times[i].text, minutes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_ways_to_write_give_one_form),
        cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(a_time_is_read_as_people_write_it),
        cmocka_unit_test(are_said_in_words),
        cmocka_unit_test(the_weekday_of_a_day_decides),
    };

    return cmocka_run_group_tests_name("hours", tests, NULL, NULL);
}
