/* SPDX-License-Identifier: MIT */
/* case_lists: cases of all sorts in a file, and every list of them found without the store: for the
 * tests of query_cases. */
#ifndef SHOUWEN_TESTS_STORE_CASE_LISTS_H
#define SHOUWEN_TESTS_STORE_CASE_LISTS_H

#include "shouwen/base/searchkey.h"
#include "shouwen/store/query_cases.h"
#include "tests/store/search_sample.h"

enum { CASES = 240, HOLDERS = 3 };

/* A case as it was put, and its row's id. */
struct kept {
    struct matter matter;
    struct matter_promise promise;
    struct act acts[3];
    struct matter_entry history[3];
    int64_t seq, callback_at;
};
static struct kept all[CASES];
static const char *const holders[] = {"S01", "S02", "S03"};

static uint32_t seed;
static inline uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

#define BRINGER "S20"
#define UNIT "310115-fgj"

/* Opened by the first contact or brought in by somebody, and dispatched here, there, or not at all;
 * an act that was taken back makes nobody a reader. */
static inline void vary_history(struct kept *kept)
{
    static const char *const units[] = {UNIT, "310115-mzj"};
    struct matter *m = &kept->matter;
    uint32_t dispatched = draw(4);

    m->first_contact = "S01";
    kept->acts[0] = (struct act){.kind = ACT_OPEN, .by = draw(3) ? "S01" : BRINGER};
    kept->acts[1] = (struct act){.kind = ACT_DISPATCH, .by = "T01"};
    kept->acts[1].value[FIELD_TO] = units[dispatched % 2];
    kept->acts[2] = (struct act){.kind = ACT_NOTE, .by = "S02"};
    for (int i = 0; i < 3; i++)
        kept->history[i] = (struct matter_entry){.act = &kept->acts[i]};
    kept->history[1].is_voided = dispatched == 2;
    m->history = kept->history;
    m->history_count = dispatched == 3 ? 1 : 3;
}

static inline void vary(struct kept *kept)
{
    static const char *const grids[] = {"", NODE "-G01", NODE "-G02"};
    static const char *const units[] = {NODE, "310115-fgj"};
    static const unsigned flags[] = {
        0, 0, FLAG_SUPERVISED, FLAG_CONTRADICTION, FLAG_HISTORY, FLAG_DISPUTE};
    static const char *const urgencies[] = {"urgent", "routine"};
    static const char *const homes[] = {NODE, "310115007002"};
    struct matter *m = &kept->matter;

    vary_history(kept);
    m->holder = holders[draw(4) % HOLDERS];
    m->rule = (enum rule)draw(RULE_COUNT);
    m->state = (enum matter_state)draw(STATE_CLOSED);
    m->grid = grids[draw(3)];
    m->unit = units[draw(2)];
    m->flags = flags[draw(6)];
    m->node = homes[draw(2)];
    m->urgency = urgencies[draw(2)];
    m->is_accepted = draw(2);
    m->rule_since_at = m->opened_at;
    m->reminds = (int)draw(3);
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

static inline int make_cases(void **state)
{
    static const char *const subjects[] = {"电梯故障", "楼道灯不亮", "电梯异响", "漏水", ""};
    struct search_text stood;

    make(state);
    seed = 7;
    for (int i = 0; i < CASES; i++) {
        memset(&all[i], 0, sizeof(all[i]));
        all[i].matter = a_case(-(int)draw(10), "周美芳", subjects[draw(5)]);
        vary(&all[i]);
        assert_ok(search_read_stood(db, all[i].matter.number, &arena, &stood, &error));
        assert_ok(matters_project(db, &all[i].matter, &all[i].seq, &error));
        assert_ok(search_put_case(db, all[i].seq, &stood, &all[i].matter, &error));
    }
    return 0;
}

/* By the unit's clock where there is one. */
static inline int32_t work_on(const struct matter *m)
{
    return m->unit_due_on != CLOCK_NO_DAY ? m->unit_due_on : m->due_on;
}

static inline bool stands(const struct matter *m, int32_t day)
{
    return m->waiting_on != CLOCK_NO_DAY && day >= m->waiting_on;
}

static inline bool is_late_at_unit(const struct matter *m)
{
    int32_t day = work_on(m);

    return m->is_open && day != CLOCK_NO_DAY && !stands(m, day) && day < today;
}

static inline bool is_begun(const struct matter *m)
{
    return m->state == STATE_RECEIVED || m->state == STATE_HANDLING;
}

/* Who watches the units goes by their clock in the queues of all open cases. */
static inline bool watches_units(const struct case_filter *filter)
{
    return filter->by_unit && !filter->holders &&
           (filter->queue == QUEUE_OPEN || filter->queue == QUEUE_LATE ||
            filter->queue == QUEUE_TODAY || filter->queue == QUEUE_DUE);
}

static inline bool is_in_queue(const struct kept *kept, const struct case_filter *filter)
{
    const struct matter *m = &kept->matter;
    bool by_unit = filter->is_unit || watches_units(filter);
    int32_t day = by_unit ? work_on(m) : m->due_on;
    int32_t due_on = day == CLOCK_NO_DAY || stands(m, day) ? INT32_MAX : day;

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
        return by_unit ? is_late_at_unit(m) : matter_is_late(m, today);
    case QUEUE_DUE:
        return m->is_open && due_on >= today && due_on <= today + 2;
    case QUEUE_TODAY:
        return m->is_open && due_on == today;
    case QUEUE_UNACCEPTED:
        return m->is_open && m->rule == RULE_ASSIGNED && !m->is_accepted && is_begun(m);
    case QUEUE_GRID:
        return m->is_open && strcmp(m->grid, filter->argument) == 0;
    case QUEUE_REVIEW:
        return m->is_open && strcmp(m->grid, filter->argument) == 0 && m->state == STATE_RECEIVED &&
               m->rule == RULE_FIRST_CONTACT;
    case QUEUE_CLOSED:
        return !m->is_open;
    case QUEUE_ALL:
        return true;
    case QUEUE_STREET:
        return m->is_open && m->state == STATE_REPORTED;
    case QUEUE_DISPATCHED:
        return m->is_open && m->state == STATE_DISPATCHED;
    case QUEUE_UNIT:
        return m->is_open && strcmp(m->unit, filter->argument) == 0 &&
               strcmp(m->unit, m->node) != 0;
    case QUEUE_SUPERVISED:
        return m->is_open && m->flags & FLAG_SUPERVISED;
    case QUEUE_DISPUTED:
        return m->is_open && m->flags & FLAG_DISPUTE;
    case QUEUE_FLAGGED:
        return (m->is_open || !filter->seen_by || filter->search) && m->flags & FLAG_CONTRADICTION;
    case QUEUE_COUNT:
        break;
    }
    return false;
}

