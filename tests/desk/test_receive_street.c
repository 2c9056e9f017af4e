/* SPDX-License-Identifier: MIT */
/* Taking in a request in a file of several stations: every estate has a house 5. */
#include "config.h"

#include "shouwen/desk/receive.h"

#include "shouwen/desk/follow.h"
#include "shouwen/store/matters.h"
#include "tests/desk/office.h"

#define HERE "310115007001"
#define THERE "310115007002"

static int start(void **state)
{
    office_open(state);
    office_import(RECORD_NODES, "code,name,parent,level\n" THERE ",二居,310115007,station\n");
    office_import(RECORD_STAFF, "id,name,roles,node,status\n"
                                "S60,街道前台,desk,310115007,active\n");
    office_import(RECORD_GRIDS,
                  "code,name,leader,places\n" HERE "-G03,第3网格,S04,5号;5号楼西\n" THERE
                  "-G02,二居第2网格,S04,5号\n");
    office_import(RECORD_RESIDENTS, "id,name,door,node\nRB000001A,陈伯伯,5-102," THERE "\n"
                                    "RB000002A,刘阿婆,7-101," THERE "\n");
    return 0;
}

/* The grid of the case that this person opens for somebody. */
static const char *grid_of(const char *by, const char *who, const char *door)
{
    struct act act = {.kind = ACT_OPEN};
    struct matter matter;
    const char *number;

    office_as(by);
    act.value[FIELD_CHANNEL] = "walk-in";
    act.value[FIELD_SUBJECT] = "楼道灯不亮";
    act.value[FIELD_DOOR] = door;
    must(receive_person(office.desk, who, &office.arena, &act, &error));
    must(follow_record(office.desk, &act, 1, &office.arena, &number, &error));
    must(follow_case(office.desk, number, &office.arena, &matter, &error));
    return matter.grid ? matter.grid : "";
}

static void a_case_lies_in_a_grid_of_ones_own_station(void **state)
{
    (void)state;
    assert_string_equal(grid_of("S01", "路人", "5-302"), HERE "-G03");
    assert_string_equal(grid_of("S60", "路人", "5-302"), "");
    assert_string_equal(grid_of("S60", "陈伯伯", NULL), THERE "-G02");
    assert_string_equal(grid_of("S60", "刘阿婆", NULL), "");
}

/* Whoever is entered gets the node and grid of the station that looks after them. */
static struct record enter(const char *by, const char *name, const char *node)
{
    struct record record = {.kind = RECORD_RESIDENTS};

    office_as(by);
    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_DOOR] = "5-302";
    record.value[RECORD_RESIDENTS_NODE] = node;
    must(receive_resident(office.desk, &office.arena, &record, &error));
    return record;
}

static void a_newcomer_at_the_street_is_of_no_station_by_a_house_number(void **state)
{
    struct record record;

    (void)state;
    record = enter("S60", "易小乙", NULL);
    assert_string_equal(record_text(&record, RECORD_RESIDENTS_GRID), "");
    assert_string_equal(record_text(&record, RECORD_RESIDENTS_NODE), "310115007");
    record = enter("S01", "易小甲", NULL);
    assert_string_equal(record_text(&record, RECORD_RESIDENTS_GRID), HERE "-G03");
    record = enter("S12", "易小丙", THERE);
    assert_string_equal(record_text(&record, RECORD_RESIDENTS_GRID), THERE "-G02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_case_lies_in_a_grid_of_ones_own_station, start,
                                        office_close),
        cmocka_unit_test_setup_teardown(a_newcomer_at_the_street_is_of_no_station_by_a_house_number,
                                        start, office_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
