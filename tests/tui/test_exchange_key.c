/* SPDX-License-Identifier: MIT */
/* An exchange by one key, on the real programs: the desk works on, its status bar tells the truth.
 */
#include "config.h"

#include "tests/cli/shell.h"
#include "workplace.h"

static char hub_program[4200];

/* Must end well; what it said is in `said`. */
#define HUB(words, ...) assert_int_equal(shell("%s " words, hub_program, ##__VA_ARGS__), 0)
#define STATION(words, ...)                                                                        \
    assert_int_equal(shell("$S --db %s --config %s " words, workplace_database(),                  \
                           workplace_config(), ##__VA_ARGS__),                                     \
                     0)

static void cut_at(char *text, const char *end)
{
    text[strcspn(text, end)] = '\0';
}

/* A hub in the shell's folder and the station, which trust each other. */
static void make_hub(void)
{
    HUB("init \"$PWD/hub\" --json");
    const char *code = strstr(said.at, "\"code\": \"");
    assert_non_null(code);
    char *copy = memory_copy_text(code + strlen("\"code\": \""));
    cut_at(copy, "\"");
    STATION("sync --trust %s --with dir:\"$PWD/hub/mail\"", copy);
    free(copy);
    STATION("sync --enrol-code");
    copy = memory_copy_text(said.at);
    cut_at(copy, "\n");
    HUB("--store sqlite:hub/hub.db enrol --node 310115007001 --code %s", copy);
    free(copy);
}

static void hub_answers(void)
{
    HUB("--store sqlite:hub/hub.db ingest");
    HUB("--store sqlite:hub/hub.db publish");
}

static void one_key_exchanges_beside_the_work(void **state)
{
    (void)state;
    make_hub();
    struct pty *pty = workplace_open();
    pty_expect(pty, "未曾完整交换");
    pty_expect(pty, "待确认");
    pty_keys(pty, "<F11>");
    pty_expect(pty, "交换：发出");
    hub_answers();
    /* what is being typed stays, whatever the exchange says */
    pty_keys(pty, "楼道灯<F11>");
    pty_expect(pty, "上次完整交换 11-23 10:42");
    pty_expect(pty, "楼道灯");
    pty_expect(pty, "已交换 11-23 10:42");
    pty_expect(pty, "待确认0条");
    workplace_leave(pty);
}

static void a_way_that_is_gone_is_told(void **state)
{
    (void)state;
    make_hub();
    assert_int_equal(shell("mv hub/mail hub/away"), 0);
    struct pty *pty = workplace_open();
    pty_keys(pty, "<F11>");
    pty_expect(pty, "U盘插好了吗");
    pty_expect(pty, "其后失败");
    workplace_leave(pty);
}

static int start(void **state)
{
    snprintf(hub_program, sizeof(hub_program), "%s/src/shouwen-hub", getenv("SHOUWEN_BUILDDIR"));
    return workplace_copy(state) || shell_start(state);
}

static int end(void **state)
{
    shell("rm -rf hub");
    return shell_end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_key_exchanges_beside_the_work, start, end),
        cmocka_unit_test_setup_teardown(a_way_that_is_gone_is_told, start, end),
    };

    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
