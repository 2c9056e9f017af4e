/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/store/query_cases.h"
#include "tests/store/plan.h"
#include "tests/store/search_sample.h"

enum { CASES = 240, HOLDERS = 3 };

/* A case as it was put, and its row's id. */
struct kept {
    struct matter matter;
    struct matter_promise promise;
    int64_t seq, callback_at;
};
static struct kept all[CASES];
static const char *const holders[] = {"S01", "S02", "S03"};

static uint32_t seed;
static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static void vary(struct kept *kept)
{
    static const char *const grids[] = {"", NODE "-G01", NODE "-G02"};
    static const char *const units[] = {NODE, "310115-fgj"};
    static const unsigned flags[] = {0, 0, FLAG_SUPERVISED, FLAG_CONTRADICTION, FLAG_HISTORY};
    struct matter *m = &kept->matter;

    m->holder = holders[draw(4) % HOLDERS];
    m->rule = (enum rule)draw(RULE_COUNT);
    m->state = (enum matter_state)draw(STATE_CLOSED);
    m->grid = grids[draw(3)];
    m->unit = units[draw(2)];
    m->flags = flags[draw(5)];
    m->due_on = draw(8) ? today - 6 + (int32_t)draw(12) : CLOCK_NO_DAY;
    m->unit_due_on = draw(2) ? today - 6 + (int32_t)draw(12) : CLOCK_NO_DAY;
    if (m->state == STATE_WAITING)
        m->waiting_on = today - (int32_t)draw(8);
    m->replied_at = m->opened_at + CLOCK_HOUR;
    if (m->state == STATE_REPLIED)
        kept->callback_at = m->replied_at;
    if (draw(3) == 0) {
        kept->promise = (struct matter_promise){
            clock_start_of(today) + (int64_t)draw(4) * CLOCK_HOUR, "call", "S01", "", false};
        m->promises = &kept->promise;
        m->promise_count = 1;
        if (!kept->callback_at || kept->promise.at < kept->callback_at)
            kept->callback_at = kept->promise.at;
    }
    if (draw(3) == 0) {
        m->is_open = false;
        m->state = STATE_CLOSED;
        m->closed_at = clock_start_of(today - (int32_t)draw(3)) + (int64_t)draw(3) * CLOCK_HOUR;
        kept->callback_at = 0;
    }
}

static int make_cases(void **state)
{
    static const char *const subjects[] = {"电梯故障", "楼道灯不亮", "电梯异响", "漏水", ""};

    make(state);
    seed = 7;
    for (int i = 0; i < CASES; i++) {
        memset(&all[i], 0, sizeof(all[i]));
        all[i].matter = a_case(-(int)draw(10), "周美芳", subjects[draw(5)]);
        vary(&all[i]);
        assert_ok(matters_project(db, &all[i].matter, &all[i].seq, &error));
        assert_ok(search_put_case(db, all[i].seq, &all[i].matter, &error));
    }
    return 0;
}

static bool is_in(const struct kept *kept, const struct case_filter *filter)
{
    const struct matter *m = &kept->matter;
    int32_t due_on = m->due_on == CLOCK_NO_DAY ? INT32_MAX : m->due_on;

    switch (filter->queue) {
    case QUEUE_MINE:
        return m->is_open && strcmp(m->holder, "S03") != 0;
    case QUEUE_OPEN:
        return m->is_open;
    case QUEUE_FALLBACK:
        return m->is_open && m->rule == RULE_FALLBACK;
    case QUEUE_CALLBACKS:
        return m->is_open && kept->callback_at;
    case QUEUE_CLOSED_TODAY:
        return !m->is_open && clock_day_of(m->closed_at) == today;
    case QUEUE_LATE:
        return matter_is_late(m, today);
    case QUEUE_DUE:
        return m->is_open && due_on >= today && due_on <= today + 2;
    case QUEUE_GRID:
        return m->is_open && strcmp(m->grid, filter->argument) == 0;
    case QUEUE_CLOSED:
        return !m->is_open;
    case QUEUE_ALL:
        return true;
    case QUEUE_STREET:
        return m->is_open && m->state == STATE_REPORTED;
    case QUEUE_DISPATCHED:
        return m->is_open && m->state == STATE_DISPATCHED;
    case QUEUE_UNIT:
        return m->is_open && strcmp(m->unit, filter->argument) == 0;
    case QUEUE_SUPERVISED:
        return m->is_open && m->flags & FLAG_SUPERVISED;
    case QUEUE_FLAGGED:
        return m->is_open && m->flags & (FLAG_CONTRADICTION | FLAG_HISTORY);
    case QUEUE_COUNT:
        break;
    }
    return false;
}

