/* SPDX-License-Identifier: MIT */
/* Cases that went on at two places which did not know of each other, brought together by exchanges
 * with a hub: who may rule finds them, sees both versions and settles them by keys; the version
 * that does not hold is kept. */
#include "config.h"

#include "shouwen/base/memory.h"

#include "pty.h"
#include "tests/cli/shell.h"

static char hub_program[4200];
static char number[3][64];

enum { LEAK, LAMP, SHED };

/* Must end well; what it said is in `said`. */
static void run(const char *file, const char *format, ...) PRINTF_LIKE(2, 3);
static void run(const char *file, const char *format, ...)
{
    char words[800];
    va_list values;

    va_start(values, format);
    vsnprintf(words, sizeof(words), format, values);
    va_end(values);
    if (shell("$S --db %s --config empty.ini %s", file, words) != 0)
        fail_msg("%s %s: %s%s", file, words, said.at, complained.at);
}

static void hub(const char *words)
{
    if (shell("%s --store sqlite:hub/hub.db %s", hub_program, words) != 0)
        fail_msg("hub %s: %s%s", words, said.at, complained.at);
}

static char *first_line(const char *from)
{
    char *line = memory_copy_text(from);

    line[strcspn(line, "\"\n")] = '\0';
    return line;
}

static void enrol(const char *file, const char *node, const char *name, const char *trust)
{
    run(file, "init --node %s --name %s", node, name);
    run(file, "sync --trust %s --with dir:\"$PWD/hub/mail\"", trust);
    run(file, "sync --enrol-code");
    char *code = first_line(said.at);
    assert_int_equal(shell("%s --store sqlite:hub/hub.db enrol --node %s --code %s --name %s",
                           hub_program, node, code, name),
                     0);
    free(code);
}

static void settle(void)
{
    for (int i = 0; i < 4; i++) {
        run("street.db", "sync");
        run("a.db", "sync");
        hub("ingest");
        hub("publish");
    }
    run("street.db", "sync");
    run("a.db", "sync");
}

static void open_one(int at, const char *subject)
{
    run("a.db", "--as S01 case open --channel walk-in --subject %s", subject);
    char *line = first_line(said.at);
    snprintf(number[at], sizeof(number[at]), "%s", line);
    free(line);
    run("a.db", "--as S01 case report-up %s", number[at]);
}

static void make_files(void)
{
    assert_int_equal(shell("%s init \"$PWD/hub\" --json", hub_program), 0);
    const char *found = strstr(said.at, "\"code\": \"");
    assert_non_null(found);
    char *trust = first_line(found + strlen("\"code\": \""));
    enrol("a.db", "310115007001", "一居", trust);
    enrol("street.db", "310115007", "街道", trust);
    free(trust);
    shell_write("staff.csv", "id,name,roles,node\nS01,陆伟,desk;worker,310115007001\n"
                             "S05,王建国,secretary,310115007001\nS12,曹敏,admin,310115007001\n");
    shell_write("street.csv", "id,name,roles,node\nT01,吴昊,dispatcher,310115007\n"
                              "T02,周平,admin,310115007\n");
    shell_write("nodes.csv", "code,name\n310115007-mzk,民政科\n310115007-cgk,城管科\n");
    run("street.db", "import staff street.csv");
    run("street.db", "--as T02 import nodes nodes.csv");
    run("a.db", "import staff staff.csv");
}

/* The leak is withdrawn here and dispatched there; the lamp is closed, and the shed dispatched, by
 * a file and by a copy of it that somebody went on with. */
static void contradict(void)
{
    open_one(LEAK, "楼上漏水");
    open_one(LAMP, "楼道灯不亮");
    open_one(SHED, "违章搭建");
    settle();
    assert_int_equal(shell("for f in a street; do cp $f.db $f-2.db && cp $f.db.key $f-2.db.key || "
                           "exit 1; done"),
                     0);
    run("a.db", "--as S01 case withdraw %s --reason 居民说不用了 --anyway", number[LEAK]);
    run("a.db", "--as S01 case withdraw %s --reason 灯自己亮了 --anyway", number[LAMP]);
    run("a-2.db", "--as S01 case close %s --outcome solved --text 物业已换灯 --anyway",
        number[LAMP]);
    run("street.db", "--as T01 case dispatch %s --to 310115007-mzk", number[LEAK]);
    run("street.db", "--as T01 case dispatch %s --to 310115007-mzk", number[SHED]);
    run("street-2.db", "--as T01 case dispatch %s --to 310115007-cgk", number[SHED]);
    settle();
    for (int i = 0; i < 4; i++) {
        run("a-2.db", "sync");
        run("street-2.db", "sync");
        hub("ingest");
        hub("publish");
    }
    settle();
}

