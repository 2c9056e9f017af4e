/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/command/command.h"

#include <assert.h>
#include <string.h>

static const struct command_row rows[COMMAND_COUNT] = {
#define X(name, word, contexts, bar, keys, label, help)                                            \
    [COMMAND_##name] = {word, contexts, bar, keys, label, help},
    COMMAND_TABLE(X)
#undef X
};

const struct command_row *command_row(enum command command)
{
    assert(command > COMMAND_NONE && command < COMMAND_COUNT);
    return &rows[command];
}

enum command command_find(const char *word)
{
    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++)
        if (strcmp(rows[command].word, word) == 0)
            return command;
    return COMMAND_NONE;
}

int command_digit(enum command command)
{
    if (command == COMMAND_DIGIT_0)
        return 0; /* after 9 in the table, as on a keyboard */
    return command >= COMMAND_DIGIT_1 && command <= COMMAND_DIGIT_9
               ? 1 + (int)(command - COMMAND_DIGIT_1)
               : -1;
}
