/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_cases.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/store/search.h"
#include "store/query_cases_inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* DUE_SOON: days, as in cases_where_due. BEYOND_SHARE: rows beyond its share of a page that each of
 * several lists is read at first: few have more among them, and those are read on. */
enum { DUE_SOON = 2, BEYOND_SHARE = 3 };

/* One reading of a list: its filter, and the one of several holders or homes whose cases are
 * read. */
struct reading {
    struct db *db;
    const struct case_filter *filter;
    enum case_drive drive;
    const char *driver, *grid; /* grid: of the home that drives, where both do */
    enum case_reading by;
    const char *terms, *hits; /* what a search asks for by words, and found otherwise (JSON) */
    struct arena *arena;
    size_t looked_at; /* rows that were looked at, whether they fit or not */
};

static bool is_search(const struct reading *reading)
{
    return reading->by != CASES_LISTED;
}

/* Where the keys of a queue's list begin and end, both not part of it. */
static void edges_of(const struct case_filter *filter, int64_t *low, int64_t *high)
{
    enum case_order order = query_cases_native(filter);
    bool is_by_day = order == ORDER_DUE || order == ORDER_WORK;

    *low = INT64_MIN;
    *high = INT64_MAX;
    if (is_by_day && filter->queue == QUEUE_LATE)
        *high = filter->today;
    if (is_by_day && (filter->queue == QUEUE_DUE || filter->queue == QUEUE_TODAY)) {
        *low = filter->today - 1;
        *high = filter->today + (filter->queue == QUEUE_DUE ? DUE_SOON : 0) + 1;
    }
    if (order == ORDER_CLOSED && filter->queue == QUEUE_CLOSED_TODAY)
        *low = clock_start_of(filter->today) - 1;
}

static void bind_keys(struct query *query, const struct reading *reading, bool has_end)
{
    const struct case_filter *filter = reading->filter;
    bool is_descending =
        is_search(reading) || query_cases_is_descending(query_cases_native(filter));
    bool goes_up = is_descending == filter->is_backwards;
    int64_t step = !filter->takes_start ? 0 : goes_up ? -1 : 1;
    int64_t low, high;

    edges_of(filter, &low, &high);
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

static void bind_own(struct query *query, const struct case_filter *filter)
{
    if (filter->queue == QUEUE_CLOSED_TODAY)
        query_bind_integer(query, 4, clock_start_of(filter->today));
    else if (queue_needs_grid(filter->queue) || filter->queue == QUEUE_UNIT)
        query_bind_text(query, 4, filter->argument);
    else
        query_bind_integer(query, 4, filter->today);
}

static bool is_one_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, list[i]) == 0)
            return true;
    return false;
}

static bool is_as_asked(struct query *query, int column, const char *wanted)
{
    return text_is_empty(wanted) || strcmp(query_text(query, column), wanted) == 0;
}

/* One of the homes or grids, where those are asked for. */
static bool is_at_place(const struct reading *reading, struct query *query)
{
    const struct case_filter *filter = reading->filter;

    if ((!filter->homes && !filter->grids) || reading->drive == DRIVE_HOME ||
        reading->drive == DRIVE_PLACE)
        return true;
    if (reading->drive == DRIVE_HOME_WORK)
        return true;
    return is_one_of(query_text(query, COLUMN_NODE), filter->homes, filter->home_count) ||
           is_one_of(query_text(query, COLUMN_GRID), filter->grids, filter->grid_count);
}

/* What the index did not choose by. */
static bool fits(const struct reading *reading, struct query *query)
{
    const struct case_filter *filter = reading->filter;
    const struct case_conditions *wanted = &filter->conditions;

    if (filter->holders && reading->drive != DRIVE_HOLDER &&
        !is_one_of(query_text(query, COLUMN_HOLDER), filter->holders, filter->holder_count))
        return false;
    return is_at_place(reading, query) && is_as_asked(query, COLUMN_GRID, wanted->grid) &&
           is_as_asked(query, COLUMN_URGENCY, wanted->urgency) &&
           is_as_asked(query, COLUMN_CHANNEL, wanted->channel) &&
           is_as_asked(query, COLUMN_RULE, wanted->rule) &&
           is_as_asked(query, COLUMN_CATEGORY, wanted->category);
}

