/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/session.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct arena arena;

static void guests_come_back_as_they_were(void **state)
{
    static const struct session_guest all[] = {
        {"区房管局", SESSION_COMING, SESSION_CAME},
        {"物业/业委会", SESSION_OPEN, SESSION_UNKNOWN},
        {"司法所", SESSION_DECLINED, SESSION_UNKNOWN},
        {"街道", SESSION_OPEN, SESSION_ABSENT},
    };
    struct text lines = TEXT_EMPTY;
    size_t count;

    (void)state;
    for (size_t i = 0; i < 4; i++)
        session_write_guest(&lines, &all[i]);
    assert_string_equal(lines.at, "区房管局/coming/came\n物业\\/业委会\n司法所/declined\n"
                                  "街道//absent");
    const struct session_guest *read = session_read_guests(&arena, lines.at, &count);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(read[i].name, all[i].name);
        assert_int_equal(read[i].answer, all[i].answer);
        assert_int_equal(read[i].presence, all[i].presence);
    }
    text_release(&lines);
}

static void what_a_line_lacks_is_not_known(void **state)
{
    size_t count;

    (void)state;
    const struct session_guest *guests =
        session_read_guests(&arena, "房管局/perhaps\n\n/coming\n物业", &count);
    assert_int_equal(count, 2);
    assert_int_equal(guests[0].answer, SESSION_OPEN);
    assert_string_equal(guests[1].name, "物业");
    session_read_guests(&arena, "", &count);
    assert_int_equal(count, 0);
    const struct session_task *tasks = session_read_tasks(&arena, "房管局\n物业/清理/soon", &count);
    assert_int_equal(count, 1);
    assert_int_equal(tasks[0].until_on, CLOCK_NO_DAY);
    assert_string_equal(tasks[0].number, "");
}

static void guests_are_typed_in_one_line(void **state)
{
    size_t count;

    (void)state;
    const struct session_guest *guests =
        session_split_guests(&arena, "房管局、司法所, 物业;", &count);
    assert_int_equal(count, 3);
    assert_string_equal(guests[0].name, "房管局");
    assert_string_equal(guests[2].name, "物业");
}

static void tasks_come_back_as_they_were(void **state)
{
    int32_t day;
    struct text lines = TEXT_EMPTY;
    size_t count;

    (void)state;
    assert_true(clock_parse_day("2026-12-01", &day));
    session_write_task(&lines, &(struct session_task){"房管局", "派人鉴定", day, "007001-1"});
    session_write_task(&lines, &(struct session_task){"物业", "停水/停电通知", CLOCK_NO_DAY, ""});
    session_write_task(&lines, &(struct session_task){"S05", "回访", CLOCK_NO_DAY, "007001-2"});
    assert_string_equal(lines.at, "房管局/派人鉴定/2026-12-01/007001-1\n"
                                  "物业/停水\\/停电通知\nS05/回访//007001-2");
    const struct session_task *tasks = session_read_tasks(&arena, lines.at, &count);
    assert_int_equal(count, 3);
    assert_int_equal(tasks[0].until_on, day);
    assert_string_equal(tasks[1].what, "停水/停电通知");
    assert_int_equal(tasks[2].until_on, CLOCK_NO_DAY);
    assert_string_equal(tasks[2].number, "007001-2");
    text_release(&lines);
}

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guests_come_back_as_they_were),
        cmocka_unit_test(what_a_line_lacks_is_not_known),
        cmocka_unit_test(guests_are_typed_in_one_line),
        cmocka_unit_test(tasks_come_back_as_they_were),
    };

    return cmocka_run_group_tests_name("session", tests, NULL, release);
}
