/* SPDX-License-Identifier: MIT */
/* A hub with two stations, their street, the district and a department: who gets what, once, and
 * the earlier acts of what becomes visible. */
#include "config.h"

#include "hub_sample.h"

static void a_case_goes_to_the_street_and_its_head_to_the_district(void **state)
{
    struct act opened = open_case(&station, "A"), noted = note(&station, &opened, "漏水");

    (void)state;
    client_send(&station, 1, 2);
    struct hub_report report = run_hub();
    assert_int_equal(report.taken_count, 1);
    assert_int_equal(report.act_count, 2);
    take_all();
    assert_int_equal(client_sees(&street, &opened), SIGHT_WHOLE);
    assert_int_equal(client_sees(&street, &noted), SIGHT_WHOLE);
    assert_int_equal(client_sees(&district, &noted), SIGHT_HEAD);
    assert_int_equal(client_sees(&other, &opened), SIGHT_NONE);
    assert_int_equal(client_sees(&unit, &opened), SIGHT_NONE);
    assert_int_equal(station.feed_count, 0);
    hub_report_release(&report);
}

static void a_unit_gets_the_earlier_acts_too_and_the_resident(void **state)
{
    struct act resident = put(&station, "residents/R1", "{\"name\":\"周美芳\"}");
    struct act opened = open_case_of(&station, "B", "R1");
    struct act noted = note(&station, &opened, "电梯");

    (void)state;
    client_send(&station, 1, 3);
    exchange_all();
    assert_int_equal(client_sees(&unit, &opened), SIGHT_NONE);
    assert_int_equal(client_sees(&unit, &resident), SIGHT_NONE);
    struct act sent = dispatch(&street, &noted, UNIT);
    client_send(&street, 1, 1);
    exchange_all();
    assert_int_equal(client_sees(&unit, &opened), SIGHT_WHOLE);
    assert_int_equal(client_sees(&unit, &noted), SIGHT_WHOLE);
    assert_int_equal(client_sees(&unit, &sent), SIGHT_WHOLE);
    assert_int_equal(client_sees(&unit, &resident), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &sent), SIGHT_WHOLE);
    assert_int_equal(client_sees(&other, &sent), SIGHT_NONE);
}

static void nobody_lets_themselves_in(void **state)
{
    struct act opened = open_case(&station, "C");
    struct act sent = dispatch(&unit, &opened, UNIT);

    (void)state;
    client_send(&station, 1, 1);
    client_send(&unit, 1, 1);
    exchange_all();
    assert_int_equal(client_sees(&unit, &opened), SIGHT_NONE);
    assert_int_equal(client_sees(&station, &sent), SIGHT_NONE);
}

static void what_is_not_confirmed_is_not_sent_twice(void **state)
{
    (void)state;
    open_case(&station, "D");
    client_send(&station, 1, 1);
    struct hub_report report = run_hub();
    assert_true(report.sent_count > 0);
    hub_report_release(&report);
    report = run_hub();
    assert_int_equal(report.sent_count, 0);
    hub_report_release(&report);
    /* it was taken out, and nothing said: once more */
    assert_true(client_take(&street) > 0);
    street.feed_count = 0;
    report = run_hub();
    assert_int_equal(report.sent_count, 2);
    hub_report_release(&report);
    client_take(&street);
    client_tell(&street);
    report = run_hub();
    assert_int_equal(report.sent_count, 1);
    hub_report_release(&report);
    client_take(&street);
    assert_true(street.is_answered);
    assert_int_equal(street.view.feed.last.n, street.feed_count);
}

static void the_same_bundle_again_changes_nothing(void **state)
{
    (void)state;
    open_case(&station, "E");
    client_send(&station, 1, 1);
    exchange_all();
    size_t had = street.feed_count;
    client_send(&station, 1, 1);
    struct hub_report report = run_hub();
    assert_int_equal(report.taken_count, 1);
    assert_int_equal(report.act_count, 0);
    hub_report_release(&report);
    take_all();
    assert_int_equal(street.feed_count, had);
}

static void a_gap_waits_and_is_said(void **state)
{
    (void)state;
    open_case(&station, "F");
    open_case(&station, "G");
    client_send(&station, 2, 1);
    struct hub_report report = run_hub();
    assert_int_equal(report.early_count, 1);
    assert_int_equal(report.refused_count, 0);
    assert_non_null(strstr(report.lines.at, "send from 1"));
    hub_report_release(&report);
    client_take(&station);
    assert_true(station.is_answered);
    assert_int_equal(station.view.logs[0].last.n, 0);
    client_send(&station, 1, 2);
    exchange_all();
    assert_int_equal(street.feed_count, 2);
}

