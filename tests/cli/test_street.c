/* SPDX-License-Identifier: MIT */
/* A street's file, where the staff of its stations work side by side: each station sees and enters
 * its own residents, also those of no grid. */
#include "config.h"

#include "tests/cli/shell.h"

#include "shouwen/desk/receive.h"
#include "shouwen/domain/resident.h"

static struct error error;

static int start(void **state)
{
    static const struct {
        const char *kind, *content;
    } lists[] = {
        {"nodes", "code,name,parent,level\n"
                  "310115,浦东新区,,district\n"
                  "310115007,上钢新村街道,310115,street\n"
                  "310115007001,上南一村,310115007,station\n"
                  "310115007002,上南二村,310115007,station\n"},
        {"grids", "code,name,leader,places\n310115007001-G01,第一网格,S04,1号\n"},
        {"residents", "name,phone,door,grid,node\n"
                      "李桂珍,13900005512,5-301,310115007001-G01,\n"
                      "周美芳,13900002208,5-502,,310115007001\n"
                      "吴金妹,13900003317,5-503,,310115007002\n"
                      "刘杰,13900004400,6-101,,\n"},
        {"staff", "id,name,roles,node,grids,status\n"
                  "S01,陆伟,desk,310115007001,,active\n"
                  "S04,张欣,grid_leader,310115007001,310115007001-G01,active\n"
                  "N01,徐琴,desk,310115007002,,active\n"
                  "T01,吴昊,dispatcher,310115007,,active\n"
                  "T12,曹敏,admin,310115007,,active\n"},
    };

    if (shell_start(state) != 0 || as("", "init --node 310115007 --name 上钢新村街道") != 0)
        return -1;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        shell_write("list.csv", lists[i].content);
        if (as("", "import %s list.csv", lists[i].kind) != 0) {
            fputs(said.at, stderr);
            return -1;
        }
    }
    return 0;
}

static void finds(const char *who, const char *name, bool is_found)
{
    ask(who, "search %s", name);
    if ((json_length(member("residents")) == 1) != is_found)
        fail_msg("%s %s %s: %s", who, is_found ? "does not find" : "finds", name, said.at);
}

static void each_station_sees_its_own(void **state)
{
    static const struct {
        const char *who;
        bool sees[4]; /* of a grid, of 001, of 002, of the street itself */
    } staff[] = {
        {"S01", {true, true, false, false}},  {"S04", {true, false, false, false}},
        {"N01", {false, false, true, false}}, {"T01", {true, true, true, true}},
        {"T12", {true, true, true, true}},
    };
    static const char *const names[] = {"李桂珍", "周美芳", "吴金妹", "刘杰"};

    (void)state;
    for (size_t i = 0; i < sizeof(staff) / sizeof(staff[0]); i++) {
        size_t count = 0;
        for (size_t k = 0; k < 4; k++) {
            finds(staff[i].who, names[k], staff[i].sees[k]);
            count += staff[i].sees[k];
        }
        ask(staff[i].who, "export residents --format json");
        assert_int_equal(json_length(member("residents")), count);
    }
}

/* What says which station is kept, and goes out as it came in; a grid says it by itself. */
static void the_station_is_a_column(void **state)
{
    (void)state;
    assert_int_equal(as("T12", "export residents --unmask"), 0);
    assert_non_null(strstr(said.at, ",node\r\n"));
    shell_write("again.csv", said.at);
    static const char *const nodes[] = {"", "310115007001", "310115007002", "310115007"};
    ask("T12", "export residents --format json");
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_get_text(json_item(member("residents"), i), "node"), nodes[i]);
    ask("T12", "import residents again.csv");
    assert_int_equal(number_at("unchanged"), 4);
}

static enum status enter_as(const char *who, const char *name, const char *door,
                            struct record *record)
{
    char path[256];
    const struct desk_options options = {.database = path};
    static struct arena arena;
    struct desk *desk;

    snprintf(path, sizeof(path), "%s/s.db", shell_folder);

    *record = (struct record){.kind = RECORD_RESIDENTS};
    record->value[RECORD_RESIDENTS_NAME] = name;
    record->value[RECORD_RESIDENTS_DOOR] = door;
    if (desk_new(&options, &desk, &error) != STATUS_OK || desk_open(desk, &error) != STATUS_OK ||
        desk_sign_in(desk, who, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    enum status status = receive_resident(desk, &arena, record, &error);
    desk_free(desk);
    return status;
}

static void each_station_enters_its_own(void **state)
{
    struct record record;

    (void)state;
    assert_int_equal(enter_as("S01", "陈阿婆", "7-101", &record), STATUS_OK);
    assert_string_equal(record.value[RECORD_RESIDENTS_NODE], "310115007001");
    finds("S01", "陈阿婆", true);
    finds("N01", "陈阿婆", false);
    finds("T01", "陈阿婆", true);
    assert_int_equal(enter_as("N01", "孙阿公", "7-101", &record), STATUS_OK);
    finds("S01", "孙阿公", false);
    finds("N01", "孙阿公", true);
    /* a grid member enters those of their grids alone */
    assert_int_equal(enter_as("S04", "赵刚", "9-101", &record), STATUS_DENIED);
    if (as("", "check") != 0)
        fail_msg("%s", said.at);
    assert_int_equal(as("", "rebuild"), 0);
    finds("S01", "陈阿婆", true);
    finds("N01", "陈阿婆", false);
}

static void a_visit_goes_by_it_too(void **state)
{
    (void)state;
    ask("S01", "visit show 周美芳");
    refused(4, "", "N01", "visit show 周美芳");
    ask("S01", "visit record 周美芳 --result met");
    refused(4, "", "N01", "visit record 周美芳 --result met");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_station_sees_its_own),
        cmocka_unit_test(the_station_is_a_column),
        cmocka_unit_test(each_station_enters_its_own),
        cmocka_unit_test(a_visit_goes_by_it_too),
    };

    return cmocka_run_group_tests_name("street", tests, start, shell_end);
}