static struct pty *open_desk(const char *file, const char *staff, bool is_large)
{
    static char database[200], config[200];
    static const char *const chinese[] = {"LANGUAGE=zh_CN", NULL};
    const char *argv[] = {"src/shouwen", "--db", database, "--config", config, "--as", staff, NULL};

    snprintf(database, sizeof(database), "%s/%s", shell_folder, file);
    snprintf(config, sizeof(config), "%s/empty.ini", shell_folder);
    return pty_start(&(struct pty_options){.rows = is_large ? 40 : 24,
                                           .columns = is_large ? 120 : 80,
                                           .argv = argv,
                                           .environment = chinese});
}

static void leave(struct pty *pty)
{
    pty_keys(pty, "<Ctrl-Q>");
    assert_int_equal(pty_end(pty, NULL), 0);
}

/* A case opened from its queue by keys, then both versions of it. */
static void weigh(struct pty *pty, const char *keys, const char *subject)
{
    pty_keys(pty, "<F4><5>");
    pty_expect(pty, "[5 待裁定");
    pty_expect(pty, subject);
    pty_keys(pty, keys);
    pty_expect(pty, "待裁定:按 0 选裁定");
    pty_expect(pty, "0 更多(裁定)");
    pty_keys(pty, "<0>");
    pty_expect(pty, ">裁定");
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "互不知情");
    pty_expect(pty, "1-2 以此为准");
}

/* Chooses by a digit the version after the heading, and says why. */
static void choose(struct pty *pty, const char *heading)
{
    char first[100];

    snprintf(first, sizeof(first), "1  %s", heading);
    pty_keys(pty, strstr(pty_screen(pty), first) ? "<1>" : "<2>");
    pty_expect(pty, "已办结");
    pty_keys(pty, "问过居民<Enter>");
    pty_expect(pty, "裁定");
    pty_refuse(pty, "1-2 以此为准");
}

/* True if the history of the case says all of this, and nothing is to be settled any more. */
static void assert_settled(const char *file, int at, const char *outcome, const char *kept)
{
    run(file, "--as S05 --json case show %s", number[at]);
    assert_non_null(strstr(said.at, outcome));
    assert_non_null(strstr(said.at, kept));
    assert_null(strstr(said.at, "\"contradiction\""));
}

static void the_secretary_rules(void **state)
{
    (void)state;
    contradict();
    struct pty *pty = open_desk("a.db", "S05", false);
    pty_expect(pty, "待裁定                         3  F4 5");
    weigh(pty, "<Enter>", "楼上漏水");
    pty_expect(pty, "居民撤回");
    pty_expect(pty, "分派");
    choose(pty, "居民撤回");
    weigh(pty, "<Enter>", "楼道灯不亮");
    pty_expect(pty, "灯自己亮了");
    pty_expect(pty, "物业已换灯");
    choose(pty, "办结");
    leave(pty);
    assert_settled("a.db", LEAK, "\"withdrawn\"", "\"dispatch\"");
    assert_settled("a.db", LAMP, "\"solved\"", "灯自己亮了");
    settle();
    assert_settled("street.db", LEAK, "\"withdrawn\"", "\"dispatch\"");
}

static void the_dispatcher_rules(void **state)
{
    (void)state;
    contradict();
    struct pty *pty = open_desk("street.db", "T01", true);
    pty_expect(pty, "待裁定");
    pty_keys(pty, "<F4><5>");
    pty_expect(pty, "[5 待裁定 3]");
    weigh(pty, "</>违章<Enter><Enter>", "违章搭建");
    pty_expect(pty, "民政科");
    pty_expect(pty, "城管科");
    /* what stands may be let stand */
    pty_keys(pty, "<0><Enter>");
    pty_refuse(pty, "0 维持现状");
    pty_keys(pty, "<q>");
    pty_expect(pty, "查找");
    pty_keys(pty, "<Esc>");
    pty_expect(pty, "[5 待裁定 2]");
    leave(pty);
    settle();
    for (int i = 0; i < 2; i++)
        assert_settled(i ? "a.db" : "street.db", SHED, "310115007-mzk", "310115007-cgk");
}

static void who_may_not_rule_is_told_who_does(void **state)
{
    (void)state;
    contradict();
    struct pty *pty = open_desk("a.db", "S01", false);
    pty_keys(pty, "<F4></>楼上漏水<Enter><Enter>");
    pty_expect(pty, "待裁定:由书记或镇街分派员裁定");
    pty_refuse(pty, "更多(裁定)");
    leave(pty);
    run("a.db", "--as S01 staff may S05");
    assert_non_null(strstr(said.at, "resolve"));
    run("a.db", "--as S01 staff may S01");
    assert_null(strstr(said.at, "resolve"));
}

