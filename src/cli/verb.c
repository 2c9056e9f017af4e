/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/verb.h"

#include "shouwen/base/i18n.h"

#include <string.h>

const struct verb *verb_find(const struct options *options, size_t *used)
{
    const char *word = options->word[0], *sub = options->word[1];

    for (size_t i = 0; word && i < verb_count; i++) {
        const struct verb *verb = &verb_rows[i];
        if (strcmp(verb->word, word) != 0)
            continue;
        /* an empty sub stands for any word that no row before it has */
        if (verb->sub && (!sub || (*verb->sub && strcmp(verb->sub, sub) != 0)))
            continue;
        *used = verb->sub ? 2 : 1;
        return verb;
    }
    return NULL;
}

bool verb_takes(const struct verb *verb, enum option option)
{
    const char *name = option_rows[option].name, *at = verb->usage;
    size_t length = strlen(name);

    if (option <= OPTION_VERSION)
        return true;
    while ((at = strstr(at, "--"))) {
        at += 2;
        if (strncmp(at, name, length) == 0 && strchr(" ]|", at[length]))
            return true;
    }
    return false;
}

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