static enum status too_far(size_t looked_at, struct error *error)
{
    return error_set(error, STATUS_BUSY, "limit",
                     _("only the first %zu cases were looked at; ask for something narrower"),
                     looked_at);
}

static enum status read_part(struct reading *reading, bool is_same_key, size_t limit,
                             struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    const char *text = query_cases_text(reading->arena, filter, reading->by, is_same_key);
    struct query *query = db_query_composed(reading->db, text);
    size_t wanted = page->count + limit;
    enum status status = STATUS_OK;
    bool row;

    bind_keys(query, reading, strstr(text, "?6") != NULL);
    query_bind_integer(query, 3, -1); /* as many as it takes until enough of them fit */
    if (strstr(text, "?4"))
        bind_own(query, filter);
    if (is_search(reading))
        query_bind_text(query, 5, reading->by == CASES_BY_KEYS ? reading->hits : reading->terms);
    if (strstr(text, "?7"))
        query_bind_text(query, 7, reading->driver);
    if (strstr(text, "?8"))
        query_bind_text(query, 8, reading->grid);
    while (page->count < wanted) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (filter->scan_most && !is_search(reading) && reading->looked_at++ >= filter->scan_most) {
            status = too_far(filter->scan_most, error);
            break;
        }
        if (!fits(reading, query))
            continue;
        page->rows =
            arena_grow(reading->arena, page->rows, page->count, &page->room, sizeof(*page->rows));
        struct case_row *next = &page->rows[page->count++];
        query_cases_read_row(query, reading->arena, next);
        next->key = is_search(reading) ? 0 : query_cases_key(next, query_cases_native(filter));
    }
done:
    query_reset(query);
    return status;
}

static enum status read_page(struct reading *reading, struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    size_t before = page->count;
    enum status status = STATUS_OK;

    if (filter->has_start && !is_search(reading))
        TRY(read_part(reading, true, filter->limit, page, error));
    size_t left = filter->limit - (page->count - before);
    if (left)
        TRY(read_part(reading, false, left, page, error));
done:
    return status;
}

/* The list of one holder or home, as far as it was read. */
struct part {
    struct case_row last;
    bool has_more;
};

/* Reads a stretch of it beyond what was read. */
static enum status read_stretch(struct reading *reading, struct part *part, size_t limit,
                                struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    struct case_filter beyond = *filter;
    size_t before = page->count;

    beyond.limit = limit;
    if (part->last.number) {
        beyond.has_start = true;
        beyond.takes_start = false;
        beyond.start_key = part->last.key;
        beyond.start_seq = part->last.seq;
    }
    reading->filter = &beyond;
    enum status status = read_page(reading, page, error);
    reading->filter = filter;
    part->has_more = page->count - before == limit;
    if (page->count > before)
        part->last = page->rows[page->count - 1];
    return status;
}

/* Reads their lists a stretch at a time, and further only those whose next rows may be among the
 * first of all: each whole page by itself would be many times what is wanted. */
static enum status read_each(struct reading *reading, const char *const *drivers, size_t count,
                             struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    bool is_down = query_cases_is_descending(query_cases_native(filter)) != filter->is_backwards;
    size_t stretch = count > 1 ? filter->limit / count + BEYOND_SHARE : filter->limit;
    struct part *parts = arena_alloc(reading->arena, (count + 1) * sizeof(*parts));
    struct case_row end = {0}; /* the last row of the page by now; no number: it has room */
    enum status status = STATUS_OK;
    bool is_done = false;

    for (size_t i = 0; i < count; i++)
        parts[i] = (struct part){.has_more = true};
    while (!is_done) {
        is_done = true;
        for (size_t i = 0; i < count; i++) {
            int order = query_cases_page_compare(&parts[i].last, &end);
            if (!parts[i].has_more || (end.number && (is_down ? order < 0 : order > 0)))
                continue;
            is_done = false;
            reading->driver = drivers[i];
            TRY(read_stretch(reading, &parts[i], stretch, page, error));
        }
        if (count < 2)
            break;
        query_cases_page_order(page, is_down);
        if (page->count >= filter->limit && filter->limit)
            end = page->rows[filter->limit - 1];
        stretch *= 2;
    }
done:
    return status;
}

