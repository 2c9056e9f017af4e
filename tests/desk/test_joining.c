/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/joining.h"

#include "office.h"

#include "shouwen/desk/admin.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/desk/sight.h"
#include "shouwen/desk/visiting.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"
#include "shouwen/store/search.h"

static const char people[] = "id,name,phone,door,grid,class,birth_on\n"
                             "RAA00101A,贾桂英,13911110001,9-101,310115007001-G03,key,1948-03-02\n"
                             "RAA00102A,贾桂英,13911110001,9-102,310115007001-G03,key,\n"
                             "RAA00103A,贾桂莹,,9-101,310115007001-G03,,1948-03-02\n"
                             "RAA00104A,甄小明,13911110004,9-104,310115007001-G03,,\n"
                             "RAA00105A,甄小明,13911110005,9-105,310115007001-G03,,\n";

static int set_up(void **state)
{
    int failed = office_open(state);

    if (!failed)
        office_import(RECORD_RESIDENTS, people);
    return failed;
}

static struct ledger_report check(void)
{
    struct ledger_report report = {.problems = TEXT_EMPTY};

    must(admin_check(office.desk, &report, &error));
    assert_string_equal(report.problems.at, "");
    text_release(&report.problems);
    return report;
}

static size_t find(const char *typed, struct search_hits *hits)
{
    const struct search_context context = {
        .today = desk_today(office.desk), .node = OFFICE_NODE, .deadline_ms = 5000};

    must(search_query(desk_reader(office.desk), typed, &context, &office.arena, hits, &error));
    return hits->resident_count;
}

static size_t count_cases(const char *resident)
{
    struct case_row *rows;
    size_t count;

    must(sight_cases_of(office.desk, resident, "", 50, &office.arena, &rows, &count, &error));
    return count;
}

static void doubles_are_listed_and_left_alone(void **state)
{
    struct joining_pair *pairs;
    size_t count;

    (void)state;
    must(joining_pairs(office.desk, 50, &office.arena, &pairs, &count, &error));
    assert_int_equal(count, 1);
    assert_string_equal(pairs[0].one.id, "RAA00101A");
    assert_string_equal(pairs[0].other.id, "RAA00102A");
    assert_string_equal(pairs[0].same->name, "phone");
    must(joining_join(office.desk, "RAA00102A", "RAA00101A", &error));
    must(joining_pairs(office.desk, 50, &office.arena, &pairs, &count, &error));
    assert_int_equal(count, 0);
}

static size_t count_pairs(void)
{
    struct joining_pair *pairs;
    size_t count;

    must(joining_pairs(office.desk, 50, &office.arena, &pairs, &count, &error));
    return count;
}

static void two_people_are_remembered_and_listed_no_more(void **state)
{
    struct record record;
    bool found;

    (void)state;
    must(joining_apart(office.desk, "RAA00102A", "RAA00101A", false, &error));
    assert_int_equal(count_pairs(), 0);
    must(joining_apart(office.desk, "RAA00102A", "RAA00101A", false, &error));
    must(records_get(desk_reader(office.desk), RECORD_RESIDENTS, "RAA00102A", &office.arena,
                     &record, &found, &error));
    assert_string_equal(record_text(&record, RECORD_RESIDENTS_APART), "RAA00101A");
    check();
    /* taken back, from either side */
    must(joining_apart(office.desk, "RAA00101A", "RAA00102A", true, &error));
    assert_int_equal(count_pairs(), 1);
    /* joined they are one, and two no more when they are parted */
    must(joining_apart(office.desk, "RAA00101A", "RAA00102A", false, &error));
    must(joining_join(office.desk, "RAA00102A", "RAA00101A", &error));
    assert_int_equal(joining_apart(office.desk, "RAA00101A", "RAA00102A", false, &error),
                     STATUS_REFUSED);
    assert_non_null(strstr(error.message, "part them first"));
    must(joining_part(office.desk, "RAA00102A", &error));
    assert_int_equal(count_pairs(), 1);
    check();
}

static void everything_follows_and_parts_again(void **state)
{
    const char *first = office_take("S01", "换灯", "resident=RAA00101A", NULL);
    const char *second = office_take("S01", "修门", "resident=RAA00102A", NULL);
    struct visiting_household household;
    struct receive_resident resident;
    struct search_hits hits;
    struct dossier dossier;
    bool found;

    (void)state;
    office_as("S12");
    struct ledger_report before = check();
    assert_int_equal(find("贾桂英", &hits), 2);
    assert_int_equal(count_cases("RAA00101A"), 1);
    must(joining_join(office.desk, "RAA00102A", "RAA00101A", &error));
    check();
    /* the search: by what either record says, once */
    assert_int_equal(find("贾桂英", &hits), 1);
    assert_string_equal(hits.residents[0].id, "RAA00101A");
    assert_true(hits.residents[0].has_open_case);
    assert_int_equal(find("9-102", &hits), 1);
    assert_string_equal(hits.residents[0].id, "RAA00101A");
    /* the cases of both, from either */
    assert_int_equal(count_cases("RAA00101A"), 2);
    must(receive_resident_load(office.desk, "RAA00102A", &office.arena, &resident, &found, &error));
    assert_true(found);
    assert_string_equal(resident.record.id, "RAA00101A");
    assert_int_equal(resident.open_count, 2);
    must(dossier_load(office.desk, second, &office.arena, &dossier, &error));
    assert_true(dossier.has_resident);
    assert_int_equal(dossier.age, 78);
    /* a new one would be opened for the person */
    struct act open = {.kind = ACT_OPEN};
    must(receive_person(office.desk, "RAA00102A", &office.arena, &open, &error));
    assert_string_equal(open.value[FIELD_RESIDENT], "RAA00101A");
    /* open cases of the same person, asked for while an intake is typed */
    const struct search_intake intake = {.resident = "RAA00101A"};
    const struct search_context context = {
        .today = desk_today(office.desk), .node = OFFICE_NODE, .deadline_ms = 5000};
    must(search_duplicates(desk_reader(office.desk), &intake, &context, &office.arena, &hits,
                           &error));
    assert_int_equal(hits.case_count, 2);
    /* the other door leads to where the person lives */
    must(visiting_household(office.desk, "9-102", &office.arena, &household, &error));
    assert_string_equal(household.door, "9-101");
    assert_int_equal(household.member_count, 2);
    /* parted: exactly what was */
    must(joining_part(office.desk, "RAA00102A", &error));
    assert_int_equal(find("贾桂英", &hits), 2);
    assert_int_equal(count_cases("RAA00102A"), 1);
    assert_int_equal(count_cases("RAA00101A"), 1);
    must(visiting_household(office.desk, "9-102", &office.arena, &household, &error));
    assert_int_equal(household.member_count, 1);
    must(dossier_load(office.desk, first, &office.arena, &dossier, &error));
    assert_string_equal(dossier.matter.resident, "RAA00101A");
    assert_string_equal(check().digest, before.digest);
}

