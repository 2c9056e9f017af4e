/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/query_visits.h"

#include "shouwen/base/clock.h"
#include "store/records_inside.h"

#include <stdlib.h>
#include <string.h>

const char *query_visits_text(struct arena *arena, bool has_place, bool has_class,
                              bool is_backwards, bool takes_from)
{
    static const enum sql where[2][2] = {
        {SQL_FRAGMENT_HOUSEHOLD_WHERE_ALL, SQL_FRAGMENT_HOUSEHOLD_WHERE_CLASS},
        {SQL_FRAGMENT_HOUSEHOLD_WHERE_PLACE, SQL_FRAGMENT_HOUSEHOLD_WHERE_PLACE_CLASS}};
    enum sql tail = is_backwards ? SQL_FRAGMENT_HOUSEHOLD_BEFORE
                    : takes_from ? SQL_FRAGMENT_HOUSEHOLD_FROM
                                 : SQL_FRAGMENT_HOUSEHOLD_AFTER;

    return arena_format(arena, "%s\n%s\n%s", sql_text[SQL_FRAGMENT_HOUSEHOLD_COLUMNS],
                        sql_text[where[has_place][has_class]], sql_text[tail]);
}

static struct visit_row read_row(struct query *query, struct arena *arena)
{
    struct visit_row row = {0};
    const struct {
        int column;
        const char **into;
    } texts[] = {
        {0, &row.key},
        {1, &row.grid},
        {2, &row.class},
        {4, &row.who},
        {5, &row.step},
        {10, &row.name},
        {9, &row.last_result},
        {11, &row.door},
        {12, &row.phone},
        {13, &row.tags},
        {14, &row.liaison},
        {15, &row.contact},
        {16, &row.contact_phone},
        {18, &row.node},
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        *texts[i].into = query_copy(query, texts[i].column, arena);
    row.due_on = (int32_t)query_integer(query, 3);
    row.member_count = query_integer(query, 6);
    row.met_on = query_is_null(query, 7) ? CLOCK_NO_DAY : (int32_t)query_integer(query, 7);
    row.last_at = query_integer(query, 8);
    if (!clock_parse_day(query_text(query, 17), &row.birth_on))
        row.birth_on = CLOCK_NO_DAY;
    return row;
}

struct out {
    struct arena *arena;
    struct visit_row *rows;
    size_t count, room;
};

static enum status read_all(struct query *query, struct out *out, struct error *error)
{
    enum status status;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        out->rows = arena_grow(out->arena, out->rows, out->count, &out->room, sizeof(*out->rows));
        out->rows[out->count++] = read_row(query, out->arena);
    }
done:
    query_reset(query);
    return status;
}

static const char *area_of(const struct visit_filter *filter)
{
    return filter->within ? filter->within : "";
}

static enum status read_place(struct db *db, const struct visit_filter *filter, const char *place,
                              struct out *out, struct error *error)
{
    bool has_class = !text_is_empty(filter->class);
    struct query *query =
        db_query_composed(db, query_visits_text(out->arena, place != NULL, has_class,
                                                filter->is_backwards, filter->takes_from));

    query_bind_text(query, 1, place);
    query_bind_text(query, 2, filter->class);
    if (filter->from) {
        query_bind_integer(query, 3, filter->from->due_on);
        query_bind_text(query, 4, filter->from->key);
    } else {
        query_bind_integer(query, 3, filter->is_backwards ? INT64_MAX : INT64_MIN);
        query_bind_text(query, 4, "");
    }
    query_bind_integer(query, 5, (int64_t)filter->limit);
    query_bind_integer(query, 6, filter->until);
    if (!place)
        query_bind_text(query, 7, area_of(filter));
    return read_all(query, out, error);
}

static int by_due(const void *a, const void *b)
{
    const struct visit_row *x = a, *y = b;

    if (x->due_on != y->due_on)
        return x->due_on < y->due_on ? -1 : 1;
    return strcmp(x->key, y->key);
}

/* Each place gives its page; of all of them the first ones, or backwards the last ones, remain. */
enum status query_visits_due(struct db *db, const struct visit_filter *filter, struct arena *arena,
                             struct visit_row **rows, size_t *count, struct error *error)
{
    struct out out = {.arena = arena};
    enum status status = STATUS_OK;

