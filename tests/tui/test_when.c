/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/when.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Read on Monday 2026-11-23. */
static const struct {
    const char *typed, *day;
    int minutes;
} cases[] = {
    {"2026-12-01", "2026-12-01", -1},
    {"2026年12月1日 9:05", "2026-12-01", 9 * 60 + 5},
    {"2026-12-01T15:00", "2026-12-01", 15 * 60},
    {"今天", "2026-11-23", -1},
    {"今天 18:30", "2026-11-23", 18 * 60 + 30},
    {"明天15点", "2026-11-24", 15 * 60},
    {"后天 15点半", "2026-11-25", 15 * 60 + 30},
    {"Tomorrow", "2026-11-24", -1},
    {"+3", "2026-11-26", -1},
    {"＋３", "2026-11-26", -1},
    {"周五", "2026-11-27", -1},
    {"星期五 15：00", "2026-11-27", 15 * 60},
    {"fri 15:00", "2026-11-27", 15 * 60},
    {"周一", "2026-11-30", -1},
    {"周日", "2026-11-29", -1},
    {"下周一", "2026-11-30", -1},
    {"下周五", "2026-12-04", -1},
    {"11-27", "2026-11-27", -1},
    {"11/27 8点20分", "2026-11-27", 8 * 60 + 20},
    {"1月8日", "2027-01-08", -1},
    {"10-8", "2026-10-08", -1},
    {"27日", "2026-11-27", -1},
    {"3号", "2026-12-03", -1},
    {"15:00", "2026-11-23", 15 * 60},
    {"  周五  ", "2026-11-27", -1},
    {"明天下午三点", "2026-11-24", 15 * 60},
    {"后天上午9点", "2026-11-25", 9 * 60},
    {"周五下午3:30", "2026-11-27", 15 * 60 + 30},
    {"下周一晚上七点半", "2026-11-30", 19 * 60 + 30},
    {"今天 傍晚 6点", "2026-11-23", 18 * 60},
    {"下午两点一刻", "2026-11-23", 14 * 60 + 15},
    {"11月27日中午十二点", "2026-11-27", 12 * 60},
    {"中午一点", "2026-11-23", 13 * 60},
    {"明天上午十点二十分", "2026-11-24", 10 * 60 + 20},
    {"明天早上八点零五", "2026-11-24", 8 * 60 + 5},
    {"十五点", "2026-11-23", 15 * 60},
    {"下午15点", "2026-11-23", 15 * 60},
    {"明天晚上十二点", "2026-11-25", 0},
    {"今晚十二点半", "2026-11-24", 30},
    {"明晚八点", "2026-11-24", 20 * 60},
    {"明早9点", "2026-11-24", 9 * 60},
    {"晚上20点", "2026-11-23", 20 * 60},
    {"三点零五", "2026-11-23", 3 * 60 + 5},
    {"三点五分", "2026-11-23", 3 * 60 + 5},
    {"3点05", "2026-11-23", 3 * 60 + 5},
    {"凌晨两点", "2026-11-23", 2 * 60},
    {"上午九时", "2026-11-23", 9 * 60},
};

static const char *const wrong[] = {
    "",           "一",       "11-31",        "13-1",   "周八",      "fri 25:00",
    "15点x",      "明天x",    "31",           "下fri",  "30点",      "+",
    "张三",       "15点99",   "0-5 1:1",      "mon x",  "今天 下午", "上午15点",
    "中午八点",   "凌晨九点", "下午二十五点", "三十点", "明天下午",  "下午三",
    "三点六十分", "晚上一点", "三点五",       "明",     "今 三点"};

static void reads_what_people_type(void **state)
{
    int32_t today = clock_day_from(2026, 11, 23), day;
    char text[CLOCK_TEXT];
    int minutes;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (!when_read(cases[i].typed, today, &day, &minutes))
            fail_msg("not read: %s", cases[i].typed);
        assert_string_equal(clock_format_day(day, text), cases[i].day);
        assert_int_equal(minutes, cases[i].minutes);
    }
}

static void refuses_what_is_none(void **state)
{
    int32_t day;
    int minutes;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        if (when_read(wrong[i], clock_day_from(2026, 11, 23), &day, &minutes))
            fail_msg("read: %s", wrong[i]);
}

static void says_it_back(void **state)
{
    int32_t today = clock_day_from(2026, 11, 23);
    struct text out = TEXT_EMPTY;

    (void)state;
    when_say(&out, today, today + 1, 15 * 60);
    assert_string_equal(out.at, "11-24 Tue 15:00");
    text_clear(&out);
    when_say(&out, today, clock_day_from(2027, 1, 8), -1);
    assert_string_equal(out.at, "2027-01-08 Fri");
    text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_people_type),
        cmocka_unit_test(refuses_what_is_none),
        cmocka_unit_test(says_it_back),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("when", tests, NULL, NULL);
}
