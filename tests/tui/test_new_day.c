/* SPDX-License-Identifier: MIT */
/* The station's own run by the workstation: when it opens on a new day, and when the day turns. The
 * sample station's day is Monday 2026-11-23; by Friday two cases are past their due day. */
#include "config.h"

#include "workplace.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/surface.h"
#include "shouwen/tui/workstation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void expect_rule(const char *subject, enum rule rule, size_t by_program)
{
    const char *number = workplace_newest(subject);
    struct desk *desk = workplace_desk();
    struct arena arena = {0};
    struct matter matter;
    struct error error;
    size_t found = 0;

    if (follow_case(desk, number, &arena, &matter, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    for (size_t i = 0; i < matter.history_count; i++)
        found += text_same(matter.history[i].act->by, "program");
    assert_int_equal(matter.rule, rule);
    assert_int_equal(found, by_program);
    arena_release(&arena);
    desk_free(desk);
}

static void opening_on_a_new_day_runs_it_once(void **state)
{
    static const char *const friday[] = {"LANGUAGE=zh_CN", "SHOUWEN_NOW=2026-11-27T09:00", NULL};
    struct pty *pty;

    (void)state;
    expect_rule("给母亲补办老年卡", RULE_FIRST_CONTACT, 0);
    for (int turn = 0; turn < 2; turn++) {
        pty = workplace_start(24, 80, NULL, friday);
        pty_expect(pty, "什么事");
        if (turn == 0)
            pty_expect(pty, "件转兜底");
        workplace_leave(pty);
        expect_rule("给母亲补办老年卡", RULE_FALLBACK, 1);
    }
}

static void tick(struct app *app, struct text *screen)
{
    app_handle(app, &(struct event){.kind = EVENT_TICK});
    text_clear(screen);
    surface_dump(app_draw(app), screen);
}

static void the_day_turns_while_the_desk_is_open(void **state)
{
    const int64_t monday = clock_now_at();
    struct desk *desk = workplace_desk();
    struct app *app = workstation_app(desk);
    struct text screen = TEXT_EMPTY;

    (void)state;
    app_resize(app, 24, 80);
    app_draw(app);
    tick(app, &screen);
    expect_rule("给母亲补办老年卡", RULE_FIRST_CONTACT, 0);
    clock_fix(clock_start_of(clock_day_from(2026, 11, 27)));
    assert_int_equal(app_wait(app), 0);
    tick(app, &screen);
    expect_rule("给母亲补办老年卡", RULE_FALLBACK, 1);
    /* at midnight nobody is reminded of anything */
    assert_non_null(strstr(screen.at, "to fallback"));
    assert_null(strstr(screen.at, "not accepted yet"));
    assert_null(strstr(screen.at, "promises today"));
    clock_fix(clock_at_from(clock_day_from(2026, 11, 27), 9, 0));
    tick(app, &screen);
    expect_rule("给母亲补办老年卡", RULE_FALLBACK, 1);
    app_free(app);
    desk_free(desk);
    text_release(&screen);
    clock_fix(monday);
}

/* What somebody has just recorded is said first, the day's own run behind it. */
static void what_was_recorded_is_said_first(void **state)
{
    struct desk *desk = workplace_desk();
    struct app *app = workstation_app(desk);
    const int64_t monday = clock_now_at();
    struct text screen = TEXT_EMPTY;

    (void)state;
    app_resize(app, 24, 80);
    app_draw(app);
    tick(app, &screen);
    app_say(app, "recorded: accept");
    clock_fix(clock_at_from(clock_day_from(2026, 11, 27), 9, 0));
    tick(app, &screen);
    const char *recorded = strstr(screen.at, "recorded: accept  The day begins: ");
    assert_non_null(recorded);
    assert_non_null(strstr(recorded, "to fallback"));
    app_free(app);
    desk_free(desk);
    text_release(&screen);
    clock_fix(monday);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(opening_on_a_new_day_runs_it_once, workplace_copy),
        cmocka_unit_test_setup(the_day_turns_while_the_desk_is_open, workplace_copy),
        cmocka_unit_test_setup(what_was_recorded_is_said_first, workplace_copy),
    };

    return cmocka_run_group_tests_name("new day", tests, workplace_make, workplace_remove);
}
