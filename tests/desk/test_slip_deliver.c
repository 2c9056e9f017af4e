/* SPDX-License-Identifier: MIT */
/* Where slips go, with real files, real commands of the shell, and places that take nothing. */
#include "config.h"

#include "office.h"

#include "shouwen/desk/slip.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Names outside the basic plane, in forms that only GB 18030-2005 and -2022 have. */
static const char slip_text[] = "--------\n诉求人  𠮷田𰻞·䶮\n--------\n";

static struct text where = TEXT_EMPTY, bytes = TEXT_EMPTY;

static int tear_down(void **state)
{
    text_release(&where);
    text_release(&bytes);
    return office_close(state);
}

static enum status deliver(const char *about, const char *path)
{
    text_clear(&where);
    return slip_deliver(office.desk, SLIP_NOTICE, about, path, slip_text, &where, &error);
}

static void set_command(const char *command, const char *more)
{
    office_set(arena_format(&office.arena, "[print]\ncommand = %s\n%s", command, more));
}

/* --- files --- */

static void a_file_is_written_whole(void **state)
{
    const char *path = office_path("slip.txt");
    struct stat kind;
    int before = office_count();

    (void)state;
    must(deliver("YB01", path));
    office_read(path, &bytes);
    assert_string_equal(bytes.at, slip_text);
    assert_non_null(strstr(where.at, path));
    assert_int_equal(stat(path, &kind), 0);
    assert_int_equal(kind.st_mode & 0777, 0600);
    office_write("slip.txt", "what stood there before, longer than any slip of this test is now: "
                             "................................................");
    must(deliver("YB01", path));
    office_read(path, &bytes);
    assert_string_equal(bytes.at, slip_text);
    assert_int_equal(office_count(), before + 1);
}

static void a_folder_that_is_not_there_is_said(void **state)
{
    int before = office_count();

    (void)state;
    fails(deliver("YB01", office_path("none/slip.txt")), STATUS_BROKEN, "none/slip.txt");
    fails(deliver("YB01", office.folder), STATUS_BROKEN, "Is a directory");
    fails(deliver("YB01", "/proc/slip.txt"), STATUS_BROKEN, "/proc/slip.txt");
    fails(deliver("YB01", ""), STATUS_BROKEN, "cannot be written");
    assert_int_equal(office_count(), before);
    assert_string_equal(where.at, "");
}

static void a_full_disk_leaves_what_was_there(void **state)
{
    struct rlimit old, small = {8, RLIM_INFINITY};
    const char *path = office_path("slip.txt");

    (void)state;
    fails(deliver("YB01", "/dev/full"), STATUS_BROKEN, "No space left");
    office_write("slip.txt", "old");
    int before = office_count();
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small.rlim_max = old.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status status = deliver("YB01", path);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_DFL);
    fails(status, STATUS_BROKEN, "File too large");
    office_read(path, &bytes);
    assert_string_equal(bytes.at, "old");
    assert_int_equal(office_count(), before);
}

static void a_pipe_stays_a_pipe(void **state)
{
    const char *path = office_path("pipe");
    struct stat kind;
    char room[256];

    (void)state;
    assert_int_equal(mkfifo(path, 0600), 0);
    fails(deliver("YB01", path), STATUS_BROKEN, "pipe"); /* nobody reads */
    int end = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(end >= 0);
    must(deliver("YB01", path));
    ssize_t length = read(end, room, sizeof(room));
    assert_int_equal(length, sizeof(slip_text) - 1);
    assert_memory_equal(room, slip_text, (size_t)length);
    close(end);
    assert_int_equal(stat(path, &kind), 0);
    assert_true(S_ISFIFO(kind.st_mode));
}

static void without_a_command_each_slip_is_a_new_file(void **state)
{
    (void)state;
    must(deliver("YB01", NULL));
    must(deliver("YB01", NULL));
    must(deliver("A/../B", NULL));
    must(deliver(NULL, NULL));
    office_read(office_path("notice-YB01-20261123-104200.txt"), &bytes);
    office_read(office_path("notice-YB01-20261123-104200-2.txt"), &bytes);
    office_read(office_path("notice-A____B-20261123-104200.txt"), &bytes);
    office_read(office_path("notice-20261123-104200.txt"), &bytes);
    assert_non_null(strstr(where.at, "notice-20261123-104200.txt"));
    assert_int_equal(mkdir(office_path("slips"), 0700), 0);
    office_set(arena_format(&office.arena, "[print]\nfolder = %s\n", office_path("slips")));
    must(deliver("YB01", NULL));
    office_read(office_path("slips/notice-YB01-20261123-104200.txt"), &bytes);
    assert_string_equal(bytes.at, slip_text);
    office_set(arena_format(&office.arena, "[print]\nfolder = %s\n", office_path("gone")));
    fails(deliver("YB01", NULL), STATUS_BROKEN, "gone/notice");
}

