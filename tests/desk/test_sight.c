/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/sight.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/slip.h"
#include "tests/desk/office.h"

#define NEIGHBOUR "310115007002"
#define G03 OFFICE_NODE "-G03"

/* More people beside those of the office, and cases of every kind of place. */
static const char more_staff[] = "id,name,roles,node,grids\n"
                                 "N01,赵敏,desk,310115007002,\n"
                                 "N02,钱进,admin,310115007002,\n"
                                 "S20,杨秀英,informant,310115007001,\n"
                                 "S21,马俊,grid_helper,310115007001,310115007001-G03\n"
                                 "T09,邻街分派,dispatcher,310115008,\n"
                                 "U02,邵婷,clerk,310115-cgj,\n"
                                 "V01,方慧,supervisor,310115,\n"
                                 "V02,邻区监督,supervisor,310116,\n";

static const char *by_desk, *in_grid, *next_door, *reported, *given_back, *supervised, *all[8];
static size_t all_count;

static const char *keep(const char *number)
{
    all[all_count++] = number;
    return number;
}

static int gather(void **state)
{
    office_open(state);
    office_import(RECORD_STAFF, more_staff);
    office_import(RECORD_RESIDENTS, "id,name,door\nRA000004A,外格人,9-101\n");
    all_count = 0;
    by_desk = keep(office_take("S01", "楼道灯不亮", "name=李桂珍", "phone=13700005512", NULL));
    in_grid = keep(office_take("S01", "井盖松动", "grid=" G03, NULL));
    next_door = keep(office_take("N01", "隔壁站的事", "name=李桂珍", NULL));
    reported = keep(office_take("S20", "信息员报来", "channel=grid", NULL));
    given_back = keep(office_take("S01", "外墙渗水", NULL));
    must(office_act("S01", given_back, "report-up", NULL));
    must(office_act("T01", given_back, "dispatch", "to=310115-fgj", NULL));
    must(office_act("U01", given_back, "give-back", "reason=不归我们", NULL));
    supervised = keep(office_take("S01", "电梯困人", "name=周美芳", NULL));
    must(office_act("S01", supervised, "report-up", NULL));
    must(office_act("V01", supervised, "supervise", NULL));
    must(desk_refresh(office.desk, &error));
    return 0;
}

static char letter(enum status status, const struct matter *matter)
{
    if (status != STATUS_OK)
        return '-';
    return *matter->subject ? 'W' : 'H';
}

/* What each person sees of the cases, in their order. */
static const struct {
    const char *id, *sees;
} expected[] = {
    {"S01", "WW-WWW"}, {"S02", "WW-WWW"}, {"S03", "WW-WWW"}, {"S04", "WW-WWW"}, {"S05", "WW-WWW"},
    {"S10", "-W----"}, {"S12", "WWWWWW"}, {"S20", "---W--"}, {"S21", "------"}, {"N01", "--W---"},
    {"N02", "WWWWWW"}, {"T01", "WWWWWW"}, {"T09", "------"}, {"U01", "----W-"}, {"U02", "------"},
    {"V01", "HHHHHW"}, {"V02", "------"},
};
enum { PEOPLE = sizeof(expected) / sizeof(expected[0]) };

static void a_case_is_shown_to_those_who_may_see_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < PEOPLE; i++) {
        char sees[16] = "";
        office_as(expected[i].id);
        for (size_t k = 0; k < all_count; k++) {
            struct matter matter;
            enum status status = follow_case(office.desk, all[k], &office.arena, &matter, &error);
            if (status != STATUS_OK)
                assert_int_equal(status, STATUS_DENIED);
            sees[k] = letter(status, &matter);
        }
        if (strcmp(sees, expected[i].sees) != 0)
            fail_msg("%s sees %s, not %s", expected[i].id, sees, expected[i].sees);
    }
}

static bool is_listed(const struct case_row *rows, size_t count, const char *number,
                      const char **subject)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].number, number) == 0) {
            *subject = rows[i].subject;
            return true;
        }
    return false;
}

/* Read forwards and backwards, page by page of two. */
static size_t list_all(bool is_backwards, struct case_row *into)
{
    struct case_filter filter = {.queue = QUEUE_ALL,
                                 .today = desk_today(office.desk),
                                 .limit = 2,
                                 .is_backwards = is_backwards};
    struct case_row *rows;
    size_t count, sum = 0;

    do {
        must(sight_page(office.desk, &filter, &office.arena, &rows, &count, &error));
        for (size_t i = 0; i < count; i++)
            into[sum++] = rows[i];
        if (count) {
            filter.has_start = true;
            filter.start_key = rows[is_backwards ? 0 : count - 1].key;
            filter.start_seq = rows[is_backwards ? 0 : count - 1].seq;
        }
    } while (count == 2);
    return sum;
}

