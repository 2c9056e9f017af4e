/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/verb.h"

#include "shouwen/cli/case_field.h"
#include "shouwen/cli/usage.h"
#include "shouwen/domain/act.h"

#include <string.h>

static bool is_sub(const struct verb *verb, const char *sub)
{
    if (!sub)
        return false;
    return *verb->sub ? strcmp(verb->sub, sub) == 0 : act_kind_of(sub) < ACT_CASE_KINDS;
}

const struct verb *verb_find(const struct options *options, size_t *used)
{
    const char *word = options->word[0], *sub = options->word[1];

    for (size_t i = 0; word && i < verb_count; i++) {
        const struct verb *verb = &verb_rows[i];
        if (strcmp(verb->word, word) != 0 || (verb->sub && !is_sub(verb, sub)))
            continue;
        *used = verb->sub ? 2 : 1;
        return verb;
    }
    return NULL;
}

bool verb_is_known(const char *word)
{
    for (size_t i = 0; i < verb_count; i++)
        if (strcmp(verb_rows[i].word, word) == 0)
            return true;
    return false;
}

void verb_name(const struct verb *verb, struct text *out)
{
    text_addf(out, "%s%s%s", verb->word, text_is_empty(verb->sub) ? "" : " ",
              verb->sub ? verb->sub : "");
}

enum status verb_check_usage(const struct verb *verb, const struct options *options,
                             struct error *error)
{
    struct text name = TEXT_EMPTY;

    verb_name(verb, &name);
    enum status status =
        usage_check(verb->usage, name.at, options, text_is_empty(verb->sub) ? 1 : 2, error);
    if (status == STATUS_OK && verb->run == verb_case_act)
        status = case_field_check(act_kind_of(options->word[1]), options, error);
    if (status == STATUS_OK && verb->run == verb_import)
        status = verb_import_check(options, error);
    text_release(&name);
    return status;
}
