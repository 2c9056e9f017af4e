/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/lists.h"

#include "tests/tui/station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct lists_tab *tabs;
static size_t tab_count;

static void load(struct station *station, const char *staff, enum queue also)
{
    struct error error;

    station_as(station, staff);
    if (lists_tabs(station->desk, also, NULL, &station->arena, &tabs, &tab_count, &error) !=
        STATUS_OK)
        fail_msg("%s", error.message);
}

static bool offers(enum queue queue)
{
    for (size_t i = 0; i < tab_count; i++)
        if (tabs[i].filter.queue == queue)
            return true;
    return false;
}

static void queues_go_by_role(void **state)
{
    struct station *station = *state;

    static const struct {
        const char *staff;
        enum queue own;
        const char *argument; /* of the own queue */
        enum queue also, never;
    } rows[] = {
        {"S01", QUEUE_MINE, NULL, QUEUE_TODAY, QUEUE_GRID},
        {"S03", QUEUE_MINE, NULL, QUEUE_FALLBACK, QUEUE_STREET},
        {"S04", QUEUE_GRID, STATION_NODE "-G03", QUEUE_MINE, QUEUE_UNIT},
        {"S05", QUEUE_FALLBACK, NULL, QUEUE_FLAGGED, QUEUE_STREET},
        {"T01", QUEUE_STREET, NULL, QUEUE_DISPATCHED, QUEUE_UNIT},
        {"U01", QUEUE_UNIT, "310115-fgj", QUEUE_UNIT, QUEUE_MINE},
        {"V01", QUEUE_SUPERVISED, NULL, QUEUE_DISPUTED, QUEUE_MINE},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        load(station, rows[i].staff, QUEUE_COUNT);
        assert_int_equal(tabs[0].filter.queue, rows[i].own);
        if (rows[i].argument)
            assert_string_equal(tabs[0].filter.argument, rows[i].argument);
        assert_true(offers(rows[i].also));
        assert_false(offers(rows[i].never));
    }
    load(station, "S03", QUEUE_COUNT);
    assert_true(tabs[tab_count - 1].is_visits);
    load(station, "S04", QUEUE_COUNT);
    assert_string_equal(tabs[0].label, "grid G03");
    size_t count = tab_count;
    load(station, "S04", QUEUE_DISPUTED);
    assert_int_equal(tab_count, count + 1);
    assert_int_equal(tabs[count].filter.queue, QUEUE_DISPUTED);
    load(station, "S04", QUEUE_OPEN);
    assert_int_equal(tab_count, count);
}

static void counts_are_those_of_whom_one_answers_for(void **state)
{
    struct station *station = *state;
    const char *number = station_open(station, "S01", "周美芳", "换医疗本", NULL);

    station_open(station, "S02", "李桂珍", "路灯", NULL);
    station_act(station, "S01", number, "assign", "to=S04", NULL);
    station_away(station, "S04", "S03");
    load(station, "S03", QUEUE_COUNT);
    assert_true(tabs[0].counts.count == 1);
    assert_int_equal(tabs[0].counts.count, 1);
    assert_int_equal(tabs[0].filter.holder_count, 1);
    assert_string_equal(tabs[0].filter.holders[0], "S04");
    assert_int_equal(tabs[1].counts.count, 2);
    assert_int_equal(tabs[2].counts.count, 0);
    station_later(10 * 24 * 60);
    load(station, "S03", QUEUE_COUNT);
    assert_int_equal(tabs[1].counts.late_count, 2);
}

/* What is kept tells how many a saved list has where it asks for a queue, or for one grid of it. */
static void a_saved_list_is_counted_where_that_is_kept(void **state)
{
    static const struct {
        char key;
        enum queue queue;
        enum saved_condition condition;
        const char *value;
        bool has_counts;
        int64_t count;
    } rows[] = {{'1', QUEUE_ALL, SAVED_GRID, "", true, 3},
                {'2', QUEUE_OPEN, SAVED_GRID, "G03", true, 2},
                {'3', QUEUE_FALLBACK, SAVED_GRID, "G03", true, 0},
                {'4', QUEUE_OPEN, SAVED_URGENCY, "urgent", false, 0}};
    struct station *station = *state;
    struct error error;

    station_as(station, "S01");
    const char *lamp = station_open(station, "S01", "周美芳", "楼道灯不亮", NULL);
    const char *leak = station_open(station, "S01", "李桂珍", "漏水", NULL);
    station_open(station, "S01", "王秀英", "问路", NULL);
    station_act(station, "S01", lamp, "amend", "field=grid", "grid=" STATION_NODE "-G03", NULL);
    station_act(station, "S01", leak, "amend", "field=grid", "grid=" STATION_NODE "-G03", NULL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct saved saved = {.key = rows[i].key,
                              .name = "一份",
                              .queue = rows[i].queue,
                              .argument = "",
                              .search = "",
                              .conditions = {"", "", "", "", "", ""}};
        saved.conditions[rows[i].condition] = rows[i].value;
        if (saved_put(station->desk, &saved, &station->arena, &error) != STATUS_OK)
            fail_msg("%s", error.message);
    }
    load(station, "S01", QUEUE_COUNT);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct lists_tab *tab = &tabs[tab_count - 4 + i];
        assert_int_equal(tab->key, rows[i].key);
        assert_int_equal(tab->has_counts, rows[i].has_counts);
        assert_int_equal(tab->counts.count, rows[i].count);
    }
}

static void days_are_said_in_words(void **state)
{
    int32_t today = clock_day_from(2026, 11, 23);
    static const struct {
        int days;
        const char *said;
    } rows[] = {
        {0, "today"},       {1, "tomorrow"},       {2, "11-25"},
        {-1, "1 day late"}, {-12, "12 days late"}, {60, "2027-01-22"},
    };
    struct text out = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        text_clear(&out);
        lists_say_due(&out, today + rows[i].days, today);
        assert_string_equal(out.at, rows[i].said);
    }
    text_clear(&out);
    lists_say_due(&out, CLOCK_NO_DAY, today);
    assert_string_equal(out.at, "");
    lists_say_due_of(&out, CLOCK_NO_DAY, FLAG_CALENDAR, today);
    assert_string_equal(out.at, "no calendar");
    text_clear(&out);
    lists_say_moment(&out, clock_at_from(today + 1, 15, 0), today);
    assert_string_equal(out.at, "tomorrow 15:00");
    text_release(&out);
}

static bool at_once(void *context)
{
    (void)context;
    return true;
}

static void a_search_runs_out_of_patience(void **state)
{
    struct station *station = *state;
    const struct lists_patience none = {10000, at_once, NULL}, all = {0, NULL, NULL};
    struct case_filter filter = {.queue = QUEUE_ALL, .search = "事由", .limit = 1000};
    struct case_row *rows;
    struct error error;
    size_t count;

    station_fill(station, 500);
    assert_int_equal(
        lists_page(station->desk, &filter, &none, &station->arena, &rows, &count, &error),
        STATUS_BUSY);
    assert_true(count < 500);
    assert_int_equal(
        lists_page(station->desk, &filter, &all, &station->arena, &rows, &count, &error),
        STATUS_OK);
    assert_int_equal(count, 500);
}

#define AT_STATION(test) cmocka_unit_test_setup_teardown(test, station_set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_STATION(queues_go_by_role),
        AT_STATION(counts_are_those_of_whom_one_answers_for),
        AT_STATION(a_saved_list_is_counted_where_that_is_kept),
        cmocka_unit_test(days_are_said_in_words),
        AT_STATION(a_search_runs_out_of_patience),
    };

    i18n_start("en");
    return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