static void a_list_holds_what_may_be_seen_and_nothing_else(void **state)
{
    struct case_row rows[8];

    (void)state;
    for (size_t i = 0; i < 2 * PEOPLE; i++) {
        const char *sees = expected[i / 2].sees, *subject = "";
        size_t wanted = 0;
        office_as(expected[i / 2].id);
        size_t count = list_all(i % 2, rows);
        for (size_t k = 0; k < all_count; k++) {
            bool is = is_listed(rows, count, all[k], &subject);
            wanted += is;
            if (is != (sees[k] != '-') || (is && (*subject != '\0') != (sees[k] == 'W')))
                fail_msg("%s, case %zu: %s", expected[i / 2].id, k, is ? subject : "not listed");
        }
        assert_int_equal(count, wanted);
    }
}

/* What the switcher of the queues counts is what the person then finds there. Only how many of
 * somebody else's grid or department they see nobody can say without looking at every case. */
static void counts_are_of_what_may_be_seen(void **state)
{
    static const char *const arguments[] = {G03, OFFICE_NODE "-G01", "310115-fgj"};
    enum { ARGUMENTS = sizeof(arguments) / sizeof(arguments[0]) };
    struct case_row *rows;
    struct case_counts counts;
    size_t count, known = 0;
    bool is_known;

    (void)state;
    for (size_t i = 0; i < PEOPLE; i++)
        for (int at = QUEUE_MINE + 1; at < QUEUE_COUNT * ARGUMENTS; at++) {
            struct case_filter filter = {.queue = (enum queue)(at % QUEUE_COUNT),
                                         .argument = arguments[at / QUEUE_COUNT],
                                         .today = desk_today(office.desk),
                                         .limit = 100};
            if (filter.queue == QUEUE_MINE)
                continue;
            if (!queue_needs_grid(filter.queue) && filter.queue != QUEUE_UNIT)
                filter.argument = NULL;
            office_as(expected[i].id);
            must(lists_count(office.desk, &filter, &counts, &is_known, &error));
            must(sight_page(office.desk, &filter, &office.arena, &rows, &count, &error));
            known += is_known;
            if (!is_known && !filter.argument)
                fail_msg("%s: nobody counts %s", expected[i].id, queue_rows[filter.queue].word);
            if (is_known && counts.count != (int64_t)count)
                fail_msg("%s: %lld in %s, %zu seen", expected[i].id, (long long)counts.count,
                         queue_rows[filter.queue].word, count);
        }
    assert_true(known > PEOPLE * ARGUMENTS * 10);
    office_as("S10");
    struct case_filter open = {.queue = QUEUE_OPEN, .today = desk_today(office.desk)};
    must(lists_count(office.desk, &open, &counts, &is_known, &error));
    assert_true(is_known);
    assert_int_equal(counts.count, 1);
}

/* A head says where a case stands, not whose it is or what it is about. */
static void a_head_has_no_names_and_texts(void **state)
{
    struct text said = TEXT_EMPTY;
    struct matter matter;

    (void)state;
    must(office_act("S01", by_desk, "note", "text=住户很着急", NULL));
    office_as("V01");
    must(follow_case(office.desk, by_desk, &office.arena, &matter, &error));
    assert_string_equal(matter.number, by_desk);
    assert_string_equal(matter.node, OFFICE_NODE);
    assert_int_equal(matter.state, STATE_RECEIVED);
    assert_int_not_equal(matter.due_on, CLOCK_NO_DAY);
    assert_string_equal(matter.subject, "");
    assert_string_equal(matter.name, "");
    assert_string_equal(matter.phone, "");
    assert_string_equal(matter.resident, "");
    assert_int_equal(matter.history_count, 2);
    for (size_t i = 0; i < matter.history_count; i++)
        for (int field = 0; field < ACT_FIELD_COUNT; field++)
            if (field != FIELD_NODE && field != FIELD_HOLDER)
                assert_null(matter.history[i].act->value[field]);
    /* who answers for it is no secret, and is the same in every list */
    assert_string_equal(matter.holder, "S01");
    assert_true(matter.is_head);
    must(office_act("S01", by_desk, "remind", "text=居民又来问了", NULL));
    office_as("V01");
    must(follow_case(office.desk, by_desk, &office.arena, &matter, &error));
    assert_non_null(matter.last_remind);
    assert_null(matter.last_remind->value[FIELD_TEXT]);
    fails(slip_write(office.desk, SLIP_RECEIPT, by_desk, false, &said, &error), STATUS_DENIED,
          "seen whole");
    text_release(&said);
}

