/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static void beside_the_program_in_a_build_tree(void **state)
{
    char out[PLACE_MOST];

    (void)state;
    setenv("SHOUWEN_PLACE", "/given", 1);
    assert_ptr_equal(place_find("base", "SHOUWEN_PLACE", "/installed", out), out);
    assert_string_not_equal(out, "/given");
    assert_int_equal(access(out, F_OK), 0);
    assert_string_equal(out + strlen(out) - strlen("/../base"), "/../base");
}

static void else_as_the_environment_says(void **state)
{
    char out[PLACE_MOST];

    (void)state;
    setenv("SHOUWEN_PLACE", "/given", 1);
    assert_string_equal(place_find("no-such-folder", "SHOUWEN_PLACE", "/installed", out), "/given");
    setenv("SHOUWEN_PLACE", "", 1);
    assert_string_equal(place_find("no-such-folder", "SHOUWEN_PLACE", "/installed", out),
                        "/installed");
    unsetenv("SHOUWEN_PLACE");
    assert_string_equal(place_find("no-such-folder", "SHOUWEN_PLACE", "/installed", out),
                        "/installed");
}

static void a_long_path_does_not_overrun(void **state)
{
    char out[PLACE_MOST], long_path[2 * PLACE_MOST];

    (void)state;
    memset(long_path, 'x', sizeof(long_path) - 1);
    long_path[sizeof(long_path) - 1] = '\0';
    place_find(long_path, "SHOUWEN_PLACE", long_path, out);
    assert_int_equal(strlen(out), PLACE_MOST - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beside_the_program_in_a_build_tree),
        cmocka_unit_test(else_as_the_environment_says),
        cmocka_unit_test(a_long_path_does_not_overrun),
    };

    return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
