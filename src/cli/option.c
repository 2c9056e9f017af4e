/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/option.h"

#include "shouwen/base/i18n.h"

#include <string.h>

#define OPTION_ROW(name, word, argument, help) [OPTION_##name] = {word, argument, help},
const struct option_row option_rows[OPTION_COUNT] = {OPTION_TABLE(OPTION_ROW)};

static int find(const char *name, size_t length)
{
    for (int option = 0; option < OPTION_COUNT; option++)
        if (strlen(option_rows[option].name) == length &&
            memcmp(option_rows[option].name, name, length) == 0)
            return option;
    return -1;
}

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
    if (options->value[option])
        return error_set(error, STATUS_INVALID, row->name, _("--%s is given twice"), row->name);
    if (!row->argument) {
        if (equals)
            return error_set(error, STATUS_INVALID, row->name, _("--%s takes no value"), row->name);
        options->value[option] = "";
        return STATUS_OK;
    }
    if (equals) {
        options->value[option] = equals + 1;
        return STATUS_OK;
    }
    if (*at + 1 >= argc)
        return error_set(error, STATUS_INVALID, row->name, _("--%s needs a value: %s"), row->name,
                         row->argument);
    options->value[option] = argv[++*at];
    return STATUS_OK;
}

enum status options_read(int argc, char **argv, struct options *options, struct error *error)
{
    enum status status = STATUS_OK;
    bool has_ended = false;

    *options = (struct options){0};
    for (int at = 1; at < argc; at++) {
        if (!has_ended && strcmp(argv[at], "--") == 0) {
            has_ended = true;
        } else if (!has_ended && strncmp(argv[at], "--", 2) == 0) {
            TRY(read_option(argv, argc, &at, options, error));
        } else if (!has_ended && argv[at][0] == '-' && argv[at][1]) {
            return error_set(error, STATUS_INVALID, "option",
                             _("unknown option %s; options begin with --"), argv[at]);
        } else {
            if (options->word_count == OPTION_WORDS_MOST)
                return error_set(error, STATUS_INVALID, "", _("too many words"));
            options->word[options->word_count++] = argv[at];
        }
    }
done:
    return status;
}
