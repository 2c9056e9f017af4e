/* SPDX-License-Identifier: MIT */
/* Visits in a file of several stations: a door that stands in no grid is another household at each
 * of them, and each sees its own. */
#include "config.h"

#include "shouwen/desk/visiting.h"

#include "shouwen/base/clock.h"
#include "shouwen/desk/sight.h"
#include "shouwen/store/records.h"
#include "tests/desk/office.h"

#define HERE "310115007001"
#define THERE "310115007002"
#define ELSEWHERE "310115008001"

static struct visiting_household household;
static struct visiting_done done;

static int start(void **state)
{
    office_open(state);
    office_import(RECORD_NODES,
                  "code,name,parent,level\n" THERE ",二居,310115007,station\n"
                  "310115008,上钢街道,310115,street\n" ELSEWHERE ",三居,310115008,station\n");
    office_import(RECORD_STAFF, "id,name,roles,node,status\n"
                                "N01,邻居委社工,worker," THERE ",active\n"
                                "N02,没有网格的网格员,grid_member," HERE ",active\n");
    office_import(RECORD_RESIDENTS, "id,name,door,class,node\n"
                                    "RB000001A,陈阿婆,3-101,special," HERE "\n"
                                    "RB000002A,孙大爷,3-101,key," THERE "\n"
                                    "RB000003A,钱一,3-101,regular," ELSEWHERE "\n");
    office_as("S01");
    return 0;
}

