/* SPDX-License-Identifier: MIT */
/* What else is read of cases: those of a person or a door, promises, what is asked for often,
 * where a case stands. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"
#include "store/query_cases_inside.h"

static int32_t day_from(int64_t cell)
{
    return cell == INT32_MAX ? CLOCK_NO_DAY : (int32_t)cell;
}

/* The few columns of a case that a line about it needs. */
static enum status read_lines(struct db *db, enum sql sql, const char *whose, size_t limit,
                              struct arena *arena, struct case_row **rows, size_t *count,
                              struct error *error)
{
    struct query *query = db_query(db, sql);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_text(query, 1, whose);
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
                                                .flags = (unsigned)query_integer(query, 10),
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
                                                .ref = "",
                                                .source = "",
                                                .contact = "",
                                                .contact_phone = ""};
    }
done:
    query_reset(query);
    return status;
}

enum status query_cases_of(struct db *db, const char *resident, const char *door, size_t limit,
                           struct arena *arena, struct case_row **rows, size_t *count,
                           struct error *error)
{
    bool by_person = !text_is_empty(resident);

    return read_lines(db, by_person ? SQL_CASES_OF_RESIDENT : SQL_CASES_OF_DOOR,
                      by_person ? resident : door, limit, arena, rows, count, error);
}

enum status query_cases_news(struct db *db, const char *holder, size_t limit, struct arena *arena,
                             struct case_row **rows, size_t *count, struct error *error)
{
    return read_lines(db, SQL_CASES_NEWS, holder, limit, arena, rows, count, error);
}

enum status query_cases_merged(struct db *db, const char *number, struct arena *arena,
                               struct merged_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_CASES_MERGED);
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
    query_bind_text(query, 1, number);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        *rows = arena_grow(arena, *rows, *count, &room, sizeof(**rows));
        (*rows)[(*count)++] = (struct merged_row){
            query_copy(query, 0, arena), query_copy(query, 1, arena), query_copy(query, 2, arena),
            query_copy(query, 3, arena), query_copy(query, 4, arena), query_integer(query, 5)};
    }
done:
    query_reset(query);
    return status;
}

static enum status read_promises(struct query *query, struct arena *arena,
                                 struct promise_row **rows, size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    *rows = NULL;
    *count = 0;
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
                                                   .node = query_copy(query, 10, arena),
                                                   .contact = query_copy(query, 11, arena),
                                                   .contact_phone = query_copy(query, 12, arena)};
    }
done:
    query_reset(query);
    return status;
}

enum status query_promises(struct db *db, int64_t before_at, size_t limit, struct arena *arena,
                           struct promise_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_CASES_PROMISED);

    query_bind_integer(query, 1, before_at);
    query_bind_integer(query, 2, (int64_t)limit);
    return read_promises(query, arena, rows, count, error);
}

enum status query_promises_of(struct db *db, const char *staff, struct arena *arena,
                              struct promise_row **rows, size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_CASES_PROMISED_BY);

    query_bind_text(query, 1, staff);
    return read_promises(query, arena, rows, count, error);
}

enum status query_units_lately(struct db *db, struct arena *arena, const char ***codes,
                               size_t *count, struct error *error)
{
    enum { LATEST = 1000 };
    struct query *query = db_query(db, SQL_CASES_UNITS_LATELY);

    query_bind_integer(query, 1, LATEST);
    return query_all_text(query, arena, codes, count, error);
}

enum status query_frequent_services(struct db *db, int64_t since_at, int64_t before_at,
                                    size_t limit, struct arena *arena, const char ***codes,
                                    size_t *count, struct error *error)
{
    struct query *query = db_query(db, SQL_CASES_SERVICE_USE);

    query_bind_integer(query, 1, since_at);
    query_bind_integer(query, 2, (int64_t)limit);
    query_bind_integer(query, 3, before_at);
    return query_all_text(query, arena, codes, count, error);
}

enum status query_cases_locate(struct db *db, const struct case_filter *filter, const char *number,
                               int64_t *key, int64_t *seq, bool *found, struct error *error)
{
    static const int columns[ORDER_COUNT] = {[ORDER_DUE] = 1,
                                             [ORDER_WORK] = 2,
                                             [ORDER_CALLBACK] = 3,
                                             [ORDER_OPENED] = 4,
                                             [ORDER_CLOSED] = 5};
    struct query *query = db_query(db, SQL_CASES_LOCATE);
    enum status status;

    query_bind_text(query, 1, number);
    TRY(query_step(query, found, error));
    if (*found) {
        *seq = query_integer(query, 0);
        *key = query_integer(query, columns[query_cases_order(filter)]);
    }
done:
    query_reset(query);
    return status;
}