static void an_id_that_two_stations_gave_out_is_said_once(void **state)
{
    (void)state;
    put(&station, "grids/G1", "{\"name\":\"东\"}");
    put(&station, "services/WH01", "{\"name\":\"医保\"}");
    put(&station, "staff/S01", "{\"name\":\"陆伟\"}");
    client_send(&station, 1, 3);
    put(&other, "services/WH01", "{\"name\":\"医保\"}");
    struct act theirs = put(&other, "grids/G1", "{\"name\":\"西\"}");
    put(&other, "staff/S01", "{\"name\":\"陈静\"}");
    client_send(&other, 1, 3);
    struct hub_report report = run_hub();
    assert_int_equal(report.clash_count, 1);
    assert_non_null(strstr(report.lines.at, "grids/G1 was given out by " STATION " and by " OTHER));
    hub_report_release(&report);
    take_all();
    assert_int_equal(street.feed_count, 6);
    assert_int_equal(client_sees(&station, &theirs), SIGHT_NONE);
    tell_all();
    /* each goes on with its own */
    struct act more = {.kind = ACT_PUT, .fields = "{\"phone\":\"1\"}"};
    follow(&other, &more, &theirs);
    client_send(&other, 4, 1);
    report = run_hub();
    assert_int_equal(report.clash_count, 0);
    hub_report_release(&report);
    take_all();
    assert_int_equal(client_sees(&station, &more), SIGHT_NONE);
    assert_int_equal(client_sees(&street, &more), SIGHT_WHOLE);
}

static int64_t clashes_of_a_run(void)
{
    struct hub_report report = run_hub();
    int64_t count = report.clash_count;

    hub_report_release(&report);
    return count;
}

/* What was said first is kept from run to run, and what is said later is no first word. */
static void an_id_is_compared_with_all_who_gave_it_out(void **state)
{
    (void)state;
    struct act ours = put(&station, "services/WH03", "{\"name\":\"医保\"}");
    client_send(&station, 1, 1);
    assert_int_equal(clashes_of_a_run(), 0);
    put(&other, "services/WH03", "{\"name\":\"医保\"}");
    client_send(&other, 1, 1);
    assert_int_equal(clashes_of_a_run(), 0);
    struct act more = {.kind = ACT_PUT, .fields = "{\"name\":\"社保\"}"};
    follow(&station, &more, &ours);
    client_send(&station, 2, 1);
    assert_int_equal(clashes_of_a_run(), 0);
    put(&unit, "services/WH03", "{\"name\":\"社保\"}");
    client_send(&unit, 1, 1);
    assert_int_equal(clashes_of_a_run(), 1);
}

/* However many they are: one line and one row of each id, not one of each two. */
static void what_all_give_out_is_told_once(void **state)
{
    enum { MORE = 12 };
    static struct client more[MORE];
    struct hub_status now;
    struct arena arena = {0};
    int64_t told = 0;

    (void)state;
    for (int i = 0; i < MORE; i++) {
        enrol(&more[i], arena_format(&arena, "310115008%03d", i + 1));
        put(&more[i], "services/WH05",
            arena_format(&arena, "{\"name\":\"代办\",\"phone\":\"%d\"}", i));
        client_send(&more[i], 1, 1);
        told += i % 4 ? 0 : clashes_of_a_run();
    }
    assert_int_equal(told + clashes_of_a_run(), 1);
    assert_ok(hub_status(hub, &arena, &now, &error));
    assert_int_equal(now.clash_count, 1);
    for (int i = 0; i < MORE; i++)
        client_release(&more[i]);
    arena_release(&arena);
}

static void what_is_said_of_a_stations_own_stays_with_it(void **state)
{
    struct act ours = put(&station, "services/WH02", "{\"name\":\"老人证\"}");
    struct act theirs = {.kind = ACT_PUT, .fields = "{\"limit\":\"3w\"}"};

    (void)state;
    theirs.value[FIELD_NODE] = STATION;
    /* the street's comes first, and names one that the hub does not have yet */
    follow(&street, &theirs, &ours);
    client_send(&street, 1, 1);
    exchange_all();
    assert_int_equal(client_sees(&station, &theirs), SIGHT_WHOLE);
    client_send(&station, 1, 1);
    exchange_all();
    assert_int_equal(client_sees(&street, &ours), SIGHT_WHOLE);
    assert_int_equal(client_sees(&other, &ours), SIGHT_NONE);
    assert_int_equal(client_sees(&other, &theirs), SIGHT_NONE);
    assert_int_equal(client_sees(&unit, &ours), SIGHT_NONE);
}