static inline bool is_one_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; list && i < count; i++)
        if (strcmp(text, list[i]) == 0)
            return true;
    return !list;
}

/* In one of the homes, or in one of the grids. */
static inline bool is_at_place(const struct matter *m, const struct case_filter *filter)
{
    if (!filter->grids)
        return is_one_of(m->node, filter->homes, filter->home_count);
    return is_one_of(m->grid, filter->grids, filter->grid_count) ||
           (filter->homes && is_one_of(m->node, filter->homes, filter->home_count));
}

static inline bool is_seen(const struct kept *kept, const struct case_filter *filter)
{
    const struct matter *m = &kept->matter;
    bool is_dispatched = m->history_count > 1 && !kept->history[1].is_voided;

    if (!filter->seen_by || filter->search)
        return true;
    return filter->is_unit ? is_dispatched && strcmp(kept->acts[1].value[FIELD_TO], UNIT) == 0
                           : strcmp(kept->acts[0].by, BRINGER) == 0;
}

/* The clock of who sees a part of the queue, or the queue's own. */
static inline bool goes_by_unit(const struct case_filter *filter)
{
    bool has_argument = queue_needs_grid(filter->queue);

    if (filter->seen_by)
        return filter->is_unit;
    if (watches_units(filter))
        return true;
    return queue_goes_by_unit(filter->queue) && (!filter->grids || has_argument);
}

static inline bool is_in(const struct kept *kept, const struct case_filter *filter)
{
    const struct matter *m = &kept->matter;
    const struct case_conditions *wanted = &filter->conditions;

    return is_in_queue(kept, filter) && is_at_place(m, filter) && is_seen(kept, filter) &&
           (filter->queue == QUEUE_MINE ||
            is_one_of(m->holder, filter->holders, filter->holder_count)) &&
           (!wanted->urgency || strcmp(m->urgency, wanted->urgency) == 0) &&
           (!wanted->grid || strcmp(m->grid, wanted->grid) == 0);
}

