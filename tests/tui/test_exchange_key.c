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
    STATION("--as S12 sync --trust %s --with dir:\"$PWD/hub/mail\"", copy);
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
    pty_expect(pty, "按 F11 再试");
    pty_expect(pty, "其后失败");
    /* it is put back, and the next one carries on */
    assert_int_equal(shell("mv hub/away hub/mail"), 0);
    pty_keys(pty, "楼道灯<F11>");
    pty_expect(pty, "交换：发出");
    hub_answers();
    pty_keys(pty, "<F11>");
    pty_expect(pty, "已交换 11-23 10:42");
    pty_refuse(pty, "其后失败");
    pty_expect(pty, "楼道灯");
    workplace_leave(pty);
}

/* A bundle from the hub that is cut off is refused and kept apart, and comes again. */
static void what_is_refused_is_told(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    struct pty *pty;

    (void)state;
    make_hub();
    STATION("sync");
    hub_answers();
    assert_int_equal(shell("for f in hub/mail/310115007001/*.swb; do "
                           "truncate -s 60 \"$f\" || exit 1; done"),
                     0);
    pty = workplace_start(24, 120, NULL, chinese);
    pty_expect(pty, "什么事");
    pty_keys(pty, "<F11>");
    pty_expect(pty, "拒收1件");
    hub_answers();
    pty_keys(pty, "<F11>");
    pty_expect(pty, "拒收0件");
    pty_expect(pty, "待确认0条；上次完整交换 11-23 10:42");
    workplace_leave(pty);
}

/* The sentence stands whole where there is room; what matters of it, down to a narrow window. */
static void the_status_bar_says_it_in_the_columns_there_are(void **state)
{
    static const char *const languages[] = {"LANGUAGE=zh_CN", "LANGUAGE=en"};
    static const char *const whole[] = {"收到0条，拒收0件，待确认0条；上次完整交换 11-23 10:42",
                                        "0 refused, 0 waiting; last full exchange 11-23 10:42"};
    static const char *const brief[] = {"已交换 11-23 10:42", "exchanged 11-23 10:42"};

    (void)state;
    shell_at("2026-11-23T10:42");
    make_hub();
    for (int i = 0; i < 2; i++) {
        STATION("sync");
        hub_answers();
    }
    STATION("sync");
    for (int i = 0; i < 2; i++) {
        const char *const environment[] = {languages[i], NULL};
        struct pty *pty = workplace_start(40, 120, NULL, environment);
        pty_expect(pty, whole[i]);
        pty_resize(pty, 24, 80);
        pty_refuse(pty, whole[i]);
        pty_expect(pty, brief[i]);
        pty_resize(pty, 24, 60);
        pty_expect(pty, brief[i]);
        workplace_leave(pty);
    }
}

/* A station that the hub takes nothing from any more sees so, in either language, and works on. */
static void a_revoked_station_is_told(void **state)
{
    static const char *const languages[] = {"LANGUAGE=zh_CN", "LANGUAGE=en"};
    static const char *const whole[] = {"本站已于 11-23 10:42 被汇集点撤销",
                                        "this station was revoked at the hub on 11-23 10:42"};
    static const char *const brief[] = {"11-23 10:42 被汇集点撤销",
                                        "revoked at the hub 11-23 10:42"};

    (void)state;
    shell_at("2026-11-23T10:42");
    make_hub();
    STATION("sync");
    hub_answers();
    HUB("--store sqlite:hub/hub.db revoke --node 310115007001");
    hub_answers();
    for (int i = 0; i < 2; i++) {
        const char *const environment[] = {languages[i], NULL};
        struct pty *pty = workplace_start(24, 80, NULL, environment);
        pty_keys(pty, "楼道灯<F11>");
        pty_expect(pty, whole[i]);
        pty_expect(pty, "楼道灯");
        pty_keys(pty, "<Esc><Esc>");
        pty_expect(pty, brief[i]);
        workplace_leave(pty);
    }
}