/* --- commands --- */

static void a_command_gets_the_bytes(void **state)
{
    (void)state;
    set_command(arena_format(&office.arena, "cat >%s", office_path("out")), "");
    must(deliver("YB01", NULL));
    office_read(office_path("out"), &bytes);
    assert_string_equal(bytes.at, slip_text);
    assert_non_null(strstr(where.at, "cat >"));
}

static void a_command_is_told_which_slip_it_is(void **state)
{
    (void)state;
    set_command(
        arena_format(&office.arena, "echo $SHOUWEN_SLIP $SHOUWEN_COLUMNS >%s", office_path("out")),
        "");
    setenv("SHOUWEN_COLUMNS", "999", 1);
    must(deliver("YB01", NULL));
    unsetenv("SHOUWEN_COLUMNS");
    office_read(office_path("out"), &bytes);
    assert_string_equal(bytes.at, "notice 17\n");
}

static void a_command_that_fails_is_one_sentence(void **state)
{
    static const struct {
        const char *command, *part;
    } commands[] = {
        {"exit 3", "exit 3"},
        {"cat >/dev/null; echo no paper >&2; exit 1", "no paper"},
        {"echo one >&2; echo two >&2; false", ": two;"},
        {"/nowhere/lp", "/nowhere/lp"},
        {"kill -9 $$", "kill -9"},
        {"cat >/dev/full", "No space left"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
        set_command(arena_format(&office.arena, "\"%s\"", commands[i].command), "");
        fails(deliver("YB01", NULL), STATUS_BROKEN, commands[i].part);
        assert_non_null(strstr(error.message, "not printed"));
        assert_string_equal(error.field, "command");
        assert_string_equal(where.at, "");
    }
}

static void a_command_may_read_nothing(void **state)
{
    struct text much = TEXT_EMPTY;
    struct sigaction ours;

    (void)state;
    set_command("true", "");
    while (much.length < 1 << 20)
        text_add(&much, slip_text);
    must(slip_deliver(office.desk, SLIP_WALL, NULL, NULL, much.at, &where, &error));
    assert_int_equal(sigaction(SIGPIPE, NULL, &ours), 0);
    assert_true(ours.sa_handler == SIG_DFL);
    text_release(&much);
}

static int64_t seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static void a_command_that_hangs_is_ended(void **state)
{
    struct text much = TEXT_EMPTY;
    int64_t start = seconds_now();

    (void)state;
    while (much.length < 1 << 20)
        text_add(&much, slip_text);
    set_command("sleep 600", "seconds = 1\n");
    fails(slip_deliver(office.desk, SLIP_WALL, NULL, NULL, much.at, &where, &error), STATUS_BROKEN,
          "1 second");
    assert_true(seconds_now() - start < 60);
    text_release(&much);
}

/* --- encodings --- */

static void gb18030_is_exact(void **state)
{
    static const char expected[] = "--------\n\xCB\xDF\xC7\xF3\xC8\xCB  "
                                   "\x95\x34\xB2\x35\xCC\xEF\x9A\x37\x86\x38\xA1\xA4\xFE\x9F\n"
                                   "--------\n";

    (void)state;
    office_set("[print]\nencoding = GB18030\n");
    must(deliver("YB01", office_path("slip.txt")));
    office_read(office_path("slip.txt"), &bytes);
    assert_int_equal(bytes.length, sizeof(expected) - 1);
    assert_memory_equal(bytes.at, expected, bytes.length);
    set_command(arena_format(&office.arena, "cat >%s", office_path("out")), "encoding = GB18030\n");
    must(deliver("YB01", NULL));
    office_read(office_path("out"), &bytes);
    assert_int_equal(bytes.length, sizeof(expected) - 1);
    assert_memory_equal(bytes.at, expected, bytes.length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_written_whole, office_open, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_said, office_open, tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_what_was_there, office_open, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_stays_a_pipe, office_open, tear_down),
        cmocka_unit_test_setup_teardown(without_a_command_each_slip_is_a_new_file, office_open,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_command_gets_the_bytes, office_open, tear_down),
        cmocka_unit_test_setup_teardown(a_command_is_told_which_slip_it_is, office_open, tear_down),
        cmocka_unit_test_setup_teardown(a_command_that_fails_is_one_sentence, office_open,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_command_may_read_nothing, office_open, tear_down),
        cmocka_unit_test_setup_teardown(a_command_that_hangs_is_ended, office_open, tear_down),
        cmocka_unit_test_setup_teardown(gb18030_is_exact, office_open, tear_down),
    };

    return cmocka_run_group_tests_name("slip_deliver", tests, NULL, NULL);
}
