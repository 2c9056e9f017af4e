/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/usage.h"

#include "shouwen/base/i18n.h"

#include <string.h>

/* One word of the text; brackets around it count, brackets inside ("DATE[THH:MM]") belong to it. */
static bool next_token(struct usage *usage, const char **token, size_t *length)
{
    usage->at += strspn(usage->at, " ");
    while (*usage->at == '[') {
        usage->depth++;
        usage->at++;
    }
    *token = usage->at;
    *length = strcspn(usage->at, " ");
    usage->at += *length;
    return *length > 0;
}

static void take_closing(struct usage *usage, const char *token, size_t *length)
{
    size_t inside = 0;

    for (size_t i = 0; i < *length; i++)
        inside += token[i] == '[';
    for (size_t i = *length; i > 0 && token[i - 1] == ']'; i--) {
        size_t closing = 0;
        for (size_t k = 0; k < *length; k++)
            closing += token[k] == ']';
        if (closing <= inside)
            break;
        usage->depth--;
        --*length;
    }
}

bool usage_next(struct usage *usage, struct usage_item *item)
{
    *item = (struct usage_item){0};
    if (!next_token(usage, &item->text, &item->length))
        return false;
    item->is_optional = usage->depth > 0;
    int depth = usage->depth;
    take_closing(usage, item->text, &item->length);
    item->is_option = item->length > 2 && memcmp(item->text, "--", 2) == 0;
    if (!item->is_option) {
        item->is_many = item->length > 3 && memcmp(item->text + item->length - 3, "...", 3) == 0;
        item->length -= item->is_many ? 3 : 0;
        return true;
    }
    item->text += 2;
    item->length -= 2;
    size_t blanks = strspn(usage->at, " ");
    const char *after = usage->at + blanks;
    if (usage->depth < depth || !*after || *after == '[' || strncmp(after, "--", 2) == 0)
        return true;
    next_token(usage, &item->argument, &item->argument_length);
    take_closing(usage, item->argument, &item->argument_length);
    return true;
}

bool usage_is_choice(const char *text, size_t length)
{
    bool has_bar = false;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '|')
            has_bar = true;
        else if (!(text[i] >= 'a' && text[i] <= 'z') && text[i] != '-')
            return false;
    }
    return has_bar;
}

bool usage_has(const char *text, size_t length, const char *word)
{
    size_t wanted = strlen(word);

    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && text[end] != '|')
            end++;
        if (end - at == wanted && memcmp(text + at, word, wanted) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

static bool names(const struct usage_item *item, enum option option)
{
    const char *name = option_rows[option].name;

    return item->is_option && strlen(name) == item->length &&
           memcmp(name, item->text, item->length) == 0;
}

bool usage_takes(const char *text, enum option option)
{
    struct usage usage = {text, 0};
    struct usage_item item;

    while (usage_next(&usage, &item))
        if (names(&item, option))
            return true;
    return false;
}

static enum status check_options(const char *text, const char *what, const struct options *options,
                                 struct error *error)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        if (!options->value[option] || option <= OPTION_EVERYWHERE)
            continue;
        if (!usage_takes(text, (enum option)option))
            return error_set(error, STATUS_INVALID, option_rows[option].name,
                             _("%s does not take --%s; see shouwen %s --help"), what,
                             option_rows[option].name, what);
    }
    return STATUS_OK;
}

static enum status check_item(const struct usage_item *item, const char *what,
                              const struct options *options, const char *word, struct error *error)
{
    const char *value = word, *choice = item->text;
    size_t length = item->length;
    enum status status = STATUS_OK;

    for (int option = 0; option < OPTION_COUNT; option++) {
        if (!names(item, (enum option)option))
            continue;
        value = options->value[option];
        choice = item->argument;
        length = item->argument_length;
        if (!value && !item->is_optional)
            return error_set(error, STATUS_INVALID, option_rows[option].name,
                             _("--%s is missing; see shouwen %s --help"), option_rows[option].name,
                             what);
        /* some options mean a day with one verb and something else with another */
        if (value && length == 4 && memcmp(choice, "DATE", length) == 0)
            TRY(option_check((enum option)option, OPTION_IS_DAY, value, error));
    }
    if (value && usage_is_choice(choice, length) && !usage_has(choice, length, value))
        return error_set(error, STATUS_INVALID, "", _("\"%s\" is none of %.*s"), value, (int)length,
                         choice);
done:
    return status;
}

enum status usage_check(const char *text, const char *what, const struct options *options,
                        size_t used, struct error *error)
{
    struct usage usage = {text, 0};
    struct usage_item item;
    size_t at = used;
    enum status status;
    struct usage_item missing = {.length = 0};
    bool is_many = false;

    TRY(check_options(text, what, options, error));
    while (usage_next(&usage, &item)) {
        const char *word = item.is_option || at >= options->word_count ? NULL : options->word[at];
        TRY(check_item(&item, what, options, word, error));
        if (item.is_option)
            continue;
        if (!item.is_optional && !word && !missing.length)
            missing = item;
        is_many |= item.is_many;
        at++;
    }
    if (missing.length)
        return error_set(error, STATUS_INVALID, "", _("no %.*s is given; see shouwen %s --help"),
                         (int)missing.length, missing.text, what);
    if (at < options->word_count && !is_many)
        return error_set(error, STATUS_INVALID, "", _("\"%s\" is too much; see shouwen %s --help"),
                         options->word[at], what);
done:
    return status;
}