/* What the list is sorted by, the smallest first. */
static inline int64_t rank(const struct kept *kept, const struct case_filter *filter)
{
    const struct matter *m = &kept->matter;

    if (filter->search)
        return 0;
    enum case_sort sort =
        query_cases_may_sort(filter->queue, filter->sort) ? filter->sort : CASE_SORT_OWN;
    if (sort == CASE_SORT_OPENED || filter->queue == QUEUE_ALL)
        return -m->opened_at;
    if (filter->queue == QUEUE_CLOSED || filter->queue == QUEUE_CLOSED_TODAY)
        return -m->closed_at;
    if (filter->queue == QUEUE_CALLBACKS && sort == CASE_SORT_OWN && !filter->grids &&
        !filter->seen_by)
        return kept->callback_at;
    bool is_by_unit = sort == CASE_SORT_UNIT || (sort == CASE_SORT_OWN && goes_by_unit(filter));
    int32_t day = is_by_unit ? work_on(m) : m->due_on;
    return day == CLOCK_NO_DAY ? INT32_MAX : day;
}

static inline bool comes_first(const struct kept *a, const struct kept *b,
                               const struct case_filter *filter)
{
    int64_t x = rank(a, filter), y = rank(b, filter);
    bool newest = filter->search || filter->sort == CASE_SORT_OPENED ||
                  filter->queue == QUEUE_ALL || filter->queue == QUEUE_CLOSED ||
                  filter->queue == QUEUE_CLOSED_TODAY;

    if (x != y)
        return x < y;
    return newest ? a->seq > b->seq : a->seq < b->seq;
}

/* The whole list, found without the store. */
static inline size_t expect(const struct case_filter *filter, const struct kept **out)
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

static inline struct case_filter filter_of(enum queue queue, enum case_sort sort, bool is_search)
{
    return (struct case_filter){
        .queue = queue,
        .argument = queue_needs_grid(queue) ? NODE "-G01"
                    : queue == QUEUE_UNIT   ? "310115-fgj"
                                            : NULL,
        .holders = queue == QUEUE_MINE ? holders : NULL,
        .holder_count = queue == QUEUE_MINE ? 2 : 0,
        .today = today,
        .search = is_search ? "电梯" : NULL,
        .sort = sort,
    };
}

static inline void start_at(struct case_filter *filter, const struct kept *kept)
{
    bool found;

    assert_ok(query_cases_locate(db, filter, kept->matter.number, &filter->start_key,
                                 &filter->start_seq, &found, &error));
    assert_true(found);
    if (filter->search)
        filter->start_key = 0;
    filter->has_start = true;
}

static inline void assert_rows(const struct case_filter *filter, const struct kept **expected,
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
static inline void check_list(struct case_filter filter)
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
static inline void keep_numbers(char numbers[CASES][IDENT_NUMBER])
{
    for (int i = 0; i < CASES; i++) {
        snprintf(numbers[i], IDENT_NUMBER, "%s", all[i].matter.number);
        all[i].matter.number = numbers[i];
    }
}

/* The narrowings that a filter may have, each a bit. */
enum {
    BY_HOMES = 1,
    BY_ONE_HOME = 2, /* both: one home, by the handling unit's clock */
    BY_HOLDERS = 4,
    BY_GRID = 8,
    BY_URGENCY = 16,
    BY_GRIDS = 32,
    BY_UNIT = 64, /* these two without places */
    BY_BRINGER = 128,
    NARROWINGS = 256
};

static inline void narrow(struct case_filter *filter, int bits)
{
    static const char *const homes[] = {NODE, "310115007002"};
    static const char *const grids[] = {NODE "-G01", NODE "-G02"};

    if (bits & (BY_UNIT | BY_BRINGER) && filter->queue != QUEUE_MINE) {
        filter->is_unit = bits & BY_UNIT;
        filter->seen_by = filter->is_unit ? UNIT : BRINGER;
        bits &= ~(BY_HOMES | BY_ONE_HOME | BY_GRIDS);
    }
    if (bits & (BY_HOMES | BY_ONE_HOME)) {
        filter->homes = bits & BY_ONE_HOME ? homes + 1 : homes;
        filter->home_count = bits & BY_ONE_HOME ? 1 : 2;
    }
    filter->by_unit = filter->homes && !(bits & BY_GRIDS) && bits & BY_HOMES && bits & BY_ONE_HOME;
    if (bits & BY_GRIDS) {
        filter->grids = grids;
        filter->grid_count = bits & BY_URGENCY ? 1 : 2;
    }
    if (bits & BY_HOLDERS && filter->queue != QUEUE_MINE) {
        filter->holders = holders + 1;
        filter->holder_count = 2;
    }
    filter->conditions.grid = bits & BY_GRID ? NODE "-G02" : NULL;
    filter->conditions.urgency = bits & BY_URGENCY ? "urgent" : NULL;
}

#endif
