/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/option.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/responsibility.h"
#include "shouwen/domain/vocabulary.h"
#include "shouwen/store/query_cases.h"

#include <string.h>

#define OPTION_ROW(name, word, argument, kind, help)                                               \
    [OPTION_##name] = {word, argument, OPTION_IS_##kind, help},
const struct option_row option_rows[OPTION_COUNT] = {OPTION_TABLE(OPTION_ROW)};

static int find(const char *name, size_t length)
{
    for (int option = 0; option < OPTION_COUNT; option++)
        if (strlen(option_rows[option].name) == length &&
            memcmp(option_rows[option].name, name, length) == 0)
            return option;
    return -1;
}

/* --- what a value must look like --- */

static bool is_rows(const char *value)
{
    long rows;

    return text_to_long(value, 1, OPTION_ROWS_MOST, &rows);
}

static bool is_days(const char *value)
{
    long days;

    return text_to_long(value, 0, LIMIT_MOST, &days);
}

static bool is_day(const char *value)
{
    int32_t day;

    return clock_parse_day(value, &day);
}

static bool is_time(const char *value)
{
    int64_t at;

    return clock_parse_at(value, &at);
}

static bool is_queue(const char *value)
{
    enum queue queue = queue_find(value);

    if (queue != QUEUE_COUNT)
        return !queue_needs_grid(queue);
    for (int grid = 0; grid < QUEUE_COUNT; grid++) {
        size_t length = strlen(queue_rows[grid].word);
        if (queue_needs_grid((enum queue)grid) && text_starts(value, queue_rows[grid].word) &&
            value[length] == ':' && value[length + 1])
            return true;
    }
    return false;
}

static bool is_channel(const char *value)
{
    return word_index(word_channels, value) >= 0;
}

static bool is_urgency(const char *value)
{
    return word_index(word_urgencies, value) >= 0;
}

static bool is_rule(const char *value)
{
    for (int rule = 0; rule < RULE_COUNT; rule++)
        if (text_same(rule_rows[rule].word, value))
            return true;
    return false;
}

static bool is_sort(const char *value)
{
    return case_sort_find(value) != CASE_SORT_COUNT;
}

static bool is_setting(const char *value)
{
    return strchr(value, '=') > value;
}

static const struct {
    bool (*fits)(const char *value); /* NULL: anything does */
    const char *what;
} kinds[] = {
    [OPTION_IS_FLAG] = {NULL, ""},
    [OPTION_IS_TEXT] = {NULL, ""},
    [OPTION_IS_TEXTS] = {NULL, ""},
    [OPTION_IS_ROWS] = {is_rows, N_("a number from 1 to 100000")},
    [OPTION_IS_DAYS] = {is_days, N_("a number of days from 0 to 3650")},
    [OPTION_IS_DAY] = {is_day, N_("a day; write 2026-11-23")},
    [OPTION_IS_TIME] = {is_time, N_("a time; write 2026-11-23T15:00")},
    [OPTION_IS_UNTIL] = {is_time, N_("a day; write 2026-11-23 or 2026-11-23T15:00")},
    [OPTION_IS_QUEUE] = {is_queue, N_("a queue; see shouwen case list --help")},
    [OPTION_IS_CHANNEL] = {is_channel, N_("a channel: walk-in, phone, grid, visit, wish-box, "
                                          "hotline, online, letter, alarm, superior or own")},
    [OPTION_IS_URGENCY] = {is_urgency, N_("an urgency: urgent, special, difficult or routine")},
    [OPTION_IS_RULE] = {is_rule, N_("a rule: first-contact, assigned or fallback")},
    [OPTION_IS_SORT] = {is_sort, N_("an order: own, due, unit or opened")},
    [OPTION_IS_SETTING] = {is_setting, N_("a field with its value; write FIELD=VALUE")},
};

enum status option_check(enum option option, enum option_kind kind, const char *value,
                         struct error *error)
{
    const char *name = option_rows[option].name;

    if (!kinds[kind].fits || kinds[kind].fits(value))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, name, _("--%s: \"%s\" is not %s"), name, value,
                     _(kinds[kind].what));
}

/* --- argv --- */

/* Reads argv[*at], which begins with "--", and its argument. */
static enum status read_option(char **argv, int argc, int *at, struct options *options,
                               struct error *error)
{
    const char *name = argv[*at] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    int option = find(name, length);

    if (option < 0)
        return error_set(error, STATUS_INVALID, "option",
                         _("unknown option --%.*s; see shouwen --help"), (int)length, name);
    const struct option_row *row = &option_rows[option];
    if (options->value[option] &&
        (row->kind != OPTION_IS_TEXTS || options->again_count == OPTION_AGAIN_MOST))
        return error_set(error, STATUS_INVALID, row->name, _("--%s is given twice"), row->name);
    if (!row->argument) {
        if (equals)
            return error_set(error, STATUS_INVALID, row->name, _("--%s takes no value"), row->name);
        options->value[option] = "";
        return STATUS_OK;
    }
    if (!equals && *at + 1 >= argc)
        return error_set(error, STATUS_INVALID, row->name, _("--%s needs a value: %s"), row->name,
                         row->argument);
    const char *value = equals ? equals + 1 : argv[++*at];
    if (options->value[option]) {
        options->again[options->again_count].option = (enum option)option;
        options->again[options->again_count++].value = value;
    } else {
        options->value[option] = value;
    }
    return option_check((enum option)option, row->kind, value, error);
}

/* The flags behind a fault. */
static void take_flags(int argc, char **argv, int at, struct options *options)
{
    for (; at < argc && strcmp(argv[at], "--") != 0; at++) {
        int option = text_starts(argv[at], "--") ? find(argv[at] + 2, strlen(argv[at] + 2)) : -1;
        if (option >= 0 && !option_rows[option].argument)
            options->value[option] = "";
    }
}

enum status options_read(int argc, char **argv, struct options *options, struct error *error)
{
    enum status status = STATUS_OK;
    bool has_ended = false;
    int at;

    *options = (struct options){0};
    for (at = 1; at < argc && status == STATUS_OK; at++) {
        if (!has_ended && strcmp(argv[at], "--") == 0)
            has_ended = true;
        else if (!has_ended && strncmp(argv[at], "--", 2) == 0)
            status = read_option(argv, argc, &at, options, error);
        else if (!has_ended && argv[at][0] == '-' && argv[at][1])
            status = error_set(error, STATUS_INVALID, "option",
                               _("unknown option %s; options begin with --"), argv[at]);
        else if (options->word_count == OPTION_WORDS_MOST)
            status = error_set(error, STATUS_INVALID, "", _("too many words"));
        else
            options->word[options->word_count++] = argv[at];
    }
    if (status != STATUS_OK && !has_ended)
        take_flags(argc, argv, at, options);
    return status;
}