/* Lists of two stations may number their people alike. */
static void nobody_gets_in_by_a_case_of_their_own(void **state)
{
    struct act resident = put(&station, "residents/1001", "{\"name\":\"周美芳\"}");
    struct act opened = open_case(&station, "A");

    (void)state;
    client_send(&station, 1, 2);
    exchange_all();
    struct act same = {.kind = ACT_OPEN, .subject = opened.subject};
    same.value[FIELD_NODE] = OTHER;
    client_write(&other, &same);
    struct act own = open_case_of(&other, "B", "1001");
    dispatch(&other, &own, OTHER);
    client_send(&other, 1, 3);
    exchange_all();
    assert_int_equal(client_sees(&other, &opened), SIGHT_NONE);
    assert_int_equal(client_sees(&other, &resident), SIGHT_NONE);
}

/* As the program writes it: the amendment's head names who it is. */
static void who_is_named_by_an_amendment_goes_along(void **state)
{
    struct act resident = put(&station, "residents/R1", "{\"name\":\"周美芳\"}");
    struct act opened = open_case(&station, "A"), amended = {.kind = ACT_AMEND};

    (void)state;
    amended.value[FIELD_FIELD] = "resident";
    amended.value[FIELD_RESIDENT] = "R1";
    follow(&station, &amended, &opened);
    client_send(&station, 1, 3);
    exchange_all();
    dispatch(&street, &opened, UNIT);
    client_send(&street, 1, 1);
    exchange_all();
    assert_int_equal(client_sees(&unit, &resident), SIGHT_WHOLE);
}

static void who_is_enrolled_later_gets_everything(void **state)
{
    struct client late;
    struct act opened = open_case(&station, "H");
    char code[KEYCODE];

    (void)state;
    client_send(&station, 1, 1);
    struct act sent = dispatch(&street, &opened, "310115007-cg");
    client_send(&street, 1, 1);
    exchange_all();
    client_make(&late, "310115007-cg", code);
    enrol_key(late.node, code);
    client_trust(&late, hub, mailbox_address(late.node));
    struct hub_report report = run_hub();
    hub_report_release(&report);
    client_take(&late);
    assert_int_equal(late.feed_count, 2);
    assert_int_equal(client_sees(&late, &opened), SIGHT_WHOLE);
    assert_int_equal(client_sees(&late, &sent), SIGHT_WHOLE);
    client_release(&late);
}

static void a_new_file_of_a_station_gets_its_old_acts(void **state)
{
    struct act opened = open_case(&station, "I");
    char code[KEYCODE];

    (void)state;
    client_send(&station, 1, 1);
    exchange_all();
    client_release(&station);
    client_make(&station, STATION, code);
    assert_fails(hub_enrol(hub, STATION, "", code, &error), STATUS_REFUSED, "rotate");
    assert_ok(hub_rotate(hub, STATION, code, &error));
    client_trust(&station, hub, mailbox_address(STATION));
    client_tell(&station);
    struct hub_report report = run_hub();
    assert_int_equal(report.refused_count, 0);
    hub_report_release(&report);
    client_take(&station);
    assert_int_equal(client_sees(&station, &opened), SIGHT_WHOLE);
    client_tell(&station);
    open_case(&station, "J");
    client_send(&station, 1, 1);
    exchange_all();
    assert_int_equal(street.feed_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(a_case_goes_to_the_street_and_its_head_to_the_district),
        HUB_TEST(a_unit_gets_the_earlier_acts_too_and_the_resident),
        HUB_TEST(nobody_lets_themselves_in),
        HUB_TEST(what_is_not_confirmed_is_not_sent_twice),
        HUB_TEST(the_same_bundle_again_changes_nothing),
        HUB_TEST(a_gap_waits_and_is_said),
        HUB_TEST(an_id_that_two_stations_gave_out_is_said_once),
        HUB_TEST(an_id_is_compared_with_all_who_gave_it_out),
        HUB_TEST(what_all_give_out_is_told_once),
        HUB_TEST(what_is_said_of_a_stations_own_stays_with_it),
        HUB_TEST(nobody_gets_in_by_a_case_of_their_own),
        HUB_TEST(who_is_named_by_an_amendment_goes_along),
        HUB_TEST(who_is_enrolled_later_gets_everything),
        HUB_TEST(a_new_file_of_a_station_gets_its_old_acts),
    };

    return HUB_RUN(tests);
}