/* A resident of whom two places do not say the same, and a case that the street opened for another
 * whom their station erased meanwhile. */
static void what_no_queue_has_stands_under_today(void **state)
{
    (void)state;
    shell_write("residents.csv", "id,name,phone\nR9,李大海,13900001111\nR77,金丝雀,13900007777\n");
    run("a.db", "--as S12 import residents residents.csv");
    settle();
    run("street.db", "--as T01 case open --channel walk-in --subject 问低保 --resident R77-007001");
    char *left = first_line(said.at);
    shell_write("one.csv", "id,name,phone\nR9-007001,李大海,13900002222\n");
    shell_write("two.csv", "id,name,phone\nR9-007001,李大海,13900003333\n");
    run("a.db", "--as S12 import residents one.csv");
    run("street.db", "--as T02 import residents two.csv");
    run("a.db", "--as S12 resident erase R77-007001 --reason 居民申请 --yes");
    assert_non_null(strstr(said.at, "that the street opened"));
    settle();
    assert_int_equal(shell("$S --db street.db --config empty.ini --as T02 doctor"), 1);
    assert_non_null(strstr(said.at, "R77-007001 was erased on request"));
    struct pty *pty = open_desk("street.db", "T02", false);
    pty_expect(pty, "待裁定: 李大海");
    pty_expect(pty, "待删除: ");
    pty_expect(pty, "1项待裁定");
    pty_keys(pty, "<Up><Enter>");
    pty_expect(pty, "139****3333");
    pty_keys(pty, "<4><1>");
    pty_expect(pty, "0 ");
    leave(pty);
    run("street.db", "--as T01 case solve %s --anyway", left);
    run("street.db", "--as T02 case erase %s --reason 居民申请 --yes", left);
    free(left);
    shell("$S --db street.db --config empty.ini --as T02 doctor");
    assert_null(strstr(said.at, "was erased on request"));
    assert_int_equal(shell("grep -a -c 金丝雀 street.db"), 1);
}

/* While somebody is asked which telephone holds, an exchange brings two names as well. */
static void a_version_is_settled_as_it_was_seen(void **state)
{
    (void)state;
    shell_write("residents.csv", "id,name,phone\nR9,李大海,13900001111\n");
    run("a.db", "--as S12 import residents residents.csv");
    settle();
    shell_write("one.csv", "id,name,phone\nR9-007001,李大海,13900002222\n");
    shell_write("two.csv", "id,name,phone\nR9-007001,李大海,13900003333\n");
    run("a.db", "--as S12 import residents one.csv");
    run("street.db", "--as T02 import residents two.csv");
    settle();
    shell_write("one.csv", "id,name\nR9-007001,李鸣\n");
    shell_write("two.csv", "id,name\nR9-007001,李铭\n");
    run("a.db", "--as S12 import residents one.csv");
    run("street.db", "--as T02 import residents two.csv");
    run("street.db", "sync");
    hub("ingest");
    hub("publish");
    struct pty *pty = open_desk("a.db", "S12", false);
    pty_expect(pty, "待裁定: 李鸣");
    pty_keys(pty, "<Up><Enter>");
    pty_expect(pty, "两处说法不一");
    pty_keys(pty, "<4>");
    pty_expect(pty, "以哪个为准");
    run("a.db", "sync");
    pty_keys(pty, "<1><Enter>");
    pty_expect(pty, "已裁定");
    leave(pty);
    run("a.db", "--as S12 resident show R9-007001 --unmask");
    assert_non_null(strstr(said.at, "李鸣"));
    assert_non_null(strstr(said.at, "李铭"));
    assert_true(!strstr(said.at, "13900002222") != !strstr(said.at, "13900003333"));
}

static int start(void **state)
{
    int failed = shell_start(state);

    snprintf(hub_program, sizeof(hub_program), "%s/src/shouwen-hub", getenv("SHOUWEN_BUILDDIR"));
    shell_write("empty.ini", "");
    make_files();
    return failed;
}

static int end(void **state)
{
    shell("rm -rf hub");
    return shell_end(state);
}

#define BETWEEN_FILES(test) cmocka_unit_test_setup_teardown(test, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BETWEEN_FILES(the_secretary_rules),
        BETWEEN_FILES(the_dispatcher_rules),
        BETWEEN_FILES(who_may_not_rule_is_told_who_does),
        BETWEEN_FILES(what_no_queue_has_stands_under_today),
        BETWEEN_FILES(a_version_is_settled_as_it_was_seen),
    };

    return cmocka_run_group_tests_name("contradiction", tests, NULL, NULL);
}
