/* SPDX-License-Identifier: MIT */
/* The whole way of a case: a grid report goes up to the street, out to departments and back, late;
 * the resident is told, rates it low, and somebody else ends it. After each step the person who
 * answers for it is looked at, and at the end the whole story is read in both languages. */
#include "config.h"

#include "tests/cli/shell.h"

static char number[32];

/* Who answers for the case, where it is, how it stands. */
static void stands(const char *accountable, const char *unit, const char *state, const char *rule)
{
    assert_got("accountable.id", accountable);
    assert_got("holder", accountable);
    assert_got("handling_unit", unit);
    assert_got("state", state);
    assert_got("rule", rule);
}

/* An act of somebody at a time, given as the command line takes it. */
static void does(const char *when, const char *staff, const char *act, const char *options)
{
    shell_at(when);
    ask(staff, "case %s %s %s", act, number, options);
}

static int way_start(void **state)
{
    int code = station_start(state);

    shell_write("more.csv", "code,name,parent,level\n"
                            "310115-cgj,区城管局,310115,department\n");
    if (code != 0 || as("S12", "import nodes more.csv") != 0)
        return -1;
    shell_write("more.csv", "id,name,title,roles,node,grids,status\n"
                            "S10,马俊,网格员,grid_member,310115007001,310115007001-G03,active\n"
                            "U02,邵婷,经办,clerk,310115-cgj,,active\n");
    return as("S12", "import staff more.csv") != 0 ? -1 : 0;
}

static void report_and_go_up(void)
{
    shell_at("2026-11-16T09:00");
    ask("S10", "case open --channel grid --grid 310115007001-G03 --subject 外墙渗水 "
               "--resident 李桂珍 --phone 13900005512 --door 5-301");
    snprintf(number, sizeof(number), "%s", got("number"));
    stands("S04", "310115007001", "received", "first-contact");
    assert_got("first_contact.id", "S04");
    does("2026-11-16T10:00", "S04", "accept", "");
    stands("S04", "310115007001", "handling", "first-contact");
    does("2026-11-17T10:00", "S04", "report-up", "--reason '要鉴定,本站办不了'");
    stands("S04", "310115007", "reported", "first-contact");
}

static void go_out_twice(void)
{
    does("2026-11-17T14:00", "T01", "dispatch", "--to 310115-cgj");
    stands("S04", "310115-cgj", "dispatched", "first-contact");
    assert_got("unit_due_on", "2026-11-26");
    assert_got("due_on", "2026-11-26");
    does("2026-11-18T09:00", "U02", "give-back", "--reason '外墙属房管,不是城管'");
    stands("S04", "310115007", "reported", "first-contact");
    assert_int_equal(number_at("bounces"), 1);
    does("2026-11-18T10:00", "T01", "dispatch", "--to 310115-fgj");
    stands("S04", "310115-fgj", "dispatched", "first-contact");
    assert_got("unit_due_on", "2026-11-27");
    assert_got("due_on", "2026-11-26");
    does("2026-11-26T09:30", "S05", "remind", "--text 请先派人看现场");
    stands("S04", "310115-fgj", "dispatched", "first-contact");
    assert_got("history.-1.to", "310115-fgj");
}

/* Seven working days after the 18th end on the 27th; the reply comes on the eighth. */
static void come_back_late(void)
{
    shell_at("2026-11-30T09:00");
    ask("U01", "case show %s", number);
    assert_true(json_get_boolean(answer, "unit_late"));
    assert_got("flags.0", "late");
    does("2026-11-30T09:30", "U01", "reply", "--text 已派人查看,下周施工");
    stands("S04", "310115007001", "replied", "first-contact");
    assert_got("history.-1.due_on", "2026-11-27");
    assert_int_equal(as("S04", "case show %s", number), 0);
    assert_non_null(strstr(said.at, "(3 days late, due 11-27)"));
    does("2026-11-30T10:00", "S04", "tell", "--text 房管局下周来施工");
    stands("S04", "310115007001", "told", "first-contact");
}

