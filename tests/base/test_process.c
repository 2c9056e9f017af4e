/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/process.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static void a_process_knows_itself(void **state)
{
    char name[PROCESS_NAME];

    (void)state;
    assert_true(process_is_running(process_name(name)));
}

/* The name is what a child says of itself before it ends. */
static void one_that_has_ended_does_not_run(void **state)
{
    char name[PROCESS_NAME] = "";
    int ends[2], how;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (!child) {
        bool is_said = write(ends[1], process_name(name), sizeof(name)) == sizeof(name);
        _exit(is_said ? 0 : 1);
    }
    assert_int_equal(read(ends[0], name, sizeof(name)), sizeof(name));
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_false(process_is_running(name));
    close(ends[0]);
    close(ends[1]);
}

static void the_same_id_started_at_another_time_is_another(void **state)
{
    char name[PROCESS_NAME];

    (void)state;
    snprintf(name, sizeof(name), "%ld:1", (long)getpid());
    assert_false(process_is_running(name));
}

static void what_is_no_name_does_not_run(void **state)
{
    static const char *const texts[] = {"", ":", "x", "1", "1:", "0:0", "-1:5", "1:2x", "1:0"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_false(process_is_running(texts[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_knows_itself),
        cmocka_unit_test(one_that_has_ended_does_not_run),
        cmocka_unit_test(the_same_id_started_at_another_time_is_another),
        cmocka_unit_test(what_is_no_name_does_not_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
