/* SPDX-License-Identifier: MIT */
/* Eight desks on one file at the same time: no act is lost, none is refused because others write,
 * and the chain holds. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/follow.h"
#include "tests/cli/shell.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DESKS = 8, ACTS = 200 };

static void fail_child(const char *what, const struct error *error)
{
    fprintf(stderr, "%s: %s\n", what, error->message);
    _exit(1);
}

/* One desk: every act opens a case, or notes something on the one that all share. */
static void work(const char *path, const char *shared)
{
    const struct desk_options options = {.database = path, .staff = "S01"};
    struct arena arena = {0};
    struct error error;
    struct desk *desk;
    const char *number;

    if (desk_new(&options, &desk, &error) != STATUS_OK || desk_open(desk, &error) != STATUS_OK)
        fail_child("opening", &error);
    for (int i = 0; i < ACTS; i++) {
        struct act act = {.kind = i % 2 ? ACT_OPEN : ACT_NOTE};
        arena_reset(&arena);
        if (act.kind == ACT_OPEN)
            act.value[FIELD_SUBJECT] = "楼道灯不亮";
        else
            act.subject = arena_format(&arena, "case/%s", shared);
        act.value[FIELD_TEXT] = "又来催过";
        if (follow_record(desk, &act, 1, &arena, &number, &error) != STATUS_OK)
            fail_child("recording", &error);
    }
    arena_release(&arena);
    desk_free(desk);
    _exit(0);
}

static void acts_of_many_desks_are_all_there(void **state)
{
    const char *shared = opened("");
    char path[128];
    pid_t children[DESKS];
    int64_t before;

    (void)state;
    ask("", "check");
    before = number_at("acts");
    snprintf(path, sizeof(path), "%s/s.db", shell_folder);
    for (int i = 0; i < DESKS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            work(path, shared);
    }
    for (int i = 0; i < DESKS; i++) {
        int status;
        while (waitpid(children[i], &status, 0) < 0)
            assert_int_equal(errno, EINTR);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    ask("", "check");
    assert_true(json_get_boolean(answer, "ok"));
    assert_int_equal(number_at("acts"), before + DESKS * ACTS);
    assert_int_equal(number_at("cases"), 1 + DESKS * ACTS / 2);
    /* with the line of headings */
    assert_int_equal(shell("[ \"$($S --db s.db --as S12 export cases | sort -u | wc -l)\" -eq %d ]",
                           1 + 1 + DESKS * ACTS / 2),
                     0);
    ask("S01", "case show %s", shared);
    assert_int_equal(json_length(member("history")), 1 + DESKS * ACTS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_of_many_desks_are_all_there),
    };

    return cmocka_run_group_tests_name("many", tests, station_start, shell_end);
}
