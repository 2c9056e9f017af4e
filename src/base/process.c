/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* When it was started, in ticks of the machine's clock: field 22 of its stat, of which the second
 * one, the program's name in brackets, may contain anything. 0: there is no such process. */
static unsigned long long started(long id)
{
    enum { STATE = 3, STARTED = 22 };
    char path[32], stat[1024];

    snprintf(path, sizeof(path), "/proc/%ld/stat", id);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    size_t length = fread(stat, 1, sizeof(stat) - 1, file);
    fclose(file);
    stat[length] = '\0';
    const char *at = strrchr(stat, ')');
    at = at ? strchr(at, ' ') : NULL;
    for (int field = STATE; at && field < STARTED; field++)
        at = strchr(at + 1, ' ');
    return at ? strtoull(at, NULL, 10) : 0;
}

const char *process_name(char out[PROCESS_NAME])
{
    snprintf(out, PROCESS_NAME, "%ld:%llu", (long)getpid(), started(getpid()));
    return out;
}

bool process_is_running(const char *name)
{
    char *end;
    long id = strtol(name, &end, 10);

    if (id <= 0 || *end != ':')
        return false;
    unsigned long long then = strtoull(end + 1, &end, 10);
    return !*end && then && started(id) == then;
}