static void rated_low_and_ended(void)
{
    does("2026-11-30T10:02", "S04", "close", "--outcome solved --text 房管局下周来修");
    stands("S04", "310115007001", "closed", "first-contact");
    does("2026-11-30T10:05", "S01", "rate", "--attitude 2 --ability 2 --source phone");
    stands("S05", "310115007001", "handling", "fallback");
    assert_got("rule_act", "rate");
    assert_got("outcome", "");
    shell_at("2026-11-30T11:00");
    refused(1, "张欣", "S05", "case designate %s --to S04", number);
    does("2026-11-30T11:00", "S05", "designate", "--to S03");
    stands("S03", "310115007001", "handling", "fallback");
    does("2026-12-07T16:00", "S03", "close", "--outcome solved --text 外墙已修好,雨天复看不漏");
    assert_got("accountable.id", "S03");
    assert_got("state", "closed");
    assert_got("outcome", "solved");
    assert_int_equal(json_length(member("history")), 13);
}

/* What the program said, with NUMBER for the number's chance part, is what the file holds. */
static void reads_as(const char *golden)
{
    struct text path = TEXT_EMPTY, told = TEXT_EMPTY;
    char content[8192];
    size_t length = 0;
    const char *code = strrchr(number, '-') + 1;

    for (const char *at = said.at, *next; *at; at = next) {
        next = strstr(at, code);
        text_add_bytes(&told, at, next ? (size_t)(next - at) : strlen(at));
        text_add(&told, next ? "NUMBER" : "");
        next = next ? next + strlen(code) : at + strlen(at);
    }

    text_addf(&path, "%s/tests/cli/goldens/%s", getenv("SHOUWEN_SRCDIR"), golden);
    FILE *file = fopen(path.at, "r");
    if (file) {
        length = fread(content, 1, sizeof(content) - 1, file);
        fclose(file);
    }
    content[length] = '\0';
    bool is_same = strcmp(told.at, content) == 0;
    if (!is_same)
        fputs(told.at, stderr); /* longer than fail_msg() takes */
    text_release(&path);
    text_release(&told);
    if (!is_same)
        fail_msg("%s is not what is told", golden);
}

static void a_case_goes_all_the_way(void **state)
{
    (void)state;
    report_and_go_up();
    go_out_twice();
    come_back_late();
    rated_low_and_ended();
    assert_int_equal(as("S03", "case show %s", number), 0);
    reads_as("way-en.txt");
    shell_set("LANGUAGE", "zh_CN");
    shell_set("LC_ALL", "C.UTF-8");
    assert_int_equal(as("S03", "case show %s", number), 0);
    reads_as("way-zh.txt");
    assert_int_equal(as("", "check"), 0);
}

/* Nobody said it better: the letter gives what came back. */
static void a_reply_stands_in_the_letter(void **state)
{
    (void)state;
    shell_at("2026-11-16T09:00");
    snprintf(number, sizeof(number), "%s", opened("--resident 李桂珍"));
    does("2026-11-16T10:00", "S01", "report-up", "--reason '对方说了气话'");
    does("2026-11-16T11:00", "T01", "reply", "--text 街道已安排更换灯具");
    does("2026-11-16T12:00", "S01", "tell", "");
    does("2026-11-16T12:05", "S01", "close", "--outcome solved");
    assert_int_equal(as("S01", "print letter %s", number), 0);
    assert_non_null(strstr(said.at, "街道已安排更换灯具"));
    assert_null(strstr(said.at, "气话"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_case_goes_all_the_way, way_start, shell_end),
        cmocka_unit_test_setup_teardown(a_reply_stands_in_the_letter, way_start, shell_end),
    };

    return cmocka_run_group_tests_name("way", tests, NULL, NULL);
}