/* Whom somebody is to visit, and by the counts that are kept how many of them are due. */
static const char *due(const char *who)
{
    struct text out = TEXT_EMPTY;
    struct visiting_scope scope;
    struct visit_row *rows;
    int64_t due_count, late_count;
    size_t count;

    office_as(who);
    must(visiting_scope(office.desk, NULL, &office.arena, &scope, &error));
    const struct visit_filter filter = {.places = scope.places,
                                        .place_count = scope.count,
                                        .within = scope.within,
                                        .until = INT32_MAX,
                                        .limit = 99};
    must(query_visits_due(desk_reader(office.desk), &filter, &office.arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s ", rows[i].who);
    must(visiting_count(office.desk, &scope, &due_count, &late_count, &error));
    text_addf(&out, "%d", (int)due_count);
    const char *copy = arena_copy(&office.arena, out.at);
    text_release(&out);
    return copy;
}

static void each_station_visits_its_own(void **state)
{
    (void)state;
    assert_string_equal(due("S01"), "RB000001A 0");
    assert_string_equal(due("S05"), "RB000001A 0");
    assert_string_equal(due("N01"), "RB000002A 0");
    /* the street visits at both of its stations, not at another street's */
    assert_string_equal(due("T01"), "RB000001A RB000002A 0");
    assert_string_equal(due("S12"), "RB000001A RB000002A RB000003A 0");
    assert_string_equal(due("N02"), "0");
    office_at("2026-12-01T10:00"); /* a special resident's week is over, no other's */
    assert_string_equal(due("S01"), "RB000001A 1");
    assert_string_equal(due("N01"), "RB000002A 0");
    assert_string_equal(due("T01"), "RB000001A RB000002A 1");
}

static void record(const char *who, const char *given, enum visit_result result)
{
    const struct visiting_line line = {VISITING_OPINION, "楼道太暗"};
    const struct visiting_entry entry = {.result = result, .lines = &line, .line_count = 1};

    office_as(who);
    must(visiting_household(office.desk, given, &office.arena, &household, &error));
    must(visiting_record(office.desk, &household, &entry, &office.arena, &done, &error));
}

static void a_door_means_ones_own_household(void **state)
{
    (void)state;
    record("S01", "3-101", VISIT_MET);
    assert_int_equal(household.member_count, 1);
    assert_string_equal(household.who, "RB000001A");
    assert_string_equal(record_text(&done.visit, RECORD_VISITS_NODE), HERE);
    record("N01", "3-101", VISIT_NOT_MET);
    assert_string_equal(household.who, "RB000002A");
    assert_int_equal(household.visit_count, 0);
    assert_string_equal(record_text(&done.visit, RECORD_VISITS_NODE), THERE);
    assert_false(sight_has_record(office.desk, &(struct record){
                                                   .kind = RECORD_VISITS,
                                                   .id = "V1",
                                                   .value[RECORD_VISITS_NODE] = HERE,
                                               }));
    /* not met at one door is no step at the other */
    must(visiting_household(office.desk, "RB000002A", &office.arena, &household, &error));
    assert_int_equal(household.step, VISIT_STEP_AGAIN);
    office_as("S01");
    must(visiting_household(office.desk, "3-101", &office.arena, &household, &error));
    assert_int_equal(household.step, VISIT_STEP_NOTHING);
    assert_int_equal(household.visit_count, 1);
    fails(visiting_household(office.desk, "RB000002A", &office.arena, &household, &error),
          STATUS_DENIED, "others");
    fails(visiting_household(office.desk, "孙大爷", &office.arena, &household, &error),
          STATUS_DENIED, "others");
    /* nobody of this station lives there: the door is this station's, not the others' household */
    office_as("S12");
    office_import(RECORD_RESIDENTS, "id,name,door,node\nRB000004A,李四,9-901," THERE "\n");
    office_as("S01");
    must(visiting_household(office.desk, "9-901", &office.arena, &household, &error));
    assert_int_equal(household.member_count, 0);
    assert_string_equal(household.station, HERE);
}

static size_t opinions(const char *who)
{
    struct visiting_scope scope;
    struct record *demands;
    size_t count, seen = 0;

    office_as(who);
    must(visiting_scope(office.desk, NULL, &office.arena, &scope, &error));
    must(visiting_demands(office.desk, &scope, "visit", desk_today(office.desk),
                          desk_today(office.desk), &office.arena, &demands, &count, &error));
    for (size_t i = 0; i < count; i++)
        seen += sight_has_record(office.desk, &demands[i]);
    assert_int_equal(seen, count);
    return count;
}

static void what_was_said_stays_at_its_station(void **state)
{
    struct visit_sum *sums;
    size_t count;

    (void)state;
    record("S01", "RB000001A", VISIT_MET);
    record("N01", "RB000002A", VISIT_MET);
    assert_int_equal(opinions("S01"), 1);
    assert_int_equal(opinions("N01"), 1);
    assert_int_equal(opinions("T01"), 2);
    must(query_visits_sum(desk_reader(office.desk), desk_today(office.desk),
                          desk_today(office.desk), &office.arena, &sums, &count, &error));
    assert_int_equal(count, 2);
    assert_string_equal(sums[0].place, HERE);
    assert_string_equal(sums[1].place, THERE);
}

/* What is kept is what a recount gives, in whatever order the acts are folded. */
static void folding_again_gives_the_same(void **state)
{
    char before[2 * CRYPTO_CHAIN + 1], after[2 * CRYPTO_CHAIN + 1];
    struct ledger_report report;
    struct ledger *ledger;

    (void)state;
    record("S01", "RB000001A", VISIT_MET);
    record("N01", "3-101", VISIT_NOT_MET);
    must(desk_ledger(office.desk, &ledger, &error));
    must(ledger_digest(ledger, before, &error));
    for (uint64_t seed = 0; seed < 4; seed++) {
        must(ledger_rebuild(ledger, seed, &error));
        must(ledger_digest(ledger, after, &error));
        assert_string_equal(before, after);
        must(ledger_check(ledger, &report, &error));
        assert_string_equal(report.problems.at, "");
        text_release(&report.problems);
        assert_string_equal(due("N01"), "RB000002A 1");
    }
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, start, office_close)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(each_station_visits_its_own),
        IN_OFFICE(a_door_means_ones_own_household),
        IN_OFFICE(what_was_said_stays_at_its_station),
        IN_OFFICE(folding_again_gives_the_same),
    };

    return cmocka_run_group_tests_name("visiting_street", tests, NULL, NULL);
}