/* What the list is sorted by, the smallest first. */
static int64_t rank(const struct kept *kept, const struct case_filter *filter)
{
    const struct matter *m = &kept->matter;

    if (filter->search)
        return 0;
    if (filter->newest_first || filter->queue == QUEUE_ALL)
        return -m->opened_at;
    if (filter->queue == QUEUE_CLOSED || filter->queue == QUEUE_CLOSED_TODAY)
        return -m->closed_at;
    if (filter->queue == QUEUE_CALLBACKS)
        return kept->callback_at;
    int32_t day = filter->queue == QUEUE_UNIT ? m->unit_due_on : m->due_on;
    return day == CLOCK_NO_DAY ? INT32_MAX : day;
}

static bool comes_first(const struct kept *a, const struct kept *b,
                        const struct case_filter *filter)
{
    int64_t x = rank(a, filter), y = rank(b, filter);
    bool newest = filter->search || filter->newest_first || filter->queue == QUEUE_ALL ||
                  filter->queue == QUEUE_CLOSED || filter->queue == QUEUE_CLOSED_TODAY;

    if (x != y)
        return x < y;
    return newest ? a->seq > b->seq : a->seq < b->seq;
}

/* The whole list, found without the store. */
static size_t expect(const struct case_filter *filter, const struct kept **out)
{
    size_t count = 0;

    for (int i = 0; i < CASES; i++) {
        const struct kept *kept = &all[i];
        if (!is_in(kept, filter) || (filter->search && !strstr(kept->matter.subject, "电梯")))
            continue;
        size_t at = count++;
        for (; at > 0 && comes_first(kept, out[at - 1], filter); at--)
            out[at] = out[at - 1];
        out[at] = kept;
    }
    return count;
}

static struct case_filter filter_of(enum queue queue, bool newest_first, bool is_search)
{
    return (struct case_filter){
        .queue = queue,
        .argument = queue == QUEUE_GRID   ? NODE "-G01"
                    : queue == QUEUE_UNIT ? "310115-fgj"
                                          : NULL,
        .holders = holders,
        .holder_count = 2,
        .today = today,
        .search = is_search ? "电梯" : NULL,
        .newest_first = newest_first,
    };
}

static void start_at(struct case_filter *filter, const struct kept *kept)
{
    bool found;

    assert_ok(query_cases_locate(db, filter, kept->matter.number, &filter->start_key,
                                 &filter->start_seq, &found, &error));
    assert_true(found);
    if (filter->search)
        filter->start_key = 0;
    filter->has_start = true;
}

static void assert_rows(const struct case_filter *filter, const struct kept **expected,
                        size_t count)
{
    struct case_row *rows;
    size_t found;

    assert_ok(query_cases(db, filter, &arena, &rows, &found, &error));
    if (found != count)
        fail_msg("%s: %zu rows, not %zu", queue_rows[filter->queue].word, found, count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].number, expected[i]->matter.number) != 0)
            fail_msg("%s: another row at %zu", queue_rows[filter->queue].word, i);
    arena_reset(&arena);
}

