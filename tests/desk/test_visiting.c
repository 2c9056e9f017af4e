/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/visiting.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "tests/desk/office.h"

#define G1 "310115007001-G01"
#define G3 "310115007001-G03"

static struct visiting_household household;
static struct visiting_done done;

static int start(void **state)
{
    office_open(state);
    office_import(RECORD_RESIDENTS,
                  "id,name,door,grid,class,tags,contact,contact_phone,liaison,phone\n"
                  "RB000001A,陈阿婆,3-101," G3 ",special,独居;高龄,女儿 陈敏,13900006001,楼组长 李,"
                  "13900006000\n"
                  "RB000002A,孙大爷,3-102," G3 ",key,,,,,\n"
                  "RB000003A,孙小弟,3-102," G3 ",general,,,,,\n"
                  "RB000004A,钱一,4-101," G1 ",regular,,,,,\n"
                  "RB000005A,钱二,4-102," G1 ",ordinary,,,,,\n"
                  "RB000006A,老周,4-103," G1 ",special,迁出,,,,\n"
                  "RB000007A,无类,4-104," G1 ",,,,,,\n");
    office_as("S04");
    return 0;
}

static void look(const char *given)
{
    must(visiting_household(office.desk, given, &office.arena, &household, &error));
}

static enum status record(const char *given, enum visit_result result, bool asks_contact,
                          const char *met)
{
    const struct visiting_entry entry = {
        .result = result, .asks_contact = asks_contact, .met = met};

    look(given);
    return visiting_record(office.desk, &household, &entry, &office.arena, &done, &error);
}