/* The lists of grids beside those of homes, by their own index. */
static enum status read_grids(struct reading *reading, struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    struct case_filter of_grid = *filter;
    enum status status = STATUS_OK;

    reading->filter = &of_grid;
    reading->drive = DRIVE_GRID;
    for (size_t i = 0; status == STATUS_OK && i < filter->grid_count; i++) {
        of_grid.conditions.grid = filter->grids[i];
        status = read_each(reading, &filter->grids[i], 1, page, error);
    }
    reading->filter = filter;
    reading->drive = DRIVE_HOME;
    return status;
}

/* All of a home: by its grids, and what belongs to none. */
static enum status read_home(struct reading *reading, const char *home, struct case_page *page,
                             struct error *error)
{
    enum status status;
    bool row = true;

    reading->driver = home;
    reading->grid = "";
    for (;;) {
        TRY(read_page(reading, page, error));
        struct query *query = db_query(reading->db, SQL_CASES_NEXT_GRID);
        query_bind_text(query, 1, home);
        query_bind_text(query, 2, reading->grid);
        status = query_step(query, &row, error);
        if (status == STATUS_OK && row)
            reading->grid = query_copy(query, 0, reading->arena);
        query_reset(query);
        if (status != STATUS_OK || !row)
            break;
    }
done:
    return status;
}

/* What the grids have at any home. */
static enum status read_grids_anywhere(struct reading *reading, struct case_page *page,
                                       struct error *error)
{
    const struct case_filter *filter = reading->filter;
    enum status status;
    const char **homes;
    size_t count;

    TRY(query_cases_homes(reading->db, reading->arena, &homes, &count, error));
    for (size_t i = 0; i < count; i++) {
        if (is_one_of(homes[i], filter->homes, filter->home_count))
            continue;
        reading->driver = homes[i];
        for (size_t grid = 0; grid < filter->grid_count; grid++) {
            reading->grid = filter->grids[grid];
            TRY(read_page(reading, page, error));
        }
    }
done:
    return status;
}

static enum status read_places(struct reading *reading, struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < filter->home_count; i++)
        TRY(read_home(reading, filter->homes[i], page, error));
    if (filter->grid_count)
        TRY(read_grids_anywhere(reading, page, error));
done:
    return status;
}

/* What was found by a key of its own is there at once; words may take until the limit. */
static enum status read_found(struct reading *reading, struct case_page *page, struct error *error)
{
    enum queue queue = reading->filter->queue;
    bool has_open = queue != QUEUE_CLOSED && queue != QUEUE_CLOSED_TODAY;
    enum status status = STATUS_OK;

    reading->by = CASES_BY_KEYS;
    if (*reading->hits)
        TRY(read_page(reading, page, error));
    reading->by = CASES_BY_OPEN_WORDS;
    if (*reading->terms && has_open)
        TRY(read_page(reading, page, error));
    reading->by = CASES_BY_CLOSED_WORDS;
    if (*reading->terms && !queue_has_only_open(queue))
        TRY(read_page(reading, page, error));
done:
    return status;
}

/* Reads the list of each holder or home, and makes one of them: each is sorted, so the first rows
 * of all are among them. */
static enum status read_all(struct reading *reading, struct case_page *page, struct error *error)
{
    const struct case_filter *filter = reading->filter;
    bool is_descending =
        is_search(reading) || query_cases_is_descending(query_cases_native(filter));
    enum status status;

