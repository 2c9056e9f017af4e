/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/call.h"

#include "shouwen/base/i18n.h"

const char *call_value(const struct call *call, enum option option)
{
    return call->options->value[option];
}

enum status call_number(const struct call *call, enum option option, long low, long high,
                        long fallback, long *number, struct error *error)
{
    const char *text = call_value(call, option);

    *number = fallback;
    if (!text || text_to_long(text, low, high, number))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, option_rows[option].name,
                     _("--%s: \"%s\" is no number from %ld to %ld"), option_rows[option].name, text,
                     low, high);
}

void call_print(struct call *call, struct json *value)
{
    json_write_pretty(value, call->out);
    text_add_char(call->out, '\n');
    json_release(value);
}