static void a_search_finds_what_may_be_seen(void **state)
{
    static const struct {
        const char *id;
        size_t cases, residents;
    } finds[] = {{"S01", 1, 1}, {"N01", 1, 0}, {"S12", 2, 1}, {"T01", 2, 1},
                 {"S10", 0, 1}, {"S20", 0, 0}, {"U01", 0, 0}, {"V01", 0, 0}};
    const struct search_context context = {
        .today = desk_today(office.desk), .node = OFFICE_NODE, .deadline_ms = 5000};
    struct case_filter filter = {
        .queue = QUEUE_ALL, .today = desk_today(office.desk), .limit = 10, .search = "李桂珍"};
    struct search_hits hits;
    struct case_row *rows;
    size_t count;

    (void)state;
    for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
        office_as(finds[i].id);
        must(sight_search(office.desk, "李桂珍", &context, &office.arena, &hits, &error));
        if (hits.case_count != finds[i].cases || hits.resident_count != finds[i].residents)
            fail_msg("%s finds %zu cases and %zu residents", finds[i].id, hits.case_count,
                     hits.resident_count);
        must(sight_page(office.desk, &filter, &office.arena, &rows, &count, &error));
        assert_int_equal(count, finds[i].cases);
    }
}

/* A list by it would say which of the heads have it. */
static void what_a_head_leaves_out_is_not_asked_by(void **state)
{
    static const struct case_conditions asked[] = {
        {.grid = G03}, {.channel = "grid"}, {.category = "affairs"}, {.channel = "walk-in"}};
    struct case_filter filter = {.queue = QUEUE_ALL, .today = desk_today(office.desk), .limit = 10};
    struct case_row *rows;
    size_t count, found = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        filter.conditions = asked[i];
        office_as("V01");
        must(sight_page(office.desk, &filter, &office.arena, &rows, &count, &error));
        for (size_t k = 0; k < count; k++)
            assert_string_equal(rows[k].number, supervised);
        office_as("S12");
        must(sight_page(office.desk, &filter, &office.arena, &rows, &count, &error));
        found += count;
    }
    assert_in_range(found, 2, 20);
    /* urgency stands in the head */
    filter.conditions = (struct case_conditions){.urgency = "routine"};
    office_as("V01");
    must(sight_page(office.desk, &filter, &office.arena, &rows, &count, &error));
    assert_in_range(count, 2, all_count);
}

static void doubles_and_promises_are_those_that_may_be_seen(void **state)
{
    const struct search_context context = {
        .today = desk_today(office.desk), .node = OFFICE_NODE, .deadline_ms = 5000};
    const struct search_intake intake = {.name = "李桂珍"};
    int64_t end = clock_start_of(desk_today(office.desk) + 1);
    struct promise_row *promises;
    struct search_hits hits;
    size_t count;

    (void)state;
    must(office_act("S01", in_grid, "promise", "via=call", "text=回话",
                    arena_format(&office.arena, "until=%s", office_until("2026-11-23T17:00")),
                    NULL));
    office_as("S01");
    must(sight_promises(office.desk, end, 5, &office.arena, &promises, &count, &error));
    assert_int_equal(count, 1);
    must(sight_duplicates(office.desk, &intake, &context, &office.arena, &hits, &error));
    assert_int_equal(hits.resident_count, 1);
    office_as("S10");
    must(sight_promises(office.desk, end, 5, &office.arena, &promises, &count, &error));
    assert_int_equal(count, 1);
    office_as("S20");
    must(sight_promises(office.desk, end, 5, &office.arena, &promises, &count, &error));
    assert_int_equal(count, 0);
    must(sight_duplicates(office.desk, &intake, &context, &office.arena, &hits, &error));
    assert_int_equal(hits.resident_count + hits.case_count, 0);
}

