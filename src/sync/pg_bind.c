/* SPDX-License-Identifier: MIT */
/* Values of statements, in the binary format of the protocol. */
#include "config.h"

#include "sync/pg_inside.h"

#include <string.h>

static struct text *value_at(struct pg_query *query, int at)
{
    struct text *value = &query->value[at - 1];

    text_clear(value);
    query->count = at > query->count ? at : query->count;
    return value;
}

static void add_number(struct text *value, uint64_t number, int length)
{
    char out[PG_NUMBER];

    for (int i = 0; i < length; i++)
        out[i] = (char)(number >> (8 * (length - 1 - i)));
    text_add_bytes(value, out, (size_t)length);
}

void pg_bind_bytes(struct pg_query *query, int at, const void *bytes, size_t length)
{
    text_add_bytes(value_at(query, at), bytes, length);
}

void pg_bind_text(struct pg_query *query, int at, const char *text)
{
    pg_bind_bytes(query, at, text, strlen(text));
}

void pg_bind_integer(struct pg_query *query, int at, int64_t value)
{
    add_number(value_at(query, at), (uint64_t)value, PG_NUMBER);
}

void pg_bind_boolean(struct pg_query *query, int at, bool value)
{
    add_number(value_at(query, at), value, 1);
}

/* The head of an array of one dimension without NULLs. */
static struct text *start_array(struct pg_query *query, int at, uint64_t type, size_t count)
{
    struct text *value = value_at(query, at);

    add_number(value, count ? 1 : 0, 4);
    add_number(value, 0, 4);
    add_number(value, type, 4);
    if (count) {
        add_number(value, count, 4);
        add_number(value, 1, 4);
    }
    return value;
}

/* As in pg_type. */
enum { TYPE_BOOLEAN = 16, TYPE_BYTEA = 17, TYPE_BIGINT = 20, TYPE_TEXT = 25 };

void pg_bind_integers(struct pg_query *query, int at, const int64_t *values, size_t count)
{
    struct text *value = start_array(query, at, TYPE_BIGINT, count);

    for (size_t i = 0; i < count; i++) {
        add_number(value, PG_NUMBER, 4);
        add_number(value, (uint64_t)values[i], PG_NUMBER);
    }
}

void pg_bind_booleans(struct pg_query *query, int at, const bool *values, size_t count)
{
    struct text *value = start_array(query, at, TYPE_BOOLEAN, count);

    for (size_t i = 0; i < count; i++) {
        add_number(value, 1, 4);
        add_number(value, values[i], 1);
    }
}

void pg_bind_texts(struct pg_query *query, int at, const char *const *texts, size_t count)
{
    struct text *value = start_array(query, at, TYPE_TEXT, count);

    for (size_t i = 0; i < count; i++) {
        add_number(value, strlen(texts[i]), 4);
        text_add(value, texts[i]);
    }
}

void pg_bind_values(struct pg_query *query, int at, const uint8_t *values, size_t length,
                    size_t count)
{
    struct text *value = start_array(query, at, TYPE_BYTEA, count);

    for (size_t i = 0; i < count; i++) {
        add_number(value, length, 4);
        text_add_bytes(value, (const char *)values + i * length, length);
    }
}