/* Whom to visit until a day, "3-101 11-30 special RB000001A" a line. */
static const char *due(const char *class, int32_t until)
{
    struct text out = TEXT_EMPTY;
    struct visiting_scope scope;
    struct visit_row *rows;
    size_t count;
    char day[CLOCK_TEXT];

    must(visiting_scope(office.desk, NULL, &office.arena, &scope, &error));
    const struct visit_filter filter = {.places = scope.places,
                                        .place_count = scope.count,
                                        .within = scope.within,
                                        .class = class,
                                        .until = until,
                                        .limit = 99};
    must(query_visits_due(desk_reader(office.desk), &filter, &office.arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        text_addf(&out, "%s %s %s %s\n", rows[i].door, clock_format_short_day(rows[i].due_on, day),
                  rows[i].class, rows[i].who);
    const char *copy = arena_copy(&office.arena, out.at);
    text_release(&out);
    return copy;
}

static void a_new_list_is_due_class_by_class(void **state)
{
    (void)state;
    /* S04 leads both grids; nobody without a class, nobody who moved away */
    assert_string_equal(due(NULL, INT32_MAX), "3-101 11-30 special RB000001A\n"
                                              "3-102 12-23 key RB000002A\n"
                                              "4-101 02-21 regular RB000004A\n"
                                              "4-102 05-22 ordinary RB000005A\n");
    assert_string_equal(due("key", INT32_MAX), "3-102 12-23 key RB000002A\n");
    assert_string_equal(due(NULL, desk_today(office.desk)), "");
}

static void counts(int64_t due_expected, int64_t late_expected)
{
    struct visiting_scope scope;
    int64_t due_count, late_count;

    must(visiting_scope(office.desk, NULL, &office.arena, &scope, &error));
    must(visiting_count(office.desk, &scope, &due_count, &late_count, &error));
    assert_int_equal(due_count, due_expected);
    assert_int_equal(late_count, late_expected);
}

static void meeting_somebody_begins_their_interval_anew(void **state)
{
    (void)state;
    office_at("2026-12-01T10:00");
    counts(1, 1);
    must(record("RB000001A", VISIT_PHONED, false, NULL));
    counts(1, 1);
    must(record("RB000001A", VISIT_MET, false, NULL));
    assert_string_equal(record_text(&done.visit, RECORD_VISITS_MET), "RB000001A");
    counts(0, 0);
    assert_string_equal(due("special", INT32_MAX), "3-101 12-08 special RB000001A\n");
    /* of two, the one who was met; the other one's day stands */
    must(record("3-102", VISIT_MET, false, "RB000003A"));
    assert_string_equal(due("key", INT32_MAX), "3-102 12-23 key RB000002A\n");
    must(record("3-102", VISIT_MET, false, "RB000002A,RB000003A,RB000002A"));
    assert_string_equal(record_text(&done.visit, RECORD_VISITS_MET), "RB000002A;RB000003A");
    assert_string_equal(due("key", INT32_MAX), "3-102 12-31 key RB000002A\n");
    office_set("[visit]\nkey = 10\nphoned_counts = yes\n");
    assert_string_equal(due("key", INT32_MAX), "3-102 12-11 key RB000002A\n");
}

/* Three times at a closed door, each with what is to be done next and at what number. */
static void a_closed_door_is_followed_up(void **state)
{
    (void)state;
    must(record("RB000001A", VISIT_NOT_MET, false, NULL));
    look("RB000001A");
    assert_int_equal(household.step, VISIT_STEP_AGAIN);
    assert_int_equal(household.due_on, desk_today(office.desk));
    counts(1, 0);
    office_at("2026-11-23T16:00");
    must(record("RB000001A", VISIT_NOT_MET, false, NULL));
    look("3-101");
    assert_int_equal(household.step, VISIT_STEP_CONTACT);
    assert_string_equal(household.contact, "女儿 陈敏");
    assert_string_equal(household.contact_phone, "13900006001");
    must(record("RB000001A", VISIT_NOT_MET, true, NULL));
    look("RB000001A");
    assert_int_equal(household.step, VISIT_STEP_CASE);
    const struct visiting_line line = {VISITING_CASE, "联系不上"};
    const struct visiting_entry entry = {
        .result = VISIT_NOT_MET, .lines = &line, .line_count = 1, .request = "one"};
    must(visiting_record(office.desk, &household, &entry, &office.arena, &done, &error));
    struct matter matter;
    must(matters_load(desk_reader(office.desk), done.cases[0], desk_calendar(office.desk),
                      desk_policy(office.desk), &office.arena, &matter, &error));
    assert_string_equal(matter.urgency, "urgent");
    assert_string_equal(matter.channel, "visit");
    assert_string_equal(matter.resident, "RB000001A");
    look("RB000001A");
    assert_int_equal(household.step, VISIT_STEP_NOTHING);
    assert_int_equal(household.visit_count, 4);
    counts(0, 0);
    /* a regular household has no steps */
    must(record("RB000004A", VISIT_NOT_MET, false, NULL));
    look("RB000004A");
    assert_int_equal(household.step, VISIT_STEP_NOTHING);
}

static int64_t count_of(enum record_kind kind)
{
    int64_t count;

    must(records_count(desk_reader(office.desk), kind, &count, &error));
    return count;
}

static int64_t case_count(void)
{
    struct ledger_report report;
    struct ledger *ledger;

    must(desk_ledger(office.desk, &ledger, &error));
    must(ledger_check(ledger, &report, &error));
    assert_int_equal(report.problem_count, 0);
    text_release(&report.problems);
    return report.case_count;
}

static const struct visiting_line four[] = {{VISITING_CASE, "楼道灯坏了"},
                                            {VISITING_ANSWER, "医保怎么报"},
                                            {VISITING_DEMAND, "想要助餐"},
                                            {VISITING_OPINION, "垃圾房臭"}};

static enum status record_four(void)
{
    const struct visiting_entry entry = {
        .result = VISIT_MET, .text = "精神好", .request = "r1", .lines = four, .line_count = 4};

    look("RB000001A");
    return visiting_record(office.desk, &household, &entry, &office.arena, &done, &error);
}

/* Four lines, none typed twice: two cases and two demands, all or nothing, once. */
static void lines_become_cases_and_demands_at_once(void **state)
{
    const struct visiting_line bad[] = {{VISITING_CASE, "有事"}, {VISITING_DEMAND, ""}};
    const struct visiting_entry half = {.result = VISIT_MET, .lines = bad, .line_count = 2};
    int64_t demands = count_of(RECORD_DEMANDS);
    struct matter matter;

    (void)state;
    must(record_four());
    assert_int_equal(done.case_count, 2);
    assert_int_equal(done.demand_count, 2);
    assert_int_equal(count_of(RECORD_DEMANDS), demands + 2);
    must(matters_load(desk_reader(office.desk), done.cases[0], desk_calendar(office.desk),
                      desk_policy(office.desk), &office.arena, &matter, &error));
    assert_string_equal(matter.subject, "楼道灯坏了");
    assert_string_equal(matter.name, "陈阿婆");
    assert_string_equal(matter.phone, "13900006000");
    assert_string_equal(matter.door, "3-101");
    assert_string_equal(matter.grid, G3);
    assert_string_equal(matter.holder, "S04");
    must(matters_load(desk_reader(office.desk), done.cases[1], desk_calendar(office.desk),
                      desk_policy(office.desk), &office.arena, &matter, &error));
    assert_int_equal(matter.state, STATE_CLOSED);
    assert_string_equal(matter.outcome, "answered");
    assert_int_equal(case_count(), 2);

    const char *id = done.visit.id;
    must(record_four());
    assert_true(done.was_there);
    assert_string_equal(done.visit.id, id);
    assert_int_equal(case_count(), 2);
    assert_int_equal(count_of(RECORD_VISITS), 1);
    fails(visiting_record(office.desk, &household, &half, &office.arena, &done, &error),
          STATUS_INVALID, "few words");
    assert_int_equal(case_count(), 2);
    assert_int_equal(count_of(RECORD_VISITS), 1);
}

static void a_visit_is_taken_back_with_all_that_came_of_it(void **state)
{
    struct matter matter;
    struct record read;
    bool found;

    (void)state;
    must(record_four());
    const char *id = done.visit.id;
    office_as("S12");
    fails(visiting_undo(office.desk, id, &error), STATUS_DENIED, "张欣");
    office_as("S04");
    office_at("2026-11-23T10:50");
    must(visiting_undo(office.desk, id, &error));
    fails(visiting_undo(office.desk, id, &error), STATUS_REFUSED, "already");
    look("RB000001A");
    assert_int_equal(household.visit_count, 0);
    assert_string_equal(due("special", INT32_MAX), "3-101 11-30 special RB000001A\n");
    must(matters_load(desk_reader(office.desk), done.cases[0], desk_calendar(office.desk),
                      desk_policy(office.desk), &office.arena, &matter, &error));
    assert_false(matter.is_open);
    must(records_get(desk_reader(office.desk), RECORD_VISITS, id, &office.arena, &read, &found,
                     &error));
    const char *demand = arena_copy_part(&office.arena, read.value[RECORD_VISITS_DEMANDS], 17);
    must(records_get(desk_reader(office.desk), RECORD_DEMANDS, demand, &office.arena, &read, &found,
                     &error));
    assert_string_equal(read.value[RECORD_DEMANDS_STATE], "withdrawn");
    case_count(); /* the counts hold */
}

/* Once somebody went on with a case, the visit stays whole. */
static void nothing_is_taken_back_in_part(void **state)
{
    const struct visiting_line lines[] = {{VISITING_CASE, "一"}, {VISITING_CASE, "二"}};
    const struct visiting_entry entry = {.result = VISIT_MET, .lines = lines, .line_count = 2};

    (void)state;
    look("RB000001A");
    must(visiting_record(office.desk, &household, &entry, &office.arena, &done, &error));
    must(office_act("S05", done.cases[1], "note", "text=已看", NULL));
    fails(visiting_undo(office.desk, done.visit.id, &error), STATUS_REFUSED, "王建国");
    look("RB000001A");
    assert_int_equal(household.visit_count, 1);
    office_at("2026-11-23T11:42");
    fails(visiting_undo(office.desk, done.visit.id, &error), STATUS_REFUSED, "10 minutes");
}

static void a_visit_may_be_entered_later(void **state)
{
    struct visiting_entry entry = {.result = VISIT_MET, .text = "补录"};
    struct text said = TEXT_EMPTY;

    (void)state;
    clock_parse_at("2026-11-20T15:30", &entry.at);
    look("RB000002A");
    must(visiting_record(office.desk, &household, &entry, &office.arena, &done, &error));
    assert_true(text_starts(done.visit.value[RECORD_VISITS_AT], "2026-11-20T15:30"));
    assert_true(text_starts(done.visit.value[RECORD_VISITS_ENTERED_AT], "2026-11-23T10:42"));
    assert_string_equal(due("key", INT32_MAX), "3-102 12-20 key RB000002A\n");
    visiting_say(office.desk, &done.visit, &said);
    assert_string_equal(said.at, "met 孙大爷 (entered 11-23)");
    text_release(&said);
    clock_parse_at("2026-11-24T15:30", &entry.at);
    fails(visiting_record(office.desk, &household, &entry, &office.arena, &done, &error),
          STATUS_INVALID, "future");
}

static void whom_and_which_door(void **state)
{
    (void)state;
    look("孙大爷");
    assert_string_equal(household.who, "RB000002A");
    assert_int_equal(household.member_count, 2);
    look("4号104室");
    assert_string_equal(household.who, "RB000007A");
    assert_false(household.is_due_known);
    look("9-909");
    assert_int_equal(household.member_count, 0);
    must(record("9-909", VISIT_MET, false, NULL));
    fails(visiting_household(office.desk, "没有这人", &office.arena, &household, &error),
          STATUS_NOT_FOUND, "no resident");
    look("3-102");
    fails(record("3-102", VISIT_MET, false, "RB000001A"), STATUS_NOT_FOUND, "does not live there");
    office_as("S12");
    office_import(RECORD_RESIDENTS, "id,name,door,grid\nRB000008A,同号,3-102," G1 "\n");
    fails(visiting_household(office.desk, "3-102", &office.arena, &household, &error),
          STATUS_REFUSED, "several households");
}

/* Whoever sees no residents visits nobody; a grid member sees their own grid. */
static void only_those_who_may(void **state)
{
    struct visiting_scope scope;

    (void)state;
    office_as("U01");
    fails(visiting_scope(office.desk, NULL, &office.arena, &scope, &error), STATUS_DENIED,
          "others");
    fails(visiting_household(office.desk, "RB000001A", &office.arena, &household, &error),
          STATUS_DENIED, "others");
    office_as("S10");
    must(record("RB000001A", VISIT_MET, false, NULL));
    fails(visiting_household(office.desk, "RB000004A", &office.arena, &household, &error),
          STATUS_DENIED, "others");
    fails(visiting_scope(office.desk, G1, &office.arena, &scope, &error), STATUS_DENIED, "others");
    assert_string_equal(due(NULL, INT32_MAX),
                        "3-101 11-30 special RB000001A\n3-102 12-23 key RB000002A\n");
    office_as("S01");
    must(visiting_scope(office.desk, NULL, &office.arena, &scope, &error));
    assert_int_equal(scope.count, 3); /* no grid of theirs: the station's, and those of none */
}

/* A member answers for nothing: what was answered is a note on a case for the grid leader. */
static void a_members_answer_waits_for_the_leader(void **state)
{
    const struct visiting_line lines[] = {{VISITING_CASE, "楼道灯坏了"},
                                          {VISITING_ANSWER, "问长护险"}};
    const struct visiting_entry entry = {.result = VISIT_MET, .lines = lines, .line_count = 2};
    struct matter matter;

    (void)state;
    office_as("S10");
    look("RB000001A");
    must(visiting_record(office.desk, &household, &entry, &office.arena, &done, &error));
    assert_int_equal(done.case_count, 2);
    must(matters_load(desk_reader(office.desk), done.cases[1], desk_calendar(office.desk),
                      desk_policy(office.desk), &office.arena, &matter, &error));
    assert_true(matter.is_open);
    assert_string_equal(matter.holder, "S04");
    assert_int_equal(matter.history_count, 2);
    assert_int_equal(matter.history[1].act->kind, ACT_NOTE);
}

static void what_was_visited_is_counted(void **state)
{
    struct visit_sum *sums;
    size_t count;
    int64_t visits = 0, persons = 0;

    (void)state;
    must(record("3-102", VISIT_MET, false, "RB000002A,RB000003A"));
    must(record("3-102", VISIT_MET, false, "RB000002A"));
    must(record("RB000001A", VISIT_NOT_MET, false, NULL));
    must(record("RB000001A", VISIT_NOT_MET, true, NULL)); /* a call to the contact is no visit */
    must(query_visits_sum(desk_reader(office.desk), desk_today(office.desk),
                          desk_today(office.desk), &office.arena, &sums, &count, &error));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(sums[i].place, G3);
        assert_string_equal(sums[i].staff, "S04");
        visits += sums[i].visit_count;
        persons += sums[i].person_count;
    }
    assert_int_equal(count, 2);
    assert_int_equal(visits, 3);
    assert_int_equal(persons, 3);
}

/* Moving away, changing class, in any order of folding: the days are those of a recount. */
static void days_follow_the_list_of_residents(void **state)
{
    struct ledger *ledger;
    char before[2 * CRYPTO_CHAIN + 1], after[2 * CRYPTO_CHAIN + 1];

    (void)state;
    must(record("RB000001A", VISIT_MET, false, NULL));
    must(record("3-102", VISIT_MET, false, "RB000002A,RB000003A"));
    must(record("RB000004A", VISIT_REFUSED, false, NULL));
    office_as("S12");
    office_import(RECORD_RESIDENTS, "id,name,class,tags,door\nRB000001A,陈阿婆,special,迁出,3-101\n"
                                    "RB000002A,孙大爷,regular,,4-102\nRB000004A,钱一,key,,4-101\n");
    office_as("S04");
    const char *now = due(NULL, INT32_MAX);
    assert_string_equal(now, "4-101 12-23 key RB000004A\n"
                             "4-102 02-21 regular RB000002A\n"
                             "4-102 05-22 ordinary RB000005A\n"
                             "3-102 11-23 general RB000003A\n");
    case_count();
    must(desk_ledger(office.desk, &ledger, &error));
    must(ledger_digest(ledger, before, &error));
    for (uint64_t seed = 0; seed < 4; seed++) {
        must(ledger_rebuild(ledger, seed, &error));
        must(ledger_digest(ledger, after, &error));
        assert_string_equal(before, after);
        case_count();
        assert_string_equal(due(NULL, INT32_MAX), now);
    }
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, start, office_close)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(a_new_list_is_due_class_by_class),
        IN_OFFICE(meeting_somebody_begins_their_interval_anew),
        IN_OFFICE(a_closed_door_is_followed_up),
        IN_OFFICE(lines_become_cases_and_demands_at_once),
        IN_OFFICE(a_visit_is_taken_back_with_all_that_came_of_it),
        IN_OFFICE(nothing_is_taken_back_in_part),
        IN_OFFICE(a_visit_may_be_entered_later),
        IN_OFFICE(whom_and_which_door),
        IN_OFFICE(only_those_who_may),
        IN_OFFICE(a_members_answer_waits_for_the_leader),
        IN_OFFICE(what_was_visited_is_counted),
        IN_OFFICE(days_follow_the_list_of_residents),
    };

    return cmocka_run_group_tests_name("visiting", tests, NULL, NULL);
}
