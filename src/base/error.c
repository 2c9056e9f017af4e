/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    enum status kind;
    const char *word;
    int exit_code;
} kinds[] = {
    {STATUS_OK, "ok", 0},
    {STATUS_REFUSED, "refused", 1},
    {STATUS_INVALID, "invalid", 1},
    {STATUS_NOT_FOUND, "not-found", 1},
    {STATUS_CONFLICT, "conflict", 1},
    {STATUS_BUSY, "busy", 3},
    {STATUS_DENIED, "denied", 4},
    {STATUS_BROKEN, "broken", 3},
    {STATUS_UNREACHABLE, "unreachable", 3},
};

/* A sentence that is too long ends with "..", at the end of a character. */
static void cut_whole(char *message, size_t room)
{
    size_t end = room - sizeof("..");

    while (end && ((unsigned char)message[end] & 0xC0) == 0x80)
        end--;
    memcpy(message + end, "..", sizeof(".."));
}

enum status error_set(struct error *error, enum status kind, const char *field, const char *format,
                      ...)
{
    va_list values;

    if (!error)
        return kind;
    error->kind = kind;
    error->remedy_at = 0;
    snprintf(error->field, sizeof(error->field), "%s", field ? field : "");
    va_start(values, format);
    int length = vsnprintf(error->message, sizeof(error->message), format, values);
    va_end(values);
    if (length >= (int)sizeof(error->message))
        cut_whole(error->message, sizeof(error->message));
    return kind;
}

const char *status_word(enum status kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (kinds[i].kind == kind)
            return kinds[i].word;
    return "broken";
}

int status_exit_code(enum status kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (kinds[i].kind == kind)
            return kinds[i].exit_code;
    return 3;
}
