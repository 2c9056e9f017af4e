/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/call.h"

#include "shouwen/base/clock.h"

#include <limits.h>

const char *call_value(const struct call *call, enum option option)
{
    return call->options->value[option];
}

const char *call_value_of_many(const struct call *call, enum option option, size_t n)
{
    const struct options *options = call->options;

    for (size_t i = 0; n > 0 && i < options->again_count; i++)
        if (options->again[i].option == option && --n == 0)
            return options->again[i].value;
    return n == 0 ? options->value[option] : NULL;
}

long call_number(const struct call *call, enum option option, long fallback)
{
    const char *text = call_value(call, option);
    long number;

    return text && text_to_long(text, 0, LONG_MAX, &number) ? number : fallback;
}

int32_t call_day(const struct call *call, enum option option, int32_t fallback)
{
    const char *text = call_value(call, option);
    int32_t day;

    return text && clock_parse_day(text, &day) ? day : fallback;
}

void call_print(struct call *call, struct json *value)
{
    json_write_pretty(value, call->out);
    text_add_char(call->out, '\n');
    json_release(value);
}
