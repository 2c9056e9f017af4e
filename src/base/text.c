/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/text.h"

#include "shouwen/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char text_nothing[1];

static void make_room(struct text *text, size_t more)
{
    size_t needed = text->length + more + 1;

    if (needed <= text->room)
        return;
    size_t room = text->room ? text->room * 2 : 64;
    while (room < needed)
        room *= 2;
    text->at = memory_grow(text->room ? text->at : NULL, room, 1);
    text->at[text->length] = '\0';
    text->room = room;
}

void text_add_bytes(struct text *text, const char *more, size_t length)
{
    if (!length)
        return;
    make_room(text, length);
    memcpy(text->at + text->length, more, length);
    text->length += length;
    text->at[text->length] = '\0';
}

void text_add(struct text *text, const char *more)
{
    if (more)
        text_add_bytes(text, more, strlen(more));
}

void text_add_char(struct text *text, char one)
{
    text_add_bytes(text, &one, 1);
}

void text_addv(struct text *text, const char *format, va_list values)
{
    va_list again;

    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length <= 0)
        return;
    make_room(text, (size_t)length);
    vsnprintf(text->at + text->length, (size_t)length + 1, format, values);
    text->length += (size_t)length;
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    text_addv(text, format, values);
    va_end(values);
}

void text_splice(struct text *text, size_t offset, size_t length, const char *more,
                 size_t more_length)
{
    if (offset > text->length)
        offset = text->length;
    if (length > text->length - offset)
        length = text->length - offset;
    if (!length && !more_length)
        return;
    make_room(text, more_length);
    memmove(text->at + offset + more_length, text->at + offset + length,
            text->length - offset - length + 1);
    if (more_length)
        memcpy(text->at + offset, more, more_length);
    text->length = text->length - length + more_length;
}

void text_cut(struct text *text, size_t length)
{
    if (length >= text->length)
        return;
    text->length = length;
    text->at[length] = '\0';
}

void text_clear(struct text *text)
{
    text_cut(text, 0);
}

void text_release(struct text *text)
{
    if (text->room)
        free(text->at);
    text->at = text_nothing;
    text->length = text->room = 0;
}

bool text_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t length = strlen(text), end = strlen(suffix);

    return length >= end && strcmp(text + length - end, suffix) == 0;
}

bool text_to_long(const char *text, long low, long high, long *value)
{
    char *end;

    if (text_is_empty(text) || !strchr("-0123456789", *text))
        return false;
    errno = 0;
    long found = strtol(text, &end, 10);
    if (errno || *end || end == text || found < low || found > high)
        return false;
    *value = found;
    return true;
}

size_t text_distance(const char *a, const char *b)
{
    size_t length = strlen(b), distance;
    size_t *row = memory_grow(NULL, length + 1, sizeof(*row));

    /* row[j] is the distance from the part of a that was read to the first j bytes of b */
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0]++;
        for (size_t j = 1; j <= length; j++) {
            size_t changed = diagonal + (a[i] != b[j - 1]);
            size_t moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = changed < moved ? changed : moved;
        }
    }
    distance = row[length];
    free(row);
    return distance;
}
