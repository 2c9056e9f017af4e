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