static void residents_are_for_their_station_and_grid(void **state)
{
    struct record record, *records;
    size_t count;

    (void)state;
    office_as("S10");
    must(catalog_get(office.desk, RECORD_RESIDENTS, "RA000001A", &office.arena, &record, &error));
    fails(catalog_get(office.desk, RECORD_RESIDENTS, "RA000004A", &office.arena, &record, &error),
          STATUS_DENIED, "staff of their station");
    must(catalog_page(office.desk, RECORD_RESIDENTS, NULL, false, 2, &office.arena, &records,
                      &count, &error));
    assert_int_equal(count, 2);
    must(catalog_page(office.desk, RECORD_RESIDENTS, NULL, false, 4, &office.arena, &records,
                      &count, &error));
    assert_int_equal(count, 3);
    must(catalog_page(office.desk, RECORD_RESIDENTS, NULL, true, 5, &office.arena, &records, &count,
                      &error));
    assert_int_equal(count, 3);
    must(catalog_page(office.desk, RECORD_DEMANDS, NULL, false, 5, &office.arena, &records, &count,
                      &error));
    assert_int_equal(count, 1);
    office_as("U01");
    must(catalog_page(office.desk, RECORD_RESIDENTS, NULL, false, 5, &office.arena, &records,
                      &count, &error));
    assert_int_equal(count, 0);
    office_as("S03");
    must(catalog_page(office.desk, RECORD_RESIDENTS, NULL, false, 5, &office.arena, &records,
                      &count, &error));
    assert_int_equal(count, 4);
}

/* Each refusal is a line of the audit. */
static void what_is_not_shown_is_noted(void **state)
{
    struct admin_audit_row *rows;
    struct matter matter;
    size_t count;

    (void)state;
    office_as("U02");
    fails(follow_case(office.desk, supervised, &office.arena, &matter, &error), STATUS_DENIED,
          "dispatched to");
    office_as("S12");
    must(admin_audit(office.desk, desk_today(office.desk), desk_today(office.desk), &office.arena,
                     &rows, &count, &error));
    assert_string_equal(rows[count - 1].who, "U02");
    assert_string_equal(rows[count - 1].what, "denied case show");
    assert_string_equal(rows[count - 1].subject, supervised);
}

/* The subjects of the list to look back at, newest first, and that it is counted. */
static void looks_back_at(const char *staff, const char *label, const char *list)
{
    const struct lists_patience patience = {0};
    struct text subjects = TEXT_EMPTY;
    struct lists_tab *tabs;
    struct case_row *rows;
    size_t count, row_count, found = 0;

    office_as(staff);
    must(lists_tabs(office.desk, QUEUE_COUNT, NULL, &office.arena, &tabs, &count, &error));
    while (found < count && strcmp(tabs[found].label, label) != 0)
        found++;
    assert_true(found < count);
    tabs[found].filter.limit = 10;
    must(lists_page(office.desk, &tabs[found].filter, &patience, &office.arena, &rows, &row_count,
                    &error));
    for (size_t i = 0; i < row_count; i++)
        text_addf(&subjects, "%s%s", i ? " " : "", rows[i].subject);
    assert_string_equal(subjects.at, list);
    assert_true(tabs[found].has_counts);
    assert_int_equal(tabs[found].counts.count, row_count);
    text_release(&subjects);
}

static void what_one_answered_or_reported_is_looked_back_at(void **state)
{
    (void)state;
    looks_back_at("U01", "came to my department", "外墙渗水");
    looks_back_at("U02", "came to my department", "");
    looks_back_at("S20", "what I reported", "信息员报来");
    looks_back_at("S10", "what I reported", "");
    const char *far = office_take("S10", "东门外路灯", "channel=grid", "grid=" G03, NULL);
    looks_back_at("S10", "what I reported", "东门外路灯");
    must(office_act("S04", far, "report-up", NULL));
    must(office_act("T01", far, "dispatch", "to=310115-fgj", NULL));
    must(office_act("U01", far, "reply", "text=已换灯", NULL));
    looks_back_at("U01", "came to my department", "东门外路灯 外墙渗水");
    must(office_act("S04", far, "tell", NULL));
    must(office_act("S04", far, "close", "outcome=solved", NULL));
    looks_back_at("U01", "came to my department", "东门外路灯 外墙渗水");
    looks_back_at("S10", "what I reported", "东门外路灯");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_shown_to_those_who_may_see_it),
        cmocka_unit_test(a_list_holds_what_may_be_seen_and_nothing_else),
        cmocka_unit_test(counts_are_of_what_may_be_seen),
        cmocka_unit_test(a_head_has_no_names_and_texts),
        cmocka_unit_test(a_search_finds_what_may_be_seen),
        cmocka_unit_test(what_a_head_leaves_out_is_not_asked_by),
        cmocka_unit_test(doubles_and_promises_are_those_that_may_be_seen),
        cmocka_unit_test(residents_are_for_their_station_and_grid),
        cmocka_unit_test(what_is_not_shown_is_noted),
        cmocka_unit_test(what_one_answered_or_reported_is_looked_back_at),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, gather, office_close);
}