/* Pages around every row of the list, both ways, of several sizes. */
static void check_list(struct case_filter filter)
{
    static const size_t sizes[] = {1, 7, CASES};
    const struct kept *list[CASES];
    size_t count = expect(&filter, list);

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        size_t size = filter.limit = sizes[i];
        filter.has_start = filter.is_backwards = filter.takes_start = false;
        assert_rows(&filter, list, size < count ? size : count);
        filter.is_backwards = true;
        assert_rows(&filter, list + (size < count ? count - size : 0), size < count ? size : count);
        for (size_t at = 0; at < count; at++) {
            start_at(&filter, list[at]);
            filter.is_backwards = false;
            size_t left = count - at - 1;
            assert_rows(&filter, list + at + 1, size < left ? size : left);
            filter.takes_start = true;
            assert_rows(&filter, list + at, size < left + 1 ? size : left + 1);
            filter.takes_start = false;
            filter.is_backwards = true;
            assert_rows(&filter, list + (size < at ? at - size : 0), size < at ? size : at);
        }
    }
}

/* Numbers live in the arena that the pages use: keep them elsewhere. */
static void keep_numbers(char numbers[CASES][IDENT_NUMBER])
{
    for (int i = 0; i < CASES; i++) {
        snprintf(numbers[i], IDENT_NUMBER, "%s", all[i].matter.number);
        all[i].matter.number = numbers[i];
    }
}

static void every_list_is_what_it_says_both_ways(void **state)
{
    static char numbers[CASES][IDENT_NUMBER];

    (void)state;
    keep_numbers(numbers);
    for (int queue = 0; queue < QUEUE_COUNT; queue++) {
        check_list(filter_of((enum queue)queue, false, false));
        check_list(filter_of((enum queue)queue, false, true));
        if (query_cases_may_sort((enum queue)queue))
            check_list(filter_of((enum queue)queue, true, false));
    }
}

/* Rows with one key are gone through by their id, or a day of thousands would be read from its
 * start for each page. */
static void assert_goes_on_by_id(const char *text)
{
    struct text whole = TEXT_EMPTY;
    bool row;

    text_addf(&whole, "EXPLAIN QUERY PLAN %s", text);
    struct query *query = db_query_composed(db, whole.at);
    assert_ok(query_step(query, &row, &error));
    const char *step = query_text(query, 3);
    if (!strstr(step, "=? AND rowid") && !strstr(step, "=? AND seq"))
        fail_msg("%s\n  by: %s", text, step);
    query_reset(query);
    text_release(&whole);
}

static void every_statement_runs_on_an_index(void **state)
{
    int offered = 0;

    (void)state;
    for (int i = 0; i < QUEUE_COUNT * 16; i++) {
        const char *text = query_cases_text(&arena, (enum queue)(i / 16), i & 1, (i & 2) != 0,
                                            (i & 4) != 0, (i & 8) != 0);
        if (!text)
            continue;
        offered++;
        assert_plan_is_good(db, text);
        if (i & 8)
            assert_goes_on_by_id(text);
    }
    assert_true(offered >= QUEUE_COUNT * 6);
}

static bool now(void *context)
{
    ++*(int *)context;
    return true;
}

static void a_search_stops_when_it_is_told_to(void **state)
{
    struct case_filter filter = filter_of(QUEUE_ALL, false, true);
    struct case_row *rows;
    size_t count;
    int asked = 0;

    (void)state;
    assert_ok(db_commit(db, &error)); /* writes are never stopped */
    filter.limit = CASES;
    db_set_limit(db, 10000, now, &asked);
    enum status status = query_cases(db, &filter, &arena, &rows, &count, &error);
    db_set_limit(db, 0, NULL, NULL);
    assert_int_equal(status, STATUS_BUSY);
    assert_true(asked > 0);
    assert_true(count < CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_list_is_what_it_says_both_ways, make_cases, drop),
        cmocka_unit_test_setup_teardown(every_statement_runs_on_an_index, make_cases, drop),
        cmocka_unit_test_setup_teardown(a_search_stops_when_it_is_told_to, make_cases, drop),
    };

    return run_searches("query_cases", tests, sizeof(tests) / sizeof(*tests));
}
