/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/moved.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/json.h"
#include "shouwen/store/schema.h"

static const char key[] = "moved";

/* The projection's "no day" sorts last. */
static int32_t day_of(int64_t cell)
{
    return cell == INT32_MAX ? CLOCK_NO_DAY : (int32_t)cell;
}

enum status moved_look(struct db *db, const char *number, struct moved_days *days,
                       struct error *error)
{
    struct query *query = db_query(db, SQL_MOVED_DAYS);
    enum status status;
    bool row;

    *days = (struct moved_days){CLOCK_NO_DAY, CLOCK_NO_DAY};
    query_bind_text(query, 1, number);
    TRY(query_step(query, &row, error));
    if (row)
        *days =
            (struct moved_days){day_of(query_integer(query, 0)), day_of(query_integer(query, 1))};
done:
    query_reset(query);
    return status;
}

void moved_add(struct moved *moved, struct arena *arena, const char *number,
               struct moved_days before, struct moved_days after)
{
    if (before.due_on == after.due_on && before.unit_due_on == after.unit_due_on)
        return;
    if (moved->total++ >= MOVED_MOST)
        return;
    moved->cases =
        arena_grow(arena, moved->cases, moved->count, &moved->room, sizeof(*moved->cases));
    moved->cases[moved->count++] = (struct moved_case){arena_copy(arena, number), before, after};
}

static struct json *days_json(const struct moved_days *days)
{
    struct json *pair = json_new_array();

    json_add(pair, json_new_integer(days->due_on));
    json_add(pair, json_new_integer(days->unit_due_on));
    return pair;
}

static struct moved_days days_of(const struct json *pair)
{
    int64_t due_on = CLOCK_NO_DAY, unit_due_on = CLOCK_NO_DAY;

    if (!json_integer_of(json_item(pair, 0), &due_on) ||
        !json_integer_of(json_item(pair, 1), &unit_due_on))
        return (struct moved_days){CLOCK_NO_DAY, CLOCK_NO_DAY};
    return (struct moved_days){(int32_t)due_on, (int32_t)unit_due_on};
}

enum status moved_write(struct db *db, const struct moved *moved, struct error *error)
{
    struct json *value = json_new_object(), *cases = json_new_array();
    struct text text = TEXT_EMPTY;

    json_put_integer(value, "turn", moved->turn);
    json_put_integer(value, "at", moved->at);
    json_put_integer(value, "total", moved->total);
    for (size_t i = 0; i < moved->count; i++) {
        struct json *one = json_new_object();
        json_put_text(one, "number", moved->cases[i].number);
        json_put(one, "before", days_json(&moved->cases[i].before));
        json_put(one, "after", days_json(&moved->cases[i].after));
        json_add(cases, one);
    }
    json_put(value, "cases", cases);
    json_write(value, &text);
    enum status status = schema_meta_put(db, key, text.at, error);
    text_release(&text);
    json_release(value);
    return status;
}

static void read_cases(const struct json *cases, struct arena *arena, struct moved *moved)
{
    for (size_t i = 0; i < json_length(cases); i++) {
        const struct json *one = json_item(cases, i);
        const char *number = json_get_text(one, "number");
        if (number)
            moved_add(moved, arena, number, days_of(json_get(one, "before")),
                      days_of(json_get(one, "after")));
    }
}

enum status moved_read(struct db *db, struct arena *arena, struct moved *moved, struct error *error)
{
    struct text text = TEXT_EMPTY;
    struct json *value = NULL;
    enum status status;

    *moved = (struct moved){0};
    TRY(schema_meta_get(db, key, &text, error));
    if (!text.length)
        goto done;
    TRY(json_read(text.at, text.length, 0, &value, error));
    read_cases(json_get(value, "cases"), arena, moved);
    moved->turn = json_get_integer(value, "turn", 0);
    moved->at = json_get_integer(value, "at", 0);
    moved->total = json_get_integer(value, "total", 0);
done:
    text_release(&text);
    json_release(value);
    return status;
}