    if (!filter->place_count)
        TRY(read_place(db, filter, NULL, &out, error));
    for (size_t i = 0; i < filter->place_count; i++)
        TRY(read_place(db, filter, filter->places[i], &out, error));
    if (out.count)
        qsort(out.rows, out.count, sizeof(*out.rows), by_due);
    *count = out.count < filter->limit ? out.count : filter->limit;
    *rows = out.rows;
    if (filter->is_backwards)
        *rows += out.count - *count;
done:
    return status;
}

enum status query_visits_household(struct db *db, const char *key, struct arena *arena,
                                   struct visit_row *row, bool *found, struct error *error)
{
    const char *text = arena_format(arena, "%s\n%s", sql_text[SQL_FRAGMENT_HOUSEHOLD_COLUMNS],
                                    sql_text[SQL_FRAGMENT_HOUSEHOLD_AT]);
    struct query *query = db_query_composed(db, text);

    query_bind_text(query, 1, key);
    enum status status = query_step(query, found, error);
    if (status == STATUS_OK && *found)
        *row = read_row(query, arena);
    query_reset(query);
    return status;
}

static enum status read_records(struct query *query, enum record_kind kind, struct arena *arena,
                                struct record **records, size_t *count, struct error *error)
{
    struct records_list_out out = {.arena = arena};
    enum status status = records_read_all(query, kind, &out, error);

    *records = out.at;
    *count = out.count;
    return status;
}

enum status query_visits_members(struct db *db, const char *key, struct arena *arena,
                                 struct record **records, size_t *count, struct error *error)
{
    struct query *query = records_select(db, RECORD_RESIDENTS, SQL_FRAGMENT_HOUSEHOLD_MEMBERS);

    query_bind_text(query, 1, key);
    return read_records(query, RECORD_RESIDENTS, arena, records, count, error);
}

enum status query_visits_count(struct db *db, const struct visit_filter *filter, int32_t today,
                               int64_t *due_count, int64_t *late_count, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query = NULL;
    bool row;

    *due_count = *late_count = 0;
    for (size_t i = 0; i < (filter->place_count ? filter->place_count : 1); i++) {
        query =
            db_query(db, filter->place_count ? SQL_VISITS_DUE_COUNTS : SQL_VISITS_DUE_COUNTS_ALL);
        query_bind_text(query, 1, filter->place_count ? filter->places[i] : area_of(filter));
        query_bind_integer(query, 2, today);
        TRY(query_step(query, &row, error));
        *due_count += query_integer(query, 0);
        *late_count += query_integer(query, 1);
        query_reset(query);
    }
done:
    return status;
}

enum status query_visits_of_household(struct db *db, const char *key, size_t limit,
                                      struct arena *arena, struct record **records, size_t *count,
                                      struct error *error)
{
    struct query *query = records_select(db, RECORD_VISITS, SQL_FRAGMENT_VISITS_OF_HOUSEHOLD);

    query_bind_text(query, 1, key);
    query_bind_integer(query, 2, (int64_t)limit);
    return read_records(query, RECORD_VISITS, arena, records, count, error);
}

enum status query_visits_of_staff(struct db *db, const char *staff_id, size_t limit,
                                  struct arena *arena, struct record **records, size_t *count,
                                  struct error *error)
{
    struct query *query = records_select(db, RECORD_VISITS, SQL_FRAGMENT_VISITS_OF_STAFF);

    query_bind_text(query, 1, staff_id);
    query_bind_integer(query, 2, (int64_t)limit);
    return read_records(query, RECORD_VISITS, arena, records, count, error);
}

enum status query_visits_sum(struct db *db, int32_t from, int32_t to, struct arena *arena,
                             struct visit_sum **sums, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_VISITS_COUNTED);
    enum status status;
    size_t room = 0;
    bool row;

    *sums = NULL;
    *count = 0;
    query_bind_integer(query, 1, from);
    query_bind_integer(query, 2, to);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *sums = arena_grow(arena, *sums, *count, &room, sizeof(**sums));
        (*sums)[(*count)++] = (struct visit_sum){
            .place = query_copy(query, 0, arena),
            .class = query_copy(query, 1, arena),
            .staff = query_copy(query, 2, arena),
            .result = query_copy(query, 3, arena),
            .visit_count = query_integer(query, 4),
            .person_count = query_integer(query, 5),
        };
    }
done:
    query_reset(query);
    return status;
}
