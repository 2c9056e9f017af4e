/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_cases.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/store/search.h"

#include <stdlib.h>
#include <string.h>

enum { DUE_SOON = 2 }; /* days, as in cases_where_due */
enum order { ORDER_DUE, ORDER_UNIT_DUE, ORDER_CALLBACK, ORDER_OPENED, ORDER_CLOSED, ORDER_COUNT };

/* The ends of the statements of an order: those beyond a key, those with the same key. */
static const struct {
    enum sql after, before, same_after, same_before;
    bool is_descending;
} orders[ORDER_COUNT] = {
#define ORDER(name, is_descending)                                                                 \
    [ORDER_##name] = {SQL_CASES_BY_##name##_AFTER, SQL_CASES_BY_##name##_BEFORE,                   \
                      SQL_CASES_AT_##name##_AFTER, SQL_CASES_AT_##name##_BEFORE, is_descending}
    ORDER(DUE, false),   ORDER(UNIT_DUE, false), ORDER(CALLBACK, false),
    ORDER(OPENED, true), ORDER(CLOSED, true),
};

#define QUEUE_ROW(name, word, label, condition, order) [QUEUE_##name] = {word, label},
const struct queue_row queue_rows[QUEUE_COUNT] = {QUEUE_TABLE(QUEUE_ROW)};

static const struct {
    enum sql condition;
    enum order order;
} plans[QUEUE_COUNT] = {
#define QUEUE_PLAN(name, word, label, condition, order)                                            \
    [QUEUE_##name] = {SQL_CASES_WHERE_##condition, ORDER_##order},
    QUEUE_TABLE(QUEUE_PLAN)};

enum queue queue_find(const char *word)
{
    for (int queue = 0; word && queue < QUEUE_COUNT; queue++)
        if (strcmp(queue_rows[queue].word, word) == 0)
            return (enum queue)queue;
    return QUEUE_COUNT;
}

bool query_cases_may_sort(enum queue queue)
{
    return queue == QUEUE_OPEN || queue == QUEUE_ALL;
}

static bool has_only_open(enum queue queue)
{
    return queue != QUEUE_CLOSED && queue != QUEUE_CLOSED_TODAY && queue != QUEUE_ALL;
}

static enum order order_of(enum queue queue, bool newest_first)
{
    return newest_first && query_cases_may_sort(queue) ? ORDER_OPENED : plans[queue].order;
}

static enum sql tail_of(enum order order, bool is_backwards, bool is_same_key)
{
    if (is_same_key)
        return is_backwards ? orders[order].same_before : orders[order].same_after;
    return is_backwards ? orders[order].before : orders[order].after;
}

const char *query_cases_text(struct arena *arena, enum queue queue, bool newest_first,
                             bool is_search, bool is_backwards, bool is_same_key)
{
    enum order order = order_of(queue, newest_first);
    enum sql head = SQL_CASES_SELECT, tail = tail_of(order, is_backwards, is_same_key);

    if ((newest_first && (is_search || !query_cases_may_sort(queue))) || (is_search && is_same_key))
        return NULL;
    if (is_search) {
        head = SQL_CASES_SELECT_FOUND;
        tail = is_backwards ? SQL_CASES_FOUND_BEFORE : SQL_CASES_FOUND_AFTER;
    }
    return arena_format(arena, "%s %s %s", sql_text[head], sql_text[plans[queue].condition],
                        sql_text[tail]);
}

static int32_t day_from(int64_t cell)
{
    return cell == INT32_MAX ? CLOCK_NO_DAY : (int32_t)cell;
}

static int64_t key_of(const struct case_row *row, enum order order, bool is_search)
{
    if (is_search)
        return 0;
    switch (order) {
    case ORDER_DUE:
        return row->due_on == CLOCK_NO_DAY ? INT32_MAX : row->due_on;
    case ORDER_UNIT_DUE:
        return row->unit_due_on == CLOCK_NO_DAY ? INT32_MAX : row->unit_due_on;
    case ORDER_CALLBACK:
        return row->callback_at;
    case ORDER_CLOSED:
        return row->closed_at;
    case ORDER_OPENED:
    case ORDER_COUNT:
        break;
    }
    return row->opened_at;
}

static void read_row(struct query *query, struct arena *arena, struct case_row *row)
{
    const struct {
        int column;
        const char **into;
    } texts[] = {
        {1, &row->number},         {2, &row->state},    {3, &row->rule},      {4, &row->holder},
        {5, &row->subject},        {6, &row->name},     {7, &row->door},      {8, &row->grid},
        {9, &row->urgency},        {10, &row->service}, {17, &row->node},     {18, &row->unit},
        {19, &row->resident},      {22, &row->outcome}, {24, &row->phone},    {25, &row->channel},
        {27, &row->first_contact}, {28, &row->via},     {29, &row->category}, {31, &row->ref},
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        *texts[i].into = query_copy(query, texts[i].column, arena);
    row->seq = query_integer(query, 0);
    row->due_on = day_from(query_integer(query, 11));
    row->unit_due_on = day_from(query_integer(query, 12));
    row->opened_at = query_integer(query, 13);
    row->closed_at = query_integer(query, 14);
    row->flags = (unsigned)query_integer(query, 15);
    row->callback_at = query_integer(query, 16);
    row->attitude = (int)query_integer(query, 20);
    row->ability = (int)query_integer(query, 21);
    row->is_open = query_integer(query, 23) != 0;
    row->late_on = day_from(query_integer(query, 26));
    row->bounces = (int)query_integer(query, 30);
}

struct page {
    struct case_row *rows;
    size_t count, room;
};

/* One reading of a list: its filter, and the one of several holders whose cases are read. */
struct reading {
    struct db *db;
    const struct case_filter *filter;
    const char *argument, *terms;
    struct arena *arena;
};

/* Where the keys of a queue's list begin and end, both not part of it. */
static void edges_of(const struct case_filter *filter, enum order order, int64_t *low,
                     int64_t *high)
{
    *low = INT64_MIN;
    *high = INT64_MAX;
    if (order == ORDER_DUE && filter->queue == QUEUE_LATE)
        *high = filter->today;
    if (order == ORDER_DUE && filter->queue == QUEUE_DUE) {
        *low = filter->today - 1;
        *high = filter->today + DUE_SOON + 1;
    }
    if (order == ORDER_CLOSED && filter->queue == QUEUE_CLOSED_TODAY)
        *low = clock_start_of(filter->today) - 1;
}

static void bind_keys(struct query *query, const struct case_filter *filter, bool is_search,
                      bool has_end)
{
    enum order order = order_of(filter->queue, filter->newest_first);
    bool is_descending = is_search || orders[order].is_descending;
    bool goes_up = is_descending == filter->is_backwards;
    int64_t step = !filter->takes_start ? 0 : goes_up ? -1 : 1;
    int64_t low, high;

    edges_of(filter, order, &low, &high);
    if (filter->has_start) {
        query_bind_integer(query, 1, filter->start_key);
        query_bind_integer(query, 2, filter->start_seq + step);
    } else {
        /* without a start the page begins before the first or after the last row */
        query_bind_integer(query, 1, goes_up ? low : high);
        query_bind_integer(query, 2, goes_up ? INT64_MIN : INT64_MAX);
    }
    if (has_end)
        query_bind_integer(query, 6, goes_up ? high : low);
}

static void bind_own(struct query *query, const struct reading *reading)
{
    const struct case_filter *filter = reading->filter;

    if (filter->queue == QUEUE_CLOSED_TODAY)
        query_bind_integer(query, 4, clock_start_of(filter->today));
    else if (reading->argument)
        query_bind_text(query, 4, reading->argument);
    else
        query_bind_integer(query, 4, filter->today);
}

static enum status read_part(const struct reading *reading, bool is_same_key, size_t limit,
                             struct page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    bool is_search = *reading->terms != '\0', row;
    const char *text = query_cases_text(reading->arena, filter->queue, filter->newest_first,
                                        is_search, filter->is_backwards, is_same_key);
    struct query *query = db_query_composed(reading->db, text);
    enum order order = order_of(filter->queue, filter->newest_first);
    enum status status;

    bind_keys(query, filter, is_search, strstr(text, "?6") != NULL);
    query_bind_integer(query, 3, (int64_t)limit);
    if (strstr(text, "?4"))
        bind_own(query, reading);
    if (is_search)
        query_bind_text(query, 5, reading->terms);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        page->rows =
            arena_grow(reading->arena, page->rows, page->count, &page->room, sizeof(*page->rows));
        read_row(query, reading->arena, &page->rows[page->count]);
        page->rows[page->count].key = key_of(&page->rows[page->count], order, is_search);
        page->count++;
    }
done:
    query_reset(query);
    return status;
}

static enum status read_page(const struct reading *reading, struct page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    size_t before = page->count;
    enum status status = STATUS_OK;

    if (filter->has_start && !*reading->terms)
        TRY(read_part(reading, true, filter->limit, page, error));
    size_t left = filter->limit - (page->count - before);
    if (left)
        TRY(read_part(reading, false, left, page, error));
done:
    return status;
}

static int by_key(const void *a, const void *b)
{
    const struct case_row *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static void reverse(struct page *page)
{
    for (size_t i = 0; i < page->count / 2; i++) {
        struct case_row swap = page->rows[i];
        page->rows[i] = page->rows[page->count - 1 - i];
        page->rows[page->count - 1 - i] = swap;
    }
}

/* The pages of several holders as one: each is sorted, so the first rows of all are among them. */
static void merge(struct page *page, const struct case_filter *filter, bool is_search)
{
    qsort(page->rows, page->count, sizeof(*page->rows), by_key);
    if (is_search)
        reverse(page);
    if (page->count <= filter->limit)
        return;
    if (filter->is_backwards)
        page->rows += page->count - filter->limit;
    page->count = filter->limit;
}

enum status query_cases(struct db *db, const struct case_filter *filter, struct arena *arena,
                        struct case_row **rows, size_t *count, struct error *error)
{
    struct case_filter asked = *filter;
    struct reading reading = {
        .db = db, .filter = &asked, .argument = filter->argument, .arena = arena};
    struct page page = {0};
    struct text terms = TEXT_EMPTY;
    enum status status = STATUS_OK;

    if (!text_is_empty(filter->search))
        search_case_query(&terms, filter->search, has_only_open(filter->queue));
    bool is_search = terms.length > 0;
    reading.terms = terms.at;
    asked.newest_first = filter->newest_first && !is_search && query_cases_may_sort(filter->queue);
    if (filter->queue == QUEUE_MINE) {
        for (size_t i = 0; status == STATUS_OK && i < filter->holder_count; i++) {
            reading.argument = filter->holders[i];
            status = read_page(&reading, &page, error);
        }
        if (page.count)
            merge(&page, filter, is_search);
    } else {
        status = read_page(&reading, &page, error);
        if (filter->is_backwards)
            reverse(&page);
    }
    *rows = page.rows;
    *count = page.count;
    text_release(&terms);
    return status;
}

enum status query_cases_locate(struct db *db, const struct case_filter *filter, const char *number,
                               int64_t *key, int64_t *seq, bool *found, struct error *error)
{
    static const int columns[ORDER_COUNT] = {[ORDER_DUE] = 1,
                                             [ORDER_UNIT_DUE] = 2,
                                             [ORDER_CALLBACK] = 3,
                                             [ORDER_OPENED] = 4,
                                             [ORDER_CLOSED] = 5};
    struct query *query = db_query(db, SQL_CASES_LOCATE);
    enum status status;

    query_bind_text(query, 1, number);
    TRY(query_step(query, found, error));
    if (*found) {
        *seq = query_integer(query, 0);
        *key = query_integer(query, columns[order_of(filter->queue, filter->newest_first)]);
    }
done:
    query_reset(query);
    return status;
}

enum status query_cases_of(struct db *db, const char *resident, const char *door, size_t limit,
                           struct arena *arena, struct case_row **rows, size_t *count,
                           struct error *error)
{
    bool by_person = !text_is_empty(resident), row;
    struct query *query = db_query(db, by_person ? SQL_CASES_OF_RESIDENT : SQL_CASES_OF_DOOR);
    enum status status;
    size_t room = 0;

    *rows = NULL;
    *count = 0;
    query_bind_text(query, 1, by_person ? resident : door);
    query_bind_integer(query, 2, (int64_t)limit);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct case_row){.number = query_copy(query, 0, arena),
                                                .state = query_copy(query, 1, arena),
                                                .subject = query_copy(query, 2, arena),
                                                .holder = query_copy(query, 3, arena),
                                                .opened_at = query_integer(query, 4),
                                                .due_on = day_from(query_integer(query, 5)),
                                                .outcome = query_copy(query, 6, arena),
                                                .attitude = (int)query_integer(query, 7),
                                                .ability = (int)query_integer(query, 8),
                                                .is_open = query_integer(query, 9) != 0,
                                                .rule = "",
                                                .name = "",
                                                .door = "",
                                                .grid = "",
                                                .urgency = "",
                                                .service = "",
                                                .node = "",
                                                .unit = "",
                                                .resident = "",
                                                .phone = "",
                                                .channel = "",
                                                .first_contact = "",
                                                .via = "",
                                                .category = "",
                                                .ref = ""};
    }
done:
    query_reset(query);
    return status;
}

enum status query_promises(struct db *db, int64_t before_at, size_t limit, struct arena *arena,
                           struct promise_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_CASES_PROMISED);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_integer(query, 1, before_at);
    query_bind_integer(query, 2, (int64_t)limit);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct promise_row){.number = query_copy(query, 0, arena),
                                                   .place = query_integer(query, 1),
                                                   .at = query_integer(query, 2),
                                                   .kind = query_copy(query, 3, arena),
                                                   .staff = query_copy(query, 4, arena),
                                                   .text = query_copy(query, 5, arena),
                                                   .subject = query_copy(query, 6, arena),
                                                   .name = query_copy(query, 7, arena),
                                                   .door = query_copy(query, 8, arena),
                                                   .holder = query_copy(query, 9, arena),
                                                   .node = query_copy(query, 10, arena)};
    }
done:
    query_reset(query);
    return status;
}

enum status query_frequent_services(struct db *db, int64_t since_at, int64_t before_at,
                                    size_t limit, struct arena *arena, const char ***codes,
                                    size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_CASES_SERVICE_USE);
    enum status status;
    size_t room = 0;
    bool row;

    *codes = NULL;
    *count = 0;
    query_bind_integer(query, 1, since_at);
    query_bind_integer(query, 2, (int64_t)limit);
    query_bind_integer(query, 3, before_at);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *codes = arena_grow(arena, *codes, *count, &room, sizeof(**codes));
        (*codes)[(*count)++] = query_copy(query, 0, arena);
    }
done:
    query_reset(query);
    return status;
}
