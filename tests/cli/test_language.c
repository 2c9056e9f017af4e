/* SPDX-License-Identifier: MIT */
/* The command line in Chinese and in any locale: sentences, and columns that stand below each
 * other. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "tests/cli/shell.h"

static void chinese_where_it_is_asked_for(void **state)
{
    static const char *const locales[] = {"zh_CN.UTF-8", "zh_CN", "zh_CN.GB18030"};

    (void)state;
    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        shell_set("LC_ALL", locales[i]);
        refused(4, "无人登录", "", "case list");
        refused(2, "没有命令", "", "nonsense");
        assert_int_equal(as("S01", "case list --queue flagged"), 0);
        assert_string_equal(said.at, "此队列没有办件\n");
    }
    shell_write("zh.ini", "[desk]\nlanguage = zh_CN\n");
    shell_set("LC_ALL", "C");
    refused(4, "无人登录", "", "--config zh.ini case list");
    shell_write("en.ini", "[desk]\nlanguage = en\n");
    shell_set("LC_ALL", "zh_CN.UTF-8");
    refused(4, "--as ID", "", "--config en.ini case list");
    shell_set("LC_ALL", "C.UTF-8");
}

/* Messages and papers say what the city says; what people wrote stays as they wrote it. */
static void a_city_says_it_in_its_words(void **state)
{
    (void)state;
    shell_write("zh.ini", "[desk]\nlanguage = zh_CN\n"
                          "[words]\nstreet = 街镇\nstation = 村社\nworker = 专职社工\n");
    assert_int_equal(as("S01", "staff list --config zh.ini"), 0);
    assert_non_null(strstr(said.at, "专职社工"));
    assert_non_null(strstr(said.at, "街镇分派员"));
    assert_non_null(strstr(said.at, "村社书记"));
    ask("S01", "case open --subject 镇街门口积水");
    char number[32];
    snprintf(number, sizeof(number), "%s", got("number"));
    ask("S01", "case report-up %s --reason 找社工", number);
    ask("T01", "case reply %s --text 已通知", number);
    assert_int_equal(as("S01", "case show %s --config zh.ini", number), 0);
    assert_non_null(strstr(said.at, "镇街门口积水"));
    assert_non_null(strstr(said.at, "找社工"));
    assert_non_null(strstr(said.at, "街镇 吴昊"));
    assert_int_equal(as("S01", "case show %s", number), 0);
    assert_null(strstr(said.at, "街镇"));
    shell_write("bad.ini", "[words]\nsteet = 街镇\n");
    refused(3, "words:steet", "S01", "staff list --config bad.ini");
}

static void any_locale_takes_and_gives_utf8(void **state)
{
    static const char *const locales[] = {"C", "POSIX", "en_US.ISO-8859-1", "xx_YY"};

    (void)state;
    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        shell_set("LC_ALL", locales[i]);
        ask("S01", "case open --subject '七号楼加装电梯 𠮷'");
        assert_got("subject", "七号楼加装电梯 𠮷");
        refused(4, "--as", "", "case list");
    }
    shell_set("LC_ALL", "C.UTF-8");
}

/* Bytes that are no UTF-8, and what would fool a terminal, do not get in; nor out again. */
static void what_is_no_text_is_cleaned(void **state)
{
    (void)state;
    ask("S01", "case open --subject \"$(printf 'a\\377b\\033[31mc\\342\\200\\256d')\"");
    assert_got("subject", "a\uFFFDb[31mcd");
    refused(2, "no verb", "", "\"$(printf 'x\\377\\033y\\nz')\"");
}

/* The column at which each line's `mark` begins must be the same. */
static void assert_aligned(const char *lines, const char *mark, int least)
{
    int column = -1, count = 0;
    char whole[8192], *rest = whole, *line;

    snprintf(whole, sizeof(whole), "%s", lines);
    while ((line = strsep(&rest, "\n"))) {
        char *at = strstr(line, mark);
        if (!at)
            continue;
        *at = '\0';
        int here = utf8_columns(line);
        if (column >= 0 && here != column)
            fail_msg("%s stands at %d and at %d: %s", mark, column, here, lines);
        column = here;
        count++;
    }
    assert_true(count >= least);
}

static void columns_stand_below_each_other(void **state)
{
    const char *one = opened("--resident 王秀英 --grid 310115007001-G03");

    (void)state;
    opened("--resident 欧阳明");
    opened("");
    shell_set("LC_ALL", "zh_CN.UTF-8");
    ask("S01", "case accept %s", one);
    i18n_start("en"); /* so that widths are counted in UTF-8 here */
    assert_int_equal(as("S01", "case list"), 0);
    assert_aligned(said.at, "2026-11-19", 3);
    assert_aligned(said.at, "陆伟", 3);
    assert_aligned(said.at, "楼道灯不亮", 3);
    assert_int_equal(as("S01", "case show %s", one), 0);
    assert_non_null(strstr(said.at, "责任人"));
    assert_aligned(said.at, "陆伟,", 1);
    assert_int_equal(as("S01", "staff list"), 0);
    assert_aligned(said.at, "在岗", 10);
    assert_aligned(said.at, ",超期", 10);
    assert_int_equal(shell("$S --help"), 0);
    assert_non_null(strstr(said.at, "登记受理"));
    shell_set("LC_ALL", "C.UTF-8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_where_it_is_asked_for),
        cmocka_unit_test(a_city_says_it_in_its_words),
        cmocka_unit_test(any_locale_takes_and_gives_utf8),
        cmocka_unit_test(what_is_no_text_is_cleaned),
        cmocka_unit_test(columns_stand_below_each_other),
    };

    return cmocka_run_group_tests_name("language", tests, station_start, shell_end);
}
