/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/filter.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void finds_by_any_part(void **state)
{
    (void)state;
    assert_true(filter_fits("", "queues"));
    assert_true(filter_fits("UEU", "queues"));
    assert_true(filter_fits("of show", "Show the queues of cases"));
    assert_false(filter_fits("show park", "Show the queues of cases"));
    assert_true(filter_fits("队", "看办件队列"));
}

static void finds_by_initials(void **state)
{
    (void)state;
    assert_true(filter_fits("dl", "队列"));
    assert_true(filter_fits("bjdl", "看办件队列"));
    assert_true(filter_fits("sxx", "单雄信"));
    assert_true(filter_fits("ＤＬ", "队列"));
    assert_false(filter_fits("dx", "队列"));
}

static void finds_by_pinyin(void **state)
{
    (void)state;
    assert_true(filter_fits("duilie", "看办件队列"));
    assert_true(filter_fits("jinlin", "金琳  社工"));
    assert_false(filter_fits("an", "看办件队列"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_by_any_part),
        cmocka_unit_test(finds_by_initials),
        cmocka_unit_test(finds_by_pinyin),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
