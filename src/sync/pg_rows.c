/* SPDX-License-Identifier: MIT */
/* Rows in the binary format of COPY. */
#include "config.h"

#include "shouwen/sync/pg.h"

#include <string.h>

static void add_number(struct text *bytes, uint64_t value, int length)
{
    char out[8];

    for (int i = 0; i < length; i++)
        out[i] = (char)(value >> (8 * (length - 1 - i)));
    text_add_bytes(bytes, out, (size_t)length);
}

void pg_rows_start(struct pg_rows *rows, int fields)
{
    static const char signature[] = "PGCOPY\n\377\r\n"; /* its NUL belongs to it */

    if (!rows->count++) {
        text_add_bytes(&rows->bytes, signature, sizeof(signature));
        add_number(&rows->bytes, 0, 8); /* no flags, no more header */
    }
    add_number(&rows->bytes, (uint64_t)fields, 2);
}

void pg_rows_bytes(struct pg_rows *rows, const void *bytes, size_t length)
{
    add_number(&rows->bytes, length, 4);
    text_add_bytes(&rows->bytes, bytes, length);
}

void pg_rows_text(struct pg_rows *rows, const char *text)
{
    pg_rows_bytes(rows, text, strlen(text));
}

void pg_rows_integer(struct pg_rows *rows, int64_t value)
{
    add_number(&rows->bytes, 8, 4);
    add_number(&rows->bytes, (uint64_t)value, 8);
}

void pg_rows_boolean(struct pg_rows *rows, bool value)
{
    add_number(&rows->bytes, 1, 4);
    add_number(&rows->bytes, value, 1);
}

void pg_rows_null(struct pg_rows *rows)
{
    add_number(&rows->bytes, UINT32_MAX, 4);
}

void pg_rows_end(struct pg_rows *rows)
{
    add_number(&rows->bytes, UINT16_MAX, 2);
}

void pg_rows_clear(struct pg_rows *rows)
{
    rows->count = rows->sent = rows->due = 0;
    text_clear(&rows->bytes);
}

void pg_rows_release(struct pg_rows *rows)
{
    rows->count = rows->sent = rows->due = 0;
    text_release(&rows->bytes);
}