    if (is_search(reading))
        TRY(read_found(reading, page, error));
    else if (reading->drive == DRIVE_HOLDER)
        TRY(read_each(reading, filter->holders, filter->holder_count, page, error));
    else if (reading->drive == DRIVE_HOME || reading->drive == DRIVE_HOME_WORK)
        TRY(read_each(reading, filter->homes, filter->home_count, page, error));
    else if (reading->drive == DRIVE_PLACE)
        TRY(read_places(reading, page, error));
    else
        TRY(read_each(reading,
                      reading->drive == DRIVE_SEEN ? &filter->seen_by : &filter->conditions.grid, 1,
                      page, error));
    if (reading->drive == DRIVE_HOME)
        TRY(read_grids(reading, page, error));
done:
    query_cases_page_order(page, is_descending);
    query_cases_page_drop_doubles(page);
    query_cases_page_cut(page, filter);
    return status;
}

/* An order that no index has: the whole queue is read and sorted, if it isn't too long. */
static enum status read_and_sort(struct reading *reading, struct case_page *page,
                                 struct error *error)
{
    const struct case_filter *filter = reading->filter;
    enum case_order order = query_cases_order(filter);
    struct case_filter whole = *filter;
    enum status status;

    whole.has_start = whole.is_backwards = false;
    whole.limit = CASE_SORT_MOST + 1;
    reading->filter = &whole;
    TRY(read_all(reading, page, error));
    if (page->count > CASE_SORT_MOST)
        return error_set(error, STATUS_REFUSED, "sort",
                         _("more than %d cases cannot be sorted like that"), CASE_SORT_MOST);
    for (size_t i = 0; i < page->count; i++)
        page->rows[i].key = query_cases_key(&page->rows[i], order);
    query_cases_page_order(page, query_cases_is_descending(order));
    query_cases_page_take_off(page, filter, query_cases_is_descending(order));
    query_cases_page_cut(page, filter);
done:
    return status;
}

/* How a search is read. Nothing that can be searched for lists everything. */
static enum status prepare_search(struct reading *reading, struct text *terms,
                                  struct search_seqs *found, struct error *error)
{
    const char *typed = reading->filter->search;
    bool is_open_only = queue_has_only_open(reading->filter->queue);
    struct text hits = TEXT_EMPTY;
    enum status status = STATUS_OK;

    search_case_query(terms, typed);
    TRY(search_gather_cases(reading->db, typed, is_open_only, reading->arena, found, error));
    for (size_t i = 0; i < found->count; i++)
        text_addf(&hits, "%c%" PRId64, i ? ',' : '[', found->at[i]);
    if (found->count)
        text_add_char(&hits, ']');
    reading->terms = terms->at;
    reading->hits = arena_copy(reading->arena, hits.at);
    if (*reading->terms || *reading->hits)
        reading->by = CASES_BY_OPEN_WORDS;
done:
    text_release(&hits);
    return status;
}

enum status query_cases(struct db *db, const struct case_filter *filter, struct arena *arena,
                        struct case_row **rows, size_t *count, struct error *error)
{
    struct case_filter asked = *filter;
    struct reading reading = {.db = db, .filter = &asked, .arena = arena};
    struct search_seqs found = {0};
    struct case_page page = {0};
    struct text terms = TEXT_EMPTY;
    enum status status = STATUS_OK;

    *rows = NULL;
    *count = 0;
    if (!text_is_empty(filter->search))
        TRY(prepare_search(&reading, &terms, &found, error));
    if (is_search(&reading))
        asked.sort = CASE_SORT_OWN;
    if (filter->homes && !filter->home_count && !filter->grid_count)
        goto done; /* of nowhere */
    if (filter->queue == QUEUE_MINE && !filter->holders)
        asked.holders = (const char *const *)&reading.driver; /* of nobody: nothing */
    reading.drive = query_cases_drive(&asked, is_search(&reading));
    status = query_cases_order(&asked) == query_cases_native(&asked)
                 ? read_all(&reading, &page, error)
                 : read_and_sort(&reading, &page, error);
    *rows = page.rows;
    *count = page.count;
    if (status == STATUS_OK && found.is_cut)
        status = too_far(found.count, error);
done:
    text_release(&terms);
    return status;
}