#define STREET(words, ...)                                                                         \
    assert_int_equal(shell("$S --db street.db --config street.ini " words, ##__VA_ARGS__), 0)

/* What waits for days without a word of the hub is told on every screen, until the hub answers. */
static void a_silent_hub_is_told_after_days(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", "SHOUWEN_NOW=2026-11-27T09:00", NULL};
    static const char *const english[] = {"LANGUAGE=en", "SHOUWEN_NOW=2026-11-27T09:00", NULL};

    (void)state;
    shell_at("2026-11-23T10:42");
    make_hub();
    for (int i = 0; i < 2; i++) {
        STATION("sync");
        hub_answers();
    }
    STATION("sync");
    STATION("--as S01 case open --channel walk-in --subject 等着");
    struct pty *pty = workplace_start(24, 80, "S01", english);
    pty_expect(pty, "the hub has confirmed nothing for 3 days, ");
    pty_expect(pty, " waiting: F11 exchanges");
    workplace_leave(pty);
    pty = workplace_start(24, 80, "S01", chinese);
    pty_expect(pty, "汇集点已 3 天没有确认，待确认");
    pty_keys(pty, "<F4>");
    pty_expect(pty, "查询码");
    pty_expect(pty, "汇集点已 3 天没有确认，待确认");
    shell_at("2026-11-27T09:00");
    pty_keys(pty, "<F11>");
    pty_expect(pty, "交换：发出");
    hub_answers();
    pty_keys(pty, "<F11>");
    pty_expect(pty, "未载入 2027 年日历");
    pty_refuse(pty, "天没有确认");
    workplace_leave(pty);
}

/* A street with a file of its own, which exchanges with the station. */
static void make_street(void)
{
    shell_write("street.ini", "");
    STREET("init --node 310115007 --name 街道");
    HUB("--store sqlite:hub/hub.db status --json");
    char *code = memory_copy_text(strstr(said.at, "\"code\": \"") + strlen("\"code\": \""));
    cut_at(code, "\"");
    STREET("sync --trust %s --with dir:\"$PWD/hub/mail\"", code);
    free(code);
    STREET("sync --enrol-code");
    code = memory_copy_text(said.at);
    cut_at(code, "\n");
    HUB("--store sqlite:hub/hub.db enrol --node 310115007 --code %s", code);
    free(code);
}

static void everybody_exchanges(void)
{
    for (int i = 0; i < 3; i++) {
        STATION("sync");
        STREET("sync");
        hub_answers();
    }
    STATION("sync");
}

/* Station and street corrected one telephone number without knowing of each other: whoever opens
 * the resident sees both and says which one holds. */
static void what_two_places_say_of_a_resident_is_settled_by_a_key(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    static const char list[] = "printf 'id,name,phone\\n%s,周美芳,%s\\n' >list.csv";

    (void)state;
    shell_at("2026-11-23T10:42");
    make_hub();
    make_street();
    STATION("--as S12 --json search 周美芳");
    char *id = memory_copy_text(strstr(said.at, "\"id\": \"") + strlen("\"id\": \""));
    cut_at(id, "\"");
    everybody_exchanges();
    shell_write("staff.csv", "id,name,roles,node\nT01,吴昊,dispatcher;admin,310115007\n");
    STREET("--as S12 import staff staff.csv");
    assert_int_equal(shell(list, id, "13900002222"), 0);
    STATION("--as S12 import residents list.csv");
    assert_int_equal(shell(list, id, "13900003333"), 0);
    shell_at("2026-11-23T10:43");
    STREET("--as T01 import residents list.csv");
    free(id);
    everybody_exchanges();
    struct pty *pty = workplace_start(24, 80, "S12", chinese);
    pty_expect(pty, "什么事");
    pty_keys(pty, "周美芳<Enter>");
    pty_expect(pty, "两处说法不一");
    pty_keys(pty, "<F6>");
    pty_expect(pty, "服务清单");
    pty_keys(pty, "4");
    pty_expect(pty, "门牌");
    pty_keys(pty, "/周美芳<Enter><Enter>");
    pty_expect(pty, "待裁定");
    pty_expect(pty, "1 139****2222  11-23  上南一村");
    pty_expect(pty, "2 139****3333  11-23  ");
    pty_keys(pty, "4");
    pty_expect(pty, "以哪个为准");
    pty_keys(pty, "2222<Enter>");
    pty_expect(pty, "已裁定");
    pty_refuse(pty, "待裁定");
    pty_expect(pty, "电话           139****2222");
    workplace_leave(pty);
}

/* A clock that is off stands in red on every screen, whole in either language, with what to do. */
static void a_wrong_clock_is_told_on_every_screen(void **state)
{
    static const char *const chinese[] = {"LANGUAGE=zh_CN", "SHOUWEN_WATCH_CLOCK=1",
                                          "SHOUWEN_NOW=2026-11-20T09:00", NULL};
    static const char *const english[] = {"LANGUAGE=en", "SHOUWEN_WATCH_CLOCK=1",
                                          "SHOUWEN_NOW=2026-11-20T09:00", NULL};

    (void)state;
    struct pty *pty = workplace_start(24, 80, NULL, chinese);
    pty_expect(pty, "本机时钟不准：现在显示 11-20 09:00，而已有 11-23 ");
    pty_expect(pty, "的登记；请校准");
    assert_true(pty_has_colour(pty));
    pty_keys(pty, "<F4>");
    pty_expect(pty, "查询码");
    pty_expect(pty, "的登记；请校准");
    workplace_leave(pty);
    pty = workplace_start(24, 80, NULL, english);
    pty_expect(pty, "the clock is wrong: it says 11-20 09:00, yet 11-23 ");
    pty_expect(pty, "is recorded; set it");
    workplace_leave(pty);
}

static int start(void **state)
{
    snprintf(hub_program, sizeof(hub_program), "%s/src/shouwen-hub", getenv("SHOUWEN_BUILDDIR"));
    return workplace_copy(state) || shell_start(state);
}

static int end(void **state)
{
    shell("rm -rf hub street*");
    return shell_end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_key_exchanges_beside_the_work, start, end),
        cmocka_unit_test_setup_teardown(a_way_that_is_gone_is_told, start, end),
        cmocka_unit_test_setup_teardown(what_is_refused_is_told, start, end),
        cmocka_unit_test_setup_teardown(the_status_bar_says_it_in_the_columns_there_are, start,
                                        end),
        cmocka_unit_test_setup_teardown(a_revoked_station_is_told, start, end),
        cmocka_unit_test_setup_teardown(a_silent_hub_is_told_after_days, start, end),
        cmocka_unit_test_setup_teardown(what_two_places_say_of_a_resident_is_settled_by_a_key,
                                        start, end),
        cmocka_unit_test_setup_teardown(a_wrong_clock_is_told_on_every_screen, start, end),
    };

    return cmocka_run_group_tests(tests, workplace_make, workplace_remove);
}