static size_t count_listed(const char *typed)
{
    const struct case_filter filter = {
        .queue = QUEUE_OPEN, .today = desk_today(office.desk), .search = typed, .limit = 50};
    struct case_row *rows;
    size_t count;

    must(query_cases(desk_reader(office.desk), &filter, &office.arena, &rows, &count, &error));
    return count;
}

/* Only one of two who turn out to be one person has a case: the other is found as near as that. */
static void who_stands_for_somebody_has_their_cases(void **state)
{
    const char *number = office_take("S01", "换锁", "resident=RAA00104A", NULL);

    (void)state;
    office_as("S12");
    assert_int_equal(count_listed("13911110005"), 0);
    must(joining_join(office.desk, "RAA00104A", "RAA00105A", &error));
    check();
    assert_int_equal(count_listed("13911110005"), 1);
    assert_int_equal(count_listed("13911110004"), 1);
    assert_int_equal(count_listed("9-105"), 1);
    must(office_act("S01", number, "solve", "text=好了", NULL));
    check();
    office_take("S01", "修窗", "resident=RAA00104A", NULL);
    check();
    assert_int_equal(count_listed("zxm"), 1);
    office_as("S12");
    must(joining_part(office.desk, "RAA00104A", &error));
    check();
    assert_int_equal(count_listed("13911110005"), 0);
}

static void a_chain_ends_with_one_person(void **state)
{
    struct ledger *ledger;
    struct search_hits hits;
    struct record record;
    const char **ids;
    size_t count;

    (void)state;
    struct ledger_report before = check();
    must(joining_join(office.desk, "RAA00103A", "RAA00102A", &error));
    must(joining_join(office.desk, "RAA00102A", "RAA00101A", &error));
    must(joining_person(office.desk, "RAA00103A", &office.arena, &record, &ids, &count, &error));
    assert_string_equal(record.id, "RAA00101A");
    assert_int_equal(count, 2);
    assert_int_equal(find("贾桂莹", &hits), 1);
    assert_string_equal(hits.residents[0].id, "RAA00101A");
    fails(joining_join(office.desk, "RAA00101A", "RAA00103A", &error), STATUS_REFUSED,
          "one already");
    fails(joining_join(office.desk, "RAA00102A", "RAA00104A", &error), STATUS_REFUSED, "part them");
    fails(joining_part(office.desk, "RAA00104A", &error), STATUS_REFUSED, "not joined");
    fails(joining_join(office.desk, "RAA00104A", "RA999999A", &error), STATUS_NOT_FOUND, "");
    /* in whatever order it is folded */
    struct ledger_report joined = check();
    must(desk_ledger(office.desk, &ledger, &error));
    for (uint64_t seed = 1; seed < 6; seed++) {
        must(ledger_rebuild(ledger, seed, &error));
        assert_string_equal(check().digest, joined.digest);
        assert_int_equal(find("贾桂莹", &hits), 1);
        assert_string_equal(hits.residents[0].id, "RAA00101A");
    }
    must(joining_part(office.desk, "RAA00102A", &error));
    must(joining_person(office.desk, "RAA00103A", &office.arena, &record, &ids, &count, &error));
    assert_string_equal(record.id, "RAA00102A");
    must(joining_part(office.desk, "RAA00103A", &error));
    assert_string_equal(check().digest, before.digest);
}

static void whoever_looks_after_them_may(void **state)
{
    (void)state;
    office_as("U01");
    fails(joining_join(office.desk, "RAA00102A", "RAA00101A", &error), STATUS_DENIED, "");
    office_as("S04");
    must(joining_join(office.desk, "RAA00102A", "RAA00101A", &error));
    must(joining_part(office.desk, "RAA00102A", &error));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, office_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(doubles_are_listed_and_left_alone),
        TEST(two_people_are_remembered_and_listed_no_more),
        TEST(everything_follows_and_parts_again),
        TEST(a_chain_ends_with_one_person),
        TEST(who_stands_for_somebody_has_their_cases),
        TEST(whoever_looks_after_them_may),
    };

    return cmocka_run_group_tests_name("joining", tests, NULL, NULL);
}
