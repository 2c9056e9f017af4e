/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/error.h"

#include <stdarg.h>
#include <stdio.h>

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

enum status error_set(struct error *error, enum status kind, const char *field, const char *format,
                      ...)
{
    va_list values;

    if (!error)
        return kind;
    error->kind = kind;
    snprintf(error->field, sizeof(error->field), "%s", field ? field : "");
    va_start(values, format);
    vsnprintf(error->message, sizeof(error->message), format, values);
    va_end(values);
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
