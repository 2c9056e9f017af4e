/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/clockwatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

enum { HOUR = 60 * CLOCK_MINUTE };

/* A clock that was ahead and is put right is off until enough acts were entered since. */
static void a_clock_that_was_put_right_is_believed_again(void **state)
{
    const int64_t now = INT64_C(4102444800000); /* 2100: after this was compiled */
    struct clockwatch watch = {.newest_at = INT64_MIN};

    (void)state;
    setenv("SHOUWEN_WATCH_CLOCK", "1", 1);
    assert_int_equal(clockwatch_judge(&watch, now), CLOCKWATCH_RIGHT);
    clockwatch_note(&watch, now + HOUR);
    assert_int_equal(clockwatch_judge(&watch, now), CLOCKWATCH_OWN);
    for (int i = 1; i < CLOCKWATCH_LATEST; i++)
        clockwatch_note(&watch, now + i);
    assert_int_equal(clockwatch_judge(&watch, now), CLOCKWATCH_OWN);
    assert_true(watch.newest_at == now + HOUR);
    clockwatch_note(&watch, now + CLOCKWATCH_LATEST);
    assert_int_equal(clockwatch_judge(&watch, now), CLOCKWATCH_RIGHT);
    assert_true(watch.newest_at == now + CLOCKWATCH_LATEST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_was_put_right_is_believed_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
