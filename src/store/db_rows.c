/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/db_rows.h"

#include "shouwen/base/text.h"
#include "store/db_inside.h"

#include <string.h>

/* More rows to a statement gain little. */
enum { GROUP = 16 };

static int parameter_count(const char *values)
{
    int count = 0;

    for (; *values; values++)
        count += *values == '?';
    return count;
}

/* The statement for as many rows as a group has. */
static struct query *compose(struct db *db, enum sql sql, const char *values, int columns)
{
    struct text text = TEXT_EMPTY;

    text_add_bytes(&text, sql_text[sql], (size_t)(values - sql_text[sql]));
    for (int row = 0; row < GROUP; row++)
        for (int i = 0; i < columns; i++)
            text_addf(&text, "%s?%d%s",
                      i     ? ", "
                      : row ? ", ("
                            : "(",
                      row * columns + i + 1, i == columns - 1 ? ")" : "");
    struct query *query = db_query_composed(db, text.at);
    text_release(&text);
    return query;
}

static struct query *group_of(struct db *db, enum sql sql, int *columns)
{
    const char *values = strrchr(sql_text[sql], '('); /* of the one row that it has */
    struct query **group = &db->groups[sql];

    if (!values)
        db_bug(db, sql_name[sql], "no values to put in");
    *columns = parameter_count(values);
    if (*group)
        return db_query_again(*group);
    return *group = compose(db, sql, values, *columns);
}

enum status db_rows_put(struct db *db, enum sql sql, db_rows_bind *bind, const void *rows,
                        size_t count, struct error *error)
{
    enum status status = STATUS_OK;
    struct query *query;
    size_t i = 0;
    int columns;

    while (count - i >= GROUP) {
        query = group_of(db, sql, &columns);
        for (int row = 0; row < GROUP; row++)
            bind(query, row * columns, rows, i++);
        TRY(query_run(query, error));
    }
    for (; i < count; i++) {
        query = db_query(db, sql);
        bind(query, 0, rows, i);
        TRY(query_run(query, error));
    }
done:
    return status;
}
