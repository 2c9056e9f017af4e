/* SPDX-License-Identifier: MIT */
/* Out of memory: whichever allocation fails, ours or SQLite's, a call says one sentence, ends with
 * 3, and leaves the file whole: what it was to record is there altogether or not at all. Calls run
 * in children of this program, where calloc() and realloc() are counted (the linker's --wrap). */
#include "config.h"

#include "tests/cli/shell.h"

#include "shouwen/cli/cli.h"

#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

enum { POINTS = 40, NEVER = 0, ARGUMENTS = 24 };

/* The allocation that fails, and the one that comes next; both counted from 1. */
static long failing = NEVER, next;

static bool is_failing(void)
{
    return failing != NEVER && ++next >= failing;
}

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_calloc(size_t count, size_t size)
{
    return is_failing() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return is_failing() ? NULL : __real_realloc(old, size);
}

static sqlite3_mem_methods usual;

static void *scarce_malloc(int size)
{
    return is_failing() ? NULL : usual.xMalloc(size);
}

static void *scarce_realloc(void *old, int size)
{
    return is_failing() ? NULL : usual.xRealloc(old, size);
}

/* From here on it is SQLite whose allocations are counted. */
static void make_sqlite_scarce(void)
{
    sqlite3_mem_methods scarce;

    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    scarce = usual;
    scarce.xMalloc = scarce_malloc;
    scarce.xRealloc = scarce_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce);
}

/* A row of either: whose allocations fail, and what is said. */
struct owner {
    bool is_sqlite;
    const char *sentence;
};
static const struct owner ours = {false, "shouwen: out of memory; what was saved is safe\n"};
static const struct owner theirs = {true, "memory"};

static void redirect(const char *name, int fd)
{
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    dup2(file, fd);
    close(file);
}

static _Noreturn void run_child(const struct owner *owner, char **arguments, int count, long at)
{
    struct cli_next then;
    int report = open("count", O_WRONLY | O_CREAT | O_TRUNC, 0600);

    redirect("shown", STDOUT_FILENO);
    redirect("seen", STDERR_FILENO);
    /* a number that is never reached counts them all */
    failing = at == NEVER ? LONG_MAX : at;
    if (owner->is_sqlite) {
        failing = NEVER;
        make_sqlite_scarce();
        failing = at == NEVER ? LONG_MAX : at;
    }
    int code = cli_main(count, arguments, &then);
    failing = NEVER;
    fflush(NULL);
    dprintf(report, "%ld", next);
    _exit(code);
}

/* Calls the program on s.db as the administrator; returns its exit code. */
static int call(const struct owner *owner, const char *const *words, long at)
{
    static const char *const first[] = {"shouwen", "--db", "s.db", "--as", "S12"};
    char *arguments[ARGUMENTS];
    int count = 0, status;

    for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
        arguments[count++] = (char *)(uintptr_t)first[i];
    while (*words)
        arguments[count++] = (char *)(uintptr_t)*words++;
    arguments[count] = NULL;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(shell_folder) != 0)
            _exit(99);
        run_child(owner, arguments, count, at);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status)) {
        assert_int_equal(shell("cat seen"), 0);
        fail_msg("allocation %ld: %s", at, said.at);
    }
    return WEXITSTATUS(status);
}

static long counted(void)
{
    assert_int_equal(shell("cat count"), 0);
    return strtol(said.at, NULL, 10);
}

/* One sentence, and nothing said to have been done. */
static void assert_says(const struct owner *owner, long at)
{
    assert_int_equal(shell("cat seen"), 0);
    if (!strstr(said.at, owner->sentence) || strchr(said.at, '\n') != said.at + said.length - 1 ||
        strncmp(said.at, "shouwen: ", 9) != 0)
        fail_msg("allocation %ld: %s", at, said.at);
    assert_int_equal(shell("cat shown"), 0);
    assert_string_equal(said.at, "");
}

static int64_t acts_in_the_file(void)
{
    ask("", "check");
    return number_at("acts");
}

/* Lets one allocation after the other fail, from a copy of the file each time. */
static void run_out(const struct owner *owner, const char *const *words, int64_t more)
{
    int64_t before = acts_in_the_file();
    bool was_saved = false;

    assert_int_equal(shell("cp s.db kept.db"), 0);
    assert_int_equal(call(owner, words, NEVER), 0);
    long count = counted(), step = count / POINTS + 1;
    assert_int_equal(acts_in_the_file(), before + more);
    assert_true(count > POINTS);
    for (long at = 1; at <= count; at += at < POINTS / 4 ? 1 : step) {
        assert_int_equal(shell("rm -f s.db-wal s.db-shm; cp kept.db s.db"), 0);
        int code = call(owner, words, at);
        /* SQLite does without some of what it asks for */
        if (code == 0 && owner->is_sqlite)
            continue;
        assert_int_equal(code, 3);
        assert_says(owner, at);
        int64_t acts = acts_in_the_file();
        assert_true(acts == before || acts == before + more);
        assert_true(acts > before || !was_saved || owner->is_sqlite);
        was_saved = acts > before;
    }
}

static const char *const opening[] = {"case",       "open",      "--channel",
                                      "walk-in",    "--subject", "楼道灯不亮",
                                      "--resident", "王秀英",    NULL};
static const char *const importing[] = {"import", "residents", "more.csv", NULL};

static int start(void **state)
{
    int result = station_start(state);

    shell_write("more.csv",
                "name,phone,door\n陈新来,13900001111,7-101\n赵新来,13900002222,7-102\n");
    return result;
}

static void a_case_is_opened_whole_or_not_at_all(void **state)
{
    (void)state;
    run_out(&ours, opening, 1);
}

static void sqlite_without_memory_says_so(void **state)
{
    (void)state;
    run_out(&theirs, opening, 1);
}

static void an_import_goes_in_whole_or_not_at_all(void **state)
{
    (void)state;
    failing = NEVER;
    run_out(&ours, importing, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_case_is_opened_whole_or_not_at_all, start, shell_end),
        cmocka_unit_test_setup_teardown(sqlite_without_memory_says_so, start, shell_end),
        cmocka_unit_test_setup_teardown(an_import_goes_in_whole_or_not_at_all, start, shell_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
